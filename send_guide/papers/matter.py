"""One problem of a family, as its two pages of paper state it."""

from dataclasses import dataclass

from send_guide.guide import Faq, Term
from send_guide.papers.by_when import ByWhen
from send_guide.papers.people import Person


@dataclass(frozen=True, slots=True)
class Task:
    """A step as it stands on paper: its first sentence, the rest, and what belongs to it.

    `by`: its day in words. `person`: whom to reach for it. `have_ready`, `if_it_fails`: perhaps
    empty. `moved`: its rest and what to have ready stand on the second page.
    """

    number: int
    lead: str
    rest: str
    by: str
    person: Person | None
    have_ready: str
    if_it_fails: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """One problem of the family on two pages.

    First page: `doubts` about dates, `dates`, `first_call` (whom to ring), `tasks` and `helper`.
    Second page: `later` (how, and what follows), what to do if a task fails, `others_dates` (what
    the council and others must do by when), `people` (every way to reach them), `words` and
    `questions`. `codes` are the addresses shown as QR codes, `ending` the lines that every output
    ends with. `left_out`: steps that no room was left for.
    """

    title: str
    summary: str
    doubts: tuple[str, ...]
    dates: tuple[ByWhen, ...]
    first_call: Person | None
    tasks: tuple[Task, ...]
    helper: Person | None
    later: tuple[Task, ...]
    others_dates: tuple[ByWhen, ...]
    people: tuple[Person, ...]
    words: tuple[Term, ...]
    questions: tuple[Faq, ...]
    codes: tuple[str, ...]
    ending: tuple[str, ...]
    left_out: int = 0

    @property
    def may_fail(self) -> tuple[Task, ...]:
        """The tasks that say what to do if they do not work."""
        return tuple(task for task in self.tasks if task.if_it_fails)

    @property
    def moved(self) -> tuple[Task, ...]:
        """The tasks whose details stand on the second page."""
        return tuple(task for task in self.tasks if task.moved and (task.rest or task.have_ready))
