"""Command that issues a paper about a person: documento."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..arquivos import conferir_destino
from ..relogio import RelogioDoSistema
from .analisador import data_, inteiro
from .emissao import emitir_e_gravar
from .registro import aberto, caminho_do_banco

ESPECIES = (
    "ficha_funcional", "certidao_tempo", "declaracao_acumulacao", "recibo_bens", "declaracao_parentesco",
    "declaracao_idoneidade", "checklist_posse", "declaracoes_posse", "comunicacao_exercicio", "aviso_avaliacao",
    "aviso_submissao", "formulario_avaliacao",
)  # fmt: skip
"""As `servicos.papeis_catalogo.TODAS`, without importing it to show the help."""


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "documento",
        help="grava em PDF um documento de um servidor",
        description="Emite um documento sobre um servidor: numerado, guardado no registro e gravado em PDF. "
        f"Espécies: {', '.join(ESPECIES)}.",
    )
    comando.argumentos.add_argument("especie", metavar="ESPÉCIE", choices=ESPECIES, help="o documento a emitir")
    comando.argumentos.add_argument(
        "chave", metavar="MATRÍCULA|CPF|ID", help="a matrícula, o CPF ou o id que o comando servidores mostra"
    )
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o PDF a gravar (substitui o que houver)"
    )
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument(
        "--numero", metavar="N", type=inteiro(1, 99), default=None, help="a avaliação do estágio (padrão: a próxima)"
    )
    comando.opcoes.add_argument("--em-branco", action="store_true", help="formulário sem o que está registrado")
    comando.opcoes.add_argument("--com-sigilo", action="store_true", help="na ficha, imprime também dados de saúde")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=documento)


def documento(opcoes: argparse.Namespace) -> int:
    """Issue a paper about a person: numbered, kept, and the same bytes each time it is asked for as it is.

    A registry that cannot be written gives the paper with a blank in the place of the number.
    """
    from ..servicos import papeis_catalogo, pessoas

    conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    with aberto(opcoes) as ctx:
        linha = pessoas.localizar(ctx, chave=opcoes.chave)
        papel = papeis_catalogo.documento(
            ctx,
            especie=opcoes.especie,
            vinculo_id=linha.id,
            servidor_id=linha.servidor_id,
            hoje=RelogioDoSistema().hoje(),
            em=opcoes.em,
            com_sigilo=opcoes.com_sigilo,
            em_branco=opcoes.em_branco,
            numero=opcoes.numero,
        )
        return emitir_e_gravar(opcoes, ctx, papel)
