"""The screens, which route messages between panes."""
