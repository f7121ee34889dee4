"""Prazos: a table and a month over the same filter, and at the right the reason of each date."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ...servicos.tipos import FiltroPrazos, LinhaPrazo, Orgao, Unidade
from ..casa import Casa
from ..componentes.botao import botao, botao_icone
from ..componentes.quis_dizer import QuisDizer
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.acompanhamento import DialogoAcompanhamento
from ..modelos.base import PRIMEIRAS, ModeloJanela, Ordem
from ..modelos.prazos import colunas_prazos, data_com_dia, posicao_do_id, quantos
from ..operacoes import Mudanca
from .por_que import LARGURA, PainelPorQue
from .prazos_calendario import CalendarioPrazos
from .prazos_filtro import BarraFiltro
from .prazos_filtro_salvo import salvos_dos_prazos
from .prazos_leitura import LerLista, Lista, ler_contagens, ler_linhas, ler_mes, ler_orgaos, ler_responsaveis
from .prazos_saida import DialogoSaida, Mostrado


class TelaPrazos(Tela):
    """The list, its filter and the explanation."""

    titulo = "Prazos"
    icone = "prazos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._ordem = Ordem(chave="vence")
        self._procurado: int | None = None
        self._calendario_obsoleto = True
        self.cabecalho.definir_subtitulo("Todos os prazos, com o porquê de cada data")
        self.filtro = BarraFiltro(casa, self)
        self.filtros_salvos = salvos_dos_prazos(casa, self.filtro)
        self.modelo = ModeloJanela(colunas_prazos(casa.hoje), partial(ler_linhas, casa), casa.executor, self)
        self.tabela = Tabela("prazos", casa.preferencias, self)
        self.tabela.setAccessibleName("Lista de prazos")
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio("Lendo os prazos…", icone="prazos", acao="Tirar os filtros", ao_acionar=self._limpar)
        self.vazio.botao.hide()
        self.tabela.definir_vazio(self.vazio)
        self.quis_dizer = QuisDizer(self.casa, self.filtro.busca, self)
        self.calendario = CalendarioPrazos(casa.hoje(), self)
        self.modelo_dia = ModeloJanela(colunas_prazos(casa.hoje), partial(ler_linhas, casa), casa.executor, self)
        self.tabela_dia = Tabela("prazos_do_dia", casa.preferencias, self)
        self.tabela_dia.setAccessibleName("Prazos do dia escolhido")
        self.tabela_dia.definir_modelo(self.modelo_dia)
        self.tabela_dia.setSortingEnabled(False)
        self.tabela_dia.setMinimumHeight(76)
        self._dia = texto("", Papel.SECAO, pai=self)
        self.por_que = PainelPorQue(casa, self)
        self._montar()
        self._ligar()

    def _montar(self) -> None:
        self.ver_tabela = self._aba("&Tabela", "lista")
        self.ver_calendario = self._aba("&Calendário", "calendario")
        self.ver_tabela.setChecked(True)
        self._vistas = QButtonGroup(self)
        self._vistas.addButton(self.ver_tabela, 0)
        self._vistas.addButton(self.ver_calendario, 1)
        vistas = QHBoxLayout()
        vistas.setSpacing(4)
        vistas.addWidget(self.ver_tabela)
        vistas.addWidget(self.ver_calendario)
        grupo = QWidget(self)
        vistas.setContentsMargins(0, 0, 0, 0)
        grupo.setLayout(vistas)
        self.cabecalho.adicionar_acao(grupo)
        propostas = botao("Propo&stas", ao_clicar=self._abrir_propostas, icone="autoridade", pai=self,
                          dica="Propostas: os atos que a lei manda praticar depois do último dia possível")  # fmt: skip
        calculadora = botao("C&alculadora", ao_clicar=self._abrir_calculadora, icone="calculadora", pai=self,
                            dica="Calculadora: qualquer prazo, sem tocar no registro")  # fmt: skip
        self.cabecalho.adicionar_acao(propostas)
        self.exportar = botao("Exportar e i&mprimir…", ao_clicar=self._exportar, icone="exportar", pai=self,
                              dica="PDF, planilha ou calendário do que o filtro mostra (Ctrl+P)")  # fmt: skip
        self.cabecalho.adicionar_acao(self.exportar)
        self.cabecalho.adicionar_acao(calculadora)
        self._que_encolhem = (
            (propostas, propostas.text(), 860), (calculadora, calculadora.text(), 860),
            (self.exportar, self.exportar.text(), 600),
        )  # fmt: skip

        dia = QWidget(self)
        do_dia = QVBoxLayout(dia)
        do_dia.setContentsMargins(0, 8, 0, 0)
        do_dia.setSpacing(8)
        do_dia.addWidget(self._dia)
        do_dia.addWidget(self.tabela_dia, 1)
        mes = QSplitter(Qt.Orientation.Vertical, self)
        mes.setChildrenCollapsible(False)
        mes.addWidget(self.calendario)
        mes.addWidget(dia)
        mes.setStretchFactor(0, 3)
        mes.setStretchFactor(1, 2)
        mes.setSizes([400, 220])
        self._pilha = QStackedWidget(self)
        self._pilha.addWidget(self.tabela)
        self._pilha.addWidget(mes)

        lados = QSplitter(Qt.Orientation.Horizontal, self)
        lados.setChildrenCollapsible(False)
        lados.addWidget(self._pilha)
        lados.addWidget(self.por_que)
        lados.setStretchFactor(0, 1)
        lados.setStretchFactor(1, 0)
        lados.setSizes([900, LARGURA])
        self.corpo.addWidget(self.filtro)
        self.corpo.addWidget(lados, 1)

    def _aba(self, rotulo: str, icone: str) -> QToolButton:
        aba = botao_icone(icone, rotulo.replace("&", ""), pai=self)
        aba.setText(rotulo)
        aba.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        aba.setCheckable(True)
        return aba

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 200 % five words do not fit beside each other: those of the buttons give way to their icons.
        for encolhe, rotulo, largura in self._que_encolhem:
            encolhe.setText(rotulo if event.size().width() >= largura else "")

    def _ligar(self) -> None:
        self.filtro.alterado.connect(self._reler)
        self.modelo.ordem_pedida.connect(self._reordenar)
        self.modelo.pagina_chegou.connect(self._mostrar_atual)
        self.modelo_dia.pagina_chegou.connect(self._mostrar_atual)
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.tabela.aberta.connect(self._abrir_atual)
        self.tabela_dia.selecionada.connect(self._mostrar_atual)
        self.tabela_dia.aberta.connect(self._abrir_atual)
        self._vistas.idClicked.connect(self._trocar_vista)
        self.calendario.grade.mes_mudou.connect(self._ler_mes)
        self.calendario.grade.escolhido.connect(self._mostrar_dia)
        self.calendario.grade.aberto.connect(self._entrar_no_dia)
        # Ctrl+Enter registers, wherever the focus is: Enter alone opens the file.
        atalho = QShortcut(QKeySequence("Ctrl+Return"), self)
        atalho.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        atalho.activated.connect(self._registrar_atual)
        self.acompanhar = QAction("Acompanhar…", self)
        self.acompanhar.setShortcut(QKeySequence("Ctrl+E"))
        self.acompanhar.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.acompanhar.triggered.connect(self._acompanhar)
        self.addAction(self.acompanhar)
        self.tabela.definir_acoes(self.acompanhar)
        self.tabela_dia.definir_acoes(self.acompanhar)
        imprimir = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        imprimir.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        imprimir.activated.connect(self._exportar)

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        self.casa.executor.ler(self, partial(ler_orgaos, self.casa), sucesso=self._receber_orgaos, chave="orgaos")
        self.casa.executor.ler(
            self, partial(ler_responsaveis, self.casa),
            sucesso=self.filtro.acompanhamento.definir_responsaveis, chave="responsaveis",
        )  # fmt: skip
        self._procurado = self.modelo.id_da_linha(self.tabela.linha_atual())
        self._reler()

    def receber(self, **parametros: Any) -> None:
        """Take ``filtro`` (a `FiltroPrazos`) and ``pendentes``, ``prazo_id`` to select, ``vista`` "calendario"."""
        self._procurado = parametros.get("prazo_id", self._procurado)
        filtro = parametros.get("filtro")
        if isinstance(filtro, FiltroPrazos):
            self.filtro.definir(filtro, pendentes=bool(parametros.get("pendentes", False)))
        vista = parametros.get("vista")
        if vista in ("tabela", "calendario"):
            (self.ver_calendario if vista == "calendario" else self.ver_tabela).setChecked(True)
            self._trocar_vista(1 if vista == "calendario" else 0)

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.prazos or mudanca.livro or mudanca.cadastro("orgaos", "unidades", "dias", "parametros")

    def focar(self) -> None:
        """The words come first: one looks for a person."""
        self.filtro.busca.setFocus()

    @Slot()
    def _reler(self) -> None:
        filtro, pendentes = self.filtro.filtro(), self.filtro.so_pendentes()
        self._pedir_lista(None if filtro.texto else PRIMEIRAS)
        contar = partial(ler_contagens, self.casa, filtro, pendentes)
        self.casa.executor.ler(self, contar, sucesso=self.filtro.definir_contagens, chave="contagens")
        self._calendario_obsoleto = True
        if self._pilha.currentIndex() == 1:
            self._ler_mes()

    def _pedir_lista(self, limite: int | None) -> None:
        ler = LerLista(
            casa=self.casa, modelo=self.modelo, filtro=self.filtro.filtro(), ordem=self._ordem,
            pendentes=self.filtro.so_pendentes(), limite=limite,
        )  # fmt: skip
        self.casa.executor.ler(self, ler, sucesso=self._receber_lista, chave="lista")

    @Slot(object)
    def _reordenar(self, ordem: Ordem) -> None:
        self._ordem = ordem
        self._procurado = self.modelo.id_da_linha(self.tabela.linha_atual())
        self._reler()

    def _receber_orgaos(self, registros: tuple[Sequence[Orgao], Sequence[Unidade]]) -> None:
        self.filtro.definir_orgaos(*registros)

    def _receber_lista(self, lista: Lista) -> None:
        resto = lista.completa and not self.modelo.completa
        if resto:
            self.modelo.completar(lista.ids)
        else:
            self.modelo.definir_ids(lista.ids, lista.primeiras, completa=lista.completa)
        if lista.completa:
            self.cabecalho.definir_subtitulo(
                f"{quantos(len(lista.ids), 'prazo', 'prazos')} com este filtro, em {data_com_dia(self.casa.hoje())}"
            )
            self._dizer_vazio(lista)
        else:
            self._pedir_lista(None)
        procurado = self._procurado
        posicao = posicao_do_id(lista.ids, procurado) if procurado is not None else -1
        if posicao >= 0 or lista.completa:
            self._procurado = None
        if lista.ids and (posicao >= 0 or not resto):
            self.tabela.ir_para(max(posicao, 0))
        self._mostrar_atual()

    def _dizer_vazio(self, lista: Lista) -> None:
        filtrado = self.filtro.filtro() != FiltroPrazos()
        self.vazio.botao.setVisible(filtrado)
        if filtrado:
            self.vazio.definir("Nenhum prazo com este filtro", "Tire filtros ou escolha outro período.")
            if not lista.ids:
                self.quis_dizer.procurar(self.vazio)
        else:
            self.vazio.definir(
                "Nenhum prazo pendente",
                "Os prazos nascem dos atos: a nomeação abre o da posse, a posse o do exercício.",
            )

    # ------------------------------------------------------------ calendar

    @Slot()
    def _ler_mes(self) -> None:
        self._calendario_obsoleto = False
        ler = partial(ler_mes, self.casa, self.filtro.filtro(), self.calendario.grade.mes(), self.filtro.so_pendentes())
        self.casa.executor.ler(self, ler, sucesso=self._receber_mes, chave="mes")

    def _receber_mes(self, resultado: tuple[tuple[LinhaPrazo, ...], int]) -> None:
        self.calendario.definir_prazos(*resultado)
        self._mostrar_dia(self.calendario.grade.atual())

    @Slot(object)
    def _mostrar_dia(self, dia: date) -> None:
        grade = self.calendario.grade
        prazos, internas = grade.prazos_do_dia(dia), len(grade.internas_do_dia(dia))
        palavras = quantos(sum(p.vence == dia for p in prazos), "prazo", "prazos")
        if internas:
            palavras += f", {quantos(internas, 'data interna', 'datas internas')}"
        self._dia.setText(f"{data_com_dia(dia)}: {palavras}")
        self.modelo_dia.definir_ids(array("q", [p.id for p in prazos]))
        if prazos:
            self.tabela_dia.ir_para(0)
        self._mostrar_atual()

    @Slot()
    def _entrar_no_dia(self) -> None:
        if self.modelo_dia.rowCount():
            self.tabela_dia.setFocus()

    @Slot(int)
    def _trocar_vista(self, vista: int) -> None:
        self._pilha.setCurrentIndex(vista)
        if vista == 1:
            filtro, hoje = self.filtro.filtro(), self.casa.hoje()
            if self._calendario_obsoleto:
                de, ate = filtro.de or filtro.dia_de, filtro.ate or filtro.dia_ate
                if de is not None and de > hoje:
                    self.calendario.grade.ir_para(de)
                elif ate is not None and ate < hoje:
                    self.calendario.grade.ir_para(ate)
                self._ler_mes()
            self.calendario.grade.setFocus()
        else:
            self.tabela.setFocus()
        self._mostrar_atual()

    # ------------------------------------------------------------ the current deadline

    def prazo_atual(self) -> LinhaPrazo | None:
        """Return the deadline selected in the view shown."""
        if self._pilha.currentIndex() == 0:
            return self.modelo.linha(self.tabela.linha_atual())
        return self.modelo_dia.linha(self.tabela_dia.linha_atual())

    @Slot()
    def _mostrar_atual(self) -> None:
        atual = self.prazo_atual()
        if atual is None or atual != self.por_que.prazo():
            self.por_que.mostrar(atual)

    @Slot()
    def _abrir_atual(self) -> None:
        atual = self.prazo_atual()
        if atual is not None:
            self.casa.abrir_ficha(atual.servidor_id)

    @Slot()
    def _registrar_atual(self) -> None:
        if self.prazo_atual() is not None and not self.por_que.registrar_ato():
            self.casa.mensagem("Este prazo não espera ato algum.")

    @Slot()
    def _acompanhar(self) -> None:
        """Open the follow-up of the rows selected: of one deadline or of several."""
        tabela = self.tabela if self._pilha.currentIndex() == 0 else self.tabela_dia
        tabela.com_as_selecionadas(self._acompanhar_estes)

    def _acompanhar_estes(self, prazos: Sequence[LinhaPrazo]) -> None:
        DialogoAcompanhamento(self.casa, prazos, self.window()).open()

    @Slot()
    def _exportar(self) -> None:
        mes = self.calendario.grade.mes() if self._pilha.currentIndex() == 1 else None
        mostrado = Mostrado(
            filtro=self.filtro.filtro(), pendentes=self.filtro.so_pendentes(), ordem=self._ordem, mes=mes,
            quantos=self.modelo.rowCount(),
        )  # fmt: skip
        DialogoSaida(self.casa, mostrado, self).open()

    @Slot()
    def _abrir_propostas(self) -> None:
        self.casa.navegar("propostas")

    @Slot()
    def _abrir_calculadora(self) -> None:
        from .calculadora_janela import abrir_calculadora

        abrir_calculadora(self.casa, self)

    @Slot()
    def _limpar(self) -> None:
        self.filtro.definir(FiltroPrazos(), pendentes=True)
