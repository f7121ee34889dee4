"""Who waits for posse or exercício, and the minutas on their way to becoming acts."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from ...estatuto.tipos import TipoPrazo
from ...servicos.tipos import FiltroPrazos, LinhaPrazo, Minuta
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, Opcao
from ..componentes.filtros_salvos import filtros_da_tela
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.anulacao import DialogoAnulacao
from ..dialogos.cerimonia import DialogoCerimonia
from ..dialogos.impressao import imprimir
from ..dialogos.menu_minuta import MenuMinuta
from ..dialogos.papeis_lote import lote_de_quem_espera
from ..modelos.base import ModeloLista, Ordem
from ..modelos.esperas import ModeloEspera
from ..modelos.minutas import ABERTAS, COLUNAS_MINUTAS, ESTADOS
from ..operacoes import Mudanca


class Espera(QWidget):
    """A list of who waits for an act, the nearest deadline first."""

    contou = Signal(int)

    def __init__(
        self, casa: Casa, *, prazo: TipoPrazo, coluna: str, ato: str, rotulo: str, vazio: str, nome: str
    ) -> None:
        super().__init__()
        self._casa = casa
        self._prazo = prazo
        self._ato = ato
        self._ordem = Ordem(chave="vence")
        self.modelo = ModeloEspera(casa, coluna, self)
        self.busca = CampoBusca("Nome, CPF, cargo ou unidade")
        self.filtros_salvos = filtros_da_tela(casa, nome, {"texto": ("Busca", self.busca)}, self)
        self.filtro_em_palavras = self.filtros_salvos.em_palavras
        self.registrar: QPushButton = botao(rotulo, TipoBotao.SECUNDARIO, ao_clicar=self._registrar)
        self.ficha: QPushButton = botao("Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir_ficha)
        self.tabela = Tabela(nome, casa.preferencias)
        self.tabela.setAccessibleName(vazio)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio(vazio, icone="provimentos"))
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(self.busca, 1)
        topo.addWidget(self.filtros_salvos)
        topo.addWidget(self.ficha)
        topo.addWidget(self.registrar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 16, 0, 0)
        caixa.setSpacing(12)
        caixa.addLayout(topo)
        caixa.addWidget(self.tabela, 1)
        self.busca.buscou.connect(self.ler)
        self.busca.desceu.connect(self.tabela.setFocus)
        self.tabela.aberta.connect(self._registrar)
        self.tabela.selecionada.connect(self._rever)
        self.modelo.ordem_pedida.connect(self._reordenar)
        self._rever()

    @Slot()
    def ler(self, *_: object) -> None:
        """Read the ids again."""
        casa, ordem = self._casa, self._ordem
        filtro = FiltroPrazos(texto=self.busca.text().strip(), tipos=(self._prazo,))

        def ler() -> array[int]:
            from ...servicos import agenda

            return agenda.ids_prazos(
                casa.ctx, filtro=filtro, ordem=ordem.chave, decrescente=ordem.decrescente, hoje=casa.hoje(),
                pendentes=True,
            )  # fmt: skip

        casa.executor.ler(self, ler, sucesso=self._receber, chave="ids")

    def _receber(self, ids: Sequence[int]) -> None:
        self.modelo.definir_ids(ids)
        if not self.busca.text():
            self.contou.emit(len(ids))
        self._rever()

    def _atual(self) -> LinhaPrazo | None:
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _rever(self, *_: object) -> None:
        escolhido = self.tabela.linha_atual() >= 0
        self.registrar.setEnabled(escolhido)
        self.ficha.setEnabled(escolhido)

    @Slot(object)
    def _reordenar(self, ordem: Ordem) -> None:
        if ordem != self._ordem:
            self._ordem = ordem
            self.ler()

    @Slot()
    def _registrar(self, *_: object) -> None:
        linha = self._atual()
        if linha is not None:
            self._casa.abrir_ato(servidor_id=linha.servidor_id, vinculo_id=linha.vinculo_id, tipo=self._ato)

    @Slot()
    def _abrir_ficha(self) -> None:
        linha = self._atual()
        if linha is not None:
            self._casa.abrir_ficha(linha.servidor_id)


class Minutas(QWidget):
    """The prepared acts, by state, and what can be done with each."""

    contou = Signal(int)

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self.modelo: ModeloLista[Minuta] = ModeloLista(COLUNAS_MINUTAS, (), self)
        estados = [Opcao(valor=chave, rotulo=rotulo) for chave, (rotulo, _) in ESTADOS.items()]
        self.estado = Combo(
            [Opcao(valor="abertas", rotulo="Em andamento"), *estados, Opcao(valor="todas", rotulo="Todas")]
        )
        self.estado.setAccessibleName("Filtrar por estado")
        self.filtro_em_palavras = self.estado.currentText
        self.imprimir = botao("&Imprimir", ao_clicar=self._imprimir, icone="imprimir")
        self.minuta = MenuMinuta(casa, self)
        self.enviada = botao("&Enviada ao DOE", TipoBotao.DISCRETO, ao_clicar=self._marcar_enviada)
        self.assinada = botao("A&ssinada", TipoBotao.DISCRETO, ao_clicar=self._marcar_assinada)
        # The form opens with what was prepared: what really happened (the date above all) is checked there.
        self.confirmar = botao("&Abrir e confirmar…", ao_clicar=self._abrir, icone="editar")
        self.anular = botao("Tornar sem e&feito…", TipoBotao.DISCRETO, ao_clicar=self._anular)
        self.tabela = Tabela("minutas", casa.preferencias)
        self.tabela.setAccessibleName("Minutas")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhuma minuta", "Prepare uma minuta no formulário de um ato ou numa cerimônia de posse.")
        )
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(self.estado)
        topo.addStretch(1)
        for widget in (
            self.anular, self.enviada, self.assinada, self.minuta.botao, self.imprimir, self.confirmar,
        ):  # fmt: skip
            topo.addWidget(widget)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 16, 0, 0)
        caixa.setSpacing(12)
        caixa.addLayout(topo)
        caixa.addWidget(self.tabela, 1)
        self.estado.alterado.connect(self.ler)
        self.tabela.selecionada.connect(self._rever)
        self.tabela.selectionModel().selectionChanged.connect(self._rever)
        self.tabela.aberta.connect(self._abrir)
        self._rever()

    @Slot()
    def ler(self, *_: object) -> None:
        """Read the minutas again."""
        casa, escolhido = self._casa, self.estado.valor()
        estados: tuple[str, ...] = ABERTAS if escolhido == "abertas" else () if escolhido == "todas" else (escolhido,)

        def ler() -> tuple[Minuta, ...]:
            from ...servicos import minutas

            return minutas.listar(casa.ctx, estados=estados)

        casa.executor.ler(self, ler, sucesso=self._receber, chave="minutas")

    def _receber(self, lidas: Sequence[Minuta]) -> None:
        atual = self.atual()
        self.modelo.definir(lidas)
        if self.estado.valor() == "abertas":
            self.contou.emit(len(lidas))
        if atual is not None:
            for posicao, minuta in enumerate(self.modelo.linhas()):
                if minuta.id == atual.id:
                    self.tabela.ir_para(posicao)
        self._rever()

    def atual(self) -> Minuta | None:
        """Return the minuta selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _rever(self, *_: object) -> None:
        minuta = self.atual()
        aberta = minuta is not None and minuta.estado in ABERTAS
        numerada = aberta and minuta is not None and minuta.estado != "preparada"
        posse = minuta is not None and minuta.tipo == "posse" and minuta.estado != "sem_efeito"
        for widget in (self.confirmar, self.anular):
            widget.setEnabled(aberta)
        self.minuta.definir(self._escolhidas())
        self.imprimir.setEnabled(posse or self.minuta.pode_ver())
        self.enviada.setEnabled(numerada and minuta is not None and minuta.estado != "enviada")
        self.assinada.setEnabled(numerada and minuta is not None and minuta.estado != "assinada")

    def _escolhidas(self) -> tuple[Minuta, ...]:
        achadas = (self.modelo.linha(posicao) for posicao in self.tabela.linhas_selecionadas())
        return tuple(minuta for minuta in achadas if minuta is not None)

    # ------------------------------------------------------------ acting

    @Slot()
    def _abrir(self, *_: object) -> None:
        minuta = self.atual()
        if minuta is None:
            return
        if minuta.estado in ABERTAS:
            self._casa.abrir_ato(minuta_id=minuta.id)
        elif minuta.servidor_id is not None:
            self._casa.abrir_ficha(minuta.servidor_id)

    @Slot()
    def _imprimir(self) -> None:
        minuta = self.atual()
        if self.minuta.pode_ver():
            self.minuta.imprimir()
        elif minuta is not None:
            imprimir(self._casa, "termo_posse", minuta_id=minuta.id)

    @Slot()
    def _marcar_enviada(self) -> None:
        self._marcar("enviada")

    @Slot()
    def _marcar_assinada(self) -> None:
        self._marcar("assinada")

    def _marcar(self, estado: str) -> None:
        minuta = self.atual()
        if minuta is None:
            return
        casa, minuta_id = self._casa, minuta.id

        def gravar() -> Minuta:
            from ...servicos import minutas

            return minutas.marcar(casa.ctx, minuta_id=minuta_id, estado=estado)

        casa.executor.gravar(self, gravar, mudou=Mudanca(minutas=True))

    @Slot()
    def _anular(self) -> None:
        minuta = self.atual()
        if minuta is not None:
            DialogoAnulacao(self._casa, minuta, self.window()).open()


class TelaProvimentos(Tela):
    """Three lists; the ceremony starts here."""

    titulo = "Provimentos"
    icone = "provimentos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.posse = Espera(
            casa, prazo=TipoPrazo.POSSE, coluna="Posse até", ato="posse", rotulo="Registrar &posse…",
            vazio="Ninguém espera posse", nome="espera_posse",
        )  # fmt: skip
        self.exercicio = Espera(
            casa, prazo=TipoPrazo.EXERCICIO, coluna="Exercício até", ato="exercicio",
            rotulo="Registrar &exercício…", vazio="Ninguém espera exercício", nome="espera_exercicio",
        )  # fmt: skip
        self.minutas = Minutas(casa)
        self.abas = QTabWidget()
        self.abas.setDocumentMode(True)
        self._rotulos = ("Esperam posse", "Esperam exercício", "Minutas")
        self._listas: tuple[Espera | Minutas, ...] = (self.posse, self.exercicio, self.minutas)
        for indice, rotulo in enumerate(self._rotulos):
            self.abas.addTab(self._listas[indice], rotulo)
            self._listas[indice].contou.connect(partial(_contar, self.abas, indice, rotulo))
        self.corpo.addWidget(self.abas, 1)
        self.cerimonia = botao("&Cerimônia de posse…", ao_clicar=self._cerimonia, icone="servidores")
        self.nomear = botao("Registrar &nomeação", TipoBotao.PRIMARIO, ao_clicar=self._nomear, icone="mais")
        self.lote = botao("Emitir em &lote…", ao_clicar=self._lote, icone="documentos")
        self.cabecalho.adicionar_acao(self.lote)
        self.cabecalho.adicionar_acao(self.cerimonia)
        self.cabecalho.adicionar_acao(self.nomear)

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.minutas or mudanca.prazos

    def recarregar(self) -> None:
        for lista in self._listas:
            lista.ler()

    def receber(self, **parametros: Any) -> None:
        """Show the list named by ``aba``: posse, exercicio or minutas."""
        aba = {"posse": 0, "exercicio": 1, "minutas": 2}.get(str(parametros.get("aba") or ""))
        if aba is not None:
            self.abas.setCurrentIndex(aba)

    def focar(self) -> None:
        lista = self._listas[self.abas.currentIndex()]
        lista.tabela.setFocus()

    @Slot()
    def _cerimonia(self) -> None:
        DialogoCerimonia(self.casa, self.window()).open()

    @Slot()
    def _lote(self) -> None:
        lote_de_quem_espera(self.casa, pai=self.window())

    @Slot()
    def _nomear(self) -> None:
        self.casa.abrir_ato(tipo="nomeacao")


def _contar(abas: QTabWidget, indice: int, rotulo: str, quantos: int) -> None:
    abas.setTabText(indice, f"{rotulo} ({quantos})" if quantos else rotulo)
