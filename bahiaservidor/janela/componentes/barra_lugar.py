"""Above every screen: who has the registry open, since when, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ..tema import Tom
from .aviso import FaixaAviso
from .botao import TipoBotao, botao

if TYPE_CHECKING:
    from ...servicos.tipos.lugar import SituacaoDoLugar
    from ..casa import Casa

_OLHAR_MS: Final = 2000
_ESTREITA: Final = 720


class BarraDoLugar(QWidget):
    """Hidden while the registry is nobody else's and where it should be."""

    abrir_de_novo = Signal()
    """The clerk wants to try to write again."""
    assumir = Signal()
    """The clerk chose to take the place of who stopped answering."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa: Casa | None = None
        self._vista: SituacaoDoLugar | None = None
        self.uso = FaixaAviso(pai=self)
        self.tentar = botao("&Tentar de novo", ao_clicar=self._tentar, pai=self)
        self.tomar = botao("Ass&umir a gravação…", TipoBotao.PRIMARIO, ao_clicar=self._perguntar, pai=self)
        self.uso.acoes.addWidget(self.tentar)
        self.uso.acoes.addWidget(self.tomar)
        self.vizinhos = FaixaAviso(pai=self)
        self.vizinhos.adicionar_acao("Enten&di", self.vizinhos.esconder)
        self.conflito = FaixaAviso(pai=self)
        self.conflito.adicionar_acao("&Ver onde estão", self._ver_em_administracao)
        self._caixa = caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 10, 24, 0)
        caixa.setSpacing(6)
        for faixa in (self.uso, self.vizinhos, self.conflito):
            caixa.addWidget(faixa)
        self._relogio = QTimer(self)
        self._relogio.setInterval(_OLHAR_MS)
        self._relogio.timeout.connect(self.olhar)
        self._rever()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 200 % the words get the width, and the buttons go one below the other.
        lado = QBoxLayout.Direction.TopToBottom if self.width() < _ESTREITA else QBoxLayout.Direction.LeftToRight
        self.uso.acoes.setDirection(lado)
        self._crescer()

    def _crescer(self) -> None:
        # Under a screen that asks for room, the sentences would be cut in the middle.
        self.setMinimumHeight(max(0, self._caixa.totalHeightForWidth(self.width())))

    # ------------------------------------------------------------ what is shown

    def mostrar_lugar(self, casa: Casa, vista: SituacaoDoLugar) -> None:
        """Say what there is to say of an open registry."""
        self._casa = casa
        quem = "; ".join(vista.outras_janelas)
        self.vizinhos.definir(
            f"Este registro já está aberto por {quem}. As duas janelas funcionam; cada uma mostra o "
            "que a outra gravou depois de ler de novo (F5)." if quem else "",
            Tom.INFO,
        )  # fmt: skip
        ha = bool(vista.copias_em_conflito)
        self.conflito.definir(
            f"Há {_copias(len(vista.copias_em_conflito))} em conflito ao lado do registro: o que se gravou ali não "
            "está aqui." if ha else "",
            Tom.ATENCAO,
        )  # fmt: skip
        self._mostrar(vista)
        if vista.de_um_so or vista.estado != "livre":
            self._relogio.start()

    def soltar(self) -> None:
        """Say nothing: no registry is open."""
        self._relogio.stop()
        self._casa = self._vista = None
        for faixa in (self.uso, self.vizinhos, self.conflito):
            faixa.esconder()
        self._rever()

    @Slot()
    def olhar(self) -> None:
        """Show what is known now; the disk is asked by others."""
        if self._casa is None or self._vista is None:
            return
        from ...servicos import lugar_registro

        agora = lugar_registro.situacao(self._casa.ctx, antes=self._vista)
        if agora != self._vista:
            self._mostrar(agora)

    def _mostrar(self, vista: SituacaoDoLugar) -> None:
        from ...servicos.lugar_registro import recado
        from ...servicos.tipos.lugar import EstadoDoUso

        self._vista = vista
        tons = {EstadoDoUso.PERDIDA: Tom.PERIGO, EstadoDoUso.SOLTA: Tom.INFO}
        self.uso.definir(recado(vista), tons.get(vista.estado, Tom.ATENCAO))
        solta = vista.estado in (EstadoDoUso.SOLTA, EstadoDoUso.PERDIDA)
        self.tentar.setText("Abrir de &novo" if solta else "&Tentar de novo")
        self.tentar.setAccessibleName(self.tentar.text().replace("&", ""))
        self.tomar.setVisible(vista.estado == EstadoDoUso.PARADA)
        self._rever()

    def _rever(self) -> None:
        self._crescer()
        self.setVisible(any(not faixa.isHidden() for faixa in (self.uso, self.vizinhos, self.conflito)))

    # ------------------------------------------------------------ acting

    @Slot()
    def _tentar(self) -> None:
        self.abrir_de_novo.emit()

    @Slot()
    def _perguntar(self) -> None:
        from .dialogo import perguntar

        quem = self._vista.quem if self._vista is not None and self._vista.quem else "outra pessoa"
        perguntar(
            self, "Assumir a gravação?",
            f"O registro foi aberto por {quem}, e esse programa parou de dar notícia. Se ele ainda estiver aberto, "
            "deixará de gravar assim que tentar, e o que estiver escrito nas telas dele continuará nelas. Combine "
            "antes com essa pessoa, se puder.",
            confirmar="&Assumir a gravação", ao_confirmar=self._assumir, perigo=True,
        )  # fmt: skip

    def _assumir(self) -> None:
        self.assumir.emit()

    @Slot()
    def _ver_em_administracao(self) -> None:
        if self._casa is not None:
            self._casa.navegar("administracao", secao="lugar")


def _copias(quantas: int) -> str:
    return "uma cópia" if quantas == 1 else f"{quantas} cópias"
