"""Who may get data and what for, in DCAT: access rights of the EU list, the words of the source, licence, DUO terms."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import DCT, ODRL, RDF, RDFS
from medkg.profiles.entry import Entry, data_use_terms
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import ACCESS_RIGHTS, give_values


def describe_access(thing: Thing) -> Iterator[Triple]:
    """Yield the access right of the EU list, where access is stated.

    Data that anyone can obtain are public, data that must be asked for are restricted: so say the mappings. Of data
    that are not yet available, or for which one must register, it is not known who may obtain them.
    """
    yield from give_values(thing.iri, DCT("accessRights"), thing.things(DCT("accessRights")), ACCESS_RIGHTS)


def describe_rights(subject: NamedNode, thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield the conditions of an entry in words, as the rights of a subject; DCAT-AP takes one statement of rights."""
    entry = Entry(thing, edition)
    words = [*entry.texts("accessNote", "usageNote"), *(condition.name for condition in entry.things("usageCondition"))]
    if words:
        node = NamedNode(f"{thing.iri.value}#rights")
        yield Triple(subject, DCT("rights"), node)
        yield Triple(node, RDF("type"), DCT("RightsStatement"))
        yield Triple(node, RDFS("label"), Literal("; ".join(words), language="en"))


def describe_license(subject: NamedNode, thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield the licence of an entry as that of a subject; nothing if the source names none, or several to choose from.

    The licence has its own address, since harvesters know licences by that.
    """
    licences = Entry(thing, edition).licences
    if len(licences) == 1:
        node = NamedNode(licences[0].address)
        yield Triple(subject, DCT("license"), node)
        yield from describe_license_document(node, licences[0].name)


def describe_license_document(license: NamedNode, name: str) -> Iterator[Triple]:
    """Yield what a licence is."""
    yield Triple(license, RDF("type"), DCT("LicenseDocument"))
    yield Triple(license, DCT("title"), Literal(name, language="en"))


def describe_policy(subject: NamedNode, thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield the purposes to which use is limited, as a policy of a subject: each a term of the Data Use Ontology.

    Only conditions with a term that means the same, or nearly so, are there; all are in the rights in words.
    See https://www.w3.org/TR/odrl-model/.
    """
    conditions = Entry(thing, edition).things("usageCondition")
    terms = [term for condition in conditions for term in data_use_terms(condition)]
    if not terms:
        return
    policy, permission = (NamedNode(f"{thing.iri.value}#{part}") for part in ("policy", "permission"))
    yield Triple(subject, ODRL("hasPolicy"), policy)
    yield Triple(policy, RDF("type"), ODRL("Policy"))
    yield Triple(policy, ODRL("permission"), permission)
    yield Triple(permission, RDF("type"), ODRL("Permission"))
    yield Triple(permission, ODRL("action"), ODRL("use"))
    yield Triple(permission, ODRL("target"), thing.iri)
    for number, term in enumerate(terms, 1):
        yield from _limit(permission, NamedNode(f"{thing.iri.value}#purpose-{number}"), term)


def _limit(permission: NamedNode, constraint: NamedNode, term: NamedNode) -> Iterator[Triple]:
    yield Triple(permission, ODRL("constraint"), constraint)
    yield Triple(constraint, RDF("type"), ODRL("Constraint"))
    yield Triple(constraint, ODRL("leftOperand"), ODRL("purpose"))
    yield Triple(constraint, ODRL("operator"), ODRL("isA"))
    yield Triple(constraint, ODRL("rightOperand"), term)
