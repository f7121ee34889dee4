"""A cell read as what its column is: a day, a number, a CPF, a choice.

Each reading takes what a spreadsheet may have made of what somebody typed (a CPF without its first zeros, a day as a
serial number) and refuses by name what nobody can tell for certain.  ErroCelula says what is wrong and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, TypeVar

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos import cpf as _cpf
from bahiaservidor.estatuto.formatos import datas
from bahiaservidor.estatuto.formatos import matricula as _matricula
from bahiaservidor.estatuto.formatos import nomes as _nomes
from bahiaservidor.estatuto.formatos import pis as _pis
from bahiaservidor.estatuto.formatos import processo_sei as _processo
from bahiaservidor.estatuto.formatos import titulo_eleitor as _titulo

from .planilha import Valor

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

MAIOR_NOME: Final = 120
MAIOR_TEXTO: Final = 2_000
_CURTO: Final = 60
_SIM: Final = frozenset({"sim", "s", "verdadeiro", "true", "x", "1"})
_NAO: Final = frozenset({"nao", "n", "falso", "false", "0"})
_CIENTIFICA: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_NUMERO: Final = re.compile(r"-?[0-9]{1,15}|-?[0-9]{1,3}(?:\.[0-9]{3}){1,4}")
_DECIMAL: Final = re.compile(r"(-?)([0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,15})(?:,([0-9]{1,10}))?")
_COM_PONTO: Final = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,10}")
_COM_HORA: Final = re.compile(r"(.+?)[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?")
_SO_HORA: Final = re.compile(r"[0-9]{1,6}:[0-9]{2}(?::[0-9]{2})?")
_MESES_PRIMEIRO: Final = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-][0-9]{4}")
_SERIAL: Final = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_SERIAIS: Final = range(1, 2_958_466)
_RUINS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class ErroCelula(ErroDominio):
    """A cell cannot be read as what its column is."""


def _mostrar(valor: Valor) -> str:
    """Return a cell as it is quoted in a sentence."""
    if isinstance(valor, date):
        texto = datas.formatar_data(valor)
    elif isinstance(valor, bool):
        texto = "verdadeiro" if valor else "falso"
    elif isinstance(valor, float):
        texto = f"{valor:.10g}".replace(".", ",")
    else:
        texto = "" if valor is None else str(valor)
    limpo = " ".join("".join(c if c.isprintable() else " " for c in texto).split())
    return limpo if len(limpo) <= _CURTO else f"{limpo[: _CURTO - 1]}…"


def _pelo_formato(ler: Callable[[str], T], texto: str) -> T:
    """Return what a module of formats reads; what it refuses is refused in its words."""
    try:
        return ler(texto)
    except ErroDominio as erro:
        raise ErroCelula(erro.mensagem) from erro


def _faltou(oque: str) -> ErroCelula:
    return ErroCelula(f"A célula está vazia e {oque} é obrigatório; preencha-a.")


# ------------------------------------------------------------------ days


def data(valor: Valor) -> date:
    """Return the day of a cell: a real date, or dd/mm/aaaa.  ErroCelula for whatever could be another day."""
    if isinstance(valor, date):
        if not datas.PRIMEIRO_ANO <= valor.year <= datas.ULTIMO_ANO:
            raise _fora_dos_anos(valor)
        return valor
    return _pelo_formato(datas.ler_data, _texto_de_data(valor))


def data_fim(valor: Valor) -> date | None:
    """Return the last day of something, or None (no end) for an empty cell or 31/12/9999.  ErroCelula as `data`."""
    if valor is None or (isinstance(valor, date) and (valor.day, valor.month, valor.year) == (31, 12, 9999)):
        return None
    return data(valor) if isinstance(valor, date) else _pelo_formato(datas.ler_data_fim, _texto_de_data(valor))


def _fora_dos_anos(valor: date) -> ErroCelula:
    if (valor.day, valor.month, valor.year) == (31, 12, 9999):
        return ErroCelula("A data 31/12/9999 quer dizer “sem fim” na folha do Estado; aqui é preciso uma data certa.")
    return ErroCelula(
        f"A data “{datas.formatar_data(valor)}” tem o ano {valor.year}; aceitam-se anos de {datas.PRIMEIRO_ANO} a "
        f"{datas.ULTIMO_ANO}."
    )


def _texto_de_data(valor: Valor) -> str:
    """Return the text of a cell that is no date, refusing by name numbers, hours and days before months."""
    if valor is None:
        raise _faltou("a data")
    if not isinstance(valor, str):
        if isinstance(valor, bool | date) or int(valor) not in _SERIAIS:
            raise ErroCelula(f"“{_mostrar(valor)}” não é uma data; escreva dia/mês/ano, como em 23/11/2026.")
        raise _serial(valor)
    if _SO_HORA.fullmatch(valor):
        raise ErroCelula(f"“{_mostrar(valor)}” é uma hora, e não uma data; escreva dia/mês/ano, como em 23/11/2026.")
    if com_hora := _COM_HORA.fullmatch(valor):
        raise ErroCelula(
            f"“{_mostrar(valor)}” traz a hora junto da data; deixe só o dia, como em {com_hora[1][:_CURTO]}."
        )
    if _SERIAL.fullmatch(valor):
        raise _serial(valor)
    if len(valor) > _CURTO:
        raise ErroCelula(f"“{_mostrar(valor)}” não é uma data; escreva dia/mês/ano, como em 23/11/2026.")
    return valor


def _serial(valor: Valor) -> ErroCelula:
    return ErroCelula(
        f"“{_mostrar(valor)}” parece o número com que a planilha guarda uma data; formate a coluna como data, ou "
        "escreva dia/mês/ano, como em 23/11/2026."
    )


def coluna_ambigua(valores: Iterable[Valor]) -> str | None:
    """Return why no text date of a column can be trusted, or None: some of them have the month before the day.

    Where 07/25/2026 is, 03/04/2026 may be the fourth of March: those with both numbers up to twelve are refused
    (`eh_ambigua`).  Real dates are not touched.
    """
    for valor in valores:
        if isinstance(valor, str) and (lida := _MESES_PRIMEIRO.fullmatch(valor)):
            primeiro, segundo = int(lida[1]), int(lida[2])
            if 1 <= primeiro <= 12 < segundo <= 31:
                return (
                    f"A coluna tem datas com o mês antes do dia (como {valor}): as que têm os dois números até 12 "
                    "podem ser dois dias diferentes; passe a coluna inteira para dia/mês/ano."
                )
    return None


def eh_ambigua(valor: Valor) -> bool:
    """Return whether a cell, in a column with months before days, could be two different days."""
    if not isinstance(valor, str) or (lida := _MESES_PRIMEIRO.fullmatch(valor)) is None:
        return False
    return lida[1].lstrip("0") != lida[2].lstrip("0") and 1 <= int(lida[1]) <= 12 and 1 <= int(lida[2]) <= 12


# ------------------------------------------------------------------ numbers


def inteiro(valor: Valor, *, minimo: int = 0, maximo: int = 999_999_999) -> int:
    """Return a whole number between two bounds.  ErroCelula otherwise."""
    if valor is None:
        raise _faltou("o número")
    numero: int | None = None
    if isinstance(valor, int) and not isinstance(valor, bool):
        numero = valor
    elif isinstance(valor, str):
        _sem_cientifica(valor)
        if _NUMERO.fullmatch(valor):
            numero = int(valor.replace(".", ""))
    if numero is None:
        raise ErroCelula(f"“{_mostrar(valor)}” não é um número inteiro; escreva só os algarismos, como em 40.")
    if not minimo <= numero <= maximo:
        raise ErroCelula(f"“{_mostrar(valor)}” está fora do que se aceita, de {minimo} a {maximo}; confira o número.")
    return numero


def decimal(valor: Valor, *, minimo: Decimal = Decimal(0), maximo: Decimal = Decimal(10**12)) -> Decimal:
    """Return a number written with a comma, between two bounds.  ErroCelula otherwise."""
    if valor is None:
        raise _faltou("o número")
    numero: Decimal | None = None
    if isinstance(valor, int | float) and not isinstance(valor, bool):
        numero = Decimal(repr(valor))
    elif isinstance(valor, str):
        _sem_cientifica(valor)
        if lida := _DECIMAL.fullmatch(valor):
            numero = Decimal(f"{lida[1]}{lida[2].replace('.', '')}.{lida[3] or '0'}")
        elif _COM_PONTO.fullmatch(valor):
            raise ErroCelula(f"“{_mostrar(valor)}” tem ponto no lugar da vírgula; escreva {valor.replace('.', ',')}.")
    if numero is None or not numero.is_finite():
        raise ErroCelula(f"“{_mostrar(valor)}” não é um número; escreva-o com vírgula, como em 7,5.")
    if not minimo <= numero <= maximo:
        raise ErroCelula(
            f"“{_mostrar(valor)}” está fora do que se aceita, de {_com_virgula(minimo)} a {_com_virgula(maximo)}; "
            "confira o número."
        )
    return numero


def nota(valor: Valor, *, maximo: Decimal = Decimal(100)) -> Decimal:
    """Return a mark, from zero on.  ErroCelula otherwise."""
    return decimal(valor, maximo=maximo)


def _com_virgula(numero: Decimal) -> str:
    return f"{numero:f}".replace(".", ",")


def _sem_cientifica(texto: str) -> None:
    if _CIENTIFICA.fullmatch(texto):
        raise ErroCelula(
            f"“{_mostrar(texto)}” está em notação científica e perdeu algarismos; formate a coluna como texto e digite "
            "o número de novo."
        )


def sim_ou_nao(valor: Valor) -> bool:
    """Return what a cell says with sim or não, in the ways people write it.  ErroCelula otherwise."""
    if valor is None:
        raise _faltou("dizer sim ou não")
    if isinstance(valor, bool):
        return valor
    chave = _nomes.chave_busca(str(valor))
    if chave in _SIM or chave in _NAO:
        return chave in _SIM
    raise ErroCelula(f"“{_mostrar(valor)}” não diz sim nem não; escreva “sim” ou “não”.")


# ------------------------------------------------------------------ documents


def _digitos(valor: Valor, oque: str, tamanho: int, valido: Callable[[str], bool]) -> str:
    """Return the text of a number that a spreadsheet may have stored as one, without its first zeros.

    They are put back only when the check digits say so.
    """
    if valor is None:
        raise _faltou(oque)
    if isinstance(valor, bool | date):
        raise ErroCelula(f"“{_mostrar(valor)}” não é {oque}; digite só os números.")
    if isinstance(valor, float):
        raise ErroCelula(
            f"“{_mostrar(valor)}” não é {oque}: a planilha guardou um número com vírgula ou sem todos os algarismos; "
            "formate a coluna como texto e digite-o de novo."
        )
    texto = str(valor)
    _sem_cientifica(texto)
    cheio = texto.zfill(tamanho)
    if len(texto) < tamanho and texto.isascii() and texto.isdigit() and int(texto) and valido(cheio):
        return cheio
    return texto


def cpf(valor: Valor) -> str:
    """Return the 11 digits of a CPF; zeros lost at its left come back if the check digits agree.  ErroCelula."""
    return _pelo_formato(_cpf.validar, _digitos(valor, "o CPF", 11, _cpf.valido))


def pis(valor: Valor) -> str:
    """Return the 11 digits of a PIS/PASEP, as `cpf` does.  ErroCelula."""
    return _pelo_formato(_pis.validar, _digitos(valor, "o PIS/PASEP", 11, _pis.valido))


def titulo(valor: Valor) -> str:
    """Return the 12 digits of a título de eleitor, as `cpf` does.  ErroCelula."""
    return _pelo_formato(_titulo.validar, _digitos(valor, "o título de eleitor", 12, _titulo.valido))


def matricula(valor: Valor) -> str:
    """Return the 8 digits of a matrícula.  ErroCelula; zeros lost are not guessed, as its check digit is not known."""
    return _pelo_formato(_matricula.validar, _digitos(valor, "a matrícula", 8, lambda _: False))


def processo(valor: Valor) -> str:
    """Return the number of a process in its one written form.  ErroCelula."""
    return _pelo_formato(_processo.validar, _digitos(valor, "o número do processo", 13, lambda _: False))


# ------------------------------------------------------------------ words


def texto(valor: Valor, *, maximo: int = MAIOR_TEXTO) -> str:
    """Return a text, its lines kept; a day or a number is written as it is shown.  ErroCelula."""
    if valor is None:
        raise _faltou("o texto")
    escrito = valor if isinstance(valor, str) else _mostrar(valor)
    if ruim := _RUINS.search(escrito):
        raise ErroCelula(
            f"“{_mostrar(valor)}” tem um caractere que não se imprime (código {ord(ruim[0])}); apague-o e digite "
            "de novo."
        )
    if len(escrito) > maximo:
        raise ErroCelula(f"“{_mostrar(valor)}” tem {len(escrito)} caracteres e o limite é {maximo}; encurte o texto.")
    return escrito


def nome(valor: Valor, *, maximo: int = MAIOR_NOME) -> str:
    """Return a name as it is stored.  ErroCelula for what has no letters, or has digits."""
    if not isinstance(valor, str):
        if valor is None:
            raise _faltou("o nome")
        raise ErroCelula(f"“{_mostrar(valor)}” não é um nome; escreva o nome por extenso.")
    limpo = _nomes.normalizar(texto(valor, maximo=maximo))
    if not any(c.isalpha() for c in limpo) or any(c.isdigit() for c in limpo):
        raise ErroCelula(f"“{_mostrar(valor)}” não é um nome: tem números ou não tem letras; escreva só o nome.")
    return limpo


def escolha(valor: Valor, opcoes: type[E] | Iterable[E], *, rotulos: Callable[[E], str] | None = None) -> E:
    """Return the member whose label, value or name is in the cell, case and accents apart.  ErroCelula lists them.

    ``rotulos`` gives the label of a member; without it, its ``rotulo`` if it has one, else its value.
    """
    membros = list(opcoes)

    def rotulo(membro: E) -> str:
        return rotulos(membro) if rotulos is not None else str(getattr(membro, "rotulo", membro.value))

    admitidos = "; ".join(rotulo(membro) for membro in membros)
    if valor is None:
        raise ErroCelula(f"A célula está vazia; escreva uma destas opções: {admitidos}.")
    chave = _chave(_mostrar(valor) if not isinstance(valor, str) else valor)
    for dito in (rotulo, lambda membro: str(membro.value), lambda membro: membro.name):
        iguais = [membro for membro in membros if _chave(dito(membro)) == chave]
        if len(iguais) == 1:
            return iguais[0]
    raise ErroCelula(f"“{_mostrar(valor)}” não é uma das opções; escreva uma destas: {admitidos}.")


def _chave(texto_: str) -> str:
    return _nomes.chave_busca(texto_).replace("_", " ")
