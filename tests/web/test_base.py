"""A graph with another base, with characters that mean something in patterns, is served as well."""

from pathlib import Path

from medkg.build import build_snapshot
from medkg.namespaces import Names
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import open_snapshot
from medkg.sparql.local import LocalEngine
from medkg.web.app import create_app
from medkg.web.site import Site
from support import ignore_stages

BASE = "https://example.org/kg+(1)/"


def test_pages_documents_and_queries_of_another_base(root: Path, tmp_path: Path) -> None:
    place, _, _ = build_snapshot(root, tmp_path / "out", Names(BASE), ignore_stages)
    opened = open_snapshot(place)
    names, limits = Names(BASE), Limits(workers=1, page_workers=1)
    engine = LocalEngine(opened.store, BASE, names.prefixes, limits)
    try:
        client = create_app(Site(opened, engine, names, limits, ServerSettings())).test_client()
        page = client.get("/dataset/kidney-scans", headers={"Accept": "text/html"}).text
        assert f"<code>{BASE}dataset/kidney-scans</code>" in page
        assert 'class="origin stated"' in page
        assert f"<{BASE}dataset/kidney-scans>" in client.get("/dataset/kidney-scans.nt").text
        assert "kidney-contest" in client.get("/queries/challenges-at.csv?event=meeting-2019").text
        assert client.get("/ontology", headers={"Accept": "text/html"}).status_code == 200
    finally:
        engine.close()
