"""What is said about forms, files and access, in four languages. None names a person, amount or kind of right."""

from functions.messages.service_text import ServiceText
from functions.messages.words import Words
from functions.register.message_kind import MessageKind as Kind

TEXTS = {
    Kind.FAMILY_OPENED: ServiceText(
        Words("Je dossier is open", "Votre dossier est ouvert", "Ihre Akte ist offen", "Your file is open"),
        Words(
            "Wij hebben je formulier verwerkt. Je dossier is open. Kijk na of alles klopt.",
            "Nous avons traité votre formulaire. Votre dossier est ouvert. Vérifiez que tout est juste.",
            "Wir haben Ihr Formular bearbeitet. Ihre Akte ist offen. Prüfen Sie, ob alles stimmt.",
            "We have handled your form. Your file is open. Check that everything is right.",
        ),
    ),
    Kind.INTEREST_KEPT: ServiceText(
        Words("Wij kregen je vraag", "Nous avons votre demande", "Wir haben Ihre Anfrage", "We have your question"),
        Words(
            "Wij hebben je vraag goed ontvangen. Iemand van ons neemt contact met je op.",
            "Nous avons bien reçu votre demande. Une personne de la caisse vous contactera.",
            "Wir haben Ihre Anfrage bekommen. Jemand von uns meldet sich bei Ihnen.",
            "We have received your question. Somebody of the fund will get in touch with you.",
        ),
    ),
    Kind.APPLICATION_KEPT: ServiceText(
        Words(
            "Wij kregen je sollicitatie",
            "Nous avons reçu votre candidature",
            "Wir haben Ihre Bewerbung",
            "We have your application",
        ),
        Words(
            "Wij hebben je sollicitatie goed ontvangen. Je hoort van ons wat de volgende stap is.",
            "Nous avons bien reçu votre candidature. Nous vous dirons quelle est l'étape suivante.",
            "Wir haben Ihre Bewerbung bekommen. Sie hören von uns, was der nächste Schritt ist.",
            "We have received your application. You will hear from us what the next step is.",
        ),
    ),
    Kind.RESERVE_ENDS: ServiceText(
        Words(
            "Wij wissen je sollicitatie binnenkort",
            "Nous effacerons bientôt votre candidature",
            "Wir löschen Ihre Bewerbung bald",
            "We will soon erase your application",
        ),
        Words(
            "De termijn van je sollicitatie loopt af. Doe je niets, dan wissen wij alles. "
            "Wil je langer in de reserve blijven? Laat het ons dan weten.",
            "Le délai de votre candidature se termine. Si vous ne faites rien, nous effaçons tout. "
            "Vous voulez rester plus longtemps dans la réserve ? Dites-le-nous.",
            "Die Frist Ihrer Bewerbung endet. Wenn Sie nichts tun, löschen wir alles. "
            "Möchten Sie länger in der Reserve bleiben? Dann sagen Sie es uns.",
            "The term of your application ends. If you do nothing, we erase everything. "
            "Do you want to stay in the reserve for longer? Then let us know.",
        ),
    ),
    Kind.FORM_WITH_PERSON: ServiceText(
        Words(
            "Iemand bekijkt je formulier",
            "Quelqu'un regarde votre formulaire",
            "Jemand sieht Ihr Formular an",
            "Somebody looks at your form",
        ),
        Words(
            "Een medewerker bekijkt je formulier en neemt contact met je op. Je hoeft niets te doen.",
            "Un collaborateur regarde votre formulaire et vous contactera. Vous ne devez rien faire.",
            "Jemand von der Kasse sieht Ihr Formular an und meldet sich bei Ihnen. Sie müssen nichts tun.",
            "Somebody of the fund looks at your form and will get in touch with you. You need not do anything.",
        ),
    ),
    Kind.FORM_LATE: ServiceText(
        Words(
            "Je formulier vraagt meer tijd",
            "Votre formulaire demande plus de temps",
            "Ihr Formular braucht mehr Zeit",
            "Your form takes more time",
        ),
        Words(
            "Wij hebben je formulier goed ontvangen, maar het verwerken duurt langer dan wij willen. "
            "Er gaat niets verloren. Je hoeft niets opnieuw te sturen.",
            "Nous avons bien reçu votre formulaire, mais le traitement dure plus longtemps que prévu. "
            "Rien ne se perd. Vous ne devez rien renvoyer.",
            "Wir haben Ihr Formular bekommen, aber die Bearbeitung dauert länger, als wir wollen. "
            "Nichts geht verloren. Sie müssen nichts noch einmal senden.",
            "We have received your form, but handling it takes longer than we want. "
            "Nothing is lost. You need not send anything again.",
        ),
    ),
    Kind.ACCESS_GIVEN: ServiceText(
        Words(
            "Er veranderde iets aan je toegang",
            "Quelque chose a changé à votre accès",
            "An Ihrem Zugang hat sich etwas geändert",
            "Something changed about your access",
        ),
        Words(
            "Iemand kreeg toegang tot je dossier of verloor die. Kijk na of dat klopt, en bel ons als het niet klopt.",
            "Une personne a reçu ou perdu l'accès à votre dossier. Vérifiez, et appelez-nous si ce n'est pas juste.",
            "Jemand bekam oder verlor Zugang zu Ihrer Akte. Prüfen Sie das, und rufen Sie an, wenn es nicht stimmt.",
            "Somebody got or lost access to your file. Check that this is right, and call us if it is not.",
        ),
    ),
    Kind.HOLD_PLACED: ServiceText(
        Words(
            "Wij bewaren je gegevens langer",
            "Nous gardons vos données plus longtemps",
            "Wir bewahren Ihre Daten länger auf",
            "We keep your data for longer",
        ),
        Words(
            "Een deel van je gegevens blijft langer bewaard dan gepland. In Mijn dossier staat waarom en tot wanneer.",
            "Une partie de vos données reste plus longtemps que prévu. Mon dossier dit pourquoi et jusqu'à quand.",
            "Ein Teil Ihrer Daten bleibt länger als geplant. In Meine Akte steht, warum und bis wann.",
            "Part of your data stay for longer than planned. My file says why and until when.",
        ),
    ),
    Kind.BREACH_TOLD: ServiceText(
        Words(
            "Er ging iets mis met gegevens",
            "Un problème a touché des données",
            "Mit Daten ist etwas passiert",
            "Something went wrong with data",
        ),
        Words(
            "Er was een voorval met gegevens, en de jouwe zijn daarbij. In Mijn dossier staat wat er gebeurde, wat wij "
            "doen en wat jij kunt doen.",
            "Il y a eu un incident avec des données, et les vôtres en font partie. Mon dossier dit ce qui s'est passé, "
            "ce que nous faisons et ce que vous pouvez faire.",
            "Es gab einen Vorfall mit Daten, und Ihre sind dabei. In Meine Akte steht, was geschah, was wir tun "
            "und was Sie tun können.",
            "There was an incident with data, and yours are among them. My file says what happened, what we do "
            "and what you can do.",
        ),
    ),
}
