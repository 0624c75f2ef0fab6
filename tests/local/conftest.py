"""The one deployed system, for the tests of this folder."""

from tests.deployed_system import scene, told

__all__ = ["scene", "told"]
