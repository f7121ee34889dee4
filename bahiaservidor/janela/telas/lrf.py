"""Limites da LRF: the figures of each quadrimestre against the alert, prudential and maximum limits (rule N7)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.lrf import FaixaLrf, porcento
from ...servicos import lrf
from ...servicos.tipos.lrf import PainelLrf, QuadrimestreLrf
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.rolagem import rolavel
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.cadastros_lrf import DialogoLrf
from ..modelos.base import ModeloLista
from ..modelos.lrf import COLUNAS_LRF, TONS
from ..operacoes import Mudanca
from ..tema import Tom
from .lrf_grafico import GraficoLrf

_CONSEQUENCIAS = {
    FaixaLrf.ABAIXO: "A nomeação não depende da LRF.",
    FaixaLrf.ALERTA: "O Tribunal de Contas alerta; a nomeação ainda não é vedada.",
    FaixaLrf.PRUDENCIAL: "A nomeação é vedada, salvo reposição de aposentadoria ou falecimento em educação, saúde ou "
    "segurança; fora disso, só com ressalva.",
    FaixaLrf.MAXIMO: "Valem as vedações do prudencial, e o excesso tem de ser eliminado nos dois quadrimestres "
    "seguintes (LRF, art. 23).",
}


class TelaLrf(Tela):
    """The last quadrimestre in words, the chart, the table."""

    titulo = "Limites da LRF"
    icone = "cargos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lido: PainelLrf | None = None
        self._atual: int | None = None
        self.cabecalho.definir_subtitulo("Despesa com pessoal do Executivo, por quadrimestre")
        self.voltar = botao("Cargos e &vagas", TipoBotao.DISCRETO, ao_clicar=self._ir_aos_cargos, pai=self)
        self.novo = botao(
            "&Novo quadrimestre", TipoBotao.PRIMARIO, ao_clicar=self.novo_quadrimestre, icone="mais",
            dica="Novo quadrimestre (Ctrl+Shift+N)", pai=self,
        )  # fmt: skip
        self.cabecalho.adicionar_acao(self.voltar)
        self.cabecalho.adicionar_acao(self.novo)
        self.pilha = QStackedWidget(self)
        pagina = QWidget()
        self._montar(QVBoxLayout(pagina))
        self.cheia = rolavel(pagina, self.pilha)
        self.vazio = EstadoVazio(
            "Nenhum quadrimestre registrado",
            "Registre a receita corrente líquida e a despesa com pessoal do relatório de gestão fiscal. Sem números, a "
            "nomeação só avisa que o limite não foi conferido.",
            icone="relatorios", acao="&Novo quadrimestre", ao_acionar=self.novo_quadrimestre, pai=self.pilha,
        )  # fmt: skip
        self.pilha.addWidget(self.cheia)
        self.pilha.addWidget(self.vazio)
        self.corpo.addWidget(self.pilha, 1)
        # signals
        self.tabela.selecionada.connect(self._ao_escolher)
        self.tabela.aberta.connect(self._ao_abrir)
        self.grafico.percorrido.connect(self._ao_percorrer)
        self.grafico.aberto.connect(self._abrir_id)
        for tecla, acao in (("Ctrl+Shift+N", self.novo_quadrimestre), ("F2", self.editar)):
            atalho = QShortcut(QKeySequence(tecla), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            atalho.activated.connect(acao)

    def _montar(self, caixa: QVBoxLayout) -> None:
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        ficha = QFrame(self)
        ficha.setProperty("superficie", True)
        dentro = QHBoxLayout(ficha)
        dentro.setContentsMargins(16, 12, 16, 12)
        dentro.setSpacing(16)
        self.numero = texto("", Papel.NUMERO, pai=ficha)
        self.selo = Selo("", Tom.NEUTRO, ficha)
        self.frase = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=ficha)
        self.consequencia = texto("", Papel.SUAVE, quebra=True, pai=ficha)
        palavras = QVBoxLayout()
        palavras.setSpacing(4)
        palavras.addWidget(self.selo, 0, Qt.AlignmentFlag.AlignLeft)
        palavras.addWidget(self.frase)
        palavras.addWidget(self.consequencia)
        dentro.addWidget(self.numero, 0, Qt.AlignmentFlag.AlignVCenter)
        dentro.addLayout(palavras, 1)
        self.aviso = FaixaAviso("", Tom.ATENCAO, self)
        self.confirmar = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self.divisor = QSplitter(Qt.Orientation.Vertical, self)
        self.divisor.setChildrenCollapsible(False)
        quadro = QFrame(self)
        quadro.setProperty("superficie", True)
        dele = QVBoxLayout(quadro)
        dele.setContentsMargins(16, 8, 12, 4)
        self.grafico = GraficoLrf(quadro)
        dele.addWidget(self.grafico)
        self.modelo: ModeloLista[QuadrimestreLrf] = ModeloLista(COLUNAS_LRF, (), self)
        self.tabela = Tabela("lrf", self.casa.preferencias, self)
        self.tabela.setAccessibleName("Quadrimestres registrados")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(120)
        self.divisor.addWidget(quadro)
        self.divisor.addWidget(self.tabela)
        self.divisor.setStretchFactor(0, 3)
        self.divisor.setStretchFactor(1, 2)
        self.botao_editar = botao("&Corrigir…", ao_clicar=self.editar, icone="editar", dica="Corrigir (F2)", pai=self)
        pe = QHBoxLayout()
        pe.setSpacing(12)
        pe.addWidget(self.botao_editar)
        pe.addWidget(self.confirmar, 1)
        caixa.addWidget(ficha)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.divisor, 1)
        caixa.addLayout(pe)

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.cadastro("lrf", "parametros")

    def recarregar(self) -> None:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        self.casa.executor.ler(self, lambda: lrf.painel(ctx, hoje=hoje), sucesso=self._mostrar, chave="lrf")

    def focar(self) -> None:
        vazio = self._lido is not None and not self._lido.quadrimestres
        (self.vazio.botao if vazio else self.tabela).setFocus()

    def _mostrar(self, lido: PainelLrf) -> None:
        self._lido = lido
        com_foco = self.tabela.hasFocus()
        self.pilha.setCurrentWidget(self.cheia if lido.quadrimestres else self.vazio)
        if com_foco:
            self.focar()
        self.novo.setVisible(bool(lido.quadrimestres))
        self.grafico.definir(lido.quadrimestres)
        self.tabela.blockSignals(True)
        self.modelo.definir(lido.quadrimestres)
        self.tabela.blockSignals(False)
        if not lido.quadrimestres:
            return
        ultimo = lido.quadrimestres[0]
        self.numero.setText(porcento(ultimo.percentual))
        self.numero.setAccessibleName(f"{ultimo.nome}: {porcento(ultimo.percentual)} da receita corrente líquida")
        self.selo.definir(ultimo.faixa.rotulo, TONS[ultimo.faixa])
        limites = ultimo.limites
        self.frase.setText(
            f"{ultimo.nome}. Alerta {porcento(limites.alerta)} · prudencial {porcento(limites.prudencial)} · "
            f"máximo {porcento(limites.maximo)} da RCL."
        )
        self.consequencia.setText(_CONSEQUENCIAS[ultimo.faixa])
        self.aviso.definir(
            f"O {lido.falta} já terminou e não tem números: a nomeação é julgada pelo último registrado." if lido.falta
            else "", Tom.ATENCAO,
        )  # fmt: skip
        duvidas = ", ".join(rotulo[:1].lower() + rotulo[1:] for rotulo in lido.a_confirmar)
        self.confirmar.setText(f"A confirmar na lei: {duvidas}. Veja Administração, Parâmetros." if duvidas else "")
        ids = [q.numeros.id for q in self.modelo.linhas()]
        self.tabela.ir_para(ids.index(self._atual) if self._atual in ids else 0)
        self._ao_escolher(self.tabela.linha_atual())

    # ------------------------------------------------------------ choosing and acting

    @Slot(int)
    def _ao_escolher(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        self.botao_editar.setEnabled(linha is not None)
        if linha is not None:
            self._atual = linha.numeros.id
            self.grafico.escolher(linha.numeros.id)

    @Slot(int)
    def _ao_percorrer(self, id_: int) -> None:
        ids = [q.numeros.id for q in self.modelo.linhas()]
        if id_ in ids:
            self.tabela.ir_para(ids.index(id_))

    @Slot(int)
    def _ao_abrir(self, posicao: int) -> None:
        self.editar()

    @Slot(int)
    def _abrir_id(self, id_: int) -> None:
        self._ao_percorrer(id_)
        self.editar()

    @Slot()
    def novo_quadrimestre(self) -> None:
        """Open the dialog of a new quadrimestre, and choose it once saved."""
        if self._lido is not None:
            ja = {(q.numeros.ano, q.numeros.quadrimestre) for q in self._lido.quadrimestres}
            dialogo = DialogoLrf(self.casa, limites=self._lido.limites, registrados=ja, pai=self.window())
            dialogo.salvo.connect(self._salvo)
            dialogo.open()

    @Slot(object)
    def _salvo(self, id_: object) -> None:
        self._atual = id_ if isinstance(id_, int) else None

    @Slot()
    def editar(self) -> None:
        """Open the dialog of the quadrimestre chosen."""
        linha = self.modelo.linha(self.tabela.linha_atual())
        if linha is not None:
            DialogoLrf(self.casa, linha.numeros, limites=linha.limites, pai=self.window()).open()

    @Slot()
    def _ir_aos_cargos(self) -> None:
        self.casa.navegar("cargos")
