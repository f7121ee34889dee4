"""Deciding whether a PDF signed elsewhere is the paper that was issued, with nothing but signatures added to it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bahiaservidor.documentos.assinatura import ErroAssinatura, Raizes
from bahiaservidor.documentos.assinatura_conferencia import Conferencia, abrir, conferir, quieto
from bahiaservidor.documentos.assinatura_conteudo import diferencas, texto_da_pagina

_FIM: Final = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
_NUMERO: Final = re.compile(r"\bn[º°o.]\s*(\d{1,6})/(\d{4})\b")

FRASES: Final = {
    "acrescido": "O arquivo começa com os mesmos bytes do documento emitido; só se acrescentaram assinaturas.",
    "regravado": "O arquivo foi regravado pelo assinador; o conteúdo confere com o emitido.",
}


class Modo(StrEnum):
    """How a signed file relates to the paper issued: the same bytes and more, or written again with equal contents."""

    ACRESCIDO = "acrescido"
    REGRAVADO = "regravado"

    @property
    def frase(self) -> str:
        """The sentence that goes with the verdict; the second one is the weaker."""
        return FRASES[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confronto:
    """What came of comparing: how the file was made, and the verdict on its signatures."""

    modo: Modo
    conferencia: Conferencia


def confrontar(emitido: bytes, recebido: bytes, *, raizes: Raizes, agora: dt.datetime) -> Confronto:
    """Return how ``recebido`` is ``emitido`` signed.

    ErroAssinatura, with the reason, when it has no signature, was changed, or shows something else.  An untrusted
    chain is no reason to refuse: it is said in the verdict.
    """
    conferencia = conferir(recebido, raizes=raizes, agora=agora)
    if not conferencia.inalterada:
        raise ErroAssinatura(f"{_recusa(conferencia)} Nada foi guardado; peça o arquivo de novo a quem assinou.")
    motivos = diferencas(emitido, recebido)
    if motivos:
        raise ErroAssinatura(
            f"O arquivo não é o documento emitido com assinaturas: {'; '.join(motivos)}. Nada foi guardado; confira se "
            "o documento escolhido é este, ou peça que assinem o que foi emitido."
        )
    modo = Modo.ACRESCIDO if recebido.startswith(emitido) and _so_assinaturas(emitido, recebido) else Modo.REGRAVADO
    return Confronto(modo=modo, conferencia=conferencia)


def _recusa(conferencia: Conferencia) -> str:
    """Return the first thing that is wrong, in words."""
    for numero, veredito in enumerate(conferencia.assinaturas, start=1):
        if not (veredito.integro and veredito.todo):
            return f"A assinatura {numero}, de {veredito.signatario}, não vale: {veredito.frases[2]}"
    return " ".join(conferencia.problemas)


def _so_assinaturas(emitido: bytes, recebido: bytes) -> bool:
    """Tell whether the revisions added after the issued bytes hold nothing but what signatures need."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult

    with quieto():
        ultima = abrir(emitido).xrefs.total_revisions - 1
        return isinstance(DEFAULT_DIFF_POLICY.review_file(abrir(recebido), ultima), DiffResult)


def comecos(pdf: bytes) -> list[bytes]:
    """Return the prefixes of a file that may be the paper before it was signed, the longest first."""
    cortes = {corte for achado in _FIM.finditer(pdf) for corte in (achado.end(), achado.start() + 5)}
    return [pdf[:corte] for corte in sorted(cortes, reverse=True)[:64]]


def numeros_impressos(pdf: bytes) -> list[tuple[int, int]]:
    """Return the numbers and years that the first page gives to papers, in the order they are read."""
    achados = _NUMERO.findall(texto_da_pagina(pdf))
    return list(dict.fromkeys((int(numero), int(ano)) for numero, ano in achados))
