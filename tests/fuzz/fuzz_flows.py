"""Feeds damaged flow files to the checks: `python tests/fuzz/fuzz_flows.py --seconds 30`.

A file is one of the corpus, damaged at random: bytes changed, lines dropped, doubled, moved or
indented, words replaced by others of the same file. Whatever it holds, the checks must answer with
faults or with none, within a few seconds; any other failure is printed with the file and its seed.
With `--coverage` the fuzzer atheris chooses the damage, where it is installed.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from send_guide.errors import SendGuideError
from send_guide.language.faults import examine

CORPUS = Path(__file__).parent / "corpus"
SLOWEST = 10.0
"""Seconds that one file may take on a busy machine before it counts as hanging."""

Damage = Callable[[random.Random, list[str]], None]


def drop_line(chance: random.Random, lines: list[str]) -> None:
    """Leave out one line."""
    del lines[chance.randrange(len(lines))]


def double_line(chance: random.Random, lines: list[str]) -> None:
    """Write one line twice."""
    place = chance.randrange(len(lines))
    lines.insert(place, lines[place])


def move_line(chance: random.Random, lines: list[str]) -> None:
    """Put one line somewhere else."""
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)


def indent_line(chance: random.Random, lines: list[str]) -> None:
    """Indent one line more or less."""
    place = chance.randrange(len(lines))
    lines[place] = " " * chance.randrange(9) + lines[place].lstrip()


def swap_word(chance: random.Random, lines: list[str]) -> None:
    """Replace a word by another word of the file, or by one that YAML or the language reserves."""
    words = [word for line in lines for word in line.split()]
    reserved = ["no", "~", "0300", "{}", "[]", "&a", "*a", "!x", "|", "- -", "given", "not_sure"]
    place = chance.randrange(len(lines))
    parts = lines[place].split(" ")
    parts[chance.randrange(len(parts))] = chance.choice(words + reserved)
    lines[place] = " ".join(parts)


def change_sign(chance: random.Random, lines: list[str]) -> None:
    """Replace one character by any other, printable or not."""
    place = chance.randrange(len(lines))
    line = lines[place]
    if line:
        column = chance.randrange(len(line))
        sign = chr(chance.choice([chance.randrange(128), chance.randrange(0xD7FF)]))
        lines[place] = line[:column] + sign + line[column + 1 :]


DAMAGES: Sequence[Damage] = (
    drop_line,
    double_line,
    move_line,
    indent_line,
    swap_word,
    change_sign,
)


def damaged(text: str, seed: int) -> str:
    """The text with one to four kinds of damage; the same seed gives the same damage."""
    chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
    lines = text.splitlines()
    for _ in range(chance.randint(1, 4)):
        if lines:
            chance.choice(DAMAGES)(chance, lines)
    return "\n".join(lines) + "\n"


def try_file(text: str, folder: Path) -> str | None:
    """What is wrong with how the checks took this file; None if they answered as they must."""
    file = folder / "guide.yaml"
    file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    started = time.monotonic()
    try:
        examine([folder])
    except SendGuideError:
        pass
    except Exception:
        return traceback.format_exc()
    taken = time.monotonic() - started
    return f"took {taken:.1f} seconds" if taken > SLOWEST else None


def fuzz(seconds: float, first_seed: int) -> int:
    """Try damaged files for so long; print each failure with its seed. Returns how many failed."""
    corpus = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.yaml"))]
    ends, seed, failures = time.monotonic() + seconds, first_seed, 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            text = damaged(corpus[seed % len(corpus)], seed)
            wrong = try_file(text, Path(folder))
            if wrong:
                failures += 1
                print(f"== seed {seed}\n{text}\n{wrong}")
            seed += 1
    print(f"{seed - first_seed} damaged files, {failures} failures.")
    return failures


def fuzz_with_coverage() -> None:
    """Let atheris choose the files, guided by which lines of the loader they reach."""
    # installed by hand, see docs
    atheris: Any = import_module("atheris")

    with tempfile.TemporaryDirectory() as folder:

        def one_input(data: bytes) -> None:
            wrong = try_file(data.decode("utf-8", errors="replace"), Path(folder))
            if wrong:
                raise AssertionError(wrong)

        atheris.instrument_all()
        atheris.Setup([sys.argv[0], str(CORPUS)], one_input)
        atheris.Fuzz()


def main() -> int:
    """Read the command line and fuzz; exit 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--coverage", action="store_true", help="use atheris")
    options = parser.parse_args()
    if options.coverage:
        fuzz_with_coverage()
    return 1 if fuzz(options.seconds, options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
