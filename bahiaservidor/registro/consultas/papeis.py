"""What the papers say, read from the registry; and the papers themselves, numbered and kept byte for byte."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, insert, select

from .. import modelos as m
from . import guardados

LOTE: Final = 500


class Posto(NamedTuple):
    """A vínculo with its person's id, cargo, lotação and órgão; empty texts and None where nothing is registered."""

    servidor_id: int
    matricula: str | None
    cargo: str
    especialidade: str
    carreira: str
    simbolo: str
    jornada_semanal: str
    grupo: str
    categoria: str
    unidade: str
    municipio: str
    orgao_id: int | None
    orgao: str


class Classificacao(NamedTuple):
    """The place of a candidate in a concurso."""

    edital: str
    classificacao: int
    modalidade: str
    especialidade: str
    polo: str


class AutoridadeRegistrada(NamedTuple):
    """An entry of the register of authorities."""

    nome: str
    cargo: str
    matricula: str
    inciso: str
    delegacao: str


class Numeracao(NamedTuple):
    """The number a paper already has."""

    numero: int
    ano: int
    minuta_id: int | None


class Guardado(NamedTuple):
    """An issued paper, without its bytes."""

    id: int
    especie: str
    orgao_id: int
    ano: int
    numero: int
    titulo: str
    hash: str
    emitido_em: datetime
    emitido_por: str
    servidor_id: int | None
    vinculo_id: int | None
    midia: str
    codigo: str
    lote: str
    origem_id: int | None


# ------------------------------------------------------------------ what a termo says


def posto(conexao: Connection, vinculo_id: int) -> Posto | None:
    """Return a vínculo with what surrounds it, or None."""
    linha = conexao.execute(consulta_dos_postos().where(m.Vinculo.id == vinculo_id)).one_or_none()
    if linha is None:
        return None
    valores: tuple[Any, ...] = tuple(linha)
    return Posto(*valores)


def consulta_dos_postos(*outras: Any) -> Select[*tuple[Any, ...]]:
    """Return the query of `Posto`, with ``outras`` columns after its own."""
    v, c, u, o = m.Vinculo, m.Cargo, m.Unidade, m.Orgao
    consulta: Select[*tuple[Any, ...]] = (
        select(
            v.servidor_id, v.matricula, c.nome, c.especialidade, c.carreira, c.simbolo, c.jornada_semanal,
            func.coalesce(m.GrupoOcupacional.nome, ""), func.coalesce(m.CategoriaFuncional.nome, ""),
            func.coalesce(u.nome, ""), func.coalesce(u.municipio, ""), o.id, func.coalesce(o.nome, ""), *outras,
        )
        .join_from(v, c, c.id == v.cargo_id)
        .join(m.GrupoOcupacional, m.GrupoOcupacional.id == c.grupo_id, isouter=True)
        .join(m.CategoriaFuncional, m.CategoriaFuncional.id == c.categoria_id, isouter=True)
        .join(u, u.id == v.unidade_id, isouter=True)
        .join(o, o.id == u.orgao_id, isouter=True)
    )  # fmt: skip
    return consulta


def classificacao(conexao: Connection, candidato_id: int) -> Classificacao | None:
    """Return edital, list and place of a candidate, or None."""
    ca, li, co = m.Candidato, m.Lista, m.Concurso
    consulta = (
        select(co.edital, ca.classificacao, li.modalidade, li.especialidade, li.polo)
        .join_from(ca, li, li.id == ca.lista_id)
        .join(co, co.id == li.concurso_id)
        .where(ca.id == candidato_id)
    )
    linha = conexao.execute(consulta).one_or_none()
    return None if linha is None else Classificacao(*linha)


def autoridade(conexao: Connection, autoridade_id: int) -> AutoridadeRegistrada | None:
    """Return an authority, or None."""
    a = m.Autoridade
    linha = conexao.execute(
        select(a.nome, a.cargo, a.matricula, a.inciso, a.delegacao).where(a.id == autoridade_id)
    ).one_or_none()
    return None if linha is None else AutoridadeRegistrada(*linha)


def nome_do_orgao(conexao: Connection, orgao_id: int) -> str | None:
    """Return the name of an órgão, or None."""
    return conexao.execute(select(m.Orgao.nome).where(m.Orgao.id == orgao_id)).scalar_one_or_none()


def ultimo_hash(conexao: Connection) -> str | None:
    """Return the hash of the last entry of the book, None while it is empty."""
    return conexao.execute(select(m.Ato.hash).order_by(m.Ato.id.desc()).limit(1)).scalar_one_or_none()


# ------------------------------------------------------------------ papers issued


def numero_do_ato(conexao: Connection, ato_id: int, especie: str) -> Numeracao | None:
    """Return the number that the paper of an act already has: as first issued, or as its minuta was numbered."""
    doc, mi = m.DocumentoEmitido, m.Minuta
    minuta = conexao.execute(
        select(mi.numero, mi.ano, mi.id).where(mi.ato_id == ato_id, mi.numero > 0).order_by(mi.id.desc()).limit(1)
    ).first()
    if minuta is not None:
        return Numeracao(*minuta)
    emitido = conexao.execute(
        select(doc.numero, doc.ano, doc.minuta_id)
        .where(doc.ato_id == ato_id, doc.especie == especie)
        .order_by(doc.id)
        .limit(1)
    ).first()
    return None if emitido is None else Numeracao(*emitido)


def maior_numero(conexao: Connection, *, especie: str, orgao_id: int | None, ano: int) -> int:
    """Return the highest number given to papers of a kind in a year by an órgão, or by any (None); 0 for none."""
    doc = m.DocumentoEmitido
    consulta = select(func.max(doc.numero)).where(doc.especie == especie, doc.ano == ano)
    if orgao_id is not None:
        consulta = consulta.where(doc.orgao_id == orgao_id)
    return conexao.execute(consulta).scalar() or 0


def igual(conexao: Connection, *, especie: str, orgao_id: int, hash_: str) -> Guardado | None:
    """Return the issued paper of a kind with exactly these bytes, or None."""
    doc = m.DocumentoEmitido
    return _primeiro(conexao, _guardados().where(doc.hash == hash_, doc.especie == especie, doc.orgao_id == orgao_id))


def com_assunto(conexao: Connection, *, especie: str, orgao_id: int, ano: int, assunto: str) -> Guardado | None:
    """Return the latest paper of a kind, órgão and year whose title ends with the subject, or None."""
    doc = m.DocumentoEmitido
    consulta = _guardados().where(
        doc.especie == especie,
        doc.orgao_id == orgao_id,
        doc.ano == ano,
        doc.titulo.endswith(f" – {assunto}", autoescape=True),
    )
    return _primeiro(conexao, consulta)


def numero_livre(conexao: Connection, *, especie: str, orgao_id: int, ano: int, numero: int) -> bool:
    """Tell whether no paper of that kind, órgão and year was issued with the number."""
    doc = m.DocumentoEmitido
    consulta = select(doc.id).where(
        doc.especie == especie, doc.orgao_id == orgao_id, doc.ano == ano, doc.numero == numero
    )
    return conexao.execute(consulta).first() is None


def guardar(conexao: Connection, *, pdf: bytes, hash_: str, **colunas: Any) -> int:
    """Keep the bytes, once however often they are issued, and the paper that has them; return its id."""
    guardados.guardar(conexao, {hash_: pdf})
    chave = conexao.execute(insert(m.DocumentoEmitido), {"hash": hash_, **colunas}).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def emitido(conexao: Connection, documento_id: int) -> Guardado | None:
    """Return one issued paper, or None."""
    return _primeiro(conexao, _guardados().where(m.DocumentoEmitido.id == documento_id))


def emitidos(conexao: Connection, *, especie: str | None = None, servidor_id: int | None = None) -> list[Guardado]:
    """Return the papers issued, the latest first."""
    doc = m.DocumentoEmitido
    consulta = _guardados()
    if especie is not None:
        consulta = consulta.where(doc.especie == especie)
    if servidor_id is not None:
        consulta = consulta.where(doc.servidor_id == servidor_id)
    return [Guardado(*linha) for linha in conexao.execute(consulta)]


def originados(conexao: Connection, documento_id: int) -> list[Guardado]:
    """Return the papers made from one: its other formats and its signed versions, the latest first."""
    consulta = _guardados().where(m.DocumentoEmitido.origem_id == documento_id)
    return [Guardado(*linha) for linha in conexao.execute(consulta)]


def memoria(conexao: Connection, documento_id: int) -> str | None:
    """Return, as JSON, where each date of an issued paper comes from; None when there is no such paper."""
    return conexao.execute(
        select(m.DocumentoEmitido.memoria).where(m.DocumentoEmitido.id == documento_id)
    ).scalar_one_or_none()


def com_hash(conexao: Connection, hash_: str) -> list[Guardado]:
    """Return the issued papers with exactly these bytes, the latest first."""
    return [Guardado(*linha) for linha in conexao.execute(_guardados().where(m.DocumentoEmitido.hash == hash_))]


def com_codigo(conexao: Connection, codigo: str) -> list[Guardado]:
    """Return the issued papers with the code that the QR says, the latest first."""
    return [Guardado(*linha) for linha in conexao.execute(_guardados().where(m.DocumentoEmitido.codigo == codigo))]


def conteudo(conexao: Connection, documento_id: int) -> tuple[str, bytes] | None:
    """Return the hash and the bytes of an issued paper, or None.  PapelAusente when the bytes are not there."""
    doc = m.DocumentoEmitido
    hash_ = conexao.execute(select(doc.hash).where(doc.id == documento_id)).scalar_one_or_none()
    return None if hash_ is None else (hash_, guardados.ler(conexao, hash_))


def _guardados() -> Select[*tuple[Any, ...]]:
    doc = m.DocumentoEmitido
    consulta: Select[*tuple[Any, ...]] = select(
        doc.id, doc.especie, doc.orgao_id, doc.ano, doc.numero, doc.titulo, doc.hash, doc.emitido_em, doc.emitido_por,
        doc.servidor_id, doc.vinculo_id, doc.midia, doc.codigo, doc.lote, doc.origem_id,
    ).order_by(doc.id.desc())  # fmt: skip
    return consulta


def _primeiro(conexao: Connection, consulta: Select[*tuple[Any, ...]]) -> Guardado | None:
    linha = conexao.execute(consulta.limit(1)).first()
    return None if linha is None else Guardado(*linha)
