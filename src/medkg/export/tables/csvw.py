"""What the columns of the CSV files mean, for programs: CSV on the Web.

See https://www.w3.org/TR/tabular-metadata/ and https://www.w3.org/TR/tabular-data-model/.
"""

from collections.abc import Iterable
from typing import Any

from medkg.edition import DESCRIPTION, TITLE, Edition
from medkg.export.tables.csv_file import SEPARATOR
from medkg.export.tables.table import Column, Datatype, ForeignKey, Table
from medkg.namespaces import Names

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]


def describe_tables(tables: Iterable[Table], edition: Edition) -> dict[str, Any]:
    """Return the description of CSV files that lie beside it, each named after its table."""
    return {
        "@context": CONTEXT,
        "@type": "TableGroup",
        "dc:title": TITLE,
        "dc:description": DESCRIPTION,
        "dc:identifier": edition.digest,
        **({"dcat:version": edition.version} if edition.version else {}),
        "tables": [_describe_table(table, edition) for table in tables],
    }


def _describe_table(table: Table, edition: Edition) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.description,
        "dc:license": {"@id": table.license},
        "aboutUrl": f"{{+{table.about}}}",
        "tableSchema": {
            "columns": [_describe_column(column, edition.names) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": [_describe_key(key) for key in table.foreign_keys]} if table.foreign_keys else {}),
        },
    }


def _describe_column(column: Column, names: Names) -> dict[str, Any]:
    """Return what a column means. Those that no triple of the graph stands behind give none in a conversion to RDF."""
    known = {
        "name": column.name,
        "titles": [column.name, column.title],  # the line of names must be among them
        "dc:description": column.description or _ids_of(column, names) or None,
        "datatype": column.datatype.value,
        "lang": column.language or None,
        "separator": SEPARATOR if column.is_list else None,
        "required": True if column.is_required else None,
        "propertyUrl": names.expand(column.property).value if column.property and not column.read else None,
        "valueUrl": _value_url(column, names) if column.is_told() else None,
        "suppressOutput": None if column.is_told() else True,
    }
    return {key: value for key, value in known.items() if value is not None}


def _ids_of(column: Column, names: Names) -> str:
    """Return what ids in a list stand for, which CSVW cannot tell: a value URL is that of the whole cell."""
    return f"What follows {names.base}{column.family}/ in IRIs." if column.is_list and column.family else ""


def _value_url(column: Column, names: Names) -> str | None:
    if column.family:
        return f"{names.base}{column.family}/{{{column.name}}}"
    return f"{{+{column.name}}}" if column.datatype is Datatype.IRI else None


def _describe_key(key: ForeignKey) -> dict[str, Any]:
    return {
        "columnReference": key.column,
        "reference": {"resource": f"{key.table}.csv", "columnReference": key.other_column},
    }
