"""What all functions of a stage run: the archive of code and the layer of dependencies."""

from dataclasses import dataclass

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.bundling.archives import Archives

RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURES = {"arm64": lambda_.Architecture.ARM_64, "x86_64": lambda_.Architecture.X86_64}


@dataclass(frozen=True, slots=True)
class Shipment:
    """The archives as CDK deploys them, and the processor that they were built for."""

    code: lambda_.Code
    layer: lambda_.ILayerVersion
    architecture: lambda_.Architecture


def make_shipment(scope: Construct, archives: Archives) -> Shipment:
    """Turn the archives into code and layer of one stack."""
    processor = ARCHITECTURES[archives.architecture]
    layer = lambda_.LayerVersion(
        scope,
        "Dependencies",
        code=lambda_.Code.from_asset(str(archives.layer)),
        compatible_runtimes=[RUNTIME],
        compatible_architectures=[processor],
        description="What uv.lock pins for the functions",
    )
    return Shipment(lambda_.Code.from_asset(str(archives.code)), layer, processor)
