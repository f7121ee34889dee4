"""Issued papers in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ...servicos.colunas_listas import DOCUMENTOS
from ...servicos.colunas_listas import instante_local as instante_local
from ...servicos.tipos import DocumentoEmitido
from .base import Coluna

COLUNA_DO_TIPO: Final = "especie"


_POR_CHAVE: Final = {coluna.chave: coluna for coluna in DOCUMENTOS}


def _coluna(chave: str, **jeito: Any) -> Coluna[DocumentoEmitido]:
    dita = _POR_CHAVE[chave]
    campos: dict[str, Any] = {"chave": chave, "rotulo": dita.rotulo, "texto": dita.texto, "largura": dita.largura}
    return Coluna(**{**campos, **jeito})


def colunas_documentos(
    especies: Callable[[], Mapping[str, str]], *, com_especie: bool = True
) -> tuple[Coluna[DocumentoEmitido], ...]:
    """Return the columns; ``especies`` answers the words of each kind."""

    def especie(documento: DocumentoEmitido) -> str:
        return especies().get(documento.especie, documento.especie)

    return (
        _coluna("numero", forte=True, ordem=_do_numero),
        Coluna(chave=COLUNA_DO_TIPO, rotulo="Espécie", texto=especie, largura=210, oculta=True),
        _coluna("titulo", texto=lambda x: x.titulo if com_especie else assunto(x), estica=True,
                dica=lambda x: x.titulo, exporta=lambda x: x.titulo),
        _coluna("emitido_em", ordem=lambda x: x.emitido_em),
        _coluna("emitido_por"),
        _coluna("hash", texto=lambda x: x.hash[:12], oculta=True, exporta=lambda x: x.hash,
                dica=lambda x: f"SHA-256 do arquivo: {x.hash}"),
    )  # fmt: skip


def assunto(documento: DocumentoEmitido) -> str:
    """Return the title without the kind and the number, which a list of one kind need not repeat."""
    resto = documento.titulo.partition(" – ")[2]
    return resto[:1].upper() + resto[1:] if resto else documento.titulo


def _do_numero(documento: DocumentoEmitido) -> tuple[int, int]:
    numero, _, ano = documento.numero.partition("/")
    return (int(ano) if ano.isdecimal() else 0, int(numero) if numero.isdecimal() else 0)
