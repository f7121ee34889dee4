"""What commands refuse before doing anything."""

from __future__ import annotations

from ..estatuto.erros import ErroDominio


class ErroDeEntrada(ErroDominio):
    """The registry named cannot be opened, entered or read, or what was given cannot be."""
