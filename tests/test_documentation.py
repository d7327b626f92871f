"""What is written is true: generated files are fresh, the README's commands and answer are real, names exist."""

import json
import re

from http_client import ask
from medkg.build import Graph
from medkg.cli import main
from medkg.documentation.files import generated_files
from medkg.profiles.table import PROFILES
from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS
from medkg.sparql.local import LocalEngine
from support import NAMES, REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")


def test_generated_files_are_fresh(real_graph: Graph) -> None:
    """When this fails: run `make docs` and commit what it writes."""
    for path, text in generated_files(REPOSITORY, real_graph).items():
        assert path.read_text("utf-8") == text, path


def test_the_readme_begins_with_the_two_commands() -> None:
    first = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert first is not None
    assert "make serve" in first[1]
    assert "make test" in first[1]


def test_the_query_of_the_readme_has_the_answer_of_the_readme(engine: LocalEngine) -> None:
    query, answer = re.search(r"```sparql\n(.*?)```.*?```csv\n(.*?)```", README, re.DOTALL).groups()  # type: ignore[union-attr]
    given = engine.query(Request(query, results=FORMATS["csv"])).body.decode()
    assert given.split() == answer.split()


def test_the_readme_names_every_command_and_every_suffix_of_an_entry() -> None:
    assert f"`medkg {' | '.join(sorted(main.commands))}`" in README
    assert [profile.suffix for profile in PROFILES.values() if f"`{profile.suffix}`" not in README] == []


def test_every_address_of_the_readme_is_answered(server: str) -> None:
    paths = set(re.findall(r"http://127\.0\.0\.1:8080(/[\w./-]*)", README))
    assert len(paths) > 4
    assert {path: ask(server, path).status for path in paths} == dict.fromkeys(paths, 200)


def test_every_path_that_the_documents_name_exists() -> None:
    documents = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").rglob("*.md")]
    assert len(documents) > 6
    for document in documents:
        text = document.read_text("utf-8")
        for path in re.findall(r"`((?:src|data|ontology|queries|tests|docs|bench|requirements)/[\w./-]*\w/?)`", text):
            assert (REPOSITORY / path).exists(), f"{document.name} names {path}"
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_no_page_or_lock_file_names_a_package_index() -> None:
    for path in (REPOSITORY / "requirements").glob("*.txt"):
        assert "://" not in path.read_text("utf-8")


def test_the_json_schema_enumerates_the_vocabulary() -> None:
    schema = json.loads((REPOSITORY / "data/schemas/entry.json").read_text("utf-8"))
    facts = schema["$defs"]["Stated"]["properties"]
    assert "mri" in facts["modality"]["items"]["enum"]
    assert "search-tool" in facts["links"]["propertyNames"]["enum"]


def test_every_term_that_the_python_code_uses_is_in_the_ontology() -> None:
    ontology = (REPOSITORY / "ontology/medkg.ttl").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in (REPOSITORY / "src").rglob("*.py"))
    used = set(re.findall(r'\bterm\("(\w+)"\)', code)) | set(re.findall(r'"medkg:(\w+)"', code))
    assert len(used) > 30
    assert {name for name in used if f"medkg:{name} a owl:" not in ontology} == set()
    assert NAMES.term("heldAt").value.endswith("#heldAt")
