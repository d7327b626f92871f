"""What things are called, read from lines of quads."""

from collections.abc import Iterable

from pyoxigraph import Literal, RdfFormat, parse

from medkg.namespaces import RDFS

_LABEL = f" <{RDFS}label> ".encode()
"""Inference gives it to all that have a title, a preferred label or a name."""


def read_labels(files: Iterable[Iterable[bytes]], wanted: set[str]) -> dict[str, str]:
    """Return what some IRIs are called, as far as any of the files says it; an earlier file comes first.

    A name in English, or in no language, comes before others.

    >>> line = b'<http://a.example/> <http://www.w3.org/2000/01/rdf-schema#label> "A"@en .'
    >>> read_labels([[line]], {"http://a.example/"})
    {'http://a.example/': 'A'}
    """
    subjects = {f"<{iri}>".encode(): iri for iri in wanted}
    found: dict[str, str] = {}
    others: dict[str, str] = {}
    for lines in files if wanted else ():
        for line in lines:
            subject, is_label, _ = line.partition(_LABEL)
            if is_label and subject in subjects:
                label = _read_label(line)
                (found if label.language in (None, "en") else others).setdefault(subjects[subject], label.value)
    return others | found


def _read_label(line: bytes) -> Literal:
    [quad] = parse(line, RdfFormat.N_QUADS)
    assert isinstance(quad.object, Literal)
    return quad.object
