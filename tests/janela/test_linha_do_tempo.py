"""The timeline: where things are drawn, and walking it by keyboard."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.janela.telas.linha_desenho import Quadro, graduacoes, montar, nivelar
from bahiaservidor.janela.telas.linha_do_tempo import LinhaDoTempo
from bahiaservidor.servicos.tipos import LinhaPrazo, MarcaLinha, PeriodoLinha

HOJE = date(2026, 11, 23)


def _marca(ato_id: int, dia: date, rotulo: str, vinculo: int = 1, ressalva: bool = False) -> MarcaLinha:
    return MarcaLinha(
        ato_id=ato_id, data=dia, tipo="posse", rotulo=rotulo, detalhe="Local: Salvador", vinculo_numero=vinculo,
        ressalva=ressalva,
    )  # fmt: skip


def _prazo(
    prazo_id: int, vence: date | None, estado: EstadoPrazo, tipo: TipoPrazo = TipoPrazo.EXERCICIO,
    ultimo: date | None = None,
) -> LinhaPrazo:  # fmt: skip
    return LinhaPrazo(
        id=prazo_id, vinculo_id=10, servidor_id=1, nome="Ana", matricula=None, cargo="Analista", unidade="", orgao="",
        tipo=tipo, numero=None, inicio=None, vence=vence, vence_ultimo=ultimo or vence, estado=estado,
        dispositivo="art. 21", fechado_em=None, fechado_por=None,
    )  # fmt: skip


def _quadro() -> Quadro:
    return montar(
        marcas=(_marca(1, date(2026, 3, 3), "Nomeação"), _marca(2, date(2026, 3, 10), "Posse", ressalva=True)),
        periodos=(
            PeriodoLinha(inicio=date(2026, 3, 16), fim=None, especie="exercicio", rotulo="Exercício", vinculo_numero=1),
            PeriodoLinha(
                inicio=date(2026, 5, 1), fim=date(2026, 6, 1), especie="afastamento", rotulo="Férias", vinculo_numero=1
            ),
        ),
        prazos=(
            _prazo(7, date(2027, 3, 16), EstadoPrazo.ABERTO, ultimo=date(2027, 3, 18)),
            _prazo(8, date(2026, 4, 9), EstadoPrazo.CUMPRIDO),
            _prazo(9, date(2065, 1, 1), EstadoPrazo.ABERTO, TipoPrazo.COMPULSORIA),
            _prazo(10, None, EstadoPrazo.SUSPENSO),
        ),
        vinculos=((1, 10, "Analista"),),
        hoje=HOJE,
    )


def test_only_what_asks_for_something_is_ahead() -> None:
    quadro = _quadro()
    assert [(p.ato_id, p.prazo_id) for p in quadro.pontos] == [(1, None), (2, None), (None, 7), (None, 9)]
    assert quadro.ultimo == date(2065, 1, 1)
    assert quadro.vista_ate == date(2027, 3, 18)  # the first view stops before the compulsória
    assert "18/03/2027" in quadro.pontos[2].texto
    assert "Registrado com ressalva." in quadro.pontos[1].texto
    (faixa,) = quadro.faixas
    assert faixa.titulo == ""
    assert [b.linha for b in faixa.barras] == [0, 1]


def test_an_act_about_the_person_is_drawn_on_the_latest_vinculo() -> None:
    quadro = montar(
        marcas=(_marca(1, HOJE, "Falecimento", vinculo=0),), periodos=(), prazos=(),
        vinculos=((1, 10, "Analista"), (2, 11, "Coordenador")), hoje=HOJE,
    )  # fmt: skip
    assert [len(f.pontos) for f in quadro.faixas] == [0, 1]
    assert quadro.faixas[1].titulo == "Vínculo 2 · Coordenador"


def test_empty_file_can_be_drawn() -> None:
    quadro = montar(marcas=(), periodos=(), prazos=(), vinculos=(), hoje=HOJE)
    assert (quadro.primeiro, quadro.ultimo, quadro.pontos) == (HOJE, HOJE, ())


@given(
    st.lists(st.tuples(st.floats(0, 2000), st.floats(1, 300)), max_size=30).map(sorted),
    st.integers(1, 5),
)
def test_labels_of_one_row_never_overlap(itens: list[tuple[float, float]], niveis: int) -> None:
    posicoes, larguras = [x for x, _ in itens], [w for _, w in itens]
    linhas = nivelar(posicoes, larguras, niveis)
    for nivel in range(niveis):
        fim = float("-inf")
        for x, largura, linha in zip(posicoes, larguras, linhas, strict=True):
            if linha == nivel:
                assert x >= fim
                fim = x + largura


@pytest.mark.parametrize("escala", [0.004, 0.02, 0.1, 0.5, 1.5, 8.0])
def test_ticks_are_apart_at_any_scale(escala: float) -> None:
    ticks = graduacoes(date(1980, 5, 4), date(2030, 2, 1), escala)
    distancias = [(b.dia - a.dia).days * escala for a, b in pairwise(ticks)]
    assert all(distancia >= 30 for distancia in distancias)
    assert all(t.dia.day == 1 for t in ticks)


def test_keyboard_walks_the_marks_and_says_each(qtbot: QtBot) -> None:
    linha = LinhaDoTempo()
    qtbot.addWidget(linha)
    linha.resize(900, 320)
    linha.show()
    linha.definir(_quadro())
    vistos: list[str] = []
    linha.selecionado.connect(lambda ponto: vistos.append(ponto.rotulo))
    for _ in range(5):
        qtbot.keyClick(linha, Qt.Key.Key_Right)
    assert vistos == ["Nomeação", "Posse", "Exercício", "Aposentadoria compulsória"]
    assert "Aposentadoria compulsória" in linha.accessibleDescription()
    qtbot.keyClick(linha, Qt.Key.Key_Home)
    assert linha.ponto_atual() is _ponto(linha, 0)
    abertos: list[object] = []
    linha.aberto.connect(abertos.append)
    qtbot.keyClick(linha, Qt.Key.Key_Return)
    assert abertos == [linha.ponto_atual()]


def _ponto(linha: LinhaDoTempo, indice: int) -> object:
    linha.selecionar(indice)
    return linha.ponto_atual()


def test_zoom_by_keys_and_wheel_keeps_the_place(qtbot: QtBot) -> None:
    linha = LinhaDoTempo()
    qtbot.addWidget(linha)
    linha.resize(900, 320)
    linha.show()
    linha.definir(_quadro())
    inicial = linha.escala
    qtbot.keyClick(linha, Qt.Key.Key_Plus)
    assert linha.escala > inicial
    qtbot.keyClick(linha, Qt.Key.Key_0)
    assert linha.escala == inicial
    roda = QWheelEvent(
        QPointF(300, 100), linha.viewport().mapToGlobal(QPointF(300, 100)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(linha.viewport(), roda)
    assert linha.escala < inicial
    for _ in range(80):
        qtbot.keyClick(linha, Qt.Key.Key_Plus)
    assert linha.escala == 24.0
    for _ in range(160):
        qtbot.keyClick(linha, Qt.Key.Key_Minus)
    assert linha.escala == 0.004
    linha.grab()  # paints at the extremes


def test_the_selected_mark_survives_a_new_reading(qtbot: QtBot) -> None:
    linha = LinhaDoTempo()
    qtbot.addWidget(linha)
    linha.definir(_quadro())
    linha.selecionar(2)
    linha.definir(_quadro())
    ponto = linha.ponto_atual()
    assert ponto is not None
    assert ponto.prazo_id == 7
    linha.definir(None)
    assert linha.ponto_atual() is None
