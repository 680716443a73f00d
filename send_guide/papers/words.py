"""The terms of a guide's glossary that some texts use."""

import re
from collections.abc import Iterable

from send_guide.guide import Guide, Term


def words_used(guide: Guide, texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that stand in the texts as whole words, in the glossary's order."""
    said = " ".join(texts).casefold()
    return tuple(term for term in guide.glossary.values() if _stands_in(term.term, said))


def _stands_in(term: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term.casefold())}(?!\w)", said) is not None
