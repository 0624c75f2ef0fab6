"""An import goes to a lower floor only, and libraries enter at the runtime."""

import sys

import pytest

from tests.architecture.modules import Module, modules_of_functions

FLOOR_OF_ROOM = {
    "units": 0,
    "runtime": 0,
    "register": 1,
    "benefits": 1,
    "vault": 2,
    "dossier": 3,
    "intake": 4,
    "consent": 4,
    "government": 4,
    "payments": 4,
    "what_if": 4,
    "site": 4,
    "outbox": 4,
    "messages": 4,
    "sharing": 4,
    "sign_in": 4,
    "staff": 5,
    "rights": 5,
    "retention": 5,
    "portal": 5,
    "breach": 5,
    "composition": 6,
    "cli": 7,
}
ENTRY_FLOOR = 7
ENTRY_STEMS = {"api", "queue", "schedule", "stream", "worker"}
# Handlers whose file is named after the step of the run, or of the deployment, that they are.
_OF_PAYMENTS = ("start", "files", "send", "recalculation_queue")
_OF_OTHERS = ("vault.make_roots", "messages.events", "messages.outside")
NAMED_ENTRIES = {f"functions.payments.{step}" for step in _OF_PAYMENTS} | {f"functions.{one}" for one in _OF_OTHERS}
AWS_LIBRARIES = {"boto3", "botocore", "aws_lambda_powertools"}
# Pure words of the runtime: types without a client behind them.
WORDS_OF_RUNTIME = tuple(f"functions.runtime.{one}" for one in ("database", "http_message", "problem", "queue_message"))
STANDARD_LIBRARY_ONLY = {"units", "benefits"}

MODULES = modules_of_functions()
NAMES = {module.name: module for module in MODULES}


def is_entry(module: Module) -> bool:
    """Tell whether Lambda starts at this module."""
    in_room = module.name.count(".") == len(("functions", "room"))
    return module.name in NAMED_ENTRIES or (in_room and module.stem in ENTRY_STEMS)


def floor(module: Module) -> int:
    """Return the floor on which a module stands."""
    return ENTRY_FLOOR if is_entry(module) else FLOOR_OF_ROOM[module.room]


def own_imports(module: Module) -> set[str]:
    """Return the modules of this project that a module imports, from other rooms."""
    found = {name for name in module.imports if name in NAMES and name != "functions"}
    return {name for name in found if NAMES[name].room != module.room}


def test_every_room_has_a_floor() -> None:
    """A new room states its floor before it lands."""
    rooms = {module.room for module in MODULES if module.room}
    assert rooms <= set(FLOOR_OF_ROOM), f"rooms without a floor: {sorted(rooms - set(FLOOR_OF_ROOM))}"


@pytest.mark.parametrize("module", [module for module in MODULES if module.room], ids=lambda module: module.name)
class TestModule:
    """The floors, one module at a time."""

    def test_imports_go_to_lower_floors_only(self, module: Module) -> None:
        for name in own_imports(module):
            if module.room == "runtime" and NAMES[name].room == "units":
                continue  # the units may be imported by all
            assert floor(NAMES[name]) < floor(module), f"{module.name} imports {name}, which is not on a lower floor"

    def test_the_runtime_is_used_where_it_may_be(self, module: Module) -> None:
        allowed = (
            is_entry(module) or module.room in {"runtime", "composition", "vault", "cli"} or module.stem == "store"
        )
        if allowed:
            return
        runtime = {
            name for name in own_imports(module) if NAMES[name].room == "runtime" and name != "functions.runtime"
        }
        assert all(name.startswith(WORDS_OF_RUNTIME) for name in runtime), f"{module.name} imports {sorted(runtime)}"

    def test_aws_libraries_enter_at_the_runtime(self, module: Module) -> None:
        libraries = {name.split(".")[0] for name in module.imports} & AWS_LIBRARIES
        assert not libraries or module.room == "runtime", f"{module.name} imports {sorted(libraries)}"

    def test_law_and_units_know_the_standard_library_only(self, module: Module) -> None:
        if module.room not in STANDARD_LIBRARY_ONLY:
            return
        foreign = {name.split(".")[0] for name in module.imports} - sys.stdlib_module_names - {"functions"}
        assert not foreign, f"{module.name} imports {sorted(foreign)}"
