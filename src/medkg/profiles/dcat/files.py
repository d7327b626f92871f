"""The files of one entry in DCAT: by itself, with what is needed to read it, and its place in the catalog."""

from functools import partial

from medkg.edition import Edition
from medkg.profiles.dcat.catalog import link_member
from medkg.profiles.dcat.entry import DCAT_AP, describe_entry
from medkg.profiles.dcat.health import describe_dataset
from medkg.profiles.profile import Profile
from medkg.profiles.rdf_text import JSON_LD, serialize_triples
from medkg.profiles.things import Thing


def _write(format: str, thing: Thing, edition: Edition) -> bytes:
    return serialize_triples([*describe_entry(thing, edition), *link_member(thing, edition)], format, edition.names)


def _write_health(thing: Thing, edition: Edition) -> bytes:
    return serialize_triples(describe_dataset(thing, edition), "ttl", edition.names)


DCAT_TURTLE = Profile(
    key="dcat",
    suffix=".dcat.ttl",
    media_type="text/turtle",
    title="DCAT-AP in Turtle, for data portals",
    standard=DCAT_AP,
    write=partial(_write, "ttl"),
)

DCAT_JSON_LD = Profile(
    key="dcat-jsonld",
    suffix=".dcat.jsonld",
    media_type="application/ld+json",
    title="DCAT-AP in JSON-LD, for data portals",
    standard=DCAT_AP,
    write=partial(_write, JSON_LD),
)

HEALTHDCAT = Profile(
    key="healthdcat",
    suffix=".healthdcat.ttl",
    media_type="text/turtle",
    title="HealthDCAT-AP in Turtle, for catalogs of health data",
    standard="https://healthdataeu.pages.code.europa.eu/healthdcat-ap/releases/release-8/",
    write=_write_health,
    families=("dataset",),
)
