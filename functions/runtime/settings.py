"""What a function is told by its environment: one frozen record, read once, refused when it is not whole."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from functions.runtime.database import Table

STAGES = frozenset({"local", "test", "prod"})


class SettingsError(Exception):
    """The environment lacks a setting or holds one that the stage refuses; the text names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Names of the stage, the function and what it may reach; no secret stands here."""

    stage: str
    system: str
    function: str
    parameters: str
    tables: Mapping[Table, str]
    queues: Mapping[str, str]
    buckets: Mapping[str, str]
    synthetic_persons: bool
    clock_parameter: str | None
    run_state_machine: str | None
    mail_configuration: str | None = None

    def bucket(self, name: str) -> str:
        """Return the deployed name of a bucket; SettingsError when the function has none of this name."""
        return _must(self.buckets.get(name), f"BUCKET_{_upper(name)}")

    @property
    def mail(self) -> str:
        """Return the configuration set of mails; SettingsError when the function sends none."""
        return _must(self.mail_configuration, "MAIL_CONFIGURATION")

    def queue(self, name: str) -> str:
        """Return the address of a queue; SettingsError when the function has none of this name."""
        return _must(self.queues.get(name), f"QUEUE_{_upper(name)}_URL")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; SettingsError names the first that is missing or refused."""
    env = os.environ if environment is None else environment
    stage = _must(env.get("KROOST_STAGE"), "KROOST_STAGE")
    if stage not in STAGES:
        msg = f"KROOST_STAGE is one of {', '.join(sorted(STAGES))}"
        raise SettingsError(msg)
    synthetic, clock = env.get("SYNTHETIC_PERSONS") == "on", env.get("CLOCK_PARAMETER")
    if stage == "prod" and (synthetic or clock):
        msg = "stage prod takes neither SYNTHETIC_PERSONS=on nor CLOCK_PARAMETER"
        raise SettingsError(msg)
    return Settings(
        stage=stage,
        system=_must(env.get("KROOST_SYSTEM"), "KROOST_SYSTEM"),
        function=_must(env.get("KROOST_FUNCTION"), "KROOST_FUNCTION"),
        parameters=_must(env.get("KROOST_PARAMETERS"), "KROOST_PARAMETERS"),
        tables={table: env[f"TABLE_{_upper(table)}"] for table in Table if f"TABLE_{_upper(table)}" in env},
        queues=_named(env, "QUEUE_", "_URL"),
        buckets=_named(env, "BUCKET_", ""),
        synthetic_persons=synthetic,
        clock_parameter=clock,
        run_state_machine=env.get("RUN_STATE_MACHINE"),
        mail_configuration=env.get("MAIL_CONFIGURATION"),
    )


def _named(env: Mapping[str, str], prefix: str, suffix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix).removesuffix(suffix).lower().replace("_", "-"): value
        for name, value in env.items()
        if name.startswith(prefix) and name.endswith(suffix)
    }


def _upper(name: str) -> str:
    return name.upper().replace("-", "_")


def _must(value: str | None, name: str) -> str:
    if not value:
        msg = f"setting {name} is missing"
        raise SettingsError(msg)
    return value
