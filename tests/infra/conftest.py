"""Each stage is synthesized once for all tests of this folder."""

import pytest

from infra.stages.stage import StageName
from tests.infra.synthesis import Synthesis, synthesize


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Synthesis:
    """Return the stage of the laptop."""
    return synthesize(StageName.LOCAL, tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Synthesis:
    """Return the stage of real families."""
    return synthesize(StageName.PROD, tmp_path_factory.mktemp("prod"))


@pytest.fixture(scope="session")
def graviton(tmp_path_factory: pytest.TempPathFactory) -> Synthesis:
    """Return the stage of an account for tests, on the other processor."""
    return synthesize(StageName.TEST, tmp_path_factory.mktemp("test"), "arm64")
