"""Commands of evidence: auditar, selo, verificador, expurgar."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from ..arquivos import conferir_destino
from ..relogio import RelogioDoSistema
from . import saida
from .emissao import emitir_e_gravar
from .registro import aberto, caminho_do_banco

_FEITO, _DIFERENTE = 0, 1


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_auditar(comandos)
    _declarar_selo(comandos)
    _declarar_verificador(comandos)
    _declarar_expurgar(comandos)


def _declarar_auditar(comandos: Any) -> None:
    comando = comandos.add_parser(
        "auditar",
        help="confere se o registro é o que foi escrito, e diz o primeiro registro ruim",
        description=(
            "Confere cada entrada do livro, cada linha da trilha, os dados à parte, os instrumentos, os selos, os\n"
            "documentos guardados e os gatilhos, e compara com os selos impressos que forem dados.  Não altera nada."
        ),
        epilog="Situação de saída: 0 tudo confere; 1 algo não confere; 2 o registro ou um selo não pôde ser lido.",
    )
    comando.opcoes.add_argument(
        "--selo", action="append", default=[], metavar="NÚMERO:CÓDIGO", help="um selo impresso (pode repetir)"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resultado em JSON")
    comando.set_defaults(executar=auditar)


def auditar(opcoes: argparse.Namespace) -> int:
    """Hold the registry against itself and against printed seals."""
    from ..servicos import auditoria

    with aberto(opcoes) as ctx:
        feita = auditoria.auditar(
            ctx, impressos=opcoes.selo, progresso=saida.Progresso("Partes", demorado=True),
            processos=os.cpu_count() or 1,
        )  # fmt: skip
    if opcoes.json:
        saida.escrever_json(
            {
                "integra": feita.integra, "atos": feita.atos, "trilha": feita.trilha, "selos": feita.selos,
                "documentos": feita.documentos, "comparados": feita.comparados,
                "falhas": [{"onde": f.onde, "detalhe": f.detalhe} for f in feita.falhas],
            }
        )  # fmt: skip
        return _FEITO if feita.integra else _DIFERENTE
    saida.escrever(feita.frase)
    if feita.integra:
        saida.escrever("Tudo confere.")
        return _FEITO
    primeira, *outras = feita.falhas
    saida.escrever(f"Não confere. Primeiro registro ruim: {primeira.onde}: {primeira.detalhe}.")
    for falha in outras:
        saida.escrever(f"  Também: {falha.onde}: {falha.detalhe}.")
    return _DIFERENTE


def _declarar_selo(comandos: Any) -> None:
    comando = comandos.add_parser(
        "selo",
        help="sela o registro e mostra o código, ou grava o termo de selo em PDF",
        description="Sela o que foi escrito desde o último selo e mostra o selo.  Com --saida, emite o termo em PDF.",
    )
    comando.opcoes.add_argument("--saida", metavar="ARQUIVO", type=Path, default=None, help="grava o termo neste PDF")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resultado em JSON")
    comando.set_defaults(executar=selo)


def selo(opcoes: argparse.Namespace) -> int:
    """Seal, and print the seal or write its paper."""
    from ..servicos import auditoria

    if opcoes.saida is not None:
        from ..servicos import papeis_selo

        conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
        with aberto(opcoes) as ctx:
            return emitir_e_gravar(opcoes, ctx, papeis_selo.termo_de_selo(ctx, hoje=RelogioDoSistema().hoje()))
    with aberto(opcoes) as ctx:
        feito = auditoria.selar(ctx, motivo="Pedido na linha de comando")
    if opcoes.json:
        dados = None
        if feito is not None:
            dados = {
                "numero": feito.numero, "instante": feito.instante.isoformat(), "motivo": feito.motivo,
                "entradas": feito.entradas, "trilha": feito.linhas_da_trilha, "codigo": feito.hash,
            }  # fmt: skip
        saida.escrever_json(dados)
    else:
        vazio = "O registro está vazio: não há o que selar."
        saida.escrever(vazio if feito is None else f"Selo {feito.impresso}. Abrange {feito.abrange}.")
    return _FEITO


def _declarar_verificador(comandos: Any) -> None:
    comando = comandos.add_parser(
        "verificador",
        help="grava o conferidor que roda sem o programa",
        description="Grava num arquivo o conferidor que roda só com o Python (3.8 ou mais novo), para quem audita.",
    )
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o arquivo a gravar, ou a pasta"
    )
    comando.set_defaults(executar=verificador)


def verificador(opcoes: argparse.Namespace) -> int:
    """Write the verifier out; no registry is opened."""
    from ..servicos import auditoria

    saida.escrever(f"Conferidor gravado em {auditoria.gravar_conferidor(opcoes.saida)}.")
    return _FEITO


def _declarar_expurgar(comandos: Any) -> None:
    comando = comandos.add_parser(
        "expurgar",
        help="apaga os dados sigilosos de um ato, com motivo e fundamento",
        description=(
            "Apaga os dados de saúde e de terceiros que um ato e as correções dele guardam à parte.  O ato continua\n"
            "no livro, e o livro continua a conferir.  Não há como desfazer.  As cópias já feitas ainda os têm."
        ),
    )
    comando.argumentos.add_argument("ato", metavar="ATO", type=int, help="o número do ato, como a auditoria o mostra")
    comando.opcoes.add_argument("--motivo", required=True, help="por que se apaga")
    comando.opcoes.add_argument("--fundamento", required=True, help="a base legal (LGPD, art. 16, por exemplo)")
    comando.opcoes.add_argument("--confirmo", action="store_true", help="confirma: sem isto nada é apagado")
    comando.set_defaults(executar=expurgar)


def expurgar(opcoes: argparse.Namespace) -> int:
    """Erase what an act keeps apart."""
    from ..servicos import expurgos

    with aberto(opcoes) as ctx:
        if not opcoes.confirmo:
            previsto = expurgos.previsto(ctx, ato_id=opcoes.ato)
            saida.escrever(f"{previsto.frase} Nada foi apagado; repita com --confirmo.")
            return _DIFERENTE
        feito = expurgos.expurgar(ctx, ato_id=opcoes.ato, motivo=opcoes.motivo, fundamento=opcoes.fundamento)
    saida.escrever(feito.mensagem)
    return _FEITO
