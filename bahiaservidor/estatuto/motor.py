"""Version of the engine that computes projections."""

from __future__ import annotations

from typing import Final

MOTOR: Final = 2
"""A release that moves dates raises it: a registry is then computed again when it is opened.

2: posts held, the forms of provimento without posse, absences counted day by day.
"""
