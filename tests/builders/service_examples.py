"""One answer of every service that is known, about synthetic people: own content in the services' shapes."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.builders.drops import child_number, number_of
from tests.builders.service_answers import found, service_answer

type Tree = Mapping[str, object]

PARENT, PARTNER, CHILD = number_of(1), number_of(2), child_number(2)
_PERIOD = {"Begin": "2020-09-01", "Einde": "2024-08-31"}
_MEMBERS: list[Tree] = [
    {"INSZ": PARENT, "Positie": {"Code": "01"}, "Bron": {"Code": "RR"}, "Woonvorm": {"Code": "00"}},
    {"@DatumBegin": "2010-06-01", "INSZ": PARTNER, "Positie": {"Code": "02"}, "Bron": {"Code": "RR"}},
    {"@DatumBegin": "2019-05-02", "INSZ": CHILD, "Positie": {"Code": "03"}, "Bron": {"Code": "RR"}},
]
_NAME = {"@DatumBegin": "2019-05-02", "Achternamen": {"Achternaam": "Test"}, "Voornamen": {"Voornaam": ["An", "Bo"]}}
_ADDRESS = {
    "@DatumBegin": "2020-05-26",
    "Straatnaam": {"String": "Kerkstraat"},
    "Huisnummer": "1",
    "Gemeentenaam": {"String": "Gent"},
    "Postcode": "9000",
    "ISOCodeLand": "BEL",
}
_ABROAD = {"@DatumBegin": "2014-04-14", "Land": {"ISOCode": "NOR"}, "Teksten": {"Tekst": "Gate 1"}}
_DESCENT = {
    "@DatumBegin": "2019-05-02",
    "Type": {"Code": "14"},
    "Ouders": {"Ouder": [{"INSZ": PARENT}, {"INSZ": PARTNER}]},
}
_STATUS = {"@DatumBegin": "2014-02-10", "@DatumEinde": "2014-04-14", "Code": "992"}
_PAID = {
    "Periode": {"BeginMaand": "2019-01", "EindeMaand": "2023-12"},
    "Categorie": {"Code": "BASIS"},
    "Begunstigden": {"Begunstigde": [PARENT, PARTNER]},
}
_REFERENCE = "542050f4-0455-459e-a994-38dd6b2c54c4"


def _attest(number: str, version: str, status: str, before: str = "") -> Tree:
    occupation: Tree = {"Periode": _PERIOD, "TypeContract": "0"}
    line: Tree = {"Tewerkstellingen": {"Tewerkstelling": [occupation, occupation]}}
    return {
        "Identificatie": {
            "Nummer": number,
            "Versie": version,
            "Status": {"Code": status},
            "DatumCreatie": "2024-04-21",
        },
        "Versie": {"Vorige": before},
        "AangifteWerkgever": {"Kwartaal": "20241", "Werknemer": {"INSZ": PARENT, "Werknemerslijn": line}},
    }


CONTENTS: Mapping[tuple[str, str], Tree] = {
    ("GeefGezinssamenstelling", "02.02"): {"Gezinsleden": {"Gezinslid": _MEMBERS}},
    ("GeefGezinssamenstelling", "02.00"): {
        "Gezinsleden": {"Gezinslid": [{"Positie": {"Code": "01"}, "Persoon": {"INSZ": PARENT}}]}
    },
    ("GeefHistoriekGezinssamenstelling", "02.02"): {
        "HistoriekGezinssamenstelling": {
            "Gezinssamenstelling": {"@DatumBegin": "2020-01-01", "Gezinsleden": {"Gezinslid": _MEMBERS}}
        }
    },
    ("GeefPersoon", "02.02"): {
        "Persoon": {
            "INSZ": CHILD,
            "Naam": _NAME,
            "Geboorte": {"Datum": "2019-05-02"},
            "Overlijden": {"Datum": "2024-05-01"},
            "Statussen": {"Status": _STATUS},
            "Adressen": {"Hoofdverblijfplaats": _ADDRESS, "VerblijfplaatsBuitenland": _ABROAD},
            "Afstammingen": {"Afstamming": _DESCENT},
        }
    },
    ("GeefHistoriekPersoon", "02.02"): {
        "HistoriekPersoon": {
            "INSZ": CHILD,
            "HistoriekNaam": {"Naam": _NAME},
            "HistoriekGeboorte": {"Geboorte": {"Datum": "2019-00-00"}},
            "HistoriekStatus": {"Status": _STATUS},
            "HistoriekAdressen": {
                "HistoriekHoofdverblijfplaats": {"Hoofdverblijfplaats": _ADDRESS},
                "HistoriekVerblijfplaatsBuitenland": {"VerblijfplaatsBuitenland": _ABROAD},
            },
            "HistoriekAfstamming": {"Afstamming": _DESCENT},
        }
    },
    ("GeefPersoonMutatiesNotificaties", "02.00"): {"Mutatie": {"INSZ": CHILD}},
    ("GeefDmfaVoorWerknemer", "03.00"): {
        "Attesten": {
            "Attest": [_attest("100", "100", "0"), _attest("100", "200", "1", "100"), _attest("300", "300", "2")]
        }
    },
    ("GeefWerkrelaties", "02.00"): {
        "Contracten": {
            "Contract": {
                "Relatie": {"Werknemer": {"INSZ": PARENT}},
                "Aangifte": {
                    "DimonaNummer": "7765412001",
                    "PeriodeTijdstip": {"Begin": {"Datum": "2020-09-01"}, "Einde": {"Datum": "9999-12-31"}},
                    "AardWerknemer": "STU",
                    "Geannuleerd": "0",
                },
            }
        }
    },
    ("GeefLoopbaanARZA", "02.01"): {
        "Zelfstandige": {
            "INSZ": PARENT,
            "Aansluitingen": {
                "Aansluiting": {
                    "Loopbanen": {
                        "Loopbaan": [
                            {"Bijdragereeks": {"Code": "100"}, "Periode": _PERIOD},
                            {"Periode": {"Begin": "2024-09-01"}, "PeriodeGelijkgesteld": {"Code": "100"}},
                        ]
                    }
                }
            },
        }
    },
    ("GeefLoopbaanonderbrekingen", "02.00"): {
        "Loopbaanonderbrekingen": {
            "Loopbaanonderbreking": {
                "Bron": "RVA",
                "Dossiernummer": "D1",
                "INSZ": PARENT,
                "Periode": _PERIOD,
                "Categorie": {"Code": "1"},
                "Vermindering": {"Code": "5"},
                "BedragMaandelijkseUitkering": "15838",
            }
        }
    },
    ("GeefAanslagbiljetPersonenbelasting", "02.00"): {
        "AanslagbiljetPersonenbelasting": {
            "GevraagdePersoon": {"INSZ": PARENT, "FiscaleStatus": {"Code": "A"}},
            "GerelateerdePersoon": {"INSZ": PARTNER},
            "Inkomensjaar": "2022",
            "Items": {"Item": [{"Code": "A7555", "Waarde": "1677545"}, {"Code": "B7270", "Waarde": "0"}]},
        }
    },
    ("GeefSociaalStatuut", "03.00"): {
        "Persoon": {
            "INSZ": PARENT,
            "SocialeStatuten": {
                "SociaalStatuut": {
                    "Naam": "BIM",
                    "Resultaat": {"Code": "1"},
                    "Periodes": {"Periode": {"Begindatum": "2024-01-01", "Einddatum": "2024-12-31"}},
                }
            },
        }
    },
    ("GeefLeefloonbedragen", "02.00"): {
        "Leefloonbedragen": {
            "Leefloonbedrag": {
                "Tegemoetkoming": {
                    "Maandelijks": {
                        "Maand": [
                            {
                                f"{kind}PerPeriode": {
                                    f"{kind}Periode": {"Periode": _PERIOD, "Begunstigde": {"INSZ": PARENT}}
                                }
                            }
                            for kind in ("Leefloon", "EquivalentLeefloon", "Kinderbijslag")
                        ]
                    }
                }
            }
        }
    },
    ("GeefHistoriekInschrijving", "02.01"): {
        "Inschrijvingen": {
            "Inschrijving": [
                {
                    "Bron": "LP",
                    "Referte": _REFERENCE,
                    "LeerplichtOnderwijs": {
                        "InschrijvingAdministratieveGroep": {
                            "Periode": _PERIOD,
                            "AdministratieveGroep": {"Niveau": {"Code": "3"}},
                            "Uitschrijving": {"Aanleiding": {"Code": "X"}},
                        }
                    },
                },
                {
                    "Bron": "HO",
                    "Referte": _REFERENCE,
                    "HogerOnderwijs": {
                        "Academiejaar": "2023",
                        "Status": {"Code": "01"},
                        "DatumInschrijving": "2023-09-01",
                        "Studiepunten": {"Opgenomen": "60"},
                        "ToereikendeStudieomvang": "1",
                    },
                },
                {"Bron": "INT", "Referte": _REFERENCE, "Internaat": {"Schooljaar": "2024", "Periode": _PERIOD}},
                {"Bron": "VWO", "Volwassenenonderwijs": {"DatumInschrijving": "2023-09-01", "Status": {"Code": "X"}}},
            ]
        }
    },
    ("GeefDossierHandicap", "03.00"): {
        "ConsultFilesByDateResponse": {
            "status": {"value": "DATA_FOUND", "code": "MSG00000"},
            "ssin": CHILD,
            "dataFilters": {"filteredElement": ["appeal"]},
            "results": {
                "dgphResult": {
                    "status": {"value": "DATA_FOUND", "code": "MSG00000"},
                    "file": {
                        "evolutionOfRequest": {"handicapRecognitionPending": "false", "appeal": "false"},
                        "handicapRecognitions": {
                            "handicapRecognition": {
                                "recognitionStatus": {
                                    "dateOfDecision": "2020-09-04",
                                    "startDateRecognition": "2020-09-04",
                                    "endDateRecognition": "2030-09-04",
                                },
                                "decisionStatus": "RECOGNITION_DETERMINED",
                                "resultRecognitionChild": {
                                    "pillars": {"pillar1": "1", "pillar2": "3", "pillar3": "4", "pillarsTotal": "8"}
                                },
                            }
                        },
                    },
                },
                "aviqResult": {"status": {"value": "NO_DATA_FOUND", "code": "MSG00021"}},
            },
        }
    },
    ("GeefBetalingenHandicap", "03.00"): {"ConsultPaymentsResponse": {"ssin": CHILD}},
    ("GeefVolledigDossierHandicap", "03.00"): {
        "GeefVolledigDossierHandicap": {
            "persoonsgegevens": {
                "rijksregisternummer": CHILD,
                "erkenningHandicap": {
                    "heeftHandicap": "true",
                    "startdatum": "2013-01-01+01:00",
                    "einddatum": "9999-12-31",
                },
            }
        }
    },
    ("GeefKindVoordelen", "02.00"): {
        "KindVoordelen": {
            "KindVoordeel": {
                "Bron": "VLAANDEREN",
                "INSZ": PARENT,
                "KindVoordeelFonds": {"Ondernemingsnummer": "0687467902"},
                "Begunstigden": {"Begunstigde": [{"INSZ": PARENT}, {"INSZ": PARTNER}]},
                "Kinderen": {"Kind": {"INSZ": CHILD, "Betalingsperiodes": {"Betalingsperiode": _PAID}}},
            }
        }
    },
}


def example(name: str, version: str) -> bytes:
    """Return a whole answer of a service."""
    return service_answer(name, version, found(written_tree(CONTENTS[name, version])))


def written_tree(tree: Tree) -> str:
    """Write a tree as XML."""
    return "".join(
        _element(name, one)
        for name, inside in tree.items()
        if not name.startswith("@")
        for one in (inside if isinstance(inside, list) else [inside])
    )


def _element(name: str, inside: object) -> str:
    if not isinstance(inside, Mapping):
        return f"<{name}>{escape(str(inside))}</{name}>"
    attributes = "".join(f" {one[1:]}={quoteattr(str(value))}" for one, value in inside.items() if one.startswith("@"))
    return f"<{name}{attributes}>{written_tree(inside)}</{name}>"
