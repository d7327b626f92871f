"""Figures of the running server, in the text format of Prometheus."""

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from medkg.sparql.engine import EngineState, Lane
from medkg.web.direct import PATH
from medkg.web.gate import Exchange
from medkg.web.kept import KeptReplies

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)


class Metrics:
    """Counts what passes the gate, and asks the engine for its state when it is asked itself."""

    def __init__(self, state: Callable[[], EngineState], kept: Callable[[], KeptReplies]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_EngineCollector(state))
        self._registry.register(_CacheCollector(kept))
        self._requests = Counter(
            "medkg_requests", "Requests, by lane and status.", ["lane", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "medkg_request_seconds", "Time from request to answer.", ["lane"], buckets=_SECONDS, registry=self._registry
        )

        self._children: dict[tuple[Lane, int], tuple[Counter, Histogram]] = {}

    def note(self, exchange: Exchange) -> None:
        """Count a request."""
        lane = Lane.AD_HOC if exchange.scope["path"] == PATH else Lane.PAGES
        kind = (lane, exchange.reply.status)
        if kind not in self._children:
            self._children[kind] = (self._requests.labels(*kind), self._seconds.labels(lane))
        requests, seconds = self._children[kind]
        requests.inc()
        seconds.observe(exchange.seconds)

    def text(self) -> bytes:
        """Return all figures."""
        return generate_latest(self._registry)


class _EngineCollector(Collector):
    """The engine's state as metrics."""

    def __init__(self, state: Callable[[], EngineState]) -> None:
        self._state = state

    def collect(self) -> Iterable[Metric]:
        """Yield the metrics of this moment."""
        state = self._state()
        for name in ("workers", "busy", "waiting"):
            gauge = GaugeMetricFamily(f"medkg_lane_{name}", f"The lane's {name} at this moment.", labels=["lane"])
            for lane, found in state.lanes.items():
                gauge.add_metric([lane], getattr(found, name))
            yield gauge
        endings = CounterMetricFamily("medkg_queries", "Evaluated queries, by how they ended.", labels=["ending"])
        for ending, count in state.endings.items():
            endings.add_metric([ending], count)
        yield endings


class _CacheCollector(Collector):
    """The answers that are kept, as metrics."""

    def __init__(self, kept: Callable[[], KeptReplies]) -> None:
        self._kept = kept

    def collect(self) -> Iterable[Metric]:
        """Yield the metrics of this moment."""
        kept = self._kept()
        yield CounterMetricFamily("medkg_cache_hits", "Requests answered from the cache.", value=kept.hits)
        yield GaugeMetricFamily("medkg_cache_entries", "Answers in the cache.", value=len(kept))
        yield GaugeMetricFamily("medkg_cache_bytes", "Size of the cache.", value=kept.bytes)
