"""What an export is: files that are made together, in one pass over what they are made from."""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, Self

from medkg.compression import compressing
from medkg.export.source import Source


@dataclass(frozen=True)
class Product:
    """A file for others, or, where its path holds `{name}`, one for each thing of a kind."""

    path: str
    """Below `/exports/`. What ends with `.gz` is compressed while it is written."""
    media_type: str
    """Of the content, before it was compressed."""
    title: str
    """What it is, in a few words for people, whatever its format; may hold `{name}`, too."""
    standard: str = ""
    """The address of the standard that it follows, if any."""
    format: str = ""
    """What people call its format; empty where there is nothing to tell apart."""


class Outputs:
    """The files of the products that are wanted, in a folder; all are closed at the end of the context."""

    def __init__(self, folder: Path, wanted: Collection[Product]) -> None:
        self.written: dict[str, Product] = {}
        """Path → the product, with its name put into path and title."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._wanted = frozenset(wanted)
        self._open = ExitStack()

    def wants(self, product: Product) -> bool:
        """Tell whether a product is to be written."""
        return product in self._wanted

    def open(self, product: Product, name: str = "") -> BinaryIO:
        """Return a new file for a product. `name` is that of the thing, where there is one file for each."""
        path = product.path.format(name=name)
        self.written[path] = replace(product, path=path, title=product.title.format(name=name))
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        file = self._open.enter_context(target.open("wb"))
        return self._open.enter_context(compressing(file)) if path.endswith(".gz") else file

    def scratch(self) -> Path:
        """Return a new folder for what is too large for the memory; it is gone at the end of the context."""
        return Path(self._open.enter_context(TemporaryDirectory(prefix=".scratch-", dir=self._folder)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, fault, trace)


@dataclass(frozen=True)
class Recipe:
    """How some products are made in one pass; `write` opens those that the outputs want, and writes them."""

    name: str
    """What is made, in a word, for progress."""
    group: str
    """For which kind of reader, in a word: a page lists the files of a group together."""
    products: tuple[Product, ...]
    write: Callable[[Source, Outputs], None]
