"""Nothing a caller may need is missing: traps, facts, lines to say, ways on, options to weigh."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.guidance import guidance
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import answer, start
from send_guide.guide import Guide
from send_guide.language import plain_yaml, reading

TOP = Path(__file__).parents[2]
NOTES = TOP.parent / "shared" / "facts"
FACTS = (TOP / "docs" / "fact_ids.txt").read_text(encoding="utf-8").split()
TRAPS = range(1, 26)


def test_every_trap_has_a_scenario_named_after_it() -> None:
    """The callers to whom a simple tree gives wrong advice are all tried."""
    found, _ = reading.scenarios(TOP / "flows")
    named = {
        int(number) for scenario in found for number in re.findall(r"^T(\d+): ", scenario.name)
    }

    assert named == set(TRAPS)


def test_every_question_says_how_to_ask_it_and_how_to_find_out(shipped: Guide) -> None:
    """Not knowing is a full answer.

    Each question has a line to say, a reason, and where to look.
    """
    assert [
        question.id
        for question in shipped.questions.values()
        if not (question.say and question.why and question.not_sure)
    ] == []


def test_every_step_says_what_to_say_and_what_to_do_if_it_fails(shipped: Guide) -> None:
    """No step leaves the adviser without words or without a way on."""
    assert [step.id for step in shipped.steps.values() if not (step.say and step.if_it_fails)] == []


def test_every_contact_has_a_day_of_review_and_is_named_by_a_step(shipped: Guide) -> None:
    """Every contact has a day of review, and a step names it.

    Details go out of date, and a contact that no step names is never seen. The child at risk has a
    key of its own.
    """
    named = {contact for step in shipped.steps.values() for contact in step.contacts}
    named |= set(shipped.roles.child_at_risk)

    assert [
        contact.id
        for contact in shipped.all_contacts
        if contact.review_by is None or contact.id not in named
    ] == []


@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_every_caller_gets_options_to_weigh_and_a_way_on(
    shipped: Guide, data: st.DataObject
) -> None:
    """Whatever was answered, at least two options stand side by side.

    If a step fails, there is something to do.
    """
    walk = start(shipped, date(2026, 11, 23))
    while walk.question is not None:
        walk = answer(walk, data.draw(st.sampled_from(representatives(walk))))
    shown = guidance(walk)

    assert len(shown.alternatives) >= 2
    assert any(step.if_it_fails for step in shown.steps)


def not_used() -> dict[str, str]:
    file = TOP / "docs" / "facts_not_used.yaml"
    reasons = plain_yaml.read_answers(file.name, file.read_bytes())
    return {fact: str(why) for fact, why in reasons.items()}


def test_a_fact_is_used_or_left_out_for_a_reason(shipped: Guide) -> None:
    """No fact is both cited and listed as left out, and each one left out has its reason."""
    assert [fact for fact, why in not_used().items() if fact in shipped.sources or not why] == []


def test_every_fact_of_the_research_notes_is_accounted_for(shipped: Guide) -> None:
    """Each fact of the research notes is cited by the guide or left out for a reason.

    The facts are those about the law, Luton, national bodies and advice work.
    """
    assert [fact for fact in FACTS if fact not in shipped.sources and fact not in not_used()] == []
    assert len(FACTS) > 200


@pytest.mark.skipif(
    not NOTES.is_dir(), reason="the research notes lie beside the project, not in it"
)
def test_the_list_of_facts_is_that_of_the_research_notes() -> None:
    """A fact that the notes gain is asked for here."""
    law = re.findall(
        r"^- \[(L\d+\.\d+)\]", (NOTES / "law.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    rest = "".join(
        (NOTES / name).read_text(encoding="utf-8") for name in ("contacts.md", "advisers.md")
    )

    second = (NOTES / "law-2.md").read_text(encoding="utf-8").split("## 2. Additions")[1]
    found = sorted({int(number) for number in re.findall(r"\[L10\.(\d+)\]", second)})
    law += [f"L10.{number}" for number in range(found[0], found[-1] + 1)]

    assert [*law, *re.findall(r"^\| ((?:LUT|NAT|ADV)-\d+) \|", rest, re.MULTILINE)] == FACTS
