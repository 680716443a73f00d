"""Which part of a guide rests on which source."""

from collections.abc import Iterator, Mapping

from send_guide.guide import Guide


def cited_by(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """For each source, in the order declared: the ids of the questions, outcomes, steps, time limits, contacts and terms that cite it."""
    found: dict[str, list[str]] = {source: [] for source in guide.sources}
    for name, sources in _cited(guide):
        for source in sources:
            found[source].append(name)
    return {source: tuple(dict.fromkeys(names)) for source, names in found.items()}


def _cited(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((each.id, each.sources) for each in guide.questions.values())
    yield from ((each.id, each.sources) for each in guide.outcomes.values())
    yield from ((each.id, each.sources) for each in guide.steps.values())
    yield from ((each.id, each.sources) for each in guide.time_limits.values())
    yield from ((each.id, each.sources) for each in guide.contacts.values())
    yield from ((each.id, each.sources) for each in guide.glossary.values())
    for area in guide.areas.values():
        yield from ((f"{area.id}/{each.id}", each.sources) for each in area.contacts.values())
