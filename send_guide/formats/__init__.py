"""Guidance as text: a card, pages in one module for each format, and documents to save or send."""

from importlib import import_module

from send_guide.engine.guidance import Guidance

DOCUMENTS = ("json", "note", "message", "sms", "csv", "html", "ics")
"""The formats made from the guidance itself and not from the page, by the name of their module."""


def render(name: str, shown: Guidance, **options: object) -> str:
    """The guidance as one of the documents. `options`: those that its module's `render` takes.

    The module is loaded only now: some need libraries that a call does not.
    """
    return str(import_module(f"{__name__}.{name}").render(shown, **options))


def document(shown: Guidance, name: str) -> str:
    """The guidance as one of the documents, without options."""
    return render(name, shown)
