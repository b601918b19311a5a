"""Who says what in a text: statements with their speakers, and figures as claims. Pure functions over a text."""
