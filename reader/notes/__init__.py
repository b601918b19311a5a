"""Annotations: the model, anchoring and the store."""
