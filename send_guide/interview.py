"""The call: put one question after another, go back and change, and never lose an answer that still holds."""

import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.ask import COMMANDS, Asker, CannotDraw, Command, Reply
from send_guide.ask.plain import PlainAsker, tell
from send_guide.errors import AnswerNotAllowed, Stopped
from send_guide.guidance import area_of, label
from send_guide.guide import NOT_SURE, Guide, Option, Question
from send_guide.output import showable
from send_guide.page import Block, contact_entry, time_limit_blocks
from send_guide.render import plain as plain_text
from send_guide.routes import most_questions
from send_guide.time_limits import in_words, urgency, work_out
from send_guide.walk import Answer, Walk, back, change, dates, is_slip, read_answer, replay

RISK = "child_at_risk"


def conduct(guide: Guide, today: date, known: Mapping[str, object], *, plain: bool) -> Walk:
    """Ask until the walk has ended, starting with what is known. Raises Stopped (with how to go on), AnswerNotAllowed.

    `plain`: append-only lines; without it a menu, where the terminal can draw one.
    """
    call = _Call(guide, today, plain)
    call.take(known)
    try:
        return call.run()
    except (KeyboardInterrupt, EOFError):
        raise Stopped(call.how_to_go_on()) from None


@dataclass(frozen=True)
class _State:
    """Where a call is: the walk, and answers given before that are not on it at the moment."""

    walk: Walk
    later: Mapping[str, Answer]


class _Call:
    """One call. Every step is a walk and the answers kept beside it; going back and changing only replay them."""

    def __init__(self, guide: Guide, today: date, plain: bool) -> None:
        self.guide = guide
        self.state = _State(replay(guide, {}, today), {})
        self.undone: list[_State] = []
        self.most = most_questions(guide)
        self.asker: Asker | None = PlainAsker() if plain else None

    def take(self, known: Mapping[str, object]) -> None:
        """Take the answers known before the call; those whose turn has not come are kept for it."""
        typed = {name: read_answer(self.guide.questions[name], given) for name, given in known.items() if name in self.guide.questions}
        walk = replay(self.guide, typed, self.state.walk.today)
        self.state = _State(walk, {name: given for name, given in typed.items() if name not in walk.answers})
        self._tell_answers("Known already:", typed)

    def run(self) -> Walk:
        """Ask until an outcome is reached."""
        tell("Type ? at any question for the keys. Ctrl-C stops; nothing is saved.")
        while (question := self.state.walk.question) is not None:
            self._put(question)
            self._take(question, self._ask(question))
        tell()
        return self.state.walk

    def how_to_go_on(self) -> str:
        """The command that starts again with the answers given so far."""
        given = {**self.state.walk.answers, **self.state.later}
        words = ["send-guide", "run", self.guide.id]
        for name, each in given.items():
            words += ["-a", f"{name}={','.join(each) if isinstance(each, tuple) else each}"]
        how = "go on with these answers" if given else "start again"
        return f"Stopped. Nothing was saved. To {how}:\n{shlex.join(words)}"

    def _put(self, question: Question) -> None:
        """Show a question before anything heavy is loaded, so that it is there at once."""
        number, more = len(self.state.walk.answers) + 1, self.most[question.id] - 1
        tell()
        tell(f"Question {number}, {f'at most {more} more' if more else 'the last one'}")
        tell(question.ask)
        if question.say:
            tell(f"Say: “{question.say}”")
        if question.note:
            tell(f"For you: {question.note}")
        if question.id in self.state.later:
            tell(f"Answered before: {label(question, self.state.later[question.id])}")

    def _ask(self, question: Question) -> Reply:
        if self.asker is None:
            self.asker = _menu()
        try:
            return self.asker.ask(question)
        except CannotDraw:
            tell("This terminal cannot show the menu, so type the answers.")
            self.asker = PlainAsker()
            return self.asker.ask(question)

    def _take(self, question: Question, reply: Reply) -> None:
        if isinstance(reply, Command):
            self._obey(reply, question)
        else:
            self._answer(question, reply)

    def _answer(self, question: Question, given: Answer) -> None:
        """Answer a question, on the route or asked now; say what that keeps and what it makes void."""
        walk, later = self.state.walk, self.state.later
        try:
            changed = change(walk, question.id, given, later)
        except AnswerNotAllowed as refused:
            tell(str(refused))
            return
        typed = read_answer(question, given)
        tell(f"= {label(question, typed)}")
        if typed == NOT_SURE and question.not_sure:
            tell(f"How to find out: {question.not_sure}")
        if isinstance(typed, date) and is_slip(walk, question.id, typed):
            tell(f"That is after today ({in_words(walk.today)}). Press b if it is a slip.")
        names = list(changed.walk.answers)
        self._tell_answers("Still holds:", {name: changed.walk.answers[name] for name in names[names.index(question.id) + 1 :]})
        for lost in changed.void:
            tell(f"No longer needed: {lost.question.ask} {label(lost.question, lost.answer)} ({lost.reason})", rest="  ")
        void = {lost.question.id for lost in changed.void}
        before = {**walk.answers, **later}
        self._move(_State(changed.walk, {name: each for name, each in before.items() if name not in changed.walk.answers and name not in void}))

    def _move(self, state: _State) -> None:
        self.undone.append(self.state)
        self.state = state

    def _obey(self, command: Command, question: Question) -> None:
        obey: dict[Command, Callable[[], None]] = {
            Command.BACK: self._go_back,
            Command.WHY: lambda: self._tell_why(question),
            Command.ANSWERS: self._change_one,
            Command.UNDO: self._undo,
            Command.TIMES: self._tell_times,
            Command.CONTACTS: self._tell_contacts,
            Command.RISK: self._tell_risk,
            Command.HELP: lambda: self._tell_keys(question),
        }
        obey[command]()

    def _go_back(self) -> None:
        walk = self.state.walk
        if not walk.answers:
            tell("This is the first question.")
            return
        last = list(walk.answers)[-1]
        self._move(_State(back(walk), {last: walk.answers[last], **self.state.later}))

    def _undo(self) -> None:
        if not self.undone:
            tell("There is nothing to undo.")
            return
        self.state = self.undone.pop()
        tell("Undone.")

    def _change_one(self) -> None:
        """List the answers, let the person pick one and answer it anew; then come back to where the route now leads."""
        given = self.state.walk.answers
        if not given:
            tell("Nothing has been answered yet.")
            return
        questions = [self.guide.questions[name] for name in list(given)[-9:]]
        options = tuple(Option(each.id, f"{each.ask} {label(each, given[each.id])}") for each in questions)
        stay = Option(NOT_SURE, "Change nothing")
        picker = Question("change", "Which answer do you want to change?", "one", "Any answer can be changed.", options=(*options, stay))
        tell()
        tell(picker.ask)
        picked = self._ask(picker)
        if isinstance(picked, str) and picked in self.guide.questions:
            question = self.guide.questions[picked]
            tell()
            tell(f"{question.ask} (until now: {label(question, given[picked])})")
            reply = self._ask(question)
            if not isinstance(reply, Command):
                self._answer(question, reply)

    def _tell_why(self, question: Question) -> None:
        tell(f"Why we ask: {question.why}", rest="  ")
        if question.not_sure:
            tell(f"How to find out: {question.not_sure}", rest="  ")
        for option in question.options:
            if option.note:
                tell(f"{option.label}: {option.note}", rest="  ")
        if question.sources:
            tell(f"Source: {', '.join(self.guide.sources[source].title for source in question.sources)}", rest="  ")

    def _tell_keys(self, question: Question) -> None:
        if question.kind == "date":
            tell("Type the day and press Enter.")
        else:
            tell("1 to 9 and 0 pick an answer; so do the arrow keys with Enter. Left goes back.")
        for command, what in COMMANDS.items():
            tell(f"  {command.value}  {what}")
        tell("Ctrl-C stops and shows the command to go on.")
        self._tell_why(question)

    def _tell_times(self) -> None:
        walk = self.state.walk
        known = dates({**walk.answers, **self.state.later})
        due = [work_out(limit, known, walk.today) for limit in self.guide.time_limits.values() if any(s.from_question in known for s in limit.spans)]
        if not due:
            tell("No time limit can be worked out yet: it needs a date.")
            return
        tell("From the dates so far. Which of them applies is settled by the answers to come.")
        self._tell_blocks(time_limit_blocks(sorted((each for each in due if each), key=urgency)))

    def _tell_contacts(self) -> None:
        area = area_of(self.state.walk)
        contacts = {**self.guide.contacts, **(area.contacts if area else {})}
        self._tell_blocks(contact_entry(contact, self.state.walk.today) for contact in contacts.values() if contact.id != RISK)

    def _tell_risk(self) -> None:
        area = area_of(self.state.walk)
        found = [group[RISK] for group in ((area.contacts if area else {}), self.guide.contacts) if RISK in group]
        self._tell_blocks(contact_entry(contact, self.state.walk.today) for contact in found)
        if not found:
            tell("In immediate danger ring 999.")

    def _tell_answers(self, heading: str, answers: Mapping[str, Answer]) -> None:
        if answers:
            tell(heading)
        for name, given in answers.items():
            question = self.guide.questions[name]
            tell(f"{question.ask} {label(question, given)}", "  ", "    ")

    def _tell_blocks(self, blocks: Iterable[Block]) -> None:
        text = plain_text.render(blocks, max(20, min(80, shutil.get_terminal_size().columns - 1)))
        print(f"\n{showable(text, sys.stderr.encoding)}", file=sys.stderr)


def _menu() -> Asker:
    """The menu, or plain lines where the terminal refuses it. Imported here: the first question is shown before."""
    try:
        from send_guide.ask.menu import MenuAsker

        return MenuAsker()
    except (CannotDraw, ImportError):
        return PlainAsker()
