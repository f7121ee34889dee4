"""Command that puts a process file together: processo."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..arquivos import ErroDeArquivo
from ..relogio import RelogioDoSistema
from . import saida
from .analisador import data_, inteiro
from .registro import aberto

_FEITO = 0


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "processo",
        help="monta o processo digital de um provimento e grava os volumes",
        description=(
            "Reúne na ordem legal os documentos emitidos e os anexos de um vínculo, com capa, índice e folhas "
            "numeradas; guarda os volumes no registro e grava-os numa pasta."
        ),
    )
    comando.argumentos.add_argument(
        "chave", metavar="MATRÍCULA|CPF|ID", help="a matrícula, o CPF ou o id que o comando servidores mostra"
    )
    comando.opcoes.add_argument(
        "--provimento", metavar="NOME", required=True,
        help="posse, reversao, aproveitamento, reintegracao, reconducao, exoneracao ou estagio",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--pasta", metavar="PASTA", type=Path, required=True, help="onde gravar (substitui os de mesmo nome)"
    )
    comando.opcoes.add_argument(
        "--limite-mb", metavar="N", type=inteiro(1, 500), default=None, help="tamanho de um volume (padrão: o do órgão)"
    )
    comando.opcoes.add_argument("--numero", metavar="PROCESSO", default="", help="o número do processo SEI")
    comando.opcoes.add_argument("--destino", metavar="UNIDADE", default="", help="para onde vai")
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=processo)


def processo(opcoes: argparse.Namespace) -> int:
    """Put the process together as proposed, keep it, write its volumes."""
    from ..servicos import pessoas, processos
    from ..servicos.tipos.processos import PedidoProcesso

    if not opcoes.pasta.is_dir():
        raise ErroDeArquivo(f"A pasta “{opcoes.pasta}” não existe. Nada foi montado; crie-a ou indique outra.")
    with aberto(opcoes) as ctx:
        linha = pessoas.localizar(ctx, chave=opcoes.chave)
        proposta = processos.propor(ctx, vinculo_id=linha.id, provimento_=opcoes.provimento)
        montado = processos.montar(
            ctx,
            pedido=PedidoProcesso(
                vinculo_id=linha.id,
                provimento=opcoes.provimento,
                numero=opcoes.numero or proposta.numero,
                destino=opcoes.destino or proposta.destino,
                limite_mb=opcoes.limite_mb,
            ),
            hoje=opcoes.em or RelogioDoSistema().hoje(),
            progresso=saida.Progresso("Documentos"),
        )
        caminhos = processos.salvar_em(ctx, processo_id=montado.id, pasta=opcoes.pasta, substituir=True)
    faltam = proposta.faltam()
    if opcoes.json:
        saida.escrever_json(
            {
                "processo": montado.id,
                "folhas": montado.folhas,
                "arquivos": [str(caminho) for caminho in caminhos],
                "indice": list(montado.indice),
                "faltam": list(faltam),
                "avisos": list(montado.avisos),
            }
        )
        return _FEITO
    saida.escrever(f"{montado.titulo}: {montado.folhas} folhas.")
    for caminho in caminhos:
        saida.escrever(f"  {caminho}")
    for item in montado.indice:
        saida.escrever(f"  {item}")
    for aviso in (*montado.avisos, *(f"Falta: {falta}" for falta in faltam)):
        saida.avisar(aviso)
    return _FEITO
