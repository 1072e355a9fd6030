"""usage: suite.py BINARY [PATTERN]"""

import pathlib
import sys

import checks
import mock

mock.BINARY = str(pathlib.Path(sys.argv[1]).resolve())

import answers  # noqa: E402, F401  each module registers its checks
import clients  # noqa: E402, F401
import command  # noqa: E402, F401
import contract  # noqa: E402, F401
import exec_command  # noqa: E402, F401
import profiles  # noqa: E402, F401
import scenarios  # noqa: E402, F401

checks.run(sys.argv[2] if len(sys.argv) > 2 else "")
