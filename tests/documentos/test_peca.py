"""Papers made of parts: pages, tables that go on, the code they carry, the metadata."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bahiaservidor.documentos import peca_pdf, termo_posse
from bahiaservidor.documentos.autenticidade import codigo_de, ler_marca
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Ressalva
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    LocalData,
    Peca,
    Quadrinho,
    Subtitulo,
    Tabela,
    Texto,
    partes_da_ressalva,
)
from bahiaservidor.estatuto.tipos import TipoRessalva
from tests.documentos.amostras import NOME_LONGO, POSSE, ler
from tests.documentos.apoio import datas_impressas, fora_das_margens

LINHAS = [["01/01/2020", "31/12/2020", f"Exercício no cargo de {NOME_LONGO}", str(n)] for n in range(70)]


def peca(**campos: Any) -> Peca:
    tabela = Tabela(
        titulo="Períodos", colunas=["De", "Até", "O que é", "Dias"], pesos=[1, 1, 4, 1], direita=[3],
        linhas=[*LINHAS, ["", "", "Total", "25.550"]], total=True,
    )  # fmt: skip
    padrao: dict[str, Any] = {
        "chave": "certidao_tempo",
        "titulo": "Certidão de tempo de serviço",
        "assunto": "Certidão",
        "orgao": OrgaoEmissor(nome=NOME_LONGO, municipio="Salvador"),
        "identificacao": IdentificacaoDocumento(numero="3", ano=2026, versao_modelo="1"),
        "nome_corrente": NOME_LONGO,
        "grupos": [
            [Texto(texto="ementa", recuo=True)],
            [
                Subtitulo(texto="Quem"),
                Campos(titulo="Servidor", linhas=[[Campo("Nome", NOME_LONGO), Campo("CPF", None)]]),
            ],
            [tabela],
            [Texto(texto="Nota.", pequeno=True), LocalData(data=dt.date(2026, 3, 1))],
            [Assinam(itens=[Assinatura(NOME_LONGO, "Chefe"), Assinatura(None, "Quem lavrou")]), Quadrinho(texto="x")],
        ],
    }
    return Peca(**{**padrao, **campos})


def test_a_tabela_que_continua_repete_os_titulos_e_nada_se_perde() -> None:
    paginas = ler(peca_pdf.gerar(peca()))
    assert len(paginas) > 3
    com_linhas = [pagina for pagina in paginas if "Exercício no cargo" in pagina]
    assert all("O que é" in pagina for pagina in com_linhas)
    assert sum(pagina.count("Exercício no cargo") for pagina in paginas) == len(LINHAS)
    assert "25.550" in paginas[-1] or "25.550" in paginas[-2]


def test_nada_passa_das_margens_com_os_nomes_mais_longos() -> None:
    assert fora_das_margens(peca_pdf.gerar(peca())) == []
    assert fora_das_margens(peca_pdf.gerar(peca()), esquerda=120) != []  # the measure itself can fail


@pytest.mark.parametrize("linhas", range(30, 46))
def test_ninguem_assina_uma_pagina_que_so_tem_assinaturas(linhas: int) -> None:
    notas = [[Texto(texto=f"Nota {n} antes das assinaturas.")] for n in range(linhas)]
    fecho: list[Any] = [LocalData(data=None), Assinam(itens=[Assinatura(None, "Responsável")])]
    paginas = PdfReader(BytesIO(peca_pdf.gerar(peca(grupos=[*notas, fecho])))).pages
    (assinada,) = [pagina for pagina in paginas if "Responsável" in pagina.extract_text()]
    assert f"Nota {linhas - 1} antes" in assinada.extract_text()


def test_tabela_sem_linhas_diz_que_nada_consta() -> None:
    vazia = Tabela(colunas=["De"], linhas=[], pesos=[1], vazia="Nenhum afastamento.")
    (pagina,) = ler(peca_pdf.gerar(peca(grupos=[[vazia]])))
    assert "Nenhum afastamento." in pagina


def test_a_ressalva_vem_com_quem_a_confirmou() -> None:
    ressalva = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="77", confirmada_por="Iraci Bonfim Neves")
    (pagina,) = ler(peca_pdf.gerar(peca(grupos=partes_da_ressalva([ressalva]))))
    assert "Iraci Bonfim Neves" in pagina
    assert "Parecer" in pagina


def test_o_codigo_e_do_conteudo_e_se_le_de_volta() -> None:
    um, outro = peca_pdf.gerar(peca()), peca_pdf.gerar(peca(nome_corrente="Outra pessoa"))
    marca, outra = ler_marca(um), ler_marca(outro)
    assert marca is not None
    assert outra is not None
    assert (marca.especie, marca.numero) == ("certidao_tempo", "3/2026")
    assert marca.codigo != outra.codigo
    assert f"Código {marca.codigo[:4]} {marca.codigo[4:8]}" in ler(um)[0]
    assert marca.texto_qr == f"BAHIASERVIDOR:CERTIDAO-TEMPO:3/2026:{marca.codigo}"


def test_o_codigo_nao_depende_do_dia_nem_da_ordem_em_que_se_pede() -> None:
    assert codigo_de(POSSE, "1") == codigo_de(replace(POSSE), "1") != codigo_de(POSSE, "2")


def test_sem_numero_nao_ha_codigo() -> None:
    pdf = peca_pdf.gerar(peca(identificacao=IdentificacaoDocumento()))
    assert ler_marca(pdf) is None
    assert "Código" not in ler(pdf)[0]
    assert ler_marca(b"%PDF-1.4 de outro programa") is None


@pytest.mark.parametrize(
    "pdf", [lambda: peca_pdf.gerar(peca()), lambda: termo_posse.gerar(POSSE)], ids=["peca", "termo"]
)
def test_os_metadados_dizem_o_mesmo_nos_dois_lugares(pdf: Any) -> None:
    leitor = PdfReader(BytesIO(pdf()))
    xmp, info = leitor.xmp_metadata, leitor.metadata
    assert xmp is not None
    assert info is not None
    assert xmp.dc_title == {"x-default": info.title}
    assert xmp.dc_creator == [info.author]
    assert xmp.pdf_keywords == info.get("/Keywords")
    assert xmp.pdf_producer == info.producer
    catalogo: Any = leitor.trailer["/Root"]
    (intencao,) = (item.get_object() for item in catalogo["/OutputIntents"])
    assert intencao["/DestOutputProfile"].get_object()["/N"] == 3


def test_as_datas_do_papel_se_acham_todas() -> None:
    texto = "Em 02/03/2026 e em 1º de abril de 2026, artigo 36, 30 + 30 dias."
    assert datas_impressas(peca_pdf.gerar(peca(grupos=[[Texto(texto=texto)]]))) == {
        dt.date(2026, 3, 2),
        dt.date(2026, 4, 1),
    }
