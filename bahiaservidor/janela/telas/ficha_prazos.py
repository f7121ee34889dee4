"""Tabs of deadlines and of the estágio: what is due, what was met, and why each date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import Carater, EstadoPrazo, Situacao, TipoPrazo
from ...servicos.tipos import Ficha, FichaVinculo, LinhaPrazo
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.cartao import Cartao
from ..componentes.tabela import Tabela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..tema import Tom
from ..tons import tom_do_prazo
from .ficha_aba import Aba
from .por_que import PainelPorQue

_DO_ESTAGIO = frozenset(
    {TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO, TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE}
)


def _dia(dia: date | None) -> str:
    return formatar_data(dia) if dia is not None else "—"


COLUNAS: tuple[Coluna[LinhaPrazo], ...] = (
    Coluna(chave="tipo", rotulo="Prazo", largura=240, texto=lambda p: p.rotulo, estica=True, forte=True),
    Coluna(chave="inicio", rotulo="Conta de", largura=108, texto=lambda p: _dia(p.inicio), ordem=lambda p: p.inicio,
           oculta=True),
    Coluna(chave="vence", rotulo="Vence", largura=108, texto=lambda p: _dia(p.vence), ordem=lambda p: p.vence),
    Coluna(
        chave="ultimo", rotulo="Último dia", largura=108, ordem=lambda p: p.vence_ultimo,
        texto=lambda p: _dia(p.vence_ultimo) if p.vence_ultimo != p.vence else "",
    ),
    Coluna(
        chave="estado", rotulo="Estado", largura=140, texto=lambda p: p.estado.rotulo,
        tom=lambda p: tom_do_prazo(p.estado),
    ),
    Coluna(
        chave="fechado", rotulo="Encerrado", largura=108, texto=lambda p: _dia(p.fechado_em) if p.fechado_em else "",
        ordem=lambda p: p.fechado_em,
    ),
    Coluna(chave="cargo", rotulo="Cargo", largura=180, texto=lambda p: p.cargo, oculta=True),
)  # fmt: skip

_ABERTOS = (EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.ABERTO, EstadoPrazo.SUSPENSO)


def na_ordem(prazos: tuple[LinhaPrazo, ...]) -> list[LinhaPrazo]:
    """Return the deadlines as one reads them: what asks for something first, then by date."""

    def chave(prazo: LinhaPrazo) -> tuple[int, date]:
        aberto = _ABERTOS.index(prazo.estado) if prazo.estado in _ABERTOS else len(_ABERTOS)
        return (min(aberto, 1) if aberto < len(_ABERTOS) else 2, prazo.vence or date.max)

    return sorted(prazos, key=chave)


class AbaPrazos(Aba):
    """Every deadline of the person, with its reasons at the right."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.modelo: ModeloLista[LinhaPrazo] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("ficha_prazos", casa.preferencias)
        self.tabela.setAccessibleName("Prazos do servidor")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Nenhum prazo", "Prazos abrem com os atos: nomeação, posse, exercício."))
        self.porque = PainelPorQue(casa)
        self.porque.abrir.hide()  # this is the file
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.setChildrenCollapsible(False)
        divisor.addWidget(self.tabela)
        divisor.addWidget(self.porque)
        divisor.setStretchFactor(0, 5)
        divisor.setStretchFactor(1, 2)
        self.caixa.addWidget(divisor, 1)
        self.tabela.selecionada.connect(self._selecionou)

    def mostrar(self, ficha: Ficha) -> None:
        atual = self.modelo.linha(self.tabela.linha_atual())
        self.modelo.definir(na_ordem(ficha.prazos))
        if atual is not None:
            self.ir_para(atual.id)
        elif ficha.prazos:
            self.tabela.ir_para(0)
        else:
            self.porque.mostrar(None)

    def ir_para(self, prazo_id: int) -> None:
        """Select a deadline."""
        self.mostrar_se_preciso()
        for posicao, prazo in enumerate(self.modelo.linhas()):
            if prazo.id == prazo_id:
                self.tabela.ir_para(posicao)
                return

    @Slot(int)
    def _selecionou(self, posicao: int) -> None:
        self.porque.mostrar(self.modelo.linha(posicao))


class AbaEstagio(Aba):
    """Until when, the evaluations, what is missing, and the acts of the estágio."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._vinculo: FichaVinculo | None = None
        self.modelo: ModeloLista[LinhaPrazo] = ModeloLista(COLUNAS[:-1], (), self)
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
        acoes.addWidget(botao("Registrar avaliação…", ao_clicar=self._avaliar))
        acoes.addWidget(botao("Submeter à homologação…", ao_clicar=self._submeter))
        acoes.addWidget(botao("Homologar…", ao_clicar=self._homologar))
        acoes.addStretch(1)
        self.tabela = Tabela("ficha_estagio", casa.preferencias)
        self.tabela.setAccessibleName("Prazos do estágio probatório")
        self.tabela.definir_modelo(self.modelo)
        self.caixa.addWidget(self._cartoes)
        self.caixa.addWidget(self._acoes)
        self.caixa.addWidget(self.tabela, 1)

    def mostrar(self, ficha: Ficha) -> None:
        prazos = [p for p in ficha.prazos if p.tipo in _DO_ESTAGIO]
        ultimo = max((p.vinculo_id for p in prazos), default=None)
        vinculos = {v.id: v for v in ficha.vinculos}
        self._vinculo = vinculos.get(ultimo) if ultimo is not None else None
        prazos = [p for p in prazos if p.vinculo_id == ultimo]
        self.modelo.definir(na_ordem(tuple(prazos)))
        self.tabela.definir_vazio(EstadoVazio("Sem estágio probatório", self._explicar(ficha), icone="estagio"))
        self._cartoes.setVisible(bool(prazos))
        em_estagio = self._vinculo is not None and self._vinculo.situacao in (
            Situacao.EM_ESTAGIO_PROBATORIO, Situacao.AFASTADO, Situacao.ESTAVEL
        )  # fmt: skip
        aberto = any(p.fechado_em is None for p in prazos)
        self._acoes.setVisible(em_estagio and aberto)
        fim = next((p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
        submeter = next((p for p in prazos if p.tipo is TipoPrazo.SUBMISSAO_AVALIACAO), None)
        semestrais = [p for p in prazos if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL]
        feitas = [p for p in semestrais if p.estado in (EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO)]
        atrasadas = sum(p.estado is EstadoPrazo.VENCIDO for p in semestrais)
        self.fim.definir(_dia(fim.vence) if fim else "—", fim.estado.rotulo if fim else "")
        self.submissao.definir(_dia(submeter.vence) if submeter else "—", submeter.estado.rotulo if submeter else "")
        falta = "nenhuma atrasada" if not atrasadas else "1 atrasada" if atrasadas == 1 else f"{atrasadas} atrasadas"
        self.avaliacoes.definir(
            f"{len(feitas)} de {len(semestrais)}", falta, tom=Tom.PERIGO if atrasadas else Tom.SUCESSO
        )

    @staticmethod
    def _explicar(ficha: Ficha) -> str:
        if any(v.carater is Carater.PERMANENTE and v.exercicio is None for v in ficha.vinculos):
            return "O estágio começa com a entrada em exercício no cargo permanente (art. 27)."
        return "Só o cargo de provimento permanente tem estágio probatório (art. 27)."

    @Slot()
    def _focar_tabela(self) -> None:
        self.tabela.setFocus()

    def _abrir(self, tipo: str) -> None:
        if self.ficha is not None and self._vinculo is not None:
            self.casa.abrir_ato(servidor_id=self.ficha.servidor_id, vinculo_id=self._vinculo.id, tipo=tipo)

    @Slot()
    def _avaliar(self) -> None:
        self._abrir("avaliacao_estagio")

    @Slot()
    def _submeter(self) -> None:
        self._abrir("submissao_avaliacao")

    @Slot()
    def _homologar(self) -> None:
        self._abrir("homologacao_estagio")
