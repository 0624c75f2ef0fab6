"""What is said about a debt, in four languages: short sentences with amounts, days and reasons filled in."""

from collections.abc import Mapping
from typing import Literal

from functions.benefits.household import Region
from functions.benefits.recovery import Erred
from functions.benefits.words import Language
from functions.payments.debts.debt_case import End

type Said = Mapping[Language, str]
type Sentence = Literal[
    "much",
    "month",
    "amount",
    "because",
    "reply",
    "answering",
    "set_off",
    "monthly",
    "transfer",
    "reason",
    "left",
    "pause",
]

SENTENCES: Mapping[Sentence, Said] = {
    "much": {
        "nl": "U kreeg {cents} euro te veel.",
        "fr": "Vous avez reçu {cents} euros en trop.",
        "de": "Sie haben {cents} Euro zu viel bekommen.",
        "en": "You were paid {cents} euro too much.",
    },
    "month": {
        "nl": "{month}: u kreeg {granted} euro en had recht op {due} euro.",
        "fr": "{month} : vous avez reçu {granted} euros et aviez droit à {due} euros.",
        "de": "{month}: Sie bekamen {granted} Euro und hatten Anspruch auf {due} Euro.",
        "en": "{month}: you received {granted} euro and were entitled to {due} euro.",
    },
    "amount": {
        "nl": "- {benefit}: {before} euro werd {after} euro",
        "fr": "- {benefit} : {before} euros devient {after} euros",
        "de": "- {benefit}: aus {before} Euro werden {after} Euro",
        "en": "- {benefit}: {before} euro becomes {after} euro",
    },
    "because": {"nl": ", want {why}.", "fr": ", car {why}.", "de": ", denn {why}.", "en": ", because {why}."},
    "reply": {
        "nl": (
            "Klopt dit niet, of is er iets dat wij moeten weten? Antwoord ons voor of op {day}: in Mijn "
            "dossier, met een brief, aan de telefoon of op kantoor. Wij houden niets in voor die dag."
        ),
        "fr": (
            "Ce n'est pas exact, ou devons-nous savoir quelque chose ? Répondez-nous au plus tard le "
            "{day} : dans Mon dossier, par lettre, par téléphone ou au bureau. Nous ne retenons rien "
            "avant ce jour."
        ),
        "de": (
            "Stimmt das nicht, oder sollten wir etwas wissen? Antworten Sie uns bis zum {day}: in Meine "
            "Akte, mit einem Brief, am Telefon oder im Büro. Vor diesem Tag behalten wir nichts ein."
        ),
        "en": (
            "Is this not right, or is there something we should know? Answer us by {day}: in My file, by "
            "letter, by phone or at the office. We keep nothing back before that day."
        ),
    },
    "answering": {
        "nl": "U antwoordde ons. Wij houden niets in tot een medewerker u met reden antwoordt.",
        "fr": "Vous nous avez répondu. Nous ne retenons rien avant qu'un collaborateur vous réponde avec ses raisons.",
        "de": "Sie haben uns geantwortet. Wir behalten nichts ein, bis ein Mitarbeiter Ihnen mit Gründen antwortet.",
        "en": "You answered us. We keep nothing back until a member of staff answers you with reasons.",
    },
    "set_off": {
        "nl": "Twee medewerkers beslisten: van elke maand houden wij ten hoogste {share} in, tot het bedrag terug is.",
        "fr": "Deux collaborateurs ont décidé : nous retenons au plus {share} de chaque mois, jusqu'au remboursement.",
        "de": (
            "Zwei Mitarbeiter haben entschieden: Wir behalten von jedem Monat höchstens {share} ein, bis "
            "alles zurück ist."
        ),
        "en": "Two members of staff decided: we keep at most {share} of each month, until the amount is paid back.",
    },
    "monthly": {
        "nl": "Nooit meer dan {cents} euro per maand.",
        "fr": "Jamais plus de {cents} euros par mois.",
        "de": "Nie mehr als {cents} Euro im Monat.",
        "en": "Never more than {cents} euro a month.",
    },
    "transfer": {
        "nl": "U kunt ook zelf terugbetalen op rekening {iban}, met de mededeling {reference}.",
        "fr": "Vous pouvez aussi rembourser vous-même sur le compte {iban}, avec la communication {reference}.",
        "de": "Sie können auch selbst auf das Konto {iban} zurückzahlen, mit der Mitteilung {reference}.",
        "en": "You can also pay back yourself, to account {iban}, with the reference {reference}.",
    },
    "reason": {"nl": "De reden: {why}", "fr": "La raison : {why}", "de": "Der Grund: {why}", "en": "The reason: {why}"},
    "left": {
        "nl": "Nog terug te betalen: {cents} euro.",
        "fr": "Reste à rembourser : {cents} euros.",
        "de": "Noch zurückzuzahlen: {cents} Euro.",
        "en": "Still to be paid back: {cents} euro.",
    },
    "pause": {
        "nl": "Bent u het niet eens? Zeg het ons, ook nu nog: dan stopt de inhouding tot wij u antwoorden.",
        "fr": "Vous n'êtes pas d'accord ? Dites-le-nous, même maintenant : la retenue s'arrête jusqu'à notre réponse.",
        "de": (
            "Sind Sie nicht einverstanden? Sagen Sie es uns, auch jetzt noch: Dann behalten wir nichts "
            "ein, bis wir antworten."
        ),
        "en": "Do you not agree? Tell us, even now: we then keep nothing back until we answer you.",
    },
}

ERRED: Mapping[Erred, Said] = {
    "fund": {
        "nl": "Dat was onze fout.",
        "fr": "C'était notre erreur.",
        "de": "Das war unser Fehler.",
        "en": "That was our mistake.",
    },
    "third_party": {
        "nl": "Een dienst gaf ons een gegeven dat niet klopte.",
        "fr": "Un service nous a donné une donnée inexacte.",
        "de": "Eine Stelle gab uns eine Angabe, die nicht stimmte.",
        "en": "A service gave us a fact that was not right.",
    },
    "family": {
        "nl": "Een gegeven over uw gezin veranderde, en wij wisten het later. U handelde te goeder trouw.",
        "fr": "Une donnée de votre famille a changé et nous l'avons su plus tard. Vous étiez de bonne foi.",
        "de": "Eine Angabe zu Ihrer Familie änderte sich, und wir wussten es später. Sie handelten in gutem Glauben.",
        "en": "A fact about your family changed, and we knew it later. You acted in good faith.",
    },
    "omission": {
        "nl": "Een gegeven dat u moest melden, kwam niet bij ons aan.",
        "fr": "Une donnée que vous deviez signaler ne nous est pas parvenue.",
        "de": "Eine Angabe, die Sie melden mussten, kam nicht bei uns an.",
        "en": "A fact that you had to report did not reach us.",
    },
    "fraud": {
        "nl": "Volgens ons werd een gegeven bewust verkeerd gemeld.",
        "fr": "Selon nous, une donnée a été déclarée fausse en connaissance de cause.",
        "de": "Nach unserer Ansicht wurde eine Angabe bewusst falsch gemacht.",
        "en": "In our view a fact was knowingly reported wrong.",
    },
}

ENDED: Mapping[End, Said] = {
    End.PAID_OFF: {
        "nl": "Alles is terugbetaald. U moet niets meer doen.",
        "fr": "Tout est remboursé. Vous ne devez plus rien faire.",
        "de": "Alles ist zurückgezahlt. Sie müssen nichts mehr tun.",
        "en": "All of it is paid back. You need do nothing more.",
    },
    End.WAIVED: {
        "nl": "Wij vragen het niet terug.",
        "fr": "Nous ne le réclamons pas.",
        "de": "Wir verlangen es nicht zurück.",
        "en": "We do not ask it back.",
    },
    End.PRESCRIBED: {
        "nl": "Het is te lang geleden: wij vragen het niet meer terug.",
        "fr": "C'est trop ancien : nous ne le réclamons plus.",
        "de": "Es ist zu lange her: Wir verlangen es nicht mehr zurück.",
        "en": "It is too long ago: we do not ask it back any more.",
    },
    End.IRRECOVERABLE: {
        "nl": "Wij vragen het niet langer terug.",
        "fr": "Nous ne le réclamons plus.",
        "de": "Wir verlangen es nicht länger zurück.",
        "en": "We no longer ask it back.",
    },
}

_COURT: Said = {
    "nl": "U kunt ook naar de arbeidsrechtbank; dat is gratis. De termijn staat in uw beslissing.",
    "fr": "Vous pouvez aussi saisir le tribunal du travail ; c'est gratuit. Le délai figure dans votre décision.",
    "de": "Sie können auch zum Arbeitsgericht gehen; das kostet nichts. Die Frist steht in Ihrer Entscheidung.",
    "en": "You can also go to the labour court, free of charge. The term stands in your decision.",
}
CONTEST: Mapping[Region, Said] = {
    "flanders": {
        "nl": "U kunt ook naar de Geschillencommissie van het Groeipakket, en daarna naar de arbeidsrechtbank.",
        "fr": "Vous pouvez aussi saisir la Geschillencommissie du Groeipakket, puis le tribunal du travail.",
        "de": "Sie können auch die Geschillencommissie des Groeipakket anrufen, danach das Arbeitsgericht.",
        "en": "You can also go to the Geschillencommissie of the Groeipakket, and after it to the labour court.",
    },
    "brussels": _COURT,
    "wallonia": _COURT,
}
