"""Metadata for the long term: XMP equal to the document information, the PDF/A mark, the profile of the colours.

Follows what ISO 19005-2 asks at level B of a file like ours (fonts embedded, nothing encrypted, no transparency); no
validator of the norm was at hand when it was written.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor import caminhos
from bahiaservidor.documentos.textos import limpar

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>pt-BR</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titulo}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{assunto}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{autor}</rdf:li></rdf:Seq></dc:creator>
<pdf:Keywords>{palavras_chave}</pdf:Keywords>
<pdf:Producer>{produtor}</pdf:Producer>
<xmp:CreatorTool>bahiaservidor</xmp:CreatorTool>
<xmp:CreateDate>2000-01-01T00:00:00+00:00</xmp:CreateDate>
<xmp:ModifyDate>2000-01-01T00:00:00+00:00</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
"""The dates are those of the document information: fixed, because equal papers are equal bytes."""


@cache
def _perfil() -> bytes:
    return (caminhos.recursos() / "cores" / "srgb.icc").read_bytes()


def acrescentar_metadados(canvas: Canvas, *, titulo: str, assunto: str, autor: str, palavras_chave: str) -> None:
    """Add XMP metadata and the output intent to the document."""
    documento: Any = canvas._doc  # type: ignore[attr-defined]  # the stubs leave it out
    xmp = _XMP.format(
        # A control character in a name would make the XML unreadable.
        titulo=escape(limpar(titulo)),
        assunto=escape(limpar(assunto)),
        autor=escape(limpar(autor)),
        palavras_chave=escape(palavras_chave),
        produtor=escape(str(documento.info.producer)),
    )
    nome: Any = pdfdoc.PDFName
    fluxo: Any = pdfdoc.PDFStream
    metadados = fluxo(content=xmp.encode("utf-8"), filters=[])
    metadados.dictionary["Type"] = nome("Metadata")
    metadados.dictionary["Subtype"] = nome("XML")
    perfil = fluxo(content=_perfil(), filters=[pdfdoc.PDFZCompress])
    perfil.dictionary["N"] = 3
    intencao: Any = pdfdoc.PDFDictionary(
        {
            "Type": nome("OutputIntent"),
            "S": nome("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": documento.Reference(perfil),
        }
    )
    catalogo = documento.Catalog
    catalogo.Metadata = metadados
    catalogo.OutputIntents = pdfdoc.PDFArray([intencao])
    catalogo.__NoDefault__ = [*catalogo.__NoDefault__, "OutputIntents"]
