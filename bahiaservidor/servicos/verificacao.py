"""Verifying: everything stored computed again from the book, on any day with the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from ..estatuto.erros import ErroDominio
from ..registro import auditoria, conferencia, conferencia_papeis, projecoes
from ..registro.arquivo import ErroRegistro
from ..registro.conexao import Conexao
from ..registro.consultas import usuarios
from ..registro.dialetos import texto_ilegivel, textos_tolerantes
from . import projecao, quarentena
from .contexto import Contexto
from .permissoes import Permissao, exige
from .tipos import Divergencia, Verificacao


@exige(Permissao.VERIFICAR)
def verificar(ctx: Contexto, *, progresso: Callable[[int, int], None] | None = None) -> Verificacao:
    """Return every difference between the book and what is stored, and every flaw of the book itself.

    Reads one moment of the registry and changes nothing, but for whom it finds unreadable: they are put in quarantine.
    ``progresso`` is told people done and people in all.
    """
    vinculos, prazos, atos, divergencias = _conferir(ctx, progresso)
    if ctx.banco.apartadas and not ctx.banco.somente_leitura:
        with suppress(ErroRegistro):  # busy, or no longer writable: it is written when the registry is closed
            quarentena.atualizar(ctx)
    return Verificacao(vinculos=vinculos, prazos=prazos, atos=atos, divergencias=tuple(divergencias))


def _conferir(ctx: Contexto, progresso: Callable[[int, int], None] | None) -> tuple[int, int, int, list[Divergencia]]:
    with ctx.banco.leitura() as conexao:
        calcular = partial(projecao.calcular, ctx.regimes_em(conexao))
        divergencias = [
            *_achados(conexao, "livro", lambda: auditoria.conferir_corrente(conexao)),
            *_achados(conexao, "usuários", lambda: usuarios.conferir_usuarios(conexao)),
            *_achados(conexao, "cadastros", lambda: conferencia.conferir_cadastros(conexao)),
            *_achados(conexao, "vínculos", lambda: conferencia.conferir_vidas(conexao, calcular, progresso=progresso)),
            *_achados(conexao, "busca", lambda: conferencia.conferir_busca(conexao)),
            *_achados(conexao, "documentos", lambda: conferencia_papeis.conferir_papeis(conexao)),
        ]
        return (*conferencia.totais(conexao), divergencias)


def _achados(
    conexao: Conexao, parte: str, conferir: Callable[[], Iterable[auditoria.Falha | projecoes.Diferenca]]
) -> list[Divergencia]:
    """Return what one part of the check found; where a stored text is not text, it is read with a mark there."""
    try:
        return _da_parte(parte, conferir)
    except Exception as erro:
        if not texto_ilegivel(erro):
            raise
    with textos_tolerantes(conexao):
        danificado = Divergencia(objeto=parte, detalhe="há texto danificado: os bytes gravados mudaram")
        return [danificado, *_da_parte(parte, conferir)]


def _da_parte(parte: str, conferir: Callable[[], Iterable[auditoria.Falha | projecoes.Diferenca]]) -> list[Divergencia]:
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
