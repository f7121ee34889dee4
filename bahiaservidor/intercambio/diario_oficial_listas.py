"""One sentence for several people: "NOMEAR os candidatos abaixo, ...: ANA, 1º; BENÍCIO, 2º. Cotas: CELESTE, 1º"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from . import diario_oficial_campos as campos
from .diario_oficial_campos import Achado, Achados
from .diario_oficial_pessoas import ler_origem, ler_pessoa
from .diario_oficial_propostas import Lida, cota_em, montar
from .diario_oficial_sentidos import sentido
from .diario_oficial_texto import Corrido
from .diario_oficial_tipos import Proposta

_ABAIXO: Final = re.compile(
    r"\b(?:candidat|servidor|professor|funcionari|empregad|pesso)\w*(?:\(\w{1,2}\))?\s+(?:abaixo|a seguir"
    r"|seguintes|relacionad|adiante)|\bos seguintes (?:candidatos|servidores)"
)
_ABRE: Final = re.compile(r":\s+(?=(?:\d{1,4}\s?[o.)\-]*\s*)?[A-ZÀ-Þ(])")
_SEPARA: Final = re.compile(r"[;\n]\s*(?:e\s+)?|\.\s+(?=[A-ZÀ-Þ\d])|\.$")
_TITULO: Final = re.compile(r"\s*([^:;]{3,120}?)\s*:\s*")
_NUMERO: Final = re.compile(r"\s*(?:\d{1,4}\s?[o.)\-]{1,3}\s*|[-•]\s*)(?=[a-z])")
_SO_NUMERO: Final = re.compile(r"(?:[^:;]{0,80}:)?\s*\d{1,4}\s*")
_ORDEM: Final = re.compile(
    r",?\s*\(?(?:classificacao\s*:?\s*)?(\d{1,5})\s?[oa](?:\s(?:lugar|colocad|classificad)\w*)?\)?[\s;.,]*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One person of the list, in the positions of the sentence."""

    inicio: int
    fim: int
    cota: str | None

    def proposta(self, texto: str, frase: Corrido, lida: Lida, *, papel: int, ordem: int) -> Proposta:
        """Return the act of this person: what is in the item, and what the sentence says for all."""
        corrido = frase.fatia(self.inicio, self.fim)
        a = campos.comecar(corrido)
        campos.ler_numeros(a)
        lugar = _ORDEM.search(corrido.chave)
        if lugar is not None:
            a.guardar("classificacao", int(lugar[1]), *lugar.span(1))
        numero = _NUMERO.match(corrido.chave)
        ler_pessoa(a, numero.end() if numero else 0)
        lida = _do_item(lida, a)
        lugares: dict[str, tuple[int, int, Achado]] = {}
        for nome, c in a.campos.items():
            lugares[nome] = (*corrido.original(c.inicio, c.fim), c)
        for nome, c in lida.achados.campos.items():
            if nome not in lugares and nome not in ("nome", "matricula", "cpf", "classificacao"):
                lugares[nome] = (*lida.achados.corrido.original(c.inicio, c.fim), c)
        inicio, fim = corrido.original(0, len(corrido.mostra))
        if self.cota is not None:
            lugares["cota"] = (inicio, fim, Achado(valor=self.cota, inicio=0, fim=1, confianca=0.9))
        duvidas = [*lida.achados.duvidas, *a.duvidas]
        return montar(texto, lida, papel=papel, ordem=ordem, inicio=inicio, fim=fim, lugares=lugares, duvidas=duvidas)


def _do_item(lida: Lida, a: Achados) -> Lida:
    """Return the sense of the sentence for one of its people, whose cargo may be in the item."""
    if "cargo" in lida.achados.campos or "simbolo" not in a.campos:
        return lida
    ler_origem(a)
    if (cargo := a.campos.pop("cargo_de_origem", None)) is not None:
        a.campos["cargo"] = cargo
    frase = lida.achados
    novo = sentido(
        lida.verbo, frase.corrido.chave, referido=frase.referido, a_pedido="a_pedido" in frase.campos,
        simbolo=a.valor("simbolo"),
    )  # fmt: skip
    frase.duvidas = [duvida for duvida in frase.duvidas if duvida not in lida.sentido.duvidas]
    a.duvidas += novo.duvidas
    return replace(lida, sentido=novo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lista:
    """Where the list begins, its people, and the headings inside it."""

    inicio: int
    itens: tuple[Item, ...]
    titulos: tuple[tuple[int, int], ...]


def itens_da_lista(frase: Corrido) -> Lista | None:
    """Return the people of a sentence that names several; None when it is about one."""
    abaixo = _ABAIXO.search(frase.chave, 0, 400)
    if abaixo is None:
        return None
    abre = _ABRE.search(frase.mostra, abaixo.end())
    if abre is None:
        return None
    concurso = re.search(r"\bconcurso\b|\bedital\b", frase.chave[: abre.start()]) is not None
    cota: str | None = "ampla" if concurso else None
    itens: list[Item] = []
    titulos: list[tuple[int, int]] = []
    posicao = abre.end()
    for achado in [*_SEPARA.finditer(frase.mostra, abre.end()), None]:
        fim = achado.start() if achado is not None else len(frase.mostra)
        if achado is not None and _SO_NUMERO.fullmatch(frase.mostra, posicao, fim):
            continue  # "1." opens the item
        if not frase.mostra[posicao:fim].strip(" .;,"):
            posicao = achado.end() if achado is not None else fim
            continue
        titulo = _TITULO.match(frase.chave, posicao, fim)
        if titulo is not None and (nova := cota_em(titulo[1])) is not None:
            cota = nova
            titulos.append((posicao, titulo.end()))
            posicao = titulo.end()
        itens.append(Item(inicio=posicao, fim=achado.end() if achado is not None else fim, cota=cota))
        posicao = achado.end() if achado is not None else fim
    itens = [item for item in itens if frase.mostra[item.inicio : item.fim].strip(" .;,")]
    if not itens:
        return None
    return Lista(inicio=abre.end(), itens=tuple(itens), titulos=tuple(titulos))
