"""Free posts and where each comes from: laws, vacâncias, movements (arts. 3º, 44, 49 and 50; rule N7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto.tipos import OrigemVaga
from bahiaservidor.estatuto.vagas import (
    REDISTRIBUICAO,
    MovimentoPostos,
    Passagem,
    PostoLivre,
    origem_da_causa,
    postos_livres,
)

HOJE = date(2026, 3, 2)
LEI = MovimentoPostos(quantidade=2, desde=date(2000, 1, 3), lei="Lei 1/2000", unidade=1)


def _gente(vinculo: int, desde: date, ate: date | None = None, **campos: object) -> Passagem:
    campos.setdefault("unidade", 1)
    return Passagem(vinculo=vinculo, nome=f"Pessoa {vinculo}", desde=desde, ate=ate, **campos)  # type: ignore[arg-type]


def _resumo(livres: tuple[PostoLivre, ...]) -> list[tuple[OrigemVaga, int, str]]:
    return [(x.origem, x.quantos, x.nome or x.lei) for x in livres]


@pytest.mark.parametrize(
    ("causa", "origem"),
    [
        ("aposentadoria", OrigemVaga.APOSENTADORIA), ("falecimento", OrigemVaga.FALECIMENTO),
        ("exoneracao_a_pedido", OrigemVaga.EXONERACAO), ("exoneracao_de_oficio", OrigemVaga.EXONERACAO),
        ("demissao", OrigemVaga.DEMISSAO), ("tornar_sem_efeito", OrigemVaga.SEM_EFEITO),
        ("vacancia_posse_inacumulavel", OrigemVaga.POSSE_INACUMULAVEL), ("disponibilidade", OrigemVaga.OUTRA),
    ],
)  # fmt: skip
def test_the_kind_of_act_says_the_origin(causa: str, origem: OrigemVaga) -> None:
    assert origem_da_causa(causa) is origem


def test_a_post_that_nobody_took_comes_from_its_law() -> None:
    (livre,) = postos_livres([LEI], [], HOJE)
    assert (livre.origem, livre.quantos, livre.lei, livre.unidade) == (OrigemVaga.CRIACAO, 2, "Lei 1/2000", 1)
    assert postos_livres([LEI], [], date(2000, 1, 2)) == ()


def test_a_vacancia_frees_the_post_with_its_holder_and_its_day() -> None:
    gente = [_gente(1, date(2001, 1, 2), date(2025, 6, 2), causa="aposentadoria"), _gente(2, date(2002, 1, 2))]
    (livre,) = postos_livres([LEI], gente, HOJE)
    assert (livre.origem, livre.nome, livre.desde, livre.vinculo) == (
        OrigemVaga.APOSENTADORIA, "Pessoa 1", date(2025, 6, 2), 1,
    )  # fmt: skip
    assert postos_livres([LEI], gente, date(2025, 6, 1)) == ()


def test_the_nomeacao_takes_the_post_it_names() -> None:
    gente = [
        _gente(1, date(2001, 1, 2), date(2020, 6, 2), causa="aposentadoria"),
        _gente(2, date(2002, 1, 2), date(2021, 6, 2), causa="falecimento"),
        _gente(3, date(2022, 1, 3), antes="pessoa 2"),
    ]
    (livre,) = postos_livres([LEI], gente, HOJE)
    assert (livre.nome, livre.presumida) == ("Pessoa 1", False)


def test_the_nomeacao_that_gives_only_the_origin_takes_the_oldest_of_it() -> None:
    gente = [
        _gente(1, date(2001, 1, 2), date(2020, 6, 2), causa="aposentadoria"),
        _gente(2, date(2002, 1, 2), date(2021, 6, 2), causa="falecimento"),
        _gente(3, date(2022, 1, 3), origem=OrigemVaga.FALECIMENTO),
    ]
    assert _resumo(postos_livres([LEI], gente, HOJE)) == [(OrigemVaga.APOSENTADORIA, 1, "Pessoa 1")]


def test_who_says_nothing_is_taken_to_enter_in_the_oldest_and_what_is_left_is_presumed() -> None:
    gente = [
        _gente(1, date(2001, 1, 2), date(2020, 6, 2), causa="aposentadoria"),
        _gente(2, date(2002, 1, 2), date(2021, 6, 2), causa="falecimento"),
        _gente(3, date(2022, 1, 3)),
    ]
    (livre,) = postos_livres([LEI], gente, HOJE)
    assert (livre.nome, livre.presumida) == ("Pessoa 2", True)


def test_without_a_law_only_what_somebody_left_is_known() -> None:
    gente = [_gente(1, date(2001, 1, 2), date(2025, 6, 2), causa="demissao"), _gente(2, date(2002, 1, 2))]
    assert _resumo(postos_livres([], gente, HOJE)) == [(OrigemVaga.DEMISSAO, 1, "Pessoa 1")]


def test_who_is_beyond_the_number_frees_nothing_when_leaving() -> None:
    gente = [_gente(n, date(2001, 1, n)) for n in (1, 2)]
    gente.append(_gente(3, date(2005, 1, 3), date(2010, 1, 4), causa="exoneracao_a_pedido"))
    assert postos_livres([LEI], gente, HOJE) == ()


def test_a_law_takes_free_posts_away() -> None:
    reducao = MovimentoPostos(quantidade=-1, desde=date(2010, 1, 4), unidade=1, especie="extincao")
    assert _resumo(postos_livres([LEI, reducao], [], HOJE)) == [(OrigemVaga.CRIACAO, 1, "Lei 1/2000")]
    assert postos_livres([LEI, reducao], [_gente(1, date(2001, 1, 2))], HOJE) == ()


def test_a_post_redistributed_keeps_where_it_came_from() -> None:
    gente = [_gente(1, date(2001, 1, 2), date(2020, 6, 2), causa="aposentadoria"), _gente(2, date(2001, 1, 3))]
    sai = MovimentoPostos(quantidade=-1, desde=date(2022, 1, 3), unidade=1, especie=REDISTRIBUICAO)
    entra = MovimentoPostos(quantidade=1, desde=date(2022, 1, 3), unidade=7, especie=REDISTRIBUICAO)
    (livre,) = postos_livres([LEI, entra, sai], gente, HOJE)
    assert (livre.unidade, livre.origem, livre.nome) == (7, OrigemVaga.APOSENTADORIA, "Pessoa 1")


def test_who_is_removed_leaves_the_origin_of_the_place_taken() -> None:
    outra = MovimentoPostos(quantidade=1, desde=date(2000, 1, 3), lei="Lei 1/2000", unidade=7)
    gente = [
        _gente(1, date(2001, 1, 2), date(2023, 1, 2), causa="remocao"),
        _gente(1, date(2023, 1, 2), unidade=7),
        _gente(2, date(2001, 1, 3)),
        _gente(9, date(2001, 1, 4), date(2022, 5, 2), causa="aposentadoria", unidade=7),
    ]
    (livre,) = postos_livres([LEI, outra], gente, HOJE)
    assert (livre.unidade, livre.origem, livre.nome) == (1, OrigemVaga.APOSENTADORIA, "Pessoa 9")


@pytest.mark.parametrize("causa", ["relotacao", "permuta"])
def test_the_post_goes_along_with_who_is_relotado(causa: str) -> None:
    gente = [
        _gente(1, date(2001, 1, 2), date(2023, 1, 2), causa=causa), _gente(1, date(2023, 1, 2), unidade=7),
        _gente(2, date(2001, 1, 3)),
    ]  # fmt: skip
    assert postos_livres([LEI], gente, HOJE) == ()


def test_the_reintegrado_takes_the_very_post_of_the_displaced() -> None:
    gente = [
        _gente(1, date(2001, 1, 2), date(2023, 1, 2), causa="reintegracao"),
        _gente(5, date(2023, 1, 2)),
        _gente(2, date(2001, 1, 3), date(2022, 1, 3), causa="falecimento"),
    ]
    assert _resumo(postos_livres([LEI], gente, HOJE)) == [(OrigemVaga.FALECIMENTO, 1, "Pessoa 2")]


def test_an_annulled_nomeacao_says_what_the_post_was_before() -> None:
    gente = [
        _gente(1, date(2001, 1, 2), date(2023, 1, 2), causa="aposentadoria"),
        _gente(2, date(2001, 1, 3)),
        _gente(3, date(2024, 1, 2), date(2024, 3, 4), causa="tornar_sem_efeito"),
    ]
    (livre,) = postos_livres([LEI], gente, HOJE)
    assert (livre.origem, livre.nome, livre.antes) == (
        OrigemVaga.SEM_EFEITO, "Pessoa 3", "aposentadoria de Pessoa 1",
    )  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from([None, 1, 2]), st.integers(0, 400)), min_size=1, max_size=4),
    st.lists(
        st.tuples(
            st.integers(0, 900), st.integers(0, 400), st.sampled_from([None, 1, 2]),
            st.sampled_from(["aposentadoria", "falecimento", "tornar_sem_efeito", "demissao"]), st.booleans(),
        ),
        max_size=12,
    ),
)  # fmt: skip
def test_free_posts_are_those_created_less_those_occupied(
    leis: list[tuple[int, int | None, int]], gente: list[tuple[int, int, int | None, str, bool]]
) -> None:
    inicio = date(2020, 1, 1)
    movimentos = [
        MovimentoPostos(quantidade=q, unidade=u, desde=inicio + timedelta(days=dias), lei=str(n))
        for n, (q, u, dias) in enumerate(leis)
    ]
    passagens = [
        Passagem(
            vinculo=n, nome=f"P{n}", desde=inicio + timedelta(days=de), unidade=u, causa=causa if fim else "",
            ate=inicio + timedelta(days=de + dura) if fim else None,
        )
        for n, (de, dura, u, causa, fim) in enumerate(gente)
    ]  # fmt: skip
    dia = inicio + timedelta(days=700)
    livres = sum(x.quantos for x in postos_livres(movimentos, passagens, dia))
    criados = sum(m.quantidade for m in movimentos)
    ocupados = sum(1 for p in passagens if p.desde <= dia and (p.ate is None or p.ate > dia))
    assert livres == max(0, criados - ocupados)
