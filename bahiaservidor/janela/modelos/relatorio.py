"""The reconciliation of a quarter in a table, and the list behind each of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from ...documentos.relatorio_figuras import Figuras, Rubricas, milhar
from ...documentos.relatorio_modelos import Destino, Entrada, LinhaRelatorio, Rubrica, data, singular
from ..tema import Tom
from .base import Coluna
from .prazos import TOM_DO_ESTADO

if TYPE_CHECKING:
    from ...documentos.relatorio_modelos import DadosRelatorio

Fluxo = Entrada | Destino
"""A column of the reconciliation."""

_FLUXOS: tuple[Fluxo, ...] = (*Entrada, *Destino)
_TITULOS: Final[dict[Fluxo, str]] = {
    Entrada.INICIO: "Pendentes\nno início",
    Entrada.JA_ABERTO: "+ Abertos\nantes",
    Entrada.ABERTO: "+ Abertos\nnele",
    Entrada.PRORROGACAO: "+ Prorro-\ngação",
    Entrada.RECALCULO: "+ Recál-\nculo",
    Destino.CUMPRIDO: "\N{MINUS SIGN} No\nprazo",
    Destino.FORA_DO_PRAZO: "\N{MINUS SIGN} Fora do\nprazo",
    Destino.PREJUDICADO: "\N{MINUS SIGN} Preju-\ndicados",
    Destino.RESOLVIDO: "\N{MINUS SIGN} Por\nato",
    Destino.PRORROGACAO: "\N{MINUS SIGN} Prorro-\ngação",
    Destino.RECALCULO: "\N{MINUS SIGN} Recál-\nculo",
    Destino.PENDENTE: "= Pendentes\nno fim",
}
"""Headings in two short lines; the whole words are in the tip of each cell."""


def linhas_da_conciliacao(figuras: Figuras) -> tuple[Rubricas, ...]:
    """Return the lines to show: kinds that occur, grey zone, suspended, total."""
    if not figuras.total:
        return ()
    linhas = (r for r in figuras.linhas if r.total or isinstance(r.linha, Rubrica))
    return (*linhas, figuras.soma)


def fluxos(figuras: Figuras) -> tuple[Fluxo, ...]:
    """Return the columns to show: those with something in them, and where it begins and ends."""
    sempre = {Entrada.INICIO, Destino.PENDENTE}
    return tuple(f for f in _FLUXOS if f in sempre or quantos(figuras.soma, f))


def quantos(rubricas: Rubricas, fluxo: Fluxo) -> int:
    """Return the number in a cell."""
    return rubricas.entradas[fluxo] if isinstance(fluxo, Entrada) else rubricas.destinos[fluxo]


def colunas_da_conciliacao(figuras: Figuras) -> tuple[Coluna[Rubricas], ...]:
    """Return the columns of the table: the line, then each way in and out."""
    numeros = (
        Coluna(
            chave=fluxo.value, rotulo=_TITULOS[fluxo], texto=partial(_texto, fluxo),
            largura=116 if fluxo is Destino.PENDENTE else 96,
            direita=True, ordenavel=False, cresce=1, dica=partial(_dica, fluxo),
        )
        for fluxo in fluxos(figuras)
    )  # fmt: skip
    primeira: Coluna[Rubricas] = Coluna(
        chave="linha", rotulo="Prazo", texto=lambda r: r.rotulo, largura=236, ordenavel=False, forte=True, cresce=2
    )
    return (primeira, *numeros)


def _texto(fluxo: Fluxo, rubricas: Rubricas) -> str:
    valor = quantos(rubricas, fluxo)
    return milhar(valor) if valor else "–"


def _dica(fluxo: Fluxo, rubricas: Rubricas) -> str:
    valor = quantos(rubricas, fluxo)
    nome = f"{rubricas.rotulo}: {fluxo.rotulo.lower()}"
    return f"{nome}, {milhar(valor)}. Enter ou um clique mostra a lista." if valor else f"{nome}, nenhum."


def da_celula(dados: DadosRelatorio, rubricas: Rubricas, fluxo: Fluxo | None) -> tuple[LinhaRelatorio, ...]:
    """Return the deadlines behind a cell; ``fluxo`` None for all of the line."""
    return tuple(
        linha
        for linha in dados.linhas
        if (rubricas.linha is None or linha.linha is rubricas.linha)
        and (fluxo is None or fluxo in (linha.entrada, linha.destino))
    )


def _tom(linha: LinhaRelatorio) -> Tom | None:
    return TOM_DO_ESTADO[linha.estado]


COLUNAS_DA_LISTA: Sequence[Coluna[LinhaRelatorio]] = (
    Coluna(chave="nome", rotulo="Nome", texto=lambda x: x.nome, largura=220, forte=True, cresce=3),
    Coluna(chave="prazo", rotulo="Prazo", texto=lambda x: x.prazo, largura=210, cresce=2),
    Coluna(chave="vence", rotulo="Vence", texto=lambda x: data(x.vence), largura=112, ordem=lambda x: x.vence),
    Coluna(chave="ultimo", rotulo="Último dia possível", texto=lambda x: data(x.vence_ultimo), largura=172,
           ordem=lambda x: x.vence_ultimo),
    Coluna(chave="estado", rotulo="Estado", texto=lambda x: x.estado.rotulo, largura=150, tom=_tom),
    Coluna(chave="entrada", rotulo="Como entrou", texto=lambda x: singular(x.entrada), largura=170),
    Coluna(chave="destino", rotulo="Situação no fim", texto=lambda x: singular(x.destino), largura=170),
    Coluna(chave="observacao", rotulo="Observação", texto=lambda x: x.observacao or "–", largura=240, cresce=2),
    Coluna(chave="orgao", rotulo="Órgão", texto=lambda x: x.orgao or "–", largura=160, oculta=True),
    Coluna(chave="unidade", rotulo="Unidade", texto=lambda x: x.unidade or "–", largura=160, oculta=True),
    Coluna(chave="fundamento", rotulo="Fundamento", texto=lambda x: x.fundamento or "–", largura=140, oculta=True),
)  # fmt: skip
"""Columns of the list behind a cell."""
