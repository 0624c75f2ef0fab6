"""Functions: exactly those of the register, each told exactly what its settings read."""

import pytest

from functions.register.access import function_names, places_of
from functions.runtime.settings import SettingsError, read_settings
from infra.sizes import SIZES
from tests.infra.synthesis import Properties, Synthesis, text

KIND = "AWS::Lambda::Function"


def function_of(synthesis: Synthesis, name: str) -> Properties:
    return synthesis.named(KIND, "FunctionName", synthesis.stage.names.plain(name))


def environment_of(synthesis: Synthesis, name: str) -> dict[str, str]:
    environment = function_of(synthesis, name)["Environment"]
    assert isinstance(environment, dict)
    return {str(key): text(value) for key, value in environment["Variables"].items()}


def test_the_functions_are_those_of_the_register(prod: Synthesis) -> None:
    names = {text(each.properties["FunctionName"]) for each in prod.of(KIND)}
    assert names == {prod.stage.names.plain(name) for name in function_names()}
    assert set(SIZES) == set(function_names())


@pytest.mark.parametrize("name", function_names())
@pytest.mark.parametrize("stage", ["local", "prod"])
def test_the_environment_is_exactly_what_the_settings_read(
    request: pytest.FixtureRequest, stage: str, name: str
) -> None:
    """Given the deployed variables, then none is missing, and the settings differ when any one of them differs."""
    synthesis: Synthesis = request.getfixturevalue(stage)
    environment = environment_of(synthesis, name)
    settings = read_settings(environment)
    for variable, value in environment.items():
        try:
            other = read_settings(environment | {variable: "on" if value == "off" else f"{value}-other"})
        except SettingsError:
            continue
        assert other != settings, f"nobody reads {variable}"
    assert (settings.stage, settings.system, settings.function) == (stage, "kroost", name)
    places = places_of(name)
    assert {table.value for table in settings.tables} == set(places.tables)
    assert set(settings.queues) == set(places.queues)
    assert set(settings.buckets) == set(places.buckets)
    assert settings.synthetic_persons is (stage == "local")
    assert (settings.clock_parameter is not None) is (stage == "local")


@pytest.mark.parametrize("name", function_names())
def test_a_function_runs_the_locked_python_from_one_archive_and_one_layer(prod: Synthesis, name: str) -> None:
    properties = function_of(prod, name)
    assert properties["Runtime"] == "python3.13"
    assert properties["Handler"] == places_of(name).handler
    assert len(properties["Layers"]) == 1  # type: ignore[arg-type]
    assert properties["Code"] == function_of(prod, function_names()[0])["Code"]
    assert properties["TracingConfig"] == {"Mode": "Active"}


def test_behind_the_door_everybody_answers_in_time(prod: Synthesis) -> None:
    for name in ("intake-api", "consent-api", "what-if-api", "site", "staff-api"):
        timeout = function_of(prod, name)["Timeout"]
        assert isinstance(timeout, int)
        assert timeout < 29


@pytest.mark.parametrize("name", function_names())
def test_a_log_is_encrypted_and_ends(prod: Synthesis, name: str) -> None:
    group = prod.named("AWS::Logs::LogGroup", "LogGroupName", prod.stage.names.log_group(name))
    security = name in {"staff-api", "sign-in", "rights-queue", "retention-sweep", "roots-maker"}
    assert group["RetentionInDays"] == (365 if security else 30)
    assert group["KmsKeyId"]


def test_roots_are_made_before_any_other_function_exists(prod: Synthesis) -> None:
    (roots,) = prod.of("Custom::Roots")
    for function in prod.of(KIND):
        if function.properties["FunctionName"] != prod.stage.names.plain("roots-maker"):
            assert roots.logical in function.body["DependsOn"]  # type: ignore[operator]
