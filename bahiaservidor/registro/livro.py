"""The book: appending entries, reading them back.

Every entry is about a subject, follows the one before it about the same subject, and carries a hash of all it says and
of that one.  Entries of kind ``cadastro`` hold the whole record of a register; the others are acts, for the fold.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, type_coerce
from sqlalchemy.types import NullType

from ..estatuto.agil import agil
from ..estatuto.atos.base import Requisito, Ressalva
from ..estatuto.canonico import em_texto, ler
from . import modelos as m
from .dialetos import textos_tolerantes
from .entrada import (
    CADASTRO,
    ORIGEM,
    SEM_ANTERIOR,
    InstrumentoGravado,
    Operacao,
    canonico,
    digesto,
    hash_da_entrada,
    hash_do_instrumento,
    montar_entrada,
)
from .quarentena import ILEGIVEL, EntradaIlegivel, PorPessoa, linhas_de, motivo_de

__all__ = [
    "CADASTRO",
    "ORIGEM",
    "AtoLido",
    "Escrito",
    "InstrumentoGravado",
    "Operacao",
    "abrir_conteudo",
    "abrir_operacao",
    "cadastros",
    "canonico",
    "digesto",
    "gravar_instrumento",
    "hash_da_entrada",
    "hash_do_instrumento",
    "historico",
    "historico_bruto",
    "historicos",
    "lancar",
    "ler_atos",
    "ler_atos_de",
    "ler_entrada",
    "novo_id",
    "pessoas_do_livro",
    "ultima_entrada",
    "ultimo_cadastro",
    "ultimo_instante",
]

_LOTE: Final = 500
"""People read in one query: below every limit of variables."""

_UM_INSTANTE: Final = timedelta(microseconds=1)


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Escrito:
    """An entry just appended."""

    id: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoLido:
    """An entry as the book has it.  ``conteudo`` has back what is kept apart, unless it was expunged."""

    id: int
    operacao_id: int
    instrumento_id: int | None
    sujeito_tipo: str
    sujeito_id: int
    servidor_id: int | None
    vinculo_id: int | None
    seq: int
    tipo: str
    versao: int
    data_legal: date | None
    conteudo: dict[str, Any]
    requisitos: str | None
    ressalva: Ressalva | None
    registrado_em: datetime
    registrado_por: str
    hash: str

    def requisitos_avaliados(self) -> tuple[Requisito, ...]:
        """Return the requirements as they were judged at entry: why it was accepted.  EntradaIlegivel if not whole."""
        if self.requisitos is None:
            return ()
        try:
            return tuple(ler(Requisito, item) for item in json.loads(self.requisitos))
        except ILEGIVEL as erro:
            raise EntradaIlegivel(self.id, "os requisitos gravados não estão inteiros") from erro


# ------------------------------------------------------------------ appending


def abrir_operacao(
    conexao: Connection, *, instante: datetime, usuario: str, descricao: str = "", regra: bool = False
) -> Operacao:
    """Open the operation that the entries of this transaction belong to.

    The book never goes back in time, whatever the clock says: an operation is not earlier than the one before it.  One
    that changes a ``regra`` is later, so that what was closed before it is not taken as closed under it.
    """
    ultimo = ultimo_instante(conexao)
    if ultimo is not None:
        instante = max(instante, ultimo + _UM_INSTANTE if regra else ultimo)
    valores = {"instante": instante, "usuario": usuario, "descricao": descricao}
    return Operacao(id=_inserir(conexao, _INSERE_OPERACAO, valores), instante=instante, usuario=usuario)


def ultimo_instante(conexao: Connection) -> datetime | None:
    """Return the instant of the last operation, None in an empty book."""
    return conexao.execute(_ULTIMO_INSTANTE).scalar()


def ultima_entrada(conexao: Connection, sujeito_tipo: str, sujeito_id: int) -> tuple[int, str]:
    """Return sequence and hash of the last entry about a subject: what the next one follows."""
    linha = conexao.execute(_ULTIMA, {"t": sujeito_tipo, "i": sujeito_id}).first()
    return SEM_ANTERIOR if linha is None else (linha.seq, linha.hash)


def gravar_instrumento(
    conexao: Connection,
    *,
    tipo: str,
    numero: str = "",
    data: date | None = None,
    autoridade: str = "",
    doe_edicao: str = "",
    doe_data: date | None = None,
    doe_pagina: str = "",
    texto: str = "",
) -> InstrumentoGravado:
    """Return the paper with this text, written now unless the book already has it (one decree, many acts)."""
    fixo = {"tipo": tipo, "numero": numero, "data": data, "autoridade": autoridade, "texto": texto}
    hash_ = hash_do_instrumento(fixo)
    # An unnumbered paper is nobody else's, unless its whole text says that it is the same one.
    existente = conexao.execute(_INSTRUMENTO_IGUAL, {"h": hash_}).scalar() if numero or texto else None
    if existente is not None:
        return InstrumentoGravado(id=existente, hash=hash_)
    valores = {**fixo, "doe_edicao": doe_edicao, "doe_data": doe_data, "doe_pagina": doe_pagina, "hash": hash_}
    return InstrumentoGravado(id=_inserir(conexao, _INSERE_INSTRUMENTO, valores), hash=hash_)


def novo_id(conexao: Connection, sujeito_tipo: str) -> int:
    """Return a number no subject of this kind ever had.  It is taken only by the entry written next with it."""
    return int(conexao.execute(_MAIOR_ID, {"t": sujeito_tipo}).scalar() or 0) + 1


def lancar(
    conexao: Connection,
    operacao: Operacao,
    *,
    sujeito_tipo: str,
    sujeito_id: int,
    tipo: str,
    conteudo: Any,
    versao: int = 1,
    data_legal: date | None = None,
    servidor_id: int | None = None,
    vinculo_id: int | None = None,
    requisitos: Sequence[Requisito] | None = None,
    ressalva: Ressalva | None = None,
    instrumento: InstrumentoGravado | None = None,
    primeiro: bool = False,
) -> Escrito:
    """Append an entry about a subject; ``primeiro`` when its number comes from `novo_id`, so that none precedes it.

    ``conteudo`` is the act's dataclass or a mapping; fields its dataclass marks ``sigiloso`` are kept apart.
    """
    sal_apartado = secrets.token_hex(16)
    valores, apartados = montar_entrada(
        operacao,
        sujeito_tipo=sujeito_tipo,
        sujeito_id=sujeito_id,
        tipo=tipo,
        conteudo=conteudo,
        versao=versao,
        data_legal=data_legal,
        servidor_id=servidor_id,
        vinculo_id=vinculo_id,
        requisitos=requisitos,
        ressalva=ressalva,
        instrumento=instrumento,
        anterior=SEM_ANTERIOR if primeiro else ultima_entrada(conexao, sujeito_tipo, sujeito_id),
        sal=secrets.token_hex(16),
        sal_apartado=sal_apartado,
    )
    id_ = _inserir(conexao, _INSERE_ATO, valores)
    if apartados:
        conexao.execute(_INSERE_SIGILO, {"ato_id": id_, "conteudo": em_texto(apartados), "sal": sal_apartado})
    return Escrito(id=id_, seq=valores["seq"], hash=valores["hash"])


# ------------------------------------------------------------------ reading


def ler_atos(conexao: Connection, servidor_id: int) -> list[AtoLido]:
    """Return the acts of a person, in order of entry: what the fold reads."""
    return ler_atos_de(conexao, (servidor_id,)).get(servidor_id, [])


def ler_atos_de(conexao: Connection, servidores: Iterable[int]) -> PorPessoa[list[AtoLido]]:
    """Return the acts of many people, by person, in order of entry; who cannot be read is set aside."""
    return _ler_de(conexao, _ATOS_DE, servidores)


def _ler_de(conexao: Connection, consulta: Select[Any], servidores: Iterable[int]) -> PorPessoa[list[AtoLido]]:
    ids = list(servidores)
    por_pessoa: PorPessoa[list[AtoLido]] = PorPessoa()
    apartadas = por_pessoa.apartadas
    for inicio in range(0, len(ids), _LOTE):
        for linha in linhas_de(conexao, consulta, ids[inicio : inicio + _LOTE], por_pessoa):
            if linha.servidor_id in apartadas:
                continue
            try:
                por_pessoa.setdefault(linha.servidor_id, []).append(ler_linha(linha))
            except EntradaIlegivel as erro:
                por_pessoa.apartar(conexao, linha.servidor_id, linha.id, erro)
    return por_pessoa


def historico(conexao: Connection, servidor_id: int) -> list[AtoLido]:
    """Return every entry about a person and their vínculos, ``cadastro`` included, in order of entry."""
    return historicos(conexao, (servidor_id,)).get(servidor_id, [])


def historico_bruto(conexao: Connection, servidor_id: int) -> Sequence[Row[Any]]:
    """Return the rows of the entries about a person, as stored, for who shows what cannot be read."""
    with textos_tolerantes(conexao):
        return conexao.execute(_HISTORICO, {"ids": [servidor_id]}).all()


def historicos(conexao: Connection, servidores: Iterable[int]) -> PorPessoa[list[AtoLido]]:
    """Return every entry about many people, by person, ``cadastro`` included, in order of entry.

    Who cannot be read is set aside.
    """
    return _ler_de(conexao, _HISTORICO, servidores)


def ler_entrada(conexao: Connection, ato_id: int) -> AtoLido | None:
    """Return one entry, or None."""
    linha = conexao.execute(_UMA, {"id": ato_id}).first()
    return ler_linha(linha) if linha is not None else None


def ultimo_cadastro(conexao: Connection, sujeito_tipo: str, sujeito_id: int) -> AtoLido | None:
    """Return the latest ``cadastro`` entry about a subject: the record in force."""
    linha = conexao.execute(_CADASTRO_DE, {"t": sujeito_tipo, "i": sujeito_id}).first()
    return ler_linha(linha) if linha is not None else None


def cadastros(
    conexao: Connection, sujeito_tipo: str, ilegiveis: list[EntradaIlegivel] | None = None
) -> Iterator[AtoLido]:
    """Yield the latest ``cadastro`` entry of each subject of a kind, in order of subject.

    With ``ilegiveis``, what cannot be read goes there and is passed over; EntradaIlegivel without it.
    """
    atual: AtoLido | None = None
    for linha in conexao.execute(_CADASTROS, {"t": sujeito_tipo}):
        try:
            lido = ler_linha(linha)
        except EntradaIlegivel as erro:
            if ilegiveis is None:
                raise
            ilegiveis.append(erro)
            continue
        if atual is not None and atual.sujeito_id != lido.sujeito_id:
            yield atual
        atual = lido
    if atual is not None:
        yield atual


def pessoas_do_livro(conexao: Connection) -> list[int]:
    """Return the ids of every person the book speaks of, in order."""
    consulta = select(m.Ato.servidor_id).where(m.Ato.servidor_id.is_not(None)).distinct().order_by(m.Ato.servidor_id)
    return [id_ for id_ in conexao.execute(consulta).scalars() if id_ is not None]


_decodificar = json.JSONDecoder().raw_decode


def abrir_conteudo(texto: str, sigilo: str | None) -> dict[str, Any]:
    """Return an entry's content with what is kept apart back in its place; expunged, it reads as never given."""
    # Canonical text has nothing around the value: asking the decoder for it saves the search for spaces.
    conteudo: dict[str, Any] = _decodificar(texto)[0]
    if sigilo is not None:
        conteudo.update(json.loads(sigilo))
    elif "sha256:" in texto:
        conteudo = {n: v for n, v in conteudo.items() if not (isinstance(v, str) and v.startswith("sha256:"))}
    return conteudo


def ler_linha(linha: Row[Any]) -> AtoLido:
    """Return a row of `todas_as_entradas` as an entry.  EntradaIlegivel when it says what no entry says."""
    try:
        return _lida(linha)
    except ILEGIVEL as erro:
        raise EntradaIlegivel(linha.id, motivo_de(erro), f"{linha.sujeito_tipo} {linha.sujeito_id}") from erro


def _lida(linha: Row[Any]) -> AtoLido:
    conteudo = abrir_conteudo(linha.conteudo, linha.sigilo)
    data, instante = linha.data_legal, linha.registrado_em
    return AtoLido(
        id=linha.id,
        operacao_id=linha.operacao_id,
        instrumento_id=linha.instrumento_id,
        sujeito_tipo=linha.sujeito_tipo,
        sujeito_id=linha.sujeito_id,
        servidor_id=linha.servidor_id,
        vinculo_id=linha.vinculo_id,
        seq=linha.seq,
        tipo=linha.tipo,
        versao=linha.versao,
        data_legal=date.fromisoformat(data) if isinstance(data, str) else data,
        conteudo=conteudo,
        requisitos=linha.requisitos,
        ressalva=ler(Ressalva, json.loads(linha.ressalva)) if linha.ressalva is not None else None,
        registrado_em=datetime.fromisoformat(instante) if isinstance(instante, str) else instante,
        registrado_por=linha.registrado_por,
        hash=linha.hash,
    )


# ------------------------------------------------------------------ statements, compiled once


def _inserir(conexao: Connection, comando: Any, valores: Mapping[str, Any]) -> int:
    chave = conexao.execute(comando, valores).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def todas_as_entradas() -> Select[Any]:
    """Return the query of the entries in order, each with what is kept apart of it."""
    # Dates as stored, for `ler_linha`: the driver would stop at a bad one without saying whose it is.
    colunas = (
        type_coerce(coluna, NullType()).label(coluna.name) if coluna.name in ("data_legal", "registrado_em") else coluna
        for coluna in m.Ato.__table__.columns
        if coluna.name not in ("sal", "hash_anterior", "motor")
    )
    return (
        select(*colunas, m.AtoSigilo.conteudo.label("sigilo"))
        .join_from(m.Ato, m.AtoSigilo, m.AtoSigilo.ato_id == m.Ato.id, isouter=True)
        .order_by(m.Ato.id)
    )


_ULTIMO_INSTANTE = select(m.Operacao.instante).order_by(m.Operacao.id.desc()).limit(1)
_INSERE_OPERACAO = insert(m.Operacao)
_INSERE_INSTRUMENTO = insert(m.Instrumento)
_INSERE_ATO = insert(m.Ato)
_INSERE_SIGILO = insert(m.AtoSigilo)
_INSTRUMENTO_IGUAL = select(m.Instrumento.id).where(m.Instrumento.hash == bindparam("h")).limit(1)
_DO_SUJEITO = (m.Ato.sujeito_tipo == bindparam("t"), m.Ato.sujeito_id == bindparam("i"))
_ULTIMA = select(m.Ato.seq, m.Ato.hash).where(*_DO_SUJEITO).order_by(m.Ato.seq.desc()).limit(1)
_MAIOR_ID = (
    select(m.Ato.sujeito_id).where(m.Ato.sujeito_tipo == bindparam("t")).order_by(m.Ato.sujeito_id.desc()).limit(1)
)
_HISTORICO = todas_as_entradas().where(m.Ato.servidor_id.in_(bindparam("ids", expanding=True)))
_ATOS_DE = _HISTORICO.where(m.Ato.tipo != CADASTRO)
_UMA = todas_as_entradas().where(m.Ato.id == bindparam("id"))
_CADASTRO_DE = (
    todas_as_entradas().where(*_DO_SUJEITO, m.Ato.tipo == CADASTRO).order_by(None).order_by(m.Ato.seq.desc()).limit(1)
)
_CADASTROS = (
    todas_as_entradas()
    .where(m.Ato.sujeito_tipo == bindparam("t"), m.Ato.tipo == CADASTRO)
    .order_by(None)
    .order_by(m.Ato.sujeito_id, m.Ato.seq)
)
