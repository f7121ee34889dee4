"""Thinning of copies over invented lives of a registry, clocks that go back among them."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.registro.copias import Retrato
from bahiaservidor.relogio import fuso_da_bahia
from bahiaservidor.servicos.copias_geracoes import ULTIMAS, Geracoes, a_apagar
from bahiaservidor.servicos.copias_manifesto import Manifesto, Motivo

from .apoio_copias import INICIO

_RETRATO = Retrato(
    esquema="0011", registro="a", contagens={}, ultimo_ato=1, hash_ato="", registrado_em="", registrado_por="",
    ultima_trilha=1, hash_trilha="", selo=1, hash_selo="",
)  # fmt: skip


def copia(numero: int, instante: datetime, motivo: Motivo = Motivo.FECHAMENTO, *, provada: bool = True) -> Manifesto:
    return Manifesto(
        arquivo=f"{numero}.sqlite3", sequencia=numero, instante=instante, motivo=motivo, usuario="", programa="1",
        retrato=_RETRATO, tamanho=1, sha256="", sha256_aberto="", cifrada=False,
        provada_em=instante if provada else None, como="",
    )  # fmt: skip


passos = st.tuples(
    # From a month back to two months on, most of the time within the day.
    st.one_of(st.integers(1, 1_440), st.integers(-43_200, 86_400)),
    st.sampled_from(list(Motivo)),
    st.sampled_from([True, True, True, False]),
)
geracoes = st.builds(
    Geracoes, horas=st.integers(0, 5), dias=st.integers(1, 5), semanas=st.integers(0, 4), meses=st.integers(0, 6)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(passos, min_size=1, max_size=60), geracoes)
def test_o_que_fica(historia: list[tuple[int, Motivo, bool]], regras: Geracoes) -> None:
    guardadas: list[Manifesto] = []
    instante = INICIO
    for numero, (minutos, motivo, provada) in enumerate(historia, start=1):
        instante += timedelta(minutes=minutos)
        nova = copia(numero, instante, motivo, provada=provada)
        antes = [*guardadas, nova]
        saem = a_apagar(antes, regras)
        guardadas = [c for c in antes if c not in saem]
        provadas = [c for c in guardadas if c.provada]
        assert all(c.provada for c in saem), "o que falhou na prova não sai sozinho"
        if provada:
            assert nova in guardadas, "a mais nova provada fica, por mais velha que seja a sua hora"
        for proposito in (Motivo.MIGRACAO, Motivo.IMPORTACAO, Motivo.PEDIDO):
            delas = [c for c in antes if c.motivo is proposito and c.provada]
            assert all(c in guardadas for c in delas[-ULTIMAS:])
        assert a_apagar(guardadas, regras) == []
        teto = regras.horas + regras.dias + regras.semanas + regras.meses + 1 + 3 * ULTIMAS
        assert len(provadas) <= teto
        # The days that have copies, from the latest made back, keep one each.
        dias = list(dict.fromkeys(_dia(c) for c in reversed([c for c in antes if c.provada])))
        assert {_dia(c) for c in provadas} >= set(dias[: regras.dias])


def _dia(c: Manifesto) -> object:
    return c.instante.astimezone(fuso_da_bahia()).date()


def test_um_ano_de_trabalho_deixa_as_horas_os_dias_as_semanas_e_os_meses() -> None:
    guardadas: list[Manifesto] = []
    numero = 0
    for dia in range(400):
        for hora in range(8):
            numero += 1
            guardadas.append(copia(numero, INICIO + timedelta(days=dia, hours=hora)))
            saem = a_apagar(guardadas, Geracoes())
            guardadas = [c for c in guardadas if c not in saem]
    dias = {_dia(c) for c in guardadas}
    assert len(guardadas) == 24 + 11 + 6 + 13  # three days have all hours; 14 days, 8 weeks, 14 months
    assert len(dias) == 14 + 6 + 13
