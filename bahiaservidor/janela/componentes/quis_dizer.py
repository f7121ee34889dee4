"""Other spellings, offered where a search found nobody."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ..casa import Casa
from .botao import TipoBotao, botao
from .campo_busca import CampoBusca
from .vazio import EstadoVazio


class QuisDizer(QObject):
    """Asks, off the interface's thread, what the text of a field may have meant; choosing one looks for it."""

    def __init__(self, casa: Casa, campo: CampoBusca, pai: QWidget) -> None:
        super().__init__(pai)
        self._casa = casa
        self._campo = campo
        self._vazio: EstadoVazio | None = None

    def procurar(self, vazio: EstadoVazio) -> None:
        """Offer in this empty place the spellings that would find somebody; none while nothing is typed."""
        casa, procurado, self._vazio = self._casa, self._campo.text().strip(), vazio
        vazio.oferecer(())

        def ler() -> tuple[str, ...]:
            from ...servicos import pessoas

            return pessoas.sugestoes(casa.ctx, texto=procurado)

        if procurado:
            casa.executor.ler(self, ler, sucesso=self._receber, chave="quis_dizer")

    def _receber(self, grafias: Sequence[str]) -> None:
        ofertas = []
        for grafia in grafias:
            oferta = botao(f"Você quis dizer “{grafia}”?", TipoBotao.DISCRETO, ao_clicar=self._escolher)
            oferta.setProperty("grafia", grafia)
            ofertas.append(oferta)
        if self._vazio is not None and shiboken6.isValid(self._vazio):
            self._vazio.oferecer(ofertas)

    @Slot()
    def _escolher(self) -> None:
        self._campo.setText(str(self.sender().property("grafia")))
        self._campo.setFocus()
