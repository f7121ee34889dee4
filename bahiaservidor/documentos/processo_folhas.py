"""Each paper of a process made ready: blank pages out, nothing kept but what is seen, the number on the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos import pdfium
from bahiaservidor.documentos.exame import JPG, PDF, PNG
from bahiaservidor.estatuto.erros import ErroDominio

CORPO: Final = 9.5
_DIREITA: Final = 22.0
_TOPO: Final = 21.0
"""Where the stamp ends and where its line of text is, in points from the corner of the sheet as it is seen."""

_CANTO: Final = (86.0, 27.0)
"""The corner that the largest stamp takes."""

_GUARDADAS: Final = (
    "/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group", "/Annots",
)  # fmt: skip
_ANOTACOES_FORA: Final = frozenset(
    {"/Link", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia", "/TrapNet"}
)
_CHAVES_FORA: Final = ("/A", "/AA", "/Dest", "/Parent", "/P", "/Popup", "/IRT", "/Kids", "/MK", "/FS")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParteProcesso:
    """A paper of the process: what the index calls it, its media, and how its bytes are read when they are needed."""

    titulo: str
    midia: str
    ler: Callable[[], bytes]
    assinada: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronta:
    """A paper ready to be numbered: a PDF of the pages that stay.

    ``caixas``: for each page, whether the stamp needs a white box behind it; ``em_branco``: the pages left out, from 1.
    """

    pdf: bytes
    caixas: tuple[bool, ...]
    em_branco: tuple[int, ...]


def preparar(parte: ParteProcesso, conferir: Callable[[], None] = lambda: None) -> Pronta:
    """Return a paper ready; ``conferir`` is called before each page, and may raise to stop.

    ErroDominio, naming the paper, when it is protected or cannot be read.
    """
    dados = parte.ler()
    try:
        if parte.midia in (PNG, JPG):
            from bahiaservidor.documentos.processo_imagem import pagina_da_imagem

            dados = pagina_da_imagem(dados)
        elif parte.midia != PDF:
            raise ErroDominio(f"“{parte.titulo}” não é PDF nem imagem. Nada foi montado; tire-o do processo.")
        return _preparar_pdf(parte.titulo, dados, conferir)
    except ErroDominio:
        raise
    except (Exception, RecursionError, MemoryError) as erro:
        raise ilegivel(parte.titulo) from erro


def ilegivel(titulo: str) -> ErroDominio:
    """Return what is said of a paper that cannot be read."""
    return ErroDominio(
        f"“{titulo}” está danificado e não pôde ser lido. Nada foi montado; anexe-o de novo ou tire-o do processo."
    )


def _preparar_pdf(titulo: str, dados: bytes, conferir: Callable[[], None]) -> Pronta:
    from pypdf import PdfReader, PdfWriter

    leitor = PdfReader(BytesIO(dados), strict=False)
    if leitor.is_encrypted:
        raise ErroDominio(
            f"“{titulo}” está protegido por senha. Nada foi montado; imprima-o num PDF novo e anexe esse no lugar."
        )
    escritor = PdfWriter()
    caixas: list[bool] = []
    em_branco: list[int] = []
    with pdfium.paginas(dados) as paginas:
        if len(paginas) != len(leitor.pages):
            raise ValueError("páginas que não se contam")
        for numero in range(len(paginas)):
            conferir()
            vista = paginas.ver(numero, _CANTO)
            if vista.em_branco:
                em_branco.append(numero + 1)
                continue
            escritor.add_page(_enxugar(leitor.pages[numero]))
            caixas.append(vista.canto_sujo)
    if not caixas:
        return Pronta(pdf=b"", caixas=(), em_branco=tuple(em_branco))
    saida = BytesIO()
    escritor.write(saida)
    return Pronta(pdf=saida.getvalue(), caixas=tuple(caixas), em_branco=tuple(em_branco))


def _enxugar(pagina: Any) -> Any:
    """Leave in a page only what is seen: no action, no way to other pages, no field to be filled."""
    from pypdf.generic import ArrayObject, NameObject

    for chave in [chave for chave in pagina if chave not in _GUARDADAS and chave != "/Parent"]:
        del pagina[chave]
    if "/Annots" not in pagina:
        return pagina
    ficam = ArrayObject()
    for referencia in list(pagina["/Annots"]):
        anotacao = referencia.get_object()
        escondida = int(numero(anotacao, "/F", 0)) & 2
        if "/AP" not in anotacao or escondida or anotacao["/Subtype"] in _ANOTACOES_FORA:
            continue
        for chave in [c for c in anotacao if c in _CHAVES_FORA]:
            del anotacao[chave]
        if anotacao["/Subtype"] == "/Widget":
            # A field without its form is not shown by every reader; a stamp is.
            anotacao[NameObject("/Subtype")] = NameObject("/Stamp")
        ficam.append(referencia)
    if ficam:
        pagina[NameObject("/Annots")] = ficam
    else:
        del pagina["/Annots"]
    return pagina


def numero(objeto: Any, chave: str, padrao: float) -> float:
    """Return a number of a dictionary of a PDF, wherever in the file it is."""
    valor = objeto.get(chave)
    return padrao if valor is None else float(valor.get_object())


# ------------------------------------------------------------------ the stamp


class Carimbo:
    """Stamps "fl. n" on the pages of one PDF being written; the letters are embedded once."""

    def __init__(self, escritor: Any) -> None:
        self._escritor = escritor
        self._fonte = _fonte_do_carimbo(escritor)

    def marcar(self, pagina: Any, folha: int, *, caixa: bool) -> None:
        """Stamp a page already in the PDF; ``caixa`` puts white behind the number.

        What the page draws becomes a drawing apart: whatever it leaves changed (coordinates, colours) stays in there.
        """
        from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

        recursos = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/FlN"): self._fonte})})
        desenho = self._desenho(pagina, folha, caixa)
        if "/Contents" in pagina:
            forma = self._escritor._add_object(_forma(pagina, pagina["/Contents"]))
            recursos[NameObject("/XObject")] = DictionaryObject({NameObject("/FlP"): forma})
            desenho = b"/FlP Do\n" + desenho
        fluxo = DecodedStreamObject()
        fluxo.set_data(desenho)
        pagina[NameObject("/Resources")] = recursos
        pagina[NameObject("/Contents")] = self._escritor._add_object(fluxo)

    def _desenho(self, pagina: Any, folha: int, caixa: bool) -> bytes:
        from bahiaservidor.documentos.base import SEM_SERIFA, medir

        texto = f"fl. {folha}"
        x0, y0, x1, y1 = _visivel(pagina)
        giro = int(numero(pagina, "/Rotate", 0)) % 360
        unidade = numero(pagina, "/UserUnit", 1)
        # Right and up, as the page is seen, in the coordinates in which it is drawn; and the corner they lead to.
        (rx, ry), (ux, uy), (cx, cy) = {
            90: ((0, 1), (-1, 0), (x0, y1)),
            180: ((-1, 0), (0, -1), (x0, y0)),
            270: ((0, -1), (1, 0), (x1, y0)),
        }.get(giro, ((1, 0), (0, 1), (x1, y1)))
        largo = (y1 - y0) if giro in (90, 270) else (x1 - x0)
        # On a sheet too small for it, everything shrinks together.
        escala = min(1.0, largo * unidade / 200) / unidade
        medida = medir(texto, SEM_SERIFA, CORPO)
        origem_x = cx - (rx * (_DIREITA + medida) + ux * _TOPO) * escala
        origem_y = cy - (ry * (_DIREITA + medida) + uy * _TOPO) * escala
        matriz = (rx * escala, ry * escala, ux * escala, uy * escala, origem_x, origem_y)
        fundo = f"1 g -3 -3.2 {medida + 6:.2f} {CORPO + 3.4:.2f} re f " if caixa else ""
        return (
            f"q {' '.join(f'{v:.4f}' for v in matriz)} cm {fundo}0 g BT /FlN {CORPO} Tf 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts "
            f"({texto}) Tj ET Q"
        ).encode("ascii")


def _visivel(pagina: Any) -> tuple[float, float, float, float]:
    """Return the part of the page that is seen, corners in order."""

    def ordenada(caixa: Any) -> tuple[float, float, float, float]:
        a, b, c, d = (float(v) for v in caixa)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    meio, corte = ordenada(pagina.mediabox), ordenada(pagina.cropbox)
    dentro = (max(meio[0], corte[0]), max(meio[1], corte[1]), min(meio[2], corte[2]), min(meio[3], corte[3]))
    return dentro if dentro[2] > dentro[0] and dentro[3] > dentro[1] else meio


def _forma(pagina: Any, conteudo: Any) -> Any:
    """Return what a page draws as a drawing of its own, with the same data wherever they are in one piece."""
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        EncodedStreamObject,
        FloatObject,
        NameObject,
        StreamObject,
    )

    pedacos = [item.get_object() for item in conteudo] if isinstance(conteudo, ArrayObject) else [conteudo]
    forma: StreamObject
    if len(pedacos) == 1 and "/Filter" in pedacos[0]:
        forma = EncodedStreamObject()
        forma._data = pedacos[0]._data
        for chave in ("/Filter", "/DecodeParms"):
            if chave in pedacos[0]:
                forma[NameObject(chave)] = pedacos[0].raw_get(chave)
    else:
        inteiro = DecodedStreamObject()
        inteiro.set_data(b"\n".join(pedaco.get_data() for pedaco in pedacos))
        forma = inteiro.flate_encode()
    a, b, c, d = (float(v) for v in pagina.mediabox)
    forma[NameObject("/Type")] = NameObject("/XObject")
    forma[NameObject("/Subtype")] = NameObject("/Form")
    forma[NameObject("/BBox")] = ArrayObject([FloatObject(v) for v in (min(a, c), min(b, d), max(a, c), max(b, d))])
    tem = "/Resources" in pagina
    forma[NameObject("/Resources")] = pagina.raw_get("/Resources") if tem else DictionaryObject()
    return forma


def _fonte_do_carimbo(escritor: Any) -> Any:
    """Return the letters of the stamp, embedded in the PDF being written."""
    from pypdf import PdfReader

    from bahiaservidor.documentos.base import SEM_SERIFA, Folha

    destino = BytesIO()
    folha = Folha(destino, tamanho=(100, 100), titulo="", assunto="", autor="")
    folha.texto(10, 10, "fl. 0123456789", SEM_SERIFA, 10)
    folha.nova_pagina()
    folha.salvar()
    recursos: Any = PdfReader(destino).pages[0]["/Resources"]
    # The page names two: the first face of any sheet, and the one that was used.
    fontes = recursos["/Font"]
    usada = next(f for f in fontes if "Sans" in str(fontes[f]["/BaseFont"]))
    return fontes.raw_get(usada).clone(escritor)
