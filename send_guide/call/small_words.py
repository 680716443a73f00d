"""Words of a caller that say little, and the stem of a word: what its forms have in common."""

from functools import lru_cache

from snowballstemmer import stemmer

_SMALL = """
a an the this that these those there here
i im ive id ill me my mine myself we weve were us our ours you your yours youre
he hes his him she shes her hers it its they theyre theyve theyll them their theirs themselves
one ones someone somebody anyone anybody everyone everybody
and or but so if then than as because cos coz cuz though although while when whenever
of to in on at by for from with about into onto up down out off over after before since until till
be am is are was were been being isnt arent wasnt werent aint
do does did done doing dont doesnt didnt have has had having havent hasnt hadnt
can could will would shall should may might must cant couldnt wont wouldnt shouldnt
get gets got getting go goes going gone went come comes came coming
just now still yet also too very really quite only even ever all any some more most
no not nor nothing none never
what whats wot wots which who whos whose whom where how why
say says said saying tell tells told telling ask asked asking think know want wants wanted need
like please well oh er um okay ok hi hello yeah yes sorry thanks thank
lad lads boy boys son sons girl girls daughter daughters child children kid kids grandson
granddaughter grandchild little one
thing things bit lot lots much many way make makes made making put puts take takes took taken
let lets give gives gave given keep keeps kept
reckon reckons suppose guess mean means meant sort kind sorts stuff matter matters point idea wonder
hope believe seem seems sound sounds able trying tried
bloody flipping blooming actually basically apparently
"""
_IRREGULAR = {
    "taught": "teach", "paid": "pay", "wrote": "write", "written": "write", "rang": "ring",
    "rung": "ring", "spoke": "speak", "spoken": "speak", "sent": "send", "spent": "spend",
    "lost": "lose", "won": "win", "left": "leave", "met": "meet", "held": "hold", "heard": "hear",
    "broke": "break", "broken": "break", "thrown": "throw", "threw": "throw", "fought": "fight",
    "chose": "choose", "chosen": "choose", "driven": "drive", "drove": "drive",
}  # fmt: skip


_SAME_STEM = {
    "refusal": "refus", "diagnosi": "diagnos", "diagnost": "diagnos", "expuls": "expel",
    "exclus": "exclud", "suspens": "suspend", "provis": "provid", "decis": "decid",
    "admiss": "admit", "autist": "autism", "applic": "appli", "complaint": "complain",
    "advic": "advis", "tuition": "tutor", "tuit": "tutor", "safeti": "safe",
}  # fmt: skip
"""Stems of nouns whose verbs have another."""
_STEMMER = stemmer("english")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What the forms of a word have in common: `refuse`, `refused` and `refusing` give `refus`."""
    found: str = _STEMMER.stemWord(_IRREGULAR.get(word, word))
    return _SAME_STEM.get(found, found)


_PASSING = """
again today tomorrow yesterday tonight morning mornings afternoon evening night day days week weeks
weekend month months year years ago last next past first second another other same new old
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter easter
christmas time times later early soon late already between during through near back again
two three four five six seven eight nine ten half
start starts started end ends ended happen happens happened happening see seen look looks looked
use used find found show shown work works working try tried help helps use feel feels
set best right wrong big small whole part people person man woman everyone
mum mums dad mother father nan gran parent parents
name names paper papers book books want trip match
number numbers phone test tests order happy birthday dinner lunch open opened opening close closed
radio facebook hour hours high fine order buy fix slow holiday holidays car drive
call calls called ring rings rang
"""
SMALL_WORDS = frozenset(stem(word) for word in _SMALL.split())
"""Stems of words that say little."""

PASSING_WORDS = frozenset(stem(word) for word in _PASSING.split()) - SMALL_WORDS
"""Stems of words that say something only beside others: times, and verbs of every day."""
