"""Writes a population: `python -m tools.synthetic --families 30 --seed 1 --to build/synthetic`.

The folder gets `forms/<number>.json`, `drops/<sender>/<flow>/<sequence>.json[l]` and `families.jsonl`, the truth.
"""

import argparse
import json
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path

from tools.synthetic.make_families import make_families
from tools.synthetic.tell_drops import household_deliveries, income_deliveries
from tools.synthetic.tell_form import family_form
from tools.synthetic.tell_other_flows import other_deliveries


def main() -> None:
    """Write the files; an existing file is replaced."""
    parser = argparse.ArgumentParser(prog="python -m tools.synthetic", description="Write synthetic families.")
    parser.add_argument("--families", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=Path("build/synthetic"))
    asked = parser.parse_args()
    write_population(asked.to, seed=asked.seed, families=asked.families)
    print(f"{asked.families} families in {asked.to}")


def write_population(folder: Path, *, seed: int, families: int) -> None:
    """Write forms, drops and the truth of so many families."""
    population = list(islice(make_families(seed), families))
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    for family in population:
        text = json.dumps(family_form(family), ensure_ascii=False, indent=2) + "\n"
        (folder / "forms" / f"{family.number:06d}.json").write_text(text, encoding="utf-8")
    told = (household_deliveries(population), income_deliveries(population), other_deliveries(population))
    for delivery in chain(*told):
        path = folder / "drops" / delivery.key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(delivery.body)
    truth = "".join(json.dumps(asdict(family), default=str, ensure_ascii=False) + "\n" for family in population)
    (folder / "families.jsonl").write_text(truth, encoding="utf-8")


if __name__ == "__main__":
    main()
