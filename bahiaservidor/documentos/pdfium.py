"""The lock of the library that renders PDFs: it is not safe for two threads at once, whatever the document."""

from __future__ import annotations

from threading import Lock
from typing import Final

TRAVA: Final = Lock()
"""Held while any page is opened, read or drawn."""
