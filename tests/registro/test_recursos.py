"""Readers of the shipped data: what they return, and what they say of a file that was damaged."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bahiaservidor.estatuto.calendario import Esfera
from bahiaservidor.registro.recursos import (
    ARQUIVO_CARGOS,
    ARQUIVO_FERIADOS,
    ARQUIVO_PARAMETROS,
    COLUNAS_CARGOS,
    COLUNAS_FERIADOS,
    ErroRecurso,
    ler_cargos_semente,
    ler_feriados,
    ler_parametros,
)

RECURSOS = Path(__file__).parents[2] / "resources"
TOML = """
formato = 1
[parametros.posse_dias]
rotulo = "Prazo"
[[parametros.posse_dias.valores]]
desde = 1994-09-26
valor = 30
citacao = "art. 19"
"""
JANELA = '[[janelas]]\nchave = "x"\nrotulo = "X"\ninicio = 2026-07-04\nfim = 2026-07-03\ncitacao = "y"\n'


def escrever(pasta: Path, conteudo: str | bytes) -> Path:
    """Write the content to a file of its own and return its path."""
    arquivo = pasta / "arquivo"
    arquivo.write_bytes(conteudo.encode() if isinstance(conteudo, str) else conteudo)
    return arquivo


def test_the_shipped_holidays_are_read() -> None:
    tabela = ler_feriados(RECURSOS / ARQUIVO_FERIADOS)
    sao_joao = next(f for f in tabela.feriados if f.data == date(2026, 6, 24))
    assert (sao_joao.nome, sao_joao.esfera, sao_joao.municipio) == ("São João", Esfera.MUNICIPAL, "Salvador")
    assert sao_joao.conferido
    assert all(f.fonte for f in tabela.feriados)
    antecipados = [f for f in tabela.feriados if f.data in (date(2020, 5, 25), date(2020, 5, 26), date(2020, 5, 27))]
    assert [f.conferido for f in antecipados] == [False, False, False]


def test_the_shipped_parameters_are_read() -> None:
    parametros = ler_parametros(RECURSOS / ARQUIVO_PARAMETROS)
    vigente = parametros.datado("posse_dias", date(2026, 1, 1))
    assert (vigente.desde, vigente.valor, vigente.conferido_em) == (date(1994, 9, 26), 30, date(2026, 11, 22))
    assert parametros.decimal("lrf_prudencial_executivo", date(2026, 1, 1)) == Decimal("46.55")


def test_the_shipped_cargos_are_read_with_their_doubts() -> None:
    cargos = ler_cargos_semente(RECURSOS / ARQUIVO_CARGOS)
    assert len(cargos) == 62
    assert len({(c.grupo_ocupacional, c.cargo) for c in cargos}) == 62
    analista = next(c for c in cargos if c.cargo == "Analista Técnico")
    assert (analista.escolaridade, analista.lei, analista.a_confirmar) == ("superior", "11.374/2009", frozenset())
    museologo = next(c for c in cargos if c.cargo == "Museólogo")
    assert museologo.a_confirmar == {"escolaridade", "jornada_semanal_h", "orgao_tipico"}
    assert museologo.duvidoso("escolaridade")
    assert not museologo.duvidoso("lei")


@pytest.mark.parametrize("ler", [ler_feriados, ler_cargos_semente, ler_parametros])
def test_a_missing_or_unreadable_file_is_named(ler: object, tmp_path: Path) -> None:
    assert callable(ler)
    with pytest.raises(ErroRecurso, match=r"sumido.*não foi encontrado.*O registro não foi alterado"):
        ler(tmp_path / "sumido")
    with pytest.raises(ErroRecurso, match="não pôde ser lido"):
        ler(tmp_path)
    with pytest.raises(ErroRecurso, match="não pôde ser lido"):
        ler(escrever(tmp_path, b"\xff\xfe\x00"))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    conteudo = (RECURSOS / ARQUIVO_FERIADOS).read_text(encoding="utf-8")
    arquivo = escrever(tmp_path, b"\xef\xbb\xbf" + conteudo.replace("\n", "\r\n").encode())
    assert ler_feriados(arquivo) == ler_feriados(RECURSOS / ARQUIVO_FERIADOS)


@pytest.mark.parametrize(
    ("linha", "mensagem"),
    [
        ("2026-01-01;Ano novo;nacional;;lei", "a linha 2 tem 5 colunas, e não 6"),
        ("01/01/2026;Ano novo;nacional;;lei;conferido", "a linha 2 tem a data “01/01/2026”"),
        ("2026-01-01;Ano novo;federal;;lei;conferido", "a linha 2 tem a esfera “federal”"),
        ("2026-01-01;Ano novo;nacional;Salvador;lei;conferido", "município se, e somente se"),
        ("2026-06-24;São João;municipal;;lei;conferido", "município se, e somente se"),
        ("2026-01-01;;nacional;;lei;conferido", "está sem nome"),
        ("2026-01-01;Ano novo;nacional;;lei;talvez", "a situação “talvez”"),
        ('2026-01-01;"Ano" novo;nacional;;lei;conferido', "não pôde ser separada em colunas"),
        ("", "está vazio"),
    ],
)
def test_a_damaged_line_of_the_holidays_is_named(linha: str, mensagem: str, tmp_path: Path) -> None:
    with pytest.raises(ErroRecurso, match=mensagem):
        ler_feriados(escrever(tmp_path, ";".join(COLUNAS_FERIADOS) + "\n" + linha))


def test_wrong_columns_are_said_to_be_so(tmp_path: Path) -> None:
    for ler in (ler_feriados, ler_cargos_semente):
        with pytest.raises(ErroRecurso, match="deveria começar com as colunas"):
            ler(escrever(tmp_path, "a;b;c\n1;2;3\n"))
        with pytest.raises(ErroRecurso, match="deveria começar com as colunas"):
            ler(escrever(tmp_path, ""))


@pytest.mark.parametrize(
    ("linha", "mensagem"),
    [
        (";Analista;;;;;;", "a linha 2 está sem grupo ocupacional"),
        ("Grupo;;;;;;;", "a linha 2 está sem grupo ocupacional ou sem cargo"),
        ("Grupo;Analista;;;;;;salario", "uma coluna que não existe: salario"),
    ],
)
def test_a_damaged_line_of_the_cargos_is_named(linha: str, mensagem: str, tmp_path: Path) -> None:
    with pytest.raises(ErroRecurso, match=mensagem):
        ler_cargos_semente(escrever(tmp_path, ";".join(COLUNAS_CARGOS) + "\n" + linha))


def test_the_smallest_file_of_parameters_is_read(tmp_path: Path) -> None:
    parametros = ler_parametros(escrever(tmp_path, TOML))
    assert parametros.inteiro("posse_dias", date(2026, 1, 1)) == 30
    assert parametros.confirmado("posse_dias", date(2026, 1, 1))
    assert parametros.janelas == ()


@pytest.mark.parametrize(
    ("antes", "depois", "mensagem"),
    [
        ("formato = 1", "formato = ", "não pôde ser lido"),
        ("formato = 1", "formato = 2", "está no formato “2”; esta versão lê o 1"),
        ("formato = 1", "formato = 1\noutra = 1", "chaves desconhecidas: outra"),
        (TOML, "formato = 1", "não tem nenhum parâmetro"),
        ('rotulo = "Prazo"', "", "parametros.posse_dias.rotulo deveria ser um texto"),
        ('rotulo = "Prazo"', 'rotulo = "Prazo"\nvalores = 3', "não pôde ser lido"),
        ("[[parametros.posse_dias.valores]]", "[[parametros.posse_dias.valor]]", "chaves desconhecidas: valor"),
        ("desde = 1994-09-26", 'desde = "1994"', "valores.1..desde deveria ser uma data"),
        ("desde = 1994-09-26", "desde = 1994-09-26T00:00:00", "desde deveria ser uma data"),
        ("valor = 30", "valor = [30]", "valor deveria ser número, texto"),
        ("valor = 30", "valr = 30", "chaves desconhecidas: valr"),
        ('citacao = "art. 19"', "", "citacao deveria ser um texto"),
        ('citacao = "art. 19"', 'citacao = "a"\nconfirmado = 1', "confirmado deveria ser true ou false"),
        ('citacao = "art. 19"\n', f'citacao = "a"\n{JANELA}', "janelas.1..fim é anterior ao início"),
        ("formato = 1", "formato = 1\njanelas = 3", "janelas deveria ser uma lista"),
        ("formato = 1", "formato = 1\njanelas = [3]", "janelas.1. deveria ser uma tabela"),
    ],
)
def test_a_damaged_file_of_parameters_is_explained(antes: str, depois: str, mensagem: str, tmp_path: Path) -> None:
    with pytest.raises(ErroRecurso, match=mensagem):
        ler_parametros(escrever(tmp_path, TOML.replace(antes, depois)))
