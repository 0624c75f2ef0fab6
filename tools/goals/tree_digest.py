"""A digest of every file that git would keep, so that an old test report is not taken for today's."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tree_digest() -> str:
    """Return the SHA-256 over path and content of all tracked and new files; raises CalledProcessError without git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    digest = hashlib.sha256()
    for name in sorted(set(listed.stdout.split(b"\0")) - {b""}):
        path = ROOT / name.decode()
        content = path.read_bytes() if path.is_file() else b""
        digest.update(len(name).to_bytes(4) + name + len(content).to_bytes(8) + content)
    return digest.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(tree_digest() + "\n")
