"""Writes the generated files below the current directory: `python -m medkg.documentation`, or `make docs`.

A test says when one is stale.
"""

from pathlib import Path

from medkg.build import make_graph
from medkg.documentation.files import generated_files
from medkg.namespaces import Names
from medkg.stages import tell_nobody


def main() -> None:
    """Write all of them."""
    for path, text in generated_files(Path(), make_graph(Path(), Names(), tell_nobody)).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
