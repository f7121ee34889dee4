"""What every test needs before anything is imported."""

from __future__ import annotations

import os

# Before Qt is imported by anybody: the suite never opens a window on the screen of whoever runs it.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Names of month and sort order must not depend on the machine.
os.environ["LC_ALL"] = "C.UTF-8"
