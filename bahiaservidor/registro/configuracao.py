"""Settings that are not law, and the figures of the bottom bar."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, func, insert, or_, select, text

from . import modelos as m
from .banco import MUDOU_REGRAS

ORGAO: Final = "orgao_id"
UNIDADE: Final = "unidade_id"
MUNICIPIO: Final = "municipio"
"""Keys written by the first run."""
RAIZES: Final = "assinatura_raizes"
"""Folder of the authorities whose signatures are trusted."""
SEGUNDA_PESSOA: Final = "segunda_pessoa"
"""Kinds of act that a second person confirms, separated by spaces; without it, the default."""
MASCARAR_CPF: Final = "mascarar_cpf"
"""“sim” where lists mask the CPF for everybody."""


def ler(conexao: Connection, chave: str) -> str | None:
    """Return a setting, or None."""
    return conexao.execute(select(m.Configuracao.valor).where(m.Configuracao.chave == chave)).scalar()


def gravar(conexao: Connection, chave: str, valor: str) -> None:
    """Write a setting over the one there was."""
    conexao.execute(delete(m.Configuracao).where(m.Configuracao.chave == chave))
    conexao.execute(insert(m.Configuracao), {"chave": chave, "valor": valor})


def contagens(conexao: Connection) -> tuple[int, int]:
    """Return how many people and how many entries of the book there are."""
    servidores = conexao.execute(select(func.count()).select_from(m.Servidor)).scalar_one()
    atos = conexao.execute(select(func.count()).select_from(m.Ato)).scalar_one()
    return servidores, atos


def ha_quem_entre(conexao: Connection) -> bool:
    """Tell whether somebody can enter with a password: then nobody works without one.

    Asked at each opening, so in words that load no table but this one.
    """
    consulta = "SELECT EXISTS (SELECT 1 FROM usuario WHERE ativo AND senha <> '')"
    return bool(conexao.execute(text(consulta)).scalar_one())


def primeira_entrada(conexao: Connection) -> str:
    """Return the hash of the first entry of the book, which no other registry has; empty before there is one."""
    return conexao.execute(select(m.Ato.hash).order_by(m.Ato.id).limit(1)).scalar() or ""


def nome_do_orgao(conexao: Connection) -> str:
    """Return the name of the installation's órgão, empty before the first run."""
    id_ = ler(conexao, ORGAO)
    if id_ is None:
        return ""
    return conexao.execute(select(m.Orgao.nome).where(m.Orgao.id == int(id_))).scalar() or ""


def pessoas_de_outro_motor(conexao: Connection, motor: str, limite: int | None = None) -> list[int]:
    """Return whose rows were computed by another version of the engine, in order."""
    v = m.Vinculo
    # Two ranges of the index: `<>` would read every vínculo, and this is asked at each opening.
    outro = or_(v.motor < motor, v.motor > motor)
    consulta = select(v.servidor_id).where(outro).distinct().order_by(v.servidor_id).limit(limite)
    return list(conexao.execute(consulta).scalars())


def marcar_mudanca(conexao: Connection) -> None:
    """Say that a setting which may move a deadline (the município) changed in this transaction."""
    conexao.info[MUDOU_REGRAS] = True
