"""Estatuto: the provisions that the program applies, in our own words, and the acts that rest on each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ...estatuto.dispositivos import ESTATUTO
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.painel_lateral import PainelLateral
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.estatuto import COLUNAS, Dispositivo, UsoEmAto, dispositivos, localizar, mesmo_artigo, procurar
from ..operacoes import Mudanca


class TelaEstatuto(Tela):
    """Search at the top, provisions at the left, the one chosen at the right."""

    titulo = "Estatuto"
    icone = "estatuto"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._todos = dispositivos()
        self.cabecalho.definir_subtitulo("O que cada artigo pede, em resumo; o texto oficial prevalece")
        self.busca = CampoBusca("Buscar artigo, assunto ou ato", pai=self)
        self.busca.setFixedWidth(320)
        self.cabecalho.adicionar_acao(self.busca)
        self.modelo: ModeloLista[Dispositivo] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("estatuto", casa.preferencias, self)
        self.tabela.setAccessibleName("Dispositivos")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio(
            "Nenhum dispositivo com essas palavras", "Tente o número do artigo ou uma palavra só.", icone="busca",
        ))  # fmt: skip
        self.detalhe = PainelLateral("", self, largura=400)
        self.divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self.divisor.setChildrenCollapsible(False)
        self.divisor.addWidget(self.tabela)
        self.divisor.addWidget(self.detalhe)
        self.divisor.setStretchFactor(0, 1)
        self.divisor.setSizes([680, 400])
        self.corpo.addWidget(self.divisor, 1)
        # signals
        self.busca.buscou.connect(self._buscar)
        self.tabela.selecionada.connect(self._mostrar_linha)
        atalho = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        atalho.activated.connect(self.busca.setFocus)
        self.modelo.definir(self._todos)
        self.tabela.ir_para(0)

    def interessa(self, mudanca: Mudanca) -> bool:
        # The law does not change with the registry.
        return False

    def receber(self, **parametros: Any) -> None:
        citacao = parametros.get("dispositivo")
        if isinstance(citacao, str) and citacao:
            self.ir_para(citacao)

    def ir_para(self, citacao: str) -> bool:
        """Show a provision by its citation; tell whether it is known (otherwise it is searched for)."""
        alvo = localizar(self._todos, citacao)
        self.busca.setText("" if alvo is not None else citacao)
        if alvo is None:
            self._buscar(citacao)
            return False
        self.modelo.definir(self._todos)
        self.tabela.ir_para(self._todos.index(alvo))
        return True

    def focar(self) -> None:
        self.busca.setFocus()

    def atual(self) -> Dispositivo | None:
        """Return the provision chosen."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot(str)
    def _buscar(self, procurado: str) -> None:
        antes = self.atual()
        achados = procurar(self._todos, procurado)
        self.modelo.definir(achados)
        if achados:
            self.tabela.ir_para(achados.index(antes) if antes in achados else 0)
        else:
            self._mostrar(None)

    @Slot(int)
    def _mostrar_linha(self, posicao: int) -> None:
        self._mostrar(self.modelo.linha(posicao))

    def _mostrar(self, escolhido: Dispositivo | None) -> None:
        painel = self.detalhe
        painel.limpar()
        painel.definir_titulo(escolhido.citacao if escolhido is not None else "Nenhum dispositivo escolhido")
        if escolhido is None:
            return
        corpo = painel.corpo
        corpo.addWidget(texto(escolhido.norma or ESTATUTO, Papel.LEGENDA, pai=painel))
        corpo.addWidget(texto(escolhido.resumo, Papel.CORPO, quebra=True, selecionavel=True, pai=painel))
        irmaos = [
            d for d in self._todos
            if d is not escolhido and mesmo_artigo(d.citacao) == mesmo_artigo(escolhido.citacao)
        ]  # fmt: skip
        if irmaos:
            corpo.addSpacing(6)
            corpo.addWidget(texto("No mesmo artigo", Papel.SECAO, pai=painel))
            for irmao in irmaos:
                salto = botao(irmao.citacao, TipoBotao.DISCRETO, ao_clicar=self._saltar, pai=painel)
                salto.setProperty("dispositivo", irmao.citacao)
                salto.setToolTip(irmao.resumo)
                corpo.addWidget(salto, 0, Qt.AlignmentFlag.AlignLeft)
        corpo.addSpacing(6)
        corpo.addWidget(texto("Atos que se apoiam nele", Papel.SECAO, pai=painel))
        for uso in escolhido.usos:
            corpo.addWidget(self._cartao(uso))
        if not escolhido.usos:
            corpo.addWidget(texto(
                "Nenhum ato o cita diretamente: entra na contagem dos prazos ou nos requisitos.", Papel.SUAVE,
                quebra=True, pai=painel,
            ))  # fmt: skip

    def _cartao(self, uso: UsoEmAto) -> QWidget:
        cartao = QFrame(self.detalhe)
        cartao.setProperty("superficie", True)
        linha = QHBoxLayout(cartao)
        linha.setContentsMargins(12, 8, 8, 8)
        palavras = QVBoxLayout()
        palavras.setSpacing(2)
        palavras.addWidget(texto(uso.rotulo, Papel.CORPO, quebra=True, pai=cartao))
        palavras.addWidget(texto(", ".join(uso.por), Papel.LEGENDA, quebra=True, pai=cartao))
        linha.addLayout(palavras, 1)
        return cartao

    @Slot()
    def _saltar(self) -> None:
        origem = self.sender()
        if origem is not None:
            self.ir_para(str(origem.property("dispositivo")))
