"""Reads a record of any format as triples, whatever it is: malformed, hostile, or well."""

import json
import re
import subprocess
import sys
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from medkg.drafts.contexts import replace_contexts
from medkg.drafts.document import Document, Format
from medkg.drafts.fetch import Limits
from medkg.drafts.plain_text import in_one_line
from medkg.drafts.web_page import Script, find_json_ld
from medkg.errors import RecordUnusable

_RDF_FORMATS = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.N_TRIPLES: RdfFormat.N_TRIPLES,
    Format.RDF_XML: RdfFormat.RDF_XML,
    Format.JSON_LD: RdfFormat.JSON_LD,
    Format.HTML: RdfFormat.JSON_LD,
}


def read_triples(document: Document, limits: Limits) -> list[Triple]:
    """Return the triples of a record, terms of schema.org with https.

    Raises RecordUnusable, with the line where that is known, when it cannot be read.
    """
    text = _prepared(document)
    command = [
        sys.executable,
        "-P",
        "-m",
        "medkg.drafts.parser",
        _RDF_FORMATS[document.format].media_type,
        document.address,
    ]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=False, timeout=limits.reading)
    except subprocess.TimeoutExpired:
        sentence = f"Not read within {limits.reading:g} s. Cut out the part about the dataset."
        raise RecordUnusable(f"{document.name}: {sentence}") from None
    if done.returncode:
        raise RecordUnusable(_refusal(document, done.stderr))
    return [_with_https(quad.triple) for quad in parse(done.stdout, RdfFormat.N_TRIPLES)]


def _prepared(document: Document) -> str:
    """Return the text that the parser is given."""
    if document.format is Format.RDF_XML and "<!ENTITY" in document.text:
        line = document.line_of("<!ENTITY")
        raise RecordUnusable(
            f"{document.name}:{line}: It declares XML entities, which are not expanded. Write them out."
        )
    if document.format is Format.JSON_LD:
        return _safe_json([Script(document.text, 1)], document.name)
    if document.format is Format.HTML:
        scripts = list(find_json_ld(document.text))
        if not scripts:
            sentence = 'The page holds no <script type="application/ld+json">. Look for a record that it links to.'
            raise RecordUnusable(f"{document.name}: {sentence}")
        return _safe_json(scripts, document.name)
    return document.text


def _safe_json(scripts: list[Script], name: str) -> str:
    values = [replace_contexts(_json(script, name), f"{name}:{script.line}") for script in scripts]
    documents = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return json.dumps(documents)


def _json(script: Script, name: str) -> Any:
    try:
        return json.loads(script.text)
    except json.JSONDecodeError as fault:
        line = script.line + fault.lineno - 1
        raise RecordUnusable(f"{name}:{line}: Not JSON: {fault.msg} (column {fault.colno}).") from None
    except (RecursionError, ValueError):
        sentence = "Not JSON for us: values stand too deep in each other, or a number has thousands of digits."
        raise RecordUnusable(f"{name}:{script.line}: {sentence}") from None


def _refusal(document: Document, told: bytes) -> str:
    try:
        fault = json.loads(told)
    except ValueError:
        return (
            f"{document.name}: It exhausts the memory or the stack of the parser. Cut out the part about the dataset."
        )
    is_own = document.format in (Format.JSON_LD, Format.HTML)  # written anew, so its lines are others
    place = document.name if is_own or not fault["line"] else f"{document.name}:{fault['line']}"
    message = re.sub(r"^Parser error .*?: | \(line \d+\)$", "", fault["message"])
    return f"{place}: Not {document.format}: {in_one_line(message)}."


def _with_https(triple: Triple) -> Triple:
    """Return a triple in which terms of schema.org begin with https (https://schema.org/docs/faq.html#19)."""
    return Triple(_modern(triple.subject), _modern(triple.predicate), _modern(triple.object))


def _modern(term: Any) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith("http://schema.org/"):
        return NamedNode("https" + term.value.removeprefix("http"))
    return term
