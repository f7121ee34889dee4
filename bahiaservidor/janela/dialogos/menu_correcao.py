"""The button of the paper of a correction: the draft of one that is published, the note of one that is not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from ...estatuto.tipos_emendas import FormaEmenda
from ...servicos.tipos.emendas import PedidoEmenda
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from . import minuta as acoes
from .contraditorio import DialogoContraditorio
from .emenda_pagina import PaginaEmenda

if TYPE_CHECKING:
    from ...servicos.papeis import Papel


class MenuCorrecao(QObject):
    """Belongs to the dialog of corrections; ``definir`` says which page is open."""

    def __init__(self, dialogo: Dialogo) -> None:
        super().__init__(dialogo)
        self._pagina: PaginaEmenda | None = None
        self.botao = dialogo.adicionar_botao("Min&uta", TipoBotao.DISCRETO, ao_clicar=self._nada, esquerda=True)
        menu = QMenu(self.botao)
        self.ver = menu.addAction("&Ver", self._ver)
        self.emitir = menu.addAction("&Emitir e imprimir", self._emitir)
        self.docx = menu.addAction("&Salvar em DOCX…", self._docx)
        self.texto = menu.addAction("&Copiar o texto para o Diário Oficial", self._texto)
        self.defesa = menu.addAction("&Aviso e defesa…", self._defesa)
        self.botao.setMenu(menu)

    def definir(self, pagina: PaginaEmenda | None) -> None:
        """Offer the papers of that way of correcting."""
        self._pagina = pagina
        self.botao.setVisible(pagina is not None)
        if pagina is None:
            return
        publicada = pagina.forma.publicada
        self.botao.setText("Min&uta" if publicada else "Nota para o &assentamento")
        self.botao.setAccessibleName(self.botao.text().replace("&", ""))
        self.docx.setVisible(publicada)
        self.texto.setVisible(publicada)
        self.defesa.setVisible(pagina.forma is FormaEmenda.ANULACAO and pagina.alvo.vinculo_id is not None)

    @property
    def _dialogo(self) -> Dialogo:
        # Asked of Qt: a name of our own would keep the dialog alive after it closes.
        return cast(Dialogo, self.parent())

    def _casa(self) -> Casa:
        assert self._pagina is not None
        return self._pagina.casa

    def _montar(self) -> partial[Papel]:
        assert self._pagina is not None
        return partial(_papel, self._casa(), self._pagina.pedido())

    @Slot()
    def _nada(self) -> None:
        """Do nothing: the menu opens by itself."""

    @Slot()
    def _ver(self) -> None:
        acoes.ver(self._casa(), self._dialogo, self._montar(), self._dialogo.aviso.mostrar_erro)

    @Slot()
    def _emitir(self) -> None:
        acoes.emitir_papel(self._casa(), self._dialogo, self._montar(), self._dialogo.aviso.mostrar_erro)

    @Slot()
    def _docx(self) -> None:
        acoes.salvar_docx(self._casa(), self._dialogo, self._montar(), self._dialogo.aviso.mostrar_erro)

    @Slot()
    def _texto(self) -> None:
        assert self._pagina is not None
        ler = partial(_texto, self._casa(), self._pagina.pedido())
        acoes.copiar(self._casa(), self._dialogo, ler, self._dialogo.aviso.mostrar_erro)

    @Slot()
    def _defesa(self) -> None:
        assert self._pagina is not None
        alvo = self._pagina.alvo
        assert alvo.vinculo_id is not None
        DialogoContraditorio(
            self._casa(), self._dialogo, ato=f"anulacao:{alvo.ato_id}", vinculo_id=alvo.vinculo_id
        ).open()


def _papel(casa: Casa, pedido: PedidoEmenda) -> Papel:
    from ...servicos import papeis_atos_correcao

    return papeis_atos_correcao.papel_da_emenda(casa.ctx, pedido=pedido, hoje=casa.hoje())


def _texto(casa: Casa, pedido: PedidoEmenda) -> str:
    from ...servicos import papeis_atos_correcao

    return papeis_atos_correcao.texto_da_emenda(casa.ctx, pedido=pedido, hoje=casa.hoje())
