print("jimeng-mock")
