"""Calls with a person at a terminal, one after another."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from send_guide.call.after_guidance import Next, Wrap, stay
from send_guide.call.asking.typed import PlainAsker
from send_guide.call.conversation import Call
from send_guide.call.interruptions import losing_nothing
from send_guide.cli.options import read_today
from send_guide.cli.screen import is_terminal, wants_plain
from send_guide.cli.writer import Writer
from send_guide.engine.guidance import Guidance
from send_guide.guide import Guide
from send_guide.language import catalogue


class Talk:
    """Calls of one run. The day is read anew for each.

    `options`: the words of the command line that are needed to continue a call later.
    """

    def __init__(
        self,
        guide: Guide,
        today: str | None,
        flows: Path | None,
        defaults: bool,
        writer: Writer,
        options: Sequence[str],
    ) -> None:
        self._guide, self._today, self._flows = guide, today, flows
        self._defaults, self._writer, self._options = defaults, writer, options
        self._plain = wants_plain(writer.plain) or not is_terminal(sys.stdout)

    def run(self, given: Mapping[str, object]) -> None:
        """Hold calls until the person has had enough. `given`: answers known before the first."""
        known, also = given, tuple[Guidance, ...]()
        while True:
            call = self._call()
            with losing_nothing(call, self._options):
                self._take(call, known)
                if not self._writer.as_card:
                    self._writer.write(call.run(), tuple(call.later))
                    return
                wrap = self._wrap(call, also)
                after: Next = stay(wrap)
            if after == "quit":
                return
            another = after == "another"
            known = call.of_the_family() if another else {}
            also = wrap.dealt_with() if another else ()

    def _call(self) -> Call:
        return Call(
            self._guide,
            read_today(self._today),
            self._search,
            PlainAsker() if self._plain else None,
            now=datetime.now if self._writer.live else None,
            defaults=self._defaults,
        )

    def _wrap(self, call: Call, also: tuple[Guidance, ...]) -> Wrap:
        started = datetime.now() if self._writer.live else None
        return Wrap(call, self._writer.area, self._writer.service, also, started)

    def _take(self, call: Call, known: Mapping[str, object]) -> None:
        call.take(known)
        if call.later:
            # imported here: few calls start with facts, and the first question comes sooner without
            from send_guide.call.out_of_turn import fit_together

            fit_together(call)

    def _search(self, call: Call, words: str) -> None:
        # imported here: few calls search, and the first question comes sooner without
        from send_guide.call.out_of_turn import search

        search(call, words, self._with_callers_words)

    @cached_property
    def _with_callers_words(self) -> Guide:
        """The guide with what callers say, which only a search needs."""
        folder = catalogue.flows_folder(self._flows)
        return catalogue.load(folder, self._guide.id, callers_say=True)
