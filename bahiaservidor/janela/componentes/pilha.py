"""The place of the screens: each is imported and built when first shown, and one that fails takes nobody with it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...anotador import pilha
from ..casa import Casa
from ..operacoes import Mudanca
from ..registro_telas import RegistroTela
from .faixa_registro import FaixaRegistro
from .mensagem import MensagemPassageira
from .tela import Tela
from .vazio import EstadoVazio

_diario = logging.getLogger(__name__)


class TelaAusente(Tela):
    """Stands where a screen could not be opened."""

    def __init__(self, casa: Casa, registro: RegistroTela, falha: Exception | None, pai: QWidget | None = None) -> None:
        self._falha = falha
        super().__init__(casa, pai)
        self.cabecalho.definir_titulo(registro.rotulo)
        if falha is None:
            vazio = EstadoVazio(
                "Esta tela ainda não está disponível nesta versão",
                "As outras telas funcionam normalmente. Nada do registro depende dela.",
                icone=registro.icone,
                pai=self,
            )
        else:
            vazio = EstadoVazio(
                "Não foi possível abrir esta tela",
                "Nada foi alterado no registro, e as outras telas funcionam normalmente. "
                "O relatório ajuda quem cuida do programa a corrigir o erro.",
                icone="atencao",
                acao="&Ver o relatório",
                ao_acionar=self._relatar,
                pai=self,
            )
        self.corpo.addWidget(vazio, 1)

    def interessa(self, mudanca: Mudanca) -> bool:
        return False

    @Slot()
    def _relatar(self) -> None:
        if self._falha is not None:
            self.casa.executor.apresentar(self._falha, self.window())


class Pilha(QStackedWidget):
    """The screens already opened; `mostrar` opens the others."""

    def __init__(self, telas: Sequence[RegistroTela], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._registros = {registro.chave: registro for registro in telas}
        self._abertas: dict[str, Tela] = {}
        self.espera = QWidget(self)
        caixa = QVBoxLayout(self.espera)
        self.aviso = EstadoVazio("Abrindo o registro…", "", icone="banco", pai=self.espera)
        caixa.addWidget(self.aviso)
        self.addWidget(self.espera)
        self.mensagem = MensagemPassageira(self)
        #: What is wrong with the registry: the window puts it above the screens.
        self.faixa = FaixaRegistro(pai)
        self.currentChanged.connect(self._por_a_mensagem_na_frente)

    @Slot()
    def _por_a_mensagem_na_frente(self, *_: int) -> None:
        # A screen built while something is being said would be drawn over it.
        self.mensagem.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.mensagem.colocar()

    def registro(self, chave: str) -> RegistroTela | None:
        """Return what is known of a screen."""
        return self._registros.get(chave)

    def abertas(self) -> tuple[Tela, ...]:
        """Return the screens already built."""
        return tuple(self._abertas.values())

    def mostrar(self, chave: str, casa: Casa, parametros: dict[str, Any]) -> Tela:
        """Show a screen, building it if needed, and hand it the parameters."""
        tela = self._abertas.get(chave)
        if tela is None:
            tela = self._abrir(self._registros[chave], casa)
            self._abertas[chave] = tela
            self.addWidget(tela)
        self.setCurrentWidget(tela)
        self.faixa.conferir(casa)
        tela.ativar()
        if parametros:
            tela.receber(**parametros)
        return tela

    def mostrar_pagina(self, pagina: QWidget) -> None:
        """Show something that is not a screen (first run, waiting)."""
        if self.indexOf(pagina) < 0:
            self.addWidget(pagina)
        self.setCurrentWidget(pagina)

    def esvaziar(self) -> None:
        """Close every screen: the registry they show is being closed."""
        self.setCurrentWidget(self.espera)
        self.faixa.conferir(None)
        for tela in self._abertas.values():
            self.removeWidget(tela)
            tela.deleteLater()
        self._abertas.clear()

    def _abrir(self, registro: RegistroTela, casa: Casa) -> Tela:
        modulo, _, nome = registro.fabrica.partition(":")
        try:
            classe = getattr(import_module(modulo), nome)
            tela = classe(casa, self)
        except ModuleNotFoundError as erro:
            return TelaAusente(casa, registro, None if erro.name == modulo else erro, self)
        except Exception as erro:
            _diario.error("a tela %s não abriu: %s", registro.chave, pilha(erro))
            return TelaAusente(casa, registro, erro, self)
        if not isinstance(tela, Tela):
            raise TypeError(f"{registro.fabrica} is not a Tela")
        return tela
