"""Guidance -> page: headings, order and wording, decided once for all formats for people."""
