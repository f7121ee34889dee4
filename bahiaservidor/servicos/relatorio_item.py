"""The pieces of a photograph of the deadlines: one of them on a day, which are asked for, what was read of a leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from ..estatuto.erros import ErroDominio
from ..estatuto.prazo import Prazo
from ..estatuto.tipos import NAO_AFASTAM, Desfecho, EstadoPrazo, TipoPrazo
from ..estatuto.vida import Vinculo
from ..registro.consultas import relatorio as consultas

Chave = tuple[str, int, int]
"""Kind, vínculo (or concurso), position among its own."""

UM_DIA: Final = timedelta(days=1)


class Item(NamedTuple):
    """One deadline on the day of the photograph; ``pendente`` while nothing has closed it."""

    chave: Chave
    servidor_id: int | None
    nome: str
    matricula: str | None
    cargo: str
    orgao_id: int | None
    orgao: str
    unidade: str
    vence: date | None
    vence_ultimo: date | None
    estado: EstadoPrazo
    pendente: bool
    aberto_em: date | None
    fundamento: str
    fechado_por: int | None


class Passagem:
    """Counts what was done of a long reading, and stops it when asked."""

    def __init__(self, ao_avancar: Callable[[int, int], None] | None, cancelado: Callable[[], bool] | None) -> None:
        self._ao_avancar, self._cancelado = ao_avancar, cancelado
        self._feitos = self._total = 0

    def esperar(self, total: int) -> None:
        """Say that so much more is to be done."""
        self._total += total

    def andar(self, feitos: int) -> None:
        """Say that so much was done.  ErroDominio when somebody asked to stop."""
        self._feitos += feitos
        if self._cancelado is not None and self._cancelado():
            raise ErroDominio("A emissão foi cancelada; nenhum arquivo foi gravado.")
        if self._ao_avancar is not None:
            self._ao_avancar(self._feitos, max(self._total, self._feitos))


class Recorte(NamedTuple):
    """Which deadlines of a photograph: due from ``inicio`` to ``fim``, due before ``antes_de`` and pending, suspended.

    ``antes_de`` is the start of the quarter, or earlier for a report asked for before it: what is not yet due belongs
    to the quarters between.
    """

    inicio: date
    fim: date
    antes_de: date
    suspensos_ate: date
    orgao_id: int | None

    def cabe(self, vence: date | None, pendente: bool, aberto_em: date | None) -> bool:
        """Tell whether a deadline is in it, whatever the órgão."""
        if vence is None:
            return pendente and aberto_em is not None and aberto_em <= self.suspensos_ate
        return self.inicio <= vence <= self.fim or (pendente and vence < self.antes_de)


def item_gravado(lido: consultas.PrazoLido) -> Item:
    """Return a stored row as the photograph has it."""
    return Item(
        (lido.tipo, lido.vinculo_id, lido.numero), lido.servidor_id, lido.nome, lido.matricula, lido.cargo,
        lido.orgao_id, lido.orgao, lido.unidade, lido.vence, lido.vence_ultimo, _ESTADOS[lido.estado],
        bool(lido.pendente), lido.aberto_em, lido.dispositivo, lido.fechado_por,
    )  # fmt: skip


_ESTADOS: Final = {estado.value: estado for estado in EstadoPrazo}


def sem_resposta(prazo: Prazo, dia: date) -> bool:
    """Tell whether nothing has closed it, as of the day."""
    if prazo.desfecho is None:
        return True
    return prazo.desfecho is Desfecho.CUMPRIDO and prazo.conta_de is not None and prazo.conta_de > dia


def pende(item: Item, recorte: Recorte) -> bool:
    """Tell whether it is pending at the end of the quarter, from its state alone."""
    if item.estado is EstadoPrazo.SUSPENSO:
        return item.aberto_em is not None and item.aberto_em <= recorte.fim
    if item.vence is None or item.vence > recorte.fim or recorte.antes_de <= item.vence < recorte.inicio:
        return False
    return item.estado in (EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA) or (
        item.estado is EstadoPrazo.VENCIDO and item.pendente
    )


def aberto_em_do_prazo(vinculo: Vinculo, prazo: Prazo) -> date:
    """Return the day the deadline came to be, as the stored rows say it."""
    if prazo.inicio is not None:
        return prazo.inicio
    fatos = {TipoPrazo.POSSE: vinculo.nomeacao, TipoPrazo.EXERCICIO: vinculo.posse}
    fato = fatos.get(prazo.tipo, vinculo.exercicio)
    return vinculo.ocupa_desde if fato is None else fato.data


def ausentes_de(vinculo: Vinculo) -> list[tuple[date, date | None, int]]:
    """Return the leaves of a vínculo in order of start, each with its act."""
    ausentes = [(a.inicio, a.fim, a.ato) for a in vinculo.afastamentos if a.motivo not in NAO_AFASTAM and a.ato]
    return sorted(ausentes, key=lambda ausente: (ausente[0], ausente[2]))


def unidos(ausentes: Iterable[tuple[date, date | None, int]]) -> Iterator[tuple[date, date | None, int]]:
    """Yield periods in order of start, those that overlap or adjoin as one, named by the act of the first."""
    atual: tuple[date, date | None, int] | None = None
    for inicio, fim, ato in ausentes:
        if atual is not None and (atual[1] is None or inicio <= atual[1] + UM_DIA):
            ultimo = None if atual[1] is None or fim is None else max(atual[1], fim)
            atual = (atual[0], ultimo, atual[2])
            continue
        if atual is not None:
            yield atual
        atual = (inicio, fim, ato)
    if atual is not None:
        yield atual
