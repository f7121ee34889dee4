"""The file of papers and scans: what is in it, whether it is what was kept, and the space it left in the registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from ..estatuto.erros import ErroDominio
from ..registro import cifra, conferencia_papeis, configuracao
from ..registro.auditoria import trilhar
from .contexto import Contexto
from .papeis_andamento import Cancelado, Progresso
from .permissoes import Permissao, exige
from .tipos import Divergencia

AMOSTRA: Final = 50
"""Papers drawn by lot and read on each day; all of them, once a week."""
_SEMANA: Final = timedelta(days=7)
_AMOSTRA_EM: Final = "papeis_amostra_em"
_INTEIRA_EM: Final = "papeis_inteira_em"
_MAUS: Final = "papeis_maus"
ANTES: Final = ("antes-de-cifrar", "antes-de-decifrar")
"""What the names of registries kept by a conversion have, by whether it encrypted or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenciaPapeis:
    """What reading papers found: how many were read, and each paper or attachment spoilt or missing, in words."""

    conferidos: int
    falhas: tuple[Divergencia, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoPapeis:
    """Where the papers are and how they were last found.  ``livre`` is what the registry can give back, in bytes.

    ``maus`` counts what the last whole check found; ``antigos`` are files that a conversion left beside.
    """

    caminho: Path | None
    existe: bool
    quantos: int
    bytes: int
    faltam: int
    amostra_em: datetime | None
    inteira_em: datetime | None
    maus: int
    livre: int
    cifrado: bool
    ha_complemento: bool
    antigos: tuple[Path, ...]
    somente_leitura: bool


@exige(Permissao.VERIFICAR)
def situacao(ctx: Contexto) -> SituacaoPapeis:
    """Return where the papers are and how they were last found; reads none of them."""
    papeis = ctx.banco.papeis
    quantos, tamanho = papeis.contar()
    with ctx.banco.leitura() as conexao:
        faltam = sum(1 for _ in conferencia_papeis.faltas(conexao, ()))
        amostra, inteira = (_instante(configuracao.ler(conexao, chave)) for chave in (_AMOSTRA_EM, _INTEIRA_EM))
        maus = int(configuracao.ler(conexao, _MAUS) or 0)
    caminho = ctx.banco.caminho
    return SituacaoPapeis(
        caminho=papeis.caminho, existe=papeis.existe, quantos=quantos, bytes=tamanho, faltam=faltam,
        amostra_em=amostra, inteira_em=inteira, maus=maus, livre=ctx.banco.espaco_livre(),
        cifrado=caminho is not None and cifra.cifrado(caminho), ha_complemento=cifra.disponivel(),
        antigos=() if caminho is None else _antigos(caminho), somente_leitura=ctx.banco.somente_leitura,
    )  # fmt: skip


def _antigos(caminho: Path) -> tuple[Path, ...]:
    return tuple(sorted(achado for antes in ANTES for achado in caminho.parent.glob(f"{caminho.stem}.{antes}*")))


@exige(Permissao.VERIFICAR)
def conferir(
    ctx: Contexto, *, amostra: int | None = None, progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> ConferenciaPapeis:
    """Read every paper kept, or so many drawn by lot, against its hash, and remember it in the registry and the trail.

    ErroDominio, with nothing changed, when ``cancelado`` answers yes.
    """

    def avancar(feitos: int, total: int) -> None:
        if cancelado is not None and cancelado():
            raise ErroDominio("Conferência dos papéis interrompida. Nada foi alterado.")
        if progresso is not None:
            progresso(feitos, total)

    lidos = ctx.banco.papeis.conferir(amostra=amostra, progresso=avancar)
    with ctx.banco.leitura() as conexao:
        falhas = tuple(
            Divergencia(objeto=falha.objeto, detalhe=falha.detalhe)
            for falha in conferencia_papeis.faltas(conexao, frozenset(lidos.estragados))
        )
    if not ctx.banco.somente_leitura:
        agora = ctx.relogio.agora()
        with ctx.banco.escrita() as conexao:
            configuracao.gravar(conexao, _AMOSTRA_EM, agora.isoformat())
            if amostra is None:
                configuracao.gravar(conexao, _INTEIRA_EM, agora.isoformat())
            if amostra is None or falhas:
                configuracao.gravar(conexao, _MAUS, str(len(falhas)))
            trilhar(
                conexao, instante=agora, usuario=ctx.usuario, acao="confere", objeto="papeis",
                detalhe=f"{'todos' if amostra is None else 'amostra'}: {lidos.conferidos} lidos, {len(falhas)} maus",
            )  # fmt: skip
    return ConferenciaPapeis(conferidos=lidos.conferidos, falhas=falhas)


def conferir_o_devido(
    ctx: Contexto, *, progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> ConferenciaPapeis | None:
    """Read what is due: all the papers a week after the last time, a sample on each other day; None when nothing is."""
    if ctx.banco.somente_leitura or not ctx.pode(Permissao.VERIFICAR) or not ctx.banco.caminho:
        return None
    agora = ctx.relogio.agora()
    with ctx.banco.leitura() as conexao:
        amostra, inteira = (_instante(configuracao.ler(conexao, chave)) for chave in (_AMOSTRA_EM, _INTEIRA_EM))
        if not conferencia_papeis.ha_papeis(conexao):
            return None
    toda = inteira is None or not timedelta(0) <= agora - inteira < _SEMANA
    if not toda and amostra is not None and amostra.date() == agora.date():
        return None
    return conferir(ctx, amostra=None if toda else AMOSTRA, progresso=progresso, cancelado=cancelado)


@exige(Permissao.CONFIGURAR)
def devolver_espaco(ctx: Contexto) -> int:
    """Give the registry's free space back to the disk and return how many bytes that was.  ErroDominio."""
    livre = ctx.banco.espaco_livre()
    ctx.banco.compactar()
    with ctx.banco.escrita() as conexao:
        trilhar(conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="compacta", objeto="registro")
    return livre


def _instante(texto: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(texto) if texto else None
    except ValueError:
        return None
