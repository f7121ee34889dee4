"""What comes before any window: the Qt application, its language, the theme that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from .. import __version__
from .preferencias import Preferencias
from .tema import ModoTema


def criar_aplicacao(argumentos: Sequence[str]) -> QApplication:
    """Return the Qt application, speaking Portuguese."""
    QLocale.setDefault(QLocale(QLocale.Language.Portuguese, QLocale.Country.Brazil))
    app = QApplication(list(argumentos))
    app.setApplicationName("bahiaservidor")
    app.setApplicationDisplayName("bahiaservidor")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("bahiaservidor")
    traduzir(app)
    return app


def traduzir(app: QApplication) -> bool:
    """Make Qt's own buttons and dialogs speak Portuguese; tell whether the translation was found."""
    tradutor = QTranslator(app)
    pasta = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return tradutor.load("qtbase_pt_BR", pasta) and app.installTranslator(tradutor)


def modo_preferido(preferencias: Preferencias) -> ModoTema:
    """Return the theme that the clerk chose."""
    try:
        return ModoTema(preferencias.texto("tema", ModoTema.SISTEMA))
    except ValueError:
        return ModoTema.SISTEMA
