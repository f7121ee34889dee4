"""Contradictions that no query can tell: acts that no longer fit, deadlines that move with the day, corrected acts.

Few lives have to be read for them: those whose book has corrections or acts entered out of order.  What a life tells is
kept until something new is entered about the person or the rules change.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

from ..estatuto.atos.base import Ato
from ..estatuto.emendas import Sorte, efetivos, sortes
from ..estatuto.prazo import Prazo
from ..estatuto.quadro import atual
from ..estatuto.regime import Regimes
from ..estatuto.rejulgamento import rejulgar
from ..estatuto.tipos import Desfecho, TipoPrazo, TipoProvimento
from ..registro.banco import Banco
from ..registro.conexao import Conexao
from ..registro.consultas.contradicoes_colunas import Momento
from ..registro.consultas.contradicoes_especies import Achado, Especie, Gravidade
from ..registro.consultas.contradicoes_regras import DIREITOS, peso_do_prazo
from ..registro.consultas.contradicoes_vidas import (
    Revolvida,
    cargos_corrigidos,
    cargos_sem_numero,
    com_publicacao,
    donos,
    prazos_de_volta,
    prazos_do_estagio,
    revolvidas,
)
from ..registro.consultas.dependentes import versao_do_livro
from ..registro.consultas.emendas import atos_do_sujeito
from ..registro.livro import ler_entrada
from ..registro.transformados import transformacoes
from ..registro.vidas import Leitura, ler_vidas, para_dobra
from ..relogio import fuso_da_bahia
from .agenda import ajustados
from .contexto import Contexto

_LOTE: Final = 300

_DO_ESTAGIO: Final = (TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apanhado:
    """What the queries are given: the day with what was read for it, and the findings to add to theirs."""

    momento: Momento
    extras: tuple[Achado, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _DaVida:
    """What one life tells."""

    achados: tuple[Achado, ...] = ()
    sem_valor: tuple[int, ...] = ()
    corrigidas: tuple[int, ...] = ()
    declaradas: tuple[int, ...] = ()
    emendados: tuple[tuple[int, int], ...] = ()
    """Acts in force that were corrected, each with a correction."""


@dataclass(slots=True)
class _Guardado:
    """What was read of one registry: the gathered answer, and that of each life as of the entry ``ate``."""

    regras: int = -1
    chave: tuple[int, date] | None = None
    apanhado: Apanhado | None = None
    ate: int = 0
    vidas: dict[Revolvida, _DaVida] = field(default_factory=dict)


_trava = threading.Lock()
_guardados: WeakKeyDictionary[Banco, _Guardado] = WeakKeyDictionary()


def apanhar(ctx: Contexto, conexao: Conexao, hoje: date) -> Apanhado:
    """Return what the queries of the inbox need on a day; kept until the book, the rules or the day change."""
    regimes, regras = ctx.regimes, ctx.banco.versao_das_regras
    chave = (versao_do_livro(conexao), hoje)
    with _trava:
        guardado = _guardados.setdefault(ctx.banco, _Guardado())
        if guardado.regras != regras:
            guardado = _guardados[ctx.banco] = _Guardado(regras=regras)
        if guardado.apanhado is not None and guardado.chave == chave:
            return guardado.apanhado
        ate, conhecidas = guardado.ate, dict(guardado.vidas)
    vidas = _ler(conexao, regimes, conhecidas, ate)
    moveis = ajustados(ctx, conexao, regimes, hoje)
    apanhado = _juntar(conexao, vidas, moveis, hoje)
    with _trava:
        guardado.chave, guardado.apanhado, guardado.vidas, guardado.ate = chave, apanhado, vidas, chave[0]
    return apanhado


def _ler(
    conexao: Conexao, regimes: Regimes, conhecidas: dict[Revolvida, _DaVida], ate: int
) -> dict[Revolvida, _DaVida]:
    novas = revolvidas(conexao, desde=ate)
    de_novo = {pessoa.servidor_id for pessoa in novas}
    vidas = {pessoa: vida for pessoa, vida in conhecidas.items() if pessoa.servidor_id not in de_novo}
    for inicio in range(0, len(novas), _LOTE):
        lote = novas[inicio : inicio + _LOTE]
        lidas = ler_vidas(conexao, [pessoa.servidor_id for pessoa in lote])
        vidas |= {
            pessoa: _da_vida(lidas[pessoa.servidor_id], regimes) for pessoa in lote if pessoa.servidor_id in lidas
        }
    return vidas


def _da_vida(leitura: Leitura, regimes: Regimes) -> _DaVida:
    destinos = sortes(leitura.atos)
    originais = {ato.id: ato for ato in leitura.atos}
    corrigidas = [
        ato
        for ato in efetivos(leitura.atos)
        if ato.tipo == "posse" and ato.id in originais and ato.conteudo != originais[ato.id].conteudo
    ]
    return _DaVida(
        achados=tuple(_que_nao_cabem(leitura, regimes)),
        sem_valor=tuple(_mortos(destinos)),
        corrigidas=tuple(ato.id for ato in corrigidas),
        declaradas=tuple(ato.id for ato in corrigidas if _declara(ato.conteudo)),
        emendados=tuple(_corrigidos(destinos)),
    )


def _do_cargo(conexao: Conexao, cargo_id: int) -> _DaVida:
    """Return which acts on a cargo no longer hold, and which were corrected."""
    entradas = (ler_entrada(conexao, id_) for id_ in atos_do_sujeito(conexao, "cargo", cargo_id))
    destinos = sortes([para_dobra(entrada) for entrada in entradas if entrada is not None])
    return _DaVida(sem_valor=tuple(_mortos(destinos)), emendados=tuple(_corrigidos(destinos)))


def _mortos(destinos: Mapping[int, Sorte]) -> Iterator[int]:
    return (id_ for id_, sorte in destinos.items() if not sorte.situacao.vale)


def _corrigidos(destinos: Mapping[int, Sorte]) -> Iterator[tuple[int, int]]:
    return ((id_, por) for id_, sorte in destinos.items() if sorte.situacao.vale for por in sorte.por)


def _declara(posse: Any) -> bool:
    """Tell whether the content of a posse declares a lawful accumulation, as the query reads it from the table."""
    return bool(posse.declaracao_acumulacao and posse.acumulacao_licita and posse.outro_cargo)


def _que_nao_cabem(leitura: Leitura, regimes: Regimes) -> list[Achado]:
    return [
        Achado(
            Especie.ATO_NAO_CABE_MAIS.value,
            desencontro.ato.id,
            str(desencontro.ato.id),
            int(Gravidade.ALTA),
            servidor_id=leitura.servidor_id,
            vinculo_id=desencontro.ato.vinculo,
            ato_id=desencontro.ato.id,
            desde=_soube_se_em(desencontro.ato, leitura.atos),
            dia=desencontro.ato.data,
            texto="\n".join(
                (
                    desencontro.faltas[0].dispositivo,
                    " ".join((falta.falta or falta.descricao).rstrip(".") + "." for falta in desencontro.faltas),
                )
            ),
        )
        for desencontro in rejulgar(leitura.nascimento, leitura.atos, regimes)
    ]


def _soube_se_em(ato: Ato, atos: Sequence[Ato]) -> date:
    """Return the day on which what the act does not fit entered the book, as far as can be told: the next entry."""
    depois = [a.registrado_em for a in atos if a.sequencia > ato.sequencia and a.registrado_em is not None]
    return min(depois).astimezone(fuso_da_bahia()).date() if depois else ato.data


# ------------------------------------------------------------------ what moves with the day


def _juntar(conexao: Conexao, lidas: dict[Revolvida, _DaVida], moveis: dict[int, Prazo], hoje: date) -> Apanhado:
    do_estagio = {prazo.vinculo for prazo in moveis.values() if prazo.tipo in _DO_ESTAGIO}
    vidas = [*lidas.values(), *(_do_cargo(conexao, cargo_id) for cargo_id in cargos_corrigidos(conexao))]
    extras = [achado for vida in vidas for achado in vida.achados]
    extras += _vencidos(conexao, moveis, hoje)
    extras += _completos(conexao, moveis, do_estagio, hoje)
    extras += _de_volta(conexao, hoje)
    mudados = transformacoes(conexao)
    emendados = [par for vida in vidas for par in vida.emendados]
    com_papel = com_publicacao(conexao, [emenda for _, emenda in emendados])
    return Apanhado(
        momento=Momento(
            hoje=hoje,
            sem_valor=tuple(sorted(id_ for vida in vidas for id_ in vida.sem_valor)),
            corrigidas=tuple(sorted(id_ for vida in vidas for id_ in vida.corrigidas)),
            declaradas=tuple(sorted(id_ for vida in vidas for id_ in vida.declaradas)),
            publicados=tuple(sorted({ato for ato, emenda in emendados if emenda in com_papel})),
            moveis=tuple(sorted(do_estagio)),
            cargos=tuple(sorted((velho, atual(velho, mudados)) for velho in mudados)),
            sem_numero=tuple(cargos_sem_numero(conexao, mudados)),
        ),
        extras=tuple(extras),
    )


def _vencidos(conexao: Conexao, moveis: dict[int, Prazo], hoje: date) -> list[Achado]:
    vencidos = {id_: p for id_, p in moveis.items() if p.tipo not in (*_DO_ESTAGIO, *DIREITOS) and p.lapso(hoje)}
    pessoas = donos(conexao, [prazo.vinculo for prazo in vencidos.values()])
    return [
        Achado(
            Especie.PRAZO_VENCIDO.value,
            id_,
            f"{prazo.vinculo}:{prazo.tipo.value}:{prazo.posicao}",
            int(peso_do_prazo(prazo.tipo)),
            servidor_id=pessoas.get(prazo.vinculo),
            vinculo_id=prazo.vinculo,
            desde=prazo.vence_ultimo,
            dia=prazo.vence,
            limite=prazo.vence_ultimo,
            texto=prazo.tipo.value,
            numero=prazo.posicao,
        )
        for id_, prazo in vencidos.items()
    ]


def _completos(conexao: Conexao, moveis: dict[int, Prazo], vinculos: set[int], hoje: date) -> list[Achado]:
    """Return whose time is complete although one of the two counters moves with the day."""
    desde: dict[int, date] = {}

    def notar(vinculo_id: int, ultimo: date | None) -> None:
        if ultimo is not None and ultimo < hoje:
            desde[vinculo_id] = min(ultimo, desde.get(vinculo_id, ultimo))

    for prazo in prazos_do_estagio(conexao, vinculos):
        notar(prazo.vinculo_id, prazo.vence_ultimo)
    for movel in moveis.values():
        if movel.tipo in _DO_ESTAGIO and movel.desfecho is not Desfecho.CUMPRIDO and movel.lapso(hoje):
            notar(movel.vinculo, movel.vence_ultimo)
    pessoas = donos(conexao, list(desde))
    return [
        Achado(
            Especie.ESTAGIO_SEM_HOMOLOGACAO.value,
            vinculo_id,
            str(vinculo_id),
            int(Gravidade.ALTA),
            servidor_id=pessoas.get(vinculo_id),
            vinculo_id=vinculo_id,
            desde=dia,
            dia=dia,
        )
        for vinculo_id, dia in sorted(desde.items())
    ]


_OUVIR_A_PGE: Final = frozenset({TipoProvimento.REINTEGRACAO, TipoProvimento.RECONDUCAO})


def _de_volta(conexao: Conexao, hoje: date) -> list[Achado]:
    """Return who did not enter into exercício after a provimento without posse: what follows depends on which."""
    prazos = prazos_de_volta(conexao, hoje)
    lidas = ler_vidas(conexao, sorted({prazo.servidor_id for prazo in prazos}))
    achados = []
    for prazo in prazos:
        if prazo.servidor_id not in lidas:
            continue
        provimento = lidas[prazo.servidor_id].vida.vinculo(prazo.vinculo_id).provimentos[prazo.ordem - 1]
        if provimento.doenca is not None:
            continue
        ausente = provimento.tipo in _OUVIR_A_PGE
        achados.append(
            Achado(
                (Especie.REINTEGRADO_AUSENTE if ausente else Especie.PRAZO_VENCIDO).value,
                prazo.id,
                f"{prazo.vinculo_id}:{TipoPrazo.EXERCICIO.value}:{prazo.ordem}",
                int(Gravidade.ALTA),
                servidor_id=prazo.servidor_id,
                vinculo_id=prazo.vinculo_id,
                ato_id=provimento.fato.ato or None,
                desde=prazo.vence_ultimo,
                dia=prazo.vence,
                limite=prazo.vence_ultimo,
                texto=TipoPrazo.EXERCICIO.value,
                numero=prazo.ordem,
            )
        )
    return achados
