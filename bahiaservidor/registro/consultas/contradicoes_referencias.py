"""What the words of a contradiction name: people, vínculos, cargos, acts, all of a page in a few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from ...estatuto.atos.base import Requisito, Ressalva
from ...estatuto.canonico import ler
from .. import modelos as m
from ..quarentena import ILEGIVEL
from .contradicoes_colunas import Consulta
from .contradicoes_especies import Achado

_LOTE: Final = 500

ATOS_DO_VINCULO: Final = (
    "assentamento_inicial", "nomeacao", "posse", "exercicio", "excedencia", "remocao", "relotacao",
    "reconsideracao_avaliacao",
)  # fmt: skip
"""Acts that open the deadlines and the situations that contradictions are about."""


class Pessoa(NamedTuple):
    """A person as a sentence names one."""

    id: int
    nome: str
    cpf: str | None
    nascimento: date | None


class VinculoCitado(NamedTuple):
    """A vínculo as a sentence names one."""

    id: int
    numero: int
    matricula: str | None
    cargo: str
    unidade: str


class AtoLido(NamedTuple):
    """An act with what was judged of it; ``vinculo_id`` None for those about a person or a cargo."""

    id: int
    tipo: str
    data: date | None
    vinculo_id: int | None
    requisitos: tuple[Requisito, ...]
    ressalva: Ressalva | None


@dataclass(slots=True)
class Referencias:
    """What the contradictions of one page name, by id."""

    pessoas: dict[int, Pessoa] = field(default_factory=dict)
    vinculos: dict[int, VinculoCitado] = field(default_factory=dict)
    cargos: dict[int, str] = field(default_factory=dict)
    atos: dict[int, AtoLido] = field(default_factory=dict)
    dos_vinculos: dict[int, list[AtoLido]] = field(default_factory=dict)


def ler_referencias(conexao: Connection, achados: Sequence[Achado]) -> Referencias:
    """Return everything that these findings name."""
    lidas = Referencias()
    s, v, c, u, a = m.Servidor, m.Vinculo, m.Cargo, m.Unidade, m.Ato
    da_pessoa = [x for achado in achados for x in (achado.servidor_id, _outra_pessoa(achado))]
    for linha in _por_ids(conexao, select(s.id, s.nome, s.cpf, s.nascimento), s.id, da_pessoa):
        lidas.pessoas[linha.id] = Pessoa(*linha)
    dos_vinculos = [x for achado in achados for x in (achado.vinculo_id, _outro_vinculo(achado))]
    consulta = (
        select(v.id, v.numero, v.matricula, c.nome.label("cargo"), func.coalesce(u.nome, "").label("unidade"))
        .join_from(v, c, c.id == v.cargo_id)
        .join(u, u.id == v.unidade_id, isouter=True)
    )
    for linha in _por_ids(conexao, consulta, v.id, dos_vinculos):
        lidas.vinculos[linha.id] = VinculoCitado(*linha)
    for linha in _por_ids(conexao, select(c.id, c.nome), c.id, [achado.cargo_id for achado in achados]):
        lidas.cargos[linha.id] = linha.nome
    completo = select(a.id, a.tipo, a.data_legal, a.vinculo_id, a.requisitos, a.ressalva)
    for linha in _por_ids(conexao, completo, a.id, [achado.ato_id for achado in achados]):
        lidas.atos[linha.id] = _ato(linha)
    # Only for what names no act of its own: the rest is about that act.
    sem_ato = [x for achado in achados if achado.ato_id is None for x in (achado.vinculo_id, _outro_vinculo(achado))]
    breve = select(a.id, a.tipo, a.data_legal, a.vinculo_id).where(a.tipo.in_(ATOS_DO_VINCULO))
    for linha in _por_ids(conexao, breve, a.vinculo_id, sem_ato):
        lido = AtoLido(linha.id, linha.tipo, linha.data_legal, linha.vinculo_id, (), None)
        lidas.dos_vinculos.setdefault(linha.vinculo_id, []).append(lido)
    return lidas


def _ato(linha: Any) -> AtoLido:
    try:
        requisitos = () if linha.requisitos is None else tuple(ler(Requisito, r) for r in json.loads(linha.requisitos))
        ressalva = None if linha.ressalva is None else ler(Ressalva, json.loads(linha.ressalva))
    except ILEGIVEL:
        requisitos, ressalva = (), None  # whose it is, is in quarantine: the list goes on
    return AtoLido(linha.id, linha.tipo, linha.data_legal, linha.vinculo_id, requisitos, ressalva)


def _outra_pessoa(achado: Achado) -> int | None:
    return achado.outro_id if achado.especie == "possivel_duplicata" else None


def _outro_vinculo(achado: Achado) -> int | None:
    return achado.outro_id if achado.especie == "cargos_simultaneos" else None


def _por_ids(conexao: Connection, consulta: Consulta, coluna: Any, ids: Iterable[int | None]) -> list[Any]:
    pedidos = sorted({id_ for id_ in ids if id_ is not None})
    linhas: list[Any] = []
    for inicio in range(0, len(pedidos), _LOTE):
        linhas += conexao.execute(consulta.where(coluna.in_(pedidos[inicio : inicio + _LOTE])).order_by(coluna)).all()
    return linhas
