"""Table models: one lookup in ``data()``, columns in render order."""
