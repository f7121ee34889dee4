"""Counting of terms (rules C1 to C11), each result with the steps that led to it.

Steps keep a model and its values and become text only when somebody asks: a registry refolds by the hundred thousand
and explains one date at a time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from . import dispositivos as d
from .agil import agil
from .calendario import Calendario
from .tipos import ContagemPublicacao, FimDeMes

UM_DIA = timedelta(days=1)


class Passo(NamedTuple):
    """One step of a computation: a Portuguese sentence, its provision."""

    modelo: str
    valores: tuple[object, ...] = ()
    dispositivo: str = ""

    @property
    def texto(self) -> str:
        """The sentence, with dates as dd/mm/aaaa."""
        return self.modelo.format(*(_mostrar(valor) for valor in self.valores))


def _mostrar(valor: object) -> str:
    if isinstance(valor, date):
        return f"{valor.day:02d}/{valor.month:02d}/{valor.year:04d}"
    return str(valor)


Memoria = tuple[Passo, ...]


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Contagem:
    """The end of a term: ``vence`` by the chosen reading, ``vence_ultimo`` the latest of all readings."""

    vence: date
    vence_ultimo: date
    memoria: Memoria = field(default=(), compare=False)


class _Motivos(NamedTuple):
    """Why days are skipped, put in words only when the step is read."""

    dia: date
    util: date
    calendario: Calendario

    def __str__(self) -> str:
        return motivos(self.dia, self.util, self.calendario)


def rolar(dia: date, calendario: Calendario, passos: list[Passo] | None = None) -> date:
    """Return ``dia`` or, without expediente, the next working day (C1)."""
    util = calendario.proximo_util(dia)
    if passos is not None and util != dia:
        passos.append(
            Passo(
                "{0} é {1}: passa ao primeiro dia útil seguinte, {2}.",
                (dia, _Motivos(dia, util, calendario), util),
                d.ART_259,
            )
        )
    return util


def motivos(dia: date, util: date, calendario: Calendario) -> str:
    """Return why each day from ``dia`` up to ``util`` (exclusive) is skipped, in words."""
    partes = []
    atual = dia
    while atual < util:
        motivo = calendario.motivo(atual) or "dia sem expediente"
        partes.append(motivo if atual == dia else f"{_mostrar(atual)}, {motivo}")
        atual += UM_DIA
    return "; ".join(partes)


def contar_do_fato(fato: date, dias: int, calendario: Calendario, *, descricao: str, dispositivo: str) -> Contagem:
    """Return the end of ``dias`` calendar days counted from a fact (C3): one reading."""
    passos = [Passo("Começa em {0} ({1}); o primeiro dia não se conta.", (fato, descricao), dispositivo)]
    fim = _somar(fato, dias, passos, dispositivo)
    fim = rolar(fim, calendario, passos)
    passos.append(Passo("Último dia: {0}.", (fim,), dispositivo))
    return Contagem(vence=fim, vence_ultimo=fim, memoria=tuple(passos))


def contar_do_fato_prorrogado(
    fato: date, dias: int, acrescimos: tuple[int, ...], calendario: Calendario, *, descricao: str, dispositivo: str
) -> Contagem:
    """Return the end of an extended term counted from a fact (C9)."""
    total = dias + sum(acrescimos)
    passos = [Passo("Começa em {0} ({1}); o primeiro dia não se conta.", (fato, descricao), dispositivo)]
    passos.append(
        Passo("Prazo prorrogado: {0} dias contados de uma só vez.", (_parcelas(dias, acrescimos),), dispositivo)
    )
    vence = rolar(_somar(fato, total, passos, dispositivo), calendario, passos)
    ultimo = max(vence, _em_cadeia(rolar(fato + timedelta(days=dias), calendario), acrescimos, calendario))
    _encerrar(passos, vence, ultimo, dispositivo, em_cadeia=True)
    return Contagem(vence=vence, vence_ultimo=ultimo, memoria=tuple(passos))


@lru_cache(maxsize=256)
def contar_da_publicacao(
    publicacao: date,
    dias: int,
    calendario: Calendario,
    *,
    leitura: ContagemPublicacao,
    dispositivo: str,
    acrescimos: tuple[int, ...] = (),
) -> Contagem:
    """Return the end of a term counted from publication in the DOE, in both readings (C4, C9).

    Kept for a while: the people of one decree have one term, and each of their next acts asks for it again.
    """
    total = dias + sum(acrescimos)
    passos = [Passo("Publicado no Diário Oficial em {0}.", (publicacao,), dispositivo)]
    if acrescimos:
        passos.append(
            Passo("Prazo prorrogado: {0} dias contados de uma só vez.", (_parcelas(dias, acrescimos),), dispositivo)
        )
    literal = publicacao + timedelta(days=total)
    passos.append(Passo("Leitura literal: {0} + {1} dias = {2}.", (publicacao, total, literal), dispositivo))
    literal = rolar(literal, calendario, passos)
    efetiva = calendario.proximo_util(publicacao)
    primeiro = calendario.proximo_util(efetiva + UM_DIA)
    por_259 = primeiro + timedelta(days=total - 1)
    if efetiva != publicacao:
        passos.append(
            Passo("Leitura do art. 259: {0} é {1}; vale como publicado em {2}.",
                  (publicacao, _Motivos(publicacao, efetiva, calendario), efetiva), d.ART_259_P1)
        )  # fmt: skip
    passos.append(
        Passo("Leitura do art. 259: o primeiro dia é {0} (primeiro dia útil seguinte); o {1}º dia é {2}.",
              (primeiro, total, por_259), d.ART_259_P1)
    )  # fmt: skip
    por_259 = rolar(por_259, calendario, passos)
    vence = literal if leitura is ContagemPublicacao.LITERAL else por_259
    ultimo = max(literal, por_259)
    if acrescimos:
        fim_literal = rolar(publicacao + timedelta(days=dias), calendario)
        fim_259 = rolar(primeiro + timedelta(days=dias - 1), calendario)
        for fim in (fim_literal, fim_259):
            ultimo = max(ultimo, _em_cadeia(fim, acrescimos, calendario))
    passos.append(Passo("Leitura adotada: {0}.", (leitura.rotulo,), dispositivo))
    _encerrar(passos, vence, ultimo, dispositivo, em_cadeia=bool(acrescimos))
    return Contagem(vence=vence, vence_ultimo=ultimo, memoria=tuple(passos))


def _parcelas(dias: int, acrescimos: tuple[int, ...]) -> str:
    return f"{' + '.join(str(n) for n in (dias, *acrescimos))} = {dias + sum(acrescimos)}"


def _em_cadeia(fim: date, acrescimos: tuple[int, ...], calendario: Calendario) -> date:
    for dias in acrescimos:
        fim = rolar(fim + timedelta(days=dias), calendario)
    return fim


def _somar(inicio: date, dias: int, passos: list[Passo], dispositivo: str) -> date:
    fim = inicio + timedelta(days=dias)
    passos.append(Passo("{0} + {1} dias = {2}.", (inicio, dias, fim), dispositivo))
    return fim


def _encerrar(passos: list[Passo], vence: date, ultimo: date, dispositivo: str, *, em_cadeia: bool) -> None:
    passos.append(Passo("Vence em {0}.", (vence,), dispositivo))
    if ultimo != vence:
        razao = (
            "entre todas as leituras, inclusive a prorrogação contada do fim do primeiro prazo"
            if em_cadeia
            else "entre as duas leituras"
        )
        passos.append(Passo("Último dia possível, {0}: {1}.", (razao, ultimo), dispositivo))


def somar_meses(inicio: date, meses: int, fim_de_mes: FimDeMes = FimDeMes.DIA_SEGUINTE) -> date:
    """Return ``inicio`` plus ``meses`` months, date to date (C6).

    Where the day does not exist: the first of the next month or, in the named alternative, the last of the month.
    """
    indice = inicio.year * 12 + inicio.month - 1 + meses
    ano, mes = divmod(indice, 12)
    mes += 1
    if inicio.day <= 28:
        return date(ano, mes, inicio.day)
    ultimo = monthrange(ano, mes)[1]
    if inicio.day <= ultimo:
        return date(ano, mes, inicio.day)
    fim = date(ano, mes, ultimo)
    return fim if fim_de_mes is FimDeMes.ULTIMO_DIA else fim + UM_DIA


def antecedencia_em_meses(fim: date, meses: int, calendario: Calendario, passos: list[Passo] | None = None) -> date:
    """Return the last working day that leaves ``meses`` whole months before ``fim`` (C8): rolls backward."""
    dia = somar_meses(fim, -meses, FimDeMes.ULTIMO_DIA)
    if passos is not None:
        passos.append(Passo("{0} meses antes de {1}: {2}.", (meses, fim, dia), d.ART_27_PU))
    util = calendario.anterior_util(dia)
    if passos is not None and util != dia:
        passos.append(
            Passo("{0} é {1}: a antecedência mínima recua ao dia útil anterior, {2}.",
                  (dia, calendario.motivo(dia) or "dia sem expediente", util), d.ART_27_PU)
        )  # fmt: skip
    return util


def aniversario(nascimento: date, anos: int) -> date:
    """Return the day on which ``anos`` years of age complete (C11): 01/03 for who was born on 29/02."""
    return somar_meses(nascimento, anos * 12)


def idade_em(nascimento: date, dia: date) -> int:
    """Return the complete years of age on ``dia``."""
    anos = dia.year - nascimento.year
    return anos if aniversario(nascimento, anos) <= dia else anos - 1


def dias_entre(de: date, ate: date) -> int:
    """Return the days from ``de`` to ``ate``, both included (C10)."""
    return (ate - de).days + 1


def unir(periodos: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return the periods (both ends included) as disjoint ones; those that overlap or adjoin become one."""
    unidos: list[tuple[date, date]] = []
    for inicio, fim in sorted(periodos):
        if unidos and inicio <= unidos[-1][1] + UM_DIA:
            if fim > unidos[-1][1]:
                unidos[-1] = (unidos[-1][0], fim)
        else:
            unidos.append((inicio, fim))
    return unidos


def somar_ausencias(resultado: date, desde: date, ausencias: Iterable[tuple[date, date]]) -> tuple[date, int]:
    """Return ``resultado`` moved by the days of absence before it, and how many days those are (S5).

    Days count from ``desde``; the union of the absences is used; a day that is or follows the (moved) result does not
    count, so each move may bring more days in, until nothing moves.
    """
    dias = 0
    for inicio, fim in unir(ausencias):
        inicio = max(inicio, desde)
        if fim < inicio:
            continue
        # One period lies wholly before the result or starts at or after it, once its own days have pushed the result.
        if inicio >= resultado:
            break
        extensao = (fim - inicio).days + 1
        dias += extensao
        resultado += timedelta(days=extensao)
    return resultado, dias
