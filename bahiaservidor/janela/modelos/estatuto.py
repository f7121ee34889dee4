"""The provisions, each with our summary and the acts that rest on it: read from the definitions, not written twice."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from ...estatuto.atos.base import DefinicaoAto
from ...estatuto.atos.catalogo import DEFINICOES
from ...estatuto.dispositivos import RESUMOS
from ...estatuto.formatos.nomes import chave_busca
from .base import Coluna


@dataclass(frozen=True, slots=True, kw_only=True)
class UsoEmAto:
    """An act that cites a provision, and for what: itself, or some of its fields."""

    tipo: str
    rotulo: str
    por: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispositivo:
    """A provision; ``norma`` is empty for the statute itself."""

    citacao: str
    resumo: str
    norma: str
    usos: tuple[UsoEmAto, ...]

    @property
    def chave(self) -> str:
        """The words in which it is searched."""
        atos = " ".join(uso.rotulo for uso in self.usos)
        return chave_busca(f"{self.citacao} {self.resumo} {atos}")


def dispositivos() -> tuple[Dispositivo, ...]:
    """Return the provisions, the statute's first, in the order in which they are listed there."""
    lista = [
        Dispositivo(citacao=citacao, resumo=resumo, norma=_norma(citacao), usos=tuple(_usos(citacao)))
        for citacao, resumo in RESUMOS.items()
    ]
    return tuple(sorted(lista, key=lambda d: bool(d.norma)))


def mesmo_artigo(citacao: str) -> str:
    """Return the article of a citation: 'art. 19' for 'art. 19, § 2º'."""
    return citacao.split(",")[0].strip()


def procurar(lista: tuple[Dispositivo, ...], texto: str) -> tuple[Dispositivo, ...]:
    """Return those that have every word, without accents or case; all of them for an empty text."""
    pedacos = chave_busca(texto).split()
    return tuple(d for d in lista if all(p in d.chave for p in pedacos))


def localizar(lista: tuple[Dispositivo, ...], citacao: str) -> Dispositivo | None:
    """Return the provision cited, or its article when the paragraph has no summary; None when unknown."""
    por_citacao = {d.citacao: d for d in lista}
    # A memória may cite two at once: "arts. 21, § 3º, e 29".
    candidatas = (citacao.strip(), mesmo_artigo(citacao), mesmo_artigo(citacao).replace("arts.", "art."))
    return next((por_citacao[c] for c in candidatas if c in por_citacao), None)


def _norma(citacao: str) -> str:
    return "" if citacao.startswith("art") else citacao.split(",")[0]


def _usos(citacao: str) -> list[UsoEmAto]:
    usos = []
    for definicao in DEFINICOES:
        por = _por_que_cita(definicao, citacao)
        if por:
            usos.append(UsoEmAto(tipo=definicao.tipo, rotulo=definicao.rotulo, por=tuple(por)))
    return usos


def _por_que_cita(definicao: DefinicaoAto, citacao: str) -> list[str]:
    por = ["fundamento do ato"] if definicao.dispositivo == citacao else []
    for campo in dataclasses.fields(definicao.conteudo):
        if campo.metadata.get("dispositivo") == citacao:
            por.append(str(campo.metadata.get("rotulo", campo.name)))
    return por


COLUNAS: tuple[Coluna[Dispositivo], ...] = (
    Coluna(chave="citacao", rotulo="Dispositivo", texto=lambda d: d.citacao, largura=200, ordenavel=False, forte=True),
    Coluna(chave="resumo", rotulo="O que pede", texto=lambda d: d.resumo, largura=300, ordenavel=False, estica=True),
)
