"""Guidance turned into text: one module for each format, each a function from Guidance to text."""
