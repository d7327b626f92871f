"""The quads by the families of graphs, split by their lines without parsing them, each family into a file."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse

from medkg.namespaces import Names

_DEFAULT = "default"


@dataclass(frozen=True)
class Family:
    """The graphs of a kind, as quads in a file, in the order of their lines."""

    name: str
    """`stated`, `inferred` …, or `default`."""
    path: Path
    is_one_graph: bool
    """Whether it is a single graph; where each thing has a graph of its own, formats of triples would mix them."""

    def quads(self) -> Iterator[Quad]:
        """Yield the quads."""
        return parse(path=str(self.path), format=RdfFormat.N_QUADS)

    def triples(self) -> Iterator[Triple]:
        """Yield the triples, without the graphs that they are in."""
        return (quad.triple for quad in self.quads())


def split_by_family(lines: Iterable[bytes], names: Names, folder: Path) -> list[Family]:
    """Return the families of graphs, each written to a file in a folder.

    The first is the default graph, which may be empty.
    """
    start = f"<{names.base}graph/".encode()
    families = {_DEFAULT: Family(_DEFAULT, folder / f"{_DEFAULT}.nq", is_one_graph=True)}
    with ExitStack() as stack:
        files = {_DEFAULT: stack.enter_context(families[_DEFAULT].path.open("wb"))}
        for line in lines:
            path = graph_path(line, start)
            name = path.partition("/")[0] or _DEFAULT
            if name not in files:
                families[name] = Family(name, folder / f"{name}.nq", is_one_graph="/" not in path)
                files[name] = stack.enter_context(families[name].path.open("wb"))
            files[name].write(line)
    return [families.pop(_DEFAULT), *(families[name] for name in sorted(families))]


def graph_path(line: bytes, start: bytes) -> str:
    r"""Return what follows `graph/` in the name of a line's graph, empty for the default graph.

    Where the graph's name would be, an object may stand, and any text in a literal: a triple with an IRI as its object
    has three spaces, and of the words of a literal the last one has a quotation mark.

    >>> start = b"<https://w3id.org/medkg/graph/"
    >>> graph_path(b"<s> <p> <o> <https://w3id.org/medkg/graph/stated/abide> .\n", start)
    'stated/abide'
    >>> graph_path(b"<s> <p> <https://w3id.org/medkg/graph/stated/abide> .\n", start)
    ''
    """
    word = line[:-3].rpartition(b" ")[2]
    is_graph = word.startswith(start) and b'"' not in word and line.count(b" ") > 3
    return word[len(start) : -1].decode() if is_graph else ""
