"""Templates: what an órgão may change, and what it is told when it goes wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bahiaservidor import caminhos
from bahiaservidor.documentos import termo_posse
from bahiaservidor.documentos.textos import cpf_formatado, destaque, ler_modelo, limpar, matricula_formatada
from bahiaservidor.estatuto.erros import ErroDominio
from tests.documentos.amostras import POSSE, ler


@pytest.fixture
def modelos(tmp_path: Path) -> Path:
    pasta = tmp_path / "modelos"
    shutil.copytree(caminhos.recursos() / "modelos", pasta)
    return pasta


def _trocar(pasta: Path, de: str, para: str) -> None:
    arquivo = pasta / "termo_posse.toml"
    texto = arquivo.read_text(encoding="utf-8")
    assert de in texto
    arquivo.write_text(texto.replace(de, para), encoding="utf-8")


def test_o_orgao_muda_o_titulo_o_texto_e_a_versao(modelos: Path) -> None:
    _trocar(modelos, 'titulo = "Termo de posse"', 'titulo = "Termo de compromisso e posse"')
    _trocar(modelos, "versao = 1", 'versao = "2 – DAP"')
    _trocar(modelos, "Para constar, lavrou-se", "E, para constar, lavrou-se")
    texto = " ".join(ler(termo_posse.gerar(POSSE, modelos=modelos)))
    assert "TERMO DE COMPROMISSO E POSSE" in texto
    assert "modelo v. 2 – DAP" in texto
    assert "E, para constar, lavrou-se este termo" in texto


@pytest.mark.parametrize(
    ("de", "para", "trecho"),
    [
        ("{comparecente}", "{compareceu}", "usa o campo “compareceu”, que não existe"),
        ("{comparecente}", "{comparecente", "chaves abertas ou fechadas a mais"),
        ("{comparecente}", "{comparecente.nome}", "que não existe"),
        ("aceitacao = ", "aceitar = ", "não tem o texto “aceitacao”"),
        ("versao = 1", "versao = ", "tem um erro de escrita"),
        ("[textos]", "[outros]", "precisa de “versao”, “titulo” e “[textos]”"),
    ],
)
def test_modelo_estragado_vira_uma_frase(modelos: Path, de: str, para: str, trecho: str) -> None:
    _trocar(modelos, de, para)
    with pytest.raises(ErroDominio, match="nada foi impresso") as erro:
        termo_posse.gerar(POSSE, modelos=modelos)
    assert trecho in str(erro.value)
    assert "termo_posse.toml" in str(erro.value)


def test_modelo_que_falta_vira_uma_frase(tmp_path: Path) -> None:
    with pytest.raises(ErroDominio, match=r"termo_posse\.toml não pôde ser lido"):
        termo_posse.gerar(POSSE, modelos=tmp_path)


def test_valores_sao_escapados_e_citacoes_ficam_presas() -> None:
    modelo = ler_modelo("termo_posse")
    texto = modelo.paragrafo("requisitos", por="<b>Ana</b> & Cia", data="01/02/2026")
    assert "&lt;b&gt;Ana&lt;/b&gt; &amp; Cia" in texto
    assert "(arts.\u00a08º e 17)" in texto
    assert destaque(None).strip("_") == ""


def test_limpar_deixa_uma_linha_em_nfc() -> None:
    assert limpar("  Joa\u0303o\n da\t\x07 Silva ") == "João da Silva"


def test_numeros_antigos_saem_como_estao() -> None:
    assert cpf_formatado("52998224725") == "529.982.247-25"
    assert cpf_formatado("123") == "123"
    assert matricula_formatada("92116599") == "92.116.599"
    assert matricula_formatada("11-A") == "11-A"
    assert matricula_formatada(None) is None
