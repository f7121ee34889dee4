"""Spreadsheets that came in: what was kept of them, and whom their rows may be about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, exists, func, insert, select, update

from .. import modelos as m
from ..cadastro import ESPECIES
from ..livro import CADASTRO
from .agenda import Consulta

_LOTE: Final = 10_000
"""Values asked for at once: below SQLite's limit of variables, and few questions for a long file."""


# ------------------------------------------------------------------ what was kept


def inserir(conexao: Connection, valores: Mapping[str, Any]) -> int:
    """Write an import and return its id."""
    chave = conexao.execute(insert(m.Importacao), dict(valores)).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def contar(conexao: Connection, importacao_id: int, *, entraram: int, recusadas: int) -> None:
    """Write how many rows of an import entered and how many did not."""
    i = m.Importacao
    conexao.execute(update(i).where(i.id == importacao_id).values(entraram=entraram, recusadas=recusadas))


def inserir_linhas(conexao: Connection, linhas: Sequence[Mapping[str, Any]]) -> None:
    """Write what each row of an import became."""
    if linhas:
        conexao.execute(insert(m.ImportacaoLinha), [dict(linha) for linha in linhas])


def lista(conexao: Connection, importacao_id: int | None = None) -> list[Any]:
    """Return the imports, the latest first (or only one), with `desfeita_em` and `desfeita_quem` when taken back."""
    i, o = m.Importacao, m.Operacao
    consulta = (
        select(*i.__table__.columns, o.instante.label("desfeita_em"), o.usuario.label("desfeita_quem"))
        .join_from(i, o, o.id == i.desfeita_por, isouter=True)
        .order_by(i.id.desc())
    )
    if importacao_id is not None:
        consulta = consulta.where(i.id == importacao_id)
    return list(conexao.execute(consulta).all())


def ultima_do_arquivo(conexao: Connection, sha256: str) -> datetime | None:
    """Return when a file with these bytes last came in, if it was not taken back."""
    i = m.Importacao
    consulta = select(func.max(i.instante)).where(i.sha256 == sha256, i.desfeita_por.is_(None))
    return conexao.execute(consulta).scalar()


def marcar_desfeita(conexao: Connection, importacao_id: int, operacao_id: int, motivo: str) -> None:
    """Write that an import was taken back."""
    i = m.Importacao
    conexao.execute(update(i).where(i.id == importacao_id).values(desfeita_por=operacao_id, motivo=motivo))


def mapa_lembrado(conexao: Connection, especie: str, cabecalho: str) -> str | None:
    """Return the columns last used for a kind with these headers, as JSON."""
    mapa = m.ImportacaoMapa
    consulta = select(mapa.mapa).where(mapa.especie == especie, mapa.cabecalho == cabecalho)
    return conexao.execute(consulta).scalar()


def lembrar_mapa(
    conexao: Connection, especie: str, cabecalho: str, mapa: str, *, instante: datetime, usuario: str
) -> None:
    """Keep the columns used for a kind with these headers, over those kept before."""
    tabela = m.ImportacaoMapa
    valores = {"mapa": mapa, "instante": instante, "usuario": usuario}
    mudou = conexao.execute(
        update(tabela).where(tabela.especie == especie, tabela.cabecalho == cabecalho).values(valores)
    )
    if not mudou.rowcount:
        conexao.execute(insert(tabela), {"especie": especie, "cabecalho": cabecalho, **valores})


# ------------------------------------------------------------------ taking it back


def atos_da_operacao(conexao: Connection, operacao_id: int) -> list[Any]:
    """Return the acts of people of an operation, the latest first: `id`, `tipo`, `servidor_id`, `vinculo_id`."""
    a = m.Ato
    consulta = select(a.id, a.tipo, a.servidor_id, a.vinculo_id).where(a.operacao_id == operacao_id, a.tipo != CADASTRO)
    return list(conexao.execute(consulta.order_by(a.id.desc())).all())


def cadastros_da_operacao(conexao: Connection, operacao_id: int) -> list[Any]:
    """Return the subjects whose records an operation wrote: `sujeito_tipo`, `sujeito_id`.

    ``antes`` is what the record said before (JSON, None for one it created), ``depois`` whether it changed since.
    """
    a = m.Ato
    primeiras = (
        select(a.sujeito_tipo, a.sujeito_id, func.min(a.seq).label("seq"))
        .where(a.operacao_id == operacao_id, a.tipo == CADASTRO)
        .group_by(a.sujeito_tipo, a.sujeito_id)
        .subquery()
    )
    p = primeiras.c
    outra = m.Ato.__table__.alias("outra").c
    do_mesmo = (outra.sujeito_tipo == p.sujeito_tipo, outra.sujeito_id == p.sujeito_id, outra.tipo == CADASTRO)
    antes = select(outra.conteudo).where(*do_mesmo, outra.seq < p.seq).order_by(outra.seq.desc()).limit(1)
    depois = exists().where(*do_mesmo, outra.seq > p.seq, outra.operacao_id != operacao_id)
    consulta = select(p.sujeito_tipo, p.sujeito_id, antes.scalar_subquery().label("antes"), depois.label("depois"))
    return list(conexao.execute(consulta.order_by(p.sujeito_tipo, p.sujeito_id)).all())


def atos_posteriores(conexao: Connection, operacao_id: int) -> list[Any]:
    """Return the acts entered after an operation about the people it touched: `id`, `servidor_id`."""
    a = m.Ato
    da_operacao = select(a.servidor_id).where(a.operacao_id == operacao_id, a.servidor_id.is_not(None))
    ultimo = select(func.max(a.id)).where(a.operacao_id == operacao_id).scalar_subquery()
    consulta = select(a.id, a.servidor_id).where(
        a.servidor_id.in_(da_operacao), a.tipo != CADASTRO, a.id > ultimo, a.operacao_id != operacao_id
    )
    return list(conexao.execute(consulta.order_by(a.id)).all())


def contatos_da_trilha(conexao: Connection, acao: str, marca: str) -> dict[int, list[str]]:
    """Return, by person, the contact data that an import filled in, and that nobody changed since."""
    t = m.Trilha
    achados: dict[int, list[str]] = {}
    consulta = select(t.id, t.objeto_id, t.detalhe).where(
        t.objeto == "servidor", t.acao == acao, t.detalhe.startswith(marca, autoescape=True)
    )
    for id_, servidor_id, detalhe in conexao.execute(consulta).all():
        mudados = conexao.execute(
            select(t.detalhe).where(t.objeto == "servidor", t.objeto_id == servidor_id, t.id > id_)
        ).scalars()
        depois = {nome for texto in mudados for nome in texto.split(", ")}
        assert servidor_id is not None
        achados[servidor_id] = [nome for nome in detalhe.removeprefix(marca).split(", ") if nome not in depois]
    return achados


def nomes_dos_sujeitos(conexao: Connection, sujeito_tipo: str, ids: Sequence[int]) -> dict[int, str]:
    """Return what some records are called."""
    tabela = ESPECIES[sujeito_tipo].tabela
    coluna = next(
        (tabela.columns[n] for n in ("nome", "edital", "descricao", "modalidade") if n in tabela.columns), None
    )
    if coluna is None:
        return {}
    consulta = select(tabela.columns["id"], coluna).where(tabela.columns["id"].in_(ids))
    return {linha[0]: linha[1] for linha in conexao.execute(consulta)}


# ------------------------------------------------------------------ whom a row may be about


def _em_partes(valores: Iterable[Any]) -> Iterator[list[Any]]:
    todos = list(dict.fromkeys(valores))
    for inicio in range(0, len(todos), _LOTE):
        yield todos[inicio : inicio + _LOTE]


def pessoas_por(conexao: Connection, coluna: str, valores: Collection[Any]) -> list[Any]:
    """Return the people whose `coluna` (id, cpf, pis, nome_busca) has one of the values; merged records left out."""
    s = m.Servidor
    alvo = s.__table__.columns[coluna]
    consulta = select(*s.__table__.columns).where(s.unificado_em.is_(None))
    return [linha for parte in _em_partes(valores) for linha in conexao.execute(consulta.where(alvo.in_(parte)))]


def vinculos_de(conexao: Connection, servidores: Collection[int]) -> list[Any]:
    """Return the vínculos of people: `id`, `servidor_id`, `matricula`, `cargo_id`, `cargo`, `fim`, `numero`."""
    v, c = m.Vinculo, m.Cargo
    consulta = _vinculos(c.nome.label("cargo")).join(c, c.id == v.cargo_id)
    return _com(conexao, consulta, v.servidor_id, servidores)


def vinculos_das_matriculas(conexao: Connection, matriculas: Collection[str]) -> list[Any]:
    """Return the vínculos with these matrículas, as `vinculos_de`, with the person's `nome`."""
    v, c, s = m.Vinculo, m.Cargo, m.Servidor
    consulta = _vinculos(c.nome.label("cargo"), s.nome.label("nome")).join(c, c.id == v.cargo_id)
    return _com(conexao, consulta.join(s, s.id == v.servidor_id), v.matricula, matriculas)


def _vinculos(*outras: Any) -> Any:
    v = m.Vinculo
    return select(v.id, v.servidor_id, v.matricula, v.cargo_id, v.fim, v.numero, *outras).select_from(v).order_by(v.id)


def _com(conexao: Connection, consulta: Consulta, coluna: Any, valores: Collection[Any]) -> list[Any]:
    return [x for parte in _em_partes(valores) for x in conexao.execute(consulta.where(coluna.in_(parte)))]


def candidatos_de(conexao: Connection, cpf: str | None, nome_busca: str) -> list[Any]:
    """Return the candidates with a CPF or with a compared name: `id`, `nome`, `edital`, the latest contest first."""
    c, lista, concurso = m.Candidato, m.Lista, m.Concurso
    quem = c.cpf == cpf if cpf else c.nome_busca == nome_busca
    consulta = (
        select(c.id, c.nome, concurso.edital)
        .join_from(c, lista, lista.id == c.lista_id)
        .join(concurso, concurso.id == lista.concurso_id)
        .where(quem | ((c.nome_busca == nome_busca) & c.cpf.is_(None)))
        .order_by(concurso.homologacao.desc(), c.id)
    )
    return list(conexao.execute(consulta).all())
