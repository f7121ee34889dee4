"""A `Peca` as a DOCX: the twin of the PDF for whoever receives text, with the same words in the same order.

Equal values give equal bytes: the properties are fixed and the entries of the file carry no clock.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    LocalData,
    Parte,
    Peca,
    Quadrinho,
    Subtitulo,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.peca_texto import local_e_data
from bahiaservidor.documentos.textos import lacuna

MIDIA: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONTE: Final = "Liberation Serif"
_LARGURA: Final = 16.0
"""Between the margins, in centimetres: A4 with 3 at the binding side and 2 at the other."""

_SEM_RELOGIO: Final = (1980, 1, 1, 0, 0, 0)
_ALINHAR: Final = {
    "esquerda": WD_ALIGN_PARAGRAPH.LEFT,
    "centro": WD_ALIGN_PARAGRAPH.CENTER,
    "direita": WD_ALIGN_PARAGRAPH.RIGHT,
    "justificado": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NEGRITO: Final = re.compile(r"(</?b>)")


def gerar(peca: Peca) -> bytes:
    """Return the paper as a DOCX, A4, in Brazilian Portuguese."""
    documento = _novo(peca)
    _timbre(documento, peca)
    _titulo(documento, peca)
    for grupo in peca.grupos:
        for parte in grupo:
            _parte(documento, parte, peca)
    _rodape(documento, peca)
    saida = BytesIO()
    documento.save(saida)
    return _sem_relogio(saida.getvalue())


def _novo(peca: Peca) -> Document:
    documento = docx.Document()
    secao = documento.sections[0]
    secao.page_width, secao.page_height = Cm(21), Cm(29.7)
    secao.left_margin, secao.right_margin = Cm(3), Cm(2)
    secao.top_margin, secao.bottom_margin = Cm(2), Cm(2)
    normal = documento.styles["Normal"]
    normal.font.name = _FONTE
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    lingua = OxmlElement("w:lang")
    lingua.set(qn("w:val"), "pt-BR")
    propriedades: Any = normal.element
    for antiga in documento.styles.element.iter(qn("w:lang")):
        antiga.set(qn("w:val"), "pt-BR")
        antiga.set(qn("w:eastAsia"), "pt-BR")
    propriedades.get_or_add_rPr().append(lingua)
    dados = documento.core_properties
    dados.title = _nome(peca)
    dados.subject = peca.assunto
    dados.author = peca.orgao.nome
    dados.last_modified_by = ""
    dados.comments = ""
    dados.keywords = ""
    dados.language = "pt-BR"
    dados.revision = 1
    dados.created = dados.modified = dt.datetime(*_SEM_RELOGIO, tzinfo=dt.UTC)
    return documento


def _nome(peca: Peca) -> str:
    numero = peca.identificacao.numero_e_ano
    return f"{peca.titulo} nº {numero}" if numero else peca.titulo


def _timbre(documento: Document, peca: Peca) -> None:
    orgao = peca.orgao
    if orgao.brasao:
        meio = documento.add_paragraph()
        meio.alignment = WD_ALIGN_PARAGRAPH.CENTER
        meio.add_run().add_picture(BytesIO(orgao.brasao), height=Cm(1.8))
    niveis = [(orgao.ente.upper(), False), (orgao.nome, True), (orgao.unidade or "", False)]
    for texto, forte in niveis:
        if texto:
            paragrafo = _paragrafo(documento, texto, negrito=forte, alinhar="centro")
            paragrafo.paragraph_format.space_after = Pt(0)


def _titulo(documento: Document, peca: Peca) -> None:
    titulo = _paragrafo(documento, peca.titulo.upper(), negrito=True, alinhar="centro", corpo=14)
    titulo.paragraph_format.space_before = Pt(14)
    titulo.paragraph_format.space_after = Pt(0)
    if peca.numerada:
        numero = peca.identificacao.numero_e_ano or "________/________"
        _paragrafo(documento, f"nº {numero}", alinhar="centro")


def _parte(documento: Document, parte: Parte, peca: Peca) -> None:
    match parte:
        case Subtitulo():
            _paragrafo(documento, parte.texto.upper(), negrito=True).paragraph_format.keep_with_next = True
        case Texto():
            _texto(documento, parte)
        case Campos():
            _campos(documento, parte)
        case Tabela():
            _tabela(documento, parte)
        case Assinam():
            _assinam(documento, parte.itens)
        case LocalData():
            linha = _paragrafo(documento, local_e_data(parte, peca.orgao.municipio), alinhar="direita")
            linha.paragraph_format.space_before = Pt(12)
            linha.paragraph_format.keep_with_next = True
        case Quadrinho():
            quadro = documento.add_table(rows=1, cols=1, style="Table Grid")
            _escrever(quadro.rows[0].cells[0].paragraphs[0], parte.texto, corpo=8)


def _paragrafo(
    documento: Document, texto: str, *, negrito: bool = False, alinhar: str = "esquerda", corpo: float | None = None
) -> Paragraph:
    paragrafo = documento.add_paragraph()
    paragrafo.alignment = _ALINHAR[alinhar]
    _escrever(paragrafo, texto, negrito=negrito, corpo=corpo)
    return paragrafo


def _escrever(paragrafo: Paragraph, texto: str, *, negrito: bool = False, corpo: float | None = None) -> None:
    trecho = paragrafo.add_run(texto)
    trecho.bold = negrito or None
    if corpo is not None:
        trecho.font.size = Pt(corpo)


def _texto(documento: Document, parte: Texto) -> None:
    paragrafo = documento.add_paragraph()
    em_branco = parte.alinhar == "justificado" and "____" in parte.texto
    paragrafo.alignment = _ALINHAR["esquerda" if em_branco else parte.alinhar]
    formato = paragrafo.paragraph_format
    if parte.recuo:
        formato.left_indent = Cm(_LARGURA / 2)
    if parte.marca:
        formato.left_indent, formato.first_line_indent = Cm(0.8), Cm(-0.8)
        _escrever(paragrafo, f"{parte.marca}\t", corpo=9 if parte.pequeno else None)
    negrito = False
    for trecho in _NEGRITO.split(parte.texto):
        if trecho in ("<b>", "</b>"):
            negrito = trecho == "<b>"
        elif trecho:
            _escrever(paragrafo, unescape(trecho), negrito=negrito, corpo=9 if parte.pequeno else None)


def _campos(documento: Document, parte: Campos) -> None:
    titulo = _paragrafo(documento, parte.titulo.upper(), negrito=True, corpo=8)
    titulo.paragraph_format.keep_with_next = True
    titulo.paragraph_format.space_after = Pt(2)
    for linha in parte.linhas:
        tabela = documento.add_table(rows=1, cols=len(linha), style="Table Grid")
        _medir(tabela, [campo.peso for campo in linha])
        for celula, campo in zip(tabela.rows[0].cells, linha, strict=True):
            _campo(celula, campo)
    documento.add_paragraph().paragraph_format.space_after = Pt(0)


def _campo(celula: _Cell, campo: Campo) -> None:
    paragrafo = celula.paragraphs[0]
    paragrafo.paragraph_format.space_after = Pt(0)
    _escrever(paragrafo, campo.rotulo, corpo=7)
    paragrafo.add_run().add_break()
    _escrever(paragrafo, campo.valor or "", negrito=campo.negrito, corpo=10)


def _tabela(documento: Document, parte: Tabela) -> None:
    if parte.titulo:
        titulo = _paragrafo(documento, parte.titulo.upper(), negrito=True, corpo=9)
        titulo.paragraph_format.keep_with_next = True
    if not parte.linhas:
        _paragrafo(documento, parte.vazia, corpo=9)
        return
    tabela = documento.add_table(rows=1 + len(parte.linhas), cols=len(parte.colunas), style="Table Grid")
    _medir(tabela, parte.pesos)
    ultima = len(parte.linhas)
    for numero, (fileira, textos) in enumerate(zip(tabela.rows, (parte.colunas, *parte.linhas), strict=True)):
        forte = numero == 0 or (parte.total and numero == ultima)
        for coluna, (celula, texto) in enumerate(zip(fileira.cells, textos, strict=True)):
            paragrafo = celula.paragraphs[0]
            paragrafo.paragraph_format.space_after = Pt(0)
            if coluna in parte.direita:
                paragrafo.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _escrever(paragrafo, texto, negrito=forte, corpo=9)
    # The headings are repeated on each page the table goes on to.
    repete = OxmlElement("w:tblHeader")
    repete.set(qn("w:val"), "true")
    primeira: Any = tabela.rows[0]._tr
    primeira.get_or_add_trPr().append(repete)
    documento.add_paragraph().paragraph_format.space_after = Pt(0)


def _medir(tabela: Any, pesos: Sequence[float]) -> None:
    tabela.alignment = WD_TABLE_ALIGNMENT.CENTER
    tabela.autofit = False
    for coluna, peso in zip(tabela.columns, pesos, strict=True):
        largura = Cm(_LARGURA * peso / sum(pesos))
        coluna.width = largura
        for celula in coluna.cells:
            celula.width = largura


def _assinam(documento: Document, itens: Sequence[Assinatura]) -> None:
    for item in itens:
        linha = _paragrafo(documento, lacuna(40), alinhar="centro")
        linha.paragraph_format.space_before = Pt(30)
        linha.paragraph_format.space_after = Pt(0)
        textos = [(item.nome or "", True), (item.detalhe, False), (item.qualidade, False)]
        for texto, forte in textos:
            if texto:
                linha.paragraph_format.keep_with_next = True
                linha = _paragrafo(documento, texto, negrito=forte, alinhar="centro")
                linha.paragraph_format.space_after = Pt(0)


def _rodape(documento: Document, peca: Peca) -> None:
    paragrafo = documento.sections[0].footer.paragraphs[0]
    versao = peca.identificacao.versao_modelo
    texto = f"{_nome(peca)} · modelo {versao}" if versao else _nome(peca)
    _escrever(paragrafo, f"{texto} · página ", corpo=8)
    for instrucao in ("PAGE", "NUMPAGES"):
        campo = OxmlElement("w:fldSimple")
        campo.set(qn("w:instr"), instrucao)
        paragrafo._p.append(campo)
        if instrucao == "PAGE":
            _escrever(paragrafo, " de ", corpo=8)


def _sem_relogio(dados: bytes) -> bytes:
    """Return the same file with the entries in order of name and without the hour at which they were written."""
    saida = BytesIO()
    with zipfile.ZipFile(BytesIO(dados)) as lido, zipfile.ZipFile(saida, "w", zipfile.ZIP_DEFLATED) as novo:
        nomes = sorted(lido.namelist(), key=lambda nome: (nome != "[Content_Types].xml", nome))
        for nome in nomes:
            item = zipfile.ZipInfo(nome, _SEM_RELOGIO)
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = 0o600 << 16
            item.create_system = 0
            novo.writestr(item, lido.read(nome))
    return saida.getvalue()
