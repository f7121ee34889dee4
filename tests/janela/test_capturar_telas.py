"""The picture in README is taken from the real window: taken again here, it shows the same window."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

RAIZ = Path(__file__).resolve().parents[2]


def _capturador() -> ModuleType:
    arquivo = RAIZ / "scripts" / "capturar_telas.py"
    especificacao = importlib.util.spec_from_file_location("capturar_telas", arquivo)
    assert especificacao is not None
    assert especificacao.loader is not None
    modulo = importlib.util.module_from_spec(especificacao)
    especificacao.loader.exec_module(modulo)
    return modulo


@pytest.mark.usefixtures("qapp")
def test_as_telas_se_fotografam(tmp_path: Path) -> None:
    assert QApplication.instance() is not None
    capturador = _capturador()
    fotos = capturador.capturar(tmp_path, servidores=40, telas=("painel", "prazos"))
    assert [foto.name for foto in fotos] == ["principal.png", "prazos.png"]
    guardada = QImage(str(RAIZ / "docs" / "telas" / "principal.png"))
    for foto in fotos:
        imagem = QImage(str(foto))
        assert (imagem.width(), imagem.height()) == (guardada.width(), guardada.height())
        cores = {imagem.pixel(x, y) for x in range(0, imagem.width(), 8) for y in range(0, imagem.height(), 8)}
        assert len(cores) > 20
