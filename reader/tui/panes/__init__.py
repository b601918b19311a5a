"""The panes, which know articles and messages and never each other."""
