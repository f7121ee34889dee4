"""The file of one person as on a day, as known on another: to be read, never changed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ...estatuto.formatos import cpf
from ...servicos.tipos.historia import AtoEm, FichaEm, PrazoEm, VinculoEm
from ..casa import Casa
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.epoca import COLUNAS_ATOS, COLUNAS_PRAZOS, COLUNAS_VINCULOS
from ..modelos.prazos import data_ou_traco
from ..tons import tom_da_situacao


class PaginaEpoca(QWidget):
    """Tabs that only show: nothing of the past is registered from here."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.casa = casa
        self.ficha: FichaEm | None = None
        self._nome = texto("", Papel.SECAO, quebra=True, selecionavel=True, pai=self)
        self._selo = Selo("", pai=self)
        topo = QHBoxLayout()
        topo.setSpacing(10)
        topo.addWidget(self._nome, 1)
        topo.addWidget(self._selo)
        self.vinculos: ModeloLista[VinculoEm] = ModeloLista(COLUNAS_VINCULOS, (), self)
        self.prazos: ModeloLista[PrazoEm] = ModeloLista(COLUNAS_PRAZOS, (), self)
        self.atos: ModeloLista[AtoEm] = ModeloLista(COLUNAS_ATOS, (), self)
        self.abas = QTabWidget(self)
        self.abas.setDocumentMode(True)
        self.abas.addTab(self._tabela("epoca_vinculos", self.vinculos, "Vínculos neste dia", "Nenhum vínculo"),
                         "&Vínculos")  # fmt: skip
        self.abas.addTab(self._tabela("epoca_prazos", self.prazos, "Prazos neste dia", "Nenhum prazo"), "Pra&zos")
        self.abas.addTab(self._tabela("epoca_atos", self.atos, "Atos até este dia", "Nenhum ato"), "&Atos")
        self._dados = QWidget(self.abas)
        self._grade = QGridLayout(self._dados)
        self._grade.setContentsMargins(0, 16, 0, 0)
        self._grade.setHorizontalSpacing(24)
        self._grade.setVerticalSpacing(8)
        self._grade.setColumnStretch(1, 1)
        self.abas.addTab(self._dados, "&Dados pessoais")
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addLayout(topo)
        caixa.addWidget(self.abas, 1)

    def _tabela(
        self, nome: str, modelo: ModeloLista[VinculoEm] | ModeloLista[PrazoEm] | ModeloLista[AtoEm], rotulo: str,
        vazio: str,
    ) -> QWidget:  # fmt: skip
        tabela = Tabela(nome, self.casa.preferencias, self)
        tabela.setAccessibleName(rotulo)
        tabela.definir_modelo(modelo)
        tabela.definir_vazio(EstadoVazio(vazio, "Nada constava ainda neste dia.", icone="historico"))
        quadro = QWidget(self)
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(0, 12, 0, 0)
        caixa.addWidget(tabela)
        return quadro

    def mostrar(self, ficha: FichaEm) -> None:
        """Show a file as it stood."""
        self.ficha = ficha
        self._nome.setText(ficha.dados.nome)
        situacao = ficha.situacao
        self._selo.definir(situacao.rotulo if situacao is not None else "", tom_da_situacao(situacao))
        self.vinculos.definir(ficha.vinculos)
        self.prazos.definir(ficha.prazos)
        self.atos.definir(ficha.atos)
        d = ficha.dados
        numero = cpf.formatar(d.cpf) if d.cpf and cpf.valido(d.cpf) else d.cpf or "—"
        pares = (
            ("Nome", d.nome), ("CPF", numero), ("Nascimento", data_ou_traco(d.nascimento)),
            ("Nomes anteriores", ", ".join(d.nomes_anteriores) or "—"),
        )  # fmt: skip
        while (item := self._grade.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for linha, (rotulo, valor) in enumerate(pares):
            self._grade.addWidget(texto(rotulo, Papel.LEGENDA, pai=self._dados), linha, 0)
            self._grade.addWidget(texto(valor, quebra=True, selecionavel=True, pai=self._dados), linha, 1)
        self._grade.setRowStretch(len(pares), 1)
