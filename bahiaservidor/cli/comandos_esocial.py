"""The tables of eSocial written to files: esocial."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..arquivos import conferir_destino, gravar_arquivo
from . import saida
from .analisador import data_
from .registro import aberto, caminho_do_banco

_FEITO = 0
_EVENTOS = ("s-2200", "s-2298", "s-2299")
_FORMATOS = ("xlsx", "csv")


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "esocial",
        help="grava as tabelas do eSocial (S-2200, S-2298, S-2299) de um período",
        description="Grava uma tabela por evento do eSocial (leiaute S-1.3), com o que falta em cada linha. Atos "
        "corrigidos ou anulados não entram; posse sem exercício não é evento.",
    )
    for nome, ajuda in (("--de", "primeiro dia do período"), ("--ate", "último dia do período")):
        comando.opcoes.add_argument(nome, metavar="DATA", type=data_, required=True, help=ajuda)
    comando.opcoes.add_argument(
        "--pasta", metavar="PASTA", type=Path, required=True, help="onde gravar (substitui o que houver)"
    )
    comando.opcoes.add_argument(
        "--evento", choices=_EVENTOS, metavar="EVENTO", default=None, help="só esse: " + ", ".join(_EVENTOS)
    )
    comando.opcoes.add_argument(
        "--formato", choices=_FORMATOS, metavar="FORMATO", default="xlsx", help="xlsx (padrão) ou csv"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=esocial)


def esocial(opcoes: argparse.Namespace) -> int:
    """Write one table per event."""
    from ..intercambio.esocial import Evento, faltas
    from ..servicos import esocial as servico

    eventos = [Evento(opcoes.evento)] if opcoes.evento else list(Evento)
    destinos = {e: opcoes.pasta / f"esocial-{e.value}-{opcoes.de}-a-{opcoes.ate}.{opcoes.formato}" for e in eventos}
    for destino in destinos.values():
        conferir_destino(destino, registro=caminho_do_banco(opcoes))
    with aberto(opcoes) as ctx:
        achadas = servico.ocorrencias(ctx, inicio=opcoes.de, fim=opcoes.ate, progresso=saida.Progresso("eSocial"))
    # All are made before the first is written: an error leaves none.
    prontos = {
        e: servico.exportar(e, achadas[e], inicio=opcoes.de, fim=opcoes.ate, xlsx=opcoes.formato == "xlsx")
        for e in eventos
    }
    feitos = []
    for evento, destino in destinos.items():
        gravar_arquivo(destino, prontos[evento])
        linhas = achadas[evento]
        incompletas = sum(bool(faltas(linha)) for linha in linhas)
        feitos.append(
            {"evento": evento.value, "arquivo": str(destino), "linhas": len(linhas), "incompletas": incompletas}
        )
    if opcoes.json:
        saida.escrever_json(feitos)
        return _FEITO
    for feito in feitos:
        linhas_ditas = "1 linha" if feito["linhas"] == 1 else f"{feito['linhas']} linhas"
        saida.escrever(
            f"{str(feito['evento']).upper()}: {linhas_ditas} ({feito['incompletas']} com dado que falta), gravado em "
            f"{feito['arquivo']}."
        )
    return _FEITO
