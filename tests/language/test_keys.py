"""Each key is declared once, on the field it fills; the reader, schema and reference follow it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from send_guide.guide import DayOfYear, Guide, Season, Target, WeekdayOfMonth
from send_guide.language import assemble, json_schema, reference, scenario_file, yaml_tree
from send_guide.language.reference import TABLES

TOP = Path(__file__).parents[2]
EVERY_KEY = Path(__file__).parent / "every_key.yaml"
README = (TOP / "flows" / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The guide that uses every key."""
    document = assemble.read_document("every_key.yaml", EVERY_KEY.read_bytes())
    built, problems = assemble.build_guide([document])
    assert problems == ()
    assert built is not None
    return built


def keys_in(value: Any) -> Iterator[str]:
    """Every key of nested mappings."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    if isinstance(value, list):
        for item in value:
            yield from keys_in(item)


def test_the_sample_uses_every_key() -> None:
    """No key is left out of the guide that the other tests read."""
    sample = yaml.load(EVERY_KEY.read_bytes(), Loader=yaml_tree.LOADER)  # noqa: S506 (plain data)
    used = set(keys_in(sample))
    of_scenarios = ("scenario", "expect", "time_limits of expect")
    tables = {name: table for name, table in TABLES.items() if name not in of_scenarios}

    for name, table in tables.items():
        assert [f"{name}: {key}" for key in table if key not in used] == []


def test_every_key_says_what_it_is() -> None:
    """An editor shows a line on each key."""
    for table in TABLES.values():
        assert all(row.about for row in table.values())


def test_the_reference_is_made_of_the_keys() -> None:
    """flows/README.md holds every table as `docs/make_reference.py` makes it."""
    assert sorted(reference.tables_in(README)) == sorted(TABLES)
    assert reference.filled_in(README) == README


@pytest.mark.parametrize(
    ("file", "schema"),
    [("schema.json", json_schema.schema()), ("scenarios/schema.json", scenario_file.schema())],
)
def test_the_schemas_beside_the_flows_are_made_of_the_keys(file: str, schema: Any) -> None:
    """They are what `docs/make_reference.py` writes."""
    written = json.loads((TOP / "flows" / file).read_text(encoding="utf-8"))

    assert written == json.loads(json.dumps(schema))


def test_the_head_of_a_guide(guide: Guide) -> None:
    """The head declares what the guide is, its roles, things and seasons."""
    assert guide.main
    assert guide.law_as_of == date(2026, 5, 31)
    assert guide.reviewed is None
    assert guide.roles.letter_date == "letter_date"
    assert guide.roles.child_at_risk == ("sendias",)
    assert len(guide.things["letter"].any_of) == 2
    assert guide.seasons["after_year_11"].start == WeekdayOfMonth(4, 6, -1)
    assert guide.seasons["winter"].end == WeekdayOfMonth(0, 2, 0)
    assert guide.seasons["winter"].start == DayOfYear(12, 1)


def test_the_steps_of_an_outcome_know_their_part(guide: Guide) -> None:
    """Those of the call come first, then those for the papers, then more."""
    uses = guide.outcomes["advice"].steps

    assert [(use.id, use.part) for use in uses] == [
        ("ring", "call"),
        ("ring", "papers"),
        ("wait", "more"),
    ]


def test_a_step_has_contacts_and_what_it_needs(guide: Guide) -> None:
    """A contact may stand alone or in a list."""
    assert guide.steps["ring"].contacts == ("sendias", "council")
    assert guide.steps["ring"].contact == "sendias"
    assert guide.steps["wait"].contacts == ("sendias",)
    assert guide.steps["ring"].needs == ("letter",)
    assert guide.steps["ring"].as_service == "We can look at the letter now."


def test_a_time_limit_says_whose_it_is_and_what_is_not_counted(guide: Guide) -> None:
    """A limit without spans is known by its rule alone."""
    limit = guide.time_limits["last_day"]

    assert (limit.whose, limit.note) == ("council", "It may be a day later.")
    assert limit.leave_out == ("christmas", "august")
    assert guide.time_limits["counted_back"].whose == "family"
    assert guide.time_limits["by_rule_alone"].spans == ()


def test_a_fixed_day_has_a_field_of_its_own(guide: Guide) -> None:
    """It is no number of anything."""
    fixed = next(span for span in guide.time_limits["counted_back"].spans if span.id == "fixed")

    assert (fixed.count, fixed.fixed_day) == (0, DayOfYear(2, 15))
    assert (fixed.in_year, fixed.then_back_weeks) == ("school_year", 12)
    assert str(fixed) == (
        "15 February in the year in which the school year ends of the letter (letter_date),"
        " less 12 weeks"
    )


def test_callers_words_lead_to_what_they_mean(guide: Guide) -> None:
    """An answer's target names the question and the option."""
    assert guide.callers_say[Target("answer", "council=luton")] == ("I live in Luton",)
    assert guide.callers_say[Target("faq", "cost")] == ("how much",)
    assert len(guide.callers_say) == 6


@pytest.mark.parametrize(
    ("today", "label"),
    [
        (date(2026, 6, 25), "Luton"),
        (date(2026, 6, 26), "Luton Borough"),
        (date(2026, 8, 31), "Luton Borough"),
        (date(2026, 9, 1), "Luton"),
    ],
)
def test_a_label_follows_the_season(guide: Guide, today: date, label: str) -> None:
    """The last Friday of June 2026 is the 26th."""
    option = guide.questions["council"].option("luton")

    assert option is not None
    assert option.label_on(guide, today) == label


def test_a_season_may_run_over_the_new_year() -> None:
    """Both ends belong to it."""
    winter = Season("winter", DayOfYear(12, 1), DayOfYear(1, 31))
    inside = (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 31))

    assert all(winter.holds(day) for day in inside)
    assert not winter.holds(date(2027, 2, 1))
    assert not winter.holds(date(2026, 11, 30))
