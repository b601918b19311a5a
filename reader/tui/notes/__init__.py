"""Notes on the texts of a screen: the same parts on the reading screen and on the compare screen."""
