"""How long a large process takes and how much memory: 300 sheets, 40 of them scans, about 40 MB.

Run as ``python scripts/bench_processo.py``; prints seconds and the peak of memory of the whole program.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import time
from functools import partial
from io import BytesIO

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bahiaservidor.documentos import processo
from bahiaservidor.documentos.modelos import OrgaoEmissor
from bahiaservidor.documentos.processo_capa import DadosProcesso
from bahiaservidor.documentos.processo_folhas import ParteProcesso
from bahiaservidor.documentos.textos import ler_modelo

MB = 1024 * 1024
DIGITALIZADAS, TEXTOS, PAGINAS = 40, 26, 10


def digitalizada(semente: int) -> bytes:
    """Return a JPG of an A4 sheet at 200 dots an inch, of about 1 MB."""
    ruido = Image.frombytes("L", (420, 594), os.urandom(420 * 594)).resize((1654, 2339))
    saida = BytesIO()
    Image.merge("RGB", (ruido, ruido, ruido.rotate(semente))).save(saida, "JPEG", quality=78)
    return saida.getvalue()


def texto(semente: int) -> bytes:
    """Return a PDF of ten pages of text."""
    saida = BytesIO()
    canvas = Canvas(saida, pagesize=(595, 842))
    for pagina in range(PAGINAS):
        for linha in range(45):
            canvas.drawString(90, 760 - 15 * linha, f"Documento {semente}, página {pagina + 1}, linha {linha + 1}")
        canvas.showPage()
    canvas.save()
    return saida.getvalue()


def memoria() -> float:
    """Return the peak of memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure."""
    partes, total = [], 0
    for n in range(DIGITALIZADAS):
        dados = digitalizada(n)
        total += len(dados)
        partes.append(ParteProcesso(titulo=f"Documento {n + 1}", midia="image/jpeg", ler=partial(bytes, dados)))
    for n in range(TEXTOS):
        dados = texto(n)
        total += len(dados)
        partes.append(ParteProcesso(titulo=f"Papel {n + 1}", midia="application/pdf", ler=partial(bytes, dados)))
    dados_da_capa = DadosProcesso(
        orgao=OrgaoEmissor(nome="Secretaria da Administração", municipio="Salvador"), modelo=ler_modelo("processo"),
        provimento="posse", interessado="Jacira São João", cargo="Analista", assunto="Posse", data=dt.date(2026, 3, 2),
    )  # fmt: skip
    antes, comeco = memoria(), time.perf_counter()
    with processo.montar(partes, dados_da_capa, nome="posse-1", limite=15 * MB) as montado:
        duracao = time.perf_counter() - comeco
        print(
            f"{montado.folhas} folhas, {total / MB:.1f} MB em {len(partes)} documentos: {duracao:.1f} s; "
            f"{len(montado.volumes)} volumes de até {max(v.tamanho for v in montado.volumes) / MB:.1f} MB; "
            f"memória {antes:.0f} MB antes, {memoria():.0f} MB no máximo"
        )


if __name__ == "__main__":
    main()
