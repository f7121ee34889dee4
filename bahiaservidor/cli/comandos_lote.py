"""Commands about papers already issued, and papers in batches: conferir-documento, segunda-via, lote."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from ..arquivos import conferir_destino, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..relogio import RelogioDoSistema
from . import saida
from .analisador import ErroDeUso, data_, inteiro
from .registro import ErroDeEntrada, aberto, caminho_do_banco

_FEITO, _RECUSADO = 0, 1
_LER_ATE: Final = 200 * 1024 * 1024


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_conferir(comandos)
    _declarar_segunda_via(comandos)
    _declarar_lote(comandos)


# ------------------------------------------------------------------ conferir-documento


def _declarar_conferir(comandos: Any) -> None:
    comando = comandos.add_parser(
        "conferir-documento",
        help="diz se um arquivo é documento deste registro, sem alteração",
        description="Diz se um PDF (ou planilha) saiu deste registro e está como saiu; ou de que documento é um "
        "código. Situação de saída: 0 é nosso e está como saiu; 1 não é, ou mudou; 2 não pôde ser lido.",
    )
    comando.argumentos.add_argument("arquivo", metavar="ARQUIVO", type=Path, nargs="?", help="o arquivo a conferir")
    comando.opcoes.add_argument(
        "--codigo", metavar="CÓDIGO", default=None, help="em vez do arquivo, o código do rodapé ou o texto do QR"
    )
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resultado em JSON")
    comando.set_defaults(executar=conferir_documento)


def conferir_documento(opcoes: argparse.Namespace) -> int:
    """Say what a file or a code is: 0 ours and unaltered (or a known code), 1 not."""
    from ..servicos import conferencia_documentos as servico

    if (opcoes.arquivo is None) == (opcoes.codigo is None):
        raise ErroDeUso("Indique o arquivo a conferir ou --codigo, um dos dois.", "bahiaservidor conferir-documento")
    dados = b"" if opcoes.arquivo is None else _ler(opcoes.arquivo)
    with aberto(opcoes) as ctx:
        try:
            if opcoes.codigo is not None:
                conferido = servico.conferir_codigo(ctx, codigo=opcoes.codigo)
            else:
                conferido = servico.conferir(ctx, dados=dados)
        except servico.ArquivoIlegivel as erro:
            raise ErroDeEntrada(erro.mensagem) from erro
    if opcoes.json:
        saida.escrever_json(
            {
                "veredito": str(conferido.veredito),
                "nosso": conferido.nosso,
                "titulo": conferido.veredito.titulo,
                "frase": conferido.frase,
                "documento_id": conferido.documento_id,
                "dados": dict(conferido.dados),
            }
        )
    else:
        saida.escrever(f"{conferido.veredito.titulo}.")
        saida.escrever(conferido.frase)
        for rotulo, valor in conferido.dados:
            saida.escrever(f"  {rotulo}: {valor}")
    if conferido.veredito is servico.Veredito.ILEGIVEL:
        return 2
    conhecido = conferido.veredito is servico.Veredito.CODIGO_CONHECIDO
    return _FEITO if conferido.nosso or conhecido else _RECUSADO


def _ler(caminho: Path) -> bytes:
    try:
        if caminho.is_file() and caminho.stat().st_size > _LER_ATE:
            raise ErroDeEntrada(f"O arquivo “{caminho}” passa de 200 MB. Nada foi feito; indique outro.")
    except OSError as erro:
        raise ErroDeEntrada(f"O arquivo “{caminho}” não pôde ser lido. Nada foi feito.") from erro
    return saida.ler_arquivo(caminho)


# ------------------------------------------------------------------ segunda-via


def _declarar_segunda_via(comandos: Any) -> None:
    comando = comandos.add_parser(
        "segunda-via",
        help="emite a segunda via de um documento guardado",
        description="Grava a folha de rosto da segunda via seguida das páginas do documento, tal como foi emitido. "
        "Com --separados, grava a folha de rosto e o arquivo original, byte por byte.",
    )
    comando.argumentos.add_argument("codigo", metavar="CÓDIGO", help="o código do rodapé do documento")
    comando.opcoes.add_argument("--motivo", metavar="TEXTO", required=True, help="por que se pede a segunda via")
    comando.opcoes.add_argument("--pedida-por", metavar="NOME", default="", help="quem pediu (padrão: você)")
    comando.opcoes.add_argument("--saida", metavar="ARQUIVO", type=Path, default=None, help="o PDF a gravar")
    comando.opcoes.add_argument("--separados", metavar="PASTA", type=Path, default=None, help="pasta dos dois arquivos")
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.set_defaults(executar=segunda_via)


def segunda_via(opcoes: argparse.Namespace) -> int:
    """Issue a reprint and write it."""
    from ..servicos import conferencia_documentos, papeis_segunda_via
    from ..servicos.papeis_lote import conferir_pasta

    if (opcoes.saida is None) == (opcoes.separados is None):
        raise ErroDeUso("Indique --saida ou --separados, um dos dois.", "bahiaservidor segunda-via")
    registro = caminho_do_banco(opcoes)
    if opcoes.saida is not None:
        conferir_destino(opcoes.saida, registro=registro)
    else:
        conferir_pasta(opcoes.separados)
    with aberto(opcoes) as ctx:
        achado = conferencia_documentos.conferir_codigo(ctx, codigo=opcoes.codigo)
        if achado.documento_id is None:
            raise ErroDominio(f"{achado.frase} Nada foi emitido.")
        if opcoes.saida is not None and not papeis_segunda_via.junta(ctx, documento_id=achado.documento_id):
            raise ErroDominio(
                "Este documento não pode ser juntado à folha de rosto sem perder o valor. Nada foi emitido; use "
                "--separados."
            )
        via = papeis_segunda_via.segunda_via(
            ctx,
            documento_id=achado.documento_id,
            motivo=opcoes.motivo,
            hoje=opcoes.em or RelogioDoSistema().hoje(),
            pedida_por=opcoes.pedida_por,
        )
    if opcoes.saida is not None:
        assert via.junto is not None
        arquivos = [(opcoes.saida, via.junto)]
    else:
        arquivos = [
            (opcoes.separados / via.nome_capa, via.pdf_capa),
            (opcoes.separados / via.nome_documento, via.original),
        ]
    for caminho, dados in arquivos:
        gravar_arquivo(caminho, dados, registro=registro)
        saida.escrever(f"{via.capa.titulo}: gravado em {caminho}.")
    return _FEITO


# ------------------------------------------------------------------ lote


def _declarar_lote(comandos: Any) -> None:
    comando = comandos.add_parser(
        "lote",
        help="emite os documentos de uma lista de concurso de uma vez",
        description="Emite, numera e guarda os documentos de quem está numa lista de concurso: todos ou nenhum. Quem "
        "não tem como receber o documento fica de fora, e o comando diz quem; com --exigir-todos, nada é emitido.",
    )
    comando.opcoes.add_argument("--lista", metavar="ID", type=inteiro(1, 2**53), required=True, help="o id da lista")
    comando.opcoes.add_argument(
        "--especie", metavar="ESPÉCIE", required=True,
        help="termo_posse, termo_exercicio, aviso_posse, aviso_convocacao, minutas_atos (uma de cada minuta aberta) ou "
        "minuta_varios_nomeacao (todas as nomeações num ato só)",
    )  # fmt: skip
    comando.opcoes.add_argument("--saida", metavar="ARQUIVO", type=Path, default=None, help="um só PDF, com todos")
    comando.opcoes.add_argument(
        "--pasta", metavar="PASTA", type=Path, default=None,
        help="um PDF por pessoa, na pasta; as minutas de atos também em DOCX",
    )  # fmt: skip
    comando.opcoes.add_argument("--dia", metavar="DATA", type=data_, default=None, help="dia de comparecer (avisos)")
    comando.opcoes.add_argument("--hora", metavar="HORA", default="", help="hora de comparecer (avisos)")
    comando.opcoes.add_argument("--local", metavar="TEXTO", default="", help="onde comparecer (avisos)")
    comando.opcoes.add_argument("--exigir-todos", action="store_true", help="não emite nada se alguém ficar de fora")
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi emitido")
    comando.set_defaults(executar=lote)


def lote(opcoes: argparse.Namespace) -> int:
    """Issue a batch and write it: one PDF, or one for each person."""
    from ..servicos import papeis_lote
    from ..servicos.tipos.lote import Alvo, Falha, PedidoDoLote

    if opcoes.saida is None and opcoes.pasta is None:
        raise ErroDeUso("Indique --saida, --pasta ou os dois.", "bahiaservidor lote")
    registro = caminho_do_banco(opcoes)
    if opcoes.saida is not None:
        conferir_destino(opcoes.saida, registro=registro)
    if opcoes.pasta is not None:
        papeis_lote.conferir_pasta(opcoes.pasta)
    hoje = opcoes.em or RelogioDoSistema().hoje()
    with aberto(opcoes) as ctx:
        quem = papeis_lote.destinatarios(ctx, especie=opcoes.especie, alvo=Alvo(lista_id=opcoes.lista), hoje=hoje)
        if not quem:
            raise ErroDominio(f"A lista {opcoes.lista} não tem ninguém para este documento. Nada foi emitido.")
        fora = [Falha(nome=q.nome, motivo=q.impedimento) for q in quem if q.impedimento]
        if fora and (opcoes.exigir_todos or len(fora) == len(quem)):
            raise papeis_lote.LoteRecusado(fora)
        pedido = PedidoDoLote(
            especie=opcoes.especie,
            ids=[q.id for q in quem if not q.impedimento],
            respostas={"dia": opcoes.dia, "hora": opcoes.hora, "local": opcoes.local},
        )
        emitido = papeis_lote.emitir_lote(
            ctx, pedido=pedido, hoje=hoje, junto=opcoes.saida is not None, progresso=saida.Progresso("Documentos")
        )
    if opcoes.saida is not None:
        assert emitido.junto is not None
        gravar_arquivo(opcoes.saida, emitido.junto, registro=registro)
    if opcoes.pasta is not None:
        papeis_lote.gravar_na_pasta((*emitido.arquivos, *emitido.gemeos), opcoes.pasta, registro=registro)
    if opcoes.json:
        saida.escrever_json(
            {
                "lote": emitido.lote,
                "titulo": emitido.titulo,
                "documentos": [
                    {"titulo": d.titulo, "numero": d.numero, "codigo": d.codigo, "arquivo": nome}
                    for d, (nome, _) in zip(emitido.documentos, emitido.arquivos, strict=True)
                ],
                "repetidos": emitido.repetidos,
                "de_fora": [{"nome": f.nome, "motivo": f.motivo} for f in fora],
            }
        )
        return _FEITO
    onde = " e em ".join(str(caminho) for caminho in (opcoes.saida, opcoes.pasta) if caminho is not None)
    saida.escrever(f"{emitido.titulo}: gravado em {onde}.")
    if emitido.repetidos:
        saida.escrever(f"{emitido.repetidos} já tinham sido emitidos, iguais, e mantiveram o número.")
    for falha in fora:
        saida.escrever(f"Ficou de fora: {falha.nome}. {falha.motivo}")
    return _FEITO
