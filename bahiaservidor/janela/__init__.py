"""The Qt windows: they show plain values and call services.

PySide6 puts a function of its own in the place of Python's import, which reads the source of every module imported
after it, ours and SQLAlchemy's, looking for its ``__feature__`` switches.  None is used here, and the start pays for it
dearly: the import that was there before is put back.
"""

import builtins

_importar = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _importar
