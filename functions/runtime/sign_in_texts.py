"""What people are told about signing in, in four languages."""

from collections.abc import Mapping

from functions.runtime.languages import Text
from functions.runtime.problem_code import ProblemCode, ProblemText

SIGN_IN_TEXTS: Mapping[ProblemCode, ProblemText] = {
    ProblemCode.SIGN_IN_FIRST: ProblemText(
        401,
        Text(
            "Meld je eerst aan",
            "Identifiez-vous d'abord",
            "Melden Sie sich zuerst an",
            "Sign in first",
        ),
        Text(
            "Deze pagina is alleen voor wie aangemeld is. Je sessie kan afgelopen zijn.",
            "Cette page est réservée aux personnes identifiées. Votre session a peut-être expiré.",
            "Diese Seite ist nur für angemeldete Personen. Ihre Sitzung kann abgelaufen sein.",
            "This page is only for people who signed in. Your session may have ended.",
        ),
    ),
    ProblemCode.SIGN_IN_AGAIN: ProblemText(
        401,
        Text(
            "Toon opnieuw wie je bent",
            "Montrez à nouveau qui vous êtes",
            "Zeigen Sie erneut, wer Sie sind",
            "Show again who you are",
        ),
        Text(
            "Voor deze stap meld je je nog eens aan, op de sterkste manier.",
            "Pour cette étape, identifiez-vous encore une fois, de la manière la plus forte.",
            "Für diesen Schritt melden Sie sich noch einmal an, auf die stärkste Art.",
            "For this step, sign in once more, in the strongest way.",
        ),
    ),
    ProblemCode.NO_NUMBER: ProblemText(
        403,
        Text(
            "Je rijksregisternummer ontbreekt",
            "Votre numéro de registre national manque",
            "Ihre Nationalregisternummer fehlt",
            "Your national number is missing",
        ),
        Text(
            "Deze aanmelding geeft geen rijksregisternummer. Gebruik eID, of schrijf of bel ons.",
            "Cette identification ne donne pas de numéro. Utilisez eID, ou écrivez ou appelez-nous.",
            "Diese Anmeldung gibt keine Nummer. Nutzen Sie eID, oder schreiben oder rufen Sie uns an.",
            "This sign-in gives no national number. Use eID, or write to us or call.",
        ),
    ),
    ProblemCode.NOT_KNOWN_HERE: ProblemText(
        403,
        Text(
            "Wij kennen je hier niet",
            "Nous ne vous connaissons pas ici",
            "Wir kennen Sie hier nicht",
            "We do not know you here",
        ),
        Text(
            "Je bent aangemeld, maar bij dit fonds staat niets onder jouw naam, of je hebt hier geen rol.",
            "Vous êtes identifié, mais cette caisse n'a rien à votre nom, ou vous n'y avez pas de rôle.",
            "Sie sind angemeldet, aber diese Kasse hat nichts unter Ihrem Namen, oder Sie haben hier keine Rolle.",
            "You signed in, but this fund holds nothing under your name, or you have no role here.",
        ),
    ),
}
