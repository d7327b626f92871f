"""Two small graphs of which the second followed the first."""

from pathlib import Path

import pytest

from made_up import write_made_up
from medkg.changes.compare import compare
from medkg.changes.comparison import Comparison
from medkg.changes.side import Side, open_side

_TERMS = """
GRAPH <https://w3id.org/medkg/graph/ontology> {
  dct:title rdfs:label "title"@en . medkg:modality rdfs:label "modality"@en . medkg:count rdfs:label "count"@en .
  modality:ct rdfs:label "CT"@en .
}
dct:title rdfs:label "title"@en . medkg:modality rdfs:label "modality"@en . medkg:count rdfs:label "count"@en .
modality:ct rdfs:label "CT"@en .
dataset:kept a dcat:Dataset ; rdfs:label "Kept"@en .
"""

OLD = f"""{_TERMS}
dataset:gone a dcat:Dataset ; rdfs:label "Gone"@en .
GRAPH <https://w3id.org/medkg/graph/stated/gone> {{ dataset:gone a dcat:Dataset ; dct:title "Gone"@en . }}
GRAPH <https://w3id.org/medkg/graph/stated/kept> {{
  dataset:kept a dcat:Dataset ; dct:title "Old title"@en .
  <https://w3id.org/medkg/dataset/kept#extent-1> medkg:count 40 .
}}
GRAPH <https://w3id.org/medkg/graph/void> {{ <https://w3id.org/medkg/void#dataset> void:triples 10 . }}
"""

NEW = f"""{_TERMS}
dataset:new a dcat:Dataset ; rdfs:label "New"@en .
GRAPH <https://w3id.org/medkg/graph/curated/new> {{ dataset:new a dcat:Dataset ; dct:title "New"@en . }}
GRAPH <https://w3id.org/medkg/graph/stated/kept> {{
  dataset:kept a dcat:Dataset ; dct:title "New title"@en ; medkg:modality modality:ct .
  <https://w3id.org/medkg/dataset/kept#extent-1> medkg:count 41 .
}}
GRAPH <https://w3id.org/medkg/graph/inferred> {{
  dataset:kept medkg:modality modality:imaging . series:all medkg:modality modality:ct .
}}
GRAPH <https://w3id.org/medkg/graph/void> {{ <https://w3id.org/medkg/void#dataset> void:triples 11 . }}
"""


@pytest.fixture(scope="session")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Side]:
    """The snapshots of both graphs."""
    folder: Path = tmp_path_factory.mktemp("sides")
    return open_side(write_made_up(folder, OLD)), open_side(write_made_up(folder, NEW))


@pytest.fixture(scope="session")
def comparison(sides: tuple[Side, Side]) -> Comparison:
    return compare(*sides)
