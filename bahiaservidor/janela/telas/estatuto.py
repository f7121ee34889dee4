"""Estatuto: the provisions that the program applies, in our own words, and what rests on each; and the rules."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, Opcao
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.estatuto import COLUNAS, Especie, Verbete, localizar, parametros_de, procurar, verbetes
from ..modelos.regras import LinhaParametro, linhas_de_parametros
from ..operacoes import Mudanca
from ..registro_telas import TELAS
from .estatuto_verbete import PainelVerbete


class TelaEstatuto(Tela):
    """Search at the top, entries at the left, the one chosen at the right."""

    titulo = "Estatuto"
    icone = "estatuto"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._todos = verbetes()
        self._parametros: tuple[LinhaParametro, ...] = ()
        self._caminho: list[str] = []
        self._volta = ""
        self.retornar = botao("", TipoBotao.DISCRETO, ao_clicar=self._retornar, icone="seta_esquerda", pai=self)
        self.retornar.hide()
        self.cabecalho.adicionar_acao(self.retornar)
        self.cabecalho.definir_subtitulo("O que cada artigo pede, em resumo; o texto oficial prevalece")
        self.especie = Combo(
            (
                Opcao(valor=None, rotulo="Tudo"),
                Opcao(valor=Especie.ARTIGO, rotulo="Artigos do Estatuto"),
                Opcao(valor=Especie.NORMA, rotulo="Outras normas"),
                Opcao(valor=Especie.REGRA, rotulo="Regras do programa"),
            ),
            self,
        )
        self.especie.setAccessibleName("O que mostrar")
        self.busca = CampoBusca("Artigo, assunto, ato ou regra", pai=self)
        self.busca.setFixedWidth(280)
        self.cabecalho.adicionar_acao(self.especie)
        self.cabecalho.adicionar_acao(self.busca)
        self.modelo: ModeloLista[Verbete] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("estatuto", casa.preferencias, self)
        self.tabela.setAccessibleName("Dispositivos e regras")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio(
            "Nenhum dispositivo com essas palavras", "Tente o número do artigo ou uma palavra só.", icone="busca",
        ))  # fmt: skip
        self.detalhe = PainelVerbete(self._todos, self)
        self.divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self.divisor.setChildrenCollapsible(False)
        self.divisor.addWidget(self.tabela)
        self.divisor.addWidget(self.detalhe)
        self.divisor.setStretchFactor(0, 1)
        self.divisor.setSizes([680, 400])
        self.corpo.addWidget(self.divisor, 1)
        # signals
        self.busca.buscou.connect(self._buscar)
        self.busca.desceu.connect(self.tabela.setFocus)
        self.especie.alterado.connect(self._filtrar)
        self.tabela.selecionada.connect(self._mostrar_linha)
        self.detalhe.pedido.connect(self.ir_para)
        for teclas, slot in (("Ctrl+F", self.busca.setFocus), ("Alt+Left", self.voltar)):
            QShortcut(
                QKeySequence(teclas), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            ).activated.connect(slot)
        self.modelo.definir(self._todos)
        self.tabela.ir_para(0)

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        # The law does not change with the registry; the numbers that the installation keeps do.
        return mudanca.tudo or mudanca.cadastro("parametros")

    def recarregar(self) -> None:
        self.casa.executor.ler(self, partial(_ler, self.casa), sucesso=self._receber_parametros, chave="parametros")

    def _receber_parametros(self, parametros: tuple[LinhaParametro, ...]) -> None:
        self._parametros = parametros
        self._mostrar(self.atual())

    # ------------------------------------------------------------ going

    def receber(self, **parametros: Any) -> None:
        citacao = parametros.get("dispositivo") or parametros.get("regra")
        if isinstance(citacao, str) and citacao:
            self._caminho.clear()
            self.ir_para(citacao)
            self._caminho.clear()
            self._oferecer_volta(str(parametros.get("volta") or ""))

    def _oferecer_volta(self, chave: str) -> None:
        registro = next((t for t in TELAS if t.chave == chave and chave != "estatuto"), None)
        self._volta = chave if registro is not None else ""
        self.retornar.setVisible(registro is not None)
        if registro is not None:
            self.retornar.setText(f"&Voltar: {registro.rotulo}")
            self.retornar.setAccessibleName(f"Voltar: {registro.rotulo}")
            self.retornar.setToolTip("Alt+←")

    @Slot()
    def _retornar(self) -> None:
        volta = self._volta
        self._oferecer_volta("")
        if volta:
            self.casa.navegar(volta)

    @Slot(str)
    def ir_para(self, citacao: str) -> bool:
        """Show an entry by its citation or rule; tell whether it is known (otherwise it is searched for)."""
        antes = self.atual()
        alvo = localizar(self._todos, citacao)
        self.especie.definir(None)
        self.busca.setText("" if alvo is not None else citacao)
        if alvo is None:
            self._buscar(citacao)
            return False
        if antes is not None and antes is not alvo:
            self._caminho.append(antes.citacao)
        self.modelo.definir(self._todos)
        self.tabela.ir_para(self._todos.index(alvo))
        return True

    @Slot()
    def voltar(self) -> None:
        """Go back to the entry from which a link was followed, or to the screen that brought here."""
        if not self._caminho:
            self._retornar()
        else:
            anterior = self._caminho.pop()
            self.ir_para(anterior)
            self._caminho.pop()

    def focar(self) -> None:
        self.busca.setFocus()

    def atual(self) -> Verbete | None:
        """Return the entry chosen."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot(object)
    def _filtrar(self, _especie: object) -> None:
        self._buscar(self.busca.text())

    @Slot(str)
    def _buscar(self, procurado: str) -> None:
        antes = self.atual()
        achados = procurar(self._todos, procurado, self.especie.valor())
        self.modelo.definir(achados)
        if achados:
            self.tabela.ir_para(achados.index(antes) if antes in achados and not procurado else 0)
        else:
            self._mostrar(None)

    @Slot(int)
    def _mostrar_linha(self, posicao: int) -> None:
        self._mostrar(self.modelo.linha(posicao))

    def _mostrar(self, escolhido: Verbete | None) -> None:
        self.detalhe.mostrar(escolhido, parametros_de(escolhido, self._parametros) if escolhido is not None else ())


def _ler(casa: Casa) -> tuple[LinhaParametro, ...]:
    return linhas_de_parametros(casa.ctx.regimes(None, None).parametros, casa.hoje())
