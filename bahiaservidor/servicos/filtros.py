"""Filters kept by name, of whoever is using the program: what a screen wrote, given back as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..registro.consultas import filtros as consultas
from .contexto import Contexto
from .permissoes import Permissao, exige

MAIOR_NOME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltroSalvo:
    """A filter with its name; ``estado`` maps the screen's own fields to plain values."""

    nome: str
    estado: Mapping[str, Any]


def listar(ctx: Contexto, *, tela: str) -> tuple[FiltroSalvo, ...]:
    """Return the filters of this user in a screen, by name; one that cannot be read is left out."""
    with ctx.banco.leitura() as conexao:
        linhas = consultas.listar(conexao, usuario=ctx.usuario, tela=tela)
    lidos = [FiltroSalvo(nome=linha.nome, estado=_ler(linha.filtro)) for linha in linhas]
    return tuple(sorted((f for f in lidos if f.estado), key=lambda f: chave_busca(f.nome)))


@exige(Permissao.CONSULTAR)
def salvar(ctx: Contexto, *, tela: str, nome: str, estado: Mapping[str, Any]) -> FiltroSalvo:
    """Keep a filter under a name, in the place of one of the same name.  ErroDominio for an empty or long name."""
    certo = _nome(nome)
    with ctx.banco.escrita() as conexao:
        consultas.gravar(
            conexao, usuario=ctx.usuario, tela=tela, nome=certo, filtro=json.dumps(dict(estado), ensure_ascii=False),
            instante=ctx.relogio.agora(),
        )  # fmt: skip
    return FiltroSalvo(nome=certo, estado=dict(estado))


@exige(Permissao.CONSULTAR)
def renomear(ctx: Contexto, *, tela: str, de: str, para: str) -> None:
    """Give a filter another name.  ErroDominio when another one has it, or when there is no such filter."""
    certo = _nome(para)
    with ctx.banco.escrita() as conexao:
        existentes = {linha.nome for linha in consultas.listar(conexao, usuario=ctx.usuario, tela=tela)}
        if certo != de and certo in existentes:
            raise ErroDominio(f"Já há um filtro chamado “{certo}”. Nada foi alterado; escolha outro nome.")
        if not consultas.renomear(conexao, usuario=ctx.usuario, tela=tela, de=de, para=certo):
            raise ErroDominio(f"O filtro “{de}” não existe mais. Nada foi alterado.")


@exige(Permissao.CONSULTAR)
def apagar(ctx: Contexto, *, tela: str, nome: str) -> None:
    """Forget a filter.  ErroDominio when there is no such filter."""
    with ctx.banco.escrita() as conexao:
        if not consultas.apagar(conexao, usuario=ctx.usuario, tela=tela, nome=nome):
            raise ErroDominio(f"O filtro “{nome}” não existe mais. Nada foi alterado.")


def _nome(nome: str) -> str:
    certo = normalizar(nome)
    if not certo or len(certo) > MAIOR_NOME:
        raise ErroDominio(f"O nome do filtro tem de 1 a {MAIOR_NOME} letras. Nada foi gravado; dê outro nome.")
    return certo


def _ler(texto: str) -> Mapping[str, Any]:
    try:
        lido = json.loads(texto)
    except ValueError:
        return {}
    return lido if isinstance(lido, dict) else {}
