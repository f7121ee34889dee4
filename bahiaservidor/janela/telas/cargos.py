"""Cargos e vagas: the career plan as a tree, with posts created, occupied and free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from ...servicos import cadastros, vagas
from ...servicos.contexto import Contexto
from ...servicos.tipos import OcupacaoCargo, PedidoAto, Unidade, Vagas
from ...servicos.tipos.vagas import Disponivel, QuadroDoCargo, ReservaPosto, VagaLivre
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao, botao_icone
from ..componentes.campo_busca import CampoBusca
from ..componentes.importar import BotaoImportar
from ..componentes.selo import DelegadoCelulas
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.cadastros_cargos import DialogoCargo, DialogoVagas
from ..dialogos.cadastros_vagas import (
    DialogoCorrecaoVagas,
    DialogoExtincaoVagas,
    DialogoRedistribuicao,
    DialogoReserva,
)
from ..dialogos.cargo_ato import DialogoAtoDoCargo
from ..modelos.cargos import Especie, ModeloCargos
from ..operacoes import Mudanca
from ..tema import ALTURA_LINHA
from .cargos_detalhe import DetalheCargo

_LARGURA_DA_CONFERENCIA = 520
"""Logical pixels of the tree from which its last column is shown."""
_LARGURA_DAS_CRIADAS = 400
"""Below it the posts created, which the panel says too, give their room to the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lido:
    ocupacoes: tuple[OcupacaoCargo, ...]
    unidades: tuple[Unidade, ...]


def _ler(ctx: Contexto) -> _Lido:
    return _Lido(ocupacoes=tuple(cadastros.arvore_cargos(ctx)), unidades=tuple(cadastros.unidades(ctx)))


class TelaCargos(Tela):
    """Tree at the left, the cargo chosen at the right."""

    titulo = "Cargos e vagas"
    icone = "cargos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lido: _Lido | None = None
        self._atual: int | None = None
        self._abertos: set[str] = set()
        self.cabecalho.definir_subtitulo("O quadro de cargos e as vagas criadas por lei (arts. 3º a 6º)")
        self.novo = botao(
            "&Novo cargo", TipoBotao.PRIMARIO, ao_clicar=self.novo_cargo, icone="mais",
            dica="Novo cargo (Ctrl+Shift+N)", pai=self,
        )  # fmt: skip
        self.lrf = botao("Limites da &LRF", TipoBotao.DISCRETO, ao_clicar=self._ir_a_lrf, pai=self)
        self.cabecalho.adicionar_acao(BotaoImportar(casa, "cargos", self))
        self.cabecalho.adicionar_acao(self.lrf)
        self.cabecalho.adicionar_acao(self.novo)
        self.divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self.divisor.setChildrenCollapsible(False)
        self.divisor.addWidget(self._montar_arvore())
        self.detalhe = DetalheCargo(casa.preferencias, self)
        self.divisor.addWidget(self.detalhe)
        self.divisor.setStretchFactor(0, 1)
        self.divisor.setStretchFactor(1, 1)
        self.divisor.setSizes([500, 560])
        self.pilha = QStackedWidget(self)
        self.vazio = EstadoVazio(
            "Nenhum cargo registrado", "Registre o primeiro cargo, com a lei que o criou; depois, as suas vagas.",
            icone="cargos", acao="Novo cargo", ao_acionar=self.novo_cargo, pai=self.pilha,
        )  # fmt: skip
        self.pilha.addWidget(self.divisor)
        self.pilha.addWidget(self.vazio)
        self.corpo.addWidget(self.pilha, 1)
        # signals
        self.divisor.splitterMoved.connect(self._caber)
        self.busca.buscou.connect(self._filtrar)
        self.arvore.selectionModel().currentChanged.connect(self._ao_escolher)
        self.arvore.activated.connect(self._ao_ativar)
        self.detalhe.editar.connect(self.editar)
        self.detalhe.criar_vagas.connect(self.criar_vagas)
        self.detalhe.nomear.connect(self.nomear)
        self.detalhe.leis.ato_do_cargo.connect(self.ato_do_cargo)
        self.detalhe.livres.nomear.connect(self._nomear_para)
        self.detalhe.livres.aproveitar.connect(self._aproveitar)
        self.detalhe.livres.abrir.connect(casa.abrir_ficha)
        self.detalhe.leis.corrigir.connect(self._corrigir)
        self.detalhe.leis.extinguir.connect(self._extinguir)
        self.detalhe.leis.redistribuir.connect(self._redistribuir)
        self.detalhe.leis.reservar.connect(self._reservar)
        for tecla, acao in (("Ctrl+Shift+N", self.novo_cargo), ("F2", self.editar), ("Ctrl+F", self.busca.setFocus)):
            atalho = QShortcut(QKeySequence(tecla), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            atalho.activated.connect(acao)

    def _montar_arvore(self) -> QWidget:
        lado = QWidget(self)
        pilha = QVBoxLayout(lado)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        self.busca = CampoBusca("Buscar cargo, grupo, órgão ou símbolo", pai=lado)
        self.abrir_tudo = botao_icone("seta_baixo", "Abrir todos os grupos", pai=lado)
        self.fechar_tudo = botao_icone("seta_cima", "Fechar todos os grupos", pai=lado)
        self.contagem = texto("", Papel.LEGENDA, pai=lado)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(self.busca, 1)
        topo.addWidget(self.contagem)
        topo.addWidget(self.abrir_tudo)
        topo.addWidget(self.fechar_tudo)
        self.modelo = ModeloCargos(self)
        self.arvore = QTreeView(lado)
        self.arvore.setAccessibleName("Cargos, por grupo e categoria")
        self.arvore.setModel(self.modelo)
        self.arvore.setItemDelegate(DelegadoCelulas(self.arvore))
        self.arvore.setUniformRowHeights(True)
        self.arvore.setAllColumnsShowFocus(True)
        self.arvore.setExpandsOnDoubleClick(False)  # Enter and double click open: see _ao_ativar
        self.arvore.setIndentation(20)
        self.arvore.setMinimumWidth(290)
        cabecalho = self.arvore.header()
        cabecalho.setFixedHeight(ALTURA_LINHA)
        cabecalho.setStretchLastSection(False)
        cabecalho.setSectionsMovable(False)
        cabecalho.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for coluna, largura in ((1, 76), (2, 88), (3, 66), (4, 116)):
            cabecalho.setSectionResizeMode(coluna, QHeaderView.ResizeMode.Interactive)
            self.arvore.setColumnWidth(coluna, largura)
        self.nada = EstadoVazio("Nenhum cargo com essas palavras", "Apague a busca para ver todos.", icone="busca",
                                pai=self.arvore.viewport())  # fmt: skip
        self.nada.hide()
        pilha.addLayout(topo)
        pilha.addWidget(self.arvore, 1)
        self.abrir_tudo.clicked.connect(self._expandir)
        self.fechar_tudo.clicked.connect(self.arvore.collapseAll)
        self.busca.desceu.connect(self._descer)
        return lado

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.cadastro("cargos", "vagas", "unidades", "orgaos")

    def recarregar(self) -> None:
        ctx = self.casa.ctx
        self.casa.executor.ler(self, lambda: _ler(ctx), sucesso=self._mostrar, chave="cargos")

    def receber(self, **parametros: Any) -> None:
        cargo_id = parametros.get("cargo_id")
        if isinstance(cargo_id, int):
            self._atual = cargo_id
            self.busca.clear()
            if self._lido is not None:
                self._restaurar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._caber()

    @Slot()
    def _caber(self, *_: int) -> None:
        # The name comes before the mark of what is in doubt, which the panel at the right says too.
        self.arvore.setColumnHidden(4, self.arvore.width() < _LARGURA_DA_CONFERENCIA)
        self.arvore.setColumnHidden(1, self.arvore.width() < _LARGURA_DAS_CRIADAS)

    def focar(self) -> None:
        (self.vazio.botao if self._lido is not None and self.modelo.vazio() else self.arvore).setFocus()

    def _mostrar(self, lido: _Lido) -> None:
        self._guardar_abertos()
        self._lido = lido
        self.modelo.definir(lido.ocupacoes)
        self.pilha.setCurrentWidget(self.vazio if self.modelo.vazio() else self.divisor)
        self.novo.setVisible(not self.modelo.vazio())
        self._restaurar()

    def _guardar_abertos(self) -> None:
        for linha in range(self.modelo.rowCount()):
            indice = self.modelo.index(linha, 0)
            nome = str(indice.data())
            if self.arvore.isExpanded(indice):
                self._abertos.add(nome)
            else:
                self._abertos.discard(nome)

    def _restaurar(self) -> None:
        procurando = bool(self.busca.text().strip())
        for linha in range(self.modelo.rowCount()):
            indice = self.modelo.index(linha, 0)
            if procurando or str(indice.data()) in self._abertos:
                self._abrir_ate_cargos(indice)
        total = self.modelo.total_de_cargos()
        self.contagem.setText("1 cargo" if total == 1 else f"{total} cargos")
        self.nada.setVisible(total == 0 and not self.modelo.vazio())
        self.nada.setGeometry(self.arvore.viewport().rect())
        alvo = self.modelo.indice_do_cargo(self._atual) if self._atual is not None else QModelIndex()
        if alvo.isValid():
            self.arvore.setCurrentIndex(alvo)
            self.arvore.scrollTo(alvo)
            self._ao_escolher(alvo)
        else:
            self.detalhe.limpar()

    def _abrir_ate_cargos(self, indice: QModelIndex) -> None:
        self.arvore.expand(indice)
        for linha in range(self.modelo.rowCount(indice)):
            filho = self.modelo.index(linha, 0, indice)
            no = self.modelo.no(filho)
            if no is not None and no.especie is Especie.CATEGORIA:
                self.arvore.expand(filho)

    @Slot()
    def _expandir(self) -> None:
        for linha in range(self.modelo.rowCount()):
            self._abrir_ate_cargos(self.modelo.index(linha, 0))

    @Slot()
    def _descer(self) -> None:
        # From the search to the first cargo found, past its group and category.
        self.arvore.setFocus()
        if self.ocupacao_atual() is not None:
            return
        indice = self.modelo.index(0, 0)
        while indice.isValid():
            no = self.modelo.no(indice)
            if no is not None and no.especie is Especie.CARGO:
                self.arvore.setCurrentIndex(indice)
                return
            indice = self.arvore.indexBelow(indice)

    @Slot(str)
    def _filtrar(self, procurado: str) -> None:
        if not procurado:
            self.modelo.filtrar("")
        else:
            self._guardar_abertos_se_inteira()
            self.modelo.filtrar(procurado)
        self._restaurar()

    def _guardar_abertos_se_inteira(self) -> None:
        # What a search opened is not what the clerk opened.
        if self._lido is not None and self.modelo.total_de_cargos() == len(self._lido.ocupacoes):
            self._guardar_abertos()

    # ------------------------------------------------------------ choosing and acting

    def ocupacao_atual(self) -> OcupacaoCargo | None:
        """Return the cargo of the current row, or of the one that a class or referência belongs to."""
        indice: QModelIndex = self.arvore.currentIndex()
        while indice.isValid():
            no = self.modelo.no(indice)
            if no is not None and no.ocupacao is not None:
                return no.ocupacao
            indice = indice.parent()
        return None

    @Slot(QModelIndex)
    def _ao_escolher(self, indice: QModelIndex, *_: QModelIndex) -> None:
        ocupacao = self.ocupacao_atual()
        no = self.modelo.no(indice)
        if ocupacao is not None:
            self._atual = ocupacao.cargo.id
            self.detalhe.mostrar(ocupacao)
            self._ler_quadro(ocupacao)
        elif no is not None:
            self.detalhe.mostrar_no(no)
        else:
            self.detalhe.limpar()

    def _ler_quadro(self, ocupacao: OcupacaoCargo) -> None:
        ctx, hoje, cargo_id = self.casa.ctx, self.casa.hoje(), ocupacao.cargo.id
        if cargo_id is not None:
            self.casa.executor.ler(
                self, lambda: vagas.quadro_do_cargo(ctx, cargo_id=cargo_id, hoje=hoje), sucesso=self._mostrar_quadro,
                chave="quadro",
            )  # fmt: skip

    def _mostrar_quadro(self, quadro: QuadroDoCargo) -> None:
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None and ocupacao.cargo.id == quadro.cargo_id:
            self.detalhe.mostrar_quadro(quadro, extinto=ocupacao.cargo.extinto_em is not None)

    @Slot(QModelIndex)
    def _ao_ativar(self, indice: QModelIndex) -> None:
        no = self.modelo.no(indice)
        if no is not None and no.especie is Especie.CARGO:
            self.editar()
        elif no is not None:
            self.arvore.setExpanded(indice, not self.arvore.isExpanded(indice))

    @Slot()
    def novo_cargo(self) -> None:
        """Open the dialog of a new cargo, and choose it once saved."""
        dialogo = DialogoCargo(self.casa, cargos=self._cargos(), pai=self.window())
        dialogo.salvo.connect(self._salvo)
        dialogo.open()

    @Slot()
    def editar(self) -> None:
        """Open the dialog of the cargo chosen."""
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None:
            DialogoCargo(self.casa, ocupacao.cargo, cargos=self._cargos(), pai=self.window()).open()

    @Slot()
    def criar_vagas(self) -> None:
        """Open the dialog that creates posts of the cargo chosen."""
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None and self._lido is not None:
            DialogoVagas(self.casa, ocupacao, unidades=self._lido.unidades, pai=self.window()).open()

    @Slot()
    def nomear(self) -> None:
        """Open the act dialog on a nomeação to the cargo chosen."""
        self._abrir_nomeacao({})

    @Slot(object)
    def _nomear_para(self, vaga: VagaLivre) -> None:
        self._abrir_nomeacao({chave: valor for chave, valor in vaga.para_nomeacao().items() if valor not in (None, "")})

    def _abrir_nomeacao(self, conteudo: dict[str, Any]) -> None:
        ocupacao = self.ocupacao_atual()
        cargo_id = ocupacao.cargo.id if ocupacao is not None else None
        pedido = PedidoAto(tipo="nomeacao", conteudo=({"cargo": cargo_id} if cargo_id is not None else {}) | conteudo)
        self.casa.abrir_ato(tipo="nomeacao", pedido=pedido)

    @Slot(object)
    def _aproveitar(self, quem: Disponivel) -> None:
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None:
            pedido = PedidoAto(
                tipo="aproveitamento", conteudo={"cargo": ocupacao.cargo.id}, servidor_id=quem.servidor_id,
                vinculo_id=quem.vinculo_id,
            )  # fmt: skip
            self.casa.abrir_ato(
                tipo="aproveitamento", servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id, pedido=pedido
            )

    @Slot()
    def ato_do_cargo(self) -> None:
        """Open the dialog of what happened to the cargo chosen: extinction, desnecessidade, transformação."""
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None:
            DialogoAtoDoCargo(self.casa, ocupacao.cargo, cargos=self._cargos(), pai=self.window()).open()

    @Slot(object)
    def _corrigir(self, movimento: Vagas) -> None:
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None and self._lido is not None:
            DialogoCorrecaoVagas(
                self.casa, ocupacao.cargo, movimento, unidades=self._lido.unidades, pai=self.window()
            ).open()

    @Slot()
    def _extinguir(self) -> None:
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None and self._lido is not None:
            DialogoExtincaoVagas(self.casa, ocupacao.cargo, unidades=self._lido.unidades, pai=self.window()).open()

    @Slot()
    def _redistribuir(self) -> None:
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None and self._lido is not None:
            DialogoRedistribuicao(self.casa, ocupacao.cargo, unidades=self._lido.unidades, pai=self.window()).open()

    @Slot(object)
    def _reservar(self, reserva: ReservaPosto | None) -> None:
        ocupacao = self.ocupacao_atual()
        if ocupacao is not None and self._lido is not None:
            DialogoReserva(self.casa, ocupacao.cargo, reserva, unidades=self._lido.unidades, pai=self.window()).open()

    @Slot()
    def _ir_a_lrf(self) -> None:
        self.casa.navegar("lrf")

    @Slot(object)
    def _salvo(self, cargo_id: object) -> None:
        if isinstance(cargo_id, int):
            self._atual = cargo_id
            self.busca.clear()

    def _cargos(self) -> tuple[Any, ...]:
        return tuple(o.cargo for o in self._lido.ocupacoes) if self._lido is not None else ()
