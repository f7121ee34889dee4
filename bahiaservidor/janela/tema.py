"""Colours, sizes and the style sheet, light and dark, following the system unless the clerk chooses.

Painted widgets ask `tokens(widget)` while painting: the answer follows the palette in use, so a change of theme needs
no bookkeeping.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from .. import caminhos
from .icones import trocar_cores


class ModoTema(StrEnum):
    """What the clerk chose."""

    SISTEMA = "sistema"
    CLARO = "claro"
    ESCURO = "escuro"


class Tom(StrEnum):
    """Meaning of a colour; a word always goes with it."""

    NEUTRO = "neutro"
    INFO = "info"
    SUCESSO = "sucesso"
    ATENCAO = "atencao"
    PERIGO = "perigo"
    ZONA = "zona"
    APAGADO = "apagado"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours of one theme, as ``#rrggbb``; each ``tom_`` has its text colour and its ``_fundo``."""

    escuro: bool
    fundo: str
    superficie: str
    superficie_alta: str
    navegacao: str
    zebra: str
    realce: str
    selecao: str
    borda: str
    borda_forte: str
    texto: str
    texto_suave: str
    texto_apagado: str
    destaque: str
    destaque_forte: str
    sobre_destaque: str
    foco: str
    anel: str
    perigo_cheio: str
    perigo_forte: str
    mensagem_fundo: str
    mensagem_borda: str
    mensagem_texto: str
    mensagem_acao: str
    tom_neutro: str
    tom_neutro_fundo: str
    tom_info: str
    tom_info_fundo: str
    tom_sucesso: str
    tom_sucesso_fundo: str
    tom_atencao: str
    tom_atencao_fundo: str
    tom_perigo: str
    tom_perigo_fundo: str
    tom_zona: str
    tom_zona_fundo: str
    tom_apagado: str
    tom_apagado_fundo: str

    def cor(self, nome: str) -> QColor:
        """Return the colour of a token by name (``borda``, ``texto_suave``)."""
        return QColor(getattr(self, nome))

    def do_tom(self, tom: Tom) -> tuple[QColor, QColor]:
        """Return (text, background) of a tone."""
        return self.cor(f"tom_{tom}"), self.cor(f"tom_{tom}_fundo")


CLARO = Tokens(
    escuro=False,
    fundo="#f5f6f8",
    superficie="#ffffff",
    superficie_alta="#ffffff",
    navegacao="#eceff3",
    zebra="#fafbfc",
    realce="#eef2f8",
    selecao="#dbe7f8",
    borda="#dfe3e9",
    borda_forte="#b9c2ce",
    texto="#1b2430",
    texto_suave="#536074",
    texto_apagado="#8893a3",
    destaque="#1f5aa6",
    destaque_forte="#174784",
    sobre_destaque="#ffffff",
    foco="#3b7ddd",
    anel="#0c2a52",
    perigo_cheio="#b3261e",
    perigo_forte="#8c1d17",
    mensagem_fundo="#1f2937",
    mensagem_borda="#374253",
    mensagem_texto="#f3f5f8",
    mensagem_acao="#9cc4fb",
    tom_neutro="#445064",
    tom_neutro_fundo="#e9edf2",
    tom_info="#1a4c8f",
    tom_info_fundo="#e2ecfa",
    tom_sucesso="#17633a",
    tom_sucesso_fundo="#dff3e6",
    tom_atencao="#814b00",
    tom_atencao_fundo="#fcefd2",
    tom_perigo="#a1231a",
    tom_perigo_fundo="#fbe4e2",
    tom_zona="#63378f",
    tom_zona_fundo="#efe6f9",
    tom_apagado="#5c6779",
    tom_apagado_fundo="#f0f2f5",
)

ESCURO = Tokens(
    escuro=True,
    fundo="#15191f",
    superficie="#1d222a",
    superficie_alta="#252b35",
    navegacao="#11151a",
    zebra="#20262e",
    realce="#262d38",
    selecao="#263e5f",
    borda="#2e3641",
    borda_forte="#4a5666",
    texto="#e6eaf0",
    texto_suave="#a7b2c1",
    texto_apagado="#76828f",
    destaque="#7db0f5",
    destaque_forte="#a3c8fa",
    sobre_destaque="#0e1a2b",
    foco="#7db0f5",
    anel="#e6eaf0",
    perigo_cheio="#b3382f",
    perigo_forte="#cc4a40",
    mensagem_fundo="#303947",
    mensagem_borda="#465264",
    mensagem_texto="#f3f5f8",
    mensagem_acao="#a9ccfc",
    tom_neutro="#bac4d1",
    tom_neutro_fundo="#2d3541",
    tom_info="#a1c6fa",
    tom_info_fundo="#1f3350",
    tom_sucesso="#8fd9aa",
    tom_sucesso_fundo="#1a3928",
    tom_atencao="#f2c47a",
    tom_atencao_fundo="#42310f",
    tom_perigo="#f7aaa3",
    tom_perigo_fundo="#4b211d",
    tom_zona="#cfb4f2",
    tom_zona_fundo="#37274d",
    tom_apagado="#8f9aa9",
    tom_apagado_fundo="#242a33",
)

ESPACO = 8
"""The grid, in logical pixels: every margin and gap is a multiple of half of it."""

ALTURA_LINHA = 36
"""Height of a table row."""

ALTURA_CONTROLE = 34
"""Height of buttons and fields."""

RAIO = 6
"""Radius of corners."""


def tokens(de: QWidget | QPalette | None = None) -> Tokens:
    """Return the colours in use: those of a palette if given, otherwise those of the application.

    A widget may be given for symmetry with painting code; its own palette is not looked at, because style sheets
    change it (a transparent background is a black one there).
    """
    paleta = de if isinstance(de, QPalette) else QGuiApplication.palette()
    return ESCURO if paleta.color(QPalette.ColorRole.Window).lightness() < 128 else CLARO


def paleta(t: Tokens) -> QPalette:
    """Return the Qt palette of a theme."""
    p = QPalette()
    papel, grupo = QPalette.ColorRole, QPalette.ColorGroup
    for nome, cor in (
        (papel.Window, t.fundo),
        (papel.WindowText, t.texto),
        (papel.Base, t.superficie),
        (papel.AlternateBase, t.zebra),
        (papel.Text, t.texto),
        (papel.PlaceholderText, t.texto_apagado),
        (papel.Button, t.superficie),
        (papel.ButtonText, t.texto),
        (papel.BrightText, t.sobre_destaque),
        (papel.Highlight, t.destaque),
        (papel.HighlightedText, t.sobre_destaque),
        (papel.Link, t.destaque),
        (papel.LinkVisited, t.destaque),
        (papel.ToolTipBase, t.superficie_alta),
        (papel.ToolTipText, t.texto),
        (papel.Light, t.superficie_alta),
        (papel.Midlight, t.realce),
        (papel.Mid, t.borda_forte),
        (papel.Dark, t.borda_forte),
        (papel.Shadow, t.borda_forte),
        (papel.Accent, t.destaque),
    ):
        p.setColor(nome, QColor(cor))
    for nome in (papel.WindowText, papel.Text, papel.ButtonText):
        p.setColor(grupo.Disabled, nome, QColor(t.texto_apagado))
    p.setColor(grupo.Disabled, papel.Base, QColor(t.fundo))
    p.setColor(grupo.Disabled, papel.Highlight, QColor(t.borda_forte))
    return p


def folha(t: Tokens, base: float) -> str:
    """Return the style sheet of a theme; ``base`` is the size of the body text in points."""
    recursos = caminhos.recursos()
    texto = (recursos / "janela" / "folha.qss").read_text("utf-8")
    valores: dict[str, str] = {campo.name: str(getattr(t, campo.name)) for campo in fields(t)}
    for nome, fator in (("legenda", 0.9), ("corpo", 1.0), ("secao", 1.1), ("titulo", 1.7), ("numero", 2.2)):
        valores[f"pt_{nome}"] = f"{base * fator:.1f}pt"
    valores["janela"] = (recursos / "janela").as_posix()
    valores["sufixo"] = "_escuro" if t.escuro else ""
    return Template(texto).substitute(valores)


class Tema(QObject):
    """Applies the theme and keeps following the system."""

    mudou = Signal(object)
    """The `Tokens` now in use."""

    def __init__(self, app: QApplication, modo: ModoTema = ModoTema.SISTEMA) -> None:
        super().__init__(app)
        self._app = app
        self._modo = modo
        self._tokens: Tokens | None = None
        fonte = QFont(app.font())
        self._base = max(10.0, fonte.pointSizeF())
        fonte.setPointSizeF(self._base)
        app.setFont(fonte)
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._sistema_mudou)
        self.aplicar(modo)

    @property
    def modo(self) -> ModoTema:
        """What the clerk chose."""
        return self._modo

    @property
    def tokens(self) -> Tokens:
        """Colours in use."""
        return self._tokens or CLARO

    def aplicar(self, modo: ModoTema) -> None:
        """Use this mode from now on."""
        self._modo = modo
        t = {ModoTema.CLARO: CLARO, ModoTema.ESCURO: ESCURO}.get(modo) or self._do_sistema()
        if t is self._tokens:
            return
        self._tokens = t
        self._app.setPalette(paleta(t))
        self._app.setStyleSheet(folha(t, self._base))
        trocar_cores()
        self.mudou.emit(t)

    def _do_sistema(self) -> Tokens:
        return ESCURO if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else CLARO

    @Slot(Qt.ColorScheme)
    def _sistema_mudou(self, esquema: Qt.ColorScheme) -> None:
        if self._modo is ModoTema.SISTEMA:
            self.aplicar(self._modo)
