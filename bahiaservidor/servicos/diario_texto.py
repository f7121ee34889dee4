"""The text of a file of the Diário Oficial: a PDF's, or plain text whatever its encoding."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from ..arquivos import recusar_registro
from ..estatuto.erros import ErroDominio
from .tipos.diario import TextoLido

MAIS_LETRAS: Final = 4_000_000
"""Letters of the longest text that is read: several whole editions."""

_MAIS_BYTES: Final = 200 * 1024 * 1024
_MARCAS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def texto_de(caminho: Path) -> TextoLido:
    """Return the text of a file.

    ErroDominio, with nothing kept, when it cannot be read, is neither text nor PDF, or has no text (a scanned page).
    """
    recusar_registro(caminho)
    try:
        if caminho.stat().st_size > _MAIS_BYTES:
            raise ErroDominio(f"O arquivo “{caminho.name}” passa de 200 MB. Nada foi lido; indique um trecho menor.")
        dados = caminho.read_bytes()
    except OSError as erro:
        raise ErroDominio(f"O arquivo “{caminho.name}” não pôde ser lido. Nada foi guardado; confira-o.") from erro
    return texto_dos_bytes(dados, caminho.name)


def texto_dos_bytes(dados: bytes, nome: str) -> TextoLido:
    """Return the text of a file already read.  Errors as `texto_de`."""
    from ..documentos import leitura_pdf

    if leitura_pdf.eh_pdf(dados):
        return _do_pdf(dados, nome)
    lido = decodificar(dados)
    if lido is None:
        raise ErroDominio(
            f"O arquivo “{nome}” não é texto nem PDF. Nada foi lido; copie o texto do Diário Oficial e cole-o."
        )
    texto, codificacao = lido
    conferir_tamanho(texto)
    return TextoLido(texto=texto, origem=nome, codificacao=codificacao)


def decodificar(dados: bytes) -> tuple[str, str] | None:
    """Return a plain text and the name of its encoding; None when the bytes are no text."""
    for marca, codec, nome in _MARCAS:
        if dados.startswith(marca):
            try:
                return _limpo(dados.decode(codec)), nome
            except UnicodeDecodeError:
                return None
    if b"\0" in dados:
        return None
    try:
        return _limpo(dados.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        # What Windows programs write; the five bytes it lacks are no letter of ours.
        return _limpo(dados.decode("cp1252", errors="replace")), "Windows-1252"


def conferir_tamanho(texto: str) -> None:
    """Refuse, with ErroDominio, a text that has nothing to read or is beyond any edition."""
    if not texto.strip():
        raise ErroDominio("O texto está vazio. Nada foi lido; cole o texto do Diário Oficial ou escolha outro arquivo.")
    if len(texto) > MAIS_LETRAS:
        raise ErroDominio(
            "O texto tem mais de 4 milhões de letras. Nada foi lido; leia o Diário Oficial por partes, um caderno de "
            "cada vez."
        )


def _limpo(texto: str) -> str:
    """Return the text with one kind of line end, so that offsets mean the same on screen and in the registry."""
    return texto.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _do_pdf(dados: bytes, nome: str) -> TextoLido:
    from ..documentos import leitura_pdf

    paginas = leitura_pdf.ler_linhas(dados)
    if paginas is None:
        raise ErroDominio(
            f"O PDF “{nome}” não pôde ser lido: está incompleto, pede senha ou tem páginas demais. Nada foi guardado; "
            "abra-o, copie o texto e cole-o."
        )
    texto = _limpo("\n".join(paginas))
    if not texto.strip():
        raise ErroDominio(
            f"O PDF “{nome}” não tem texto: as páginas são imagens. Nada foi lido; use o arquivo do sítio do Diário "
            "Oficial, que tem texto."
        )
    conferir_tamanho(texto)
    vazias = sum(not pagina.strip() for pagina in paginas)
    avisos: tuple[str, ...] = ()
    if vazias:
        quantas = "1 página não tem texto" if vazias == 1 else f"{vazias} páginas não têm texto"
        avisos = (f"{quantas} no PDF (talvez imagem): o que houver ali não foi lido.",)
    return TextoLido(texto=texto, origem=nome, codificacao="PDF", paginas=len(paginas), avisos=avisos)
