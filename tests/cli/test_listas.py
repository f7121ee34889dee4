"""Lists written to files from the command line: the window's columns, its filters, and no name looked for in vain."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from bahiaservidor.janela.modelos.servidores import colunas
from bahiaservidor.registro.consultas.pessoas import ORDENS

from .base import Executar


def _linhas(arquivo: Path) -> list[list[str]]:
    return list(csv.reader(arquivo.read_text("utf-8-sig").splitlines(), delimiter=";"))


def test_as_colunas_sao_as_da_janela(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "todos.csv"
    feito = executar("exportar-lista", "servidores", destino, "--json", "--banco", banco).json
    titulos, *linhas = _linhas(destino)
    assert titulos == [parte.rotulo for coluna in colunas(date(2026, 11, 20)) for parte in coluna.no_arquivo()]
    assert len(linhas) == feito["linhas"] >= 60
    nomes = [linha[0] for linha in linhas]
    ao_contrario = tmp_path / "fim.csv"
    executar("exportar-lista", "servidores", ao_contrario, "--decrescente", "--banco", banco)
    assert sorted(nomes) == sorted(linha[0] for linha in _linhas(ao_contrario)[1:])
    assert nomes[0] == _linhas(ao_contrario)[-1][0]


def test_os_filtros_se_somam_e_se_dizem_na_planilha(executar: Executar, banco: Path, tmp_path: Path) -> None:
    todos = tmp_path / "todos.csv"
    executar("exportar-lista", "servidores", todos, "--banco", banco)
    titulos, *linhas = _linhas(todos)
    carater, cargo = titulos.index("Caráter"), titulos.index("Cargo")
    qual = next(linha[cargo] for linha in linhas if linha[carater] == "Permanente")
    esperadas = [linha for linha in linhas if linha[carater] == "Permanente" and linha[cargo] == qual]
    destino = tmp_path / "parte.xlsx"
    feita = executar("exportar-lista", "servidores", destino, "--carater", "permanente", "--cargo", qual,
                     "--banco", banco)  # fmt: skip
    assert feita.situacao == 0, feita.erros
    planilha = CalamineWorkbook.from_path(destino).get_sheet_by_index(0).to_python()
    assert any(str(linha[0]).endswith(f"Filtro: cargo: {qual}; caráter: Permanente.") for linha in planilha[:4])
    cabeca = next(n for n, linha in enumerate(planilha) if linha[0] == "Nome")
    assert [linha[0] for linha in planilha[cabeca + 1 :]] == [linha[0] for linha in esperadas]


def test_o_que_nao_existe_se_recusa_sem_arquivo(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "x.csv"
    for opcao, valor in (("--cargo", "Astronauta"), ("--orgao", "NASA")):
        recusada = executar("exportar-lista", "servidores", destino, opcao, valor, "--banco", banco)
        assert recusada.situacao == 1
        assert "não está cadastrado. Nada foi gravado" in recusada.frase
    assert not destino.exists()
    errada = executar("exportar-lista", "servidores", destino, "--ordem", "altura", "--banco", banco)
    assert errada.situacao == 2


def test_toda_ordem_da_lista_se_aceita(executar: Executar, banco: Path, tmp_path: Path) -> None:
    for ordem in ORDENS:
        assert executar("exportar-lista", "servidores", tmp_path / "x.csv", "--texto", "silva", "--ordem", ordem,
                        "--banco", banco).situacao == 0  # fmt: skip


def test_os_documentos_emitidos(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "papeis.csv"
    assert executar("exportar-lista", "documentos", destino, "--banco", banco).saida == f"0 linhas em {destino}.\n"
    assert _linhas(destino) == [["Número", "Espécie", "Título", "Emitido em", "Por", "Conferência"]]
