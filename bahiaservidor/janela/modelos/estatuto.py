"""Entries of the Estatuto: provisions and rules, with the acts, deadlines and parameters that rest on each.

All of it is read from the law's own modules: nothing about an act is written twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from ...estatuto.atos.catalogo import DEFINICOES
from ...estatuto.citacoes import artigo, do_estatuto, norma, ordem, resolver
from ...estatuto.dispositivos import A_CONFERIR, RESUMOS
from ...estatuto.formatos.nomes import chave_busca
from ...estatuto.regras_indice import REGRAS, Regra, prazos_de, regras_de
from ...estatuto.tipos import TipoPrazo
from ...estatuto.usos import uso
from ..tema import Tom
from .base import Coluna
from .regras import LinhaParametro


class Especie(StrEnum):
    """What an entry is."""

    ARTIGO = "Estatuto"
    NORMA = "Outra norma"
    REGRA = "Regra"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsoEmAto:
    """An act that cites a provision, and for what: itself, its requirements, some of its fields."""

    tipo: str
    rotulo: str
    por: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Verbete:
    """A provision or a rule. ``citacao`` is how it is called; ``citacoes`` are those a rule rests on."""

    especie: Especie
    citacao: str
    resumo: str
    norma: str = ""
    a_conferir: bool = False
    regras: tuple[Regra, ...] = ()
    citacoes: tuple[str, ...] = ()
    usos: tuple[UsoEmAto, ...] = ()
    prazos: tuple[TipoPrazo, ...] = ()

    @cached_property
    def chave(self) -> str:
        """The words in which it is searched."""
        partes = [self.citacao, self.resumo, self.norma]
        partes += [uso.rotulo for uso in self.usos]
        partes += [prazo.rotulo for prazo in self.prazos]
        if self.especie is not Especie.REGRA:
            partes += [regra.id for regra in self.regras]
        return chave_busca(" ".join(partes))

    @cached_property
    def palavras(self) -> frozenset[str]:
        """The words of `chave`, ordinals as plain numbers."""
        return frozenset(map(_numero, self.chave.split()))


@cache
def verbetes() -> tuple[Verbete, ...]:
    """Return every entry: the statute by article, other norms by name, then the rules."""
    usos = _usos()
    dispositivos = [_do_dispositivo(citacao, usos.get(citacao, ())) for citacao in sorted(RESUMOS, key=ordem)]
    return (*dispositivos, *(_da_regra(regra) for regra in REGRAS.values()))


def _do_dispositivo(citacao: str, usos: Sequence[UsoEmAto]) -> Verbete:
    regras = regras_de(citacao)
    diretas = [regra for regra in regras if citacao in regra.citacoes]
    return Verbete(
        especie=Especie.ARTIGO if do_estatuto(citacao) else Especie.NORMA,
        citacao=citacao,
        resumo=RESUMOS[citacao],
        norma=norma(citacao),
        a_conferir=citacao in A_CONFERIR,
        regras=regras,
        usos=tuple(usos),
        prazos=prazos_de(regra.id for regra in diretas),
    )


def _da_regra(regra: Regra) -> Verbete:
    aplicam = [d for d in DEFINICOES if regra.id in uso(d).regras]
    return Verbete(
        especie=Especie.REGRA,
        citacao=f"Regra {regra.id}",
        resumo=regra.descricao,
        norma=regra.assunto,
        a_conferir=regra.a_confirmar,
        regras=(regra,),
        citacoes=regra.citacoes,
        usos=tuple(UsoEmAto(tipo=d.tipo, rotulo=d.rotulo, por=("requisito",)) for d in aplicam),
        prazos=prazos_de((regra.id,)),
    )


def _usos() -> dict[str, list[UsoEmAto]]:
    """Return, for each provision, the acts that cite it: each act is looked into once."""
    por_citacao: dict[str, list[UsoEmAto]] = {}
    for definicao in DEFINICOES:
        dele = uso(definicao)
        razoes: dict[str, list[str]] = {}
        escritas = [(c, "fundamento do ato") for c in dele.proprias]
        escritas += [(c, "requisito") for c in sorted(dele.requisitos - dele.proprias)]
        escritas += [(c, rotulo) for rotulo, c in dele.campos]
        for escrita, razao in escritas:
            for citacao in resolver(escrita):
                razoes.setdefault(citacao, []).append(razao)
        for citacao, por in razoes.items():
            novo = UsoEmAto(tipo=definicao.tipo, rotulo=definicao.rotulo, por=tuple(dict.fromkeys(por)))
            por_citacao.setdefault(citacao, []).append(novo)
    return por_citacao


def procurar(lista: Sequence[Verbete], texto: str, especie: Especie | None = None) -> tuple[Verbete, ...]:
    """Return those that have every word, without accents or case; the one whose number was written comes first."""
    pedacos = ["art" if p in ("arts", "artigo", "artigos") else p for p in chave_busca(texto).split()]
    achados = [v for v in lista if (especie is None or v.especie is especie) and _tem(v, pedacos)]
    return tuple(sorted(achados, key=lambda v: not _chamado(v, pedacos))) if pedacos else tuple(achados)


def _tem(verbete: Verbete, pedacos: Sequence[str]) -> bool:
    # A number is a whole number: 19 is not 119, nor part of 1994.
    return all(
        pedaco in verbete.palavras
        or (not pedaco.isdecimal() and any(p.startswith(pedaco) for p in verbete.palavras))
        or (not pedaco.isdecimal() and len(pedaco) > 3 and pedaco in verbete.chave)
        for pedaco in map(_numero, pedacos)
    )


def _numero(palavra: str) -> str:
    """Return '3' for '3o' or '3º', which is how ordinals are typed."""
    return palavra[:-1] if len(palavra) > 1 and palavra[:-1].isdecimal() and palavra[-1] in "oºª" else palavra


def _chamado(verbete: Verbete, pedacos: Sequence[str]) -> bool:
    nome = [_numero(p) for p in chave_busca(verbete.citacao).split()]
    ditos = [_numero(p) for p in pedacos if p not in ("art", "regra")]
    return bool(ditos) and nome[1 : 1 + len(ditos)] == ditos


def localizar(lista: Sequence[Verbete], citacao: str) -> Verbete | None:
    """Return the entry of a citation ('art. 19, § 9º' leads to its article) or of a rule ('P1'); None if unknown."""
    por_nome = {v.citacao: v for v in lista}
    limpa = citacao.strip()
    if limpa in REGRAS:
        return por_nome.get(f"Regra {limpa}")
    if limpa in por_nome:
        return por_nome[limpa]
    return next((por_nome[c] for c in resolver(limpa) if c in por_nome), None)


def irmaos(lista: Sequence[Verbete], de: Verbete) -> tuple[Verbete, ...]:
    """Return the other provisions of the same article, or of the same norm."""
    if de.especie is Especie.REGRA:
        return ()
    casa = artigo(de.citacao)
    return tuple(v for v in lista if v is not de and v.especie is de.especie and artigo(v.citacao) == casa)


def parametros_de(verbete: Verbete, parametros: Sequence[LinhaParametro]) -> tuple[LinhaParametro, ...]:
    """Return the dated numbers that rest on an entry: those that cite it, or what a rule rests on."""
    alvos = set(verbete.citacoes) if verbete.especie is Especie.REGRA else {verbete.citacao}
    return tuple(p for p in parametros if p.citacao and alvos.intersection(resolver(p.citacao)))


COLUNAS: tuple[Coluna[Verbete], ...] = (
    Coluna(chave="citacao", rotulo="Dispositivo", texto=lambda v: v.citacao, largura=210, ordenavel=False, forte=True),
    Coluna(chave="resumo", rotulo="O que pede", texto=lambda v: v.resumo, largura=300, ordenavel=False, estica=True,
           dica=lambda v: v.resumo),
    Coluna(chave="conferencia", rotulo="Conferência", largura=112, ordenavel=False,
           texto=lambda v: "a confirmar" if v.a_conferir else "",
           tom=lambda v: Tom.ATENCAO if v.a_conferir else None),
)  # fmt: skip
