"""Estágio probatório: who is in it, until when, what is missing; the two counters; the ways out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from ..estatuto.atos.catalogo import EMENDAS
from ..estatuto.avaliacoes import Pedido, escala_do_estagio
from ..estatuto.contadores import contar_ausencias
from ..estatuto.contagem import somar_meses
from ..estatuto.erros import ErroDominio
from ..estatuto.parametros import Parametros
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import duracao_do_estagio, prazos_do_vinculo
from ..estatuto.prazos_avaliacao import termo_da_decisao, termo_da_reconsideracao, termo_do_recurso
from ..estatuto.regime import Regime
from ..estatuto.tipos import EstadoPrazo, FimDeMes, TipoPrazo
from ..estatuto.vida import Avaliacao, VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import estagio as consultas
from ..registro.consultas.agenda import Ajustados
from ..registro.vidas import ler_vida, ler_vidas
from .agenda import ajustados
from .contexto import Contexto
from .estagio_saidas import saidas
from .protecao import protegida
from .tipos import LinhaPrazo
from .tipos.estagio import (
    AvaliacaoFeita,
    Contadores,
    DetalheEstagio,
    FiltroEstagio,
    LinhaEstagio,
    PedidoAvaliacao,
    Recorte,
    ResumoEstagio,
)

# ------------------------------------------------------------------ the list


def ids_em_estagio(
    ctx: Contexto, *, filtro: FiltroEstagio, ordem: str = "fim", decrescente: bool = False, hoje: date
) -> array[int]:
    """Return the vínculos in estágio, in display order; ``ordem`` is one of `registro.consultas.estagio.ORDENS`."""
    regimes = ctx.regimes
    parametros = regimes(None, None).parametros
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        emendados = _avaliadores_emendados(conexao)
        passa = _quem_passa(conexao, hoje, moveis, parametros, emendados)
        return consultas.ids(
            conexao, filtro, ordem=ordem, decrescente=decrescente, hoje=hoje, parametros=parametros, ajustados=moveis,
            passam=lambda vinculos: passa(vinculos, filtro.recorte), emendados=emendados,
        )  # fmt: skip


@protegida
def linhas_em_estagio(ctx: Contexto, *, ids: Sequence[int], hoje: date) -> tuple[LinhaEstagio, ...]:
    """Return the rows asked for, in the order asked; who is no longer in estágio is left out."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        emendados = _avaliadores_emendados(conexao)
        return _linhas(conexao, ids, hoje, moveis, regimes(None, None).parametros, emendados)


def resumo_do_estagio(ctx: Contexto, *, filtro: FiltroEstagio, hoje: date) -> ResumoEstagio:
    """Return how many people each part of the list has; the part chosen in ``filtro`` does not restrict."""
    regimes = ctx.regimes
    parametros = regimes(None, None).parametros
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        emendados = _avaliadores_emendados(conexao)
        contados = consultas.contar(
            conexao, filtro, [r.value for r in Recorte], hoje=hoje, parametros=parametros, ajustados=moveis,
            passa=_quem_passa(conexao, hoje, moveis, parametros, emendados), emendados=emendados,
        )  # fmt: skip
    return ResumoEstagio(
        total=contados[Recorte.TODOS.value], por_recorte={recorte: contados[recorte.value] for recorte in Recorte}
    )


def _avaliadores_emendados(conexao: Conexao) -> consultas.Emendados:
    """Return who evaluates where the book was corrected: an act undone no longer designates anybody."""
    pares = consultas.designacoes_emendadas(conexao, [definicao.tipo for definicao in EMENDAS])
    if not pares:
        return {}
    vidas = ler_vidas(conexao, sorted({servidor for servidor, _ in pares}))
    folhas = {v.id: v.avaliadores for leitura in vidas.values() for v in leitura.vida.vinculos}
    return {
        vinculo: max(folhas[vinculo], key=lambda a: (a.desde, a.ato)).chefe if folhas.get(vinculo) else None
        for servidor, vinculo in pares
        if servidor in vidas
    }


def _quem_passa(
    conexao: Conexao, hoje: date, moveis: Ajustados, parametros: Parametros, emendados: consultas.Emendados
) -> Callable[[Sequence[int], str], Collection[int]]:
    """Return what tells which of the vínculos that move with the day belong to a part of the list."""
    lidas: dict[int, LinhaEstagio] = {}

    def passa(vinculos: Sequence[int], recorte: str) -> Collection[int]:
        novos = [id_ for id_ in vinculos if id_ not in lidas]
        lidas.update(
            {linha.vinculo_id: linha for linha in _linhas(conexao, novos, hoje, moveis, parametros, emendados)}
        )
        return [id_ for id_ in vinculos if id_ in lidas and lidas[id_].em(Recorte(recorte))]

    return passa


def _linhas(
    conexao: Conexao, ids: Sequence[int], hoje: date, moveis: Ajustados, parametros: Parametros,
    emendados: consultas.Emendados,
) -> tuple[LinhaEstagio, ...]:  # fmt: skip
    pagina = consultas.pagina(conexao, ids, hoje=hoje, ajustados=moveis, emendados=emendados)
    achadas = []
    for id_ in ids:
        pessoa = pagina.pessoas.get(id_)
        if pessoa is None:
            continue
        prazos = [_linha_prazo(prazo, pessoa) for prazo in pagina.prazos.get(id_, ())]
        fim = next((p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
        if fim is None:
            continue
        submissao = next((p for p in prazos if p.tipo is TipoPrazo.SUBMISSAO_AVALIACAO), None)
        achadas.append(
            LinhaEstagio(
                **pessoa._asdict(),
                exercicio=fim.inicio,
                fim=fim,
                submissao=submissao,
                avaliacoes=tuple(
                    sorted((p for p in prazos if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL), key=lambda p: p.numero or 0)
                ),
                aviso=aviso_do_portao(fim, submissao, hoje, parametros),
                chefe=pagina.chefes.get(id_),
            )
        )
    return tuple(achadas)


def _linha_prazo(prazo: consultas.PrazoDoEstagio, pessoa: consultas.Pessoa) -> LinhaPrazo:
    valores = {**pessoa._asdict(), **prazo._asdict()}
    valores.update(tipo=TipoPrazo(prazo.tipo), estado=EstadoPrazo(prazo.estado), numero=prazo.numero or None)
    return LinhaPrazo(**valores)


def aviso_do_portao(fim: LinhaPrazo, submissao: LinhaPrazo | None, hoje: date, parametros: Parametros) -> int | None:
    """Return the warning in course before the submission (6, 5 months before the end), None outside them (S3)."""
    if fim.vence is None or submissao is None or submissao.fechado_em is not None:
        return None
    if submissao.estado is EstadoPrazo.VENCIDO:
        return None
    meses = parametros.inteiros("alertas_submissao_meses", fim.inicio or fim.vence)
    abertos = [n for n in meses if hoje >= somar_meses(fim.vence, -n, FimDeMes.ULTIMO_DIA)]
    return min(abertos, default=None)


# ------------------------------------------------------------------ one person


def contadores(ctx: Contexto, *, vinculo_id: int, hoje: date) -> Contadores | None:
    """Return the two counters of S5, absence by absence; None for a vínculo without estágio."""
    return detalhe(ctx, vinculo_id=vinculo_id, hoje=hoje).contadores


@protegida
def detalhe(ctx: Contexto, *, vinculo_id: int, hoje: date) -> DetalheEstagio:
    """Return the evaluations with their scores and requests, the counters and the ways out of one vínculo.

    ErroDominio when the vínculo no longer exists.
    """
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        dono = consultas.versao_e_dono(conexao, vinculo_id)
        if dono is None:
            raise ErroDominio("Este vínculo não existe mais: o registro mudou. Nada foi alterado; atualize a lista.")
        vida = ler_vida(conexao, dono[0]).vida
    vinculo = vida.vinculo(vinculo_id)
    regime = regimes(vinculo.unidade, None)
    prazos = prazos_do_vinculo(vida, vinculo, regimes, hoje)
    exercicio = vinculo.exercicio.data if vinculo.exercicio is not None else hoje
    return DetalheEstagio(
        vinculo_id=vinculo_id,
        servidor_id=dono[0],
        versao=dono[1],
        avaliacoes=tuple(_feita(a, vinculo, regime, hoje) for a in sorted(vinculo.avaliacoes, key=lambda a: a.numero)),
        avaliadores=max(
            (a for a in vinculo.avaliadores if a.desde <= hoje), key=lambda a: (a.desde, a.ato), default=None
        ),
        escala=escala_do_estagio(regime.parametros, exercicio),
        contadores=_contadores(vida, vinculo, prazos, regime, hoje),
        resultado=vinculo.homologacao.resultado if vinculo.homologacao is not None else None,
        saidas=saidas(vinculo, prazos, hoje),
    )


def _contadores(
    vida: VidaFuncional, vinculo: Vinculo, prazos: Sequence[Prazo], regime: Regime, hoje: date
) -> Contadores | None:
    do_fim = next((p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
    if do_fim is None or vinculo.exercicio is None:
        return None
    exercicio = vinculo.exercicio.data
    meses = duracao_do_estagio(regime, exercicio)
    base = somar_meses(exercicio, meses, regime.opcoes.fim_de_mes)
    ausencias, efetivo, avaliado = contar_ausencias(vida, vinculo, regime, base, hoje)
    estavel = next((p for p in prazos if p.tipo is TipoPrazo.ESTABILIDADE), None)
    # A closed deadline stays as it was known: its date is the one shown, whatever would be computed today.
    return Contadores(
        exercicio=exercicio,
        meses=meses,
        ausencias=ausencias,
        efetivo=replace(efetivo, resultado=estavel.vence) if estavel is not None and estavel.vence else efetivo,
        avaliado=replace(avaliado, resultado=do_fim.vence) if do_fim.vence else avaliado,
        depende_de_hoje=do_fim.depende_de_hoje or (estavel is not None and estavel.depende_de_hoje),
    )


def _feita(avaliacao: Avaliacao, vinculo: Vinculo, regime: Regime, hoje: date) -> AvaliacaoFeita:
    reconsideracao, recurso = avaliacao.reconsideracao, avaliacao.recurso
    reconsiderar_ate = recorrer_ate = None
    if reconsideracao is None and avaliacao.ciencia is not None and vinculo.homologacao is None:
        ultimo = termo_da_reconsideracao(regime, avaliacao.ciencia).vence_ultimo
        reconsiderar_ate = ultimo if hoje <= ultimo else None
    if reconsideracao is not None and reconsideracao.decisao is not None and not reconsideracao.deferido:
        ultimo = termo_do_recurso(regime, reconsideracao.decisao).vence_ultimo
        recorrer_ate = ultimo if recurso is None and hoje <= ultimo and vinculo.homologacao is None else None
    return AvaliacaoFeita(
        numero=avaliacao.numero,
        data=avaliacao.fato.data,
        satisfatoria=avaliacao.satisfatoria,
        prevalece=avaliacao.prevalece,
        notas=avaliacao.notas,
        avaliador=avaliacao.avaliador,
        ciencia=avaliacao.ciencia,
        reconsideracao=None if reconsideracao is None else _pedido(reconsideracao, regime),
        recurso=None if recurso is None else _pedido(recurso, None),
        reconsiderar_ate=reconsiderar_ate,
        recorrer_ate=recorrer_ate,
        proximo_ato=_proximo_ato(avaliacao, reconsiderar_ate, recorrer_ate),
    )


def _pedido(pedido: Pedido, regime: Regime | None) -> PedidoAvaliacao:
    ate = None if regime is None or pedido.decisao is not None else termo_da_decisao(regime, pedido.data).vence_ultimo
    return PedidoAvaliacao(data=pedido.data, deferido=pedido.deferido, decisao=pedido.decisao, ate=ate)


def _proximo_ato(avaliacao: Avaliacao, reconsiderar_ate: date | None, recorrer_ate: date | None) -> str:
    """Return the act that may come next about an evaluation."""
    if avaliacao.recurso is not None:
        return "decisao_recurso" if avaliacao.recurso.decisao is None else ""
    if avaliacao.reconsideracao is not None and avaliacao.reconsideracao.decisao is None:
        return "decisao_reconsideracao"
    if recorrer_ate is not None:
        return "recurso_avaliacao"
    if avaliacao.ciencia is None and not avaliacao.satisfatoria:
        return "ciencia_avaliacao"
    return "reconsideracao_avaliacao" if reconsiderar_ate is not None else ""
