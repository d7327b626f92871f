"""The kinds of entries: what each is in the graph, and where its IRIs stand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of entry."""

    key: str
    type: str
    """Its class, as a prefixed name."""
    path: str
    """The path segment of its IRIs."""


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("dataset", "dcat:Dataset", "dataset"),
        Kind("corpus", "medkg:Corpus", "dataset"),
        Kind("embedding-set", "medkg:EmbeddingSet", "dataset"),
        Kind("dataset-series", "dcat:DatasetSeries", "series"),
        Kind("portal", "medkg:Portal", "catalog"),
        Kind("library", "medkg:MediaLibrary", "catalog"),
        Kind("service", "dcat:DataService", "service"),
        Kind("challenge", "medkg:Challenge", "challenge"),
        Kind("evaluation-track", "medkg:EvaluationTrack", "challenge"),
        Kind("challenge-series", "medkg:ChallengeSeries", "series"),
    )
}

DATASET_KINDS = ("dataset", "corpus", "embedding-set")
SERIES_KINDS = ("dataset-series", "challenge-series")
CATALOG_KINDS = ("portal", "library")
