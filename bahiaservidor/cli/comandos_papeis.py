"""Commands that make papers: termo-posse, relatorio-trimestral, processo."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..arquivos import conferir_destino, gravar_arquivo
from ..relogio import RelogioDoSistema
from . import comandos_documento, comandos_processo, comandos_relatorio, saida
from .analisador import data_
from .registro import aberto, caminho_do_banco

_FEITO = 0


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_termo(comandos)
    comandos_relatorio.declarar(comandos)
    comandos_documento.declarar(comandos)
    comandos_processo.declarar(comandos)


def _comuns(comando: Any) -> None:
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o PDF a gravar (substitui o que houver)"
    )
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")


def _gravar(opcoes: argparse.Namespace, titulo: str, pdf: bytes) -> int:
    gravar_arquivo(opcoes.saida, pdf)
    if opcoes.json:
        saida.escrever_json({"arquivo": str(opcoes.saida), "titulo": titulo, "bytes": len(pdf)})
    else:
        saida.escrever(f"{titulo}: gravado em {opcoes.saida}.")
    return _FEITO


def _declarar_termo(comandos: Any) -> None:
    comando = comandos.add_parser(
        "termo-posse",
        help="grava o termo de posse de um servidor em PDF",
        description="Emite o termo da posse registrada de um servidor: numerado, guardado no registro, gravado em PDF.",
    )
    comando.argumentos.add_argument(
        "chave", metavar="MATRÍCULA|CPF|ID", help="a matrícula, o CPF ou o id que o comando servidores mostra"
    )
    _comuns(comando)
    comando.set_defaults(executar=termo_posse)


def termo_posse(opcoes: argparse.Namespace) -> int:
    """Issue the termo of a registered posse: numbered, kept, and the same bytes each time it is asked for.

    A registry that cannot be written gives the termo with a blank in the place of the number.
    """
    from ..servicos import papeis, pessoas

    conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    with aberto(opcoes) as ctx:
        linha = pessoas.localizar(ctx, chave=opcoes.chave)
        papel = papeis.termo_posse(ctx, vinculo_id=linha.id, hoje=opcoes.em or RelogioDoSistema().hoje())
        if ctx.banco.somente_leitura:
            return _gravar(opcoes, papel.titulo, papel.pdf)
        emitido = papeis.emitir(ctx, papel=papel)
        return _gravar(opcoes, emitido.titulo, papeis.bytes_de(ctx, documento_id=emitido.id))
