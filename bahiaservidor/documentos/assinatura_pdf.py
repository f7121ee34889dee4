"""Signing a PDF: PAdES B-B, as an increment that leaves every byte before it as it was."""

from __future__ import annotations

import asyncio
import datetime as dt
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos.assinatura import ErroAssinatura, exigir_complemento
from bahiaservidor.documentos.assinatura_carimbo import Lugar, desenhar, lugar_livre
from bahiaservidor.documentos.assinatura_chaves import Chave

_PREFIXO: Final = "Assinatura"


def assinar(
    pdf: bytes,
    chave: Chave,
    *,
    instante: dt.datetime,
    motivo: str = "",
    local: str = "",
    carimbo: bool = True,
) -> bytes:
    """Return the PDF signed at ``instante`` (aware; the offset is printed on the stamp).

    The signature is PAdES B-B: detached, SHA-256, with the certificates below the root.  What came before is a prefix
    of the result, so earlier signatures stay whole.  ErroAssinatura when the PDF cannot take a signature or has no
    room for the stamp.
    """
    exigir_complemento()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata

    lugar = _lugar(pdf) if carimbo else None
    try:
        escritor = IncrementalPdfFileWriter(BytesIO(pdf))
        if escritor.prev.encrypted:
            raise ErroAssinatura("O PDF está protegido por senha. Nada foi assinado; assine uma cópia sem proteção.")
        campo = _campo_novo(escritor)
        dados = PdfSignatureMetadata(
            field_name=campo,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=chave.certificado.nome,
            reason=motivo or None,
            location=local or None,
        )
        campo_novo = SigFieldSpec(
            sig_field_name=campo,
            on_page=lugar.pagina if lugar else 0,
            box=lugar.caixa if lugar else None,
            readable_field_name=f"Assinatura de {chave.certificado.nome}",
        )
        estilo = _estilo(desenhar(lugar, chave.certificado, instante)) if lugar else None
        assinador = _assinador(instante)(dados, chave.assinante, stamp_style=estilo, new_field_spec=campo_novo)
        saida: Any = asyncio.run(assinador.async_sign_pdf(escritor))
    except (SigningError, PdfError) as erro:
        raise ErroAssinatura(
            f"O PDF não aceita assinatura ({type(erro).__name__}). Nada foi assinado; confira se o arquivo está "
            "inteiro e se uma assinatura anterior não proíbe outras."
        ) from None
    assinado: bytes = saida.getvalue()
    assert assinado.startswith(pdf)
    return assinado


def _lugar(pdf: bytes) -> Lugar:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        achado = lugar_livre(pdf)
    except pypdfium2.PdfiumError:
        raise ErroAssinatura("O arquivo não é um PDF que se possa abrir. Nada foi assinado; escolha outro.") from None
    if achado is None:
        raise ErroAssinatura(
            "A última página não tem lugar livre para o carimbo. Nada foi assinado; assine sem carimbo visível."
        )
    return achado


def _campo_novo(escritor: Any) -> str:
    from pyhanko.sign.fields import enumerate_sig_fields

    usados = {nome for nome, _, _ in enumerate_sig_fields(escritor.prev)}
    numero = 1
    while f"{_PREFIXO}{numero}" in usados:
        numero += 1
    return f"{_PREFIXO}{numero}"


def _assinador(instante: dt.datetime) -> Any:
    """Return the library's signer, with the instant of our clock instead of the system's."""
    from pyhanko.sign.signers import PdfSigner

    class Assinador(PdfSigner):
        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            sessao = super().init_signing_session(pdf_out, existing_fields_only)
            sessao.system_time = instante
            return sessao

    return Assinador


def _estilo(desenho: bytes) -> Any:
    """Return a stamp that is the page drawn, fonts and all, at its own size."""
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    class Desenho(PdfContent):
        def render(self) -> bytes:
            objeto = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(desenho)))
            self.resources.xobject["/Carimbo"] = objeto
            x1, y1, x2, y2 = objeto.get_object()["/BBox"]
            self.box = BoxConstraints(width=abs(x1 - x2), height=abs(y1 - y2))
            return b"/Carimbo Do"

    meio = AxisAlignment.ALIGN_MID
    regra = SimpleBoxLayoutRule(
        x_align=meio, y_align=meio, margins=Margins(), inner_content_scaling=InnerScaling.STRETCH_TO_FIT
    )
    return StaticStampStyle(background=Desenho(), background_layout=regra, border_width=0)
