"""The command that issues a paper about a person."""

from __future__ import annotations

from pathlib import Path

from bahiaservidor.cli.comandos_documento import ESPECIES
from bahiaservidor.servicos import papeis_catalogo
from tests.documentos.amostras import ler

from .base import Executar
from .conftest import EM


def test_o_documento_sai_numerado_e_o_mesmo_se_se_pede_de_novo(banco: Path, tmp_path: Path, executar: Executar) -> None:
    primeiro, segundo = tmp_path / "a.pdf", tmp_path / "b.pdf"
    feito = executar("documento", "ficha_funcional", "1", "--saida", primeiro, "--em", EM, "--banco", banco, "--json")
    assert feito.situacao == 0, feito.erros
    assert feito.json["titulo"].startswith("Ficha funcional nº 1/")
    escrito = " ".join(ler(primeiro.read_bytes()))
    assert "como constava em 20/11/2026" in escrito
    executar("documento", "ficha_funcional", "1", "--saida", segundo, "--em", EM, "--banco", banco)
    assert segundo.read_bytes() == primeiro.read_bytes()


def test_o_que_nao_se_aplica_e_recusado_sem_arquivo(banco: Path, tmp_path: Path, executar: Executar) -> None:
    saida = tmp_path / "c.pdf"
    feito = executar("documento", "formulario_avaliacao", "1", "--saida", saida, "--numero", "9", "--banco", banco)
    assert feito.situacao == 1
    assert "Nada foi emitido" in feito.frase
    assert not saida.exists()
    errado = executar("documento", "carta", "1", "--saida", saida, "--banco", banco)
    assert errado.situacao == 2
    assert "“carta” não serve" in errado.frase


def test_a_ajuda_lista_tudo_o_que_ha() -> None:
    assert set(ESPECIES) == set(papeis_catalogo.TODAS)
