"""Columns of free posts, of the laws behind the number of posts, and of the reserves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import AreaVaga, OrigemVaga
from ...estatuto.vagas import CRIACAO, EXTINCAO
from ...servicos.tipos import Vagas
from ...servicos.tipos.vagas import Disponivel, ReservaPosto, VagaLivre
from ..tema import Tom
from .base import Coluna
from .prazos import data_ou_traco

_EXCETUADAS = (AreaVaga.EDUCACAO, AreaVaga.SAUDE, AreaVaga.SEGURANCA)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaMovimento:
    """An entry of posts, with the name of its unit."""

    vagas: Vagas
    unidade: str


def _tom_da_origem(linha: VagaLivre) -> Tom:
    if linha.origem is OrigemVaga.CRIACAO:
        return Tom.INFO
    if linha.origem in (OrigemVaga.APOSENTADORIA, OrigemVaga.FALECIMENTO):
        # What the LRF lets be replaced above the prudential limit, in some areas.
        return Tom.SUCESSO if linha.area in _EXCETUADAS else Tom.NEUTRO
    return Tom.NEUTRO


def dica_da_vaga(linha: VagaLivre) -> str:
    """Return all that is known of a free post, in words."""
    partes = [linha.descricao + "."]
    lugar = " · ".join(p for p in (linha.unidade, linha.area.rotulo if linha.area else "") if p)
    if lugar:
        partes.append(lugar + ".")
    if linha.presumida:
        partes.append("Presumida: alguma nomeação anterior não diz que posto ocupou, e este pode ser outro.")
    if linha.origem in (OrigemVaga.APOSENTADORIA, OrigemVaga.FALECIMENTO) and linha.area in _EXCETUADAS:
        partes.append("Reposição admitida acima do limite prudencial (LRF, art. 22, parágrafo único, inciso IV).")
    elif linha.area is None:
        partes.append("Área não informada: diga a do órgão ou da unidade em Administração.")
    return " ".join(partes)


def _especie(linha: LinhaMovimento) -> str:
    especie = linha.vagas.especie or CRIACAO
    return {CRIACAO: "Criação", EXTINCAO: "Extinção"}.get(especie, "Redistribuição")


def _por_que(linha: LinhaMovimento) -> str:
    return " · ".join(p for p in (linha.vagas.lei, linha.vagas.ato) if p) or "—"


def _de_quem(linha: VagaLivre) -> str:
    nome = linha.ultimo_ocupante or linha.lei or "—"
    quantas = f" ({linha.quantos} vagas)" if linha.quantos > 1 else ""
    return nome + quantas + (" (presumida)" if linha.presumida else "")


COLUNAS_LIVRES: tuple[Coluna[VagaLivre], ...] = (
    Coluna(
        chave="origem", rotulo="Origem", texto=lambda x: x.origem.rotulo, tom=_tom_da_origem, largura=162,
        dica=dica_da_vaga,
    ),
    Coluna(chave="quem", rotulo="De quem, ou lei", texto=_de_quem, largura=120, estica=True, dica=dica_da_vaga),
    Coluna(
        chave="desde", rotulo="Desde", texto=lambda x: data_ou_traco(x.desde), largura=98,
        ordem=lambda x: x.desde,
    ),
    Coluna(chave="area", rotulo="Área", texto=lambda x: x.area.rotulo if x.area else "—", largura=70),
    Coluna(chave="unidade", rotulo="Unidade", texto=lambda x: x.unidade or "—", largura=140, oculta=True),
    Coluna(chave="quantos", rotulo="Vagas", texto=lambda x: str(x.quantos), largura=70, direita=True, oculta=True,
           ordem=lambda x: x.quantos),
)  # fmt: skip

COLUNAS_MOVIMENTOS: tuple[Coluna[LinhaMovimento], ...] = (
    Coluna(
        chave="desde", rotulo="Desde", largura=104, ordem=lambda x: x.vagas.desde,
        texto=lambda x: data_ou_traco(x.vagas.desde),
    ),
    Coluna(
        chave="especie", rotulo="Espécie", texto=_especie, largura=112,
        tom=lambda x: Tom.APAGADO if x.vagas.quantidade < 0 else Tom.INFO,
    ),
    Coluna(
        chave="quantidade", rotulo="Postos", texto=lambda x: f"{x.vagas.quantidade:+d}", largura=66, direita=True,
        ordem=lambda x: x.vagas.quantidade,
    ),
    Coluna(
        chave="lei", rotulo="Lei, ato e unidade", texto=lambda x: f"{_por_que(x)} · {x.unidade}", largura=140,
        estica=True, dica=lambda x: " ".join(p for p in (_por_que(x), x.unidade, x.vagas.observacao) if p),
        desdobra=(
            Coluna(chave="lei", rotulo="Lei e ato", largura=200, texto=lambda x: _por_que(x)),
            Coluna(chave="unidade", rotulo="Unidade", largura=180, texto=lambda x: x.unidade),
            Coluna(chave="observacao", rotulo="Observação", largura=200, texto=lambda x: x.vagas.observacao),
        ),
    ),
    Coluna(
        chave="publicado", rotulo="Publicado em", largura=110, oculta=True,
        texto=lambda x: data_ou_traco(x.vagas.publicado_em),
    ),
)  # fmt: skip

COLUNAS_RESERVAS: tuple[Coluna[ReservaPosto], ...] = (
    Coluna(chave="quantidade", rotulo="Nº", texto=lambda x: str(x.quantidade), largura=48, direita=True,
           ordem=lambda x: x.quantidade),
    Coluna(
        chave="motivo", rotulo="Motivo e documento", texto=lambda x: f"{x.motivo} — {x.documento}", largura=140,
        estica=True,
    ),
    Coluna(chave="periodo", rotulo="Período", largura=150, texto=lambda x: _periodo(x), dica=lambda x: _periodo(x)),
)  # fmt: skip


def antes_da_nomeacao(disponiveis: Sequence[Disponivel]) -> str:
    """Return who comes before any nomeação, the first by name and how many more (art. 38); empty when nobody does."""
    if not disponiveis:
        return ""
    primeiro, resto = disponiveis[0], len(disponiveis) - 1
    mais = f" e mais {resto}" if resto else ""
    return (
        f"Antes da nomeação cabe o aproveitamento de {primeiro.nome}{mais}, em disponibilidade desde "
        f"{formatar_data(primeiro.desde)} ({primeiro.cargo})."
    )


def _periodo(reserva: ReservaPosto) -> str:
    de = f"desde {formatar_data(reserva.desde)}" if reserva.desde else "desde sempre"
    return f"{de} até {formatar_data(reserva.ate)}" if reserva.ate else de
