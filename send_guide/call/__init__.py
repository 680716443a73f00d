"""A call with a person: asking, going back, looking up, and the card at its end."""
