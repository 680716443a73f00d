"""Packages that only some commands need: the extras of pyproject.toml."""

from importlib.util import find_spec

PACKAGES = {"authors": ("breame", "readability"), "picture": ("graphlay",)}
"""The packages of each extra, by the name they are imported under."""


def missing(extra: str) -> bool:
    """Whether a package of this extra is not installed. Nothing is imported."""
    return any(find_spec(package) is None for package in PACKAGES[extra])


def how_to_install(extra: str) -> str:
    """The command that installs an extra, from an index or in a checkout."""
    return f'pip install "send-guide[{extra}]" (in a checkout: pip install ".[{extra}]")'
