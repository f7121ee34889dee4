"""Estágio probatório: who is in it, until when, the evaluations, what is missing, and the gate of 4 months."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ...servicos.tipos import Orgao, Unidade
from ...servicos.tipos.estagio import DetalheEstagio, FiltroEstagio, LinhaEstagio, Recorte, ResumoEstagio
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, ComboBusca, Opcao
from ..componentes.filtros_salvos import filtros_da_tela
from ..componentes.quis_dizer import QuisDizer
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.estagio_lote import DialogoLote
from ..dialogos.estagio_notas import DialogoNotas
from ..dialogos.estagio_papeis import DialogoPapeisEstagio
from ..modelos.base import Ordem
from ..modelos.estagio import COLUNA_DAS_MARCAS, ROTULO_DO_RECORTE, ModeloEstagio
from ..modelos.prazos import numero, posicao_do_id, quantos
from ..operacoes import Mudanca
from .estagio_marcas import DelegadoMarcas
from .estagio_painel import PainelEstagio
from .por_que import LARGURA
from .prazos_leitura import ler_orgaos


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lida:
    """What one reading of the list brings."""

    ids: array[int]
    primeiras: Sequence[LinhaEstagio]
    resumo: ResumoEstagio


class TelaEstagio(Tela):
    """The list, its parts, and the panel of one person."""

    titulo = "Estágio probatório"
    icone = "estagio"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._unidades: tuple[Unidade, ...] = ()
        self._ordem = Ordem(chave="fim")
        self._procurado: int | None = None
        self.cabecalho.definir_subtitulo("Quem está em estágio, até quando e o que falta")
        self.lote = botao(
            "Homologar em &lote…", ao_clicar=self._homologar_lote, pai=self,
            dica="Homologa de uma vez as pessoas selecionadas ou, sem seleção, todas as já submetidas",
        )  # fmt: skip
        self.papeis = botao(
            "F&ormulários e avisos…", ao_clicar=self._emitir_papeis, icone="imprimir", pai=self,
            dica="Formulários ou avisos de uma pessoa, das selecionadas ou de toda a lista, num só arquivo",
        )  # fmt: skip
        self.cabecalho.adicionar_acao(self.papeis)
        self.cabecalho.adicionar_acao(self.lote)
        self.busca = CampoBusca("Nome, matrícula ou CPF", pai=self)
        self.recorte = Combo([Opcao(valor=r, rotulo=ROTULO_DO_RECORTE[r]) for r in Recorte], self)
        self.recorte.setAccessibleName("Parte da lista")
        self.recorte.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.recorte.setMinimumContentsLength(24)
        self.orgao = ComboBusca(dica="Todos os órgãos", pai=self)
        self.orgao.setAccessibleName("Órgão")
        self.unidade = ComboBusca(dica="Todas as unidades", pai=self)
        self.unidade.setAccessibleName("Unidade")
        for campo in (self.orgao, self.unidade):
            campo.setClearButtonEnabled(True)
        self.modelo = ModeloEstagio(casa, self)
        self.tabela = Tabela("estagio", casa.preferencias, self)
        self.tabela.setAccessibleName("Servidores em estágio probatório")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setItemDelegateForColumn(COLUNA_DAS_MARCAS, DelegadoMarcas(self.tabela))
        self.vazio = EstadoVazio("Lendo os estágios…", icone="estagio")
        self.tabela.definir_vazio(self.vazio)
        self.quis_dizer = QuisDizer(self.casa, self.busca, self)
        self.painel = PainelEstagio(casa, self)
        self._montar()
        # signals
        self.busca.buscou.connect(self._reler)
        self.busca.desceu.connect(self.tabela.setFocus)
        self.recorte.alterado.connect(self._reler)
        self.orgao.alterado.connect(self._ao_trocar_orgao)
        self.unidade.alterado.connect(self._reler)
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.tabela.aberta.connect(self._abrir_atual)
        self.modelo.ordem_pedida.connect(self._ordenar)
        self.modelo.pagina_chegou.connect(self._mostrar_atual)
        self.painel.avaliar_pedido.connect(self._avaliar)
        atalho = QShortcut(QKeySequence("Ctrl+Return"), self)
        atalho.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        atalho.activated.connect(self.painel.registrar_proximo)

    def _montar(self) -> None:
        barra = QHBoxLayout()
        barra.setSpacing(8)
        barra.addWidget(self.busca, 3)
        barra.addWidget(self.recorte, 3)
        barra.addWidget(self.orgao, 2)
        barra.addWidget(self.unidade, 2)
        self.filtros_salvos = filtros_da_tela(
            self.casa, "estagio",
            {"texto": ("Busca", self.busca), "recorte": ("Parte da lista", self.recorte),
             "orgao": ("Órgão", self.orgao), "unidade": ("Unidade", self.unidade)},
            self,
        )  # fmt: skip
        barra.addWidget(self.filtros_salvos)
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

    def filtro(self) -> FiltroEstagio:
        """Return the filter as it stands."""
        return FiltroEstagio(
            recorte=self.recorte.valor() or Recorte.TODOS,
            orgao_id=self.orgao.valor(),
            unidade_id=self.unidade.valor(),
            texto=self.busca.text().strip(),
        )

    def recarregar(self) -> None:
        self.casa.executor.ler(self, partial(ler_orgaos, self.casa), sucesso=self._receber_orgaos, chave="orgaos")
        self._reler()

    def receber(self, **parametros: Any) -> None:
        """Take ``recorte`` (a `Recorte`) and ``vinculo_id`` to select."""
        self._procurado = parametros.get("vinculo_id", self._procurado)
        if "recorte" in parametros:
            self.recorte.definir(Recorte(parametros["recorte"]))

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.prazos or mudanca.livro or mudanca.cadastro("orgaos", "unidades", "parametros")

    def focar(self) -> None:
        """The list comes first: it is already in the order of the ends."""
        self.tabela.setFocus()

    @Slot()
    def _reler(self, *_: object) -> None:
        casa, filtro, ordem, modelo = self.casa, self.filtro(), self._ordem, self.modelo
        if self._procurado is None:
            self._procurado = self.modelo.id_da_linha(self.tabela.linha_atual())

        def ler() -> _Lida:
            from ...servicos import estagio

            hoje = casa.hoje()
            ids = estagio.ids_em_estagio(
                casa.ctx, filtro=filtro, ordem=ordem.chave, decrescente=ordem.decrescente, hoje=hoje
            )
            resumo = estagio.resumo_do_estagio(casa.ctx, filtro=filtro, hoje=hoje)
            return _Lida(ids=ids, primeiras=modelo.primeiras(ids), resumo=resumo)

        casa.executor.ler(self, ler, sucesso=self._receber, chave="lista")

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

    @Slot(object)
    def _ordenar(self, ordem: Ordem) -> None:
        if ordem != self._ordem:
            self._ordem = ordem
            self._reler()

    def _receber(self, lida: _Lida) -> None:
        procurado, self._procurado = self._procurado, None
        if self.filtro() == FiltroEstagio():
            self.vazio.definir(
                "Ninguém em estágio probatório",
                "Quem entra em exercício num cargo permanente aparece aqui, com as avaliações e o fim do estágio.",
            )
        else:
            self.vazio.definir("Ninguém com este filtro", "Tire a busca ou escolha outra parte da lista.")
            if not lida.ids:
                self.quis_dizer.procurar(self.vazio)
        self._rotular_recortes(lida.resumo)
        self.modelo.definir_ids(lida.ids, lida.primeiras)
        posicao = posicao_do_id(lida.ids, procurado) if procurado is not None else -1
        self.tabela.ir_para(max(posicao, 0))
        total = quantos(len(lida.ids), "servidor em estágio", "servidores em estágio")
        de = f", de {numero(lida.resumo.total)}" if len(lida.ids) != lida.resumo.total else ""
        ordem = ", pela ordem do fim" if self._ordem == Ordem(chave="fim") else ""
        nada = "Ninguém com este filtro" if self.filtro() != FiltroEstagio() else "Ninguém em estágio probatório"
        self.cabecalho.definir_subtitulo(f"{total}{de}{ordem}" if lida.ids else nada)
        self.lote.setEnabled(bool(lida.ids))
        self.papeis.setEnabled(bool(lida.ids))
        self._mostrar_atual()

    def _rotular_recortes(self, resumo: ResumoEstagio) -> None:
        for posicao, recorte in enumerate(Recorte):
            self.recorte.setItemText(posicao, f"{ROTULO_DO_RECORTE[recorte]} ({numero(resumo.por_recorte[recorte])})")

    # ------------------------------------------------------------ the current person

    def linha_atual(self) -> LinhaEstagio | None:
        """Return the row selected, None while its page has not come."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _mostrar_atual(self, *_: object) -> None:
        linha = self.linha_atual()
        if linha is None and self.modelo.id_da_linha(self.tabela.linha_atual()) is not None:
            return  # its page is on the way
        mudou = linha != self.painel.linha()
        self.painel.mostrar(linha)
        if linha is None or not (mudou or self.painel.blocos.detalhe() is None):
            return
        casa, vinculo_id = self.casa, linha.vinculo_id

        def ler() -> DetalheEstagio:
            from ...servicos import estagio

            return estagio.detalhe(casa.ctx, vinculo_id=vinculo_id, hoje=casa.hoje())

        casa.executor.ler(self, ler, sucesso=self.painel.mostrar_detalhe, chave="detalhe")

    @Slot()
    def _abrir_atual(self, *_: object) -> None:
        linha = self.linha_atual()
        if linha is not None:
            self.casa.abrir_ficha(linha.servidor_id)

    # ------------------------------------------------------------ acting

    @Slot(object)
    def _avaliar(self, linha: LinhaEstagio) -> None:
        proxima = linha.proxima_avaliacao
        DialogoNotas(
            self.casa, self.window(), servidor_id=linha.servidor_id, vinculo_id=linha.vinculo_id, nome=linha.nome,
            proxima=proxima.numero if proxima is not None and proxima.numero is not None else 1,
            quantas=len(linha.avaliacoes),
        ).open()  # fmt: skip

    def _selecionados(self) -> tuple[int, ...]:
        escolhidos = [self.modelo.id_da_linha(posicao) for posicao in self.tabela.linhas_selecionadas()]
        vinculos = tuple(id_ for id_ in escolhidos if id_ is not None)
        return vinculos if len(vinculos) > 1 else ()

    @Slot()
    def _homologar_lote(self) -> None:
        DialogoLote(self.casa, self.window(), vinculos=self._selecionados(), filtro=self.filtro()).open()

    @Slot()
    def _emitir_papeis(self) -> None:
        linha = self.linha_atual()
        atual = (linha.vinculo_id, linha.nome) if linha is not None else None
        DialogoPapeisEstagio(
            self.casa, self.window(), vinculos=self._selecionados(), atual=atual, filtro=self.filtro()
        ).open()
