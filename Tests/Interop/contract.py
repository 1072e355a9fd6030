"""`jimeng-mock contract`: the page as OpenAPI that other tools accept and can test by."""

import json
import pathlib
import subprocess
import sys
import tempfile

from openapi_spec_validator import validate

from checks import check
from mock import SUBMIT, Mock, command

# Bounded: a fixed seed and number of examples, so that a failure can be looked at again.
EXAMPLES = "100"
SEED = "20250526"


def document():
    result = command("contract", "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@check("contract: every rule is listed with the page's words, and so is what was left unread")
def listing():
    result = command("contract")
    assert result.returncode == 0, result.stderr
    for words in ("枚举值 5, 10", '枚举值 "1:1", "21:9"', "图生视频必带", "duration", "required"):
        assert words in result.stdout, f"{words!r} is not in {result.stdout!r}"


@check("contract --json is valid OpenAPI, in which prose has become schema")
def valid_openapi():
    spec = document()
    validate(spec)
    paths = [path for path in spec["paths"] if path.endswith(SUBMIT)]
    assert paths, list(spec["paths"])
    schema = spec["paths"][paths[0]]["post"]["requestBody"]["content"]["application/json"]["schema"]
    properties = schema["properties"]
    assert properties["duration"]["enum"] == [5, 10], properties
    assert properties["aspect_ratio"]["enum"] == ["1:1", "21:9", "16:9", "9:16", "4:3", "3:4"], properties
    assert "enum" not in properties["cfg_scale"], properties
    assert schema["required"] == ["prompt", "duration", "aspect_ratio", "cfg_scale"], schema


@check("Schemathesis, all checks, finds nothing between the contract and the server")
def schemathesis():
    with tempfile.TemporaryDirectory() as name, Mock("--log", "off") as mock:
        file = pathlib.Path(name) / "contract.json"
        file.write_text(json.dumps(document()))
        result = subprocess.run(
            [str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", str(file),
             "--url", mock.url, "--checks", "all", "--max-examples", EXAMPLES, "--seed", SEED,
             "--request-timeout", "5", "--generation-database", "none", "--no-color"],
            capture_output=True, text=True, cwd=name, timeout=150,
        )
        assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-1000:]
