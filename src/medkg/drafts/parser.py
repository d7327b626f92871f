"""A process that reads RDF which may be hostile: from standard input to N-Triples, within limits of memory and output.

Some texts take a parser hours (elements of RDF/XML in one another, contexts of JSON-LD in one another), and time can be
limited from outside only: `medkg.drafts.triples` starts this process, and kills it.
"""

import json
import os
import resource
import sys

from pyoxigraph import RdfFormat, parse

MEMORY = 2 * 1024**3
"""Of address space, in bytes; a record of 10 MB needs a tenth of it."""

OUTPUT = 50_000_000
"""Of N-Triples, in bytes: short prefixes of long IRIs can make much of little."""


def main() -> int:
    """Write the triples to standard output, or what is wrong to standard error; return the exit code."""
    media_type, base = sys.argv[1:3]
    text = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # no socket, no file can be opened
    format = RdfFormat.from_media_type(media_type)
    assert format is not None
    try:
        _write(text, format, base)
    except (SyntaxError, OSError) as fault:
        json.dump({"line": getattr(fault, "lineno", None), "message": getattr(fault, "msg", str(fault))}, sys.stderr)
        return 1
    return 0


def _write(text: bytes, format: RdfFormat, base: str) -> None:
    written = 0
    for quad in parse(text, format, base_iri=base):
        line = f"{quad.triple} .\n".encode()
        written += len(line)
        if written > OUTPUT:
            raise SyntaxError(f"It holds more than {OUTPUT / 1e6:g} MB of triples")
        sys.stdout.buffer.write(line)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # at once: within these limits, what else would run at the end could only add to standard error
