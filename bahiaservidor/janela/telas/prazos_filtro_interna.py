"""The part of the filter that looks at the follow-up: who is responsible, and the internal date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...servicos.tipos import FiltroPrazos
from ..casa import Casa
from ..componentes.combo import Combo, Opcao


class Interna(StrEnum):
    """Internal dates offered by name."""

    QUALQUER = "qualquer"
    COM = "com"
    PASSADA = "passada"
    DIAS_7 = "dias_7"
    DIAS_30 = "dias_30"
    DEPOIS = "depois"
    OUTRA = "outra"


_INTERNAS: Final = (
    Opcao(valor=Interna.QUALQUER, rotulo="Data interna: qualquer"),
    Opcao(valor=Interna.COM, rotulo="Com data interna"),
    Opcao(valor=Interna.PASSADA, rotulo="Data interna já passou"),
    Opcao(valor=Interna.DIAS_7, rotulo="Data interna em 7 dias"),
    Opcao(valor=Interna.DIAS_30, rotulo="Data interna em 30 dias"),
    Opcao(valor=Interna.DEPOIS, rotulo="Data interna a rever"),
)

_QUALQUER: Final = "*"
"""Anybody: an empty name is nobody, and a name is that person."""

_LARGURA: Final = 216


def da_interna(interna: Interna, hoje: date) -> dict[str, Any]:
    """Return what a named internal date asks of the filter."""
    if interna in (Interna.DIAS_7, Interna.DIAS_30):
        return {"interna_de": hoje, "interna_ate": hoje + timedelta(days=int(interna.value.removeprefix("dias_")))}
    if interna is Interna.PASSADA:
        return {"interna_ate": hoje - timedelta(days=1)}
    return {"com_interna": interna is Interna.COM, "interna_depois": interna is Interna.DEPOIS}


_NADA: Final[dict[str, Any]] = {
    "com_interna": False, "interna_de": None, "interna_ate": None, "interna_depois": False,
}  # fmt: skip


class FiltroAcompanhamento(QObject):
    """Two choices that a bar places where it likes; emits ``alterado`` when one of them changes."""

    alterado = Signal()

    def __init__(self, casa: Casa, pai: QWidget) -> None:
        super().__init__(pai)
        self._casa = casa
        self._outra: dict[str, Any] = {}
        self.responsavel = Combo((), pai)
        self.responsavel.setAccessibleName("Responsável")
        self.interna = Combo(_INTERNAS, pai)
        self.interna.setAccessibleName("Data interna")
        for combo in (self.responsavel, self.interna):
            combo.setMinimumWidth(_LARGURA)
            combo.setMaximumWidth(_LARGURA)
            combo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.definir_responsaveis(())
        self.responsavel.alterado.connect(self._ao_mudar)
        self.interna.alterado.connect(self._ao_mudar)

    def definir_responsaveis(self, nomes: Sequence[str]) -> None:
        """Offer these names; the one chosen stays, even when nobody has it any more."""
        atual = self.responsavel.valor()
        oferecidos = [*nomes, atual] if atual not in (None, "", _QUALQUER, *nomes) else list(nomes)
        with QSignalBlocker(self.responsavel):
            self.responsavel.definir_opcoes(
                [
                    Opcao(valor=_QUALQUER, rotulo="Responsável: qualquer"),
                    Opcao(valor="", rotulo="Sem responsável"),
                    *(Opcao(valor=nome, rotulo=nome) for nome in oferecidos),
                ]
            )

    def aplicar(self, filtro: FiltroPrazos) -> FiltroPrazos:
        """Return the filter with what is chosen here."""
        responsavel = self.responsavel.valor()
        interna = self.interna.valor()
        pedido = self._outra if interna is Interna.OUTRA else da_interna(interna, self._casa.hoje())
        return replace(filtro, responsavel=None if responsavel == _QUALQUER else responsavel, **{**_NADA, **pedido})

    def definir(self, filtro: FiltroPrazos) -> None:
        """Show what a filter asks of the follow-up, without a signal."""
        pedido = {nome: getattr(filtro, nome) for nome in _NADA}
        hoje = self._casa.hoje()
        nomeadas = [i for i in Interna if i is not Interna.OUTRA and {**_NADA, **da_interna(i, hoje)} == pedido]
        self._outra = pedido
        with QSignalBlocker(self.responsavel), QSignalBlocker(self.interna):
            outra = () if nomeadas else (Opcao(valor=Interna.OUTRA, rotulo="Data interna: a do filtro"),)
            self.interna.definir_opcoes((*_INTERNAS, *outra))
            self.interna.definir(nomeadas[0] if nomeadas else Interna.OUTRA)
            nome = _QUALQUER if filtro.responsavel is None else filtro.responsavel
            nomes = [o.valor for o in self.responsavel.opcoes() if o.valor not in ("", _QUALQUER)]
            if nome not in (_QUALQUER, "", *nomes):
                self.definir_responsaveis([*nomes, nome])
            self.responsavel.definir(nome)

    @Slot()
    def _ao_mudar(self) -> None:
        self.alterado.emit()
