"""The call: put one question after another, go back and change, and never lose an answer that still holds."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from send_guide.call.asking import Asker, CannotDraw, Reply
from send_guide.call.asking.commands import LOOKING_UP, Command, Find
from send_guide.call.asking.tell import tell, tell_blocks
from send_guide.call.asking.typed import PlainAsker
from send_guide.call.lookups import look_up
from send_guide.dates import in_words
from send_guide.engine import resume_code
from send_guide.engine.answers import Answer, read_answer
from send_guide.engine.guidance import label
from send_guide.engine.questions_left import questions_left
from send_guide.engine.walk import (
    Change,
    Walk,
    back,
    change,
    is_slip,
    replay,
)
from send_guide.errors import AnswerNotAllowed
from send_guide.guide import (
    NOT_SURE,
    Guide,
    Option,
    Question,
)

T = TypeVar("T")


@dataclass(frozen=True)
class _State:
    """Where a call is: the walk, and answers known but not on it at the moment (given before going back, or ahead of their turn)."""

    walk: Walk
    later: Mapping[str, Answer]

    @property
    def known(self) -> dict[str, Answer]:
        """Every answer known."""
        return {**self.walk.answers, **self.later}


class Call:
    """One call. Every step is a walk and the answers kept beside it; going back and changing only replay them.

    `search`: finds by words and lets the person use what is found (`out_of_turn.search`). `asker`: None chooses the menu when the
    first question is on the screen. `now`: the time of day, where open hours are to be compared with it. `defaults`: take a
    question's own default when its turn comes for the first time.
    """

    def __init__(
        self,
        guide: Guide,
        today: date,
        search: "Search",
        asker: Asker | None = None,
        *,
        now: Callable[[], datetime] | None = None,
        defaults: bool = False,
    ) -> None:
        self.guide = guide
        self.now = now
        self._search = search
        self._state = _State(replay(guide, {}, today), {})
        self._undone: list[_State] = []
        self._asker = asker
        self._defaults = defaults
        # questions whose turn has come: an answer to any other is known ahead of its turn
        self._put: set[str] = set()
        # answers that the last one given left no place for, in words
        self.lost: tuple[str, ...] = ()

    @property
    def walk(self) -> Walk:
        """The walk as it stands."""
        return self._state.walk

    @property
    def later(self) -> Mapping[str, Answer]:
        """Answers known and not on the walk at the moment."""
        return self._state.later

    def take(self, known: Mapping[str, object]) -> None:
        """Take the answers known before the call; those whose turn has not come are kept for it. Raises AnswerNotAllowed."""
        typed = {
            name: read_answer(self.guide.questions[name], given)
            for name, given in known.items()
            if name in self.guide.questions
        }
        walk = replay(self.guide, typed, self.walk.today)
        self._put.update(walk.answers)
        self._state = _State(
            walk, {name: given for name, given in typed.items() if name not in walk.answers}
        )
        self._tell_answers("Known already:", typed)

    def run(self) -> Walk:
        """Ask until an outcome is reached."""
        while (question := self.walk.question) is not None:
            self._tell_question(question)
            by_default = (
                question.default if self._defaults and question.id not in self._put else None
            )
            self._put.add(question.id)
            reply = by_default or self.reply(question)
            if isinstance(reply, Command | Find):
                self.obey(reply)
            else:
                self.answer(question, reply)
        tell()
        return self.walk

    def reply(self, question: Question) -> Reply:
        """Ask, and show what is looked up, until there is an answer or a command that moves the call."""
        while True:
            reply = self._ask(question)
            if not isinstance(reply, Command) or reply not in LOOKING_UP:
                return reply
            self.look_up(reply, question)
            tell()
            tell(question.ask)

    def look_up(self, command: Command, question: Question) -> None:
        """Show what a looking-up command stands for."""
        tell_blocks(
            look_up(
                command, question, self.walk, self._state.known, self.now() if self.now else None
            )
        )

    def obey(self, command: Command | Find) -> None:
        """Go back, undo, change an answer or find something."""
        if isinstance(command, Find) or command is Command.FIND:
            self._search(self, command.words if isinstance(command, Find) else "")
        elif command is Command.BACK:
            self._go_back()
        elif command is Command.UNDO:
            self._undo()
        else:
            self.change_one()

    def answer(self, question: Question, given: Answer) -> None:
        """Answer a question, on the route or asked now; say what that keeps and what it makes void."""
        try:
            changed = change(self.walk, question.id, given, self.later)
        except AnswerNotAllowed as refused:
            tell(str(refused))
            return
        typed = read_answer(question, given)
        if not self._is_meant(question, typed, changed):
            return
        tell(label(question, typed), "= ", "  ")
        if typed == NOT_SURE and question.not_sure:
            tell(f"How to find out: {question.not_sure}", rest="  ")
        if isinstance(typed, date) and is_slip(self.walk, question.id, typed):
            tell(f"That is after today ({in_words(self.walk.today)}). Go back if it is a slip.")
        self._tell_consequences(question, typed, changed)
        void = {lost.question.id for lost in changed.void}
        kept = {
            name: each
            for name, each in self._state.known.items()
            if name not in changed.walk.answers and name not in void
        }
        self._put.update(changed.walk.answers)
        self._move(_State(changed.walk, kept))

    def change_one(self) -> None:
        """List the answers, let the person pick one and answer it anew; then come back to where the route now leads."""
        given = self._state.known
        if not given:
            tell("Nothing has been answered yet.")
            return
        questions = {name: self.guide.questions[name] for name in given}
        rows = {name: f"{each.ask} {label(each, given[name])}" for name, each in questions.items()}
        picked = self.pick("Which answer do you want to change?", rows, "Change nothing")
        if picked is None:
            return
        anew = self.ask_now(
            questions[picked], f"until now: {label(questions[picked], given[picked])}"
        )
        if anew is not None:
            self.know(questions[picked], anew)

    def know(self, question: Question, given: Answer) -> None:
        """Take an answer to any question: at once where it is on the route or asked now, else when its turn comes."""
        if question.id in self.walk.answers or question == self.walk.question:
            self.answer(question, given)
        else:
            tell(f"Known from now on: {question.ask} {label(question, given)}", rest="  ")
            self._move(_State(self.walk, {**self.later, question.id: given}))

    def leave_out(self, name: str) -> None:
        """Take no answer to this question as known."""
        self._move(
            _State(self.walk, {each: given for each, given in self.later.items() if each != name})
        )

    @contextmanager
    def one_move(self) -> Iterator[Callable[[], None]]:
        """Make several changes one for undo; what is yielded puts everything back."""
        before, undone = self._state, list(self._undone)

        def put_back() -> None:
            self._state = before

        yield put_back
        self._undone = undone if self._state == before else [*undone, before]

    def ask_now(self, question: Question, remark: str) -> Answer | None:
        """Put a question out of its turn; None where the person gives a command that moves the call."""
        tell()
        tell(f"{question.ask} ({remark})")
        reply = self.reply(question)
        if isinstance(reply, Command | Find):
            tell("Nothing was changed.")
            return None
        return reply

    def pick(
        self,
        ask: str,
        rows: Mapping[str, str],
        none: str,
        why: str = "Nothing changes until you pick.",
    ) -> str | None:
        """Let the person pick one of the rows (id and text); None for none of them, or after a command that moves the call."""
        options = (*(Option(name, text) for name, text in rows.items()), Option(NOT_SURE, none))
        question = Question("pick", ask, "one", why, options=options)
        tell()
        tell(ask)
        reply = self.reply(question)
        if not isinstance(reply, Command | Find):
            return reply if isinstance(reply, str) and reply in rows else None
        if reply is not Command.BACK:
            self.obey(reply)
        return None

    def line(self, prompt: str) -> str:
        """A line of free text from the person."""
        return self._with_asker(lambda asker: asker.line(prompt))

    def clear(self) -> bool:
        """Clear the screen, where the terminal can."""
        return self._with_asker(lambda asker: asker.clear())

    def tell_code(self) -> None:
        """Show the code from which the call goes on."""
        tell()
        tell(f"Code so far: {resume_code.encode(self.walk)}")

    def _tell_question(self, question: Question) -> None:
        """Show a question before anything heavy is loaded, so that it is there at once."""
        later = {name: given for name, given in self.later.items() if name != question.id}
        number, more = len(self.walk.answers) + 1, questions_left(self.walk, later) - 1
        if self.walk.answers:
            self.tell_code()
        else:
            tell()
        tell(f"Question {number}, {f'at most {more} more' if more else 'the last one'}")
        tell(question.ask)
        if question.say:
            tell(f"Say: “{question.say}”", rest="  ")
        if question.note:
            tell(f"For you: {question.note}", rest="  ")
        if question.id in self.later:
            tell(f"Answered before: {label(question, self.later[question.id])}", rest="  ")

    def _ask(self, question: Question) -> Reply:
        return self._with_asker(lambda asker: asker.ask(question))

    def _with_asker(self, do: Callable[[Asker], T]) -> T:
        if self._asker is None:
            self._asker = _menu()
        try:
            return do(self._asker)
        except CannotDraw:
            tell("This terminal cannot show the menu, so type the answers.")
            self._asker = PlainAsker()
            return do(self._asker)

    def _is_meant(self, question: Question, given: Answer, changed: Change) -> bool:
        """Whether an answer stands although it leaves no place for what was known ahead of its turn: the person says which to keep."""
        against = [lost for lost in changed.void if lost.question.id not in self._put]
        if not against:
            return True
        tell("This does not fit what is known already:")
        for lost in against:
            tell(f"{lost.question.ask} {label(lost.question, lost.answer)}", "  ", "    ")
        rows = {
            "new": f"{label(question, given)}, and leave out what does not fit",
            "known": f"What is known already, and answer “{question.ask}” again",
        }
        return self.pick("Which do you want to keep?", rows, "Neither yet") == "new"

    def _tell_consequences(self, question: Question, given: Answer, changed: Change) -> None:
        names = list(changed.walk.answers)
        along = {name: changed.walk.answers[name] for name in names[names.index(question.id) + 1 :]}
        self._tell_answers(
            "Still holds:", {name: each for name, each in along.items() if name in self._put}
        )
        self._tell_answers(
            "Known already:", {name: each for name, each in along.items() if name not in self._put}
        )
        self.lost = tuple(
            f"{lost.question.ask} {label(lost.question, lost.answer)}" for lost in changed.void
        )
        if changed.void:
            tell(
                f"No longer needed, as these are not asked after “{label(question, given)}” (undo brings them back):"
            )
        for lost in self.lost:
            tell(lost, "  ", "    ")

    def _move(self, state: _State) -> None:
        self._undone.append(self._state)
        self._state = state

    def _go_back(self) -> None:
        walk = self.walk
        if not walk.answers:
            tell("This is the first question.")
            return
        last = list(walk.answers)[-1]
        self._move(_State(back(walk), {last: walk.answers[last], **self.later}))

    def _undo(self) -> None:
        if not self._undone:
            tell("There is nothing to undo.")
            return
        self._state = self._undone.pop()
        tell("Undone.")

    def _tell_answers(self, heading: str, answers: Mapping[str, Answer]) -> None:
        if answers:
            tell(heading)
        for name, given in answers.items():
            question = self.guide.questions[name]
            tell(f"{question.ask} {label(question, given)}", "  ", "    ")


Search = Callable[[Call, str], None]


def _menu() -> Asker:
    """The menu, or plain lines where the terminal refuses it. Imported here: the first question is shown before."""
    try:
        from send_guide.call.asking.menu import MenuAsker

        return MenuAsker()
    except (CannotDraw, ImportError):
        return PlainAsker()
