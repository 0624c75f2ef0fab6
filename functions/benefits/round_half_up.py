"""The one rounding of all three regions: to the cent, half a cent upwards."""


def round_half_up(numerator: int, denominator: int) -> int:
    """Divide non-negative cents and round half a cent up.

    Law: Groeipakketdecreet art. 4 par. 2 (a fraction below half a cent is dropped, from half a cent up). Brussels and
    Wallonia: every published figure follows the same rule (choices B07, B14, W11).
    """
    return (2 * numerator + denominator) // (2 * denominator)
