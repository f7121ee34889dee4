"""What an issued report left pending, kept with it: where the report of the next quarter begins."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from datetime import date

from ..documentos.relatorio_modelos import Destino, LinhaRelatorio
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import EstadoPrazo
from .relatorio_conciliacao import Pendencia
from .relatorio_item import Chave

_VERSAO = 1


def escrever(linhas: Iterable[LinhaRelatorio]) -> tuple[str, bytes]:
    """Return the hash and the bytes of what is pending at the end: keys, dates and states, in order; no names."""
    pendentes = sorted(
        (*linha.chave, _iso(linha.vence), _iso(linha.vence_ultimo), linha.estado.value)
        for linha in linhas
        if linha.destino is Destino.PENDENTE
    )
    texto = json.dumps({"versao": _VERSAO, "pendentes": pendentes}, ensure_ascii=False, separators=(",", ":"))
    dados = zlib.compress(texto.encode(), 9)
    return hashlib.sha256(dados).hexdigest(), dados


def ler(dados: bytes) -> dict[Chave, Pendencia]:
    """Return what a report left pending, by key.  ErroDominio when the bytes are not what was kept."""
    try:
        lido = json.loads(zlib.decompress(dados))
        return {
            (str(tipo), int(id_), int(posicao)): Pendencia(
                vence=_dia(vence), vence_ultimo=_dia(ultimo), estado=EstadoPrazo(estado)
            )
            for tipo, id_, posicao, vence, ultimo, estado in lido["pendentes"]
        }
    except (zlib.error, ValueError, KeyError, TypeError) as erro:
        raise ErroDominio(
            "O saldo guardado com o relatório anterior não pôde ser lido: o arquivo do registro foi alterado por fora. "
            "Nada foi emitido; restaure a última cópia de segurança e avise o responsável pelo registro."
        ) from erro


def _iso(dia: date | None) -> str:
    return "" if dia is None else dia.isoformat()


def _dia(texto: str) -> date | None:
    return date.fromisoformat(texto) if texto else None
