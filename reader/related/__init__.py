"""Cross-references between articles, and the evidence for them."""
