"""Corrections that reach other people and the quadro: the cascade undone, acts on cargos corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bahiaservidor.estatuto.tipos import Situacao
from bahiaservidor.estatuto.tipos_emendas import DestinoAto, FormaEmenda, SituacaoAto
from bahiaservidor.servicos import abertura, emendas, emendas_cargo, provimento
from bahiaservidor.servicos.provimento import Recusa
from bahiaservidor.servicos.tipos import PedidoAto
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.servicos.test_quadro import HOJE, Casa


@pytest.fixture
def casa() -> Iterator[Casa]:
    montada = Casa()
    try:
        yield montada
    finally:
        abertura.fechar(montada.ctx)


def _cascata(casa: Casa, *, reconduz: bool) -> tuple[int, int, int]:
    """Reintegrate A into the post that B holds; return both, and the act."""
    a = casa.estavel("Ana Prates", casa.c1, 2012)
    casa.registrar("demissao", servidor=a, publicacao="2018-03-05")
    b = casa.estavel("Bento Sales", casa.c2, 2013)
    casa.estavel("Bento Sales", casa.c1, 2019, servidor=b)
    pedido = casa.pedido("reintegracao", servidor=a, publicacao="2026-05-26", decisao="2026-04-30")
    if reconduz:
        seguinte = PedidoAto(tipo="reconducao", conteudo={"publicacao": date(2026, 5, 26)}, servidor_id=b)
        pedido = replace(pedido, em_seguida=(seguinte,))
    return a, b, provimento.registrar(casa.ctx, pedido=pedido, hoje=HOJE).ato_id


def test_anulada_a_reintegracao_o_ocupante_deixa_de_ser_excedente(casa: Casa) -> None:
    _, b, ato = _cascata(casa, reconduz=False)
    pedido = PedidoEmenda(
        forma=FormaEmenda.ANULACAO, ato_id=ato, motivo="Sentença reformada.", publicacao=date(2026, 6, 3)
    )
    analise = emendas.analisar_emenda(casa.ctx, pedido=pedido, hoje=HOJE)
    assert any("Na ficha de Bento Sales sai também" in aviso for aviso in analise.avisos)
    feita = emendas.registrar_emenda(casa.ctx, pedido=pedido, hoje=HOJE)
    assert b in feita.servidores
    assert casa.valor("SELECT count(*) FROM vinculo WHERE excedente_desde IS NOT NULL") == 0
    assert casa.situacao(b) is Situacao.ESTAVEL
    casa.integra()


def test_o_ato_do_ocupante_depende_da_reintegracao_e_cai_ou_nao_com_ela(casa: Casa) -> None:
    a, b, ato = _cascata(casa, reconduz=True)
    pedido = PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=ato, motivo="Pessoa errada.")
    analise = emendas.analisar_emenda(casa.ctx, pedido=pedido, hoje=HOJE)
    (dependente,) = analise.dependentes
    assert dependente.tipo == "reconducao"
    with pytest.raises(Recusa, match="Recondução"):
        emendas.registrar_emenda(casa.ctx, pedido=pedido, hoje=HOJE)
    pedido = replace(pedido, destinos={dependente.ato_id: DestinoAto.CAI})
    emendas.registrar_emenda(casa.ctx, pedido=pedido, hoje=HOJE)
    assert casa.situacao(a) is Situacao.DESLIGADO
    assert casa.situacao(b) is Situacao.ESTAVEL
    casa.integra()


def test_desfazer_a_cascata_desfaz_os_tres_atos_nas_duas_fichas(casa: Casa) -> None:
    a, b, ato = _cascata(casa, reconduz=True)
    feito = emendas.desfazer(casa.ctx, ato_id=ato, motivo="Pessoa errada.", hoje=HOJE)
    assert len(feito.atos) == 3
    assert set(feito.servidores) == {a, b}
    assert casa.situacao(a) is Situacao.DESLIGADO
    assert casa.situacao(b) is Situacao.ESTAVEL
    casa.integra()


def _ato_do_cargo(casa: Casa, cargo: int) -> int:
    return emendas_cargo.atos_do_cargo(casa.ctx, cargo_id=cargo)[0].ato_id


def test_a_extincao_estornada_devolve_o_cargo(casa: Casa) -> None:
    casa.registrar("extincao_cargo", publicacao="2026-02-03", cargo=casa.c1, lei="Lei 2/2026")
    ato = _ato_do_cargo(casa, casa.c1)
    pedido = PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=ato, motivo="Era outro cargo.")
    assert emendas_cargo.analisar_emenda_do_cargo(casa.ctx, pedido=pedido, hoje=HOJE).aceita
    emendas_cargo.registrar_emenda_do_cargo(casa.ctx, pedido=pedido, hoje=HOJE)
    assert casa.valor(f"SELECT extinto_em FROM cargo WHERE id = {casa.c1}") is None
    assert emendas_cargo.atos_do_cargo(casa.ctx, cargo_id=casa.c1)[0].situacao is SituacaoAto.ESTORNADO
    casa.integra()
    with pytest.raises(Recusa, match="já está estornado"):
        emendas_cargo.registrar_emenda_do_cargo(casa.ctx, pedido=pedido, hoje=HOJE)


def test_a_extincao_corrigida_muda_a_data_e_so_a_do_mesmo_cargo(casa: Casa) -> None:
    casa.registrar("extincao_cargo", publicacao="2026-02-03", cargo=casa.c1, lei="Lei 2/2026")
    conteudo = {"publicacao": "2026-02-05", "cargo": casa.c1, "tipo": "extincao", "lei": "Lei 2/2026"}
    pedido = PedidoEmenda(
        forma=FormaEmenda.CORRECAO, ato_id=_ato_do_cargo(casa, casa.c1), motivo="Dia trocado.", conteudo=conteudo
    )
    emendas_cargo.registrar_emenda_do_cargo(casa.ctx, pedido=pedido, hoje=HOJE)
    assert casa.valor(f"SELECT extinto_em FROM cargo WHERE id = {casa.c1}") == "2026-02-05"
    with pytest.raises(Recusa, match="outro cargo"):
        emendas_cargo.registrar_emenda_do_cargo(
            casa.ctx, pedido=replace(pedido, conteudo={**conteudo, "cargo": casa.c2}), hoje=HOJE
        )
    casa.integra()


def test_a_transformacao_anulada_devolve_os_vinculos_ao_cargo(casa: Casa) -> None:
    a = casa.estavel("Ana Prates", casa.c1, 2012)
    c3 = casa.criar("cargo", nome="Auditor Fiscal", natureza="permanente", carreira="Fisco")
    casa.registrar("transformacao_cargo", publicacao="2025-02-03", cargo=casa.c1, para=c3, lei="Lei 3/2025")
    assert casa.valor(f"SELECT cargo_id FROM vinculo WHERE id = {casa.vinculos(a)[0]}") == c3
    pedido = PedidoEmenda(
        forma=FormaEmenda.ANULACAO, ato_id=_ato_do_cargo(casa, casa.c1), motivo="ADI julgada procedente.",
        publicacao=date(2026, 6, 1),
    )  # fmt: skip
    feita = emendas_cargo.registrar_emenda_do_cargo(casa.ctx, pedido=pedido, hoje=HOJE)
    assert feita.servidores == (a,)
    assert casa.valor(f"SELECT cargo_id FROM vinculo WHERE id = {casa.vinculos(a)[0]}") == casa.c1
    casa.integra()
