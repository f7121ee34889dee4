"""CSV, TSV and TXT: in which characters they are written, what separates the cells, and their rows.

Nothing in such a file says either: both are deduced from the contents and shown, so that the clerk may put them right.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Final

from . import limites
from .limites import Guarda, linhas_demais, malformado, recusa

MISTA: Final = "mista"

CODIFICACOES: Final = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 sem marca",
    "utf-16-be": "UTF-16 sem marca, invertida",
    "cp1252": "Windows-1252",
    "cp850": "DOS (CP850)",
    "mac_roman": "Macintosh",
    MISTA: "UTF-8 e Windows-1252 misturadas",
}
"""Encodings read, with the names by which they are shown."""

SEPARADORES: Final = {";": "ponto e vírgula", ",": "vírgula", "\t": "tabulação", "|": "barra vertical"}
"""Separators read, with the names by which they are shown."""

_AMOSTRA: Final = 1 << 18
_LINHAS_DA_AMOSTRA: Final = 200
_NOSSAS: Final = frozenset("áàâãéêíóôõúüçºª°§–—“”‘’ÁÀÂÃÉÊÍÓÔÕÚÜÇ€")
_CONTROLES: Final = re.compile(r"[\x01-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_SEP: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lingua:
    """How a text is written: encoding, separator (None for one column), and what there is to tell of it."""

    codificacao: str
    separador: str | None
    avisos: tuple[str, ...] = ()


def examinar(dados: bytes, nome: str) -> Lingua:
    """Return how a text is written.  ErroDePlanilha for what is no text."""
    if dados.count(b"\n") > 4 * limites.LINHAS_ESCRITAS:  # even with line breaks inside the cells
        raise linhas_demais(nome)
    codificacao, avisos = _codificacao(dados, nome)
    return Lingua(codificacao=codificacao, separador=_separador(dados, codificacao, nome), avisos=avisos)


def _codificacao(dados: bytes, nome: str) -> tuple[str, tuple[str, ...]]:
    if dados.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _exigir(dados, "utf-16", nome)
        return "utf-16", ()
    if b"\0" in dados:
        sem_marca = _utf16_sem_marca(dados)
        if sem_marca is None:
            raise malformado(nome, "tem caracteres nulos: não é um texto nem uma planilha")
        _exigir(dados, sem_marca, nome)
        return sem_marca, (f"A codificação foi deduzida ({CODIFICACOES[sem_marca]}): confira os acentos.",)
    if dados.startswith(codecs.BOM_UTF8) or dados.isascii():
        _exigir(dados, "utf-8", nome)
        return "utf-8", ()
    try:
        for pedaco in codecs.iterdecode(_fatias(dados), "utf-8"):
            _sem_controles(pedaco, nome)
    except UnicodeDecodeError:
        return _de_um_byte(dados, nome)
    return "utf-8", ()


def _utf16_sem_marca(dados: bytes) -> str | None:
    """Return the encoding of a text in which one of each two bytes is null, as in UTF-16 without its mark."""
    amostra = dados[: _AMOSTRA // 64]
    pares, impares = amostra[::2].count(0), amostra[1::2].count(0)
    if min(pares, impares) or 4 * max(pares, impares) < len(amostra):
        return None
    return "utf-16-le" if impares else "utf-16-be"


def _fatias(dados: bytes) -> Iterator[bytes]:
    return (dados[inicio : inicio + _AMOSTRA] for inicio in range(0, len(dados), _AMOSTRA))


def _exigir(dados: bytes, codificacao: str, nome: str) -> None:
    """Raise ErroDePlanilha when the text is not in the encoding it announces."""
    try:
        for pedaco in codecs.iterdecode(_fatias(dados), codificacao):
            if "\0" in pedaco:
                raise malformado(nome, "tem caracteres nulos: não é um texto nem uma planilha")
            _sem_controles(pedaco, nome)
    except UnicodeError as erro:
        raise recusa(
            nome,
            f"se anuncia em {CODIFICACOES[codificacao]} e tem partes que não o são",
            "salve-o de novo como CSV UTF-8 e repita",
        ) from erro


def _sem_controles(texto: str, nome: str) -> None:
    if len(_CONTROLES.findall(texto)) > len(texto) // 100 + 8:
        raise malformado(nome, "não é um texto nem uma planilha")


def _de_um_byte(dados: bytes, nome: str) -> tuple[str, tuple[str, ...]]:
    altos = bytes(sorted(set(dados) - set(range(128))))
    linhas = [linha for linha in dados.split(b"\n") if not linha.isascii()]
    em_utf8 = sum(1 for linha in linhas if _eh_utf8(linha))
    if em_utf8:
        # The same letters cannot be well-formed UTF-8 by chance, line after line: two files were joined.
        numero = next(n for n, linha in enumerate(dados.split(b"\n"), start=1) if not _eh_utf8(linha))
        return MISTA, (
            f"O arquivo mistura codificações (a linha {numero} do texto é a primeira que não é UTF-8): cada linha foi "
            "lida na sua; confira os acentos.",
        )
    amostra = b"\n".join(linhas)[: 4 * _AMOSTRA]
    _sem_controles(amostra.decode("latin-1").translate(_ALTOS_FORA), nome)
    notas = {codificacao: _nota(amostra, altos, codificacao) for codificacao in ("cp1252", "cp850", "mac_roman")}
    melhor = max(notas, key=lambda codificacao: notas[codificacao])
    return melhor, (f"A codificação foi deduzida ({CODIFICACOES[melhor]}): confira os acentos.",)


_ALTOS_FORA: Final = dict.fromkeys(range(128, 256))


def _eh_utf8(linha: bytes) -> bool:
    try:
        linha.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _nota(amostra: bytes, altos: bytes, codificacao: str) -> int:
    """Return how much a text read in an encoding looks like Portuguese: its letters count for, strange ones against."""
    if b"".join(bytes((b,)) for b in altos if not bytes((b,)).decode(codificacao, "ignore")):
        return -len(amostra)
    vezes = Counter(letra for letra in amostra.decode(codificacao, "ignore") if ord(letra) > 127)
    return sum(quantas if letra in _NOSSAS else -quantas for letra, quantas in vezes.items())


def _linhas(dados: bytes, codificacao: str, nome: str) -> Iterator[str]:
    """Yield the lines of the text with their ends.  ErroDePlanilha for one that does not end, or is not in it."""
    if codificacao == MISTA:
        for bruta in BytesIO(dados):
            _linha_cabe(bruta, nome)
            yield bruta.decode("utf-8" if _eh_utf8(bruta) else "cp1252", "replace").removeprefix("\ufeff")
        return
    leitor = TextIOWrapper(BytesIO(dados), "utf-8-sig" if codificacao == "utf-8" else codificacao, newline="")
    try:
        while linha := leitor.readline(limites.CELULA_BRUTA + 1):
            _linha_cabe(linha, nome)
            yield linha
    except UnicodeError as erro:
        raise recusa(
            nome, f"não se lê em {CODIFICACOES.get(codificacao, codificacao)}", "escolha outra codificação"
        ) from erro


def _linha_cabe(linha: str | bytes, nome: str) -> None:
    if len(linha) > limites.CELULA_BRUTA:
        raise malformado(nome, f"tem uma linha de texto com mais de {limites.CELULA_BRUTA} caracteres")


def _sem_sep(linhas: Iterator[str]) -> tuple[str | None, Iterator[str]]:
    """Return the separator that the first line announces (sep=;), if any, and the lines after it."""
    primeira = next(linhas, "")
    if dita := _SEP.fullmatch(primeira):
        return dita[1], linhas

    def todas() -> Iterator[str]:
        yield primeira
        yield from linhas

    return None, todas()


def _separador(dados: bytes, codificacao: str, nome: str) -> str | None:
    anunciado, linhas = _sem_sep(_linhas(dados, codificacao, nome))
    if anunciado in SEPARADORES:
        return anunciado
    amostra = list(islice(linhas, _LINHAS_DA_AMOSTRA))
    notas = {separador: _regular(amostra, separador) for separador in SEPARADORES}
    # On a tie the first wins: in this country the comma is in the numbers.
    melhor = max(notas, key=lambda separador: notas[separador])
    return melhor if notas[melhor][0] > 0 else None


def _regular(amostra: list[str], separador: str) -> tuple[float, int]:
    """Return how regular the rows are when so separated (share of them with as many cells as most), and how wide."""
    try:
        larguras = Counter(
            len(linha) for linha in csv.reader(amostra, delimiter=separador) if any(celula.strip() for celula in linha)
        )
    except csv.Error:
        return 0.0, 0
    largas = {largura: vezes for largura, vezes in larguras.items() if largura > 1}
    if not largas:
        return 0.0, 0
    largura = max(largas, key=lambda largura: (largas[largura], largura))
    return round(largas[largura] / sum(larguras.values()), 2), largura


def linhas(
    dados: bytes, *, codificacao: str, separador: str | None, nome: str, guarda: Guarda
) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells): the row as a spreadsheet program numbers it, in which a quoted line break makes no new row.

    ErroDePlanilha for quotes that never close and for what is larger than is taken.
    """
    _, fonte = _sem_sep(_linhas(dados, codificacao, nome))
    # Without a separator each line is one cell; no text has this character.
    leitor = csv.reader(fonte, delimiter=separador or "\x1f", strict=True)
    numero = antes = 0
    while True:
        antes = leitor.line_num
        try:
            celulas = next(leitor)
        except StopIteration:
            return
        except csv.Error as erro:
            raise recusa(
                nome,
                f"tem aspas que não se fecham, ou texto depois delas, a partir da linha {antes + 1} do texto "
                f"(linha {numero + 1} da planilha)",
                "corrija as aspas ou salve-o como XLSX e repita",
            ) from erro
        numero += 1
        if numero > limites.LINHAS_ESCRITAS:
            raise linhas_demais(nome)
        if len(celulas) > limites.COLUNAS and any(celulas[limites.COLUNAS :]):
            raise recusa(
                nome,
                f"tem {len(celulas)} colunas na linha {numero} e o limite é {limites.COLUNAS}",
                "confira o separador ou apague as colunas que não se usam",
            )
        if numero % limites.PASSO == 0:
            guarda.conferir()
        yield numero, celulas[: limites.COLUNAS]
