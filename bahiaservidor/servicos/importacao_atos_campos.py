"""The columns of past acts: who, which act, its paper, its ressalva, and the fields of every kind of act."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from datetime import time
from functools import cache
from typing import Any, Final

from ..estatuto import canonico
from ..estatuto.atos.base import DefinicaoAto, TipoCampo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.tipos import TipoRessalva
from . import importacao_celulas as celulas
from .importacao_linha import Campo, Valor, como_texto
from .importacao_pessoas import CAMPOS_DA_PESSOA
from .importacao_vinculos import CAMPO_MATRICULA
from .provimento import definicoes
from .tipos import Instrumento

_FORA: Final = frozenset({TipoCampo.CONFERENCIA, TipoCampo.VINCULO})
"""Kinds of field that no cell gives."""


def bruto(valor: Valor) -> Valor:
    """Return the cell as it is: what it must be depends on the act of its row."""
    return celulas.texto(valor) if isinstance(valor, str) else valor


@cache
def atos_importaveis() -> Mapping[str, DefinicaoAto]:
    """Return the acts that a spreadsheet may bring; the assentamento inicial has a kind of import of its own."""
    return {ato.tipo: ato for ato in definicoes() if ato.tipo != "assentamento_inicial"}


@cache
def _por_nome() -> Mapping[str, DefinicaoAto]:
    nomes = {chave_busca(ato.tipo.replace("_", " ")): ato for ato in atos_importaveis().values()}
    return nomes | {chave_busca(ato.rotulo): ato for ato in atos_importaveis().values()}


def ler_ato(valor: Valor) -> DefinicaoAto:
    """Return the act of a label or a key.  ErroDominio, with what is near, when there is none."""
    escrito = celulas.texto(valor)
    achado = _por_nome().get(chave_busca(escrito.replace("_", " ")))
    if achado is None:
        rotulos = [ato.rotulo for ato in atos_importaveis().values()]
        raise ErroDominio(f"“{escrito}” não é um ato que o programa conheça.{celulas.quis_dizer(escrito, rotulos)}")
    return achado


def ler_hora(valor: Valor) -> time:
    """Return the time of day of a cell, hh:mm."""
    escrita = como_texto(valor)
    try:
        return time.fromisoformat(escrita.replace("h", ":").rstrip(":"))
    except ValueError as erro:
        raise ErroDominio(f"“{escrita}” não é uma hora; escreva como 09:30.") from erro


def pendente(valor: Valor) -> bool | None:
    """Return yes, no, or None for what is still to be decided."""
    return None if chave_busca(como_texto(valor)) in ("a decidir", "pendente") else celulas.sim_nao(valor)


_LEITORES: Final[Mapping[str, Callable[[Valor], Any]]] = {
    TipoCampo.DATA: celulas.data,
    TipoCampo.HORA: ler_hora,
    TipoCampo.TEXTO: celulas.texto,
    TipoCampo.TEXTO_LONGO: celulas.texto,
    TipoCampo.INTEIRO: celulas.inteiro,
    TipoCampo.SIM_NAO: celulas.sim_nao,
    TipoCampo.SIM_NAO_PENDENTE: pendente,
}


def campos_do_ato(ato: DefinicaoAto) -> list[dataclasses.Field[Any]]:
    """Return the fields of an act that a spreadsheet gives."""
    return [
        campo
        for campo in dataclasses.fields(ato.conteudo)
        if "rotulo" in campo.metadata and not campo.metadata["apurado"] and campo.metadata["tipo"] not in _FORA
    ]


def chave_do_campo(ato: DefinicaoAto, nome: str) -> str:
    """Return the column of a field: that of the date of the act is one for all acts, and another date is another."""
    return "outra_data" if nome == "data" and ato.campo_data != "data" else nome


@cache
def leitor_do_campo(ato: DefinicaoAto, nome: str) -> Callable[[Valor], Any] | None:
    """Return what reads a field of an act from a cell; None when the registers answer it (cargo, unit, authority)."""
    campo = next(c for c in campos_do_ato(ato) if c.name == nome)
    if campo.metadata["tipo"] is TipoCampo.ESCOLHA:
        tipo = canonico.tipos_dos_campos(typing.cast(typing.Hashable, ato.conteudo))[nome]
        return celulas.Escolha(next((t for t in typing.get_args(tipo) if t is not type(None)), tipo))
    return _LEITORES.get(campo.metadata["tipo"])


CAMPOS_DE_QUEM: Final = (
    CAMPO_MATRICULA,
    dataclasses.replace(CAMPOS_DA_PESSOA[0], obrigatorio=False),
    *CAMPOS_DA_PESSOA[1:4],
    Campo(chave="vinculo", rotulo="Vínculo nº", ler=celulas.inteiro, exemplo="1",
          ajuda="Só para quem tem mais de um vínculo, sem matrícula que o diga: 1, 2…",
          sinonimos=("numero do vinculo",)),
)  # fmt: skip

CAMPOS_DO_PAPEL: Final = (
    Campo(chave="instrumento_tipo", rotulo="Instrumento", ler=celulas.texto, exemplo="Decreto",
          ajuda="Decreto, portaria… Linhas do mesmo instrumento ficam juntas.",
          sinonimos=("tipo do instrumento", "tipo do ato", "documento")),
    Campo(chave="instrumento_numero", rotulo="Número do instrumento", ler=celulas.texto, exemplo="24.118",
          sinonimos=("numero do ato", "nº do decreto", "numero do decreto", "numero da portaria")),
    Campo(chave="instrumento_data", rotulo="Data do instrumento", ler=celulas.data, eh_data=True,
          sinonimos=("data do decreto", "data da portaria")),
    Campo(chave="instrumento_autoridade", rotulo="Quem assina o instrumento", ler=celulas.texto,
          sinonimos=("signatario", "assinado por")),
    Campo(chave="doe_edicao", rotulo="Edição do DOE", ler=celulas.texto, sinonimos=("doe", "numero do doe")),
    Campo(chave="doe_data", rotulo="Data do DOE", ler=celulas.data, eh_data=True, sinonimos=("data doe",)),
    Campo(chave="doe_pagina", rotulo="Página do DOE", ler=celulas.texto, sinonimos=("pagina",)),
)  # fmt: skip

CAMPOS_DA_RESSALVA: Final = (
    Campo(chave="ressalva_tipo", rotulo="Ressalva", ler=celulas.Escolha(TipoRessalva), exemplo="Ato consumado",
          ajuda="Para o ato que se praticou embora a lei não o permita.", sinonimos=("especie da ressalva",)),
    Campo(chave="ressalva_numero", rotulo="Número da ressalva", ler=celulas.texto,
          sinonimos=("processo da ressalva", "documento da ressalva")),
    Campo(chave="ressalva_data", rotulo="Data da ressalva", ler=celulas.data, eh_data=True),
    Campo(chave="ressalva_autoridade", rotulo="Autoridade da ressalva", ler=celulas.texto),
    Campo(chave="ressalva_fundamento", rotulo="Fundamento da ressalva", ler=celulas.texto),
    Campo(chave="ressalva_confirmada_por", rotulo="Quem confirma a ressalva", ler=celulas.texto),
)  # fmt: skip

CAMPO_ATO: Final = Campo(
    chave="ato", rotulo="Ato", ler=ler_ato, obrigatorio=True, exemplo="Remoção",
    ajuda="O nome do ato, como aparece na lista de atos do programa.",
    sinonimos=("tipo de ato", "ocorrencia", "evento"),
)  # fmt: skip
CAMPO_DATA: Final = Campo(
    chave="data", rotulo="Data do ato", ler=bruto, eh_data=True, exemplo="03/02/2020",
    ajuda="A data que a lei conta: publicação, posse, exercício, primeiro dia…",
    sinonimos=("data", "data do evento", "data da ocorrencia"),
)  # fmt: skip


def campos_dos(atos: Mapping[str, DefinicaoAto]) -> tuple[Campo, ...]:
    """Return a column for each field that some of the acts has: one for all that have the same name."""
    rotulos: dict[str, dict[str, None]] = {}
    de_qual: dict[str, str] = {}
    datas: set[str] = set()
    for ato in atos.values():
        for campo in campos_do_ato(ato):
            chave = chave_do_campo(ato, campo.name)
            rotulos.setdefault(chave, {})[campo.metadata["rotulo"]] = None
            de_qual.setdefault(chave, ato.rotulo)
            if campo.metadata["tipo"] is TipoCampo.DATA:
                datas.add(chave)
    reservados = {c.chave for c in (*CAMPOS_DE_QUEM, *CAMPOS_DO_PAPEL, *CAMPOS_DA_RESSALVA, CAMPO_ATO, CAMPO_DATA)}
    usados: dict[str, str] = {}
    campos = []
    for nome, dele in rotulos.items():
        if nome in reservados:
            continue
        # Two fields may have one label (the result of an appeal, and of a report): the act tells them apart.
        rotulo = next((r for r in dele if r not in usados), f"{next(iter(dele))} ({de_qual[nome].lower()})")
        usados[rotulo] = nome
        outros = tuple(chave_busca(r) for r in dele if r != rotulo)
        campos.append(Campo(chave=nome, rotulo=rotulo, ler=bruto, sinonimos=outros, eh_data=nome in datas))
    return tuple(campos)


def instrumento_de(valores: Mapping[str, Any]) -> Instrumento | None:
    """Return the paper that a row names, if it names one."""
    dele = {c.chave.removeprefix("instrumento_"): valores[c.chave] for c in CAMPOS_DO_PAPEL if c.chave in valores}
    return Instrumento(**dele) if dele else None
