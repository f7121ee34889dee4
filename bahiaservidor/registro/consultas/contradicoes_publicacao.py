"""Where the Diário Oficial published a paper: the one thing of it that may be completed."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, select, update

from .. import modelos as m

SEM_PAPEL: Final = "instrumento"
"""What is said of a published act that came without its paper."""


class Papel(NamedTuple):
    """The paper of an act, with where it was published as far as is known."""

    id: int
    tipo: str
    numero: str
    doe_edicao: str
    doe_data: date | None
    doe_pagina: str


def papel_do_ato(conexao: Connection, ato_id: int) -> Papel | None:
    """Return the paper of an act, None when it has none."""
    i, a = m.Instrumento, m.Ato
    consulta = (
        select(i.id, i.tipo, i.numero, i.doe_edicao, i.doe_data, i.doe_pagina)
        .join_from(i, a, a.instrumento_id == i.id)
        .where(a.id == ato_id)
    )
    linha = conexao.execute(consulta).first()
    return None if linha is None else Papel(*linha)


def completar(conexao: Connection, papel_id: int, *, edicao: str, data: date, pagina: str) -> None:
    """Write where a paper was published; nothing else of it may change."""
    i = m.Instrumento
    conexao.execute(update(i).where(i.id == papel_id).values(doe_edicao=edicao, doe_data=data, doe_pagina=pagina))
