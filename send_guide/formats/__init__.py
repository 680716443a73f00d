"""Guidance as text: pages in one module for each format, and documents to save or send."""

from importlib import import_module

from send_guide.engine.guidance import Guidance

DOCUMENTS = ("json", "note", "message", "html", "ics")
"""The formats that are made from the guidance itself and not from the page, each by the module of its name."""


def document(shown: Guidance, name: str) -> str:
    """The guidance as one of the documents. Its module is loaded only now: some need libraries that a call does not."""
    return str(import_module(f"{__name__}.{name}").render(shown))
