"""Registers that are in the book too: each row is the projection of the latest ``cadastro`` entry about its subject.

An entry holds the whole record, under the names of the table's columns; what is computed from it (the compared form of
a name, the group a cargo belongs to) is written beside and never in the book.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Date, Table, bindparam, insert, select, update
from sqlalchemy.sql import Update

from ..estatuto.canonico import simples
from ..estatuto.formatos.nomes import chave_busca
from . import classes
from . import modelos as m
from .auditoria import trilhar
from .banco import MUDOU_REGRAS
from .entrada import RETIRADO
from .livro import CADASTRO, Operacao, lancar, novo_id, ultimo_cadastro

CONTATO: tuple[str, ...] = ("estado_civil", "filiacao", "endereco", "telefone", "email")
"""Columns of a person that stay out of the book: ordinary data, with a trail, that may be erased."""

DAS_REGRAS: Final = frozenset({"dia_sem_expediente", "opcao", "parametro", "unidade", "orgao"})
"""Kinds whose change may move a deadline."""

Derivar = Callable[[Connection, dict[str, Any], bool], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Especie:
    """How entries about a kind of subject become rows.

    ``fora_do_livro``: columns not in entries.  ``derivar`` computes columns from the record; ``extras`` are names of
    the record that are no column.  ``existente`` rows are written by somebody else, and only changed here.
    """

    tabela: Table
    fora_do_livro: frozenset[str] = frozenset()
    extras: frozenset[str] = frozenset()
    derivar: Derivar = lambda conexao, registro, criar: {}
    existente: bool = False


def lancar_cadastro(
    conexao: Connection,
    operacao: Operacao,
    *,
    sujeito_tipo: str,
    conteudo: Mapping[str, Any],
    sujeito_id: int | None = None,
) -> int:
    """Append a record to the book and write its row; return the id of the subject, new unless given.

    ``conteudo`` has the table's columns by name; those left out keep the value they had, or are empty in a new record.
    For a person, contact data goes to its columns with a trail, and not to the book.  KeyError for an unknown name.
    """
    especie = ESPECIES[sujeito_tipo]
    anterior: Mapping[str, Any] = {}
    primeiro = novo = sujeito_id is None
    if sujeito_id is None:
        sujeito_id = novo_id(conexao, sujeito_tipo)
    else:
        lido = ultimo_cadastro(conexao, sujeito_tipo, sujeito_id)
        if lido is not None and lido.conteudo.get(RETIRADO):
            raise ValueError(f"{sujeito_tipo} {sujeito_id} was withdrawn")
        anterior = lido.conteudo if lido is not None else {}
        novo = lido is None and not especie.existente
    registro, contato = registro_de(sujeito_tipo, conteudo, anterior)
    _assinar(sujeito_tipo, registro, operacao)
    # What an older entry does not name it reads as empty: a save that changes nothing enters nothing.
    if not anterior or registro != {nome: anterior.get(nome, _vazio(especie, nome)) for nome in registro}:
        pessoa, vinculo = _de_quem(conexao, sujeito_tipo, sujeito_id)
        lancar(
            conexao, operacao, sujeito_tipo=sujeito_tipo, sujeito_id=sujeito_id, tipo=CADASTRO, conteudo=registro,
            servidor_id=pessoa, vinculo_id=vinculo, primeiro=primeiro,
        )  # fmt: skip
        gravar_linha(conexao, sujeito_tipo, sujeito_id, registro, novo=novo, contato=contato)
        if sujeito_tipo in DAS_REGRAS:
            conexao.info[MUDOU_REGRAS] = True
    elif contato:
        conexao.execute(_atualizar(especie.tabela, frozenset(contato)), {**contato, "chave_": sujeito_id})
    if contato and not novo:
        trilhar(
            conexao, instante=operacao.instante, usuario=operacao.usuario, acao="altera", objeto=sujeito_tipo,
            objeto_id=sujeito_id, detalhe=", ".join(sorted(contato)),
        )  # fmt: skip
    return sujeito_id


def registro_de(
    sujeito_tipo: str, conteudo: Mapping[str, Any], anterior: Mapping[str, Any] = MappingProxyType({})
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the whole record that ``conteudo`` gives over the ``anterior``, and the contact data apart from it."""
    dados: dict[str, Any] = {
        # Most are empty or plain text: no call for these.
        nome: valor if valor is None or (type(valor) is str and valor.isascii()) else _simples(valor)
        for nome, valor in conteudo.items()
        if nome != "id"
    }
    contato = {nome: dados.pop(nome) for nome in CONTATO if nome in dados} if sujeito_tipo == "servidor" else {}
    vazios = _vazios(sujeito_tipo)
    if estranhos := dados.keys() - vazios.keys():
        raise KeyError(f"{sujeito_tipo}: {', '.join(sorted(estranhos))}")
    registro = {
        nome: dados[nome] if nome in dados else anterior.get(nome, [] if nome in _LISTAS else vazio)
        for nome, vazio in vazios.items()
    }
    return registro, contato


def gravar_linha(
    conexao: Connection,
    sujeito_tipo: str,
    sujeito_id: int,
    registro: Mapping[str, Any],
    *,
    novo: bool,
    contato: Mapping[str, str] | None = None,
) -> None:
    """Write the row of a record: a new one, or over the one there is."""
    especie = ESPECIES[sujeito_tipo]
    linha = linha_de(conexao, sujeito_tipo, registro, criar=True)
    if sujeito_tipo == "servidor":
        linha |= dict.fromkeys(CONTATO, "") if novo else {}
        linha |= contato or {}
    if novo and not especie.existente:
        linha |= {"versao": 1} if sujeito_tipo == "servidor" else {}
        conexao.execute(_inserir(especie.tabela), {"id": sujeito_id, **linha})
    else:
        conexao.execute(_atualizar(especie.tabela, frozenset(linha)), {**linha, "chave_": sujeito_id})
    if sujeito_tipo == "cargo":
        classes.gravar(conexao, sujeito_id, registro["niveis"], novo=novo)


def linha_de(
    conexao: Connection, sujeito_tipo: str, registro: Mapping[str, Any], *, criar: bool = False
) -> dict[str, Any]:
    """Return the columns that a record of the book gives: what ``verificar`` compares with the stored row.

    ``criar`` writes the group and the category that a cargo names, when they are not there.
    """
    tabela = ESPECIES[sujeito_tipo].tabela
    colunas = colunas_de(conexao, sujeito_tipo, registro, criar=criar)
    return {nome: _para_coluna(tabela, nome, valor) for nome, valor in colunas.items()}


def colunas_de(
    conexao: Connection, sujeito_tipo: str, registro: Mapping[str, Any], *, criar: bool = False
) -> dict[str, Any]:
    """Return the columns of `linha_de` with dates and instants as the book writes them, which is as SQLite does."""
    especie = ESPECIES[sujeito_tipo]
    colunas = {
        nome: registro.get(nome, vazio) for nome, vazio in _vazios(sujeito_tipo).items() if nome not in especie.extras
    }
    return colunas | especie.derivar(conexao, dict(registro), criar)


# ------------------------------------------------------------------ kinds


def _derivar_servidor(conexao: Connection, registro: dict[str, Any], criar: bool) -> dict[str, Any]:
    outros = (registro["nome_social"], *registro["nomes_anteriores"])
    return {
        "nome_busca": chave_busca(registro["nome"]),
        "outros_busca": " ".join(chave_busca(nome) for nome in outros if nome),
        "nomes_anteriores": _em_lista(registro["nomes_anteriores"]),
    }


def _derivar_cargo(conexao: Connection, registro: dict[str, Any], criar: bool) -> dict[str, Any]:
    grupo = categoria = None
    if registro["grupo"]:
        grupo = _com_nome(conexao, _tabela(m.GrupoOcupacional), criar, nome=registro["grupo"])
    if grupo is not None and registro["categoria"]:
        categoria = _com_nome(conexao, _tabela(m.CategoriaFuncional), criar, nome=registro["categoria"], grupo_id=grupo)
    return {
        "nome_busca": chave_busca(f"{registro['nome']} {registro['simbolo']}"),
        "grupo_id": grupo,
        "categoria_id": categoria,
        "a_confirmar": _em_lista(sorted(registro["a_confirmar"])),
    }


def _derivar_candidato(conexao: Connection, registro: dict[str, Any], criar: bool) -> dict[str, Any]:
    return {"nome_busca": chave_busca(registro["nome"])}


def _com_nome(conexao: Connection, tabela: Table, criar: bool, **colunas: Any) -> int | None:
    """Return the id of the row with these values; if it is not there, written now with ``criar``, else None."""
    achado = conexao.execute(
        select(tabela.c.id).where(*(tabela.columns[nome] == valor for nome, valor in colunas.items()))
    ).scalar()
    if achado is not None or not criar:
        return achado
    chave = conexao.execute(insert(tabela), colunas).inserted_primary_key
    assert chave is not None
    return int(chave[0])


def _tabela(modelo: type[m.Base]) -> Table:
    assert isinstance(modelo.__table__, Table)
    return modelo.__table__


ESPECIES: Final[Mapping[str, Especie]] = {
    "orgao": Especie(tabela=_tabela(m.Orgao)),
    "unidade": Especie(tabela=_tabela(m.Unidade)),
    "cargo": Especie(
        tabela=_tabela(m.Cargo),
        fora_do_livro=frozenset({"nome_busca", "grupo_id", "categoria_id"}),
        extras=frozenset({"grupo", "categoria"}),
        derivar=_derivar_cargo,
    ),
    "vaga": Especie(tabela=_tabela(m.Vaga)),
    "reserva_posto": Especie(tabela=_tabela(m.ReservaPosto)),
    "lrf": Especie(tabela=_tabela(m.Lrf)),
    "concurso": Especie(tabela=_tabela(m.Concurso)),
    "lista": Especie(tabela=_tabela(m.Lista)),
    "candidato": Especie(
        tabela=_tabela(m.Candidato), fora_do_livro=frozenset({"nome_busca"}), derivar=_derivar_candidato
    ),
    "dia_sem_expediente": Especie(tabela=_tabela(m.DiaSemExpediente)),
    "parametro": Especie(tabela=_tabela(m.Parametro)),
    "opcao": Especie(tabela=_tabela(m.Opcao)),
    "servidor": Especie(
        tabela=_tabela(m.Servidor),
        fora_do_livro=frozenset({"nome_busca", "outros_busca", "versao", *CONTATO}),
        derivar=_derivar_servidor,
    ),
    # The rest of the row is the fold's (projecoes.py); only the matrícula is a record.
    "vinculo": Especie(
        tabela=_tabela(m.Vinculo),
        fora_do_livro=frozenset(c.name for c in _tabela(m.Vinculo).columns if c.name not in ("id", "matricula")),
        existente=True,
    ),
}
"""Kinds of subject that have records, in an order in which each refers only to those before it."""

_LISTAS: Final = frozenset({"nomes_anteriores", "a_confirmar"})


def _assinar(sujeito_tipo: str, registro: dict[str, Any], operacao: Operacao) -> None:
    """Fill in who and when, for the records that say so themselves."""
    if sujeito_tipo == "dia_sem_expediente" and not registro["registrado_em"]:
        registro["registrado_em"] = m.texto_do_instante(operacao.instante)
    if sujeito_tipo == "opcao" and not registro["instante"]:
        registro["instante"] = m.texto_do_instante(operacao.instante)
        registro["usuario"] = operacao.usuario


def _de_quem(conexao: Connection, sujeito_tipo: str, sujeito_id: int) -> tuple[int | None, int | None]:
    """Return the person and the vínculo an entry is about, for their Histórico."""
    if sujeito_tipo == "servidor":
        return sujeito_id, None
    if sujeito_tipo == "vinculo":
        return conexao.execute(select(m.Vinculo.servidor_id).where(m.Vinculo.id == sujeito_id)).scalar(), sujeito_id
    return None, None


# ------------------------------------------------------------------ values and statements


_codificar: Final = json.JSONEncoder(ensure_ascii=False).encode


def _em_lista(valores: Sequence[str]) -> str:
    return _codificar(valores) if valores else "[]"


@cache
def _nomes(sujeito_tipo: str) -> tuple[str, ...]:
    especie = ESPECIES[sujeito_tipo]
    # Plain texts, which the names of columns are not: what these name is written, and looked up, much faster.
    proprias = (str(c.name) for c in especie.tabela.columns if c.name != "id" and c.name not in especie.fora_do_livro)
    return (*proprias, *sorted(especie.extras))


@cache
def _vazios(sujeito_tipo: str) -> Mapping[str, Any]:
    return {nome: _vazio(ESPECIES[sujeito_tipo], nome) for nome in _nomes(sujeito_tipo)}


def _vazio(especie: Especie, nome: str) -> Any:
    if nome in _LISTAS:
        return []
    if nome in especie.extras:
        return ""
    coluna = especie.tabela.columns[nome]
    if isinstance(coluna.type, Boolean):
        return False
    # Instants that the record does not give are filled in by ``_assinar``.
    return None if coluna.nullable or isinstance(coluna.type, Date | m.Instante) else ""


def _simples(valor: Any) -> Any:
    if valor is None or type(valor) is str:
        return simples(valor)
    if isinstance(valor, datetime):
        return m.texto_do_instante(valor)
    if isinstance(valor, set | frozenset):
        return sorted(valor)
    return simples(valor)


def _para_coluna(tabela: Table, nome: str, valor: Any) -> Any:
    if not isinstance(valor, str):
        return valor
    tipo = tabela.columns[nome].type
    if isinstance(tipo, m.Instante):
        return datetime.fromisoformat(valor)
    return date.fromisoformat(valor) if isinstance(tipo, Date) else valor


@cache
def _inserir(tabela: Table) -> Any:
    return insert(tabela)


@cache
def _atualizar(tabela: Table, colunas: Iterable[str]) -> Update:
    valores: dict[str, Any] = {nome: bindparam(nome) for nome in sorted(colunas)}
    if "versao" in tabela.columns:
        valores["versao"] = tabela.columns["versao"] + 1
    return update(tabela).where(tabela.columns["id"] == bindparam("chave_")).values(valores)
