"""Importar planilhas: the imports made, each of which can be taken back whole, and the guide that makes a new one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...servicos.tipos.importacao import ImportacaoFeita
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.foco import ligar
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.importacao_desfazer import DialogoDesfazerImportacao
from ..dialogos.importacao_leitura import feitas
from ..modelos.base import ModeloLista
from ..modelos.importacoes import colunas_importacoes, historia
from ..modelos.prazos import quantos
from ..operacoes import Mudanca
from .importacoes_guia import GuiaImportacao


class TelaImportacoes(Tela):
    """The list; the guide takes its place while an import is being prepared."""

    titulo = "Importar planilhas"
    icone = "importacoes"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._subtitulo = ""
        self.setAcceptDrops(True)
        self.nova = botao("&Nova importação", TipoBotao.PRIMARIO, ao_clicar=self._nova, icone="mais", pai=self)
        self.nova.setEnabled(not casa.ctx.banco.somente_leitura)
        self.cabecalho.adicionar_acao(self.nova)
        self._guia: GuiaImportacao | None = None
        self.pilha = QStackedWidget(self)
        self.pilha.addWidget(self._montar_lista())
        self.corpo.addWidget(self.pilha, 1)
        # signals
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.modelo.modelReset.connect(self._mostrar_atual)
        self.tabela.aberta.connect(self._desfazer)
        self._mostrar_atual()
        self._dizer()

    @property
    def guia(self) -> GuiaImportacao:
        """The guide, made when first asked for: the list opens without it."""
        if self._guia is None:
            self._guia = GuiaImportacao(self.casa, self.pilha)
            self.cabecalho.adicionar_acao(self._guia.passos)
            self.pilha.addWidget(self._guia)
            self._guia.fechada.connect(self._voltar_a_lista)
            self._guia.desfazer.connect(self._perguntar)
        return self._guia

    def _montar_lista(self) -> QWidget:
        lista = QWidget(self)
        self.aviso = FaixaAviso(pai=lista)
        self.modelo: ModeloLista[ImportacaoFeita] = ModeloLista(colunas_importacoes(), (), lista)
        self.tabela = Tabela("importacoes", self.casa.preferencias, lista)
        self.tabela.setAccessibleName("Importações feitas")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio("Lendo o registro…", icone="importacoes")
        self.tabela.definir_vazio(self.vazio)
        self.dizeres = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=lista)
        self.desfazer = botao("&Desfazer…", ao_clicar=self._desfazer, pai=lista,
                              dica="Estorna tudo o que a importação fez, em um passo; antes, mostra o quê")  # fmt: skip
        pe = QHBoxLayout()
        pe.setSpacing(12)
        pe.addWidget(self.dizeres, 1)
        pe.addWidget(self.desfazer)
        caixa = QVBoxLayout(lista)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(pe)
        return lista

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        self.casa.executor.ler(
            self, partial(feitas, self.casa), sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="lista"
        )

    def receber(self, **parametros: Any) -> None:
        """Take ``especie`` (a kind of import, '' for any) or ``caminho`` to begin an import."""
        if "especie" in parametros or "caminho" in parametros:
            caminho = parametros.get("caminho")
            self.iniciar(str(parametros.get("especie", "")), Path(caminho) if caminho else None)

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.tudo

    def pode_sair(self) -> bool:
        """Keep what was chosen: the next import goes on from it."""
        if self._guia is not None:
            self._guia.guardar()
        return True

    def focar(self) -> None:
        """The list when there is one to look at; else what makes the first."""
        if self.na_guia():
            self.guia.focar()
        else:
            (self.tabela if self.modelo.rowCount() else self.nova).setFocus()

    def na_guia(self) -> bool:
        """Tell whether an import is being prepared."""
        return self._guia is not None and self.pilha.currentWidget() is self._guia

    def atual(self) -> ImportacaoFeita | None:
        """Return the import selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    def _receber(self, lidas: tuple[ImportacaoFeita, ...]) -> None:
        antes = self.atual()
        self.aviso.esconder()
        self.modelo.definir(lidas)
        if not lidas:
            self.tabela.definir_vazio(
                EstadoVazio(
                    "Nenhuma planilha importada",
                    "Traga servidores, vínculos, cargos, concursos, afastamentos ou o calendário de uma planilha. "
                    "O programa confere cada célula antes, e o que entrar pode ser desfeito em um passo.",
                    icone="importacoes", acao="Nova importação", ao_acionar=self._nova,
                )
            )  # fmt: skip
        self.tabela.ir_para(self.modelo.posicao(lambda i: antes is not None and i.id == antes.id))
        self._subtitulo = quantos(len(lidas), "importação feita", "importações feitas") if lidas else ""
        self._dizer()
        self._mostrar_atual()

    def _dizer(self) -> None:
        na_guia = self.na_guia()
        self.cabecalho.definir_subtitulo("" if na_guia else self._subtitulo)
        self.nova.setVisible(not na_guia)
        if self._guia is not None:
            self._guia.passos.setVisible(na_guia)

    @Slot()
    def _mostrar_atual(self, *_: object) -> None:
        atual = self.atual()
        pode = atual is not None and atual.desfeita_em is None and not self.casa.ctx.banco.somente_leitura
        ligar(self.desfazer, pode, senao=self.tabela)
        self.desfazer.setVisible(atual is not None)
        self.dizeres.setText(historia(atual) if atual is not None else "")

    # ------------------------------------------------------------ doing

    def iniciar(self, especie: str = "", caminho: Path | None = None) -> None:
        """Show the guide, for a kind or a file when they are known."""
        if not self.nova.isEnabled():
            return
        self.pilha.setCurrentWidget(self.guia)
        self.guia.comecar(especie, caminho)
        self._dizer()

    @Slot()
    def _nova(self) -> None:
        self.iniciar()

    @Slot()
    def _voltar_a_lista(self) -> None:
        self.pilha.setCurrentIndex(0)
        self._dizer()
        self.focar()

    @Slot()
    def _desfazer(self, *_: object) -> None:
        atual = self.atual()
        if atual is not None and self.desfazer.isEnabled():
            self._perguntar(atual)

    @Slot(object)
    def _perguntar(self, feita: ImportacaoFeita) -> None:
        dialogo = DialogoDesfazerImportacao(self.casa, feita, self.window())
        if self.na_guia():
            dialogo.accepted.connect(self.guia.sair)
        dialogo.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()) and not self.na_guia():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        arquivos = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if arquivos:
            self.iniciar(caminho=Path(arquivos[0]))
