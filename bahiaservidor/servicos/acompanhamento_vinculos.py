"""What becomes of the follow-up of deadlines when acts and vínculos move: it goes along, and the trail says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import acompanhamento as consultas
from ..registro.livro import Operacao

Chave = tuple[int, str, int]
"""Vínculo, kind and number: what the follow-up of a deadline is known by."""


def apagar_dos_vinculos(conexao: Conexao, operacao: Operacao, vinculos: Collection[int]) -> None:
    """Erase the follow-up of vínculos that cease to exist, and whose deadlines go with them."""
    for chave in consultas.apagar(conexao, vinculos):
        _trilhar(conexao, operacao, chave, "apaga", "o vínculo deixou de existir")


def passar_com_os_atos(conexao: Conexao, operacao: Operacao, de: Collection[int], para: int) -> None:
    """Take the follow-up along with the deadlines that acts took to another vínculo."""
    for chave in consultas.passar(conexao, de, para):
        _trilhar(conexao, operacao, chave, "move", f"passou ao vínculo {para}")


def _trilhar(conexao: Conexao, operacao: Operacao, chave: Chave, acao: str, detalhe: str) -> None:
    trilhar_acompanhamento(
        conexao, chave, instante=operacao.instante, usuario=operacao.usuario, acao=acao, detalhe=detalhe
    )


def trilhar_acompanhamento(
    conexao: Conexao, chave: Chave, *, instante: datetime, usuario: str, acao: str, detalhe: str
) -> None:
    """Write in the trail what was done to the follow-up of a deadline: fields, never values."""
    vinculo_id, tipo, numero = chave
    trilhar(
        conexao, instante=instante, usuario=usuario, acao=acao, objeto="acompanhamento", objeto_id=vinculo_id,
        detalhe=f"{tipo}{f' {numero}' if numero else ''}: {detalhe}",
    )  # fmt: skip
