"""The modules of `functions` and what each imports, read from the source without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Module:
    """One source file; `imports` are the dotted names of the modules (or of names in them) that it asks for."""

    name: str
    path: Path
    imports: tuple[str, ...]

    @property
    def room(self) -> str:
        """Return the folder under `functions`, or the file's own name at the top."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def stem(self) -> str:
        """Return the last part of the name."""
        return self.name.rsplit(".", 1)[-1]


def source_files(folder: str) -> list[Path]:
    """Return the Python files under a top-level folder, generated and foreign ones left out."""
    return sorted(path for path in (ROOT / folder).rglob("*.py") if not {".venv", "node_modules"} & set(path.parts))


def module_name(path: Path) -> str:
    """Return the import path of a file of this repository."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules_of_functions() -> tuple[Module, ...]:
    """Return every module that ships, with its imports."""
    return tuple(
        Module(module_name(path), path, tuple(_imports(ast.parse(path.read_text(encoding="utf-8")), path)))
        for path in source_files("functions")
    )


def _imports(tree: ast.Module, path: Path) -> Iterator[str]:
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
