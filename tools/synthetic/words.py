"""Invented names and streets, and municipalities with their postal code, by region and language.

Family names are put together from parts so that no list of real people is needed; a resemblance is chance.
"""

from enum import StrEnum

from tools.synthetic.numbers import Sex


class Region(StrEnum):
    """The region that is competent for the child."""

    FLANDERS = "flanders"
    BRUSSELS = "brussels"
    WALLONIA = "wallonia"


LANGUAGES: dict[Region, tuple[str, ...]] = {
    Region.FLANDERS: ("nl", "nl", "nl", "en"),
    Region.BRUSSELS: ("fr", "nl", "fr", "en"),
    Region.WALLONIA: ("fr", "fr", "fr", "de"),
}

# Postal code and name; the German-speaking municipalities are left out, as another community is competent there.
MUNICIPALITIES: dict[Region, tuple[tuple[str, str], ...]] = {
    Region.FLANDERS: (
        ("3000", "Leuven"),
        ("9000", "Gent"),
        ("2800", "Mechelen"),
        ("8500", "Kortrijk"),
        ("3500", "Hasselt"),
        ("2300", "Turnhout"),
    ),
    Region.BRUSSELS: (
        ("1000", "Brussel"),
        ("1030", "Schaarbeek"),
        ("1050", "Elsene"),
        ("1070", "Anderlecht"),
        ("1190", "Vorst"),
    ),
    Region.WALLONIA: (
        ("4000", "Liège"),
        ("5000", "Namur"),
        ("7000", "Mons"),
        ("6000", "Charleroi"),
        ("1348", "Louvain-la-Neuve"),
        ("6700", "Arlon"),
    ),
}

STREETS: dict[Region, tuple[str, ...]] = {
    Region.FLANDERS: ("Kroostlaan", "Wolkenveld", "Appelboompad", "Windhoekstraat", "Nevelweg", "Kastanjehof"),
    Region.BRUSSELS: ("Rue des Cerfs-Volants", "Avenue du Brouillard", "Hemelplein", "Rue de la Lune Claire"),
    Region.WALLONIA: ("Rue du Vent Doux", "Chemin des Nuages", "Place du Hérisson", "Rue de l'Étang Bleu"),
}

GIVEN_NAMES: dict[Sex, tuple[str, ...]] = {
    Sex.FEMALE: (
        "Noor", "Elise", "Amina", "Zélie", "Fleur", "Inès", "Lotte", "Maëlle", "Yasmina", "Roos", "Anaïs", "Mila",
        "Zoë", "Hanne", "Salma", "Clémence",
    ),
    Sex.MALE: (
        "Wout", "Bilal", "Théo", "Jef", "Loïc", "Emiel", "Youssef", "Basile", "Stan", "Mathéo", "Tuur", "Rayan",
        "André", "Kobe", "Gaëtan", "Ilias",
    ),
}  # fmt: skip

NAME_STARTS = ("Zilver", "Nevel", "Linde", "Kers", "Maan", "Brem", "Valk", "Wilde", "Zand", "Hazel", "Ster", "Mist")
NAME_ENDS = ("beek", "hove", "mans", "veld", "donck", "kens", "bosch", "rode", "waert", "stein", "brugge", "lande")
FRENCH_STARTS = ("Beau", "Clair", "Haute", "Bois", "Mont", "Val", "Belle", "Franc", "Noir", "Fontaine", "Pré", "Roche")
FRENCH_ENDS = (
    "lune",
    "source",
    "vent",
    "rivage",
    "pluie",
    "chêne",
    "étang",
    "brume",
    "lière",
    "court",
    "merle",
    "neige",
)

FUNDS = ("Zonnekind vzw", "Caisse Arc-en-ciel", "Kinderzegen")
