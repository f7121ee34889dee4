"""Lives read from the book: entries become acts, acts are folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, bindparam, select

from ..estatuto.atos.base import Ato
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.canonico import ler
from ..estatuto.dobra import dobrar
from ..estatuto.erros import ErroDominio
from ..estatuto.quadro import SEM_TRANSFORMACOES, Transformacoes
from ..estatuto.vida import VidaFuncional
from . import modelos as m
from .livro import AtoLido, ler_atos_de
from .transformados import transformacoes


@dataclass(frozen=True, slots=True, kw_only=True)
class Leitura:
    """A person's acts and what they add up to."""

    servidor_id: int
    nascimento: date | None
    atos: tuple[Ato, ...]
    vida: VidaFuncional
    transformacoes: Transformacoes = field(default_factory=dict)


def para_dobra(lido: AtoLido) -> Ato:
    """Return an entry of the book as the fold reads it.  ErroDominio for a kind or version unknown to this program."""
    definicao = POR_TIPO.get(lido.tipo)
    if definicao is None or lido.versao > definicao.versao:
        raise ErroDominio(
            f"O livro tem um ato “{lido.tipo}”, versão {lido.versao}, que este programa não conhece. "
            "Nada foi alterado; atualize o programa."
        )
    return Ato(
        id=lido.id,
        definicao=definicao,
        conteudo=ler(definicao.conteudo, lido.conteudo),
        vinculo=lido.vinculo_id,
        sequencia=lido.id,
        registrado_em=lido.registrado_em,
        ressalva=lido.ressalva,
    )


def ler_vida(conexao: Connection, servidor_id: int) -> Leitura:
    """Return the life of a person; one without acts if the book has none."""
    return ler_vidas(conexao, (servidor_id,))[servidor_id]


def ler_vidas(conexao: Connection, servidores: Iterable[int]) -> dict[int, Leitura]:
    """Return the lives of many people, by person.  For thousands, ask by chunks of some hundreds."""
    ids = list(servidores)
    nascimentos: dict[int, date | None] = {}
    for inicio in range(0, len(ids), 500):
        for linha in conexao.execute(_NASCIMENTOS, {"ids": ids[inicio : inicio + 500]}):
            nascimentos[linha.id] = linha.nascimento
    entradas = ler_atos_de(conexao, ids)
    mudados = transformacoes(conexao)
    return {id_: montar(id_, nascimentos.get(id_), entradas.get(id_, ()), mudados) for id_ in ids}


def montar(
    servidor_id: int,
    nascimento: date | None,
    entradas: Iterable[AtoLido],
    transformacoes: Transformacoes = SEM_TRANSFORMACOES,
) -> Leitura:
    """Return the life that entries add up to; ``transformacoes`` tells what each transformed cargo became."""
    atos = tuple(para_dobra(lido) for lido in entradas)
    return Leitura(
        servidor_id=servidor_id,
        nascimento=nascimento,
        atos=atos,
        vida=dobrar(nascimento, atos, transformacoes),
        transformacoes=transformacoes,
    )


_NASCIMENTOS = select(m.Servidor.id, m.Servidor.nascimento).where(m.Servidor.id.in_(bindparam("ids", expanding=True)))
