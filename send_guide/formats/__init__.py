"""Guidance as text: a card, pages in one module for each format, and documents to save or send."""

from importlib import import_module

from send_guide.engine.guidance import Guidance

DOCUMENTS = ("json", "note", "message", "html", "ics")
"""The formats made from the guidance itself and not from the page, by their modules' names."""


def document(shown: Guidance, name: str) -> str:
    """Write the guidance as one of the documents.

    The module is loaded only now: some need libraries that a call does not.
    """
    return str(import_module(f"{__name__}.{name}").render(shown))
