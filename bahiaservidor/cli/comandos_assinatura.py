"""Commands of signatures: assinar, importar-assinado, conferir-assinatura, certificados-token.

A password is never an argument: arguments are seen by every user of the machine and stay in the shell's history.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arquivos import conferir_destino, gravar_arquivo
from ..estatuto.formatos.datas import formatar_data
from ..relogio import RelogioDoSistema, fuso_da_bahia
from . import saida, segredos
from .analisador import inteiro
from .registro import ErroDeEntrada, aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..documentos.assinatura import Raizes, Segredo
    from ..servicos.assinaturas_chaves import ChaveA1, ChaveToken

_FEITO, _RECUSADO = 0, 1
_MAIOR_ID = 2**62


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_assinar(comandos)
    _declarar_importar(comandos)
    _declarar_conferir(comandos)
    comando = comandos.add_parser(
        "certificados-token",
        help="lista os certificados de um token",
        description="Lista os certificados que os tokens de um módulo PKCS#11 mostram sem o PIN.",
    )
    comando.argumentos.add_argument("modulo", metavar="MÓDULO", help="o arquivo .so ou .dll do fabricante do token")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON")
    comando.set_defaults(executar=certificados_token)


def _declarar_assinar(comandos: Any) -> None:
    comando = comandos.add_parser(
        "assinar",
        help="assina um PDF com certificado digital (A1 ou token)",
        description=(
            "Assina um PDF em PAdES, com carimbo visível. Com --documento, a versão assinada fica também guardada no "
            "registro. A senha é pedida no terminal e não fica em lugar nenhum."
        ),
    )
    comando.argumentos.add_argument("arquivo", metavar="ARQUIVO", type=Path, nargs="?", help="o PDF a assinar")
    comando.opcoes.add_argument(
        "--documento", metavar="ID", type=inteiro(1, _MAIOR_ID), help="assina esse documento emitido, em vez do arquivo"
    )
    comando.opcoes.add_argument("--certificado", metavar="ARQUIVO", type=Path, help="o A1 (.p12 ou .pfx)")
    comando.opcoes.add_argument("--token", metavar="MÓDULO", help="o módulo PKCS#11 do token (.so ou .dll)")
    comando.opcoes.add_argument("--ficha", metavar="RÓTULO", default="", help="o token, se houver mais de um")
    comando.opcoes.add_argument("--rotulo", metavar="RÓTULO", default="", help="o certificado, se houver mais de um")
    comando.opcoes.add_argument(
        "--senha-de-arquivo", metavar="ARQUIVO", type=Path, default=None,
        help="lê a senha ou o PIN da primeira linha desse arquivo (-: da entrada padrão)",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--saida", metavar="ARQUIVO", type=Path, required=True, help="o PDF assinado a gravar (substitui o que houver)"
    )
    comando.opcoes.add_argument("--motivo", metavar="TEXTO", default="", help="o motivo que fica na assinatura")
    comando.opcoes.add_argument("--sem-carimbo", action="store_true", help="assina sem carimbo visível")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=assinar)


def assinar(opcoes: argparse.Namespace) -> int:
    """Sign a file, or an issued paper, and write the signed PDF."""
    from ..servicos import assinaturas, papeis_emissao

    if (opcoes.arquivo is None) == (opcoes.documento is None):
        raise ErroDeEntrada("Indique o arquivo a assinar ou --documento, um dos dois. Nada foi assinado.")
    if (opcoes.certificado is None) == (opcoes.token is None):
        raise ErroDeEntrada("Indique --certificado ou --token, um dos dois. Nada foi assinado.")
    conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    if opcoes.documento is None:
        pdf = saida.ler_arquivo(opcoes.arquivo)
        agora = RelogioDoSistema().agora().astimezone(fuso_da_bahia())
        assinado = assinaturas.assinar_em(
            pdf, _chave(opcoes), agora=agora, motivo=opcoes.motivo, carimbo=not opcoes.sem_carimbo
        )
        titulo, documento_id = opcoes.arquivo.name, None
    else:
        with aberto(opcoes) as ctx:
            guardado = assinaturas.assinar(
                ctx, documento_id=opcoes.documento, chave=_chave(opcoes), motivo=opcoes.motivo,
                carimbo=not opcoes.sem_carimbo,
            )  # fmt: skip
            assinado = papeis_emissao.bytes_de(ctx, documento_id=guardado.id)
        titulo, documento_id = guardado.titulo, guardado.id
    gravar_arquivo(opcoes.saida, assinado)
    if opcoes.json:
        dados = {"arquivo": str(opcoes.saida), "titulo": titulo, "documento": documento_id, "bytes": len(assinado)}
        saida.escrever_json(dados)
    else:
        saida.escrever(f"{titulo}: assinado e gravado em {opcoes.saida}.")
    return _FEITO


def _chave(opcoes: argparse.Namespace) -> ChaveA1 | ChaveToken:
    from ..servicos.assinaturas_chaves import ChaveA1, ChaveToken

    if opcoes.token is not None:
        pin = _segredo(opcoes, "PIN do token: ")
        return ChaveToken(modulo=opcoes.token, pin=pin, ficha=opcoes.ficha, rotulo=opcoes.rotulo)
    arquivo = saida.ler_arquivo(opcoes.certificado)
    return ChaveA1(arquivo=arquivo, senha=_segredo(opcoes, "Senha do certificado: "))


def _segredo(opcoes: argparse.Namespace, pergunta: str) -> Segredo:
    from ..servicos.assinaturas_chaves import Segredo

    return Segredo(
        segredos.pedir(pergunta, arquivo=opcoes.senha_de_arquivo, opcao="--senha-de-arquivo", nada="Nada foi assinado")
    )


def _declarar_importar(comandos: Any) -> None:
    comando = comandos.add_parser(
        "importar-assinado",
        help="guarda a versão assinada fora (gov.br) de um documento emitido",
        description="Compara um PDF assinado fora com o documento emitido e, se for ele, guarda-o com o veredito.",
    )
    comando.argumentos.add_argument("arquivo", metavar="ARQUIVO", type=Path, help="o PDF assinado")
    comando.opcoes.add_argument(
        "--documento", metavar="ID", type=inteiro(1, _MAIOR_ID), default=None,
        help="o documento emitido de que é a versão assinada (padrão: procura pelo conteúdo)",
    )  # fmt: skip
    comando.opcoes.add_argument("--json", action="store_true", help="escreve em JSON o que foi guardado")
    comando.set_defaults(executar=importar_assinado)


def importar_assinado(opcoes: argparse.Namespace) -> int:
    """Keep a PDF signed elsewhere; 1 when it is refused."""
    from ..servicos import assinaturas

    pdf = saida.ler_arquivo(opcoes.arquivo)
    with aberto(opcoes) as ctx:
        guardado = assinaturas.importar(ctx, pdf=pdf, documento_id=opcoes.documento)
        vereditos = [a.veredito for a in assinaturas.guardadas(ctx, documento_id=guardado.id)]
    if opcoes.json:
        saida.escrever_json({"documento": guardado.id, "titulo": guardado.titulo, "vereditos": vereditos})
    else:
        saida.escrever(f"{guardado.titulo}: guardado (documento {guardado.id}).")
        for veredito in vereditos:
            saida.escrever(f"- {veredito}")
    return _FEITO


def _declarar_conferir(comandos: Any) -> None:
    comando = comandos.add_parser(
        "conferir-assinatura",
        help="confere as assinaturas de um PDF",
        description=(
            "Diz quem assinou, quando, se o documento está inteiro e se a cadeia é confiável. Situação 0 só se tudo "
            "confere, a cadeia inclusive."
        ),
    )
    comando.argumentos.add_argument("arquivo", metavar="ARQUIVO", type=Path, help="o PDF assinado")
    comando.opcoes.add_argument(
        "--raizes", metavar="PASTA", type=Path, default=None,
        help="a pasta com os certificados das autoridades raiz (padrão: a configurada no registro)",
    )  # fmt: skip
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o veredito em JSON")
    comando.set_defaults(executar=conferir_assinatura)


def conferir_assinatura(opcoes: argparse.Namespace) -> int:
    """Judge the signatures of a file: 0 when all of them hold, 1 otherwise."""
    from ..servicos import assinaturas

    pdf = saida.ler_arquivo(opcoes.arquivo)
    conferencia = assinaturas.conferir_arquivo(pdf=pdf, confiaveis=_raizes(opcoes), agora=RelogioDoSistema().agora())
    if opcoes.json:
        saida.escrever_json(
            {
                "arquivo": str(opcoes.arquivo),
                "boa": conferencia.boa,
                "problemas": list(conferencia.problemas),
                "assinaturas": [
                    {
                        "signatario": v.signatario,
                        "assinado_em": v.assinado_em.isoformat() if v.assinado_em else None,
                        "hora_provada": v.carimbado,
                        "integro": v.integro,
                        "todo": v.todo,
                        "confiavel": v.confiavel,
                        "boa": v.bom,
                        "veredito": v.texto,
                    }
                    for v in conferencia.assinaturas
                ],
            }
        )
    else:
        for numero, veredito in enumerate(conferencia.assinaturas, start=1):
            saida.escrever(f"{numero}. {veredito.texto}")
        for problema in conferencia.problemas:
            saida.escrever(problema)
        saida.escrever("Tudo confere." if conferencia.boa else "Não confere por inteiro: veja acima.")
    return _FEITO if conferencia.boa else _RECUSADO


def _raizes(opcoes: argparse.Namespace) -> Raizes:
    from ..documentos.assinatura import Raizes
    from ..servicos import assinaturas_raizes

    if opcoes.raizes is not None:
        return assinaturas_raizes.ler_raizes(opcoes.raizes)
    if opcoes.banco is None and not caminho_do_banco(opcoes).exists():
        # A file may be judged on a machine that has no registry.
        return Raizes()
    with aberto(opcoes) as ctx:
        return assinaturas_raizes.raizes(ctx)


def certificados_token(opcoes: argparse.Namespace) -> int:
    """List the certificates of the tokens."""
    from ..servicos.assinaturas_chaves import certificados_do_token

    achados = certificados_do_token(opcoes.modulo)
    if opcoes.json:
        saida.escrever_json(
            [{"ficha": c.ficha, "rotulo": c.rotulo, "nome": c.certificado.nome, "emissor": c.certificado.emissor,
              "vence": c.certificado.fim.isoformat()} for c in achados]
        )  # fmt: skip
    else:
        linhas = [(c.ficha, c.rotulo, c.certificado.nome, formatar_data(c.certificado.fim.date())) for c in achados]
        saida.escrever(saida.tabela(("Token", "Certificado", "Nome", "Vence em"), linhas))
    return _FEITO
