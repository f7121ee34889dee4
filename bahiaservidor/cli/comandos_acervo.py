"""Commands that take everything out, or one person's data: exportar-acervo, importar-acervo, dados-pessoais."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..estatuto.erros import ErroDominio
from ..relogio import RelogioDoSistema
from . import saida
from .registro import ErroDeEntrada, aberto, caminho_do_banco

_FEITO, _DIFERENTE = 0, 1


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    comando = comandos.add_parser(
        "exportar-acervo",
        help="grava o registro inteiro em arquivos abertos",
        description=(
            "Grava o registro inteiro, como está num só momento, em arquivos que qualquer programa lê: um CSV por\n"
            "tabela, os atos em palavras, os documentos, e um manifesto com o SHA-256 de cada um.  O LEIA-ME.txt\n"
            "explica tudo.  Não substitui nada: o destino não pode existir."
        ),
    )
    comando.argumentos.add_argument(
        "destino", metavar="DESTINO", type=Path, help="a pasta nova, ou o ZIP quando o nome termina em .zip"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi exportado")
    comando.set_defaults(executar=exportar)
    comando = comandos.add_parser(
        "importar-acervo",
        help="restaura um registro igual a partir de um acervo",
        description=(
            "Confere cada arquivo do acervo com o manifesto, faz de novo o registro, igual linha por linha, verifica\n"
            "tudo e só então o põe no lugar (--banco), que não pode ter dados.  O de versão anterior é atualizado."
        ),
    )
    comando.argumentos.add_argument("origem", metavar="ORIGEM", type=Path, help="a pasta ou o ZIP do acervo")
    comando.opcoes.add_argument(
        "--manifesto", metavar="SHA256", default="", help="o SHA-256 que o manifesto deve ter, mostrado ao exportar"
    )
    comando.opcoes.add_argument(
        "--com-diferencas", action="store_true", help="aceita o registro que já tinha diferenças ao ser exportado"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi restaurado")
    comando.set_defaults(executar=importar)
    comando = comandos.add_parser(
        "dados-pessoais",
        help="grava num ZIP os dados de uma pessoa, para ela (LGPD)",
        description=(
            "Reúne tudo o que o registro tem de uma pessoa, para ser entregue a ela (LGPD, arts. 18 e 19): PDF,\n"
            "CSV, JSON e os documentos, sem os dados de outras pessoas.  A entrega fica na trilha.  Não substitui nada."
        ),
    )
    comando.argumentos.add_argument(
        "chave", metavar="MATRÍCULA|CPF|ID", help="a matrícula, o CPF ou o id que o comando servidores mostra"
    )
    comando.opcoes.add_argument("--saida", metavar="ARQUIVO", type=Path, required=True, help="o ZIP a gravar, novo")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=dados_pessoais)


def exportar(opcoes: argparse.Namespace) -> int:
    """Write the archive and say the hash of its manifest."""
    from ..servicos import acervo

    with aberto(opcoes) as ctx:
        feito = acervo.exportar(ctx, destino=opcoes.destino, progresso=saida.Progresso("Linhas"))
    if opcoes.json:
        saida.escrever_json(
            {
                "destino": str(feito.caminho),
                "tabelas": feito.tabelas,
                "linhas": feito.linhas,
                "atos": feito.atos,
                "documentos": feito.documentos,
                "bytes": feito.bytes,
                "manifesto_sha256": feito.manifesto,
            }
        )
        return _FEITO
    saida.escrever(
        f"Acervo em {feito.caminho}: {feito.tabelas} tabelas, {feito.linhas} linhas, {feito.atos} entradas do livro, "
        f"{feito.documentos} documentos."
    )
    saida.escrever(f"SHA-256 do manifesto: {feito.manifesto}")
    return _FEITO


def importar(opcoes: argparse.Namespace) -> int:
    """Restore a registry; 1 when it was taken with differences."""
    from ..montagem import nome_do_usuario
    from ..servicos import acervo_restauro

    try:
        feito = acervo_restauro.importar(
            origem=opcoes.origem,
            destino=caminho_do_banco(opcoes),
            relogio=RelogioDoSistema(),
            usuario=nome_do_usuario(),
            manifesto=opcoes.manifesto,
            com_diferencas=opcoes.com_diferencas,
            progresso=saida.Progresso("Restauração (%)"),
        )
    except ErroDominio as erro:
        raise ErroDeEntrada(erro.mensagem, dispositivo=erro.dispositivo) from erro
    divergencias = feito.verificacao.divergencias
    if opcoes.json:
        saida.escrever_json(
            {
                "banco": str(feito.caminho),
                "orgao": feito.orgao,
                "gerado_em": feito.gerado_em,
                "esquema": feito.esquema,
                "linhas": feito.linhas,
                "documentos": feito.documentos,
                "manifesto_sha256": feito.manifesto,
                "divergencias": [{"objeto": d.objeto, "detalhe": d.detalhe} for d in divergencias],
            }
        )
    else:
        saida.escrever(
            f"Registro restaurado em {feito.caminho}: {feito.linhas} linhas, {feito.documentos} documentos; "
            + ("verificado, nada difere." if not divergencias else f"{len(divergencias)} diferença(s) que já havia.")
        )
        for d in divergencias:
            saida.escrever(f"  {d.objeto}: {d.detalhe}")
    return _DIFERENTE if divergencias else _FEITO


def dados_pessoais(opcoes: argparse.Namespace) -> int:
    """Write the data of one person."""
    from ..servicos import dados_pessoais_pacote, pessoas

    with aberto(opcoes) as ctx:
        linha = pessoas.localizar(ctx, chave=opcoes.chave)
        feito = dados_pessoais_pacote.exportar(
            ctx,
            servidor_id=linha.servidor_id,
            destino=opcoes.saida,
            hoje=RelogioDoSistema().hoje(),
            progresso=saida.Progresso("Documentos"),
        )
    if opcoes.json:
        saida.escrever_json({"arquivo": str(feito.caminho), "linhas": feito.linhas, "documentos": feito.arquivos})
    else:
        saida.escrever(
            f"Dados pessoais de {feito.nome} em {feito.caminho}: {feito.linhas} linhas, {feito.arquivos} documentos."
        )
    return _FEITO
