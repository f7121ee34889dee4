"""The quarterly report from the command line: written as asked, issued once however often it is scheduled."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from bahiaservidor.cli import comandos_relatorio
from bahiaservidor.relogio import RelogioFixo
from tests.servicos.planilha_lida import ler_planilha

from .base import Executar
from .conftest import EM

COMANDO = "relatorio-trimestral"
NOMES = ["relatorio-de-prazos-2026-3-trimestre.csv", "relatorio-de-prazos-2026-3-trimestre.pdf",
         "relatorio-de-prazos-2026-3-trimestre.xlsx"]  # fmt: skip


@pytest.fixture
def hoje(monkeypatch: pytest.MonkeyPatch) -> date:
    """A day of November: the last quarter that ended is the third of 2026."""
    dia = date(2026, 11, 20)
    monkeypatch.setattr(comandos_relatorio, "RelogioDoSistema", lambda: RelogioFixo(dia))
    return dia


@pytest.mark.parametrize(
    ("opcoes", "motivo"),
    [
        (("--saida", "x.pdf"), "--ano e --trimestre, ou --trimestre-anterior"),
        (("--ano", 2026, "--saida", "x.pdf"), "--ano e --trimestre, ou --trimestre-anterior"),
        (("--trimestre-anterior", "--ano", 2026, "--saida", "x.pdf"), "e não os dois"),
        (("--trimestre-anterior", "--saida", "x.pdf", "--pasta", "."), "e não os dois"),
        (("--trimestre-anterior",), "Falta dizer onde gravar"),
        (("--trimestre-anterior", "--saida", "x", "--formato", "doc"), "pdf"),
        (("--trimestre-anterior", "--emitir", "--pasta", "/nao/ha"), "não existe"),
    ],
)
def test_uso_que_nao_se_entende(opcoes: tuple[object, ...], motivo: str, executar: Executar, banco: Path) -> None:
    execucao = executar(COMANDO, *opcoes, "--banco", banco)
    assert execucao.situacao == 2
    assert motivo in execucao.frase


def test_ajuda_diz_como_agendar(executar: Executar) -> None:
    for opcao in ("--agendar-ajuda", "--help"):
        execucao = executar(COMANDO, opcao)
        assert execucao.situacao == 0
        assert "crontab -e" in execucao.saida
        assert "schtasks /Create /SC DAILY" in execucao.saida
        assert execucao.saida.count("--trimestre-anterior --emitir --pasta") == 2


def test_cada_formato_no_arquivo_pedido(executar: Executar, banco: Path, tmp_path: Path) -> None:
    comum = (COMANDO, "--ano", 2026, "--trimestre", 3, "--em", EM, "--banco", banco)
    pdf, xlsx, csv, outro = (tmp_path / nome for nome in ("r.pdf", "r.xlsx", "r.csv", "relatorio"))
    for destino in (pdf, xlsx, csv):
        assert executar(*comum, "--saida", destino).situacao == 0
    assert "Conciliação" in PdfReader(pdf).pages[0].extract_text()
    linhas = ler_planilha(xlsx.read_bytes())["Prazos"]
    assert len(linhas) == csv.read_text(encoding="utf-8-sig").count("\n") > 5
    assert executar(*comum, "--saida", outro, "--formato", "csv").situacao == 0
    assert outro.read_bytes() == csv.read_bytes()
    # A draft: nothing was issued.
    lido = json.loads(executar(*comum, "--saida", pdf, "--json").saida)
    assert (lido["arquivo"], lido["bytes"]) == (str(pdf), pdf.stat().st_size)
    assert "numero" not in lido


@pytest.mark.usefixtures("hoje")
def test_agendado_todo_dia_emite_cada_trimestre_uma_vez(executar: Executar, banco: Path, tmp_path: Path) -> None:
    pasta = tmp_path / "relatorios"
    pasta.mkdir()
    comando = (COMANDO, "--trimestre-anterior", "--emitir", "--pasta", pasta, "--banco", banco)
    primeira = executar(*comando)
    assert primeira.situacao == 0
    assert "nº 1/2026 – 3º trimestre de 2026, situação em 30/09/2026: emitido e guardado" in primeira.saida
    assert sorted(f.name for f in pasta.iterdir()) == NOMES
    antes = {f.name: (f.read_bytes(), f.stat().st_mtime_ns) for f in pasta.iterdir()}
    segunda = json.loads(executar(*comando, "--json").saida)
    assert (segunda["numero"], segunda["emitido_agora"]) == ("1/2026", False)
    assert [a["gravado_agora"] for a in segunda["arquivos"]] == [False, False, False]
    assert {f.name: (f.read_bytes(), f.stat().st_mtime_ns) for f in pasta.iterdir()} == antes
    # A file that was lost comes back byte for byte, whatever happened since.
    perdido = pasta / NOMES[1]
    perdido.unlink()
    assert executar(*comando).situacao == 0
    assert perdido.read_bytes() == antes[NOMES[1]][0]
    um = executar(*comando[:4], tmp_path, "--orgao", "sesab", "--formato", "csv", "--banco", banco)
    assert um.situacao == 0
    assert (tmp_path / "relatorio-de-prazos-2026-3-trimestre-secretaria-da-saude.csv").exists()


@pytest.mark.usefixtures("hoje")
def test_emitir_sem_arquivo_so_guarda(executar: Executar, banco: Path) -> None:
    feito = executar(COMANDO, "--trimestre-anterior", "--emitir", "--banco", banco)
    assert feito.situacao == 0
    assert feito.saida.rstrip().endswith("emitido e guardado.")
    assert "já emitido em" in executar(COMANDO, "--trimestre-anterior", "--emitir", "--banco", banco).saida
