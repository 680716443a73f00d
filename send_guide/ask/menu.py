"""Ask with a menu that arrow and number keys work. The only importer of questionary and prompt_toolkit.

What a prompt gives back is never trusted: only the id of an option that was shown, a day, or a command comes out of here.
"""

import shutil
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.filters import Condition
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Window
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary.prompts.common import InquirerControl

from send_guide.ask import COMMANDS, DAY_HELP, MARKER_WIDTH, NOT_SURE_KEY, CannotDraw, Command, Reply, numbered, read_day
from send_guide.ask.plain import tell
from send_guide.guide import Question

# the row the pointer starts on: Enter there answers nothing, so no option is ever picked by a stray key
_NOTHING = "(nothing chosen)"
_KEY_BAR = "b back  w why  a answers  c contacts  ? all keys"
_NARROWEST, _WIDEST = 24, 80
_STYLE = questionary.Style([("highlighted", "bold"), ("selected", "bold"), ("pointer", "bold"), ("instruction", ""), ("question", "")])
Handler = Callable[[KeyPressEvent], None]


class MenuAsker:
    """Questionary's select, checkbox and text, with keys of our own laid over them."""

    def __init__(self) -> None:
        """Open the terminal. Raises CannotDraw where it refuses, as some Windows consoles do."""
        try:
            self._output = create_output(stdout=sys.stderr)
        except Exception as failure:  # what a console raises differs by system, and every one means: use plain lines
            raise CannotDraw(str(failure)) from failure
        if isinstance(self._output, Vt100_Output):
            # the menu needs no answer from the terminal about its cursor, and some never give one
            self._output.enable_cpr = False

    def ask(self, question: Question) -> Reply:
        """Show the menu until there is a reply that the question offers."""
        put = {"one": _select, "several": _checkbox, "date": _text}[question.kind]
        prompt = put(question, self._output)
        while True:
            reply = _checked(question, _run(prompt))
            if reply is not None:
                return reply
            tell("Pick at least one." if question.kind == "several" else "That is not one of the answers.")
            prompt = put(question, self._output)


def _run(prompt: questionary.Question) -> object:
    """Run a prompt on an empty keyboard, so that keys typed before it was shown answer nothing."""
    clear_typeahead(get_app_session().input)
    _drop_waiting_keys()
    try:
        return prompt.unsafe_ask()
    except OSError as failure:
        raise CannotDraw(str(failure)) from failure


def _drop_waiting_keys() -> None:
    try:
        import termios
    except ImportError:  # Windows
        import msvcrt

        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]  # exists on Windows only
            msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    else:
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _checked(question: Question, reply: object) -> Reply | None:
    if isinstance(reply, Command):
        return reply
    if question.kind == "date":
        return read_day(reply, not_sure=bool(question.not_sure)) if isinstance(reply, str) else None
    if question.kind == "several":
        chosen = tuple(each for each in question.allowed if each in reply) if isinstance(reply, list) else ()
        return chosen or None
    return reply if isinstance(reply, str) and reply in question.allowed else None


def _select(question: Question, output: Output) -> questionary.Question:
    neutral = questionary.Choice(_fit("Pick with a number, or with the arrow keys and Enter", ""), value=_NOTHING)
    prompt = questionary.select(
        "", [neutral, *_choices(question)], qmark="", pointer=">", instruction=_KEY_BAR, style=_STYLE, use_jk_keys=False, use_emacs_keys=False,
        **_drawn_on(output),
    )  # fmt: skip
    control = _control(prompt.application)
    keys = _common_keys(Condition(lambda: True))

    def enter(event: KeyPressEvent) -> None:
        pointed = control.get_pointed_at().value
        if pointed != _NOTHING:
            event.app.exit(result=pointed)

    def pick(option: str) -> Handler:
        return lambda event: event.app.exit(result=option)

    keys.add(Keys.ControlM, eager=True)(enter)
    for key, option in numbered(question).items():
        keys.add(key, eager=True)(pick(option))
    return _with_keys(prompt, keys)


def _checkbox(question: Question, output: Output) -> questionary.Question:
    prompt = questionary.checkbox(
        "", _choices(question), qmark="", pointer=">", style=_STYLE, use_jk_keys=False, use_emacs_keys=False,
        instruction=f"{_KEY_BAR}\n Numbers or space to pick, as many as apply; Enter when done",
        **_drawn_on(output),
    )  # fmt: skip
    control = _control(prompt.application)
    keys = _common_keys(Condition(lambda: True))

    def toggle(index: int, option: str) -> Handler:
        def handle(_: KeyPressEvent) -> None:
            control.pointed_at = index
            chosen = control.selected_options
            if option in chosen:
                chosen.remove(option)
            else:
                chosen.append(option)

        return handle

    def enter(event: KeyPressEvent) -> None:
        event.app.exit(result=list(control.selected_options))

    keys.add(Keys.ControlM, eager=True)(enter)
    for index, (key, option) in enumerate(numbered(question).items()):
        keys.add(key, eager=True)(toggle(index, option))
    # questionary's own "invert" would tick boxes that nobody asked for; its "all" is taken by our `a`
    keys.add("i", eager=True)(_nothing)
    return _with_keys(prompt, keys)


def _text(question: Question, output: Output) -> questionary.Question:
    unknown = f", or {NOT_SURE_KEY} if not sure" if question.not_sure else ""
    prompt = questionary.text(
        "", qmark="", instruction=f"{_KEY_BAR}\n {DAY_HELP}{unknown}:\n ", style=_STYLE,
        validate=lambda typed: read_day(typed, not_sure=bool(question.not_sure)) is not None or "That is not a day. Try 2/11/2026.",
        **_drawn_on(output),
    )  # fmt: skip
    # a day starts with a figure, so a letter on an empty line can only be a command
    empty = Condition(lambda: not prompt.application.current_buffer.text)
    return _with_keys(prompt, _common_keys(empty))


def _choices(question: Question) -> list[questionary.Choice]:
    labels = {option.id: option.label for option in question.options}
    return [questionary.Choice(_fit(labels[option], f"{key}  "), value=option) for key, option in numbered(question).items()]


def _fit(label: str, marker: str) -> str:
    """The label over as many lines as it needs, later lines below the first word: the prompt itself would cut it."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns)) - MARKER_WIDTH - 3
    indent = " " * (MARKER_WIDTH + 2)
    return ("\n" + indent).join(textwrap.wrap(marker + label, width, break_long_words=False, break_on_hyphens=False))


def _drawn_on(output: Output) -> dict[str, Any]:
    return {"output": output, "erase_when_done": True}


def _control(application: Application[Any]) -> InquirerControl:
    return next(control for control in application.layout.find_all_controls() if isinstance(control, InquirerControl))


def _nothing(_: KeyPressEvent) -> None:
    """A key that does nothing."""


def _common_keys(when: Condition) -> KeyBindings:
    """The commands, and the keys that must not end a prompt."""
    keys = KeyBindings()

    def obey(command: Command) -> Handler:
        return lambda event: event.app.exit(result=command)

    def end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    for command in COMMANDS:
        keys.add(command.value, eager=True, filter=when)(obey(command))
    keys.add(Keys.Left, eager=True, filter=when)(obey(Command.BACK))
    keys.add(Keys.ControlD, eager=True, filter=when)(end)
    # Esc then Enter is what people press when they change their mind; a prompt would take it for an empty answer
    keys.add(Keys.Escape, Keys.ControlM)(_nothing)
    keys.add(Keys.Escape, Keys.ControlJ)(_nothing)
    return keys


def _with_keys(prompt: questionary.Question, keys: KeyBindings) -> questionary.Question:
    application = prompt.application
    own = application.key_bindings
    application.key_bindings = merge_key_bindings([own, keys] if own is not None else [keys])
    # a lone Esc is told from Alt by waiting; half a second is enough
    application.ttimeoutlen = 0.1
    application.timeoutlen = 0.4
    for window in application.layout.find_all_windows():
        if isinstance(window, Window):
            window.wrap_lines = Condition(lambda: True)
    return prompt
