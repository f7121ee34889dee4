"""The agenda in a file, from the command line: the rows that `prazos` lists with the same filters."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import icalendar
import pytest

from .base import Executar
from .conftest import EM

FILTRO = ("--de", "01/11/2026", "--ate", "31/03/2027", "--estado", "aberto,vencido")


def test_a_agenda_tem_as_linhas_de_prazos(executar: Executar, banco: Path, tmp_path: Path) -> None:
    listados = executar("prazos", "--em", EM, "--json", "--banco", banco, *FILTRO).json
    assert len(listados) > 5
    planilha, calendario = tmp_path / "a.csv", tmp_path / "a.ics"
    comum = ("--em", EM, "--banco", banco, *FILTRO)
    feita = executar("agenda", "--formato", "csv", "--saida", planilha, "--json", *comum).json
    assert (feita["prazos"], feita["bytes"]) == (len(listados), planilha.stat().st_size)
    linhas = list(csv.DictReader(io.StringIO(planilha.read_text("utf-8-sig")), delimiter=";"))
    assert [linha["Servidor"] for linha in linhas] == [linha["nome"] for linha in listados]
    assert executar("agenda", "--formato", "ics", "--saida", calendario, "--aviso", "1", *comum).situacao == 0
    eventos: list[Any] = icalendar.Calendar.from_ical(calendario.read_bytes()).walk("VEVENT")
    assert [e["dtstart"].dt.isoformat() for e in eventos] == [linha["vence"] for linha in listados]


def test_o_mes_em_pdf_e_o_que_se_recusa(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "a.pdf"
    opcoes = ("--em", EM, "--banco", banco, "--saida", destino)
    feita = executar("agenda", "--formato", "pdf", "--mes", "15/12/2026", *opcoes)
    assert feita.saida.startswith("Agenda de dezembro de 2026: ")
    antes = destino.read_bytes()
    assert antes.startswith(b"%PDF")
    recusada = executar("agenda", "--formato", "pdf", "--de", "02/02/2026", "--ate", "01/02/2026", *opcoes)
    assert (recusada.situacao, destino.read_bytes()) == (2, antes)
    assert "--ate é anterior ao de --de" in recusada.frase


@pytest.mark.parametrize("opcao", ["--responsavel", "--sem-nomes"])
def test_os_filtros_de_quem_acompanha(opcao: str, executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "a.csv"
    valor = ("Ninguém",) if opcao == "--responsavel" else ()
    comum = ("agenda", "--formato", "csv", "--saida", destino, "--em", EM, "--banco", banco)
    assert executar(*comum, opcao, *valor).situacao == 0
    titulos, *linhas = destino.read_text("utf-8-sig").splitlines()
    assert bool(linhas) == (opcao == "--sem-nomes")
    assert ("Servidor" in titulos) == (opcao == "--responsavel")
