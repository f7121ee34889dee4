"""The later acts that relied on the one corrected: each with why, and the destiny the clerk gives it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos_emendas import DestinoAto, FormaEmenda
from ...servicos.tipos.emendas import Dependente
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacoes
from ..componentes.combo import Combo, Opcao
from ..componentes.foco import entrar_na_ordem
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto

_SEM_DESTINO = Opcao(valor=None, rotulo="Escolha o destino…")
_ESTORNO = {DestinoAto.CAI: "Estorna junto"}

_FRASE = {
    FormaEmenda.ESTORNO: "Foram registrados depois e se apoiam nele. Para estorná-lo, eles se estornam junto.",
    FormaEmenda.ANULACAO: "Foram praticados depois e se apoiam nele. Diga de cada um se cai junto ou se fica; o que "
    "fica pede ressalva e continua visível.",
}
_OUTRAS = "Com esta mudança deixam de caber. Não se desfazem sozinhos: ficam à vista até que se resolvam."


class ListaDependentes(Painel):
    """Hidden while nothing depends on the act. What was chosen stays when the list is read again."""

    alterada = Signal()

    def __init__(self, forma: FormaEmenda, pai: QWidget | None = None) -> None:
        super().__init__("Atos que dependem deste", pai)
        self._forma = forma
        self._lista: tuple[Dependente, ...] = ()
        self.combos: dict[int, Combo] = {}
        frase = _FRASE.get(forma, _OUTRAS)
        self.corpo.addWidget(texto(frase, Papel.SUAVE, quebra=True, pai=self))
        self.todos = botao("Todos caem &junto", TipoBotao.DISCRETO, ao_clicar=self._todos_caem, pai=self)
        if forma is FormaEmenda.ESTORNO:
            self.todos.setText("Estornar todos &junto")
            self.todos.setAccessibleName("Estornar todos junto")
        self.cabecalho.addWidget(self.todos)
        self._linhas = QVBoxLayout()
        self._linhas.setSpacing(8)
        self.corpo.addLayout(self._linhas)
        self.hide()

    def definir(self, dependentes: Sequence[Dependente]) -> None:
        """List these."""
        novos = tuple(dependentes)
        # A destiny chosen changes only itself: building the list again would take the focus away.
        if [(d.ato_id, d.destinos, d.motivo) for d in novos] == [(d.ato_id, d.destinos, d.motivo) for d in self._lista]:
            return
        escolhidos = self.destinos()
        self._lista = novos
        while (item := self._linhas.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.combos = {}
        for dependente in novos:
            self._linhas.addWidget(self._linha(dependente, escolhidos.get(dependente.ato_id)))
        entrar_na_ordem(self.todos, self.combos.values())
        self.todos.setVisible(sum(DestinoAto.CAI in d.destinos for d in novos) > 1)
        self.setVisible(bool(novos))

    def _linha(self, dependente: Dependente, escolhido: DestinoAto | None) -> QWidget:
        quadro = QFrame(self)
        quadro.setProperty("superficie", True)
        nome = f"{dependente.rotulo}, de {formatar_data(dependente.data)}"
        if dependente.vinculo_numero is not None and len({d.vinculo_id for d in self._lista}) > 1:
            nome += f" (vínculo {dependente.vinculo_numero})"
        palavras = QVBoxLayout()
        palavras.setSpacing(2)
        palavras.addWidget(texto(nome, Papel.CORPO, quebra=True, pai=quadro))
        palavras.addWidget(texto(dependente.motivo, Papel.LEGENDA, quebra=True, pai=quadro))
        palavras.addWidget(Citacoes(dependente.motivo, quadro), 0, Qt.AlignmentFlag.AlignLeft)
        if dependente.nota:
            palavras.addWidget(texto(dependente.nota, Papel.LEGENDA, quebra=True, pai=quadro))
        linha = QHBoxLayout(quadro)
        linha.setContentsMargins(12, 8, 12, 8)
        linha.setSpacing(12)
        linha.addLayout(palavras, 1)
        if dependente.destinos:
            combo = Combo([_SEM_DESTINO, *(self._opcao(d) for d in dependente.destinos)], quadro)
            combo.setAccessibleName(f"Destino de {nome}")
            combo.definir(escolhido or dependente.destino)
            combo.alterado.connect(self._mudou)
            self.combos[dependente.ato_id] = combo
            linha.addWidget(combo, 0, Qt.AlignmentFlag.AlignTop)
        return quadro

    def _opcao(self, destino: DestinoAto) -> Opcao:
        rotulo = _ESTORNO.get(destino, destino.rotulo) if self._forma is FormaEmenda.ESTORNO else destino.rotulo
        return Opcao(valor=destino, rotulo=rotulo)

    def destinos(self) -> dict[int, DestinoAto]:
        """Return what was chosen, by act."""
        return {ato: DestinoAto(combo.valor()) for ato, combo in self.combos.items() if combo.valor() is not None}

    @Slot()
    def _todos_caem(self) -> None:
        for dependente in self._lista:
            combo = self.combos.get(dependente.ato_id)
            if combo is not None:
                # What can only stay, stays: the work done is a fact.
                combo.definir(DestinoAto.CAI if DestinoAto.CAI in dependente.destinos else dependente.destinos[0])
        self.alterada.emit()

    @Slot(object)
    def _mudou(self, _valor: object) -> None:
        self.alterada.emit()
