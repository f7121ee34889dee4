"""Working days (rules C1 and C2): a fast, immutable calendar, and the reviewed table it is made from.

Nothing here reads a file: the rows come from `resources/calendario/feriados.csv` through
`bahiaservidor.registro.recursos`, and the days without expediente that the clerk enters come through `com`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from bahiaservidor.estatuto.formatos.nomes import chave_busca

_UM_DIA = timedelta(days=1)
_SABADO = 5
_NOMES_FIM_DE_SEMANA = {5: "sábado", 6: "domingo"}

# (month, day) -> (first year, name). Only for years outside the reviewed table, where nothing better is known.
FERIADOS_NACIONAIS_FIXOS: Mapping[tuple[int, int], tuple[int, str]] = MappingProxyType(
    {
        (1, 1): (1949, "Confraternização Universal"),
        (4, 21): (1951, "Tiradentes"),
        (5, 1): (1949, "Dia do Trabalhador"),
        (9, 7): (1949, "Independência do Brasil"),
        (10, 12): (1980, "Nossa Senhora Aparecida"),
        (11, 2): (1949, "Finados"),
        (11, 15): (1949, "Proclamação da República"),
        (11, 20): (2024, "Dia Nacional de Zumbi e da Consciência Negra"),
        (12, 25): (1949, "Natal"),
    }
)


class Esfera(StrEnum):
    """Who made the day a holiday, and so where it counts (C2)."""

    NACIONAL = "nacional"
    ESTADUAL = "estadual"
    MUNICIPAL = "municipal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feriado:
    """A row of the reviewed table. `municipio` is empty unless `esfera` is municipal."""

    data: date
    nome: str
    esfera: Esfera
    municipio: str = ""
    fonte: str = ""
    conferido: bool = True

    @property
    def motivo(self) -> str:
        """Return the reason shown to the clerk, such as 'feriado nacional: Natal'."""
        lugar = f" de {self.municipio}" if self.esfera is Esfera.MUNICIPAL else ""
        return f"feriado {self.esfera.value}{lugar}: {self.nome}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendario:
    """The days without expediente of one município and órgão (C2).

    `dias` maps each day to the reason shown; `cobertura` is the first and the last reviewed year, both included.
    Outside it only weekends and fixed national holidays are known, and `revisto` says so.
    Hashable and equal by content, so that results computed with it may be cached.
    """

    dias: Mapping[date, str] = field(hash=False)
    cobertura: tuple[int, int]
    _fechados: frozenset[date] = field(init=False, repr=False, compare=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dias", MappingProxyType(dict(self.dias)))
        object.__setattr__(self, "_fechados", frozenset(self.dias))

    def eh_util(self, d: date) -> bool:
        """Return whether there is expediente on the day: Monday to Friday and no holiday (C2)."""
        if d.weekday() >= _SABADO or d in self._fechados:
            return False
        primeiro, ultimo = self.cobertura
        return primeiro <= d.year <= ultimo or _fixo(d) is None

    def motivo(self, d: date) -> str | None:
        """Return why the day is not a working day, in Portuguese, or None if it is one."""
        fim_de_semana = _NOMES_FIM_DE_SEMANA.get(d.weekday())
        if fim_de_semana is not None:
            return fim_de_semana
        registrado = self.dias.get(d)
        if registrado is not None:
            return registrado
        nome = None if self.revisto(d) else _fixo(d)
        return None if nome is None else f"feriado nacional: {nome}"

    def proximo_util(self, d: date) -> date:
        """Return the day itself if it is a working day, else the first one after it (C1)."""
        while not self.eh_util(d):
            d += _UM_DIA
        return d

    def anterior_util(self, d: date) -> date:
        """Return the day itself if it is a working day, else the last one before it (C8)."""
        while not self.eh_util(d):
            d -= _UM_DIA
        return d

    def dias_pulados(self, de: date, ate: date) -> list[tuple[date, str]]:
        """Return the non-working days from `de` to `ate`, both included, with reasons, in the direction walked.

        Given a raw end and the day it rolled to, forward or backward, it returns what was jumped over.
        """
        passo = _UM_DIA if ate >= de else -_UM_DIA
        distancia = abs((ate - de).days)
        percorridos = (de + passo * n for n in range(distancia + 1))
        return [(d, motivo) for d in percorridos if (motivo := self.motivo(d)) is not None]

    def revisto(self, d: date) -> bool:
        """Return whether the day is in a year of the reviewed table."""
        primeiro, ultimo = self.cobertura
        return primeiro <= d.year <= ultimo

    def com(self, dias: Mapping[date, str]) -> "Calendario":
        """Return a calendar that also has these days without expediente; a reason already there is kept."""
        if not dias:
            return self
        return Calendario(dias={**dias, **self.dias}, cobertura=self.cobertura)


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelaFeriados:
    """The reviewed table of holidays. The calendars it can give are built once, with it."""

    feriados: tuple[Feriado, ...]
    _geral: Calendario = field(init=False, repr=False, compare=False)
    _por_municipio: Mapping[str, Calendario] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        gerais = [f for f in self.feriados if f.esfera is not Esfera.MUNICIPAL]
        chaves = {chave_busca(f.municipio) for f in self.feriados if f.esfera is Esfera.MUNICIPAL}
        por_municipio = {
            chave: self._calendario(
                [f for f in self.feriados if f.esfera is not Esfera.MUNICIPAL or chave_busca(f.municipio) == chave]
            )
            for chave in chaves
        }
        object.__setattr__(self, "_geral", self._calendario(gerais))
        object.__setattr__(self, "_por_municipio", MappingProxyType(por_municipio))

    @property
    def cobertura(self) -> tuple[int, int]:
        """Return the first and the last year of the table; (1, 0), no year at all, for an empty one."""
        anos = [f.data.year for f in self.feriados]
        return (min(anos), max(anos)) if anos else (1, 0)

    def para(self, municipio: str | None) -> Calendario:
        """Return the calendar of a município, found without regard to case and accents.

        None, or a município of which the table has no row, gets the national and state days only.
        """
        if municipio is None:
            return self._geral
        return self._por_municipio.get(chave_busca(municipio), self._geral)

    def municipios(self) -> tuple[str, ...]:
        """Return the municípios of which the table has holidays, as written in it, in order."""
        nomes = {chave_busca(f.municipio): f.municipio for f in self.feriados if f.esfera is Esfera.MUNICIPAL}
        return tuple(nomes[chave] for chave in sorted(nomes))

    def conhece(self, municipio: str) -> bool:
        """Return whether the table has the municipal holidays of the município."""
        return chave_busca(municipio) in self._por_municipio

    def _calendario(self, feriados: list[Feriado]) -> Calendario:
        dias: dict[date, str] = {}
        for feriado in feriados:
            # Two holidays may share a day: Good Friday was on 21/04/2000.
            anterior = dias.get(feriado.data)
            dias[feriado.data] = feriado.motivo if anterior is None else f"{anterior}; {feriado.motivo}"
        return Calendario(dias=dias, cobertura=self.cobertura)


def _fixo(d: date) -> str | None:
    """Return the name of the fixed national holiday of the day, or None."""
    desde_e_nome = FERIADOS_NACIONAIS_FIXOS.get((d.month, d.day))
    if desde_e_nome is None or d.year < desde_e_nome[0]:
        return None
    return desde_e_nome[1]
