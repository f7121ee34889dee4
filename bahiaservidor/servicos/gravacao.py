"""What every save of a register does: refuse with a reason, find what is referred to, enter it in the book."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from .contexto import Contexto
from .tipos import Instrumento


def dto(classe: type[Any], linha: Any) -> Any:
    """Return a row as the value screens know, field by field; what the row lacks keeps its default."""
    nomes = set(linha._fields)
    return classe(**{c.name: getattr(linha, c.name) for c in dataclasses.fields(classe) if c.name in nomes})


def conteudo_de(valor: Any, fora: Sequence[str] = ()) -> dict[str, Any]:
    """Return the fields of a record by name, without its id."""
    nomes = (c.name for c in dataclasses.fields(valor) if c.name != "id" and c.name not in fora)
    return {nome: getattr(valor, nome) for nome in nomes}


def lancar(
    ctx: Contexto, conexao: Conexao, tipo: str, valor: Any, id_: int | None, descricao: str, fora: Sequence[str] = ()
) -> int:
    """Enter a record in the book and write its row, in an operation of its own; return its id."""
    return lancar_em(conexao, ctx.operacao(conexao, descricao), tipo, valor, id_, fora)


def lancar_em(
    conexao: Conexao, operacao: livro.Operacao, tipo: str, valor: Any, id_: int | None, fora: Sequence[str] = ()
) -> int:
    """Enter a record in the book and write its row; return its id."""
    return lancar_cadastro(conexao, operacao, sujeito_tipo=tipo, sujeito_id=id_, conteudo=conteudo_de(valor, fora))


def exigir(atendido: object, falta: str, dispositivo: str = "") -> None:
    """Raise ErroDominio saying what is missing, with the article, unless the requirement is met."""
    if not atendido:
        artigo = f" ({dispositivo})" if dispositivo else ""
        raise ErroDominio(f"{falta.removesuffix('.')}{artigo}. Nada foi gravado.", dispositivo=dispositivo)


def em_ordem(desde: date | None, ate: date | None) -> None:
    """Raise ErroDominio when a period ends before it begins."""
    if desde is not None and ate is not None and ate < desde:
        raise ErroDominio(
            f"O período termina ({formatar_data(ate)}) antes de começar ({formatar_data(desde)}). Nada foi gravado."
        )


def existir(conexao: Conexao, tipo: str, id_: int | None, nome: str) -> Any:
    """Return the record, None for no id; ErroDominio when there is none with it."""
    if id_ is None:
        return None
    gravado = consultas.um(conexao, tipo, id_)
    exigir(gravado is not None, f"{nome} não está mais no registro; atualize a tela.")
    return gravado


def unico(conexao: Conexao, tipo: str, id_: int | None, mensagem: str, **colunas: Any) -> None:
    """Raise ErroDominio when another record has these values."""
    exigir(not consultas.repetido(conexao, tipo, id_, **colunas), mensagem)


def gravar_papel(conexao: Conexao, papel: Instrumento | None) -> livro.InstrumentoGravado | None:
    """Return the paper that carries an act, written now unless the book has it."""
    if papel is None:
        return None
    valores = {campo.name: getattr(papel, campo.name) for campo in dataclasses.fields(papel)}
    return livro.gravar_instrumento(conexao, **valores)
