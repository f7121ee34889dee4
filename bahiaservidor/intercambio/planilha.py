"""Reading a spreadsheet: which file it is by its contents, its sheets, its header and its rows.

XLSX (and XLSM), ODS and text (CSV, TSV, TXT).  The file may be hostile: it is examined (`livro`, `exame_xlsx`,
`exame_ods`, `texto_separado`) before any of its cells is built, and whatever goes wrong ends in a sentence.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bahiaservidor.arquivos import ler_comum, nome_simples

from . import limites, livro, texto_separado
from .exame_ods import ConteudoOds
from .exame_xlsx import conferir_retangulo, letras
from .limites import ErroDePlanilha, Guarda, LeituraCancelada, recusa
from .tabelas import com_formula
from .texto_separado import CODIFICACOES, SEPARADORES

__all__ = [
    "CODIFICACOES", "SEPARADORES", "Arquivo", "ErroDePlanilha", "LeituraCancelada", "Linha", "Tabela", "Valor",
    "abrir", "ler", "letras",
]  # fmt: skip

Valor = str | int | float | bool | date | None
"""A cell.  Text is NFC, trimmed, never empty; a day with an hour is text, dd/mm/aaaa hh:mm:ss."""

_PROCURA: Final = 40
"""Rows in which the header is looked for: reports have a few lines of title above it."""

_INTEIRO_CERTO: Final = 2.0**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Linha:
    """A row: ``numero`` as the spreadsheet program shows it (from 1, the header and what is above it included).

    In a CSV it is the number the row has when opened in such a program: a quoted line break makes no new row, an empty
    line counts, and a first line ``sep=;`` does not.
    """

    numero: int
    valores: tuple[Valor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabela:
    """A header and its rows, each with as many cells as the header; rows with nothing in them are left out."""

    cabecalho: tuple[str, ...]
    linha_do_cabecalho: int
    linhas: tuple[Linha, ...]
    avisos: tuple[str, ...] = ()
    """What there is to tell of this sheet: formulas, errors, merged cells, lines above the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arquivo:
    """A file that can be read: ``formato`` is XLSX, XLSM, ODS or CSV, by its contents; ``tamanho`` is in bytes.

    ``codificacao`` (a key of CODIFICACOES) and ``separador`` (of SEPARADORES, None for one column) are of a CSV.
    """

    caminho: Path
    nome: str
    formato: str
    tamanho: int
    sha256: str
    folhas: tuple[str, ...]
    codificacao: str | None
    separador: str | None
    avisos: tuple[str, ...]
    medida: ConteudoOds | None = field(default=None, repr=False, compare=False)
    """What was measured when an ODS was opened, so that reading does not measure again."""


def abrir(caminho: Path) -> Arquivo:
    """Return what a file is and which sheets it has.  ErroDePlanilha, ErroDeArquivo for what cannot be read."""
    nome = nome_simples(caminho.name)
    dados = ler_comum(caminho, maximo=limites.ARQUIVO, guardado=limites.NADA)
    guarda = Guarda(nome)
    formato = livro.formato(dados, nome)
    codificacao = separador = None
    avisos: list[str] = []
    medida = None
    if formato == livro.CSV:
        lingua = texto_separado.examinar(dados, nome)
        codificacao, separador = lingua.codificacao, lingua.separador
        folhas: tuple[str, ...] = ("",)
        avisos += lingua.avisos
    else:
        with livro.sem_panico(nome):
            visto = livro.examinar(dados, nome, formato, guarda)
        folhas, formato, medida = visto.folhas, visto.formato, visto.medida
        avisos += visto.avisos
    avisos += _aviso_do_nome(nome, formato)
    return Arquivo(
        caminho=caminho, nome=nome, formato=formato, tamanho=len(dados), sha256=hashlib.sha256(dados).hexdigest(),
        folhas=folhas, codificacao=codificacao, separador=separador, avisos=tuple(avisos), medida=medida,
    )  # fmt: skip


def _aviso_do_nome(nome: str, formato: str) -> list[str]:
    extensao = nome.rpartition(".")[2].lower() if "." in nome else ""
    aceitas = {"XLSX": {"xlsx", "xltx"}, "XLSM": {"xlsm", "xltm"}, "ODS": {"ods", "ots"}, "CSV": {"csv", "tsv", "txt"}}
    if extensao in aceitas[formato]:
        return []
    return [f"O nome não diz o que o arquivo é: pelo conteúdo, é {formato}."]


def ler(
    arquivo: Arquivo,
    folha: str | None = None,
    *,
    codificacao: str | None = None,
    separador: str | None = None,
    linha_do_cabecalho: int | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> Tabela:
    """Return the table of a sheet (the first without ``folha``), with the header found or the one named by its row.

    ``codificacao`` and ``separador`` put right what was deduced of a CSV.  ErroDePlanilha for what cannot be read, a
    file changed since it was opened, a sheet or header that is not there; LeituraCancelada when ``cancelado`` says so.
    """
    nome = arquivo.nome
    guarda = Guarda(nome, cancelado)
    guarda.conferir()
    dados = ler_comum(arquivo.caminho, maximo=limites.ARQUIVO, guardado=limites.NADA)
    if hashlib.sha256(dados).hexdigest() != arquivo.sha256:
        raise recusa(nome, "mudou depois de aberto", "abra-o de novo")
    if folha is not None and folha not in arquivo.folhas:
        raise recusa(nome, f"não tem a folha “{folha}”", "escolha uma das que ele tem")
    escolhida = arquivo.folhas[0] if folha is None else folha
    if arquivo.formato == livro.CSV:
        usada = codificacao or arquivo.codificacao or "utf-8"
        if usada not in CODIFICACOES or (separador is not None and separador not in SEPARADORES):
            raise recusa(nome, "não se lê com essa codificação ou esse separador", "escolha um dos que se oferecem")
        brutas: Iterable[tuple[int, list[Any]]] = texto_separado.linhas(
            dados, codificacao=usada, separador=separador or arquivo.separador, nome=nome, guarda=guarda
        )
        return _tabela(brutas, nome, 0, linha_do_cabecalho, guarda, [])
    with livro.sem_panico(nome):
        lida = livro.ler(dados, nome, arquivo.formato, escolhida, guarda, arquivo.medida)
        del dados
        return _tabela(lida.linhas, nome, lida.primeira_coluna, linha_do_cabecalho, guarda, list(lida.avisos))


# ------------------------------------------------------------------ header and rows


def _tabela(
    brutas: Iterable[tuple[int, list[Any]]],
    nome: str,
    primeira_coluna: int,
    linha_do_cabecalho: int | None,
    guarda: Guarda,
    avisos: list[str],
) -> Tabela:
    cheias = _cheias(brutas, nome, guarda)
    if linha_do_cabecalho is None:
        comeco = list(islice(cheias, _PROCURA))
        if not comeco:
            raise recusa(nome, "não tem nenhuma linha preenchida", "confira se é essa a folha")
        posicao = _posicao_do_cabecalho([valores for _, valores in comeco])
        if posicao:
            acima = f"{posicao} linhas" if posicao > 1 else "1 linha"
            avisos.append(
                f"O cabeçalho foi achado na linha {comeco[posicao][0]}; acima dele há {acima} de texto, sem uso."
            )
        numero, cabeca = comeco[posicao]
        linhas = comeco[posicao + 1 :]
    else:
        cabeca, numero, linhas = [], linha_do_cabecalho, []
        for n, valores in cheias:
            if n >= linha_do_cabecalho:
                if n == linha_do_cabecalho:
                    cabeca = valores
                break
        if not cabeca:
            raise recusa(nome, f"não tem nada na linha {linha_do_cabecalho}", "indique a linha em que está o cabeçalho")
    linhas.extend(cheias)
    largura = max(len(cabeca), max((len(valores) for _, valores in linhas), default=0))
    # Columns before the first one used, and those with neither name nor values, are nobody's.
    usadas = [c for c in range(largura) if (c < len(cabeca) and cabeca[c] is not None) or _tem_valor(linhas, c)]
    nomes = _cabecalho([cabeca[c] if c < len(cabeca) else None for c in usadas], usadas, primeira_coluna)
    inteiras = usadas == list(range(largura))
    vazio = [None] * largura
    return Tabela(
        cabecalho=tuple(nomes),
        linha_do_cabecalho=numero,
        linhas=tuple(
            Linha(numero=n, valores=tuple(_completa(valores, vazio) if inteiras else _escolhidas(valores, usadas)))
            for n, valores in linhas
        ),
        avisos=tuple(avisos),
    )


def _completa(valores: list[Valor], vazio: list[None]) -> list[Valor]:
    return valores if len(valores) == len(vazio) else [*valores, *vazio[len(valores) :]]


def _escolhidas(valores: list[Valor], usadas: list[int]) -> list[Valor]:
    return [valores[c] if c < len(valores) else None for c in usadas]


def _tem_valor(linhas: list[tuple[int, list[Valor]]], coluna: int) -> bool:
    return any(coluna < len(valores) and valores[coluna] is not None for _, valores in linhas)


def _cheias(brutas: Iterable[tuple[int, list[Any]]], nome: str, guarda: Guarda) -> Iterator[tuple[int, list[Valor]]]:
    """Yield the rows with something in them, their cells as values; trailing empty cells are left out."""
    conhecidos: dict[str, str | None] = {}
    guardadas = celulas = 0
    for numero, bruta in brutas:
        if numero % limites.PASSO == 0:
            guarda.conferir()
            if len(conhecidos) > 100_000:
                conhecidos.clear()
        valores: list[Valor] = [
            v
            if v.__class__ is date
            else conhecidos[v]
            if v.__class__ is str and v in conhecidos
            else _valor(v, conhecidos, nome, numero)
            for v in bruta
        ]
        while valores and valores[-1] is None:
            valores.pop()
        if not valores:
            continue
        guardadas += 1
        celulas += len(valores)
        if guardadas > limites.LINHAS or celulas > limites.CELULAS:
            conferir_retangulo(nome, numero, len(valores), celulas, limites.CELULAS)
        yield numero, valores


def _valor(bruto: Any, conhecidos: dict[str, str | None], nome: str, linha: int) -> Valor:
    """Return a cell as a value; equal texts are the same object, as the same words fill a column."""
    if isinstance(bruto, float):
        return int(bruto) if bruto.is_integer() and abs(bruto) <= _INTEIRO_CERTO else bruto
    if isinstance(bruto, str):
        if len(bruto) > limites.CARACTERES:
            raise recusa(
                nome,
                f"tem na linha {linha} uma célula com mais de {limites.CARACTERES} caracteres",
                "encurte o texto dela e repita",
            )
        # Non-breaking spaces come from pages and word processors, and look like the others.
        limpo = bruto.strip()
        if not bruto.isascii():
            limpo = unicodedata.normalize("NFC", bruto).replace("\xa0", " ").strip().strip("\ufeff\u200b").strip()
        conhecidos[bruto] = com_formula(limpo) or None
        return conhecidos[bruto]
    if bruto is None or isinstance(bruto, bool | int):
        return bruto
    if isinstance(bruto, datetime):
        return bruto.date() if bruto.time() == time() else f"{bruto:%d/%m/%Y %H:%M:%S}"
    if isinstance(bruto, date):
        return bruto
    if isinstance(bruto, time):
        return f"{bruto:%H:%M:%S}"
    if isinstance(bruto, timedelta):
        minutos, segundos = divmod(int(bruto.total_seconds()), 60)
        return f"{minutos // 60}:{minutos % 60:02}:{segundos:02}"
    return str(bruto) or None


def _posicao_do_cabecalho(linhas: list[list[Valor]]) -> int:
    """Return which of the first rows is the header: the first as wide as the others, all of texts, none repeated."""
    larguras = sorted(sum(v is not None for v in linha) for linha in linhas)
    comum = larguras[len(larguras) // 2]
    for posicao, linha in enumerate(linhas):
        cheias = [v for v in linha if v is not None]
        if len(cheias) * 10 < comum * 6 or (comum > 1 and len(cheias) < 2):
            continue
        textos = [v for v in cheias if isinstance(v, str) and not _PARECE_NUMERO.fullmatch(v)]
        if len(textos) == len(cheias) and max(Counter(textos).values()) <= 2:
            return posicao
    return next((p for p, linha in enumerate(linhas) if sum(v is not None for v in linha) >= min(comum, 2)), 0)


_PARECE_NUMERO: Final = re.compile(r"[0-9][0-9./,\- ]*")


def _cabecalho(celulas: list[Valor], colunas: list[int], primeira_coluna: int) -> list[str]:
    """Return the names of the columns: never empty, none twice, case and white space apart."""
    nomes: list[str] = []
    vistos: set[str] = set()
    for celula, coluna in zip(celulas, colunas, strict=True):
        escrito = f"{celula:%d/%m/%Y}" if isinstance(celula, date) else "" if celula is None else str(celula)
        base = " ".join(escrito.split())[:200] or f"Coluna {letras(primeira_coluna + coluna + 1)}"
        nome, vez = base, 1
        while nome.casefold() in vistos:
            vez += 1
            nome = f"{base} ({vez})"
        vistos.add(nome.casefold())
        nomes.append(nome)
    return nomes
