"""Figures of the LRF: what is entered, what is refused, and the quadrimestre that a nomeação is judged by (N7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.lrf import FaixaLrf, SituacaoLrf
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.consultas import lrf as consultas
from bahiaservidor.servicos import cadastros, lrf, vagas, verificacao
from bahiaservidor.servicos.tipos import DadosPessoa, Vagas
from bahiaservidor.servicos.tipos.lrf import NumerosLrf
from bahiaservidor.servicos.tipos.vagas import VagaLivre

from .cenario import Cenario, cenario

HOJE = date(2026, 9, 20)
PRIMEIRO = NumerosLrf(
    ano=2026, quadrimestre=1, rcl=60_000_000_000_00, despesa=27_000_000_000_00, fonte="RGF",
    publicado_em=date(2026, 5, 29),
)  # fmt: skip


@pytest.fixture
def confere() -> Iterator[Cenario]:
    with cenario(hoje=HOJE) as montado:
        yield montado


def situacao_lrf(confere: Cenario, dia: date) -> SituacaoLrf | None:
    """Return what a nomeação of the day is judged by."""
    parametros = confere.ctx.regimes(None, None).parametros
    with confere.ctx.banco.leitura() as conexao:
        return consultas.situacao_da_lrf(conexao, dia, parametros)


def test_sem_numeros_a_tela_diz_qual_falta_e_a_situacao_e_nenhuma(confere: Cenario) -> None:
    painel = lrf.painel(confere.ctx, hoje=HOJE)
    assert painel.quadrimestres == ()
    assert painel.falta == "2º quadrimestre de 2026"
    assert "Limite de alerta, em parte do limite" in painel.a_confirmar
    assert situacao_lrf(confere, HOJE) is None


def test_o_quadrimestre_registrado_e_julgado_pelas_tres_linhas(confere: Cenario) -> None:
    lrf.salvar_numeros(confere.ctx, numeros=PRIMEIRO, hoje=HOJE)
    segundo = replace(PRIMEIRO, quadrimestre=2, despesa=28_000_000_000_00, publicado_em=None)
    lrf.salvar_numeros(confere.ctx, numeros=segundo, hoje=HOJE)
    painel = lrf.painel(confere.ctx, hoje=HOJE)
    assert [(q.nome, q.faixa) for q in painel.quadrimestres] == [
        ("2º quadrimestre de 2026", FaixaLrf.PRUDENCIAL),
        ("1º quadrimestre de 2026", FaixaLrf.ALERTA),
    ]
    assert painel.falta == ""
    assert painel.quadrimestres[1].percentual == Decimal(45)
    assert verificacao.verificar(confere.ctx).integra


@pytest.mark.parametrize(
    ("dia", "esperado"),
    [
        (date(2026, 4, 30), None), (date(2026, 5, 1), (2026, 1)), (date(2026, 8, 31), (2026, 1)),
        (date(2026, 9, 1), (2026, 2)), (date(2028, 1, 2), (2026, 2)),
    ],
)  # fmt: skip
def test_a_nomeacao_e_julgada_pelo_ultimo_quadrimestre_encerrado_antes_dela(
    confere: Cenario, dia: date, esperado: tuple[int, int] | None
) -> None:
    lrf.salvar_numeros(confere.ctx, numeros=PRIMEIRO, hoje=HOJE)
    lrf.salvar_numeros(confere.ctx, numeros=replace(PRIMEIRO, quadrimestre=2, publicado_em=None), hoje=HOJE)
    situacao = situacao_lrf(confere, dia)
    assert (None if situacao is None else (situacao.ano, situacao.quadrimestre)) == esperado


def test_o_limite_mudado_na_instalacao_vale_para_a_nomeacao(confere: Cenario) -> None:
    lrf.salvar_numeros(confere.ctx, numeros=PRIMEIRO, hoje=HOJE)
    with confere.ctx.banco.escrita() as conexao:
        op = livro.abrir_operacao(conexao, instante=confere.relogio.agora(), usuario="teste")
        conteudo = {
            "chave": "lrf_limite_executivo", "desde": date(2026, 1, 1), "valor": "47", "citacao": "Lei nova",
            "confirmado": True,
        }  # fmt: skip
        lancar_cadastro(conexao, op, sujeito_tipo="parametro", conteudo=conteudo)
    confere.ctx.recarregar()
    situacao = situacao_lrf(confere, HOJE)
    assert situacao is not None
    assert (situacao.maximo, situacao.prudencial) == (Decimal(47), Decimal("44.65"))
    assert situacao.acima_do_prudencial


@pytest.mark.parametrize(
    ("mudanca", "mensagem"),
    [
        ({"quadrimestre": 4}, "vai de 1 a 3"),
        ({"ano": 1999}, "não há quadrimestre anterior"),
        ({"quadrimestre": 3, "publicado_em": None}, "só se registra depois de encerrado"),
        ({"rcl": 0}, "maior que zero"),
        ({"despesa": -1}, "não pode ser negativa"),
        ({"rcl": 10**17}, "cem trilhões"),
        ({"fonte": " "}, "Falta a fonte"),
        ({"publicado_em": date(2026, 4, 29)}, "depois de 30/04/2026"),
        ({"publicado_em": date(2026, 9, 21)}, "até hoje, 20/09/2026"),
    ],
)
def test_o_que_nao_pode_ser_registrado(confere: Cenario, mudanca: dict[str, object], mensagem: str) -> None:
    with pytest.raises(ErroDominio, match=mensagem):
        lrf.salvar_numeros(confere.ctx, numeros=replace(PRIMEIRO, **mudanca), hoje=HOJE)  # type: ignore[arg-type]
    assert confere.contar("lrf") == 0


def test_o_mesmo_quadrimestre_nao_entra_duas_vezes_mas_se_corrige(confere: Cenario) -> None:
    id_ = lrf.salvar_numeros(confere.ctx, numeros=PRIMEIRO, hoje=HOJE)
    with pytest.raises(ErroDominio, match="já está registrado"):
        lrf.salvar_numeros(confere.ctx, numeros=PRIMEIRO, hoje=HOJE)
    lrf.salvar_numeros(confere.ctx, numeros=replace(PRIMEIRO, id=id_, despesa=1), hoje=HOJE)
    assert confere.contar("lrf") == 1
    assert confere.valor("SELECT count(*) FROM ato WHERE sujeito_tipo = 'lrf'") == 2
    assert confere.valor("SELECT despesa FROM lrf") == 1


# ------------------------------------------------------------------ the nomeação above the prudential limit


def _acima(c: Cenario) -> None:
    acima = replace(PRIMEIRO, despesa=28_000_000_000_00)
    lrf.salvar_numeros(c.ctx, numeros=acima, hoje=c.hoje)


def _vacancia(c: Cenario, area: str) -> VagaLivre:
    """Leave one post by death, in an órgão of the area, and return it as the act dialog is offered it."""
    orgao = next(o for o in cadastros.orgaos(c.ctx) if o.id == c.orgao)
    cadastros.salvar_orgao(c.ctx, orgao=replace(orgao, area=area))
    vagas.salvar_vagas(
        c.ctx, vagas=Vagas(cargo_id=c.cargo, quantidade=1, unidade_id=c.unidade, lei="Lei 1", desde=date(2000, 1, 3))
    )
    ana = c.registrar(
        "assentamento_inicial", pessoa=DadosPessoa(nome="Ana Reis", nascimento=date(1960, 1, 1)), data="2010-02-01",
        cargo=c.cargo, situacao="estavel", data_exercicio="2005-02-01", data_posse="2005-01-17", unidade=c.unidade,
    )  # fmt: skip
    c.registrar("falecimento", servidor=ana.servidor_id, data="2026-03-05")
    (livre,) = vagas.vacancias_livres(c.ctx, cargo_id=c.cargo, dia=HOJE)
    return livre


def test_acima_do_prudencial_a_nomeacao_e_recusada(confere: Cenario) -> None:
    _acima(confere)
    with pytest.raises(ErroDominio, match=r"46,67 % da RCL, acima do limite prudencial de 46,55 %"):
        confere.nomear(0, publicacao="2026-06-01")
    confere.nomear(0, publicacao="2026-04-30")


def test_a_reposicao_de_falecimento_na_educacao_e_admitida_e_em_outra_area_nao(confere: Cenario) -> None:
    _acima(confere)
    livre = _vacancia(confere, "outra")
    with pytest.raises(ErroDominio, match="limite prudencial"):
        confere.nomear(0, publicacao="2026-06-01", **livre.para_nomeacao())
    orgao = next(o for o in cadastros.orgaos(confere.ctx) if o.id == confere.orgao)
    cadastros.salvar_orgao(confere.ctx, orgao=replace(orgao, area="educacao"))
    (livre,) = vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE)
    confere.nomear(0, publicacao="2026-06-01", **livre.para_nomeacao())
    assert vagas.vacancias_livres(confere.ctx, cargo_id=confere.cargo, dia=HOJE) == ()
    assert verificacao.verificar(confere.ctx).integra
