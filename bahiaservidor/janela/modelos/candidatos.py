"""Candidates pasted from a spreadsheet or typed, one a line: classificação;nome;cpf;nascimento."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf as formato_cpf
from ...estatuto.formatos.datas import ler_data
from ...estatuto.formatos.nomes import chave_busca, normalizar
from ...servicos.tipos import Candidato

A_NOMEAR, CONVOCADO, NOMEADO, DESISTENTE, ELIMINADO = "a_nomear", "convocado", "nomeado", "desistente", "eliminado"

ESPERAM = (A_NOMEAR, CONVOCADO)
"""States of who has still to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaLida:
    """A line read: a candidate, or the reason why it is not one. ``numero`` is its position in the text, from 1."""

    numero: int
    texto: str
    candidato: Candidato | None = None
    erro: str = ""


def ler_candidatos(texto: str, *, lista_id: int, existentes: Sequence[Candidato] = ()) -> tuple[LinhaLida, ...]:
    """Return every line that is not blank, read or with its error.

    Separators are semicolon or tab (what a spreadsheet copies). CPF and birth may be missing. A heading is skipped. A
    classification or CPF already in the list, or twice in the text, is an error of the later line.
    """
    posicoes = {c.classificacao: f"de {c.nome}, que já está na lista" for c in existentes}
    cpfs = {c.cpf: f"de {c.nome}, que já está na lista" for c in existentes if c.cpf}
    lidas: list[LinhaLida] = []
    for numero, linha in enumerate(texto.splitlines(), start=1):
        if not linha.strip() or (not lidas and _cabecalho(linha)):
            continue
        try:
            candidato = _ler(linha, lista_id)
            _unico(posicoes, candidato.classificacao, f"A classificação {candidato.classificacao} já é", numero)
            if candidato.cpf:
                _unico(cpfs, candidato.cpf, f"O CPF {formato_cpf.formatar(candidato.cpf)} já é", numero)
        except ErroDominio as erro:
            lidas.append(LinhaLida(numero=numero, texto=linha.strip(), erro=erro.mensagem))
        else:
            lidas.append(LinhaLida(numero=numero, texto=linha.strip(), candidato=candidato))
    return tuple(lidas)


def proximo(candidatos: Sequence[Candidato]) -> Candidato | None:
    """Return the best-placed candidate neither named nor withdrawn (art. 12), or None."""
    return min((c for c in candidatos if c.situacao in ESPERAM), key=lambda c: c.classificacao, default=None)


def por_que_proximo(candidatos: Sequence[Candidato]) -> str:
    """Return why that candidate is the next, in one sentence, with the article."""
    escolhido = proximo(candidatos)
    if escolhido is None:
        return "Todos os candidatos desta lista já foram nomeados ou deixaram a lista." if candidatos else ""
    antes = [c for c in candidatos if c.classificacao < escolhido.classificacao]
    if not antes:
        return "É o mais bem classificado da lista, e ninguém dela foi nomeado ainda (art. 12)."
    nomeados = sum(1 for c in antes if c.situacao == NOMEADO)
    eliminados = sum(1 for c in antes if c.situacao == ELIMINADO)
    desistentes = len(antes) - nomeados - eliminados
    partes = []
    if nomeados:
        partes.append("1 foi nomeado" if nomeados == 1 else f"{nomeados} foram nomeados")
    if desistentes:
        partes.append("1 desistiu" if desistentes == 1 else f"{desistentes} desistiram")
    if eliminados:
        partes.append("1 foi eliminado" if eliminados == 1 else f"{eliminados} foram eliminados")
    if len(antes) == 1:
        feito = "já foi nomeado" if nomeados else "foi eliminado" if eliminados else "desistiu"
        return f"O único mais bem classificado, {antes[0].nome}, {feito} (art. 12)."
    return f"Dos {len(antes)} mais bem classificados, {' e '.join(partes)}: a ordem chegou a este (art. 12)."


def _cabecalho(linha: str) -> bool:
    return chave_busca(_partes(linha)[0]) in {"classificacao", "class", "ordem", "posicao"}


def _partes(linha: str) -> list[str]:
    return [parte.strip() for parte in linha.replace("\t", ";").split(";")]


def _ler(linha: str, lista_id: int) -> Candidato:
    partes = _partes(linha)
    while len(partes) > 2 and not partes[-1]:
        partes.pop()
    if len(partes) < 2:
        raise ErroDominio("Faltam dados: escreva classificação;nome;cpf;nascimento, separados por ponto e vírgula.")
    if len(partes) > 4:
        raise ErroDominio(f"Há {len(partes)} colunas, e não 4: classificação;nome;cpf;nascimento.")
    ordem, nome = partes[0].rstrip("ºª°."), normalizar(partes[1])
    if not (ordem.isascii() and ordem.isdigit()) or int(ordem) == 0:
        raise ErroDominio(f"A classificação “{partes[0]}” não é um número a partir de 1.")
    if not nome:
        raise ErroDominio("Falta o nome.")
    if not any(c.isalpha() for c in nome):
        raise ErroDominio(f"“{nome}” não é um nome; confira a ordem das colunas.")
    cpf = formato_cpf.validar(partes[2]) if len(partes) > 2 and partes[2] else None
    nascimento: date | None = ler_data(partes[3]) if len(partes) > 3 and partes[3] else None
    return Candidato(lista_id=lista_id, classificacao=int(ordem), nome=nome, cpf=cpf, nascimento=nascimento)


def _unico(vistos: dict[Any, str], valor: int | str, inicio: str, numero: int) -> None:
    if valor in vistos:
        raise ErroDominio(f"{inicio} {vistos[valor]}.")
    vistos[valor] = f"da linha {numero}"
