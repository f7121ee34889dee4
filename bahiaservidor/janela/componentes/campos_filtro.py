"""The fields that filter a screen, taken together: what they say, in plain values and in words, and putting it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import ler_data
from .campo_busca import CampoBusca
from .campo_data import CampoData
from .combo import Combo, ComboBusca

Campo = CampoBusca | CampoData | Combo | ComboBusca | QCheckBox


@dataclass(frozen=True, slots=True, kw_only=True)
class CampoFiltro:
    """A field, with the word that says what it filters by."""

    rotulo: str
    campo: Campo


class CamposFiltro(QObject):
    """Fields by key; says when any of them changed."""

    mudou = Signal()

    def __init__(self, campos: Mapping[str, CampoFiltro], pai: QObject) -> None:
        super().__init__(pai)
        self._campos = dict(campos)
        self._padrao = {chave: _valor(item.campo) for chave, item in self._campos.items()}
        for item in self._campos.values():
            campo = item.campo
            if isinstance(campo, CampoBusca):
                campo.buscou.connect(self._mudou)
            elif isinstance(campo, CampoData):
                campo.alterada.connect(self._mudou)
            elif isinstance(campo, QCheckBox):
                campo.toggled.connect(self._mudou)
            else:
                campo.alterado.connect(self._mudou)

    def estado(self) -> dict[str, Any]:
        """Return the fields that are not as they came, as plain values; empty without a filter."""
        ditos = {chave: _valor(item.campo) for chave, item in self._campos.items()}
        return {chave: valor for chave, valor in ditos.items() if valor != self._padrao[chave]}

    def aplicar(self, estado: Mapping[str, Any]) -> tuple[str, ...]:
        """Write this in the fields, the others as they came; return the words of what no longer exists."""
        perdidos = []
        for chave, item in self._campos.items():
            if not _definir(item.campo, estado.get(chave, self._padrao[chave])):
                perdidos.append(item.rotulo)
        return tuple(perdidos)

    def em_palavras(self) -> str:
        """Return the filter as a sentence: what filters, and by what."""
        estado = self.estado()
        return "; ".join(
            f"{item.rotulo.lower()}: {_palavras(item.campo)}" if not isinstance(item.campo, QCheckBox) else
            item.rotulo.lower()
            for chave, item in self._campos.items() if chave in estado
        )  # fmt: skip

    @Slot()
    def _mudou(self, *_: object) -> None:
        self.mudou.emit()


def _valor(campo: Campo) -> Any:
    if isinstance(campo, CampoBusca):
        return campo.text().strip()
    if isinstance(campo, CampoData):
        dia = campo.data()
        return dia.isoformat() if dia is not None else None
    if isinstance(campo, QCheckBox):
        return campo.isChecked()
    return _plano(campo.pretendido())


def _plano(valor: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, date):
        return valor.isoformat()
    return [_plano(item) for item in valor] if isinstance(valor, tuple | list | frozenset) else valor


def _definir(campo: Campo, valor: Any) -> bool:
    """Write a value; False when the field no longer has it."""
    if isinstance(campo, CampoBusca):
        campo.setText(str(valor or ""))
    elif isinstance(campo, QCheckBox):
        campo.setChecked(bool(valor))
    elif isinstance(campo, CampoData):
        try:
            campo.definir(ler_data(str(valor)) if valor else None)
        except ErroDominio:
            campo.definir(None)
            return False
    else:
        # What a register has not offered yet is chosen when it does.
        campo.pretender(next((o.valor for o in campo.opcoes() if _plano(o.valor) == valor), valor))
        return valor is None or _plano(campo.pretendido()) == valor
    return True


def _palavras(campo: Campo) -> str:
    if isinstance(campo, Combo):
        return campo.currentText()
    if isinstance(campo, CampoBusca | CampoData | ComboBusca):
        return f"“{campo.text().strip()}”" if isinstance(campo, CampoBusca) else campo.text().strip()
    return ""
