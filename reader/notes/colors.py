"""The colors that a passage can be marked in."""

# In the order of their digits on the keyboard.
COLORS = ("yellow", "green", "blue", "pink", "orange")
USUAL_COLOR = COLORS[0]
