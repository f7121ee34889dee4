"""The clock of the machine against the registry: told to the clerk when it stands before what was last written."""

from __future__ import annotations

from datetime import date, datetime

from ..estatuto.formatos.datas import formatar_data
from ..registro.auditoria import ultimo_da_trilha
from ..registro.livro import ultimo_instante
from ..relogio import fuso_da_bahia
from .contexto import Contexto


def ultimo_dia(ctx: Contexto) -> date | None:
    """Return the day, in Bahia, of the last thing written in book or trail; None in an empty registry."""
    with ctx.banco.leitura() as conexao:
        instantes: list[datetime] = [i for i in (ultimo_instante(conexao), ultimo_da_trilha(conexao)) if i is not None]
    return max(instantes).astimezone(fuso_da_bahia()).date() if instantes else None


def aviso_do_relogio(ctx: Contexto, *, hoje: date) -> str:
    """Return what to tell who works with a clock before the last operation's day; empty when it is right.

    Nothing goes back: what is entered meanwhile bears the instant of the last operation.
    """
    ultimo = ultimo_dia(ctx)
    if ultimo is None or hoje >= ultimo:
        return ""
    return (
        f"O relógio deste computador marca {formatar_data(hoje)}, e a última operação do registro é de "
        f"{formatar_data(ultimo)}. Prazos e situações são mostrados para a data do relógio, e o que for registrado "
        "ficará com o instante da última operação; acerte a data do computador."
    )
