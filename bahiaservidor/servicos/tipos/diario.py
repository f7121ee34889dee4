"""Readings of the Diário Oficial: what a text says, whom it is about in the registry, what became of each stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from ...estatuto.formatos.datas import formatar_data
from .atos import Instrumento, PedidoAto
from .emendas import PedidoEmenda
from .importacao import Parecido


class SituacaoItem(StrEnum):
    """What an item asks of the clerk, or what was done of it."""

    PRONTO = "pronto"
    DUVIDA = "duvida"
    FALTA = "falta"
    RECUSADO = "recusado"
    REPETIDO = "repetido"
    SEM_ATO = "sem_ato"
    CONFIRMADO = "confirmado"
    DESCARTADO = "descartado"

    @property
    def rotulo(self) -> str:
        """The words a clerk reads."""
        return _ROTULOS[self]

    @property
    def pendente(self) -> bool:
        """Tell whether nobody has decided about it yet."""
        return self not in (SituacaoItem.CONFIRMADO, SituacaoItem.DESCARTADO)

    @property
    def confirmavel(self) -> bool:
        """Tell whether confirming it, alone, may enter an act."""
        return self in (SituacaoItem.PRONTO, SituacaoItem.DUVIDA, SituacaoItem.REPETIDO)


_ROTULOS: Final = {
    SituacaoItem.PRONTO: "Pronto",
    SituacaoItem.DUVIDA: "Com dúvida",
    SituacaoItem.FALTA: "Falta dado",
    SituacaoItem.RECUSADO: "A lei recusa",
    SituacaoItem.REPETIDO: "Já no livro",
    SituacaoItem.SEM_ATO: "Sem ato",
    SituacaoItem.CONFIRMADO: "Confirmado",
    SituacaoItem.DESCARTADO: "Descartado",
}


def ordens_em_palavras(ordens: Sequence[int]) -> str:
    """Return the numbers of items as a sentence says them: “3, 5 e 44 a 161”."""
    faixas: list[list[int]] = []
    for ordem in sorted(set(ordens)):
        if faixas and ordem == faixas[-1][1] + 1:
            faixas[-1][1] = ordem
        else:
            faixas.append([ordem, ordem])
    palavras = []
    for de, ate in faixas:
        palavras += [str(de)] if de == ate else [str(de), str(ate)] if ate == de + 1 else [f"{de} a {ate}"]
    return palavras[0] if len(palavras) == 1 else f"{', '.join(palavras[:-1])} e {palavras[-1]}"


def palavra_da_confianca(confianca: float) -> str:
    """Return how sure a reading is, in words."""
    return "Segura" if confianca >= 0.9 else "Provável" if confianca >= 0.7 else "Incerta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicacao:
    """Where a text was published, as far as the clerk says; what the text itself says of it fills what is empty."""

    edicao: str = ""
    data: date | None = None
    pagina: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeituraGuardada:
    """A reading of the list, with how many of its items are in each state; ``id`` 0 for one that was not kept."""

    id: int
    titulo: str
    origem: str
    publicacao: Publicacao
    instante: datetime
    usuario: str
    total: int
    pendentes: int
    confirmados: int
    descartados: int

    @property
    def contagem(self) -> str:
        """How many are pending, in words."""
        if not self.total:
            return "sem itens"
        if not self.pendentes:
            return "concluída"
        return f"{self.pendentes} {'pendente' if self.pendentes == 1 else 'pendentes'} de {self.total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextoLido:
    """The text of a file, and how it was read; ``avisos`` says what the clerk should look at."""

    texto: str
    origem: str
    codificacao: str = ""
    paginas: int = 0
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CampoLido:
    """A datum read in the text, as a clerk reads it; ``inicio`` and ``fim`` are offsets in the whole text."""

    nome: str
    rotulo: str
    valor: str
    inicio: int
    fim: int
    confianca: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrechoIgnorado:
    """A stretch of the text that is no act, and why."""

    inicio: int
    fim: int
    motivo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapelLido:
    """A decree or portaria of the text; ``instrumento`` is what its acts will share in the book."""

    indice: int
    inicio: int
    fim: int
    instrumento: Instrumento
    itens: int
    no_livro: int

    @property
    def rotulo(self) -> str:
        """The paper in words."""
        return nome_do_papel(self.instrumento)


def nome_do_papel(papel: Instrumento) -> str:
    """Return a paper as it is cited: “Decreto nº 12, de 03/11/2026”, “Decreto de 03/11/2026”."""
    numero = f" nº {papel.numero}," if papel.numero else ""
    if papel.data is None:
        numero = numero.rstrip(",")
    dia = f" de {formatar_data(papel.data)}" if papel.data is not None else ""
    return f"{papel.tipo}{numero}{dia}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlvoPossivel:
    """An act of the book that a correction may be about; ``razao`` says what is equal."""

    ato_id: int
    frase: str
    certo: bool
    razao: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcao:
    """What the clerk made of an item: an act, or the correction of one (one of the two)."""

    pedido: PedidoAto | None = None
    emenda: PedidoEmenda | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDiario:
    """What a stretch of the text proposes.

    ``tipo`` is an act of the statute, one of the published corrections (retificacao, anulacao, revogacao), or None.
    ``faltas`` keep it from being confirmed, ``duvidas`` ask the clerk to look; ``recusa`` is why the law refuses, with
    the article in ``dispositivo``.  ``pessoas`` are who it may be about, the certain one first; with ``nova_pessoa`` it
    opens a file; ``cargo_id`` is the cargo whose post the act takes or frees.  ``depende`` are the orders of the items
    that must be confirmed before or with it.
    """

    id: int
    leitura_id: int
    ordem: int
    papel: int
    inicio: int
    fim: int
    texto: str
    verbo: str
    tipo: str | None
    rotulo: str
    nome: str
    matricula: str
    situacao: SituacaoItem
    confianca: float
    campos: tuple[CampoLido, ...] = ()
    faltas: tuple[str, ...] = ()
    duvidas: tuple[str, ...] = ()
    recusa: str = ""
    dispositivo: str = ""
    reservas: int = 0
    pessoas: tuple[Parecido, ...] = ()
    servidor_id: int | None = None
    vinculo_id: int | None = None
    cargo_id: int | None = None
    nova_pessoa: bool = False
    alvos: tuple[AlvoPossivel, ...] = ()
    alternativas: tuple[str, ...] = ()
    depende: tuple[int, ...] = ()
    pedido: PedidoAto | None = None
    emenda: PedidoEmenda | None = None
    corrigido: bool = False
    motivo: str = ""
    ato_id: int | None = None
    versao: int = 1

    @property
    def certeza(self) -> str:
        """How sure the reading is, in words."""
        return palavra_da_confianca(self.confianca)

    @property
    def pendencia(self) -> str:
        """The first thing that the clerk has to look at, in one line."""
        if not self.situacao.pendente:
            return self.motivo
        return next((frase for frase in (*self.faltas, self.recusa, *self.duvidas) if frase), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeituraAberta:
    """A reading with everything in it; ``ja_lida_em`` when the same text was kept before."""

    leitura: LeituraGuardada
    texto: str
    papeis: tuple[PapelLido, ...]
    itens: tuple[ItemDiario, ...]
    ignorados: tuple[TrechoIgnorado, ...]
    avisos: tuple[str, ...] = ()
    ja_lida_em: datetime | None = None

    @property
    def pendentes(self) -> int:
        """How many items nobody decided about."""
        return sum(item.situacao.pendente for item in self.itens)

    @property
    def prontos(self) -> tuple[ItemDiario, ...]:
        """The items that may be confirmed together: nothing is missing or doubtful."""
        return tuple(item for item in self.itens if item.situacao is SituacaoItem.PRONTO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmados:
    """What a confirmation entered: ids to reread, and a sentence for the clerk."""

    atos: tuple[int, ...]
    servidores: tuple[int, ...]
    vinculos: tuple[int, ...]
    mensagem: str
    avisos: tuple[str, ...] = ()
