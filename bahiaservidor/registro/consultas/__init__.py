"""Reads of the registry: each function takes a connection and returns frozen rows; what depends on a day takes it."""
