"""The figures of the quarterly report, counted from its own list: a total is always the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bahiaservidor.documentos.modelos import DadosRelatorioTrimestral, LinhaPrazo
from bahiaservidor.estatuto.formatos.nomes import sem_acentos
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo

#: Order of the columns: done, done late, not done, still to come, without object.
ESTADOS: Final = (
    EstadoPrazo.CUMPRIDO,
    EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO,
    EstadoPrazo.VENCIDO,
    EstadoPrazo.ZONA_CINZENTA,
    EstadoPrazo.ABERTO,
    EstadoPrazo.SUSPENSO,
    EstadoPrazo.PREJUDICADO,
)
SEM_ORGAO: Final = "Sem órgão"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrupoOrgao:
    """The deadlines of an órgão, in the order they are listed, and their number by state."""

    orgao: str
    linhas: tuple[LinhaPrazo, ...]
    por_estado: Counter[EstadoPrazo]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotaisTrimestre:
    """Counts of a quarter. Each Counter answers 0 for what does not occur."""

    total: int
    por_estado: Counter[EstadoPrazo]
    por_tipo: dict[TipoPrazo, Counter[EstadoPrazo]]
    #: The three months, in order.
    por_mes: tuple[Counter[EstadoPrazo], Counter[EstadoPrazo], Counter[EstadoPrazo]]
    #: Listed, with no due date inside the quarter (suspended): in no month.
    sem_mes: int
    grupos: tuple[GrupoOrgao, ...]


def totalizar(dados: DadosRelatorioTrimestral) -> TotaisTrimestre:
    """Return the counts and the list by órgão (alphabetical), each by due date and name; no date comes last."""
    por_tipo: dict[TipoPrazo, Counter[EstadoPrazo]] = {tipo: Counter() for tipo in TipoPrazo}
    por_mes: tuple[Counter[EstadoPrazo], ...] = (Counter(), Counter(), Counter())
    por_orgao: dict[str, list[LinhaPrazo]] = {}
    sem_mes = 0
    inicio, fim = dados.inicio, dados.fim
    for linha in dados.linhas:
        por_tipo[linha.tipo][linha.estado] += 1
        por_orgao.setdefault(linha.orgao.strip() or SEM_ORGAO, []).append(linha)
        if linha.vence is not None and inicio <= linha.vence <= fim:
            por_mes[linha.vence.month - inicio.month][linha.estado] += 1
        else:
            sem_mes += 1
    por_estado: Counter[EstadoPrazo] = Counter()
    for contagem in por_tipo.values():
        por_estado.update(contagem)
    return TotaisTrimestre(
        total=sum(por_estado.values()),
        por_estado=por_estado,
        por_tipo=por_tipo,
        por_mes=(por_mes[0], por_mes[1], por_mes[2]),
        sem_mes=sem_mes,
        grupos=tuple(_grupo(orgao, por_orgao[orgao]) for orgao in sorted(por_orgao, key=_alfabetica)),
    )


def _grupo(orgao: str, linhas: Iterable[LinhaPrazo]) -> GrupoOrgao:
    ordenadas = tuple(sorted(linhas, key=_ordem))
    return GrupoOrgao(orgao=orgao, linhas=ordenadas, por_estado=Counter(linha.estado for linha in ordenadas))


def _alfabetica(texto: str) -> str:
    return texto.casefold() if texto.isascii() else sem_acentos(texto).casefold()


def _ordem(linha: LinhaPrazo) -> tuple[bool, int, str, str]:
    vence = linha.vence
    return (vence is None, vence.toordinal() if vence else 0, _alfabetica(linha.nome), linha.tipo)


def milhar(numero: int) -> str:
    """Return the number with points between thousands: `20.000`."""
    return f"{numero:,}".replace(",", ".")


def contar(numero: int, singular: str = "prazo", plural: str = "prazos") -> str:
    """Return "1 prazo", "2.000 prazos"."""
    return f"{milhar(numero)} {singular if numero == 1 else plural}"
