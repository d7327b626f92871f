"""The text of docs/rules.md, made from the table of rules."""

from medkg.catalog.rules import RULES
from medkg.documentation.markdown import write_table

_INTRODUCTION = """# The rules of curated files

Made from `src/medkg/catalog/rules.py` by `make docs`. A finding ends with the id of its rule in brackets.
Rules about the finished graph are the shapes in `ontology/shapes/` and the queries in `ontology/checks/`.

"""


def rules_page() -> str:
    """Return the text of docs/rules.md."""
    return _INTRODUCTION + write_table(
        ("rule", "what holds"), ([f"`{rule}`", sentence] for rule, sentence in sorted(RULES.items()))
    )
