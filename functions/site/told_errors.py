"""Tell what is wrong with a form in the order of its page, each error led to its field."""

from collections import defaultdict
from collections.abc import Mapping

from functions.runtime.problem import Language, Problem
from functions.site.page_texts import page_texts


def told_errors(problem: Problem | None, language: Language, labels: Mapping[str, str], form: str) -> dict[str, object]:
    """Return the members of `page` that the error summary and the fields read.

    `labels`: field name -> what a person calls it, in the order of the page; `form`: where an error leads that belongs
    to no field. Date fields posted in parts are named as a whole.
    """
    order = {name: place for place, name in enumerate(labels)}
    found = () if problem is None else problem.errors
    named = [(_field_of(error.pointer, order, form), error.detail(language)) for error in found]
    return said_errors("" if problem is None else problem.said(language), language, labels, named, form=form)


def said_errors(
    detail: str, language: Language, labels: Mapping[str, str], named: list[tuple[str, str]], *, form: str
) -> dict[str, object]:
    """Return the same members from (field, what is wrong); no detail means that nothing is wrong."""
    order = {name: place for place, name in enumerate(labels)}
    errors = sorted(
        ((name if name in order else form, said) for name, said in named),
        key=lambda error: order.get(error[0], len(order)),
    )
    return {
        "errors": defaultdict(str, errors),
        "summary": bool(detail),
        "summary_title": page_texts(language)["errors_title"],
        "summary_detail": detail,
        "summary_links": [
            (name, f"{labels[name].rstrip('?. ')}: {said}" if name in labels else said) for name, said in errors
        ],
    }


def _field_of(pointer: str, fields: Mapping[str, int], form: str) -> str:
    name = pointer.strip("/").replace("/", ".")
    if name.startswith("work.") and name.endswith(".person"):
        name = name.removesuffix("person") + "status"
    if name in fields:
        return name
    parent = name.rpartition(".")[0]
    return parent if parent in fields else form
