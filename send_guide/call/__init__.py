"""The call with a person: one question after another, what is at hand at any of them, and what can be done at the end."""
