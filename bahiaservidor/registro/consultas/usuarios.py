"""Who enters with a password: rows that change only together with what the trail says of them.

Each change leaves in the trail a digest of the row as it became, its codes included: `conferir_usuarios` finds what was
changed by any other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from .. import modelos as m
from ..auditoria import Falha, trilhar
from ..entrada import hash_da_lista, texto_do_instante

OBJETO: Final = "usuario"
"""What the trail calls them."""
_MARCA: Final = "resumo sha256:"


def por_login(conexao: Connection, login: str) -> Row[Any] | None:
    """Return the row of a user, or None."""
    return conexao.execute(select(*m.Usuario.__table__.columns).where(m.Usuario.login == login)).first()


def por_id(conexao: Connection, usuario_id: int) -> Row[Any] | None:
    """Return the row of a user, or None."""
    return conexao.execute(select(*m.Usuario.__table__.columns).where(m.Usuario.id == usuario_id)).first()


def todos(conexao: Connection) -> Sequence[Any]:
    """Return every user in order of name, each with ``codigos``: how many recovery codes are left."""
    u, c = m.Usuario, m.CodigoRecuperacao
    restam = (
        select(func.count(c.id)).where(c.usuario_id == u.id, c.usado_em.is_(None)).scalar_subquery().label("codigos")
    )
    return conexao.execute(select(*u.__table__.columns, restam).order_by(u.ativo.desc(), u.nome, u.id)).all()


def quantos(conexao: Connection) -> int:
    """Return how many users there are, active or not."""
    return int(conexao.execute(select(func.count(m.Usuario.id))).scalar_one())


def administradores(conexao: Connection, papel: str, *, fora: int = 0) -> int:
    """Return how many active users of a role can enter, leaving one out."""
    u = m.Usuario
    consulta = select(func.count(u.id)).where(u.papel == papel, u.ativo.is_(True), u.senha != "", u.id != fora)
    return int(conexao.execute(consulta).scalar_one())


def inserir(conexao: Connection, **valores: Any) -> int:
    """Write a new user and return the id.  The trail is the caller's: `anotar`."""
    return int(conexao.execute(insert(m.Usuario).values(**valores).returning(m.Usuario.id)).scalar_one())


def alterar(conexao: Connection, usuario_id: int, **valores: Any) -> None:
    """Change a user.  The trail is the caller's: `anotar`."""
    conexao.execute(update(m.Usuario).where(m.Usuario.id == usuario_id).values(**valores))


def trocar_codigos(conexao: Connection, usuario_id: int, hashes: Sequence[str]) -> None:
    """Put these recovery codes in the place of those there were."""
    c = m.CodigoRecuperacao
    conexao.execute(delete(c).where(c.usuario_id == usuario_id))
    if hashes:
        conexao.execute(insert(c), [{"usuario_id": usuario_id, "hash": h, "usado_em": None} for h in hashes])


def usar_codigo(conexao: Connection, usuario_id: int, hash_: str, instante: datetime) -> bool:
    """Spend a recovery code; tell whether there was one."""
    c = m.CodigoRecuperacao
    comando = update(c).where(c.usuario_id == usuario_id, c.hash == hash_, c.usado_em.is_(None))
    return bool(conexao.execute(comando.values(usado_em=instante)).rowcount)


def anotar(
    conexao: Connection, *, instante: datetime, quem: str, acao: str, usuario_id: int, detalhe: str = ""
) -> None:
    """Write in the trail what happened to a user, with the digest of the row as it is now."""
    partes = [detalhe] if detalhe else []
    partes.append(f"{_MARCA}{_resumo(conexao, usuario_id)}")
    trilhar(
        conexao, instante=instante, usuario=quem, acao=acao, objeto=OBJETO, objeto_id=usuario_id,
        detalhe="; ".join(partes),
    )  # fmt: skip


def anotar_outra(conexao: Connection, *, instante: datetime, quem: str, acao: str, detalhe: str) -> None:
    """Write in the trail what concerns entering and no row of a user."""
    trilhar(conexao, instante=instante, usuario=quem, acao=acao, objeto="programa", detalhe=detalhe)


def conferir_usuarios(conexao: Connection) -> Iterator[Falha]:
    """Yield what was changed in users by anything but the program."""
    ditos = _ultimos_resumos(conexao)
    existem = set(conexao.execute(select(m.Usuario.id)).scalars())
    for usuario_id in sorted(existem | ditos.keys()):
        onde = f"usuário {usuario_id}"
        if usuario_id not in existem:
            yield Falha(objeto=onde, detalhe="foi apagado por fora do programa")
        elif usuario_id not in ditos:
            yield Falha(objeto=onde, detalhe="foi criado por fora do programa: a trilha não o conhece")
        elif ditos[usuario_id] != _resumo(conexao, usuario_id):
            yield Falha(
                objeto=onde,
                detalhe="não é como a trilha o deixou: nome, papel, permissões, senha, segundo fator ou tentativas "
                "foram alterados por fora do programa",
            )


def _ultimos_resumos(conexao: Connection) -> dict[int, str]:
    t = m.Trilha
    consulta = select(t.objeto_id, t.detalhe).where(t.objeto == OBJETO, t.objeto_id.is_not(None)).order_by(t.id)
    ditos: dict[int, str] = {}
    for usuario_id, detalhe in conexao.execute(consulta.execution_options(yield_per=1000)):
        _, marca, resumo = detalhe.rpartition(_MARCA)
        if marca and usuario_id is not None:
            ditos[usuario_id] = resumo
    return ditos


def _resumo(conexao: Connection, usuario_id: int) -> str:
    """Return the digest of everything kept of a user."""
    c = m.CodigoRecuperacao
    linha = por_id(conexao, usuario_id)
    codigos = conexao.execute(select(c.id, c.hash, c.usado_em).where(c.usuario_id == usuario_id).order_by(c.id)).all()
    campos = [*(linha or ()), *(campo for codigo in codigos for campo in codigo)]
    return hash_da_lista(*(texto_do_instante(c) if isinstance(c, datetime) else c for c in campos))
