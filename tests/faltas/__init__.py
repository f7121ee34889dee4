"""Faults planted: what was confirmed is never lost, and what cannot be done is said in a sentence."""
