"""View models: what is shown, computed without Textual."""
