"""Who is set aside because their book cannot be read: listed, written, and released when it can be read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..registro import auditoria, quarentena
from ..registro.conexao import Conexao
from ..registro.consultas.pessoas import nomes
from ..registro.livro import historicos
from ..registro.projecoes import gravar_vidas
from ..registro.quarentena import ILEGIVEL, Apartada
from ..registro.vidas import Leitura, ler_vidas
from .contexto import Contexto
from .permissoes import Permissao, exige, por_si
from .projecao import calcular


@dataclass(frozen=True, slots=True, kw_only=True)
class EmQuarentena:
    """Somebody set aside: which entry, what is wrong, since when (None while it was not written) and the sentence."""

    servidor_id: int
    nome: str
    ato_id: int | None
    motivo: str
    desde: datetime | None
    frase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Atualizacao:
    """Who went into the quarantine and who left it."""

    apartadas: tuple[int, ...] = ()
    liberadas: tuple[int, ...] = ()


def quantas(ctx: Contexto) -> int:
    """Return how many people are set aside."""
    with ctx.banco.leitura() as conexao:
        return len(quarentena.pessoas(conexao))


@exige(Permissao.CONSULTAR)
def listar(ctx: Contexto) -> tuple[EmQuarentena, ...]:
    """Return who is set aside, as written and as found since the registry was opened, in order of name."""
    with ctx.banco.leitura() as conexao:
        achadas = dict(quarentena.notadas(conexao))
        desde: dict[int, datetime] = {}
        for gravada in quarentena.gravadas(conexao):
            desde[gravada.servidor_id] = gravada.desde
            achadas.setdefault(
                gravada.servidor_id,
                Apartada(servidor_id=gravada.servidor_id, ato_id=gravada.ato_id, motivo=gravada.motivo),
            )
        chamados = nomes(conexao, sorted(achadas))
    return tuple(
        sorted(
            (
                EmQuarentena(
                    servidor_id=id_,
                    nome=chamados.get(id_, f"Pessoa nº {id_}"),
                    ato_id=apartada.ato_id,
                    motivo=apartada.motivo,
                    desde=desde.get(id_),
                    frase=apartada.frase(),
                )
                for id_, apartada in achadas.items()
            ),
            key=lambda pessoa: (pessoa.nome, pessoa.servidor_id),
        )
    )


@por_si
def atualizar(ctx: Contexto) -> Atualizacao:
    """Read again whoever is or may be set aside; write who still is, and release who can be read, with their rows.

    In a registry that cannot be written, what is known is only brought up to date in memory.
    """
    with ctx.banco.leitura() as conexao:
        gravadas = {linha.servidor_id for linha in quarentena.gravadas(conexao)}
        notadas = quarentena.notadas(conexao)
        suspeitas = sorted(gravadas | notadas.keys())
        lidas, fora = _ler_de_novo(ctx, conexao, suspeitas)
    entram = [apartada for id_, apartada in sorted(fora.items()) if id_ not in gravadas]
    saem = sorted(gravadas - fora.keys())
    if ctx.banco.somente_leitura or not (entram or saem):
        return Atualizacao()
    agora = ctx.relogio.agora()
    with ctx.banco.escrita() as conexao:
        abertas = quarentena.gravadas(conexao)
        for gravada in abertas:
            if gravada.servidor_id in saem:
                quarentena.liberar(conexao, gravada.id, instante=agora)
                _trilhar(ctx, conexao, "libera da quarentena", gravada.servidor_id, gravada.ato_id)
        for apartada in entram:
            if all(gravada.servidor_id != apartada.servidor_id for gravada in abertas):
                quarentena.gravar(conexao, apartada, instante=agora)
                _trilhar(ctx, conexao, "põe em quarentena", apartada.servidor_id, apartada.ato_id)
        # While somebody was aside, what moves everybody's deadlines may have changed.
        regimes = ctx.regimes_em(conexao)
        gravar_vidas(conexao, tuple(calcular(regimes, id_, lidas[id_].vida) for id_ in saem if id_ in lidas))
    return Atualizacao(apartadas=tuple(a.servidor_id for a in entram), liberadas=tuple(saem))


def _ler_de_novo(
    ctx: Contexto, conexao: Conexao, suspeitas: list[int]
) -> tuple[dict[int, Leitura], dict[int, Apartada]]:
    """Return the lives that can be read, and who cannot; the notes are made anew."""
    notadas = quarentena.notadas(conexao)
    for id_ in suspeitas:
        notadas.pop(id_, None)
    if not suspeitas:
        return {}, {}
    vidas = ler_vidas(conexao, suspeitas)
    # The entries that the fold does not read (register records) are part of the book too.
    fora = historicos(conexao, suspeitas).apartadas | vidas.apartadas
    lidas = {id_: leitura for id_, leitura in vidas.items() if id_ not in fora}
    regimes = ctx.regimes_em(conexao)
    for id_, leitura in list(lidas.items()):
        try:
            calcular(regimes, id_, leitura.vida)
        except ILEGIVEL as erro:
            fora[id_] = quarentena.anotar(conexao, id_, None, erro)
            del lidas[id_]
    return lidas, fora


def _trilhar(ctx: Contexto, conexao: Conexao, acao: str, servidor_id: int, ato_id: int | None) -> None:
    auditoria.trilhar(
        conexao,
        instante=ctx.relogio.agora(),
        usuario=ctx.usuario,
        acao=acao,
        objeto="servidor",
        objeto_id=servidor_id,
        detalhe=f"entrada {ato_id}" if ato_id is not None else "",
    )
