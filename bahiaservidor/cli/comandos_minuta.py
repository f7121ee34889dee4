"""The draft of a prepared act: minuta."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..arquivos import conferir_destino, gravar_arquivo
from ..relogio import RelogioDoSistema
from . import saida
from .analisador import data_, inteiro
from .registro import aberto, caminho_do_banco


def declarar(comandos: Any) -> None:
    """Add the command to the parser."""
    comando = comandos.add_parser(
        "minuta",
        help="grava a minuta de um ato em PDF, DOCX ou texto",
        description="Grava a minuta de um ato preparado, para o Diário Oficial, em PDF, DOCX ou texto puro.",
    )
    comando.argumentos.add_argument("id", metavar="ID", type=inteiro(1, 2**53), help="o id da minuta")
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o arquivo a gravar (substitui o que houver)"
    )
    formato = comando.opcoes.add_mutually_exclusive_group()
    formato.add_argument("--docx", action="store_true", help="em DOCX, com as mesmas palavras do PDF")
    formato.add_argument("--texto", action="store_true", help="só o texto do ato, da epígrafe à assinatura")
    comando.opcoes.add_argument(
        "--emitir", action="store_true", help="numera a minuta e guarda o papel (recusado se falta aviso e defesa)"
    )
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=minuta)


def minuta(opcoes: argparse.Namespace) -> int:
    """Write the draft as it stands; with --emitir, number and keep it first."""
    from ..servicos import minutas, papeis, papeis_atos

    conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    hoje = opcoes.em or RelogioDoSistema().hoje()
    with aberto(opcoes) as ctx:
        if opcoes.emitir:
            minutas.emitir(ctx, minuta_id=opcoes.id, hoje=hoje)
        papel = papeis_atos.minuta_do_ato(ctx, minuta_id=opcoes.id, hoje=hoje)
        if opcoes.emitir:
            papeis.emitir(ctx, papel=papel)
        if opcoes.docx:
            dados = papel.gemeos[0].fazer(papel.numero or 0)
        elif opcoes.texto:
            dados = papeis_atos.texto_do_ato(ctx, minuta_id=opcoes.id, hoje=hoje).encode()
        else:
            dados = papel.pdf
    gravar_arquivo(opcoes.saida, dados)
    if opcoes.json:
        saida.escrever_json({"arquivo": str(opcoes.saida), "titulo": papel.titulo, "bytes": len(dados)})
    else:
        saida.escrever(f"{papel.titulo}: gravado em {opcoes.saida}.")
    return 0
