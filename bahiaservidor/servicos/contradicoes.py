"""The contradictions inbox: what the book says that does not fit together, until somebody sees to it.

Nothing is hidden: an acknowledged contradiction is still counted and listed apart, and comes back when what it says
changes.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import contradicoes as consultas
from ..registro.consultas import contradicoes_ciencia as ciencias
from ..registro.consultas.contradicoes_especies import Achado, Especie, Gravidade
from ..registro.consultas.contradicoes_referencias import ler_referencias
from .contexto import Contexto
from .contradicoes_dobra import apanhar
from .contradicoes_palavras import ciencia_dada, contradicao
from .permissoes import Permissao, exige
from .planilhas import sem_formula
from .protecao import protegida
from .tipos.contradicoes import CienciaDada, Contradicao, FiltroContradicoes, ResumoContradicoes

LOTE = 500

COLUNAS = (
    "gravidade", "espécie", "servidor", "cargo", "desde", "o que", "por quê", "dispositivo", "o que fazer", "atos",
    "ciência", "por", "nota", "chave",
)  # fmt: skip
"""Columns of the file that `exportar_csv` makes."""


def ids_contradicoes(
    ctx: Contexto,
    *,
    filtro: FiltroContradicoes | None = None,
    ordem: str = "gravidade",
    decrescente: bool = True,
    hoje: date,
) -> array[int]:
    """Return the ids of the contradictions of the day in display order.

    ``ordem``: gravidade, desde, especie or nome; KeyError for another.
    """
    with ctx.banco.leitura() as conexao:
        apanhado = apanhar(ctx, conexao, hoje)
        return consultas.ids(
            conexao,
            filtro or FiltroContradicoes(),
            ordem=ordem,
            decrescente=decrescente,
            momento=apanhado.momento,
            extras=apanhado.extras,
        )


@protegida
def linhas_contradicoes(ctx: Contexto, *, ids: Sequence[int], hoje: date) -> tuple[Contradicao, ...]:
    """Return the contradictions asked for, in the order asked; ids that are none any more are left out."""
    with ctx.banco.leitura() as conexao:
        return _em_palavras(conexao, _achados(ctx, conexao, ids, hoje))


def resumo_contradicoes(ctx: Contexto, *, hoje: date) -> ResumoContradicoes:
    """Return how many contradictions there are on the day, pending and acknowledged."""
    with ctx.banco.leitura() as conexao:
        apanhado = apanhar(ctx, conexao, hoje)
        contagens = consultas.contar(conexao, momento=apanhado.momento, extras=apanhado.extras)
    por_especie: Counter[Especie] = Counter()
    por_gravidade: Counter[Gravidade] = Counter()
    cientes = 0
    for contagem in contagens:
        if contagem.ciente:
            cientes += contagem.quantidade
        else:
            por_especie[contagem.especie] += contagem.quantidade
            por_gravidade[contagem.gravidade] += contagem.quantidade
    return ResumoContradicoes(
        pendentes=sum(por_especie.values()),
        cientes=cientes,
        por_especie=dict(por_especie),
        por_gravidade=dict(por_gravidade),
    )


def todas(ctx: Contexto, *, filtro: FiltroContradicoes | None = None, hoje: date) -> Iterator[Contradicao]:
    """Yield every contradiction that passes the filter, the gravest first, read by chunks."""
    ids = ids_contradicoes(ctx, filtro=filtro, hoje=hoje)
    for inicio in range(0, len(ids), LOTE):
        yield from linhas_contradicoes(ctx, ids=ids[inicio : inicio + LOTE], hoje=hoje)


# ------------------------------------------------------------------ acknowledging


@exige(Permissao.TRATAR_CONTRADICAO)
def dar_ciencia(ctx: Contexto, *, ids: Sequence[int], nota: str, hoje: date) -> int:
    """Keep that the user knows of these contradictions, as they are now, and why they may stay; return how many.

    ErroDominio without a note, or when one of them is no longer there: nothing is kept then.
    """
    razao = nota.strip()
    if not razao:
        raise ErroDominio(
            "Escreva na nota por que a contradição pode ficar: a ciência fica guardada com autor e data. "
            "Nada foi gravado."
        )
    return _gravar(ctx, ids, razao, hoje, retirada=False)


@exige(Permissao.TRATAR_CONTRADICAO)
def retirar_ciencia(ctx: Contexto, *, ids: Sequence[int], nota: str = "", hoje: date) -> int:
    """Take back the acknowledgement of these contradictions, which are pending again; return how many."""
    return _gravar(ctx, ids, nota.strip(), hoje, retirada=True)


@protegida
def historico(ctx: Contexto, *, chave: str) -> tuple[tuple[CienciaDada, bool], ...]:
    """Return every acknowledgement of a contradiction, the latest first; True marks those that took one back."""
    with ctx.banco.leitura() as conexao:
        return tuple((ciencia_dada(linha), linha.retirada) for linha in ciencias.historico(conexao, chave))


@exige(Permissao.TRATAR_CONTRADICAO)
def _gravar(ctx: Contexto, ids: Sequence[int], nota: str, hoje: date, *, retirada: bool) -> int:
    instante = ctx.relogio.agora()
    with ctx.banco.escrita() as conexao:
        achados = _achados(ctx, conexao, ids, hoje)
        if len(achados) != len(ids):
            raise ErroDominio("O registro mudou, e uma destas contradições não existe mais. Atualize a lista.")
        vistas = ciencias.em_vigor(conexao, achados)
        mudam = [achado for achado in achados if not retirada or achado.id in vistas]
        ciencias.gravar(conexao, mudam, nota=nota, em=hoje, instante=instante, usuario=ctx.usuario, retirada=retirada)
        for achado in mudam:
            trilhar(
                conexao, instante=instante, usuario=ctx.usuario,
                acao="contradicao_sem_ciencia" if retirada else "contradicao_ciente",
                objeto="contradicao", detalhe=achado.chave,
            )  # fmt: skip
    return len(mudam)


# ------------------------------------------------------------------ export


@exige(Permissao.EXPORTAR)
def exportar_csv(ctx: Contexto, *, filtro: FiltroContradicoes | None = None, hoje: date) -> bytes:
    """Return the contradictions that pass the filter as a CSV file that spreadsheets open: semicolons, UTF-8."""
    saida = io.StringIO(newline="")
    escritor = csv.writer(saida, delimiter=";", lineterminator="\r\n")
    escritor.writerow(COLUNAS)
    for linha in todas(ctx, filtro=filtro, hoje=hoje):
        escritor.writerow([sem_formula(celula) for celula in celulas(linha)])
    return saida.getvalue().encode("utf-8-sig")


def celulas(linha: Contradicao) -> tuple[str, ...]:
    """Return a contradiction as the columns of `COLUNAS`."""
    ciencia = linha.ciencia
    return (
        linha.gravidade.rotulo,
        linha.especie.rotulo,
        linha.nome,
        linha.cargo,
        formatar_data(linha.desde) if linha.desde is not None else "",
        linha.o_que,
        linha.por_que,
        linha.dispositivo,
        linha.o_que_fazer,
        "; ".join(ato.frase for ato in linha.atos),
        formatar_data(ciencia.em) if ciencia is not None else "",
        ciencia.usuario if ciencia is not None else "",
        ciencia.nota if ciencia is not None else "",
        linha.chave,
    )


# ------------------------------------------------------------------ pieces


def _achados(ctx: Contexto, conexao: Conexao, ids: Sequence[int], hoje: date) -> list[Achado]:
    apanhado = apanhar(ctx, conexao, hoje)
    return consultas.achados(conexao, ids, momento=apanhado.momento, extras=apanhado.extras)


def _em_palavras(conexao: Conexao, achados: Sequence[Achado]) -> tuple[Contradicao, ...]:
    lidas = ler_referencias(conexao, achados)
    vistas = ciencias.em_vigor(conexao, achados)
    return tuple(contradicao(achado, lidas, vistas.get(achado.id)) for achado in achados)
