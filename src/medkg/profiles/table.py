"""The profiles: one table for commands, addresses, links and documentation."""

from medkg.profiles.profile import Profile

_ALL: tuple[Profile, ...] = ()

PROFILES: dict[str, Profile] = {profile.key: profile for profile in _ALL}
"""By key, in the order in which pages list them."""
