"""Deadlines: lists, counts, why each date, and what happened while the program was closed."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.contagem import somar_meses
from ..estatuto.dispositivos import resumo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_da_vida, prazos_do_vinculo
from ..estatuto.regime import Regime, Regimes
from ..estatuto.tipos import SEM_NUMERO_PROPRIO, ContagemPublicacao, EstadoPrazo, FimDeMes, TipoPrazo
from ..estatuto.vida import VidaFuncional
from ..registro.banco import Banco
from ..registro.conexao import Conexao
from ..registro.consultas import agenda as consultas
from ..registro.consultas import agenda_ordem
from ..registro.consultas import painel as noticias
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.consultas.dependentes import recomputar, versao_do_livro
from ..registro.consultas.quadro import CargosDoDia
from ..registro.livro import ler_entrada
from ..registro.vidas import ler_vida, ler_vidas
from . import acessos
from .contexto import Contexto
from .permissoes import Permissao, exige
from .protecao import protegida
from .quadro import proposta, propostas_com_quadro
from .tipos import BarraMes, FiltroPrazos, LinhaPrazo, Novidade, Painel, PassoMemoria, PorQue, Proposta

LIMITE_DE_NOVIDADES = 500
"""News shown at once; acknowledging them brings the others."""

PROPOSTAS_NO_PAINEL = 20

CARENCIA = timedelta(days=30)
"""Before the first opening nobody could have looked: what happened in these days is news all the same."""


# ------------------------------------------------------------------ lists and counts


def ids_prazos(
    ctx: Contexto, *, filtro: FiltroPrazos, ordem: str = "vence", decrescente: bool = False, hoje: date,
    pendentes: bool = False, limite: int | None = None,
) -> array[int]:  # fmt: skip
    """Return the ids of the deadlines in display order, at most ``limite`` of them.

    ``ordem`` is the key of any column of the list.
    ``pendentes`` leaves only what nothing has closed yet.
    """
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        return agenda_ordem.ids(
            conexao, filtro, ordem=ordem, decrescente=decrescente, hoje=hoje, ajustados=moveis, pendentes=pendentes,
            limite=limite,
        )  # fmt: skip


@protegida
def linhas_prazos(ctx: Contexto, *, ids: Sequence[int], hoje: date) -> tuple[LinhaPrazo, ...]:
    """Return the deadlines asked for, in the order asked; ids that no longer exist are left out."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        return tuple(linha_prazo(linha) for linha in consultas.linhas(conexao, ids, hoje=hoje, ajustados=moveis))


def contar_prazos(
    ctx: Contexto, *, filtro: FiltroPrazos, hoje: date, pendentes: bool = False
) -> dict[EstadoPrazo, int]:
    """Return how many deadlines pass the filter, by state, every state present."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        contados = consultas.contar(conexao, filtro, hoje=hoje, ajustados=moveis, pendentes=pendentes)
    return {estado: contados.get(estado, 0) for estado in EstadoPrazo}


def por_mes(ctx: Contexto, *, filtro: FiltroPrazos, hoje: date) -> tuple[BarraMes, ...]:
    """Return how many deadlines fall due in each month, by kind, in order; months without any are absent."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        return _barras(consultas.por_mes(conexao, filtro, hoje=hoje, ajustados=moveis))


def _barras(contados: Mapping[tuple[int, int, TipoPrazo], int]) -> tuple[BarraMes, ...]:
    ordem = {tipo: i for i, tipo in enumerate(TipoPrazo)}
    chaves = sorted(contados, key=lambda c: (c[0], c[1], ordem[c[2]]))
    return tuple(BarraMes(ano=a, mes=m, tipo=t, quantidade=contados[a, m, t]) for a, m, t in chaves)


def linha_prazo(linha: consultas.LinhaDePrazo) -> LinhaPrazo:
    """Return a row of the registry as screens show it."""
    return LinhaPrazo(**valores_da_linha(linha))


def valores_da_linha(linha: consultas.LinhaDePrazo) -> dict[str, Any]:
    """Return the values of a row as screens show them, by name."""
    valores = linha._asdict()
    valores["tipo"] = TipoPrazo(linha.tipo)
    valores["estado"] = EstadoPrazo(linha.estado)
    valores["numero"] = None if valores["tipo"] in SEM_NUMERO_PROPRIO else linha.numero or None
    valores["posicao"] = linha.numero
    return valores


_trava = threading.Lock()
_guardados: WeakKeyDictionary[Banco, tuple[int, date, dict[int, Prazo]]] = WeakKeyDictionary()


def ajustados(ctx: Contexto, conexao: Conexao, regimes: Regimes, hoje: date) -> dict[int, Prazo]:
    """Return the deadlines that move with the day, as on ``hoje``: kept until the book or the day changes."""
    versao = versao_do_livro(conexao)
    with _trava:
        guardado = _guardados.get(ctx.banco)
    if guardado is not None and guardado[:2] == (versao, hoje):
        return guardado[2]
    novos = recomputar(conexao, regimes, hoje)
    with _trava:
        _guardados[ctx.banco] = (versao, hoje, novos)
    return novos


# ------------------------------------------------------------------ why


@protegida
def por_que(ctx: Contexto, *, prazo_id: int, hoje: date) -> PorQue:
    """Return the steps that lead to a deadline, our summary of the article and what other readings would give.

    ErroDominio when the deadline no longer exists, because an act or the calendar changed since it was listed.
    """
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)
        achadas = consultas.linhas(conexao, [prazo_id], hoje=hoje, ajustados=moveis)
        if not achadas:
            raise ErroDominio("Este prazo não existe mais: o registro mudou. Nada foi alterado; atualize a lista.")
        linha = linha_prazo(achadas[0])
        vida = ler_vida(conexao, linha.servidor_id).vida
        resposta = ler_entrada(conexao, linha.fechado_por) if linha.fechado_por is not None else None
    acessos.anotar(ctx, "servidor", linha.servidor_id, "memória de um prazo")
    prazo = _achar(vida, linha, regimes, hoje)
    resolvido = ""
    if resposta is not None and resposta.data_legal is not None:
        definicao = POR_TIPO.get(resposta.tipo)
        ato = definicao.rotulo if definicao is not None else resposta.tipo
        resolvido = f"{ato}, de {formatar_data(resposta.data_legal)}"
    return PorQue(
        titulo=_titulo(linha),
        passos=tuple(PassoMemoria(texto=p.texto, dispositivo=p.dispositivo) for p in prazo.memoria),
        dispositivo=prazo.dispositivo,
        resumo=resumo(prazo.dispositivo),
        alternativas=_alternativas(vida, linha, prazo, regimes, hoje),
        resolvido_por=resolvido,
    )


def _titulo(linha: LinhaPrazo) -> str:
    quando = "suspenso" if linha.vence is None else f"vence em {formatar_data(linha.vence)}"
    return f"{linha.rotulo}: {quando} ({linha.estado.rotulo.lower()})"


def _achar(vida: VidaFuncional, linha: LinhaPrazo, regimes: Regimes, hoje: date) -> Prazo:
    for prazo in prazos_do_vinculo(vida, vida.vinculo(linha.vinculo_id), regimes, hoje):
        if (prazo.tipo, prazo.posicao) == (linha.tipo, linha.posicao):
            return prazo
    raise ErroDominio(
        "Este prazo não se explica pelos atos do livro. Nada foi alterado; use Administração › Verificar o registro."
    )


def _alternativas(
    vida: VidaFuncional, linha: LinhaPrazo, prazo: Prazo, regimes: Regimes, hoje: date
) -> tuple[str, ...]:
    """Return what the readings that were not chosen would give, named with their dates."""
    frases = []
    for campo, leituras in (("contagem_publicacao", ContagemPublicacao), ("fim_de_mes", FimDeMes)):
        for leitura in leituras:
            outro = _achar(vida, linha, _com_leitura(regimes, campo, leitura), hoje)
            if outro.vence is not None and outro.vence != prazo.vence:
                frases.append(f"Na leitura “{leitura.rotulo}”, venceria em {formatar_data(outro.vence)}.")
    if prazo.vence_ultimo is not None and prazo.vence_ultimo != prazo.vence:
        frases.append(
            f"Em todas as leituras, o último dia possível é {formatar_data(prazo.vence_ultimo)}; "
            "só depois dele se propõe algum ato."
        )
    return tuple(frases)


def _com_leitura(regimes: Regimes, campo: str, leitura: Any) -> Regimes:
    def outro(unidade: int | None, conhecido_em: datetime | None) -> Regime:
        regime = regimes(unidade, conhecido_em)
        return replace(regime, opcoes=replace(regime.opcoes, **{campo: leitura}))

    return outro


# ------------------------------------------------------------------ the first screen of the morning


@protegida
def painel(ctx: Contexto, *, hoje: date) -> Painel:
    """Return the first screen: counts, what happened since the last opening, the acts the law suggests.

    Every count is that of the list with the same filter: state, or `vence` from today on.
    """
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        moveis = ajustados(ctx, conexao, regimes, hoje)

        def contar(filtro: FiltroPrazos) -> int:
            return sum(consultas.contar(conexao, filtro, hoje=hoje, ajustados=moveis).values())

        primeira, ultima = noticias.aberturas(conexao, hoje)
        novos = noticias.eventos(
            conexao,
            desde=min(primeira or hoje, hoje) - CARENCIA,
            hoje=hoje,
            parametros=regimes(None, None).parametros,
            ajustados=moveis,
        )
        candidatos = noticias.candidatos_a_proposta(conexao, hoje=hoje)
        mostrados = {evento.prazo_id: evento for evento in novos[:LIMITE_DE_NOVIDADES]}
        inicio = hoje.replace(day=1)
        ano_seguinte = FiltroPrazos(de=inicio, ate=inicio.replace(year=inicio.year + 1) - timedelta(days=1))
        # The two states in one reading: it goes over most of the deadlines.
        passados = consultas.contar(
            conexao,
            FiltroPrazos(estados=(EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA)),
            hoje=hoje,
            ajustados=moveis,
        )
        meses = _barras(consultas.por_mes(conexao, ano_seguinte, hoje=hoje, ajustados=moveis))
        return Painel(
            hoje=hoje,
            vencidos=passados.get(EstadoPrazo.VENCIDO, 0),
            zona_cinzenta=passados.get(EstadoPrazo.ZONA_CINZENTA, 0),
            proximos_7=contar(proximos(hoje, 7)),
            proximos_30=contar(proximos(hoje, 30)),
            proximos_90=contar(proximos(hoje, 90)),
            propostas=_propostas(conexao, regimes, hoje, candidatos, PROPOSTAS_NO_PAINEL),
            total_propostas=_quantas(conexao, regimes, hoje, candidatos),
            desde_ultima_abertura=ultima,
            novidades=tuple(
                sorted(
                    (
                        _novidade(linha, mostrados[linha.id])
                        for linha in consultas.linhas(conexao, list(mostrados), hoje=hoje, ajustados=moveis)
                    ),
                    key=_urgencia,
                )
            ),
            total_novidades=len(novos),
            meses=meses,
            servidores=consultas_de_pessoas.contar_pessoas(conexao),
        )


def _novidade(linha: consultas.LinhaDePrazo, evento: noticias.Evento) -> Novidade:
    return Novidade(**valores_da_linha(linha), evento=evento.evento, em=evento.em)


def _urgencia(linha: LinhaPrazo) -> tuple[int, date]:
    """Order the news of a morning: what is lost, what is about to be, the rest; the oldest first."""
    ordem = {EstadoPrazo.VENCIDO: 0, EstadoPrazo.ZONA_CINZENTA: 1}
    return ordem.get(linha.estado, 2), linha.vence or date.max


def proximos(hoje: date, dias: int) -> FiltroPrazos:
    """Return the filter of the open deadlines due, or to be done by their internal date, up to ``dias`` days ahead.

    Today and the last day are both included.
    """
    return FiltroPrazos(dia_de=hoje, dia_ate=hoje + timedelta(days=dias), estados=(EstadoPrazo.ABERTO,))


def no_mes(filtro: FiltroPrazos, mes: date) -> FiltroPrazos:
    """Return the filter narrowed to what is due, or has its internal date, in a month."""
    de = mes.replace(day=1)
    ate = somar_meses(de, 1, FimDeMes.ULTIMO_DIA) - timedelta(days=1)
    return replace(filtro, dia_de=max(de, filtro.dia_de or de), dia_ate=min(ate, filtro.dia_ate or ate))


@exige(Permissao.CONSULTAR)
def reconhecer(ctx: Contexto, *, prazo_ids: Sequence[int] = (), novidades: Sequence[Novidade] = (), hoje: date) -> int:
    """Record that deadlines were seen: they are news again only if something else happens.  Return how many were.

    ``prazo_ids`` as they are today; ``novidades`` as they were shown: what has moved since, or has gone further, is
    left as news.
    """
    regimes = ctx.regimes
    mostradas = {n.id: (n.vence, n.evento) for n in novidades}
    vistos = 0
    with ctx.banco.escrita() as conexao:
        ocorridos = noticias.eventos_de(
            conexao,
            list(dict.fromkeys((*prazo_ids, *mostradas))),
            hoje=hoje,
            parametros=regimes(None, None).parametros,
            ajustados=recomputar(conexao, regimes, hoje),
        )
        gravar: list[noticias.Evento] = []
        for prazo_id, eventos in ocorridos.items():
            chaves = [(e.vence, e.evento) for e in eventos]
            mostrada = mostradas.get(prazo_id, chaves[-1] if chaves else None)
            if mostrada in chaves:
                # What came before it is seen with it: it must not come back when a later one is undone.
                gravar += eventos[: chaves.index(mostrada) + 1]
                vistos += mostrada == chaves[-1]
        noticias.reconhecer(conexao, gravar, hoje=hoje, instante=ctx.relogio.agora(), usuario=ctx.usuario)
    return vistos


@exige(Permissao.CONSULTAR)
def marcar_abertura(ctx: Contexto, *, hoje: date) -> None:
    """Record that the program was opened on the day; nothing happens in a registry that cannot be written."""
    if ctx.banco.somente_leitura:
        return
    with ctx.banco.escrita() as conexao:
        noticias.marcar_abertura(conexao, hoje=hoje, instante=ctx.relogio.agora(), usuario=ctx.usuario)


@protegida
def propostas(ctx: Contexto, *, hoje: date, limite: int | None = None) -> tuple[Proposta, ...]:
    """Return the acts the law suggests on the day, the oldest lapse first; never applied by the program (C5)."""
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        candidatos = noticias.candidatos_a_proposta(conexao, hoje=hoje)
        return _propostas(conexao, regimes, hoje, candidatos, limite)


def _propostas(
    conexao: Conexao, regimes: Regimes, hoje: date, candidatos: Sequence[noticias.Candidato], limite: int | None
) -> tuple[Proposta, ...]:
    """Return the acts suggested about the candidates, in their order, until there are ``limite``."""
    pessoas = list(dict.fromkeys(c.servidor_id for c in candidatos))
    passo = consultas.LOTE if limite is None else max(limite, 1)
    cargos = CargosDoDia(conexao, hoje)
    achadas: list[Proposta] = []
    for inicio in range(0, len(pessoas), passo):
        lote = pessoas[inicio : inicio + passo]
        nomes = consultas_de_pessoas.nomes(conexao, lote)
        for servidor_id, leitura in ler_vidas(conexao, lote).items():
            achadas += propostas_da_vida(
                conexao, leitura.vida, servidor_id, nomes[servidor_id], regimes, hoje, cargos=cargos
            )
        if limite is not None and len(achadas) >= limite:
            break
    achadas.sort(key=lambda p: (p.desde or date.min, p.vinculo_id))
    return tuple(achadas[:limite] if limite is not None else achadas)


def _quantas(conexao: Conexao, regimes: Regimes, hoje: date, candidatos: Sequence[noticias.Candidato]) -> int:
    """Return how many acts are suggested: only the lives whose answer depends on posts are read."""
    incertas = {c.servidor_id for c in candidatos if not c.certo}
    certas = sum(c.servidor_id not in incertas for c in candidatos)
    if not incertas:
        return certas
    delas = [c for c in candidatos if c.servidor_id in incertas]
    return certas + len(_propostas(conexao, regimes, hoje, delas, None))


def propostas_da_vida(
    conexao: Conexao, vida: VidaFuncional, servidor_id: int, nome: str, regimes: Regimes, hoje: date, *,
    cargos: CargosDoDia | None = None,
) -> tuple[Proposta, ...]:  # fmt: skip
    """Return the acts the law suggests about one person; ``cargos`` are the day's, kept from one to the next."""
    prazos = prazos_da_vida(vida, regimes, hoje)
    legais = propostas_com_quadro(conexao, vida, prazos, regimes, hoje, cargos=cargos)
    return tuple(proposta(p, servidor_id, nome) for p in legais)
