"""Lives read from the book: entries become acts, acts are folded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, type_coerce
from sqlalchemy.types import NullType

from ..estatuto.agil import agil
from ..estatuto.atos.base import Ato, DefinicaoAto, Ressalva
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.canonico import ler_gravado
from ..estatuto.dobra import dobrar
from ..estatuto.erros import ErroDominio
from ..estatuto.quadro import SEM_TRANSFORMACOES, Transformacoes
from ..estatuto.vida import VidaFuncional
from . import modelos as m
from .livro import CADASTRO, AtoLido, abrir_conteudo
from .quarentena import ILEGIVEL, Apartada, EntradaIlegivel, PessoaEmQuarentena, PorPessoa, linhas_de, motivo_de
from .transformados import transformacoes


@agil
@dataclass(frozen=True, kw_only=True)
class Leitura:
    """A person's acts and what they add up to.  Without slots, for `copia.replace`."""

    servidor_id: int
    nascimento: date | None
    atos: tuple[Ato, ...]
    vida: VidaFuncional
    transformacoes: Transformacoes


def para_dobra(lido: AtoLido) -> Ato:
    """Return an entry of the book as the fold reads it.

    EntradaIlegivel for a kind or version unknown to this program, and for a content that is not that of its kind.
    """
    try:
        definicao = _definicao(lido.tipo, lido.versao)
        conteudo = ler_gravado(definicao.conteudo, lido.conteudo)
    except ILEGIVEL as erro:
        raise EntradaIlegivel(lido.id, motivo_de(erro), f"{lido.sujeito_tipo} {lido.sujeito_id}") from erro
    return Ato(
        id=lido.id,
        definicao=definicao,
        conteudo=conteudo,
        vinculo=lido.vinculo_id,
        sequencia=lido.id,
        registrado_em=lido.registrado_em,
        ressalva=lido.ressalva,
    )


def _instante(valor: Any) -> datetime | None:
    return datetime.fromisoformat(valor) if isinstance(valor, str) else valor


def _dia(valor: Any) -> date | None:
    return date.fromisoformat(valor) if isinstance(valor, str) else valor


def _definicao(tipo: str, versao: int) -> DefinicaoAto:
    definicao = POR_TIPO.get(tipo)
    if definicao is None or versao > definicao.versao:
        raise ErroDominio(
            f"O livro tem um ato “{tipo}”, versão {versao}, que este programa não conhece. "
            "Nada foi alterado; atualize o programa."
        )
    return definicao


def ler_vida(conexao: Connection, servidor_id: int) -> Leitura:
    """Return the life of a person; one without acts if the book has none.  PessoaEmQuarentena if it cannot be read."""
    return ler_vidas(conexao, (servidor_id,))[servidor_id]


def ler_vidas(conexao: Connection, servidores: Iterable[int]) -> PorPessoa[Leitura]:
    """Return the lives of many people, by person; who cannot be read or folded is set aside.

    For thousands, ask by chunks of some hundreds.
    """
    mudados = transformacoes(conexao)
    lidos = ler_atos(conexao, servidores)
    vidas: PorPessoa[Leitura] = PorPessoa()
    vidas.apartadas.update(lidos.apartadas)
    for id_, (nascimento, atos) in lidos.items():
        try:
            vidas[id_] = _dobrada(id_, nascimento, atos, mudados)
        except ILEGIVEL as erro:
            vidas.apartar(conexao, id_, None, erro)
    return vidas


def ler_atos(conexao: Connection, servidores: Iterable[int]) -> PorPessoa[tuple[date | None, tuple[Ato, ...]]]:
    """Return, by person, the date of birth and the acts as the fold reads them, not folded: for a fold of one's own.

    Who cannot be read is set aside.  For thousands, ask by chunks of some hundreds.
    """
    ids = list(servidores)
    lidos: PorPessoa[tuple[date | None, tuple[Ato, ...]]] = PorPessoa()
    nascimentos: dict[int, date | None] = {}
    for inicio in range(0, len(ids), 500):
        for id_, nascimento in conexao.execute(_NASCIMENTOS, {"ids": ids[inicio : inicio + 500]}):
            try:
                nascimentos[id_] = _dia(nascimento)
            except ValueError as erro:
                lidos.apartar(conexao, id_, None, erro)
    atos = _atos_de(conexao, ids)
    lidos.apartadas.update(atos.apartadas)
    for id_ in ids:
        if id_ not in lidos.apartadas:
            lidos[id_] = (nascimentos.get(id_), tuple(atos.get(id_, ())))
    return lidos


def _atos_de(conexao: Connection, ids: list[int]) -> PorPessoa[list[Ato]]:
    """Return the acts of these people in order of entry, as `para_dobra` gives them: nothing else is read."""
    por_pessoa: PorPessoa[list[Ato]] = PorPessoa()
    apartadas = por_pessoa.apartadas
    for inicio in range(0, len(ids), 500):
        linhas = linhas_de(conexao, _ATOS, ids[inicio : inicio + 500], por_pessoa)
        for id_, servidor_id, vinculo_id, tipo, versao, texto, sigilo, ressalva, instante, data in linhas:
            assert servidor_id is not None
            if servidor_id in apartadas:
                continue
            try:
                _dia(data)  # the fold reads it in the content, the lists here
                definicao = _definicao(tipo, versao)
                ato = Ato(
                    id=id_,
                    definicao=definicao,
                    conteudo=ler_gravado(definicao.conteudo, abrir_conteudo(texto, sigilo)),
                    vinculo=vinculo_id,
                    sequencia=id_,
                    registrado_em=_instante(instante),
                    ressalva=None if ressalva is None else ler_gravado(Ressalva, json.loads(ressalva)),
                )
            except ILEGIVEL as erro:
                por_pessoa.apartar(conexao, servidor_id, id_, erro)
                continue
            por_pessoa.setdefault(servidor_id, []).append(ato)
    return por_pessoa


def montar(
    servidor_id: int,
    nascimento: date | None,
    entradas: Iterable[AtoLido],
    transformacoes: Transformacoes = SEM_TRANSFORMACOES,
) -> Leitura:
    """Return the life that entries add up to; ``transformacoes`` tells what each transformed cargo became.

    PessoaEmQuarentena when they add up to none.
    """
    try:
        return _dobrada(servidor_id, nascimento, tuple(para_dobra(lido) for lido in entradas), transformacoes)
    except ILEGIVEL as erro:
        ato_id = erro.ato_id if isinstance(erro, EntradaIlegivel) else None
        apartada = Apartada(servidor_id=servidor_id, ato_id=ato_id, motivo=motivo_de(erro))
        raise PessoaEmQuarentena(apartada) from erro


def _dobrada(
    servidor_id: int, nascimento: date | None, atos: tuple[Ato, ...], transformacoes: Transformacoes
) -> Leitura:
    return Leitura(
        servidor_id=servidor_id,
        nascimento=nascimento,
        atos=atos,
        vida=dobrar(nascimento, atos, transformacoes),
        transformacoes=transformacoes,
    )


_NASCIMENTOS = select(m.Servidor.id, type_coerce(m.Servidor.nascimento, NullType())).where(
    m.Servidor.id.in_(bindparam("ids", expanding=True))
)
_A = m.Ato
_ATOS = (
    select(
        _A.id, _A.servidor_id, _A.vinculo_id, _A.tipo, _A.versao, _A.conteudo, m.AtoSigilo.conteudo.label("sigilo"),
        _A.ressalva,
        # As the driver gives it: turning a million instants into values one by one costs more than reading them.
        type_coerce(_A.registrado_em, NullType()).label("registrado_em"),
        type_coerce(_A.data_legal, NullType()).label("data_legal"),
    )
    .join_from(m.Ato, m.AtoSigilo, m.AtoSigilo.ato_id == _A.id, isouter=True)
    .where(_A.servidor_id.in_(bindparam("ids", expanding=True)), _A.tipo != CADASTRO)
    .order_by(_A.id)
)  # fmt: skip
