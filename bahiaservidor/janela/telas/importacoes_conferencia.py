"""Third step of an import: the dry run, what would enter and what would not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.importacao import ConferenciaImportacao, LinhaConferida, PedidoImportacao
from ..casa import Casa
from ..componentes.andamento import PainelAndamento
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.ficha import Ficha
from ..componentes.lado_a_lado import LadoALado
from ..componentes.rolagem import rolavel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.importacao_leitura import conferir
from ..modelos.base import ModeloLista
from ..modelos.importacoes import (
    COLUNAS_MOTIVOS,
    DUVIDA,
    RESULTADOS,
    Motivo,
    colunas_linhas,
    contagens,
    escolha_de_todas,
    tem_motivo,
)
from ..modelos.prazos import numero, quantos
from ..tema import Tom
from .importacoes_detalhe import DetalheLinha
from .importacoes_saida import salvar_recusadas, tem_recusadas


class PaginaConferencia(QWidget):
    """Badges and reasons filter the rows; the row selected is told whole at the right."""

    mudou = Signal()
    """The dry run began, ended, or a choice was made."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._linhas = 0
        self._feita: ConferenciaImportacao | None = None
        self._pedido: PedidoImportacao | None = None
        self._escolhas: dict[int, str] = {}
        self._escolhidas_na_feita: Mapping[int, str] = {}
        self._filtrando = False
        # An arrow key held down goes through many rows: only the one it stops at is told.
        self._daqui_a_pouco = QTimer(self)
        self._daqui_a_pouco.setSingleShot(True)
        self._daqui_a_pouco.setInterval(30)
        self._daqui_a_pouco.timeout.connect(self._mostrar_linha)
        self.aviso = FaixaAviso(pai=self)
        self.andamento = PainelAndamento(casa.executor, self)
        self._resultado = rolavel(self._montar(), self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.andamento)
        caixa.addWidget(self._resultado, 1)
        caixa.addStretch(0)
        # signals
        for ficha in self.fichas.values():
            ficha.toggled.connect(self._filtrar)
        self.motivos.selecionada.connect(self._filtrar)
        for sinal in (self.tabela.selecionada, self.tabela.clicked, self.tabela.aberta):
            sinal.connect(self._ao_selecionar)
        self.detalhe.escolhida.connect(self._escolher)
        self._mostrar()

    # ------------------------------------------------------------ building

    def _montar(self) -> QWidget:
        dentro = QWidget(self)
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self._montar_fichas())
        self.detalhe = DetalheLinha(dentro)
        self.abas = QTabWidget(dentro)
        self.abas.setDocumentMode(True)
        self.abas.setMinimumWidth(350)  # two people side by side
        self.abas.addTab(self._montar_motivos(), "Motivos")
        self.abas.addTab(self.detalhe, "Linha")
        caixa.addWidget(LadoALado((self._montar_tabela(), self.abas), (3, 2), minimo=740), 1)
        return dentro

    def _montar_fichas(self) -> QWidget:
        self.fichas = {
            r.chave: Ficha(r.plural, r.tom, grupo="Resultado", dica=f"Mostrar só: {r.plural.lower()}", pai=self)
            for r in RESULTADOS
        }
        self.salvar = botao("&Salvar as recusadas como planilha…", ao_clicar=self._salvar, icone="salvar", pai=self,
                            dica="As linhas recusadas, como vieram, com uma coluna que diz o que corrigir")  # fmt: skip
        # Six badges in a row, or three and three; the button beside them, or below.
        fichas = list(self.fichas.values())
        quais = LadoALado((_em_linha(*fichas[:3]), _em_linha(*fichas[3:])), (0, 1), minimo=720, vao=8)
        return LadoALado((quais, _em_linha(self.salvar)), (1, 0), minimo=680, vao=8)

    def _montar_motivos(self) -> QWidget:
        self.modelo_motivos: ModeloLista[Motivo] = ModeloLista(COLUNAS_MOTIVOS, (), self)
        self.motivos = Tabela("importacao_motivos", self._casa.preferencias, self)
        self.motivos.setAccessibleName("Motivos; o escolhido filtra as linhas")
        self.motivos.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.motivos.setMinimumHeight(160)
        self.motivos.definir_modelo(self.modelo_motivos)
        self.motivos.definir_vazio(EstadoVazio("Nenhuma recusa", "Toda linha pode entrar.", icone="certo"))
        return self.motivos

    def _montar_tabela(self) -> QWidget:
        lado = QWidget(self)
        self.modelo: ModeloLista[LinhaConferida] = ModeloLista(colunas_linhas(self.escolhas), (), lado)
        self.tabela = Tabela("importacao_linhas", self._casa.preferencias, lado)
        self.tabela.setAccessibleName("Linhas da planilha")
        self.tabela.setMinimumHeight(200)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Nenhuma linha com este filtro", "Limpe o filtro para ver todas."))
        self.quantas = texto("", Papel.LEGENDA, pai=lado)
        self.limpar = botao("&Limpar filtro", TipoBotao.DISCRETO, ao_clicar=self._limpar, pai=lado)
        pe = QHBoxLayout()
        pe.addWidget(self.quantas, 1)
        pe.addWidget(self.limpar)
        caixa = QVBoxLayout(lado)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(4)
        caixa.addWidget(self.tabela, 1)
        caixa.addLayout(pe)
        return lado

    # ------------------------------------------------------------ running

    def conferir(self, pedido: PedidoImportacao, linhas: int) -> None:
        """Examine every row, unless this was already examined; choices about namesakes stay while they can."""
        if self._pedido is not None and self._feita is not None and _mesmo(pedido, self._pedido):
            if self._escolhidas_na_feita == self._escolhas:
                self.mudou.emit()
                return
        elif self._pedido is not None and not _mesmo(pedido, self._pedido):
            self._escolhas.clear()
        self._pedido = replace(pedido, escolhas=dict(self._escolhas))
        self._feita, self._linhas = None, linhas
        self.aviso.esconder()
        # The dry run is the import itself, taken back: it waits its turn among the writes.
        self.andamento.correr(
            partial(conferir, self._casa, self._pedido), titulo="Conferindo a planilha", unidade="linhas",
            inteiro=linhas, sucesso=self._receber, falha=self._falhar, cancelado=self._cancelada, escreve=True,
        )  # fmt: skip
        self._mostrar()
        self.andamento.cancelar.setFocus()

    def pedido(self) -> PedidoImportacao | None:
        """Return what was examined, with the choices that were counted in it."""
        return self._pedido if self._feita is not None else None

    def feita(self) -> ConferenciaImportacao | None:
        """Return the dry run."""
        return self._feita

    def escolhas(self) -> Mapping[int, str]:
        """Return what the clerk decided of the rows in doubt."""
        return self._escolhas

    def por_conferir(self) -> bool:
        """Tell whether the dry run must be made (again): none is there, or choices came after it."""
        return self._feita is None or dict(self._escolhidas_na_feita) != self._escolhas

    def entram(self) -> int:
        """Return how many rows would be written."""
        return 0 if self._feita is None else self._feita.entram + self._feita.alteram

    def esquecer(self) -> None:
        """Forget the dry run and the choices."""
        self.andamento.parar()
        self._feita = self._pedido = None
        self._escolhas.clear()
        self.aviso.esconder()
        self._mostrar()

    def focar(self) -> None:
        """The rows come first."""
        (self.andamento.cancelar if self.andamento.correndo else self.tabela).setFocus()

    def _receber(self, feita: ConferenciaImportacao) -> None:
        self._feita = feita
        self._escolhidas_na_feita = {} if self._pedido is None else dict(self._pedido.escolhas)
        self.modelo_motivos.definir([Motivo(texto=m, linhas=n) for m, n in feita.motivos])
        self.detalhe.definir_pedido(self._pedido, feita.cabecalho)
        for chave, quantas in contagens(feita).items():
            self.fichas[chave].definir_quantidade(quantas)
        self.abas.setTabText(0, f"Motivos ({len(feita.motivos)})" if feita.motivos else "Motivos")
        self.abas.setCurrentIndex(0 if feita.motivos else 1)
        self._dizer()
        self._limpar()
        self._mostrar()
        self.tabela.setFocus()

    def _dizer(self) -> None:
        feita = self._feita
        if feita is None:
            return
        ditos = list(feita.avisos)
        abertas = feita.duvidas - sum(1 for n in self._escolhas if n not in self._escolhidas_na_feita)
        if feita.duvidas and abertas > 0:
            verbo = "parece" if abertas == 1 else "parecem"
            ditos.insert(
                0,
                f"{quantos(abertas, 'linha', 'linhas')} {verbo} com alguém do registro. Diga quem é em cada uma; a que "
                "ficar sem resposta fica de fora.",
            )
        self.aviso.definir("\n".join(ditos), Tom.ATENCAO)

    def _falhar(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        self._mostrar()

    def _cancelada(self) -> None:
        self.aviso.definir("Conferência cancelada. Nada foi gravado.", Tom.INFO)
        self._mostrar()

    def _mostrar(self) -> None:
        self._resultado.setVisible(self._feita is not None)
        self.salvar.setVisible(tem_recusadas(self._feita))
        self.mudou.emit()

    # ------------------------------------------------------------ filtering

    @Slot()
    def _filtrar(self, *_: object) -> None:
        if self._feita is None:
            return
        quais = {chave for chave, ficha in self.fichas.items() if ficha.isChecked()}
        if quais == {DUVIDA}:
            self.abas.setCurrentWidget(self.detalhe)  # where they are answered
        motivo = self.modelo_motivos.linha(self.motivos.linha_atual())
        achadas = [
            linha
            for linha in self._feita.linhas
            if (not quais or linha.resultado in quais) and (motivo is None or tem_motivo(linha, motivo.texto))
        ]
        antes = self.atual()
        self._filtrando = True
        self.modelo.definir(achadas)
        self.tabela.ir_para(self.modelo.posicao(lambda linha: linha is antes))
        self._filtrando = False
        todas = len(self._feita.linhas)
        filtrado = len(achadas) < todas
        self.quantas.setText(
            f"{numero(len(achadas))} de {quantos(todas, 'linha', 'linhas')}"
            if filtrado else quantos(todas, "linha", "linhas")
        )  # fmt: skip
        self.limpar.setVisible(bool(quais) or motivo is not None)
        self._mostrar_linha()

    def filtro_em_palavras(self) -> str:
        """Return what the list shows, as the exported list says it."""
        quais = [r.plural for r in RESULTADOS if self.fichas[r.chave].isChecked()]
        motivo = self.modelo_motivos.linha(self.motivos.linha_atual())
        partes = [f"Resultado: {', '.join(quais)}"] if quais else []
        return "; ".join([*partes, f"Motivo: {motivo.texto}"] if motivo is not None else partes)

    @Slot()
    def _limpar(self, *_: object) -> None:
        for ficha in self.fichas.values():
            ficha.blockSignals(True)
            ficha.setChecked(False)
            ficha.blockSignals(False)
        self.motivos.clearSelection()
        self.motivos.setCurrentIndex(self.modelo_motivos.index(-1, -1))
        self._filtrar()
        if self.limpar.hasFocus():
            self.tabela.setFocus()

    # ------------------------------------------------------------ one row

    def atual(self) -> LinhaConferida | None:
        """Return the row selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _ao_selecionar(self, *_: object) -> None:
        # Going through the rows tells each; what filters them does not take the reasons away from who reads them.
        if not self._filtrando:
            self.abas.setCurrentWidget(self.detalhe)
            self._daqui_a_pouco.start()

    @Slot()
    def _mostrar_linha(self, *_: object) -> None:
        linha = self.atual()
        self._daqui_a_pouco.stop()
        if linha is None or self._feita is None:
            self.detalhe.limpar_linha()
        else:
            self.detalhe.mostrar(linha, self._escolhas.get(linha.numero, ""), self._feita.linhas)

    @Slot(str, bool)
    def _escolher(self, escolha: str, todas: bool) -> None:
        linha = self.atual()
        if linha is None or self._feita is None:
            return
        quais = escolha_de_todas(escolha, linha, self._feita.linhas) if todas else ((linha.numero, escolha),)
        for numero_da_linha, decidida in quais:
            if decidida:
                self._escolhas[numero_da_linha] = decidida
            else:
                self._escolhas.pop(numero_da_linha, None)
        self.tabela.viewport().update()
        self._dizer()
        self._ir_a_proxima() if escolha else self._mostrar_linha()
        self.mudou.emit()

    def _ir_a_proxima(self) -> None:
        """Go to the next row still in doubt, so that one answers one after the other."""
        linhas = self.modelo.linhas()
        aqui = self.tabela.linha_atual()
        for posicao in (*range(aqui + 1, len(linhas)), *range(aqui)):
            if linhas[posicao].resultado == DUVIDA and linhas[posicao].numero not in self._escolhas:
                self.tabela.ir_para(posicao)
                return
        self._mostrar_linha()

    @Slot()
    def _salvar(self) -> None:
        if self._feita is not None and self._pedido is not None:
            salvar_recusadas(self, self._casa, self._pedido, self._feita, falha=self.aviso.mostrar_erro)


def _em_linha(*widgets: QWidget) -> QWidget:
    linha = QWidget()
    caixa = QHBoxLayout(linha)
    caixa.setContentsMargins(0, 0, 0, 0)
    caixa.setSpacing(8)
    for widget in widgets:
        caixa.addWidget(widget)
    caixa.addStretch(1)
    return linha


def _mesmo(um: PedidoImportacao, outro: PedidoImportacao) -> bool:
    """Tell whether two requests differ only in the choices about namesakes."""
    return replace(um, escolhas={}) == replace(outro, escolhas={})
