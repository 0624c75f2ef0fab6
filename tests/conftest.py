"""What holds for every test: no network beyond this machine, and a record of which goals were proved.

Tests of pure code (`unit`, `law`, `property`) get no sockets at all; all others reach the loopback addresses only.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket

from tests.goals_report import GoalsReport

TESTS = Path(__file__).parent
WITHOUT_NETWORK = tuple(TESTS / folder for folder in ("unit", "law", "property"))
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


@pytest.fixture(autouse=True)
def network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the network away for the length of one test, as far as its folder can do without."""
    if any(request.path.is_relative_to(folder) for folder in WITHOUT_NETWORK):
        pytest_socket.disable_socket(allow_unix_socket=True)
    else:
        pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()  # the plugin itself lifts its list of hosts after each test


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes which goals this run proved, and the one for the full sizes."""
    parser.addoption("--goals-report", default=None, help="file to write the proved goals to (JSON)")
    parser.addoption("--soak", action="store_true", help="run the full sizes: hours instead of minutes")


def pytest_configure(config: pytest.Config) -> None:
    """Record goals in the process that sees every result: the only one, or the one that steers the workers."""
    target = config.getoption("--goals-report")
    if target is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(GoalsReport(Path(target)), "goals-report")


@pytest.fixture(scope="session")
def soak(pytestconfig: pytest.Config) -> bool:
    """Tell whether a test that has two sizes should run the full one."""
    return bool(pytestconfig.getoption("--soak"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests to `make soak`; write the goals of each test on it, so that they travel with its result."""
    if not config.getoption("--soak"):
        long = [item for item in items if item.get_closest_marker("soak")]
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)
    for item in items:
        for marker in item.iter_markers("goal"):
            item.user_properties.append(("goal", str(marker.args[0])))
        if item.path.is_relative_to(TESTS / "infra"):
            item.add_marker(pytest.mark.xdist_group("infra"))  # one process synthesizes the stacks for all of them
