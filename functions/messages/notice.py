"""The mail and the text message: that there is something to read, and nothing of it.

The same words whatever it is about, so that neither a provider nor whoever looks over a shoulder learns anything. The
only address in it is the fund's own front page; it asks for no account, number or password.
"""

from collections.abc import Callable
from dataclasses import dataclass

from functions.dossier.person import Language
from functions.messages.language_law import LawfulLanguage
from functions.messages.service_text import ServiceText
from functions.messages.words import Words

type _Say = Callable[[Language], str]

_SUBJECT = Words(
    "Nieuw bericht van Kroost", "Nouveau message de Kroost", "Neue Nachricht von Kroost", "New message from Kroost"
)
_NEW = Words(
    "Er is een nieuw bericht voor jou. Meld je aan bij Mijn dossier om het te lezen: {door}",
    "Il y a un nouveau message pour vous. Connectez-vous à Mon dossier pour le lire : {door}",
    "Es gibt eine neue Nachricht für Sie. Melden Sie sich bei Meine Akte an, um sie zu lesen: {door}",
    "There is a new message for you. Sign in to My file to read it: {door}",
)
_CARE = Words(
    "Wij vragen nooit per e-mail of sms om een rekeningnummer, code of wachtwoord. "
    "Twijfel je? Kijk deze code na op onze website: {code}",
    "Nous ne demandons jamais un numéro de compte, un code ou un mot de passe par e-mail ou SMS. "
    "Un doute ? Vérifiez ce code sur notre site : {code}",
    "Wir fragen nie per E-Mail oder SMS nach Kontonummer, Code oder Passwort. "
    "Zweifeln Sie? Prüfen Sie diesen Code auf unserer Website: {code}",
    "We never ask for an account number, code or password by e-mail or text message. "
    "In doubt? Check this code on our website: {code}",
)
_LAW = Words(
    "Dit bericht is in het Nederlands, omdat de taalwet dat voor jouw gemeente vraagt. "
    "Hieronder staat het in jouw taal.",
    "Ce message est en français, parce que la loi sur l'emploi des langues le demande pour votre commune. "
    "Vous le lisez dans votre langue ci-dessous.",
    "Diese Nachricht ist auf Deutsch, weil das Sprachengesetz das für Ihre Gemeinde verlangt. "
    "Unten steht sie in Ihrer Sprache.",
    "This message is in English.",
)
_SHORT = Words(
    "Kroost: er is een nieuw bericht in Mijn dossier. {code}",
    "Kroost : un nouveau message est dans Mon dossier. {code}",
    "Kroost: Eine neue Nachricht ist in Meine Akte. {code}",
    "Kroost: there is a new message in My file. {code}",
)
_SHORT_LAW = Words(
    "In het Nederlands omdat de taalwet dat vraagt. In jouw taal:",
    "En français parce que la loi le demande. Dans votre langue :",
    "Auf Deutsch, weil das Sprachengesetz es verlangt. In Ihrer Sprache:",
    "In English. In your language:",
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail: subject and plain text."""

    subject: str
    text: str


def mail_notice(lawful: LawfulLanguage, door: str, code: str) -> Notice:
    """Write the mail to somebody with a file; `door` is the address of the fund's front page."""
    return _both(lawful, lambda language: _NEW.say(language, door=door), code)


def outside_notice(lawful: LawfulLanguage, text: ServiceText, code: str) -> Notice:
    """Write the mail to somebody without a file: there is nowhere to sign in, so the neutral text itself is told."""
    return _both(lawful, text.body.say, code)


def short_notice(lawful: LawfulLanguage, code: str) -> str:
    """Write the text message; in both languages, and saying so, where the law asks for another than the person's."""
    parts = [_SHORT.say(lawful.language, code=code)]
    if lawful.falls_back:
        parts += [_SHORT_LAW.say(lawful.language), _SHORT.say(lawful.own, code=code)]
    return "\n".join(parts)


def _both(lawful: LawfulLanguage, say: _Say, code: str) -> Notice:
    parts = [_part(lawful.language, say, code)]
    if lawful.falls_back:
        parts = [_LAW.say(lawful.language), *parts, _part(lawful.own, say, code)]
    return Notice(_SUBJECT.say(lawful.language), "\n\n".join(parts) + "\n")


def _part(language: Language, say: _Say, code: str) -> str:
    return f"{say(language)}\n\n{_CARE.say(language, code=code)}"
