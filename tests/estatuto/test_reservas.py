"""Reserved posts (N6), the alternation of lists, and who is next in a concurso (art. 12)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor import caminhos
from bahiaservidor.estatuto.chamada import (
    Chamada,
    Concorrente,
    Fila,
    chamadas,
)
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.parametros import ValorDatado
from bahiaservidor.estatuto.reservas import (
    Alternancia,
    Modalidade,
    Posicoes,
    escrever_alternancia,
    ler_alternancia,
    modalidade_de,
    reservas,
)
from bahiaservidor.registro.recursos import ARQUIVO_PARAMETROS, ler_parametros

PARAMETROS = ler_parametros(Path(caminhos.recursos()) / ARQUIVO_PARAMETROS)
HOJE = date(2026, 3, 2)
AMPLA, PCD, NEGROS, OUTRA = Modalidade.AMPLA, Modalidade.PCD, Modalidade.NEGROS, Modalidade.OUTRA


@pytest.mark.parametrize(("postos", "reservados"), [(0, 0), (1, 0), (10, 0), (11, 1), (20, 1), (30, 1), (31, 2)])
def test_pcd_up_to_five_percent_counts_a_fraction_only_above_one_half(postos: int, reservados: int) -> None:
    assert reservas(PARAMETROS, HOJE)[PCD].de(postos) == reservados


@pytest.mark.parametrize(("postos", "reservados"), [(0, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (9, 3), (10, 3)])
def test_black_candidates_thirty_percent_from_three_posts_on(postos: int, reservados: int) -> None:
    assert reservas(PARAMETROS, HOJE)[NEGROS].de(postos) == reservados


def test_a_reserve_is_not_older_than_its_law() -> None:
    assert NEGROS not in reservas(PARAMETROS, date(2014, 6, 5))
    assert NEGROS in reservas(PARAMETROS, date(2014, 6, 6))
    assert PCD in reservas(PARAMETROS, date(1994, 9, 26))


def test_the_rounding_is_a_setting() -> None:
    outro = PARAMETROS.com("pcd_fracao_minima", ValorDatado(desde=date(2026, 1, 1), valor=Decimal("0.4"), citacao="x"))
    assert reservas(outro, HOJE)[PCD].de(10) == 1
    assert reservas(outro, date(2025, 12, 31))[PCD].de(10) == 0


@given(st.integers(0, 3000))
def test_one_more_post_never_reserves_less_nor_two_more(postos: int) -> None:
    for reserva in reservas(PARAMETROS, HOJE).values():
        assert 0 <= reserva.de(postos + 1) - reserva.de(postos) <= 1


@pytest.mark.parametrize(
    ("texto", "qual"),
    [
        ("Ampla concorrência", AMPLA), ("AMPLA CONCORRENCIA", AMPLA), ("Lista geral", AMPLA),
        ("Pessoas com deficiência", PCD), ("PCD", PCD), ("Candidatos PNE", PCD), ("Deficientes visuais", PCD),
        ("Pessoas negras", NEGROS), ("Cota racial", NEGROS), ("Pretos e pardos", NEGROS), ("Indígenas", OUTRA),
        ("", OUTRA),
    ],
)  # fmt: skip
def test_what_a_list_is_by_its_words(texto: str, qual: Modalidade) -> None:
    assert modalidade_de(texto) is qual


def test_the_alternation_is_written_and_read() -> None:
    posicoes = {PCD: Posicoes(primeira=5, intervalo=20), NEGROS: Posicoes(primeira=3, intervalo=3)}
    escrito = escrever_alternancia(posicoes)
    assert escrito == "pcd=5/20;negros=3/3"
    assert ler_alternancia(escrito, PARAMETROS, HOJE).posicoes == posicoes
    assert escrever_alternancia({}) == "nenhuma"
    assert ler_alternancia("", PARAMETROS, HOJE).presumida
    assert not ler_alternancia("fracoes", PARAMETROS, HOJE).presumida
    assert ler_alternancia("nenhuma", PARAMETROS, HOJE).ate(PCD, 1000) == 0


@pytest.mark.parametrize("texto", ["pcd", "pcd=0/3", "pcd=3/0", "ampla=1/2", "pcd=5/20;", "qualquer coisa"])
def test_an_alternation_that_says_nothing_is_refused(texto: str) -> None:
    with pytest.raises(ErroDominio, match="não foi entendida"):
        ler_alternancia(texto, PARAMETROS, HOJE)


# ------------------------------------------------------------------ who is next


def _fila(qual: Modalidade, *nomes: str, **situacoes: str) -> Fila:
    return Fila(
        id=list(Modalidade).index(qual) + 1,
        modalidade=qual,
        nome=qual.rotulo,
        candidatos=tuple(
            Concorrente(
                id=n, classificacao=n, nome=nome, situacao=situacoes.get(nome.lower(), "a_nomear"),
                situacao_em=date(2026, 1, 7) if nome.lower() in situacoes else None,
            )
            for n, nome in enumerate(nomes, start=1)
        ),
    )  # fmt: skip


def _nomes(feitas: tuple[Chamada, ...]) -> list[str]:
    return [c.candidato.nome for c in feitas]


EDITAL = Alternancia(posicoes={PCD: Posicoes(primeira=5, intervalo=20), NEGROS: Posicoes(primeira=3, intervalo=3)})


def test_the_lists_take_turns_and_each_turn_says_why() -> None:
    filas = [_fila(AMPLA, "A1", "A2", "A3", "A4"), _fila(PCD, "P1"), _fila(NEGROS, "N1", "N2")]
    feitas = chamadas(filas, EDITAL, 6)
    assert _nomes(feitas) == ["A1", "A2", "N1", "A3", "P1", "N2"]
    assert feitas[0].motivo == "1ª vaga: ampla concorrência, 1º da lista."
    assert feitas[2].motivo == ("3ª vaga: reservada a pessoas negras (o edital reserva a 3ª e depois uma a cada 3).")
    assert "5ª vaga: reservada a pessoas com deficiência" in feitas[4].motivo


def test_by_the_fractions_of_the_law_the_eleventh_post_is_the_first_reserved_to_disabled_people() -> None:
    filas = [_fila(AMPLA, *(f"A{n}" for n in range(1, 40))), _fila(PCD, "P1", "P2")]
    feitas = chamadas(filas, ler_alternancia("", PARAMETROS, HOJE), 31)
    assert [c.vaga for c in feitas if c.modalidade is PCD] == [11, 31]
    assert "5 % de 11 são 0,55, o que dá 1; art. 8º, § 2º" in feitas[10].motivo


def test_who_gave_up_is_passed_with_the_day_and_the_ground() -> None:
    fila = _fila(AMPLA, "Ana", "Rui", "Bia", ana="nomeado", rui="desistente")
    (seguinte,) = chamadas([fila], Alternancia(), 1)
    assert (seguinte.candidato.nome, seguinte.vaga) == ("Bia", 2)
    (passado,) = seguinte.passados
    assert (passado.classificacao, passado.nome, passado.motivo) == (2, "Rui", "desistiu em 07/01/2026")


def test_who_was_called_by_one_list_is_passed_in_the_other() -> None:
    negros = _fila(NEGROS, "A1", "N2")
    feitas = chamadas([_fila(AMPLA, "A1", "A2", "A3"), negros], EDITAL, 3)
    assert _nomes(feitas) == ["A1", "A2", "N2"]
    assert feitas[2].passados[0].motivo == "é chamado(a) antes, pela lista ampla concorrência"


def test_a_reserved_list_without_candidates_gives_the_post_back() -> None:
    feitas = chamadas([_fila(AMPLA, "A1", "A2", "A3"), _fila(NEGROS, "N1", n1="desistente")], EDITAL, 3)
    assert _nomes(feitas) == ["A1", "A2", "A3"]
    assert "a reserva de pessoas negras não tem candidato por nomear" in feitas[2].motivo


def test_an_annulled_nomeacao_gives_the_post_back_to_its_list() -> None:
    ampla = _fila(AMPLA, "A1", "A2", "A3", a1="nomeado", a2="nomeado")
    anulado = Concorrente(id=1, classificacao=1, nome="N1", situacao="nomeado", valida=False)
    negros = Fila(
        id=3, modalidade=NEGROS, nome="negros",
        candidatos=(anulado, Concorrente(id=2, classificacao=2, nome="N2")),
    )  # fmt: skip
    (seguinte,) = chamadas([ampla, negros], EDITAL, 1)
    assert (seguinte.vaga, seguinte.candidato.nome) == (3, "N2")


def test_two_reserves_due_at_once_take_the_post_and_the_following_one() -> None:
    regra = Alternancia(posicoes={PCD: Posicoes(primeira=2, intervalo=9), NEGROS: Posicoes(primeira=2, intervalo=9)})
    feitas = chamadas([_fila(AMPLA, "A1", "A2"), _fila(PCD, "P1"), _fila(NEGROS, "N1")], regra, 4)
    assert _nomes(feitas) == ["A1", "P1", "N1", "A2"]


def test_when_the_ampla_ends_the_others_follow_with_a_warning() -> None:
    feitas = chamadas([_fila(AMPLA, "A1"), _fila(PCD, "P1")], Alternancia(), 5)
    assert _nomes(feitas) == ["A1", "P1"]
    assert "Confira o edital" in feitas[1].motivo


def test_who_went_to_the_end_of_the_list_is_told_where() -> None:
    fila = Fila(
        id=1, modalidade=AMPLA, nome="ampla",
        candidatos=(
            Concorrente(id=2, classificacao=2, nome="Rui"),
            Concorrente(id=1, classificacao=9, nome="Ana", original=1, situacao_em=date(2026, 2, 3)),
        ),
    )  # fmt: skip
    feitas = chamadas([fila], Alternancia(), 2)
    assert _nomes(feitas) == ["Rui", "Ana"]
    assert feitas[0].passados[0].motivo == "pediu o fim da lista em 03/02/2026 e está em 9º"


@given(
    st.lists(st.sampled_from(["a_nomear", "nomeado", "desistente", "convocado", "eliminado"]), max_size=25),
    st.lists(st.sampled_from(["a_nomear", "nomeado", "desistente"]), max_size=8),
    st.integers(0, 30),
)
def test_nobody_is_called_twice_nor_out_of_the_order_of_the_list(ampla: list[str], pcd: list[str], n: int) -> None:
    filas = [
        Fila(
            id=numero, modalidade=qual, nome=str(qual),
            candidatos=tuple(
                Concorrente(id=i, classificacao=i, nome=f"{qual} {i}", situacao=s) for i, s in enumerate(situacoes, 1)
            ),
        )
        for numero, (qual, situacoes) in enumerate(((AMPLA, ampla), (PCD, pcd)), start=1)
    ]  # fmt: skip
    feitas = chamadas(filas, EDITAL, n)
    por_nomear = sum(1 for f in filas for c in f.candidatos if c.situacao in ("a_nomear", "convocado"))
    assert len(feitas) == min(n, por_nomear)
    assert len({(c.fila, c.candidato.id) for c in feitas}) == len(feitas)
    for fila in filas:
        ordem = [c.candidato.classificacao for c in feitas if c.fila == fila.id]
        assert ordem == sorted(ordem)
        # Nobody better placed in the same list is left waiting (art. 12).
        if ordem:
            esperam = [c.classificacao for c in fila.candidatos if c.situacao in ("a_nomear", "convocado")]
            assert ordem == esperam[: len(ordem)]
