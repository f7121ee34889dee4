"""The command line: the same services as the windows, one command at a time."""

from __future__ import annotations

from .principal import main

__all__ = ["main"]
