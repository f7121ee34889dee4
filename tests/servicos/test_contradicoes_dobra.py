"""The inbox against the fold: on any day of an invented registry, both say the same of every life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bahiaservidor.estatuto.prazo import Prazo
from bahiaservidor.estatuto.prazos import prazos_da_vida
from bahiaservidor.estatuto.tipos import Carater, Desfecho, TipoPrazo, TipoProvimento
from bahiaservidor.estatuto.vida import VidaFuncional, Vinculo
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.vidas import ler_vidas
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, contradicoes, demonstracao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos.contradicoes import Especie, FiltroContradicoes

from .apoio_contradicoes import HOJE, viveiro
from .test_contradicoes import PLANTIOS

DIAS = [HOJE + timedelta(days=d) for d in (0, 1, 40, 400, 1500)]

JULGADAS = (
    Especie.PRAZO_VENCIDO, Especie.REINTEGRADO_AUSENTE, Especie.ESTAGIO_SEM_HOMOLOGACAO, Especie.ESTAGIO_SEM_AVALIADOR,
    Especie.POSSE_FORA_DO_PRAZO, Especie.POSSE_ZONA_CINZENTA, Especie.EXCEDENTE, Especie.SEM_NASCIMENTO,
)  # fmt: skip


@pytest.fixture(scope="module")
def inventado() -> Iterator[Contexto]:
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(HOJE), usuario="teste")
    demonstracao.preencher(ctx, servidores=150, semente=11, em=HOJE)
    yield ctx
    abertura.fechar(ctx)


@pytest.fixture(scope="module")
def plantado() -> Iterator[Contexto]:
    with viveiro() as v:
        for plantar in PLANTIOS:
            plantar(v)
        yield v.ctx


def na_caixa(ctx: Contexto, hoje: date) -> set[str]:
    filtro = FiltroContradicoes(especies=JULGADAS, cientes=None)
    return {linha.chave for linha in contradicoes.todas(ctx, filtro=filtro, hoje=hoje)}


def na_dobra(ctx: Contexto, hoje: date) -> set[str]:
    with ctx.banco.leitura() as conexao:
        vidas = ler_vidas(conexao, list(conexao.execute(select(m.Servidor.id)).scalars()))
    chaves: set[str] = set()
    for servidor_id, leitura in vidas.items():
        prazos = prazos_da_vida(leitura.vida, ctx.regimes, hoje)
        for vinculo in leitura.vida.vinculos:
            chaves |= do_vinculo(vinculo, [p for p in prazos if p.vinculo == vinculo.id], hoje)
        if leitura.nascimento is None and tem_compulsoria(leitura.vida, hoje):
            chaves.add(f"sem_nascimento:{servidor_id}")
    return chaves


def do_vinculo(vinculo: Vinculo, prazos: list[Prazo], hoje: date) -> set[str]:
    chaves: set[str] = set()
    for prazo in prazos:
        if prazo.lapso(hoje):
            chaves |= do_lapso(vinculo, prazo)
        if prazo.tipo is TipoPrazo.POSSE and prazo.desfecho is Desfecho.CUMPRIDO:
            assert prazo.fechado_em is not None
            assert prazo.vence is not None
            assert prazo.vence_ultimo is not None
            if prazo.fechado_em > prazo.vence_ultimo:
                chaves.add(f"posse_fora_do_prazo:{vinculo.id}")
            elif prazo.fechado_em > prazo.vence:
                chaves.add(f"posse_zona_cinzenta:{vinculo.id}")
        em_estagio = prazo.tipo is TipoPrazo.FIM_ESTAGIO and prazo.desfecho is None
        if em_estagio and not vinculo.avaliadores and existe(vinculo, hoje):
            chaves.add(f"estagio_sem_avaliador:{vinculo.id}")
    if vinculo.excedente is not None and vinculo.excedente.data <= hoje and existe(vinculo, hoje):
        chaves.add(f"excedente:{vinculo.id}")
    return chaves


def do_lapso(vinculo: Vinculo, prazo: Prazo) -> set[str]:
    if prazo.tipo in (TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE):
        return {f"estagio_sem_homologacao:{vinculo.id}"}
    if prazo.tipo in (TipoPrazo.RECONSIDERACAO_AVALIACAO, TipoPrazo.RECURSO_AVALIACAO):
        return set()
    especie = "prazo_vencido"
    if prazo.tipo is TipoPrazo.EXERCICIO and prazo.ordem:
        provimento = vinculo.provimentos[prazo.ordem - 1]
        if provimento.tipo in (TipoProvimento.REINTEGRACAO, TipoProvimento.RECONDUCAO):
            especie = "reintegrado_ausente"
    return {f"{especie}:{vinculo.id}:{prazo.tipo.value}:{prazo.numero or prazo.ordem}"}


def existe(vinculo: Vinculo, hoje: date) -> bool:
    aposentado = vinculo.aposentadoria.fato if vinculo.aposentadoria is not None else None
    fatos = (vinculo.encerrado_em, aposentado, vinculo.disponibilidade)
    return all(fato is None or fato.data > hoje for fato in fatos)


def tem_compulsoria(vida: VidaFuncional, hoje: date) -> bool:
    return any(v.carater is not Carater.TEMPORARIO and existe(v, hoje) for v in vida.vinculos)


@pytest.mark.parametrize("hoje", DIAS)
def test_a_demonstracao_diz_o_mesmo_nas_tabelas_e_na_dobra(inventado: Contexto, hoje: date) -> None:
    esperadas = na_dobra(inventado, hoje)
    assert na_caixa(inventado, hoje) == esperadas
    assert esperadas


@pytest.mark.parametrize("hoje", DIAS)
def test_o_plantado_diz_o_mesmo_nas_tabelas_e_na_dobra(plantado: Contexto, hoje: date) -> None:
    esperadas = na_dobra(plantado, hoje)
    assert na_caixa(plantado, hoje) == esperadas
    assert {chave.partition(":")[0] for chave in esperadas} == {especie.value for especie in JULGADAS}
