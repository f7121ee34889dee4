"""The inbox finds every contradiction planted in a registry, and invents none; acknowledging hides nothing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos.nomes import chave_busca
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro.consultas import contradicoes as consultas
from bahiaservidor.registro.consultas.contradicoes_colunas import COLUNAS, Momento
from bahiaservidor.servicos import (
    contradicoes,
    contradicoes_dobra,
    contradicoes_publicacao,
    emendas_cargo,
    lrf,
    verificacao,
)
from bahiaservidor.servicos.contradicoes_palavras import CONTAM_DO_DIA_SEGUINTE
from bahiaservidor.servicos.tipos import Registrado
from bahiaservidor.servicos.tipos.contradicoes import Contradicao, Especie, FiltroContradicoes, Gravidade
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from bahiaservidor.servicos.tipos.lrf import NumerosLrf

from .apoio_contradicoes import CONSUMADO, DIA, HOJE, JUDICIAL, PARECER, Viveiro, viveiro

TODAS = FiltroContradicoes(cientes=None)

Chaves = set[str]


def listar(v: Viveiro, filtro: FiltroContradicoes = TODAS, hoje: date = HOJE, **opcoes: Any) -> list[Contradicao]:
    ids = contradicoes.ids_contradicoes(v.ctx, filtro=filtro, hoje=hoje, **opcoes)
    linhas = contradicoes.linhas_contradicoes(v.ctx, ids=ids, hoje=hoje)
    assert [linha.id for linha in linhas] == list(ids)
    return list(linhas)


def chaves(v: Viveiro, hoje: date = HOJE) -> Chaves:
    achadas = [linha.chave for linha in listar(v, hoje=hoje)]
    assert len(set(achadas)) == len(achadas)
    return set(achadas)


# ------------------------------------------------------------------ clean lives


def vidas_limpas(v: Viveiro, quantas: int) -> None:
    """People at every stage of whom there is nothing to say."""
    for n in range(quantas):
        vida_limpa(v, n)


def vida_limpa(v: Viveiro, n: int) -> None:
    """Somebody of whom there is nothing to say; the last digit of the number tells the stage."""
    recente = date(2026, 11, 3) + n % 14 * DIA
    antes = date(2024, 2, 1) + n * DIA
    match n % 10:
        case 0:
            v.nomear(recente)
        case 1:
            v.empossar(recente - 15 * DIA)
        case 2 | 3:
            v.em_estagio(antes)
        case 4:
            v.estavel(antes - 900 * DIA)
        case 5:
            servidor = v.em_estagio(antes)
            v.registrar("exoneracao_a_pedido", servidor=servidor.servidor_id, publicacao=date(2026, 11, 17))
        case 6:
            nomeado = v.nomear(antes)
            v.registrar("tornar_sem_efeito", servidor=nomeado.servidor_id, publicacao=antes + 60 * DIA)
        case 7:
            no_cargo_temporario(v, antes)
        case 8:
            acumulacao_declarada(v, antes)
        case 9:
            licenca_tardia(v, antes)


def no_cargo_temporario(v: Viveiro, publicacao: date) -> None:
    """A permanente who serves a cargo temporário keeps both (N9)."""
    permanente = v.estavel(publicacao - 1200 * DIA)
    v.no_temporario(date(2026, 8, 4), servidor=permanente.servidor_id)


def acumulacao_declarada(v: Viveiro, publicacao: date) -> None:
    primeiro = v.em_estagio(publicacao)
    v.em_estagio(
        publicacao + 90 * DIA, servidor=primeiro.servidor_id, cargo=v.outro_cargo,
        posse={"outro_cargo": "Analista Técnico, SAEB"},
    )  # fmt: skip


def licenca_tardia(v: Viveiro, publicacao: date) -> None:
    """A licence found later, with which everything still fits; and a cargo held before, ended in time."""
    primeiro = v.estavel(publicacao - 1500 * DIA)
    v.registrar(
        "vacancia_posse_inacumulavel", servidor=primeiro.servidor_id, vinculo_id=primeiro.vinculo_id,
        publicacao=publicacao + 10 * DIA, outro_cargo="Professor",
    )  # fmt: skip
    segundo = v.em_estagio(publicacao, servidor=primeiro.servidor_id, cargo=v.outro_cargo)
    inicio = publicacao + 40 * DIA
    v.registrar(
        "afastamento", servidor=segundo.servidor_id, vinculo_id=segundo.vinculo_id, inicio=inicio,
        fim=inicio + 9 * DIA, motivo="licenca_saude",
    )  # fmt: skip


# ------------------------------------------------------------------ planted


def plantar_ressalvas(v: Viveiro) -> Chaves:
    sem_laudo = v.em_estagio(date(2026, 2, 3), posse={"inspecao": "ausente", "ressalva": PARECER})
    sem_bens = v.em_estagio(date(2026, 2, 3), posse={"declaracao_bens": False, "ressalva": JUDICIAL})
    sem_concurso = v.em_estagio(date(2026, 2, 3), candidato=None, ressalva=CONSUMADO)
    return {
        f"ressalva:{v.ato(sem_laudo, 'posse')}",
        f"ressalva:{v.ato(sem_bens, 'posse')}",
        f"ressalva:{v.ato(sem_concurso, 'nomeacao')}",
    }


def plantar_posses(v: Viveiro) -> Chaves:
    """Two out of the term, with ressalva, and two between the readings: the DOE of a Saturday."""
    esperadas: Chaves = set()
    for dias in (45, 60):
        tarde = v.em_estagio(
            date(2026, 8, 4), posse={"data": date(2026, 8, 4) + dias * DIA, "ressalva": PARECER}, avaliacoes=False,
            exercicio=date(2026, 8, 4) + (dias + 2) * DIA,
        )  # fmt: skip
        esperadas |= {f"posse_fora_do_prazo:{tarde.vinculo_id}", f"ressalva:{v.ato(tarde, 'posse')}"}
    for dia in (10, 11):
        na_zona = v.em_estagio(date(2026, 1, 10), posse={"data": date(2026, 2, dia)}, exercicio=date(2026, 2, 20))
        esperadas.add(f"posse_zona_cinzenta:{na_zona.vinculo_id}")
    return esperadas


def plantar_cargos(v: Viveiro) -> Chaves:
    primeiro = v.em_estagio(date(2026, 2, 3))
    calado = v.em_estagio(date(2026, 3, 3), servidor=primeiro.servidor_id, cargo=v.outro_cargo)
    primeiro = v.em_estagio(date(2026, 2, 3))
    ilicito = v.em_estagio(
        date(2026, 3, 3), servidor=primeiro.servidor_id, cargo=v.outro_cargo,
        posse={"outro_cargo": "Analista", "acumulacao_licita": False, "ressalva": CONSUMADO},
    )  # fmt: skip
    temporario = v.no_temporario(date(2026, 2, 3))
    permanente = v.em_estagio(date(2026, 3, 3), servidor=temporario.servidor_id)
    aberto = v.registrar("assentamento_inicial", pessoa=v.pessoa(), **inicial(v, v.cargo))
    outro = v.registrar("assentamento_inicial", servidor=aberto.servidor_id, **inicial(v, v.outro_cargo))
    return {
        f"cargos_simultaneos:{calado.vinculo_id}",
        f"cargos_simultaneos:{ilicito.vinculo_id}",
        f"ressalva:{v.ato(ilicito, 'posse')}",
        f"cargos_simultaneos:{permanente.vinculo_id}",
        f"cargos_simultaneos:{outro.vinculo_id}",
    }


def inicial(v: Viveiro, cargo: int, **campos: Any) -> dict[str, Any]:
    return {
        "data": date(2023, 1, 2), "cargo": cargo, "unidade": v.unidade, "situacao": "estavel",
        "data_posse": date(2010, 3, 1), "data_exercicio": date(2010, 3, 1), "estavel_desde": date(2013, 3, 1), **campos,
    }  # fmt: skip


def plantar_atos_sem_doe(v: Viveiro) -> Chaves:
    publicacao = date(2026, 2, 3)
    sem_papel = v.em_estagio(publicacao, instrumento=None)
    sem_edicao = v.em_estagio(publicacao, instrumento=v.papel(publicacao, doe_edicao=""))
    sem_data = v.em_estagio(publicacao, instrumento=v.papel(publicacao, doe_data=None))
    saiu = v.em_estagio(publicacao)
    v.registrar("exoneracao_a_pedido", servidor=saiu.servidor_id, publicacao=date(2026, 10, 6), instrumento=None)
    return {
        *(f"ato_sem_doe:{v.ato(quem, 'nomeacao')}" for quem in (sem_papel, sem_edicao, sem_data)),
        f"ato_sem_doe:{v.ato(saiu, 'exoneracao_a_pedido')}",
    }


def plantar_cargo_acima(v: Viveiro) -> Chaves:
    cargo = v.cadastrar("cargo", nome="Médico", natureza="permanente")
    vaga = v.cadastrar("vaga", cargo_id=cargo, quantidade=2, lei="Lei 1/2000")
    for _ in range(2):
        v.em_estagio(date(2026, 2, 3), cargo=cargo)
    v.cadastrar("vaga", id_=vaga, cargo_id=cargo, quantidade=1, lei="Lei 2/2020")
    return {f"cargo_acima_dos_postos:{cargo}"}


def plantar_estagios(v: Viveiro) -> Chaves:
    sem_quem_avalie = [v.em_estagio(date(2026, 2, 3), avaliador=False) for _ in range(2)]
    completos = [v.em_estagio(date(2023, 2, 1) + n * DIA) for n in range(2)]
    # One of the counters moves with the day, the other does not: still one contradiction.
    com_licenca = v.em_estagio(date(2023, 2, 1))
    v.registrar(
        "afastamento", servidor=com_licenca.servidor_id, inicio=date(2025, 6, 2), motivo="acompanhar_conjuge",
        suspende_estagio=False, fundamento="Decisão da comissão",
    )  # fmt: skip
    return {
        *(f"estagio_sem_avaliador:{quem.vinculo_id}" for quem in sem_quem_avalie),
        *(f"estagio_sem_homologacao:{quem.vinculo_id}" for quem in (*completos, com_licenca)),
    }


def plantar_vencidos(v: Viveiro) -> Chaves:
    nomeado = v.nomear(date(2026, 6, 2))
    empossado = v.empossar(date(2026, 6, 2))
    sem_avaliacao = v.em_estagio(date(2026, 3, 3), avaliacoes=False)
    sem_decisao = reprovado(v)
    v.registrar("reconsideracao_avaliacao", servidor=sem_decisao.servidor_id, numero=1, data=date(2026, 9, 14))
    velho = v.registrar("assentamento_inicial", pessoa=v.pessoa(nascimento=date(1951, 1, 20)), **inicial(v, v.cargo))
    # The term of the submission goes on moving while the licence lasts, always behind the day.
    sem_submissao = v.em_estagio(date(2024, 1, 2), submissao=False)
    v.registrar(
        "afastamento", servidor=sem_submissao.servidor_id, inicio=date(2026, 10, 1), motivo="acompanhar_conjuge"
    )
    return {
        f"prazo_vencido:{nomeado.vinculo_id}:posse:0",
        f"prazo_vencido:{empossado.vinculo_id}:exercicio:0",
        f"prazo_vencido:{sem_avaliacao.vinculo_id}:avaliacao_semestral:1",
        f"prazo_vencido:{sem_decisao.vinculo_id}:decisao_reconsideracao:1",
        f"prazo_vencido:{velho.vinculo_id}:compulsoria:0",
        f"prazo_vencido:{sem_submissao.vinculo_id}:submissao_avaliacao:0",
    }


def reprovado(v: Viveiro) -> Registrado:
    """Somebody whose first evaluation was not satisfatória, and who knows it."""
    quem = v.em_estagio(date(2026, 2, 24), avaliacoes=False)
    v.registrar(
        "avaliacao_estagio", servidor=quem.servidor_id, numero=1, data=date(2026, 9, 8), satisfatoria=False,
        ciencia=date(2026, 9, 10),
    )  # fmt: skip
    return quem


def plantar_voltas(v: Viveiro) -> Chaves:
    """A reintegrado and a reverted who did not appear: there is an act to propose for the second only."""
    demitido = v.estavel(date(2018, 2, 1))
    quem = {"servidor": demitido.servidor_id}
    v.registrar("demissao", publicacao=date(2024, 5, 2), processo="PAD 1/2023", **quem)
    v.registrar("reintegracao", publicacao=date(2026, 8, 4), decisao=date(2026, 7, 1), processo="8000-1", **quem)
    aposentado = v.estavel(date(2018, 2, 1))
    quem = {"servidor": aposentado.servidor_id}
    v.registrar("aposentadoria", publicacao=date(2024, 5, 2), tipo="invalidez", **quem)
    v.registrar("reversao", publicacao=date(2026, 8, 4), laudo=date(2026, 7, 1), **quem)
    return {
        f"reintegrado_ausente:{demitido.vinculo_id}:exercicio:1",
        f"prazo_vencido:{aposentado.vinculo_id}:exercicio:1",
    }


def plantar_tardios(v: Viveiro) -> Chaves:
    """An exoneração found after the férias that came after it."""
    saiu = v.em_estagio(date(2026, 2, 3))
    ferias = v.registrar(
        "afastamento", servidor=saiu.servidor_id, inicio=date(2026, 10, 20), fim=date(2026, 10, 29), motivo="ferias"
    )
    v.registrar("exoneracao_a_pedido", servidor=saiu.servidor_id, publicacao=date(2026, 10, 6))
    return {f"ato_nao_cabe_mais:{ferias.ato_id}"}


def plantar_pessoas(v: Viveiro) -> Chaves:
    sem_nascimento = v.registrar("assentamento_inicial", pessoa=v.pessoa(nascimento=None), **inicial(v, v.cargo))
    sem_cpf = v.em_estagio(date(2026, 2, 3), pessoa=v.pessoa(cpf=None))
    repetida = {"nome": "Iracema d'Ávila", "nascimento": date(1980, 5, 6)}
    v.em_estagio(date(2026, 2, 3), pessoa=v.pessoa(**repetida))
    segunda = v.em_estagio(date(2026, 2, 3), pessoa=v.pessoa(**repetida | {"nome": "IRACEMA D’ÁVILA"}))
    terceira = v.em_estagio(date(2026, 2, 3), pessoa=v.pessoa(**repetida, cpf=None))
    v.em_estagio(date(2026, 2, 3), pessoa=v.pessoa(**repetida | {"nascimento": date(1980, 5, 7)}))
    primeira = segunda.servidor_id - 1
    return {
        f"sem_nascimento:{sem_nascimento.servidor_id}",
        f"sem_cpf:{sem_cpf.servidor_id}",
        f"possivel_duplicata:{primeira}:{segunda.servidor_id}",
        f"possivel_duplicata:{primeira}:{terceira.servidor_id}",
        f"sem_cpf:{terceira.servidor_id}",
    }


def plantar_excedente(v: Viveiro) -> Chaves:
    """Who occupied the only post of somebody reintegrated; the reintegrado still has days to appear."""
    cargo = v.cadastrar("cargo", nome="Perito", natureza="permanente")
    v.cadastrar("vaga", cargo_id=cargo, quantidade=1, lei="Lei 1/2000")
    demitido = v.estavel(date(2018, 2, 1), cargo=cargo)
    quem = {"servidor": demitido.servidor_id}
    v.registrar("demissao", publicacao=date(2024, 5, 2), processo="PAD 1/2023", **quem)
    ocupante = v.em_estagio(date(2024, 8, 1), cargo=cargo)
    v.registrar("reintegracao", publicacao=date(2026, 11, 10), decisao=date(2026, 7, 1), processo="8000-2", **quem)
    return {f"excedente:{ocupante.vinculo_id}"}


def plantar_reconduzido(v: Viveiro) -> Chaves:
    """Who, displaced by a reintegrado, was led back to the former cargo and did not appear there (E5, K1)."""
    origem = v.cadastrar("cargo", nome="Técnico Fazendário", natureza="permanente", carreira="Fazenda")
    cargo = v.cadastrar("cargo", nome="Auditor Fiscal", natureza="permanente", carreira="Fazenda")
    v.cadastrar("vaga", cargo_id=origem, quantidade=5, lei="Lei 1/2000")
    v.cadastrar("vaga", cargo_id=cargo, quantidade=1, lei="Lei 1/2000")
    demitido = v.estavel(date(2012, 2, 1), cargo=cargo)
    v.registrar("demissao", servidor=demitido.servidor_id, publicacao=date(2017, 5, 2), processo="PAD 1/2016")
    antes = v.estavel(date(2013, 2, 1), cargo=origem)
    quem = antes.servidor_id
    v.registrar(
        "vacancia_posse_inacumulavel", servidor=quem, publicacao=date(2018, 2, 11), outro_cargo="Auditor Fiscal"
    )
    depois = v.estavel(date(2018, 2, 1), servidor=quem, cargo=cargo)
    v.registrar(
        "reintegracao", servidor=demitido.servidor_id, publicacao=date(2026, 8, 4), decisao=date(2026, 7, 1),
        processo="8000-3",
    )  # fmt: skip
    v.registrar("exercicio", servidor=demitido.servidor_id, data=date(2026, 8, 10))
    v.registrar("reconducao", servidor=quem, vinculo_id=depois.vinculo_id, publicacao=date(2026, 8, 11))
    return {f"reintegrado_ausente:{depois.vinculo_id}:exercicio:1"}


def plantar_correcoes(v: Viveiro) -> Chaves:
    """What was typed by mistake leaves the inbox, and what a correction brings enters it."""
    quem = v.em_estagio(date(2026, 2, 3))
    licenca = v.registrar(
        "afastamento", servidor=quem.servidor_id, inicio=date(2026, 6, 1), fim=date(2026, 6, 30),
        motivo="interesse_particular", ressalva=PARECER,
    )  # fmt: skip
    v.emendar(FormaEmenda.ESTORNO, licenca.ato_id)
    saida = v.registrar(
        "exoneracao_a_pedido", servidor=quem.servidor_id, publicacao=date(2026, 10, 6), instrumento=None
    )
    v.emendar(FormaEmenda.ESTORNO, saida.ato_id)
    declarado = segundo_cargo(v)
    v.corrigir(v.ato(declarado, "posse"), outro_cargo="Analista Técnico, SAEB")
    calado = segundo_cargo(v, outro_cargo="Analista Técnico, SAEB")
    v.corrigir(v.ato(calado, "posse"), outro_cargo="")
    return {f"cargos_simultaneos:{calado.vinculo_id}"}


def segundo_cargo(v: Viveiro, **posse: Any) -> Registrado:
    primeiro = v.em_estagio(date(2026, 2, 3))
    return v.em_estagio(date(2026, 3, 3), servidor=primeiro.servidor_id, cargo=v.outro_cargo, posse=posse)


def plantar_lrf(v: Viveiro) -> Chaves:
    """Over the prudential limit only the exception lets a nomeação in; from here on, no other may be planted."""
    lrf.salvar_numeros(
        v.ctx, numeros=NumerosLrf(ano=2026, quadrimestre=2, rcl=100_000_00, despesa=48_000_00, fonte="RGF"), hoje=HOJE
    )
    nomeado = v.nomear(date(2026, 11, 10), origem="aposentadoria", area="educacao")
    com_ressalva = v.nomear(date(2026, 11, 10), origem="criacao", area="outra", ressalva=PARECER)
    return {
        f"nomeacao_acima_da_lrf:{v.ato(nomeado, 'nomeacao')}",
        f"ressalva:{v.ato(com_ressalva, 'nomeacao')}",
    }


PLANTIOS = (
    plantar_ressalvas, plantar_posses, plantar_cargos, plantar_atos_sem_doe, plantar_cargo_acima, plantar_estagios,
    plantar_vencidos, plantar_voltas, plantar_tardios, plantar_pessoas, plantar_excedente,
    plantar_reconduzido, plantar_correcoes,
)  # fmt: skip


@pytest.fixture(scope="module")
def plantado() -> Iterator[tuple[Viveiro, Chaves]]:
    with viveiro() as v:
        esperadas: Chaves = set()
        vidas_limpas(v, 60)
        for plantar in PLANTIOS:
            esperadas |= plantar(v)
            vidas_limpas(v, 10)
        esperadas |= plantar_lrf(v)
        yield v, esperadas


def test_acha_todas_as_plantadas_e_nao_inventa(plantado: tuple[Viveiro, Chaves]) -> None:
    v, esperadas = plantado
    achadas = chaves(v)
    assert esperadas - achadas == set(), "planted and not found"
    assert achadas - esperadas == set(), "invented"


def test_so_vidas_limpas_nao_dao_nada() -> None:
    with viveiro() as v:
        vidas_limpas(v, 20)
        assert listar(v) == []
        assert contradicoes.resumo_contradicoes(v.ctx, hoje=HOJE).pendentes == 0


@given(st.lists(st.integers(0, 59), min_size=1, max_size=4))
@settings(max_examples=6, deadline=None)
def test_nenhuma_vida_limpa_da_contradicao(quais: list[int]) -> None:
    with viveiro() as v:
        for n in quais:
            vida_limpa(v, n)
        assert chaves(v) == set()


# ------------------------------------------------------------------ lists, counts, order


def test_contagens_e_listas_concordam(plantado: tuple[Viveiro, Chaves]) -> None:
    v, _ = plantado
    linhas = listar(v)
    resumo = contradicoes.resumo_contradicoes(v.ctx, hoje=HOJE)
    assert resumo.pendentes == len(linhas)
    assert resumo.cientes == 0
    assert resumo.por_especie == Counter(linha.especie for linha in linhas)
    assert resumo.por_gravidade == Counter(linha.gravidade for linha in linhas)
    assert set(resumo.por_especie) == set(Especie), "every kind was planted"


@pytest.mark.parametrize("especie", Especie)
def test_o_filtro_por_especie_da_so_ela(plantado: tuple[Viveiro, Chaves], especie: Especie) -> None:
    v, esperadas = plantado
    achadas = {linha.chave for linha in listar(v, FiltroContradicoes(especies=(especie,)))}
    assert achadas == {chave for chave in esperadas if chave.partition(":")[0] == especie.value}
    assert achadas


def test_as_gravidades_repartem_a_lista(plantado: tuple[Viveiro, Chaves]) -> None:
    v, _ = plantado
    partes = [listar(v, FiltroContradicoes(gravidades=(gravidade,))) for gravidade in Gravidade]
    for gravidade, parte in zip(Gravidade, partes, strict=True):
        assert parte
        assert {linha.gravidade for linha in parte} == {gravidade}
    assert sum(map(len, partes)) == len(listar(v))
    duas = listar(v, FiltroContradicoes(especies=(Especie.SEM_CPF, Especie.EXCEDENTE), gravidades=(Gravidade.BAIXA,)))
    assert {linha.especie for linha in duas} == {Especie.SEM_CPF}


def test_a_busca_acha_a_pessoa_sem_acentos(plantado: tuple[Viveiro, Chaves]) -> None:
    v, _ = plantado
    achadas = listar(v, FiltroContradicoes(texto="iracema davila"))
    assert {linha.especie for linha in achadas} == {Especie.POSSIVEL_DUPLICATA, Especie.SEM_CPF}
    tardia = next(linha for linha in listar(v) if linha.especie is Especie.ATO_NAO_CABE_MAIS)
    assert tardia.chave in {linha.chave for linha in listar(v, FiltroContradicoes(texto=tardia.nome))}
    assert listar(v, FiltroContradicoes(texto="ninguém com este nome")) == []


@pytest.mark.parametrize("decrescente", [False, True])
@pytest.mark.parametrize("ordem", consultas.ORDENS)
def test_toda_ordem_esta_em_ordem(plantado: tuple[Viveiro, Chaves], ordem: str, decrescente: bool) -> None:
    v, _ = plantado
    linhas = listar(v, ordem=ordem, decrescente=decrescente)
    todas = [_valor(linha, ordem) for linha in linhas]
    presentes = [valor for valor in todas if valor is not None]
    assert todas[: len(presentes)] == presentes, "what has no value comes last"
    assert presentes == sorted(presentes, reverse=decrescente)
    assert {linha.id for linha in linhas} == {linha.id for linha in listar(v)}


def _valor(linha: Contradicao, ordem: str) -> Any:
    if ordem == "nome":
        return chave_busca(linha.nome or linha.cargo) or None
    if ordem == "especie":
        return list(Especie).index(linha.especie)
    if ordem == "desde" and linha.desde is not None and linha.especie in CONTAM_DO_DIA_SEGUINTE:
        return linha.desde - DIA
    return getattr(linha, ordem)


@pytest.mark.parametrize("decrescente", [False, True])
@pytest.mark.parametrize("ordem", consultas.ORDENS)
def test_a_ordem_do_sql_e_a_de_quem_junta(plantado: tuple[Viveiro, Chaves], ordem: str, decrescente: bool) -> None:
    """What a query orders stays in its place among what was found by reading lives."""
    v, _ = plantado
    with v.ctx.banco.leitura() as conexao:
        momento = contradicoes_dobra.apanhar(v.ctx, conexao, HOJE).momento
        do_sql = consultas.ids(conexao, TODAS, momento=momento, extras=(), ordem=ordem, decrescente=decrescente)
    juntas = contradicoes.ids_contradicoes(v.ctx, filtro=TODAS, hoje=HOJE, ordem=ordem, decrescente=decrescente)
    assert 0 < len(do_sql) < len(juntas)
    assert [id_ for id_ in juntas if id_ in set(do_sql)] == list(do_sql)


def test_ordem_desconhecida_e_erro_de_programa(plantado: tuple[Viveiro, Chaves]) -> None:
    with pytest.raises(KeyError):
        listar(plantado[0], ordem="cor")


def test_ler_uma_a_uma_da_o_mesmo_que_a_pagina(plantado: tuple[Viveiro, Chaves]) -> None:
    v, _ = plantado
    for linha in listar(v):
        assert contradicoes.linhas_contradicoes(v.ctx, ids=[linha.id], hoje=HOJE) == (linha,)
    assert contradicoes.linhas_contradicoes(v.ctx, ids=[1 << 39], hoje=HOJE) == ()


# ------------------------------------------------------------------ words


def test_cada_uma_diz_o_que_por_que_e_o_que_fazer(plantado: tuple[Viveiro, Chaves]) -> None:
    v, _ = plantado
    for linha in listar(v):
        for frase in (linha.o_que, linha.por_que, linha.o_que_fazer):
            assert frase[0].isupper(), frase
            assert frase.endswith("."), frase
            assert "None" not in frase
            assert ".." not in frase
        assert linha.dispositivo
        assert linha.nome or linha.cargo
        assert linha.desde is None or linha.desde <= HOJE
        if linha.especie is not Especie.POSSIVEL_DUPLICATA:
            assert linha.desde is not None
    com_atos = {linha.especie for linha in listar(v) if linha.atos}
    assert com_atos >= set(Especie) - {
        Especie.CARGO_ACIMA_DOS_POSTOS, Especie.SEM_CPF, Especie.SEM_NASCIMENTO, Especie.POSSIVEL_DUPLICATA,
    }  # fmt: skip


FRASES = {
    Especie.ESTAGIO_SEM_HOMOLOGACAO: "Tempo completo sem homologação: ouvir a PGE.",
    Especie.REINTEGRADO_AUSENTE: "Ouvir a PGE (arts. 21, § 3º, e 29).",
    Especie.CARGO_ACIMA_DOS_POSTOS: "O cargo Médico tem 2 ocupantes para 1 posto.",
    Especie.POSSE_ZONA_CINZENTA: "Posse em 10/02/2026: na leitura adotada o prazo venceu em 09/02/2026; na mais longa,"
    " em 11/02/2026.",
    Especie.EXCEDENTE: "Excedente no cargo Perito desde 10/11/2026: o posto foi reclamado por reintegração.",
    Especie.RESSALVA: "Requisitos ressalvados: Falta o laudo da inspeção médica oficial (art. 20).",
    Especie.CARGOS_SIMULTANEOS: "Analista Técnico (vínculo nº 1) e Professor (vínculo nº 2)",
}


@pytest.mark.parametrize(("especie", "frase"), FRASES.items())
def test_palavras_de_algumas(plantado: tuple[Viveiro, Chaves], especie: Especie, frase: str) -> None:
    linhas = listar(plantado[0], FiltroContradicoes(especies=(especie,)))
    assert any(frase in f"{linha.o_que} {linha.o_que_fazer}" for linha in linhas)


def test_quem_nao_se_apresentou_tem_o_ato_da_lei(plantado: tuple[Viveiro, Chaves]) -> None:
    """Of a reversão the law cassa a aposentadoria; of a reintegração nothing is proposed (R3, E5)."""
    linhas = {linha.chave: linha for linha in listar(plantado[0]) if linha.chave.endswith(":exercicio:1")}
    assert {(linha.especie, linha.ato_sugerido, linha.dispositivo) for linha in linhas.values()} == {
        (Especie.REINTEGRADO_AUSENTE, "", "arts. 21, § 3º, e 29"),
        (Especie.PRAZO_VENCIDO, "cassacao_aposentadoria", "art. 34, parágrafo único"),
    }


# ------------------------------------------------------------------ the day


def test_o_prazo_so_e_contradicao_depois_do_ultimo_dia() -> None:
    with viveiro() as v:
        nomeado = v.nomear(date(2026, 1, 10))  # a Saturday: vence on 09/02, the last day is 11/02
        for dia, esperado in ((date(2026, 2, 9), False), (date(2026, 2, 11), False), (date(2026, 2, 12), True)):
            assert (f"prazo_vencido:{nomeado.vinculo_id}:posse:0" in chaves(v, dia)) is esperado, dia


def test_quem_nao_pede_reconsideracao_nao_contradiz_nada() -> None:
    with viveiro() as v:
        reprovado(v)
        assert v.ids("SELECT count(*) FROM prazo WHERE tipo = 'reconsideracao_avaliacao' AND desfecho IS NULL") == [1]
        assert chaves(v) == set()


def test_o_pedido_sem_decisao_segura_o_prazo() -> None:
    with viveiro() as v:
        nomeado = v.nomear(date(2026, 1, 10))
        v.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento=date(2026, 1, 20), deferida=None)
        assert chaves(v) == set()


def test_o_ato_que_responde_tira_a_contradicao() -> None:
    with viveiro() as v:
        nomeado = v.nomear(date(2026, 1, 10))
        assert chaves(v) == {f"prazo_vencido:{nomeado.vinculo_id}:posse:0"}
        v.registrar("tornar_sem_efeito", servidor=nomeado.servidor_id, publicacao=date(2026, 3, 10))
        assert chaves(v) == set()


def test_so_se_acumula_enquanto_os_dois_duram() -> None:
    with viveiro() as v:
        primeiro = v.em_estagio(date(2026, 2, 3))
        segundo = v.em_estagio(date(2026, 3, 3), servidor=primeiro.servidor_id, cargo=v.outro_cargo)
        chave = f"cargos_simultaneos:{segundo.vinculo_id}"
        assert chave in chaves(v)
        v.registrar(
            "exoneracao_a_pedido", servidor=primeiro.servidor_id, vinculo_id=primeiro.vinculo_id,
            publicacao=date(2026, 11, 17),
        )  # fmt: skip
        assert chave in chaves(v, date(2026, 11, 16))
        assert chave not in chaves(v, date(2026, 11, 17))
        assert chave not in chaves(v, date(2026, 3, 12)), "the posse was on the 13th"


# ------------------------------------------------------------------ where it was published


def test_completar_a_publicacao_resolve_e_fica_na_trilha() -> None:
    publicacao = date(2026, 11, 3)
    with viveiro() as v:
        quem = v.empossar(publicacao, instrumento=v.papel(publicacao, doe_edicao="", doe_data=None))
        ato = v.ato(quem, "nomeacao")
        (sem_doe,) = listar(v)
        assert sem_doe.completa_publicacao
        assert "sem edição nem data" in sem_doe.o_que
        for edicao, dia, motivo in (
            (" ", publicacao, "Falta a edição"),
            ("24.100", HOJE + DIA, "ainda não chegou"),
            ("24.100", publicacao + DIA, "diz que foi publicado em 03/11/2026"),
        ):
            with pytest.raises(ErroDominio, match=motivo):
                publicar(v, ato, edicao, dia)
            assert [linha.chave for linha in listar(v)] == [sem_doe.chave]
        publicar(v, ato, "24.100", publicacao)
        assert listar(v) == []
        assert v.ids("SELECT doe_edicao || ' ' || doe_data FROM instrumento") == ["24.100 2026-11-03"]
        assert v.ids("SELECT detalhe FROM trilha WHERE acao = 'completou_publicacao'") == [
            "doe_edicao, doe_data, doe_pagina"
        ]
        with pytest.raises(ErroDominio, match="já está completa"):
            publicar(v, ato, "24.101", publicacao)
        assert verificacao.verificar(v.ctx).integra


def publicar(v: Viveiro, ato: int, edicao: str, dia: date) -> None:
    contradicoes_publicacao.completar_publicacao(v.ctx, ato_id=ato, edicao=edicao, data=dia, hoje=HOJE)


def test_o_ato_sobre_o_cargo_tambem_se_publica() -> None:
    with viveiro() as v:
        extinto = v.cadastrar("cargo", nome="Datilógrafo", natureza="permanente")
        v.registrar("extincao_cargo", cargo=extinto, publicacao=date(2026, 11, 3), lei="Lei 1/2026", instrumento=None)
        (linha,) = listar(v)
        assert (linha.especie, linha.cargo, linha.nome) == (Especie.ATO_SEM_DOE, "Datilógrafo", "")
        assert linha.o_que == "Extinção ou desnecessidade de cargo de 03/11/2026, sem o instrumento que o publicou."
        emendas_cargo.registrar_emenda_do_cargo(
            v.ctx, pedido=PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=linha.atos[0].ato_id, motivo="Engano"),
            hoje=HOJE,
        )  # fmt: skip
        assert listar(v) == []


def test_sem_instrumento_a_publicacao_vem_com_a_correcao() -> None:
    publicacao = date(2026, 11, 3)
    with viveiro() as v:
        quem = v.empossar(publicacao, instrumento=None)
        ato = v.ato(quem, "nomeacao")
        (sem_papel,) = listar(v)
        assert not sem_papel.completa_publicacao
        with pytest.raises(ErroDominio, match="sem o instrumento"):
            publicar(v, ato, "24.100", publicacao)
        v.corrigir(ato, papel=v.papel(publicacao), origem="criacao")
        assert listar(v) == []


# ------------------------------------------------------------------ acknowledging


@pytest.fixture
def com_excesso() -> Iterator[tuple[Viveiro, int]]:
    """A cargo with two occupants for a post, and somebody without CPF."""
    with viveiro() as v:
        plantar_cargo_acima(v)
        v.em_estagio(date(2026, 2, 3), pessoa=v.pessoa(cpf=None))
        yield v, 4


def test_a_ciencia_nao_esconde(com_excesso: tuple[Viveiro, int]) -> None:
    v, _ = com_excesso
    excesso = listar(v, FiltroContradicoes(especies=(Especie.CARGO_ACIMA_DOS_POSTOS,)))[0]
    assert contradicoes.dar_ciencia(v.ctx, ids=[excesso.id], nota="  Lei nova no plenário ", hoje=HOJE) == 1
    pendentes = {linha.chave for linha in listar(v, FiltroContradicoes())}
    (ciente,) = listar(v, FiltroContradicoes(cientes=True))
    assert ciente.chave == excesso.chave
    assert excesso.chave not in pendentes
    assert pendentes | {ciente.chave} == chaves(v)
    assert ciente.ciencia is not None
    assert (ciente.ciencia.nota, ciente.ciencia.usuario, ciente.ciencia.em) == ("Lei nova no plenário", "teste", HOJE)
    resumo = contradicoes.resumo_contradicoes(v.ctx, hoje=HOJE)
    assert (resumo.pendentes, resumo.cientes) == (len(pendentes), 1)
    assert Especie.CARGO_ACIMA_DOS_POSTOS not in resumo.por_especie
    assert v.ids("SELECT detalhe FROM trilha WHERE acao = 'contradicao_ciente'") == [excesso.chave]


def test_volta_quando_o_que_diz_muda(com_excesso: tuple[Viveiro, int]) -> None:
    v, cargo = com_excesso
    excesso = listar(v, FiltroContradicoes(especies=(Especie.CARGO_ACIMA_DOS_POSTOS,)))[0]
    contradicoes.dar_ciencia(v.ctx, ids=[excesso.id], nota="Conhecido", hoje=HOJE)
    v.em_estagio(date(2026, 3, 3))
    assert listar(v, FiltroContradicoes(cientes=True)), "somebody else's act changes nothing in it"
    v.em_estagio(date(2026, 3, 3), cargo=cargo, ressalva=PARECER)
    assert listar(v, FiltroContradicoes(cientes=True)) == []
    (de_novo,) = listar(v, FiltroContradicoes(especies=(Especie.CARGO_ACIMA_DOS_POSTOS,)))
    assert "3 ocupantes" in de_novo.o_que
    assert de_novo.chave == excesso.chave
    assert [nota.nota for nota, _ in contradicoes.historico(v.ctx, chave=excesso.chave)] == ["Conhecido"]


def test_a_ciencia_se_retira_e_fica_na_historia(com_excesso: tuple[Viveiro, int]) -> None:
    v, _ = com_excesso
    todas = listar(v)
    ids = [linha.id for linha in todas]
    assert contradicoes.dar_ciencia(v.ctx, ids=ids, nota="Todas", hoje=HOJE) == len(ids)
    assert listar(v, FiltroContradicoes()) == []
    assert contradicoes.retirar_ciencia(v.ctx, ids=ids[:1], hoje=HOJE) == 1
    assert [linha.id for linha in listar(v, FiltroContradicoes())] == ids[:1]
    assert contradicoes.retirar_ciencia(v.ctx, ids=ids[:1], hoje=HOJE) == 0, "there is none to take back"
    historico = contradicoes.historico(v.ctx, chave=todas[0].chave)
    assert [(ciencia.nota, retirada) for ciencia, retirada in historico] == [("", True), ("Todas", False)]


def test_sem_nota_ou_sem_contradicao_nada_se_grava(com_excesso: tuple[Viveiro, int]) -> None:
    v, _ = com_excesso
    ids = [linha.id for linha in listar(v)]
    with pytest.raises(ErroDominio, match="Escreva na nota"):
        contradicoes.dar_ciencia(v.ctx, ids=ids, nota="  ", hoje=HOJE)
    with pytest.raises(ErroDominio, match="não existe mais"):
        contradicoes.dar_ciencia(v.ctx, ids=[*ids, 1 << 39], nota="x", hoje=HOJE)
    assert v.ids("SELECT count(*) FROM contradicao_ciencia") == [0]


def test_a_ciencia_vale_para_o_que_se_acha_na_dobra() -> None:
    with viveiro() as v:
        plantar_tardios(v)
        (tardia,) = listar(v, FiltroContradicoes())
        contradicoes.dar_ciencia(v.ctx, ids=[tardia.id], nota="Férias gozadas", hoje=HOJE)
        assert listar(v, FiltroContradicoes()) == []
        assert [linha.id for linha in listar(v, FiltroContradicoes(cientes=True))] == [tardia.id]
        resumo = contradicoes.resumo_contradicoes(v.ctx, hoje=HOJE)
        assert (resumo.pendentes, resumo.cientes) == (0, 1)


def test_o_que_se_le_das_vidas_se_renova_a_cada_entrada() -> None:
    """What was kept of the lives read follows the book: one more late entry, one taken back, a new birth date."""
    with viveiro() as v:
        (primeira,) = plantar_tardios(v)
        assert chaves(v) == {primeira}
        (segunda,) = plantar_tardios(v)
        assert chaves(v) == {primeira, segunda}
        exoneracao = v.ids("SELECT id FROM ato WHERE tipo = 'exoneracao_a_pedido' ORDER BY id")[0]
        v.emendar(FormaEmenda.ESTORNO, exoneracao)
        assert chaves(v) == {segunda}


def test_a_ciencia_dura_com_o_passar_dos_dias() -> None:
    with viveiro() as v:
        v.nomear(date(2026, 1, 10))
        (vencido,) = listar(v, FiltroContradicoes())
        contradicoes.dar_ciencia(v.ctx, ids=[vencido.id], nota="À espera do decreto", hoje=HOJE)
        assert listar(v, FiltroContradicoes(), HOJE + 90 * DIA) == []


# ------------------------------------------------------------------ export, other databases


def test_a_planilha_tem_o_que_a_lista_mostra(plantado: tuple[Viveiro, Chaves]) -> None:
    v, _ = plantado
    filtro = FiltroContradicoes(gravidades=(Gravidade.ALTA,))
    dados = contradicoes.exportar_csv(v.ctx, filtro=filtro, hoje=HOJE)
    assert dados.startswith(b"\xef\xbb\xbf")
    titulos, *linhas = csv.reader(io.StringIO(dados.decode("utf-8-sig"), newline=""), delimiter=";")
    assert tuple(titulos) == contradicoes.COLUNAS
    assert [linha[-1] for linha in linhas] == [linha.chave for linha in listar(v, filtro)]
    assert {linha[0] for linha in linhas} == {"Alta"}


def test_a_planilha_nao_executa_nomes() -> None:
    with viveiro() as v:
        v.nomear(date(2026, 1, 10), pessoa=v.pessoa(nome="=HYPERLINK(1)"))
        assert b";'=HYPERLINK(1);" in contradicoes.exportar_csv(v.ctx, hoje=HOJE)


def test_as_consultas_se_escrevem_para_postgresql() -> None:
    momento = Momento(hoje=HOJE, sem_valor=(1, 2), corrigidas=(3,), declaradas=(3,), moveis=(4,), cargos=((1, 2),))
    for especie, regra in consultas.REGRAS.items():
        sql = str(regra(momento).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
        assert "SELECT" in sql, especie
        assert set(regra(momento).subquery().c.keys()) == set(COLUNAS), especie
