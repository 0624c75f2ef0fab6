"""Fill the templates of the notice and the record with the register in one language. Used at build time only."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from functions.register.phrases import Phrases, sentence
from functions.register.purpose_entry import Holdings


def fill(template: str, phrases: Phrases, version: str, **more: object) -> str:
    """Return one template filled; every value is escaped, an undefined name raises."""
    environment = Environment(
        loader=PackageLoader("functions.register", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    frame = phrases.frame()

    def holdings(entry: Holdings) -> Markup:
        lines = Markup()
        for audience, categories in entry.items():
            names = ", ".join(phrases.say(phrases.register.categories[category].name) for category in categories)
            lines += Markup("<dd>{}{} {}</dd>\n").format(frame[f"audience_{audience}"], phrases.colon, names)
        return lines or Markup("<dd>{}</dd>\n").format(frame["nothing"])

    return environment.get_template(template).render(
        register=phrases.register,
        language=phrases.language,
        version=version,
        t=frame,
        say=phrases.say,
        sentence=sentence,
        holdings=holdings,
        length=phrases.length,
        start=phrases.start,
        term=phrases.term,
        reason=phrases.reason,
        contract=phrases.contract,
        horizon=phrases.horizon(),
        colon=phrases.colon,
        separator=phrases.separator,
        **more,
    )


def whole_page(article: str, title: str, phrases: Phrases) -> str:
    """Return a document of its own around an article that `fill` made."""
    return fill("page.html.j2", phrases, "", article=Markup(article), title=escape(title))  # noqa: S704 - our own output
