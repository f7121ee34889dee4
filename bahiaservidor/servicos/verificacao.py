"""Verifying: everything stored computed again from the book, on any day with the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ..registro import auditoria, conferencia, projecoes
from . import projecao
from .contexto import Contexto
from .tipos import Divergencia, Verificacao


def verificar(ctx: Contexto, *, progresso: Callable[[int, int], None] | None = None) -> Verificacao:
    """Return every difference between the book and what is stored, and every flaw of the book itself.

    Reads one moment of the registry and changes nothing.  ``progresso`` is told people done and people in all.
    """
    with ctx.banco.leitura() as conexao:
        calcular = partial(projecao.calcular, ctx.regimes_em(conexao))
        divergencias = [
            *_traduzir(auditoria.conferir_corrente(conexao)),
            *_traduzir(conferencia.conferir_cadastros(conexao)),
            *_traduzir(conferencia.conferir_vidas(conexao, calcular, progresso=progresso)),
            *_traduzir(conferencia.conferir_busca(conexao)),
        ]
        vinculos, prazos, atos = conferencia.totais(conexao)
    return Verificacao(vinculos=vinculos, prazos=prazos, atos=atos, divergencias=tuple(divergencias))


def _traduzir(achados: Iterable[auditoria.Falha | projecoes.Diferenca]) -> list[Divergencia]:
    return [Divergencia(objeto=achado.objeto, detalhe=achado.detalhe) for achado in achados]
