"""Invented registries: repeatable, plausible, made of acts, never over real people."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from random import Random

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos import cpf, matricula
from bahiaservidor.estatuto.tipos import Carater, EstadoPrazo, Situacao
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, agenda, cadastros, demonstracao, pessoas, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.demonstracao_vidas import Roteirista
from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores, LinhaServidor

EM = date(2026, 11, 20)


def preenchido(servidores: int, semente: int, em: date = EM) -> Contexto:
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(em), usuario="teste")
    demonstracao.preencher(ctx, servidores=servidores, semente=semente, em=em)
    return ctx


def linhas(ctx: Contexto, em: date = EM) -> tuple[LinhaServidor, ...]:
    ids = pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=em)
    return pessoas.linhas_servidores(ctx, ids=ids, hoje=em)


@pytest.fixture(scope="module")
def ctx() -> Contexto:
    return preenchido(260, 7)


def test_gente_em_todas_as_etapas(ctx: Contexto) -> None:
    situacoes = Counter(linha.situacao for linha in linhas(ctx))
    assert set(situacoes) >= set(Situacao) - {Situacao.EM_DISPONIBILIDADE}
    assert situacoes[Situacao.ESTAVEL] > 60
    assert situacoes[Situacao.EM_ESTAGIO_PROBATORIO] > 20


def test_alguns_estao_atrasados_e_ha_o_que_propor(ctx: Contexto) -> None:
    contagem = agenda.contar_prazos(ctx, filtro=FiltroPrazos(), hoje=EM)
    for estado in (EstadoPrazo.ABERTO, EstadoPrazo.VENCIDO, EstadoPrazo.CUMPRIDO, EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO):
        assert contagem[estado] > 0, estado
    assert agenda.propostas(ctx, hoje=EM)


def test_documentos_conferem_e_empossado_pode_nao_ter_matricula(ctx: Contexto) -> None:
    todas = linhas(ctx)
    assert all(linha.cpf is not None and cpf.valido(linha.cpf) for linha in todas)
    assert len({linha.cpf for linha in todas}) == len(todas) == 260
    com_matricula = [linha.matricula for linha in todas if linha.matricula is not None]
    assert all(matricula.valido(numero) for numero in com_matricula)
    assert len(set(com_matricula)) == len(com_matricula)
    sem = [linha for linha in todas if linha.situacao is Situacao.EMPOSSADO and linha.matricula is None]
    assert sem


def test_cargos_orgaos_municipios_e_temporarios(ctx: Contexto) -> None:
    assert len({linha.orgao for linha in linhas(ctx)}) >= 5
    assert len({unidade.municipio for unidade in cadastros.unidades(ctx)}) >= 6
    temporarios = pessoas.contar_servidores(ctx, filtro=FiltroServidores(carater=Carater.TEMPORARIO), hoje=EM)
    assert temporarios >= 20
    ocupados = [linha for linha in cadastros.arvore_cargos(ctx) if linha.ocupadas]
    assert ocupados
    assert all(linha.criadas is not None and linha.ocupadas <= linha.criadas for linha in ocupados)


def test_o_livro_da_o_que_esta_guardado(ctx: Contexto) -> None:
    resultado = verificacao.verificar(ctx)
    assert resultado.integra, resultado.divergencias[:3]
    assert resultado.vinculos >= 260


def test_a_mesma_semente_da_o_mesmo_registro() -> None:
    def retrato(semente: int) -> str:
        ctx = preenchido(30, semente)
        try:
            ids = agenda.ids_prazos(ctx, filtro=FiltroPrazos(), hoje=EM)
            return json.dumps([str(linhas(ctx)), str(agenda.linhas_prazos(ctx, ids=ids, hoje=EM))])
        finally:
            ctx.banco.fechar()

    primeiro = retrato(1)
    assert retrato(1) == primeiro
    assert retrato(2) != primeiro


@pytest.mark.parametrize("em", [date(2005, 1, 1), date(2024, 2, 29), date(2060, 12, 31)])
def test_serve_em_qualquer_dia_admitido(em: date) -> None:
    ctx = preenchido(60, 3, em)
    assert len(linhas(ctx, em)) == 60
    ctx.banco.fechar()


def test_nenhuma_entidade_tem_mais_mandatos_do_que_lugares() -> None:
    """Six places for each entity (art. 40): 3,000 lives in service have some 15 mandates, more than one could hold."""
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(EM))
    regime = ctx.regimes(None, None)
    ctx.banco.fechar()
    roteirista = Roteirista(sorteio=Random("3"), em=EM, regime=regime)
    atos = [
        ato for _ in range(3_000) for ato in roteirista.antigo(date(2023, 1, 2), date(1975, 5, 5))
        if ato.tipo == "mandato_sindical"
    ]  # fmt: skip
    por_entidade = Counter(ato.conteudo["entidade"] for ato in atos)
    assert len(atos) > 6
    assert max(por_entidade.values()) <= regime.parametros.inteiro("sindical_lugares", EM)
    # Each is alone with the others that overlap it: none ends before the last begins.
    assert min(ato.conteudo["fim"] for ato in atos) >= max(ato.data for ato in atos)


def test_um_so_servidor() -> None:
    ctx = preenchido(1, 1)
    assert len(linhas(ctx)) == 1
    ctx.banco.fechar()


def test_nao_preenche_registro_com_gente(ctx: Contexto) -> None:
    antes = abertura.informacao(ctx).atos
    with pytest.raises(ErroDominio, match="só preenche um registro vazio"):
        demonstracao.preencher(ctx, servidores=5, semente=1, em=EM)
    assert abertura.informacao(ctx).atos == antes


def test_dia_fora_do_alcance_nao_grava_nada() -> None:
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(EM))
    with pytest.raises(ErroDominio, match="escolha outro dia"):
        demonstracao.preencher(ctx, servidores=5, semente=1, em=date(1999, 1, 1))
    assert abertura.informacao(ctx).atos == 0
    ctx.banco.fechar()


def test_orgao_da_primeira_abertura_continua_sendo_o_do_registro() -> None:
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(EM))
    abertura.configurar(ctx, orgao="Secretaria da Saúde", sigla="SESAB", municipio="Ilhéus")
    demonstracao.preencher(ctx, servidores=20, semente=1, em=EM)
    info = abertura.informacao(ctx)
    assert (info.orgao, info.municipio, info.servidores) == ("Secretaria da Saúde", "Ilhéus", 20)
    ctx.banco.fechar()


def test_interromper_deixa_inteiro_o_que_ja_entrou() -> None:
    ctx = abertura.abrir_temporario(relogio=RelogioFixo(EM))
    chamadas = iter((False, True))
    with pytest.raises(ErroDominio, match="interrompida"):
        demonstracao.preencher(ctx, servidores=200, semente=1, em=EM, cancelado=lambda: next(chamadas))
    assert abertura.informacao(ctx).servidores == 120
    assert verificacao.verificar(ctx).integra
    ctx.banco.fechar()
