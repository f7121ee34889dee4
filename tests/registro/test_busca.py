"""Search: the best first, any part of a name, processes, other spellings, and a query that stops when given up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from bahiaservidor.desistencia import Desistencia, enquanto
from bahiaservidor.estatuto.formatos.nomes import chave_busca
from bahiaservidor.registro import busca, conferencia
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.busca_palavras import montar, som
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import identidade, pessoas
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa
from tests.registro.base import ato, em_exercicio, operacao, projetar, registro

NOMES = (
    "Luís Sousa Neto", "Maria da Silva", "Ana Maria Silva", "Mariana Silvério", "Juliana Carvalho", "Tiago Gonçalves",
    "Silvana Maria Costa", "Cristina Queirós", "Maria do Socorro Lima", "Ana Carvalho de Sá",
)  # fmt: skip
PROCESSO = "009.0111.2026.0001234-56"


@pytest.fixture(scope="module")
def ctx() -> Iterator[Contexto]:
    with registro() as ctx:
        for nome in NOMES:
            em_exercicio(ctx, nome)
        with ctx.banco.escrita() as conexao:
            identidade.gravar_matricula(conexao, operacao(ctx, conexao), 4, "92000487")
            ato(
                ctx, conexao, 6, "afastamento", vinculo_id=6, inicio="2026-02-02", fim="2026-02-10",
                motivo="licenca_saude", processo=PROCESSO,
            )  # fmt: skip
            projetar(ctx, conexao, 6)
        yield ctx


def achados(ctx: Contexto, procurado: str) -> list[str]:
    with ctx.banco.leitura() as conexao:
        ids = busca.achar(conexao, procurado, 20)
        consulta = select(m.Vinculo.id, m.Servidor.nome).join(m.Servidor, m.Servidor.id == m.Vinculo.servidor_id)
        nomes = {linha.id: linha.nome for linha in conexao.execute(consulta)}
    return [nomes[id_] for id_ in ids]


def da_lista(ctx: Contexto, procurado: str) -> int:
    with ctx.banco.leitura() as conexao:
        consulta = busca.vinculos_com(conexao, procurado)
        assert consulta is not None
        return len(conexao.execute(consulta).all())


def quis_dizer(ctx: Contexto, procurado: str) -> tuple[str, ...]:
    with ctx.banco.leitura() as conexao:
        return busca.quis_dizer(conexao, procurado)


def test_primeiro_quem_se_chama_assim_depois_quem_tem_as_palavras(ctx: Contexto) -> None:
    assert achados(ctx, "maria") == [
        "Maria da Silva", "Maria do Socorro Lima", "Mariana Silvério", "Ana Maria Silva", "Silvana Maria Costa",
    ]  # fmt: skip
    assert achados(ctx, "maria silva")[0] == "Maria da Silva"


@pytest.mark.parametrize("procurado", ["silva maria", "SILVA  Maria", "mária sílva", "sil mar"])
def test_a_ordem_das_palavras_os_acentos_e_a_caixa_nao_importam(ctx: Contexto, procurado: str) -> None:
    assert {"Maria da Silva", "Ana Maria Silva"} <= set(achados(ctx, procurado))


def test_uma_parte_do_meio_do_nome_tambem_acha(ctx: Contexto) -> None:
    assert achados(ctx, "valho") == ["Ana Carvalho de Sá", "Juliana Carvalho"]
    assert da_lista(ctx, "valho") == 2
    # Who begins so comes first; who only contains it, after.
    assert achados(ctx, "ana")[:2] == ["Ana Carvalho de Sá", "Ana Maria Silva"]
    assert "Juliana Carvalho" in achados(ctx, "ana")
    # A list shows who begins so, as long as anybody does.
    assert da_lista(ctx, "ana") == 2


@pytest.mark.parametrize("procurado", ["92000487", "92.000.487", "92.000.487-1", "920004"])
def test_a_matricula_acha_com_ponto_e_sem_ponto(ctx: Contexto, procurado: str) -> None:
    assert achados(ctx, procurado) == ["Mariana Silvério"]


@pytest.mark.parametrize("procurado", [PROCESSO, "00901112026000123456", "0001234", "tiago 0001234", "009.0111"])
def test_o_processo_de_um_ato_acha_a_pessoa(ctx: Contexto, procurado: str) -> None:
    assert achados(ctx, procurado) == ["Tiago Gonçalves"]


def test_o_indice_acompanha_o_livro(ctx: Contexto) -> None:
    with ctx.banco.leitura() as conexao:
        assert list(conferencia.conferir_busca(conexao)) == []


def test_o_nome_do_orgao_acha_e_muda_com_ele() -> None:
    with registro() as ctx:
        em_exercicio(ctx, "Jacira Portugal")
        assert da_lista(ctx, "secretaria administracao jacira") == 1
        with ctx.banco.escrita() as conexao:
            lancar_cadastro(
                conexao, operacao(ctx, conexao), sujeito_tipo="orgao", sujeito_id=1,
                conteudo={"nome": "Secretaria de Gestão"},
            )  # fmt: skip
        assert (da_lista(ctx, "gestao jacira"), da_lista(ctx, "administracao jacira")) == (1, 0)
        with ctx.banco.leitura() as conexao:
            assert list(conferencia.conferir_busca(conexao)) == []


@pytest.mark.parametrize("procurado", ["2a vara davila", "2ª VARA D’ÁVILA", "vara d'avila jacira", "avila vara 2"])
def test_o_que_se_escreve_com_apostrofo_ou_ordinal_se_acha(procurado: str) -> None:
    with registro() as ctx:
        em_exercicio(ctx, "Jacira Portugal")
        with ctx.banco.escrita() as conexao:
            lancar_cadastro(
                conexao, operacao(ctx, conexao), sujeito_tipo="orgao", sujeito_id=1,
                conteudo={"nome": "2ª Vara de Dias d’Ávila"},
            )  # fmt: skip
        assert (da_lista(ctx, procurado), achados(ctx, procurado)) == (1, ["Jacira Portugal"])
        assert da_lista(ctx, procurado.replace("vara", "comarca").replace("VARA", "comarca")) == 0


def test_quem_se_acha_por_outro_nome_diz_por_qual() -> None:
    with registro() as ctx:
        em_exercicio(ctx, "Jacira Portugal")
        pessoas.atualizar_pessoa(
            ctx, servidor_id=1,
            dados=DadosPessoa(nome="Jacira Portugal", nome_social="Jaci Luz", nomes_anteriores=("Jacira Vilasboas",)),
        )  # fmt: skip
        for procurado, dito in (("vilas", "também Jacira Vilasboas · "), ("luz jaci", "também Jaci Luz · ")):
            (achado,) = pessoas.buscar(ctx, texto=procurado, hoje=date(2026, 3, 2))[:1]
            assert achado.titulo == "Jacira Portugal"
            assert achado.detalhe.startswith(dito)
        (achado,) = pessoas.buscar(ctx, texto="portugal", hoje=date(2026, 3, 2))[:1]
        assert "também" not in achado.detalhe


def test_uma_pagina_colada_nao_e_busca_e_nao_e_erro(ctx: Contexto) -> None:
    for colado in ("字" * 60_000, "é1" * 40_000, "maria " * 9_000 + '" OR nome:*'):
        assert len(pessoas.buscar(ctx, texto=colado, hoje=date(2026, 3, 2))) <= 24


# ------------------------------------------------------------------ did you mean


@pytest.mark.parametrize(
    ("errado", "certo"),
    [
        ("luiz souza", "luis sousa"), ("thiago", "tiago"), ("christina keiros", "cristina queiros"),
        ("goncalvez", "goncalves"), ("carvahlo", "carvalho"), ("juliana carvalo", "juliana carvalho"),
        ("socoro lima", "socorro lima"), ("gonsalves", "goncalves"), ("silverio mariane", "silverio mariana"),
    ],
)  # fmt: skip
def test_a_grafia_errada_tem_resposta(ctx: Contexto, errado: str, certo: str) -> None:
    assert certo in quis_dizer(ctx, errado)


@pytest.mark.parametrize("procurado", ["", "xyzwk", "123456", "um texto muito longo que ninguém tem no nome"])
def test_o_que_nao_lembra_ninguem_nao_tem_sugestao(ctx: Contexto, procurado: str) -> None:
    assert quis_dizer(ctx, procurado) == ()


def test_o_que_se_sugere_acha_alguem(ctx: Contexto) -> None:
    for errado in ("marya", "anna", "jluiana", "souza", "carvallo sa"):
        for certo in quis_dizer(ctx, errado):
            assert achados(ctx, certo)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=20))
@settings(max_examples=150, deadline=None)
def test_o_som_nao_depende_da_caixa_nem_dos_acentos(palavra: str) -> None:
    assert som(palavra) == som(palavra.upper()) or chave_busca(palavra) != chave_busca(palavra.upper())
    assert som(som(palavra)) == som(som(som(palavra)))


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_qualquer_texto_se_procura(ctx: Contexto, escrito: str) -> None:
    assert len(achados(ctx, escrito)) <= 20
    assert len(quis_dizer(ctx, escrito)) <= 3


def test_as_mais_comuns_vem_antes() -> None:
    vocabulario = montar([("sousa", 2), ("souza", 90), ("souzza", 1), ("soares", 500)])
    assert vocabulario.parecidas("souca", 3)[0] == "souza"
    assert vocabulario.com_no_meio("ous", 5) == ["sousa"]


# ------------------------------------------------------------------ giving up


_SEM_FIM = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000000) SELECT max(i) FROM n"


def test_a_consulta_de_que_se_desistiu_para_no_meio(tmp_path: Path) -> None:
    banco = Banco.abrir(tmp_path / "r.sqlite3")
    try:
        comeco = time.process_time()
        with (
            pytest.raises(Desistencia, match="interrompida"),
            enquanto(lambda: time.process_time() - comeco > 0.05),
            banco.leitura() as conexao,
        ):
            conexao.execute(text(_SEM_FIM)).scalar()
        assert time.process_time() - comeco < 5
        # The reader is whole, and whoever still waits is answered.
        with enquanto(lambda: False), banco.leitura() as conexao:
            assert conexao.execute(select(m.Orgao.id)).all() == []
    finally:
        banco.fechar()


def test_a_gravacao_nunca_para_no_meio(tmp_path: Path) -> None:
    banco = Banco.abrir(tmp_path / "r.sqlite3")
    try:
        with enquanto(lambda: True), banco.escrita() as conexao:
            curta = _SEM_FIM.replace("400000000", "200000")
            assert conexao.execute(text(curta)).scalar() == 200_000
    finally:
        banco.fechar()
