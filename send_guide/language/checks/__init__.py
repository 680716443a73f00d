"""Faults of sense in one guide, each rule a small function.

Wording, numbers and outcomes are looked at by `send-guide check` alone.
"""

from collections.abc import Callable, Iterator

from send_guide.errors import Problem
from send_guide.guide import Guide
from send_guide.language.checks import callers_words, head
from send_guide.language.checks.contact_details import blocked, reachable_contacts
from send_guide.language.checks.options_and_conditions import conditions, options
from send_guide.language.checks.references import (
    guarantees,
    references,
    sourced,
    twice,
    unused,
)
from send_guide.language.checks.routes import (
    loop,
    no_way_on,
    route_never_taken,
    same_id,
    too_early,
    unknown_target,
    unreachable,
)

CHECKS: tuple[Callable[[Guide], Iterator[Problem]], ...] = (
    head.roles,
    head.things,
    head.seasons,
    head.law_as_of,
    head.must_have,
    head.by_without_limit,
    unknown_target,
    same_id,
    unreachable,
    loop,
    no_way_on,
    route_never_taken,
    options,
    conditions,
    too_early,
    references,
    guarantees,
    twice,
    sourced,
    unused,
    reachable_contacts,
    blocked,
    callers_words.targets,
    callers_words.phrase_twice,
)
RULES = (
    "unknown-thing",
    "unknown-season",
    "law-newer-than-sources",
    "area-without-contact",
    "by-without-limit",
    "unknown-target",
    "same-id",
    "unreachable-question",
    "unreachable-outcome",
    "loop",
    "no-way-on",
    "route-never-taken",
    "options-on-a-date",
    "missing-options",
    "too-many-options",
    "not-sure-without-help",
    "duplicate-label",
    "go-on-several",
    "bad-default",
    "unknown-question",
    "unknown-answer",
    "unknown-state",
    "condition-too-early",
    "unknown-step",
    "unknown-limit",
    "unknown-contact",
    "not-a-date",
    "named-twice",
    "guarantee-asks-nothing",
    "missing-source",
    "unknown-source",
    "unused-step",
    "unused-limit",
    "unused-source",
    "contact-without-a-way",
    "phone-format",
    "bad-link",
    "blocked-detail",
    "phrase-twice",
)
"""The names of the rules, as a problem shows them."""


def check(guide: Guide) -> tuple[Problem, ...]:
    """All faults of sense in a guide, in the order of their places."""
    problems: set[Problem] = set()
    for rule in CHECKS:
        problems.update(rule(guide))
    return tuple(sorted(problems))
