"""The command consulta: issued, numbered and kept, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from .base import Executar
from .conftest import EM


def test_consulta_de_um_prazo_se_numera_e_se_repete(executar: Executar, banco: Path, tmp_path: Path) -> None:
    prazo = executar("prazos", "--json", "--em", EM, "--banco", banco).json[0]
    um, outro = tmp_path / "um.pdf", tmp_path / "outro.pdf"
    comum = ("consulta", "--prazo", prazo["id"], "--em", EM, "--banco", banco, "--questao", "Houve suplemento?")
    feita = executar(*comum, "--saida", um, "--json")
    assert feita.situacao == 0
    assert feita.json["titulo"].startswith("Consulta fundamentada nº 1/2026")
    assert executar(*comum, "--saida", outro).situacao == 0
    assert um.read_bytes() == outro.read_bytes()
    texto = " ".join(pagina.extract_text() for pagina in PdfReader(um).pages)
    assert prazo["nome"] in texto
    assert "Houve suplemento?" in texto


def test_prazo_que_nao_existe_e_uma_frase(executar: Executar, banco: Path, tmp_path: Path) -> None:
    destino = tmp_path / "x.pdf"
    execucao = executar("consulta", "--prazo", 999999, "--saida", destino, "--banco", banco)
    assert execucao.situacao == 1
    assert "Este prazo não existe mais" in execucao.frase
    assert not destino.exists()
