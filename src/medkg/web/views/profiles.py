"""Documents about an entry in the terms of others: which there are, and each of them."""

from flask import Response
from pyoxigraph import NamedNode

from medkg.edition import Edition
from medkg.pages.entity.asserted import read_entry
from medkg.pages.entity.signposting import (
    LINKSET_TYPE,
    Signpost,
    point_from_entry,
    point_to_documents,
    write_linkset,
)
from medkg.pages.words import plural
from medkg.profiles.entry import Entry
from medkg.profiles.profile import Profile
from medkg.profiles.things import Thing
from medkg.sparql.formats import HTML, Shape, find_format, formats_of
from medkg.web.problems import NothingHere
from medkg.web.site import edition, engine, names, site


def profiles_of(family: str) -> list[Profile]:
    """Return the profiles in which an entry of a family is written."""
    return [profile for profile in site().profiles if family in profile.families]


def split_profile(path: str) -> tuple[str, Profile | None]:
    """Return a path without the suffix of a profile, and the profile; of several that fit, the longest counts."""
    fitting = [profile for profile in (*site().profiles, LINKSET) if path.endswith(profile.suffix)]
    found = max(fitting, key=lambda profile: len(profile.suffix), default=None)
    return (path.removesuffix(found.suffix), found) if found else (path, None)


def profiles_by_type(family: str) -> dict[str, Profile]:
    """Return the profiles that a client can ask for by a media type, which no format of RDF has.

    So do DOI resolvers: https://citation.doi.org/docs.html.
    """
    fitting = (profile for profile in (*site().profiles, LINKSET) if family in profile.families)
    return {each.media_type: each for each in fitting if find_format(each.media_type, Shape.GRAPH) is None}


def profile_document(iri: NamedNode, profile: Profile) -> Response:
    """Return an entry as a profile writes it, the same on every server, as in the exports.

    Raises NothingHere for what the profile does not know: no other request would find a document at this address.
    """
    family = family_of(iri)
    if family not in profile.families:
        having, others = ", ".join(map(plural, profile.families)), ", ".join(_suffixes(family))
        raise NothingHere(
            f"{iri.value} has no {profile.suffix} ({profile.title}): that is only for {having}. It has {others}."
        )
    body = profile.write(read_entry(engine(), iri, names()), site().snapshot.edition)
    headers = {"Link": point_to_page(iri).to_header()}
    return Response(body, headers=headers, content_type=f"{profile.media_type}; charset=utf-8")


def _suffixes(family: str) -> list[str]:
    """Return all suffixes that name a document about a thing of a family."""
    return [*(each.suffix for each in profiles_of(family)), *(f".{format.key}" for format in formats_of(Shape.GRAPH))]


def point_to_page(iri: NamedNode) -> Signpost:
    """Return the link from a document about a thing to its page."""
    return Signpost("describes", edition().page(iri), HTML)


def family_of(iri: NamedNode) -> str:
    """Return the path segment of an IRI before its id."""
    return iri.value.removeprefix(names().base).partition("/")[0]


def signposts_of(thing: Thing, page: str) -> list[Signpost]:
    """Return the links from the page of an entry at an address."""
    return [
        *point_from_entry(Entry(thing, edition())),
        *point_to_documents(page, profiles_of(thing.family)),
        Signpost("linkset", page + LINKSET.suffix, LINKSET_TYPE),
    ]


def _write_linkset(thing: Thing, _: Edition) -> bytes:
    page = edition().page(thing.iri)
    return write_linkset(page, signposts_of(thing, page))


LINKSET = Profile(
    key="linkset",
    suffix=".linkset.json",
    media_type=LINKSET_TYPE,
    title="all links of its page",
    standard="https://signposting.org/FAIR/",
    write=_write_linkset,
)
"""A document of this server only: it tells of addresses."""
