"""Everyday words that mean much the same to a caller. Nothing here is about any one guide."""

from functools import cache

from send_guide.call.small_words import stem

_GROUPS = """
taxi cab minicab
friend mate pal
useless pointless waste rubbish
abolish scrap axe ditch bin
throw chuck bin dump toss binned
lose misplace vanish disappear mislay missing
cost price fee charge bill expensive afford dear
money cash fund funding budget payment grand quid
solicitor lawyer barrister attorney
refuse reject decline deny
stop end cease finish terminate cancel withdraw pull remove drop quit
help support assist assistance
authority council la
deadline cutoff limit
late overdue delay
doctor gp paediatrician consultant specialist
diagnosis diagnosed label
ill sick poorly unwell sickness illness
hit beat hurt harm smack punch slap batter
lesson tuition tutor teaching
record tape film
move relocate
answer reply respond response
ring phone telephone call dial
request apply application
boss manager
chat talk discussion conversation
vague woolly general fuzzy waffly
stepfather stepdad
grandmother gran nan grandma granny nana
arrive come receive land
choose choice decide decision pick
child kid
full oversubscribed capacity space room
clever bright intelligent able
anxious anxiety scared nervous worried
collect fetch pick
expel expelled boot chuck kick
legal law
change alter amend update
yearly annual
interpreter translator translate
english language
number telephone phone
meeting chat sit
wrong incorrect mistake error inaccurate
teacher headteacher head
rude nasty horrible
unfair unfairly worse
copy copies
money pay
document paper paperwork
"""


@cache
def same(word: str) -> frozenset[str]:
    """The stems of other words that mean much the same as the word with this stem."""
    groups = [frozenset(map(stem, line.split())) for line in _GROUPS.split("\n")]
    found = frozenset[str]().union(*(group for group in groups if word in group))
    return found - {word}
