"""Faults on purpose: crashes, refusals, rivals and damage, in numbers that `pytest --long` raises to a release's."""
