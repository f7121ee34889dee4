"""Use cases: one function, one transaction, returns what changed."""
