"""Writes triples as JSON-LD 1.1 that a person can read, and that gives the same triples when it is parsed.

Properties are called by their prefixed names, as in SPARQL. Each document holds what it uses of the context, since many
readers fetch none. See https://www.w3.org/TR/json-ld11/.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.namespaces import RDF, XSD, Names

Node = dict[str, Any]
Context = Mapping[str, Any]

_DEEPEST = 12
"""How deep nodes may stand in one another: parsers and people have limits."""

_GREATEST = 2**53
"""Integers from here on are written as text: many readers of JSON round them."""

_NAMES_KEPT = 10_000
"""Most names come again soon: those of properties, classes and concepts."""

_STRING, _INTEGER, _BOOLEAN, _TYPE = XSD("string"), XSD("integer"), XSD("boolean"), RDF("type")


def context_document(names: Names) -> Node:
    """Return the context as a document of its own: all prefixes, and how the values of properties are read."""
    text = (files("medkg.profiles") / "context.json").read_text("utf-8")
    document: Node = json.loads(names.localized(text))
    return document


def make_context(names: Names) -> Context:
    """Return the context of the graph: prefix → IRI, and property → how its values are read.

    >>> make_context(Names())["medkg:modality"]
    {'@type': '@id'}
    """
    context: Context = context_document(names)["@context"]
    return context


def write_json_ld(triples: Iterable[Triple], context: Context, roots: Sequence[NamedNode] = ()) -> Node:
    """Return a document: the roots, with the other nodes in them at the first place where they are named.

    Where there is one root and all hangs on it, the document is that node. Nodes that hang on no root follow the roots.

    >>> from medkg.namespaces import DCT
    >>> names = Names()
    >>> triple = Triple(names("dataset/abide"), DCT("title"), Literal("ABIDE", language="en"))
    >>> write_json_ld([triple], make_context(names))
    {'@context': {'dct': 'http://purl.org/dc/terms/', 'dataset': 'https://w3id.org/medkg/dataset/', \
'dct:title': {'@language': 'en'}}, '@id': 'dataset:abide', 'dct:title': 'ABIDE'}
    """
    ordered = sorted(set(triples), key=str)
    writer = _Writer(_without_clashes(context, ordered))
    nodes = _Frame(writer, ordered).nest(roots)
    head: Node = {"@context": writer.used_context()}
    return {**head, **nodes[0]} if len(nodes) == 1 else {**head, "@graph": nodes}


def stream_json_ld(statements: Iterable[Triple | Quad], context: Context) -> Iterator[str]:
    """Yield a document of any size, node by node, each in a line: what is said of a subject comes one after the other.

    A node of a named graph stands within a node of that graph (https://www.w3.org/TR/json-ld11/#named-graphs).
    """
    yield json.dumps({"@context": context}, ensure_ascii=False, separators=(",", ":"))[:-1] + ',"@graph":['
    writer = _Writer(context)
    for number, ((graph, _), told) in enumerate(groupby(statements, key=_place)):
        node = _node_by_itself(list(told), writer, context)
        if isinstance(graph, NamedNode):
            node = {"@id": graph.value, "@graph": [node]}
        yield (",\n" if number else "\n") + json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    yield "\n]}\n"


def _place(statement: Triple | Quad) -> tuple[object, object]:
    """Return graph and subject of a statement; a triple is in no graph."""
    return (statement.graph_name if isinstance(statement, Quad) else None), statement.subject


def _node_by_itself(triples: Sequence[Triple | Quad], writer: "_Writer", context: Context) -> Node:
    """Return the node of the subject of some triples; where a prefix would mislead, it has a context of its own."""
    try:
        return writer.node(triples)
    except _PrefixClash:
        own = _Writer(_without_clashes(context, triples))
        node = own.node(triples)
        return {"@context": [None, own.used_context()], **node}


class _PrefixClash(Exception):
    """A prefix is the scheme of an IRI, too: `unit:x` would be read as a prefixed name."""


def _without_clashes(context: Context, triples: Sequence[Triple | Quad]) -> Context:
    """Return a context without the prefixes that would mislead."""
    clashes = {iri.partition(":")[0] for iri in _iris(triples)}.intersection(context)
    return {name: told for name, told in context.items() if name.partition(":")[0] not in clashes}


def _iris(triples: Iterable[Triple | Quad]) -> Iterator[str]:
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                yield term.value
            elif isinstance(term, Literal):
                yield term.datatype.value


class _Writer:
    """Writes terms by a context, and knows what it has used of it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._prefixes = {iri: prefix for prefix, iri in context.items() if isinstance(iri, str)}
        self._used: set[str] = set()
        self.name = lru_cache(_NAMES_KEPT)(self._name)

    def used_context(self) -> Node:
        """Return the part of the context that was used, in its order."""
        return {name: told for name, told in self._context.items() if name in self._used}

    def node(self, triples: Sequence[Triple | Quad], inner: dict[object, Node] | None = None) -> Node:
        """Return the node of the subject of some triples, with inner nodes in the place of the first of their names."""
        node: Node = {"@id": self.name(triples[0].subject)}
        for triple in sorted(triples, key=_is_no_type):
            key = self._key(triple)
            nested = (inner or {}).pop(triple.object, None) if key != "@type" else None
            _add(node, key, self._value(triple.object, key) if nested is None else nested)
        return node

    def _key(self, triple: Triple | Quad) -> str:
        if triple.predicate == _TYPE and not isinstance(triple.object, Literal):
            return "@type"
        return self.name(triple.predicate)

    def _value(self, term: object, key: str) -> Any:
        """Return a term as it is written below a key."""
        read = self._context.get(key, {})
        if read:
            self._used |= {key, read.get("@type", "").partition(":")[0]}
        if isinstance(term, Literal):
            return self._literal(term, read)
        name = self.name(term)
        return name if key == "@type" or read.get("@type") == "@id" else {"@id": name}

    def _name(self, term: object) -> str:
        """Return the prefixed name of an IRI, by the longest prefix that fits, or the term itself.

        Raises _PrefixClash for an IRI that the context would have read as a prefixed name.
        """
        if not isinstance(term, NamedNode):
            return str(term)
        iri = term.value
        if iri.partition(":")[0] in self._context:
            raise _PrefixClash(iri)
        end = len(iri) - 1
        while (end := max(iri.rfind("/", 0, end), iri.rfind("#", 0, end))) > 0:
            prefix = self._prefixes.get(iri[: end + 1])
            if prefix and not iri.startswith("//", end + 1):  # prefix:// is the beginning of an IRI
                self._used.add(prefix)
                return f"{prefix}:{iri[end + 1 :]}"
        return iri

    def _literal(self, literal: Literal, read: Context) -> Any:
        text = literal.value
        if literal.language:
            return _text(literal, read)
        if literal.datatype == _STRING:
            return {"@value": text} if read else text
        datatype, as_type = self.name(literal.datatype), read.get("@type", "@id")
        if as_type in ("@id", datatype) and _is_native(literal):
            return json.loads(text)
        return text if datatype == as_type else {"@value": text, "@type": datatype}


def _text(literal: Literal, read: Context) -> Any:
    """Return a text in a language; in a direction, too, where it is told which."""
    if literal.direction:
        direction = {"@direction": str(literal.direction)}
        return {"@value": literal.value, "@language": literal.language, **direction}
    is_read = read.get("@language") == literal.language
    return literal.value if is_read else {"@value": literal.value, "@language": literal.language}


def _is_no_type(triple: Triple | Quad) -> bool:
    return triple.predicate != _TYPE


def _add(node: Node, key: str, value: Any) -> None:
    """Add a value to a node; several values of a key are a list."""
    there = node.get(key)
    if isinstance(there, list):
        there.append(value)
    else:
        node[key] = value if there is None else [there, value]


def _is_native(literal: Literal) -> bool:
    """Tell whether JSON has this value, and only one way to write it."""
    text = literal.value
    if literal.datatype == _BOOLEAN:
        return text in ("true", "false")
    is_number = literal.datatype == _INTEGER and text.removeprefix("-").isdecimal() and text.isascii()
    return is_number and len(text) <= 16 and str(int(text)) == text and abs(int(text)) < _GREATEST


class _Frame:
    """Puts nodes into one another: each stands once, where it is first named."""

    def __init__(self, writer: _Writer, triples: Sequence[Triple]) -> None:
        self._writer = writer
        self._told = {subject: list(told) for subject, told in groupby(triples, key=attrgetter("subject"))}
        self._placed: set[object] = set()

    def nest(self, roots: Sequence[NamedNode]) -> list[Node]:
        """Return the nodes at the top: the roots, and what does not hang on them."""
        known = [root for root in dict.fromkeys(roots) if root in self._told]
        self._placed |= set(known)
        nodes = [self._node(root) for root in known]
        for subject in self._told:
            if subject not in self._placed:
                self._placed.add(subject)
                nodes.append(self._node(subject))
        return nodes

    def _node(self, subject: object, depth: int = 0) -> Node:
        """Return a node; what it names first is placed in it before anything deeper."""
        told = self._told[subject]
        own = dict.fromkeys(triple.object for triple in told if depth < _DEEPEST and self._is_free(triple))
        self._placed |= set(own)
        return self._writer.node(told, {inner: self._node(inner, depth + 1) for inner in own})

    def _is_free(self, triple: Triple) -> bool:
        is_node = triple.predicate != _TYPE and triple.object in self._told
        return is_node and triple.object not in self._placed
