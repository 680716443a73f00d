"""Guided advice for families who disagree with a council about special educational needs."""
