"""Workbooks: which kind a file is by its contents, the sheets of an XLSX or ODS, and the cells of one of them.

The library of spreadsheets only ever reads a package written here, with the parts that were examined.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from . import exame_ods, limites
from .exame_xlsx import FolhaXlsx, Textos, conferir_repetidos, contar, contar_textos, percorrer
from .limites import ErroDePlanilha, Guarda, danificado, malformado, recusa
from .pacote import Pacote, PacoteLimpo, elementos, protegido, vigiado

XLSX: Final = "XLSX"
XLSM: Final = "XLSM"
ODS: Final = "ODS"
CSV: Final = "CSV"

_SALVAR: Final = "abra-o no programa de planilhas, salve-o como XLSX e repita"
_ALHEIOS: Final = (
    (b"%PDF-", "é um PDF"), (b"\x89PNG", "é uma imagem"), (b"\xff\xd8\xff", "é uma imagem"), (b"GIF8", "é uma imagem"),
    (b"{\\rtf", "é um texto RTF"), (b"\x1f\x8b", "está comprimido (GZIP)"), (b"Rar!", "está comprimido (RAR)"),
    (b"7z\xbc\xaf", "está comprimido (7Z)"), (b"MZ", "é um programa"), (b"\x7fELF", "é um programa"),
    (b"SQLite format 3\0", "é um banco de dados"),
)  # fmt: skip
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFESTO: Final = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest:manifest>'
)
_RELACOES: Final = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_TIPO: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LIVRO: Final = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="' + _TIPO.encode() + b'">'
    b'<workbookPr date1904="%d"/><sheets><sheet name="F" sheetId="1" r:id="f"/></sheets></workbook>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Livro:
    """What a workbook is: the names of its sheets in order, and what there is to tell of it."""

    formato: str
    folhas: tuple[str, ...]
    avisos: tuple[str, ...]
    medida: exame_ods.ConteudoOds | None = None
    """What was measured of an ODS, whose sheets are all in one part: not measured again to read one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolhaLida:
    """The rows of a sheet, numbered from 1, from ``primeira_coluna`` (from 0) on."""

    linhas: Iterator[tuple[int, list[Any]]]
    primeira_coluna: int
    avisos: tuple[str, ...]


def formato(dados: bytes, nome: str) -> str:
    """Return XLSX, ODS or CSV, whatever the name says.  ErroDePlanilha for what is none of them."""
    if dados.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in dados:
            raise protegido(nome)
        raise recusa(nome, "está num formato antigo (XLS)", _SALVAR)
    if dados.startswith(b"PK"):
        pacote = Pacote(dados, nome)
        if pacote.tem("xl/workbook.bin"):
            raise recusa(nome, "está num formato (XLSB) que não se lê", _SALVAR)
        if pacote.tem("content.xml") and pacote.tem("mimetype"):
            return ODS
        if pacote.tem("[content_types].xml") and any(p.startswith("xl/") for p in pacote.nomes()):
            return XLSX
        raise recusa(nome, "é um pacote que não é planilha", "abra-o e escolha a planilha que está dentro dele")
    for marca, oque in _ALHEIOS:
        if dados.startswith(marca):
            raise recusa(nome, f"{oque}, e não uma planilha", "escolha um arquivo XLSX, ODS ou CSV")
    comeco = dados[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if comeco.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")):
        raise recusa(nome, "é uma página (HTML) com nome de planilha", _SALVAR)
    if comeco.startswith(b"<?xml"):
        raise recusa(nome, "é um XML, e não uma planilha que se leia", _SALVAR)
    return CSV


@contextmanager
def sem_panico(nome: str) -> Iterator[None]:
    """Turn whatever a reader of hostile files raises into a refusal in words."""
    try:
        yield
    except ErroDePlanilha:
        raise
    except (Exception, RecursionError, MemoryError) as erro:
        raise danificado(nome) from erro
    except BaseException as erro:
        # A defect of the library crosses as an exception that is none of Python's usual ones.
        if type(erro).__name__ == "PanicException":
            raise danificado(nome) from erro
        raise


def examinar(dados: bytes, nome: str, qual: str, guarda: Guarda) -> Livro:
    """Return the sheets of a workbook.  ErroDePlanilha for what cannot be read."""
    pacote = Pacote(dados, nome)
    return _examinar_ods(pacote, guarda) if qual == ODS else _examinar_xlsx(pacote, guarda)


def ler(
    dados: bytes, nome: str, qual: str, folha: str, guarda: Guarda, medida: exame_ods.ConteudoOds | None = None
) -> FolhaLida:
    """Return the rows of a sheet.  ErroDePlanilha for what cannot be read."""
    pacote = Pacote(dados, nome)
    return (
        _ler_ods(pacote, folha, guarda, medida or _medir_ods(pacote, guarda))
        if qual == ODS
        else _ler_xlsx(pacote, folha, guarda)
    )


# ------------------------------------------------------------------ XLSX


@dataclass(frozen=True, slots=True, kw_only=True)
class _Indice:
    """The parts of an XLSX: (name, part, hidden) of each sheet; part of the shared texts and of the styles, if any."""

    folhas: tuple[tuple[str, str, bool], ...]
    textos: str | None
    estilos: str | None
    desde_1904: bool


def _relacoes(pacote: Pacote, parte: str, guarda: Guarda) -> dict[str, tuple[str, str]]:
    """Return, by identifier, the kind and the part to which each relation of a part leads."""
    pasta, arquivo = posixpath.split(parte)
    ficha = posixpath.join(pasta, "_rels", arquivo + ".rels")
    achadas: dict[str, tuple[str, str]] = {}
    if not pacote.tem(ficha):
        return achadas
    for marca, atributos in elementos(pacote, ficha, guarda):
        if marca == "Relationship" and atributos.get("TargetMode") != "External":
            alvo = atributos.get("Target", "").replace("\\", "/")
            inteiro = posixpath.normpath(posixpath.join("/" + pasta, alvo)).lstrip("/")
            achadas[atributos.get("Id", "")] = (atributos.get("Type", "").rpartition("/")[2], inteiro)
    return achadas


def _indice(pacote: Pacote, guarda: Guarda) -> _Indice:
    raiz = [alvo for tipo, alvo in _relacoes(pacote, "", guarda).values() if tipo == "officeDocument"]
    parte = raiz[0] if raiz else "xl/workbook.xml"
    relacoes = _relacoes(pacote, parte, guarda)
    folhas: list[tuple[str, str, bool]] = []
    desde_1904 = False
    for marca, atributos in elementos(pacote, parte, guarda):
        if marca == "workbookPr":
            desde_1904 = atributos.get("date1904", "").lower() in ("1", "true")
        elif marca == "sheet":
            tipo, alvo = relacoes.get(atributos.get("id", ""), ("", ""))
            if tipo == "worksheet":
                oculta = atributos.get("state", "visible") != "visible"
                folhas.append((atributos.get("name", ""), alvo, oculta))
    if len(folhas) > limites.FOLHAS:
        raise malformado(pacote.nome, f"tem mais de {limites.FOLHAS} folhas")
    if not folhas:
        raise danificado(pacote.nome)
    partes = {tipo: alvo for tipo, alvo in relacoes.values() if pacote.tem(alvo)}
    return _Indice(
        folhas=tuple(folhas), textos=partes.get("sharedStrings"), estilos=partes.get("styles"), desde_1904=desde_1904
    )


def _examinar_xlsx(pacote: Pacote, guarda: Guarda) -> Livro:
    indice = _indice(pacote, guarda)
    avisos = _das_ocultas([nome for nome, _, oculta in indice.folhas if oculta])
    macros = any(parte.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in parte
                 for parte in pacote.nomes())  # fmt: skip
    if macros:
        avisos.append("O arquivo traz macros: nenhuma foi executada.")
    if any("/externallinks/" in parte for parte in pacote.nomes()):
        avisos.append("O arquivo tem vínculos com outros arquivos: não foram seguidos; vale o último valor salvo.")
    if indice.desde_1904:
        avisos.append("As datas deste arquivo contam-se desde 1904 (Macintosh): foram convertidas; confira algumas.")
    return Livro(
        formato=XLSM if macros else XLSX, folhas=_distintas([nome for nome, _, _ in indice.folhas]),
        avisos=tuple(avisos),
    )  # fmt: skip


def _das_ocultas(ocultas: list[str]) -> list[str]:
    if not ocultas:
        return []
    nomes = ", ".join(f"“{nome[:40]}”" for nome in ocultas[:5]) + (" e outras" if len(ocultas) > 5 else "")
    return [f"Há folhas ocultas, que também podem ser lidas: {nomes}."]


def _distintas(nomes: list[str]) -> tuple[str, ...]:
    """Return the names told apart, as a hostile file may give the same to two sheets."""
    vistos: dict[str, int] = {}
    achados = []
    for nome in nomes:
        vistos[nome] = vistos.get(nome, 0) + 1
        achados.append(nome if vistos[nome] == 1 else f"{nome} ({vistos[nome]})")
    return tuple(achados)


def _ler_xlsx(pacote: Pacote, folha: str, guarda: Guarda) -> FolhaLida:
    nome = pacote.nome
    indice = _indice(pacote, guarda)
    posicao = _distintas([titulo for titulo, _, _ in indice.folhas]).index(folha)
    parte = indice.folhas[posicao][1]

    for grande in (parte, indice.textos):
        if grande is not None:
            pacote.medir(grande, guarda)

    def aberta(qual: str, maximo: int = limites.INFLADO) -> Iterator[bytes]:
        return vigiado(pacote.inflar(qual, maximo, guarda), nome)

    vista, textos = FolhaXlsx(nome=nome), Textos(nome=nome)
    with PacoteLimpo() as limpo:
        limpo.guardar("xl/worksheets/sheet1.xml", contar(aberta(parte), vista))
        if vista.incerta:
            vista = FolhaXlsx(nome=nome)
            percorrer(aberta(parte), vista)
        partes = [f'<Relationship Id="f" Type="{_TIPO}/worksheet" Target="worksheets/sheet1.xml"/>']
        if indice.textos is not None:
            limpo.guardar("xl/sharedStrings.xml", contar_textos(aberta(indice.textos), textos))
            conferir_repetidos(vista, textos, lambda: aberta(parte))
            partes.append(f'<Relationship Id="t" Type="{_TIPO}/sharedStrings" Target="sharedStrings.xml"/>')
        if indice.estilos is not None:
            limpo.guardar("xl/styles.xml", aberta(indice.estilos, limites.ESTILOS))
            partes.append(f'<Relationship Id="e" Type="{_TIPO}/styles" Target="styles.xml"/>')
        raiz = f'<Relationship Id="l" Type="{_TIPO}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        limpo.guardar("_rels/.rels", _RELACOES + raiz.encode())
        limpo.guardar("xl/_rels/workbook.xml.rels", _RELACOES + ("".join(partes) + "</Relationships>").encode())
        limpo.guardar("xl/workbook.xml", _LIVRO % int(indice.desde_1904))
        return _pela_biblioteca(limpo, "F", guarda, _avisos_da_folha(vista))


def _avisos_da_folha(vista: FolhaXlsx) -> list[str]:
    avisos = _das_formulas(vista.formulas, vista.sem_valor)
    if vista.erros:
        celulas = "1 célula com erro (#N/D, #REF!) foi lida" if vista.erros == 1 else (
            f"{vista.erros} células com erro (#N/D, #REF!) foram lidas")  # fmt: skip
        avisos.append(f"{celulas} como vazia: corrija a fórmula e salve de novo.")
    return avisos + _das_mescladas(vista.mescladas)


def _das_formulas(quantas: int, sem_valor: int) -> list[str]:
    avisos = []
    if quantas:
        avisos.append("A folha tem fórmulas: nenhuma foi executada; vale o último valor salvo de cada uma.")
    if sem_valor:
        celulas = "1 fórmula não tem" if sem_valor == 1 else f"{sem_valor} fórmulas não têm"
        avisos.append(
            f"{celulas} valor salvo, e a célula foi lida como vazia: abra o arquivo no programa de planilhas e salve-o."
        )
    return avisos


def _das_mescladas(ha: bool) -> list[str]:
    return ["Há células mescladas: o valor fica só na primeira de cada grupo."] if ha else []


# ------------------------------------------------------------------ ODS


def _medir_ods(pacote: Pacote, guarda: Guarda) -> exame_ods.ConteudoOds:
    nome = pacote.nome
    if not pacote.pequena("mimetype", guarda).startswith(_ODS):
        raise recusa(nome, "é um documento que não é planilha", "escolha um arquivo XLSX, ODS ou CSV")
    if pacote.tem("META-INF/manifest.xml") and b"encryption-data" in pacote.pequena("META-INF/manifest.xml", guarda):
        raise protegido(nome)
    pacote.medir("content.xml", guarda)
    conteudo = exame_ods.medir(vigiado(pacote.inflar("content.xml", limites.INFLADO, guarda), nome), nome)
    if not conteudo.tabelas:
        raise danificado(nome)
    return conteudo


def _examinar_ods(pacote: Pacote, guarda: Guarda) -> Livro:
    conteudo = _medir_ods(pacote, guarda)
    avisos = _das_ocultas([tabela.nome for tabela in conteudo.tabelas if tabela.oculta])
    if any(parte.startswith(("basic/", "scripts/")) for parte in pacote.nomes()):
        avisos.append("O arquivo traz macros: nenhuma foi executada.")
    nomes = [tabela.nome for tabela in conteudo.tabelas]
    if len(set(nomes)) < len(nomes):
        raise malformado(pacote.nome, "tem duas folhas com o mesmo nome")
    return Livro(formato=ODS, folhas=tuple(nomes), avisos=tuple(avisos), medida=conteudo)


def _ler_ods(pacote: Pacote, folha: str, guarda: Guarda, conteudo: exame_ods.ConteudoOds) -> FolhaLida:
    tabela = next(tabela for tabela in conteudo.tabelas if tabela.nome == folha)
    avisos = _das_formulas(tabela.formulas, 0) + _das_mescladas(tabela.mescladas)
    with PacoteLimpo() as limpo:
        limpo.guardar("mimetype", _ODS)
        limpo.guardar("META-INF/manifest.xml", _MANIFESTO)
        limpo.guardar("content.xml", vigiado(pacote.inflar("content.xml", limites.INFLADO, guarda), pacote.nome))
        return _pela_biblioteca(limpo, folha, guarda, avisos)


# ------------------------------------------------------------------ the library


def _pela_biblioteca(limpo: PacoteLimpo, folha: str, guarda: Guarda, avisos: list[str]) -> FolhaLida:
    from python_calamine import load_workbook

    livro = load_workbook(limpo.pronto())
    guarda.conferir()
    lida = livro.get_sheet_by_name(folha)
    guarda.conferir()
    inicio = lida.start
    linhas: Iterator[Any] = iter(()) if inicio is None else lida.iter_rows()
    return FolhaLida(
        linhas=enumerate(linhas, start=1), primeira_coluna=0 if inicio is None else inicio[1], avisos=tuple(avisos)
    )
