"""Texts checked as they are typed, and tried on invented data before they are kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bahiaservidor.documentos.textos import nomes_dos_modelos
from bahiaservidor.servicos import modelos_documento, modelos_previa
from bahiaservidor.servicos.modelos_documento import Timbre
from tests.documentos.amostras import ler
from tests.documentos.apoio import fora_das_margens

from .cenario import Cenario, cenario


@pytest.fixture(scope="module")
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.mark.parametrize(
    ("texto", "problema"),
    [
        ("Foi entregue em {data}.", ""),
        ("  ", "vazio"),
        ("Foi entregue em {data.", "sem par"),
        ("Foi entregue em {dia}.", "{dia} não existe"),
        ("x" * 4001, "4000"),
    ],
)
def test_o_que_se_digita_e_conferido(texto: str, problema: str) -> None:
    achado = modelos_previa.problema_do_texto("termo_posse", "bens", texto)
    assert problema in achado
    assert bool(achado) == bool(problema)


def test_o_campo_que_se_deixou_de_usar_e_lembrado() -> None:
    assert modelos_previa.campos_esquecidos("termo_posse", "bens", "Foi entregue.") == ("data",)
    assert modelos_previa.campos_esquecidos("termo_posse", "bens", "Em {data}") == ()


@pytest.mark.parametrize("nome", nomes_dos_modelos())
def test_todo_modelo_tem_previa_e_nada_fica(c: Cenario, nome: str) -> None:
    textos = {item.chave: item.original for item in modelos_documento.ler(c.ctx, nome=nome).textos}
    _, pdf = modelos_previa.previa(c.ctx, nome=nome, orgao_id=c.orgao, textos=textos, titulo="Papel de prova")
    assert "PAPEL DE PROVA" in " ".join(ler(pdf))
    assert "modelo v. rascunho" in " ".join(ler(pdf))
    assert fora_das_margens(pdf) == []
    assert c.contar("documento_emitido") == c.contar("modelo_documento") == 0


def test_a_previa_usa_o_que_ainda_nao_se_gravou(c: Cenario) -> None:
    _, pdf = modelos_previa.previa(c.ctx, nome="termo_posse", textos={"aceitacao": "Aceita tudo o que a lei manda."})
    assert "Aceita tudo o que a lei manda." in " ".join(ler(pdf))
    _, timbrado = modelos_previa.previa_do_timbre(c.ctx, timbre=Timbre(ente="República de Teste", nome="Casa Nova"))
    assert "REPÚBLICA DE TESTE Casa Nova" in " ".join(ler(timbrado))
