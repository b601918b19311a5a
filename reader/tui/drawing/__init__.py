"""What a pane draws with: lines, marks and the guard on the way to the terminal."""
