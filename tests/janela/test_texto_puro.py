"""What people wrote is shown as they wrote it: no name becomes a mark, an image or a link, in any window.

Qt takes a text for a page when it looks like one, unless told otherwise: labels are told, tooltips are undone.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor import janela
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.componentes.dialogo import Dialogo
from bahiaservidor.janela.dicas import como_dica
from bahiaservidor.janela.registro_telas import TELAS, RegistroTela
from bahiaservidor.servicos import cadastros, concursos, pessoas

from .apoio_prazos import HOJE, abas_da_tela, casa_de_teste, esperar, primeira_pessoa, registro_de_demonstracao

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

HOSTIL = "<img src=x><b>&amp;&lt;i"
PASTA = Path(janela.__file__).parent

COLUNAS = {
    "servidor": ("nome", "nome_social"), "orgao": ("nome", "sigla"), "unidade": ("nome",), "cargo": ("nome",),
    "autoridade": ("nome",), "candidato": ("nome",), "concurso": ("edital",), "lista": ("modalidade",),
}  # fmt: skip
"""What people write and windows show; rows of the registers, not of the book."""


OUTRA_COISA = {"DialogoExportarLista", "DialogoProcesso"}
"""Dialogs that call something else by the name of what others ask for; the rules of the source hold for them too."""


@pytest.fixture(scope="module")
def modelos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("modelos")


@pytest.fixture
def casa(qapp: QApplication, tmp_path: Path, modelos: Path) -> Iterator[Casa]:
    ctx = registro_de_demonstracao(tmp_path, modelos)
    with ctx.banco.escrita() as conexao:
        for tabela, colunas in COLUNAS.items():
            for coluna in colunas:
                conexao.exec_driver_sql(f"UPDATE {tabela} SET {coluna} = ? || coalesce({coluna}, '') || id", (HOSTIL,))
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        yield casa


def parece_pagina(texto: object) -> bool:
    """Tell whether Qt would draw a text as a page."""
    return isinstance(texto, str) and bool(QtGui.Qt.mightBeRichText(texto))


def celulas(modelo: QAbstractItemModel, pai: QModelIndex | None = None) -> Iterator[QModelIndex]:
    pai = pai or QModelIndex()
    for linha in range(min(modelo.rowCount(pai), 12)):
        for coluna in range(1 if isinstance(modelo, QAbstractListModel) else modelo.columnCount(pai)):
            indice = modelo.index(linha, coluna, pai)
            yield indice
            if coluna == 0:
                yield from celulas(modelo, indice)


def paginas(onde: QWidget) -> list[str]:
    """Return what a window would draw as a page, each with where."""
    achados = []
    for widget in (onde, *onde.findChildren(QWidget)):
        if parece_pagina(widget.toolTip()):
            achados.append(f"tooltip of {type(widget).__name__}: {widget.toolTip()}")
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and widget.text():
            achados.append(f"label: {widget.text()}")
        if isinstance(widget, QTextEdit):
            achados.append(f"a widget of pages: {type(widget).__name__}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            achados += [
                f"tooltip of a cell: {dica}"
                for indice in celulas(widget.model())
                if parece_pagina(dica := indice.data(Qt.ItemDataRole.ToolTipRole))
            ]
        for acao in widget.actions():
            if parece_pagina(acao.toolTip()):
                achados.append(f"tooltip of an action: {acao.toolTip()}")
    return achados


def mostra_hostil(onde: QWidget) -> bool:
    """Tell whether something hostile is in sight: without it the test would prove nothing."""
    rotulos = any(HOSTIL in rotulo.text() for rotulo in onde.findChildren(QLabel))
    listas = [lista.model() for lista in onde.findChildren(QAbstractItemView) if lista.model() is not None]
    return rotulos or any(HOSTIL in str(i.data()) for modelo in listas for i in celulas(modelo))


def test_a_marca_se_desfaz_e_o_texto_fica() -> None:
    for texto in (HOSTIL, "<b>x</b>", "&lt;b&gt;", " <img src='\\\\outro\\x'>", "a <a href=x>", "1 < 2 & 3"):
        assert not parece_pagina(como_dica(texto))
        assert como_dica(texto).replace("\u2060", "") == texto
    assert parece_pagina(HOSTIL)
    assert como_dica("Maria & Filhos") == "Maria & Filhos"


@pytest.mark.parametrize("registro", TELAS, ids=lambda r: str(r.chave))
def test_nenhuma_tela_desenha_marcas(qtbot: QtBot, casa: Casa, registro: RegistroTela) -> None:
    hostil = False
    for tela in abas_da_tela(qtbot, casa, registro):
        assert paginas(tela) == []
        hostil = hostil or mostra_hostil(tela)
    if registro.chave in ("painel", "servidores", "ficha", "cargos", "concursos", "prazos", "administracao"):
        assert hostil


def dialogos(classe: type[Dialogo] = Dialogo) -> Iterator[type[Dialogo]]:
    for outra in classe.__subclasses__():
        yield outra
        yield from dialogos(outra)


def valores(casa: Casa) -> dict[str, Any]:
    """Return what dialogs ask for, by the name under which they do."""
    ctx = casa.ctx
    ficha = pessoas.ficha(ctx, servidor_id=primeira_pessoa(casa), hoje=HOJE)
    todos = concursos.concursos(ctx)
    listas = [lista for um in todos for lista in concursos.listas(ctx, concurso_id=um.id or 0)]
    candidatos = [c for lista in listas for c in concursos.candidatos(ctx, lista_id=lista.id or 0)]
    cargos = cadastros.cargos(ctx)
    return {
        "casa": casa, "pai": None, "servidor_id": ficha.servidor_id, "ficha": ficha, "vinculo": ficha.vinculos[0],
        "vinculo_id": ficha.vinculos[0].id, "vinculos": (), "orgaos": cadastros.orgaos(ctx), "cargos": cargos,
        "unidades": cadastros.unidades(ctx), "cargo": cargos[0], "concurso": todos[0], "lista": listas[0],
        "candidatos": candidatos[:3], "candidato": candidatos[0], "titulo": HOSTIL, "explicacao": HOSTIL,
        "nome": HOSTIL, "proxima": 1, "prazos": (), "linhas": (), "itens": (), "citacao": "art. 18", "ato": "posse",
    }  # fmt: skip


def test_nenhum_dialogo_desenha_marcas(qtbot: QtBot, casa: Casa) -> None:
    for modulo in pkgutil.walk_packages(janela.__path__, f"{janela.__name__}."):
        importlib.import_module(modulo.name)
    ha = valores(casa)
    feitos = hostis = 0
    for classe in dialogos():
        todos = list(inspect.signature(classe.__init__).parameters.values())[1:]
        pedidos = [p for p in todos if p.name in ha]
        se_faz = all(p.name in ha or p.default is not p.empty for p in todos)
        if classe.__name__.startswith("_") or classe.__name__ in OUTRA_COISA or not se_faz:
            continue
        feito = classe(**{p.name: ha[p.name] for p in pedidos})
        qtbot.addWidget(feito)
        esperar(qtbot, casa)
        assert paginas(feito) == [], classe.__name__
        feitos += 1
        hostis += mostra_hostil(feito)
    assert feitos >= 30
    assert hostis >= 12


# ------------------------------------------------------------------ what no window shows in a test


PROIBIDOS = {
    "QTextBrowser", "QTextDocument", "QMessageBox", "QErrorMessage", "QGraphicsTextItem", "QStaticText", "setHtml",
    "insertHtml", "appendHtml", "setMarkdown", "setWhatsThis", "QInputDialog", "QProgressDialog",
}  # fmt: skip
_DE_INTERESSE = re.compile("|".join(("setToolTip", "showText", r"QLabel\(", *sorted(PROIBIDOS))))


@cache
def _chamadas() -> list[tuple[str, ast.Call, ast.FunctionDef]]:
    """Return every call in the windows, with where it is and the function around it."""
    achadas = []
    for arquivo in sorted(PASTA.rglob("*.py")):
        fonte = arquivo.read_text("utf-8")
        for dono in ast.walk(ast.parse(fonte)) if _DE_INTERESSE.search(fonte) else ():
            if isinstance(dono, ast.FunctionDef):
                chamadas = [no for no in ast.walk(dono) if isinstance(no, ast.Call)]
                achadas += [(f"{arquivo.relative_to(PASTA)}:{no.lineno}", no, dono) for no in chamadas]
    return achadas


def _nome(funcao: ast.expr) -> str:
    return funcao.attr if isinstance(funcao, ast.Attribute) else funcao.id if isinstance(funcao, ast.Name) else ""


def _fixo(no: ast.expr) -> bool:
    return isinstance(no, ast.Constant) or (isinstance(no, ast.IfExp) and _fixo(no.body) and _fixo(no.orelse))


def _onde(teste: Callable[[ast.Call, ast.FunctionDef], bool]) -> list[str]:
    return sorted({onde for onde, chamada, dono in _chamadas() if teste(chamada, dono)})


def test_toda_dica_que_nao_e_nossa_passa_por_como_dica() -> None:
    def crua(chamada: ast.Call, _: ast.FunctionDef) -> bool:
        texto = {"setToolTip": 0, "showText": 1}.get(_nome(chamada.func))
        if texto is None or len(chamada.args) <= texto or _fixo(chamada.args[texto]):
            return False
        dita = chamada.args[texto]
        return not (isinstance(dita, ast.Call) and _nome(dita.func) == "como_dica")

    assert _onde(crua) == []


def test_todo_rotulo_com_texto_diz_que_e_texto() -> None:
    def sem_dizer(chamada: ast.Call, dono: ast.FunctionDef) -> bool:
        if _nome(chamada.func) != "QLabel" or not chamada.args:
            return False
        if isinstance(chamada.args[0], ast.Name) and chamada.args[0].id in ("self", "pai", "quadro"):
            return False  # a parent: the label is for a picture
        return not any(isinstance(n, ast.Call) and _nome(n.func) == "setTextFormat" for n in ast.walk(dono))

    assert _onde(sem_dizer) == []


def test_nada_do_qt_que_desenha_paginas_e_usado() -> None:
    assert _onde(lambda chamada, _: _nome(chamada.func) in PROIBIDOS) == []
