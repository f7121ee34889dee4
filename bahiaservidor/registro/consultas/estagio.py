"""Who is in estágio probatório: filtered, sorted and counted in SQL, exact on the day asked.

The few people whose end moves with the day arrive recomputed (`Ajustados`) and are filtered by ``passa``; everybody
else is read through the indexes, and only the rows of a page are ever built.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    and_,
    case,
    column,
    exists,
    false,
    func,
    or_,
    select,
    union_all,
    values,
)

from ...estatuto.contagem import somar_meses
from ...estatuto.parametros import Parametros
from ...estatuto.tipos import Desfecho, FimDeMes, TipoPrazo
from .. import modelos as m
from ..busca import vinculos_com
from ..quarentena import abrir_ou_nada, fora_das_contas
from .agenda import LOTE, Ajustados, ajuste, rotulo_do_orgao
from .estados import estado_do_prazo, ordenar

Consulta = Select[*tuple[Any, ...]]

ORDENS: Final = ("fim", "nome", "matricula", "cargo", "unidade", "exercicio", "portao", "avaliacoes")

DESIGNACAO: Final = "designacao_avaliadores"

TIPOS: Final = (TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO, TipoPrazo.FIM_ESTAGIO)


class Criterio(Protocol):
    """What the list is filtered by; empty values do not restrict."""

    @property
    def recorte(self) -> str: ...
    @property
    def orgao_id(self) -> int | None: ...
    @property
    def unidade_id(self) -> int | None: ...
    @property
    def texto(self) -> str: ...


class Pessoa(NamedTuple):
    """Whose vínculo it is, and where."""

    vinculo_id: int
    servidor_id: int
    nome: str
    matricula: str | None
    cargo: str
    unidade: str
    orgao: str


class PrazoDoEstagio(NamedTuple):
    """One deadline of the estágio, with its state on the day."""

    id: int
    vinculo_id: int
    tipo: str
    numero: int
    inicio: date | None
    vence: date | None
    vence_ultimo: date | None
    estado: str
    dispositivo: str
    fechado_em: date | None
    fechado_por: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagina:
    """Everything the rows of a page are built from."""

    pessoas: dict[int, Pessoa]
    prazos: dict[int, list[PrazoDoEstagio]]
    chefes: dict[int, str]


_OUTRO = m.Prazo.__table__.alias("outro").c

Emendados = Mapping[int, str | None]
"""Who evaluates, None for nobody, where a later entry corrected or undid an act of the person: folded, not read."""

_Filtro = Callable[[Sequence[int]], Collection[int]]
"""Answers which of these vínculos, whose dates move with the day, belong to the part of the list asked for."""


def ids(
    conexao: Connection, criterio: Criterio, *, ordem: str, decrescente: bool, hoje: date, parametros: Parametros,
    ajustados: Ajustados, passam: _Filtro, emendados: Emendados,
) -> array[int]:  # fmt: skip
    """Return the vínculos in display order.  KeyError for an order that is not in `ORDENS`."""
    p = m.Prazo
    movidos = _fins_movidos(ajustados)
    fixos = _em_estagio(conexao, criterio).where(_do_recorte(criterio.recorte, hoje, parametros, emendados))
    if movidos:
        fixos = fixos.where(p.vinculo_id.not_in(list(movidos)))
    candidatos = _movidos_do_filtro(conexao, criterio, movidos)
    dentro = passam(candidatos) if candidatos else ()
    if not dentro:
        chaves = [*_chaves(ordem, p.vence.expression), p.vinculo_id.expression]
        consulta = _juntar(fixos, ordem, criterio).with_only_columns(p.vinculo_id)
        return array("q", conexao.execute(consulta.order_by(*ordenar(chaves, decrescente=decrescente))).scalars())
    movel = values(column("vinculo", m.Inteiro), column("vence", Date), name="movidos").data(
        [(id_, movidos[id_]) for id_ in dentro]
    ).cte("movidos")  # fmt: skip
    nomes = [f"k{i}" for i in range(len(_chaves(ordem, p.vence.expression)))]
    soltos = _em_estagio(conexao, criterio).join(movel, movel.c.vinculo == p.vinculo_id)
    partes = [
        _juntar(consulta, ordem, criterio).with_only_columns(
            p.vinculo_id, *(c.label(n) for n, c in zip(nomes, _chaves(ordem, vence), strict=True))
        )
        for consulta, vence in ((fixos, p.vence.expression), (soltos, movel.c.vence))
    ]
    uniao = union_all(*partes).subquery()
    final = select(uniao.c.vinculo_id).order_by(
        *ordenar([*(uniao.c[n] for n in nomes), uniao.c.vinculo_id], decrescente=decrescente)
    )
    return array("q", conexao.execute(final).scalars())


def contar(
    conexao: Connection, criterio: Criterio, recortes: Sequence[str], *, hoje: date, parametros: Parametros,
    ajustados: Ajustados, passa: Callable[[Sequence[int], str], Collection[int]], emendados: Emendados,
) -> dict[str, int]:  # fmt: skip
    """Return how many vínculos each part of the list has, under the rest of the filter, in one reading."""
    p = m.Prazo
    movidos = _fins_movidos(ajustados)
    colunas = [
        func.count().label("n") if recorte == "todos"
        else func.coalesce(func.sum(_um(_do_recorte(recorte, hoje, parametros, emendados))), 0)
        for recorte in recortes
    ]  # fmt: skip
    consulta = _juntar(_em_estagio(conexao, criterio), "", criterio)
    if movidos:
        consulta = consulta.where(p.vinculo_id.not_in(list(movidos)))
    fixos = conexao.execute(consulta.with_only_columns(*colunas)).one()
    candidatos = _movidos_do_filtro(conexao, criterio, movidos)
    return {
        recorte: int(n) + (len(passa(candidatos, recorte)) if candidatos else 0)
        for recorte, n in zip(recortes, fixos, strict=True)
    }


def _um(condicao: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condicao, 1), else_=0)


def pagina(
    conexao: Connection, pedidos: Sequence[int], *, hoje: date, ajustados: Ajustados, emendados: Emendados
) -> Pagina:
    """Return what the rows of these vínculos are built from; those that no longer exist are absent."""
    pessoas: dict[int, Pessoa] = {}
    prazos: dict[int, list[PrazoDoEstagio]] = {}
    chefes: dict[int, str | None] = {}
    for inicio in range(0, len(pedidos), LOTE):
        lote = list(pedidos[inicio : inicio + LOTE])
        for linha in conexao.execute(_PESSOAS.where(m.Vinculo.id.in_(lote))):
            pessoas[linha[0]] = Pessoa(*linha)
        for linha in conexao.execute(_prazos(hoje).where(m.Prazo.vinculo_id.in_(lote))):
            prazo = PrazoDoEstagio(*linha)._replace(**ajuste(linha.id, ajustados, hoje))
            prazos.setdefault(prazo.vinculo_id, []).append(prazo)
        chefes.update(_chefes(conexao, lote))
    em_vigor = {id_: chefe for id_, chefe in (chefes | {i: emendados[i] for i in pedidos if i in emendados}).items()
              if chefe is not None}  # fmt: skip
    return Pagina(pessoas=pessoas, prazos=prazos, chefes=em_vigor)


def designacoes_emendadas(conexao: Connection, emendas: Sequence[str]) -> list[tuple[int, int]]:
    """Return (person, vínculo) of the designations in whose person's file there is an entry about another entry."""
    a, outro = m.Ato, m.Ato.__table__.alias("emenda").c
    # From the corrections, which are few: everybody in estágio has a designation.  The kind of act is asked for so
    # that its index, of all the designations, is not taken.
    emendados = select(outro.servidor_id).where(outro.tipo.in_(list(emendas)), outro.servidor_id.is_not(None))
    consulta = select(a.servidor_id, a.vinculo_id).where(
        a.servidor_id.in_(emendados), func.coalesce(a.tipo, "") == DESIGNACAO, a.vinculo_id.is_not(None)
    )
    return [(servidor, vinculo) for servidor, vinculo in conexao.execute(consulta.distinct()) if servidor and vinculo]


def versao_e_dono(conexao: Connection, vinculo_id: int) -> tuple[int, int] | None:
    """Return the person a vínculo belongs to and its version, or None."""
    linha = conexao.execute(select(m.Vinculo.servidor_id, m.Vinculo.versao).where(m.Vinculo.id == vinculo_id)).first()
    return None if linha is None else (linha[0], linha[1])


# ------------------------------------------------------------------ pieces


def _em_estagio(conexao: Connection, criterio: Criterio) -> Consulta:
    """Return the query of the open ends of estágio, with the part of the filter that looks at no date."""
    p = m.Prazo
    consulta: Consulta = select(p.vinculo_id).select_from(p)
    consulta = consulta.where(p.tipo == TipoPrazo.FIM_ESTAGIO.value, p.desfecho.is_(None))
    consulta = consulta.where(*fora_das_contas(conexao, p.servidor_id))
    if criterio.unidade_id is not None:
        consulta = consulta.where(m.Vinculo.unidade_id == criterio.unidade_id)
    if criterio.orgao_id is not None:
        consulta = consulta.where(m.Unidade.orgao_id == criterio.orgao_id)
    achados = vinculos_com(conexao, criterio.texto)
    return consulta if achados is None else consulta.where(p.vinculo_id.in_(achados))


def _juntar(consulta: Consulta, ordem: str, criterio: Criterio) -> Consulta:
    """Join the tables that the filter and the order look at, and no other."""
    p, v, s, c, u = m.Prazo, m.Vinculo, m.Servidor, m.Cargo, m.Unidade
    por_unidade = ordem == "unidade" or criterio.orgao_id is not None
    if ordem in ("matricula", "cargo") or por_unidade or criterio.unidade_id is not None:
        consulta = consulta.join(v, v.id == p.vinculo_id)
    if ordem in ("nome", "fim"):
        consulta = consulta.join(s, s.id == p.servidor_id)
    if ordem == "cargo":
        consulta = consulta.join(c, c.id == v.cargo_id)
    if por_unidade:
        consulta = consulta.join(u, u.id == v.unidade_id, isouter=True)
    return consulta


def _chaves(ordem: str, vence: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    if ordem not in ORDENS:
        raise KeyError(ordem)
    outro = _OUTRO
    do_mesmo = outro.vinculo_id == m.Prazo.vinculo_id
    if ordem == "portao":
        portao = select(outro.vence).where(do_mesmo, outro.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value)
        return [portao.scalar_subquery(), vence]
    if ordem == "avaliacoes":
        feitas = select(func.count()).where(
            do_mesmo, outro.tipo == TipoPrazo.AVALIACAO_SEMESTRAL.value, outro.fechado_em.is_not(None)
        )
        return [feitas.scalar_subquery(), vence]
    primeira: dict[str, ColumnElement[Any]] = {
        "nome": m.Servidor.nome_busca.expression,
        "matricula": m.Vinculo.matricula.expression,
        "cargo": m.Cargo.nome_busca.expression,
        "unidade": m.Unidade.nome.expression,
        "exercicio": m.Prazo.inicio.expression,
    }
    return [vence, m.Servidor.nome_busca.expression] if ordem == "fim" else [primeira[ordem], vence]


def _do_recorte(recorte: str, hoje: date, parametros: Parametros, emendados: Emendados) -> ColumnElement[bool]:
    """Return a part of the list as a condition; `LinhaEstagio.em` is the reference, and a test compares both."""
    p, outro = m.Prazo, _OUTRO
    do_mesmo = outro.vinculo_id == p.vinculo_id
    aberta = and_(do_mesmo, outro.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value, outro.desfecho.is_(None))
    if recorte == "avaliacao_vencida":
        return exists().where(
            do_mesmo, outro.tipo == TipoPrazo.AVALIACAO_SEMESTRAL.value, outro.desfecho.is_(None),
            outro.vence_ultimo < hoje,
        )  # fmt: skip
    if recorte == "portao":
        return exists().where(aberta, or_(outro.vence_ultimo < hoje, _em_aviso(hoje, parametros)))
    if recorte == "submissao_vencida":
        return exists().where(aberta, outro.vence_ultimo < hoje)
    if recorte == "a_homologar":
        return exists().where(
            do_mesmo, outro.tipo == TipoPrazo.SUBMISSAO_AVALIACAO.value, outro.desfecho == Desfecho.CUMPRIDO.value
        )
    if recorte == "sem_homologacao":
        return p.vence_ultimo < hoje
    if recorte == "sem_avaliador":
        designado = exists().where(m.Ato.vinculo_id == p.vinculo_id, m.Ato.tipo == DESIGNACAO)
        sem = [id_ for id_, chefe in emendados.items() if chefe is None]
        return or_(~designado, p.vinculo_id.in_(sem)) if sem else ~designado
    return p.id.is_not(None)


def _em_aviso(hoje: date, parametros: Parametros) -> ColumnElement[bool]:
    """Return the condition that the first warning before the end has begun; the months are dated by the exercício."""
    p = m.Prazo
    valores = parametros.parametro("alertas_submissao_meses").valores
    partes: list[ColumnElement[bool]] = []
    for posicao, valor in enumerate(valores):
        meses = parametros.inteiros("alertas_submissao_meses", valor.desde)
        if not meses:
            continue
        parte = [p.vence <= ultimo_fim_avisado(hoje, max(meses))]
        if posicao:
            parte.append(p.inicio >= valor.desde)
        if posicao + 1 < len(valores):
            parte.append(p.inicio < valores[posicao + 1].desde)
        partes.append(and_(*parte))
    return or_(false(), *partes)


def ultimo_fim_avisado(hoje: date, meses: int) -> date:
    """Return the latest end of estágio of which the warning of so many months before has begun on the day."""
    fim = somar_meses(hoje, meses) + timedelta(days=4)
    while somar_meses(fim, -meses, FimDeMes.ULTIMO_DIA) > hoje:
        fim -= timedelta(days=1)
    return fim


def _fins_movidos(ajustados: Ajustados) -> dict[int, date | None]:
    """Return the ends of estágio that move with the day, by vínculo, while open."""
    return {
        prazo.vinculo: prazo.vence
        for prazo in ajustados.values()
        if prazo.tipo is TipoPrazo.FIM_ESTAGIO and prazo.desfecho is None
    }


def _movidos_do_filtro(conexao: Connection, criterio: Criterio, movidos: Mapping[int, date | None]) -> list[int]:
    if not movidos:
        return []
    consulta = _juntar(_em_estagio(conexao, criterio), "", criterio)
    return list(conexao.execute(consulta.where(m.Prazo.vinculo_id.in_(list(movidos)))).scalars())


def _prazos(hoje: date) -> Consulta:
    p = m.Prazo
    return select(
        p.id, p.vinculo_id, p.tipo, p.numero, p.inicio, p.vence, p.vence_ultimo, estado_do_prazo(hoje), p.dispositivo,
        p.fechado_em, p.fechado_por,
    ).where(p.tipo.in_([tipo.value for tipo in TIPOS]))  # fmt: skip


def _chefes(conexao: Connection, vinculos: list[int]) -> dict[int, str]:
    """Return who evaluates in each vínculo, as of the latest designation."""
    a = m.Ato
    consulta = select(a.vinculo_id, a.conteudo).where(a.vinculo_id.in_(vinculos), a.tipo == DESIGNACAO)
    linhas = conexao.execute(consulta.order_by(a.data_legal, a.id))
    return {vinculo: str(abrir_ou_nada(texto).get("chefe", "")) for vinculo, texto in linhas if vinculo is not None}


_PESSOAS: Final[Consulta] = (
    select(
        m.Vinculo.id, m.Vinculo.servidor_id, m.Servidor.nome, m.Vinculo.matricula, m.Cargo.nome,
        func.coalesce(m.Unidade.nome, ""), func.coalesce(rotulo_do_orgao(), ""),
    )
    .join_from(m.Vinculo, m.Servidor, m.Servidor.id == m.Vinculo.servidor_id)
    .join(m.Cargo, m.Cargo.id == m.Vinculo.cargo_id)
    .join(m.Unidade, m.Unidade.id == m.Vinculo.unidade_id, isouter=True)
    .join(m.Orgao, m.Orgao.id == m.Unidade.orgao_id, isouter=True)
)  # fmt: skip
