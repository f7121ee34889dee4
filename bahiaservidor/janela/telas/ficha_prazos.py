"""Tab of the deadlines: what is due, what was met, and why each date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from ...estatuto.tipos import EstadoPrazo
from ...servicos.tipos import Ficha, LinhaPrazo
from ..casa import Casa
from ..componentes.tabela import Tabela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..modelos.prazos import data_ou_traco
from ..tons import tom_do_prazo
from .ficha_aba import Aba
from .por_que import PainelPorQue

COLUNAS: tuple[Coluna[LinhaPrazo], ...] = (
    Coluna(chave="tipo", rotulo="Prazo", largura=240, texto=lambda p: p.rotulo, estica=True, forte=True),
    Coluna(chave="inicio", rotulo="Conta de", largura=108, texto=lambda p: data_ou_traco(p.inicio),
           ordem=lambda p: p.inicio, oculta=True),
    Coluna(chave="vence", rotulo="Vence", largura=108, texto=lambda p: data_ou_traco(p.vence), ordem=lambda p: p.vence),
    Coluna(
        chave="ultimo", rotulo="Último dia", largura=108, ordem=lambda p: p.vence_ultimo,
        texto=lambda p: data_ou_traco(p.vence_ultimo) if p.vence_ultimo != p.vence else "",
        exporta=lambda p: data_ou_traco(p.vence_ultimo),
    ),
    Coluna(
        chave="estado", rotulo="Estado", largura=140, texto=lambda p: p.estado.rotulo,
        tom=lambda p: tom_do_prazo(p.estado),
    ),
    Coluna(
        chave="fechado", rotulo="Encerrado", largura=108,
        texto=lambda p: data_ou_traco(p.fechado_em) if p.fechado_em else "",
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
        self.porque.mostrar(None)  # what it explained may be of another person, or be gone
        if atual is None or not self._selecionar(atual.id):
            self.tabela.ir_para(0)

    def ir_para(self, prazo_id: int) -> None:
        """Select a deadline."""
        self.mostrar_se_preciso()
        self._selecionar(prazo_id)

    def _selecionar(self, prazo_id: int) -> bool:
        for posicao, prazo in enumerate(self.modelo.linhas()):
            if prazo.id == prazo_id:
                self.tabela.ir_para(posicao)
                return True
        return False

    @Slot(int)
    def _selecionou(self, posicao: int) -> None:
        self.porque.mostrar(self.modelo.linha(posicao))
