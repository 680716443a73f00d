"""Fills the templates of papers. The only importer of Jinja2.

Every value is escaped; a value that the template does not know is an error and never left blank.
"""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from send_guide.papers import qr_code


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("send_guide.papers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["code"] = _code
    return environment


def _code(address: str) -> Markup:
    # segno writes the numbers of a drawing, and nothing of the address as text
    return Markup(qr_code.svg(address))  # noqa: S704


def fill(template: str, **values: object) -> str:
    """A template of this package with its values."""
    return _environment().get_template(template).render(values)
