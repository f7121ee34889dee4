"""What an act sets in motion about others, offered beside it: ticked, it enters with the act or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ...servicos.tipos import PedidoAto, Proposta
from ..componentes.citacao import Citacao
from ..componentes.foco import entrar_na_ordem
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto


class SecaoCascata(Painel):
    """The acts suggested about others; nothing is ticked until the clerk ticks it (C5)."""

    alterado = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("Em consequência", pai)
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
        ordem: list[QWidget] = []
        for proposta in novas:
            caixa = QCheckBox(f"Registrar também: {proposta.rotulo} de {_sem_mnemonico(proposta.nome)}")
            caixa.setChecked((proposta.vinculo_id, proposta.ato) in marcadas)
            caixa.setAccessibleDescription(f"{proposta.razao} {proposta.dispositivo}")
            caixa.toggled.connect(self._mudou)
            self.corpo.addWidget(caixa)
            self.corpo.addWidget(texto(proposta.razao, Papel.SUAVE, quebra=True))
            citacao = Citacao(proposta.dispositivo)
            self.corpo.addWidget(citacao, 0, Qt.AlignmentFlag.AlignLeft)
            ordem += [caixa, citacao]
            self._itens.append((proposta, caixa))
        entrar_na_ordem(self, ordem)
        if novas:
            nota = "Marcado, entra com este ato, na mesma data de publicação: os dois ou nenhum."
            self.corpo.addWidget(texto(nota, Papel.SUAVE, quebra=True))

    def pedidos(self, publicacao: date | None) -> tuple[PedidoAto, ...]:
        """Return the acts ticked, published on the day."""
        if publicacao is None:
            return ()
        return tuple(
            PedidoAto(
                tipo=proposta.ato,
                conteudo={**proposta.conteudo, "publicacao": publicacao},
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
