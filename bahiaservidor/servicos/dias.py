"""Days without expediente, readings chosen: what moves the open deadlines, and which ones (C2, C4, C6).

A change is written, the people it may touch are refolded in the same transaction, and what moved is told.  To tell it
beforehand the same is done and undone, so that the list and the change never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.regime import Regimes
from ..estatuto.tipos import ContagemPublicacao, FimDeMes, TipoPrazo
from ..registro import configuracao, livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.projecoes import gravar_vidas
from ..registro.vidas import ler_vidas
from . import projecao
from .contexto import Contexto
from .regimes import OPCAO_FIM_DE_MES, OPCAO_PUBLICACAO
from .tipos import DiaSemExpediente, PrazoMovido

ESFERAS = ("estadual", "municipal", "orgao")
ROLAM = (TipoPrazo.POSSE, TipoPrazo.EXERCICIO, TipoPrazo.APRESENTACAO, TipoPrazo.SUBMISSAO_AVALIACAO)
"""Deadlines whose computation looks at the calendar."""

LOTE = 200

Progresso = Callable[[int, int], None]
Pares = Iterable[tuple[int, int]]


class _Desfazer(Exception):
    """Ends a transaction that was only a question."""


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


def prazos_movidos_por_dia(ctx: Contexto, *, dia: DiaSemExpediente, hoje: date) -> tuple[PrazoMovido, ...]:
    """Return the open deadlines that the day would move, with the dates before and after.  Changes nothing."""
    movidos: tuple[PrazoMovido, ...] = ()
    regimes = ctx.regimes
    with suppress(_Desfazer), ctx.banco.escrita() as conexao:
        _, movidos = _gravar_dia(ctx, conexao, dia, regimes, hoje)
        raise _Desfazer
    return movidos


def salvar_dia(ctx: Contexto, *, dia: DiaSemExpediente, hoje: date) -> int:
    """Enter a day without expediente and move the open deadlines it touches; return its id.

    ErroDominio without description, fundamento or the place it holds for, or when it is already entered.  Of a day
    already entered only the words may change: another day is another entry.
    """
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        return _gravar_dia(ctx, conexao, dia, regimes, hoje)[0]


def prazos_movidos_por_revogacao(ctx: Contexto, *, dia_id: int, hoje: date) -> tuple[PrazoMovido, ...]:
    """Return the open deadlines that revoking the day would move.  Changes nothing."""
    movidos: tuple[PrazoMovido, ...] = ()
    regimes = ctx.regimes
    with suppress(_Desfazer), ctx.banco.escrita() as conexao:
        movidos = _revogar(ctx, conexao, dia_id, "consulta", regimes, hoje)
        raise _Desfazer
    return movidos


def revogar_dia(ctx: Contexto, *, dia_id: int, fundamento: str, hoje: date) -> None:
    """Revoke a day from now on and move the open deadlines it touches; the entry stays, with both instants.

    ErroDominio without fundamento, or when the day does not exist or was already revoked.
    """
    if not fundamento.strip():
        raise ErroDominio("Falta o fundamento da revogação. Nada foi gravado; informe o ato que revogou o dia.")
    regimes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        _revogar(ctx, conexao, dia_id, normalizar(fundamento), regimes, hoje)


def _gravar_dia(
    ctx: Contexto, conexao: Conexao, dia: DiaSemExpediente, antes: Regimes, hoje: date
) -> tuple[int, tuple[PrazoMovido, ...]]:
    dia = _conferir(conexao, dia)
    operacao = livro.abrir_operacao(
        conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao="Dia sem expediente"
    )
    conteudo = {
        "data": dia.data,
        "descricao": dia.descricao,
        "fundamento": dia.fundamento,
        "esfera": dia.esfera,
        "municipio": dia.municipio,
        "orgao_id": dia.orgao_id,
    }
    id_ = lancar_cadastro(conexao, operacao, sujeito_tipo="dia_sem_expediente", conteudo=conteudo, sujeito_id=dia.id)
    if dia.id is not None:
        return id_, ()
    pares = consultas.prazos_tocaveis(conexao, dia.data, _unidades_tocadas(conexao, dia))
    return id_, refazer(ctx, conexao, pares, antes=antes, hoje=hoje)


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


def _revogar(
    ctx: Contexto, conexao: Conexao, dia_id: int, fundamento: str, antes: Regimes, hoje: date
) -> tuple[PrazoMovido, ...]:
    gravado = _existente(conexao, dia_id)
    if gravado.revogado_em is not None:
        raise ErroDominio("Este dia já foi revogado. Nada foi alterado.")
    operacao = livro.abrir_operacao(
        conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao="Revogação de dia sem expediente"
    )
    conteudo: dict[str, Any] = {"revogado_em": operacao.instante, "revogacao": fundamento}
    lancar_cadastro(conexao, operacao, sujeito_tipo="dia_sem_expediente", conteudo=conteudo, sujeito_id=dia_id)
    pares = consultas.prazos_tocaveis(conexao, gravado.data, _unidades_tocadas(conexao, _dia(gravado)))
    return refazer(ctx, conexao, pares, antes=antes, hoje=hoje)


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


# ------------------------------------------------------------------ readings


def salvar_opcao(
    ctx: Contexto, *, chave: str, valor: str, fundamento: str, hoje: date, progresso: Progresso | None = None
) -> tuple[PrazoMovido, ...]:
    """Choose a reading (C4: contagem_publicacao; C6: fim_de_mes) and move the open deadlines; return which moved.

    ErroDominio for an unknown reading or without fundamento.
    """
    aceitos: dict[str, list[str]] = {
        OPCAO_PUBLICACAO: [leitura.value for leitura in ContagemPublicacao],
        OPCAO_FIM_DE_MES: [leitura.value for leitura in FimDeMes],
    }
    if valor not in aceitos.get(chave, []):
        raise ErroDominio(f"A leitura “{valor}” não existe para “{chave}”. Nada foi gravado.")
    if not fundamento.strip():
        raise ErroDominio("Falta o fundamento da leitura escolhida. Nada foi gravado; informe quem a decidiu e onde.")
    antes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao="Leitura da lei"
        )
        conteudo = {"chave": chave, "valor": valor, "fundamento": normalizar(fundamento)}
        lancar_cadastro(conexao, operacao, sujeito_tipo="opcao", conteudo=conteudo)
        do_estagio = (TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE)
        tipos = ROLAM[:3] if chave == OPCAO_PUBLICACAO else (*do_estagio, TipoPrazo.SUBMISSAO_AVALIACAO)
        pares = consultas.com_prazo_aberto(conexao, tipos)
        return refazer(ctx, conexao, pares, antes=antes, hoje=hoje, progresso=progresso)


# ------------------------------------------------------------------ refolding


def refazer(
    ctx: Contexto,
    conexao: Conexao,
    pares: Pares,
    *,
    antes: Regimes,
    hoje: date,
    progresso: Progresso | None = None,
) -> tuple[PrazoMovido, ...]:
    """Refold the people of these (person, vínculo) under the rules as now written; return what moved on the day."""
    depois = ctx.regimes_em(conexao)
    por_pessoa: dict[int, list[int]] = {}
    for servidor_id, vinculo_id in pares:
        por_pessoa.setdefault(servidor_id, []).append(vinculo_id)
    pessoas = list(por_pessoa)
    movidos: list[PrazoMovido] = []
    for inicio in range(0, len(pessoas), LOTE):
        lote = pessoas[inicio : inicio + LOTE]
        vidas = ler_vidas(conexao, lote)
        nomes = consultas_de_pessoas.nomes(conexao, lote)
        gravar_vidas(conexao, [projecao.calcular(depois, id_, vidas[id_].vida) for id_ in lote])
        ids = consultas.ids_dos_prazos(conexao, [v for id_ in lote for v in por_pessoa[id_]])
        for id_ in lote:
            vida = vidas[id_].vida
            for vinculo in (vida.vinculo(v) for v in por_pessoa[id_]):
                velhos = {(p.tipo, p.numero): p for p in prazos_do_vinculo(vida, vinculo, antes, hoje)}
                for novo in prazos_do_vinculo(vida, vinculo, depois, hoje):
                    velho = velhos.get((novo.tipo, novo.numero))
                    prazo_id = ids.get((vinculo.id, novo.tipo.value, novo.numero or 0))
                    if velho is not None and prazo_id is not None and novo.desfecho is None:
                        movidos += _movido(prazo_id, nomes[id_], velho, novo)
        if progresso is not None:
            progresso(min(inicio + LOTE, len(pessoas)), len(pessoas))
    return tuple(sorted(movidos, key=lambda m: (m.para or date.max, m.nome, m.prazo_id)))


def _movido(prazo_id: int, nome: str, velho: Prazo, novo: Prazo) -> list[PrazoMovido]:
    """Return the move of `vence` or, if only that one moved, of `vence_ultimo`."""
    for de, para in ((velho.vence, novo.vence), (velho.vence_ultimo, novo.vence_ultimo)):
        if de != para:
            return [PrazoMovido(prazo_id=prazo_id, nome=nome, tipo=novo.tipo, de=de, para=para)]
    return []
