"""Who made, hosts and pays for the dataset, and to which entries it is linked."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.catalog.kinds import SERIES_KINDS
from medkg.drafts.plain_text import quote
from medkg.drafts.reading import Facts, Reading, add
from medkg.drafts.record import Node
from medkg.drafts.terms import ENTRIES, ORGANIZATIONS
from medkg.namespaces import DCAT, DCT, FOAF, PROV, RDF, SCHEMA, Namespace

GEODCAT = Namespace("http://data.europa.eu/930/")


_ROLES = {
    "created_by": (DCT("creator"), SCHEMA("creator"), SCHEMA("author"), SCHEMA("producer")),
    "hosted_by": (DCT("publisher"), SCHEMA("publisher"), SCHEMA("provider"), GEODCAT("distributor")),
    "funded_by": (SCHEMA("funder"), SCHEMA("sponsor"), SCHEMA("funding")),
    "contributor": (DCT("contributor"), SCHEMA("contributor")),
}
"""Role of an organization → the properties under which records name who has it."""

_PEOPLE = frozenset({SCHEMA("Person"), FOAF("Person"), Namespace("http://www.w3.org/2006/vcard/ns#")("Individual")})


def read_institutions(reading: Reading) -> Facts:
    """Return the organizations of a record by role; a note tells who else is named."""
    institutions: Facts = {}
    for role, properties in _ROLES.items():
        people = 0
        for value in reading.dataset.ask(*properties):
            if _PEOPLE & {node.term for node in value.all(RDF("type"))}:
                people += 1
                continue
            for agent in value.all(SCHEMA("funder")) or [value]:  # of a schema:Grant
                _take(reading, role, agent, institutions)
        if people:
            count = "1 person" if people == 1 else f"{people} people"
            sentence = f"The record names {count} for the role '{role}'. Name their organization, where it is told."
            reading.notes.add("people", "Person", sentence)
    return institutions


def _take(reading: Reading, role: str, agent: Node, institutions: Facts) -> None:
    what = f"The organization for the role '{role}',"
    if not agent.labels and agent.iri is None:
        return
    id = reading.choose(agent, [ORGANIZATIONS], what)
    if id:
        add(institutions, role, id)
    elif not reading.terms.find(agent, [ORGANIZATIONS]).terms:
        ror = next((f" ({quote(address)})" for address in agent.addresses if "ror.org/" in address), "")
        sentence = f"{what} {quote(agent.name)}{ror}, has no file. Add it to data/organizations/, and name it here."
        reading.notes.add("no-organization", agent.name, sentence)


@dataclass(frozen=True)
class _Relation:
    field: str
    what: str
    properties: tuple[NamedNode, ...]


_RELATIONS = (
    _Relation("in_series", "The series", (DCAT("inSeries"),)),
    _Relation("part_of", "The whole", (DCT("isPartOf"), SCHEMA("isPartOf"))),
    _Relation("derived_from", "The origin", (PROV("wasDerivedFrom"), DCT("source"), SCHEMA("isBasedOn"))),
    _Relation("in_catalog", "The catalog", (SCHEMA("includedInDataCatalog"),)),
)


def read_relations(reading: Reading) -> Facts:
    """Return the entries that a record links the dataset to, by field."""
    relations: Facts = {}
    for relation in _RELATIONS:
        for value in reading.dataset.ask(*relation.properties):
            if value.iri == reading.catalog.names("catalog").value:
                continue  # that an entry stands in medkg goes without saying
            id = reading.choose(value, [ENTRIES], relation.what)
            if id:
                is_series = relation.field == "part_of" and reading.kind_of(id).key in SERIES_KINDS
                add(relations, "in_series" if is_series else relation.field, id)
            elif not reading.terms.find(value, [ENTRIES]).terms:
                sentence = f"{relation.what} {quote(value.name)} is no entry. Add it first, or leave it out."
                reading.notes.add("no-entry", value.name, sentence)
    return relations
