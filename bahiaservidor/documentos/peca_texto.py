"""A paper, or part of one, as plain text: what is pasted into the system of the Diário Oficial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Final

from bahiaservidor.documentos.peca import (
    Assinam,
    Campos,
    LocalData,
    Parte,
    Quadrinho,
    Subtitulo,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import lacuna
from bahiaservidor.estatuto.formatos.datas import data_com_mes

_MARCAS: Final = re.compile(r"</?b>")


def local_e_data(parte: LocalData, municipio: str | None) -> str:
    """Return the line of place and date before the signatures, blanks for what is not known."""
    dia = data_com_mes(parte.data) if parte.data else f"{lacuna(5)} de {lacuna(18)} de {lacuna(8)}"
    return f"{municipio or lacuna(26)}, Bahia, {dia}."


def sem_marcas(texto: str) -> str:
    """Return a text of the templates without its markup."""
    return unescape(_MARCAS.sub("", texto))


def em_texto(grupos: Iterable[Sequence[Parte]], municipio: str | None) -> str:
    """Return the parts as paragraphs apart by a blank line; the cells of a table by tabs, a row in each line."""
    paragrafos = [paragrafo for grupo in grupos for parte in grupo for paragrafo in _paragrafos(parte, municipio)]
    return "\n\n".join(paragrafos).replace("\u00a0", " ") + "\n"


def _paragrafos(parte: Parte, municipio: str | None) -> Iterator[str]:
    match parte:
        case Subtitulo():
            yield parte.texto.upper()
        case Texto():
            yield f"{parte.marca} {sem_marcas(parte.texto)}" if parte.marca else sem_marcas(parte.texto)
        case Campos():
            linhas = [f"{campo.rotulo}: {campo.valor or lacuna(18)}" for linha in parte.linhas for campo in linha]
            yield "\n".join([parte.titulo.upper(), *linhas])
        case Tabela():
            linhas = ["\t".join(linha) for linha in (parte.colunas, *parte.linhas)] if parte.linhas else [parte.vazia]
            yield "\n".join([parte.titulo.upper(), *linhas] if parte.titulo else linhas)
        case Assinam():
            for item in parte.itens:
                yield "\n".join(t for t in (item.nome or lacuna(30), item.detalhe, item.qualidade) if t)
        case LocalData():
            yield local_e_data(parte, municipio)
        case Quadrinho():
            yield parte.texto
