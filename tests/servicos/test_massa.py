"""In bulk or act by act, the registry is the same, row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, demonstracao, provimento, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.massa import LoteEmMassa, registrar_todos
from bahiaservidor.servicos.massa_concursos import ConcursosEmMassa
from bahiaservidor.servicos.tipos import Candidato, Concurso, DadosPessoa, Lista, PedidoAto, Registrado, Vagas
from bahiaservidor.servicos.vagas import salvar_vagas

from .apoio_massa import ConcursosPelosServicos, PelosServicos, diferencas
from .cenario import Cenario, integra

EM = date(2026, 11, 20)

Entrar = Callable[[Sequence[PedidoAto]], Sequence[Registrado]]


def test_a_demonstracao_e_a_mesma_pelos_servicos() -> None:
    """Two groups of people, of every kind of life; the second finds what the first left."""
    registros: list[Contexto] = []
    for por in (demonstracao.EmMassa, PelosServicos):
        ctx = abertura.abrir_temporario(relogio=RelogioFixo(EM), usuario="teste")
        demonstracao.preencher(ctx, servidores=150, semente=5, em=EM, por=por)
        registros.append(ctx)
    assert diferencas(*registros) == {}
    resultado = verificacao.verificar(registros[0])
    assert resultado.integra, resultado.divergencias[:3]
    for ctx in registros:
        ctx.banco.fechar()


# ------------------------------------------------------------------ what the demonstration does not invent


def pessoa(n: int, cpf: str | None = None) -> DadosPessoa:
    return DadosPessoa(nome=f"Conceição  de Sá {n}", nascimento=date(1980, 1, n), cpf=cpf, nomes_anteriores=("Ó",))


def assentamento(c: Cenario, n: int, **outros: Any) -> PedidoAto:
    campos: dict[str, Any] = {"data": "2024-01-02", "situacao": "estavel", "data_exercicio": "2010-03-01"}
    campos |= {"cargo": c.cargo, "unidade": c.unidade}
    return c.pedido("assentamento_inicial", pessoa=pessoa(n), **(campos | outros))


def postos_poucos(c: Cenario, entrar: Entrar) -> None:
    """Two posts: the third nomeação is refused; one is left free, and the next one fits."""
    entrar([c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[n], pessoa=pessoa(n + 1))
            for n in range(2)])  # fmt: skip
    entrar([c.pedido("tornar_sem_efeito", servidor=1, publicacao="2026-03-31")])
    entrar([c.pedido("nomeacao", publicacao="2026-04-07", candidato=c.candidatos[2], pessoa=pessoa(3))])


def com_ressalvas(c: Cenario, entrar: Entrar) -> None:
    """Out of the order of the list, late, and a second vínculo of the same person; the matrícula after a ressalva."""
    ressalva = Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="1/2026", data=date(2026, 1, 5), autoridade="Juízo")
    entrar([c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[3], pessoa=pessoa(1),
                     ressalva=ressalva, matricula="92.000.007")])  # fmt: skip
    entrar([
        c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[0], pessoa=pessoa(2)),
        c.pedido("posse", servidor=1, data="2026-06-09", ressalva=ressalva),
        c.pedido("posse", servidor=2, data="2026-02-10", laudo_numero="7/2026", laudo_data="2026-02-09"),
        c.pedido("exercicio", servidor=1, data="2026-06-10"),
        c.pedido("nomeacao", servidor=1, publicacao="2026-07-01", carater="temporario", unidade=c.unidade),
        c.pedido("exercicio", servidor=2, data="2026-02-11", matricula="92.000.014"),
    ])  # fmt: skip


def rodeio_do_quadro(c: Cenario, entrar: Entrar) -> None:
    """A cargo declared unnecessary, its holder in disponibilidade, posts of a unit, who is named beside him."""
    salvar_vagas(c.ctx, vagas=Vagas(cargo_id=c.cargo, quantidade=4, unidade_id=c.unidade, lei="Lei 2/2000"))
    entrar([assentamento(c, 1), assentamento(c, 2, unidade=None)])
    entrar([c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[0], pessoa=pessoa(3))])
    entrar([
        PedidoAto(tipo="extincao_cargo", conteudo={"publicacao": "2026-02-10", "cargo": c.cargo, "lei": "Lei 3/2026",
                                                   "tipo": "desnecessidade"}),
        c.pedido("disponibilidade", servidor=1, publicacao="2026-02-12"),
        c.pedido("nomeacao", publicacao="2026-02-20", candidato=c.candidatos[1], pessoa=pessoa(4),
                 matricula="10111111"),
    ])  # fmt: skip


def mandatos(c: Cenario, entrar: Entrar) -> None:
    """Union mandates of one entity, that overlap and that do not."""
    entrar([assentamento(c, n) for n in range(1, 6)])
    periodos = (("2026-01-05", "2027-01-04"), ("2026-02-02", "2026-12-31"), ("2025-01-06", "2025-12-31"))
    entrar([c.pedido("mandato_sindical", servidor=n, inicio=de, fim=ate, entidade="Síndicato  X")
            for n, (de, ate) in enumerate(periodos, start=1)])  # fmt: skip


def _um_a_um(c: Cenario, pedidos: Sequence[PedidoAto]) -> Sequence[Registrado]:
    return provimento.registrar_lote(c.ctx, pedidos=pedidos, hoje=EM)


def em_lotes(c: Cenario) -> Entrar:
    """Enter in bulk, a transaction at a time; what the registry learns between them is read again."""
    with c.ctx.banco.escrita() as conexao:
        lote = LoteEmMassa(c.ctx, conexao)

    def entrar(pedidos: Sequence[PedidoAto]) -> Sequence[Registrado]:
        with c.ctx.banco.escrita() as conexao:
            lote.retomar(conexao)
            with lote.inteiro():
                return registrar_todos(lote, pedidos, hoje=EM)

    return entrar


def por_dois_caminhos(postos: int | None, roteiro: Callable[[Cenario, Entrar], None]) -> None:
    registros = []
    for em_massa in (False, True):
        c = Cenario(postos=postos, hoje=EM)
        roteiro(c, em_lotes(c) if em_massa else partial(_um_a_um, c))
        integra(c)
        registros.append(c.ctx)
    assert diferencas(*registros) == {}
    for ctx in registros:
        ctx.banco.fechar()


@pytest.mark.parametrize("roteiro", [com_ressalvas, rodeio_do_quadro, mandatos])
def test_o_que_e_raro_entra_igual(roteiro: Callable[[Cenario, Entrar], None]) -> None:
    por_dois_caminhos(None, roteiro)


def test_os_postos_contam_igual() -> None:
    por_dois_caminhos(2, postos_poucos)


@pytest.mark.parametrize("em_massa", [False, True])
def test_a_recusa_e_a_mesma_e_nada_fica(em_massa: bool) -> None:
    c = Cenario(postos=1, hoje=EM)
    pedidos = [c.pedido("nomeacao", publicacao="2026-02-03", candidato=c.candidatos[n], pessoa=pessoa(n + 1))
               for n in range(2)]  # fmt: skip

    def entrar() -> None:
        if not em_massa:
            provimento.registrar_lote(c.ctx, pedidos=pedidos, hoje=EM)
            return
        with c.ctx.banco.escrita() as conexao:
            registrar_todos(LoteEmMassa(c.ctx, conexao), pedidos, hoje=EM)

    with pytest.raises(provimento.Recusa, match="O único posto do cargo Analista Técnico está ocupado"):
        entrar()
    assert c.contar("servidor") == c.contar("vinculo") == 0
    c.ctx.banco.fechar()


@pytest.mark.parametrize(
    ("segundo", "frase"),
    [
        ({"pessoa": pessoa(2, "52998224725")}, "O CPF 529.982.247-25 já está registrado para Conceição de Sá 1"),
        ({"pessoa": pessoa(2), "matricula": "92.000.007"}, "A matrícula 92.000.007 já é de Conceição de Sá 1"),
    ],
)
def test_documento_repetido_e_recusado(segundo: dict[str, Any], frase: str) -> None:
    c = Cenario(hoje=EM)
    comum: dict[str, Any] = {"publicacao": "2026-02-03", "carater": "temporario"}
    primeiro = c.pedido("nomeacao", **comum, pessoa=pessoa(1, "52998224725"), matricula="92.000.007")
    with pytest.raises(ErroDominio, match=frase), c.ctx.banco.escrita() as conexao:
        registrar_todos(LoteEmMassa(c.ctx, conexao), [primeiro, c.pedido("nomeacao", **comum, **segundo)], hoje=EM)
    c.ctx.banco.fechar()


def test_o_que_outro_escreveu_entre_as_transacoes_e_lido() -> None:
    c = Cenario(hoje=EM)
    with c.ctx.banco.escrita() as conexao:
        lote = LoteEmMassa(c.ctx, conexao)
        registrar_todos(lote, [assentamento(c, 1)], hoje=EM)
        lote.gravar()
    provimento.registrar(c.ctx, pedido=assentamento(c, 2), hoje=EM)
    with c.ctx.banco.escrita() as conexao:
        lote.retomar(conexao)
        assert [r.servidor_id for r in registrar_todos(lote, [assentamento(c, 3)], hoje=EM)] == [3]
        lote.gravar()
    integra(c)
    c.ctx.banco.fechar()


def test_o_que_falha_ao_gravar_desfaz_tudo() -> None:
    """The rows are inserted by another thread: what goes wrong there is raised here, and nothing stays."""
    c = Cenario(hoje=EM)
    antes = c.contar("ato")

    def entrar() -> None:
        with c.ctx.banco.escrita() as conexao:
            lote = LoteEmMassa(c.ctx, conexao)
            with lote.inteiro():
                registrar_todos(lote, [assentamento(c, 1)], hoje=EM)
                lote.escrita.papel(tipo=None)  # type: ignore[arg-type]

    with pytest.raises(sqlite3.IntegrityError, match=r"instrumento\.tipo"):
        entrar()
    assert (c.contar("ato"), c.contar("servidor")) == (antes, 0)
    c.ctx.banco.fechar()


def test_os_concursos_recusam_o_mesmo() -> None:
    c = Cenario(hoje=EM)
    with c.ctx.banco.escrita() as conexao:
        em_massa = ConcursosEmMassa(LoteEmMassa(c.ctx, conexao))
        lista = em_massa.salvar_lista(
            Lista(concurso_id=em_massa.salvar_concurso(concurso("Edital 9/2025")), cargo_id=c.cargo)
        )
        dois = [Candidato(lista_id=lista, classificacao=1, nome=nome) for nome in ("Um", "Outro")]
        for recusado, frase in (
            (lambda: em_massa.salvar_concurso(concurso("Edital 1/2025")), "já está registrado"),
            (lambda: em_massa.salvar_concurso(concurso("Edital 9/2025")), "já está registrado"),
            (lambda: em_massa.salvar_concurso(concurso("Edital 8/2025", 90)), "não é admitida"),
            (lambda: em_massa.salvar_lista(Lista(concurso_id=2, cargo_id=c.temporario)), "livre nomeação"),
            (lambda: em_massa.salvar_candidatos(lista, dois), "ambos em 1º lugar"),
        ):
            with pytest.raises(ErroDominio, match=frase):
                recusado()
    servicos = ConcursosPelosServicos(c.ctx)
    with pytest.raises(ErroDominio, match="já está registrado"):
        servicos.salvar_concurso(concurso("Edital 1/2025"))
    c.ctx.banco.fechar()


def concurso(edital: str, meses: int = 24) -> Concurso:
    return Concurso(edital=edital, homologacao=date(2025, 6, 2), validade_meses=meses)
