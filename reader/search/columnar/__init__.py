"""Flat files of the index: sections of numbers and bytes, each block of them with a checksum. No pickle."""
