"""Commands over whole registries: simular, demo, verificar."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from ..relogio import RelogioDoSistema
from . import saida
from .analisador import data_, inteiro
from .registro import aberto, caminho_do_banco

_FEITO, _DIFERENTE, _NAO_SUPORTADO = 0, 1, 3


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_simular(comandos)
    _declarar_demo(comandos)
    comando = comandos.add_parser(
        "verificar",
        help="confere o livro e o que dele se calcula",
        description="Refaz, a partir do livro de atos, tudo o que o registro guarda calculado, e mostra o que difere.",
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resultado em JSON")
    comando.set_defaults(executar=verificar)


# ---------------------------------------------------------------- simular


def _declarar_simular(comandos: Any) -> None:
    comando = comandos.add_parser(
        "simular",
        help="aplica casos a um registro vazio e mostra o resultado",
        description=(
            "Aplica cada caso do arquivo a um registro vazio e provisório, pelas mesmas regras das janelas, e escreve\n"
            "o resultado em JSON na saída padrão.  Nenhum registro existente é lido nem alterado."
        ),
        epilog=(
            "Situação de saída: 0 feito; 1 --conferir achou diferença; 2 o arquivo não é válido (o campo é indicado);\n"
            "3 algum caso usa um ato que o programa ainda não conhece (os outros são simulados)."
        ),
    )
    comando.argumentos.add_argument(
        "arquivo", metavar="ARQUIVO", type=Path, help="arquivo de casos, em JSON (- lê da entrada padrão)"
    )
    comando.opcoes.add_argument(
        "--apenas", metavar="ID,...", type=_ids, default=None, help="só os casos com estes identificadores"
    )
    comando.opcoes.add_argument(
        "--conferir", action="store_true", help="compara com o que cada caso espera e mostra as diferenças"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="aceito por uniformidade: a saída é sempre JSON")
    comando.set_defaults(executar=simular)


def _ids(texto: str) -> tuple[str, ...]:
    ids = tuple(parte.strip() for parte in texto.split(",") if parte.strip())
    if not ids:
        raise argparse.ArgumentTypeError("falta o identificador de ao menos um caso.")
    return ids


def simular(opcoes: argparse.Namespace) -> int:
    """Run the cases of a file; only JSON goes to standard output."""
    from ..montagem import simulador
    from ..servicos import simulacao

    casos = simulacao.ler_casos(saida.ler_arquivo(opcoes.arquivo))
    if opcoes.apenas is not None:
        casos = simulacao.escolher(casos, opcoes.apenas)
    resultado = simulacao.simular(casos, novo_contexto=simulador(), conferir=opcoes.conferir)
    saida.escrever_json(resultado.saida)
    for diferenca in resultado.diferencas:
        saida.avisar(diferenca)
    if resultado.diferencas:
        return _DIFERENTE
    return _NAO_SUPORTADO if resultado.nao_suportados else _FEITO


# ---------------------------------------------------------------- demo


def _declarar_demo(comandos: Any) -> None:
    comando = comandos.add_parser(
        "demo",
        help="preenche um registro vazio com dados inventados",
        description=(
            "Preenche um registro vazio com pessoas, cargos, órgãos, concursos e atos inventados, registrados como os\n"
            "das janelas.  A mesma semente, quantidade e data dão sempre o mesmo registro."
        ),
    )
    comando.opcoes.add_argument(
        "--servidores", metavar="N", type=inteiro(1, 300_000), default=200, help="quantas pessoas (padrão: 200)"
    )
    comando.opcoes.add_argument(
        "--semente", metavar="S", type=inteiro(0, 2**63 - 1), default=1, help="número que decide o sorteio (padrão: 1)"
    )
    comando.opcoes.add_argument(
        "--em", metavar="DATA", type=data_, default=None, help="o dia em que o registro está (padrão: hoje)"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resumo em JSON")
    comando.set_defaults(executar=demo)


def demo(opcoes: argparse.Namespace) -> int:
    """Fill an empty registry with invented people."""
    from ..servicos import demonstracao

    em: date = opcoes.em or RelogioDoSistema().hoje()
    # Before the registry is opened: a day refused afterwards would leave an empty file behind.
    demonstracao.conferir_dia(em)
    with aberto(opcoes, criar=True) as ctx:
        resumo = demonstracao.preencher(
            ctx,
            servidores=opcoes.servidores,
            semente=opcoes.semente,
            em=em,
            progresso=saida.Progresso("Servidores", demorado=True),
        )
    dados = {
        "banco": str(caminho_do_banco(opcoes)),
        "em": em.isoformat(),
        "servidores": resumo.servidores,
        "vinculos": resumo.vinculos,
        "atos": resumo.atos,
    }
    if opcoes.json:
        saida.escrever_json(dados)
    else:
        saida.escrever(
            f"Registro de demonstração em {dados['banco']}, no dia {em:%d/%m/%Y}: {resumo.servidores} servidores, "
            f"{resumo.vinculos} vínculos, {resumo.atos} atos."
        )
    return _FEITO


# ---------------------------------------------------------------- verificar


def verificar(opcoes: argparse.Namespace) -> int:
    """Rebuild everything from the book and compare."""
    from ..servicos import verificacao

    with aberto(opcoes) as ctx:
        resultado = verificacao.verificar(ctx, progresso=saida.Progresso("Vínculos"))
    if opcoes.json:
        saida.escrever_json(
            {
                "vinculos": resultado.vinculos,
                "prazos": resultado.prazos,
                "atos": resultado.atos,
                "integra": resultado.integra,
                "divergencias": [{"objeto": d.objeto, "detalhe": d.detalhe} for d in resultado.divergencias],
            }
        )
    else:
        saida.escrever(
            f"Conferidos {resultado.atos} atos, {resultado.vinculos} vínculos e {resultado.prazos} prazos: "
            + ("nada difere." if resultado.integra else f"{len(resultado.divergencias)} diferença(s).")
        )
        for divergencia in resultado.divergencias:
            saida.escrever(f"  {divergencia.objeto}: {divergencia.detalhe}")
    return _FEITO if resultado.integra else _DIFERENTE
