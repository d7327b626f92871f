"""An engine of a page, for the tests: it declares prefixes, and keeps what it was asked."""

from collections.abc import Sequence

from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Engine, Request
from support import NAMES


class CountingEngine(OnBehalf):
    """An engine as a page has it, with the texts that it was asked."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, Caller(), NAMES)
        self.texts: list[str] = []

    def query_all(self, requests: Sequence[Request]) -> list[Answer]:
        self.texts += [request.text for request in requests]
        return super().query_all(requests)
