"""The lists of the program written to a file: exportar-lista."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..estatuto.tipos import Carater, Situacao
from . import saida
from .comandos_relatorio import achar_orgao
from .registro import aberto

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.tipos import FiltroServidores

_FEITO: Final = 0
_FORMATOS: Final = ("xlsx", "csv")
_ORDENS: Final = (
    "nome", "matricula", "cpf", "cargo", "unidade", "orgao", "carater", "situacao", "proximo_prazo", "nomeacao",
    "posse", "exercicio", "estavel_desde", "fim", "ressalvas",
)  # fmt: skip


def declarar(comandos: Any) -> None:
    """Add the command of this module to the parser."""
    comando = comandos.add_parser(
        "exportar-lista",
        help="grava a lista de servidores ou a de documentos emitidos em planilha (XLSX) ou texto (CSV)",
        description="Grava a lista de servidores (um vínculo por linha) ou a de documentos emitidos, com todas as "
        "colunas, o filtro escrito no alto e nenhuma fórmula que corra. A trilha guarda que a lista saiu.",
    )
    comando.argumentos.add_argument("lista", metavar="LISTA", choices=("servidores", "documentos"),
                                    help="servidores ou documentos")  # fmt: skip
    comando.argumentos.add_argument("arquivo", metavar="ARQUIVO", type=Path, help="onde gravar (.xlsx ou .csv)")
    comando.opcoes.add_argument(
        "--formato", metavar="FORMATO", choices=_FORMATOS, default=None,
        help="xlsx ou csv (padrão: o do nome do arquivo; sem ele, xlsx)",
    )  # fmt: skip
    for nome, valor, ajuda in (
        ("--texto", "TEXTO", "servidores: nome, matrícula, CPF, processo, cargo ou unidade"),
        ("--orgao", "ÓRGÃO", "servidores: só os desse órgão (nome, sigla ou número)"),
        ("--cargo", "CARGO", "servidores: só os desse cargo (nome ou número)"),
        ("--especie", "ESPÉCIE", "documentos: só os dessa espécie"),
    ):
        comando.opcoes.add_argument(nome, metavar=valor, default=None, help=ajuda)
    comando.opcoes.add_argument(
        "--situacao", metavar="SITUAÇÃO", choices=[s.value for s in Situacao], action="append", default=[],
        help="servidores: só os dessa situação; pode repetir-se (" + ", ".join(s.value for s in Situacao) + ")",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--carater", metavar="CARÁTER", choices=[c.value for c in Carater], default=None,
        help="servidores: " + ", ".join(c.value for c in Carater),
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--ordem", metavar="ORDEM", choices=_ORDENS, default="nome",
        help="servidores: ordem (padrão: nome): " + ", ".join(_ORDENS),
    )  # fmt: skip
    comando.opcoes.add_argument("--decrescente", action="store_true", help="servidores: do último para o primeiro")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=exportar_lista)


def exportar_lista(opcoes: argparse.Namespace) -> int:
    """Write a list."""
    from ..servicos import listas_arquivo
    from ..servicos.exportacao_listas import FormatoLista

    sufixo = opcoes.arquivo.suffix[1:].lower()
    formato = FormatoLista(opcoes.formato or (sufixo if sufixo in _FORMATOS else "xlsx"))
    with aberto(opcoes) as ctx:
        pedido = listas_arquivo.PedidoDeLista(
            destino=opcoes.arquivo, formato=formato, hoje=ctx.relogio.hoje(), filtro=_em_palavras(opcoes),
            progresso=saida.Progresso("Linhas"),
        )  # fmt: skip
        if opcoes.lista == "servidores":
            linhas = listas_arquivo.servidores(
                ctx, pedido, filtro=_filtro(ctx, opcoes), ordem=opcoes.ordem, decrescente=opcoes.decrescente
            )
        else:
            linhas = listas_arquivo.documentos(ctx, pedido, especie=opcoes.especie)
    if opcoes.json:
        saida.escrever_json({"lista": opcoes.lista, "arquivo": str(opcoes.arquivo), "linhas": linhas})
    else:
        ditas = "1 linha" if linhas == 1 else f"{linhas} linhas"
        saida.escrever(f"{ditas} em {opcoes.arquivo}.")
    return _FEITO


def _filtro(ctx: Contexto, opcoes: argparse.Namespace) -> FiltroServidores:
    from ..servicos.tipos import FiltroServidores

    return FiltroServidores(
        texto=opcoes.texto or "",
        situacoes=tuple(Situacao(s) for s in opcoes.situacao),
        carater=Carater(opcoes.carater) if opcoes.carater else None,
        orgao_id=achar_orgao(ctx, opcoes.orgao)[0] if opcoes.orgao else None,
        cargo_id=_cargo(ctx, opcoes.cargo) if opcoes.cargo else None,
    )


def _cargo(ctx: Contexto, texto: str) -> int:
    from ..servicos import cadastros

    procurado = chave_busca(texto)
    achados = [
        cargo.id for cargo in cadastros.cargos(ctx)
        if cargo.id is not None
        and (procurado in (str(cargo.id), chave_busca(cargo.nome), chave_busca(f"{cargo.nome} {cargo.simbolo}")))
    ]  # fmt: skip
    if len(achados) == 1:
        return achados[0]
    porque = "não está cadastrado" if not achados else f"é o nome de {len(achados)} cargos: indique o número"
    raise ErroDominio(f"O cargo “{texto}” {porque}. Nada foi gravado; procure-o em Cargos.")


def _em_palavras(opcoes: argparse.Namespace) -> str:
    ditos = (
        ("busca", f"“{opcoes.texto}”" if opcoes.texto else ""),
        ("situação", ", ".join(Situacao(s).rotulo for s in opcoes.situacao)),
        ("órgão", opcoes.orgao),
        ("cargo", opcoes.cargo),
        ("caráter", Carater(opcoes.carater).rotulo if opcoes.carater else ""),
        ("espécie", opcoes.especie),
    )
    return "; ".join(f"{rotulo}: {valor}" for rotulo, valor in ditos if valor)
