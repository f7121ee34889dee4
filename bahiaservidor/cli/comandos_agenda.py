"""The agenda written to a file: agenda."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arquivos import conferir_destino, gravar_arquivo
from ..relogio import RelogioDoSistema
from . import saida
from .analisador import data_, inteiro
from .comandos_consulta import declarar_filtros, filtro_pedido
from .registro import aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..servicos.tipos.agenda import PedidoAgenda

_FEITO = 0
_FORMATOS = ("ics", "csv", "xlsx", "pdf")


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    comando = comandos.add_parser(
        "agenda",
        help="grava os prazos de um filtro em calendário, planilha ou PDF",
        description="Grava num arquivo os prazos que o comando prazos lista com os mesmos filtros, na mesma ordem.",
    )
    comando.opcoes.add_argument(
        "--formato", choices=_FORMATOS, metavar="FORMATO", required=True, help=f"um destes: {', '.join(_FORMATOS)}"
    )
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o arquivo a gravar (substitui o que houver)"
    )
    declarar_filtros(comando)
    comando.opcoes.add_argument("--pendentes", action="store_true", help="só os que nenhum ato resolveu")
    comando.opcoes.add_argument(
        "--responsavel", metavar="NOME", default=None, help="só os desse responsável (“” para os que não têm)"
    )
    comando.opcoes.add_argument("--sem-nomes", action="store_true", help="só a matrícula, sem nomes nem notas")
    comando.opcoes.add_argument(
        "--aviso", metavar="DIAS", type=inteiro(0, 365), default=None, help="no ics, avisa esses dias antes, às 9 horas"
    )
    comando.opcoes.add_argument(
        "--mes", metavar="DATA", type=data_, default=None, help="no pdf, o calendário do mês desse dia"
    )
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=agenda)


def _pedido(opcoes: argparse.Namespace) -> PedidoAgenda:
    from ..servicos.tipos.agenda import PedidoAgenda

    return PedidoAgenda(
        filtro=replace(filtro_pedido(opcoes), responsavel=opcoes.responsavel),
        pendentes=opcoes.pendentes,
        hoje=opcoes.em or RelogioDoSistema().hoje(),
        sem_nomes=opcoes.sem_nomes,
        mes=opcoes.mes.replace(day=1) if opcoes.mes is not None else None,
        aviso_dias=opcoes.aviso,
    )


def agenda(opcoes: argparse.Namespace) -> int:
    """Write the agenda to a file."""
    from ..servicos import agenda_saidas
    from ..servicos.tipos.agenda import FormatoAgenda

    pedido = _pedido(opcoes)
    conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    with aberto(opcoes) as ctx:
        feita = agenda_saidas.exportar(
            ctx, formato=FormatoAgenda(opcoes.formato), pedido=pedido, progresso=saida.Progresso("Agenda")
        )
    gravar_arquivo(opcoes.saida, feita.conteudo)
    for aviso in feita.avisos:
        saida.avisar(aviso)
    if opcoes.json:
        dados = {"arquivo": str(opcoes.saida), "titulo": feita.titulo, "prazos": feita.prazos}
        saida.escrever_json({**dados, "bytes": len(feita.conteudo)})
    else:
        prazos = "1 prazo" if feita.prazos == 1 else f"{feita.prazos} prazos"
        saida.escrever(f"{feita.titulo}: {prazos}, gravado em {opcoes.saida}.")
    return _FEITO
