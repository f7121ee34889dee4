"""conferir-documento, segunda-via and lote, as they are typed."""

from __future__ import annotations

from pathlib import Path

from .base import Executar
from .conftest import EM


def primeira_lista(executar: Executar, banco: Path, pasta: Path) -> int:
    """Return a list of the demonstration of which somebody took posse."""
    for lista in range(1, 40):
        feito = executar(
            "lote", "--lista", lista, "--especie", "termo_posse", "--pasta", pasta, "--em", EM, "--banco", banco
        )
        if feito.situacao == 0:
            return lista
    raise AssertionError("no list with posses")


def test_do_lote_a_conferencia_e_a_segunda_via(executar: Executar, banco: Path, tmp_path: Path) -> None:
    pasta = tmp_path / "termos"
    pasta.mkdir()
    lista = primeira_lista(executar, banco, pasta)
    em_json = executar(
        "lote", "--lista", lista, "--especie", "termo_posse", "--saida", tmp_path / "todos.pdf", "--em", EM,
        "--banco", banco, "--json",
    ).json  # fmt: skip
    arquivos = sorted(arquivo.name for arquivo in pasta.iterdir())
    assert sorted(d["arquivo"] for d in em_json["documentos"]) == arquivos
    assert em_json["repetidos"] == len(arquivos)
    um = pasta / em_json["documentos"][0]["arquivo"]
    achado = executar("conferir-documento", um, "--json", "--banco", banco)
    assert (achado.situacao, achado.json["veredito"]) == (0, "inalterado")
    assert executar("conferir-documento", tmp_path / "todos.pdf", "--banco", banco).situacao == 0
    um.write_bytes(um.read_bytes() + b"x")
    mudado = executar("conferir-documento", um, "--banco", banco)
    assert mudado.situacao == 1
    assert "Não é o documento emitido" in mudado.saida
    codigo = em_json["documentos"][0]["codigo"]
    via = executar("segunda-via", codigo, "--motivo", "Extravio", "--saida", tmp_path / "via.pdf", "--banco", banco)
    assert via.situacao == 0
    assert "segunda via" in executar("conferir-documento", tmp_path / "via.pdf", "--banco", banco).saida.lower()
    separados = executar("segunda-via", codigo, "--motivo", "Outra", "--separados", tmp_path, "--banco", banco)
    assert separados.situacao == 0
    assert separados.saida.count("gravado em") == 2
    assert executar("conferir-documento", "--codigo", codigo, "--banco", banco).situacao == 0


def test_o_que_nao_se_pode_conferir_nem_emitir(executar: Executar, banco: Path, tmp_path: Path) -> None:
    vazio = tmp_path / "vazio.pdf"
    vazio.write_bytes(b"")
    assert executar("conferir-documento", vazio, "--banco", banco).situacao == 2
    assert executar("conferir-documento", tmp_path / "nenhum.pdf", "--banco", banco).situacao == 2
    assert executar("conferir-documento", "--banco", banco).situacao == 2
    vazio.write_bytes(b"qualquer coisa")
    assert executar("conferir-documento", vazio, "--banco", banco).situacao == 1
    assert executar("conferir-documento", "--codigo", "F" * 32, "--banco", banco).situacao == 1
    recusado = executar(
        "lote", "--lista", 999_999, "--especie", "termo_posse", "--saida", tmp_path / "x.pdf", "--banco", banco
    )
    assert recusado.situacao == 1
    assert "Nada foi emitido" in recusado.frase
    sem_pasta = executar(
        "lote", "--lista", 1, "--especie", "termo_posse", "--pasta", tmp_path / "nao", "--banco", banco
    )
    assert sem_pasta.situacao == 2
    assert not (tmp_path / "x.pdf").exists()
