"""Commands that keep the files: cifrar, decifrar, conferir-papeis, compactar."""

from __future__ import annotations

import argparse
from typing import Any

from . import saida
from .registro import aberto

_FEITO, _DIFERENTE = 0, 1


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    comando = comandos.add_parser(
        "cifrar",
        help="cifra o registro e os papéis com uma senha",
        description=(
            "Faz de novo o registro e o arquivo de papéis, cifrados (SQLCipher), confere que saíram iguais e só então\n"
            "os põe no lugar; os de antes, sem cifra, ficam ao lado até que alguém os apague.  A senha é pedida sem\n"
            "aparecer, ou vem da variável BAHIASERVIDOR_CHAVE, que serve também para abrir o registro cifrado.  Sem a\n"
            "senha ninguém o abre.  Precisa do complemento “cifrado”."
        ),
    )
    comando.set_defaults(executar=cifrar)
    comando = comandos.add_parser(
        "decifrar",
        help="volta a deixar o registro e os papéis sem cifra",
        description="O contrário de cifrar: os arquivos cifrados de antes ficam ao lado até que alguém os apague.",
    )
    comando.set_defaults(executar=decifrar)
    comando = comandos.add_parser(
        "conferir-papeis",
        help="confere os bytes de cada papel guardado com o seu hash",
        description=(
            "Lê os papéis emitidos e os arquivos recebidos e confere cada um com o SHA-256 com que foi guardado; diz\n"
            "também os que faltam.  O programa faz isto sozinho: uma amostra por dia, todos a cada semana."
        ),
    )
    comando.opcoes.add_argument("--amostra", metavar="N", type=int, help="só N papéis, tirados à sorte")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi achado")
    comando.set_defaults(executar=conferir_papeis)
    comando = comandos.add_parser(
        "compactar",
        help="devolve ao disco o espaço que o registro não usa mais",
        description=(
            "Refaz o arquivo do registro sem o espaço vazio, como o que os papéis deixaram ao mudar de arquivo.\n"
            "Precisa, enquanto trabalha, de tanto espaço livre quanto o registro ocupa."
        ),
    )
    comando.set_defaults(executar=compactar)


def cifrar(opcoes: argparse.Namespace) -> int:
    """Encrypt the registry."""
    from ..servicos import cifragem
    from .chave import senha_nova

    with aberto(opcoes) as ctx:
        saida.escrever(cifragem.cifrar(ctx, senha=senha_nova()).frase)
    return _FEITO


def decifrar(opcoes: argparse.Namespace) -> int:
    """Put the registry back as an open file."""
    from ..servicos import cifragem

    with aberto(opcoes) as ctx:
        saida.escrever(cifragem.decifrar(ctx).frase)
    return _FEITO


def conferir_papeis(opcoes: argparse.Namespace) -> int:
    """Read the papers; 1 when one is spoilt or missing."""
    from ..servicos import guarda_papeis

    with aberto(opcoes) as ctx:
        feito = guarda_papeis.conferir(ctx, amostra=opcoes.amostra, progresso=saida.Progresso("Papéis"))
    if opcoes.json:
        falhas = [{"objeto": f.objeto, "detalhe": f.detalhe} for f in feito.falhas]
        saida.escrever_json({"conferidos": feito.conferidos, "falhas": falhas})
    else:
        for falha in feito.falhas:
            saida.escrever(f"{falha.objeto}: {falha.detalhe}")
        achado = f"{len(feito.falhas)} falha(s)." if feito.falhas else "Nada difere."
        saida.escrever(f"Papéis conferidos: {feito.conferidos}. {achado}")
    return _DIFERENTE if feito.falhas else _FEITO


def compactar(opcoes: argparse.Namespace) -> int:
    """Give the free space back."""
    from ..arquivos import em_megas
    from ..servicos import guarda_papeis

    with aberto(opcoes) as ctx:
        saida.escrever(f"Devolvidos ao disco: {em_megas(guarda_papeis.devolver_espaco(ctx))}.")
    return _FEITO
