"""Which part of a guide rests on which source."""

from collections.abc import Iterator, Mapping

from send_guide.guide import Contact, Guide, Outcome, Question, Step, Term, TimeLimit


def cited_by(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """For each source, in the order declared, the ids of all that cite it.

    A contact of an area is named `AREA/CONTACT`.
    """
    found: dict[str, list[str]] = {source: [] for source in guide.sources}
    for name, sources in _cited(guide):
        for source in sources:
            found[source].append(name)
    return {source: tuple(dict.fromkeys(names)) for source, names in found.items()}


def _cited(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    entries: tuple[Question | Outcome | Step | TimeLimit | Contact | Term, ...] = (
        *guide.questions.values(),
        *guide.outcomes.values(),
        *guide.steps.values(),
        *guide.time_limits.values(),
        *guide.contacts.values(),
        *guide.glossary.values(),
    )
    yield from ((entry.id, entry.sources) for entry in entries)
    for area in guide.areas.values():
        for contact in area.contacts.values():
            yield f"{area.id}/{contact.id}", contact.sources
