"""Deadlines: states on a day as the statute says, lists and counts that agree, why each date, the morning panel."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.prazo import Prazo
from bahiaservidor.estatuto.prazos import prazos_da_vida
from bahiaservidor.estatuto.prazos import propostas as propostas_da_lei
from bahiaservidor.estatuto.tipos import Desfecho, EstadoPrazo, TipoPrazo
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.consultas.estados import estado_do_prazo
from bahiaservidor.registro.vidas import ler_vidas
from bahiaservidor.servicos import agenda, verificacao
from bahiaservidor.servicos.tipos import DadosPessoa, FiltroPrazos, LinhaPrazo

from .cenario import HOJE, Cenario, cenario

TUDO = FiltroPrazos()
DIA = timedelta(days=1)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def listar(c: Cenario, filtro: FiltroPrazos = TUDO, hoje: date = HOJE, **opcoes: Any) -> tuple[LinhaPrazo, ...]:
    ids = agenda.ids_prazos(c.ctx, filtro=filtro, hoje=hoje, **opcoes)
    return agenda.linhas_prazos(c.ctx, ids=ids, hoje=hoje)


def prazo_de(c: Cenario, servidor_id: int, tipo: TipoPrazo, hoje: date = HOJE) -> LinhaPrazo:
    return next(p for p in listar(c, FiltroPrazos(tipos=(tipo,)), hoje) if p.servidor_id == servidor_id)


# ------------------------------------------------------------------ the state, in SQL and in the statute

DATAS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 12))


@st.composite
def prazos(draw: st.DrawFn) -> Prazo:
    vence = draw(DATAS)
    desfecho = draw(st.none() | st.sampled_from(Desfecho))
    return Prazo(
        vinculo=1,
        tipo=TipoPrazo.POSSE,
        inicio=None,
        vence=vence,
        vence_ultimo=vence and vence + timedelta(days=draw(st.integers(0, 4))),
        desfecho=desfecho,
        fechado_em=None if desfecho is None else draw(st.dates(date(2026, 1, 1), date(2026, 1, 14))),
        conta_de=draw(DATAS) if desfecho is Desfecho.CUMPRIDO else None,
        retido=draw(st.booleans()),
        dispositivo="art. 19",
    )


@pytest.fixture(scope="module")
def banco_com_vinculo() -> Iterator[Cenario]:
    with cenario() as montado:
        montado.nomear()
        yield montado


@given(st.lists(prazos(), min_size=1, max_size=30), st.dates(date(2025, 12, 30), date(2026, 1, 18)))
@settings(max_examples=60, deadline=None)
def test_o_estado_em_sql_e_o_do_estatuto(banco_com_vinculo: Cenario, gerados: list[Prazo], hoje: date) -> None:
    colunas = [f.name for f in fields(Prazo) if f.name not in ("vinculo", "tipo", "numero", "memoria", "fechado_por")]
    linhas = [
        {"servidor_id": 1, "vinculo_id": 1, "tipo": "posse", "numero": n, **{c: getattr(p, c) for c in colunas}}
        for n, p in enumerate(gerados)
    ]
    with banco_com_vinculo.ctx.banco.escrita() as conexao:
        conexao.execute(delete(m.Prazo))
        conexao.execute(insert(m.Prazo), linhas)
        achados = conexao.execute(select(m.Prazo.numero, estado_do_prazo(hoje)).order_by(m.Prazo.numero)).all()
    assert [EstadoPrazo(estado) for _, estado in achados] == [p.estado(hoje) for p in gerados]


# ------------------------------------------------------------------ a registry of many lives


@pytest.fixture(scope="module")
def povoado() -> Iterator[Cenario]:
    """Sixty lives at every stage, some with open absences that move with the day."""
    sorteio = random.Random(20260302)
    with cenario(candidatos=60) as c:
        publicacoes = sorted(date(2025, 7, 1) + timedelta(days=sorteio.randrange(230)) for _ in range(60))
        for n, publicacao in enumerate(publicacoes):
            pessoa = DadosPessoa(
                nome=f"Pessoa {sorteio.randrange(10**6):06d}", nascimento=date(1948 + n, 3, 1 + n % 28)
            )
            nomeado = c.nomear(n, publicacao=publicacao.isoformat(), pessoa=pessoa)
            viver(c, sorteio, nomeado.servidor_id, publicacao)
        yield c


def viver(c: Cenario, sorteio: random.Random, servidor: int, publicacao: date) -> None:
    passo = sorteio.random()
    if passo < 0.15:
        return
    if passo < 0.25:
        c.registrar("prorrogacao_posse", servidor=servidor, requerimento=publicacao + 5 * DIA, deferida=None)
        return
    if passo < 0.32:
        c.registrar("tornar_sem_efeito", servidor=servidor, publicacao=publicacao + 60 * DIA)
        return
    posse = publicacao + sorteio.randrange(1, 28) * DIA
    c.registrar("posse", servidor=servidor, data=posse)
    if passo < 0.45:
        return
    exercicio = posse + sorteio.randrange(0, 28) * DIA
    c.registrar("exercicio", servidor=servidor, data=exercicio)
    if passo < 0.6:
        inicio = exercicio + sorteio.randrange(1, 60) * DIA
        c.registrar("afastamento", servidor=servidor, inicio=inicio, motivo="acompanhar_conjuge")
    elif passo < 0.7:
        inicio = exercicio + sorteio.randrange(1, 60) * DIA
        c.registrar("afastamento", servidor=servidor, inicio=inicio, fim=inicio + 40 * DIA, motivo="doenca_familia")
    elif passo < 0.8:
        c.registrar("exoneracao_a_pedido", servidor=servidor, publicacao=exercicio + 90 * DIA)
    elif passo < 0.9:
        c.registrar("avaliacao_estagio", servidor=servidor, numero=1, data=exercicio + 185 * DIA)


DIAS = [date(2025, 8, 1), date(2026, 1, 15), HOJE, date(2026, 8, 30), date(2027, 5, 3), date(2029, 1, 10)]


@pytest.mark.parametrize("hoje", DIAS)
def test_a_lista_e_o_que_a_dobra_calcula_no_dia(povoado: Cenario, hoje: date) -> None:
    esperados = na_dobra(povoado, hoje)
    achados = {
        (p.vinculo_id, p.tipo, p.numero): (p.vence, p.vence_ultimo, p.estado) for p in listar(povoado, hoje=hoje)
    }
    assert achados == {chave: (p.vence, p.vence_ultimo, p.estado(hoje)) for chave, p in esperados.items()}


def na_dobra(c: Cenario, hoje: date) -> dict[tuple[int, TipoPrazo, int | None], Prazo]:
    with c.ctx.banco.leitura() as conexao:
        vidas = ler_vidas(conexao, list(conexao.execute(select(m.Servidor.id)).scalars()))
    return {
        (p.vinculo, p.tipo, p.numero): p
        for leitura in vidas.values()
        for p in prazos_da_vida(leitura.vida, c.ctx.regimes, hoje)
    }


def test_ha_prazos_que_andam_com_o_dia(povoado: Cenario) -> None:
    assert povoado.valor("SELECT count(*) FROM prazo WHERE depende_de_hoje") > 20


@pytest.mark.parametrize("hoje", [HOJE, date(2026, 8, 30)])
@pytest.mark.parametrize("decrescente", [False, True])
@pytest.mark.parametrize(
    "ordem", ["vence", "vence_ultimo", "nome", "matricula", "cargo", "unidade", "orgao", "tipo", "estado"]
)
def test_toda_ordem_esta_em_ordem(povoado: Cenario, ordem: str, decrescente: bool, hoje: date) -> None:
    linhas = listar(povoado, hoje=hoje, ordem=ordem, decrescente=decrescente)
    posicoes: dict[str, list[Any]] = {"tipo": list(TipoPrazo), "estado": list(EstadoPrazo)}
    valores = [
        posicoes[ordem].index(getattr(linha, ordem)) if ordem in posicoes else getattr(linha, ordem) for linha in linhas
    ]
    presentes = [v for v in valores if v is not None]
    assert valores[: len(presentes)] == presentes, "what has no value comes last"
    assert presentes == sorted(presentes, reverse=decrescente)
    assert len({linha.id for linha in linhas}) == len(linhas) == povoado.contar("prazo")


FILTROS = [
    TUDO,
    FiltroPrazos(de=date(2026, 2, 1), ate=date(2026, 9, 30)),
    FiltroPrazos(de=date(2026, 2, 1), ate=date(2026, 9, 30), pelo_ultimo=True),
    FiltroPrazos(tipos=(TipoPrazo.FIM_ESTAGIO, TipoPrazo.SUBMISSAO_AVALIACAO), ate=date(2029, 3, 31)),
    FiltroPrazos(texto="pessoa 0", orgao_id=1),
    FiltroPrazos(orgao_id=1, unidade_id=1, texto="analista"),
    FiltroPrazos(orgao_id=77),
    *(FiltroPrazos(estados=(estado,)) for estado in EstadoPrazo),
    FiltroPrazos(estados=(EstadoPrazo.ABERTO, EstadoPrazo.CUMPRIDO), tipos=(TipoPrazo.AVALIACAO_SEMESTRAL,)),
]


@pytest.mark.parametrize("hoje", [HOJE, date(2026, 8, 30), date(2029, 1, 10)])
@pytest.mark.parametrize("filtro", FILTROS)
def test_contagem_lista_e_grafico_concordam(povoado: Cenario, filtro: FiltroPrazos, hoje: date) -> None:
    linhas = listar(povoado, filtro, hoje)
    contados = agenda.contar_prazos(povoado.ctx, filtro=filtro, hoje=hoje)
    assert set(contados) == set(EstadoPrazo)
    assert {e: n for e, n in contados.items() if n} == dict(Counter(p.estado for p in linhas))
    quando = [p.vence_ultimo if filtro.pelo_ultimo else p.vence for p in linhas]
    barras = {(b.ano, b.mes, b.tipo): b.quantidade for b in agenda.por_mes(povoado.ctx, filtro=filtro, hoje=hoje)}
    esperadas = Counter((d.year, d.month, p.tipo) for d, p in zip(quando, linhas, strict=True) if d is not None)
    assert barras == dict(esperadas)
    for linha, dia in zip(linhas, quando, strict=True):
        assert filtro.de is None or (dia is not None and dia >= filtro.de)
        assert filtro.ate is None or (dia is not None and dia <= filtro.ate)
        assert not filtro.estados or linha.estado in filtro.estados
        assert not filtro.tipos or linha.tipo in filtro.tipos
    todos = {p.id for p in listar(povoado, hoje=hoje)}
    assert {p.id for p in linhas} <= todos


def test_os_estados_repartem_o_total(povoado: Cenario) -> None:
    total = agenda.contar_prazos(povoado.ctx, filtro=TUDO, hoje=HOJE)
    assert sum(total.values()) == povoado.contar("prazo")
    assert total[EstadoPrazo.VENCIDO] > 0
    pendentes = agenda.contar_prazos(povoado.ctx, filtro=TUDO, hoje=HOJE, pendentes=True)
    assert pendentes[EstadoPrazo.ABERTO] == total[EstadoPrazo.ABERTO]
    assert 0 < pendentes[EstadoPrazo.VENCIDO] < total[EstadoPrazo.VENCIDO]
    assert (
        len(listar(povoado, FiltroPrazos(estados=(EstadoPrazo.VENCIDO,)), pendentes=True))
        == (pendentes[EstadoPrazo.VENCIDO])
    )


def test_o_registro_povoado_confere(povoado: Cenario) -> None:
    assert verificacao.verificar(povoado.ctx).integra


@pytest.mark.parametrize("hoje", DIAS)
def test_as_propostas_sao_as_da_lei(povoado: Cenario, hoje: date) -> None:
    with povoado.ctx.banco.leitura() as conexao:
        vidas = ler_vidas(conexao, list(conexao.execute(select(m.Servidor.id)).scalars()))
    esperadas = {
        (p.vinculo, p.ato, p.desde)
        for leitura in vidas.values()
        for p in propostas_da_lei(leitura.vida, prazos_da_vida(leitura.vida, povoado.ctx.regimes, hoje), hoje)
    }
    achadas = agenda.propostas(povoado.ctx, hoje=hoje)
    assert {(p.vinculo_id, p.ato, p.desde) for p in achadas} == esperadas
    painel = agenda.painel(povoado.ctx, hoje=hoje)
    assert painel.total_propostas == len(achadas)
    assert painel.propostas == achadas[: len(painel.propostas)]


def test_o_painel_conta_o_que_a_lista_mostra(povoado: Cenario) -> None:
    for hoje in DIAS:
        painel = agenda.painel(povoado.ctx, hoje=hoje)
        assert painel.vencidos == len(listar(povoado, FiltroPrazos(estados=(EstadoPrazo.VENCIDO,)), hoje))
        assert painel.zona_cinzenta == len(listar(povoado, FiltroPrazos(estados=(EstadoPrazo.ZONA_CINZENTA,)), hoje))
        for dias, quantos in ((7, painel.proximos_7), (30, painel.proximos_30), (90, painel.proximos_90)):
            assert quantos == len(listar(povoado, agenda.proximos(hoje, dias), hoje))
        assert painel.proximos_7 <= painel.proximos_30 <= painel.proximos_90
        assert sum(b.quantidade for b in painel.meses) == len(
            listar(
                povoado, FiltroPrazos(de=hoje.replace(day=1), ate=hoje.replace(day=1, year=hoje.year + 1) - DIA), hoje
            )
        )
        assert painel.servidores == 60


# ------------------------------------------------------------------ why


def test_o_por_que_mostra_passos_resumo_e_a_outra_leitura(c: Cenario) -> None:
    # A Saturday: by art. 259 it counts as published on Monday 09/02.
    nomeado = c.nomear(publicacao="2026-02-07")
    linha = prazo_de(c, nomeado.servidor_id, TipoPrazo.POSSE)
    porque = agenda.por_que(c.ctx, prazo_id=linha.id, hoje=HOJE)
    assert porque.titulo == "Posse: vence em 09/03/2026 (aberto)"
    assert porque.dispositivo == "art. 19"
    assert "30 dias" in porque.resumo
    assert any("07/02/2026" in passo.texto for passo in porque.passos)
    assert porque.alternativas == (
        "Na leitura “Art. 259, §§ 1º e 2º”, venceria em 11/03/2026.",
        "Em todas as leituras, o último dia possível é 11/03/2026; só depois dele se propõe algum ato.",
    )
    assert porque.resolvido_por == ""
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    assert agenda.por_que(c.ctx, prazo_id=linha.id, hoje=HOJE).resolvido_por == "Posse, de 10/02/2026"


def test_o_por_que_existe_para_todo_prazo(povoado: Cenario) -> None:
    for linha in listar(povoado)[::7]:
        porque = agenda.por_que(povoado.ctx, prazo_id=linha.id, hoje=HOJE)
        assert porque.passos
        assert porque.resumo
        if linha.vence is not None:
            dias = f"{linha.vence:%d/%m/%Y}"
            assert any(dias in passo.texto for passo in porque.passos), linha


def test_prazo_que_sumiu_diz_o_que_fazer(c: Cenario) -> None:
    with pytest.raises(ErroDominio, match="atualize a lista"):
        agenda.por_que(c.ctx, prazo_id=123, hoje=HOJE)
    assert agenda.linhas_prazos(c.ctx, ids=[123], hoje=HOJE) == ()


# ------------------------------------------------------------------ since the last opening


def novidades(c: Cenario, hoje: date) -> list[TipoPrazo]:
    return [p.tipo for p in agenda.painel(c.ctx, hoje=hoje).novidades]


def test_nada_se_perde_com_o_programa_fechado_e_nada_aparece_duas_vezes(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    nomeado = c.nomear(publicacao="2026-02-07")
    posse = prazo_de(c, nomeado.servidor_id, TipoPrazo.POSSE).id
    assert novidades(c, HOJE) == [TipoPrazo.POSSE]
    assert agenda.painel(c.ctx, hoje=HOJE).desde_ultima_abertura is None
    agenda.reconhecer(c.ctx, prazo_ids=[posse], hoje=HOJE)
    assert novidades(c, HOJE) == []
    assert novidades(c, date(2026, 3, 9)) == []
    # Past vence, and then past vence_ultimo: news again each time, whether or not the program was opened in between.
    assert novidades(c, date(2026, 3, 10)) == [TipoPrazo.POSSE]
    volta = date(2026, 9, 1)
    painel = agenda.painel(c.ctx, hoje=volta)
    assert painel.desde_ultima_abertura == HOJE
    assert [(p.tipo, p.estado) for p in painel.novidades] == [(TipoPrazo.POSSE, EstadoPrazo.VENCIDO)]
    agenda.marcar_abertura(c.ctx, hoje=volta)
    assert novidades(c, volta + DIA) == [TipoPrazo.POSSE], "opening is not acknowledging"
    agenda.reconhecer(c.ctx, prazo_ids=[posse, posse], hoje=volta + DIA)
    agenda.reconhecer(c.ctx, prazo_ids=[posse], hoje=volta + DIA)
    assert novidades(c, volta + DIA) == novidades(c, volta + 400 * DIA) == []


def test_os_avisos_da_submissao_e_da_compulsoria(c: Cenario) -> None:
    velho = DadosPessoa(nome="Iaiá Ribeiro", nascimento=date(1954, 6, 20))
    nomeado = c.nomear(pessoa=velho)
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
    agenda.marcar_abertura(c.ctx, hoje=HOJE)

    def dias_de_novidade(tipo: TipoPrazo, *esperados: date) -> list[date]:
        """Days on which the deadline is news, looked for around those expected and acknowledged each time."""
        achados = []
        for dia in (esperado + n * DIA for esperado in esperados for n in (-2, -1, 0, 1, 2)):
            vistos = [p.id for p in agenda.painel(c.ctx, hoje=dia).novidades if p.tipo is tipo]
            if vistos:
                achados.append(dia)
                agenda.reconhecer(c.ctx, prazo_ids=vistos, hoje=dia)
        return achados

    # End of the estágio 11/02/2029; the gate, 11/10/2028.  The 75th birthday, 20/06/2029.
    da_submissao = (date(2028, 8, 11), date(2028, 9, 11), date(2028, 10, 12))
    assert dias_de_novidade(TipoPrazo.SUBMISSAO_AVALIACAO, *da_submissao) == list(da_submissao)
    da_compulsoria = (date(2029, 3, 22), date(2029, 6, 21))
    assert dias_de_novidade(TipoPrazo.COMPULSORIA, *da_compulsoria) == list(da_compulsoria)


def test_prazo_que_muda_de_data_volta_a_ser_novidade(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    nomeado = c.nomear(publicacao="2026-02-07")
    agenda.reconhecer(c.ctx, prazo_ids=[p.id for p in listar(c)], hoje=HOJE)
    c.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-20", deferida=True)
    assert novidades(c, HOJE) == []
    assert novidades(c, date(2026, 3, 20)) == [TipoPrazo.POSSE]


def test_abrir_duas_vezes_no_dia_e_uma_abertura(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    assert c.contar("sessao_abertura") == 1


def test_registro_vazio_tem_painel(c: Cenario) -> None:
    painel = agenda.painel(c.ctx, hoje=HOJE)
    assert (painel.vencidos, painel.proximos_90, painel.total_novidades, painel.total_propostas) == (0, 0, 0, 0)
    assert (painel.meses, painel.novidades, painel.propostas) == ((), (), ())
