"""The button of what can be done with a draft: see it, save it as DOCX, copy its text, notice and defence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos import Minuta
from ...servicos.tipos.contraditorio import EXIGEM
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..tema import Tom
from . import minuta as acoes
from .contraditorio import DialogoContraditorio


class MenuMinuta(QObject):
    """Holds the button; ``definir`` says which minutas are chosen."""

    def __init__(self, casa: Casa, dono: QWidget, rotulo: str = "&Minuta") -> None:
        super().__init__(dono)
        self._casa = casa
        self._minutas: tuple[Minuta, ...] = ()
        self.botao: QPushButton = botao(rotulo, TipoBotao.DISCRETO, pai=dono)
        menu = QMenu(self.botao)
        self.ver = menu.addAction("&Ver a minuta", self._ver)
        self.docx = menu.addAction("&Salvar em DOCX…", self._docx)
        self.texto = menu.addAction("&Copiar o texto para o Diário Oficial", self._texto)
        menu.addSeparator()
        self.defesa = menu.addAction("&Aviso e defesa…", self._defesa)
        self.botao.setMenu(menu)
        self.definir(())

    def definir(self, minutas: Sequence[Minuta]) -> None:
        """Offer what can be done with these."""
        self._minutas = tuple(minutas)
        uma = len(self._minutas) == 1
        pode = self.pode_ver()
        for acao in (self.ver, self.docx, self.texto):
            acao.setEnabled(pode)
        self.defesa.setEnabled(uma and self._minutas[0].tipo in EXIGEM)
        self.botao.setEnabled(pode)

    def pode_ver(self) -> bool:
        """Tell whether there is a draft to see: of one minuta, or of several that one instrument may do."""
        minutas = self._minutas
        if not minutas or any(m.estado in ("confirmada", "sem_efeito") for m in minutas):
            return False
        return acoes.tem_minuta(minutas[0].tipo) if len(minutas) == 1 else acoes.junta(minutas)

    @property
    def _dono(self) -> QWidget:
        # Asked of Qt: a name of our own would keep the screen alive after it closes.
        return cast(QWidget, self.parent())

    def ids(self) -> tuple[int, ...]:
        """Return the ids chosen."""
        return tuple(m.id for m in self._minutas)

    def imprimir(self) -> None:
        """Number, keep and open to print."""
        acoes.imprimir(self._casa, self._dono, self.ids(), self._falhou)

    @Slot()
    def _ver(self) -> None:
        acoes.ver(self._casa, self._dono, partial(acoes.montar_papel, self._casa, self.ids()), self._falhou)

    @Slot()
    def _docx(self) -> None:
        acoes.salvar_docx(self._casa, self._dono, partial(acoes.montar_papel, self._casa, self.ids()), self._falhou)

    @Slot()
    def _texto(self) -> None:
        acoes.copiar(self._casa, self._dono, partial(acoes.texto_das_minutas, self._casa, self.ids()), self._falhou)

    def _falhou(self, erro: ErroDominio) -> None:
        self._casa.mensagem(erro.mensagem, tom=Tom.PERIGO)

    @Slot()
    def _defesa(self) -> None:
        casa, minuta = self._casa, self._minutas[0]

        def achar() -> int | None:
            from ...servicos import minutas

            return minutas.vinculo_da_minuta(casa.ctx, minuta_id=minuta.id, hoje=casa.hoje())

        casa.executor.ler(self._dono, achar, sucesso=partial(self._abrir_defesa, minuta), chave="defesa")

    def _abrir_defesa(self, minuta: Minuta, vinculo_id: int | None) -> None:
        if vinculo_id is None:
            self._casa.mensagem("Esta minuta ainda não diz de qual vínculo é o ato.", tom=Tom.ATENCAO)
            return
        DialogoContraditorio(
            self._casa, self._dono.window(), ato=minuta.tipo, vinculo_id=vinculo_id, minuta_id=minuta.id
        ).open()
