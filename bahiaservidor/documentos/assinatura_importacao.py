"""Deciding whether a PDF signed elsewhere is the paper that was issued, with nothing but signatures added to it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos.assinatura import ErroAssinatura, Raizes
from bahiaservidor.documentos.assinatura_conferencia import Conferencia, abrir, conferir, lendo, quieto
from bahiaservidor.documentos.assinatura_conteudo import diferencas, texto_da_pagina

_DA_RAIZ: Final = frozenset({"/AcroForm", "/Extensions", "/Version", "/DSS", "/Perms", "/Metadata"})
_DA_PAGINA: Final = frozenset({"/Annots"})
"""Entries of the catalog and of a page by which a signature reaches the document."""
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
    conferencia = conferir_inalterada(recebido, raizes=raizes, agora=agora)
    return Confronto(modo=comparar(emitido, recebido), conferencia=conferencia)


def conferir_inalterada(recebido: bytes, *, raizes: Raizes, agora: dt.datetime) -> Conferencia:
    """Return the verdict on a signed file. ErroAssinatura when it has no signature, or was changed."""
    conferencia = conferir(recebido, raizes=raizes, agora=agora)
    if not conferencia.inalterada:
        raise ErroAssinatura(f"{_recusa(conferencia)} Nada foi guardado; peça o arquivo de novo a quem assinou.")
    return conferencia


def comparar(emitido: bytes, recebido: bytes) -> Modo:
    """Return how a file whose signatures hold was made from the paper. ErroAssinatura when it shows something else."""
    motivos = diferencas(emitido, recebido)
    if motivos:
        raise ErroAssinatura(
            f"O arquivo não é o documento emitido com assinaturas: {'; '.join(motivos)}. Nada foi guardado; confira se "
            "o documento escolhido é este, ou peça que assinem o que foi emitido."
        )
    return Modo.ACRESCIDO if recebido.startswith(emitido) and _so_assinaturas(emitido, recebido) else Modo.REGRAVADO


def _recusa(conferencia: Conferencia) -> str:
    """Return the first thing that is wrong, in words."""
    for numero, veredito in enumerate(conferencia.assinaturas, start=1):
        if not (veredito.integro and veredito.todo):
            return f"A assinatura {numero}, de {veredito.signatario}, não vale: {veredito.frases[2]}"
    return " ".join(conferencia.problemas)


def _so_assinaturas(emitido: bytes, recebido: bytes) -> bool:
    """Tell whether what was issued was touched, by the later revisions, only where a signature is hung.

    The library judges what comes after a signature; here what matters is what came after the issue.
    """
    with quieto(), lendo():
        ultima = abrir(emitido).xrefs.total_revisions - 1
        leitor = abrir(recebido)
        antes = leitor.get_historical_resolver(ultima)
        for revisao in range(ultima + 1, leitor.xrefs.total_revisions):
            depois = leitor.get_historical_resolver(revisao)
            if depois.root_ref != antes.root_ref:
                return False
            for ref in depois.explicit_refs_in_revision():
                if antes.is_ref_unassignable(ref):
                    continue
                if not _so_pendurou(antes(ref), depois(ref), raiz=ref == antes.root_ref):
                    return False
    return True


def _so_pendurou(antes: Any, depois: Any, *, raiz: bool) -> bool:
    """Tell whether an object is the same but for the entries that a signature changes."""
    chaves = getattr(antes, "keys", None)
    if chaves is None or not hasattr(depois, "keys"):
        return _escrito(antes) == _escrito(depois)
    especie = str(antes.get("/Type", ""))
    if especie == "/Metadata" or (not especie and "/Producer" in antes and "/Producer" in depois):
        return True  # who wrote the file last
    livres = _DA_RAIZ if raiz else _DA_PAGINA if especie == "/Page" else frozenset()
    campo = antes.get("/FT") == "/Sig" or "/Fields" in antes
    if campo:
        return True  # judged by the library, signature by signature
    nomes = (set(antes.keys()) | set(depois.keys())) - livres
    if getattr(antes, "encoded_data", None) != getattr(depois, "encoded_data", None):
        return False
    return all(
        nome in antes and nome in depois and _escrito(antes.raw_get(nome)) == _escrito(depois.raw_get(nome))
        for nome in nomes
    )


def _escrito(objeto: Any) -> bytes:
    saida = BytesIO()
    objeto.write_to_stream(saida, None)
    return saida.getvalue()


def comecos(pdf: bytes) -> list[bytes]:
    """Return the prefixes of a file that may be the paper before it was signed, the longest first."""
    cortes = {corte for achado in _FIM.finditer(pdf) for corte in (achado.end(), achado.start() + 5)}
    return [pdf[:corte] for corte in sorted(cortes, reverse=True)[:64]]


def codigo(pdf: bytes) -> str:
    """Return the code that the metadata keep, however the signer wrote them again; empty when there is none."""
    from pypdf import PdfReader

    with lendo():
        metadados = PdfReader(BytesIO(pdf)).metadata
        palavras = str(metadados.get("/Keywords", "") if metadados else "").split(";")
    return palavras[3] if len(palavras) == 4 and palavras[0] == "bahiaservidor" else ""


def numeros_impressos(pdf: bytes) -> list[tuple[int, int]]:
    """Return the numbers and years that the first page gives to papers, in the order they are read."""
    achados = _NUMERO.findall(texto_da_pagina(pdf))
    return list(dict.fromkeys((int(numero), int(ano)) for numero, ano in achados))
