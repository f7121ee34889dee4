"""Comparing what two PDFs show: the paper as issued, and what came back with signatures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos.assinatura import ErroAssinatura
from bahiaservidor.documentos.pdfium import TRAVA

_ESCALA: Final = 1.5
"""Points of the picture in a point of the page: at this size a changed digit is dozens of points."""
_DIFERE: Final = 32
"""Of 255: below it, the same ink drawn twice."""
_TINTA: Final = 140
_SOBRA: Final = 0.6
"""Of the ink of a character under a stamp, what must remain for it to be readable."""
_ATIVOS: Final = ("/OpenAction", "/AA", "/OCProperties", "/Collection")


@dataclass(frozen=True, slots=True)
class _Pagina:
    tamanho: tuple[float, float]
    texto: str
    largura: int
    linhas: list[bytes]
    letras: tuple[tuple[str, float, float, float, float], ...] = ()
    """The visible characters and their boxes, where they are asked for: reading them takes longer than the rest."""


def diferencas(emitido: bytes, recebido: bytes, *, com_carimbos: bool = False) -> list[str]:
    """Return what ``recebido`` shows that ``emitido`` does not, in words; empty when both show the same.

    Stamps of signatures may be there, as long as they hide nothing.  ``com_carimbos``: ``emitido`` has some already,
    which must go on as they were.
    """
    with _abertos(emitido, recebido) as (antes, depois):
        if len(antes) != len(depois):
            return [f"tem {_paginas(len(depois))}, e o emitido tem {_paginas(len(antes))}"]
        motivos = _ativos(recebido)
        selos_antes, selos = _selos(emitido), _selos(recebido)
        for numero in range(len(antes)):
            base = _ler(antes[numero], anotacoes=com_carimbos, letras=bool(selos[numero]))
            limpa = _ler(depois[numero], anotacoes=False)
            motivos += _comparar(numero + 1, base, limpa, _ler(depois[numero], anotacoes=True), selos[numero],
                                 selos_antes[numero] if com_carimbos else [])  # fmt: skip
    return motivos


def texto_da_pagina(pdf: bytes, pagina: int = 0) -> str:
    """Return the words of a page, white space made single spaces. Raises ErroAssinatura on what is no PDF."""
    with _abertos(pdf) as (documento,):
        folha = documento[pagina]
        textos = folha.get_textpage()
        texto = " ".join(textos.get_text_range().split())
        textos.close()
        folha.close()
    return texto


@contextmanager
def _abertos(*pdfs: bytes) -> Iterator[list[Any]]:
    import pypdfium2  # type: ignore[import-untyped]

    abertos: list[Any] = []
    with TRAVA:
        try:
            for pdf in pdfs:
                documento = pypdfium2.PdfDocument(pdf)
                documento.init_forms()
                abertos.append(documento)
            yield abertos
        except pypdfium2.PdfiumError:
            raise ErroAssinatura(
                "O arquivo não é um PDF que se possa abrir, ou está danificado. Nada foi guardado; peça outro."
            ) from None
        finally:
            for documento in reversed(abertos):
                documento.close()


def _ler(folha: Any, *, anotacoes: bool, letras: bool = False) -> _Pagina:
    textos = folha.get_textpage()
    texto = textos.get_text_range()
    visiveis = [n for n in range(textos.count_chars()) if texto[n : n + 1].strip()] if letras else []
    caixas = tuple((texto[n], *textos.get_charbox(n)) for n in visiveis)
    textos.close()
    mapa = folha.render(scale=_ESCALA, grayscale=True, draw_annots=anotacoes, may_draw_forms=anotacoes)
    pontos = bytes(mapa.buffer)
    linhas = [pontos[n * mapa.stride : n * mapa.stride + mapa.width] for n in range(mapa.height)]
    largura = mapa.width
    mapa.close()
    return _Pagina(folha.get_size(), " ".join(texto.split()), largura, linhas, caixas)


def _comparar(
    numero: int, base: _Pagina, limpa: _Pagina, vista: _Pagina, selos: list[Caixa | None], antigos: list[Caixa | None]
) -> list[str]:
    if len(base.linhas) != len(limpa.linhas) or base.largura != limpa.largura:
        return [f"a página {numero} tem outro tamanho"]
    if base.texto != limpa.texto:
        return [f"o texto da página {numero} não é o do documento emitido"]
    if not antigos and _pontos_diferentes(base, limpa, []):
        return [f"o que se vê na página {numero} não é o que foi emitido"]
    caixas = [caixa for caixa in selos if caixa is not None]
    if None in selos:
        return [f"a página {numero} tem anotações que não são assinaturas"]
    novas = [caixa for caixa in caixas if caixa not in antigos]
    if _pontos_diferentes(base, vista, novas):
        return [f"na página {numero} aparece o que o documento emitido não tem"]
    if coberto := _coberto(base, vista, novas):
        return [f"o carimbo de uma assinatura cobre texto da página {numero} (“{coberto}”)"]
    return []


Caixa = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


def _pontos_diferentes(a: _Pagina, b: _Pagina, fora: list[Caixa]) -> bool:
    """Tell whether two pictures differ anywhere but in those boxes."""
    altura = a.tamanho[1]
    for numero, (linha, outra) in enumerate(zip(a.linhas, b.linhas, strict=True)):
        if linha == outra:
            continue
        y = altura - numero / _ESCALA
        livres = [(esq, dir_) for esq, baixo, dir_, cima in fora if baixo - 1.5 <= y <= cima + 1.5]
        for coluna, (p, q) in enumerate(zip(linha, outra, strict=True)):
            if abs(p - q) > _DIFERE and not any(e - 1.5 <= coluna / _ESCALA <= d + 1.5 for e, d in livres):
                return True
    return False


def _coberto(base: _Pagina, vista: _Pagina, caixas: list[Caixa]) -> str:
    """Return the text that can no longer be read under the stamps."""
    sumidas = []
    for letra, esquerda, baixo, direita, cima in base.letras:
        if any(e < direita and esquerda < d and b < cima and baixo < c for e, b, d, c in caixas):
            antes = _tinta(base, base, esquerda, baixo, direita, cima)
            if antes and _tinta(base, vista, esquerda, baixo, direita, cima) < antes * _SOBRA:
                sumidas.append(letra)
    return "".join(sumidas)[:40]


def _tinta(base: _Pagina, vista: _Pagina, esquerda: float, baixo: float, direita: float, cima: float) -> int:
    """Return how many points of ink of ``base`` are ink in ``vista`` too, inside a box."""
    altura = base.tamanho[1]
    de, ate = max(0, int(esquerda * _ESCALA)), int(direita * _ESCALA) + 1
    linhas = range(max(0, int((altura - cima) * _ESCALA)), min(len(base.linhas), int((altura - baixo) * _ESCALA) + 1))
    return sum(
        1
        for n in linhas
        for p, q in zip(base.linhas[n][de:ate], vista.linhas[n][de:ate], strict=True)
        if p < _TINTA and q < _TINTA
    )


def _selos(pdf: bytes) -> list[list[Caixa | None]]:
    """Return, for each page, the boxes of the widgets of signatures; None stands for an annotation of another kind."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return [[_selo(ref.get_object()) for ref in pagina.get("/Annots") or ()] for pagina in PdfReader(
            BytesIO(pdf)).pages]  # fmt: skip
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ErroAssinatura("As anotações do PDF não puderam ser lidas. Nada foi guardado; peça outro.") from None


def _selo(anotacao: Any) -> Caixa | None:
    pai = anotacao.get("/Parent")
    especie = anotacao.get("/FT") or (pai.get_object().get("/FT") if pai is not None else None)
    if anotacao.get("/Subtype") != "/Widget" or especie != "/Sig":
        return None
    x1, y1, x2, y2 = (float(valor) for valor in anotacao["/Rect"])
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _ativos(pdf: bytes) -> list[str]:
    """Return a reason when the file can do things by itself or show itself in more than one way."""
    from pypdf import PdfReader

    raiz: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    nomes = raiz.get("/Names")
    roteiros = nomes is not None and any(n in nomes.get_object() for n in ("/JavaScript", "/EmbeddedFiles"))
    formulario = raiz.get("/AcroForm")
    dinamico = formulario is not None and "/XFA" in formulario.get_object()
    if roteiros or dinamico or any(chave in raiz for chave in _ATIVOS):
        return ["tem conteúdo que age ou muda sozinho (roteiro, camadas ou anexos), que o documento emitido não tem"]
    return []


def _paginas(quantas: int) -> str:
    return "1 página" if quantas == 1 else f"{quantas} páginas"
