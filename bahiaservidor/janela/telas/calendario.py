"""Calendário: the year drawn, holidays by município, and the days without expediente that decrees declare."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ...estatuto.formatos.datas import formatar_data
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao, botao_icone
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.importar import BotaoImportar
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.cadastros_dias import DialogoDia, DialogoRevogacao
from ..modelos.base import ModeloLista
from ..modelos.calendario import COLUNAS_DIAS, CURTOS, ROTULOS, TONS, LinhaDia
from ..operacoes import Mudanca
from ..tema import Tom
from .calendario_ano import DIAS_DA_SEMANA, AnoDesenhado
from .calendario_leitura import DO_REGISTRO, AnoLido, ler_ano

_PRIMEIRO_ANO, _ULTIMO_ANO = 1950, 2100
_PREFERENCIA = "calendario/municipio"


class TelaCalendario(Tela):
    """The year, the list of its days, and the day chosen."""

    titulo = "Calendário"
    icone = "calendario"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lido: AnoLido | None = None
        self.cabecalho.definir_subtitulo("Os dias sem expediente decidem quando cada prazo vence (art. 259)")
        self._montar_cabecalho()
        self.aviso = FaixaAviso(pai=self)
        self.corpo.addWidget(self.aviso)
        self.divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self.divisor.setChildrenCollapsible(False)
        self.divisor.addWidget(self._montar_ano())
        self.divisor.addWidget(self._montar_lista())
        self.divisor.setStretchFactor(0, 3)
        self.divisor.setStretchFactor(1, 2)
        self.divisor.setSizes([660, 500])
        self.corpo.addWidget(self.divisor, 1)
        # signals
        self.desenho.dia_atual_mudou.connect(self._ao_mudar_dia)
        self.desenho.dia_aberto.connect(self.declarar)
        self.desenho.ano_pedido.connect(self.seletor_ano.setValue)
        self.seletor_ano.valueChanged.connect(self._trocar_ano)
        self.seletor_municipio.alterado.connect(self._trocar_municipio)
        self.tabela.selecionada.connect(self._ao_escolher_linha)
        self.tabela.aberta.connect(self._ao_abrir_linha)
        atalho = QShortcut(QKeySequence("Ctrl+Shift+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        atalho.activated.connect(self.declarar)

    # ------------------------------------------------------------ parts

    def _montar_cabecalho(self) -> None:
        self.anterior = botao_icone("seta_esquerda", "Ano anterior", pai=self)
        self.seletor_ano = CampoNumero(self)
        self.seletor_ano.setRange(_PRIMEIRO_ANO, _ULTIMO_ANO)
        self.seletor_ano.setValue(self.casa.hoje().year)
        self.seletor_ano.setAccessibleName("Ano")
        self.seletor_ano.setKeyboardTracking(False)
        self.seletor_ano.setFixedWidth(92)
        self.seguinte = botao_icone("seta_direita", "Ano seguinte", pai=self)
        self.anterior.clicked.connect(self.seletor_ano.stepDown)
        self.seguinte.clicked.connect(self.seletor_ano.stepUp)
        self.seletor_municipio = Combo([Opcao(valor="", rotulo="Só nacional e estadual")], self)
        self.seletor_municipio.setAccessibleName("Município")
        self.seletor_municipio.setMinimumWidth(200)
        self.novo = botao(
            "&Declarar dia", TipoBotao.PRIMARIO, ao_clicar=self.declarar, icone="mais",
            dica="Declarar um dia sem expediente (Ctrl+Shift+N)", pai=self,
        )  # fmt: skip
        importar = BotaoImportar(self.casa, "calendario", self)
        for widget in (self.anterior, self.seletor_ano, self.seguinte, self.seletor_municipio, importar, self.novo):
            self.cabecalho.adicionar_acao(widget)

    def _montar_ano(self) -> QWidget:
        hoje = self.casa.hoje()
        quadro = QFrame(self)
        quadro.setProperty("superficie", True)
        pilha = QVBoxLayout(quadro)
        pilha.setContentsMargins(12, 12, 4, 12)
        pilha.setSpacing(8)
        self.desenho = AnoDesenhado(hoje.year, hoje)
        rolagem = QScrollArea(quadro)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setProperty("transparente", True)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rolagem.setWidget(self.desenho)
        self.desenho.setAutoFillBackground(False)
        self.rolagem = rolagem
        legenda = QHBoxLayout()
        legenda.setSpacing(8)
        for especie in ("nacional", "estadual", "municipal", "declarado"):
            selo = Selo(CURTOS[especie], TONS[especie], quadro)
            selo.setToolTip(como_dica(ROTULOS[especie]))
            legenda.addWidget(selo)
        legenda.addWidget(texto("? = a confirmar", Papel.LEGENDA, pai=quadro))
        legenda.addStretch(1)
        pilha.addWidget(rolagem, 1)
        pilha.addLayout(legenda)
        return quadro

    def _montar_lista(self) -> QWidget:
        lado = QWidget(self)
        pilha = QVBoxLayout(lado)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        self.modelo: ModeloLista[LinhaDia] = ModeloLista(COLUNAS_DIAS, (), self)
        self.tabela = Tabela("calendario_dias", self.casa.preferencias, lado)
        self.tabela.setAccessibleName("Dias sem expediente do ano")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio(
                "Nenhum dia conhecido neste ano",
                "Declare os dias sem expediente que os decretos criarem.",
                icone="calendario",
            )
        )
        pilha.addWidget(self.tabela, 1)
        self.painel = QFrame(lado)
        self.painel.setProperty("superficie", True)
        caixa = QVBoxLayout(self.painel)
        caixa.setContentsMargins(16, 12, 16, 14)
        caixa.setSpacing(6)
        self.dia_titulo = texto("", Papel.SECAO, quebra=True, selecionavel=True, pai=self.painel)
        self.dia_selo = Selo("", Tom.NEUTRO, self.painel)
        self.dia_duvida = Selo("", Tom.ATENCAO, self.painel)
        selos = QHBoxLayout()
        selos.setSpacing(8)
        selos.addWidget(self.dia_selo)
        selos.addWidget(self.dia_duvida)
        selos.addStretch(1)
        self.dia_nome = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self.painel)
        self.dia_fonte = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self.painel)
        self.revogar = botao("Re&vogar…", ao_clicar=self.revogar_dia, pai=self.painel)
        self.declarar_aqui = botao("Declarar este dia sem expediente…", TipoBotao.DISCRETO, ao_clicar=self.declarar,
                                   pai=self.painel)  # fmt: skip
        botoes = QHBoxLayout()
        botoes.addWidget(self.revogar)
        botoes.addWidget(self.declarar_aqui)
        botoes.addStretch(1)
        caixa.addWidget(self.dia_titulo)
        caixa.addLayout(selos)
        caixa.addWidget(self.dia_nome)
        caixa.addWidget(self.dia_fonte)
        caixa.addLayout(botoes)
        pilha.addWidget(self.painel)
        return lado

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.cadastro("dias", "orgaos", "unidades")

    def recarregar(self) -> None:
        ctx, ano = self.casa.ctx, self.seletor_ano.value()
        municipio = self.casa.preferencias.texto(_PREFERENCIA, DO_REGISTRO)
        self.casa.executor.ler(self, lambda: ler_ano(ctx, ano, municipio), sucesso=self._mostrar, chave="ano")

    def receber(self, **parametros: Any) -> None:
        dia = parametros.get("dia")
        if isinstance(dia, date):
            self.desenho.ir_para(dia)

    def focar(self) -> None:
        self.desenho.setFocus()

    def filtro_em_palavras(self) -> str:
        municipio = self._lido.municipio if self._lido is not None else ""
        return f"ano: {self.seletor_ano.value()}; {f'município: {municipio}' if municipio else 'sem município'}"

    def _mostrar(self, lido: AnoLido) -> None:
        self._lido = lido
        opcoes = [Opcao(valor="", rotulo="Só nacional e estadual")]
        opcoes += [Opcao(valor=nome, rotulo=nome) for nome in lido.municipios]
        if lido.municipio and lido.municipio not in lido.municipios:
            opcoes.append(Opcao(valor=lido.municipio, rotulo=lido.municipio))
        self.seletor_municipio.blockSignals(True)
        self.seletor_municipio.definir_opcoes(opcoes)
        self.seletor_municipio.definir(lido.municipio)
        self.seletor_municipio.blockSignals(False)
        self.desenho.definir_ano(lido.ano)
        self.desenho.definir_marcas([dia for dia in lido.dias if dia.especie != "revogado"])
        self.modelo.definir(lido.dias)
        self._avisar(lido)
        self._ao_mudar_dia(self.desenho.dia_atual())

    def _avisar(self, lido: AnoLido) -> None:
        if not lido.revisto:
            de, ate = lido.cobertura
            self.aviso.definir(
                f"A tabela conferida de feriados vai de {de} a {ate}. Em {lido.ano} o programa conhece só os fins de "
                "semana, os feriados nacionais fixos e os dias declarados aqui.", Tom.ATENCAO,
            )  # fmt: skip
        elif not lido.conhece_municipio:
            self.aviso.definir(
                f"Os feriados municipais de {lido.municipio} não estão na tabela. Declare-os um a um, com a lei "
                "municipal como fundamento.", Tom.ATENCAO,
            )  # fmt: skip
        else:
            self.aviso.esconder()

    # ------------------------------------------------------------ choosing

    @Slot(int)
    def _trocar_ano(self, ano: int) -> None:
        self.desenho.definir_ano(ano)
        self.recarregar()

    @Slot(object)
    def _trocar_municipio(self, municipio: object) -> None:
        self.casa.preferencias.guardar(_PREFERENCIA, str(municipio or ""))
        self.recarregar()

    @Slot(object)
    def _ao_mudar_dia(self, dia: date) -> None:
        linhas = self.modelo.linhas()
        atual = self.tabela.linha_atual()
        if not (0 <= atual < len(linhas) and linhas[atual].data == dia):
            posicao = next((n for n, linha in enumerate(linhas) if linha.data == dia), -1)
            self.tabela.blockSignals(True)
            if posicao >= 0:
                self.tabela.ir_para(posicao)
            else:
                self.tabela.clearSelection()
                self.tabela.setCurrentIndex(self.modelo.index(-1, -1))
            self.tabela.blockSignals(False)
        caixa = self.desenho.retangulo(dia).toRect()
        self.rolagem.ensureVisible(caixa.center().x(), caixa.center().y(), 60, 60)
        self._descrever(dia, self._linha_atual(dia))

    @Slot(int)
    def _ao_escolher_linha(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        if linha is not None:
            self.desenho.ir_para(linha.data)
            self._descrever(linha.data, linha)

    @Slot(int)
    def _ao_abrir_linha(self, posicao: int) -> None:
        self._ao_escolher_linha(posicao)
        self.revogar_dia()

    def _linha_atual(self, dia: date) -> LinhaDia | None:
        linha = self.modelo.linha(self.tabela.linha_atual())
        return linha if linha is not None and linha.data == dia else None

    def _descrever(self, dia: date, linha: LinhaDia | None) -> None:
        self.dia_titulo.setText(f"{formatar_data(dia)}, {DIAS_DA_SEMANA[dia.weekday()]}")
        fim_de_semana = dia.weekday() >= 5
        if linha is None:
            palavra, tom = ("Fim de semana", Tom.NEUTRO) if fim_de_semana else ("Dia útil", Tom.NEUTRO)
            self.dia_selo.definir(palavra, tom)
            self.dia_nome.setText("Sem expediente." if fim_de_semana else "Há expediente.")
        else:
            self.dia_selo.definir(ROTULOS[linha.especie], TONS[linha.especie])
            self.dia_nome.setText(f"{linha.nome} — {linha.onde}" if linha.onde else linha.nome)
        self.dia_duvida.definir("a confirmar" if linha is not None and linha.a_confirmar else "", Tom.ATENCAO)
        self.dia_duvida.setToolTip("Veio de fonte indireta; confira na lei antes de responder por este dia.")
        fonte = linha.fonte if linha is not None else ""
        self.dia_fonte.setText(f"Fonte: {fonte}" if fonte else "")
        self.dia_fonte.setVisible(bool(fonte))
        self.revogar.setVisible(linha is not None and linha.especie == "declarado")
        self.declarar_aqui.setVisible(linha is None and not fim_de_semana)

    # ------------------------------------------------------------ acting

    @Slot()
    def declarar(self, *_: object) -> None:
        """Open the dialog that declares a day; the current one, when it is a working day."""
        dia = self.desenho.dia_atual()
        livre = dia.weekday() < 5 and not self.desenho.marcas_do_dia(dia)
        lido = self._lido
        dialogo = DialogoDia(
            self.casa, dia if livre else None, orgaos=lido.orgaos if lido else (),
            municipios=lido.municipios if lido else (), municipio=lido.municipio if lido else "", pai=self.window(),
        )  # fmt: skip
        dialogo.open()

    @Slot()
    def revogar_dia(self) -> None:
        """Open the dialog that revokes the day chosen."""
        linha = self._linha_atual(self.desenho.dia_atual())
        if linha is not None and linha.especie == "declarado" and linha.declarado is not None:
            DialogoRevogacao(self.casa, linha.declarado, pai=self.window()).open()
