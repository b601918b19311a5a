"""A file, page or export becomes an article."""
