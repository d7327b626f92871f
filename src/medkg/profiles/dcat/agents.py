"""Organizations in DCAT: who publishes an entry, who made it, who had part in it, who paid for it."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import DCT, FOAF, OWL, RDF, SCHEMA, Names
from medkg.profiles.entry import ror
from medkg.profiles.things import Thing

_ROLES = {
    "createdBy": DCT("creator"),
    "contributor": DCT("contributor"),
    "collaborator": DCT("contributor"),
    "fundedBy": SCHEMA("funder"),
}
"""Property of medkg → that of DCAT; of funding DCAT says nothing."""


def find_publisher(thing: Thing, names: Names) -> Thing | None:
    """Return the organization that makes an entry available: the first of those that keep it, since DCAT-AP takes one.

    Who made the entry need not have published it, and is not taken for the publisher.
    """
    return next(iter(thing.things(names.term("hostedBy"))), None)


def describe_agents(thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield the organizations that have a part in an entry, and what they are; of those that keep it, one publishes."""
    names, publisher = edition.names, find_publisher(thing, edition.names)
    for host in thing.things(names.term("hostedBy")):
        yield Triple(thing.iri, DCT("publisher" if host == publisher else "contributor"), host.iri)
        yield from describe_agent(host)
    for role, property in _roles_of(thing, names).items():
        for agent in thing.things(names.term(role)):
            yield Triple(thing.iri, property, agent.iri)
            yield from describe_agent(agent)


def _roles_of(thing: Thing, names: Names) -> dict[str, NamedNode]:
    """Return the roles; a catalog has at most one creator in DCAT-AP, so several who made it are contributors."""
    are_several = thing.family == "catalog" and len(thing.iris(names.term("createdBy"))) > 1
    return _ROLES | {"createdBy": DCT("contributor")} if are_several else _ROLES


def describe_agent(agent: Thing) -> Iterator[Triple]:
    """Yield what an organization is: its name, home page, and identifier in the Research Organization Registry."""
    yield Triple(agent.iri, RDF("type"), FOAF("Agent"))
    yield Triple(agent.iri, RDF("type"), FOAF("Organization"))
    yield Triple(agent.iri, FOAF("name"), Literal(agent.name))
    for page in agent.iris(FOAF("homepage"))[:1]:
        yield Triple(agent.iri, FOAF("homepage"), page)
        yield Triple(page, RDF("type"), FOAF("Document"))
    identifier = ror(agent)
    if identifier:
        yield Triple(agent.iri, DCT("identifier"), Literal(identifier))
        yield Triple(agent.iri, OWL("sameAs"), NamedNode(identifier))
