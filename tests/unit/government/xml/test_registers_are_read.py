"""People of the National Register: states become events, and much is never read."""

import json

from tests.builders.service_answers import (
    asked,
    contents,
    found,
    notifications,
    parsed,
    remark,
    service_answer,
    without_content,
)
from tests.builders.synthetic_numbers import synthetic_number

PERSON, MOTHER, FATHER, NEW = (
    synthetic_number(born, 18) for born in ("2010-03-14", "1985-01-01", "1984-01-01", "1983-01-01")
)


def address(street: str, begin: str = "", end: str = "") -> str:
    """Return a main residence."""
    dates = (f' DatumBegin="{begin}"' if begin else "") + (f' DatumEinde="{end}"' if end else "")
    return (
        f"<Hoofdverblijfplaats{dates}><{street}><String>Kerkstraat</String><Taal>nl</Taal></{street}><Huisnummer>1"
        "</Huisnummer><Busnummer>A</Busnummer><Gemeentenaam><String>Gent</String></Gemeentenaam><Postcode>9000</Postcode>"
        "<NISCodeLand>150</NISCodeLand><NISCodeGemeente>44021</NISCodeGemeente></Hoofdverblijfplaats>"
    )


def descent(kind: str, *parents: str, begin: str = "", end: str = "") -> str:
    """Return a line of descent."""
    dates = (f' DatumBegin="{begin}"' if begin else "") + (f' DatumEinde="{end}"' if end else "")
    people = "".join(
        f"<Ouder><INSZ>{parent}</INSZ><Geboortedatum>1980-01-01</Geboortedatum></Ouder>" for parent in parents
    )
    return f"<Afstamming{dates}><Type><Code>{kind}</Code></Type><Ouders>{people}</Ouders></Afstamming>"


def person(inside: str) -> bytes:
    """Return the answer about a person."""
    return service_answer("GeefPersoon", "02.02", found(f'<Persoon Bron="RR"><INSZ>{PERSON}</INSZ>{inside}</Persoon>'))


def events(body: bytes) -> list[object]:
    """Return the events of an answer."""
    return [one["registerEvent"] for one in contents("REGISTER_EVENT", body)]  # type: ignore[index]


def test_an_incomplete_date_is_never_filled_in() -> None:
    """Given a birth of which only the year is known, then the event says just that."""
    body = person('<Geboorte DatumBegin="2000-00-00"><Datum>2000-00-00</Datum><Aktenummer>1</Aktenummer></Geboorte>')
    assert events(body) == [{"eventType": "BIRTH", "eventDate": "2000-00-00"}]


def test_a_death_is_an_event_once() -> None:
    """Given a death and the status of a dead person, then one event; the status alone is one too."""
    status = '<Statussen><Status DatumBegin="2009-05-06"><Code>99990</Code></Status></Statussen>'
    death = "<Overlijden><Datum>2009-05-05</Datum><Plaats><Gemeente><Naam>Paris</Naam></Gemeente></Plaats></Overlijden>"
    assert events(person(status + death)) == [{"eventType": "DEATH", "eventDate": "2009-05-05"}]
    assert events(person(status)) == [{"eventType": "DEATH", "eventDate": "2009-05-06"}]


def test_an_address_is_a_move_with_both_ways_to_write_a_street() -> None:
    """Given an address, then street, number and place are kept, and no code of the municipality."""
    place = {
        "streetName": "Kerkstraat",
        "houseNumber": "1",
        "boxNumber": "A",
        "postalCode": "9000",
        "municipalityName": "Gent",
        "countryCode": "BE",
        "period": {"begin": "2020-05-26"},
    }
    for street in ("Straatnaam", "NietGestandaardiseerdeStraatnaam"):
        body = person(f"<Adressen>{address(street, '2020-05-26')}</Adressen>")
        assert events(body) == [{"eventType": "MOVE", "eventDate": "2020-05-26", "address": place}]


def test_an_address_without_date_gets_none() -> None:
    """Given an address without date, then the move has no date."""
    (move,) = events(person(f"<Adressen>{address('Straatnaam')}</Adressen>"))
    assert "eventDate" not in move  # type: ignore[operator]
    assert "period" not in move["address"]  # type: ignore[index]


def test_a_name_is_kept_and_the_rest_of_a_person_is_not_read() -> None:
    """Given religion, papers, nationality and a funeral, then nothing of them is in what is made."""
    secret = "<LijkbezorgingEnRitueel><Ritueel><Code>06</Code></Ritueel></LijkbezorgingEnRitueel><Nationaliteiten>822"
    inside = (
        "<Naam><Achternamen><Achternaam>Peeters</Achternaam></Achternamen><Voornamen><Voornaam>An</Voornaam>"
        f"<Voornaam>Bie</Voornaam></Voornamen></Naam>{secret}</Nationaliteiten>"
    )
    body = person(inside)
    assert events(body) == [{"eventType": "NAME", "name": {"givenNames": "An Bie", "surname": "Peeters"}}]
    assert (
        parsed("REGISTER_EVENT", body).unknown_members,
        b"822" in next(parsed("REGISTER_EVENT", body).notifications())[1],
    ) == (0, False)


def test_parents_are_stated_together_from_each_day_on() -> None:
    """Given a mother, a later father and the end of a line, then each day states all legal parents as they are."""
    lines = descent("00", MOTHER, begin="2010-03-14") + descent("20", FATHER, begin="2012-01-01", end="2015-01-01")
    history = (
        f"<HistoriekPersoon><INSZ>{PERSON}</INSZ><HistoriekAfstamming>{lines}</HistoriekAfstamming></HistoriekPersoon>"
    )
    stated = events(service_answer("GeefHistoriekPersoon", "02.02", found(history)))
    assert [(one["eventDate"], [parent["ssin"] for parent in one["parents"]]) for one in stated] == [  # type: ignore[index]
        ("2010-03-14", [MOTHER]),
        ("2012-01-01", [MOTHER, FATHER]),
        ("2015-01-01", [MOTHER]),
    ]


def test_an_adoption_without_dates_is_one_without_dates() -> None:
    """Given an adoption, then it is an event beside the parentage, and no date is invented."""
    body = person(f"<Afstammingen>{descent('14', MOTHER)}</Afstammingen>")
    assert events(body) == [{"eventType": "PARENTAGE", "parents": [{"ssin": MOTHER}]}, {"eventType": "ADOPTION"}]


def test_somebody_who_left_the_country_and_came_back() -> None:
    """Given a stay abroad with an end, then two events and a move; an unknown status is for the rules to refuse."""
    abroad = (
        '<VerblijfplaatsBuitenland DatumBegin="2014-04-14"><DiplomatiekePost><Code>1</Code></DiplomatiekePost><Land>'
        "<NISCode>121</NISCode><ISOCode>NOR</ISOCode></Land><Teksten><Tekst>Gate 1</Tekst></Teksten>"
        "</VerblijfplaatsBuitenland>"
    )
    statuses = (
        '<Status DatumBegin="2014-02-10" DatumEinde="2014-04-14"><Code>992</Code></Status>'
        '<Status DatumBegin="2015-01-01"><Code>12345</Code></Status>'
    )
    history = (
        f"<HistoriekPersoon><INSZ>{PERSON}</INSZ><HistoriekStatus>{statuses}</HistoriekStatus><HistoriekAdressen>"
        f"<HistoriekVerblijfplaatsBuitenland>{abroad}</HistoriekVerblijfplaatsBuitenland></HistoriekAdressen></HistoriekPersoon>"
    )
    place = {"countryCode": "NO", "lines": ["Gate 1"], "period": {"begin": "2014-04-14"}}
    assert events(service_answer("GeefHistoriekPersoon", "02.02", found(history))) == [
        {"eventType": "RESIDENCE_STATUS", "eventDate": "2014-02-10", "residenceStatus": "LEFT_COUNTRY"},
        {"eventType": "RESIDENCE_STATUS", "eventDate": "2014-04-14", "residenceStatus": "REGISTERED"},
        {"eventType": "RESIDENCE_STATUS", "eventDate": "2015-01-01", "residenceStatus": "12345"},
        {"eventType": "MOVE", "eventDate": "2014-04-14", "address": place},
    ]


def test_a_replaced_number_is_an_event_although_the_service_only_warns() -> None:
    """Given data under the old number and a warning beside it, then the number is replaced and the data stands."""
    warning = remark("30004", "WAARSCHUWING", Oud_INSZ=PERSON, Nieuw_INSZ=NEW)
    inside = f"<Persoon><INSZ>{PERSON}</INSZ><Geboorte><Datum>2010-03-14</Datum></Geboorte></Persoon>"
    body = service_answer("GeefPersoon", "02.02", found(inside, warning))
    for question in (body, asked(body, NEW), asked(body, PERSON)):
        replaced, birth = notifications("REGISTER_EVENT", question)
        assert replaced["ssin"] == {"value": PERSON, "replacedBy": NEW}
        assert replaced["content"] == {"registerEvent": {"eventType": "SSIN_REPLACED"}}
        assert birth["ssin"] == {"value": PERSON}
        assert "unusable" not in birth


def test_the_same_state_a_day_later_is_the_same_statement_in_a_later_version() -> None:
    """Given the same state on two days, then the statements have the same ids and contents, and the later is higher."""
    inside = f"<Persoon><INSZ>{PERSON}</INSZ><Geboorte><Datum>2010-03-14</Datum></Geboorte></Persoon>"
    days = ("2024-05-01", "2024-05-02")
    (first,), (second,) = (
        notifications("REGISTER_EVENT", service_answer("GeefPersoon", "02.02", found(inside), at=on)) for on in days
    )
    assert first["content"] == second["content"]
    one, two = (json.loads(json.dumps(each["attestation"])) for each in (first, second))
    assert one["attestationId"] == two["attestationId"]
    assert two["attestationVersion"] == one["attestationVersion"] + 1
    assert PERSON not in one["attestationId"]


def test_the_end_of_a_queue_is_no_data_and_an_unknown_mutation_is_not_lost() -> None:
    """Given the end of the queue, then nothing is stated; given a mutation whose form is not known, it waits."""
    name, version = "GeefPersoonMutatiesNotificaties", "02.00"
    assert parsed("REGISTER_EVENT", service_answer(name, version, without_content(remark("30016")))).count == 0
    (one,) = notifications("REGISTER_EVENT", asked(service_answer(name, version, found("<X>1</X>")), PERSON))
    assert one["unusable"] == "content_not_read"
