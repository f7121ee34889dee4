"""The tabs of a person's file: each is made when it is first seen, so that the file opens at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ...servicos.tipos import Ficha, Minuta
from ..casa import Casa
from ..componentes.tela import Tela
from .ficha_aba import Aba
from .ficha_dados import AbaDados
from .ficha_documentos import AbaDocumentos
from .ficha_estagio import AbaEstagio
from .ficha_historico import AbaHistorico
from .ficha_prazos import AbaPrazos
from .ficha_tempo import AbaTempo
from .ficha_vinculos import AbaVinculos

ABAS: Final = {
    "tempo": "&Linha do tempo", "dados": "&Dados pessoais", "vinculos": "&Vínculos", "prazos": "Pra&zos",
    "estagio": "E&stágio", "documentos": "Docume&ntos", "historico": "&Histórico",
}  # fmt: skip
"""Tabs by key, in order: each key is the property that makes the tab."""

A = TypeVar("A", bound=Aba)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lida:
    """What the screen reads at once."""

    ficha: Ficha
    minutas: tuple[Minuta, ...]


class TelaComAbas(Tela):
    """A screen with the tabs of a file, and the file they show."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lida: Lida | None = None
        self._aba_pedida = ""
        self._lugares: dict[str, QVBoxLayout] = {}
        self.abas = QTabWidget()
        self.abas.setDocumentMode(True)
        for chave, rotulo in ABAS.items():
            lugar = QWidget()
            caixa = self._lugares[chave] = QVBoxLayout(lugar)
            caixa.setContentsMargins(0, 0, 0, 0)
            self.abas.addTab(lugar, rotulo)
        self.abas.currentChanged.connect(self.mostrar_aba)

    @cached_property
    def tempo(self) -> AbaTempo:
        """The timeline."""
        aba = self._por("tempo", AbaTempo(self.casa))
        aba.aberto.connect(self._abrir_ponto)
        return aba

    @cached_property
    def dados(self) -> AbaDados:
        """The personal data."""
        return self._por("dados", AbaDados(self.casa))

    @cached_property
    def vinculos(self) -> AbaVinculos:
        """The vínculos."""
        return self._por("vinculos", AbaVinculos(self.casa))

    @cached_property
    def prazos(self) -> AbaPrazos:
        """The deadlines."""
        return self._por("prazos", AbaPrazos(self.casa))

    @cached_property
    def estagio(self) -> AbaEstagio:
        """The estágio probatório."""
        return self._por("estagio", AbaEstagio(self.casa))

    @cached_property
    def documentos(self) -> AbaDocumentos:
        """The papers."""
        return self._por("documentos", AbaDocumentos(self.casa))

    @cached_property
    def historico(self) -> AbaHistorico:
        """The book."""
        return self._por("historico", AbaHistorico(self.casa))

    def _por(self, chave: str, aba: A) -> A:
        self._lugares[chave].addWidget(aba)
        if self._lida is not None:
            aba.definir(self._lida.ficha, self._lida.minutas)
        return aba

    def definir_nas_abas(self, lida: Lida) -> None:
        """Hand a file to the tabs that were made."""
        for chave in ABAS:
            if chave in self.__dict__:
                getattr(self, chave).definir(lida.ficha, lida.minutas)

    def aba_atual(self) -> Aba:
        """Return the tab in sight."""
        aba: Aba = getattr(self, list(ABAS)[self.abas.currentIndex()])
        return aba

    def _ir_para_aba(self, chave: str) -> None:
        self._aba_pedida = ""
        if chave in ABAS:
            self.abas.setCurrentIndex(list(ABAS).index(chave))

    @Slot(int)
    def mostrar_aba(self, indice: int) -> None:
        """Make the tab if it was never seen, and show in it what it was not shown yet."""
        if self._lida is not None:
            getattr(self, list(ABAS)[indice]).mostrar_se_preciso()

    @Slot(object)
    def _abrir_ponto(self, ponto: Any) -> None:
        if ponto.ato_id is not None:
            self._ir_para_aba("historico")
            self.historico.ir_para(ponto.ato_id)
        elif ponto.prazo_id is not None:
            self._ir_para_aba("prazos")
            self.prazos.ir_para(ponto.prazo_id)
