"""Whole lists in a file without a window: people and papers issued, filtered and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from . import papeis_emissao, pessoas
from .colunas_listas import DOCUMENTOS, SERVIDORES, ColunaDaLista
from .contexto import Contexto
from .exportacao_listas import ColunaExportada, FormatoLista, ListaExportada, Progresso, em_letras, exportar
from .permissoes import Permissao, exige
from .tipos import FiltroServidores

_LEVA: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoDeLista:
    """Where a list goes and as what; ``filtro`` says in words what it is filtered by."""

    destino: Path
    formato: FormatoLista
    hoje: date
    filtro: str = ""
    progresso: Progresso | None = None


@exige(Permissao.EXPORTAR)
def servidores(
    ctx: Contexto, pedido: PedidoDeLista, *, filtro: FiltroServidores, ordem: str = "nome", decrescente: bool = False
) -> int:
    """Write the list of people; return how many rows it has.  ErroDominio, and no file, where it cannot be written."""
    hoje = pedido.hoje
    ids = pessoas.ids_servidores(ctx, filtro=filtro, ordem=ordem, decrescente=decrescente, hoje=hoje)

    def linhas() -> Iterator[Any]:
        for inicio in range(0, len(ids), _LEVA):
            yield from pessoas.linhas_servidores(ctx, ids=ids[inicio : inicio + _LEVA], hoje=hoje)

    return _gravar(ctx, pedido, "Servidores", SERVIDORES, len(ids), linhas)


@exige(Permissao.EXPORTAR)
def documentos(ctx: Contexto, pedido: PedidoDeLista, *, especie: str | None = None) -> int:
    """Write the list of papers issued, the latest first; return how many rows it has.  ErroDominio as for people."""
    emitidos = [d for d in papeis_emissao.emitidos(ctx, especie=especie) if d.midia == papeis_emissao.PDF]
    qual: ColunaDaLista[Any] = ColunaDaLista(
        chave="especie", rotulo="Espécie", largura=210, texto=lambda d: papeis_emissao.nome_da_especie(d.especie)
    )
    colunas = (DOCUMENTOS[0], qual, *DOCUMENTOS[1:])
    return _gravar(ctx, pedido, "Documentos emitidos", colunas, len(emitidos), partial(iter, emitidos))


def _gravar(
    ctx: Contexto, pedido: PedidoDeLista, titulo: str, colunas: Sequence[ColunaDaLista[Any]], total: int,
    linhas: Callable[[], Iterator[Any]],
) -> int:  # fmt: skip
    lista = ListaExportada(
        titulo=titulo, filtro=pedido.filtro, total=total,
        colunas=[
            ColunaExportada(titulo=c.rotulo, largura=em_letras(c.rotulo, c.largura), numero=c.direita)
            for c in colunas
        ],
        linhas=lambda: ([c.texto(linha) for c in colunas] for linha in linhas()),
    )  # fmt: skip
    return exportar(
        ctx, lista=lista, formato=pedido.formato, destino=pedido.destino, hoje=pedido.hoje, progresso=pedido.progresso
    )
