"""Absences: their limits (arts. 26, 111 and 113) and the days that are not efetivo exercício (art. 118)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .contagem import UM_DIA, dias_entre, unir
from .parametros import Parametros
from .regime import Opcoes
from .tipos import NAO_SAO_EFETIVO_EXERCICIO, MotivoAfastamento
from .vida import Afastamento

NO_EXTERIOR = frozenset({MotivoAfastamento.MISSAO_EXTERIOR, MotivoAfastamento.ESTUDO_EXTERIOR})

PRISOES = frozenset({MotivoAfastamento.PRISAO, MotivoAfastamento.PRISAO_CONDENACAO})

#: Absences counted day by day, that mean nothing without their last day.
DE_DIAS_CERTOS = frozenset({MotivoAfastamento.ABONO, MotivoAfastamento.FALTA_INJUSTIFICADA})

#: Setting with the most days of each absence of art. 113.
LIMITES_DO_ART_113 = {
    MotivoAfastamento.DOACAO_SANGUE: "doacao_sangue_dias",
    MotivoAfastamento.ALISTAMENTO_ELEITORAL: "alistamento_eleitoral_dias",
    MotivoAfastamento.CASAMENTO: "casamento_dias",
    MotivoAfastamento.LUTO: "luto_dias",
    MotivoAfastamento.TRANSITO: "transito_dias",
}


@dataclass(frozen=True, slots=True)
class Sequencia:
    """Absences of one kind that adjoin: the first and its extensions."""

    partes: tuple[Afastamento, ...]

    @property
    def inicio(self) -> date:
        """First day of the first absence."""
        return self.partes[0].inicio

    @property
    def fim(self) -> date | None:
        """Last day of the last absence; None while open."""
        return self.partes[-1].fim


def sequencia_anterior(
    afastamentos: Iterable[Afastamento], motivos: Iterable[MotivoAfastamento], inicio: date
) -> Sequencia | None:
    """Return the last sequence of absences of these kinds that began up to ``inicio``, or None."""
    aceitos = frozenset(motivos)
    partes: list[Afastamento] = []
    for afastamento in sorted((a for a in afastamentos if a.motivo in aceitos), key=lambda a: a.inicio):
        if afastamento.inicio > inicio:
            break
        ultima = partes[-1] if partes else None
        if ultima is not None and ultima.fim is not None and afastamento.inicio > ultima.fim + UM_DIA:
            partes = []
        partes.append(afastamento)
    return Sequencia(tuple(partes)) if partes else None


def fim_da_permanencia(afastamentos: Iterable[Afastamento], dia: date) -> date | None:
    """Return the last day of the equal period owed after the last absence abroad begun up to ``dia`` (art. 26).

    None if there was none; ``date.max`` while that absence has no end or lasts beyond ``dia``.
    """
    anterior = sequencia_anterior(afastamentos, NO_EXTERIOR, dia)
    if anterior is None:
        return None
    if anterior.fim is None:
        return date.max
    return anterior.fim + timedelta(days=dias_entre(anterior.inicio, anterior.fim))


# ------------------------------------------------------------------ days that do not count (rule S5)

Dias = tuple[date, date | None]
"""First and last day, both included; the last None while open."""


def dias_que_nao_contam(afastamentos: Iterable[Afastamento], parametros: Parametros) -> list[Dias]:
    """Return the days that are not efetivo exercício, absence by absence (art. 118).

    The whole of what is outside the statute's list (a prison once followed by conviction included); of the abonos, only
    the days beyond the limits of the month and of the year.  In order of start; periods may overlap.
    """
    dias: list[Dias] = []
    abonos = []
    for a in afastamentos:
        if a.motivo in NAO_SAO_EFETIVO_EXERCICIO:
            dias.append((a.inicio, a.fim))
        elif a.motivo is MotivoAfastamento.ABONO:
            abonos.append(a)
    if abonos:
        dias += abonos_excedentes(abonos, parametros)
    return sorted(dias, key=_inicio) if len(dias) > 1 else dias


def dias_que_suspendem(
    afastamentos: Iterable[Afastamento], parametros: Parametros, opcoes: Opcoes | None = None
) -> list[Dias]:
    """Return the days left out of the período avaliado.

    As the clerk marked each absence; else as the installation reads the law about its kind; else as the other counter.
    """
    lista = tuple(afastamentos)
    dias: list[Dias] = []
    omissos: list[tuple[date, date]] = []
    for a in lista:
        marca = a.suspende_estagio
        if marca is None and opcoes is not None:
            marca = opcoes.suspende(a.motivo)
        omisso = marca is None
        if marca or (omisso and a.motivo in NAO_SAO_EFETIVO_EXERCICIO):
            dias.append((a.inicio, a.fim))
        elif omisso and a.motivo is MotivoAfastamento.ABONO and a.fim is not None:
            omissos.append((a.inicio, a.fim))
    if omissos:
        # An abono marked either way still uses up the month: the others are counted after it.
        for inicio, fim in abonos_excedentes(lista, parametros):
            dias += [(max(inicio, i), min(fim, f)) for i, f in unir(omissos) if i <= fim and f >= inicio]
    return sorted(dias, key=_inicio) if len(dias) > 1 else dias


def _inicio(periodo: Dias) -> date:
    return periodo[0]


def abonos_excedentes(afastamentos: Iterable[Afastamento], parametros: Parametros) -> list[tuple[date, date]]:
    """Return the days of abono beyond 3 a month or 12 a year (art. 118, inciso VIII), as disjoint periods.

    Days count in order; one beyond the month is no abono and takes nothing from the year.
    """
    periodos = [(a.inicio, a.fim) for a in afastamentos if a.motivo is MotivoAfastamento.ABONO and a.fim is not None]
    if not periodos:
        return []
    no_mes: dict[tuple[int, int], int] = {}
    no_ano: dict[int, int] = {}
    excedentes = []
    for inicio, fim in unir(periodos):
        for numero in range(dias_entre(inicio, fim)):
            dia = inicio + timedelta(days=numero)
            mes = no_mes.get((dia.year, dia.month), 0)
            ano = no_ano.get(dia.year, 0)
            if mes >= parametros.inteiro("abonos_mes_maximo", dia) or ano >= parametros.inteiro(
                "abonos_ano_maximo", dia
            ):
                excedentes.append((dia, dia))
            else:
                no_mes[dia.year, dia.month] = mes + 1
                no_ano[dia.year] = ano + 1
    return unir(excedentes)
