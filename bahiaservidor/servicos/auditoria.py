"""Seals and audits: what lets somebody who trusts nobody here know whether the registry is what was written.

The seal of a moment is one hash over book, trail and papers.  Printed, it is out of reach of whoever has the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ..arquivos import gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..registro import evidencia, selagem
from ..registro.auditoria import Falha
from ..registro.conexao import Conexao
from ..registro.conferencia_papeis import conferir_papeis
from .contexto import Contexto
from .permissoes import Permissao, exige
from .tipos.auditoria import Auditoria, RegistroRuim, Selo

Progresso = Callable[[int, int], None]

CONFERIDOR: Final = "conferir_registro.py"
"""Name of the verifier's file where it is written out."""


def selar_em(ctx: Contexto, conexao: Conexao, motivo: str) -> Selo:
    """Seal the registry inside an open transaction, with what it writes before."""
    return _selo(selagem.selar(conexao, instante=ctx.relogio.agora(), motivo=motivo))


def selar(ctx: Contexto, *, motivo: str) -> Selo | None:
    """Seal the registry if anything was written since the last seal; return the last seal, None of an empty registry.

    A registry that cannot be written keeps the seals it has.
    """
    if ctx.banco.somente_leitura:
        return ultimo(ctx)
    with ctx.banco.escrita() as conexao:
        if selagem.ha_o_que_selar(conexao):
            return selar_em(ctx, conexao, motivo)
        feito = selagem.ultimo_selo(conexao)
    return None if feito is None else _selo(feito)


def ultimo(ctx: Contexto) -> Selo | None:
    """Return the last seal."""
    with ctx.banco.leitura() as conexao:
        feito = selagem.ultimo_selo(conexao)
    return None if feito is None else _selo(feito)


@exige(Permissao.VERIFICAR)
def selos(ctx: Contexto) -> tuple[Selo, ...]:
    """Return the seals, the latest first."""
    with ctx.banco.leitura() as conexao:
        return tuple(map(_selo, selagem.selos(conexao)))


def selo_do_papel(ctx: Contexto, *, motivo: str, emitido: bool) -> Selo | None:
    """Return the seal that a paper prints, made now unless the paper was ``emitido`` already.

    ``motivo`` names the paper: drawn again, it prints the seal it printed.
    """
    with ctx.banco.leitura() as conexao:
        feito = next((s for s in selagem.selos(conexao) if s.motivo == motivo), None)
        # Not issued yet, it may have been sealed for its other formats, a moment ago.
        agora = feito is not None and feito == selagem.ultimo_selo(conexao) and not selagem.ha_o_que_selar(conexao)
    if feito is not None and (emitido or agora):
        return _selo(feito)
    if ctx.banco.somente_leitura:
        return ultimo(ctx)
    with ctx.banco.escrita() as conexao:
        return selar_em(ctx, conexao, motivo)


@exige(Permissao.VERIFICAR)
def auditar(
    ctx: Contexto, *, impressos: Sequence[str] = (), progresso: Progresso | None = None, processos: int = 1
) -> Auditoria:
    """Hold every record against its hash, its chain and the seals; the first of the failures is the first bad record.

    ``impressos`` are seals as printed, ``NÚMERO:HASH``.  Changes nothing.  ErroDominio when one of them is not that.
    ``progresso`` receives pieces done and in all; what it raises stops the audit.  ``processos`` is how many may read a
    big registry at once.
    """
    lidos = [_ler_impresso(texto) for texto in impressos if texto.strip()]
    with ctx.banco.leitura() as conexao:
        feita = evidencia.conferir(
            conexao, impressos=lidos, progresso=progresso, caminho=ctx.banco.caminho, processos=processos
        )
        outras = [*(() if feita.arquivos else conferir_papeis(conexao)), *_outras(ctx, conexao)]
    return Auditoria(
        falhas=tuple(RegistroRuim(onde=f.objeto, detalhe=f.detalhe) for f in (*feita.falhas, *outras)),
        atos=feita.atos, trilha=feita.trilha, selos=feita.selos, documentos=feita.arquivos, comparados=len(lidos),
    )  # fmt: skip


def gravar_conferidor(destino: Path) -> Path:
    """Write the verifier to a file, or into a folder under its own name; return where.  ErroDeArquivo if it cannot."""
    arquivo = destino / CONFERIDOR if destino.is_dir() else destino
    gravar_arquivo(arquivo, conferidor())
    return arquivo


def conferidor() -> bytes:
    """Return the verifier's file."""
    return evidencia.arquivo_do_conferidor().read_bytes()


def _ler_impresso(texto: str) -> tuple[int, str]:
    try:
        return evidencia.ler_selo(texto)
    except ValueError as erro:
        raise ErroDominio(f"{erro}. Nada foi conferido; copie número e código como estão no papel.") from None


def _outras(ctx: Contexto, conexao: Conexao) -> Sequence[Falha]:
    """Return what only the program can check, beside what the verifier does: the place for the digests of users."""
    return ()


def _selo(feito: selagem.SeloGravado) -> Selo:
    return Selo(
        numero=feito.id, instante=feito.instante, motivo=feito.motivo, entradas=feito.contagem,
        linhas_da_trilha=feito.ultima_trilha, hash=feito.hash,
    )  # fmt: skip
