"""The acts that the law suggests because a term lapsed: never applied by the program, prepared by who decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.atos.catalogo import POR_TIPO
from ...servicos.tipos import Proposta
from ...servicos.tipos.contraditorio import EXIGEM
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.citacao import Citacao
from ..componentes.dialogo import Dialogo
from ..componentes.tabela import Tabela
from ..componentes.vazio import EstadoVazio
from ..dialogos.consulta_fundamentada import consultar_proposta
from ..dialogos.contraditorio import DialogoContraditorio
from ..dialogos.proposta import abrir_proposta
from ..modelos.base import ModeloLista
from ..modelos.prazos import colunas_propostas, quantos


class DialogoPropostas(Dialogo):
    """The whole list; from it one opens the file or prepares the act."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            "Propostas pendentes", pai, largura=960,
            explicacao="Passado o último dia possível, a lei manda praticar estes atos. "
            "O programa só propõe: quem decide é a autoridade.",
        )  # fmt: skip
        self.casa = self._casa = casa
        self.modelo = ModeloLista(colunas_propostas(), (), self)
        self.tabela = Tabela("propostas", casa.preferencias, self)
        self.tabela.setAccessibleName("Propostas pendentes")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Nenhuma proposta pendente", icone="certo"))
        self.tabela.setMinimumHeight(320)
        self.corpo.addWidget(self.tabela, 1)
        self.citacao = Citacao(pai=self)
        self.corpo.addWidget(self.citacao, 0, Qt.AlignmentFlag.AlignLeft)
        self.ficha = self.adicionar_botao("Abrir &ficha", ao_clicar=self._abrir_ficha, esquerda=True)
        self.consulta = self.adicionar_botao("Cons&ulta fundamentada…", ao_clicar=self._consultar)
        self.defesa = self.adicionar_botao("&Aviso e defesa…", ao_clicar=self._defesa, esquerda=True)
        self.adicionar_botao("&Fechar")
        self.preparar = self.adicionar_botao("&Preparar o ato…", TipoBotao.PRIMARIO, ao_clicar=self._preparar)
        self.tabela.selecionada.connect(self._habilitar)
        self.tabela.aberta.connect(self._preparar)
        self._habilitar()
        casa.executor.ler(self, partial(_ler, casa), sucesso=self._receber, falha=self.aviso.mostrar_erro)

    def _receber(self, propostas: Sequence[Proposta]) -> None:
        self.modelo.definir(propostas)
        self.definir_titulo(f"{quantos(len(propostas), 'proposta pendente', 'propostas pendentes')}")
        self.tabela.ir_para(0)
        self.tabela.setFocus(Qt.FocusReason.OtherFocusReason)
        self._habilitar()

    def atual(self) -> Proposta | None:
        """Return the proposal selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _habilitar(self, *_: int | QModelIndex) -> None:
        atual = self.atual()
        self.ficha.setEnabled(atual is not None)
        self.defesa.setEnabled(atual is not None and atual.ato in EXIGEM)
        self.consulta.setEnabled(atual is not None)
        self.citacao.definir(atual.dispositivo if atual is not None else "")
        sabe = atual is not None and atual.ato in POR_TIPO
        self.preparar.setEnabled(sabe)
        falta = atual is not None and not sabe
        self.preparar.setToolTip("Esta versão ainda não prepara este ato." if falta else "")

    @Slot()
    def _abrir_ficha(self) -> None:
        atual = self.atual()
        if atual is not None:
            self.accept()
            self._casa.abrir_ficha(atual.servidor_id)

    @Slot()
    def _consultar(self) -> None:
        atual = self.atual()
        if atual is not None:
            consultar_proposta(self._casa, atual, self)

    @Slot()
    def _defesa(self) -> None:
        atual = self.atual()
        if atual is not None:
            DialogoContraditorio(self._casa, self, ato=atual.ato, vinculo_id=atual.vinculo_id).open()

    @Slot()
    def _preparar(self) -> None:
        atual = self.atual()
        if atual is not None and self.preparar.isEnabled():
            self.accept()
            abrir_proposta(self._casa, atual)


def _ler(casa: Casa) -> tuple[Proposta, ...]:
    from ...servicos import agenda

    return agenda.propostas(casa.ctx, hoje=casa.hoje())
