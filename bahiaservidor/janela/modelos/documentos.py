"""Issued papers in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from ...estatuto.formatos.datas import formatar_data
from ...relogio import fuso_da_bahia
from ...servicos.tipos import DocumentoEmitido
from .base import Coluna

COLUNA_DO_TIPO: Final = "especie"


def instante_local(instante: datetime) -> str:
    """Return an instant as day and time in Bahia: '23/11/2026, 14:05'."""
    local = instante.astimezone(fuso_da_bahia())
    return f"{formatar_data(local.date())}, {local:%H:%M}"


def colunas_documentos(
    especies: Callable[[], Mapping[str, str]], *, com_especie: bool = True
) -> tuple[Coluna[DocumentoEmitido], ...]:
    """Return the columns; ``especies`` answers the words of each kind."""

    def especie(documento: DocumentoEmitido) -> str:
        return especies().get(documento.especie, documento.especie)

    return (
        Coluna(chave="numero", rotulo="Número", texto=lambda x: x.numero, largura=96, forte=True, ordem=_do_numero),
        Coluna(chave=COLUNA_DO_TIPO, rotulo="Espécie", texto=especie, largura=210, oculta=True),
        Coluna(chave="titulo", rotulo="Título", texto=lambda x: x.titulo if com_especie else assunto(x), largura=320,
               estica=True, dica=lambda x: x.titulo, exporta=lambda x: x.titulo),
        Coluna(chave="emitido_em", rotulo="Emitido em", texto=lambda x: instante_local(x.emitido_em), largura=152,
               ordem=lambda x: x.emitido_em),
        Coluna(chave="emitido_por", rotulo="Por", texto=lambda x: x.emitido_por or "—", largura=110),
        Coluna(chave="hash", rotulo="Conferência", texto=lambda x: x.hash[:12], largura=120, oculta=True,
               dica=lambda x: f"SHA-256 do arquivo: {x.hash}", exporta=lambda x: x.hash),
    )  # fmt: skip


def assunto(documento: DocumentoEmitido) -> str:
    """Return the title without the kind and the number, which a list of one kind need not repeat."""
    resto = documento.titulo.partition(" – ")[2]
    return resto[:1].upper() + resto[1:] if resto else documento.titulo


def _do_numero(documento: DocumentoEmitido) -> tuple[int, int]:
    numero, _, ano = documento.numero.partition("/")
    return (int(ano) if ano.isdecimal() else 0, int(numero) if numero.isdecimal() else 0)
