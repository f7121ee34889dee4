"""Undoing in one step what was just registered: only when nothing else would change with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from ..estatuto.tipos_emendas import FormaEmenda
from ..registro.consultas import emendas as consultas
from . import emendas
from . import emendas_exame as exame
from .contexto import Contexto
from .tipos.emendas import EmendaRegistrada

MOTIVO: Final = "Desfeito logo após o registro"
"""What the estorno says when nobody writes another reason."""


def desfazer_se_so_ele(
    ctx: Contexto, *, ato_id: int | None = None, operacao_id: int | None = None, motivo: str = MOTIVO, hoje: date
) -> EmendaRegistrada | None:
    """Enter the estorno of an operation when nothing relies on it and it is about one person.

    None, with nothing done, when somebody has to look first: later acts rely on it, it is about several people, or it
    may not be undone (`emendas.analisar_desfazer` says why).
    """
    analise = emendas.analisar_desfazer(ctx, ato_id=ato_id, operacao_id=operacao_id, hoje=hoje)
    if analise.recusa is not None or analise.dependentes:
        return None
    if operacao_id is None and ato_id is not None:
        operacao_id = _operacao(ctx, ato_id)
    if operacao_id is None or _pessoas(ctx, operacao_id) != 1:
        return None
    return emendas.desfazer(ctx, motivo=motivo, operacao_id=operacao_id, hoje=hoje)


def ultima_operacao(ctx: Contexto, *, desde: datetime) -> int | None:
    """Return the latest operation of this user since an instant whose acts about people all hold; None without one.

    An estorno is no step to take back: undoing twice undoes what was registered before.
    """
    with ctx.banco.leitura() as conexao:
        for operacao_id in consultas.operacoes_de(conexao, ctx.usuario, desde, FormaEmenda.ESTORNO.value):
            atos = [a for a in consultas.atos_da_operacao(conexao, operacao_id) if a.servidor_id is not None]
            if atos and all(exame.abrir(conexao, ato.id).sorte.situacao.vale for ato in atos):
                return operacao_id
    return None


def _operacao(ctx: Contexto, ato_id: int) -> int | None:
    with ctx.banco.leitura() as conexao:
        return consultas.operacao_do_ato(conexao, ato_id)


def _pessoas(ctx: Contexto, operacao_id: int) -> int:
    with ctx.banco.leitura() as conexao:
        return len({linha.servidor_id for linha in consultas.atos_da_operacao(conexao, operacao_id)})
