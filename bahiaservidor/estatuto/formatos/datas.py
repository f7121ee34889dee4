"""Civil dates and numbers as clerks write them: dd/mm/aaaa, and in words for the papers.

>>> ler_data("23/11/2026"), ler_data("2026-11-23"), ler_data("3/1/2026")
(datetime.date(2026, 11, 23), datetime.date(2026, 11, 23), datetime.date(2026, 1, 3))
>>> formatar_data(date(2026, 11, 23))
'23/11/2026'
>>> por_extenso(date(2026, 11, 23))
'vinte e três de novembro de dois mil e vinte e seis'
>>> hora_por_extenso(time(9, 30))
'nove horas e trinta minutos'
"""

import re
from calendar import monthrange
from datetime import date, time

from bahiaservidor.estatuto.erros import ErroDominio

MESES = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)  # fmt: skip
PRIMEIRO_ANO, ULTIMO_ANO = 1850, 2199
"""Years in which a birth, an act or a deadline can be; anything else is a slip of the keyboard."""

_BRASILEIRA = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{1,})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ANO_PRIMEIRO = re.compile(r"[0-9]{4}[/.\-][0-9]{1,2}[/.\-][0-9]{1,2}")
_SEM_BARRAS = re.compile(r"[0-9]{6,8}")
_SEM_FIM = (31, 12, 9999)


class DataInvalida(ErroDominio):
    """The text is not a date, or it could be read as more than one."""


def ler_data(texto: str) -> date:
    """Return the date written as dd/mm/aaaa, d/m/aaaa (or with points or dashes) or aaaa-mm-dd. Raises DataInvalida."""
    dia, mes, ano = _partes(texto)
    if (dia, mes, ano) == _SEM_FIM:
        raise DataInvalida("A data 31/12/9999 quer dizer “sem fim” na folha do Estado; aqui é preciso uma data certa.")
    return _montar(texto, dia, mes, ano)


def ler_data_fim(texto: str) -> date | None:
    """Return the date as `ler_data`, or None (no end) for an empty text and for 31/12/9999. Raises DataInvalida."""
    if not texto.strip():
        return None
    dia, mes, ano = _partes(texto)
    return None if (dia, mes, ano) == _SEM_FIM else _montar(texto, dia, mes, ano)


def formatar_data(d: date) -> str:
    """Return the date as dd/mm/aaaa."""
    return f"{d.day:02}/{d.month:02}/{d.year:04}"


def data_com_mes(d: date) -> str:
    """Return the date as in '23 de novembro de 2026' or '1º de maio de 2026'."""
    return f"{'1º' if d.day == 1 else d.day} de {MESES[d.month - 1]} de {d.year}"


def por_extenso(d: date) -> str:
    """Return the date in words, as the termos have it; the first day of a month is 'primeiro'."""
    dia = "primeiro" if d.day == 1 else numero_por_extenso(d.day)
    return f"{dia} de {MESES[d.month - 1]} de {numero_por_extenso(d.year)}"


def hora_por_extenso(hora: time) -> str:
    """Return the time of day in words, to the minute."""
    horas = _com_unidade(hora.hour, "hora", "horas", feminino=True)
    if not hora.minute:
        return horas
    return f"{horas} e {_com_unidade(hora.minute, 'minuto', 'minutos')}"


def numero_por_extenso(n: int, *, feminino: bool = False) -> str:
    """Return a number from 0 to 999,999 in words. Raises ValueError outside it."""
    if not 0 <= n <= 999_999:
        raise ValueError(f"number out of range: {n}")
    if n == 0:
        return "zero"
    milhares, resto = divmod(n, 1000)
    if not milhares:
        return _ate_999(resto, feminino=feminino)
    inicio = "mil" if milhares == 1 else f"{_ate_999(milhares, feminino=feminino)} mil"
    if not resto:
        return inicio
    # "dois mil e vinte e seis", "mil e cem", but "mil novecentos e noventa e quatro".
    ligacao = " e " if resto <= 100 or resto % 100 == 0 else " "
    return f"{inicio}{ligacao}{_ate_999(resto, feminino=feminino)}"


_ATE_19 = (
    "", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze",
    "catorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove",
)  # fmt: skip
_DEZENAS = ("", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa")
_CENTENAS = (
    "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos",
    "novecentos",
)  # fmt: skip
_FEMININOS = {"um": "uma", "dois": "duas"}


def _ate_999(n: int, *, feminino: bool) -> str:
    if n == 100:
        return "cem"
    centenas, resto = divmod(n, 100)
    dezenas, unidades = divmod(resto, 10)
    palavras = [_CENTENAS[centenas]]
    palavras += [_ATE_19[resto]] if resto < 20 else [_DEZENAS[dezenas], _ATE_19[unidades]]
    if feminino:
        palavras = [_feminino(p) for p in palavras]
    return " e ".join(p for p in palavras if p)


def _feminino(palavra: str) -> str:
    return palavra[:-2] + "as" if palavra.endswith("entos") else _FEMININOS.get(palavra, palavra)


def _com_unidade(n: int, singular: str, plural: str, *, feminino: bool = False) -> str:
    # "zero hora", as "zero" takes the singular.
    return f"{numero_por_extenso(n, feminino=feminino)} {singular if n <= 1 else plural}"


def _partes(texto: str) -> tuple[int, int, int]:
    """Return day, month and year as written, or raise with the reason by name."""
    limpo = texto.strip()
    if not limpo:
        raise DataInvalida("A data não foi informada.")
    if iso := _ISO.fullmatch(limpo):
        return int(iso[3]), int(iso[2]), int(iso[1])
    if brasileira := _BRASILEIRA.fullmatch(limpo):
        if len(brasileira[4]) == 2:
            raise DataInvalida(f"A data “{limpo}” tem o ano com dois números e é ambígua; escreva o ano com quatro.")
        if len(brasileira[4]) != 4:
            raise DataInvalida(f"A data “{limpo}” tem o ano incompleto ou longo demais; escreva-o com quatro números.")
        return int(brasileira[1]), int(brasileira[3]), int(brasileira[4])
    if _ANO_PRIMEIRO.fullmatch(limpo):
        raise DataInvalida(
            f"A data “{limpo}” começa pelo ano e é ambígua; escreva dia/mês/ano, como em 23/11/2026 (ou 2026-11-23)."
        )
    if _SEM_BARRAS.fullmatch(limpo):
        raise DataInvalida(f"A data “{limpo}” está sem barras e é ambígua; escreva dia/mês/ano, como em 23/11/2026.")
    raise DataInvalida(f"“{limpo}” não é uma data; escreva dia/mês/ano, como em 23/11/2026.")


def _montar(texto: str, dia: int, mes: int, ano: int) -> date:
    limpo = texto.strip()
    if not 1 <= mes <= 12:
        trocados = " Talvez o dia e o mês estejam trocados." if 1 <= dia <= 12 and 13 <= mes <= 31 else ""
        raise DataInvalida(f"A data “{limpo}” não existe: não há mês {mes:02}.{trocados}")
    if not PRIMEIRO_ANO <= ano <= ULTIMO_ANO:
        raise DataInvalida(f"A data “{limpo}” tem o ano {ano:04}; aceitam-se anos de {PRIMEIRO_ANO} a {ULTIMO_ANO}.")
    ultimo = monthrange(ano, mes)[1]
    if not 1 <= dia <= ultimo:
        raise DataInvalida(f"A data “{limpo}” não existe: {MESES[mes - 1]} de {ano} vai de 1 a {ultimo}.")
    return date(ano, mes, dia)
