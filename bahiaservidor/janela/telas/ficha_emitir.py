"""The menu “Emitir documento…” of a person's file: what applies, and what does not with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from ..casa import Casa
from ..componentes.texto import como_dica
from ..dialogos.emissao import DialogoEmitir, emitir_documento

if TYPE_CHECKING:
    from ...servicos.papeis_catalogo import OpcaoDocumento


_OUTRO_DIA: Final = -1


class MenuEmitir(QMenu):
    """Filled off the interface's thread each time a file is shown; closed until then."""

    def __init__(self, casa: Casa, dono: QPushButton) -> None:
        super().__init__(dono)
        self._casa = casa
        self._dono = dono
        self._servidor_id: int | None = None
        self.opcoes: tuple[OpcaoDocumento, ...] = ()
        self.setToolTipsVisible(True)
        self.triggered.connect(self._escolher)
        dono.setMenu(self)
        dono.setEnabled(False)

    def definir(self, servidor_id: int) -> None:
        """Read what may be issued about a person."""
        casa = self._casa
        self._servidor_id = servidor_id
        self._dono.setEnabled(False)

        def ler() -> tuple[OpcaoDocumento, ...]:
            from ...servicos import papeis_catalogo

            return papeis_catalogo.opcoes(casa.ctx, servidor_id=servidor_id, hoje=casa.hoje())

        casa.executor.ler(self, ler, sucesso=self._montar, chave="opcoes")

    def _montar(self, opcoes: Sequence[OpcaoDocumento]) -> None:
        self.clear()
        self.opcoes = tuple(opcoes)
        podem = [o for o in opcoes if o.pode]
        varios = len({o.vinculo_id for o in opcoes if o.vinculo}) > 1
        grupo = ""
        for opcao in podem:
            if varios and opcao.vinculo and opcao.vinculo != grupo:
                grupo = opcao.vinculo
                self.addSection(grupo)
            self.addAction(opcao.rotulo).setData(self.opcoes.index(opcao))
        nao = [o for o in opcoes if not o.pode]
        if nao:
            self.addSeparator()
            fora = self.addMenu("&Não se aplicam agora")
            fora.setToolTipsVisible(True)
            for opcao in nao:
                onde = f" ({opcao.vinculo})" if varios and opcao.vinculo else ""
                acao = fora.addAction(f"{opcao.rotulo}{onde}: {opcao.motivo}")
                acao.setToolTip(como_dica(opcao.motivo))
                acao.setEnabled(False)
        if podem:
            self.addSeparator()
            self.addAction("De outro &dia, ou com opções…").setData(_OUTRO_DIA)
        self._dono.setEnabled(bool(opcoes))

    @Slot(QAction)
    def _escolher(self, acao: QAction) -> None:
        qual = acao.data()
        if self._servidor_id is None or not isinstance(qual, int):
            return
        if qual != _OUTRO_DIA:
            emitir_documento(self._casa, self.opcoes[qual], self._servidor_id)
            return
        podem = [o for o in self.opcoes if o.pode]
        DialogoEmitir(self._casa, self._dono.window(), servidor_id=self._servidor_id, opcoes=podem).open()
