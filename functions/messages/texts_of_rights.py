"""What is said about requests on one's own data, in four languages."""

from functions.messages.service_text import ServiceText
from functions.messages.words import Words
from functions.register.message_kind import MessageKind as Kind

TEXTS = {
    Kind.RIGHTS_TAKEN: ServiceText(
        Words("Wij kregen je aanvraag", "Nous avons votre demande", "Wir haben Ihren Antrag", "We have your request"),
        Words(
            "Wij behandelen je aanvraag over je gegevens. Je krijgt binnen een maand een antwoord.",
            "Nous traitons votre demande sur vos données. Vous recevez une réponse dans le mois.",
            "Wir bearbeiten Ihren Antrag zu Ihren Daten. Sie bekommen binnen eines Monats eine Antwort.",
            "We handle your request about your data. You get an answer within a month.",
        ),
    ),
    Kind.RIGHTS_EXTENDED: ServiceText(
        Words(
            "Je aanvraag vraagt meer tijd",
            "Votre demande prend plus de temps",
            "Ihr Antrag braucht mehr Zeit",
            "Your request takes more time",
        ),
        Words(
            "Wij kunnen je aanvraag nog niet afwerken. Je leest waarom, en wanneer je het antwoord krijgt.",
            "Nous ne pouvons pas encore terminer votre demande. Vous lisez pourquoi, et quand vous aurez la réponse.",
            "Wir können Ihren Antrag noch nicht abschließen. Sie lesen, warum, und wann Sie die Antwort bekommen.",
            "We cannot finish your request yet. You read why, and when you get the answer.",
        ),
    ),
    Kind.RIGHTS_ANSWERED: ServiceText(
        Words(
            "Het antwoord op je aanvraag",
            "La réponse à votre demande",
            "Die Antwort auf Ihren Antrag",
            "The answer to your request",
        ),
        Words(
            "Wij hebben je aanvraag over je gegevens beantwoord.",
            "Nous avons répondu à votre demande sur vos données.",
            "Wir haben Ihren Antrag zu Ihren Daten beantwortet.",
            "We have answered your request about your data.",
        ),
    ),
    Kind.RIGHTS_REFUSED: ServiceText(
        Words(
            "Onze beslissing over je aanvraag",
            "Notre décision sur votre demande",
            "Unsere Entscheidung über Ihren Antrag",
            "Our decision on your request",
        ),
        Words(
            "Wij kunnen niet doen wat je vroeg, of niet helemaal. Je leest waarom, en bij wie je klacht kunt indienen.",
            "Nous ne pouvons pas faire ce que vous demandez, ou pas tout. Vous lisez pourquoi, et où vous plaindre.",
            "Wir können nicht tun, was Sie wollten, oder nicht ganz. Sie lesen, warum, und wo Sie sich beschweren.",
            "We cannot do what you asked, or not all of it. You read why, and where you can complain.",
        ),
    ),
    Kind.RESTRICTION_ENDS: ServiceText(
        Words(
            "Wij gebruiken je gegevens binnenkort weer",
            "Nous utiliserons bientôt à nouveau vos données",
            "Wir verwenden Ihre Daten bald wieder",
            "We will soon use your data again",
        ),
        Words(
            "Je vroeg ons om bepaalde gegevens te laten rusten. Dat houdt binnenkort op. Je leest waarom.",
            "Vous nous aviez demandé de mettre des données de côté. Cela prend bientôt fin. Vous lisez pourquoi.",
            "Sie baten uns, bestimmte Daten ruhen zu lassen. Das endet bald. Sie lesen, warum.",
            "You asked us to leave certain data aside. That ends soon. You read why.",
        ),
    ),
}
