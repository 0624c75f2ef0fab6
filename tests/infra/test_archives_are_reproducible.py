"""What ships (goal OP-7, begun; C4): same sources, same digest; byte code everywhere; nothing that is not locked."""

import hashlib
import importlib.util
import json
import marshal
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import CodeType

import pytest

from functions.register.access import function_names, places_of
from infra.bundling.archives import Archives, build_archives
from infra.bundling.code_archive import build_code
from infra.bundling.layer_archive import PLATFORMS, build_layer, requirements

ARCHITECTURE = "x86_64"
LARGEST = 45_000_000
UNCHECKED_HASH = 0b01


@pytest.fixture(scope="module")
def archives() -> Archives:
    return build_archives(ARCHITECTURE)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_same_code_gives_the_same_digest_twice(tmp_path: Path) -> None:
    for name in ("one.zip", "other.zip"):
        build_code(tmp_path / name)
    assert digest(tmp_path / "one.zip") == digest(tmp_path / "other.zip")


def test_the_same_lock_gives_the_same_layer_twice(tmp_path: Path) -> None:
    locked = requirements()
    for name in ("one.zip", "other.zip"):
        build_layer(locked, PLATFORMS[ARCHITECTURE, "linux"], tmp_path / name)
    assert digest(tmp_path / "one.zip") == digest(tmp_path / "other.zip")


def test_every_package_of_the_layer_is_pinned_by_hash() -> None:
    blocks = [block for block in requirements().replace("\\\n", " ").splitlines() if block.strip()]
    assert blocks
    assert all(re.match(r"^[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


def test_every_module_has_byte_code_that_nobody_checks_again(archives: Archives) -> None:
    for file in (archives.code, archives.layer):
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            sources = [name for name in names if name.endswith(".py")]
            assert sources
            for name in sources:
                cached = importlib.util.cache_from_source(name)
                assert cached in names, name
                head = archive.read(cached)[:16]
                assert head[:4] == importlib.util.MAGIC_NUMBER
                assert int.from_bytes(head[4:8], "little") == UNCHECKED_HASH, name
                assert head[8:16] == importlib.util.source_hash(archive.read(name)), name


def files_in(code: CodeType) -> set[str]:
    """Return the files that a code object and those inside it name."""
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    return {code.co_filename}.union(*(files_in(each) for each in inner))


def test_byte_code_names_the_places_of_the_function_and_none_of_this_machine(archives: Archives) -> None:
    for file, place in ((archives.code, "/var/task/"), (archives.layer, "/opt/")):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.endswith(".pyc"):
                    code = marshal.loads(archive.read(name)[16:])  # noqa: S302 - made by this very test's build
                    source = importlib.util.source_from_cache(name)
                    assert files_in(code) == {place + source}, name


def test_both_together_stay_small(archives: Archives) -> None:
    sizes: dict[str, int] = {}
    for file in (archives.code, archives.layer):
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                part = "/".join(entry.filename.split("/")[:2])
                sizes[part] = sizes.get(part, 0) + entry.file_size
    largest = sorted(sizes.items(), key=lambda each: -each[1])[:5]
    assert sum(sizes.values()) <= LARGEST, f"the five largest parts: {largest}"


def test_the_code_carries_no_command_line_no_tests_and_no_sources_of_compiled_data(archives: Archives) -> None:
    with zipfile.ZipFile(archives.code) as archive:
        names = archive.namelist()
    assert all(name.startswith("functions/") for name in names)
    assert not any(name.startswith("functions/cli/") or name.endswith((".yaml", ".md")) for name in names)


@pytest.fixture(scope="module")
def unpacked(archives: Archives, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack both as Lambda does: the code beside the layer's packages."""
    folder = tmp_path_factory.mktemp("unpacked")
    for file in (archives.code, archives.layer):
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
    return folder


IMPORTED = """
import importlib, json, sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/python"]
sys.dont_write_bytecode = True
module = importlib.import_module(sys.argv[2])
assert callable(module.handler)
outside = sorted(
    name for name, each in sys.modules.items()
    if "site-packages" in str(getattr(each, "__file__", "") or "")
)
print(json.dumps({"outside": outside, "boto3": "boto3" in sys.modules}))
"""


@pytest.mark.parametrize("function", function_names())
def test_a_function_starts_from_what_ships_and_nothing_else(unpacked: Path, function: str) -> None:
    """Given the unpacked archives and a bare interpreter, then the handler imports and no other package helps."""
    module = places_of(function).handler.rsplit(".", 1)[0]
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", IMPORTED, str(unpacked), module], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert json.loads(result.stdout) == {"outside": [], "boto3": False}
