"""What was typed in a form, field by field, as plain values; and writing it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from .campo_data import CampoData
from .combo import ComboBusca

Retrato = dict[str, Any]

_SEGREDO = "segredo"
"""Property of what is never kept: passwords."""

_MARCAVEIS = (QCheckBox, QRadioButton)
_TIPOS = (QCheckBox, QRadioButton, QComboBox, QSpinBox, QPlainTextEdit, QTextEdit, QLineEdit)
"""In the order in which they are written back: what is ticked may show or empty what comes after."""


def campos(dono: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Give the fields of a form with a name for each: its words, and which of those that have the same."""
    contados: dict[str, int] = {}
    for campo in dono.findChildren(QWidget):
        if not isinstance(campo, _TIPOS) or campo.window() is not dono.window() or _interno(campo):
            continue
        nome = campo.accessibleName() or campo.objectName() or _rotulo(campo)
        nome = nome.removesuffix(" (obrigatório)")
        contados[nome] = contados.get(nome, 0) + 1
        yield f"{nome}#{contados[nome]}", campo


def tirar(dono: QWidget) -> Retrato:
    """Return what the fields hold."""
    return {nome: _valor(campo) for nome, campo in campos(dono)}


def devolver(dono: QWidget, retrato: Mapping[str, Any]) -> tuple[str, ...]:
    """Write the fields back; return the names of those that are not on the form (yet)."""
    restam = dict(retrato)
    for tipo in _TIPOS:
        # Looked for again each time: ticking one may bring others.
        for nome, campo in list(campos(dono)):
            if isinstance(campo, tipo) and nome in restam and _definir(campo, restam[nome]):
                del restam[nome]
    return tuple(restam)


def de_datas(dono: QWidget) -> frozenset[str]:
    """Return the names of the fields that hold dates."""
    return frozenset(nome for nome, campo in campos(dono) if isinstance(campo, CampoData))


def diferentes(antes: Mapping[str, Any], depois: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields that changed, or came."""
    return tuple(nome for nome, valor in depois.items() if antes.get(nome) != valor)


def _interno(campo: QWidget) -> bool:
    """The line inside a number or a list is theirs; what may not be written in was not typed."""
    pai = campo.parentWidget()
    if isinstance(pai, QAbstractSpinBox | QComboBox):
        return True
    if isinstance(campo, QLineEdit) and campo.echoMode() is not QLineEdit.EchoMode.Normal:
        campo.setProperty(_SEGREDO, True)  # also when somebody asks to see it
    if campo.property(_SEGREDO):
        return True
    return isinstance(campo, QLineEdit | QPlainTextEdit | QTextEdit) and campo.isReadOnly()


def _rotulo(campo: QWidget) -> str:
    return campo.text() if isinstance(campo, _MARCAVEIS) else type(campo).__name__


def _valor(campo: QWidget) -> Any:
    if isinstance(campo, _MARCAVEIS):
        return campo.isChecked()
    if isinstance(campo, QComboBox):
        return campo.currentText()
    if isinstance(campo, QSpinBox):
        return campo.value()
    if isinstance(campo, QPlainTextEdit | QTextEdit):
        return campo.toPlainText()
    return campo.text() if isinstance(campo, QLineEdit) else None


def _definir(campo: QWidget, valor: Any) -> bool:
    """Write a value; False when the field does not take it (yet)."""
    if valor == _valor(campo):
        return True
    if isinstance(campo, _MARCAVEIS):
        if isinstance(valor, bool):
            campo.setChecked(valor)
    elif isinstance(campo, QComboBox):
        campo.setCurrentIndex(max(campo.findText(str(valor)), campo.currentIndex() if not valor else -1))
    elif isinstance(campo, QSpinBox):
        if isinstance(valor, int):
            campo.setValue(valor)
    elif isinstance(campo, ComboBusca):
        achada = next((o for o in campo.opcoes() if str(valor) in (o.rotulo, o.linha)), None)
        if achada is not None:
            campo.definir(achada.valor)
        else:
            campo.setText(str(valor))
    elif isinstance(campo, QPlainTextEdit | QTextEdit):
        campo.setPlainText(str(valor))
    elif isinstance(campo, QLineEdit):
        campo.setText(str(valor))
    return bool(_valor(campo) == valor)
