"""The kinds of problem and their texts in four languages. Values of the codes stand in addresses: only add."""

from collections.abc import Mapping

from functions.runtime.languages import Text
from functions.runtime.problem_code import ProblemCode, ProblemText
from functions.runtime.sign_in_texts import SIGN_IN_TEXTS

__all__ = ["PROBLEM_TEXTS", "ProblemCode", "ProblemText"]


PROBLEM_TEXTS: Mapping[ProblemCode, ProblemText] = {
    **SIGN_IN_TEXTS,
    ProblemCode.NOT_JSON: ProblemText(
        400,
        Text(
            "Dit is geen JSON",
            "Ceci n'est pas du JSON",
            "Das ist kein JSON",
            "This is not JSON",
        ),
        Text(
            "De inhoud kan niet gelezen worden als JSON. Stuur één JSON-object.",
            "Le contenu ne peut pas être lu comme du JSON. Envoyez un seul objet JSON.",
            "Der Inhalt kann nicht als JSON gelesen werden. Senden Sie ein einziges JSON-Objekt.",
            "The body cannot be read as JSON. Send one JSON object.",
        ),
    ),
    ProblemCode.NOT_UTF8: ProblemText(
        400,
        Text(
            "De tekst is geen UTF-8",
            "Le texte n'est pas en UTF-8",
            "Der Text ist kein UTF-8",
            "The text is not UTF-8",
        ),
        Text(
            "De inhoud bevat tekens die geen UTF-8 zijn. Stuur de tekst als UTF-8.",
            "Le contenu comporte des octets qui ne sont pas de l'UTF-8. Envoyez le texte en UTF-8.",
            "Der Inhalt enthält Zeichen, die kein UTF-8 sind. Senden Sie den Text als UTF-8.",
            "The body holds bytes that are not UTF-8. Send the text as UTF-8.",
        ),
    ),
    ProblemCode.BAD_REQUEST_KEY: ProblemText(
        400,
        Text(
            "Ongeldige Idempotency-Key",
            "Idempotency-Key non valable",
            "Ungültiger Idempotency-Key",
            "Idempotency-Key not valid",
        ),
        Text(
            "De Idempotency-Key telt 16 tot 128 zichtbare ASCII-tekens.",
            "L'Idempotency-Key compte de 16 à 128 caractères ASCII visibles.",
            "Der Idempotency-Key hat 16 bis 128 sichtbare ASCII-Zeichen.",
            "The Idempotency-Key has 16 to 128 visible ASCII characters.",
        ),
    ),
    ProblemCode.NOT_ALLOWED: ProblemText(
        403,
        Text(
            "Niet toegestaan",
            "Non autorisé",
            "Nicht erlaubt",
            "Not allowed",
        ),
        Text(
            "Jouw rol of het gekozen doel laat deze handeling niet toe.",
            "Votre rôle ou la finalité choisie ne permet pas cette opération.",
            "Ihre Rolle oder der gewählte Zweck lässt diese Handlung nicht zu.",
            "Your role or the purpose chosen does not allow this act.",
        ),
    ),
    ProblemCode.NOT_FOUND: ProblemText(
        404,
        Text(
            "Niet gevonden",
            "Introuvable",
            "Nicht gefunden",
            "Not found",
        ),
        Text(
            "Dit adres bestaat niet, of het is niet voor jou.",
            "Cette adresse n'existe pas, ou elle ne vous est pas destinée.",
            "Diese Adresse gibt es nicht, oder sie ist nicht für Sie bestimmt.",
            "This address does not exist, or it is not yours.",
        ),
    ),
    ProblemCode.METHOD_NOT_ALLOWED: ProblemText(
        405,
        Text(
            "Deze methode kan hier niet",
            "Méthode non permise ici",
            "Diese Methode geht hier nicht",
            "This method does not work here",
        ),
        Text(
            "Dit adres bestaat, maar niet voor deze methode. De kop Allow noemt de mogelijke methoden.",
            "Cette adresse existe, mais pas pour cette méthode. L'en-tête Allow cite les méthodes possibles.",
            "Diese Adresse gibt es, aber nicht für diese Methode. Der Kopf Allow nennt die möglichen Methoden.",
            "This address exists, but not for this method. The header Allow names the methods that work.",
        ),
    ),
    ProblemCode.SAME_KEY_OTHER_BODY: ProblemText(
        409,
        Text(
            "Deze sleutel hoort bij een andere inhoud",
            "Cette clé appartient à un autre contenu",
            "Dieser Schlüssel gehört zu einem anderen Inhalt",
            "This key belongs to another body",
        ),
        Text(
            "Onder deze Idempotency-Key kwam al iets anders aan. Neem een nieuwe sleutel voor een nieuwe inhoud.",
            "Un autre contenu est déjà arrivé sous cette Idempotency-Key. Prenez une nouvelle clé pour un nouveau "
            "contenu.",
            "Unter diesem Idempotency-Key ist schon etwas anderes eingegangen. Nehmen Sie einen neuen Schlüssel "
            "für einen neuen Inhalt.",
            "Something else already came in under this Idempotency-Key. Take a new key for a new body.",
        ),
    ),
    ProblemCode.STATE_CONFLICT: ProblemText(
        409,
        Text(
            "Dit kan nu niet",
            "Impossible pour le moment",
            "Das geht jetzt nicht",
            "Not possible now",
        ),
        Text(
            "De toestand is intussen veranderd. Lees opnieuw en probeer het dan nog eens.",
            "La situation a changé entre-temps. Relisez, puis essayez à nouveau.",
            "Der Stand hat sich inzwischen geändert. Lesen Sie neu und versuchen Sie es dann wieder.",
            "The state has changed meanwhile. Read again, then try once more.",
        ),
    ),
    ProblemCode.TOO_LARGE: ProblemText(
        413,
        Text(
            "Te groot",
            "Trop volumineux",
            "Zu groß",
            "Too large",
        ),
        Text(
            "De inhoud is groter dan toegelaten: ten hoogste 64 KiB.",
            "Le contenu dépasse la taille permise: 64 Kio au plus.",
            "Der Inhalt ist größer als erlaubt: höchstens 64 KiB.",
            "The body is larger than allowed: 64 KiB at most.",
        ),
    ),
    ProblemCode.CONTENT_TYPE: ProblemText(
        415,
        Text(
            "Dit soort inhoud lezen wij niet",
            "Nous ne lisons pas ce type de contenu",
            "Diese Art von Inhalt lesen wir nicht",
            "We do not read this content type",
        ),
        Text(
            "Stuur application/json of application/x-www-form-urlencoded.",
            "Envoyez du application/json ou du application/x-www-form-urlencoded.",
            "Senden Sie application/json oder application/x-www-form-urlencoded.",
            "Send application/json or application/x-www-form-urlencoded.",
        ),
    ),
    ProblemCode.WRONG_MEMBERS: ProblemText(
        422,
        Text(
            "Er klopt iets niet",
            "Quelque chose ne va pas",
            "Etwas stimmt nicht",
            "Something is not right",
        ),
        Text(
            "Een of meer gegevens ontbreken of kloppen niet. Ze staan hieronder, elk met wat je kunt doen.",
            "Une ou plusieurs données manquent ou ne sont pas correctes. Elles figurent ci-dessous, avec ce que vous "
            "pouvez faire.",
            "Eine oder mehrere Angaben fehlen oder stimmen nicht. Sie stehen unten, jede mit dem, was Sie tun können.",
            "One or more answers are missing or not right. They are listed below, each with what you can do.",
        ),
    ),
    ProblemCode.TOO_MANY: ProblemText(
        429,
        Text(
            "Te veel ineens",
            "Trop de demandes à la fois",
            "Zu viel auf einmal",
            "Too many at once",
        ),
        Text(
            "Er komen te veel aanvragen tegelijk. Wacht even en probeer het dan opnieuw.",
            "Trop de demandes arrivent à la fois. Attendez un peu, puis essayez à nouveau.",
            "Es kommen zu viele Anfragen auf einmal. Warten Sie kurz und versuchen Sie es dann erneut.",
            "Too many requests come at once. Wait a moment, then try again.",
        ),
    ),
    ProblemCode.OUR_FAULT: ProblemText(
        500,
        Text(
            "Er ging iets mis bij ons",
            "Un problème est survenu chez nous",
            "Bei uns ist etwas schiefgegangen",
            "Something went wrong on our side",
        ),
        Text(
            "Dit ligt aan ons, niet aan jou. Probeer het later opnieuw.",
            "C'est notre faute, pas la vôtre. Essayez à nouveau plus tard.",
            "Das liegt an uns, nicht an Ihnen. Versuchen Sie es später erneut.",
            "This is our fault, not yours. Try again later.",
        ),
    ),
    ProblemCode.TRY_AGAIN: ProblemText(
        503,
        Text(
            "Even niet beschikbaar",
            "Momentanément indisponible",
            "Gerade nicht verfügbar",
            "Not available for a moment",
        ),
        Text(
            "Wij konden dit nog niet bewaren. Probeer het zo dadelijk opnieuw: dubbel sturen kan geen kwaad.",
            "Nous n'avons pas encore pu l'enregistrer. Essayez à nouveau dans un instant: envoyer deux fois ne pose "
            "pas de problème.",
            "Wir konnten das noch nicht speichern. Versuchen Sie es gleich noch einmal: doppelt senden schadet nicht.",
            "We could not keep this yet. Try again in a moment: sending it twice does no harm.",
        ),
    ),
}
