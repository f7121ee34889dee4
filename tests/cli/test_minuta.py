"""The command of drafts: PDF, DOCX and text of a minuta; issuing numbers it, unless notice and defence are missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from bahiaservidor.relogio import RelogioDoSistema
from bahiaservidor.servicos import abertura, minutas
from bahiaservidor.servicos.tipos import PedidoAto

from .base import Executar

HOJE = date(2026, 6, 1)


@pytest.fixture
def preparadas(banco: Path, executar: Executar) -> tuple[int, int, str]:
    """Two minutas of somebody in the demonstration: an exoneração a pedido and one de ofício."""
    linhas = executar("servidores", "--banco", banco, "--json").json
    pessoa = next(linha for linha in linhas if linha["situacao"] == "estavel")
    ctx = abertura.abrir(banco, relogio=RelogioDoSistema(), usuario="teste")
    try:
        ids = [
            minutas.preparar(ctx, pedido=PedidoAto(tipo=tipo, conteudo={}, vinculo_id=pessoa["id"]), hoje=HOJE).id
            for tipo in ("exoneracao_a_pedido", "demissao")
        ]
    finally:
        abertura.fechar(ctx)
    return ids[0], ids[1], pessoa["nome"]


def test_pdf_docx_e_texto(executar: Executar, banco: Path, tmp_path: Path, preparadas: tuple[int, int, str]) -> None:
    pedida, contra, nome = preparadas
    pdf, word, texto = tmp_path / "m.pdf", tmp_path / "m.docx", tmp_path / "m.txt"
    assert executar("minuta", str(pedida), "--saida", pdf, "--banco", banco).situacao == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert executar("minuta", str(pedida), "--saida", word, "--docx", "--emitir", "--banco", banco).situacao == 0
    assert any(p.text == f"nº 1/{HOJE.year}" for p in docx.Document(str(word)).paragraphs)
    execucao = executar("minuta", str(pedida), "--saida", texto, "--texto", "--json", "--banco", banco)
    assert execucao.json["titulo"] == f"Minuta de exoneração a pedido nº 1/{HOJE.year} – {nome}"
    assert nome in texto.read_text("utf-8")
    recusada = executar("minuta", str(contra), "--saida", tmp_path / "n.pdf", "--emitir", "--banco", banco)
    assert recusada.situacao == 1
    assert "Falta: o aviso à pessoa" in recusada.frase
    assert not (tmp_path / "n.pdf").exists()
    assert executar("minuta", "9999", "--saida", tmp_path / "n.pdf", "--banco", banco).situacao == 1
