"""S-01, S-02: names reach the bank in its own letters, or not at all."""

import pytest

from functions.payments.neutral_text import is_neutral_text, remittance_text
from functions.payments.sepa_text import UnsendableTextError, is_sepa_text, to_sepa_name, to_sepa_text
from functions.units.year_month import YearMonth


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Elise Voorbeeld", "Elise Voorbeeld"),
        ("Zoë Müßig", "Zoe Mussig"),
        ("Søren Æbelø", "Soren AEbelo"),
        ("Łukasz Đorđević", "Lukasz Dordevic"),
        ("Œdipe Exemple", "OEdipe Exemple"),
        ("Ayşe Y\u0131ld\u0131z", "Ayse Yildiz"),
        ("O\u2019Brien", "O'Brien"),
        ("Jan \u2013 Piet", "Jan - Piet"),
        ("Jan & Piet", "Jan + Piet"),
        ("  Noor\u00a0 Peeters ", "Noor Peeters"),
        ("\ufb01lip", "filip"),
    ],
)
def test_letters_of_the_table_are_converted(name: str, sent: str) -> None:
    """Given a name with letters that banks do not take, then the committed table turns them into ones they do."""
    assert to_sepa_text(name) == sent
    assert is_sepa_text(sent)


@pytest.mark.parametrize("name", ["Ирина", "ليلى", "李", "", "   ", "Jan\nPiet", "Jan\tPiet", "Jan\x00", "a_b", "<b>"])
def test_letters_outside_the_table_refuse_the_payment_without_repeating_the_name(name: str) -> None:
    """Given a name that the table cannot write, then it is refused: the Latin name must be asked, never guessed."""
    with pytest.raises(UnsendableTextError) as refused:
        to_sepa_text(name)
    assert not name.strip() or name not in str(refused.value)


def test_long_names_end_at_a_word() -> None:
    """Given a name of more than 70 letters, then it is cut at a whole word; one endless word is cut at 70."""
    assert to_sepa_name("Maria " * 12) == ("Maria " * 11).strip()
    assert to_sepa_name("M" * 71) == "M" * 70
    assert to_sepa_name("M" * 70) == "M" * 70


def test_texts_say_the_month_and_nothing_about_the_family() -> None:
    """Given a region, a language and a month, then the text is one of a closed list of neutral ones."""
    june = YearMonth(2024, 6)
    assert remittance_text("flanders", "nl", june) == "Groeipakket 06/2024"
    assert remittance_text("brussels", "nl", june) == "Kinderbijslag 06/2024"
    assert remittance_text("wallonia", "fr", june) == "Allocations familiales 06/2024"
    for language in ("nl", "fr", "de", "en"):
        assert is_neutral_text(remittance_text("flanders", language, june))
    assert not is_neutral_text("Zorgtoeslag 06/2024")
    assert not is_neutral_text("Groeipakket 13/2024")
