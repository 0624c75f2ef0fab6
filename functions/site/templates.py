"""The page templates as they were built: `tools/build_site.py` compiled them to Python, so no page is parsed here."""

import json
from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound

_BUILT = Path(__file__).parent / "built"


def environment(loader: BaseLoader) -> Environment:
    """Return the environment of the pages: every value is escaped, a missing one is an error."""
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def built_text(name: str) -> str:
    """Return a built file of the site."""
    return (_BUILT / name).read_text(encoding="utf-8")


class BuiltLoader(BaseLoader):
    """Loads templates from the compiled sources; raises TemplateNotFound for a name that was not built."""

    has_source_access = False

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - jinja's own signature
    ) -> Template:
        """Return one compiled template."""
        code = _compiled().get(name)
        if code is None:
            raise TemplateNotFound(name)
        members: dict[str, object] = {"environment": environment, "__file__": f"<built {name}>"}
        exec(compile(code, f"<built {name}>", "exec"), members)  # noqa: S102 - our own file, written by the build
        return environment.template_class.from_module_dict(environment, members, globals or {})


@cache
def _compiled() -> dict[str, str]:
    code: dict[str, str] = json.loads(built_text("templates.json"))
    return code


@cache
def _built() -> Environment:
    return environment(BuiltLoader())


def render(name: str, **values: object) -> str:
    """Render a template; jinja2.UndefinedError when a value is missing."""
    fill: Callable[..., str] = _built().get_template(name).render
    return fill(**values)
