"""Columns of the minutas, wherever they are listed."""

from __future__ import annotations

from ...relogio import fuso_da_bahia
from ...servicos.tipos import Minuta
from ..tema import Tom
from .base import Coluna

ABERTAS = ("preparada", "emitida", "enviada", "assinada")
"""States in which a minuta still waits for something."""

ESTADOS: dict[str, tuple[str, Tom]] = {
    "preparada": ("Preparada", Tom.NEUTRO),
    "emitida": ("Emitida", Tom.INFO),
    "enviada": ("Enviada ao DOE", Tom.ATENCAO),
    "assinada": ("Assinada", Tom.ATENCAO),
    "confirmada": ("Confirmada", Tom.SUCESSO),
    "sem_efeito": ("Sem efeito", Tom.APAGADO),
}
"""Words and tone of each state."""


def palavra_do_estado(minuta: Minuta) -> str:
    """Return the state in words."""
    return ESTADOS.get(minuta.estado, (minuta.estado, Tom.NEUTRO))[0]


COLUNAS_MINUTAS: tuple[Coluna[Minuta], ...] = (
    Coluna(chave="ato", rotulo="Ato", largura=220, texto=lambda m: m.rotulo, forte=True),
    Coluna(chave="numero", rotulo="Número", largura=96, texto=lambda m: m.numero or "—"),
    Coluna(chave="nome", rotulo="Pessoa", largura=260, texto=lambda m: m.nome or "—", estica=True),
    Coluna(chave="cargo", rotulo="Cargo", largura=200, texto=lambda m: m.cargo or "—"),
    Coluna(
        chave="estado", rotulo="Estado", largura=150, texto=palavra_do_estado,
        tom=lambda m: ESTADOS.get(m.estado, ("", Tom.NEUTRO))[1],
    ),
    Coluna(
        chave="criada_em", rotulo="Preparada em", largura=126, ordem=lambda m: m.criada_em,
        texto=lambda m: f"{m.criada_em.astimezone(fuso_da_bahia()):%d/%m/%Y}",
    ),
    Coluna(chave="motivo", rotulo="Motivo", largura=160, texto=lambda m: m.motivo, oculta=True),
)  # fmt: skip
