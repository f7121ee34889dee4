"""The calculator counts as the statute does, and says how."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor import caminhos
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.regime import Opcoes, Regime
from bahiaservidor.estatuto.tipos import ContagemPublicacao, FimDeMes
from bahiaservidor.registro import recursos
from bahiaservidor.servicos.cadastros import salvar_dia
from bahiaservidor.servicos.calculadora import calcular, calcular_no_regime, regras
from bahiaservidor.servicos.tipos import DiaSemExpediente

from .cenario import cenario

TABELA = recursos.ler_feriados(caminhos.recursos() / recursos.ARQUIVO_FERIADOS)
PARAMETROS = recursos.ler_parametros(caminhos.recursos() / recursos.ARQUIVO_PARAMETROS)
GERAL = Regime(calendario=TABELA.para(None), parametros=PARAMETROS)
SALVADOR = Regime(calendario=TABELA.para("Salvador"), parametros=PARAMETROS)


@pytest.mark.parametrize(
    ("regra", "inicio", "prorrogado", "vence", "ultimo"),
    [
        # 08/01/2026 + 60 = 09/03 (Monday); 30 days from the rolled end of the first 30 in the art. 259 reading: 11/03.
        ("posse", date(2026, 1, 8), True, date(2026, 3, 9), date(2026, 3, 11)),
        # A Saturday publication: by art. 259 it counts as made on Monday, and day 1 is the Tuesday.
        ("posse", date(2026, 11, 14), False, date(2026, 12, 14), date(2026, 12, 16)),
        ("exercicio", date(2026, 11, 23), False, date(2026, 12, 23), date(2026, 12, 23)),
        ("estagio", date(2024, 2, 29), False, date(2027, 3, 1), date(2027, 3, 1)),
        ("estagio", date(1998, 6, 4), False, date(2000, 6, 4), date(2000, 6, 4)),
        ("estagio", date(1998, 6, 5), False, date(2001, 6, 5), date(2001, 6, 5)),
        # End 30/06/2026: four months before is Saturday 28/02, and the antecedence goes back to Friday.
        ("submissao", date(2023, 6, 30), False, date(2026, 2, 27), date(2026, 2, 27)),
        ("avaliacao", date(2023, 8, 31), False, date(2026, 8, 31), date(2026, 8, 31)),
        ("concurso", date(2024, 5, 10), False, date(2026, 5, 10), date(2026, 5, 10)),
        ("concurso", date(2024, 5, 10), True, date(2028, 5, 10), date(2028, 5, 10)),
        ("compulsoria", date(1945, 12, 3), False, date(2015, 12, 3), date(2015, 12, 3)),
        ("compulsoria", date(1945, 12, 4), False, date(2020, 12, 4), date(2020, 12, 4)),
        ("compulsoria", date(1952, 2, 29), False, date(2027, 3, 1), date(2027, 3, 1)),
        ("interesse_particular", date(2020, 1, 6), False, date(2023, 1, 5), date(2023, 1, 5)),
        ("interesse_particular", date(1996, 1, 6), False, date(1998, 1, 5), date(1998, 1, 5)),
        ("meses:6", date(2025, 8, 31), False, date(2026, 3, 1), date(2026, 3, 1)),
        ("dias:1", date(2026, 12, 24), False, date(2026, 12, 28), date(2026, 12, 28)),
        ("idade:18", date(2008, 2, 29), False, date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_conta_como_o_estatuto(regra: str, inicio: date, prorrogado: bool, vence: date, ultimo: date) -> None:
    calculo = calcular_no_regime(GERAL, regra=regra, inicio=inicio, prorrogado=prorrogado)
    assert (calculo.vence, calculo.vence_ultimo) == (vence, ultimo)
    assert calculo.dispositivo


def test_o_municipio_muda_o_dia() -> None:
    # 08/12/2026, Conceição da Praia, is a holiday in Salvador only.
    inicio = date(2026, 11, 8)
    geral = calcular_no_regime(GERAL, regra="exercicio", inicio=inicio)
    salvador = calcular_no_regime(SALVADOR, regra="exercicio", inicio=inicio, municipio="Salvador")
    assert geral.vence == date(2026, 12, 8)
    assert salvador.vence == date(2026, 12, 9)
    assert any("08/12/2026" in passo.texto and "Conceição" in passo.texto for passo in salvador.passos)


def test_a_leitura_escolhida_decide_o_vencimento_e_a_outra_continua_na_memoria() -> None:
    por_259 = Regime(
        calendario=GERAL.calendario,
        parametros=PARAMETROS,
        opcoes=Opcoes(contagem_publicacao=ContagemPublicacao.ART_259),
    )
    calculo = calcular_no_regime(por_259, regra="posse", inicio=date(2026, 11, 14))
    assert calculo.vence == calculo.vence_ultimo == date(2026, 12, 16)
    texto = " ".join(passo.texto for passo in calculo.passos)
    assert "14/12/2026" in texto
    assert "Leitura do art. 259" in texto


def test_dia_que_nao_existe_mostra_as_duas_leituras() -> None:
    ultimo_dia = Regime(
        calendario=GERAL.calendario, parametros=PARAMETROS, opcoes=Opcoes(fim_de_mes=FimDeMes.ULTIMO_DIA)
    )
    inicio = date(2024, 2, 29)
    padrao = calcular_no_regime(GERAL, regra="meses:36", inicio=inicio)
    alternativa = calcular_no_regime(ultimo_dia, regra="meses:36", inicio=inicio)
    assert (padrao.vence, alternativa.vence) == (date(2027, 3, 1), date(2027, 2, 28))
    for calculo, outra in ((padrao, "28/02/2027"), (alternativa, "01/03/2027")):
        assert any("outra leitura" in passo.texto and outra in passo.texto for passo in calculo.passos)


def test_as_avaliacoes_aparecem_uma_a_uma() -> None:
    calculo = calcular_no_regime(GERAL, regra="avaliacao", inicio=date(2023, 8, 31))
    datas = [passo.texto.rsplit(": ", 1)[1] for passo in calculo.passos if "ª avaliação" in passo.texto]
    assert datas == ["01/03/2024.", "31/08/2024.", "01/03/2025.", "31/08/2025.", "01/03/2026.", "31/08/2026."]


def test_a_submissao_diz_os_avisos() -> None:
    calculo = calcular_no_regime(GERAL, regra="submissao", inicio=date(2023, 6, 30))
    avisos = [passo.texto for passo in calculo.passos if passo.texto.startswith("Aviso")]
    assert avisos == ["Aviso aos 6 meses do fim: 30/12/2025.", "Aviso aos 5 meses do fim: 30/01/2026."]


def test_ano_fora_da_tabela_revista_e_avisado() -> None:
    calculo = calcular_no_regime(GERAL, regra="dias:30", inicio=date(2099, 1, 5))
    assert "fora da tabela revista" in calculo.passos[-1].texto


@pytest.mark.parametrize(
    ("regra", "inicio", "prorrogado", "trecho"),
    [
        ("exercicio", date(2026, 1, 5), True, "não admite prorrogação (art. 21, § 1º)"),
        ("nada", date(2026, 1, 5), False, "A regra “nada” não existe"),
        ("meses", date(2026, 1, 5), False, "pede um número"),
        ("meses:-3", date(2026, 1, 5), False, "pede um número"),
        ("dias:99999999", date(2026, 1, 5), False, "pede um número"),
        ("posse", date(1026, 1, 5), False, "fora do alcance"),
        ("posse", date(9999, 12, 31), False, "fora do alcance"),
    ],
)
def test_recusa_com_frase(regra: str, inicio: date, prorrogado: bool, trecho: str) -> None:
    with pytest.raises(ErroDominio) as erro:
        calcular_no_regime(GERAL, regra=regra, inicio=inicio, prorrogado=prorrogado)
    assert trecho in erro.value.mensagem


def test_a_calculadora_conhece_os_dias_que_a_instalacao_registrou() -> None:
    with cenario() as c:

        def vence(municipio: str | None) -> date:
            return calcular(c.ctx, regra="exercicio", inicio=date(2026, 2, 3), municipio=municipio).vence

        assert vence(None) == vence("Salvador") == date(2026, 3, 5)
        dia = DiaSemExpediente(
            data=date(2026, 3, 5), descricao="Luto", fundamento="Decreto 1", esfera="municipal", municipio="Salvador"
        )
        salvar_dia(c.ctx, dia=dia, hoje=c.hoje)
        assert (vence(None), vence("salvador")) == (date(2026, 3, 5), date(2026, 3, 6))
        longe = calcular(c.ctx, regra="exercicio", inicio=date(2026, 2, 3), municipio="Xique-Xique")
        assert "não tem feriados municipais de Xique-Xique" in longe.passos[-1].texto


CHAVES = [chave for chave, _ in regras()]


@given(st.sampled_from(CHAVES), st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_toda_regra_oferecida_conta_de_qualquer_dia(regra: str, inicio: date) -> None:
    calculo = calcular_no_regime(SALVADOR, regra=regra, inicio=inicio, municipio="Salvador")
    assert inicio < calculo.vence <= calculo.vence_ultimo
    assert calculo.rotulo == dict(regras())[regra]
    assert calculo.passos
    assert all("{" not in passo.texto and passo.dispositivo for passo in calculo.passos)
