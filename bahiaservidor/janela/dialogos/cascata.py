"""What a reintegração into an occupied post sets in motion, offered beside it: ticked, it enters with the act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ...servicos.tipos import PedidoAto, Proposta
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto

_COM_CARGO = frozenset({"aproveitamento"})


class SecaoCascata(Painel):
    """The acts suggested about who held the post; nothing is ticked until the clerk ticks it (C5)."""

    alterado = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("O que acontece com o ocupante do posto", pai)
        self._itens: list[tuple[Proposta, QCheckBox]] = []
        self._mostradas: tuple[Proposta, ...] = ()
        self.setVisible(False)

    def definir(self, propostas: Sequence[Proposta]) -> None:
        """Offer these; what was ticked stays ticked while the suggestion is the same."""
        novas = tuple(propostas)
        self.setVisible(bool(novas))
        if novas == self._mostradas:
            return
        marcadas = {(p.vinculo_id, p.ato) for p, caixa in self._itens if caixa.isChecked()}
        while (item := self.corpo.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._itens = []
        self._mostradas = novas
        for proposta in novas:
            caixa = QCheckBox(f"Registrar também: {proposta.rotulo} de {_sem_mnemonico(proposta.nome)}")
            caixa.setChecked((proposta.vinculo_id, proposta.ato) in marcadas)
            caixa.setAccessibleDescription(f"{proposta.razao} {proposta.dispositivo}")
            caixa.toggled.connect(self._mudou)
            self.corpo.addWidget(caixa)
            self.corpo.addWidget(texto(f"{proposta.razao} ({proposta.dispositivo})", Papel.SUAVE, quebra=True))
            self._itens.append((proposta, caixa))
        if novas:
            nota = "Marcado, entra com a reintegração, na mesma data de publicação: os dois atos ou nenhum."
            self.corpo.addWidget(texto(nota, Papel.SUAVE, quebra=True))

    def pedidos(self, publicacao: date | None) -> tuple[PedidoAto, ...]:
        """Return the acts ticked, published on the day."""
        if publicacao is None:
            return ()
        return tuple(
            PedidoAto(
                tipo=proposta.ato,
                conteudo={"publicacao": publicacao}
                | ({"cargo": proposta.cargo_id} if proposta.ato in _COM_CARGO else {}),
                servidor_id=proposta.servidor_id,
                vinculo_id=proposta.vinculo_id,
            )
            for proposta, caixa in self._itens
            if caixa.isChecked()
        )

    def _mudou(self, _: bool) -> None:
        self.alterado.emit()


def _sem_mnemonico(nome: str) -> str:
    """Return a name as a checkbox shows it: an ampersand of a name is no shortcut."""
    return nome.replace("&", "&&")
