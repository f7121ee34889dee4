"""Contradições: what the book says that does not fit together, with the reason and what to do about each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ...servicos.tipos.contradicoes import Contradicao, FiltroContradicoes, ResumoContradicoes
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo
from ..componentes.dialogo import perguntar
from ..componentes.filtros_salvos import filtros_da_tela
from ..componentes.quis_dizer import QuisDizer
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloJanela, Ordem
from ..modelos.contradicoes import colunas_contradicoes
from ..modelos.prazos import numero, posicao_do_id, quantos
from ..operacoes import Mudanca
from .contradicoes_ciencia import MUDOU, DialogoCiencia
from .contradicoes_filtro import CIENTES_DA_SITUACAO, SITUACOES, Situacao, opcoes_de_especie, opcoes_de_gravidade
from .contradicoes_painel import LARGURA, PainelContradicao

ARQUIVO = "contradicoes.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lista:
    """What one reading of the list brings; ``primeiras`` are the rows it opens with."""

    ids: array[int]
    primeiras: Sequence[Contradicao]


class TelaContradicoes(Tela):
    """The list, its filter and the explanation."""

    titulo = "Contradições"
    icone = "contradicoes"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._ordem = Ordem(chave="gravidade", decrescente=True)
        self._procurado: int | None = None
        self.cabecalho.definir_subtitulo("O que no livro não combina, até alguém resolver")
        self.aviso = FaixaAviso(pai=self)
        self.busca = CampoBusca("Nome, matrícula ou CPF", pai=self)
        self.gravidade = Combo(opcoes_de_gravidade({}), self)
        self.gravidade.setAccessibleName("Gravidade")
        self.especie = Combo(opcoes_de_especie({}), self)
        self.especie.setAccessibleName("Espécie de contradição")
        self.situacao = Combo(SITUACOES, self)
        self.situacao.setAccessibleName("Pendentes ou com ciência")
        for combo in (self.gravidade, self.situacao):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        # Its words are long: the field may be narrower than the longest of them.
        self.especie.setMinimumContentsLength(24)
        self.especie.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.modelo = ModeloJanela(colunas_contradicoes(), partial(ler_linhas, casa), casa.executor, self)
        self.tabela = Tabela("contradicoes", casa.preferencias, self)
        self.tabela.setAccessibleName("Lista de contradições")
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio("Lendo as contradições…", icone="contradicoes", acao="Tirar os filtros",
                                 ao_acionar=self._limpar)  # fmt: skip
        self.vazio.botao.hide()
        self.tabela.definir_vazio(self.vazio)
        self.quis_dizer = QuisDizer(self.casa, self.busca, self)
        self.painel = PainelContradicao(casa, self)
        self.exportar = botao("&Exportar…", ao_clicar=self.tabela.abrir_exportacao, icone="exportar", pai=self,
                              dica="Salvar a lista, como está filtrada, numa planilha (Ctrl+Shift+E)")  # fmt: skip
        self.cabecalho.adicionar_acao(self.exportar)
        self._montar()
        self._ligar()

    def _montar(self) -> None:
        barra = QHBoxLayout()
        barra.setSpacing(8)
        barra.addWidget(self.busca, 2)
        barra.addWidget(self.gravidade)
        barra.addWidget(self.especie, 2)
        barra.addWidget(self.situacao)
        self.filtros_salvos = filtros_da_tela(
            self.casa, "contradicoes",
            {"texto": ("Busca", self.busca), "gravidade": ("Gravidade", self.gravidade),
             "especie": ("Espécie", self.especie), "situacao": ("Situação", self.situacao)},
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
        self.corpo.addWidget(self.aviso)
        self.corpo.addLayout(barra)
        self.corpo.addWidget(lados, 1)

    def _ligar(self) -> None:
        self.busca.buscou.connect(self._reler)
        self.busca.desceu.connect(self.tabela.setFocus)
        self.gravidade.alterado.connect(self._reler)
        self.especie.alterado.connect(self._reler)
        self.situacao.alterado.connect(self._reler)
        self.modelo.ordem_pedida.connect(self._reordenar)
        self.modelo.pagina_chegou.connect(self._mostrar_atual)
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.tabela.aberta.connect(self._abrir_atual)
        self.painel.ciencia_pedida.connect(self._dar_ciencia)
        self.painel.retirada_pedida.connect(self._perguntar_retirada)
        espaco = QShortcut(QKeySequence(Qt.Key.Key_Space), self.tabela)
        espaco.setContext(Qt.ShortcutContext.WidgetShortcut)
        espaco.activated.connect(self._dar_ciencia)

    # ------------------------------------------------------------ reading

    def filtro(self) -> FiltroContradicoes:
        """Return what the list is filtered by."""
        especie, gravidade = self.especie.valor(), self.gravidade.valor()
        return FiltroContradicoes(
            especies=(especie,) if especie is not None else (),
            gravidades=(gravidade,) if gravidade is not None else (),
            texto=self.busca.text(),
            cientes=CIENTES_DA_SITUACAO[self.situacao.valor()],
        )

    def recarregar(self) -> None:
        self.casa.executor.ler(
            self, partial(ler_resumo, self.casa), sucesso=self._receber_resumo, falha=self.aviso.mostrar_erro,
            chave="resumo",
        )  # fmt: skip
        self._procurado = self.modelo.id_da_linha(self.tabela.linha_atual())
        self._reler()

    def receber(self, **parametros: Any) -> None:
        """Take ``especie`` and ``gravidade`` to filter by, ``situacao``, and ``contradicao_id`` to select."""
        self._procurado = parametros.get("contradicao_id", self._procurado)
        for nome, combo in (("especie", self.especie), ("gravidade", self.gravidade), ("situacao", self.situacao)):
            if nome in parametros:
                combo.definir(parametros[nome])

    def interessa(self, mudanca: Mudanca) -> bool:
        return (
            mudanca.prazos
            or mudanca.livro
            or mudanca.cadastro("contradicoes", "cargos", "vagas", "pessoas", "dias", "parametros", "concursos")
        )

    def focar(self) -> None:
        """The list comes first: the gravest is at the top."""
        self.tabela.setFocus()

    @Slot()
    def _reler(self) -> None:
        ler = partial(ler_lista, self.casa, self.modelo, self.filtro(), self._ordem)
        self.casa.executor.ler(self, ler, sucesso=self._receber_lista, falha=self.aviso.mostrar_erro, chave="lista")

    @Slot(object)
    def _reordenar(self, ordem: Ordem) -> None:
        self._ordem = ordem
        self._procurado = self.modelo.id_da_linha(self.tabela.linha_atual())
        self._reler()

    def _receber_resumo(self, resumo: ResumoContradicoes) -> None:
        self.aviso.esconder()
        self.gravidade.definir_opcoes(opcoes_de_gravidade(resumo.por_gravidade))
        self.especie.definir_opcoes(opcoes_de_especie(resumo.por_especie))
        cientes = f" · {numero(resumo.cientes)} com ciência" if resumo.cientes else ""
        self.cabecalho.definir_subtitulo(
            f"{quantos(resumo.pendentes, 'contradição pendente', 'contradições pendentes')}{cientes}"
        )

    def _receber_lista(self, lista: Lista) -> None:
        self.modelo.definir_ids(lista.ids, lista.primeiras)
        self.exportar.setEnabled(bool(lista.ids))
        self._dizer_vazio()
        procurado, self._procurado = self._procurado, None
        posicao = posicao_do_id(lista.ids, procurado) if procurado is not None else -1
        if lista.ids:
            self.tabela.ir_para(max(posicao, 0))
        self._mostrar_atual()

    def _dizer_vazio(self) -> None:
        filtro = self.filtro()
        filtrado = filtro != FiltroContradicoes()
        self.vazio.botao.setVisible(filtrado)
        if filtro == FiltroContradicoes(cientes=True):
            self.vazio.definir("Nenhuma contradição com ciência", "O que recebe ciência fica aqui, com nota e autor.")
        elif filtrado:
            self.vazio.definir("Nenhuma contradição com este filtro", "Tire filtros ou escolha outra espécie.")
            self.quis_dizer.procurar(self.vazio)
        else:
            self.vazio.definir(
                "Nenhuma contradição pendente",
                "O que não combina no livro — ressalvas, prazos vencidos sem ato, acumulações não declaradas — aparece "
                "aqui quando surge.",
            )

    # ------------------------------------------------------------ the current one

    def atual(self) -> Contradicao | None:
        """Return the contradiction selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _mostrar_atual(self) -> None:
        atual = self.atual()
        if atual is None or atual != self.painel.atual():
            self.painel.mostrar(atual)

    @Slot()
    def _abrir_atual(self) -> None:
        atual = self.atual()
        if atual is None:
            return
        if atual.servidor_id is not None:
            self.casa.abrir_ficha(atual.servidor_id)
        elif atual.cargo_id is not None:
            self.casa.navegar("cargos", cargo_id=atual.cargo_id)

    @Slot()
    def _limpar(self) -> None:
        self.busca.clear()
        for combo in (self.gravidade, self.especie):
            combo.definir(None)
        self.situacao.definir(Situacao.PENDENTES)
        self._reler()

    # ------------------------------------------------------------ acknowledging

    @Slot()
    def _dar_ciencia(self) -> None:
        self.tabela.com_as_selecionadas(self._dar_ciencia_destas)

    def _dar_ciencia_destas(self, escolhidas: Sequence[Contradicao]) -> None:
        pendentes = [c for c in escolhidas if c.ciencia is None]
        if pendentes:
            DialogoCiencia(self.casa, pendentes, self.window()).open()

    @Slot()
    def _perguntar_retirada(self) -> None:
        self.tabela.com_as_selecionadas(self._perguntar_retirada_destas)

    def _perguntar_retirada_destas(self, escolhidas: Sequence[Contradicao]) -> None:
        cientes = tuple(c.id for c in escolhidas if c.ciencia is not None)
        if cientes:
            perguntar(
                self,
                "Retirar a ciência",
                f"{quantos(len(cientes), 'contradição volta', 'contradições voltam')} a pendente; a nota continua "
                "guardada no histórico.",
                confirmar="Re&tirar",
                ao_confirmar=partial(self._retirar, cientes),
            )

    def _retirar(self, ids: tuple[int, ...]) -> None:
        self.casa.executor.gravar(
            self, partial(_retirar, self.casa, ids), sucesso=self._retirou, falha=self.aviso.mostrar_erro, mudou=MUDOU
        )

    def _retirou(self, quantas: int) -> None:
        self.casa.mensagem(f"{quantos(quantas, 'contradição voltou', 'contradições voltaram')} a pendente.")


def ler_lista(casa: Casa, modelo: ModeloJanela[Contradicao], filtro: FiltroContradicoes, ordem: Ordem) -> Lista:
    """Return the ids in order and the first rows. Off the interface's thread."""
    from ...servicos import contradicoes

    ids = contradicoes.ids_contradicoes(
        casa.ctx, filtro=filtro, ordem=ordem.chave, decrescente=ordem.decrescente, hoje=casa.hoje()
    )
    return Lista(ids=ids, primeiras=modelo.primeiras(ids))


def ler_linhas(casa: Casa, ids: Sequence[int]) -> Sequence[Contradicao]:
    """Return rows in the order asked. Off the interface's thread."""
    from ...servicos import contradicoes

    return contradicoes.linhas_contradicoes(casa.ctx, ids=ids, hoje=casa.hoje())


def ler_resumo(casa: Casa) -> ResumoContradicoes:
    """Return how many there are. Off the interface's thread."""
    from ...servicos import contradicoes

    return contradicoes.resumo_contradicoes(casa.ctx, hoje=casa.hoje())


def _retirar(casa: Casa, ids: tuple[int, ...]) -> int:
    from ...servicos import contradicoes

    return contradicoes.retirar_ciencia(casa.ctx, ids=ids, hoje=casa.hoje())
