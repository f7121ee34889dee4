"""Who holds the posts, who fits them, who would be displaced: what acts on posts ask across people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from ...estatuto.atos.base import Pretendente, SituacaoUnidade
from ...estatuto.formatos.nomes import chave_busca
from ...estatuto.quadro import Quadro, SituacaoCargo
from ...estatuto.tipos import Carater, MotivoAfastamento
from .. import modelos as m
from ..quarentena import abrir_ou_nada
from .provimento import situacao_do_cargo

_V = m.Vinculo
_O = m.Ocupacao

_DA_CARREIRA = select(m.Cargo.id).where(
    m.Cargo.carreira.in_(bindparam("carreiras", expanding=True)), m.Cargo.transformado_em.is_(None)
)
_CARGOS = select(
    m.Cargo.id, m.Cargo.nome, m.Cargo.natureza, m.Cargo.carreira, m.Cargo.extinto_em, m.Cargo.desnecessario_em
).where(m.Cargo.id.in_(bindparam("ids", expanding=True)))
_CARREIRAS = select(m.Cargo.carreira).where(m.Cargo.id.in_(bindparam("ids", expanding=True))).distinct()

_ULTIMO_OCUPANTE = (
    select(_O.vinculo_id, m.Servidor.nome, _O.desde)
    .join(_V, _V.id == _O.vinculo_id)
    .join(m.Servidor, m.Servidor.id == _V.servidor_id)
    .where(
        _O.cargo_id == bindparam("cargo"),
        _O.excedente.is_(False),
        _O.desde <= bindparam("dia"),
        _O.ate.is_(None),
        _O.vinculo_id != bindparam("exceto"),
    )
    .order_by(func.coalesce(_V.nomeacao, _O.desde).desc(), _O.vinculo_id.desc())
    .limit(1)
)

_DISPONIVEIS = (
    select(_V.id, m.Servidor.nome, _V.disponivel_desde)
    .join(m.Servidor, m.Servidor.id == _V.servidor_id)
    .join(m.Cargo, m.Cargo.id == _V.cargo_id)
    .where(
        _V.disponivel_desde <= bindparam("dia"),
        _V.carater == bindparam("natureza"),
        or_(_V.cargo_id == bindparam("cargo"), and_(m.Cargo.carreira == bindparam("carreira"), m.Cargo.carreira != "")),
    )
    .order_by(_V.disponivel_desde, _V.id)
    .limit(20)
)

_POSTOS_DA_UNIDADE = select(func.sum(m.Vaga.quantidade)).where(
    m.Vaga.cargo_id == bindparam("cargo"),
    m.Vaga.unidade_id == bindparam("unidade"),
    or_(m.Vaga.desde.is_(None), m.Vaga.desde <= bindparam("dia")),
)
_OCUPADOS_DA_UNIDADE = (
    select(func.count())
    .select_from(_O)
    .where(
        _O.cargo_id == bindparam("cargo"),
        _O.unidade_id == bindparam("unidade"),
        _O.excedente.is_(False),
        or_(_O.ate.is_(None), _O.ate > bindparam("dia")),
        _O.vinculo_id != bindparam("exceto"),
    )
)


class CargosDoDia:
    """The cargos as one day finds them, each read once: for who asks about many people in one transaction."""

    def __init__(self, conexao: Connection, dia: date) -> None:
        self._conexao = conexao
        self.dia = dia
        self._lidos: dict[int, SituacaoCargo | None] = {}
        self._sem_postos: dict[int, SituacaoCargo] = {}

    def quadro(self, cargos: Iterable[int]) -> Quadro:
        """Return the cargos given and every one of their carreiras."""
        ids = set(cargos)
        if not ids:
            return Quadro()
        carreiras = [c for c in self._conexao.execute(_CARREIRAS, {"ids": sorted(ids)}).scalars() if c]
        if carreiras:
            ids.update(self._conexao.execute(_DA_CARREIRA, {"carreiras": carreiras}).scalars())
        situacoes = {id_: self._situacao(id_) for id_ in sorted(ids)}
        return Quadro(cargos={id_: situacao for id_, situacao in situacoes.items() if situacao is not None})

    def _situacao(self, cargo_id: int) -> SituacaoCargo | None:
        if cargo_id not in self._lidos:
            self._lidos[cargo_id] = situacao_do_cargo(self._conexao, cargo_id, self.dia)
        return self._lidos[cargo_id]

    def sem_postos(self, cargos: Iterable[int]) -> Quadro:
        """Return the cargos given, to ask whether they still exist: their posts, dear to count, are not read."""
        ids = set(cargos)
        novos = ids - self._sem_postos.keys()
        if novos:
            for linha in self._conexao.execute(_CARGOS, {"ids": sorted(novos)}):
                self._sem_postos[linha.id] = SituacaoCargo(
                    id=linha.id, nome=linha.nome, natureza=Carater(linha.natureza), carreira=linha.carreira,
                    extinto_em=linha.extinto_em, desnecessario_em=linha.desnecessario_em,
                )  # fmt: skip
        return Quadro(cargos={id_: self._sem_postos[id_] for id_ in ids if id_ in self._sem_postos})


def quadro_de(conexao: Connection, cargos: Iterable[int], dia: date) -> Quadro:
    """Return the cargos given and every one of their carreiras, as the day finds them."""
    return CargosDoDia(conexao, dia).quadro(cargos)


def quem_cabe(conexao: Connection, cargo: SituacaoCargo, dia: date) -> tuple[Pretendente, ...]:
    """Return who is in disponibilidade and fits the cargo, first who waits longest (art. 38)."""
    chave = {"dia": dia, "natureza": cargo.natureza.value, "cargo": cargo.id, "carreira": cargo.carreira}
    return tuple(
        Pretendente(vinculo=linha.id, nome=linha.nome, desde=linha.disponivel_desde)
        for linha in conexao.execute(_DISPONIVEIS, chave)
    )


def ultimo_ocupante(conexao: Connection, cargo_id: int, dia: date, *, exceto: int) -> Pretendente | None:
    """Return the last named among those who hold a post of the cargo, or None (I3).

    Who was never named here (an opening entry) counts from the day of the post.
    """
    linha = conexao.execute(_ULTIMO_OCUPANTE, {"cargo": cargo_id, "dia": dia, "exceto": exceto}).first()
    return None if linha is None else Pretendente(vinculo=linha.vinculo_id, nome=linha.nome, desde=linha.desde)


def lotacao(conexao: Connection, cargo_id: int, unidade_id: int, dia: date, *, exceto: int) -> tuple[int, int] | None:
    """Return posts and occupants of a cargo in a unit; None where no post of it was ever lotado there."""
    chave = {"cargo": cargo_id, "unidade": unidade_id, "dia": dia, "exceto": exceto}
    postos = conexao.execute(_POSTOS_DA_UNIDADE, chave).scalar()
    if postos is None:
        return None
    return int(postos), conexao.execute(_OCUPADOS_DA_UNIDADE, chave).scalar_one()


_MANDATOS = select(m.Ato.conteudo).where(
    m.Ato.tipo == MotivoAfastamento.MANDATO_SINDICAL.value, m.Ato.id.in_(bindparam("atos", expanding=True))
)
_EM_MANDATO = select(m.Afastamento.ato_id).where(
    m.Afastamento.motivo == MotivoAfastamento.MANDATO_SINDICAL.value,
    m.Afastamento.inicio <= bindparam("fim"),
    or_(m.Afastamento.fim.is_(None), m.Afastamento.fim >= bindparam("inicio")),
)


def mandatos_da_entidade(conexao: Connection, entidade: str, inicio: date, fim: date) -> int:
    """Return how many union mandates of the entity overlap the period, its name compared without accents or case."""
    atos = [a for a in conexao.execute(_EM_MANDATO, {"inicio": inicio, "fim": fim}).scalars() if a is not None]
    if not atos:
        return 0
    conteudos = conexao.execute(_MANDATOS, {"atos": atos}).scalars()
    return sum(chave_busca(str(abrir_ou_nada(c).get("entidade", ""))) == chave_busca(entidade) for c in conteudos)


_PESSOAS_DO_CARGO = (
    select(_V.servidor_id)
    .where(
        or_(
            _V.cargo_id == bindparam("cargo"),
            _V.id.in_(select(_O.vinculo_id).where(_O.cargo_id == bindparam("cargo"))),
        )
    )
    .distinct()
    .order_by(_V.servidor_id)
)


def pessoas_do_cargo(conexao: Connection, cargo_id: int) -> list[int]:
    """Return everybody with a vínculo in the cargo, or who held a post of it."""
    return list(conexao.execute(_PESSOAS_DO_CARGO, {"cargo": cargo_id}).scalars())


_NOMES = select(m.Cargo.id, m.Cargo.nome).where(m.Cargo.id.in_(bindparam("ids", expanding=True)))


def nomes_dos_cargos(conexao: Connection, cargos: Iterable[int]) -> dict[int, str]:
    """Return the names of the cargos, by id."""
    return {linha.id: linha.nome for linha in conexao.execute(_NOMES, {"ids": sorted(cargos)})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lotado:
    """A vínculo, whose it is and where."""

    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    unidade_id: int | None


_LOTADO = select(_V.id, _V.servidor_id, m.Servidor.nome, _V.matricula, _V.unidade_id).join(
    m.Servidor, m.Servidor.id == _V.servidor_id
)


def lotado(conexao: Connection, *, matricula: str = "", vinculo_id: int | None = None) -> Lotado | None:
    """Return the vínculo with an id, or with a matrícula (digits); None if there is none."""
    if vinculo_id is None and not matricula:
        return None
    onde = _V.id == vinculo_id if vinculo_id is not None else _V.matricula == matricula
    linha = conexao.execute(_LOTADO.where(onde)).one_or_none()
    if linha is None:
        return None
    return Lotado(
        vinculo_id=linha.id, servidor_id=linha.servidor_id, nome=linha.nome, matricula=linha.matricula,
        unidade_id=linha.unidade_id,
    )  # fmt: skip


_UNIDADE = (
    select(m.Unidade.id, m.Unidade.nome, m.Unidade.orgao_id, m.Orgao.poder)
    .join(m.Orgao, m.Orgao.id == m.Unidade.orgao_id)
    .where(m.Unidade.id == bindparam("id"))
)


def unidade(conexao: Connection, unidade_id: int) -> SituacaoUnidade | None:
    """Return a unit with its órgão and Poder, or None."""
    linha = conexao.execute(_UNIDADE, {"id": unidade_id}).one_or_none()
    if linha is None:
        return None
    return SituacaoUnidade(id=linha.id, nome=linha.nome, orgao=linha.orgao_id, poder=linha.poder)


def lugares_com_posto(conexao: Connection) -> set[tuple[int, int]]:
    """Return every cargo and unit between which posts were ever lotados."""
    consulta = select(m.Vaga.cargo_id, m.Vaga.unidade_id).where(m.Vaga.unidade_id.is_not(None)).distinct()
    return {(cargo_id, unidade_id) for cargo_id, unidade_id in conexao.execute(consulta) if unidade_id is not None}


def ha_alguem_em_disponibilidade(conexao: Connection) -> bool:
    """Tell whether anybody is in disponibilidade."""
    return conexao.execute(select(_V.id).where(_V.disponivel_desde.is_not(None)).limit(1)).first() is not None


def ha_mandatos_sindicais(conexao: Connection) -> bool:
    """Tell whether any union mandate is in the book."""
    consulta = select(m.Ato.id).where(m.Ato.tipo == MotivoAfastamento.MANDATO_SINDICAL.value).limit(1)
    return conexao.execute(consulta).first() is not None
