"""The acts of the statute: one act, one module."""
