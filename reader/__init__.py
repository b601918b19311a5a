"""A terminal reading room for people who keep articles."""

__version__ = "0.1.0"
