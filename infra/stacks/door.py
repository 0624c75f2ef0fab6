"""The door: one regional REST API for pages and API alike, behind the firewall."""

import json

from aws_cdk import Aws, CfnOutput, IStackSynthesizer, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.arns import arn
from infra.constructs.gateway_problems import add_problems
from infra.constructs.web_acl import KroostWebAcl
from infra.excuses import Excuse, excuse
from infra.routes import PAGES, ROUTES, Route, served_functions
from infra.stages.stage import Domain, Stage

STAGE = "live"
DOOR = "door"
# The access log holds what was asked and how it went: never who asked, never a filled-in path, a query or a header.
ACCESS_LOG = {
    "at": "$context.requestTime",
    "id": "$context.requestId",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "latency_ms": "$context.responseLatency",
}


class DoorStack(Stack):
    """The API, its limits, its access log and the firewall in front of it."""

    def __init__(self, scope: Construct, stage: Stage, synthesizer: IStackSynthesizer) -> None:
        super().__init__(
            scope, stage.names.plain(DOOR), description="Kroost: the API and its firewall", synthesizer=synthesizer
        )
        self._stage = stage
        self.api = apigateway.RestApi(
            self,
            "Api",
            rest_api_name=stage.names.plain(DOOR),
            description="Pages and API of Kroost",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.RETAIN if stage.keeps_data else RemovalPolicy.DESTROY,
            deploy_options=self._deployed(),
            # With an address of our own, the service's own would be a second origin.
            disable_execute_api_endpoint=stage.domain is not None,
        )
        add_problems(self.api)
        for route in ROUTES:
            self._serve(route)
        for function in served_functions():
            self._let_in(function)
        if stage.domain is not None:
            self._answer_under(stage.domain)
        acl = KroostWebAcl(self, stage=stage)
        if stage.web_acl_associated:
            acl.associate(self.api.deployment_stage.stage_arn)
        self._excuses()
        CfnOutput(self, "ApiId", value=self.api.rest_api_id, description="Id of the API")
        CfnOutput(self, "ApiStage", value=STAGE, description="Stage of the API, first part of every path")

    def _deployed(self) -> apigateway.StageOptions:
        key = ssm.StringParameter.value_for_string_parameter(self, self._stage.names.key_arn_parameter("logs"))
        group = logs.CfnLogGroup(
            self,
            "AccessLog",
            log_group_name=self._stage.names.log_group(DOOR),
            retention_in_days=self._stage.log_days,
            kms_key_id=key,
        )
        group.apply_removal_policy(RemovalPolicy.RETAIN if self._stage.keeps_data else RemovalPolicy.DESTROY)
        place = logs.LogGroup.from_log_group_arn(self, "AccessLogPlace", group.attr_arn)
        return apigateway.StageOptions(
            stage_name=STAGE,
            access_log_destination=apigateway.LogGroupLogDestination(place),
            access_log_format=apigateway.AccessLogFormat.custom(json.dumps(ACCESS_LOG)),
            # Neither bodies nor traces: both would carry what people sent, or their addresses.
            data_trace_enabled=False,
            tracing_enabled=False,
            logging_level=apigateway.MethodLoggingLevel.OFF,
            metrics_enabled=True,
            throttling_rate_limit=PAGES.rate,
            throttling_burst_limit=PAGES.burst,
            method_options={
                f"{route.path}/{route.method}": apigateway.MethodDeploymentOptions(
                    throttling_rate_limit=route.limit.rate, throttling_burst_limit=route.limit.burst
                )
                for route in ROUTES
                if route.method != "ANY"
            },
        )

    def _serve(self, route: Route) -> None:
        resource = self.api.root.resource_for_path(route.path) if route.path != "/" else self.api.root
        integration = apigateway.Integration(
            type=apigateway.IntegrationType.AWS_PROXY,
            integration_http_method="POST",
            uri=_uri(self._arn(route.function)),
        )
        resource.add_method(route.method, integration)
        if route.method != "ANY":
            # The function knows which methods a path has, and answers 405 with them.
            resource.add_method("ANY", integration)

    def _let_in(self, function: str) -> None:
        lambda_.CfnPermission(
            self,
            f"Allow-{function}",
            action="lambda:InvokeFunction",
            function_name=self._arn(function),
            principal="apigateway.amazonaws.com",
            source_arn=arn("execute-api", f"{self.api.rest_api_id}/{STAGE}/*/*"),
        )

    def _answer_under(self, domain: Domain) -> None:
        name = apigateway.CfnDomainName(
            self,
            "Domain",
            domain_name=domain.name,
            regional_certificate_arn=domain.certificate_arn,
            endpoint_configuration=apigateway.CfnDomainName.EndpointConfigurationProperty(types=["REGIONAL"]),
            security_policy="TLS_1_2",
        )
        apigateway.CfnBasePathMapping(
            self,
            "Root",
            domain_name=name.ref,
            rest_api_id=self.api.rest_api_id,
            stage=self.api.deployment_stage.stage_name,
        )
        CfnOutput(self, "DomainTarget", value=name.attr_regional_domain_name, description="Where the domain points to")

    def _arn(self, function: str) -> str:
        return arn("lambda", f"function:{self._stage.names.plain(function)}")

    def _excuses(self) -> None:
        excuse(
            self.api,
            Excuse(
                "AwsSolutions-APIG2",
                "Bodies are checked by the functions' own models, with all errors and four languages.",
            ),
        )
        role = self.api.node.find_child("CloudWatchRole")
        managed = "arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        excuse(
            role,
            Excuse(f"AwsSolutions-IAM4[Policy::{managed}]", "The service's own policy for writing its access log."),
        )
        excuse(
            self.api.deployment_stage,
            Excuse("AwsSolutions-APIG6", "An execution log would hold requests; the access log holds templates only."),
        )
        if not self._stage.web_acl_associated:
            excuse(
                self.api.deployment_stage,
                Excuse("AwsSolutions-APIG3", "The emulator cannot associate a firewall; every other stage does."),
            )
        for method in self.api.methods:
            excuse(
                method,
                Excuse("AwsSolutions-APIG4", "Public routes are public; staff and persons are known by their session."),
                Excuse("AwsSolutions-COG4", "Sign-in is OpenID Connect with sessions of our own, without Cognito."),
            )


def _uri(function_arn: str) -> str:
    return f"arn:{Aws.PARTITION}:apigateway:{Aws.REGION}:lambda:path/2015-03-31/functions/{function_arn}/invocations"
