"""The call: put one question after another, go back and change, and lose no answer that holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from send_guide.call import stopping
from send_guide.call.asking import Asker, CannotDraw, Context, Doubt, Reply, Screen, plain_lines
from send_guide.call.asking.commands import LOOKING_UP, Command, Find
from send_guide.call.asking.tell import drop_waiting_keys, tell
from send_guide.call.asking.typed import PlainAsker
from send_guide.call.lookups import look_up
from send_guide.engine import resume_code
from send_guide.engine.answers import Answer, read_answer
from send_guide.engine.guidance import label
from send_guide.engine.questions_left import left
from send_guide.engine.walk import Change, Walk, back, change, replay
from send_guide.errors import AnswerNotAllowed
from send_guide.formats import plain
from send_guide.guide import NOT_SURE, Guide, Option, Question
from send_guide.page.blocks import Block
from send_guide.page.lines import TextLine

T = TypeVar("T")


@dataclass(frozen=True)
class _State:
    """Where a call is.

    `later`: answers known and not on the walk at the moment, because the person went back or gave
    them before their questions came.
    """

    walk: Walk
    later: Mapping[str, Answer]

    @property
    def known(self) -> dict[str, Answer]:
        """Every answer known."""
        return {**self.walk.answers, **self.later}


class Call:
    """One call: a walk and the answers kept beside it. Going back and changing only replay them.

    `search`: finds by words and lets the person use what is found (`out_of_turn.search`).
    `asker`: None chooses the menu when the first question is on the screen.
    `now`: the time of day, where open hours are to be compared with it.
    `defaults`: take a question's own default when its turn comes for the first time.
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

    @property
    def told_ahead(self) -> dict[str, Answer]:
        """Answers known whose questions have not come yet."""
        return {name: given for name, given in self.later.items() if name not in self._put}

    @property
    def code(self) -> str:
        """The code from which the call goes on; empty while nothing is known."""
        return resume_code.encode(self.walk, self.later) if self._state.known else ""

    @property
    def has_own_screen(self) -> bool:
        """Whether what is looked up and the card are screens of their own."""
        return self._asker is not None and self._asker.own_screen

    def of_the_family(self) -> dict[str, Answer]:
        """Return the answers that stay the same for another problem of this family."""
        known = self._state.known
        return {name: known[name] for name in self.guide.roles.family if name in known}

    def take(self, known: Mapping[str, object]) -> None:
        """Take the answers known before the call; each waits for its turn.

        Raises AnswerNotAllowed.
        """
        typed = {
            name: read_answer(self.guide.questions[name], given)
            for name, given in known.items()
            if name in self.guide.questions
        }
        walk = replay(self.guide, typed, self.walk.today)
        self._put.update(walk.answers)
        later = {name: given for name, given in typed.items() if name not in walk.answers}
        self._state = _State(walk, later)
        self._tell_answers("Known already:", typed)

    def run(self) -> Walk:
        """Ask until an outcome is reached."""
        while (question := self.walk.question) is not None:
            if self._settled(question):
                continue
            self._tell_question(question)
            new = question.id not in self._put
            by_default = question.default if self._defaults and new else None
            self._put.add(question.id)
            reply = by_default or self.reply(question)
            if isinstance(reply, Command | Find):
                self.obey(reply)
            else:
                self.answer(question, reply)
        return self.walk

    def reply(self, question: Question) -> Answer | Command | Find:
        """Ask until there is an answer, or a command that moves the call.

        What is looked up is shown meanwhile, and a doubt about a day is asked about.
        """
        before = self._state.known.get(question.id)
        while True:
            reply = self._ask(question, Context(self.walk.today, before, self.code))
            if isinstance(reply, Doubt):
                day = self._settle(reply)
                if day is not None:
                    return day
            elif not isinstance(reply, Command) or reply not in LOOKING_UP:
                return reply
            else:
                self.look_up(reply, question)
            self.forget_keys()
            if isinstance(reply, Doubt) or not self.has_own_screen:
                tell()
                tell(question.ask)

    def look_up(self, command: Command, question: Question | None) -> None:
        """Show what a looking-up command stands for at a question, or at the end of the call."""
        now = self.now() if self.now else None
        self.show(look_up(command, question, self.walk, self._state.known, self.code, now))

    def show(self, blocks: Iterable[Block]) -> None:
        """Show part of a page until the person has read it."""
        shown = tuple(blocks)

        def lines(width: int, _: int) -> list[TextLine]:
            return plain_lines(plain.render(shown, width, ruled=False).splitlines())

        self._with_asker(lambda asker: asker.show(lines))

    def key(self, screen: Screen) -> str:
        """Show a screen and return the key pressed at it."""
        return self._with_asker(lambda asker: asker.key(screen))

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
        """Answer a question, on the route or asked now; say what that keeps and makes void."""
        try:
            changed = change(self.walk, question.id, given, self.later)
        except AnswerNotAllowed as refused:
            tell(str(refused))
            return
        typed = read_answer(question, given)
        if not self._is_meant(question, typed, changed):
            return
        tell(self._said_back(question, typed), "= ", "  ")
        if typed == NOT_SURE and question.not_sure:
            tell(f"How to find out: {question.not_sure}", rest="  ")
        self._tell_consequences(question, typed, changed)
        self._accept(changed)

    def change_one(self) -> None:
        """Let the person pick an answer and give another; the call goes on where that leads."""
        given = self._state.known
        if not given:
            tell("Nothing has been answered yet.")
            return
        questions = {name: self.guide.questions[name] for name in given}
        rows = {
            name: f"{question.ask} {label(question, given[name])}"
            for name, question in questions.items()
        }
        picked = self.pick("Which answer do you want to change?", rows, "Change nothing")
        if picked is None:
            return
        question = questions[picked]
        anew = self.ask_now(question, f"until now: {label(question, given[picked])}")
        if anew is not None:
            self.know(question, anew)

    def know(self, question: Question, given: Answer) -> None:
        """Take an answer: at once if its question is asked now or was, else when its turn comes."""
        if question.id in self.walk.answers or question == self.walk.question:
            self.answer(question, given)
        else:
            tell(f"Known from now on: {question.ask} {label(question, given)}", rest="  ")
            self._move(_State(self.walk, {**self.later, question.id: given}))

    def leave_out(self, name: str) -> None:
        """Forget the answer to this question."""
        later = {kept: given for kept, given in self.later.items() if kept != name}
        self._move(_State(self.walk, later))

    @contextmanager
    def one_move(self) -> Iterator[Callable[[], None]]:
        """Make several changes one for undo; what is yielded puts everything back."""
        before, undone = self._state, list(self._undone)

        def put_back() -> None:
            self._state = before

        yield put_back
        self._undone = undone if self._state == before else [*undone, before]

    def ask_now(self, question: Question, remark: str) -> Answer | None:
        """Put a question out of its turn; None if the person gives a command instead."""
        self.forget_keys()
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
        """Let the person pick one of the rows (id and text).

        None for none of them, or after a command that moves the call.
        """
        options = (*(Option(name, text) for name, text in rows.items()), Option(NOT_SURE, none))
        question = Question("pick", ask, "one", why, options=options)
        self.forget_keys()
        tell()
        tell(ask)
        reply = self.reply(question)
        if not isinstance(reply, Command | Find):
            return reply if isinstance(reply, str) and reply in rows else None
        if reply is not Command.BACK:
            self.obey(reply)
        return None

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        """Read a line of free text; Enter takes the suggestion. None: the person goes back."""
        return self._with_asker(lambda asker: asker.line(prompt, suggestion))

    def clear(self) -> bool:
        """Clear the screen, where the terminal can."""
        return self._with_asker(lambda asker: asker.clear())

    def forget_keys(self) -> None:
        """Forget what was typed before what comes next is shown."""
        if self._asker is None:
            drop_waiting_keys()
        else:
            self._asker.forget_keys()

    def _settled(self, question: Question) -> bool:
        """Take the one answer that leaves room for a fact told ahead, and say so."""
        ahead = self.told_ahead
        if question.id in self._put or not ahead:
            return False
        # imported here: few calls start with facts
        from send_guide.call.settled import settled

        found = settled(self.walk, question, ahead)
        if found is None:
            return False
        fact = self.guide.questions[found.fact]
        self._put.add(question.id)
        tell(f"{question.ask} {label(question, found.answer)}", "= ", "  ")
        told = label(fact, ahead[found.fact])
        tell(f"That follows from what is known: {fact.ask} {told}", "  ", "    ")
        self._accept(change(self.walk, question.id, found.answer, self.later))
        return True

    def _settle(self, doubt: Doubt) -> date | None:
        """Ask which day was meant; None if the day has to be typed again."""
        if not doubt.days:
            tell(doubt.question)
            return None
        # imported here: loaded by then, as a day was typed
        from send_guide.call.understand_day import said_back

        days = {day.isoformat(): day for day in doubt.days}
        rows = {name: said_back(day, self.walk.today) for name, day in days.items()}
        picked = self.pick(doubt.question, rows, "None of these: type the day again")
        return days[picked] if picked is not None else None

    def _tell_question(self, question: Question) -> None:
        """Show a question before anything heavy is loaded, so that it is there at once."""
        later = {name: given for name, given in self.later.items() if name != question.id}
        ahead = left(self.walk, later)
        number, more = len(self.walk.answers) + 1, ahead.most - 1
        how = "about" if ahead.is_about else "at most"
        self.forget_keys()
        tell()
        tell(f"Question {number}, {f'{how} {more} more' if more else 'the last one'}")
        tell(question.ask)
        if question.say:
            tell(f"Say: “{question.say}”", rest="  ")
        if question.note:
            tell(f"For you: {question.note}", rest="  ")
        if question.id in self.later:
            tell(f"Answered before: {label(question, self.later[question.id])}", rest="  ")

    def _said_back(self, question: Question, given: Answer) -> str:
        if not isinstance(given, date):
            return label(question, given)
        # imported here: only a day needs it
        from send_guide.call.understand_day import said_back

        return said_back(given, self.walk.today)

    def _ask(self, question: Question, context: Context) -> Reply:
        return self._with_asker(lambda asker: asker.ask(question, context))

    def _with_asker(self, do: Callable[[Asker], T]) -> T:
        if self._asker is None:
            self._asker = _menu()
        stopping.check()
        try:
            return do(self._asker)
        except CannotDraw:
            tell("This terminal cannot show the menu, so type the answers.")
            self._asker = PlainAsker()
            return do(self._asker)

    def _is_meant(self, question: Question, given: Answer, changed: Change) -> bool:
        """Whether an answer stands although it contradicts what was told ahead of its turn.

        The person says which to keep.
        """
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
        held = {name: answer for name, answer in along.items() if name in self._put}
        ahead = {name: answer for name, answer in along.items() if name not in self._put}
        self._tell_answers("Still holds:", held)
        self._tell_answers("Known already:", ahead)
        self.lost = tuple(
            f"{lost.question.ask} {label(lost.question, lost.answer)}" for lost in changed.void
        )
        if changed.void:
            why = f"as these are not asked after “{label(question, given)}”"
            tell(f"No longer needed, {why} (undo brings them back):")
        for lost in self.lost:
            tell(lost, "  ", "    ")

    def _accept(self, changed: Change) -> None:
        """Move to the changed walk, and keep beside it what may still be asked."""
        gone = {lost.question.id for lost in changed.void} | changed.walk.answers.keys()
        kept = {name: given for name, given in self._state.known.items() if name not in gone}
        self._put.update(changed.walk.answers)
        self._move(_State(changed.walk, kept))

    def _move(self, state: _State) -> None:
        self._undone.append(self._state)
        self._state = state

    def _go_back(self) -> None:
        walk = self.walk
        if not walk.answers:
            tell("This is the first question.")
            return
        last = list(walk.answers)[-1]
        self.lost = ()
        self._move(_State(back(walk), {last: walk.answers[last], **self.later}))

    def _undo(self) -> None:
        if not self._undone:
            tell("There is nothing to undo.")
            return
        self.lost = ()
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
    """Return the menu, or plain lines where the terminal refuses it."""
    try:
        # imported here: the first question is shown before
        from send_guide.call.asking.menu.asker import MenuAsker

        return MenuAsker()
    except (CannotDraw, ImportError):
        return PlainAsker()
