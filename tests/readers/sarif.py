#!/usr/bin/env python3
"""Validates SARIF logs against the schema of the standard.

    sarif.py FOLDER        every NAME.sarif in it

Needs the Python package jsonschema, and the schema: the file that SARIF_SCHEMA names, else from the network. Says so and
exits 2 if one of them is absent.
"""
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

try:
    import jsonschema
except ImportError:
    print("missing: the Python package jsonschema", file=sys.stderr)
    sys.exit(2)


def schema_of(log):
    if path := os.environ.get("SARIF_SCHEMA"):
        return json.loads(Path(path).read_text("utf-8"))
    with urllib.request.urlopen(log["$schema"], timeout=20) as answer:
        return json.load(answer)


def main(folder):
    paths = sorted(Path(folder).glob("*.sarif"))
    assert paths, f"no .sarif in {folder}"
    logs = {path: json.loads(path.read_text("utf-8")) for path in paths}
    try:
        schema = schema_of(logs[paths[0]])
    except (urllib.error.URLError, TimeoutError, ValueError) as error:
        print(f"missing: the schema of SARIF ({error}); name it with SARIF_SCHEMA", file=sys.stderr)
        return 2
    checker = jsonschema.validators.validator_for(schema)(schema)
    for path, log in logs.items():
        errors = [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in checker.iter_errors(log)]
        assert not errors, (path.name, errors)
        print(f"ok {path.name}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
