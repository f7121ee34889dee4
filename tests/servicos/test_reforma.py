"""What if the law changed: which open deadlines move, from and to, and that nothing is written by asking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import bahiaservidor.estatuto
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import TipoPrazo
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import cadastros, leituras, movimento, parametros, reforma, verificacao
from bahiaservidor.servicos.regimes import parametros_do_programa
from bahiaservidor.servicos.tipos import (
    DadosPessoa,
    DiaSemExpediente,
    EspecieMovimento,
    Movimento,
    NovoValor,
    Reforma,
    RegistroDeJanela,
    RegistroDeValor,
)

from .cenario import HOJE, Cenario, cenario

FUTURO = date(2026, 3, 1)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado
        assert verificacao.verificar(montado.ctx).divergencias == ()


def se(c: Cenario, chave: str, valor: str, desde: date) -> Movimento:
    pedida = Reforma(valores=(NovoValor(chave=chave, valor=valor, desde=desde),))
    return reforma.prever(c.ctx, reforma=pedida, hoje=HOJE)


def registrar(c: Cenario, chave: str, valor: str, desde: date, **outros: object) -> Movimento:
    dados: dict[str, object] = {"citacao": "Lei 15.000/2026, art. 1º", "fundamento": "Circular 4/2026", **outros}
    registro = RegistroDeValor(chave=chave, valor=valor, desde=desde, **dados)  # type: ignore[arg-type]
    return parametros.registrar(c.ctx, registro=registro, hoje=HOJE)


def datas(m: Movimento) -> list[tuple[str, str, date | None, date | None]]:
    return [(x.nome, x.rotulo, x.de, x.para) for x in m.movidos]


def avancar(c: Cenario, horas: int = 1) -> None:
    c.ctx.relogio = RelogioFixo(HOJE, c.ctx.relogio.agora() + timedelta(hours=horas))


# ------------------------------------------------------------------ what-if


def test_a_reform_moves_only_publications_from_its_day_on(c: Cenario) -> None:
    c.nomear(0, publicacao="2026-02-27")
    c.nomear(1, publicacao="2026-03-02")
    movidos = se(c, "posse_dias", "45", FUTURO)
    assert datas(movidos) == [("Candidato 2", "Posse", date(2026, 4, 1), date(2026, 4, 16))]
    assert (movidos.movidos[0].ultimo_de, movidos.movidos[0].ultimo_para) == (date(2026, 4, 1), date(2026, 4, 16))
    assert (movidos.total, movidos.pessoas, movidos.completo) == (1, 1, True)
    assert se(c, "posse_dias", "45", date(2026, 2, 27)).total == 2
    assert se(c, "posse_dias", "45", date(2026, 2, 28)).total == 1
    assert se(c, "posse_dias", "45", date(2026, 3, 3)).total == 0
    assert se(c, "posse_dias", "30", FUTURO).total == 0


def test_asking_writes_nothing(c: Cenario) -> None:
    c.nomear()
    antes = (c.contar("ato"), c.contar("parametro"), c.contar("operacao"))
    assert se(c, "posse_dias", "10", date(2026, 1, 1)).total == 1
    assert (c.contar("ato"), c.contar("parametro"), c.contar("operacao")) == antes
    assert c.valor("SELECT vence FROM prazo WHERE tipo = 'posse'") == "2026-03-05"


def test_a_closed_deadline_never_moves(c: Cenario) -> None:
    nomeado = c.nomear()
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    assert se(c, "posse_dias", "45", date(2026, 1, 1)).total == 0
    exercicio = se(c, "exercicio_dias", "20", date(2026, 1, 1))
    assert datas(exercicio) == [("Candidato 1", "Exercício", date(2026, 3, 12), date(2026, 3, 2))]


def test_a_shorter_estagio_ends_evaluations_and_moves_the_rest(c: Cenario) -> None:
    c.estagiario()
    movidos = se(c, "estagio_meses", "24", date(2026, 1, 1))
    assert movidos.por_tipo == (
        (TipoPrazo.AVALIACAO_SEMESTRAL, 2),
        (TipoPrazo.SUBMISSAO_AVALIACAO, 1),
        (TipoPrazo.FIM_ESTAGIO, 1),
        (TipoPrazo.ESTABILIDADE, 1),
    )
    somem = [m for m in movidos.movidos if m.especie is EspecieMovimento.DEIXA]
    assert [(m.rotulo, m.de, m.para) for m in somem] == [
        ("Avaliação do estágio nº 5", date(2028, 8, 11), None),
        ("Avaliação do estágio nº 6", date(2029, 2, 11), None),
    ]
    assert (date(2029, 2, 11), date(2028, 2, 11)) in [(m.de, m.para) for m in movidos.movidos]
    longos = se(c, "estagio_meses", "48", date(2026, 1, 1))
    novos = [m for m in longos.movidos if m.especie is EspecieMovimento.SURGE]
    assert [(m.numero, m.de, m.prazo_id) for m in novos] == [(7, None, None), (8, None, None)]
    assert se(c, "estagio_meses", "24", date(2026, 2, 12)).total == 0, "the exercício was the day before"


def test_the_age_looks_back_to_the_birth(c: Cenario) -> None:
    pessoa = DadosPessoa(nome="Zulmira Paim", nascimento=date(1960, 5, 20))
    nomeado = c.nomear(pessoa=pessoa)
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
    # 70 on 20/05/2030: the value of that day counts.
    movidos = se(c, "idade_compulsoria", "76", date(2030, 5, 20))
    assert datas(movidos) == [("Zulmira Paim", "Aposentadoria compulsória", date(2035, 5, 20), date(2036, 5, 20))]
    assert se(c, "idade_compulsoria", "76", date(2030, 5, 21)).total == 0


def test_a_reading_and_a_number_together(c: Cenario) -> None:
    c.nomear(0, publicacao="2026-02-07")
    pedida = Reforma(
        valores=(NovoValor(chave="posse_dias", valor="20", desde=date(2026, 1, 1)),),
        leituras=(("contagem_publicacao", "art_259"),),
    )
    (movido,) = reforma.prever(c.ctx, reforma=pedida, hoje=HOJE).movidos
    # Saturday: published on Monday 9th, day 1 is the 10th, day 20 the 1st of March, a Sunday.
    assert (movido.de, movido.para) == (date(2026, 3, 9), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("chave", "valor", "desde", "mensagem"),
    [
        ("xis", "1", FUTURO, "não existe"),
        ("posse_dias", "0", FUTURO, "de 1 a 365"),
        ("posse_dias", "abc", FUTURO, "de 1 a 365"),
        ("posse_dias", "30", date(1994, 9, 25), "26/09/1994"),
        ("contagem_publicacao", "art_259", FUTURO, "Leituras da lei"),
        ("avaliacao_intervalo_meses", "40", FUTURO, "art. 27"),
    ],
)
def test_a_reform_that_cannot_be(c: Cenario, chave: str, valor: str, desde: date, mensagem: str) -> None:
    with pytest.raises(ErroDominio, match=mensagem):
        se(c, chave, valor, desde)
    with pytest.raises(ErroDominio, match=mensagem):
        registrar(c, chave, valor, desde)


def test_an_unknown_reading(c: Cenario) -> None:
    for chave, valor in (("xis", "y"), ("fim_de_mes", "amanhã")):
        with pytest.raises(ErroDominio, match="não existe"):
            reforma.prever(c.ctx, reforma=Reforma(leituras=((chave, valor),)), hoje=HOJE)


def test_progress_is_told_and_stopping_stops(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(movimento, "LOTE", 1)
    for n in range(3):
        c.nomear(n, publicacao="2026-02-03")
    vistos: list[tuple[int, int]] = []
    pedida = Reforma(valores=(NovoValor(chave="posse_dias", valor="45", desde=date(2026, 1, 1)),))
    reforma.prever(c.ctx, reforma=pedida, hoje=HOJE, progresso=lambda a, b: vistos.append((a, b)))
    assert vistos == [(0, 3), (1, 3), (2, 3), (3, 3)]
    parar = movimento.cancelavel(None, lambda: True)
    with pytest.raises(movimento.Interrompido, match="Nada foi alterado"):
        reforma.prever(c.ctx, reforma=pedida, hoje=HOJE, progresso=parar)


def test_a_long_list_keeps_the_first_and_counts_all(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(movimento, "LOTE", 1)
    for n in range(5):
        c.nomear(n, publicacao=f"2026-02-{3 + n:02d}")
    pedida = Reforma(valores=(NovoValor(chave="posse_dias", valor="45", desde=date(2026, 1, 1)),))
    curta = reforma.prever(c.ctx, reforma=pedida, hoje=HOJE, limite=1)
    assert (curta.total, curta.pessoas, len(curta.movidos), curta.completo) == (5, 5, 1, False)
    inteira = reforma.prever(c.ctx, reforma=pedida, hoje=HOJE, limite=None)
    assert inteira.movidos[:1] == curta.movidos
    assert len(inteira.movidos) == 5
    lotes = list(reforma.prazos_movidos(c.ctx, reforma=pedida, hoje=HOJE))
    assert [len(lote) for lote in lotes] == [1] * 5


def test_every_number_that_a_deadline_reads_is_known_to_move_it() -> None:
    """A parameter read by the deadlines and missing from the map would be changed without telling what moves."""
    pasta = Path(bahiaservidor.estatuto.__file__).parent
    fontes = [*sorted(pasta.glob("prazos*.py")), pasta / "ausencias.py"]
    citados = {palavra for fonte in fontes for palavra in re.findall(r'"([a-z_0-9]+)"', fonte.read_text("utf-8"))}
    lidos = citados & set(parametros_do_programa().itens)
    # Limits of single absences, judged when the act is registered.
    lidos -= {k for k in lidos if k.endswith("_dias") and k.split("_dias")[0] in (
        "doacao_sangue", "alistamento_eleitoral", "casamento", "luto", "transito")}  # fmt: skip
    assert lidos >= {"posse_dias", "estagio_meses", "idade_compulsoria"}
    assert lidos <= set(reforma.MOVE)
    assert set(reforma.MOVE) <= set(parametros_do_programa().itens)


def test_the_list_as_a_sheet(c: Cenario) -> None:
    c.nomear(0, pessoa=DadosPessoa(nome="=SOMA(A1)", nascimento=date(1990, 1, 1)))
    movidos = se(c, "posse_dias", "45", date(2026, 1, 1)).movidos
    titulos, linha = movimento.em_csv(movidos).split("\n")
    assert titulos.split(";")[:3] == ["nome", "matricula", "vinculo"]
    assert linha == "'=SOMA(A1);;1;posse;;muda;05/03/2026;20/03/2026;05/03/2026;20/03/2026"


# ------------------------------------------------------------------ numbers entered here


def test_a_value_entered_moves_the_open_deadlines_and_is_told_with_its_source(c: Cenario) -> None:
    c.nomear(0, publicacao="2026-02-27")
    c.nomear(1, publicacao="2026-03-02")
    previsto = se(c, "posse_dias", "45", FUTURO)
    avancar(c)
    assert registrar(c, "posse_dias", "45", FUTURO, conferido_em=HOJE, confirmado=True).movidos == previsto.movidos
    (em_uso,) = [p for p in parametros.parametros(c.ctx) if p.parametro.chave == "posse_dias"]
    antigo, novo = em_uso.valores
    assert (antigo.valor.valor, antigo.da_instalacao) == (30, False)
    assert (novo.valor.valor, novo.valor.desde, novo.valor.citacao) == (45, FUTURO, "Lei 15.000/2026, art. 1º")
    assert (novo.valor.observacao, novo.valor.conferido_em, novo.valor.confirmado) == ("Circular 4/2026", HOJE, True)
    assert (novo.usuario, novo.registrado_em) == ("teste", c.ctx.relogio.agora())
    assert em_uso.move == (TipoPrazo.POSSE,)
    assert se(c, "posse_dias", "45", FUTURO).total == 0, "it is in use"
    vence = c.valor("SELECT group_concat(vence) FROM (SELECT vence FROM prazo WHERE tipo = 'posse' ORDER BY vence)")
    assert vence == "2026-03-30,2026-04-16"


def test_a_closed_deadline_stays_as_it_was_known_when_it_closed(c: Cenario) -> None:
    nomeado = c.nomear()
    c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10")
    avancar(c)
    assert registrar(c, "posse_dias", "10", date(2026, 1, 1)).total == 0
    assert c.valor("SELECT vence FROM prazo WHERE tipo = 'posse'") == "2026-03-05"
    # One named afterwards follows the new number.
    c.nomear(1)
    assert c.valor("SELECT min(vence) FROM prazo WHERE tipo = 'posse'") == "2026-02-13"


def test_the_last_entry_about_a_day_wins_and_a_withdrawn_one_gives_way(c: Cenario) -> None:
    c.nomear()
    desde = date(2026, 1, 1)
    registrar(c, "posse_dias", "45", desde)
    registrar(c, "posse_dias", "50", desde)
    assert c.ctx.regimes(None, None).parametros.inteiro("posse_dias", desde) == 50
    with pytest.raises(ErroDominio, match="já está em uso"):
        registrar(c, "posse_dias", "50", desde)
    previsto = parametros.prever_retirada(c.ctx, chave="posse_dias", desde=desde, hoje=HOJE)
    assert [(m.de, m.para) for m in previsto.movidos] == [(date(2026, 3, 25), date(2026, 3, 5))]
    with pytest.raises(ErroDominio, match="fundamento"):
        parametros.retirar(c.ctx, chave="posse_dias", desde=desde, fundamento=" ", hoje=HOJE)
    feito = parametros.retirar(c.ctx, chave="posse_dias", desde=desde, fundamento="Engano", hoje=HOJE)
    assert feito.movidos == previsto.movidos
    assert c.ctx.regimes(None, None).parametros.inteiro("posse_dias", desde) == 30
    with pytest.raises(ErroDominio, match="já foi retirado"):
        parametros.retirar(c.ctx, chave="posse_dias", desde=desde, fundamento="De novo", hoje=HOJE)
    registrar(c, "posse_dias", "50", desde)
    assert c.ctx.regimes(None, None).parametros.inteiro("posse_dias", desde) == 50


def test_a_decimal_and_a_text_come_back_as_they_were(c: Cenario) -> None:
    registrar(c, "lrf_prudencial_executivo", "46,55", FUTURO)
    registrar(c, "estagio_escala", "0-20", FUTURO)
    em_uso = c.ctx.regimes(None, None).parametros
    assert str(em_uso.decimal("lrf_prudencial_executivo", FUTURO)) == "46.55"
    assert em_uso.texto("estagio_escala", FUTURO) == "0-20"


@pytest.mark.parametrize(
    ("outros", "mensagem"),
    [
        ({"citacao": " "}, "dispositivo"),
        ({"fundamento": ""}, "fundamento"),
        ({"conferido_em": date(2026, 3, 3)}, "ainda não chegou"),
        ({"confirmado": True}, "dia em que o valor foi conferido"),
    ],
)
def test_a_value_without_its_source_is_refused(c: Cenario, outros: dict[str, object], mensagem: str) -> None:
    with pytest.raises(ErroDominio, match=mensagem):
        registrar(c, "posse_dias", "45", FUTURO, **outros)
    assert c.contar("parametro") == 0


def test_stopping_a_change_leaves_nothing(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(movimento, "LOTE", 1)
    for n in range(3):
        c.nomear(n, publicacao="2026-02-03")
    antes = (c.contar("ato"), c.contar("operacao"))
    chamadas = 0

    def cancelado() -> bool:
        nonlocal chamadas
        chamadas += 1
        return chamadas > 2

    registro = RegistroDeValor(
        chave="posse_dias", valor="45", desde=date(2026, 1, 1), citacao="Lei 1/2026", fundamento="Circular"
    )
    with pytest.raises(movimento.Interrompido):
        parametros.registrar(c.ctx, registro=registro, hoje=HOJE, progresso=movimento.cancelavel(None, cancelado))
    assert (c.contar("ato"), c.contar("operacao"), c.contar("parametro")) == (*antes, 0)
    assert c.ctx.regimes(None, None).parametros.inteiro("posse_dias", HOJE) == 30
    assert c.valor("SELECT count(*) FROM prazo WHERE vence = '2026-03-05'") == 3


def test_a_calendar_change_may_be_stopped_too(c: Cenario) -> None:
    c.nomear()
    dia = DiaSemExpediente(data=date(2026, 3, 5), descricao="Luto oficial", fundamento="Decreto 1/2026")
    parar = movimento.cancelavel(None, lambda: True)
    with pytest.raises(movimento.Interrompido):
        cadastros.salvar_dia(c.ctx, dia=dia, hoje=HOJE, progresso=parar)
    assert c.contar("dia_sem_expediente") == 0


# ------------------------------------------------------------------ windows


def test_a_window_is_entered_used_and_withdrawn(c: Cenario) -> None:
    janela = RegistroDeJanela(
        chave="vedacao_eleitoral", rotulo="Eleições de 2030", inicio=date(2030, 7, 6), fim=date(2031, 1, 6),
        citacao="Lei 9.504/1997, art. 73, inciso V", fundamento="Calendário eleitoral",
    )  # fmt: skip
    parametros.registrar_janela(c.ctx, janela=janela, hoje=HOJE)
    em_uso = c.ctx.regimes(None, None).parametros
    (achada,) = em_uso.janelas_em("vedacao_eleitoral", date(2031, 1, 6))
    assert (achada.rotulo, achada.inicio, achada.confirmado) == ("Eleições de 2030", date(2030, 7, 6), False)
    assert em_uso.janelas_em("vedacao_eleitoral", date(2031, 1, 7)) == ()
    (daqui,) = [j for j in parametros.janelas(c.ctx) if j.da_instalacao]
    assert daqui.usuario == "teste"
    parametros.retirar(c.ctx, chave="vedacao_eleitoral", desde=date(2030, 7, 6), fundamento="Engano", hoje=HOJE)
    assert not any(j.da_instalacao for j in parametros.janelas(c.ctx))
    assert c.ctx.regimes(None, None).parametros.janelas_em("vedacao_eleitoral", date(2030, 12, 1)) == ()


@pytest.mark.parametrize(
    ("outros", "mensagem"),
    [
        ({"chave": "xis"}, "não existe"),
        ({"rotulo": " "}, "pleito"),
        ({"fim": date(2030, 7, 5)}, "antes de começar"),
        ({"fim": date(2033, 1, 1)}, "dois anos"),
        ({"fundamento": ""}, "fundamento"),
    ],
)
def test_a_window_that_cannot_be(c: Cenario, outros: dict[str, object], mensagem: str) -> None:
    dados: dict[str, object] = {
        "chave": "fim_de_mandato", "rotulo": "Mandato", "inicio": date(2030, 7, 6), "fim": date(2031, 1, 6),
        "citacao": "LRF, art. 21", "fundamento": "Circular", **outros,
    }  # fmt: skip
    with pytest.raises(ErroDominio, match=mensagem):
        parametros.registrar_janela(c.ctx, janela=RegistroDeJanela(**dados), hoje=HOJE)  # type: ignore[arg-type]


def test_readings_are_no_numbers(c: Cenario) -> None:
    chaves = {p.parametro.chave for p in parametros.parametros(c.ctx)}
    assert chaves == set(parametros_do_programa().itens) - {"contagem_publicacao", "fim_de_mes"}
    assert "contagem_publicacao" in leituras.CATALOGO
