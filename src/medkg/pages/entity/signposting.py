"""Links that lead programs from the page about a thing to all that is known of it: FAIR Signposting.

See https://signposting.org/FAIR/, and for the relations https://www.iana.org/assignments/link-relations/.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from medkg.json_text import write_json
from medkg.namespaces import DCAT, SCHEMA
from medkg.profiles.entry import Entry, ror
from medkg.profiles.paper import address_of
from medkg.profiles.profile import Profile
from medkg.sparql.formats import HTML, Shape, formats_of

LINKSET_TYPE = "application/linkset+json"
"""See https://www.rfc-editor.org/rfc/rfc9264#section-4.2."""

MOST_IN_HEADER = 10
"""How many links of one relation a header holds; the linkset has them all."""

_SAFE = "/:?#[]@!$&'()*+,;=~%"
"""What an address may hold beside letters and digits (https://www.rfc-editor.org/rfc/rfc3986#appendix-A)."""


@dataclass(frozen=True)
class Signpost:
    """A link from one document to another, or to a thing."""

    relation: str
    """One or more relations, with spaces between them."""
    target: str
    type: str = ""
    """The media type of what is there, if it is known."""
    profile: str = ""
    """The address of the standard that tells more than the media type, if there is one."""

    def to_header(self) -> str:
        """Return the link as a header has it. See https://www.rfc-editor.org/rfc/rfc8288#section-3.

        >>> Signpost("author", "https://ror.org/00f54p054").to_header()
        '<https://ror.org/00f54p054>; rel="author"'
        """
        attributes = {"rel": self.relation, "type": self.type, "profile": self.profile}
        target = quote(self.target, _SAFE)
        return "; ".join([f"<{target}>", *(f'{name}="{value}"' for name, value in attributes.items() if value)])

    def to_json(self) -> dict[str, object]:
        """Return the target as a linkset has it. See https://www.rfc-editor.org/rfc/rfc9264#section-4.2.3."""
        told = {"href": self.target, "type": self.type, "profile": [self.profile] if self.profile else ""}
        return {name: value for name, value in told.items() if value}


def point_from_thing(iri: str, type: str) -> Iterator[Signpost]:
    """Yield the links from the page about a thing to what identifies it, and to its type in schema.org.

    Of the page is cited the IRI: whoever follows it comes back to the page, as
    https://www.rfc-editor.org/rfc/rfc8574#section-3 demands. A DOI leads to the page of somebody else.
    """
    yield Signpost("cite-as", iri)
    yield from (Signpost("type", SCHEMA(each).value) for each in ("AboutPage", type))


def point_from_entry(entry: Entry) -> Iterator[Signpost]:
    """Yield the links from the page about an entry to what identifies, made, permits, holds and contains it.

    What is not known has no link. The license is that of the data, not that of the page.
    """
    thing, term = entry.thing, entry.edition.names.term
    yield from point_from_thing(entry.iri, entry.kind.schema_org)
    yield from (Signpost("author", ror(maker) or maker.iri.value) for maker in entry.creators)
    yield from (Signpost("license", licence.address) for licence in entry.licences)
    yield from (Signpost("related", address_of("doi", doi)) for doi in entry.dois)
    for distribution in thing.things(DCAT("distribution")):
        yield from (Signpost("item", file.value) for file in distribution.iris(DCAT("downloadURL")))
    yield from (Signpost("collection", whole.value) for whole in thing.iris(DCAT("inSeries"), term("inCatalog")))


def point_to_documents(page: str, profiles: Iterable[Profile]) -> Iterator[Signpost]:
    """Yield the links from a page to the documents about its thing, which are found by their suffixes."""
    for format in formats_of(Shape.GRAPH):
        yield Signpost("alternate describedby", f"{page}.{format.key}", format.media_type)
    for profile in profiles:
        media_type = profile.media_type.partition(";")[0]
        yield Signpost("describedby", page + profile.suffix, media_type, profile.standard)


def write_header(signposts: Iterable[Signpost]) -> str:
    """Return links as the value of a Link header, of each relation not more than a header should hold."""
    number: Counter[str] = Counter()
    links = []
    for each in signposts:
        number[each.relation] += 1
        if number[each.relation] <= MOST_IN_HEADER:
            links.append(each.to_header())
    return ", ".join(links)


def write_linkset(page: str, signposts: Sequence[Signpost]) -> bytes:
    """Return the links from a page, and from the documents about its thing back to it, as a linkset in JSON.

    See https://www.rfc-editor.org/rfc/rfc9264#section-4.2.
    """
    context: dict[str, object] = {"anchor": page}
    for relation in dict.fromkeys(name for each in signposts for name in each.relation.split()):
        context[relation] = [each.to_json() for each in signposts if relation in each.relation.split()]
    documents = [each.target for each in signposts if "describedby" in each.relation.split()]
    back = [{"anchor": document, "describes": [Signpost("describes", page, HTML).to_json()]} for document in documents]
    return write_json({"linkset": [context, *back]})
