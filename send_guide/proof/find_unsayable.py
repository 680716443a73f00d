"""Find calls that cannot be held as planned, and steps that speak of what is not there."""

from collections import Counter
from collections.abc import Iterator, Mapping

from send_guide.engine.guidance import MOST_IN_A_CALL
from send_guide.guide import Contact, Guide, Step, Thing
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, Note, finding
from send_guide.proof.states import Visit
from send_guide.proof.told import Advice


def calls(everybody: Callers) -> Iterator[Finding]:
    """Find calls with two steps for one contact, or a contact without a way to reach it."""
    seen: dict[tuple[str, str, str], list[Visit]] = {}
    # equal advice is one object: it is looked up by its identity, as it is slow to hash
    different = {id(told): told for told in everybody.told.values()}
    verdicts = {key: list(_faults(everybody.guide, told)) for key, told in different.items()}
    for visit, told in everybody.told.items():
        for rule, message in verdicts[id(told)]:
            seen.setdefault((told.outcome, rule, message), []).append(visit)
    for (outcome, rule, message), there in seen.items():
        place = everybody.guide.outcomes[outcome].place
        yield finding(everybody, place, rule, f"'{outcome}': {message}", there)


def _faults(guide: Guide, told: Advice) -> Iterator[tuple[str, str]]:
    """What is wrong with the call of one class of callers: the rule, and what is wrong."""
    known = contacts_seen(guide, told)
    steps = [guide.steps[step] for step in told.call]
    named = Counter[str]()
    for step in steps:
        named.update(dict.fromkeys(step.contacts, 1))
        without = [known[id_] for id_ in step.contacts[:1] if not _can_be_reached(known[id_])]
        for contact in without:
            yield (
                "say-without-number",
                f"the step '{step.id}' of the call names '{contact.id}', which has neither a"
                " number, an address nor words on where to find one",
            )
    for contact_id, count in named.items():
        if count > 1:
            both = " and ".join(f"'{step.id}'" for step in steps if contact_id in step.contacts)
            yield "contact-twice-in-call", f"{both} of the call name the same '{contact_id}'"


def contacts_seen(guide: Guide, told: Advice) -> Mapping[str, Contact]:
    """Contacts by id as these callers see them: those of their area in front of the others."""
    area = guide.areas[told.area] if told.area else None
    anybody = {contact.id: contact for contact in guide.all_contacts}
    return {**anybody, **guide.contacts_in(area)}


def _can_be_reached(contact: Contact) -> bool:
    return any((contact.phone, contact.email, contact.url, contact.find))


def full_calls(everybody: Callers) -> Iterator[Note]:
    """Note outcomes that name more steps for the call than it holds, for some caller."""
    most = Counter[str]()
    for told in everybody.told.values():
        most[told.outcome] = max(most[told.outcome], told.beyond)
    for outcome, beyond in most.items():
        if beyond:
            message = (
                f"'{outcome}' names up to {MOST_IN_A_CALL + beyond} steps for the call of one"
                f" caller; those after the first {MOST_IN_A_CALL} stand in the papers"
            )
            yield Note(everybody.guide.outcomes[outcome].place, "too-many-to-say", message)


def things_not_there(everybody: Callers) -> Iterator[Finding]:
    """Find steps that speak of a thing, such as a letter, to callers who have none."""
    guide = everybody.guide
    needing = [step for step in guide.steps.values() if step.needs]
    shown_to: dict[str, list[Visit]] = {step.id: [] for step in needing}
    for visit, told in everybody.told.items():
        for step_id in told.steps:
            if step_id in shown_to:
                shown_to[step_id].append(visit)
    for step in needing:
        for need in step.needs:
            yield from _without(everybody, step, guide.things[need], shown_to[step.id])


def _without(everybody: Callers, step: Step, thing: Thing, there: list[Visit]) -> Iterator[Finding]:
    have: set[Visit] = set()
    for when in thing.any_of:
        have.update(everybody.among(there, when))
    without = [visit for visit in there if visit not in have]
    for outcome in dict.fromkeys(everybody.told[visit].outcome for visit in without):
        message = (
            f"'{outcome}' shows the step '{step.id}', which speaks of {thing.name}, to callers of"
            f" whom no condition of '{thing.id}' holds"
        )
        seen = [visit for visit in without if everybody.told[visit].outcome == outcome]
        yield finding(everybody, step.place, "speaks-of-what-is-not-there", message, seen)
