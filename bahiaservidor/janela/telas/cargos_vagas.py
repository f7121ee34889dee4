"""Posts of one cargo: what is free and where it came from, the laws behind the number, the reserves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Vagas
from ...servicos.tipos.vagas import QuadroDoCargo, ReservaPosto, VagaLivre
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.vagas import (
    COLUNAS_LIVRES,
    COLUNAS_MOVIMENTOS,
    COLUNAS_RESERVAS,
    LinhaMovimento,
    antes_da_nomeacao,
    dica_da_vaga,
)
from ..preferencias import Preferencias
from ..tema import Tom


class PainelLivres(QWidget):
    """Free posts, each with its origin; who is in disponibilidade comes first (art. 38)."""

    nomear = Signal(object)
    """The `VagaLivre` to fill."""
    aproveitar = Signal(object)
    """The `Disponivel` who comes before any nomeação."""
    abrir = Signal(int)
    """The person whose file is wanted: the first excedente."""

    def __init__(self, preferencias: Preferencias, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._quadro: QuadroDoCargo | None = None
        self._extinto = False
        self.antes = FaixaAviso("", Tom.INFO, self)
        self.botao_aproveitar = botao("A&proveitar…", TipoBotao.DISCRETO, ao_clicar=self._aproveitar, pai=self.antes)
        self.antes.acoes.addWidget(self.botao_aproveitar)
        self.excedentes = FaixaAviso("", Tom.ATENCAO, self)
        self.botao_excedente = botao("Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir, pai=self.excedentes)
        self.excedentes.acoes.addWidget(self.botao_excedente)
        self.modelo: ModeloLista[VagaLivre] = ModeloLista(COLUNAS_LIVRES, (), self)
        self.tabela = Tabela("cargos_livres", preferencias, self)
        self.tabela.setAccessibleName("Vagas livres, com a origem de cada uma")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.setMinimumHeight(150)
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio(
            "Nenhuma vaga livre",
            "Aqui aparecem as que a lei criou e ninguém ocupou, e as que alguém deixou. Falta a lei? Use Criar vagas.",
            icone="cargos",
        )
        self.tabela.definir_vazio(self.vazio)
        self.razao = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self)
        self.botao_nomear = botao("No&mear para esta vaga…", TipoBotao.PRIMARIO, ao_clicar=self._nomear, pai=self)
        pe = QHBoxLayout()
        pe.addWidget(self.botao_nomear)
        pe.addStretch(1)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 12, 0, 0)
        pilha.setSpacing(10)
        pilha.addWidget(self.antes)
        pilha.addWidget(self.excedentes)
        pilha.addWidget(self.tabela, 1)
        pilha.addWidget(self.razao)
        pilha.addLayout(pe)
        # signals
        self.tabela.selecionada.connect(self._ao_escolher)

    def definir(self, quadro: QuadroDoCargo, *, extinto: bool) -> None:
        """Show the posts of a cargo."""
        self._quadro, self._extinto = quadro, extinto
        self.modelo.definir(quadro.vagas_livres)
        if quadro.disponiveis:
            self.antes.definir(antes_da_nomeacao(quadro.disponiveis), Tom.INFO, dispositivo="art. 38")
        else:
            self.antes.esconder()
        nomes = ", ".join(f"{e.nome} (desde {formatar_data(e.desde)})" for e in quadro.excedentes[:4])
        quantos = "1 excedente" if len(quadro.excedentes) == 1 else f"{len(quadro.excedentes)} excedentes"
        self.excedentes.definir(
            f"{quantos}, sem posto, à espera de um ato: {nomes}." if quadro.excedentes else "", Tom.ATENCAO,
            dispositivo="art. 42" if quadro.excedentes else "",
        )  # fmt: skip
        self.tabela.ir_para(0)
        self._ao_escolher(self.tabela.linha_atual())

    def vaga_atual(self) -> VagaLivre | None:
        """Return the free post of the current row."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot(int)
    def _ao_escolher(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        self.razao.setText(dica_da_vaga(linha) if linha is not None else "")
        self.botao_nomear.setEnabled(linha is not None and not self._extinto)

    @Slot()
    def _nomear(self) -> None:
        vaga = self.vaga_atual()
        if vaga is not None and not self._extinto:
            self.nomear.emit(vaga)

    @Slot()
    def _aproveitar(self) -> None:
        if self._quadro is not None and self._quadro.disponiveis:
            self.aproveitar.emit(self._quadro.disponiveis[0])

    @Slot()
    def _abrir(self) -> None:
        if self._quadro is not None and self._quadro.excedentes:
            self.abrir.emit(self._quadro.excedentes[0].servidor_id)


class PainelLeis(QWidget):
    """What gave the cargo its posts, and what is reserved."""

    corrigir = Signal(object)
    """The `Vagas` entry to correct."""
    extinguir = Signal()
    redistribuir = Signal()
    ato_do_cargo = Signal()
    """Extinction, desnecessidade or transformação of the cargo itself."""
    reservar = Signal(object)
    """The `ReservaPosto` to edit, None for a new one."""

    def __init__(self, preferencias: Preferencias, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.movimentos: ModeloLista[LinhaMovimento] = ModeloLista(COLUNAS_MOVIMENTOS, (), self)
        self.tabela = Tabela("cargos_movimentos", preferencias, self)
        self.tabela.setAccessibleName("Leis e atos sobre o número de postos")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.setMinimumHeight(130)
        self.tabela.definir_modelo(self.movimentos)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhuma lei registrada", "Use Criar vagas, com o número e a lei (art. 3º).", icone="cargos")
        )
        self.botao_corrigir = botao("Corri&gir…", ao_clicar=self._corrigir, pai=self)
        self.botao_extinguir = botao("Re&duzir…", ao_clicar=self._extinguir, dica="Postos extintos por lei", pai=self)
        self.botao_redistribuir = botao(
            "Mo&ver…", ao_clicar=self._redistribuir, dica="Redistribuir postos entre unidades", pai=self
        )
        self.reservas: ModeloLista[ReservaPosto] = ModeloLista(COLUNAS_RESERVAS, (), self)
        self.tabela_reservas = Tabela("cargos_reservas", preferencias, self)
        self.tabela_reservas.setAccessibleName("Vagas reservadas")
        self.tabela_reservas.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela_reservas.setMinimumHeight(110)
        self.tabela_reservas.definir_modelo(self.reservas)
        self.tabela_reservas.definir_vazio(EstadoVazio("Nenhuma vaga reservada", "", icone="cadeado"))
        self.botao_reservar = botao("Re&servar…", ao_clicar=self._reservar, icone="mais", pai=self)
        self.botao_reserva = botao("Edi&tar reserva…", ao_clicar=self._editar_reserva, pai=self)
        self.botao_cargo = botao(
            "Ext&inção ou transformação do cargo…", TipoBotao.DISCRETO, ao_clicar=self._ato_do_cargo, pai=self
        )
        primeira, segunda = QHBoxLayout(), QHBoxLayout()
        for linha, itens in (
            (primeira, (self.botao_corrigir, self.botao_extinguir, self.botao_redistribuir)),
            (segunda, (self.botao_reservar, self.botao_reserva)),
        ):
            linha.setSpacing(8)
            for item in itens:
                linha.addWidget(item)
            linha.addStretch(1)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 12, 0, 0)
        pilha.setSpacing(10)
        pilha.addWidget(self.tabela, 2)
        pilha.addLayout(primeira)
        pilha.addWidget(texto("Reservas", Papel.SECAO, pai=self))
        pilha.addWidget(self.tabela_reservas, 1)
        pilha.addLayout(segunda)
        pilha.addWidget(self.botao_cargo, 0, Qt.AlignmentFlag.AlignLeft)
        # signals
        self.tabela.selecionada.connect(self._rever)
        self.tabela.aberta.connect(self._corrigir)
        self.tabela_reservas.selecionada.connect(self._rever)
        self.tabela_reservas.aberta.connect(self._editar_reserva)

    def definir(self, quadro: QuadroDoCargo, *, extinto: bool) -> None:
        """Show the entries of a cargo."""
        pares = zip(quadro.movimentos, quadro.unidades_dos_movimentos, strict=True)
        self.movimentos.definir([LinhaMovimento(vagas=v, unidade=nome) for v, nome in pares])
        self.reservas.definir(quadro.reservas)
        self.botao_extinguir.setEnabled(bool(quadro.movimentos))
        self.botao_redistribuir.setEnabled(bool(quadro.movimentos) and not extinto)
        self.botao_reservar.setEnabled(not extinto)
        self.botao_cargo.setVisible(not extinto)
        self._rever()

    def movimento_atual(self) -> Vagas | None:
        """Return the entry of the current row."""
        linha = self.movimentos.linha(self.tabela.linha_atual())
        return linha.vagas if linha is not None else None

    @Slot()
    def _rever(self, *_: int) -> None:
        self.botao_corrigir.setEnabled(self.movimento_atual() is not None)
        self.botao_reserva.setEnabled(self.reservas.linha(self.tabela_reservas.linha_atual()) is not None)

    @Slot()
    def _corrigir(self, *_: int) -> None:
        atual = self.movimento_atual()
        if atual is not None:
            self.corrigir.emit(atual)

    @Slot()
    def _extinguir(self) -> None:
        self.extinguir.emit()

    @Slot()
    def _redistribuir(self) -> None:
        self.redistribuir.emit()

    @Slot()
    def _ato_do_cargo(self) -> None:
        self.ato_do_cargo.emit()

    @Slot()
    def _reservar(self) -> None:
        self.reservar.emit(None)

    @Slot()
    def _editar_reserva(self, *_: int) -> None:
        reserva = self.reservas.linha(self.tabela_reservas.linha_atual())
        if reserva is not None:
            self.reservar.emit(reserva)
