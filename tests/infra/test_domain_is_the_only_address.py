"""With a domain the fund answers under one address, and the service's own address is switched off."""

import json

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Template

from infra.stacks.door import DoorStack
from infra.stages.choose import choose_stage, read_domain
from infra.stages.stage import Domain, StageRefusedError
from tests.infra.synthesis import Synthesis

ADDRESS = Domain("fund.example", "certificate-of-the-fund")


def test_a_domain_takes_the_place_of_the_services_own_address() -> None:
    stage = choose_stage("prod", "operators@fund.example", ADDRESS)
    template = Template.from_stack(DoorStack(cdk.App(), stage, cdk.DefaultStackSynthesizer()))
    template.has_resource_properties("AWS::ApiGateway::RestApi", {"DisableExecuteApiEndpoint": True})
    template.has_resource_properties(
        "AWS::ApiGateway::DomainName",
        {
            "DomainName": "fund.example",
            "RegionalCertificateArn": ADDRESS.certificate_arn,
            "SecurityPolicy": "TLS_1_2",
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
        },
    )
    template.resource_count_is("AWS::ApiGateway::BasePathMapping", 1)


def test_without_a_domain_there_is_none(prod: Synthesis) -> None:
    assert prod.of("AWS::ApiGateway::DomainName") == []
    (api,) = prod.of("AWS::ApiGateway::RestApi")
    assert json.dumps(api.properties).count("DisableExecuteApiEndpoint") == 1
    assert api.properties["DisableExecuteApiEndpoint"] is False


def test_half_a_domain_is_refused() -> None:
    assert read_domain(None, None) is None
    assert read_domain(*(ADDRESS.name, ADDRESS.certificate_arn)) == ADDRESS
    for halves in (("fund.example", None), (None, "certificate")):
        with pytest.raises(StageRefusedError, match="certificate"):
            read_domain(*halves)
