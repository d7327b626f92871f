"""Saved queries from `queries/*.rq`: a YAML header in `#+` comments (the convention of grlc), then SPARQL.

#+ title: Datasets of a disease
#+ description: Every entry about a disease or one of its narrower diseases.
#+ keywords: [disease, hierarchy]
#+ group: find
#+ view: table
#+ sentence: Data about {disease}
#+ parameters:
#+   - {name: disease, type: concept, scheme: disease, label: Disease}
#+ expect: {entry: dataset/lidc}
SELECT ?entry WHERE { VALUES ?disease { disease:cancer } ?entry medkg:disease ?disease }
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pyoxigraph import QueryBoolean, QuerySolutions, Store

from medkg.catalog.explain import faults_of_validation
from medkg.catalog.records import Record
from medkg.catalog.rules import did_you_mean, error
from medkg.catalog.schema import VARIABLE_PATTERN, Key, StrictModel, Text, TextOrNumber
from medkg.catalog.yaml_reader import parse_yaml, read_text
from medkg.findings import Finding
from medkg.namespaces import OWN_PREFIXES, Names
from medkg.saved_query import RESERVED_NAMES, Group, Parameter, ParameterType, QueryForm, SavedQuery, View
from medkg.syntax.check import explain
from medkg.syntax.faults import place_of


class ParameterHeader(StrictModel):
    """The declaration of one parameter."""

    name: Annotated[str, Field(pattern=VARIABLE_PATTERN)]
    type: ParameterType
    label: Text
    scheme: Key | None = None


class Header(StrictModel):
    """The header of a saved query."""

    title: Text
    description: Annotated[Text, Field(min_length=20)]
    keywords: Annotated[tuple[Text, ...], Field(min_length=1)]
    parameters: tuple[ParameterHeader, ...] = ()
    expect: Annotated[dict[str, TextOrNumber], Field(min_length=1)]
    group: Group = Group.OTHER
    view: View | None = None
    sentence: Text | None = None


def load_saved_queries(folder: Path, names: Names) -> tuple[list[SavedQuery], list[Finding]]:
    """Return the saved queries of a directory by slug, and all findings about them."""
    queries: list[SavedQuery] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.rq")):
        query, faults = read_saved_query(path, f"{folder.name}/{path.name}", names)
        findings += faults
        queries += [query] if query else []
    return queries, findings


def read_saved_query(path: Path, name: str, names: Names) -> tuple[SavedQuery | None, list[Finding]]:
    """Return one saved query, or None and what is wrong with it."""
    text, findings = read_text(path, name)
    if text is None:
        return None, findings
    header, findings = _read_header(text, name, path.stem)
    if header is None:
        return None, findings
    body = names.localized("".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+")))
    query = names.with_prefixes(body)
    form, findings = _form_of(query, name, text.count("\n") - query.count("\n"))
    findings += _parameter_faults(header, body, text.count("\n") - body.count("\n"))
    findings += _sentence_faults(header)
    if form is None or findings:
        return None, findings
    return _compile(path.stem, header.value, query, form), []


def _read_header(text: str, name: str, slug: str) -> tuple[Record[Header] | None, list[Finding]]:
    lines = [line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.splitlines()]
    header = "\n".join(lines).rstrip()
    if not header:
        sentence = (
            "The query has no header. Begin it with lines '#+ title: …', '#+ description: …', '#+ keywords: […]'."
        )
        return None, [error(name, 1, sentence, "query-header")]
    document, findings = parse_yaml(header, name)
    if document is None or findings:
        return None, findings
    try:
        return Record(slug, document, Header.model_validate(document.value)), []
    except ValidationError as fault:
        return None, [as_header_fault(f) for f in faults_of_validation(fault, document, Header)]


def as_header_fault(finding: Finding) -> Finding:
    """Return the finding under the rule for headers of saved queries."""
    return error(finding.file, finding.line, finding.sentence, "query-header")


def _form_of(query: str, name: str, offset: int) -> tuple[QueryForm | None, list[Finding]]:
    """Return what the query gives, or the fault in it; `offset` is how many lines the file is longer."""
    try:
        result = Store().query(query)
    except SyntaxError as fault:
        found = explain(query, fault.msg, {})
        line = place_of(query, found.start).line + offset
        return None, [error(name, line, f"Not a SPARQL query: {found.message}", "query-syntax")]
    if isinstance(result, QueryBoolean):
        return QueryForm.ASK, []
    return (QueryForm.SELECT if isinstance(result, QuerySolutions) else QueryForm.CONSTRUCT), []


_VALUES = r"VALUES\s+\?{name}\s*\{{\s*(?P<term>[^\s{{}}]+|\"[^\"]*\"(?:@\S+|\^\^\S+)?)\s*\}}"
_LONE_VALUES = re.compile(r"VALUES\s+\?([A-Za-z_]\w*)\s*\{\s*(?:[^\s{}\"]+|\"[^\"]*\"\S*)\s*\}")


def _slot(name: str, body: str) -> re.Match[str] | None:
    return re.search(_VALUES.format(name=name), body)


def _parameter_faults(header: Record[Header], body: str, offset: int) -> Iterator[Finding]:
    declared = {parameter.name for parameter in header.value.parameters}
    for position, parameter in enumerate(header.value.parameters):
        at = ("parameters", position)
        if not _slot(parameter.name, body):
            block = f"VALUES ?{parameter.name} {{ … }}"
            sentence = f"Parameter '{parameter.name}' has no block {block} with one term. Add it to the query."
            yield header.fault(at, sentence, "query-parameter")
        if parameter.name in RESERVED_NAMES:
            sentence = f"'{parameter.name}' has a meaning of its own in the address of a query. Choose another name."
            yield header.fault(at, sentence, "query-parameter")
        wanted = _wanted_scheme(parameter)
        if wanted:
            yield header.fault(at, f"Parameter '{parameter.name}' of type {parameter.type} {wanted}", "query-parameter")
    for match in _LONE_VALUES.finditer(body):
        if match[1] not in declared:
            sentence = f"The block VALUES ?{match[1]} is not declared. Add it to the parameters of the header."
            line = body.count("\n", 0, match.start()) + 1 + offset
            yield error(header.document.file, line, sentence, "query-parameter")


def _sentence_faults(header: Record[Header]) -> Iterator[Finding]:
    """Yield what is wrong with the slots of the sentence: each parameter has one, and nothing else has."""
    sentence = header.value.sentence
    slots = sorted(re.findall(r"\{(.*?)\}", sentence or ""))
    names = sorted(parameter.name for parameter in header.value.parameters)
    if sentence is not None and slots != names:
        wanted = ", ".join(f"{{{name}}}" for name in names) or "none: the query has no parameters"
        told = f"The slots of the sentence must be the parameters: {wanted}."
        yield header.fault(("sentence",), told, "query-header")


def _wanted_scheme(parameter: ParameterHeader) -> str | None:
    """Return what is wrong with the scheme of a parameter, or nothing."""
    needs_scheme = parameter.type in (ParameterType.CONCEPT, ParameterType.ENTITY)
    if needs_scheme != (parameter.scheme is not None):
        return "needs a scheme." if needs_scheme else "takes no scheme."
    if parameter.scheme is not None and parameter.scheme not in OWN_PREFIXES:
        return f"cannot have the scheme '{parameter.scheme}'.{did_you_mean(parameter.scheme, OWN_PREFIXES)}"
    return None


def _compile(slug: str, header: Header, body: str, form: QueryForm) -> SavedQuery:
    slots = sorted(((_slot(p.name, body), p) for p in header.parameters), key=lambda pair: pair[0].start("term"))  # type: ignore[union-attr]
    pieces, position, parameters = [], 0, []
    for match, declared in slots:
        assert match is not None
        pieces.append(body[position : match.start("term")])
        position = match.end("term")
        parameters.append(Parameter(declared.name, declared.type, declared.label, match["term"], declared.scheme))
    pieces.append(body[position:])
    order = [p.name for p in header.parameters]
    return SavedQuery(
        slug=slug,
        title=header.title,
        description=header.description,
        keywords=header.keywords,
        parameters=tuple(sorted(parameters, key=lambda p: order.index(p.name))),
        expect=header.expect,
        pieces=tuple(pieces),
        slots=tuple(p.name for p in parameters),
        form=form,
        group=header.group,
        view=header.view,
        sentence=header.sentence,
    )
