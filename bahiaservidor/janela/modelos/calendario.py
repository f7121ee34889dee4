"""Columns of the calendar's list: what each day is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import DiaSemExpediente
from ..tema import Tom
from .base import Coluna
from .regras import DIAS_CURTOS

ROTULOS = {
    "nacional": "Feriado nacional",
    "estadual": "Feriado estadual",
    "municipal": "Feriado municipal",
    "declarado": "Sem expediente",
    "revogado": "Revogado",
}
"""Words of each kind of day."""

CURTOS = {
    "nacional": "Nacional",
    "estadual": "Estadual",
    "municipal": "Municipal",
    "declarado": "Declarado",
    "revogado": "Revogado",
}
"""The same in one word, for the list and the legend."""

TONS = {
    "nacional": Tom.INFO,
    "estadual": Tom.SUCESSO,
    "municipal": Tom.ATENCAO,
    "declarado": Tom.ZONA,
    "revogado": Tom.APAGADO,
}
"""Colour of each kind of day; the word always goes with it."""

ESFERAS = {"estadual": "Todo o Estado", "municipal": "Um município", "orgao": "Um órgão"}
"""Where a declared day counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaDia:
    """A day of the list: a holiday of the table, or a day that was declared (``declarado``) or revoked."""

    data: date
    especie: str
    nome: str
    onde: str = ""
    fonte: str = ""
    a_confirmar: bool = False
    declarado: DiaSemExpediente | None = None

    @property
    def palavras(self) -> str:
        """The kind and the name, as the tooltip and screen readers say it."""
        duvida = " (a confirmar)" if self.a_confirmar else ""
        onde = f", {self.onde}" if self.onde else ""
        return f"{ROTULOS[self.especie]}: {self.nome}{onde}{duvida}"


def _data(dia: date | None) -> str:
    return "—" if dia is None else f"{formatar_data(dia)} ({DIAS_CURTOS[dia.weekday()]})"


COLUNAS_DIAS: tuple[Coluna[LinhaDia], ...] = (
    Coluna(
        chave="data", rotulo="Dia", largura=106, ordem=lambda x: x.data,
        texto=lambda x: f"{formatar_data(x.data)[:5]} ({DIAS_CURTOS[x.data.weekday()]})", dica=lambda x: _data(x.data),
        exporta=lambda x: formatar_data(x.data),
    ),
    Coluna(
        chave="especie", rotulo="Espécie", largura=116, texto=lambda x: CURTOS[x.especie],
        tom=lambda x: TONS[x.especie], exporta=lambda x: ROTULOS[x.especie],
    ),
    Coluna(
        chave="nome", rotulo="O que é", largura=180, estica=True,
        texto=lambda x: f"{x.nome} (a confirmar)" if x.a_confirmar else x.nome,
        dica=lambda x: f"{x.palavras}\n{x.fonte}" if x.fonte else x.palavras,
        desdobra=(
            Coluna(chave="nome", rotulo="O que é", largura=260, texto=lambda x: x.nome),
            Coluna(chave="onde", rotulo="Onde", largura=180, texto=lambda x: x.onde),
            Coluna(chave="fonte", rotulo="Fonte", largura=260, texto=lambda x: x.fonte),
            Coluna(chave="conferencia", rotulo="Conferência", texto=lambda x: "a confirmar" if x.a_confirmar else ""),
        ),
    ),
)  # fmt: skip
