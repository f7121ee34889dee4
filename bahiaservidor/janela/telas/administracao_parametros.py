"""Parâmetros da lei: every dated number with its source, and another value from a day on, seen before it is entered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.formatos.nomes import chave_busca
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.regras import DialogoJanela, DialogoRetirada, DialogoValor
from ..modelos.base import ModeloLista
from ..modelos.regras import COLUNAS_PARAMETROS, LinhaParametro


class SecaoParametros(QWidget):
    """The numbers and the windows; Enter and double click give another value to the one selected."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self.casa = casa
        self._linhas: tuple[LinhaParametro, ...] = ()
        explicacao = texto(
            "Cada número da lei tem data, dispositivo e o dia em que foi conferido. Outro valor vale a partir de um "
            "dia, e os prazos que ele moveria aparecem antes de registrá-lo.", Papel.SUAVE, quebra=True, pai=self,
        )  # fmt: skip
        self.novo = botao("&Mudar o valor…", TipoBotao.PRIMARIO, ao_clicar=self.mudar, icone="editar", pai=self)
        self.retirar = botao("Re&tirar…", ao_clicar=self._retirar, icone="excluir", pai=self)
        self.nova_janela = botao("Nova &janela…", ao_clicar=self._nova_janela, icone="mais", pai=self)
        self.busca = CampoBusca("Procurar parâmetro, dispositivo ou valor", pai=self)
        self.so_vigentes = QCheckBox("De &hoje em diante", self)
        self.so_vigentes.setChecked(True)
        self.so_duvidas = QCheckBox("Só os a &confirmar", self)
        self.so_daqui = QCheckBox("Só os re&gistrados aqui", self)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(explicacao, 1)
        for botao_ in (self.nova_janela, self.retirar, self.novo):
            topo.addWidget(botao_, 0, Qt.AlignmentFlag.AlignTop)
        filtros = QHBoxLayout()
        filtros.setSpacing(16)
        filtros.addWidget(self.busca, 1)
        for caixa in (self.so_vigentes, self.so_duvidas, self.so_daqui):
            filtros.addWidget(caixa)
        self.modelo: ModeloLista[LinhaParametro] = ModeloLista(COLUNAS_PARAMETROS, (), self)
        self.tabela = Tabela("administracao_parametros", casa.preferencias, self)
        self.tabela.setAccessibleName("Parâmetros da lei")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhum parâmetro assim", "Mude a procura ou os filtros acima da lista.", icone="filtro")
        )
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addLayout(topo)
        pilha.addLayout(filtros)
        pilha.addWidget(self.tabela, 1)
        # signals
        self.busca.buscou.connect(self._filtrar)
        self.busca.desceu.connect(self.tabela.setFocus)
        for caixa in (self.so_vigentes, self.so_duvidas, self.so_daqui):
            caixa.toggled.connect(self._filtrar)
        self.tabela.selecionada.connect(self._rever)
        self.tabela.aberta.connect(self.mudar)
        self._rever()

    def definir(self, linhas: Sequence[LinhaParametro]) -> None:
        """Show these, staying on the one selected."""
        self._linhas = tuple(linhas)
        self._filtrar()

    def selecionada(self) -> LinhaParametro | None:
        """Return the row selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    def ir_para(self, chave: str) -> None:
        """Select the first row of a parameter, if it is shown."""
        for posicao, linha in enumerate(self.modelo.linhas()):
            if linha.chave == chave:
                self.tabela.ir_para(posicao)
                return

    @Slot()
    def _filtrar(self, *_: object) -> None:
        atual = self.selecionada()
        palavras = chave_busca(self.busca.text()).split()
        duvidas, vigentes, daqui = (x.isChecked() for x in (self.so_duvidas, self.so_vigentes, self.so_daqui))
        self.modelo.definir([
            linha for linha in self._linhas
            if (not duvidas or not linha.confirmado) and (not vigentes or linha.vigente or linha.futuro)
            and (not daqui or linha.da_instalacao)
            and all(p in chave_busca(f"{linha.rotulo} {linha.citacao} {linha.valor}") for p in palavras)
        ])  # fmt: skip
        if atual is not None:
            for posicao, linha in enumerate(self.modelo.linhas()):
                if (linha.chave, linha.desde) == (atual.chave, atual.desde):
                    self.tabela.ir_para(posicao)
        self._rever()

    @Slot()
    def _rever(self, *_: object) -> None:
        linha = self.selecionada()
        self.novo.setEnabled(linha is not None)
        self.retirar.setEnabled(linha is not None and linha.da_instalacao)
        self.retirar.setToolTip(
            ""
            if self.retirar.isEnabled()
            else "Só se retira o que foi registrado aqui; o do programa se muda com outro valor."
        )

    @Slot()
    def mudar(self, *_: object) -> None:
        """Open the dialog of another value, or of the window, for the row selected."""
        linha = self.selecionada()
        if linha is None:
            return
        if linha.parametro is not None:
            DialogoValor(self.casa, linha.parametro, self.window()).open()
        else:
            DialogoJanela(self.casa, linha.janela, self.window()).open()

    @Slot()
    def _retirar(self) -> None:
        linha = self.selecionada()
        if linha is not None and linha.da_instalacao:
            DialogoRetirada(self.casa, linha, self.window()).open()

    @Slot()
    def _nova_janela(self) -> None:
        DialogoJanela(self.casa, None, self.window()).open()
