"""What is said about payments, accounts and debts, in four languages; amounts stand in letters only."""

from functions.messages.service_text import ServiceText
from functions.messages.words import Words
from functions.register.message_kind import MessageKind as Kind

TEXTS = {
    Kind.PAYMENT_DECIDED: ServiceText(
        Words(
            "Onze beslissing over je kinderbijslag",
            "Notre décision sur vos allocations familiales",
            "Unsere Entscheidung über Ihr Kindergeld",
            "Our decision on your child benefit",
        ),
        Words(
            "Wij hebben beslist hoeveel kinderbijslag je krijgt. Hieronder lees je waarom.",
            "Nous avons décidé combien d'allocations familiales vous recevez. Ci-dessous, vous lisez pourquoi.",
            "Wir haben entschieden, wie viel Kindergeld Sie bekommen. Unten lesen Sie, warum.",
            "We have decided how much child benefit you get. Below you read why.",
        ),
    ),
    Kind.NOTHING_PAID: ServiceText(
        Words(
            "Deze maand kunnen wij niet betalen",
            "Ce mois-ci nous ne pouvons pas payer",
            "Diesen Monat können wir nicht zahlen",
            "We cannot pay this month",
        ),
        Words(
            "Wij konden deze maand niet alles beslissen. In Mijn dossier staat wat er ontbreekt. Wat je toekomt, "
            "betalen wij later.",
            "Nous n'avons pas pu tout décider ce mois-ci. Mon dossier dit ce qui manque. Ce qui vous revient sera payé "
            "plus tard.",
            "Wir konnten diesen Monat nicht alles entscheiden. In Meine Akte steht, was fehlt. Was Ihnen zusteht, "
            "zahlen wir später.",
            "We could not decide everything this month. My file says what is missing. What is due comes later.",
        ),
    ),
    Kind.PAYMENT_RETURNED: ServiceText(
        Words(
            "De bank kon je niet betalen",
            "La banque n'a pas pu vous payer",
            "Die Bank konnte Sie nicht bezahlen",
            "The bank could not pay you",
        ),
        Words(
            "De bank heeft een betaling geweigerd of teruggestuurd. Het geld blijft van jou. Kijk in Mijn dossier na "
            "of wij een ander rekeningnummer nodig hebben. Wij vragen dat nooit per e-mail of telefoon.",
            "La banque a refusé ou renvoyé un paiement. L'argent vous reste dû. Voyez dans Mon dossier si nous avons "
            "besoin d'un autre compte. Nous ne le demandons jamais par e-mail ou téléphone.",
            "Die Bank hat eine Zahlung abgelehnt oder zurückgesandt. Das Geld steht Ihnen weiter zu. Sehen Sie in "
            "Meine Akte nach, ob wir ein anderes Konto brauchen. Wir fragen das nie per E-Mail oder Telefon.",
            "The bank refused or returned a payment. The money is still yours. See in My file whether we need another "
            "account. We never ask for one by e-mail or telephone.",
        ),
    ),
    Kind.MONTHS_DRAFTED: ServiceText(
        Words(
            "Wij kregen nieuwe gegevens over je gezin",
            "Nous avons reçu de nouvelles données sur votre famille",
            "Wir bekamen neue Angaben über Ihre Familie",
            "We received new facts about your family",
        ),
        Words(
            "Door nieuwe gegevens kunnen vorige maanden veranderen. Dit is een ontwerp. In Mijn dossier staat wat er "
            "verandert, en daar kun je antwoorden.",
            "De nouvelles données peuvent changer des mois passés. Ceci est un projet. Mon dossier dit ce qui change, "
            "et vous pouvez y répondre.",
            "Neue Angaben können frühere Monate ändern. Dies ist ein Entwurf. In Meine Akte steht, was sich ändert, "
            "und dort können Sie antworten.",
            "New facts may change earlier months. This is a draft. My file says what changes; answer there.",
        ),
    ),
    Kind.DEBT_DRAFTED: ServiceText(
        Words(
            "Misschien kreeg je te veel",
            "Vous avez peut-être reçu trop",
            "Vielleicht bekamen Sie zu viel",
            "You may have received too much",
        ),
        Words(
            "Volgens onze gegevens kreeg je misschien te veel. Er is nog niets beslist. In Mijn dossier staat hoe wij "
            "daarbij komen. Zeg het ons als het niet klopt.",
            "Selon nos données, vous avez peut-être reçu trop. Rien n'est encore décidé. Mon dossier dit pourquoi nous "
            "le pensons. Dites-le-nous si ce n'est pas juste.",
            "Nach unseren Angaben bekamen Sie vielleicht zu viel. Noch ist nichts entschieden. In Meine Akte steht, "
            "warum wir das denken. Sagen Sie es uns, wenn es nicht stimmt.",
            "According to our facts you may have received too much. Nothing is decided yet. My file says why we think "
            "so. Tell us when it is not right.",
        ),
    ),
    Kind.DEBT_CLAIMED: ServiceText(
        Words(
            "Onze beslissing om geld terug te vragen",
            "Notre décision de demander un remboursement",
            "Unsere Entscheidung, Geld zurückzuverlangen",
            "Our decision to claim money back",
        ),
        Words(
            "Wij hebben beslist dat je te veel kreeg. In Mijn dossier staat voor welke maanden, waarom, en hoe je kunt "
            "terugbetalen in stukken die je kunt dragen.",
            "Nous avons décidé que vous avez reçu trop. Mon dossier dit pour quels mois, pourquoi, et comment vous "
            "pouvez rembourser en parts que vous pouvez porter.",
            "Wir haben entschieden, dass Sie zu viel bekamen. In Meine Akte steht, für welche Monate, warum, und wie "
            "Sie in tragbaren Teilen zurückzahlen können.",
            "We have decided that you received too much. My file says for which months, why, and how you can pay back "
            "in parts that you can bear.",
        ),
    ),
    Kind.DEBT_REMINDED: ServiceText(
        Words(
            "Er is nog iets terug te betalen",
            "Il reste quelque chose à rembourser",
            "Es ist noch etwas zurückzuzahlen",
            "There is something left to pay back",
        ),
        Words(
            "Wij kregen nog niet alles terug. Lukt het niet? Dan zoeken wij samen een andere regeling.",
            "Nous n'avons pas encore tout reçu. Vous n'y arrivez pas ? Nous cherchons ensemble une autre solution.",
            "Wir haben noch nicht alles zurück. Geht es nicht? Dann suchen wir gemeinsam eine andere Lösung.",
            "We have not got everything back yet. Can you not manage? Then we look for another way together.",
        ),
    ),
    Kind.DEBT_SETTLED: ServiceText(
        Words("Alles is in orde", "Tout est en ordre", "Alles ist in Ordnung", "Everything is settled"),
        Words(
            "Je hoeft ons niets meer terug te betalen. Deze zaak is gesloten.",
            "Vous ne devez plus rien nous rembourser. Cette affaire est close.",
            "Sie müssen uns nichts mehr zurückzahlen. Diese Sache ist erledigt.",
            "You need not pay us back anything any more. This matter is closed.",
        ),
    ),
    Kind.ACCOUNT_CHANGED: ServiceText(
        Words(
            "Een rekening in je dossier verandert",
            "Un compte change dans votre dossier",
            "Ein Konto in Ihrer Akte ändert sich",
            "An account in your file changes",
        ),
        Words(
            "Er is gevraagd om op een andere rekening te betalen. Was jij dat niet? Bel ons dan meteen.",
            "On nous a demandé de payer sur un autre compte. Ce n'était pas vous ? Appelez-nous tout de suite.",
            "Jemand bat uns, auf ein anderes Konto zu zahlen. Waren Sie das nicht? Dann rufen Sie sofort an.",
            "We were asked to pay to another account. Was that not you? Then call us at once.",
        ),
    ),
    Kind.ACCOUNT_HELD: ServiceText(
        Words(
            "Wij wachten even met een rekening",
            "Nous attendons avec un compte",
            "Wir warten mit einem Konto",
            "We wait with an account",
        ),
        Words(
            "Wij betalen nog niet op deze rekening: wij kijken eerst na of alles klopt. Je verliest niets.",
            "Nous ne payons pas encore sur ce compte : nous vérifions d'abord. Vous ne perdez rien.",
            "Wir zahlen noch nicht auf dieses Konto: Wir prüfen zuerst. Sie verlieren nichts.",
            "We do not pay to this account yet: we check first. You lose nothing.",
        ),
    ),
    Kind.PAYEE_CHANGED: ServiceText(
        Words(
            "Wij betalen voortaan anders",
            "Nous payons désormais autrement",
            "Wir zahlen von nun an anders",
            "We pay in another way from now on",
        ),
        Words(
            "Er is beslist wie de kinderbijslag of een deel ervan krijgt. In Mijn dossier staat vanaf wanneer en "
            "waarom.",
            "Il est décidé qui reçoit les allocations ou une part. Mon dossier dit à partir de quand et pourquoi.",
            "Es ist entschieden, wer das Kindergeld oder einen Teil bekommt. In Meine Akte steht, ab wann und warum.",
            "It is decided who gets the child benefit or a part of it. My file says from when and why.",
        ),
    ),
}
