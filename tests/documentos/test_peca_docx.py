"""The DOCX twin of a paper: its words are those of the PDF, in its order; A4, in Portuguese, the same bytes again."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import docx
from pypdf import PdfReader

from bahiaservidor.documentos import peca_docx, peca_pdf
from bahiaservidor.documentos.ato_palavras import com_artigo, com_de, com_em, cpf_encoberto
from bahiaservidor.documentos.modelos import IdentificacaoDocumento
from bahiaservidor.documentos.peca import Assinam, Assinatura, Campo, Campos, LocalData, Quadrinho, Tabela, Texto
from bahiaservidor.documentos.peca_texto import em_texto
from bahiaservidor.documentos.textos import Marcado

from .amostras import NOME_LONGO
from .test_peca import peca


def _palavras(texto: str) -> list[str]:
    return texto.replace("_", " ").split()


def do_docx(dados: bytes) -> list[str]:
    """Return the words of the body, in order."""
    partes = []
    for bloco in docx.Document(BytesIO(dados)).iter_inner_content():
        if hasattr(bloco, "rows"):
            partes += [celula.text for linha in bloco.rows for celula in linha.cells]
        else:
            partes.append(bloco.text)
    return _palavras(" ".join(partes))


def test_todas_as_partes_na_mesma_ordem_do_pdf() -> None:
    longa = peca(
        grupos=[
            [
                Texto(texto=Marcado("Ementa de <b>A &amp; B</b>"), recuo=True),
                Texto(texto="um", marca="1.", pequeno=True),
            ],
            [Campos(titulo="Servidor", linhas=[[Campo("Nome", NOME_LONGO), Campo("CPF", None)]], destaque=True)],
            [Tabela(colunas=["De", "Até"], linhas=[["a", "b"], ["c", NOME_LONGO]], pesos=[1, 3], titulo="Períodos")],
            [Tabela(colunas=["De"], linhas=[], pesos=[1], vazia="Nada.")],
            [LocalData(data=dt.date(2026, 3, 1)), Assinam(itens=[Assinatura(NOME_LONGO, "Chefe", "Matrícula 1")])],
            [Quadrinho(texto="Lançado em ____")],
        ]
    )
    pdf = _palavras(" ".join(pagina.extract_text() for pagina in PdfReader(BytesIO(peca_pdf.gerar(longa))).pages))
    palavras = do_docx(peca_docx.gerar(longa))
    assert palavras == pdf[: len(palavras)]
    assert pdf[len(palavras)] == "Código"  # the footer of the PDF, which is not of the body


def test_a4_em_portugues_e_os_mesmos_bytes() -> None:
    um, outro = peca_docx.gerar(peca()), peca_docx.gerar(peca())
    assert um == outro
    documento = docx.Document(BytesIO(um))
    secao = documento.sections[0]
    medidas = (secao.page_width, secao.page_height, secao.left_margin, secao.right_margin)
    assert [round(m.cm, 1) for m in medidas if m is not None] == [21.0, 29.7, 3.0, 2.0]
    assert documento.core_properties.language == "pt-BR"
    assert documento.core_properties.created == dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
    assert documento.core_properties.title == "Certidão de tempo de serviço nº 3/2026"
    with zipfile.ZipFile(BytesIO(um)) as pacote:
        assert {item.date_time[:3] for item in pacote.infolist()} == {(1980, 1, 1)}
        assert pacote.namelist()[0] == "[Content_Types].xml"
        estilos = pacote.read("word/styles.xml").decode()
    assert 'w:val="pt-BR"' in estilos
    assert "en-US" not in estilos


def test_o_negrito_e_o_numero_se_leem_de_volta() -> None:
    dados = peca_docx.gerar(
        peca(grupos=[[Texto(texto=Marcado("a <b>b &lt; c</b> d"))]], identificacao=IdentificacaoDocumento())
    )
    paragrafos = docx.Document(BytesIO(dados)).paragraphs
    trechos = [(r.text, bool(r.bold)) for r in paragrafos[-1].runs]
    assert trechos == [("a ", False), ("b < c", True), (" d", False)]
    assert any("nº ________/________" in p.text for p in paragrafos)


def test_o_texto_puro_separa_paragrafos_e_celulas() -> None:
    tabela = Tabela(titulo="Anexo", colunas=["Nº", "Nome"], linhas=[["1", "Ana"]], pesos=[1, 2])
    escrito = em_texto([[Texto(texto=Marcado("<b>Art.\u00a01º</b> A &amp; B."))], [tabela]], "Salvador")
    assert escrito == "Art. 1º A & B.\n\nANEXO\nNº\tNome\n1\tAna\n"
    assert em_texto([[LocalData(data=None)]], None).startswith("____")


def test_palavras_em_volta_dos_nomes() -> None:
    assert com_artigo("Governador do Estado") == "O Governador do Estado"
    assert com_artigo("Secretária da Administração") == "A Secretária da Administração"
    assert com_artigo("Superintendente") == "O(A) Superintendente"
    assert com_de("Secretaria da Saúde") == "da Secretaria da Saúde"
    assert com_de("Departamento de Obras") == "do Departamento de Obras"
    assert com_de("Obras Sociais") == "das Obras Sociais"
    assert com_em("Órgão Central") == "no Órgão Central"
    assert com_em("SAEB") == "em SAEB"
    assert com_de("") == "de "
    assert cpf_encoberto("52998224725") == "***.982.247-**"
    assert cpf_encoberto("1") is None
