"""The profiles: one table for commands, addresses, links and documentation."""

from medkg.profiles.citation import BIBTEX, CSL, RIS
from medkg.profiles.croissant import CROISSANT
from medkg.profiles.datacite import DATACITE
from medkg.profiles.dcat.files import DCAT_JSON_LD, DCAT_TURTLE, HEALTHDCAT
from medkg.profiles.profile import Profile
from medkg.profiles.schema_org import SCHEMA_ORG

_ALL: tuple[Profile, ...] = (
    SCHEMA_ORG,
    CROISSANT,
    DCAT_TURTLE,
    DCAT_JSON_LD,
    HEALTHDCAT,
    DATACITE,
    BIBTEX,
    RIS,
    CSL,
)

PROFILES: dict[str, Profile] = {profile.key: profile for profile in _ALL}
"""By key, in the order in which pages list them."""
