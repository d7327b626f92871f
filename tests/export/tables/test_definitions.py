"""What stands in the tables: what is told, with who tells it, and nothing that is not."""

from collections.abc import Callable

import pytest

from medkg.catalog.fields import CONCEPT_FIELDS, ENTRY_FIELDS
from medkg.export.source import Source
from medkg.export.tables.definitions import ENTRIES, TABLES
from medkg.export.tables.read import read_rows
from medkg.export.tables.table import Cell, Table
from support import NAMES

RowsOf = Callable[[str, str], list[dict[str, Cell]]]

GRAPH = "https://w3id.org/medkg/graph/"
BASE = "https://w3id.org/medkg/"

SCANS = f"""
<{GRAPH}stated/scans> {{
    dataset:scans a dcat:Dataset ; dct:title "Scans | of =knees"@en ; medkg:modality modality:ct ;
        medkg:website <https://example.org/scans> ; medkg:year "2018"^^xsd:gYear, "2019"^^xsd:gYear ;
        medkg:extent <{BASE}dataset/scans#extent-1> .
    <{BASE}dataset/scans#extent-1> a medkg:Extent ; medkg:count 30 ; medkg:unit unit:patient .
}}
<{GRAPH}curated/scans> {{ dataset:scans medkg:modality modality:mri ; dct:issued "2020-02-01"^^xsd:date }}
<{GRAPH}inferred> {{
    dataset:scans a dcat:Resource ; medkg:modality modality:imaging ; medkg:link <https://example.org/scans> ;
        dcat:landingPage <https://example.org/scans> .
}}
{{ dataset:scans a dcat:Resource . modality:ct rdfs:label "computed tomography"@en }}
"""


def extents(*counts: str) -> str:
    """Return a graph of an entry with extents."""
    nodes = [f"<{BASE}dataset/scans#extent-{number}>" for number, _ in enumerate(counts, 1)]
    said = " ".join(f"{node} a medkg:Extent ; {count} ." for node, count in zip(nodes, counts, strict=True))
    return f"""<{GRAPH}stated/scans> {{ dataset:scans a dcat:Resource ; medkg:extent {", ".join(nodes)} . {said} }}"""


def test_an_entry_is_one_row_with_what_is_stated_and_curated(rows_of: RowsOf) -> None:
    (row,) = rows_of("entries", SCANS)
    told = {name: str(cell) if name == "issued" else cell for name, cell in row.items() if cell not in (None, [])}
    assert told == {
        "iri": BASE + "dataset/scans",
        "id": "scans",
        "kind": "dataset",
        "title": "Scans | of =knees",
        "modality": ["ct", "mri"],
        "issued": "2020-02-01",
        "year": [2018, 2019],
        "patients": 30,
        "landing_page": ["https://example.org/scans"],
    }


@pytest.mark.parametrize(
    ("counts", "patients"),
    [
        (["medkg:count 30 ; medkg:unit unit:patient"], 30),
        (["medkg:unit unit:patient"], None),
        (["medkg:count 30 ; medkg:unit unit:patient", "medkg:count 9 ; medkg:unit unit:image"], 30),
        (['medkg:count 30 ; medkg:unit unit:patient ; medkg:part "training set"@en'], None),
        (["medkg:count 3 ; medkg:unit unit:patient ; medkg:perUnit unit:session"], None),
        (["medkg:count 3 ; medkg:maximumCount 4 ; medkg:unit unit:patient"], None),
        (["medkg:count 30 ; medkg:unit unit:patient", "medkg:count 31 ; medkg:unit unit:patient"], None),
        (["medkg:count 9 ; medkg:unit unit:image"], None),
    ],
    ids=["whole", "no number", "beside another unit", "part", "per unit", "range", "two counts", "another unit"],
)
def test_a_count_is_that_of_the_whole_entry_or_none(rows_of: RowsOf, counts: list[str], patients: int | None) -> None:
    assert rows_of("entries", extents(*counts))[0]["patients"] == patients


def test_facts_tell_what_follows_apart_from_what_is_stated(rows_of: RowsOf) -> None:
    facts = [(f["value"], f["label"], f["origin"]) for f in rows_of("facts", SCANS) if f["field"] == "modality"]
    assert facts == [
        (BASE + "modality/ct", "computed tomography", "stated"),
        (BASE + "modality/mri", None, "curated"),
        (BASE + "modality/imaging", None, "inferred"),
    ]


def test_a_link_stands_in_the_role_that_it_was_given(rows_of: RowsOf) -> None:
    (link,) = rows_of("links", SCANS)
    assert (link["role"], link["url"], link["origin"]) == ("website", "https://example.org/scans", "stated")


def test_an_extent_belongs_to_its_entry(rows_of: RowsOf) -> None:
    (extent,) = rows_of("extents", SCANS)
    assert (extent["entry"], extent["count"], extent["unit"]) == (BASE + "dataset/scans", 30, "patient")


def test_a_title_is_also_a_name_with_its_language(rows_of: RowsOf) -> None:
    (name,) = rows_of("names", SCANS)
    assert (name["use"], name["name"], name["language"]) == ("preferred", "Scans | of =knees", "en")


def test_a_mapping_is_told_in_the_columns_of_sssom(rows_of: RowsOf) -> None:
    graph = f"""
    <{GRAPH}mappings> {{ modality:ct skos:exactMatch <https://example.org/CT> }}
    <{GRAPH}provenance> {{
        <{BASE}mappings/modality#ct> a owl:Axiom ; owl:annotatedSource modality:ct ;
            dct:isPartOf <{BASE}mappings/modality> ; owl:annotatedProperty skos:exactMatch ;
            owl:annotatedTarget <https://example.org/CT> ;
            sssom:mapping_justification semapv:ManualMappingCuration ; sssom:confidence 0.95 ; rdfs:comment "Sure."@en .
    }}
    {{ modality:ct rdfs:label "computed tomography"@en . <https://example.org/CT> rdfs:label "CT"@en }}
    """
    (row,) = rows_of("mappings", graph)
    assert row == {
        "iri": BASE + "mappings/modality#ct",
        "subject_id": BASE + "modality/ct",
        "subject_label": "computed tomography",
        "predicate_id": "http://www.w3.org/2004/02/skos/core#exactMatch",
        "object_id": "https://example.org/CT",
        "object_label": "CT",
        "mapping_justification": "https://w3id.org/semapv/vocab/ManualMappingCuration",
        "confidence": 0.95,
        "comment": "Sure.",
        "mapping_set": BASE + "mappings/modality",
    }


def test_every_field_that_points_to_something_is_a_column() -> None:
    assert {field.name for field in (*CONCEPT_FIELDS, *ENTRY_FIELDS)} <= {column.name for column in ENTRIES.columns}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_columns_have_names_of_their_own_to_which_keys_refer(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert {*table.key, table.about, *(key.column for key in table.foreign_keys)} <= set(names)


def test_every_property_that_is_read_is_one_of_the_graph(source: Source) -> None:
    """Is used, or declared by the ontology."""
    for table in TABLES.values():
        for property in table.properties():
            used = (
                f"ASK {{ GRAPH ?graph {{ {{ ?thing {property} ?value }} UNION {{ {property} rdfs:label ?label }} }} }}"
            )
            assert source.store.query(used, prefixes=NAMES.prefixes), (table.name, property)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_rows_are_in_the_order_of_the_iris(source: Source, table: Table) -> None:
    place = [column.name for column in table.columns].index(table.about)
    things = [str(row[place]) for rows in read_rows(source, table) for row in rows]
    assert things == sorted(things)
    assert things


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("entries", "dcat:Resource"),
        ("extents", "medkg:Extent"),
        ("organizations", "foaf:Organization"),
        ("concepts", "skos:Concept"),
        ("publications", "schema:ScholarlyArticle"),
    ],
)
def test_everything_in_the_graph_has_its_row(source: Source, name: str, type: str) -> None:
    (counted,) = source.select(f"SELECT (COUNT(DISTINCT ?thing) AS ?count) {{ ?thing a {type} }}")
    assert sum(map(len, read_rows(source, TABLES[name]))) == int(counted["count"].value) > 0


def test_every_mapping_has_its_row(source: Source) -> None:
    matches = "?s skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?o"
    (counted,) = source.select(f"SELECT (COUNT(*) AS ?count) {{ GRAPH <{GRAPH}mappings> {{ {matches} }} }}")
    assert sum(map(len, read_rows(source, TABLES["mappings"]))) == int(counted["count"].value) > 0
