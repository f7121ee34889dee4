"""What an act needs to know of the registers around it, as frozen values of the law."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, and_, exists, func, or_, select

from ...estatuto.atos.base import SituacaoAutoridade, SituacaoCargo, SituacaoConcurso
from ...estatuto.tipos import Carater
from .. import modelos as m

#: States that occupy no post whatever their dates: an opening entry may declare them.
_NAO_OCUPAM = ("aposentado", "em_disponibilidade", "desligado", "nomeacao_sem_efeito")


def situacao_do_cargo(conexao: Connection, cargo_id: int, desde: date) -> SituacaoCargo | None:
    """Return the cargo as a nomeação published on ``desde`` finds it; None if there is no such cargo.

    Posts are those whose law was in force on that day; ``postos`` is None when none was ever recorded.
    """
    linha = conexao.execute(
        select(m.Cargo.nome, m.Cargo.natureza, m.Cargo.extinto_em).where(m.Cargo.id == cargo_id)
    ).one_or_none()
    if linha is None:
        return None
    vagas = conexao.execute(select(m.Vaga.quantidade, m.Vaga.desde).where(m.Vaga.cargo_id == cargo_id)).all()
    postos = sum(v.quantidade for v in vagas if v.desde is None or v.desde <= desde) if vagas else None
    return SituacaoCargo(
        id=cargo_id,
        nome=linha.nome,
        natureza=Carater(linha.natureza),
        extinto_em=linha.extinto_em,
        postos=postos,
        ocupacao_maxima=0 if postos is None else ocupacao_maxima(conexao, cargo_id, desde),
    )


def ocupacao_maxima(conexao: Connection, cargo_id: int, desde: date) -> int:
    """Return the highest number of posts of the cargo occupied on any day from ``desde`` on.

    A post is free on the very day of the vacância.
    """
    v = m.Vinculo
    fim = func.coalesce(v.fim, v.sem_efeito)
    do_cargo = and_(v.cargo_id == cargo_id, v.situacao_base.not_in(_NAO_OCUPAM))
    encerrado = and_(v.cargo_id == cargo_id, fim > desde, v.ocupa_desde < fim)
    linhas_futuras = conexao.execute(
        select(v.ocupa_desde, fim.label("fim")).where(or_(do_cargo, encerrado), v.ocupa_desde > desde)
    ).all()
    no_dia = or_(and_(do_cargo, or_(fim.is_(None), fim > desde)), encerrado)
    if not linhas_futuras:
        return conexao.execute(select(func.count()).select_from(v).where(no_dia, v.ocupa_desde <= desde)).scalar_one()
    atuais: list[date | None] = list(
        conexao.execute(select(fim.label("fim")).where(no_dia, v.ocupa_desde <= desde)).scalars()
    )
    eventos = [(f, -1) for f in atuais if f is not None]
    for linha in linhas_futuras:
        eventos.append((linha.ocupa_desde, 1))
        if linha.fim is not None:
            eventos.append((linha.fim, -1))
    ocupados = maximo = len(atuais)
    # On one day the post is left before it is taken.
    for _, passo in sorted(eventos):
        ocupados += passo
        maximo = max(maximo, ocupados)
    return maximo


def situacao_do_concurso(conexao: Connection, candidato_id: int, publicacao: date) -> SituacaoConcurso | None:
    """Return the concurso of a candidate and who, better placed in the same list, is neither named nor withdrawn."""
    c, lista, concurso = m.Candidato, m.Lista, m.Concurso
    linha = conexao.execute(
        select(
            c.lista_id,
            c.classificacao,
            c.nome,
            lista.cargo_id,
            concurso.edital,
            concurso.homologacao,
            concurso.validade_meses,
            concurso.prorrogacao,
        )
        .join(lista, lista.id == c.lista_id)
        .join(concurso, concurso.id == lista.concurso_id)
        .where(c.id == candidato_id)
    ).one_or_none()
    if linha is None:
        return None
    nomeado = exists().where(m.Vinculo.candidato_id == c.id, m.Vinculo.nomeacao <= publicacao)
    a_frente = [
        c.lista_id == linha.lista_id,
        c.classificacao < linha.classificacao,
        c.situacao == "a_nomear",
        ~nomeado,
    ]
    quantos = conexao.execute(select(func.count()).select_from(c).where(*a_frente)).scalar_one()
    nomes = (
        conexao.execute(select(c.nome).where(*a_frente).order_by(c.classificacao).limit(3)).scalars().all()
        if quantos
        else ()
    )
    ja = conexao.execute(select(m.Vinculo.id).where(m.Vinculo.candidato_id == candidato_id).limit(1)).first()
    return SituacaoConcurso(
        nome=linha.edital,
        homologacao=linha.homologacao,
        validade_meses=linha.validade_meses,
        prorrogacao=linha.prorrogacao,
        classificacao=linha.classificacao,
        preteridos=quantos,
        nomes_preteridos=tuple(nomes),
        cargo=linha.cargo_id,
        candidato=linha.nome,
        ja_nomeado=ja is not None,
    )


def situacao_da_autoridade(conexao: Connection, autoridade_id: int) -> SituacaoAutoridade | None:
    """Return an entry of the register of authorities; None if there is none with this id."""
    a = m.Autoridade
    linha = conexao.execute(
        select(a.nome, a.cargo, a.inciso, a.desde, a.ate).where(a.id == autoridade_id)
    ).one_or_none()
    if linha is None:
        return None
    return SituacaoAutoridade(nome=linha.nome, cargo=linha.cargo, inciso=linha.inciso, desde=linha.desde, ate=linha.ate)


def servidor_do_vinculo(conexao: Connection, vinculo_id: int) -> int | None:
    """Return the person a vínculo belongs to, or None."""
    return conexao.execute(select(m.Vinculo.servidor_id).where(m.Vinculo.id == vinculo_id)).scalar_one_or_none()


def versao_do_vinculo(conexao: Connection, vinculo_id: int) -> int | None:
    """Return the version of a vínculo, which each act about it raises."""
    return conexao.execute(select(m.Vinculo.versao).where(m.Vinculo.id == vinculo_id)).scalar_one_or_none()


def pessoa_do_cpf(conexao: Connection, cpf: str) -> tuple[int, str] | None:
    """Return id and name of the person with a CPF (11 digits), or None."""
    linha = conexao.execute(select(m.Servidor.id, m.Servidor.nome).where(m.Servidor.cpf == cpf)).one_or_none()
    return None if linha is None else (linha.id, linha.nome)


def vinculo_da_matricula(conexao: Connection, matricula: str) -> tuple[int, str] | None:
    """Return the vínculo with a matrícula (8 digits) and the person's name, or None."""
    linha = conexao.execute(
        select(m.Vinculo.id, m.Servidor.nome)
        .join(m.Servidor, m.Servidor.id == m.Vinculo.servidor_id)
        .where(m.Vinculo.matricula == matricula)
    ).one_or_none()
    return None if linha is None else (linha.id, linha.nome)
