"""Painel: what fell due while the program was closed, what is late, what comes; the first thing every morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import data_com_mes, formatar_data
from ...estatuto.tipos import EstadoPrazo
from ...servicos.tipos import FiltroPrazos
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.cartao import Cartao
from ..componentes.painel_lateral import Painel
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.prazos import DIAS_DA_SEMANA, colunas_novidades, numero, quantos
from ..operacoes import Mudanca
from ..tema import Tom
from . import painel_dados
from .painel_dados import VENCIDOS
from .painel_grafico import Escolha, GraficoPrazos

if TYPE_CHECKING:
    from ...servicos.tipos import Novidade
    from ...servicos.tipos import Painel as DadosPainel
    from ...servicos.tipos.contradicoes import ResumoContradicoes

_LARGURA_DE_UMA_FILA: Final = 1120
"""From this width on the cards fit in one row, in logical pixels."""

_UM_QUADRO_MS: Final = 16


class TelaPainel(Tela):
    """Cards, what is new since the last opening, and the chart."""

    titulo = "Painel"
    icone = "painel"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._dados: DadosPainel | None = None
        self._marcada = False
        hoje = casa.hoje()
        self.cabecalho.definir_subtitulo(f"{DIAS_DA_SEMANA[hoje.weekday()].capitalize()}, {data_com_mes(hoje)}")
        self.aviso = FaixaAviso(pai=self)
        self.cartoes = {
            "vencidos": Cartao("Vencidos", tom=Tom.PERIGO, detalhe="ainda sem o ato", pai=self),
            "zona": Cartao("Zona cinzenta", tom=Tom.ZONA, detalhe="leituras divergem", pai=self),
            "dias_7": Cartao("Próximos 7 dias", tom=Tom.ATENCAO, detalhe=_ate(hoje, 7), pai=self),
            "dias_30": Cartao("Próximos 30 dias", tom=Tom.INFO, detalhe=_ate(hoje, 30), pai=self),
            "dias_90": Cartao("Próximos 90 dias", tom=Tom.INFO, detalhe=_ate(hoje, 90), pai=self),
            "propostas": Cartao("Propostas", tom=Tom.ATENCAO, detalhe="atos a praticar", pai=self),
            "contradicoes": Cartao("Contradições", tom=Tom.ATENCAO, detalhe="a resolver", pai=self),
        }
        self.grafico = GraficoPrazos(hoje, self)
        self._montar()
        self._ligar()

    # ------------------------------------------------------------ building

    def _montar(self) -> None:
        self._cheio = QWidget(self)
        grade = QGridLayout(self._cheio)
        grade.setContentsMargins(0, 0, 0, 0)
        grade.setSpacing(12)
        self._grade = grade
        self._colunas = 0
        meio = QSplitter(Qt.Orientation.Horizontal, self._cheio)
        meio.setChildrenCollapsible(False)
        meio.addWidget(self._montar_novidades())
        direita = Painel("Prazos por mês", self)
        direita.corpo.addWidget(self.grafico, 1)
        meio.addWidget(direita)
        meio.setStretchFactor(0, 1)
        meio.setStretchFactor(1, 1)
        meio.setSizes([640, 520])
        meio.setMinimumHeight(340)
        self._meio = meio
        self._dispor(len(self.cartoes))
        rolagem = QScrollArea(self)
        rolagem.setWidget(self._cheio)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (rolagem, self._cheio):
            widget.setProperty("transparente", True)

        self.vazio = EstadoVazio(
            "O registro ainda não tem servidores",
            "Comece registrando a nomeação de alguém, ou o assentamento inicial de quem já é servidor. "
            "O programa calcula os prazos e mostra aqui o que vence.",
            icone="servidores", acao="Re&gistrar o primeiro ato…", ao_acionar=self._registrar_ato, pai=self,
        )  # fmt: skip
        primeiro = QWidget(self)
        linha = QHBoxLayout(primeiro)
        linha.setSpacing(8)
        linha.addStretch(1)
        for rotulo, ao_clicar in (
            ("Conferir &órgãos e autoridades", self._abrir_administracao),
            ("Conferir cargos e &vagas", self._abrir_cargos),
            ("Cadastrar &concurso", self._abrir_concursos),
        ):
            linha.addWidget(botao(rotulo, TipoBotao.DISCRETO, ao_clicar=ao_clicar, pai=primeiro))
        linha.addStretch(1)

        self._pilha = QStackedWidget(self)
        self._pilha.addWidget(rolagem)
        sem_ninguem = QWidget(self)
        caixa = QVBoxLayout(sem_ninguem)
        caixa.setContentsMargins(0, 0, 0, 0)
        self.vazio.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        caixa.addStretch(2)
        caixa.addWidget(self.vazio)
        caixa.addWidget(primeiro)
        caixa.addStretch(3)
        self._pilha.addWidget(sem_ninguem)
        self.corpo.addWidget(self.aviso)
        self.corpo.addWidget(self._pilha, 1)

    def _dispor(self, colunas: int) -> None:
        """Put the cards in so many columns, the rest below them across the page."""
        if colunas == self._colunas:
            return
        self._colunas = colunas
        for posicao, cartao in enumerate(self.cartoes.values()):
            self._grade.addWidget(cartao, posicao // colunas, posicao % colunas)
        linhas = -(-len(self.cartoes) // colunas)
        self._grade.addWidget(self._meio, linhas, 0, 1, colunas)
        for coluna in range(len(self.cartoes)):
            self._grade.setColumnStretch(coluna, 1 if coluna < colunas else 0)
        for linha in range(len(self.cartoes) + 1):
            self._grade.setRowStretch(linha, 1 if linha == linhas else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dispor(len(self.cartoes) if self.width() >= _LARGURA_DE_UMA_FILA else 4)

    def _montar_novidades(self) -> QWidget:
        painel = Painel("Desde a sua última abertura", self)
        self.modelo = ModeloLista(colunas_novidades(self.casa.hoje), (), self)
        self.tabela = Tabela("novidades", self.casa.preferencias, self)
        self.tabela.setAccessibleName("Desde a sua última abertura")
        self.tabela.definir_modelo(self.modelo)
        self._nada = EstadoVazio("Nada a reconhecer", "Nenhum prazo venceu nem entrou em alerta.", icone="certo")
        self.tabela.definir_vazio(self._nada)
        self._quantas = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.ciente = botao("C&iente", ao_clicar=self._ciente, icone="certo", pai=self,
                            dica="Reconhecer os prazos selecionados (Espaço)")  # fmt: skip
        self.ciente_de_todos = botao("Ciente de &todos", ao_clicar=self._ciente_de_todos, pai=self)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        acoes.addWidget(self._quantas, 1)
        acoes.addWidget(self.ciente)
        acoes.addWidget(self.ciente_de_todos)
        painel.corpo.addWidget(self.tabela, 1)
        painel.corpo.addLayout(acoes)
        return painel

    def _ligar(self) -> None:
        self.cartoes["vencidos"].acionado.connect(self._abrir_vencidos)
        self.cartoes["zona"].acionado.connect(self._abrir_zona)
        self.cartoes["dias_7"].acionado.connect(self._abrir_7)
        self.cartoes["dias_30"].acionado.connect(self._abrir_30)
        self.cartoes["dias_90"].acionado.connect(self._abrir_90)
        self.cartoes["propostas"].acionado.connect(self._abrir_propostas)
        self.cartoes["contradicoes"].acionado.connect(self._abrir_contradicoes)
        self.grafico.aberta.connect(self._abrir_barra)
        self.tabela.aberta.connect(self._abrir_prazo)
        self.tabela.selectionModel().selectionChanged.connect(self._habilitar)
        self.modelo.modelReset.connect(self._habilitar)
        espaco = QShortcut(QKeySequence(Qt.Key.Key_Space), self.tabela)
        espaco.setContext(Qt.ShortcutContext.WidgetShortcut)
        espaco.activated.connect(self._ciente)

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        # Painted first: what the first reading imports would hold the window's thread while it draws.
        QTimer.singleShot(_UM_QUADRO_MS, self._pedir)

    @Slot()
    def _pedir(self) -> None:
        self.casa.executor.ler(
            self, partial(painel_dados.ler, self.casa), sucesso=self._receber, falha=self._nao_leu, chave="painel"
        )

    def _nao_leu(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        self._pedir_contradicoes()

    def _pedir_contradicoes(self) -> None:
        # After the rest: it reads more than all of it, and the morning's news do not wait for it.
        self.casa.executor.ler(
            self,
            partial(painel_dados.ler_contradicoes, self.casa),
            sucesso=self._receber_contradicoes,
            chave="contradicoes",
        )

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.prazos or mudanca.livro or mudanca.cadastro("dias", "parametros", "contradicoes")

    def focar(self) -> None:
        """What is new comes first; without news, the first card."""
        (self.tabela if self.modelo.rowCount() else self.cartoes["vencidos"]).setFocus()

    def dados(self) -> DadosPainel | None:
        """Return what is shown."""
        return self._dados

    def _receber(self, lidos: tuple[DadosPainel, int]) -> None:
        dados, vencidos = lidos
        self._dados = dados
        if not self._marcada:
            # Only once what is new was really shown.
            self._marcada = True
            self.casa.executor.gravar(self, partial(painel_dados.marcar_abertura, self.casa))
        self.aviso.esconder()
        self._pilha.setCurrentIndex(0 if dados.servidores else 1)
        for chave, quantidade in (
            ("vencidos", vencidos),
            ("zona", dados.zona_cinzenta),
            ("dias_7", dados.proximos_7),
            ("dias_30", dados.proximos_30),
            ("dias_90", dados.proximos_90),
            ("propostas", dados.total_propostas),
        ):
            self.cartoes[chave].definir(quantidade)
        self.grafico.definir(dados.meses)
        linha = self.tabela.linha_atual()
        self.modelo.definir(dados.novidades)
        self.tabela.ir_para(min(max(linha, 0), len(dados.novidades) - 1))
        self._quantas.setText(_das_novidades(dados))
        desde = dados.desde_ultima_abertura
        self._nada.definir(
            "Nada a reconhecer",
            "Nenhum prazo venceu nem entrou em alerta"
            + (f" desde {formatar_data(desde)}." if desde is not None else "."),
        )
        self._pedir_contradicoes()

    def _receber_contradicoes(self, resumo: ResumoContradicoes) -> None:
        from ...servicos.tipos.contradicoes import Gravidade

        graves = resumo.por_gravidade.get(Gravidade.ALTA, 0)
        palavras = quantos(graves, "grave", "graves") if graves else "nenhuma grave"
        self.cartoes["contradicoes"].definir(resumo.pendentes, palavras)

    @Slot()
    def _habilitar(self) -> None:
        self.ciente.setEnabled(bool(self.tabela.linhas_selecionadas()))
        self.ciente_de_todos.setEnabled(self.modelo.rowCount() > 0)

    # ------------------------------------------------------------ acknowledging

    @Slot()
    def _ciente(self) -> None:
        linhas = [self.modelo.linha(i) for i in self.tabela.linhas_selecionadas()]
        self._reconhecer([linha for linha in linhas if linha is not None])

    @Slot()
    def _ciente_de_todos(self) -> None:
        self._reconhecer(self.modelo.linhas())

    def _reconhecer(self, prazos: Sequence[Novidade]) -> None:
        if not prazos:
            return
        self.ciente.setEnabled(False)
        self.ciente_de_todos.setEnabled(False)
        self.casa.executor.gravar(
            self,
            partial(painel_dados.reconhecer, self.casa, tuple(prazos)),
            sucesso=partial(self._reconhecidos, len(prazos)),
            falha=self._falhar,
        )

    def _reconhecidos(self, quantidade: int, vistos: int) -> None:
        frase = quantos(vistos, "prazo reconhecido.", "prazos reconhecidos.")
        if vistos < quantidade:
            # What went further since it was shown was not seen as it is now.
            ficam = "mudou depois de mostrado e continua", "mudaram depois de mostrados e continuam"
            frase += f" {quantos(quantidade - vistos, *ficam)} na lista."
        self.casa.mensagem(frase)
        self.recarregar()

    def _falhar(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        self._habilitar()

    # ------------------------------------------------------------ opening lists

    def _abrir_lista(self, filtro: FiltroPrazos, *, pendentes: bool = False) -> None:
        self.casa.navegar("prazos", filtro=filtro, pendentes=pendentes, vista="tabela")

    @Slot()
    def _abrir_vencidos(self) -> None:
        self._abrir_lista(VENCIDOS, pendentes=True)

    @Slot()
    def _abrir_zona(self) -> None:
        self._abrir_lista(FiltroPrazos(estados=(EstadoPrazo.ZONA_CINZENTA,)))

    @Slot()
    def _abrir_7(self) -> None:
        self._abrir_proximos(7)

    @Slot()
    def _abrir_30(self) -> None:
        self._abrir_proximos(30)

    @Slot()
    def _abrir_90(self) -> None:
        self._abrir_proximos(90)

    def _abrir_proximos(self, dias: int) -> None:
        hoje = self.casa.hoje()
        filtro = FiltroPrazos(dia_de=hoje, dia_ate=hoje + timedelta(days=dias), estados=(EstadoPrazo.ABERTO,))
        self._abrir_lista(filtro)

    @Slot()
    def _abrir_propostas(self) -> None:
        self.casa.navegar("propostas")

    @Slot()
    def _abrir_contradicoes(self) -> None:
        self.casa.navegar("contradicoes")

    @Slot(object)
    def _abrir_barra(self, escolha: Escolha) -> None:
        from .prazos_filtro import limites_do_mes

        de, ate = limites_do_mes(escolha.ano, escolha.mes)
        self._abrir_lista(FiltroPrazos(de=de, ate=ate, tipos=(escolha.tipo,) if escolha.tipo is not None else ()))

    @Slot(int)
    def _abrir_prazo(self, posicao: int) -> None:
        prazo = self.modelo.linha(posicao)
        if prazo is not None:
            self.casa.abrir_ficha(prazo.servidor_id)

    @Slot()
    def _registrar_ato(self) -> None:
        self.casa.abrir_ato()

    @Slot()
    def _abrir_administracao(self) -> None:
        self.casa.navegar("administracao")

    @Slot()
    def _abrir_cargos(self) -> None:
        self.casa.navegar("cargos")

    @Slot()
    def _abrir_concursos(self) -> None:
        self.casa.navegar("concursos")


def _ate(hoje: date, dias: int) -> str:
    return f"até {formatar_data(hoje + timedelta(days=dias))}"


def _das_novidades(dados: DadosPainel) -> str:
    if not dados.total_novidades:
        return ""
    palavras = quantos(dados.total_novidades, "prazo com novidade", "prazos com novidade")
    if dados.desde_ultima_abertura is not None:
        palavras += f" desde {formatar_data(dados.desde_ultima_abertura)}"
    if dados.total_novidades > len(dados.novidades):
        palavras += f"; mostrados {numero(len(dados.novidades))}"
    return f"{palavras}."
