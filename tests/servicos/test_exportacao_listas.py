"""A list in a file: real dates, no formula that runs, nothing half-written, a line in the trail."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from bahiaservidor.arquivos import ErroDeArquivo
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.banco import Banco
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.exportacao_listas import ColunaExportada, FormatoLista, ListaExportada, exportar
from tests.registro.base import registro

HOJE = date(2026, 3, 2)
COLUNAS = (
    ColunaExportada(titulo="Nome", largura=30),
    ColunaExportada(titulo="Vence", largura=12),
    ColunaExportada(titulo="Dias", largura=8, numero=True),
)
LINHAS = (("Íris d'Ávila", "02/07/2026", "1.234"), ("=1+1", "—", "12"), ("31/02/2026", "Suspenso", ""))


@pytest.fixture(scope="module")
def ctx() -> Iterator[Contexto]:
    with registro() as ctx:
        yield ctx


def lista(linhas: Sequence[Sequence[str]] = LINHAS, total: int | None = None) -> ListaExportada:
    return ListaExportada(
        titulo="Prazos: do [mês]", filtro="órgão: SAEB", colunas=COLUNAS, linhas=lambda: iter(linhas),
        total=len(linhas) if total is None else total,
    )  # fmt: skip


def gravar(
    ctx: Contexto, destino: Path, *, cancelado: Callable[[], bool] | None = None, de: ListaExportada | None = None
) -> int:
    formato = FormatoLista(destino.suffix[1:])
    return exportar(ctx, lista=de or lista(), formato=formato, destino=destino, hoje=HOJE, cancelado=cancelado)


def test_a_planilha_tem_datas_e_numeros_de_verdade(ctx: Contexto, tmp_path: Path) -> None:
    destino = tmp_path / "x.xlsx"
    assert gravar(ctx, destino) == 3
    livro = CalamineWorkbook.from_path(destino)
    assert livro.sheet_names == ["Prazos  do  mês"]
    linhas = livro.get_sheet_by_index(0).to_python()
    textos = [linha[0] for linha in linhas[:3]]
    assert textos[0] == "Secretaria da Administração"
    assert textos[1] == "Prazos: do [mês]"
    assert textos[2] == "Em 02/03/2026, por jacira: 3 linhas. Filtro: órgão: SAEB."
    cabeca = linhas.index(["Nome", "Vence", "Dias"])
    assert linhas[cabeca + 1] == ["Íris d'Ávila", date(2026, 7, 2), 1234.0]
    assert linhas[cabeca + 2] == ["'=1+1", "", 12.0]
    # What only looks like a date stays as it was written.
    assert linhas[cabeca + 3][:2] == ["31/02/2026", "Suspenso"]


def test_os_numeros_saem_como_numeros(ctx: Contexto, tmp_path: Path) -> None:
    destino = tmp_path / "x.xlsx"
    coluna = (ColunaExportada(titulo="Valor", largura=10, numero=True),)
    textos = ["1234", "1.234", "12.345.678,90", "-7", "+3", "–", "—", "12º", "1.23"]
    gravar(ctx, destino, de=ListaExportada(titulo="T", filtro="", colunas=coluna, total=len(textos),
                                           linhas=lambda: iter([[t] for t in textos])))  # fmt: skip
    linhas = CalamineWorkbook.from_path(destino).get_sheet_by_index(0).to_python()
    lidos = [linha[0] for linha in linhas[linhas.index(["Valor"]) + 1 :]]
    assert lidos[:5] == [1234.0, 1234.0, 12345678.9, -7.0, 3.0]
    assert [lido for lido in lidos[5:] if lido != ""] == ["12º", "1.23"]


@given(st.lists(st.text(max_size=12).filter(lambda t: "\x00" not in t), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_nada_do_que_se_exporta_corre_como_formula(ctx: Contexto, textos: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as pasta:
        destino = Path(pasta) / "x.csv"
        coluna = (ColunaExportada(titulo="=A1", largura=10),)
        gravar(ctx, destino, de=ListaExportada(titulo="T", filtro="", colunas=coluna, total=len(textos),
                                               linhas=lambda: iter([[t] for t in textos])))  # fmt: skip
        with destino.open(encoding="utf-8-sig", newline="") as arquivo:
            for celula in (c for linha in csv.reader(arquivo, delimiter=";") for c in linha):
                assert celula[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_quem_cancela_nao_fica_com_arquivo(ctx: Contexto, tmp_path: Path) -> None:
    for nome in ("x.xlsx", "x.csv"):
        with pytest.raises(ErroDominio, match="cancelada"):
            gravar(ctx, tmp_path / nome, cancelado=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_linhas_demais_para_uma_planilha_se_recusam_antes(ctx: Contexto, tmp_path: Path) -> None:
    with pytest.raises(ErroDominio, match="1048000"):
        gravar(ctx, tmp_path / "x.xlsx", de=lista(total=2_000_000))
    assert list(tmp_path.iterdir()) == []


def test_a_trilha_diz_que_lista_saiu_e_nao_o_que_se_procurou(ctx: Contexto, tmp_path: Path) -> None:
    gravar(ctx, tmp_path / "x.csv")
    with ctx.banco.leitura() as conexao:
        t = m.Trilha
        ultima = conexao.execute(select(t.usuario, t.acao, t.detalhe).order_by(t.id.desc())).first()
    assert ultima == ("jacira", "exportou", "Prazos: do [mês]: 3 linhas, csv")


def test_o_proprio_registro_nao_e_destino(tmp_path: Path) -> None:
    banco = Banco.abrir(tmp_path / "r.csv")
    try:
        ctx = Contexto(banco=banco, relogio=RelogioFixo(HOJE), usuario="jacira")
        with pytest.raises(ErroDeArquivo, match="próprio registro"):
            gravar(ctx, tmp_path / "r.csv")
    finally:
        banco.fechar()
