"""What the commands that make one paper do with it: issue, keep, write the file, say so."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..arquivos import gravar_arquivo
from . import saida

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.papeis_emissao import Papel

_FEITO = 0


def emitir_e_gravar(opcoes: argparse.Namespace, ctx: Contexto, papel: Papel) -> int:
    """Issue the paper, write it to ``--saida`` and say what was written (in JSON with ``--json``); return 0.

    A registry that cannot be written gives the paper with a blank in the place of the number.
    """
    from ..servicos import papeis_emissao

    titulo, pdf = papel.titulo, papel.pdf
    if not ctx.banco.somente_leitura:
        emitido = papeis_emissao.emitir(ctx, papel=papel)
        titulo, pdf = emitido.titulo, papeis_emissao.bytes_de(ctx, documento_id=emitido.id)
    return gravar(opcoes, titulo, pdf)


def gravar(opcoes: argparse.Namespace, titulo: str, pdf: bytes) -> int:
    """Write a file to ``--saida`` and say so; return 0."""
    gravar_arquivo(opcoes.saida, pdf)
    if opcoes.json:
        saida.escrever_json({"arquivo": str(opcoes.saida), "titulo": titulo, "bytes": len(pdf)})
    else:
        saida.escrever(f"{titulo}: gravado em {opcoes.saida}.")
    return _FEITO
