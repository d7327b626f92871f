"""What cells and rows hold that is not simply the values of one property."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from medkg.catalog.kinds import KINDS
from medkg.export.tables.subject import INFERRED, Subject
from medkg.export.tables.table import Cell, Row
from medkg.namespaces import local_name


def read_iri(subject: Subject) -> Cell:
    """Return the IRI of a thing."""
    return subject.iri.value


def read_id(subject: Subject) -> Cell:
    """Return the last part of the IRI of a thing."""
    return local_name(subject.iri.value)


def read_entry(subject: Subject) -> Cell:
    """Return the IRI of the entry under which a node stands."""
    return subject.iri.value.partition("#")[0]


def read_origin(subject: Subject) -> Cell:
    """Return who says that there is a thing: `stated` where the source does, else `curated`."""
    return next((told.family for told in subject.told("rdf:type")), None)


def read_kind(subject: Subject) -> Cell:
    """Return the kind of an entry by its name in curated files."""
    types = {subject.names.shorten(type.value) for type in subject.values("rdf:type")}
    return next((kind.key for kind in KINDS.values() if kind.type in types), None)


def read_value(statement: Subject) -> Cell:
    """Return the value of a curated statement, an IRI or a text."""
    return statement.value("rdf:object")


def read_scheme(subject: Subject) -> Cell:
    """Return the last part of the IRI of the vocabulary in which a concept is."""
    scheme = subject.value("skos:inScheme")
    return local_name(scheme) if scheme else None


def read_label(property: str, subject: Subject) -> Cell:
    """Return the label of the value of a property."""
    return next((subject.labels[value] for value in subject.values(property) if value in subject.labels), None)


def read_count(unit: str, subject: Subject) -> Cell:
    """Return how many of a unit the whole entry holds; nothing where there are several counts or a range."""
    counted, narrowing = subject.names(f"unit/{unit}"), ("medkg:part", "medkg:perUnit", "medkg:maximumCount")
    whole = (part for part in subject.parts if not any(map(part.value, narrowing)))
    counts = {
        count.value for part in whole if counted in part.values("medkg:unit") for count in part.values("medkg:count")
    }
    return int(counts.pop()) if len(counts) == 1 else None


def tell_facts(fields: Mapping[str, str], subject: Subject) -> Iterator[Row]:
    """Yield what is said of an entry, field after field. `fields`: property → the name of the field."""
    for property, name in fields.items():
        for told in subject.told(property):
            label = subject.labels.get(told.value) if isinstance(told.value, NamedNode) else None
            yield subject.iri.value, name, told.property.value, told.value.value, label, told.family


def tell_links(subject: Subject) -> Iterator[Row]:
    """Yield the links of an entry in the roles in which they were told; that each is a `medkg:link` only follows."""
    links = set(subject.values("medkg:link", with_inferred=True))
    for property in sorted(name for name in subject.statements if name.startswith("medkg:")):
        for told in subject.told(property):
            if told.value in links and told.family != INFERRED:
                yield subject.iri.value, property.partition(":")[2], told.property.value, told.value.value, told.family


def tell_names(uses: Mapping[str, str], subject: Subject) -> Iterator[Row]:
    """Yield the names of a thing with their use. `uses`: property → how its names are to be used."""
    for property, use in uses.items():
        for value in subject.values(property):
            language = value.language if isinstance(value, Literal) else None
            yield subject.iri.value, use, value.value, language, subject.names.expand(property).value
