"""Readings made by hand: what the reader of the Diário Oficial gives, without depending on how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from bahiaservidor.intercambio import diario_oficial
from bahiaservidor.intercambio.diario_oficial import Campo, Ignorado, Leitura, Papel, Proposta, Trecho
from bahiaservidor.servicos import diario_leitura

PREAMBULO = "O GOVERNADOR DO ESTADO DA BAHIA, no uso de suas atribuições, R E S O L V E"
FECHO = "Palácio do Governo do Estado da Bahia"


Paragrafo = tuple[str, dict[str, Any]]
"""A paragraph and what is read in it."""


class Texto:
    """A decree written paragraph by paragraph, with what the reader is to say of each."""

    def __init__(self, **papel: Any) -> None:
        self._papel = {"forma": "A", "tipo": "decreto", "data": date(2026, 3, 1), **papel}
        self._partes: list[str] = [PREAMBULO]
        self._propostas: list[dict[str, Any]] = []
        self._ignorados: list[tuple[str, str]] = []

    def item(self, paragrafo: str | Paragrafo, **lido: Any) -> Texto:
        """Add a paragraph."""
        texto, lido = (paragrafo, lido) if isinstance(paragrafo, str) else (paragrafo[0], {**paragrafo[1], **lido})
        self._partes.append(texto)
        self._propostas.append({"texto": texto, "confianca": 0.95, "situacao": "lida", "verbo": "", **lido})
        return self

    def ignorado(self, texto: str, motivo: str) -> Texto:
        """Add a stretch that is no act."""
        self._partes.append(texto)
        self._ignorados.append((texto, motivo))
        return self

    @property
    def texto(self) -> str:
        """The whole text."""
        return "\n\n".join([*self._partes, FECHO])

    @property
    def leitura(self) -> Leitura:
        """What the reader gives for it."""
        inteiro = self.texto
        propostas, desde = [], 0
        for ordem, dados in enumerate(self._propostas, start=1):
            inicio = inteiro.index(dados["texto"], desde)
            desde = inicio + len(dados["texto"])
            propostas.append(
                Proposta(**{**dados, "ordem": ordem, "papel": 0, "inicio": inicio, "fim": desde,
                            "campos": _campos(dados, inicio)})
            )  # fmt: skip
        fecho = inteiro.index(FECHO)
        papel = Papel(
            **self._papel, inicio=0, fim=len(inteiro),
            trechos=(
                Trecho(inicio=0, fim=len(PREAMBULO), especie="cabecalho"),
                Trecho(inicio=fecho, fim=len(inteiro), especie="rodape"),
            ),
        )  # fmt: skip
        return Leitura(papeis=(papel,), propostas=tuple(propostas), ignorados=tuple(self._fora(inteiro)))

    def _fora(self, inteiro: str) -> Iterator[Ignorado]:
        for texto, motivo in self._ignorados:
            inicio = inteiro.index(texto)
            yield Ignorado(inicio=inicio, fim=inicio + len(texto), motivo=motivo)


def _campos(dados: dict[str, Any], inicio: int) -> Sequence[Campo]:
    campos = []
    for nome in ("nome", "matricula", "cargo", "simbolo", "lotacao"):
        valor = dados.get(nome)
        onde = dados["texto"].find(str(valor)) if valor else -1
        if onde >= 0:
            campos.append(
                Campo(nome=nome, valor=str(valor), inicio=inicio + onde, fim=inicio + onde + len(str(valor)),
                      confianca=0.95 if nome != "lotacao" else 0.75)
            )  # fmt: skip
    return tuple(campos)


@contextmanager
def lendo(monkeypatch: pytest.MonkeyPatch, *textos: Texto) -> Iterator[None]:
    """Make the reader say of these texts what they say of themselves."""
    prontas = {t.texto: t.leitura for t in textos}
    with monkeypatch.context() as troca:
        troca.setattr(diario_oficial, "ler", lambda texto: prontas[texto])
        diario_leitura.ler_texto.cache_clear()
        yield
    diario_leitura.ler_texto.cache_clear()
