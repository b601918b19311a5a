"""The folder on disk: articles, their records, state and the names authority."""
