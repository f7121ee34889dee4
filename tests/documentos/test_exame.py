"""What is taken as an attachment and what is refused, by contents; hostile files end in a sentence."""

from __future__ import annotations

import tracemalloc
import unicodedata
import zipfile
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from bahiaservidor.arquivos import MAIOR_NOME, nome_simples
from bahiaservidor.documentos.exame import JPG, PDF, PNG, Examinado, examinar
from bahiaservidor.estatuto.erros import ErroDominio

from . import arquivos

MB = 1024 * 1024


def exame(dados: bytes, nome: str = "arquivo.pdf", maximo: int = 20 * MB) -> Examinado:
    return examinar(dados, nome, maximo=maximo)


def recusa(dados: bytes, nome: str = "arquivo.pdf", maximo: int = 20 * MB) -> str:
    with pytest.raises(ErroDominio) as erro:
        examinar(dados, nome, maximo=maximo)
    assert nome in erro.value.mensagem
    assert "Nada foi anexado" in erro.value.mensagem
    return erro.value.mensagem


def test_o_que_se_aceita_e_quantas_paginas_tem() -> None:
    assert exame(arquivos.pdf(paginas=3)) == Examinado(midia=PDF, paginas=3)
    assert exame(arquivos.imagem("PNG"), "rg.png") == Examinado(midia=PNG, paginas=1)
    assert exame(arquivos.imagem("JPEG"), "rg.JPEG") == Examinado(midia=JPG, paginas=1)


def test_a_especie_vem_do_conteudo_e_o_nome_que_engana_e_dito() -> None:
    visto = exame(arquivos.imagem("PNG"), "rg.pdf")
    assert visto.midia == PNG
    assert visto.avisos == ("O nome não diz o que o arquivo é: pelo conteúdo, é PNG.",)


def _zip() -> bytes:
    saida = BytesIO()
    with zipfile.ZipFile(saida, "w") as pacote:
        pacote.writestr("a.txt", "a")
    return saida.getvalue()


def _programa(acao: str) -> bytes:
    return arquivos.com_catalogo(
        OpenAction=DictionaryObject({NameObject("/S"): NameObject(acao), NameObject("/JS"): TextStringObject("x")})
    )


def _sem_pagina() -> bytes:
    return arquivos.escrito(PdfWriter())


def _imagem_enorme() -> bytes:
    escritor = PdfWriter(clone_from=BytesIO(arquivos.pdf()))
    fluxo = DecodedStreamObject()
    fluxo.set_data(b"0")
    fluxo.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Width"): NumberObject(60_000),
                  NameObject("/Height"): NumberObject(60_000)})  # fmt: skip
    escritor.root_object[NameObject("/Extra")] = escritor._add_object(fluxo)
    return arquivos.escrito(escritor)


def _filtros_aninhados() -> bytes:
    escritor = PdfWriter(clone_from=BytesIO(arquivos.pdf()))
    fluxo = DecodedStreamObject()
    fluxo.set_data(b"0")
    fluxo[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/FlateDecode")])
    escritor.root_object[NameObject("/Extra")] = escritor._add_object(fluxo)
    return arquivos.escrito(escritor)


HOSTIS = {
    "zip": (_zip, "não é PDF, JPG nem PNG"),
    "cifrado": (arquivos.cifrado, "protegido por senha"),
    "cortado": (lambda: arquivos.pdf(paginas=4)[:1500], "danificado ou incompleto"),
    "sem páginas": (_sem_pagina, "não tem nenhuma página"),
    "em círculo": (arquivos.em_circulo, "dão voltas"),
    "páginas demais": (lambda: arquivos.de_muitas_paginas(10_000), "passa de 2000 páginas"),
    "JavaScript": (lambda: _programa("/JavaScript"), "um programa (JavaScript)"),
    "Launch": (lambda: _programa("/Launch"), "abre outros programas"),
    "XFA": (
        lambda: arquivos.com_catalogo(AcroForm=DictionaryObject({NameObject("/XFA"): ArrayObject()})),
        "formulário dinâmico",
    ),
    "imagem enorme": (_imagem_enorme, "imagem grande demais"),
    "filtros aninhados": (_filtros_aninhados, "umas dentro das outras"),
    "só o começo": (lambda: b"%PDF-1.7\n%%EOF", "danificado ou incompleto"),
    "lixo": (lambda: b"%PDF-1.7\n1 0 obj<</Root 1 0 R>>" + bytes(range(256)) * 40 + b"%%EOF", "danificado"),
    "vazio": (lambda: b"", "está vazio"),
}


@pytest.mark.parametrize("caso", HOSTIS)
def test_o_pdf_que_nao_serve_e_recusado_com_a_razao(caso: str) -> None:
    fazer, dito = HOSTIS[caso]
    assert dito in recusa(fazer())


def test_o_que_se_expande_demais_e_recusado_sem_ocupar_a_memoria(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bahiaservidor.documentos.exame._MAIOR_FLUXO", 40 * MB)
    dados = arquivos.que_se_expande(41)
    assert len(dados) < MB // 8
    assert exame(arquivos.que_se_expande(39)).paginas == 1
    tracemalloc.start()
    try:
        assert "se expande muito" in recusa(dados)
        assert tracemalloc.get_traced_memory()[1] < 12 * MB
    finally:
        tracemalloc.stop()


def test_a_imagem_que_diz_ter_pontos_demais_e_recusada_sem_ser_aberta() -> None:
    tracemalloc.start()
    try:
        assert "mais pontos do que o programa abre" in recusa(arquivos.bomba_png(), "rg.png")
        assert tracemalloc.get_traced_memory()[1] < 4 * MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("formato", "nome"), [("JPEG", "rg.jpg"), ("PNG", "rg.png")])
def test_a_imagem_cortada_e_recusada(formato: str, nome: str) -> None:
    dados = arquivos.imagem(formato)
    assert "danificado ou incompleto" in recusa(dados[: len(dados) * 2 // 3], nome)


def test_o_limite_de_tamanho_e_dito_em_mb() -> None:
    assert "tem 1,5 MB e o limite é 1,0 MB" in recusa(b"%PDF-" + b"0" * (3 * MB // 2), maximo=MB)


def test_arquivo_embutido_nao_impede_mas_e_dito() -> None:
    escritor = PdfWriter(clone_from=BytesIO(arquivos.pdf()))
    escritor.add_attachment("nota.xml", b"<x/>")
    assert exame(arquivos.escrito(escritor)).avisos == (
        "O PDF traz outros arquivos embutidos: no processo entram só as páginas.",
    )


@pytest.mark.parametrize(
    ("nome", "simples"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Certidão.pdf", "Certidão.pdf"),
        (unicodedata.normalize("NFD", "Certidão.pdf"), "Certidão.pdf"),
        ("a\0b\n\u202ec.pdf", "a b c.pdf"),
        ("", "sem nome"),
        ("..", "sem nome"),
    ],
)
def test_o_nome_guardado_e_so_o_nome(nome: str, simples: str) -> None:
    assert nome_simples(nome) == simples


def test_o_nome_enorme_perde_o_meio_e_fica_com_a_extensao() -> None:
    curto = nome_simples("x" * 5000 + ".pdf")
    assert len(curto) <= MAIOR_NOME
    assert curto.endswith("….pdf")
