"""Days without expediente: what moves the open deadlines, and which ones (C2).

A change is written, the people it may touch are refolded in the same transaction, and what moved is told.  To tell it
beforehand the same deadlines are computed as if the day were entered, or revoked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..estatuto.regime import Regimes
from ..registro import configuracao
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from ..registro.consultas.movimento import pessoas_do_dia
from ..registro.livro import Operacao
from ..registro.regras import DiaRegistrado
from .contexto import Contexto
from .movimento import LISTADOS, Progresso, mover, refazer, reunir
from .permissoes import Permissao, exige
from .regimes import HIPOTESE
from .tipos import DiaSemExpediente, Movimento, PrazoMovido

ESFERAS = ("estadual", "municipal", "orgao")


_POR_REGISTRAR = -1
"""Id of a day that nobody has entered yet."""


# ------------------------------------------------------------------ days without expediente


def dias_sem_expediente(ctx: Contexto, *, ano: int) -> tuple[DiaSemExpediente, ...]:
    """Return the days entered for a year, revoked ones included (they say when), in order of date."""
    with ctx.banco.leitura() as conexao:
        return tuple(_dia(linha) for linha in consultas.dias(conexao, ano))


def feriados(ctx: Contexto, *, ano: int, municipio: str) -> tuple[tuple[date, str, str], ...]:
    """Return the holidays of the reviewed table for a município, as (day, name, esfera), in order of date."""
    chave = chave_busca(municipio)
    return tuple(
        sorted(
            (f.data, f.nome, f.esfera.value)
            for f in ctx.tabela_feriados.feriados
            if f.data.year == ano and (not f.municipio or chave_busca(f.municipio) == chave)
        )
    )


def prever_dia(
    ctx: Contexto, *, dia: DiaSemExpediente, hoje: date, limite: int | None = LISTADOS,
    progresso: Progresso | None = None,
) -> Movimento:  # fmt: skip
    """Return the open deadlines that the day would move, with the dates before and after.  Changes nothing.

    ErroDominio as in `salvar_dia`.
    """
    with ctx.banco.leitura() as conexao:
        dia = _conferir(conexao, dia)
        if dia.id is not None:
            return Movimento()
        antes = ctx.regimes_em(conexao)
        hipotese = DiaRegistrado(
            id=_POR_REGISTRAR, data=dia.data, descricao=dia.descricao, esfera=dia.esfera, municipio=dia.municipio,
            orgao_id=dia.orgao_id, registrado_em=HIPOTESE, revogado_em=None,
        )  # fmt: skip
        pessoas = pessoas_do_dia(conexao, dia.data, _unidades_tocadas(conexao, dia))
        lotes = mover(conexao, pessoas, antes=antes, depois=antes.com(dias=[hipotese]), hoje=hoje, progresso=progresso)
        return reunir(lotes, len(pessoas), limite=limite)


def prazos_movidos_por_dia(ctx: Contexto, *, dia: DiaSemExpediente, hoje: date) -> tuple[PrazoMovido, ...]:
    """Return every open deadline that the day would move.  Changes nothing."""
    return prever_dia(ctx, dia=dia, hoje=hoje, limite=None).movidos


@exige(Permissao.ALTERAR_REGRAS)
def salvar_dia(ctx: Contexto, *, dia: DiaSemExpediente, hoje: date, progresso: Progresso | None = None) -> int:
    """Enter a day without expediente and move the open deadlines it touches; return its id.

    ErroDominio without description, fundamento or the place it holds for, or when it is already entered.  Of a day
    already entered only the words may change: another day is another entry.
    """
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        return _gravar_dia(ctx, conexao, dia, regimes, hoje, progresso)[0]


@exige(Permissao.ALTERAR_REGRAS)
def declarar_dia(ctx: Contexto, *, dia: DiaSemExpediente, hoje: date, progresso: Progresso | None = None) -> Movimento:
    """Enter a day as `salvar_dia` does; return what moved."""
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        return _gravar_dia(ctx, conexao, dia, regimes, hoje, progresso)[1]


def prever_revogacao(
    ctx: Contexto, *, dia_id: int, hoje: date, limite: int | None = LISTADOS, progresso: Progresso | None = None
) -> Movimento:
    """Return the open deadlines that revoking the day would move.  Changes nothing."""
    with ctx.banco.leitura() as conexao:
        gravado = _revogavel(conexao, dia_id)
        antes = ctx.regimes_em(conexao)
        pessoas = pessoas_do_dia(conexao, gravado.data, _unidades_tocadas(conexao, _dia(gravado)))
        lotes = mover(conexao, pessoas, antes=antes, depois=antes.com(sem_dia=dia_id), hoje=hoje, progresso=progresso)
        return reunir(lotes, len(pessoas), limite=limite)


def prazos_movidos_por_revogacao(ctx: Contexto, *, dia_id: int, hoje: date) -> tuple[PrazoMovido, ...]:
    """Return every open deadline that revoking the day would move.  Changes nothing."""
    return prever_revogacao(ctx, dia_id=dia_id, hoje=hoje, limite=None).movidos


@exige(Permissao.ALTERAR_REGRAS)
def revogar_dia(
    ctx: Contexto, *, dia_id: int, fundamento: str, hoje: date, progresso: Progresso | None = None
) -> Movimento:
    """Revoke a day from now on and return what moved; the entry stays, with both instants.

    ErroDominio without fundamento, or when the day does not exist or was already revoked.
    """
    if not fundamento.strip():
        raise ErroDominio("Falta o fundamento da revogação. Nada foi gravado; informe o ato que revogou o dia.")
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        _revogavel(conexao, dia_id)
        operacao = ctx.operacao(conexao, "Revogação de dia sem expediente", regra=True)
        pessoas = revogar_em(conexao, operacao, dia_id, fundamento)
        return refazer(ctx, conexao, pessoas, antes=regimes, hoje=hoje, limite=LISTADOS, progresso=progresso)


def revogar_em(conexao: Conexao, operacao: Operacao, dia_id: int, fundamento: str) -> Sequence[int]:
    """Enter the revocation of a day and return whom it may touch, for the caller to refold."""
    gravado = _revogavel(conexao, dia_id)
    conteudo: dict[str, Any] = {"revogado_em": operacao.instante, "revogacao": normalizar(fundamento)}
    lancar_cadastro(conexao, operacao, sujeito_tipo="dia_sem_expediente", conteudo=conteudo, sujeito_id=dia_id)
    return pessoas_do_dia(conexao, gravado.data, _unidades_tocadas(conexao, _dia(gravado)))


def declarar_em(conexao: Conexao, operacao: Operacao, dia: DiaSemExpediente) -> tuple[int, Sequence[int]]:
    """Enter a day as `salvar_dia` does; return its id and whom it may touch, for the caller to refold."""
    dia = _conferir(conexao, dia)
    conteudo = {
        "data": dia.data,
        "descricao": dia.descricao,
        "fundamento": dia.fundamento,
        "esfera": dia.esfera,
        "municipio": dia.municipio,
        "orgao_id": dia.orgao_id,
    }
    id_ = lancar_cadastro(conexao, operacao, sujeito_tipo="dia_sem_expediente", conteudo=conteudo, sujeito_id=dia.id)
    return id_, () if dia.id is not None else pessoas_do_dia(conexao, dia.data, _unidades_tocadas(conexao, dia))


def _gravar_dia(
    ctx: Contexto, conexao: Conexao, dia: DiaSemExpediente, antes: Regimes, hoje: date, progresso: Progresso | None
) -> tuple[int, Movimento]:
    operacao = ctx.operacao(conexao, "Dia sem expediente", regra=True)
    id_, pessoas = declarar_em(conexao, operacao, dia)
    if dia.id is not None:
        return id_, Movimento()
    return id_, refazer(ctx, conexao, pessoas, antes=antes, hoje=hoje, limite=LISTADOS, progresso=progresso)


def _conferir(conexao: Conexao, dia: DiaSemExpediente) -> DiaSemExpediente:
    dia = replace(
        dia,
        descricao=normalizar(dia.descricao),
        fundamento=normalizar(dia.fundamento),
        municipio=normalizar(dia.municipio) if dia.esfera == "municipal" else "",
        orgao_id=dia.orgao_id if dia.esfera == "orgao" else None,
    )
    if dia.esfera not in ESFERAS:
        raise ErroDominio(f"A esfera “{dia.esfera}” não existe; use estadual, municipal ou orgao. Nada foi gravado.")
    if not dia.descricao or not dia.fundamento:
        raise ErroDominio("Faltam a descrição ou o fundamento (o decreto) do dia sem expediente. Nada foi gravado.")
    if dia.esfera == "municipal" and not dia.municipio:
        raise ErroDominio("Falta o município do dia sem expediente municipal. Nada foi gravado.")
    if dia.esfera == "orgao" and (dia.orgao_id is None or consultas.um(conexao, "orgao", dia.orgao_id) is None):
        raise ErroDominio("Falta o órgão a que se refere o dia sem expediente. Nada foi gravado.")
    lugar = {"esfera": dia.esfera, "municipio": dia.municipio, "orgao_id": dia.orgao_id}
    if dia.id is not None:
        gravado = _existente(conexao, dia.id)
        if any(getattr(gravado, nome) != valor for nome, valor in {"data": dia.data, **lugar}.items()):
            raise ErroDominio(
                "De um dia já registrado só se corrigem a descrição e o fundamento. Nada foi gravado; "
                "revogue este dia e registre outro."
            )
    elif any(
        gravado.revogado_em is None
        and gravado.data == dia.data
        and (gravado.esfera, chave_busca(gravado.municipio), gravado.orgao_id)
        == (dia.esfera, chave_busca(dia.municipio), dia.orgao_id)
        for gravado in consultas.dias(conexao, dia.data.year)
    ):
        raise ErroDominio(f"O dia {formatar_data(dia.data)} já está registrado como sem expediente. Nada foi gravado.")
    return dia


def _revogavel(conexao: Conexao, dia_id: int) -> Any:
    gravado = _existente(conexao, dia_id)
    if gravado.revogado_em is not None:
        raise ErroDominio("Este dia já foi revogado. Nada foi alterado.")
    return gravado


def _existente(conexao: Conexao, dia_id: int) -> Any:
    gravado = consultas.um(conexao, "dia_sem_expediente", dia_id)
    if gravado is None:
        raise ErroDominio("O dia sem expediente não existe mais. Nada foi alterado; atualize o calendário.")
    return gravado


def _unidades_tocadas(conexao: Conexao, dia: DiaSemExpediente) -> list[int] | None:
    """Return the units where the day holds, None when it holds everywhere."""
    if dia.esfera == "municipal":
        chave = chave_busca(dia.municipio)
        # A vínculo without unit follows the município of the installation: asking for all costs little and misses none.
        if chave == chave_busca(_municipio(conexao)):
            return None
        return [u.id for u in consultas.unidades(conexao) if chave_busca(u.municipio) == chave]
    if dia.esfera == "orgao":
        return [u.id for u in consultas.unidades(conexao, dia.orgao_id)]
    return None


def _municipio(conexao: Conexao) -> str:
    return configuracao.ler(conexao, configuracao.MUNICIPIO) or ""


def _dia(linha: Any) -> DiaSemExpediente:
    return DiaSemExpediente(
        id=linha.id,
        data=linha.data,
        descricao=linha.descricao,
        fundamento=linha.fundamento,
        esfera=linha.esfera,
        municipio=linha.municipio,
        orgao_id=linha.orgao_id,
        registrado_em=linha.registrado_em,
        revogado_em=linha.revogado_em,
    )
