"""Fonts, wrapping and the cost of importing."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from bahiaservidor.documentos import relatorio_trimestral, termo_exercicio, termo_posse
from bahiaservidor.documentos.base import SEM_SERIFA, encurtar, medir, quebrar, registrar_fontes
from bahiaservidor.documentos.textos import limpar
from tests.documentos.amostras import EXERCICIO, LONGO, POSSE
from tests.documentos.amostras_relatorio import linhas, trimestre


def _relatorio() -> bytes:
    saida = BytesIO()
    relatorio_trimestral.gerar(trimestre(linhas(80)), saida)
    return saida.getvalue()


def _dicionario(objeto: object) -> DictionaryObject:
    resolvido = objeto.get_object() if isinstance(objeto, PdfObject) else objeto
    assert isinstance(resolvido, DictionaryObject)
    return resolvido


PAPEIS = {
    "posse": lambda: termo_posse.gerar(POSSE),
    "posse longa": lambda: termo_posse.gerar(LONGO, vias=2),
    "exercicio": lambda: termo_exercicio.gerar(EXERCICIO),
    "relatorio": _relatorio,
}


def test_importar_os_papeis_nao_importa_o_reportlab() -> None:
    programa = (
        "import sys; from bahiaservidor.documentos import modelos, termo_posse, termo_exercicio, relatorio_trimestral;"
        "print([m for m in sys.modules if m.startswith('reportlab')])"
    )
    saida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True)
    assert saida.stdout.strip() == "[]"


@pytest.mark.parametrize("papel", PAPEIS)
def test_dois_papeis_iguais_sao_iguais_byte_a_byte(papel: str) -> None:
    assert PAPEIS[papel]() == PAPEIS[papel]()


@pytest.mark.parametrize("papel", PAPEIS)
def test_toda_fonte_vai_embutida_e_em_subconjunto(papel: str) -> None:
    leitor = PdfReader(BytesIO(PAPEIS[papel]()))
    fontes: dict[str, DictionaryObject] = {}
    for pagina in leitor.pages:
        for fonte in _dicionario(_dicionario(pagina["/Resources"])["/Font"]).values():
            objeto = _dicionario(fonte)
            fontes[str(objeto["/BaseFont"])] = objeto
    assert fontes
    for nome, fonte in fontes.items():
        assert "+Liberation" in nome, nome
        assert "/FontFile2" in _dicionario(fonte["/FontDescriptor"]), nome
        assert "/ToUnicode" in fonte, nome


@pytest.mark.parametrize("papel", PAPEIS)
def test_metadados_dizem_o_que_e_e_em_que_lingua(papel: str) -> None:
    leitor = PdfReader(BytesIO(PAPEIS[papel]()))
    assert leitor.metadata is not None
    assert leitor.metadata.title
    assert leitor.metadata.title.startswith(("Termo de", "Relatório trimestral"))
    assert leitor.metadata.author == "Secretaria da Educação – Diretoria de Administração de Pessoal"
    assert leitor.metadata.subject
    assert str(leitor.root_object["/Lang"]) == "pt-BR"


@given(st.text(max_size=160), st.floats(min_value=20, max_value=300))
def test_quebrar_nao_perde_nem_ultrapassa(texto: str, largura: float) -> None:
    registrar_fontes()
    trechos = quebrar(texto, SEM_SERIFA, 8, largura)
    assert "".join(trechos).replace(" ", "") == limpar(texto).replace(" ", "")
    assert all(len(trecho) == 1 or medir(trecho, SEM_SERIFA, 8) <= largura for trecho in trechos)


def test_encurtar_termina_em_reticencias_dentro_da_largura() -> None:
    registrar_fontes()
    curto = encurtar("Termo de posse nº 12/2026 " * 20, SEM_SERIFA, 8, 200)
    assert curto.endswith("…")
    assert medir(curto, SEM_SERIFA, 8) <= 200
    assert encurtar("Termo", SEM_SERIFA, 8, 200) == "Termo"


def test_quebrar_nao_separa_o_que_numera_do_numero() -> None:
    registrar_fontes()
    largura = medir("Avaliação do estágio nº", SEM_SERIFA, 8) + 1
    assert quebrar("Avaliação do estágio nº 5", SEM_SERIFA, 8, largura) == ("Avaliação do estágio", "nº 5")
    largura = medir("Decreto 7.899, art.", SEM_SERIFA, 8) + 1
    assert quebrar("Decreto 7.899, art. 2º", SEM_SERIFA, 8, largura) == ("Decreto 7.899,", "art. 2º")
