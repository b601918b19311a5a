"""The app in a browser of this machine: a small web server, and a reader on a pseudo-terminal for each window."""
