"""How many walks a second the engine takes through a tree of 58 questions, in one process.

`complete` walks at once from all answers; `answer` one answer at a time, keeping the history. The
dictionary loop is what a program without any checks would do.
"""

import random
import time
from collections.abc import Callable
from datetime import date

from send_guide.engine.walk import answer, complete, start
from send_guide.guide import Guide, Option, Outcome, Question, Route

TODAY = date(2026, 11, 24)
QUESTIONS = 58
SECONDS = 1.0


def tree() -> Guide:
    """A tree of questions with two options each; its leaves are outcomes."""
    questions: dict[str, Question] = {}
    outcomes: dict[str, Outcome] = {}
    for number in range(QUESTIONS):
        options = []
        for option, child in (("yes", 2 * number + 1), ("no", 2 * number + 2)):
            to = f"q{child}" if child < QUESTIONS else f"end{child}"
            options.append(Option(option, option, go=(Route(to),)))
            if child >= QUESTIONS:
                outcomes[to] = Outcome(to, to, to, ())
        id_ = f"q{number}"
        questions[id_] = Question(id_, "Which?", "one", "Why.", options=tuple(options))
    return Guide("tree", "T", "1", TODAY, None, "q0", questions, outcomes, {}, {}, {}, {}, {})


def callers(guide: Guide) -> list[dict[str, str]]:
    """A thousand callers, each with the answers on their own way."""
    draw = random.Random(7)  # noqa: S311  # the same callers in every run
    found = []
    for _ in range(1000):
        walk = start(guide, TODAY)
        while walk.question is not None:
            walk = answer(walk, draw.choice(("yes", "no")))
        found.append({name: str(given) for name, given in walk.answers.items()})
    return found


def a_second(walks: list[dict[str, str]], take: Callable[[dict[str, str]], object]) -> float:
    """How often in a second one of these is walked."""
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        for answers in walks:
            take(answers)
        count += len(walks)
    return count / (time.perf_counter() - began)


def main() -> None:
    """Print the rates."""
    guide = tree()
    walks = callers(guide)
    next_of = {
        (question.id, option.id): option.go[0].to
        for question in guide.questions.values()
        for option in question.options
    }

    def one_by_one(answers: dict[str, str]) -> object:
        walk = start(guide, TODAY)
        while walk.question is not None:
            walk = answer(walk, answers[walk.question.id])
        return walk

    def dictionary(answers: dict[str, str]) -> object:
        here = "q0"
        while here in answers:
            here = next_of[here, answers[here]]
        return here

    for name, take in (
        ("complete", lambda answers: complete(guide, answers, TODAY)),
        ("answer by answer", one_by_one),
        ("dictionary loop", dictionary),
    ):
        print(f"{name:20}{a_second(walks, take):12,.0f} walks a second")


if __name__ == "__main__":
    main()
