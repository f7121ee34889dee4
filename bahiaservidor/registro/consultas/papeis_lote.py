"""What the papers of a batch say, read for many vínculos at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from .. import modelos as m
from . import guardados
from .papeis import Classificacao, Guardado, Numeracao, Posto, _guardados, consulta_dos_postos

LOTE = 500


def _pedacos(ids: Iterable[int]) -> Iterator[list[int]]:
    todos = list(ids)
    for inicio in range(0, len(todos), LOTE):
        yield todos[inicio : inicio + LOTE]


def postos(conexao: Connection, vinculos: Iterable[int]) -> dict[int, Posto]:
    """Return vínculos with what surrounds them, by id; one that does not exist is left out."""
    achados: dict[int, Posto] = {}
    for pedaco in _pedacos(vinculos):
        for linha in conexao.execute(consulta_dos_postos(m.Vinculo.id).where(m.Vinculo.id.in_(pedaco))):
            *valores, id_ = linha
            achados[id_] = Posto(*valores)
    return achados


def servidores(conexao: Connection, ids: Iterable[int]) -> dict[int, Row[Any]]:
    """Return the records of people, by id."""
    achados: dict[int, Row[Any]] = {}
    for pedaco in _pedacos(ids):
        consulta = select(*m.Servidor.__table__.columns).where(m.Servidor.id.in_(pedaco))
        achados.update({linha.id: linha for linha in conexao.execute(consulta)})
    return achados


def classificacoes(conexao: Connection, candidatos: Iterable[int]) -> dict[int, Classificacao]:
    """Return the places of candidates, by id."""
    ca, li, co = m.Candidato, m.Lista, m.Concurso
    consulta = (
        select(ca.id, co.edital, ca.classificacao, li.modalidade, li.especialidade, li.polo)
        .join_from(ca, li, li.id == ca.lista_id)
        .join(co, co.id == li.concurso_id)
    )
    achados: dict[int, Classificacao] = {}
    for pedaco in _pedacos(candidatos):
        for linha in conexao.execute(consulta.where(ca.id.in_(pedaco))):
            achados[linha[0]] = Classificacao(*linha[1:])
    return achados


def numeros_dos_atos(conexao: Connection, atos: Iterable[int], especie: str) -> dict[int, Numeracao]:
    """Return the numbers that the papers of acts already have, by act: of the minuta, else as first issued."""
    doc, mi = m.DocumentoEmitido, m.Minuta
    achados: dict[int, Numeracao] = {}
    for pedaco in _pedacos(atos):
        emitidos = select(doc.ato_id, doc.numero, doc.ano, doc.minuta_id).where(
            doc.ato_id.in_(pedaco), doc.especie == especie
        )
        por_ato: list[Any] = [*conexao.execute(emitidos.order_by(doc.id.desc()))]
        minutas = select(mi.ato_id, mi.numero, mi.ano, mi.id).where(mi.ato_id.in_(pedaco), mi.numero > 0)
        # Last, so that it counts: a termo keeps the number its minuta had.
        por_ato += conexao.execute(minutas.order_by(mi.id))
        achados.update({linha[0]: Numeracao(*linha[1:]) for linha in por_ato})
    return achados


def abertas_dos_vinculos(conexao: Connection, vinculos: Iterable[int], tipo: str) -> dict[int, int]:
    """Return, by vínculo, the latest minuta of a kind that is still open."""
    mi = m.Minuta
    achadas: dict[int, int] = {}
    for pedaco in _pedacos(vinculos):
        consulta = select(mi.vinculo_id, mi.id).where(
            mi.vinculo_id.in_(pedaco),
            mi.tipo == tipo,
            mi.estado.in_(("preparada", "emitida", "enviada", "assinada")),
        )
        achadas.update({linha.vinculo_id: linha.id for linha in conexao.execute(consulta.order_by(mi.id))})
    return achadas


def ultimos_dias(conexao: Connection, vinculos: Iterable[int], tipo: str) -> dict[int, date]:
    """Return, by vínculo, the last possible day of a deadline of that kind that nothing has resolved."""
    p = m.Prazo
    achados: dict[int, date] = {}
    for pedaco in _pedacos(vinculos):
        consulta = select(p.vinculo_id, p.vence_ultimo).where(
            p.vinculo_id.in_(pedaco), p.tipo == tipo, p.desfecho.is_(None), p.retido.is_(False)
        )
        achados.update({linha.vinculo_id: linha.vence_ultimo for linha in conexao.execute(consulta)})
    return achados


def anteriores(conexao: Connection, *, especie: str, ano: int, servidores: Iterable[int]) -> list[Guardado]:
    """Return the papers of a kind already issued about these people in a year, the latest first."""
    doc = m.DocumentoEmitido
    achados: list[Guardado] = []
    for pedaco in _pedacos(servidores):
        consulta = _guardados().where(doc.especie == especie, doc.ano == ano, doc.servidor_id.in_(pedaco))
        achados.extend(Guardado(*linha) for linha in conexao.execute(consulta))
    return achados


def com_hashes(conexao: Connection, hashes: Iterable[str]) -> list[Guardado]:
    """Return the issued papers with one of these digests, the latest first."""
    return [
        Guardado(*linha) for linha in conexao.execute(_guardados().where(m.DocumentoEmitido.hash.in_(list(hashes))))
    ]


def guardar_muitos(
    conexao: Connection, arquivos: Sequence[tuple[str, bytes]], linhas: Sequence[dict[str, Any]]
) -> None:
    """Keep many papers in two statements; bytes that are already kept are not written again."""
    guardados.guardar(conexao, dict(arquivos))
    if linhas:
        conexao.execute(insert(m.DocumentoEmitido), list(linhas))


def do_lote(conexao: Connection, lote: str) -> list[Guardado]:
    """Return the papers of a batch, in order of issue."""
    doc = m.DocumentoEmitido
    return [Guardado(*linha) for linha in conexao.execute(_guardados().where(doc.lote == lote))][::-1]


def vinculos_da_lista(conexao: Connection, lista_id: int) -> list[Any]:
    """Return who was named from a list and not annulled: vínculo, person, name, cargo, place; in order of place."""
    v, s, c, ca = m.Vinculo, m.Servidor, m.Cargo, m.Candidato
    consulta = (
        select(
            v.id.label("vinculo_id"), v.servidor_id, s.nome, s.nome_social, c.nome.label("cargo"), ca.classificacao,
            v.posse, v.exercicio, func.coalesce(v.matricula, "").label("matricula"),
        )
        .join_from(v, s, s.id == v.servidor_id)
        .join(c, c.id == v.cargo_id)
        .join(ca, ca.id == v.candidato_id)
        .where(ca.lista_id == lista_id, v.sem_efeito.is_(None))
        .order_by(ca.classificacao, v.id)
    )  # fmt: skip
    return list(conexao.execute(consulta).all())


def vinculos_por_id(conexao: Connection, vinculos: Iterable[int]) -> list[Any]:
    """Return these vínculos as `vinculos_da_lista` does, in order of name; place None for who was in no list."""
    v, s, c, ca = m.Vinculo, m.Servidor, m.Cargo, m.Candidato
    consulta = (
        select(
            v.id.label("vinculo_id"), v.servidor_id, s.nome, s.nome_social, c.nome.label("cargo"), ca.classificacao,
            v.posse, v.exercicio, func.coalesce(v.matricula, "").label("matricula"), s.nome_busca,
        )
        .join_from(v, s, s.id == v.servidor_id)
        .join(c, c.id == v.cargo_id)
        .join(ca, ca.id == v.candidato_id, isouter=True)
    )  # fmt: skip
    linhas: list[Any] = [
        linha for pedaco in _pedacos(vinculos) for linha in conexao.execute(consulta.where(v.id.in_(pedaco)))
    ]
    return sorted(linhas, key=lambda linha: (linha.nome_busca, linha.vinculo_id))
