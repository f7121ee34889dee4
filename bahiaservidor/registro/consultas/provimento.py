"""What an act needs to know of the registers around it, as frozen values of the law.

Statements are built once: registering an act asks several of them, and building costs more than running.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select

from ...estatuto.atos.base import SituacaoAutoridade, SituacaoConcurso
from ...estatuto.quadro import SituacaoCargo, atual
from ...estatuto.tipos import Carater
from .. import modelos as m
from ..transformados import transformacoes

_CARGO = select(m.Cargo.nome, m.Cargo.natureza, m.Cargo.carreira, m.Cargo.extinto_em, m.Cargo.desnecessario_em).where(
    m.Cargo.id == bindparam("id")
)
_VAGAS = select(m.Vaga.cargo_id, m.Vaga.quantidade, m.Vaga.desde).where(
    m.Vaga.cargo_id.in_(bindparam("cargos", expanding=True))
)

_V = m.Vinculo
_O = m.Ocupacao
_OCUPADOS = and_(
    _O.cargo_id == bindparam("cargo"),
    _O.excedente.is_(False),
    or_(_O.ate.is_(None), and_(_O.ate > bindparam("desde"), _O.ate > _O.desde)),
)
_QUANTOS_NO_DIA = select(func.count()).select_from(_O).where(_OCUPADOS, _O.desde <= bindparam("desde"))
_FINS_NO_DIA = select(_O.ate).where(_OCUPADOS, _O.desde <= bindparam("desde"))
_OCUPANTES_FUTUROS = select(_O.desde, _O.ate).where(_OCUPADOS, _O.desde > bindparam("desde"))

_C = m.Candidato
_CANDIDATO = (
    select(
        _C.lista_id,
        _C.classificacao,
        _C.nome,
        m.Lista.cargo_id,
        m.Concurso.edital,
        m.Concurso.homologacao,
        m.Concurso.validade_meses,
        m.Concurso.prorrogacao,
    )
    .join(m.Lista, m.Lista.id == _C.lista_id)
    .join(m.Concurso, m.Concurso.id == m.Lista.concurso_id)
    .where(_C.id == bindparam("id"))
)
_OUTRO = m.Candidato.__table__.alias("outro").c
_OUTRA_LISTA = m.Lista.__table__.alias("outra_lista").c
_A_FRENTE = and_(
    _C.lista_id == bindparam("lista"),
    _C.classificacao < bindparam("classificacao"),
    # Who withdrew only after the publication still waited on that day.
    or_(_C.situacao == "a_nomear", _C.situacao_em > bindparam("publicacao")),
    ~exists().where(_V.candidato_id == _C.id, _V.nomeacao <= bindparam("publicacao")),
    # Who was named by another list of the same contest waits in none.
    ~exists().where(
        _OUTRO.cpf == _C.cpf,
        _OUTRO.id != _C.id,
        _OUTRA_LISTA.id == _OUTRO.lista_id,
        _OUTRA_LISTA.concurso_id == select(m.Lista.concurso_id).where(m.Lista.id == _C.lista_id).scalar_subquery(),
        _V.candidato_id == _OUTRO.id,
        _V.nomeacao <= bindparam("publicacao"),
    ),
)
_QUANTOS_A_FRENTE = select(func.count()).select_from(_C).where(_A_FRENTE)
_NOMES_A_FRENTE = select(_C.nome).where(_A_FRENTE).order_by(_C.classificacao).limit(3)
_JA_NOMEADO = select(_V.id).where(_V.candidato_id == bindparam("id")).limit(1)

_AUTORIDADE = select(
    m.Autoridade.nome, m.Autoridade.cargo, m.Autoridade.inciso, m.Autoridade.desde, m.Autoridade.ate
).where(m.Autoridade.id == bindparam("id"))
_DONO = select(_V.servidor_id).where(_V.id == bindparam("id"))
_VERSAO = select(_V.versao).where(_V.id == bindparam("id"))
_DO_CPF = select(m.Servidor.id, m.Servidor.nome).where(m.Servidor.cpf == bindparam("cpf"))
_SEM_VINCULO = select(m.Servidor.id).where(
    m.Servidor.cpf == bindparam("cpf"), ~exists().where(_V.servidor_id == m.Servidor.id)
)
_DA_MATRICULA = (
    select(_V.id, m.Servidor.nome)
    .join(m.Servidor, m.Servidor.id == _V.servidor_id)
    .where(_V.matricula == bindparam("matricula"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoComPostos:
    """A cargo and the posts that laws gave it, each with the day from which; ``limitado`` when it has any recorded."""

    id: int
    nome: str
    natureza: Carater
    carreira: str
    extinto_em: date | None
    desnecessario_em: date | None
    vagas: tuple[tuple[date | None, int], ...]
    limitado: bool

    def postos_em(self, dia: date) -> int | None:
        """Return the posts whose law was in force on the day; None for no limit recorded."""
        if not self.limitado:
            return None
        return sum(quantidade for desde, quantidade in self.vagas if desde is None or desde <= dia)

    def situacao(self, postos: int | None, ocupacao_maxima: int) -> SituacaoCargo:
        """Return the cargo as an act finds it."""
        return SituacaoCargo(
            id=self.id,
            nome=self.nome,
            natureza=self.natureza,
            carreira=self.carreira,
            extinto_em=self.extinto_em,
            desnecessario_em=self.desnecessario_em,
            postos=postos,
            ocupacao_maxima=ocupacao_maxima,
        )


def cargo_com_postos(conexao: Connection, cargo_id: int) -> CargoComPostos | None:
    """Return the cargo with its posts and those of the cargos transformed into it; None if there is no such cargo."""
    linha = conexao.execute(_CARGO, {"id": cargo_id}).one_or_none()
    if linha is None:
        return None
    mudados = transformacoes(conexao)
    somados = [cargo_id, *(velho for velho in mudados if atual(velho, mudados) == cargo_id)]
    vagas = conexao.execute(_VAGAS, {"cargos": somados}).all()
    return CargoComPostos(
        id=cargo_id,
        nome=linha.nome,
        natureza=Carater(linha.natureza),
        carreira=linha.carreira,
        extinto_em=linha.extinto_em,
        desnecessario_em=linha.desnecessario_em,
        vagas=tuple((v.desde, v.quantidade) for v in vagas),
        limitado={v.cargo_id for v in vagas}.issuperset(somados),
    )


def situacao_do_cargo(conexao: Connection, cargo_id: int, desde: date) -> SituacaoCargo | None:
    """Return the cargo as an act published on ``desde`` finds it; None if there is no such cargo.

    Posts are those whose law was in force on that day, with those of the cargos transformed into it; ``postos`` is None
    when one of these never had any recorded.
    """
    cargo = cargo_com_postos(conexao, cargo_id)
    if cargo is None:
        return None
    postos = cargo.postos_em(desde)
    return cargo.situacao(postos, 0 if postos is None else ocupacao_maxima(conexao, cargo_id, desde))


def ocupacao_maxima(conexao: Connection, cargo_id: int, desde: date) -> int:
    """Return the highest number of posts of the cargo occupied on any day from ``desde`` on, excedentes apart.

    A post is free on the very day of the vacância.
    """
    chave = {"cargo": cargo_id, "desde": desde}
    futuros = [(linha.desde, linha.ate) for linha in conexao.execute(_OCUPANTES_FUTUROS, chave)]
    if not futuros:
        return conexao.execute(_QUANTOS_NO_DIA, chave).scalar_one()
    return _maximo(list(conexao.execute(_FINS_NO_DIA, chave).scalars()), futuros)


def maximo_ocupado(postos: Iterable[tuple[date, date | None]], desde: date) -> int:
    """Return the same as `ocupacao_maxima`, of the posts given: first day and the one on which each was left."""
    valem = [(de, ate) for de, ate in postos if ate is None or (ate > desde and ate > de)]
    atuais = [ate for de, ate in valem if de <= desde]
    return _maximo(atuais, [(de, ate) for de, ate in valem if de > desde])


def _maximo(atuais: Sequence[date | None], futuros: Iterable[tuple[date, date | None]]) -> int:
    eventos = [(fim, -1) for fim in atuais if fim is not None]
    for desde, ate in futuros:
        eventos.append((desde, 1))
        if ate is not None:
            eventos.append((ate, -1))
    ocupados = maximo = len(atuais)
    # On one day the post is left before it is taken.
    for _, passo in sorted(eventos):
        ocupados += passo
        maximo = max(maximo, ocupados)
    return maximo


def situacao_do_concurso(conexao: Connection, candidato_id: int, publicacao: date) -> SituacaoConcurso | None:
    """Return the concurso of a candidate and who, better placed in the same list, is neither named nor withdrawn."""
    linha = conexao.execute(_CANDIDATO, {"id": candidato_id}).one_or_none()
    if linha is None:
        return None
    chave = {"lista": linha.lista_id, "classificacao": linha.classificacao, "publicacao": publicacao}
    quantos = conexao.execute(_QUANTOS_A_FRENTE, chave).scalar_one()
    nomes = tuple(conexao.execute(_NOMES_A_FRENTE, chave).scalars()) if quantos else ()
    return SituacaoConcurso(
        nome=linha.edital,
        homologacao=linha.homologacao,
        validade_meses=linha.validade_meses,
        prorrogacao=linha.prorrogacao,
        classificacao=linha.classificacao,
        preteridos=quantos,
        nomes_preteridos=nomes,
        cargo=linha.cargo_id,
        candidato=linha.nome,
        ja_nomeado=conexao.execute(_JA_NOMEADO, {"id": candidato_id}).first() is not None,
    )


def situacao_da_autoridade(conexao: Connection, autoridade_id: int) -> SituacaoAutoridade | None:
    """Return an entry of the register of authorities; None if there is none with this id."""
    linha = conexao.execute(_AUTORIDADE, {"id": autoridade_id}).one_or_none()
    if linha is None:
        return None
    return SituacaoAutoridade(nome=linha.nome, cargo=linha.cargo, inciso=linha.inciso, desde=linha.desde, ate=linha.ate)


def servidor_do_vinculo(conexao: Connection, vinculo_id: int) -> int | None:
    """Return the person a vínculo belongs to, or None."""
    return conexao.execute(_DONO, {"id": vinculo_id}).scalar_one_or_none()


def versao_do_vinculo(conexao: Connection, vinculo_id: int) -> int | None:
    """Return the version of a vínculo, which each act about it raises."""
    return conexao.execute(_VERSAO, {"id": vinculo_id}).scalar_one_or_none()


def pessoa_do_cpf(conexao: Connection, cpf: str) -> tuple[int, str] | None:
    """Return id and name of the person with a CPF (11 digits), or None."""
    linha = conexao.execute(_DO_CPF, {"cpf": cpf}).one_or_none()
    return None if linha is None else (linha.id, linha.nome)


def pessoa_sem_vinculo(conexao: Connection, cpf: str) -> int | None:
    """Return the person with a CPF (11 digits) who has no vínculo, or None."""
    return conexao.execute(_SEM_VINCULO, {"cpf": cpf}).scalar_one_or_none()


def vinculo_da_matricula(conexao: Connection, matricula: str) -> tuple[int, str] | None:
    """Return the vínculo with a matrícula (8 digits) and the person's name, or None."""
    linha = conexao.execute(_DA_MATRICULA, {"matricula": matricula}).one_or_none()
    return None if linha is None else (linha.id, linha.nome)
