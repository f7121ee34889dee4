"""What the pages of the Diário Oficial print around the papers: its title, the day, the section, the page number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from .diario_oficial_datas import datas
from .diario_oficial_texto import Linha

_CABECA: Final = re.compile(
    r"(?:republica federativa do brasil\W*)?(?:estado da bahia\W*)?"
    r"diario oficial(?: do estado)?(?: da bahia)?(?: eletronico)?\b"
)
_RESTO: Final = re.compile(
    r"(?:[\W_]|\d|\b(?:n[ro]?|num(?:ero)?|pag(?:ina)?|p|de|ano|edicao|extra|suplemento|executivo|salvador|bahia|ba"
    r"|feira|segunda|terca|quarta|quinta|sexta|sabado|domingo|[clxvi]+"
    r"|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
    r"|republica federativa do brasil|estado da bahia|poder)\b)*"
)
_PAGINA: Final = re.compile(
    r"\W*(?:pagina|pag\.?|p\.|fl\.|fls\.)\s*(?:n?o?\.?\s*)?(\d{1,4})(?:\s*(?:/|de)\s*\d{1,4})?\W*"
)
_SEMANA: Final = re.compile(
    r"(?:salvador\b.{0,30})?\b(?:segunda|terca|quarta|quinta|sexta)(?:\s*-?\s*feira)\b|(?:salvador\b.{0,20})?\b(?:sabado"
    r"|domingo),"
)
_ANO: Final = re.compile(r"ano\W{1,5}[clxvi\d]+\W.{0,12}\bn\W{0,2}[or]?\W{0,3}\d{2}\.?\d{3}\b")
_SECAO: Final = frozenset(
    {
        "executivo", "legislativo", "judiciario", "municipios", "licitacoes", "diversos", "suplemento", "edicao extra",
        "poder executivo", "atos do poder executivo", "caderno executivo", "republica federativa do brasil",
        "estado da bahia", "republica federativa do brasil - estado da bahia",
    }
)  # fmt: skip
_ELETRONICO: Final = re.compile(
    r"(?:este )?documento (?:foi )?assinado (?:digital|eletronica)mente|https?://|www\.|a autenticidade (?:deste"
    r"|do)\b"
    r"|certificacao digital|codigo verificador|empresa grafica da bahia|certificado pela"
)
_NUMERO_DOE: Final = re.compile(r"\bn\W{0,2}[or]?\W{0,3}(\d{2}\.?\d{3})\b")
_PAGINA_DENTRO: Final = re.compile(r"\bpag(?:ina|\.)?\s*(\d{1,4})\b")
_SO_NUMERO: Final = re.compile(r"-?\s*\d{1,4}\s*-?")
_PENDE: Final = re.compile(
    r"(?:^|\s)(?:n?[oa]s?|d[oae]s?|[ae]|ao|aos|pel[oa]s?|em|e|que|com|por|para|publicad[oa])$|,$"
)
_ANTES_DE_DIARIO: Final = re.compile(r"(?:(?:^|\s)(?:n?o|d?o|ao|pelo|neste|deste|este)|publicad[oa])$")
_CELULA: Final = re.compile(r"\d{1,4}|\d\d[./]\d\d[./]\d{4}|data da publicacao")

CABECALHO: Final = "cabeçalho ou rodapé de página do Diário Oficial"
ELETRONICO: Final = "rodapé da assinatura eletrônica da página"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagina:
    """A line that belongs to the page, with what it says of the edition."""

    motivo: str
    doe_numero: str | None = None
    doe_data: date | None = None
    pagina: str | None = None


def pendente(linha: Linha | None) -> bool:
    """Tell whether a line stops in the middle of a sentence: "publicado no", "retificar a"."""
    return linha is not None and _PENDE.search(linha.chave[-20:]) is not None


def paginas(todas: list[Linha]) -> dict[int, Pagina]:
    """Return which lines are of the page, by their place in the list."""
    achadas: dict[int, Pagina] = {}
    anterior: Linha | None = None
    for numero, linha in enumerate(todas):
        seguinte = todas[numero + 1] if numero + 1 < len(todas) else None
        pagina = _pagina(linha, anterior, seguinte) if len(linha.chave) <= 200 else None
        if pagina is not None:
            achadas[numero] = pagina
        else:
            anterior = linha
    for numero, linha in enumerate(todas):
        if numero in achadas or not _SO_NUMERO.fullmatch(linha.chave):
            continue
        # A number alone is the page's only beside another line of the page, and never among the cells of a table.
        vizinhos = [n for n in (numero - 1, numero + 1) if 0 <= n < len(todas)]
        celulas = [n for n in vizinhos if n not in achadas and _CELULA.fullmatch(todas[n].chave)]
        if not celulas and any(n in achadas for n in vizinhos):
            antes = next((todas[n] for n in range(numero - 1, -1, -1) if n not in achadas), None)
            if antes is None or not _CELULA.fullmatch(antes.chave):
                achadas[numero] = Pagina(motivo=CABECALHO, pagina=linha.chave.strip(" -"))
    return achadas


def _pagina(linha: Linha, anterior: Linha | None, seguinte: Linha | None) -> Pagina | None:
    chave = linha.chave
    if chave.strip(" .-·|") in _SECAO and (linha.mostra.isupper() or not pendente(anterior)):
        return Pagina(motivo=CABECALHO)
    if (so_pagina := _PAGINA.fullmatch(chave)) is not None:
        return Pagina(motivo=CABECALHO, pagina=so_pagina[1])
    if _ELETRONICO.match(chave):
        return Pagina(motivo=ELETRONICO)
    cabeca = _CABECA.search(chave[:80])
    if cabeca is not None and not chave[: cabeca.start()].strip(" -|·0123456789"):
        if not _RESTO.fullmatch(chave, cabeca.end()):
            return None
        no_meio = anterior is not None and _ANTES_DE_DIARIO.search(anterior.chave[-20:])
        if (
            no_meio
            and not _PAGINA_DENTRO.search(chave)
            and (seguinte is None or _pagina(seguinte, linha, None) is None)
        ):
            return None
    elif not ((_SEMANA.match(chave) and _RESTO.fullmatch(chave)) or (_ANO.match(chave) and _RESTO.fullmatch(chave))):
        return None
    dias = [achada.dia for achada in datas(chave) if achada.dia is not None]
    numero = _NUMERO_DOE.search(chave)
    pagina = _PAGINA_DENTRO.search(chave)
    return Pagina(
        motivo=CABECALHO,
        doe_numero=numero[1] if numero else None,
        doe_data=dias[0] if dias else None,
        pagina=pagina[1] if pagina else None,
    )
