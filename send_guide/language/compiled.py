"""A sound guide kept as JSON in the wheel, so that a run need not read and check YAML again.

The build writes it (`hatch_build.py`). It is used only while every flow file has the length and
checksum that it had then; otherwise the flows are read as always. It is data: loading it runs
nothing, and nothing is written while the program runs. Places in files are left out, as only
faults name them and a compiled guide has none.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from send_guide import guide as model
from send_guide.guide import Guide

FILE = "compiled.json"
FORM = 1
"""Raised whenever the form of the file changes, so that an older one is not read."""

_CLASS = ""
"""The key that names a value's class; no flow has an empty key."""
_READ = {"date": date.fromisoformat, "time": time.fromisoformat}


def compile_guide(guide: Guide, folder: Path) -> str:
    """The guide as JSON, with the mark of each flow file that it was made from."""
    marks = {name: _mark((folder / name).read_bytes()) for name in guide.files}
    whole = {
        "form": FORM,
        "main": guide.main,
        "beside": _beside(folder),
        "files": marks,
        "guide": _plain(guide),
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def load_compiled(folder: Path, guide_id: str | None) -> Guide | None:
    """The compiled guide of this folder, if it has this id (or is the main one) and still holds."""
    try:
        whole = json.loads((folder / FILE).read_bytes(), object_hook=_built)
        if whole["form"] != FORM or whole["beside"] != _beside(folder):
            return None
        if any(
            _mark((folder / name).read_bytes()) != mark for name, mark in whole["files"].items()
        ):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    found = whole["guide"]
    wanted = whole["main"] if guide_id is None else found.id == guide_id
    return found if isinstance(found, Guide) and wanted else None


def _beside(folder: Path) -> tuple[str, ...]:
    """The files at the top of the folder, among which another guide would be found."""
    return tuple(sorted(path.name for path in folder.glob("*.yaml")))


def _mark(data: bytes) -> tuple[int, str]:
    return len(data), hashlib.sha256(data).hexdigest()


def _plain(value: Any) -> Any:
    """A value of the model as JSON can hold it; fields that have their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        written = {_CLASS: type(value).__name__}
        for field in fields(value):
            own = getattr(value, field.name)
            if field.name != "place" and own != field.default:
                written[field.name] = _plain(own)
        return written
    if isinstance(value, Mapping):
        return {key: _plain(own) for key, own in value.items()}
    if isinstance(value, tuple):
        return [_plain(own) for own in value]
    if isinstance(value, (date, time)):
        return {_CLASS: type(value).__name__, "is": value.isoformat()}
    return value


def _built(read: dict[str, Any]) -> Any:
    """What a JSON object stands for: a value of the model, a date or time, or a mapping."""
    name = read.pop(_CLASS, None)
    if name in _READ:
        return _READ[name](read["is"])
    for key, own in read.items():
        if own.__class__ is list:
            read[key] = _as_tuple(own)
    if name is None:
        return read
    return getattr(model, name)(**read)


def _as_tuple(items: list[Any]) -> tuple[Any, ...]:
    """The list as the model holds it: lists inside it become tuples too."""
    return tuple(_as_tuple(item) if item.__class__ is list else item for item in items)
