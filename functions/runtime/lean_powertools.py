"""Powertools without what we do not use: its package files import asyncio, tracing and thirty kinds of events.

`stand_in` puts bare packages in the place of the package files that do so; it is called before the first import of a
module below them. The modules themselves are Powertools' own, unchanged; the data classes that the resolver names are
loaded when it asks for them. Measured in November 2026: half off the import of the resolver (goals C1 and C3).
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType

_DATA_CLASSES = "aws_lambda_powertools.utilities.data_classes"
_PACKAGES = (
    "aws_lambda_powertools",
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.utilities",
    _DATA_CLASSES,
)
_MODULE_OF = {
    "ALBEvent": "alb_event",
    "APIGatewayProxyEvent": "api_gateway_proxy_event",
    "APIGatewayProxyEventV2": "api_gateway_proxy_event",
    "BedrockAgentEvent": "bedrock_agent_event",
    "LambdaFunctionUrlEvent": "lambda_function_url_event",
    "VPCLatticeEvent": "vpc_lattice",
    "VPCLatticeEventV2": "vpc_lattice",
}


class MissingPartError(ImportError):
    """A package that the runtime needs is not installed; the message names it."""


def stand_in() -> None:
    """Register the bare packages; what is loaded already stays. Raises MissingPartError when Powertools is absent."""
    for name in _PACKAGES:
        if name not in sys.modules:
            package = _register(name)
            if name == _DATA_CLASSES:
                package.__dict__["__getattr__"] = _data_class


def _data_class(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(name)
    return getattr(import_module(f"{_DATA_CLASSES}.{_MODULE_OF[name]}"), name)


def _register(name: str) -> ModuleType:
    parent, _, child = name.rpartition(".")
    spec = PathFinder.find_spec(name, sys.modules[parent].__path__ if parent else None)
    if spec is None or spec.submodule_search_locations is None:
        raise MissingPartError(name)
    package = ModuleType(name)
    package.__path__ = list(spec.submodule_search_locations)
    package.__spec__ = spec
    sys.modules[name] = package
    if parent:
        setattr(sys.modules[parent], child, package)
    return package
