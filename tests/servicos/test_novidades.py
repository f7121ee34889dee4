"""The catch-up inbox: the clock goes on with the program closed, and nothing is lost and nothing comes twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, acompanhamento, agenda, demonstracao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import FiltroPrazos, Novidade
from bahiaservidor.servicos.tipos.acompanhamento import PedidoAcompanhamento

from .cenario import HOJE, Cenario, cenario

DIA = timedelta(days=1)
VOLTA = HOJE + 40 * DIA


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def novas(c: Cenario, hoje: date) -> list[Novidade]:
    return list(agenda.painel(c.ctx, hoje=hoje).novidades)


def o_que(novidades: list[Novidade]) -> list[tuple[TipoPrazo, str, date]]:
    return [(n.tipo, n.aconteceu, n.em) for n in novidades]


def posse_de(c: Cenario, publicacao: str, indice: int = 0) -> int:
    vinculo = c.nomear(indice, publicacao=publicacao).vinculo_id
    ids = agenda.ids_prazos(c.ctx, filtro=FiltroPrazos(tipos=(TipoPrazo.POSSE,)), hoje=HOJE)
    return next(p.id for p in agenda.linhas_prazos(c.ctx, ids=ids, hoje=HOJE) if p.vinculo_id == vinculo)


def interna(c: Cenario, prazo_id: int, dia: date | None) -> None:
    pedido = PedidoAcompanhamento(data_interna=dia, tirar_data=dia is None)
    acompanhamento.gravar(c.ctx, prazo_ids=[prazo_id], pedido=pedido, hoje=HOJE)


# ------------------------------------------------------------------ forty days with the program closed


def abrir(arquivo: Path, hoje: date) -> Contexto:
    return abertura.abrir(arquivo, relogio=RelogioFixo(hoje), usuario="Ana")


def test_quarenta_dias_fechado_nada_se_perde_e_nada_vem_duas_vezes(tmp_path: Path) -> None:
    """What comes back after forty days is what forty mornings, each acknowledged, would have shown, one row each."""
    arquivo = tmp_path / "registro.db"
    ctx = abrir(arquivo, HOJE)
    demonstracao.preencher(ctx, servidores=110, semente=3, em=HOJE)
    _por_datas_internas(ctx, random.Random(3))
    agenda.marcar_abertura(ctx, hoje=HOJE)
    agenda.reconhecer(ctx, novidades=agenda.painel(ctx, hoje=HOJE).novidades, hoje=HOJE)
    assert agenda.painel(ctx, hoje=HOJE).novidades == ()
    manhas = _esperados(ctx)
    abertura.fechar(ctx)

    ctx = abrir(arquivo, VOLTA)
    try:
        painel = agenda.painel(ctx, hoje=VOLTA)
        achados = {n.id: (n.aconteceu, n.em) for n in painel.novidades}
        assert len(achados) == len(painel.novidades) == painel.total_novidades
        assert achados == manhas
        assert {palavra for palavra, _ in achados.values()} >= {"Em alerta", "Venceu", "Data interna passou"}
        assert agenda.painel(ctx, hoje=VOLTA).novidades == painel.novidades, "looking is not acknowledging"
        agenda.marcar_abertura(ctx, hoje=VOLTA)
        um = painel.novidades[0]
        assert agenda.reconhecer(ctx, novidades=[um], hoje=VOLTA) == 1
        restam = tuple(n for n in painel.novidades if n != um)
        assert agenda.painel(ctx, hoje=VOLTA).novidades == restam
        abertura.fechar(ctx)
        ctx = abrir(arquivo, VOLTA)
        assert agenda.painel(ctx, hoje=VOLTA).novidades == restam, "what was acknowledged stays so after closing"
        agenda.reconhecer(ctx, novidades=restam, hoje=VOLTA)
        assert agenda.painel(ctx, hoje=VOLTA).novidades == ()
    finally:
        abertura.fechar(ctx)


def _por_datas_internas(ctx: Contexto, sorteio: random.Random) -> None:
    filtro = FiltroPrazos(de=HOJE + DIA, ate=HOJE + 400 * DIA, estados=(EstadoPrazo.ABERTO,))
    ids = list(agenda.ids_prazos(ctx, filtro=filtro, hoje=HOJE))
    for linha in agenda.linhas_prazos(ctx, ids=sorteio.sample(ids, 40), hoje=HOJE):
        assert linha.vence is not None
        dia = min(linha.vence, HOJE + sorteio.randrange(1, 60) * DIA)
        pedido = PedidoAcompanhamento(data_interna=dia)
        acompanhamento.gravar(ctx, prazo_ids=[linha.id], pedido=pedido, hoje=HOJE)


def _esperados(ctx: Contexto) -> dict[int, tuple[str, date]]:
    """Return, from the lists and states alone, what each day brings; of each deadline the last, as of the fortieth."""
    esperados: dict[int, tuple[str, date]] = {}
    antes = _estados(ctx, HOJE)
    for n in range(1, 41):
        hoje = HOJE + n * DIA
        agora = _estados(ctx, hoje)
        for id_, (estado, alerta, passou) in agora.items():
            era = antes[id_]
            if passou and not era[2]:
                esperados[id_] = ("Data interna passou", hoje)
            if estado is EstadoPrazo.ABERTO and alerta > era[1]:
                esperados[id_] = ("Em alerta", hoje)
            if estado is not era[0] and estado in (EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.VENCIDO):
                esperados[id_] = ("Zona cinzenta" if estado is EstadoPrazo.ZONA_CINZENTA else "Venceu", hoje)
        antes = agora
    return esperados


def _estados(ctx: Contexto, hoje: date) -> dict[int, tuple[EstadoPrazo, int, bool]]:
    """Return the pending deadlines: state, how many of their alerts have begun, whether the internal date passed."""
    ids = agenda.ids_prazos(ctx, filtro=FiltroPrazos(), hoje=hoje)
    linhas = agenda.linhas_prazos(ctx, ids=ids, hoje=hoje)
    fins = {p.vinculo_id: p.vence for p in linhas if p.tipo is TipoPrazo.FIM_ESTAGIO}
    achados = {}
    for linha in linhas:
        if linha.fechado_em is not None or linha.vence is None:
            continue
        dias = 90 if linha.tipo is TipoPrazo.COMPULSORIA else 30
        avisos = [linha.vence - dias * DIA]
        if linha.tipo is TipoPrazo.SUBMISSAO_AVALIACAO:
            fim = fins[linha.vinculo_id]
            assert fim is not None
            avisos = [_meses_antes(fim, meses) for meses in (6, 5)]
        passou = linha.data_interna is not None and linha.data_interna < hoje
        achados[linha.id] = (linha.estado, sum(dia <= hoje for dia in avisos), passou)
    return achados


def _meses_antes(dia: date, meses: int) -> date:
    ano, mes = divmod(dia.year * 12 + dia.month - 1 - meses, 12)
    ultimo = (date(ano + (mes + 1) // 12, (mes + 1) % 12 + 1, 1) - DIA).day
    return date(ano, mes + 1, min(dia.day, ultimo))


# ------------------------------------------------------------------ the internal date, and what is seen


def test_a_data_interna_passada_e_novidade_uma_vez_e_de_novo_se_mudar(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    prazo_id = posse_de(c, "2026-02-07")
    agenda.reconhecer(c.ctx, novidades=novas(c, HOJE), hoje=HOJE)
    interna(c, prazo_id, date(2026, 3, 4))
    assert novas(c, date(2026, 3, 4)) == [], "it has not passed on its own day"
    dia = date(2026, 3, 5)
    assert o_que(novas(c, dia)) == [(TipoPrazo.POSSE, "Data interna passou", dia)]
    agenda.reconhecer(c.ctx, novidades=novas(c, dia), hoje=dia)
    assert novas(c, dia) == novas(c, date(2026, 3, 9)) == []
    interna(c, prazo_id, date(2026, 3, 6))
    assert o_que(novas(c, date(2026, 3, 8))) == [(TipoPrazo.POSSE, "Data interna passou", date(2026, 3, 7))]
    agenda.reconhecer(c.ctx, novidades=novas(c, date(2026, 3, 8)), hoje=date(2026, 3, 8))
    assert o_que(novas(c, VOLTA)) == [(TipoPrazo.POSSE, "Venceu", date(2026, 3, 12))]


def test_data_interna_longe_da_legal_tambem_e_novidade(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    servidor = c.estagiario().servidor_id
    ids = agenda.ids_prazos(c.ctx, filtro=FiltroPrazos(tipos=(TipoPrazo.FIM_ESTAGIO,)), hoje=HOJE)
    fim = agenda.linhas_prazos(c.ctx, ids=ids, hoje=HOJE)[0]
    assert fim.servidor_id == servidor
    assert fim.vence is not None
    assert fim.vence > HOJE + 900 * DIA
    interna(c, fim.id, HOJE + 10 * DIA)
    assert (fim.id, "Data interna passou") in [(n.id, n.aconteceu) for n in novas(c, VOLTA)]


def test_o_que_avancou_depois_de_mostrado_continua_novidade(c: Cenario) -> None:
    # 09/03 by one reading, 11/03 by the other: shown in the grey zone at night, lapsed in the morning.
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    posse_de(c, "2026-02-07")
    mostradas = novas(c, date(2026, 3, 11))
    assert o_que(mostradas) == [(TipoPrazo.POSSE, "Zona cinzenta", date(2026, 3, 10))]
    assert agenda.reconhecer(c.ctx, novidades=mostradas, hoje=date(2026, 3, 12)) == 0
    assert o_que(novas(c, date(2026, 3, 12))) == [(TipoPrazo.POSSE, "Venceu", date(2026, 3, 12))]


def test_prazo_que_mudou_depois_de_mostrado_nao_e_dado_por_visto(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    posse_de(c, "2026-02-07")
    (mostrada,) = novas(c, HOJE)
    assert mostrada.vence is not None
    outra = replace(mostrada, vence=mostrada.vence - 7 * DIA)
    assert agenda.reconhecer(c.ctx, novidades=[outra], hoje=HOJE) == 0
    assert novas(c, HOJE) == [mostrada]


def test_tirar_a_data_interna_ja_vista_nao_ressuscita_o_alerta(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    prazo_id = posse_de(c, "2026-02-07")
    interna(c, prazo_id, date(2026, 3, 4))
    dia = date(2026, 3, 5)
    assert agenda.reconhecer(c.ctx, novidades=novas(c, dia), hoje=dia) == 1
    interna(c, prazo_id, None)
    assert novas(c, dia) == []


def test_ciente_de_uma_tira_so_aquela_e_fica_no_nome_de_quem_deu(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    for indice in range(3):
        posse_de(c, "2026-02-07", indice)
    todas = novas(c, HOJE)
    assert len(todas) == 3
    agenda.reconhecer(c.ctx, novidades=[todas[1]], hoje=HOJE)
    assert novas(c, HOJE) == [todas[0], todas[2]]
    with c.ctx.banco.leitura() as conexao:
        gravado = conexao.exec_driver_sql("SELECT vinculo_id, tipo, estado, em, usuario FROM reconhecimento").all()
    assert [tuple(linha) for linha in gravado] == [(todas[1].vinculo_id, "posse", "alerta", "2026-03-02", "teste")]


def test_abrir_duas_vezes_no_mesmo_dia_nao_repete(c: Cenario) -> None:
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    posse_de(c, "2026-02-07")
    antes = novas(c, HOJE)
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    assert novas(c, HOJE) == antes
    agenda.reconhecer(c.ctx, novidades=antes, hoje=HOJE)
    agenda.marcar_abertura(c.ctx, hoje=HOJE)
    assert novas(c, HOJE) == []
    assert c.relogio.agora() == datetime(2026, 3, 2, 12, tzinfo=UTC)
