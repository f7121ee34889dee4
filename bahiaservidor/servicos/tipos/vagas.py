"""Posts of a cargo as screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import AreaVaga, OrigemVaga
from .cadastros import Vagas


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservaPosto:
    """Posts kept for something, from ``desde`` to ``ate`` (both included; None is open)."""

    id: int | None = None
    cargo_id: int
    unidade_id: int | None = None
    quantidade: int = 1
    motivo: str = ""
    documento: str = ""
    desde: date | None = None
    ate: date | None = None
    unidade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VagaLivre:
    """Free posts of one origin (N7): ``quantos`` that a law created, or one that somebody left on ``desde``.

    ``area`` None while neither the unit nor its órgão says it.  ``presumida``: some nomeação did not say which post it
    filled, so that this may be another one.
    """

    origem: OrigemVaga
    quantos: int = 1
    desde: date | None = None
    unidade_id: int | None = None
    unidade: str = ""
    area: AreaVaga | None = None
    lei: str = ""
    vinculo_id: int | None = None
    ultimo_ocupante: str = ""
    antes: str = ""
    presumida: bool = False

    @property
    def descricao(self) -> str:
        """Where the post comes from, in words."""
        if self.origem is OrigemVaga.CRIACAO:
            partes = [self.lei or "Criação por lei (não informada)"]
        else:
            partes = [f"{self.origem.rotulo} de {self.ultimo_ocupante}" if self.ultimo_ocupante else self.origem.rotulo]
        if self.desde is not None:
            partes.append(f"desde {formatar_data(self.desde)}" if self.origem is OrigemVaga.CRIACAO else
                          f"em {formatar_data(self.desde)}")  # fmt: skip
        if self.antes:
            partes.append(f"(antes, {self.antes})")
        return " ".join(partes)

    def para_nomeacao(self) -> dict[str, Any]:
        """Return the fields that a nomeação to this post fills in."""
        return {
            "origem": self.origem,
            "area": self.area,
            "ultimo_ocupante": self.ultimo_ocupante,
            "origem_vaga": self.lei,
            "unidade": self.unidade_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PostosDaUnidade:
    """Posts of a cargo in a unit (None: not lotados); ``criadas`` None when no number is recorded there."""

    unidade_id: int | None
    unidade: str
    criadas: int | None
    ocupadas: int
    reservadas: int
    livres: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disponivel:
    """Somebody in disponibilidade who fits the cargo: comes before any nomeação (art. 38)."""

    vinculo_id: int
    servidor_id: int
    nome: str
    desde: date
    cargo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excedente:
    """Somebody who lost the post to a reintegração and waits for an act (I3)."""

    vinculo_id: int
    servidor_id: int
    nome: str
    desde: date
    unidade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadroDoCargo:
    """Everything about the posts of a cargo on a day."""

    cargo_id: int
    dia: date
    criadas: int | None
    ocupadas: int
    reservadas: int
    livres: int | None
    por_unidade: tuple[PostosDaUnidade, ...] = ()
    vagas_livres: tuple[VagaLivre, ...] = ()
    movimentos: tuple[Vagas, ...] = ()
    unidades_dos_movimentos: tuple[str, ...] = ()
    reservas: tuple[ReservaPosto, ...] = ()
    excedentes: tuple[Excedente, ...] = ()
    disponiveis: tuple[Disponivel, ...] = ()
