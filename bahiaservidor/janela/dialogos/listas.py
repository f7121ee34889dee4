"""What every form chooses from: cargos, unidades, autoridades, concursos, read once when a dialog opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...estatuto.tipos import AlcanceRepublicacao
from ...servicos.tipos import Autoridade, Cargo, Concurso, Lista, Orgao, Unidade
from ..componentes.combo import Opcao

if TYPE_CHECKING:
    from ...servicos.contexto import Contexto


@dataclass(frozen=True, slots=True, kw_only=True)
class Listas:
    """The registers, as values; ``alcance`` is what the form of a republication brings marked (C13)."""

    cargos: tuple[Cargo, ...] = ()
    unidades: tuple[Unidade, ...] = ()
    autoridades: tuple[Autoridade, ...] = ()
    concursos: tuple[tuple[Concurso, Lista], ...] = ()
    orgaos: tuple[Orgao, ...] = ()
    alcance: AlcanceRepublicacao = AlcanceRepublicacao.FORMAL

    @property
    def opcoes_cargos(self) -> tuple[Opcao, ...]:
        """Cargos as choices, with symbol and nature."""
        return tuple(
            Opcao(valor=c.id, rotulo=c.nome, detalhe=_juntar(c.especialidade, c.simbolo, c.natureza.rotulo))
            for c in self.cargos
        )

    @property
    def opcoes_unidades(self) -> tuple[Opcao, ...]:
        """Units as choices, with órgão and município."""
        return tuple(
            Opcao(valor=u.id, rotulo=u.nome, detalhe=_juntar(u.sigla, u.orgao, u.municipio)) for u in self.unidades
        )

    @property
    def opcoes_autoridades(self) -> tuple[Opcao, ...]:
        """Authorities as choices, with their cargo and time in it."""
        return tuple(
            Opcao(valor=a.id, rotulo=a.nome, detalhe=_juntar(a.cargo, _vigencia(a.desde, a.ate)))
            for a in self.autoridades
        )

    @property
    def opcoes_orgaos(self) -> tuple[Opcao, ...]:
        """Órgãos as choices."""
        return tuple(Opcao(valor=o.id, rotulo=o.nome, detalhe=o.sigla) for o in self.orgaos)

    def cargo(self, cargo_id: object) -> Cargo | None:
        """Return a cargo by id."""
        return next((c for c in self.cargos if c.id == cargo_id), None)

    def autoridade(self, autoridade_id: object) -> Autoridade | None:
        """Return an authority by id."""
        return next((a for a in self.autoridades if a.id == autoridade_id), None)


def carregar(ctx: Contexto, *, com_concursos: bool = True) -> Listas:
    """Return the registers. For a reader thread."""
    from ...servicos import cadastros, leituras

    concursos: Sequence[Concurso] = cadastros.concursos(ctx) if com_concursos else ()
    pares = [
        (concurso, lista)
        for concurso in concursos
        if concurso.id is not None
        for lista in cadastros.listas(ctx, concurso_id=concurso.id)
    ]
    return Listas(
        cargos=tuple(cadastros.cargos(ctx)),
        unidades=tuple(cadastros.unidades(ctx)),
        autoridades=tuple(cadastros.autoridades(ctx)),
        concursos=tuple(pares),
        orgaos=tuple(cadastros.orgaos(ctx)),
        alcance=leituras.alcance_padrao(ctx),
    )


def _juntar(*partes: str) -> str:
    return " · ".join(parte for parte in partes if parte)


def _vigencia(desde: date | None, ate: date | None) -> str:
    if ate is not None:
        return f"até {ate:%d/%m/%Y}"
    return f"desde {desde:%d/%m/%Y}" if desde is not None else ""
