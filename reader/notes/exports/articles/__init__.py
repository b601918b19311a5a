"""Articles with their notes in place, in the formats that other programs read."""
