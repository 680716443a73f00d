"""Where the flows stand that come with the program."""

from pathlib import Path


def shipped_flows() -> Path:
    """The folder of the supplied flows: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parent
    inside, beside = package / "flows", package.parent / "flows"
    return beside if beside.is_dir() and not inside.is_dir() else inside
