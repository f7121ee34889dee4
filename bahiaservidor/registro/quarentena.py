"""People whose book cannot be read, set aside so that everybody else's goes on being read.

One entry that says what this program does not know (written by a newer one, restored by halves, damaged) must not
close the registry.  Whoever reads lives reads them into a `PorPessoa`: who cannot be read is not in it, and asking for
them gives the sentence that says which entry, what is wrong and what to do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar, overload

from sqlalchemy import ColumnElement, Connection, Select, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from ..estatuto.erros import ErroDominio
from .dialetos import texto_ilegivel

APARTADAS: Final = "pessoas_apartadas"
"""Execution option of the engines of a registry: who could not be read since it was opened, by person."""

ILEGIVEL: Final = (ErroDominio, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError)
"""What reading or folding an entry that is not what this program writes may raise."""

V = TypeVar("V")
P = TypeVar("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apartada:
    """Somebody set aside: the entry at fault, when it is one, and what is wrong with it."""

    servidor_id: int
    ato_id: int | None
    motivo: str

    def frase(self) -> str:
        """Return the sentence of who asks for this person."""
        if self.ato_id is not None:
            oque = f"a entrada nº {self.ato_id} do livro não pode ser lida ({self.motivo})"
        else:
            oque = f"o que o livro diz dela não pode ser lido ({self.motivo})"
        return (
            f"Esta pessoa está em quarentena: {oque}. Nada foi alterado, e o que está gravado continua gravado; "
            "atualize o programa ou restaure uma cópia de segurança em que o livro esteja inteiro."
        )


class PessoaEmQuarentena(ErroDominio):
    """A person's book was asked for and cannot be read.  Nothing was done."""

    def __init__(self, apartada: Apartada) -> None:
        super().__init__(apartada.frase())
        self.apartada = apartada


class EntradaIlegivel(ErroDominio):
    """One entry of the book cannot be read."""

    def __init__(self, ato_id: int | None, motivo: str, assunto: str = "") -> None:
        super().__init__(
            f"A entrada nº {ato_id} do livro{f', sobre {assunto},' if assunto else ''} não pode ser lida ({motivo}). "
            "Nada foi alterado; atualize o programa ou restaure uma cópia de segurança."
        )
        self.ato_id = ato_id
        self.motivo = motivo


class PorPessoa(dict[int, V]):
    """What was read of many people, by person.  Who could not be read is in ``apartadas``, and only there."""

    __slots__ = ("apartadas",)

    def __init__(self, valores: Mapping[int, V] | None = None) -> None:
        super().__init__(valores or {})
        self.apartadas: dict[int, Apartada] = {}

    def apartar(self, conexao: Connection, servidor_id: int, ato_id: int | None, erro: Exception) -> None:
        """Set a person aside, and note it for the registry.  What stands already stays: it is the first entry."""
        if servidor_id not in self.apartadas:
            self.apartadas[servidor_id] = anotar(conexao, servidor_id, ato_id, erro)
        self.pop(servidor_id, None)

    def __missing__(self, servidor_id: int) -> V:
        if servidor_id in self.apartadas:
            raise PessoaEmQuarentena(self.apartadas[servidor_id])
        raise KeyError(servidor_id)

    @overload
    def get(self, servidor_id: int, padrao: None = None, /) -> V | None: ...
    @overload
    def get(self, servidor_id: int, padrao: V, /) -> V: ...
    @overload
    def get(self, servidor_id: int, padrao: P, /) -> V | P: ...
    def get(self, servidor_id: int, padrao: Any = None, /) -> Any:
        """Return what was read of a person, the default for who has nothing.  PessoaEmQuarentena for who was set aside.

        Nobody set aside is ever taken for somebody without acts.
        """
        if servidor_id in self.apartadas:
            raise PessoaEmQuarentena(self.apartadas[servidor_id])
        return super().get(servidor_id, padrao)


def linhas_de(
    conexao: Connection, consulta: Select[*tuple[Any, ...]], ids: Sequence[int], destino: PorPessoa[Any]
) -> Sequence[Any]:
    """Return the rows of some people; whose rows have text that is not text are set aside in ``destino``."""
    try:
        return conexao.execute(consulta, {"ids": ids}).all()
    except DBAPIError as erro:
        if not texto_ilegivel(erro):
            raise
    linhas: list[Any] = []
    for id_ in ids:
        try:
            linhas += conexao.execute(consulta, {"ids": [id_]}).all()
        except DBAPIError as erro:
            if not texto_ilegivel(erro):
                raise
            destino.apartar(conexao, id_, None, erro)
    return linhas


def anotar(conexao: Connection, servidor_id: int, ato_id: int | None, erro: Exception) -> Apartada:
    """Note that somebody could not be read: kept with the registry until it is closed; return it in words."""
    if isinstance(erro, EntradaIlegivel):
        ato_id = erro.ato_id
    apartada = Apartada(servidor_id=servidor_id, ato_id=ato_id, motivo=motivo_de(erro))
    notadas: dict[int, Apartada] = conexao.get_execution_options().get(APARTADAS, {})
    return notadas.setdefault(servidor_id, apartada)


def motivo_de(erro: Exception) -> str:
    """Return what is wrong with an entry, in a few words and without what it says: messages are kept and printed."""
    if isinstance(erro, EntradaIlegivel):
        return erro.motivo
    if isinstance(erro, PessoaEmQuarentena):
        return erro.apartada.motivo
    texto = str(erro)
    if isinstance(erro, ErroDominio):
        return texto.split(". Nada", 1)[0].split(". ", 1)[0].rstrip(".")[:200]
    if "isoformat" in texto or "fromisoformat" in texto:
        return "há uma data que não é data"
    if texto_ilegivel(erro):
        return "há um texto danificado"
    if "Expecting" in texto or "delimiter" in texto or "Unterminated" in texto or "Extra data" in texto:
        return "o conteúdo gravado não está inteiro"
    return "o conteúdo não é o de um ato deste programa"


# ------------------------------------------------------------------ who is set aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravada:
    """A row of the quarantine that nobody has released."""

    id: int
    servidor_id: int
    ato_id: int | None
    motivo: str
    desde: datetime


def pessoas(conexao: Connection) -> frozenset[int]:
    """Return who is set aside: as written, and as found since the registry was opened."""
    notadas: dict[int, Apartada] = conexao.get_execution_options().get(APARTADAS, {})
    return frozenset(conexao.execute(_ABERTAS).scalars()) | notadas.keys()


def fora_das_contas(conexao: Connection, pessoa: Any) -> list[ColumnElement[bool]]:
    """Return the condition that leaves out of a list, by its column of people, who is set aside; none for nobody."""
    quem = pessoas(conexao)
    return [pessoa.not_in(sorted(quem))] if quem else []


def abrir_ou_nada(conteudo: str) -> dict[str, Any]:
    """Return the content of an entry, nothing when it cannot be read: whose it is, is out of every count."""
    try:
        return dict(json.loads(conteudo))
    except (ValueError, TypeError):
        return {}


def gravadas(conexao: Connection) -> list[Gravada]:
    """Return the rows that nobody has released, in order."""
    from . import modelos as m

    q = m.Quarentena
    consulta = select(q.id, q.servidor_id, q.ato_id, q.motivo, q.desde).where(q.liberada_em.is_(None)).order_by(q.id)
    return [Gravada(**linha._mapping) for linha in conexao.execute(consulta)]


def notadas(conexao: Connection) -> dict[int, Apartada]:
    """Return who could not be read since the registry was opened, by person: the very notes, which may be taken out."""
    achadas: dict[int, Apartada] = conexao.get_execution_options().get(APARTADAS, {})
    return achadas


def gravar(conexao: Connection, apartada: Apartada, *, instante: datetime) -> None:
    """Write that somebody is set aside."""
    from . import modelos as m

    conexao.execute(
        insert(m.Quarentena),
        {
            "servidor_id": apartada.servidor_id,
            "ato_id": apartada.ato_id,
            "motivo": apartada.motivo,
            "desde": instante,
            "liberada_em": None,
        },
    )


def liberar(conexao: Connection, id_: int, *, instante: datetime) -> None:
    """Write that who was set aside can be read again."""
    from . import modelos as m

    q = m.Quarentena
    conexao.execute(update(q).where(q.id == id_).values(liberada_em=instante))


_ABERTAS: Final = text("SELECT servidor_id FROM quarentena WHERE liberada_em IS NULL")
