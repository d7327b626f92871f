"""What is answered in the place of a thing that was withdrawn."""

from pyoxigraph import NamedNode

from medkg.pages.withdrawal import find_withdrawal
from medkg.web.problems import Withdrawn
from medkg.web.site import engine


def refuse_withdrawn(iri: NamedNode) -> None:
    """Do nothing for a thing that is in use. Raises Withdrawn for one whose IRI only says what replaces it."""
    withdrawal = find_withdrawal(engine(), iri)
    if withdrawal:
        raise Withdrawn(f"{iri.value} was withdrawn. Its address is never used for anything else.", withdrawal)
