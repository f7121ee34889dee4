"""Dated parameters: the file that ships, what holds on each day, and overriding."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bahiaservidor.estatuto.parametros import ErroParametro, Janela, Parametro, ValorDatado
from bahiaservidor.registro.recursos import ARQUIVO_PARAMETROS, ler_parametros

PARAMETROS = ler_parametros(Path(__file__).parents[2] / "resources" / ARQUIVO_PARAMETROS)
HOJE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("chave", "em", "valor", "citacao"),
    [
        ("posse_dias", HOJE, 30, "art. 19"),
        ("posse_prorrogacao_dias", HOJE, 30, "art. 19"),
        ("exercicio_dias", HOJE, 30, "art. 21, § 1º"),
        ("estagio_meses", date(1998, 6, 4), 24, "arts. 27 e 28"),
        ("estagio_meses", date(1998, 6, 5), 36, "EC 19/1998"),
        ("estagio_meses", date(1991, 3, 1), 24, "arts. 27 e 28"),
        ("avaliacao_intervalo_meses", HOJE, 6, "Decreto 7.899/2001, art. 2º"),
        ("antecedencia_submissao_meses", HOJE, 4, "art. 27, parágrafo único"),
        ("idade_minima_posse", HOJE, 18, "art. 8º"),
        ("idade_compulsoria", date(2015, 12, 3), 70, "CF, art. 40, § 1º, inciso II"),
        ("idade_compulsoria", date(2015, 12, 4), 75, "LC 152/2015, art. 2º"),
        ("idade_limite_reversao", HOJE, 70, "art. 36"),
        ("interesse_particular_anos", date(1997, 1, 23), 2, "art. 111"),
        ("interesse_particular_anos", date(1997, 1, 24), 3, "art. 111"),
        ("interesse_particular_exercicio_meses", HOJE, 24, "art. 111"),
        ("interesse_particular_intervalo_meses", HOJE, 24, "art. 111"),
        ("concurso_validade_max_meses", HOJE, 24, "art. 14"),
        ("missao_exterior_anos", HOJE, 2, "art. 26"),
        ("alerta_compulsoria_dias", HOJE, 90, "LC 152/2015, art. 2º"),
        ("obrigacao_militar_idade", HOJE, 45, "art. 8º"),
        ("pcd_percentual", HOJE, 5, "art. 8º, § 2º"),
        ("negros_percentual", HOJE, 30, "Lei 13.182/2014"),
    ],
)
def test_the_number_in_force_and_its_article(chave: str, em: date, valor: int, citacao: str) -> None:
    assert PARAMETROS.inteiro(chave, em) == valor
    assert PARAMETROS.valor(chave, em) == valor
    assert PARAMETROS.citacao(chave, em) == citacao


def test_numbers_that_are_no_whole_days() -> None:
    assert PARAMETROS.inteiros("alertas_submissao_meses", HOJE) == (6, 5)
    assert PARAMETROS.decimal("lrf_prudencial_executivo", HOJE) == Decimal("46.55")
    limite = PARAMETROS.decimal("lrf_limite_executivo", HOJE) * PARAMETROS.decimal("lrf_limite_prudencial", HOJE) / 100
    assert limite == PARAMETROS.decimal("lrf_prudencial_executivo", HOJE)
    assert PARAMETROS.texto("contagem_publicacao", HOJE) == "literal"
    assert PARAMETROS.texto("fim_de_mes", HOJE) == "dia_seguinte"


@pytest.mark.parametrize(
    "chave",
    [
        "obrigacao_militar_idade", "pcd_fracao_minima", "negros_percentual", "estagio_meses", "idade_compulsoria",
        "alerta_compulsoria_dias", "lrf_limite_executivo", "lrf_prudencial_executivo", "apresentacao_dias",
        "reconsideracao_dias",
    ],
)  # fmt: skip
def test_what_nobody_read_in_the_law_is_to_be_confirmed_with_a_note(chave: str) -> None:
    vigente = PARAMETROS.datado(chave, HOJE)
    assert not vigente.confirmado
    assert vigente.conferido_em is None
    assert vigente.observacao
    assert PARAMETROS.parametro(chave) in PARAMETROS.a_confirmar(HOJE)


@pytest.mark.parametrize(
    "chave",
    [
        "estagio_nota_minima", "estagio_escala", "estagio_formularios", "estagio_comissao", "estagio_suspensao_licenca",
        "regra_mes_ano_12209", "doacao_sangue_dias", "alistamento_eleitoral_dias", "casamento_dias", "luto_dias",
        "transito_dias", "sei_limite_envio_mb", "matricula_digito_verificador", "tce_envio_admissoes_dias",
    ],
)  # fmt: skip
def test_what_is_not_known_is_empty_and_says_so(chave: str) -> None:
    assert PARAMETROS.valor(chave, HOJE) is None
    assert not PARAMETROS.confirmado(chave, HOJE)
    with pytest.raises(ErroParametro, match="ainda não foi informado"):
        PARAMETROS.inteiro(chave, HOJE)


def test_every_confirmed_value_has_its_article_and_the_day_it_was_checked() -> None:
    for parametro in PARAMETROS.itens.values():
        assert parametro.rotulo
        assert parametro.unidade
        assert parametro.referencia
        for valor in parametro.valores:
            if valor.confirmado:
                assert valor.citacao, parametro.chave
                assert valor.conferido_em is not None, parametro.chave
                assert valor.valor is not None, parametro.chave
            else:
                assert valor.observacao, parametro.chave


def test_a_value_of_the_installation_holds_from_its_own_day_only() -> None:
    novo = ValorDatado(desde=date(2027, 1, 1), valor=45, citacao="Lei nova, art. 1º")
    alterado = PARAMETROS.com("posse_dias", novo)
    assert alterado.inteiro("posse_dias", date(2026, 12, 31)) == 30
    assert alterado.inteiro("posse_dias", date(2027, 1, 1)) == 45
    assert PARAMETROS.inteiro("posse_dias", date(2027, 1, 1)) == 30
    assert alterado.inteiro("exercicio_dias", HOJE) == 30
    corrigido = alterado.com("posse_dias", ValorDatado(desde=date(2027, 1, 1), valor=40, citacao="Lei nova, art. 2º"))
    assert corrigido.inteiro("posse_dias", date(2027, 6, 1)) == 40
    assert corrigido.citacao("posse_dias", date(2027, 6, 1)) == "Lei nova, art. 2º"


def test_a_parameter_that_does_not_exist_is_named() -> None:
    with pytest.raises(ErroParametro, match="“inexistente” não está no arquivo"):
        PARAMETROS.valor("inexistente", HOJE)
    with pytest.raises(ErroParametro, match="“inexistente”"):
        PARAMETROS.com("inexistente")


def test_a_value_of_another_kind_is_refused_by_name() -> None:
    for valor in ("trinta", True, Decimal("1.5")):
        alterado = PARAMETROS.com("posse_dias", ValorDatado(desde=HOJE, valor=valor, citacao="x"))
        with pytest.raises(ErroParametro, match="“Prazo para a posse” deveria ser um número inteiro"):
            alterado.inteiro("posse_dias", HOJE)
    with pytest.raises(ErroParametro, match="deveria ser um texto"):
        PARAMETROS.texto("posse_dias", HOJE)
    with pytest.raises(ErroParametro, match="deveria ser um número"):
        PARAMETROS.decimal("fim_de_mes", HOJE)
    with pytest.raises(ErroParametro, match="separados por vírgula"):
        PARAMETROS.inteiros("fim_de_mes", HOJE)


def test_a_parameter_needs_values_of_different_days() -> None:
    with pytest.raises(ErroParametro, match="não tem nenhum valor"):
        Parametro(chave="x", rotulo="X", valores=())
    valor = ValorDatado(desde=HOJE, valor=1, citacao="art. 1º")
    with pytest.raises(ErroParametro, match="no mesmo dia"):
        Parametro(chave="x", rotulo="X", valores=(valor, valor))


def test_values_are_kept_in_order_of_date() -> None:
    tarde, cedo = (ValorDatado(desde=d, valor=d.year, citacao="") for d in (date(2020, 1, 1), date(2010, 1, 1)))
    parametro = Parametro(chave="x", rotulo="X", valores=(tarde, cedo))
    assert parametro.valores == (cedo, tarde)
    assert [parametro.em(date(ano, 1, 1)).valor for ano in (2000, 2010, 2019, 2020, 2030)] == [
        2010, 2010, 2010, 2020, 2020,
    ]  # fmt: skip


def test_windows_include_both_ends() -> None:
    (eleicao,) = PARAMETROS.janelas_em("vedacao_eleitoral", date(2026, 10, 4))
    assert not eleicao.confirmado
    assert PARAMETROS.janelas_em("vedacao_eleitoral", eleicao.inicio) == (eleicao,)
    assert PARAMETROS.janelas_em("vedacao_eleitoral", eleicao.fim) == (eleicao,)
    assert PARAMETROS.janelas_em("vedacao_eleitoral", eleicao.inicio - timedelta(days=1)) == ()
    assert PARAMETROS.janelas_em("vedacao_eleitoral", eleicao.fim + timedelta(days=1)) == ()
    (mandato,) = PARAMETROS.janelas_em("fim_de_mandato", date(2026, 10, 4))
    assert (mandato.fim - mandato.inicio).days + 1 == 180


def test_an_installation_adds_windows() -> None:
    nova = Janela(
        chave="vedacao_eleitoral",
        rotulo="2030",
        inicio=date(2030, 7, 6),
        fim=date(2031, 1, 6),
        citacao="Lei 9.504/1997",
    )
    alterado = PARAMETROS.com_janelas(nova)
    assert alterado.janelas_em("vedacao_eleitoral", date(2030, 8, 1)) == (nova,)
    assert len(alterado.com_janelas(nova).janelas) == len(PARAMETROS.janelas) + 1
