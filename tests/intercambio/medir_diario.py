"""Precision, recall and how long a thousand paragraphs take: ``python -m tests.intercambio.medir_diario``."""

from __future__ import annotations

import sys
import time

from bahiaservidor.intercambio.diario_oficial import ler

from .diario_corpus import amostras, medir, tabela
from .diario_gerador import decreto, geradas


def mil_paragrafos() -> str:
    """Return a decree of a thousand acts, all different."""
    corpos = []
    atos = semente = 0
    while atos < 1000:
        amostra = decreto(semente)
        corpo = amostra.texto.split("R E S O L V E", 1)[1]
        corpos.append(corpo)
        atos += len(amostra.atos)
        semente += 1
    return "O GOVERNADOR DO ESTADO DA BAHIA, no uso de suas atribuições, R E S O L V E" + "".join(corpos)


def principal() -> None:
    """Print everything."""
    conjuntos = [(parte, amostras(parte)) for parte in ("reservado", "ajuste")]
    for titulo, conjunto in [*conjuntos, ("geradas", geradas(16, semente=7000))]:
        medida = medir(conjunto)
        sys.stdout.write(tabela(titulo, medida) + "\n")
        for erro in medida.erros:
            sys.stdout.write(f"  {erro}\n")
    texto = mil_paragrafos()
    inicio = time.process_time()
    leitura = ler(texto)
    gasto = time.process_time() - inicio
    sys.stdout.write(f"{len(leitura.propostas)} propostas de {len(texto)} letras em {gasto:.2f} s de processador\n")


if __name__ == "__main__":
    principal()
