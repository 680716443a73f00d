"""Guidance -> JSON: the contract with scripts (docs/json.md).

Keys change only with `schema_version`.
"""

import json
from collections.abc import Iterable
from datetime import date

from send_guide.engine import resume_code
from send_guide.engine.guidance import Guidance
from send_guide.engine.time_limits import Due
from send_guide.guide import Contact, Guide, Part, Step
from send_guide.page.card import card_lines
from send_guide.page.ways import trust

SCHEMA_VERSION = 1


def render(shown: Guidance) -> str:
    """The guidance as one JSON object, dates as `YYYY-MM-DD`."""
    guide = shown.guide
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "guide": {
                "id": guide.id,
                "title": guide.title,
                "version": guide.version,
                "law_as_of": guide.law_as_of,
                "reviewed": guide.reviewed,
            },
            "area": shown.area.id if shown.area else None,
            "today": shown.today,
            "answers": [
                {
                    "question": given.question,
                    "text": given.text,
                    "answer": given.answer,
                    "label": given.label,
                }
                for given in shown.answers
            ],
            "outcome": {
                "id": shown.outcome.id,
                "title": shown.outcome.title,
                "summary": shown.outcome.summary,
            },
            "time_limits": time_limits(shown.time_limits),
            "steps": [_step(step, shown.part(step.id)) for step in shown.steps],
            "card": card_lines(shown),
            "contacts": contacts(shown.contacts, guide),
            "warnings": shown.warnings,
            "sources": [
                {
                    "id": source.id,
                    "title": source.title,
                    "url": source.url,
                    "checked": source.checked,
                }
                for source in shown.sources
            ],
            "unused": shown.unused,
            "resume_code": resume_code.encode(shown.walk),
        }
    )


def time_limits(limits: Iterable[Due]) -> list[dict[str, object]]:
    """Time limits as the contract lists them; a date that cannot be known is null."""
    return [
        {
            "id": due.id,
            "label": due.label,
            "last_day": due.last_day,
            "aim_for": due.aim_for,
            "plain_last_day": due.plain_last_day,
            "decided_by": due.decided_by,
            "moved_by": due.moved_by,
            "status": due.status,
            "days_left": due.days_left,
            "working": " ".join(due.working),
            "sources": due.sources,
        }
        for due in limits
    ]


def contacts(shown: Iterable[Contact], guide: Guide) -> list[dict[str, object]]:
    """Contacts as the contract lists them; `source` is the titles of their sources."""
    return [_contact(contact, guide) for contact in shown]


def dump(value: object) -> str:
    """JSON text with a newline at the end; dates in ISO form."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not for JSON: {value!r}")


def _step(step: Step, part: Part) -> dict[str, object]:
    return {
        "id": step.id,
        "part": part,
        "text": f"{step.text} Have ready: {step.have_ready}" if step.have_ready else step.text,
        "say": step.say,
        "note": step.note,
        "contact": step.contact,
        "by": step.by,
        "if_it_fails": step.if_it_fails,
        "sources": step.sources,
    }


def _contact(contact: Contact, guide: Guide) -> dict[str, object]:
    return {
        "id": contact.id,
        "name": contact.name,
        "phone": contact.phone,
        "email": contact.email,
        "url": contact.url,
        "hours": contact.hours,
        "note": " ".join(filter(None, (contact.find, contact.note, trust(contact)))),
        "checked": contact.checked,
        "source": "; ".join(guide.sources[source].title for source in contact.sources),
    }
