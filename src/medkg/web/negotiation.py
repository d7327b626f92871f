"""Content negotiation: what an answer is sent as, by what the client prefers. See RFC 9110, 12.5.

The headers come from strangers: what is malformed in them is left out of account, and reading takes linear time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from operator import itemgetter

from medkg.sparql.formats import HTML, Format, Shape, formats_of

ANY = "*/*"

MOST_CHARACTERS = 4096
"""So much of a header is read; no honest one has more."""

_CHARACTERS = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_MEDIA_RANGE = re.compile(rf"\*/\*|{_CHARACTERS}/\*|(?!\*/){_CHARACTERS}/{_CHARACTERS}")
_QUALITY = re.compile(r"(?:0?\.[0-9]+|0\.?|1(?:\.0*)?)")


@dataclass(frozen=True)
class Preference:
    """One item of a header: a name in lower case, its weight, and whether it asks for no special variant of it."""

    name: str
    quality: float
    plain: bool


def negotiate(
    accept: str | None, shape: Shape, *, html: bool = False, others: tuple[str, ...] = ()
) -> Format | str | None:
    """Return the format that an Accept header wants most; HTML where offered and wanted more; None if none fits.

    `others` are media types of something else than the shape, for those who name them.

    The header is all of its lines, joined by commas; absent, empty or unreadable, it accepts everything. The most
    specific range that matches a format gives its weight. Among equal weights the one that is named comes before the
    one that is named by an alias, and that before the one which only a wildcard matches; then the order of the table
    decides, with HTML last: browsers name it, and no RDF format. Parameters other than q are left out of account.
    See https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1.

    >>> negotiate("text/turtle;q=0.5, application/ld+json", Shape.GRAPH).key
    'jsonld'
    """
    return _negotiate((accept or "")[:MOST_CHARACTERS], shape, html, others)


@lru_cache(maxsize=256)
def _negotiate(accept: str, shape: Shape, html: bool, others: tuple[str, ...]) -> Format | str | None:
    return choose(accept, [*formats_of(shape), *others, *([HTML] if html else [])])


def choose(accept: str | None, offers: Sequence[Format | str]) -> Format | str | None:
    """Return the offer that an Accept header wants most, None if none fits. See `negotiate`."""
    weights = _accepted((accept or "")[:MOST_CHARACTERS])
    ranked = [(_rank(offer, weights), offer) for offer in offers]
    (quality, _), best = max(ranked, key=itemgetter(0))
    return best if quality else None


def _rank(offer: Format | str, weights: Mapping[str, float]) -> tuple[float, int]:
    """Return the weight that the client gives an offer, and how specifically it does so."""
    name, aliases = (offer, ()) if isinstance(offer, str) else (offer.media_type, offer.aliases)
    whole_type = f"{name.partition('/')[0]}/*"
    for specificity, names in ((3, (name,)), (2, aliases), (1, (whole_type,)), (0, (ANY,))):
        found = [weights[each] for each in names if each in weights]
        if found:
            return max(found), specificity
    return 0.0, 0


def _accepted(accept: str) -> dict[str, float]:
    """Return the weights of the media ranges of an Accept header; without any, all are accepted."""
    preferences = [_repaired(each) for each in read_preferences(accept)]
    return weigh(each for each in preferences if _MEDIA_RANGE.fullmatch(each.name)) or {ANY: 1.0}


def _repaired(preference: Preference) -> Preference:
    """Return a preference with `*` as `*/*`: Java's HttpURLConnection sends it so."""
    return replace(preference, name=ANY) if preference.name == "*" else preference


def weigh(preferences: Iterable[Preference]) -> dict[str, float]:
    """Return the weight of each name: of what is said about it without parameters, if anything; the highest."""
    weights: dict[str, tuple[bool, float]] = {}
    for each in preferences:
        # To exclude a variant that is not offered excludes nothing.
        if each.plain or each.quality:
            stated = (each.plain, each.quality)
            weights[each.name] = max(weights.get(each.name, stated), stated)
    return {name: quality for name, (_, quality) in weights.items()}


def read_preferences(header: str) -> Iterator[Preference]:
    """Yield the items of a header that lists names with weights, but for those whose weight is none.

    See https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2.
    """
    for item in _split(header, ","):
        name, *parameters = _split(item, ";") or [""]
        pairs = [_pair(parameter) for parameter in parameters]
        variant = list(takewhile(lambda pair: pair[0] != "q", pairs))
        quality = pairs[len(variant)][1] if len(variant) < len(pairs) else "1"
        if _QUALITY.fullmatch(quality):
            yield Preference(name.strip().lower(), float(quality), all(map(_is_given, variant)))


def _pair(parameter: str) -> tuple[str, str]:
    key, _, value = parameter.partition("=")
    return key.strip().lower(), value.strip().strip('"').lower()


def _is_given(parameter: tuple[str, str]) -> bool:
    """Tell whether a parameter asks for what every answer has."""
    return parameter in (("charset", "utf-8"), ("charset", "utf8"), ("", ""))


def _split(text: str, separator: str) -> list[str]:
    """Return the parts of a text between separators, of which those in quotation marks are none.

    A quotation that nothing ends goes on to the end of the text.
    """
    return re.findall(rf'(?:[^{separator}"]|"(?:[^"\\]|\\.)*+"?)++', text, re.DOTALL)
