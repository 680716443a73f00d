"""The version of the program; the guide has a version of its own in its flow file."""

__version__ = "0.2.0"
