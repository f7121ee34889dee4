"""Every citation and every rule that the program prints leads somewhere, and what it says there is ours."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import bahiaservidor
from bahiaservidor.caminhos import recursos
from bahiaservidor.estatuto import citacoes
from bahiaservidor.estatuto.atos.base import DefinicaoAto
from bahiaservidor.estatuto.atos.catalogo import DEFINICOES
from bahiaservidor.estatuto.citacoes import artigo, encontrar, norma, ordem, resolver, separar
from bahiaservidor.estatuto.dispositivos import A_CONFERIR, RESUMOS
from bahiaservidor.estatuto.regras_indice import PRAZOS, REGRAS, prazos_de, regras_de
from bahiaservidor.estatuto.tipos import TipoPrazo
from bahiaservidor.estatuto.usos import uso
from bahiaservidor.registro.recursos import ler_parametros

RAIZ = Path(bahiaservidor.__file__).parent
FONTES = sorted(p for p in RAIZ.rglob("*.py") if p.name not in ("citacoes.py", "usos.py"))


def _frases(fonte: Path) -> Iterator[str]:
    """Yield the strings of a module that are not docstrings."""
    arvore = ast.parse(fonte.read_text(encoding="utf-8"))
    documentos = {
        id(no.value) for no in ast.walk(arvore) if isinstance(no, ast.Expr) and isinstance(no.value, ast.Constant)
    }
    for no in ast.walk(arvore):
        if isinstance(no, ast.Constant) and isinstance(no.value, str) and id(no) not in documentos:
            yield no.value


def test_the_examples_of_the_module_are_true() -> None:
    assert doctest.testmod(citacoes).failed == 0


def test_every_citation_written_in_the_program_leads_to_a_summary() -> None:
    sem_resumo = {}
    for fonte in FONTES:
        escritas = {achado.group() for frase in _frases(fonte) for achado in citacoes._CITACAO.finditer(frase)}
        perdidas = {c for c in escritas if not resolver(c) and c != "Lei 6.677/1994"}
        # A field that asks for the law of a cargo gives one as an example.
        if fonte.parent.name == "dialogos":
            perdidas = {c for c in perdidas if not c.startswith("Lei ")}
        if perdidas:
            sem_resumo[str(fonte.relative_to(RAIZ))] = perdidas
    assert len(FONTES) > 200
    assert sem_resumo == {}


@pytest.mark.parametrize("definicao", DEFINICOES, ids=lambda d: d.tipo)
def test_what_an_act_cites_and_enforces_is_in_the_index(definicao: DefinicaoAto) -> None:
    dele = uso(definicao)
    assert dele.citacoes
    assert {c for c in dele.citacoes if not resolver(c)} == set()
    assert dele.regras <= set(REGRAS)


def test_every_rule_written_in_a_requirement_exists() -> None:
    nomes = {"requisito", "estrutural", "aviso", "Requisito"}
    usadas: dict[str, str] = {}
    for fonte in (RAIZ / "estatuto").rglob("*.py"):
        for no in ast.walk(ast.parse(fonte.read_text(encoding="utf-8"))):
            if not isinstance(no, ast.Call) or getattr(no.func, "id", getattr(no.func, "attr", "")) not in nomes:
                continue
            escrita = next((k.value for k in no.keywords if k.arg == "regra"), no.args[0] if no.args else None)
            if isinstance(escrita, ast.Constant) and isinstance(escrita.value, str):
                usadas[escrita.value] = fonte.name
    assert len(usadas) > 20
    assert {regra: onde for regra, onde in usadas.items() if regra not in REGRAS} == {}


def test_every_citation_of_a_parameter_leads_to_a_summary() -> None:
    parametros = ler_parametros(recursos() / "parametros" / "estatuto.toml")
    citadas = {v.citacao for p in parametros.itens.values() for v in p.valores if v.citacao}
    citadas |= {janela.citacao for janela in parametros.janelas}
    assert {c for c in citadas if not resolver(c)} == set()
    assert parametros.a_confirmar(date(2026, 11, 23))


def test_every_rule_rests_on_something_we_summarise() -> None:
    assert {c for regra in REGRAS.values() for c in regra.citacoes if c not in RESUMOS} == set()
    assert all(regra.descricao.endswith(".") for regra in REGRAS.values())
    assert [i for i in ("0", "C13", "N11", "P11", "E8", "S7", "R4", "D4", "I4", "K2", "V5") if i not in REGRAS] == []


def test_every_kind_of_deadline_has_its_rules() -> None:
    assert set(PRAZOS) == set(TipoPrazo)
    assert {regra for regras in PRAZOS.values() for regra in regras} <= set(REGRAS)
    assert prazos_de(("S3",)) == (TipoPrazo.SUBMISSAO_AVALIACAO,)


@pytest.mark.parametrize("numero", [*range(3, 51), 101, 102, 103, 111, 118, 250, 259])
def test_every_article_that_a_rule_may_cite_is_summarised(numero: int) -> None:
    assert f"art. {numero}{'º' if numero < 10 else ''}" in RESUMOS


def test_a_summary_is_a_sentence_and_what_awaits_confirmation_exists() -> None:
    for citacao, resumo in RESUMOS.items():
        assert resumo.endswith("."), citacao
        assert 20 < len(resumo) < 260, citacao
        assert "  " not in resumo, citacao
    assert set(RESUMOS) >= A_CONFERIR


@pytest.mark.parametrize(
    ("citacao", "partes", "resolvidas"),
    [
        ("arts. 27, 28 e 118", ("art. 27", "art. 28", "art. 118"), ("art. 27", "art. 28", "art. 118")),
        ("arts. 21, § 3º, e 29", ("art. 21, § 3º", "art. 29"), ("art. 21, § 3º", "art. 29")),
        ("arts. 8º a 10", ("art. 8º", "art. 9º", "art. 10"), ("art. 8º", "art. 9º", "art. 10")),
        ("art. 18, inciso VI", ("art. 18, inciso VI",), ("art. 18",)),
        ("art. 259, §§ 1º e 2º", ("art. 259, §§ 1º e 2º",), ("art. 259, §§ 1º e 2º",)),
        ("LRF, arts. 54 e 55", ("LRF, arts. 54 e 55",), ("LRF, arts. 54 e 55",)),
        ("LRF, arts. 58 e 59", ("LRF, arts. 58 e 59",), ("LRF",)),
        ("LC 152/2015, art. 9º", ("LC 152/2015, art. 9º",), ("LC 152/2015",)),
        ("Lei de outro Estado", ("Lei de outro Estado",), ()),
    ],
)
def test_a_citation_is_taken_apart(citacao: str, partes: tuple[str, ...], resolvidas: tuple[str, ...]) -> None:
    assert separar(citacao) == partes
    assert resolver(citacao) == resolvidas


@pytest.mark.parametrize(
    ("frase", "achadas"),
    [
        ("Posse fora do prazo (art. 19, § 2º).", ("art. 19, § 2º",)),
        ("Quem pratica os atos (art. 9º) e quem dá posse (art. 18, incisos I a VI).",
         ("art. 9º", "art. 18, incisos I a VI")),
        ("Ouvir a PGE (arts. 21, § 3º, e 29).", ("arts. 21, § 3º, e 29",)),
        ("CF, art. 37, inciso XVI: não se acumulam.", ("CF, art. 37, inciso XVI",)),
        ("Relatório do quadrimestre (LRF, arts. 54 e 55).", ("LRF, arts. 54 e 55",)),
        ("Súmula 21 do STF e art. 29.", ("Súmula 21 do STF", "art. 29")),
        ("Art. inexistente; art. 999; 19 dias.", ()),
        ("Maria da art. Silva, 19 anos", ()),
    ],
)  # fmt: skip
def test_citations_are_found_in_a_sentence(frase: str, achadas: tuple[str, ...]) -> None:
    assert encontrar(frase) == achadas


def test_the_order_is_that_of_the_law() -> None:
    em_ordem = sorted(RESUMOS, key=ordem)
    posicoes = [em_ordem.index(c) for c in (
        "art. 3º", "art. 8º", "art. 8º, § 2º", "art. 19", "art. 19, § 2º", "art. 22, parágrafo único", "art. 118",
        "art. 118, inciso II", "art. 118, inciso IX", "art. 118, inciso X", "art. 259", "CF, art. 37, inciso XVI",
    )]  # fmt: skip
    assert posicoes == sorted(posicoes)


def test_the_norm_and_the_article_of_a_citation() -> None:
    assert (norma("art. 19, § 2º"), artigo("art. 19, § 2º")) == ("", "art. 19")
    assert (norma("LC 152/2015, art. 2º"), artigo("LC 152/2015, art. 2º")) == ("LC 152/2015", "LC 152/2015")


def test_the_rules_of_an_article_are_those_that_cite_it_or_its_container() -> None:
    assert {r.id for r in regras_de("art. 19, § 2º")} == {"C5", "P4"}
    assert "S5" in {r.id for r in regras_de("art. 118, inciso VII")}
    assert regras_de("Lei de outro Estado") == ()


def test_what_an_act_rests_on_is_read_from_its_definition() -> None:
    posse = uso(next(d for d in DEFINICOES if d.tipo == "posse"))
    assert {"P1", "P4", "P7", "P11"} <= posse.regras
    assert {"art. 20", "art. 19, § 2º", "CF, art. 37, inciso XVI"} <= posse.citacoes
