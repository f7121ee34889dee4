"""What a vínculo goes through without changing cargo: readaptação, substituição, designação, promoção, averbação.

None of them is a form of provimento (art. 10): they are recorded on the vínculo and shown in its file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from .contagem import UM_DIA, dias_entre, unir
from .tipos import CriterioPromocao, EspecieDesignacao, FinalidadeAverbacao, OrigemTempo


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroFuncional:
    """A period of a vínculo, both ends included; ``fim`` None while it lasts.

    ``sequencia`` is that of the act: an end ends what was known when it was entered, not what is found later.
    """

    inicio: date
    fim: date | None = None
    ato: int = 0
    sequencia: int = 0

    def cobre(self, dia: date) -> bool:
        """Tell whether ``dia`` falls in the period."""
        return self.inicio <= dia and (self.fim is None or dia <= self.fim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readaptacao(RegistroFuncional):
    """New attributions for a proved limitation; cargo and pay are kept (art. 43)."""

    atribuicoes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Substituicao(RegistroFuncional):
    """The substitute of the holder of a cargo temporário (art. 26, §§ 4º and 5º)."""

    cargo: int
    titular: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Designacao(RegistroFuncional):
    """A function of chefia or assessoramento (art. 11, parágrafo único)."""

    especie: EspecieDesignacao
    funcao: str
    simbolo: str = ""
    unidade: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promocao(RegistroFuncional):
    """The class and reference reached (arts. 30 to 33), from ``inicio`` until the next one."""

    criterio: CriterioPromocao
    classe: str = ""
    referencia: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Averbacao(RegistroFuncional):
    """Service rendered elsewhere from ``inicio`` to ``fim``; ``dias`` is what the certidão certifies (C10)."""

    origem: OrigemTempo
    empregador: str
    dias: int
    finalidades: tuple[FinalidadeAverbacao, ...]
    certidao: str = ""


_DURADOUROS = (Readaptacao, Substituicao, Designacao)
"""Records that cannot outlive the vínculo; a class reached and a time certified do not end with it."""

R = TypeVar("R", bound=RegistroFuncional)


def vigentes(registros: Iterable[RegistroFuncional], especie: type[R], dia: date) -> tuple[R, ...]:
    """Return the records of one kind that cover ``dia``, in order of start."""
    achados = [r for r in registros if isinstance(r, especie) and r.cobre(dia)]
    return tuple(sorted(achados, key=lambda r: (r.inicio, r.sequencia)))


def no_periodo(
    registros: Iterable[RegistroFuncional], especie: type[R], inicio: date, fim: date | None
) -> tuple[R, ...]:
    """Return the records of one kind that share a day with the period (``fim`` None while it lasts), in order."""
    achados = [
        r
        for r in registros
        if isinstance(r, especie) and (fim is None or r.inicio <= fim) and (r.fim is None or r.fim >= inicio)
    ]
    return tuple(sorted(achados, key=lambda r: (r.inicio, r.sequencia)))


def posicao_na_carreira(registros: Iterable[RegistroFuncional], dia: date) -> Promocao | None:
    """Return the promoção whose class and reference hold on ``dia``, or None before the first."""
    promocoes = vigentes(registros, Promocao, dia)
    return promocoes[-1] if promocoes else None


def encerrar_registros(registros: tuple[RegistroFuncional, ...], data: date) -> tuple[RegistroFuncional, ...]:
    """Return the records after a vacância of ``data``: what lasts ends the day before, what starts later falls (V2)."""
    return tuple(
        encurtar(r, data) if isinstance(r, _DURADOUROS) else r
        for r in registros
        if not isinstance(r, _DURADOUROS) or r.inicio < data
    )


def encurtar(registro: R, data: date) -> R:
    """Return the record ended the day before ``data``, if it lasted longer."""
    ultimo = data - UM_DIA
    return replace(registro, fim=ultimo) if registro.fim is None or registro.fim > ultimo else registro


# ------------------------------------------------------------------ averbações: each day counts once


@dataclass(frozen=True, slots=True, kw_only=True)
class TempoAverbado:
    """An averbação with the days that count and those left out because they were counted already."""

    averbacao: Averbacao
    dias: int
    concomitantes: int


def contar_averbacoes(
    averbacoes: Iterable[Averbacao],
    exercicios: Iterable[tuple[date, date]],
    finalidade: FinalidadeAverbacao | None = None,
) -> tuple[TempoAverbado, ...]:
    """Return each averbação, in order of entry, with its days that were not counted before it.

    ``exercicios`` are the periods of exercício of the person, which count by themselves; ``finalidade`` restricts the
    count to the averbações made for it.
    """
    contados = list(exercicios)
    resultado = []
    for averbacao in sorted(averbacoes, key=lambda a: (a.sequencia, a.inicio)):
        if finalidade is not None and finalidade not in averbacao.finalidades:
            continue
        assert averbacao.fim is not None
        repetidos = dias_em_comum((averbacao.inicio, averbacao.fim), contados)
        livres = dias_entre(averbacao.inicio, averbacao.fim) - repetidos
        resultado.append(TempoAverbado(averbacao=averbacao, dias=min(averbacao.dias, livres), concomitantes=repetidos))
        contados.append((averbacao.inicio, averbacao.fim))
    return tuple(resultado)


def dias_em_comum(periodo: tuple[date, date], outros: Iterable[tuple[date, date]]) -> int:
    """Return how many days of ``periodo`` fall in any of the others (all ends included)."""
    inicio, fim = periodo
    cortados = [(max(i, inicio), min(f, fim)) for i, f in outros if i <= fim and f >= inicio]
    return sum(dias_entre(i, f) for i, f in unir(cortados))


#: Stands for the end of what is still open: a day after it can still be written.
SEM_FIM: Final = date.max - UM_DIA


def descontar(periodo: tuple[date, date], fora: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return what is left of ``periodo`` without the days of the others (all ends included, none after SEM_FIM)."""
    inicio, fim = periodo
    restos = []
    for i, f in unir((max(i, inicio), min(f, fim)) for i, f in fora if i <= fim and f >= inicio):
        if i > inicio:
            restos.append((inicio, i - UM_DIA))
        inicio = f + UM_DIA
    if inicio <= fim:
        restos.append((inicio, fim))
    return restos
