"""What the head of a guide and callers' words name must be there, and of the right kind."""

from pathlib import Path

import pytest

from send_guide.errors import Problem, UsageError
from send_guide.language import catalogue
from send_guide.language.checks import check
from send_guide.language.faults import examine

ROLES = "roles: {letter_date: letter_date, advice_service: [sendias]}"


def told(folder: Path, small_flows: Path, old: str, new: str) -> list[Problem]:
    """What is told of the example when some of it is changed."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "example.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return list(examine([folder]))


@pytest.mark.parametrize(
    ("roles", "rule", "words"),
    [
        ("letter_date: leter_date", "not-a-date", "did you mean 'letter_date'"),
        ("certificate_date: council", "not-a-date", "no question for a date"),
        ("child_at_risk: [sendia]", "unknown-contact", "did you mean 'sendias'"),
        ("advice_service: [council]", "unknown-contact", "the role `advice_service`"),
        ("statistics: [councl]", "unknown-question", "did you mean 'council'"),
        ("letter: letter_date", "unknown-key", "did you mean 'letter_date'"),
    ],
)
def test_a_role_names_what_is_there(
    tmp_path: Path, small_flows: Path, roles: str, rule: str, words: str
) -> None:
    """A question that was renamed does not lose its role in silence."""
    [problem] = told(tmp_path, small_flows, ROLES, f"roles: {{{roles}}}")

    assert problem.rule == rule
    assert words in str(problem)


def test_an_outcome_is_held_to_the_advice_service_of_the_roles(
    tmp_path: Path, small_flows: Path
) -> None:
    """Whatever the contact is called; a guide that names none is not held to it."""
    other = (
        "contacts:\n  other: {name: O, purpose: P, find: F, checked: 2026-11-23, sources: [L3.1]}"
    )
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    text = text.replace("contacts:", other, 1)
    named = text.replace("advice_service: [sendias]", "advice_service: [other]")
    (tmp_path / "example.yaml").write_text(named, encoding="utf-8")
    assert {problem.rule for problem in examine([tmp_path])} == {"outcome-without-advice"}

    (tmp_path / "example.yaml").write_text(text.replace(ROLES, "roles: {}"), encoding="utf-8")
    assert examine([tmp_path]) == ()


@pytest.mark.parametrize(
    "words",
    [
        "answers: {council: {lutn: [a]}}",
        "questions: {counci: [a]}",
        "steps: {wait: [a]}",
        "contacts: {sendia: [a]}",
        "terms: {sendias: [a]}",
        "faqs: {cost: [a]}",
    ],
)
def test_callers_words_lead_to_what_is_there(tmp_path: Path, small_flows: Path, words: str) -> None:
    """Nobody is led to an answer that was renamed."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    (tmp_path / "example.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "callers_say.yaml").write_text(f"callers_say:\n  {words}\n", encoding="utf-8")
    [problem] = examine([tmp_path])

    assert (problem.rule, problem.file) == ("unknown-target", "callers_say.yaml")


def test_callers_words_are_read_for_a_search_alone(tmp_path: Path, small_flows: Path) -> None:
    """A call does not wait for them."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    (tmp_path / "example.yaml").write_text(text, encoding="utf-8")
    said = "callers_say: {answers: {council: {luton: [I live in Luton]}}}"
    (tmp_path / "callers_say.yaml").write_text(said, encoding="utf-8")

    assert catalogue.load(tmp_path, "example").callers_say == {}
    assert len(catalogue.load(tmp_path, "example", callers_say=True).callers_say) == 1


def test_the_main_guide_says_so(tmp_path: Path, small_flows: Path) -> None:
    """Whatever its file is called; without one, a guide must be named."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    for name in ("a", "b"):
        other = text.replace("id: example", f"id: guide_{name}")
        (tmp_path / f"{name}.yaml").write_text(other, encoding="utf-8")
    with pytest.raises(UsageError, match=r"Name a guide\. Guides here: guide_a, guide_b"):
        catalogue.main_guide(tmp_path)

    main = text.replace("id: example", "id: guide_b\n  main: yes")
    (tmp_path / "b.yaml").write_text(main, encoding="utf-8")
    assert catalogue.main_guide(tmp_path) == "guide_b"
    assert list(catalogue.guides(tmp_path)) == ["guide_b", "guide_a"]
    assert catalogue.open_guide(None, tmp_path).id == "guide_b"


def test_a_call_is_not_checked_for_its_wording(small_flows: Path) -> None:
    """The checks of sense alone find nothing in the example."""
    assert check(catalogue.load(small_flows, "example")) == ()
