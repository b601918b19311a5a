"""Annotations out of this program and into it, in the formats of others."""
