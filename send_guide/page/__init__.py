"""Guidance -> page: headings, order and wording, decided once for every format that a person reads."""
