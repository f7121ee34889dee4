"""Everyone as on a day, as known on another: read little by little, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.nomes import chave_busca
from ...estatuto.tipos import Situacao
from ...servicos.tipos.historia import FiltroQuadro, LinhaQuadro
from ..casa import Casa
from ..componentes.barra_epoca import BarraEpoca
from ..componentes.botao import botao
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import campo_texto
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.epoca import COLUNAS_QUADRO, fim_do_dia, palavras_da_epoca
from ..operacoes import Andamento, Tarefa

ORDENAVEIS = 20_000
"""Rows that the header sorts at once; more than these are to be filtered first."""


def _enxuta(linha: LinhaQuadro) -> LinhaQuadro:
    """Return the row with what the table shows: the steps of hundreds of thousands of dates would fill the memory."""
    return replace(linha, prazos=tuple(replace(prazo, passos=()) for prazo in linha.prazos[:1]))


class DialogoQuadro(Dialogo):
    """The list is read again only when asked: each reading folds the whole book up to the moment."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            "O quadro como era", pai, largura=1040,
            explicacao="Quem estava em cada situação num dia, e o que então se sabia.",
        )  # fmt: skip
        self.casa = casa
        self._tarefa: Tarefa | None = None
        self._momento = ""
        self.barra = BarraEpoca(casa.hoje, self, fecha=False)
        self.nome = campo_texto(dica="Nome", limite=200, pai=self)
        self.nome.setAccessibleName("Filtrar por nome")
        self.situacao = Combo(
            [Opcao(valor=None, rotulo="Toda situação"), *(Opcao(valor=s, rotulo=s.rotulo) for s in Situacao)], self
        )
        self.situacao.setAccessibleName("Filtrar por situação")
        self.so_abertos = QCheckBox("Só com prazo sem respos&ta", self)
        filtros = QHBoxLayout()
        filtros.setSpacing(8)
        filtros.addWidget(self.nome, 1)
        filtros.addWidget(self.situacao)
        filtros.addWidget(self.so_abertos)
        self.modelo: ModeloLista[LinhaQuadro] = ModeloLista(COLUNAS_QUADRO, (), self)
        self.tabela = Tabela("quadro_epoca", casa.preferencias, self)
        self.tabela.setAccessibleName("O quadro neste dia")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio("Escolha o dia", "Escreva acima o dia que quer ver e tecle Enter.", icone="historico")
        )
        self.tabela.setMinimumHeight(300)
        self.quantos = texto("", Papel.SUAVE, pai=self)
        self.andamento = QProgressBar(self)
        self.andamento.setAccessibleName("Andamento")
        self.andamento.setTextVisible(False)
        self.parar = botao("&Parar", ao_clicar=self._parar, pai=self)
        pe = QHBoxLayout()
        pe.setSpacing(8)
        pe.addWidget(self.quantos, 1)
        pe.addWidget(self.andamento, 1)
        pe.addWidget(self.parar)
        self.corpo.addWidget(self.barra)
        self.corpo.addLayout(filtros)
        self.corpo.addWidget(self.tabela, 1)
        self.corpo.addLayout(pe)
        self.ficha = self.adicionar_botao("Abrir &ficha", ao_clicar=self._abrir_ficha, esquerda=True)
        self.adicionar_botao("Fec&har")
        self._ocupar(False)
        self.resize(1040, 700)
        # signals
        self.barra.pedida.connect(self.ler)
        self.nome.returnPressed.connect(self.barra.pedir)
        self.tabela.selecionada.connect(self._habilitar)
        self.tabela.aberta.connect(self._abrir_ficha)
        casa.executor.andamento.connect(self._andou)
        self._habilitar()
        self.barra.em.setFocus()

    def filtro(self) -> FiltroQuadro:
        """Return the filter as it stands."""
        situacao = self.situacao.valor()
        return FiltroQuadro(
            texto=self.nome.text().strip(),
            situacoes=(Situacao(situacao),) if situacao is not None else (),
            so_com_prazo_aberto=self.so_abertos.isChecked(),
        )

    @Slot(object, object)
    def ler(self, em: date, sabido: date | None) -> None:
        """Read the list of a moment."""
        if self._tarefa is not None:
            self._tarefa.cancelar()
        casa, filtro = self.casa, self.filtro()
        conhecido = fim_do_dia(sabido) if sabido is not None else None

        def ler(progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> list[LinhaQuadro]:
            from ...servicos import historia

            partes = historia.quadro_em(
                casa.ctx, em=em, conhecido_em=conhecido, filtro=filtro, progresso=progresso, cancelado=cancelado
            )
            linhas = [_enxuta(linha) for parte in partes for linha in parte]
            return sorted(linhas, key=lambda linha: chave_busca(linha.nome))

        self._momento = palavras_da_epoca(em, sabido)
        self.aviso.esconder()
        self._ocupar(True)
        self._tarefa = casa.executor.longa(
            self, ler, titulo="Lendo o quadro como era", sucesso=self._receber, falha=self._falhou, fim=self._terminou
        )

    def _receber(self, linhas: Sequence[LinhaQuadro]) -> None:
        self.tabela.definir_vazio(
            EstadoVazio("Ninguém neste dia", "Com este filtro, ninguém constava então.", icone="busca")
        )
        if len(linhas) > ORDENAVEIS:
            # Sorting so many on the interface's thread would freeze it: they come in order of name, and stay so.
            self.modelo = ModeloLista(COLUNAS_QUADRO, linhas, self)
            self.tabela.definir_modelo(self.modelo)
            self.tabela.setSortingEnabled(False)
        else:
            self.tabela.setSortingEnabled(True)
            self.modelo.definir(linhas)
        self.tabela.ir_para(0)
        self.barra.definir_momento(self._momento)
        quantos = f"{len(linhas):,}".replace(",", ".")
        nota = ", por nome; filtre para ordenar por outra coluna" if len(linhas) > ORDENAVEIS else ""
        self.quantos.setText("1 vínculo" if len(linhas) == 1 else f"{quantos} vínculos{nota}")

    def _falhou(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)

    def _terminou(self) -> None:
        self._tarefa = None
        self._ocupar(False)

    def _ocupar(self, sim: bool) -> None:
        self.andamento.setVisible(sim)
        self.andamento.setRange(0, 0)
        self.parar.setVisible(sim)
        self.barra.ver.setEnabled(not sim)
        if sim:
            self.quantos.setText("Lendo…")

    @Slot(object)
    def _andou(self, andamento: Andamento) -> None:
        if self._tarefa is not None and andamento.total:
            self.andamento.setRange(0, andamento.total)
            self.andamento.setValue(andamento.feitos)

    @Slot()
    def _parar(self) -> None:
        if self._tarefa is not None:
            self._tarefa.cancelar()
            self._terminou()
            self.quantos.setText("A leitura foi interrompida; a lista é a que estava antes.")

    @Slot()
    def _habilitar(self, *_: object) -> None:
        self.ficha.setEnabled(self.modelo.linha(self.tabela.linha_atual()) is not None)

    @Slot()
    def _abrir_ficha(self, *_: object) -> None:
        linha = self.modelo.linha(self.tabela.linha_atual())
        if linha is not None:
            self.accept()
            self.casa.abrir_ficha(linha.servidor_id)

    def done(self, resultado: int) -> None:
        """Close the dialog; what is being read is dropped."""
        if self._tarefa is not None:
            self._tarefa.cancelar()
        super().done(resultado)
