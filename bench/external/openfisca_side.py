"""The common rule in OpenFisca-France; runs in the environment of `bench/external`, driven over standard input.

A line in: `<way> <families> <seed>`; a line out: JSON with CPU seconds of building and of calculating, and the results.
Ways: `chain` (dates of birth and wages given: age, and income through the resources of OpenFisca-France's own family
allowances), `direct` (age and income given), `single` (one family through the builder that a request goes through).
"""

import json
import sys
import time
from collections.abc import Callable

import numpy as np
from families import AMOUNTS, CHANGES, CHILD_TO, LARGE_FROM, MONTH, OLD_FROM, Row, rows
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.variables import Variable
from openfisca_france import FranceTaxBenefitSystem
from openfisca_france.entities import Famille, Individu

PERIOD = f"{MONTH[0]}-{MONTH[1]:02}"
WAGES_YEAR = MONTH[0] - 2
PERSONS = ("demandeur", "conjoint")


def _months(individu, period):  # noqa: ANN001, ANN202 - OpenFisca's own types have no names here
    born = individu("date_naissance", period).astype("datetime64[M]")
    return (np.datetime64(PERIOD, "M") - born).astype(int)


def _due(individu, period):  # noqa: ANN001, ANN202 - as above
    months = individu("common_months", period)
    return individu.has_role(Famille.ENFANT) * (months >= 0) * ((months - 1) // 12 < CHILD_TO)


def _base(individu, period, parameters):  # noqa: ANN001, ANN202 - as above
    amounts = parameters(period).common
    old = (individu("common_months", period) - 1) // 12 >= OLD_FROM
    return individu("common_due", period) * np.where(old, amounts.base_old, amounts.base_young)


def _income(famille, period):  # noqa: ANN001, ANN202 - as above
    return famille("prestations_familiales_base_ressources", period)


def _supplement(famille, period, parameters):  # noqa: ANN001, ANN202 - as above
    amounts = parameters(period).common
    children = famille.sum(famille.members("common_due", period))
    within = famille("common_income", period) <= amounts.limit_income
    each = np.where(children >= LARGE_FROM, amounts.supplement_large, amounts.supplement_small)
    return within * children * each


def _total(famille, period):  # noqa: ANN001, ANN202 - as above
    return famille.sum(famille.members("common_base", period)) + famille("common_supplement", period)


def _system() -> FranceTaxBenefitSystem:
    """Add the rule to OpenFisca-France."""
    system = FranceTaxBenefitSystem()
    values = {
        name.replace("/", "_"): {
            "values": {day: {"value": cents / 100} for day, cents in zip(CHANGES, pair, strict=True)}
        }
        for name, pair in AMOUNTS.items()
    }
    system.parameters.add_child("common", ParameterNode("common", data=values))
    for name, entity, kind, formula in (
        ("common_months", Individu, int, _months),
        ("common_due", Individu, bool, _due),
        ("common_base", Individu, float, _base),
        ("common_income", Famille, float, _income),
        ("common_supplement", Famille, float, _supplement),
        ("common_total", Famille, float, _total),
    ):
        members = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, "formula": formula}
        system.add_variable(type(name, (Variable,), members))
    return system


def _built(system: FranceTaxBenefitSystem, asked: list[Row], way: str) -> Simulation:
    """Build a simulation of all families at once, by arrays: the fastest way that OpenFisca has."""
    home, role, born = [], [], []
    for at, row in enumerate(asked):
        home += [at] * (2 + len(row.born))
        role += [0, 1, *[2] * len(row.born)]
        born += ["1985-01-01", "1985-01-01", *row.born]
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", np.arange(len(home)))
    for entity, roles in (
        ("famille", ("demandeur", "conjoint", "enfant")),
        ("foyer_fiscal", ("declarant_principal", "conjoint", "personne_a_charge")),
        ("menage", ("personne_de_reference", "conjoint", "enfant")),
    ):
        population = builder.declare_entity(entity, np.arange(len(asked)))
        builder.join_with_persons(population, np.array(home), np.array(roles)[role])
    simulation = builder.build(system)
    if way == "chain":
        wages = np.zeros(len(home))
        wages[np.array(role) == 0] = [row.wages[0] for row in asked]
        wages[np.array(role) == 1] = [row.wages[1] for row in asked]
        simulation.set_input("date_naissance", "eternity", np.array(born, dtype="datetime64[D]"))
        simulation.set_input("salaire_imposable", str(WAGES_YEAR), wages)
    else:
        days = np.array(born, dtype="datetime64[M]")
        simulation.set_input("common_months", PERIOD, (np.datetime64(PERIOD, "M") - days).astype(int))
        simulation.set_input("common_income", PERIOD, np.array([float(sum(row.wages)) for row in asked]))
    return simulation


def _asked(row: Row) -> dict[str, object]:
    """Write one family as a request to OpenFisca's web API does, age and income given."""
    names = [f"child{at}" for at in range(len(row.born))]
    year, month = MONTH
    months = [(year - day.year) * 12 + month - day.month for day in row.born]
    persons: dict[str, object] = {name: {} for name in PERSONS}
    persons |= {name: {"common_months": {PERIOD: count}} for name, count in zip(names, months, strict=True)}
    return {
        "individus": persons,
        "familles": {
            "f": {"parents": list(PERSONS), "enfants": names, "common_income": {PERIOD: float(sum(row.wages))}}
        },
        "foyers_fiscaux": {"f": {"declarants": list(PERSONS), "personnes_a_charge": names}},
        "menages": {
            "m": {"personne_de_reference": PERSONS[0], "conjoint": PERSONS[1], "enfants": names},
        },
    }


def _timed(call: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    found = call()
    return time.process_time() - start, found


def _measure(system: FranceTaxBenefitSystem, way: str, count: int, seed: int) -> dict[str, object]:
    asked = rows(count, seed)
    if way == "single":
        requests = [_asked(row) for row in asked]
        build = calculate = 0.0
        cents = []
        for request in requests:
            taken, simulation = _timed(lambda request=request: SimulationBuilder().build_from_entities(system, request))
            build += taken
            taken, found = _timed(lambda simulation=simulation: simulation.calculate("common_total", PERIOD))
            calculate += taken
            cents.append(round(float(found[0]) * 100))
        return {"build": build, "calculate": calculate, "cents": cents}
    build, simulation = _timed(lambda: _built(system, asked, way))
    calculate, found = _timed(lambda: simulation.calculate("common_total", PERIOD))
    incomes = simulation.calculate("common_income", PERIOD)
    return {
        "build": build,
        "calculate": calculate,
        "cents": [round(float(one) * 100) for one in found],
        "incomes": [round(float(one) * 100) for one in incomes],
    }


def _serve() -> None:
    """Load the system once, then answer every line."""
    load, system = _timed(_system)
    print(json.dumps({"load": load}), flush=True)
    for line in sys.stdin:
        way, count, seed = line.split()
        print(json.dumps(_measure(system, way, int(count), int(seed))), flush=True)


if __name__ == "__main__":
    _serve()
