"""Classes and referências of each cargo: rows read from the words that its record keeps in the book."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from ..estatuto.formatos.niveis import ler_niveis
from . import modelos as m

Classes = list[tuple[str, list[str]]]
"""Each class with its referências, in order."""


def das_palavras(niveis: str) -> Classes:
    """Return the classes that the words of a cargo's record give, each once; none when they cannot be told apart."""
    classes = {
        n.rotulo: list(dict.fromkeys(r.rotulo for r in n.referencias)) for n in ler_niveis(niveis) if n.reconhecido
    }
    return list(classes.items())


def gravadas(conexao: Connection, cargos: Sequence[int]) -> dict[int, Classes]:
    """Return the classes stored of each of the cargos; a cargo without any is left out."""
    c, r = m.Classe, m.Referencia
    consulta = (
        select(c.cargo_id, c.id, c.nome, r.nome.label("referencia"))
        .join_from(c, r, r.classe_id == c.id, isouter=True)
        .where(c.cargo_id.in_(cargos))
        .order_by(c.cargo_id, c.ordem, c.id, r.ordem, r.id)
    )
    achadas: dict[int, Classes] = {}
    ultima = None
    for cargo_id, classe_id, nome, referencia in conexao.execute(consulta):
        classes = achadas.setdefault(cargo_id, [])
        if classe_id != ultima:
            classes.append((nome, []))
            ultima = classe_id
        if referencia is not None:
            classes[-1][1].append(referencia)
    return achadas


def gravar(conexao: Connection, cargo_id: int, niveis: str, *, novo: bool) -> None:
    """Write the classes and referências of a cargo, over those there were."""
    classes = das_palavras(niveis)
    if not novo:
        if gravadas(conexao, [cargo_id]).get(cargo_id, []) == classes:
            return
        antigas = select(m.Classe.id).where(m.Classe.cargo_id == cargo_id)
        conexao.execute(delete(m.Referencia).where(m.Referencia.classe_id.in_(antigas)))
        conexao.execute(delete(m.Classe).where(m.Classe.cargo_id == cargo_id))
    for ordem, (nome, referencias) in enumerate(classes, start=1):
        valores = {"cargo_id": cargo_id, "nome": nome, "ordem": ordem}
        chave = conexao.execute(insert(m.Classe), valores).inserted_primary_key
        assert chave is not None
        if referencias:
            linhas = [{"classe_id": chave[0], "nome": r, "ordem": n} for n, r in enumerate(referencias, start=1)]
            conexao.execute(insert(m.Referencia), linhas)
