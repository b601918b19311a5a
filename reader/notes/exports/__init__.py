"""Export and import of annotations in the formats of other programs."""
