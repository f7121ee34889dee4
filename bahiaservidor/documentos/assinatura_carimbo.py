"""The visible stamp of a signature: drawn in the fonts of the papers, in a free place of the last page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos.assinatura import Certificado
from bahiaservidor.documentos.pdfium import TRAVA
from bahiaservidor.estatuto.formatos.datas import formatar_data

ESQUERDA: Final = 85.0
"""Where the body of the papers begins, in points; the stamps stay inside the margins, above the footer."""
_DIREITA: Final = 57.0
_BAIXO: Final = 55.5
_VAO: Final = 9.0
"""Between two stamps, and below what is printed."""
ALTURA: Final = 54.0
_BAIXA: Final = 30.0
"""A stamp that fits in the room above a line to sign on, when the sheet is full."""
_TAMANHOS: Final = ((ALTURA, _VAO, 4.0), (_BAIXA, 1.5, 1.5))
"""Height, air above and air below, the preferred first."""
_CABECALHO: Final = 90
"""Points from the top of the sheet where no stamp is put."""
_CLARO: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Lugar:
    """A free rectangle of a page, in points from its lower left corner."""

    pagina: int
    x: float
    y: float
    largura: float
    altura: float

    @property
    def caixa(self) -> tuple[int, int, int, int]:
        """Lower left and upper right corners, in whole points."""
        return (round(self.x), round(self.y), round(self.x + self.largura), round(self.y + self.altura))


def lugar_livre(pdf: bytes) -> Lugar | None:
    """Return where a stamp fits on the last page without touching anything, or None.

    Below the body first, the left column before the right one; then the lowest gap that is tall enough.  Stamps
    already there count as printed, so two signers end side by side.
    """
    largura, altura, linhas, pagina = _ultima_pagina(pdf)
    coluna = (largura - ESQUERDA - _DIREITA - _VAO) / 2
    inicios = (ESQUERDA, ESQUERDA + coluna + _VAO)
    faixas = [(x, *faixa) for x in inicios for faixa in _faixas(linhas, x, coluna, altura)]
    for precisa, acima, abaixo in _TAMANHOS:
        servem = [
            (round(base), -round(topo - acima), x)
            for x, base, topo in faixas
            if topo - base >= acima + precisa + abaixo
        ]
        if servem:
            fundo = min(servem)[0]
            # In the lowest band the highest place, so that the stamp stands by the text; to the left at equal height.
            _, topo, x = min((c for c in servem if c[0] == fundo), key=lambda c: (c[1], c[2]))
            return Lugar(pagina=pagina, x=x, y=-topo - precisa, largura=coluna, altura=precisa)
    return None


def _ultima_pagina(pdf: bytes) -> tuple[float, float, list[bytes], int]:
    """Return width, height, the rows of grey points (one a point, from the top) and the index of the last page."""
    import pypdfium2  # type: ignore[import-untyped]

    with TRAVA:
        documento: Any = pypdfium2.PdfDocument(pdf)
        try:
            documento.init_forms()
            indice = len(documento) - 1
            folha = documento[indice]
            largura, altura = folha.get_size()
            mapa = folha.render(scale=1, grayscale=True)
            pontos = bytes(mapa.buffer)
            linhas = [pontos[n * mapa.stride : n * mapa.stride + mapa.width] for n in range(mapa.height)]
            mapa.close()
            folha.close()
        finally:
            documento.close()
    return largura, altura, linhas, indice


def _faixas(linhas: list[bytes], x: float, largura: float, altura: float) -> list[tuple[float, float]]:
    """Return base and top, in points, of each free band of a column, from the heading down to the footer."""
    de, ate = int(x) - 2, int(x + largura) + 2
    limite = int(altura - _BAIXO)
    livres = [min(linha[de:ate]) >= _CLARO for linha in linhas[:limite]]
    faixas: list[tuple[float, float]] = []
    comeco = _CABECALHO
    for numero in range(_CABECALHO, limite + 1):
        if numero < limite and livres[numero]:
            continue
        if numero > comeco:
            faixas.append((altura - numero, altura - comeco))
        comeco = numero + 1
    return faixas


def desenhar(lugar: Lugar, certificado: Certificado, instante: dt.datetime) -> bytes:
    """Return a PDF of one page with the stamp, the size of the place.

    Who (without the number of the CPF), when with the offset from UTC, and who issued the certificate.
    """
    from bahiaservidor.documentos.base import SEM_SERIFA, SEM_SERIFA_NEGRITO, Folha, encurtar, quebrar

    destino = BytesIO()
    folha = Folha(destino, tamanho=(lugar.largura, lugar.altura), titulo="Assinatura", assunto="", autor="")
    baixo = lugar.altura < ALTURA
    no_maximo = 1 if baixo else 2
    folha.retangulo(0.5, 0.5, lugar.largura - 1, lugar.altura - 1, borda=0.35, espessura=0.6)
    folha.retangulo(0.5, 0.5, 3, lugar.altura - 1, fundo=0.35)
    util, x = lugar.largura - 16, 9.0
    corpo = 6.6 if baixo else 8.5
    nomes = quebrar(certificado.nome, SEM_SERIFA_NEGRITO, corpo, util)
    while len(nomes) > no_maximo and corpo > 5.5:
        corpo -= 0.5
        nomes = quebrar(certificado.nome, SEM_SERIFA_NEGRITO, corpo, util)
    if len(nomes) > no_maximo:
        resto = " ".join(nomes[no_maximo - 1 :])
        nomes = (*nomes[: no_maximo - 1], encurtar(resto, SEM_SERIFA_NEGRITO, corpo, util))
    menor = 5.2 if baixo else 6.3
    quando = _quando(instante)
    linhas = [("Assinado eletronicamente", SEM_SERIFA, menor), *((n, SEM_SERIFA_NEGRITO, corpo) for n in nomes)]
    linhas.append((f"em {quando}", SEM_SERIFA, menor))
    linhas.append((encurtar(f"Certificado emitido por {certificado.emissor}", SEM_SERIFA, menor, util),
                   SEM_SERIFA, menor))  # fmt: skip
    alturas = [tamanho * (1.17 if baixo else 1.22) for *_, tamanho in linhas]
    y = lugar.altura - (lugar.altura - sum(alturas)) / 2
    for (texto, fonte, tamanho), alto in zip(linhas, alturas, strict=True):
        y -= alto
        folha.texto(x, y + tamanho * 0.28, texto, fonte, tamanho)
    folha.nova_pagina()
    folha.salvar()
    return destino.getvalue()


def _quando(instante: dt.datetime) -> str:
    desvio = instante.strftime("%z")
    return f"{formatar_data(instante.date())}, às {instante:%H:%M:%S} ({desvio[:3]}:{desvio[3:5]})"
