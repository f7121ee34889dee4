"""People: search, lists, words on a day, the file, changes of personal data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.prazos import estavel_desde
from bahiaservidor.estatuto.tipos import Carater, Situacao, TipoPrazo, TipoRessalva
from bahiaservidor.estatuto.vida import situacao_em
from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.servicos import minutas, pessoas, verificacao
from bahiaservidor.servicos.tipos import DadosPessoa, FiltroServidores, Instrumento

from .cenario import HOJE, Cenario, cenario

JOSE = DadosPessoa(nome="José D'Ávila Conceição", cpf="529.982.247-25", nascimento=date(1985, 5, 4))
MARIA = DadosPessoa(nome="Maria das Graças Uchôa", cpf="111.444.777-35", nascimento=date(1990, 7, 2))
TODOS = FiltroServidores()


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.fixture
def dois(c: Cenario) -> Cenario:
    c.nomear(0, pessoa=MARIA)
    c.nomear(1, pessoa=JOSE, publicacao="2026-02-04", matricula="92.116.599")
    return c


def nomes(c: Cenario, filtro: FiltroServidores = TODOS, **opcoes: object) -> list[str]:
    ids = pessoas.ids_servidores(c.ctx, filtro=filtro, hoje=HOJE, **opcoes)  # type: ignore[arg-type]
    return [linha.nome for linha in pessoas.linhas_servidores(c.ctx, ids=ids, hoje=HOJE)]


@pytest.mark.parametrize(
    "texto",
    [
        "jose", "JOSÉ", "d'ávila", "davila jose", "conc jos", "Conceição D’Ávila",
        "92.116.599", "92116599", "92.116", "92116599-4", "529.982.247-25", "52998224725", "529.982", "529 982 247 25",
        "analista jose", "saeb 92.116.599",
    ],
)  # fmt: skip
def test_a_busca_acha_com_qualquer_grafia(dois: Cenario, texto: str) -> None:
    filtro = FiltroServidores(texto=texto)
    assert nomes(dois, filtro) == [JOSE.nome]
    assert pessoas.contar_servidores(dois.ctx, filtro=filtro, hoje=HOJE) == 1


@pytest.mark.parametrize("texto", ["josefa", "oso", "jose maria", 'jose" OR "maria', "529.982.247-26", "nome:jose*"])
def test_a_busca_nao_acha_o_que_nao_esta(dois: Cenario, texto: str) -> None:
    assert nomes(dois, FiltroServidores(texto=texto)) == []


@pytest.mark.parametrize("texto", ["", "   ", "--", "'"])
def test_texto_sem_termos_nao_restringe(dois: Cenario, texto: str) -> None:
    assert len(nomes(dois, FiltroServidores(texto=texto))) == 2


@pytest.mark.parametrize(
    ("ordem", "esperada"),
    [
        ("nome", [JOSE.nome, MARIA.nome]),
        ("cpf", [MARIA.nome, JOSE.nome]),
        ("proximo_prazo", [MARIA.nome, JOSE.nome]),
        ("situacao", [MARIA.nome, JOSE.nome]),
        ("cargo", [MARIA.nome, JOSE.nome]),
        ("unidade", [MARIA.nome, JOSE.nome]),
    ],
)
def test_a_ordem_e_o_seu_avesso(dois: Cenario, ordem: str, esperada: list[str]) -> None:
    assert nomes(dois, ordem=ordem) == esperada
    assert nomes(dois, ordem=ordem, decrescente=True) == esperada[::-1]


def test_sem_matricula_fica_por_ultimo_nos_dois_sentidos(dois: Cenario) -> None:
    assert nomes(dois, ordem="matricula") == [JOSE.nome, MARIA.nome]
    assert nomes(dois, ordem="matricula", decrescente=True) == [JOSE.nome, MARIA.nome]


def test_os_filtros_se_somam(dois: Cenario) -> None:
    dois.registrar("posse", servidor=1, data="2026-02-10")
    assert nomes(dois, FiltroServidores(situacoes=(Situacao.EMPOSSADO,))) == [MARIA.nome]
    assert len(nomes(dois, FiltroServidores(orgao_id=dois.orgao, unidade_id=dois.unidade, cargo_id=dois.cargo))) == 2
    assert nomes(dois, FiltroServidores(orgao_id=99)) == []
    assert nomes(dois, FiltroServidores(carater=Carater.TEMPORARIO)) == []
    assert nomes(dois, FiltroServidores(situacoes=(Situacao.EMPOSSADO,), texto="jose")) == []


def test_a_linha_diz_o_proximo_prazo(dois: Cenario) -> None:
    linha = pessoas.localizar(dois.ctx, chave="92.116.599")
    assert (linha.proximo_prazo, linha.proximo_prazo_tipo) == (date(2026, 3, 6), TipoPrazo.POSSE)
    assert (linha.cargo, linha.unidade, linha.orgao) == ("Analista Técnico", "Diretoria de Pessoal", "SAEB")
    depois = pessoas.linhas_servidores(dois.ctx, ids=[linha.id, 999], hoje=date(2026, 8, 1))
    assert [(d.proximo_prazo, d.situacao) for d in depois] == [(None, Situacao.NOMEADO)]


def test_localizar_por_qualquer_chave(dois: Cenario) -> None:
    jose = pessoas.localizar(dois.ctx, chave="92116599")
    assert jose.nome == JOSE.nome
    for chave in ("92.116.599", "52998224725", "529.982.247-25", str(jose.id)):
        assert pessoas.localizar(dois.ctx, chave=chave) == jose
    for chave in ("99.999.999", "390.533.447-05", "12345", "", "9" * 30, "²"):
        with pytest.raises(ErroDominio, match="Nada foi feito"):
            pessoas.localizar(dois.ctx, chave=chave)


def test_o_cpf_de_dois_vinculos_acha_o_ultimo(c: Cenario) -> None:
    primeiro = c.registrar("nomeacao", publicacao="2026-02-03", carater="temporario", pessoa=JOSE)
    segundo = c.registrar("nomeacao", servidor=primeiro.servidor_id, publicacao="2026-02-05", carater="temporario")
    assert segundo.vinculo_id != primeiro.vinculo_id
    assert pessoas.localizar(c.ctx, chave="52998224725").id == segundo.vinculo_id


def test_a_palavra_no_dia_e_a_do_estatuto(c: Cenario) -> None:
    entrou = c.estagiario()
    c.registrar("afastamento", servidor=entrou.servidor_id, inicio="2026-02-20", fim="2026-02-27", motivo="ferias")
    c.registrar("afastamento", servidor=entrou.servidor_id, inicio="2026-03-10", fim="2026-03-20",
                motivo="licenca_saude")  # fmt: skip
    c.registrar("afastamento", servidor=entrou.servidor_id, inicio="2026-05-04", motivo="licenca_premio")
    chefia = c.registrar(
        "assentamento_inicial", pessoa=MARIA, data="2020-01-02", cargo=c.cargo, unidade=c.unidade, situacao="estavel",
        data_posse="2005-01-03", data_exercicio="2005-01-04", estavel_desde="2008-01-04",
    )  # fmt: skip
    c.registrar("nomeacao", servidor=chefia.servidor_id, publicacao="2026-02-03", carater="temporario")
    c.registrar("posse", servidor=chefia.servidor_id, data="2026-02-10")
    c.registrar("exercicio", servidor=chefia.servidor_id, data="2026-02-11")
    ids = pessoas.ids_servidores(c.ctx, filtro=TODOS, hoje=HOJE)
    vistas = set()
    for dia in (date(2026, 2, 12), date(2026, 2, 25), date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 21),
                date(2026, 5, 4), date(2027, 1, 1), date(2030, 1, 1)):  # fmt: skip
        for linha in pessoas.linhas_servidores(c.ctx, ids=ids, hoje=dia):
            with c.ctx.banco.leitura() as conexao:
                vida = ler_vida(conexao, linha.servidor_id).vida
            vinculo = vida.vinculo(linha.id)
            esperada = situacao_em(vida, vinculo, dia, estavel_desde(vinculo, c.ctx.regimes, dia))
            assert linha.situacao is esperada, (linha.nome, dia)
            vistas.add(esperada)
            filtro = FiltroServidores(situacoes=(esperada,))
            assert linha.id in pessoas.ids_servidores(c.ctx, filtro=filtro, hoje=dia)
    assert {Situacao.AFASTADO, Situacao.EM_ESTAGIO_PROBATORIO, Situacao.EM_EXERCICIO} <= vistas


def test_a_ficha_conta_a_vida(c: Cenario) -> None:
    decreto = Instrumento(tipo="Decreto", numero="23.456", data=date(2026, 2, 2), doe_data=date(2026, 2, 3))
    nomeado = c.nomear(0, pessoa=MARIA, instrumento=decreto, matricula="92116599")
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", laudo_numero="77/2026")
    c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
    c.registrar("afastamento", servidor=nomeado.servidor_id, inicio="2026-02-16", fim="2026-02-20", motivo="ferias")
    minutas.preparar(c.ctx, pedido=c.pedido("exoneracao_a_pedido", servidor=nomeado.servidor_id,
                                            publicacao="2026-03-03"), hoje=HOJE)  # fmt: skip
    ficha = pessoas.ficha(c.ctx, servidor_id=nomeado.servidor_id, hoje=HOJE)
    assert ficha.dados.cpf == "11144477735"
    assert ficha.situacao is Situacao.EM_ESTAGIO_PROBATORIO
    (vinculo,) = ficha.vinculos
    assert (vinculo.matricula, vinculo.posse, vinculo.exercicio) == ("92116599", date(2026, 2, 10), date(2026, 2, 11))
    assert [m.tipo for m in ficha.marcas] == ["nomeacao", "posse", "exercicio", "afastamento"]
    assert not any(m.ressalva for m in ficha.marcas)
    assert {p.especie: (p.inicio, p.fim) for p in ficha.periodos} == {
        "exercicio": (date(2026, 2, 11), None),
        "estagio": (date(2026, 2, 11), date(2029, 2, 11)),
        "afastamento": (date(2026, 2, 16), date(2026, 2, 20)),
    }
    assert [p.tipo for p in ficha.prazos][:2] == [TipoPrazo.POSSE, TipoPrazo.EXERCICIO]
    assert len(ficha.prazos) == 12
    nomeacao = next(e for e in ficha.historico if e.tipo == "nomeacao")
    assert nomeacao.instrumento == decreto
    assert ("Cargo", "Analista Técnico") in nomeacao.campos
    assert ("Publicação no DOE", "03/02/2026") in nomeacao.campos
    assert nomeacao.requisitos
    dados = next(e for e in ficha.historico if e.tipo == "cadastro")
    assert ("Nascimento", "02/07/1990") in dados.campos
    assert [(m.tipo, m.estado) for m in ficha.minutas] == [("exoneracao_a_pedido", "preparada")]
    with pytest.raises(ErroDominio, match="não está registrada"):
        pessoas.ficha(c.ctx, servidor_id=99, hoje=HOJE)


def test_a_ressalva_fica_a_vista(c: Cenario) -> None:
    ressalva = Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="8000001-11", data=date(2026, 2, 1))
    fora_de_ordem = c.nomear(1, pessoa=JOSE, ressalva=ressalva)
    ficha = pessoas.ficha(c.ctx, servidor_id=fora_de_ordem.servidor_id, hoje=HOJE)
    (frase,) = ficha.ressalvas
    assert "Decisão judicial, nº 8000001-11, de 01/02/2026" in frase
    assert "mais bem classificado" in frase
    assert ficha.marcas[0].ressalva
    assert pessoas.localizar(c.ctx, chave=str(fora_de_ordem.vinculo_id)).ressalvas == 1


def test_mudar_o_nascimento_move_a_compulsoria(c: Cenario) -> None:
    entrou = c.estagiario()
    dados = pessoas.pessoa(c.ctx, servidor_id=entrou.servidor_id)
    assert compulsoria(c, entrou.servidor_id) == date(2065, 1, 1)
    pessoas.atualizar_pessoa(c.ctx, servidor_id=entrou.servidor_id, dados=replace(dados, nascimento=date(1992, 2, 29)))
    assert compulsoria(c, entrou.servidor_id) == date(2067, 3, 1)
    assert verificacao.verificar(c.ctx).integra


def compulsoria(c: Cenario, servidor_id: int) -> date | None:
    ficha = pessoas.ficha(c.ctx, servidor_id=servidor_id, hoje=HOJE)
    return next(p.vence for p in ficha.prazos if p.tipo is TipoPrazo.COMPULSORIA)


@pytest.mark.parametrize(
    ("mudanca", "trecho"),
    [
        ({"cpf": "529.982.247-24"}, "não existe"),
        ({"cpf": "52998224725"}, "já está registrado para José"),
        ({"pis": "120.56412.54-6"}, "PIS"),
        ({"nome": "  "}, "Falta o nome"),
        ({"nascimento": date(2026, 2, 3)}, "não é anterior ao primeiro ato"),
        ({"nascimento": date(2030, 1, 1)}, "ainda não chegou"),
    ],
)
def test_dados_errados_nao_entram(dois: Cenario, mudanca: dict[str, object], trecho: str) -> None:
    antes = pessoas.pessoa(dois.ctx, servidor_id=1)
    entradas = dois.contar("ato")
    with pytest.raises(ErroDominio, match=trecho):
        pessoas.atualizar_pessoa(dois.ctx, servidor_id=1, dados=replace(antes, **mudanca))  # type: ignore[arg-type]
    assert pessoas.pessoa(dois.ctx, servidor_id=1) == antes
    assert dois.contar("ato") == entradas


def test_matricula_de_outra_pessoa_e_recusada(dois: Cenario) -> None:
    with pytest.raises(ErroDominio, match="já é de José"):
        pessoas.atribuir_matricula(dois.ctx, vinculo_id=1, matricula="92116599")
    with pytest.raises(ErroDominio, match="não 8"):
        pessoas.atribuir_matricula(dois.ctx, vinculo_id=1, matricula="123")
    with pytest.raises(ErroDominio, match="não existe"):
        pessoas.atribuir_matricula(dois.ctx, vinculo_id=77, matricula="00123456")
    pessoas.atribuir_matricula(dois.ctx, vinculo_id=1, matricula="00.123.456")
    assert pessoas.localizar(dois.ctx, chave="00123456").nome == MARIA.nome
    assert nomes(dois, FiltroServidores(texto="00.123")) == [MARIA.nome]


def test_o_campo_de_busca_acha_pessoas_cargos_e_processos(c: Cenario) -> None:
    decreto = Instrumento(tipo="Decreto", numero="23.456", data=date(2026, 2, 2))
    nomeado = c.nomear(0, pessoa=MARIA, instrumento=decreto)
    achados = pessoas.buscar(c.ctx, texto="graças", hoje=HOJE)
    assert [(a.especie, a.id, a.titulo) for a in achados] == [("servidor", nomeado.servidor_id, MARIA.nome)]
    assert "Analista Técnico" in achados[0].detalhe
    assert [a.titulo for a in pessoas.buscar(c.ctx, texto="coord dai", hoje=HOJE)] == ["Coordenador III DAI-4"]
    especies = [a.especie for a in pessoas.buscar(c.ctx, texto="tecnico", hoje=HOJE)]
    assert especies == ["servidor", "cargo"]
    (papel,) = pessoas.buscar(c.ctx, texto="23.456", hoje=HOJE)
    assert (papel.especie, papel.titulo) == ("processo", "Decreto nº 23.456, de 02/02/2026")
    assert pessoas.buscar(c.ctx, texto="", hoje=HOJE) == ()


def test_uma_pagina_grande_vem_inteira_e_na_ordem(dois: Cenario) -> None:
    pedidos = [1, 2, 99] * 400
    linhas = pessoas.linhas_servidores(dois.ctx, ids=pedidos, hoje=HOJE)
    assert [linha.id for linha in linhas] == [1, 2] * 400
