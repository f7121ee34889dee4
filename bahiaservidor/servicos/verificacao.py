"""Verifying: everything stored computed again from the book, on any day with the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ..estatuto.erros import ErroDominio
from ..registro import auditoria, conferencia, conferencia_papeis, projecoes
from ..registro.arquivo import ErroRegistro
from ..registro.consultas import usuarios
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
            *_achados("livro", lambda: auditoria.conferir_corrente(conexao)),
            *_achados("usuários", lambda: usuarios.conferir_usuarios(conexao)),
            *_achados("cadastros", lambda: conferencia.conferir_cadastros(conexao)),
            *_achados("vínculos", lambda: conferencia.conferir_vidas(conexao, calcular, progresso=progresso)),
            *_achados("busca", lambda: conferencia.conferir_busca(conexao)),
            *_achados("documentos", lambda: conferencia_papeis.conferir_papeis(conexao)),
        ]
        vinculos, prazos, atos = conferencia.totais(conexao)
    return Verificacao(vinculos=vinculos, prazos=prazos, atos=atos, divergencias=tuple(divergencias))


def _achados(parte: str, conferir: Callable[[], Iterable[auditoria.Falha | projecoes.Diferenca]]) -> list[Divergencia]:
    """Return what one part of the check found; a value that cannot even be read is one more thing found."""
    divergencias: list[Divergencia] = []
    try:
        divergencias.extend(Divergencia(objeto=a.objeto, detalhe=a.detalhe) for a in conferir())
    except ErroRegistro:
        raise  # the file itself cannot be read: nothing was checked
    except ErroDominio as erro:
        divergencias.append(Divergencia(objeto=parte, detalhe=erro.mensagem))
    except (ValueError, TypeError, LookupError, AttributeError):
        divergencias.append(
            Divergencia(
                objeto=parte,
                detalhe="há um valor gravado que não pode ser lido, e a conferência desta parte parou nele",
            )
        )
    return divergencias
