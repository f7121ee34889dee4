"""Estágio probatório: who is in it, until when, the evaluations, what is missing, and the gate of 4 months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ...estatuto.formatos.nomes import sem_acentos
from ...servicos.tipos import FiltroPrazos, Orgao, Unidade
from ..casa import Casa
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, ComboBusca, Opcao
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.estagio import (
    COLUNA_DAS_MARCAS,
    ROTULO_DO_RECORTE,
    TIPOS_DO_ESTAGIO,
    LinhaEstagio,
    Recorte,
    colunas_estagio,
    montar_linhas,
)
from ..modelos.prazos import numero, quantos
from ..operacoes import Mudanca
from .estagio_marcas import DelegadoMarcas
from .estagio_painel import PainelEstagio
from .por_que import LARGURA
from .prazos import ler_orgaos


class TelaEstagio(Tela):
    """The list, its parts, and the panel of one person."""

    titulo = "Estágio probatório"
    icone = "estagio"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._linhas: tuple[LinhaEstagio, ...] = ()
        self._unidades: tuple[Unidade, ...] = ()
        self._procurado: int | None = None
        self.cabecalho.definir_subtitulo("Quem está em estágio, até quando e o que falta")
        self.busca = CampoBusca("Nome ou matrícula", pai=self)
        self.recorte = Combo([Opcao(valor=r, rotulo=ROTULO_DO_RECORTE[r]) for r in Recorte], self)
        self.recorte.setAccessibleName("Parte da lista")
        self.recorte.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.orgao = ComboBusca(dica="Todos os órgãos", pai=self)
        self.orgao.setAccessibleName("Órgão")
        self.unidade = ComboBusca(dica="Todas as unidades", pai=self)
        self.unidade.setAccessibleName("Unidade")
        for campo in (self.orgao, self.unidade):
            campo.setClearButtonEnabled(True)
        self.modelo = ModeloLista(colunas_estagio(casa.hoje), (), self)
        self.tabela = Tabela("estagio", casa.preferencias, self)
        self.tabela.setAccessibleName("Servidores em estágio probatório")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setItemDelegateForColumn(COLUNA_DAS_MARCAS, DelegadoMarcas(self.tabela))
        self.vazio = EstadoVazio("Lendo os estágios…", icone="estagio")
        self.tabela.definir_vazio(self.vazio)
        self.painel = PainelEstagio(casa, self)
        self._montar()
        # signals
        self.busca.buscou.connect(self._filtrar)
        self.recorte.alterado.connect(self._filtrar)
        self.orgao.alterado.connect(self._ao_trocar_orgao)
        self.unidade.alterado.connect(self._reler)
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.tabela.aberta.connect(self._abrir_atual)
        self.modelo.layoutChanged.connect(self._mostrar_atual)
        atalho = QShortcut(QKeySequence("Ctrl+Return"), self)
        atalho.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        atalho.activated.connect(self.painel.registrar_proximo)

    def _montar(self) -> None:
        barra = QHBoxLayout()
        barra.setSpacing(8)
        barra.addWidget(self.busca, 3)
        barra.addWidget(self.recorte)
        barra.addWidget(self.orgao, 2)
        barra.addWidget(self.unidade, 2)
        lados = QSplitter(Qt.Orientation.Horizontal, self)
        lados.setChildrenCollapsible(False)
        lados.addWidget(self.tabela)
        lados.addWidget(self.painel)
        lados.setStretchFactor(0, 1)
        lados.setStretchFactor(1, 0)
        lados.setSizes([900, LARGURA])
        self.corpo.addLayout(barra)
        self.corpo.addWidget(lados, 1)

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        self.casa.executor.ler(self, partial(ler_orgaos, self.casa), sucesso=self._receber_orgaos, chave="orgaos")
        self._reler()

    def receber(self, **parametros: Any) -> None:
        """Take ``recorte`` (a `Recorte`) and ``vinculo_id`` to select."""
        self._procurado = parametros.get("vinculo_id", self._procurado)
        if "recorte" in parametros:
            self.recorte.definir(parametros["recorte"])

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.prazos or mudanca.livro or mudanca.cadastro("orgaos", "unidades", "parametros")

    def focar(self) -> None:
        """The list comes first: it is already in the order of the ends."""
        self.tabela.setFocus()

    @Slot()
    def _reler(self) -> None:
        filtro = FiltroPrazos(tipos=TIPOS_DO_ESTAGIO, orgao_id=self.orgao.valor(), unidade_id=self.unidade.valor())
        self.casa.executor.ler(self, partial(ler_estagios, self.casa, filtro), sucesso=self._receber, chave="lista")

    def _receber_orgaos(self, registros: tuple[Sequence[Orgao], Sequence[Unidade]]) -> None:
        orgaos, unidades = registros
        self._unidades = tuple(unidades)
        self.orgao.definir_opcoes([Opcao(valor=o.id, rotulo=o.sigla or o.nome, detalhe=o.nome) for o in orgaos])
        self._oferecer_unidades()

    def _oferecer_unidades(self) -> None:
        orgao = self.orgao.valor()
        self.unidade.definir_opcoes(
            [Opcao(valor=u.id, rotulo=u.sigla or u.nome, detalhe=u.nome if u.sigla else u.orgao)
             for u in self._unidades if orgao is None or u.orgao_id == orgao]
        )  # fmt: skip

    @Slot()
    def _ao_trocar_orgao(self) -> None:
        self._oferecer_unidades()
        self._reler()

    def _receber(self, linhas: tuple[LinhaEstagio, ...]) -> None:
        self._linhas = linhas
        if not linhas:
            self.vazio.definir(
                "Ninguém em estágio probatório",
                "Quem entra em exercício num cargo permanente aparece aqui, com as avaliações e o fim do estágio.",
            )
        else:
            self.vazio.definir("Ninguém com este filtro", "Tire a busca ou escolha outra parte da lista.")
        self._filtrar()

    @Slot()
    def _filtrar(self) -> None:
        pedacos = sem_acentos(self.busca.text()).casefold().split()
        recorte = self.recorte.valor() or Recorte.TODOS
        atual = self.linha_atual()
        procurado = self._procurado if self._procurado is not None else atual.vinculo_id if atual is not None else None
        self._procurado = None
        linhas = [linha for linha in self._linhas if linha.em(recorte) and _casa_com(linha, pedacos)]
        self.modelo.definir(linhas)
        posicoes = [i for i, linha in enumerate(self.modelo.linhas()) if linha.vinculo_id == procurado]
        self.tabela.ir_para(posicoes[0] if posicoes else 0)
        total = quantos(len(linhas), "servidor em estágio", "servidores em estágio")
        de = f", de {numero(len(self._linhas))}" if len(linhas) != len(self._linhas) else ""
        self.cabecalho.definir_subtitulo(f"{total}{de}, pela ordem do fim")
        self._mostrar_atual()

    # ------------------------------------------------------------ the current person

    def linha_atual(self) -> LinhaEstagio | None:
        """Return the row selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _mostrar_atual(self) -> None:
        self.painel.mostrar(self.linha_atual())

    @Slot()
    def _abrir_atual(self) -> None:
        linha = self.linha_atual()
        if linha is not None:
            self.casa.abrir_ficha(linha.servidor_id)


def _casa_com(linha: LinhaEstagio, pedacos: Sequence[str]) -> bool:
    onde = sem_acentos(f"{linha.nome} {linha.matricula or ''}").casefold()
    return all(pedaco in onde for pedaco in pedacos)


def ler_estagios(casa: Casa, filtro: FiltroPrazos) -> tuple[LinhaEstagio, ...]:
    """Return who is in estágio, by the day of the end. Off the interface's thread."""
    from ...servicos import agenda

    hoje = casa.hoje()
    parametros = casa.ctx.regimes(None, None).parametros
    avisos = partial(parametros.inteiros, "alertas_submissao_meses")
    ids = agenda.ids_prazos(casa.ctx, filtro=filtro, hoje=hoje)
    return montar_linhas(agenda.linhas_prazos(casa.ctx, ids=ids, hoje=hoje), hoje, avisos)
