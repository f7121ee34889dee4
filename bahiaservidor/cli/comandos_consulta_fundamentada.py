"""The command that makes a consulta fundamentada: consulta."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..arquivos import conferir_destino
from ..relogio import RelogioDoSistema
from .analisador import data_, inteiro
from .emissao import emitir_e_gravar
from .registro import aberto, caminho_do_banco

_MAIOR_ID = 2**63 - 1


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "consulta",
        help="grava a consulta fundamentada de um prazo em PDF",
        description="Emite a consulta fundamentada de um prazo: fatos registrados, questões, artigos, cálculo e "
        "respostas; numerada, guardada com os documentos do servidor, gravada em PDF.",
    )
    comando.opcoes.add_argument(
        "--prazo", metavar="ID", type=inteiro(1, _MAIOR_ID), required=True,
        help="o id do prazo, como o comando prazos --json o mostra",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o PDF a gravar (substitui o que houver)"
    )
    comando.opcoes.add_argument(
        "--questao", metavar="TEXTO", action="append", default=[],
        help="questão própria, numerada depois das do programa (pode repetir)",
    )  # fmt: skip
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=consulta)


def consulta(opcoes: argparse.Namespace) -> int:
    """Issue the consulta of a deadline; a registry that cannot be written gives it with a blank for the number."""
    from ..servicos import consultas_fundamentadas

    conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    with aberto(opcoes) as ctx:
        hoje = opcoes.em or RelogioDoSistema().hoje()
        papel = consultas_fundamentadas.do_prazo(ctx, prazo_id=opcoes.prazo, hoje=hoje, perguntas=opcoes.questao)
        return emitir_e_gravar(opcoes, ctx, papel)
