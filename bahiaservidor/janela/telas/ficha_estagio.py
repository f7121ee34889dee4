"""Tab of the estágio: until when, the evaluations, the two counters absence by absence, and how it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from ...estatuto import dispositivos as d
from ...estatuto.contadores import AusenciaContada
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import Carater, EstadoPrazo, Situacao, TipoPrazo
from ...servicos.tipos import Ficha, FichaVinculo, LinhaPrazo
from ...servicos.tipos.estagio import Contadores, DetalheEstagio
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.cartao import Cartao
from ..componentes.citacao import Citacao
from ..componentes.painel_lateral import Painel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.estagio_notas import DialogoNotas
from ..modelos.base import ModeloLista
from ..modelos.estagio import colunas_contadores, contador_em_palavras
from ..modelos.prazos import data_ou_traco
from ..tema import Tom
from ..tons import tom_do_prazo
from .estagio_atos import pedir_ato
from .estagio_blocos import BlocosEstagio
from .ficha_aba import Aba, rolavel
from .ficha_prazos import COLUNAS, na_ordem

_DO_ESTAGIO = frozenset(
    {
        TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO, TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE,
        TipoPrazo.RECONSIDERACAO_AVALIACAO, TipoPrazo.DECISAO_RECONSIDERACAO, TipoPrazo.RECURSO_AVALIACAO,
    }
)  # fmt: skip

_NO_ESTAGIO = frozenset({Situacao.EM_ESTAGIO_PROBATORIO, Situacao.AFASTADO, Situacao.ESTAVEL})


class AbaEstagio(Aba):
    """The estágio of the latest vínculo that has one."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._vinculo: FichaVinculo | None = None
        self._semestrais: tuple[LinhaPrazo, ...] = ()
        self.modelo: ModeloLista[LinhaPrazo] = ModeloLista(COLUNAS[:-1], (), self)
        self.ausencias: ModeloLista[AusenciaContada] = ModeloLista(colunas_contadores(), (), self)
        self.fim = Cartao("Fim do estágio", tom=Tom.INFO)
        self.submissao = Cartao("Submeter até", tom=Tom.ATENCAO)
        self.avaliacoes = Cartao("Avaliações feitas", tom=Tom.SUCESSO)
        self._cartoes = QWidget()
        cartoes = QHBoxLayout(self._cartoes)
        cartoes.setContentsMargins(0, 0, 0, 0)
        cartoes.setSpacing(12)
        for cartao in (self.fim, self.submissao, self.avaliacoes):
            cartoes.addWidget(cartao)
            cartao.acionado.connect(self._focar_tabela)
        self._acoes = QWidget()
        acoes = QHBoxLayout(self._acoes)
        acoes.setContentsMargins(0, 0, 0, 0)
        acoes.setSpacing(8)
        self.avaliar: QPushButton = botao("Registrar avaliação…", ao_clicar=self._avaliar)
        acoes.addWidget(self.avaliar)
        acoes.addWidget(botao("Submeter à homologação…", ao_clicar=self._submeter))
        acoes.addWidget(botao("Homologar…", ao_clicar=self._homologar))
        acoes.addStretch(1)
        self.tabela = Tabela("ficha_estagio", casa.preferencias)
        self.tabela.setAccessibleName("Prazos do estágio probatório")
        self.tabela.definir_modelo(self.modelo)
        self.blocos = BlocosEstagio(com_contadores=False)
        self.blocos.ato.connect(self._pedir)
        self._lado = Painel()
        self._lado.corpo.addWidget(rolavel(_com_folga(self.blocos)))
        self._lado.setMinimumWidth(300)
        colunas = QSplitter(Qt.Orientation.Horizontal)
        colunas.setChildrenCollapsible(False)
        self._prazos_e_contas = QSplitter(Qt.Orientation.Vertical)
        self._prazos_e_contas.setChildrenCollapsible(False)
        self._prazos_e_contas.addWidget(self.tabela)
        self._prazos_e_contas.addWidget(self._montar_contadores())
        self._prazos_e_contas.setStretchFactor(0, 3)
        self._prazos_e_contas.setStretchFactor(1, 2)
        colunas.addWidget(self._prazos_e_contas)
        colunas.addWidget(self._lado)
        colunas.setStretchFactor(0, 5)
        colunas.setStretchFactor(1, 2)
        # At 200 %, or on a small screen, the tab scrolls: no table is squeezed to its header.
        colunas.setMinimumHeight(340)
        dentro = QWidget()
        corpo = QVBoxLayout(dentro)
        corpo.setContentsMargins(0, 0, 0, 0)
        corpo.setSpacing(12)
        corpo.addWidget(self._cartoes)
        corpo.addWidget(self._acoes)
        corpo.addWidget(colunas, 1)
        self.caixa.addWidget(rolavel(dentro), 1)

    def _montar_contadores(self) -> QWidget:
        self._contas = QWidget()
        caixa = QVBoxLayout(self._contas)
        caixa.setContentsMargins(0, 8, 0, 0)
        caixa.setSpacing(6)
        titulo = QHBoxLayout()
        titulo.setSpacing(10)
        titulo.addWidget(texto("Os dois contadores", Papel.SECAO))
        titulo.addWidget(Citacao(d.ART_118))
        titulo.addStretch(1)
        self.somas: QLabel = texto("", Papel.CORPO, quebra=True, selecionavel=True)
        self.tabela_ausencias = Tabela("ficha_estagio_ausencias", self.casa.preferencias)
        self.tabela_ausencias.setAccessibleName("Ausências nos dois contadores")
        self.tabela_ausencias.definir_modelo(self.ausencias)
        self.tabela_ausencias.definir_vazio(EstadoVazio("Nenhuma ausência", "Os dois contadores correm sem desconto."))
        caixa.addLayout(titulo)
        caixa.addWidget(self.somas)
        caixa.addWidget(self.tabela_ausencias, 1)
        return self._contas

    # ------------------------------------------------------------ showing

    def mostrar(self, ficha: Ficha) -> None:
        prazos = [p for p in ficha.prazos if p.tipo in _DO_ESTAGIO]
        ultimo = max((p.vinculo_id for p in prazos), default=None)
        vinculos = {v.id: v for v in ficha.vinculos}
        self._vinculo = vinculos.get(ultimo) if ultimo is not None else None
        prazos = [p for p in prazos if p.vinculo_id == ultimo]
        self.modelo.definir(na_ordem(tuple(prazos)))
        self.tabela.definir_vazio(EstadoVazio("Sem estágio probatório", self._explicar(ficha), icone="estagio"))
        for parte in (self._cartoes, self._contas, self._lado):
            parte.setVisible(bool(prazos))
        em_estagio = self._vinculo is not None and self._vinculo.situacao in _NO_ESTAGIO
        aberto = any(p.tipo is TipoPrazo.FIM_ESTAGIO and p.fechado_em is None for p in prazos)
        self._acoes.setVisible(em_estagio and aberto)
        self._mostrar_cartoes(prazos)
        self.blocos.mostrar(None)
        self._ler_detalhe()

    def _mostrar_cartoes(self, prazos: list[LinhaPrazo]) -> None:
        unico = {p.tipo: p for p in prazos if p.numero is None}
        for cartao, tipo in (
            (self.fim, TipoPrazo.FIM_ESTAGIO),
            (self.submissao, TipoPrazo.SUBMISSAO_AVALIACAO),
        ):
            prazo = unico.get(tipo)
            cartao.definir(
                data_ou_traco(prazo.vence) if prazo else "—", prazo.estado.rotulo if prazo else "",
                tom=tom_do_prazo(prazo.estado) if prazo else Tom.NEUTRO,
            )  # fmt: skip
        semestrais = tuple(p for p in prazos if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL)
        self._semestrais = tuple(sorted(semestrais, key=lambda p: p.numero or 0))
        feitas = sum(p.estado in (EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO) for p in semestrais)
        atrasadas = sum(p.estado is EstadoPrazo.VENCIDO and p.fechado_em is None for p in semestrais)
        falta = "nenhuma atrasada" if not atrasadas else "1 atrasada" if atrasadas == 1 else f"{atrasadas} atrasadas"
        self.avaliacoes.definir(f"{feitas} de {len(semestrais)}", falta, tom=Tom.PERIGO if atrasadas else Tom.SUCESSO)
        self.avaliar.setEnabled(any(p.fechado_em is None for p in semestrais))

    def _ler_detalhe(self) -> None:
        if self._vinculo is None:
            return
        casa, vinculo_id = self.casa, self._vinculo.id

        def ler() -> DetalheEstagio:
            from ...servicos import estagio

            return estagio.detalhe(casa.ctx, vinculo_id=vinculo_id, hoje=casa.hoje())

        casa.executor.ler(self, ler, sucesso=self._receber, chave="estagio")

    def _receber(self, detalhe: DetalheEstagio) -> None:
        if self._vinculo is None or detalhe.vinculo_id != self._vinculo.id:
            return
        self.blocos.mostrar(detalhe)
        contadores = detalhe.contadores
        self._contas.setVisible(contadores is not None)
        if contadores is not None:
            self.ausencias.definir(contadores.ausencias)
            self.somas.setText(_somas(contadores))

    @staticmethod
    def _explicar(ficha: Ficha) -> str:
        if any(v.carater is Carater.PERMANENTE and v.exercicio is None for v in ficha.vinculos):
            return "O estágio começa com a entrada em exercício no cargo permanente (art. 27)."
        return "Só o cargo de provimento permanente tem estágio probatório (art. 27)."

    # ------------------------------------------------------------ acting

    @Slot()
    def _focar_tabela(self) -> None:
        self.tabela.setFocus()

    @Slot(str, object)
    def _pedir(self, tipo: str, conhecido: dict[str, object]) -> None:
        if self.ficha is not None and self._vinculo is not None:
            pedir_ato(self.casa, self.ficha.servidor_id, self._vinculo.id, tipo, conhecido)

    @Slot()
    def _avaliar(self) -> None:
        if self.ficha is None or self._vinculo is None:
            return
        proxima = next((p.numero for p in self._semestrais if p.fechado_em is None), 1)
        DialogoNotas(
            self.casa, self.window(), servidor_id=self.ficha.servidor_id, vinculo_id=self._vinculo.id,
            nome=self.ficha.dados.nome_social or self.ficha.dados.nome, proxima=proxima or 1,
            quantas=len(self._semestrais),
        ).open()  # fmt: skip

    @Slot()
    def _submeter(self) -> None:
        self._pedir("submissao_avaliacao", {})

    @Slot()
    def _homologar(self) -> None:
        self._pedir("homologacao_estagio", {})


def _com_folga(dentro: QWidget) -> QWidget:
    """Return a column that keeps the blocks at the top, whatever the height."""
    coluna = QWidget()
    caixa = QVBoxLayout(coluna)
    caixa.setContentsMargins(0, 0, 8, 0)
    caixa.addWidget(dentro)
    caixa.addStretch(1)
    return coluna


def _somas(contadores: Contadores) -> str:
    """Return both sums in words."""
    anos = f"{contadores.meses} meses desde {formatar_data(contadores.exercicio)}"
    frases = [
        f"Período avaliado (fim do estágio): {contador_em_palavras(contadores.avaliado)}.",
        f"Efetivo exercício (estabilidade): {contador_em_palavras(contadores.efetivo)}.",
    ]
    if contadores.depende_de_hoje:
        frases.append("Há ausência sem término: conta-se até hoje.")
    return f"{anos}. " + " ".join(frases)
