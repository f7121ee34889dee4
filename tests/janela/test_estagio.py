"""Estágio probatório on screen: who is in it, the marks, the gate with its two warnings, and the next act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo, Situacao, TipoPrazo
from bahiaservidor.janela.modelos.base import PAPEL_TOM
from bahiaservidor.janela.modelos.estagio import (
    COLUNA_DAS_MARCAS,
    LinhaEstagio,
    Recorte,
    avaliacoes_em_palavras,
    colunas_estagio,
    montar_linhas,
    o_que_falta,
    portao,
    tom_do_portao,
)
from bahiaservidor.janela.telas.estagio import TelaEstagio, ler_estagios
from bahiaservidor.janela.telas.estagio_painel import proximo_ato
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import pessoas
from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores, LinhaPrazo

from .apoio_prazos import (
    HOJE,
    casa_de_teste,
    conferir_modelo,
    esperar,
    mostrar,
    prazo,
    registro_de_demonstracao,
    registro_vazio,
)

EXERCICIO, FIM, PORTAO = date(2024, 6, 30), date(2027, 6, 30), date(2027, 2, 26)
_DIAS = (
    date(2024, 12, 30), date(2025, 6, 30), date(2025, 12, 30), date(2026, 6, 30), date(2026, 12, 30), date(2027, 6, 30),
)  # fmt: skip


def avisos(_: date) -> Sequence[int]:
    return (6, 5)


def estagio(
    hoje: date, *, feitas: int = 0, submetida: date | None = None, homologada: date | None = None
) -> tuple[LinhaEstagio, ...]:
    """Return the rows of one person whose first evaluations were made, on a day."""

    def estado(dia: date, feito: date | None) -> EstadoPrazo:
        if feito is not None:
            return EstadoPrazo.CUMPRIDO
        return EstadoPrazo.ABERTO if hoje <= dia else EstadoPrazo.VENCIDO

    def linha(tipo: TipoPrazo, dia: date, feito: date | None, numero: int | None = None) -> LinhaPrazo:
        return prazo(
            tipo,
            estado(dia, feito),
            prazo_id=numero or 20,
            numero=numero,
            inicio=EXERCICIO,
            vence=dia,
            fechado_em=feito,
        )

    avaliacoes = [
        linha(TipoPrazo.AVALIACAO_SEMESTRAL, dia, dia if numero <= feitas else None, numero)
        for numero, dia in enumerate(_DIAS, start=1)
    ]
    outros = [
        linha(TipoPrazo.SUBMISSAO_AVALIACAO, PORTAO, submetida),
        linha(TipoPrazo.FIM_ESTAGIO, FIM, homologada),
    ]
    return montar_linhas([*outros, *reversed(avaliacoes)], hoje, avisos)


@pytest.mark.parametrize(
    ("hoje", "aviso", "palavras", "tom"),
    [
        (date(2026, 12, 29), None, "Até 26/02/2027", None),
        (date(2026, 12, 30), 6, "Até 26/02/2027 (6 meses)", Tom.ATENCAO),
        (date(2027, 1, 30), 5, "Até 26/02/2027 (5 meses)", Tom.ATENCAO),
        (date(2027, 2, 26), 5, "Até 26/02/2027 (5 meses)", Tom.ATENCAO),
        (date(2027, 2, 27), None, "Vencida 26/02/2027", Tom.PERIGO),
    ],
)
def test_gate_warns_at_six_and_five_months(hoje: date, aviso: int | None, palavras: str, tom: Tom | None) -> None:
    (linha,) = estagio(hoje, feitas=5)
    assert linha.aviso == aviso
    assert portao(linha) == palavras
    assert tom_do_portao(linha) is tom


def test_submitted_in_time_no_longer_warns() -> None:
    (linha,) = estagio(date(2027, 2, 1), feitas=5, submetida=date(2027, 1, 20))
    assert (linha.aviso, portao(linha), tom_do_portao(linha)) == (None, "Submetida 20/01/2027", Tom.SUCESSO)
    assert proximo_ato(linha) == "homologacao_estagio"
    assert o_que_falta(linha, date(2027, 2, 1)) == "Homologar"


def test_what_is_missing_in_words() -> None:
    (linha,) = estagio(date(2026, 11, 23), feitas=4)
    assert o_que_falta(linha, date(2026, 11, 23)) == "5ª avaliação em 37 dias"
    assert proximo_ato(linha) == "avaliacao_estagio"
    (linha,) = estagio(date(2026, 11, 23), feitas=3)
    assert o_que_falta(linha, date(2026, 11, 23)) == "4ª avaliação vencida desde 30/06/2026"
    (linha,) = estagio(date(2026, 11, 23), feitas=1)
    assert o_que_falta(linha, date(2026, 11, 23)) == "3 avaliações vencidas"
    (linha,) = estagio(date(2027, 7, 1), feitas=6, submetida=date(2027, 1, 20))
    assert o_que_falta(linha, date(2027, 7, 1)) == "Tempo completo sem homologação: ouvir a PGE"
    assert linha.em(Recorte.SEM_HOMOLOGACAO)


def test_homologated_is_no_longer_in_estagio() -> None:
    assert estagio(date(2027, 3, 1), feitas=6, submetida=date(2027, 1, 20), homologada=date(2027, 2, 10)) == ()


def test_evaluations_are_in_order_and_said_in_words() -> None:
    (linha,) = estagio(date(2026, 11, 23), feitas=3)
    assert [a.numero for a in linha.avaliacoes] == [1, 2, 3, 4, 5, 6]
    assert linha.feitas == 3
    assert avaliacoes_em_palavras(linha).splitlines()[3:5] == ["4ª: Vencido, 30/06/2026", "5ª: Aberto, 30/12/2026"]
    coluna = colunas_estagio(lambda: HOJE)[COLUNA_DAS_MARCAS]
    assert (coluna.chave, coluna.texto(linha)) == ("avaliacoes", "3 de 6 feitas")


def test_list_has_everybody_whose_estagio_runs(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        filtro = FiltroServidores(situacoes=(Situacao.EM_ESTAGIO_PROBATORIO,))
        em_estagio = set(pessoas.ids_servidores(ctx, filtro=filtro, hoje=HOJE))
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        conferir_modelo(tela.modelo, tela)
        linhas = tela.modelo.linhas()
        # Who is on leave is in estágio too, though the single word says "afastado".
        assert em_estagio <= {linha.vinculo_id for linha in linhas}
        assert em_estagio
        fins = [linha.fim.vence or date.max for linha in linhas]
        assert fins == sorted(fins)

        tela.recorte.definir(Recorte.AVALIACAO_VENCIDA)
        vencidas = tela.modelo.linhas()
        assert vencidas == tuple(linha for linha in linhas if linha.avaliacao_vencida is not None)
        tela.recorte.definir(Recorte.TODOS)

        escolhida = linhas[-1]
        tela.busca.setText(escolhida.nome.upper())
        qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
        assert [linha.vinculo_id for linha in tela.modelo.linhas()] == [escolhida.vinculo_id]
        assert tela.painel.linha() == escolhida
        tela.tabela.setFocus()
        qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
        qtbot.keyClick(tela.tabela, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        quem = {"servidor_id": escolhida.servidor_id, "vinculo_id": escolhida.vinculo_id}
        assert pedidos.fichas == [escolhida.servidor_id]
        assert pedidos.atos == [{**quem, "tipo": proximo_ato(escolhida)}]
        qtbot.mouseClick(tela.painel.homologar, Qt.MouseButton.LeftButton)
        assert pedidos.atos[-1] == {**quem, "tipo": "homologacao_estagio"}


def test_orgao_filters_in_the_registry(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        orgao = tela.orgao.opcoes()[0]
        tela.orgao.definir(orgao.valor)
        esperar(qtbot, casa)
        assert {linha.orgao for linha in tela.modelo.linhas()} <= {orgao.rotulo}
        tela.orgao.definir(None)
        esperar(qtbot, casa)
        assert tela.modelo.linhas() == ler_estagios(casa, FiltroPrazos(tipos=tuple(TipoPrazo)))


def test_empty_registry_explains_itself(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        assert tela.vazio.isVisible()
        assert tela.vazio.titulo() == "Ninguém em estágio probatório"
        assert tela.painel.linha() is None


def test_gate_column_has_a_badge_only_when_it_asks_something(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        tela.modelo.definir([*estagio(date(2027, 2, 27), feitas=5), *estagio(date(2026, 1, 1), feitas=2)])
        coluna = [c.chave for c in tela.modelo.colunas].index("portao")
        tons = [tela.modelo.index(linha, coluna).data(PAPEL_TOM) for linha in range(2)]
        assert tons == [Tom.PERIGO, None]
