"""What the printed file of a person lists besides the book: papers received."""

from __future__ import annotations

from sqlalchemy import Connection, select

from .. import modelos as m
from .cadastros import Linhas


def anexos(conexao: Connection, servidor_id: int) -> Linhas:
    """Return the files received about a person that count, in order of arrival."""
    a = m.Anexo
    consulta = select(a.id, a.nome, a.peca, a.descricao, a.paginas, a.data, a.recebido_em)
    return list(conexao.execute(consulta.where(a.servidor_id == servidor_id, a.retirado == "").order_by(a.id)).all())
