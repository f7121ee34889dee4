"""Data is never a command: not to the database, not to a spreadsheet, not as the name of a file."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bahiaservidor.arquivos import dentro, nome_simples
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.intercambio.acervo_manifesto import nome_seguro
from bahiaservidor.intercambio.planilha import Linha
from bahiaservidor.intercambio.recusadas import LinhaRecusada
from bahiaservidor.intercambio.recusadas import em_csv as recusadas_em_csv
from bahiaservidor.servicos import abertura, pessoas
from bahiaservidor.servicos.papeis_especies import nome_de_arquivo
from bahiaservidor.servicos.tipos import FiltroServidores

from .registro.base import registro
from .test_arquitetura import PACOTE, arvore, chamadas, modulos, nome

# ------------------------------------------------------------------ the database

_SQL = re.compile(
    r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|DROP|CREATE|ALTER|ATTACH|VACUUM|WHERE|ORDER BY|MATCH|VALUES)\b"
)

MONTADOS = {
    "acervo.py tabelas": "names of tables of this registry, as its own schema gives them",
    "acervo.py contar": "names of tables of this registry, as its own schema gives them",
    "acervo.py linhas": "names of tables and columns of this registry, as its own schema gives them",
    "acervo_carga.py __init__": "names of the schema that the migrations have just made",
    "acervo_carga.py inserir": "names of the schema made by migrations; those of the archive must be equal to them",
    "acervo_carga.py concluir": "columns of the text index that the migrations have just made",
    "acervo_carga.py exigir_vazio": "names of tables of the file, quoted, only to see whether they have rows",
    "arquivo_aberto.py _identidade": "a number drawn by lot here",
    "banco.py _vez_na_memoria": "ON or OFF",
    "chaves.py conectar_com_chave": "a key in hexadecimal, computed here from the passphrase",
    "cifra.py _copiar": "our own file's number, and names of tables of this registry, as its schema gives them",
    "cifra.py _medir": "names of tables of this registry, as its own schema gives them",
    "cifra.py informar": "a key in hexadecimal, computed here from the passphrase",
    "configuracao.py ha_quem_entre": "two empty quotes: nothing is put in it",
    "copias.py <module>": "a number of ours",
    "copias.py _cabeca": "names of tables and columns of ours",
    "copias.py copiar": "our own pragmas, with our own numbers",
    "copias.py retratar": "names of tables of this registry, as its own schema gives them",
    "copias_papeis.py identificar": "a number that the registry itself has",
    "copias_papeis.py separar": "names of tables and columns of ours",
    "copias_perdas.py _ultimo_comum": "names of tables and columns of ours",
    "dialetos.py preparar_conexao": "our own pragmas, with our own numbers",
    "jornal.py por_jornal": "one of our two journals",
    "jornal.py aguardar_o_disco": "one of our two ways to wait",
    "massa.py _inserir": "a model's own table and columns; the values are bound",
    "papeis_guardados.py <module>": "marks and names of ours, in the schema of the file of papers",
    "papeis_guardados.py _criar": "our own marks, and a number that the registry itself has",
    "papeis_guardados.py _presentes": "question marks, one for each value bound",
    "contradicoes_regras.py <module>": "a constant of ours inside a column of the query",
    "contradicoes_regras.py _posses": "the name of a kind of deadline, which is ours",
}
"""Where a statement is put together with something inside: who, and why no data gets there."""


def _montados() -> Iterator[str]:
    def visitar(no: ast.AST, funcao: str, arquivo: str) -> Iterator[str]:
        for filho in ast.iter_child_nodes(no):
            onde = filho.name if isinstance(filho, ast.FunctionDef | ast.AsyncFunctionDef) else funcao
            if _monta_sql(filho):
                yield f"{arquivo} {onde}"
            yield from visitar(filho, onde, arquivo)

    for modulo in modulos():
        if "registro" in modulo.relative_to(PACOTE).parts[0]:
            yield from visitar(arvore(modulo), "<module>", modulo.name)


def _textos(no: ast.AST) -> str:
    return " ".join(n.value for n in ast.walk(no) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _monta_sql(no: ast.AST) -> bool:
    if isinstance(no, ast.JoinedStr):
        return any(isinstance(v, ast.FormattedValue) for v in no.values) and bool(_SQL.search(_textos(no)))
    if isinstance(no, ast.BinOp) and isinstance(no.op, ast.Add | ast.Mod):
        literais = isinstance(no.left, ast.Constant) and isinstance(no.right, ast.Constant)
        return not literais and bool(_SQL.search(_textos(no)))
    if isinstance(no, ast.Call) and isinstance(no.func, ast.Attribute):
        if no.func.attr == "format":
            return bool(_SQL.search(_textos(no.func)))
        # What goes into a query as it is written, without being bound.
        return no.func.attr in ("literal_column", "prefix_with", "suffix_with", "with_hint") and not isinstance(
            no.args[0], ast.Constant
        )
    return isinstance(no, ast.Call) and isinstance(no.func, ast.Name) and no.func.id in (
        "literal_column", "text", "DDL"
    ) and bool(no.args) and not _so_nosso(no.args[0])  # fmt: skip


def _so_nosso(no: ast.expr) -> bool:
    return isinstance(no, ast.Constant)


def test_nenhum_comando_ao_banco_e_montado_com_dados() -> None:
    achados = set(_montados())
    assert achados - set(MONTADOS) == set(), "a statement put together: bind the value, or say why it is no data"
    assert set(MONTADOS) - achados == set(), "no longer there: take the reason out"
    assert all(len(razao.split()) >= 3 for razao in MONTADOS.values())


HOSTIS = (
    "'; DROP TABLE servidor; --", '" OR "1"="1', "x') OR 1=1 --", "%", "_", "*", '"', "NEAR(", "a AND", "nome:x", "^a",
    "\\", "\0", "ﬀ", "a" * 5000, "(((((", "-", "a* OR b*", "{nome}: x", "“”’", "\ud800",
)  # fmt: skip


def test_texto_hostil_na_busca_e_nos_filtros_so_procura() -> None:
    with registro() as ctx:
        for hostil in HOSTIS:
            filtro = FiltroServidores(texto=hostil)
            assert list(pessoas.ids_servidores(ctx, filtro=filtro, hoje=date(2026, 3, 2))) == []
        assert abertura.informacao(ctx).servidores == 0
        assert not abertura.precisa_configurar(ctx)


# ------------------------------------------------------------------ spreadsheets

ESCRITORES = {
    "intercambio/acervo_celulas.py": "the open archive gives back what it was given: a name stays as it was written",
    "intercambio/modelo_planilha.py": "an empty sheet: words of ours and the names of our fields",
    "intercambio/tabelas.py": "cells made harmless by who fills the list; see test_exportacao_listas",
    "servicos/contradicoes.py": "sem_formula in each cell",
    "servicos/movimento.py": "sem_formula in the name; the rest is numbers, dates and our words",
    "servicos/relatorio_planilhas.py": "sem_formula in each cell",
}
"""Who writes cells, and why none of them is a formula."""


def _que_escrevem() -> dict[str, set[tuple[str, str]]]:
    """Return what each module that writes cells calls: of what, and what."""
    achados = {}
    for modulo in modulos():
        fonte = modulo.read_text("utf-8")
        if "xlsxwriter" in fonte or "csv.writer" in fonte:
            chamados = {(antes, depois) for antes, depois, _ in chamadas(ast.parse(fonte))}
            achados[nome(modulo).removeprefix("bahiaservidor/")] = chamados
    return achados


def test_quem_escreve_planilha_e_conhecido_e_nunca_deixa_a_biblioteca_escolher() -> None:
    escrevem = _que_escrevem()
    assert set(escrevem) == set(ESCRITORES)
    # These, and `write` of a sheet, take "=1+1" for a formula and "http://" for a link.
    adivinham = {"write_formula", "write_array_formula", "write_url", "write_row", "write_column", "write_rich_string"}
    for modulo, chamados in escrevem.items():
        metodos = {metodo for _, metodo in chamados}
        assert not metodos & adivinham, modulo
        assert {dono for dono, metodo in chamados if metodo == "write"} <= {"destino", "saida"}, modulo
        assert metodos & {"write_string", "writerow"}, modulo


@given(st.sampled_from(("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\n=1", " =1", "\uff1d1")))
def test_a_linha_devolvida_nao_corre_como_formula(celula: str) -> None:
    dados = recusadas_em_csv(
        cabecalho=(celula, "b"), recusadas=[LinhaRecusada(linha=Linha(numero=2, valores=(celula, celula)))]
    )
    assert dados is not None
    for linha in csv.reader(io.StringIO(dados.decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not any(campo.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")) for campo in linha), linha


# ------------------------------------------------------------------ names of files

_RESERVADOS = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)")


def serve_em_todo_sistema(limpo: str) -> bool:
    """Tell whether a name is one, in a folder of any system, and says nothing but what is read."""
    return (
        0 < len(limpo.encode("utf-8")) <= 255
        and limpo == PurePosixPath(limpo).name == PureWindowsPath(limpo).name
        and limpo.isprintable()
        and not set('<>:"/\\|?*') & set(limpo)
        and limpo.strip(". ") != ""
        and limpo[-1] not in ". "
        and limpo not in (".", "..")
        and _RESERVADOS.match(limpo) is None
    )


NOMES = (
    st.text() | st.text("./\\: \0\u202e~", min_size=1) | st.text("á😀ﬀ\u0301", min_size=100, max_size=400)
    | st.sampled_from(("CON", "nul.pdf", "Lpt1.tar.gz", "COM¹", "aux .pdf", "clock$", "..", "C:", "C:x.pdf", "~", "a."))
)  # fmt: skip


@given(NOMES)
@example("../../etc/passwd")
@example("\\\\servidor\\pasta\\con.pdf")
@example("termo\u202efdp.exe")
@example("x" * 300 + ".pdf")
@example("😀" * 300 + ".pdf")
@example("a\0.pdf")
@example("\ud800.pdf")
@example("nome.pdf:escondido")
def test_nome_que_vem_de_dados_serve_em_todo_sistema(texto: str) -> None:
    limpo = nome_simples(texto)
    assert serve_em_todo_sistema(limpo), repr(limpo)
    assert nome_simples(limpo) == limpo, "said twice, it is the same"
    pasta = Path("pasta")
    assert dentro(pasta, texto).parent == pasta
    papel = nome_de_arquivo(texto, 7, texto)
    assert serve_em_todo_sistema(papel), repr(papel)
    assert papel.endswith(".pdf")
    assert serve_em_todo_sistema(nome_de_arquivo(texto))


@given(NOMES | st.lists(NOMES).map("/".join))
@example("a/../../b")
@example("/etc/passwd")
@example("a//b")
@example("C:/x")
def test_nome_dentro_de_um_acervo_nao_aponta_para_fora(texto: str) -> None:
    try:
        aceito = nome_seguro(texto)
    except ErroDominio:
        return
    raiz = PurePosixPath("/raiz")
    assert (raiz / aceito).is_relative_to(raiz)
    assert ".." not in PurePosixPath(aceito).parts
    assert not PureWindowsPath(aceito).drive
    assert not PureWindowsPath(aceito).is_absolute()


@pytest.mark.parametrize(
    ("texto", "limpo"),
    [("con.pdf", "_con.pdf"), ("a:b?.pdf", "a b .pdf"), ("x. . .", "x"), ("Certidão (1).pdf", "Certidão (1).pdf")],
)
def test_o_que_muda_no_nome_e_o_menos_que_se_pode(texto: str, limpo: str) -> None:
    assert nome_simples(texto) == limpo
