"""Records that should never have entered: an entry of the book takes them out, and their rows go.

Nothing is erased of the book: the last ``cadastro`` entry about the subject says that it was withdrawn, and why.  Its
number is never given to another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, delete, exists, select

from . import classes
from . import modelos as m
from .banco import MUDOU_REGRAS
from .cadastro import DAS_REGRAS, ESPECIES
from .entrada import RETIRADO
from .livro import CADASTRO, Operacao, lancar

_PROJECOES: Final = frozenset({"vinculo", "ocupacao"})
"""Tables of the fold that point to records: rows of vínculos that go too are no reason for a record to stay."""

_DELE: Final = frozenset({("cargo", "classe")})
"""Rows that are part of a record: they go with it."""

_LOTE: Final = 900


def retirar(conexao: Connection, operacao: Operacao, sujeito_tipo: str, sujeito_id: int, motivo: str) -> None:
    """Enter that a record is withdrawn and take its row out; nothing may refer to it any more."""
    lancar(
        conexao, operacao, sujeito_tipo=sujeito_tipo, sujeito_id=sujeito_id, tipo=CADASTRO,
        conteudo={RETIRADO: True, "motivo": motivo},
        servidor_id=sujeito_id if sujeito_tipo == "servidor" else None,
    )  # fmt: skip
    tabela = ESPECIES[sujeito_tipo].tabela
    if sujeito_tipo == "cargo":
        classes.gravar(conexao, sujeito_id, "", novo=False)
    conexao.execute(delete(tabela).where(tabela.columns["id"] == sujeito_id))
    if sujeito_tipo in DAS_REGRAS:
        conexao.info[MUDOU_REGRAS] = True


def tirar_planos_vazios(conexao: Connection) -> None:
    """Take out the groups and categories that no cargo names: a cargo's record writes them, and its end leaves them."""
    g, k, c = m.GrupoOcupacional, m.CategoriaFuncional, m.Cargo
    conexao.execute(delete(k).where(~exists().where(c.categoria_id == k.id)))
    conexao.execute(delete(g).where(~exists().where(c.grupo_id == g.id), ~exists().where(k.grupo_id == g.id)))


def quem_se_apoia(
    conexao: Connection, sujeito_tipo: str, ids: Sequence[int], saem: Mapping[str, Collection[int]]
) -> dict[int, list[str]]:
    """Return, for those of the records that something still refers to, the tables that do.

    ``saem``: by table, the ids of the rows that go too.
    """
    apoiados: dict[int, list[str]] = {}
    m.todas()
    alvo = ESPECIES[sujeito_tipo].tabela.name
    for tabela in m.Base.metadata.tables.values():
        if (alvo, tabela.name) in _DELE:
            continue
        colunas = [fk.parent for fk in tabela.foreign_keys if fk.column.table.name == alvo]
        if tabela.name == "servidor" and alvo == "servidor":
            colunas.append(tabela.columns["unificado_em"])
        for coluna in colunas:
            if tabela.name == "prazo" and coluna.name == "servidor_id":
                continue
            dono = tabela.columns["vinculo_id" if tabela.name == "ocupacao" else "id"]
            chave = "vinculo" if tabela.name in _PROJECOES else tabela.name
            fora = set(saem.get(chave, ()))
            for inicio in range(0, len(ids), _LOTE):
                consulta = select(coluna, dono).where(coluna.in_(ids[inicio : inicio + _LOTE]))
                for id_, de_quem in conexao.execute(consulta):
                    if de_quem not in fora and tabela.name not in apoiados.setdefault(id_, []):
                        apoiados[id_].append(tabela.name)
    return {id_: tabelas for id_, tabelas in apoiados.items() if tabelas}
