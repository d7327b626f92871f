"""The editor: built at installation, the same each time, and not missed much where it could not be built."""

import gzip
import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest
from hatchling.bridge.app import Application

from http_client import ask
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot
from medkg.sparql.local import LocalEngine
from medkg.web.app import create_app
from medkg.web.site import Site
from support import NAMES, REPOSITORY

STATIC = REPOSITORY / "src/medkg/web/static"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The build hook, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("hatch_build", REPOSITORY / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the editor was built anew."""
    folder = tmp_path_factory.mktemp("static")
    assert builder.build_editor(folder)
    return folder


def test_the_build_gives_the_bytes_that_the_installation_gave(builder: ModuleType, built: Path) -> None:
    for name in builder.BUILT:
        assert (built / name).read_bytes() == (STATIC / name).read_bytes(), "stale? `make editor` builds it"


def test_what_is_there_is_not_built_again_unless_it_is_of_other_sources(builder: ModuleType, built: Path) -> None:
    before = (built / "editor.js").stat().st_mtime_ns
    assert not builder.build_editor(built)
    assert (built / "editor.js").stat().st_mtime_ns == before
    assert not builder.is_built(built, "of other sources")


def test_nothing_is_left_beside_the_built_files(builder: ModuleType, built: Path) -> None:
    assert {path.name for path in built.iterdir()} == set(builder.BUILT)


def test_the_editor_is_light_enough(built: Path) -> None:
    assert len(gzip.compress((built / "editor.js").read_bytes(), 6)) < 130_000
    assert len(gzip.compress((STATIC / "site.js").read_bytes(), 6)) < 4_000


def test_the_licence_of_each_package_in_it_is_shipped(built: Path) -> None:
    notices = (built / "editor.licences.txt").read_text()
    wanted = json.loads((REPOSITORY / "editor/package.json").read_text())["dependencies"]
    for name, version in {**wanted, "style-mod": "", "crelt": ""}.items():
        assert f"\n{name} {version}" in notices
    assert notices.count("(MIT)") == notices.count("Permission is hereby granted") > len(wanted)


def test_every_package_is_pinned_by_its_digest_and_names_no_host() -> None:
    locked = json.loads((REPOSITORY / "editor/package-lock.json").read_text())["packages"]
    assert len(locked) > 10
    for path, package in locked.items():
        assert "resolved" not in package
        assert not path or package["integrity"].startswith("sha512-")
    wanted = json.loads((REPOSITORY / "editor/package.json").read_text())
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert version[0].isdigit()


def test_without_node_the_installation_goes_on_with_a_warning(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(builder, "find_spec", lambda _: None)
    monkeypatch.setattr(builder, "STATIC", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    data: dict[str, list[str]] = {"artifacts": []}
    hook = builder.EditorHook(str(REPOSITORY), {}, None, None, "", "wheel", Application())
    hook.initialize("editable", data)
    said = capsys.readouterr()
    assert "The SPARQL editor was not built (there is no Node" in said.out + said.err
    assert "src/medkg/web/static/editor.js" in data["artifacts"]
    builder.main()
    assert "make editor" in capsys.readouterr().err


def test_without_the_packages_an_editor_that_is_there_stays(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = tmp_path / "editor.js"
    former.write_text("former")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(builder.EditorNotBuilt, match=r"npm-cli\.js failed|npm failed|ci failed"):
        builder.build_editor(tmp_path)
    assert former.read_text() == "former"


def test_the_wheel_has_the_editor(tmp_path: Path) -> None:
    """In the wheel are the built files, though git ignores them."""
    import zipfile

    from hatchling.builders.wheel import WheelBuilder

    (name,) = WheelBuilder(str(REPOSITORY)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(name) as wheel:
        assert wheel.read("medkg/web/static/editor.js") == (STATIC / "editor.js").read_bytes()
        assert "medkg/web/static/editor.licences.txt" in wheel.namelist()


def test_what_the_script_does_with_a_text(builder: ModuleType) -> None:
    """The tests of the editor's own modules; see tests/editor."""
    files = sorted(map(str, (REPOSITORY / "tests/editor").glob("*.test.mjs")))
    assert files
    done = subprocess.run([builder.find_node(), "--test", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_page_has_the_editor_only_where_it_is_built(
    real_snapshot: Snapshot, engine: LocalEngine, tmp_path: Path
) -> None:
    app = create_app(Site(real_snapshot, engine, NAMES, Limits(), ServerSettings()))
    assert 'src="/static/editor.js"' in app.test_client().get("/sparql", headers=HTML).text
    shutil.copy(STATIC / "style.css", tmp_path)
    app.static_folder = str(tmp_path)
    page = app.test_client().get("/sparql", headers=HTML).text
    assert "editor.js" not in page
    assert '<textarea id="text" name="query"' in page


def test_a_form_whose_user_chose_no_format_gets_a_page(server: str) -> None:
    """Without script a form sends the field that is empty too."""
    path = f"/sparql?query={quote('SELECT (7 AS ?n) {}')}&format="
    assert ask(server, path, headers=HTML).type == "text/html"
    assert ask(server, path, headers={"Accept": "text/csv"}).text == "n\r\n7\r\n"


def test_the_files_of_the_pages_are_compressed_and_need_not_be_sent_again(server: str) -> None:
    coded = ask(server, "/static/editor.js", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(coded.body) == (STATIC / "editor.js").read_bytes()
    assert coded.type == "text/javascript"
    again = ask(server, "/static/editor.js", headers={"If-None-Match": str(coded.headers["ETag"])})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["nothing.js", "../routes.py", "%2e%2e/routes.py", ""])
def test_there_are_no_other_files(server: str, path: str) -> None:
    assert ask(server, f"/static/{path}").status == 404
