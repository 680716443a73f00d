"""Putting one question to a person: with a menu, or append-only in plain lines."""
