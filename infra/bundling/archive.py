"""Archives that depend on their contents alone: sorted names, one date, two modes. Same files, same digest."""

import os
import zipfile
from pathlib import Path

# The first instant that a zip entry can carry; no build date gets in.
DATE = (1980, 1, 1, 0, 0, 0)
PLAIN_MODE = 0o644
PROGRAM_MODE = 0o755


def write_archive(tree: Path, target: Path) -> None:
    """Zip every file below `tree` to `target`, which appears whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Two builds may run at the same time: each writes a file of its own, and the last rename wins with equal contents.
    partial = target.with_suffix(f".{os.getpid()}.partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(tree.rglob("*"), key=lambda each: each.relative_to(tree).as_posix()):
            if path.is_dir():
                continue
            entry = zipfile.ZipInfo(path.relative_to(tree).as_posix(), DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever machine builds
            mode = PROGRAM_MODE if path.suffix == ".so" else PLAIN_MODE
            entry.external_attr = (0o100000 | mode) << 16
            archive.writestr(entry, path.read_bytes())
    partial.replace(target)
