"""Nomeação: cargo, posts, concurso and order (arts. 3º, 11, 12 and 14)."""

from __future__ import annotations

import pytest

from bahiaservidor.estatuto.atos.base import SituacaoConcurso
from bahiaservidor.estatuto.quadro import SituacaoCargo
from bahiaservidor.estatuto.tipos import Carater

from .cenario import Pessoa, dia, ressalva


def concurso(
    homologacao: str, meses: int = 24, prorrogacao: str | None = None, preteridos: int = 0
) -> SituacaoConcurso:
    return SituacaoConcurso(
        nome="Edital 1/2023",
        homologacao=dia(homologacao),
        validade_meses=meses,
        prorrogacao=None if prorrogacao is None else dia(prorrogacao),
        preteridos=preteridos,
    )


@pytest.mark.parametrize(
    ("publicacao", "prorrogacao", "dispositivo"),
    [
        ("30/11/2023", None, "art. 12"),
        ("01/12/2023", None, ""),
        ("01/12/2025", None, ""),
        ("02/12/2025", None, "art. 12"),
        ("02/12/2025", "01/12/2025", ""),
        ("02/12/2025", "02/12/2025", "art. 12"),
        ("01/12/2027", "01/12/2025", ""),
        ("02/12/2027", "01/12/2025", "art. 12"),
    ],
)
def test_validade_do_concurso_no_dia_da_publicacao(publicacao: str, prorrogacao: str | None, dispositivo: str) -> None:
    c = concurso("01/12/2023", prorrogacao=prorrogacao)
    assert Pessoa().recusa("nomeacao", publicacao=publicacao, concurso=c) == dispositivo


def test_validade_acima_de_24_meses_e_ordem_de_classificacao() -> None:
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", concurso=concurso("01/12/2023", 25)) == "art. 14"
    preterido = concurso("01/12/2023", preteridos=1)
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", concurso=preterido) == "art. 12"
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", concurso=preterido, com=ressalva()) == ""


def test_permanente_sem_concurso_e_recusado_e_temporario_nao_precisa() -> None:
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", concurso=None) == "art. 12"
    for carater in ("temporario", "vitalicio"):
        assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", carater=carater, concurso=None) == ""


def cargo(**campos: object) -> SituacaoCargo:
    valores: dict[str, object] = {"id": 1, "nome": "Analista", "natureza": Carater.PERMANENTE, **campos}
    return SituacaoCargo(**valores)  # type: ignore[arg-type]


def test_o_carater_e_o_do_cargo() -> None:
    temporario = cargo(natureza=Carater.TEMPORARIO)
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", situacao_cargo=temporario) == "art. 11"


def test_nao_se_prove_posto_que_nao_existe_nem_cargo_extinto() -> None:
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", situacao_cargo=cargo(postos=2, ocupacao_maxima=1)) == ""
    cheio = cargo(postos=2, ocupacao_maxima=2)
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", situacao_cargo=cheio) == "art. 3º"
    extinto = cargo(extinto_em=dia("01/12/2024"))
    assert Pessoa().recusa("nomeacao", publicacao="01/12/2024", situacao_cargo=extinto) == "art. 3º"
    assert Pessoa().recusa("nomeacao", publicacao="30/11/2024", situacao_cargo=extinto) == ""


def test_ato_anterior_ao_estatuto_fica_sob_o_regime_anterior() -> None:
    antigo = concurso("01/01/1980")
    julgamento = Pessoa("01/01/1960").julgar("nomeacao", publicacao="25/09/1994", concurso=antigo)
    assert julgamento.recusa is None
    assert any("regime anterior" in aviso for aviso in julgamento.avisos)
    assert Pessoa("01/01/1960").recusa("nomeacao", publicacao="26/09/1994", concurso=antigo) == "art. 12"


def test_o_periodo_eleitoral_so_avisa() -> None:
    julgamento = Pessoa().julgar("nomeacao", publicacao="15/09/2026")
    assert julgamento.recusa is None
    assert any("período eleitoral" in aviso for aviso in julgamento.avisos)
    assert Pessoa().julgar("nomeacao", publicacao="15/03/2026").avisos == ()
