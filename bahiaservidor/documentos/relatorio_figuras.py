"""The figures of the quarterly report, counted from its own rows: a figure is always the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from bahiaservidor.documentos.relatorio_modelos import (
    LINHAS,
    SEM_ORGAO,
    DadosRelatorio,
    Destino,
    Entrada,
    Especie,
    Linha,
    LinhaRelatorio,
    Secao,
    alfabetica,
)
from bahiaservidor.estatuto.tipos import EstadoPrazo

T = TypeVar("T")

FAIXAS: Final = ((30, "até 30 dias"), (90, "31 a 90"), (180, "91 a 180"), (365, "181 a 365"))
"""Bands of age of the lapsed ones, by their last day; beyond the last, `ACIMA`."""
ACIMA: Final = "mais de 365"

_EM_TEMPO: Final = frozenset({Destino.CUMPRIDO})
_JULGADOS: Final = frozenset({Destino.CUMPRIDO, Destino.FORA_DO_PRAZO, Destino.RESOLVIDO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubricas:
    """One line of the reconciliation: how many came each way, how many went each way."""

    linha: Linha | None
    """None for the total."""
    entradas: Counter[Entrada]
    destinos: Counter[Destino]

    @property
    def total(self) -> int:
        """How many there are in all, however they came."""
        return sum(self.entradas.values())

    @property
    def confere(self) -> bool:
        """Tell whether what came, less what went, is what is pending."""
        idos = sum(self.destinos[d] for d in Destino if d is not Destino.PENDENTE)
        return self.total - idos == self.destinos[Destino.PENDENTE]

    @property
    def rotulo(self) -> str:
        """The line in words."""
        return "Total" if self.linha is None else self.linha.rotulo


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPrazo:
    """Of the deadlines of an órgão that came to an end, or should have: how many were met on time."""

    orgao: str
    cumpridos: int
    total: int

    @property
    def por_cento(self) -> float:
        """The share met on time, 0 to 100."""
        return 100 * self.cumpridos / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figuras:
    """Everything the summary shows."""

    total: int
    linhas: tuple[Rubricas, ...]
    """Every line, those without any deadline included."""
    soma: Rubricas
    secoes: Counter[Secao]
    por_mes: tuple[Counter[Especie], Counter[Especie], Counter[Especie]]
    """Due in each month of the quarter, by kind."""
    no_prazo: tuple[NoPrazo, ...]
    """By órgão, the one with most deadlines first."""
    idades: tuple[tuple[str, int], ...]
    """Lapsed and without an act, by band of age; those of this quarter included."""
    vencidos_no_trimestre: int
    """Lapsed in the quarter itself and without an act."""

    @property
    def cumpridos_em_tempo(self) -> NoPrazo:
        """The share of the whole."""
        return NoPrazo(
            orgao="", cumpridos=sum(o.cumpridos for o in self.no_prazo), total=sum(o.total for o in self.no_prazo)
        )


def figuras(dados: DadosRelatorio) -> Figuras:
    """Return the figures of a report, in one reading of its rows."""
    entradas: dict[Linha, Counter[Entrada]] = {linha: Counter() for linha in LINHAS}
    destinos: dict[Linha, Counter[Destino]] = {linha: Counter() for linha in LINHAS}
    secoes: Counter[Secao] = Counter()
    meses: tuple[Counter[Especie], ...] = (Counter(), Counter(), Counter())
    feitos: Counter[str] = Counter()
    julgados: Counter[str] = Counter()
    faixas: Counter[int] = Counter()
    vencidos = 0
    inicio, fim = dados.inicio, dados.fim
    for linha in dados.linhas:
        rubrica = linha.linha
        entradas[rubrica][linha.entrada] += 1
        destinos[rubrica][linha.destino] += 1
        secoes[linha.secao] += 1
        if linha.vence is not None and inicio <= linha.vence <= fim:
            meses[linha.vence.month - inicio.month][linha.especie] += 1
        sem_ato = linha.destino is Destino.PENDENTE and linha.estado is EstadoPrazo.VENCIDO
        if sem_ato or linha.destino in _JULGADOS:
            orgao = linha.orgao or SEM_ORGAO
            julgados[orgao] += 1
            feitos[orgao] += linha.destino in _EM_TEMPO
        if sem_ato:
            faixas[_faixa(linha.idade or 0)] += 1
            vencidos += linha.secao is not Secao.VENCIDOS
    linhas = tuple(Rubricas(linha=n, entradas=entradas[n], destinos=destinos[n]) for n in LINHAS)
    nomes = [nome for _, nome in FAIXAS] + [ACIMA]
    return Figuras(
        total=len(dados.linhas),
        linhas=linhas,
        soma=Rubricas(
            linha=None, entradas=_somar(n.entradas for n in linhas), destinos=_somar(n.destinos for n in linhas)
        ),
        secoes=secoes,
        por_mes=(meses[0], meses[1], meses[2]),
        no_prazo=tuple(
            NoPrazo(orgao=orgao, cumpridos=feitos[orgao], total=quantos)
            for orgao, quantos in sorted(julgados.items(), key=lambda par: (-par[1], alfabetica(par[0])))
        ),
        idades=tuple((nome, faixas[posicao]) for posicao, nome in enumerate(nomes)),
        vencidos_no_trimestre=vencidos,
    )


def _faixa(idade: int) -> int:
    return next((posicao for posicao, (ate, _) in enumerate(FAIXAS) if idade <= ate), len(FAIXAS))


def _somar(contagens: Iterable[Counter[T]]) -> Counter[T]:
    soma: Counter[T] = Counter()
    for contagem in contagens:
        soma.update(contagem)
    return soma


def grupos(linhas: Iterable[LinhaRelatorio]) -> Iterator[tuple[Secao, str, list[LinhaRelatorio]]]:
    """Yield the parts of the list in order: section, órgão (empty where the section is not told by órgão), rows."""
    atual: tuple[Secao, str] | None = None
    reunidas: list[LinhaRelatorio] = []
    for linha in linhas:
        chave = (linha.secao, (linha.orgao or SEM_ORGAO) if linha.secao is Secao.PRAZOS else "")
        if chave != atual:
            if atual is not None:
                yield (*atual, reunidas)
            atual, reunidas = chave, []
        reunidas.append(linha)
    if atual is not None:
        yield (*atual, reunidas)


def milhar(numero: int) -> str:
    """Return the number with points between thousands: `20.000`."""
    return f"{numero:,}".replace(",", ".")


def contar(numero: int, singular: str = "prazo", plural: str = "prazos") -> str:
    """Return "1 prazo", "2.000 prazos"."""
    return f"{milhar(numero)} {singular if numero == 1 else plural}"


def por_cento(valor: float) -> str:
    """Return "87,5 %"; 100 and 0 only when exact."""
    arredondado = round(valor, 1)
    if arredondado in (0.0, 100.0) and arredondado != valor:
        arredondado = 0.1 if arredondado == 0.0 else 99.9
    return f"{arredondado:.1f} %".replace(".", ",")
