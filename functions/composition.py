"""Wires stores, keys and clocks for one function. Imported by entry points only."""

from functools import cache
from typing import TYPE_CHECKING

from functions.dossier.payee_verification import (
    STAND_IN_NAMES,
    NoVerification,
    PayeeVerification,
    StandInVerification,
)
from functions.runtime.clients import client
from functions.runtime.clock import MachineClock, StageClock
from functions.runtime.dynamodb import DynamoDatabase
from functions.runtime.key_service import KeptParameters, KmsKeyService, SsmParameters
from functions.runtime.mail import SesMail
from functions.runtime.objects import Objects, S3Objects, SqsQueue
from functions.runtime.settings import Settings, read_settings
from functions.units.clock import BusinessClock
from functions.vault.gate import Gates
from functions.vault.holding import Holding
from functions.vault.keyring import StoredKeyring
from functions.vault.vault import Vault

if TYPE_CHECKING:
    from functions.sign_in.guard import Guard
    from functions.sign_in.sign_in_settings import SignInSettings
    from functions.sign_in.store import SessionStore


class System:
    """What one execution environment works with; every part is built on first use and kept."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing is built yet."""
        self.settings = settings
        self.system_clock = MachineClock()
        self._parameters: SsmParameters | None = None
        self._operator_parameters: KeptParameters | None = None
        self._database: DynamoDatabase | None = None
        self._keyring: StoredKeyring | None = None
        self._clock: BusinessClock | None = None
        self._gates: Gates | None = None
        self._vault: Vault | None = None

    @property
    def parameters(self) -> SsmParameters:
        """The settings that the deploy step wrote."""
        self._parameters = self._parameters or SsmParameters(client("ssm"))
        return self._parameters

    @property
    def operator_parameters(self) -> KeptParameters:
        """The settings that an operator wrote, each kept for some minutes."""
        self._operator_parameters = self._operator_parameters or KeptParameters(self.parameters, self.system_clock)
        return self._operator_parameters

    @property
    def database(self) -> DynamoDatabase:
        """The tables of this function."""
        self._database = self._database or DynamoDatabase(client("dynamodb"), self.settings.tables)
        return self._database

    @property
    def keyring(self) -> StoredKeyring:
        """The roots and secrets of this function."""
        if self._keyring is None:
            self._keyring = StoredKeyring(
                self.parameters,
                KmsKeyService(client("kms")),
                self.system_clock,
                system=self.settings.system,
                stage=self.settings.stage,
                prefix=self.settings.parameters,
            )
        return self._keyring

    @property
    def clock(self) -> BusinessClock:
        """The business clock of the stage."""
        if self._clock is None:
            name = self.settings.clock_parameter
            if name is None:
                self._clock = self.system_clock
            else:
                self._clock = StageClock(lambda: self.parameters.get(name), self.system_clock)
        return self._clock

    @property
    def gates(self) -> Gates:
        """The gates of this environment's tables: an open one is remembered for a minute, whoever asks."""
        self._gates = self._gates or Gates(self.database, self.system_clock)
        return self._gates

    @property
    def vault(self) -> Vault:
        """The vault."""
        if self._vault is None:
            self._vault = Vault(self.database, self.keyring, self.gates, self.clock, self.system_clock)
        return self._vault

    @property
    def sign_in_settings(self) -> "SignInSettings":
        """Who signs people in, and our own origin, as the operator wrote it."""
        from functions.sign_in.sign_in_settings import PARAMETER, read_sign_in_settings

        name = f"{self.settings.parameters}/{PARAMETER}"
        return read_sign_in_settings(self.operator_parameters.get(name), self.settings.stage)

    @property
    def sessions(self) -> "SessionStore":
        """Begun sign-ins and sessions."""
        from functions.sign_in.store import SessionStore

        return SessionStore(self.database, self.gates, self.system_clock, self.keyring.secret)

    @property
    def guard(self) -> "Guard":
        """What every route that needs somebody signed in asks first."""
        from functions.sign_in.guard import Guard

        return Guard(self.sessions, self.sign_in_settings.origin, self.system_clock)

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """What each room holds about a person, in the order in which an erasure plans it."""
        from functions.dossier.holdings import DossierHolding
        from functions.government.holdings import GovernmentHolding
        from functions.intake.holdings import IntakeHolding
        from functions.messages.holdings import MessagesHolding
        from functions.payments.holdings import PaymentsHolding
        from functions.rights.holdings import RightsHolding

        return (
            DossierHolding(),
            IntakeHolding(),
            GovernmentHolding(),
            PaymentsHolding(),
            MessagesHolding(),
            RightsHolding(),
        )

    @property
    def payee_verification(self) -> PayeeVerification:
        """Who is asked whether an account and its holder's name belong together: no bank yet, a stand-in locally."""
        return StandInVerification(STAND_IN_NAMES) if self.settings.stage == "local" else NoVerification()

    def objects(self, bucket: str) -> Objects:
        """Return one of the function's buckets by its logical name."""
        return S3Objects(client("s3"), self.settings.bucket(bucket))

    def mail(self, sender: str) -> SesMail:
        """Return the provider of mail, from an address of the fund."""
        return SesMail(client("sesv2"), sender, self.settings.mail)

    def queue(self, name: str) -> SqsQueue:
        """Return one of the function's queues by its logical name."""
        return SqsQueue(client("sqs"), self.settings.queue(name))


@cache
def system() -> System:
    """Return this execution environment's system."""
    return System(read_settings())
