print("http-echo")
