"""The candidate of a concurso: the list first, then the person in it, the next to be named at the top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...servicos.tipos import Candidato, Concurso, Lista
from ..componentes.combo import Combo, ComboBusca, Opcao
from .campos import Campo, estreitar
from .descricao import DescricaoCampo


class CampoCandidato(Campo):
    """Emits what was chosen, so that the form takes person and cargo from it and nobody types twice."""

    lista_pedida = Signal(int)
    """The id of a list whose candidates are wanted."""
    procurado = Signal(int)
    """The id of a candidate put in from outside, whose list is not known."""
    escolhido = Signal(object, object)
    """The `Candidato` and its `Lista`."""

    def __init__(self, descricao: DescricaoCampo) -> None:
        caixa = QWidget()
        super().__init__(descricao, caixa)
        self._listas: dict[int, Lista] = {}
        self._candidatos: dict[int, Candidato] = {}
        self._esperado: int | None = None
        self.lista = Combo((Opcao(valor=None, rotulo="Sem concurso"),))
        self.lista.setAccessibleName("Concurso e lista")
        estreitar(self.lista)
        self.pessoa = ComboBusca(dica="Escolha primeiro a lista do concurso")
        self.pessoa.setAccessibleName("Candidato")
        self.pessoa.setEnabled(False)
        pilha = QVBoxLayout(caixa)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(6)
        pilha.addWidget(self.lista)
        pilha.addWidget(self.pessoa)
        caixa.setFocusProxy(self.lista)
        # signals
        self.lista.alterado.connect(self._trocou_lista)
        self.pessoa.alterado.connect(self._trocou_pessoa)

    def definir_listas(self, listas: Sequence[tuple[Concurso, Lista]]) -> None:
        """Offer the lists of every concurso."""
        self._listas = {lista.id: lista for _, lista in listas if lista.id is not None}
        opcoes = [Opcao(valor=None, rotulo="Sem concurso")]
        for concurso, lista in listas:
            partes = [lista.cargo, lista.especialidade, lista.polo, lista.modalidade]
            opcoes.append(Opcao(valor=lista.id, rotulo=concurso.edital, detalhe=" · ".join(p for p in partes if p)))
        self.lista.definir_opcoes(opcoes)

    def definir_candidatos(self, candidatos: Sequence[Candidato]) -> None:
        """Offer the candidates of the list chosen: those still to be named, in order of classification."""
        livres = [c for c in candidatos if c.situacao in ("a_nomear", "convocado") or c.id == self._esperado]
        self._candidatos = {c.id: c for c in livres if c.id is not None}
        self.pessoa.definir_opcoes(
            [Opcao(valor=c.id, rotulo=f"{c.classificacao}º {c.nome}") for c in sorted(livres, key=_ordem)]
        )
        self.pessoa.setEnabled(bool(livres))
        self.pessoa.setPlaceholderText("Digite parte do nome ou ↓" if livres else "Ninguém por nomear nesta lista")
        if self._esperado is not None:
            self.pessoa.definir(self._esperado)

    def valor(self) -> int | None:
        escolhido = self.pessoa.valor()
        return self._esperado if escolhido is None and not self._candidatos else escolhido

    def definir(self, valor: Any) -> None:
        self._esperado = valor
        self.pessoa.definir(valor)
        if isinstance(valor, int) and valor not in self._candidatos:
            self.procurado.emit(valor)

    def definir_lista(self, lista_id: int | None) -> None:
        """Choose a list, which asks for its candidates."""
        self.lista.definir(lista_id)

    def lista_escolhida(self) -> Lista | None:
        """Return the list chosen."""
        valor = self.lista.valor()
        return self._listas.get(valor) if valor is not None else None

    @Slot(object)
    def _trocou_lista(self, lista_id: object) -> None:
        self._candidatos = {}
        self.pessoa.definir_opcoes(())
        self.pessoa.setEnabled(False)
        if isinstance(lista_id, int):
            self.lista_pedida.emit(lista_id)
        else:
            self._esperado = None
            self.pessoa.setPlaceholderText("Escolha primeiro a lista do concurso")
        self.alterado.emit()

    @Slot(object)
    def _trocou_pessoa(self, candidato_id: object) -> None:
        candidato = self._candidatos.get(candidato_id) if isinstance(candidato_id, int) else None
        # The one already expected brings nothing new, and must not undo what was corrected by hand.
        if candidato is not None and candidato.id != self._esperado:
            self._esperado = candidato.id
            self.escolhido.emit(candidato, self._listas.get(candidato.lista_id))
        self.alterado.emit()


def _ordem(candidato: Candidato) -> int:
    return candidato.classificacao
