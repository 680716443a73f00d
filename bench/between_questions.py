"""Processor time between two questions and at the end of a call: medians on the main guide.

Run `python bench/between_questions.py` in an environment with the package installed.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date

from send_guide.call.search import find
from send_guide.engine.contradictions import contradiction
from send_guide.engine.open_answers import possible
from send_guide.engine.questions_left import questions_left
from send_guide.engine.resume_code import decode, encode
from send_guide.engine.walk import complete, replay, start
from send_guide.language import catalogue

TODAY = date(2026, 11, 23)
LETTER = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_plan",
}
CALLER = {**LETTER, "letter_date": "2026-11-02", "mediation": "not_contacted"}


def main(rounds: int = 21) -> None:
    """Time each; the first run, which fills caches, is told beside the median of the others."""
    guide = catalogue.open_guide()
    whole = complete(guide, CALLER, TODAY)
    code = encode(whole)

    def unsure(**answers: str) -> Callable[[], object]:
        walk = complete(guide, {**CALLER, **answers}, TODAY, defaults=True)
        return lambda: possible(walk)

    works: dict[str, Callable[[], object]] = {
        "questions left, at the start": lambda: questions_left(start(guide, TODAY)),
        "questions left, half-way": lambda: questions_left(replay(guide, LETTER, TODAY)),
        "resume code": lambda: encode(whole),
        "reading a resume code": lambda: decode(guide, code, TODAY),
        "find": lambda: find(guide, "school only", TODAY),
        "contradiction": lambda: contradiction(whole, "waiting_for", "final_plan"),
        "possible, letter date open": unsure(letter_date="not_sure"),
        "possible, decision open": unsure(decision="not_sure"),
        "possible, issue open": unsure(issue="not_sure"),
        "possible, three open": unsure(
            council="not_sure", past_school_age="not_sure", issue="not_sure"
        ),
    }
    for name, work in works.items():
        taken = []
        for _ in range(rounds):
            begun = time.process_time()
            work()
            taken.append((time.process_time() - begun) * 1000)
        print(f"{name:30} first {taken[0]:7.1f} ms, then {statistics.median(taken[1:]):7.2f} ms")


if __name__ == "__main__":
    main()
