"""Entry point of the command line: reads the arguments, runs one command, turns what went wrong into a sentence."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import __version__, caminhos
from ..arquivos import ErroDeArquivo
from ..estatuto.erros import ErroDominio
from ..servicos.simulacao_campos import CasoDesconhecido, ErroCaso
from . import (
    comandos_acervo,
    comandos_agenda,
    comandos_assinatura,
    comandos_auditoria,
    comandos_consulta,
    comandos_contradicoes,
    comandos_copias,
    comandos_diario,
    comandos_esocial,
    comandos_guarda,
    comandos_importacao,
    comandos_listas,
    comandos_livro,
    comandos_lote,
    comandos_minuta,
    comandos_papeis,
    comandos_regras,
    comandos_trilha,
    comandos_usuarios,
    entrada,
    saida,
)
from .analisador import Analisador, ErroDeUso
from .comandos_consulta_fundamentada import declarar as declarar_consulta
from .registro import ErroDeEntrada

FEITO, RECUSADO, USO = 0, 1, 2
INTERROMPIDO = 130

_ENTRADA_ILEGIVEL = (ErroCaso, CasoDesconhecido, ErroDeArquivo, ErroDeEntrada)
"""Errors that are no refusal of the law: what was given cannot be read."""

_EPILOGO = """\
Sem comando, abre a janela.  Datas: dd/mm/aaaa ou aaaa-mm-dd.
Situação de saída: 0 feito; 1 recusado, ou diferença encontrada; 2 uso incorreto ou entrada que não pôde ser lida."""


def main(argumentos: Sequence[str] | None = None) -> int:
    """Run one command line and return the exit status: 0 done, 1 refused or different, 2 wrong usage or input."""
    saida.preparar()
    try:
        situacao = _executar(sys.argv[1:] if argumentos is None else argumentos)
        if sys.stdout is not None:
            with saida.escrevendo():
                sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has had enough (head, less): that is no failure.
        _desligar_a_saida()
        return FEITO
    except ErroDeArquivo as erro:
        _desligar_a_saida()
        saida.avisar(erro.mensagem)
        return USO
    return situacao


def _executar(argumentos: Sequence[str]) -> int:
    try:
        opcoes = criar_analisador().parse_args(argumentos)
        return _comando(opcoes)
    except ErroDeUso as erro:
        saida.avisar(f"{erro} Veja “{erro.programa} --help”.")
        return USO
    except SystemExit as fim:  # --help and --version print and leave
        return fim.code if isinstance(fim.code, int) else FEITO
    except BrokenPipeError:
        raise
    except ErroDominio as erro:
        saida.avisar(erro.mensagem)
        return USO if isinstance(erro, _ENTRADA_ILEGIVEL) else RECUSADO
    except KeyboardInterrupt:
        saida.avisar("Interrompido. O que já estava gravado continua gravado; nada ficou pela metade.")
        return INTERROMPIDO
    except Exception as erro:
        if os.environ.get("BAHIASERVIDOR_DEPURAR"):
            raise
        saida.avisar(
            f"O programa encontrou um defeito ({type(erro).__name__}) e parou; nada ficou pela metade. "
            "Para relatá-lo, repita o comando com a variável BAHIASERVIDOR_DEPURAR=1 e envie o texto que aparecer."
        )
        return RECUSADO


def criar_analisador() -> Analisador:
    """Return the parser of the whole command line."""
    analisador = Analisador(
        prog="bahiaservidor",
        description="Registro de servidores do Estado da Bahia (Lei 6.677/1994): atos, prazos e termos.",
        epilog=_EPILOGO,
    )
    analisador.opcoes.add_argument(
        "--banco",
        type=Path,
        metavar="ARQUIVO",
        help="o registro a usar, antes ou depois do comando (padrão: o da pasta de dados do usuário)",
    )
    entrada.declarar(analisador.opcoes)
    analisador.opcoes.add_argument(
        "--confirma",
        metavar="QUEM",
        default="",
        help="a segunda pessoa de atos de alto valor: o usuário, cuja senha se pede, ou o nome onde não há senhas",
    )
    analisador.opcoes.add_argument(
        "--assumir",
        action="store_true",
        help="grava num registro da rede que alguém deixou aberto sem fechar, depois de ver que não dá mais notícia",
    )
    analisador.opcoes.add_argument(
        "--versao", "--version", action="version", version=f"bahiaservidor {__version__}",
        help="mostra a versão e termina",
    )  # fmt: skip
    analisador.opcoes.add_argument(
        "--autoverificacao",
        action="store_true",
        help="abre a janela fora da tela, confere que funciona e termina",
    )
    comandos = analisador.add_subparsers(
        dest="comando", metavar="COMANDO", title="comandos", parser_class=Analisador, prog="bahiaservidor"
    )
    modulos = (
        comandos_acervo,
        comandos_copias,
        comandos_livro,
        comandos_auditoria,
        comandos_consulta,
        comandos_contradicoes,
        comandos_diario,
        comandos_papeis,
        comandos_lote,
        comandos_agenda,
        comandos_esocial,
        comandos_listas,
        comandos_minuta,
        comandos_regras,
        comandos_trilha,
        comandos_importacao,
        comandos_guarda,
        comandos_usuarios,
    )
    for modulo in modulos:
        modulo.declarar(comandos)
    declarar_consulta(comandos)
    comandos_assinatura.declarar(comandos)
    for comando in comandos.choices.values():
        comando.opcoes.add_argument(
            "--banco", type=Path, metavar="ARQUIVO", default=argparse.SUPPRESS, help="o registro a usar"
        )
        comando.opcoes.add_argument(
            "--confirma", metavar="QUEM", default=argparse.SUPPRESS, help="a segunda pessoa de atos de alto valor"
        )
        comando.opcoes.add_argument(
            "--assumir",
            action="store_true",
            default=argparse.SUPPRESS,
            help="grava mesmo que alguém o tenha deixado aberto",
        )
        entrada.declarar(comando.opcoes, default=argparse.SUPPRESS)
    return analisador


def _comando(opcoes: argparse.Namespace) -> int:
    if opcoes.autoverificacao:
        from ..montagem import autoverificar

        return autoverificar()
    if opcoes.comando is None:
        from ..montagem import abrir_janela

        return abrir_janela(opcoes.banco or caminhos.banco_padrao())
    situacao: int = opcoes.executar(opcoes)
    return situacao


def _desligar_a_saida() -> None:
    """Point standard output nowhere, so that the interpreter's last flush cannot fail too."""
    if sys.stdout is None:
        return
    try:
        nada = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nada, sys.stdout.fileno())
    except (OSError, ValueError):
        return
