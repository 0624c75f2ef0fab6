"""Schools, disability and what other funds pay."""

import pytest

from tests.builders.service_answers import asked, contents, found, notifications, parsed, remark, service_answer
from tests.builders.synthetic_numbers import synthetic_number

CHILD, PARENT, OTHER_PARENT, STRANGER = (
    synthetic_number(born, 20) for born in ("2010-03-14", "1985-01-01", "1984-01-01", "1983-01-01")
)
REFERENCE = "542050f4-0455-459e-a994-38dd6b2c54c4"
SCHOOL = ("GeefHistoriekInschrijving", "02.01")


def enrolment(source: str, inside: str) -> str:
    """Return an enrolment."""
    school = "<Instelling><Instellingsnummer>1</Instellingsnummer><Email>a@b.test</Email></Instelling>"
    return f"<Inschrijving><Bron>{source}</Bron><Referte>{REFERENCE}</Referte>{school}{inside}</Inschrijving>"


def group(reason: str, level: str = "3") -> str:
    """Return a year in compulsory education."""
    return (
        "<LeerplichtOnderwijs><DatumEersteLes>2012-09-01</DatumEersteLes><Schooljaar>2014</Schooljaar>"
        "<InschrijvingAdministratieveGroep><Periode><Begin>2018-09-01</Begin><Einde>2019-08-31</Einde></Periode>"
        f"<AdministratieveGroep><Niveau><Code>{level}</Code></Niveau></AdministratieveGroep>"
        "<TypeBuitengewoon><Code>2</Code></TypeBuitengewoon><Uitschrijving><Aanleiding>"
        f"<Code>{reason}</Code></Aanleiding></Uitschrijving></InschrijvingAdministratieveGroep></LeerplichtOnderwijs>"
    )


YEAR = {"begin": "2018-09-01", "end": "2019-08-31"}
HIGHER = (
    "<HogerOnderwijs><Academiejaar>2016</Academiejaar><Status><Code>{0}</Code></Status><DatumInschrijving>2016-07-13"
    "</DatumInschrijving>{1}<Studiepunten><Opgenomen>60</Opgenomen><Verworven>0</Verworven></Studiepunten>"
    "<ToereikendeStudieomvang>1</ToereikendeStudieomvang></HogerOnderwijs>"
)
ADULT = (
    "<Volwassenenonderwijs><Status><Code>{0}</Code></Status><DatumInschrijving>2014-08-14</DatumInschrijving>{1}"
    "</Volwassenenonderwijs>"
)
LEFT = "<DatumUitschrijving>2017-01-31</DatumUitschrijving>"
APPRENTICE = {"period": YEAR, "level": "APPRENTICESHIP"}
BOARDING = (
    "<Internaat><Schooljaar>2019</Schooljaar><Periode><Begin>2018-09-01</Begin><Einde>2019-08-31</Einde></Periode>"
    "</Internaat>"
)
SIZE = {"credits": 60, "sufficientSize": True}


@pytest.mark.parametrize(
    ("source", "inside", "expected"),
    [
        ("LP", group("X"), {"period": YEAR, "level": "SECONDARY"}),
        ("LP", group("A", "1"), {"period": YEAR, "level": "NURSERY", "deregistration": {"date": "2019-08-31"}}),
        ("LP", group("X").replace("<Datum", "<SoortProgramma><Code>5</Code></SoortProgramma><Datum", 1), APPRENTICE),
        ("INT", BOARDING, {"period": YEAR, "level": "BOARDING"}),
        (
            "HO",
            HIGHER.format("01", ""),
            {"period": {"begin": "2016-07-13", "end": "2017-09-30"}, "level": "HIGHER", **SIZE},
        ),
        (
            "HO",
            HIGHER.format("03", LEFT),
            {
                "period": {"begin": "2016-07-13", "end": "2017-01-31"},
                "level": "HIGHER",
                **SIZE,
                "deregistration": {"date": "2017-01-31"},
            },
        ),
        ("VWO", ADULT.format("INGESCHREVEN", ""), {"period": {"begin": "2014-08-14"}, "level": "ADULT"}),
        (
            "VWO",
            ADULT.format("UITGESCHREVEN", LEFT),
            {
                "period": {"begin": "2014-08-14", "end": "2017-01-31"},
                "level": "ADULT",
                "deregistration": {"date": "2017-01-31"},
            },
        ),
    ],
)
def test_an_enrolment_of_each_source(source: str, inside: str, expected: dict[str, object]) -> None:
    """Given an enrolment and the question, then dates decide and not the name of a year; no school, no kind of need."""
    body = service_answer(*SCHOOL, found(f"<Inschrijvingen>{enrolment(source, inside)}</Inschrijvingen>"))
    (one,) = notifications("SCHOOL", asked(body, CHILD))
    assert one["ssin"] == {"value": CHILD}
    assert one["attestation"]["attestationId"] == f"{source}-{REFERENCE}"  # type: ignore[index]
    assert one["content"] == {"schoolEnrolment": {"source": source, **expected}}


def test_an_enrolment_without_its_question_is_about_nobody() -> None:
    """Given the answer alone, then it names nobody and waits for a person."""
    body = service_answer(*SCHOOL, found(f"<Inschrijvingen>{enrolment('LP', group('X'))}</Inschrijvingen>"))
    assert notifications("SCHOOL", body)[0]["unusable"] == "person_not_named"


def test_an_enrolment_of_an_unknown_form_is_not_believed() -> None:
    """Given a kind of school whose form is not known, then the statement waits, and the element is counted."""
    body = service_answer(
        *SCHOOL, found(f"<Inschrijvingen>{enrolment('INT', '<Kunstonderwijs>1</Kunstonderwijs>')}</Inschrijvingen>")
    )
    assert notifications("SCHOOL", asked(body, CHILD))[0]["unusable"] == "content_not_read"
    assert parsed("SCHOOL", body).unknown_members == 1


def test_a_silent_source_ends_nothing_and_is_named() -> None:
    """Given data of one source, a quota and a silence, then the data counts and the others are named as unanswered."""
    content = f"<Inschrijvingen>{enrolment('VWO', ADULT.format('INGESCHREVEN', ''))}</Inschrijvingen>"
    remarks = [remark("20110", origin="DHO"), remark("60006", Bron="HO"), remark("30101", origin="DVNCI")]
    body = asked(service_answer(*SCHOOL, found(content, *remarks)), CHILD)
    assert (parsed("SCHOOL", body).count, parsed("SCHOOL", body).unanswered) == (1, ("DHO", "HO"))


HANDI = ("GeefDossierHandicap", "03.00")
FOUND = "<status><value>DATA_FOUND</value><code>MSG00000</code></status>"
NO_RIGHT = "<status><value>NO_DATA_FOUND</value><code>MSG00021</code></status>"
PILLARS = (
    "<resultRecognitionChild><pillars><pillar1>1</pillar1><pillar2>3</pillar2><pillar3>4</pillar3><pillarsTotal>8"
    "</pillarsTotal></pillars><childPathology>true</childPathology></resultRecognitionChild>"
)


def recognition(inside: str = PILLARS, end: str = "", decision: str = "RECOGNITION_DETERMINED") -> str:
    """Return a recognition."""
    until = f"<endDateRecognition>{end}</endDateRecognition>" if end else ""
    return (
        "<handicapRecognitions><handicapRecognition><recognitionStatus><dateOfDecision>2020-09-04+01:00</dateOfDecision>"
        f"<startDateRecognition>2020-09-04</startDateRecognition>{until}</recognitionStatus>{inside}"
        f"<decisionStatus>{decision}</decisionStatus></handicapRecognition></handicapRecognitions>"
    )


def handi(block: str, *, filters: str = "", ssin: str = CHILD, others: str = "") -> bytes:
    """Return a file of the federal authority, and what others answered."""
    person = f"<ssin>{ssin}</ssin>" if ssin else ""
    results = f"<results><dgphResult>{FOUND}{block}</dgphResult>{others}</results>"
    content = f"<ConsultFilesByDateResponse>{FOUND}{filters}{person}{results}</ConsultFilesByDateResponse>"
    return service_answer(*HANDI, found(content))


EVOLUTION = (
    "<evolutionOfRequest><handicapRecognitionPending>{0}</handicapRecognitionPending><appeal>false</appeal>"
    "</evolutionOfRequest>"
)
DECIDED = {"dateOfDecision": "2020-09-04", "start": "2020-09-04"}


def test_a_recognition_with_points_and_authorities_where_nobody_may_ask() -> None:
    """Given points of one authority and no right to ask two others, then the points count and the others are named."""
    rights = "<rights><totalMonthAmount>154.65</totalMonthAmount></rights>"
    block = f"<file>{EVOLUTION.format('false')}{recognition()}{rights}</file>"
    others = f"<irisCareResult>{NO_RIGHT}</irisCareResult><aviqResult>{NO_RIGHT}</aviqResult>"
    body = handi(block, others=others)
    stated = {
        "authenticSource": "DGPH",
        "recognition": DECIDED,
        "pillars": {"p1": 1, "p2": 3, "p3": 4, "total": 8},
        "pending": False,
        "appeal": False,
    }
    assert contents("DISABILITY", body) == [{"disability": stated}]
    assert parsed("DISABILITY", body).unanswered == ("AVIQ", "IrisCare")


def test_a_recognition_of_an_adult_scale_has_no_points_and_may_have_an_end() -> None:
    """Given an adult's recognition with an end, then the time stands and no points; 9999 says that there is no end."""
    adult = "<resultRecognitionAdult><totalPoints>8</totalPoints></resultRecognitionAdult>"
    for end, stated in (("2025-10-31", {"end": "2025-10-31"}), ("9999-12-31", {})):
        body = handi(f"<file>{recognition(adult, end)}</file>")
        assert contents("DISABILITY", body) == [
            {"disability": {"authenticSource": "DGPH", "recognition": {**DECIDED, **stated}}}
        ]


def test_a_decision_that_is_not_known_is_not_believed() -> None:
    """Given another word for the decision, then the statement waits for a person."""
    (one,) = notifications("DISABILITY", handi(f"<file>{recognition(decision='REFUSED')}</file>"))
    assert one["unusable"] == "unknown_choice"


def test_data_found_four_ways_without_a_recognition() -> None:
    """Given data without file, cards only, a pending request, and withheld elements, then each says something else."""
    assert parsed("DISABILITY", handi("")).count == 0
    cards = "<file><socialCards><socialCard><cardCategory>PARKINGCARD</cardCategory></socialCard></socialCards></file>"
    assert parsed("DISABILITY", handi(cards)).count == 0
    pending = handi(f"<file>{EVOLUTION.format('true')}</file>")
    assert contents("DISABILITY", pending) == [
        {"disability": {"authenticSource": "DGPH", "pending": True, "appeal": False}}
    ]
    filters = "<dataFilters><filteredElement>someElement</filteredElement></dataFilters>"
    (one,) = notifications("DISABILITY", asked(handi(cards, filters=filters, ssin=""), CHILD))
    assert one["ssin"] == {"value": CHILD}
    assert one["content"] == {"disability": {"authenticSource": "DGPH"}}
    assert one["dataFilters"] == {"filteredElement": ["recognition", "someElement"]}


def test_a_block_of_another_authority_that_is_not_understood_waits() -> None:
    """Given data of a region in a form that is not known, then nobody concludes that there is nothing."""
    body = handi("", others=f"<aviqResult>{FOUND}<file><new>1</new></file></aviqResult>")
    (one,) = notifications("DISABILITY", body)
    assert one["unusable"] == "content_not_read"


def test_every_authority_for_children_is_read_alike() -> None:
    """Given a recognition by each authority, then each is named; one that looked and has nothing states nothing."""
    for name, authority in (("kindEnGezin", "KindEnGezin"), ("irisCare", "IrisCare"), ("aviq", "AVIQ"), ("dsl", "DSL")):
        with_points = handi("", others=f"<{name}Result>{FOUND}<file>{recognition()}</file></{name}Result>")
        (one,) = contents("DISABILITY", with_points)
        assert one["disability"]["authenticSource"] == authority  # type: ignore[index]
        nothing = f"<{name}Result>{FOUND}<file>{EVOLUTION.format('false')}</file></{name}Result>"
        assert parsed("DISABILITY", handi("", others=nothing)).count == 0


def test_a_number_that_its_register_replaced_or_cancelled_is_said_to_be_so() -> None:
    """Given the marks of the Crossroads Bank on a number, then the notification carries them."""
    body = handi(f"<file>{recognition()}</file>").replace(
        b"<ssin>", f'<ssin canceled="true" replacedBy="{PARENT}">'.encode()
    )
    assert notifications("DISABILITY", body)[0]["ssin"] == {"value": CHILD, "replacedBy": PARENT, "canceled": True}


def test_payments_of_another_authority_are_not_read() -> None:
    """Given a year of payments, then nothing is stated and nothing is new."""
    content = "<ConsultPaymentsResponse><results><amount>1047.48</amount></results></ConsultPaymentsResponse>"
    body = service_answer("GeefBetalingenHandicap", "03.00", found(content))
    assert (parsed("DISABILITY", body).count, parsed("DISABILITY", body).unknown_members) == (0, 0)


@pytest.mark.parametrize(("number", "refused"), [(CHILD, False), ("012345690", True)])
def test_a_flemish_file_gives_its_recognition_and_no_diagnosis(number: str, *, refused: bool) -> None:
    """Given a file with a diagnosis, then only the recognition is read; a number of nine digits is nobody's."""
    content = (
        f"<GeefVolledigDossierHandicap><persoonsgegevens><rijksregisternummer>{number}</rijksregisternummer>"
        "<erkenningHandicap><heeftHandicap>true</heeftHandicap><startdatum>2013-01-01+01:00</startdatum>"
        "<einddatum>9999-12-31</einddatum></erkenningHandicap></persoonsgegevens><diagnose><code>G09</code></diagnose>"
        "</GeefVolledigDossierHandicap>"
    )
    body = asked(service_answer("GeefVolledigDossierHandicap", "03.00", found(content)), CHILD)
    (one,) = notifications("DISABILITY", body)
    assert one["content"] == {"disability": {"authenticSource": "VAPH", "recognition": {"start": "2013-01-01"}}}
    assert ("unusable" in one) is refused
    assert "G09" not in str(one)
