"""The registry as an open archive has it: every table row by row, as stored, and the bytes of each paper kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from . import modelos as m
from .auditoria import raiz_do_livro
from .livro import todas_as_entradas

ESPECIES: Final = {"INTEGER": "inteiro", "BIGINT": "inteiro", "BOOLEAN": "booleano", "BLOB": "bytes", "DATE": "data"}
"""Kind of a column by its declared type, when it is no plain text; dates and instants are ISO texts as stored."""

SEGREDOS: Final = frozenset({("usuario", "senha"), ("usuario", "totp"), ("codigo_recuperacao", "hash")})
"""What users enter with: empty in the archive, which anybody can read.  Passwords are chosen again where it arrives."""

_A_CADA: Final = 1000
NOMES_DAS_TABELAS: Final = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' ORDER BY name"
)
"""Every table but those of the text index, which are computed from the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelaGuardada:
    """A table as the database has it; ``chave`` are the columns that put its rows in order."""

    nome: str
    colunas: tuple[str, ...]
    especies: tuple[str, ...]
    chave: tuple[str, ...]


class Referencia(NamedTuple):
    """Something of the registry that a kept file is the bytes of; empty for a file of nothing."""

    hash: str
    bytes: int
    nome: str
    tabela: str
    id: int | None
    midia: str
    quando: str
    servidor_id: int | None
    pessoa: str


class Cabecas(NamedTuple):
    """The heads of the chains of the book."""

    entradas: int
    ultima_entrada: int
    raiz: str
    ultimo_selo: str


def tabelas(conexao: Connection) -> list[TabelaGuardada]:
    """Return the tables in order of name."""
    instantes = {
        (modelo.__tablename__, coluna.name)
        for modelo in m.todas()
        if hasattr(modelo, "__tablename__")
        for coluna in modelo.__table__.columns
        if isinstance(coluna.type, m.Instante)
    }
    achadas = []
    for nome in conexao.exec_driver_sql(NOMES_DAS_TABELAS).scalars().all():
        colunas = conexao.exec_driver_sql(f'PRAGMA table_info("{nome}")').all()
        chave = sorted((coluna.pk, coluna.name) for coluna in colunas if coluna.pk)
        achadas.append(
            TabelaGuardada(
                nome=nome,
                colunas=tuple(coluna.name for coluna in colunas),
                especies=tuple(
                    "instante" if (nome, coluna.name) in instantes else ESPECIES.get(str(coluna.type).upper(), "texto")
                    for coluna in colunas
                ),
                chave=tuple(coluna for _, coluna in chave) or ("rowid",),
            )
        )
    return achadas


def contar(conexao: Connection, tabela: TabelaGuardada) -> int:
    """Return how many rows a table has."""
    return int(conexao.exec_driver_sql(f'SELECT count(*) FROM "{tabela.nome}"').scalar_one())


def linhas(conexao: Connection, tabela: TabelaGuardada) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table as stored, in order of key; bytes come as None: files have them; secrets come empty."""
    colunas = ", ".join(
        "NULL" if especie == "bytes" else "''" if (tabela.nome, nome) in SEGREDOS else f'"{nome}"'
        for nome, especie in zip(tabela.colunas, tabela.especies, strict=True)
    )
    ordem = ", ".join(f'"{nome}"' if nome != "rowid" else nome for nome in tabela.chave)
    # The driver's own cursor: nothing between it and the file changes a value, or costs as much as reading it.
    motor = conexao.connection.driver_connection
    assert motor is not None
    yield from motor.execute(f'SELECT {colunas} FROM "{tabela.nome}" ORDER BY {ordem}')


def referencias(conexao: Connection) -> Iterator[Referencia]:
    """Yield what each kept file is, in order of hash: a row for each thing that it is the bytes of, at least one."""
    consulta = (
        "SELECT a.hash, a.tamanho, coalesce(r.nome, ''), coalesce(r.tabela, ''), r.id, coalesce(r.midia, ''), "
        "coalesce(r.quando, ''), r.servidor_id, coalesce(s.nome, '') FROM arquivo a LEFT JOIN ("
        "SELECT hash, 'documento_emitido' AS tabela, id, titulo AS nome, midia, emitido_em AS quando, servidor_id "
        "FROM documento_emitido UNION ALL "
        "SELECT hash, 'anexo', id, nome, midia, recebido_em, servidor_id FROM anexo UNION ALL "
        "SELECT hash, 'relatorio_saldo', id, 'Saldo do relatório do ' || trimestre || 'º trimestre de ' || ano, "
        "'application/json', em, NULL FROM relatorio_saldo"
        ") r ON r.hash = a.hash LEFT JOIN servidor s ON s.id = r.servidor_id ORDER BY a.hash, r.tabela, r.id"
    )
    motor = conexao.connection.driver_connection
    assert motor is not None
    for linha in motor.execute(consulta):
        yield Referencia(*linha)


def quantos_arquivos(conexao: Connection) -> int:
    """Return how many files are kept."""
    return int(conexao.exec_driver_sql("SELECT count(*) FROM arquivo").scalar_one())


def cabecas(conexao: Connection) -> Cabecas:
    """Return the heads of the chains."""
    ultima, quantas = conexao.exec_driver_sql("SELECT coalesce(max(id), 0), count(*) FROM ato").one()
    selo = conexao.execute(select(m.Selo.raiz).order_by(m.Selo.id.desc()).limit(1)).scalar()
    return Cabecas(quantas, ultima, raiz_do_livro(conexao, ultima), selo or "")


def livro_com_papeis(conexao: Connection) -> Iterator[Any]:
    """Yield every entry of the book as `livro.ler_linha` takes it, with the paper that carries it and whose it is.

    Columns of the paper begin with ``papel_``; ``pessoa`` is a name, empty for what is nobody's.
    """
    i, s, a = m.Instrumento, m.Servidor, m.Ato
    consulta = (
        todas_as_entradas()
        .add_columns(
            a.hash_anterior, s.nome.label("pessoa"), i.tipo.label("papel_tipo"), i.numero.label("papel_numero"),
            i.data.label("papel_data"), i.autoridade.label("papel_autoridade"), i.doe_edicao.label("papel_doe_edicao"),
            i.doe_data.label("papel_doe_data"), i.doe_pagina.label("papel_doe_pagina"),
        )
        .join(i, i.id == a.instrumento_id, isouter=True)
        .join(s, s.id == a.servidor_id, isouter=True)
    )  # fmt: skip
    yield from conexao.execute(consulta.execution_options(yield_per=_A_CADA))


def nomes_dos_cadastros(conexao: Connection) -> dict[tuple[str, int], str]:
    """Return the names of cargos, unidades and autoridades: what acts refer to by number."""
    return {
        (especie, linha.id): linha.nome
        for especie, modelo in (("cargo", m.Cargo), ("unidade", m.Unidade), ("autoridade", m.Autoridade))
        for linha in conexao.execute(select(modelo.id, modelo.nome))
    }


def trilha_do_acervo(conexao: Connection) -> list[Any]:
    """Return who exported the whole registry, and when, the latest first."""
    t = m.Trilha
    consulta = select(t.instante, t.usuario, t.detalhe).where(t.objeto == "acervo", t.acao == "exporta")
    return list(conexao.execute(consulta.order_by(t.id.desc()).limit(50)).all())
