"""Formats: numbers of documents, symbols, names. Dates have their own file."""

import doctest
import pkgutil
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.estatuto import formatos
from bahiaservidor.estatuto.formatos import cpf, matricula, nomes, pis, processo_sei, simbolo, titulo_eleitor

MODULOS = [m.name for m in pkgutil.iter_modules(formatos.__path__) if not m.name.startswith("_")]


def bases(tamanho: int) -> st.SearchStrategy[str]:
    """Return digits that are not all the same."""
    return st.text("0123456789", min_size=tamanho, max_size=tamanho).filter(lambda s: len(set(s)) > 1)


@pytest.mark.parametrize("nome", MODULOS)
def test_the_examples_of_each_module_hold(nome: str) -> None:
    resultado = doctest.testmod(import_module(f"{formatos.__name__}.{nome}"))
    assert resultado.attempted > 0
    assert resultado.failed == 0


@given(base=bases(9))
def test_a_cpf_is_read_back_as_it_is_shown(base: str) -> None:
    numero = base + cpf.digitos_verificadores(base)
    assert cpf.validar(cpf.formatar(numero)) == numero


@given(base=bases(9))
def test_a_cpf_has_one_pair_of_check_digits(base: str) -> None:
    aceitos = [par for par in (f"{n:02}" for n in range(100)) if cpf.valido(base + par)]
    assert aceitos == [cpf.digitos_verificadores(base)]


def test_a_cpf_worked_out_by_hand() -> None:
    # 1*10+1*9+1*8+4*7+4*6+4*5+7*4+7*3+7*2 = 162, 162 mod 11 = 8, 11-8 = 3; then 204 mod 11 = 6, 11-6 = 5.
    assert cpf.validar("111.444.777-35") == "11144477735"


@pytest.mark.parametrize(
    ("texto", "mensagem"),
    [
        ("", "não foi informado"),
        ("529.982.247-24", "não conferem"),
        ("111.111.111-11", "não existe"),
        ("529.982.247-2", "10 números, e não 11"),
        ("529.982.247-255", "12 números"),
        ("529.982.24A-25", "não são números"),
        ("٥٢٩٩٨٢٢٤٧٢٥", "não são números"),
    ],
)
def test_what_is_no_cpf_is_refused_with_the_reason(texto: str, mensagem: str) -> None:
    with pytest.raises(cpf.CPFInvalido, match=mensagem):
        cpf.validar(texto)
    assert not cpf.valido(texto)


@given(base=bases(10))
def test_a_pis_is_read_back_as_it_is_shown(base: str) -> None:
    numero = base + pis.digito_verificador(base)
    assert pis.validar(pis.formatar(numero)) == numero
    assert not any(pis.valido(base + d) for d in "0123456789" if d != numero[-1])


@pytest.mark.parametrize(
    ("texto", "mensagem"),
    [
        ("", "não foi informado"),
        ("120.56412.54-6", "não confere"),
        ("00000000000", "não existe"),
        ("1205641254", "10 números, e não 11"),
        ("120.56412.54-X", "não são números"),
    ],
)
def test_what_is_no_pis_is_refused_with_the_reason(texto: str, mensagem: str) -> None:
    with pytest.raises(pis.PISInvalido, match=mensagem):
        pis.validar(texto)
    assert not pis.valido(texto)


@given(sequencia=st.integers(1, 99_999_999), estado=st.integers(1, 28))
def test_a_titulo_is_read_back_as_it_is_shown(sequencia: int, estado: int) -> None:
    base = f"{sequencia:08}{estado:02}"
    numero = base + titulo_eleitor.digitos_verificadores(base)
    assert titulo_eleitor.validar(titulo_eleitor.formatar(numero)) == numero
    assert titulo_eleitor.validar(numero.lstrip("0")) == numero


def test_a_pis_worked_out_by_hand() -> None:
    # 1*3+2*2+0*9+5*8+6*7+4*6+1*5+2*4+5*3+4*2 = 149, 149 mod 11 = 6, 11-6 = 5.
    assert pis.digito_verificador("1205641254") == "5"


def test_a_titulo_worked_out_by_hand() -> None:
    # 1*2+2*3+...+8*9 = 240, remainder 9; 0*7+1*8+9*9 = 89, remainder 1.
    assert titulo_eleitor.validar("123456780191") == "123456780191"
    assert titulo_eleitor.uf("123456780191") == "SP"


@pytest.mark.parametrize(
    ("texto", "mensagem"),
    [
        ("", "não foi informado"),
        ("123456780192", "não conferem"),
        ("123456782991", "nenhuma unidade"),
        ("000000000191", "zerada"),
        ("1234567801910", "13 números"),
        ("12345678o191", "não são números"),
    ],
)
def test_what_is_no_titulo_is_refused_with_the_reason(texto: str, mensagem: str) -> None:
    with pytest.raises(titulo_eleitor.TituloInvalido, match=mensagem):
        titulo_eleitor.validar(texto)
    assert not titulo_eleitor.valido(texto)


@pytest.mark.parametrize(
    ("texto", "numero", "digito"),
    [
        ("92116599", "92116599", ""),
        ("92.116.599", "92116599", ""),
        ("20.306937", "20306937", ""),
        ("92222222-9", "92222222", "9"),
        ("92.222.222 - 9", "92222222", "9"),
        (" 00.123.456 ", "00123456", ""),
    ],
)
def test_matriculas_as_they_are_found(texto: str, numero: str, digito: str) -> None:
    assert matricula.validar(texto) == numero
    assert matricula.digito(texto) == digito
    assert matricula.validar(matricula.formatar(texto)) == numero


@pytest.mark.parametrize(
    ("texto", "mensagem"),
    [
        ("", "não foi informada"),
        ("123456", "6 números, e não 8"),
        ("922222229", "9 números, e não 8"),
        ("92222222-", "não pôde ser lida"),
        ("92222222-99", "não pôde ser lida"),
        ("9222-2222", "não pôde ser lida"),
        ("A2116599", "não pôde ser lida"),
    ],
)
def test_what_is_no_matricula_is_refused_with_the_reason(texto: str, mensagem: str) -> None:
    with pytest.raises(matricula.MatriculaInvalida, match=mensagem):
        matricula.validar(texto)
    assert not matricula.valido(texto)


@pytest.mark.parametrize("numero", ["009.0111.2026.0001234-56", "009.01115.2026.0001234-56", "0300150012345"])
def test_processes_are_kept_as_written(numero: str) -> None:
    assert processo_sei.validar(f" {numero}\n") == numero
    assert processo_sei.formatar(numero) == numero


def test_old_processes_and_pasted_ones() -> None:
    assert processo_sei.eh_antigo("0300150012345")
    assert not processo_sei.eh_antigo("009.0111.2026.0001234-56")
    assert processo_sei.validar("009.0111.2026.0001234\u201356") == "009.0111.2026.0001234-56"
    assert processo_sei.validar("009011152026000123456") == "009.01115.2026.0001234-56"


@pytest.mark.parametrize(
    "texto",
    ["009.0111.2026.0001234-5", "009.011.2026.0001234-56", "009-0111-2026-0001234-56", "030015001234", "processo 9"],
)
def test_what_is_no_process_is_refused(texto: str) -> None:
    with pytest.raises(processo_sei.ProcessoInvalido, match="não pôde ser lido"):
        processo_sei.validar(texto)
    assert not processo_sei.valido(texto)
    with pytest.raises(processo_sei.ProcessoInvalido, match="não foi informado"):
        processo_sei.validar("  ")


@pytest.mark.parametrize("texto", [*simbolo.COMISSAO, "A-40-IV-M", "T-40-II-2", "AUX-30-I"])
def test_symbols_are_read_however_they_are_typed(texto: str) -> None:
    assert simbolo.validar(texto) == texto
    assert simbolo.validar(f" {texto.lower().replace('-', ' - ')} ") == texto
    assert simbolo.validar(texto.replace("-", "\u2013")) == texto
    assert simbolo.formatar(texto) == texto
    assert simbolo.eh_comissao(texto) == texto.startswith("DA")


@pytest.mark.parametrize("texto", ["DAS-2", "DAS-2E", "DAS-4", "DAI-3", "DAI-8", "DAI-4A", "A-40-V-M", "X-40-I", "DAS"])
def test_symbols_that_do_not_exist_are_refused(texto: str) -> None:
    with pytest.raises(simbolo.SimboloInvalido, match="não é conhecido"):
        simbolo.validar(texto)
    assert not simbolo.valido(texto)


def test_a_symbol_left_out_is_said_to_be_so() -> None:
    with pytest.raises(simbolo.SimboloInvalido, match="não foi informado"):
        simbolo.validar(" ")


def test_names_keep_what_was_written_and_are_compared_without_it() -> None:
    assert nomes.normalizar("JACIRA\tD’ÁVILA \n PORTUGAL ") == "JACIRA D’ÁVILA PORTUGAL"
    assert nomes.normalizar("Conceic\u0327a\u0303o") == "Conceição"
    assert nomes.sem_acentos("Conceição D’Ávila") == "Conceicao D’Avila"
    assert nomes.chave_busca("JACIRA D’ÁVILA") == nomes.chave_busca("jacira d'avila") == "jacira davila"


@given(nome=st.text(max_size=40))
def test_comparing_names_is_stable(nome: str) -> None:
    chave = nomes.chave_busca(nome)
    assert nomes.chave_busca(chave) == chave
    assert nomes.chave_busca(nomes.normalizar(nome)) == chave
    assert nomes.normalizar(nomes.normalizar(nome)) == nomes.normalizar(nome)
