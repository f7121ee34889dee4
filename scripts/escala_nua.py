"""The bare work that `bench_escala.py` compares with: SQL by hand on the driver, with nothing around it."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

_V = "SELECT v.id FROM vinculo v "
_P = "SELECT p.id FROM prazo p "
_ABERTO = "WHERE p.desfecho IS NULL "

ORDENS_DE_SERVIDORES = {
    "nome": _V + "JOIN servidor s ON s.id = v.servidor_id ORDER BY s.nome_busca, v.id",
    "matricula": _V + "ORDER BY v.matricula, v.id",
    "cpf": _V + "JOIN servidor s ON s.id = v.servidor_id ORDER BY s.cpf, v.id",
    "cargo": _V + "JOIN cargo c ON c.id = v.cargo_id ORDER BY c.nome_busca, v.id",
    "unidade": _V + "LEFT JOIN unidade u ON u.id = v.unidade_id ORDER BY u.nome, v.id",
    "situacao": _V + "ORDER BY CASE WHEN v.situacao_base <> 'em_exercicio' THEN v.situacao_base "
    "WHEN EXISTS (SELECT 1 FROM afastamento a WHERE a.vinculo_id = v.id AND a.inicio <= :hoje "
    "AND (a.fim IS NULL OR a.fim >= :hoje)) THEN 'afastado' "
    "WHEN v.estavel_desde <= :hoje THEN 'estavel' "
    "WHEN EXISTS (SELECT 1 FROM prazo p WHERE p.vinculo_id = v.id AND p.tipo = 'fim_estagio') THEN 'em_estagio' "
    "ELSE 'em_exercicio' END, v.id",
    "proximo_prazo": _V + "ORDER BY (SELECT min(p.vence) FROM prazo p WHERE p.vinculo_id = v.id "
    "AND p.desfecho IS NULL AND (p.vence_ultimo >= :hoje OR p.retido)), v.id",
}

_PESSOA = "JOIN vinculo v ON v.id = p.vinculo_id "
_SEGUIDO = (
    "LEFT JOIN acompanhamento a ON a.vinculo_id = p.vinculo_id AND a.tipo = p.tipo AND a.numero = p.numero " + _ABERTO
)

ORDENS_DE_PRAZOS = {
    "vence": _P + _ABERTO + "ORDER BY p.vence, p.id",
    "vence_ultimo": _P + _ABERTO + "ORDER BY p.vence_ultimo, p.vence, p.id",
    "nome": _P + "JOIN servidor s ON s.id = p.servidor_id " + _ABERTO + "ORDER BY s.nome_busca, p.vence, p.id",
    "matricula": _P + _PESSOA + _ABERTO + "ORDER BY v.matricula, p.vence, p.id",
    "cargo": _P + _PESSOA + "JOIN cargo c ON c.id = v.cargo_id " + _ABERTO + "ORDER BY c.nome_busca, p.vence, p.id",
    "unidade": _P + _PESSOA + "LEFT JOIN unidade u ON u.id = v.unidade_id " + _ABERTO
    + "ORDER BY u.nome, p.vence, p.id",
    "orgao": _P + _PESSOA + "LEFT JOIN unidade u ON u.id = v.unidade_id LEFT JOIN orgao o ON o.id = u.orgao_id "
    + _ABERTO + "ORDER BY o.sigla, p.vence, p.id",
    "tipo": _P + _ABERTO + "ORDER BY p.tipo, p.vence, p.id",
    "estado": _P + _ABERTO + "ORDER BY CASE WHEN p.vence IS NULL THEN 3 WHEN p.vence >= :hoje THEN 0 "
    "WHEN p.vence_ultimo >= :hoje THEN 1 ELSE 2 END, p.vence, p.id",
    "responsavel": _P + _SEGUIDO + "ORDER BY a.responsavel, p.vence, p.id",
    "data_interna": _P + _SEGUIDO + "ORDER BY a.data_interna, p.vence, p.id",
}  # fmt: skip


def primeira_de_servidores(con: sqlite3.Connection) -> list[Any]:
    """Return the first hundred people by name, with the columns that the list shows."""
    return con.execute(
        "SELECT v.id, s.nome, v.matricula, s.cpf, c.nome, u.nome, o.sigla, v.situacao_base, v.estavel_desde, "
        "(SELECT min(p.vence) FROM prazo p WHERE p.vinculo_id = v.id AND p.desfecho IS NULL) "
        "FROM servidor s JOIN vinculo v ON v.servidor_id = s.id JOIN cargo c ON c.id = v.cargo_id "
        "LEFT JOIN unidade u ON u.id = v.unidade_id LEFT JOIN orgao o ON o.id = u.orgao_id "
        "ORDER BY s.nome_busca LIMIT 100"
    ).fetchall()


def primeira_de_prazos(con: sqlite3.Connection) -> list[Any]:
    """Return the first hundred open deadlines, with the columns that the list shows."""
    return con.execute(
        "SELECT p.id, s.nome, v.matricula, c.nome, u.nome, o.sigla, p.tipo, p.numero, p.inicio, p.vence, "
        "p.vence_ultimo, p.dispositivo FROM prazo p JOIN vinculo v ON v.id = p.vinculo_id "
        "JOIN servidor s ON s.id = p.servidor_id JOIN cargo c ON c.id = v.cargo_id "
        "LEFT JOIN unidade u ON u.id = v.unidade_id LEFT JOIN orgao o ON o.id = u.orgao_id "
        "WHERE p.desfecho IS NULL ORDER BY p.vence LIMIT 100"
    ).fetchall()


def procurar(con: sqlite3.Connection, texto: str) -> list[Any]:
    """Return twenty rows of the text index for the words, as prefixes."""
    expressao = " ".join(f'"{palavra}"*' for palavra in texto.split())
    return con.execute("SELECT rowid FROM busca_pessoa WHERE busca_pessoa MATCH ? LIMIT 20", (expressao,)).fetchall()


def ficha(con: sqlite3.Connection, servidor_id: int) -> list[Any]:
    """Return everything stored about a person."""
    return [
        con.execute(f"SELECT * FROM {tabela} WHERE {chave} = ?", (servidor_id,)).fetchall()
        for tabela, chave in (("servidor", "id"), ("vinculo", "servidor_id"), ("prazo", "servidor_id"),
                              ("ato", "servidor_id"))
    ]  # fmt: skip


def entre(con: sqlite3.Connection, de: date, ate: date) -> list[Any]:
    """Return the open deadlines of some days, and the first hundred with their columns."""
    achados = con.execute(
        "SELECT id FROM prazo WHERE desfecho IS NULL AND vence BETWEEN ? AND ? ORDER BY vence, id",
        (de.isoformat(), ate.isoformat()),
    ).fetchall()
    marcas = ",".join(str(linha[0]) for linha in achados[:100])
    con.execute(
        "SELECT p.*, s.nome, c.nome, u.nome FROM prazo p JOIN vinculo v ON v.id = p.vinculo_id "
        "JOIN servidor s ON s.id = p.servidor_id JOIN cargo c ON c.id = v.cargo_id "
        f"LEFT JOIN unidade u ON u.id = v.unidade_id WHERE p.id IN ({marcas})"
    ).fetchall()
    return achados


def conferir(con: sqlite3.Connection) -> int:
    """Read the whole book in order, hashing each entry, and every deadline: what any check cannot do without."""
    total = 0
    for linha in con.execute("SELECT conteudo, sal, hash_anterior FROM ato ORDER BY id"):
        hashlib.sha256("".join(linha).encode()).digest()
        total += 1
    for _ in con.execute("SELECT * FROM prazo ORDER BY vinculo_id"):
        total += 1
    return total


class Gravador:
    """A row in a table of its own, on the disk when `gravar` returns."""

    def __init__(self, banco: Path) -> None:
        self._con = sqlite3.connect(banco, isolation_level=None, timeout=30)
        self._con.execute("PRAGMA synchronous = FULL")
        self._con.execute("CREATE TABLE IF NOT EXISTS escala_nua (id INTEGER PRIMARY KEY, texto TEXT)")

    def gravar(self) -> None:
        """Write one row."""
        self._con.execute("BEGIN IMMEDIATE")
        self._con.execute("INSERT INTO escala_nua (texto) VALUES (?)", ("x" * 600,))
        self._con.execute("COMMIT")

    def fechar(self) -> None:
        """Leave the registry as it was."""
        self._con.execute("DROP TABLE escala_nua")
        self._con.close()
