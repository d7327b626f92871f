"""JSON as text that a person can read; the same value gives the same bytes."""

import json


def write_json(value: object) -> bytes:
    r"""Return a value as a JSON document, an item in each line.

    >>> write_json({"name": "ABIDE"})
    b'{\n "name": "ABIDE"\n}\n'
    """
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
