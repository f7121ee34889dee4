"""Whatever rule changes, everything stored stays what the book gives: open deadlines moved, closed ones as known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, demonstracao, dias, leituras, movimento, parametros, reforma, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DiaSemExpediente, Movimento, NovoValor, Reforma, RegistroDeValor

HOJE = date(2026, 11, 23)
DEPOIS = datetime(2026, 11, 25, 12, tzinfo=UTC)

VALORES = {
    "posse_dias": "45",
    "posse_prorrogacao_dias": "15",
    "exercicio_dias": "10",
    "reversao_exercicio_dias": "10",
    "aproveitamento_exercicio_dias": "10",
    "apresentacao_dias": "10",
    "estagio_meses": "24",
    "avaliacao_intervalo_meses": "12",
    "antecedencia_submissao_meses": "6",
    "reconsideracao_dias": "10",
    "reconsideracao_decisao_dias": "10",
    "recurso_comissao_dias": "10",
    "abonos_mes_maximo": "0",
    "abonos_ano_maximo": "0",
    "idade_compulsoria": "72",
    "reintegracao_conta_efetivo": "0",
}


@pytest.fixture(scope="module")
def modelo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    arquivo = tmp_path_factory.mktemp("regras") / "registro.sqlite3"
    ctx = abertura.abrir(arquivo, relogio=RelogioFixo(HOJE), usuario="teste")
    demonstracao.preencher(ctx, servidores=150, semente=11, em=HOJE)
    assert verificacao.verificar(ctx).divergencias == ()
    abertura.fechar(ctx)
    return Path(arquivo).read_bytes()


@pytest.fixture
def ctx(modelo: bytes, tmp_path: Path) -> Iterator[Contexto]:
    arquivo = tmp_path / "registro.sqlite3"
    arquivo.write_bytes(modelo)
    aberto = abertura.abrir(arquivo, relogio=RelogioFixo(HOJE, DEPOIS), usuario="teste")
    yield aberto
    abertura.fechar(aberto)


def fechados(ctx: Contexto) -> list[tuple[object, ...]]:
    with ctx.banco.leitura() as conexao:
        consulta = (
            "SELECT vinculo_id, tipo, numero, vence, vence_ultimo, desfecho, fechado_em FROM prazo "
            "WHERE desfecho IS NOT NULL ORDER BY 1, 2, 3"
        )
        return [tuple(linha) for linha in conexao.exec_driver_sql(consulta)]


def conferir(ctx: Contexto, antes: list[tuple[object, ...]]) -> None:
    assert verificacao.verificar(ctx).divergencias == ()
    assert fechados(ctx) == antes


def test_the_values_tried_are_all_that_move_something() -> None:
    assert set(VALORES) == set(reforma.MOVE)


@pytest.mark.parametrize("chave", sorted(VALORES))
def test_a_number_of_the_law(ctx: Contexto, chave: str) -> None:
    antes = fechados(ctx)
    assert antes
    desde = date(2000, 1, 1)
    novo = NovoValor(chave=chave, valor=VALORES[chave], desde=desde)
    previsto = reforma.prever(ctx, reforma=Reforma(valores=(novo,)), hoje=HOJE)
    registro = RegistroDeValor(
        chave=chave, valor=VALORES[chave], desde=desde, citacao="Lei 15.000/2026", fundamento="Circular 1/2026"
    )
    assert parametros.registrar(ctx, registro=registro, hoje=HOJE) == previsto
    conferir(ctx, antes)
    ctx.relogio = RelogioFixo(HOJE, DEPOIS + timedelta(hours=1))
    volta = parametros.retirar(ctx, chave=chave, desde=desde, fundamento="Engano", hoje=HOJE)
    assert volta.total == previsto.total
    conferir(ctx, antes)


@pytest.mark.parametrize(
    ("chave", "valor"),
    [
        ("contagem_publicacao", "art_259"),
        ("fim_de_mes", "ultimo_dia"),
        ("suspende_estagio.licenca_saude", "suspende"),
        ("suspende_estagio.licenca_gestante", "suspende"),
        ("suspende_estagio.ferias", "suspende"),
        ("suspende_estagio.interesse_particular", "nao_suspende"),
    ],
)
def test_a_reading(ctx: Contexto, chave: str, valor: str) -> None:
    antes = fechados(ctx)
    previsto = leituras.prever(ctx, chave=chave, valor=valor, hoje=HOJE)
    assert leituras.escolher(ctx, chave=chave, valor=valor, fundamento="Parecer", hoje=HOJE) == previsto
    conferir(ctx, antes)


def test_a_day_without_expediente_and_its_revocation(ctx: Contexto) -> None:
    antes = fechados(ctx)
    with ctx.banco.leitura() as conexao:
        consulta = "SELECT vence FROM prazo WHERE desfecho IS NULL AND tipo = 'posse' AND vence > '2026-11-23' LIMIT 1"
        vence = date.fromisoformat(conexao.exec_driver_sql(consulta).scalar_one())
    dia = DiaSemExpediente(data=vence, descricao="Luto oficial", fundamento="Decreto 1/2026")
    previsto = dias.prever_dia(ctx, dia=dia, hoje=HOJE)
    assert previsto.total >= 1
    assert dias.declarar_dia(ctx, dia=dia, hoje=HOJE) == previsto
    conferir(ctx, antes)
    (gravado,) = [d for d in dias.dias_sem_expediente(ctx, ano=vence.year) if d.data == vence]
    assert gravado.id is not None
    ctx.relogio = RelogioFixo(HOJE, DEPOIS + timedelta(hours=1))
    volta = dias.prever_revogacao(ctx, dia_id=gravado.id, hoje=HOJE)
    assert dias.revogar_dia(ctx, dia_id=gravado.id, fundamento="Decreto 2/2026", hoje=HOJE) == volta
    assert sorted((m.vinculo_id, m.para, m.de) for m in volta.movidos) == sorted(
        (m.vinculo_id, m.de, m.para) for m in previsto.movidos
    )
    conferir(ctx, antes)


def test_chunks_do_not_change_the_answer(ctx: Contexto, monkeypatch: pytest.MonkeyPatch) -> None:
    pedida = Reforma(valores=(NovoValor(chave="estagio_meses", valor="48", desde=date(2000, 1, 1)),))
    inteiro = reforma.prever(ctx, reforma=pedida, hoje=HOJE, limite=None)
    monkeypatch.setattr(movimento, "LOTE", 7)
    aos_poucos: Movimento = reforma.prever(ctx, reforma=pedida, hoje=HOJE, limite=None)
    assert aos_poucos == inteiro
    assert inteiro.total > 50


def test_a_clock_behind_the_book_does_not_reopen_what_was_closed(ctx: Contexto) -> None:
    """Entries made on a machine whose clock was ahead are still before a rule entered afterwards."""
    antes = fechados(ctx)
    ctx.relogio = RelogioFixo(HOJE, datetime(2026, 11, 23, 8, tzinfo=UTC))
    with ctx.banco.leitura() as conexao:
        ultimo = conexao.exec_driver_sql("SELECT max(registrado_em) FROM ato").scalar_one()
    assert ultimo > "2026-11-23T08"
    registro = RegistroDeValor(
        chave="posse_dias", valor="45", desde=date(2000, 1, 1), citacao="Lei 15.000/2026", fundamento="Circular 1/2026"
    )
    parametros.registrar(ctx, registro=registro, hoje=HOJE)
    (em_uso,) = [p for p in parametros.parametros(ctx) if p.parametro.chave == "posse_dias"]
    instante = next(v.registrado_em for v in em_uso.valores if v.da_instalacao)
    assert instante is not None
    assert instante == datetime.fromisoformat(ultimo) + timedelta(microseconds=1)
    conferir(ctx, antes)
