"""A check is a function with a sentence for a name; it passes unless it raises."""

import traceback

registered = []


def check(sentence):
    def keep(function):
        registered.append((f"{function.__module__}: {sentence}", function))
        return function

    return keep


def run(pattern):
    for name, function in registered:
        if pattern not in name:
            continue
        try:
            function()
            print(f"ok - {name}", flush=True)
        except BaseException as error:  # a check may also time out or exit
            if isinstance(error, KeyboardInterrupt):
                raise
            print(f"FAILED - {name}: {words(error)}", flush=True)


def words(error):
    frames = traceback.extract_tb(error.__traceback__)
    line = next((frame for frame in reversed(frames) if "/Interop/" in frame.filename), frames[-1])
    text = f"{type(error).__name__}: {error}".replace("\n", " ¶ ")
    return f"{line.filename.rsplit('/', 1)[1]}:{line.lineno}: {text[:900]} [{line.line}]"
