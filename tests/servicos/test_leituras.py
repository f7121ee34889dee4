"""Readings of the law: what each alternative does to the dates, who chose it and why, and that closed ones stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.regime import Opcoes
from bahiaservidor.estatuto.tipos import AlcanceRepublicacao, MotivoAfastamento, TipoPrazo
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import leituras, movimento, verificacao
from bahiaservidor.servicos.tipos import Leitura, Movimento

from .cenario import HOJE, Cenario, cenario

PARECER = "Parecer PGE nº 12/2026"


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado
        assert verificacao.verificar(montado.ctx).divergencias == ()


def prever(c: Cenario, chave: str, valor: str) -> Movimento:
    return leituras.prever(c.ctx, chave=chave, valor=valor, hoje=HOJE)


def escolher(c: Cenario, chave: str, valor: str) -> Movimento:
    c.ctx.relogio = RelogioFixo(HOJE, c.ctx.relogio.agora() + timedelta(hours=1))
    return leituras.escolher(c.ctx, chave=chave, valor=valor, fundamento=PARECER, hoje=HOJE)


def leitura(c: Cenario, chave: str) -> Leitura:
    (achada,) = [x for x in leituras.leituras(c.ctx) if x.chave == chave]
    return achada


# ------------------------------------------------------------------ C4


def test_switching_the_count_from_publication_moves_only_open_ones(c: Cenario) -> None:
    # Saturday: the literal reading ends on Monday 9th of March, that of art. 259 on Wednesday 11th.
    fechado = c.nomear(0, publicacao="2026-02-07")
    c.nomear(1, publicacao="2026-02-07")
    c.registrar("posse", servidor=fechado.servidor_id, data="2026-02-10")
    previsto = prever(c, "contagem_publicacao", "art_259")
    (movido,) = previsto.movidos
    assert (movido.nome, movido.tipo) == ("Candidato 2", TipoPrazo.POSSE)
    assert (movido.de, movido.para) == (date(2026, 3, 9), date(2026, 3, 11))
    assert movido.ultimo_de == movido.ultimo_para == date(2026, 3, 11), "the latest of both readings, whichever is used"
    assert c.contar("opcao") == 0
    assert escolher(c, "contagem_publicacao", "art_259") == previsto
    vences = c.valor("SELECT group_concat(vence) FROM (SELECT vence FROM prazo WHERE tipo='posse' ORDER BY vence)")
    assert vences == "2026-03-09,2026-03-11"
    volta = prever(c, "contagem_publicacao", "literal")
    assert [(m.de, m.para) for m in volta.movidos] == [(date(2026, 3, 11), date(2026, 3, 9))]


def test_each_choice_keeps_fundamento_author_and_instant(c: Cenario) -> None:
    assert not leitura(c, "contagem_publicacao").escolhida
    escolher(c, "contagem_publicacao", "art_259")
    primeira = c.ctx.relogio.agora()
    escolher(c, "contagem_publicacao", "literal")
    em_uso = leitura(c, "contagem_publicacao")
    assert (em_uso.valor, em_uso.em_uso.rotulo, em_uso.escolhida) == ("literal", "Literal (arts. 19 e 34)", True)
    assert [(e.valor, e.fundamento, e.usuario) for e in em_uso.escolhas] == [
        ("literal", PARECER, "teste"),
        ("art_259", PARECER, "teste"),
    ]
    assert em_uso.escolhas[1].instante == primeira
    assert em_uso.escolhas[0].leitura == em_uso.titulo


def test_what_is_refused(c: Cenario) -> None:
    with pytest.raises(ErroDominio, match="fundamento"):
        leituras.escolher(c.ctx, chave="fim_de_mes", valor="ultimo_dia", fundamento=" ", hoje=HOJE)
    with pytest.raises(ErroDominio, match="não existe para"):
        leituras.escolher(c.ctx, chave="fim_de_mes", valor="suspende", fundamento="x", hoje=HOJE)
    with pytest.raises(ErroDominio, match="não existe"):
        leituras.escolher(c.ctx, chave="suspende_estagio.xis", valor="suspende", fundamento="x", hoje=HOJE)
    escolher(c, "fim_de_mes", "ultimo_dia")
    with pytest.raises(ErroDominio, match="já é a escolhida"):
        escolher(c, "fim_de_mes", "ultimo_dia")
    assert c.contar("opcao") == 1


def test_stopping_leaves_the_reading_as_it_was(c: Cenario) -> None:
    c.nomear(0, publicacao="2026-02-07")
    parar = movimento.cancelavel(None, lambda: True)
    with pytest.raises(movimento.Interrompido):
        leituras.escolher(
            c.ctx, chave="contagem_publicacao", valor="art_259", fundamento=PARECER, hoje=HOJE, progresso=parar
        )
    assert c.contar("opcao") == 0
    assert c.valor("SELECT vence FROM prazo WHERE tipo = 'posse'") == "2026-03-09"


# ------------------------------------------------------------------ C6


def test_the_last_day_of_the_month_moves_only_who_meets_it(c: Cenario) -> None:
    pessoa = c.nomear(0, publicacao="2025-12-05")
    c.registrar("posse", servidor=pessoa.servidor_id, data="2025-12-10")
    c.registrar("exercicio", servidor=pessoa.servidor_id, data="2025-12-31")
    c.estagiario(1)
    previsto = prever(c, "fim_de_mes", "ultimo_dia")
    assert {m.nome for m in previsto.movidos} == {"Candidato 1"}
    assert [(m.numero, m.de, m.para) for m in previsto.movidos if m.tipo is TipoPrazo.AVALIACAO_SEMESTRAL] == [
        (1, date(2026, 7, 1), date(2026, 6, 30)),
        (3, date(2027, 7, 1), date(2027, 6, 30)),
        (5, date(2028, 7, 1), date(2028, 6, 30)),
    ]
    assert escolher(c, "fim_de_mes", "ultimo_dia") == previsto


# ------------------------------------------------------------------ S5


def test_every_kind_of_absence_has_a_reading_that_starts_as_the_first_counter(c: Cenario) -> None:
    for motivo in MotivoAfastamento:
        pergunta = leituras.CATALOGO[f"suspende_estagio.{motivo}"]
        assert (pergunta.titulo, pergunta.valor) == (motivo.rotulo, "padrao")
    assert "não suspende" in leituras.CATALOGO["suspende_estagio.licenca_saude"].alternativas[0].rotulo
    assert leituras.CATALOGO["suspende_estagio.suspensao"].alternativas[0].rotulo.endswith(": suspende")
    assert c.ctx.regimes(None, None).opcoes == Opcoes()


def test_a_kind_of_absence_suspends_the_evaluated_period_and_never_the_estabilidade(c: Cenario) -> None:
    pessoa = c.estagiario(0)
    c.registrar("afastamento", servidor=pessoa.servidor_id, inicio="2026-02-16", fim="2026-02-25",
                motivo="licenca_saude")  # fmt: skip
    c.estagiario(1)
    previsto = prever(c, "suspende_estagio.licenca_saude", "suspende")
    assert {m.nome for m in previsto.movidos} == {"Candidato 1"}
    fins = [(m.de, m.para) for m in previsto.movidos if m.tipo is TipoPrazo.FIM_ESTAGIO]
    assert fins == [(date(2029, 2, 11), date(2029, 2, 21))]
    assert not any(m.tipo is TipoPrazo.ESTABILIDADE for m in previsto.movidos)
    assert escolher(c, "suspende_estagio.licenca_saude", "suspende") == previsto
    opcoes = c.ctx.regimes(None, None).opcoes
    assert opcoes.suspende_estagio == ((MotivoAfastamento.LICENCA_SAUDE, True),)
    assert opcoes.suspende(MotivoAfastamento.FERIAS) is None
    volta = escolher(c, "suspende_estagio.licenca_saude", "padrao")
    assert volta.total == previsto.total
    assert c.ctx.regimes(None, None).opcoes == Opcoes()


def test_a_kind_outside_efetivo_exercicio_may_be_read_not_to_suspend(c: Cenario) -> None:
    pessoa = c.estagiario(0)
    c.registrar("afastamento", servidor=pessoa.servidor_id, inicio="2026-02-16", fim="2026-02-25",
                motivo="doenca_familia")  # fmt: skip
    previsto = prever(c, "suspende_estagio.doenca_familia", "nao_suspende")
    assert [(m.de, m.para) for m in previsto.movidos if m.tipo is TipoPrazo.FIM_ESTAGIO] == [
        (date(2029, 2, 21), date(2029, 2, 11))
    ]
    assert not any(m.tipo is TipoPrazo.ESTABILIDADE for m in previsto.movidos)


def test_the_mark_of_the_clerk_wins_over_the_reading(c: Cenario) -> None:
    pessoa = c.estagiario(0)
    c.registrar(
        "afastamento", servidor=pessoa.servidor_id, inicio="2026-02-16", fim="2026-02-25", motivo="licenca_saude",
        suspende_estagio=False,
    )  # fmt: skip
    assert prever(c, "suspende_estagio.licenca_saude", "suspende") == Movimento()


def test_an_evaluation_already_made_keeps_the_date_it_was_known_by(c: Cenario) -> None:
    pessoa = c.estagiario(0)
    c.registrar("afastamento", servidor=pessoa.servidor_id, inicio="2026-02-16", fim="2026-02-25",
                motivo="licenca_saude")  # fmt: skip
    c.hoje = date(2026, 8, 20)
    c.registrar("avaliacao_estagio", servidor=pessoa.servidor_id, data="2026-08-12", numero=1)
    previsto = escolher(c, "suspende_estagio.licenca_saude", "suspende")
    assert {m.numero for m in previsto.movidos if m.tipo is TipoPrazo.AVALIACAO_SEMESTRAL} == {2, 3, 4, 5, 6}
    assert c.valor("SELECT vence FROM prazo WHERE tipo = 'avaliacao_semestral' AND numero = 1") == "2026-08-11"


# ------------------------------------------------------------------ C13


def test_the_reach_of_a_republication_is_only_the_default_of_the_form(c: Cenario) -> None:
    assert leituras.alcance_padrao(c.ctx) is AlcanceRepublicacao.FORMAL
    c.nomear()
    assert prever(c, "republicacao", "substancial") == Movimento()
    escolher(c, "republicacao", "substancial")
    assert leituras.alcance_padrao(c.ctx) is AlcanceRepublicacao.SUBSTANCIAL
