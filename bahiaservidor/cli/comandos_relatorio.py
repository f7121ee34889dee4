"""The command of the quarterly report: drawn, issued once, written where asked, and how to schedule it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..arquivos import ErroDeArquivo, conferir_destino, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..relogio import RelogioDoSistema
from . import saida
from .analisador import ErroDeUso, data_, inteiro
from .registro import aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

_FEITO = 0
_PROGRAMA: Final = "bahiaservidor relatorio-trimestral"
_FORMATOS: Final = ("pdf", "xlsx", "csv")

_AGENDAR = """\
Para emitir cada trimestre uma só vez, agende o comando todos os dias: no primeiro dia em que o computador estiver ligado
depois do fim do trimestre o relatório é numerado, guardado no registro e gravado na pasta; nos outros dias nada se
repete. A situação é a do último dia do trimestre.

  Linux e macOS (crontab -e):
    15 7 * * *  bahiaservidor relatorio-trimestral --trimestre-anterior --emitir --pasta /srv/relatorios --banco /srv/registro.sqlite3

  Windows (Prompt de Comando):
    schtasks /Create /SC DAILY /ST 07:15 /TN "Relatório de prazos" /TR "bahiaservidor relatorio-trimestral --trimestre-anterior --emitir --pasta C:\\Relatorios --banco C:\\RH\\registro.sqlite3"

Situação de saída: 0 emitido agora ou já emitido antes; 1 recusado; 2 uso incorreto ou arquivo que não pôde ser usado."""  # noqa: E501


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pedido:
    """Which report was asked for."""

    ano: int
    trimestre: int
    orgao_id: int | None
    orgao: str
    em: date


def declarar(comandos: Any) -> None:
    """Add the command to the parser."""
    comando = comandos.add_parser(
        "relatorio-trimestral",
        help="grava ou emite o relatório dos prazos de um trimestre em PDF, XLSX e CSV",
        description="Concilia os prazos de um trimestre (pendentes no início, o que entrou, o que saiu, pendentes no "
        "fim) e grava o relatório; com --emitir, numera e guarda no registro.",
        epilogo=lambda: _AGENDAR,
    )
    opcao = comando.opcoes.add_argument
    opcao("--ano", metavar="ANO", type=inteiro(1900, 2199), default=None, help="o ano")
    opcao("--trimestre", metavar="1-4", type=inteiro(1, 4), default=None, help="o trimestre")
    opcao("--trimestre-anterior", action="store_true", help="o último trimestre já terminado, no lugar dos dois acima")
    opcao("--orgao", metavar="ÓRGÃO", default=None, help="só esse órgão, por sigla, nome ou id")
    opcao(
        "--em", metavar="DATA", type=data_, default=None,
        help="situação nesse dia (padrão: o último do trimestre, ou hoje se ele não terminou)",
    )  # fmt: skip
    opcao("--saida", metavar="ARQUIVO", type=Path, default=None, help="o arquivo a gravar (substitui o que houver)")
    opcao(
        "--formato", metavar="FORMATO", choices=_FORMATOS, default=None,
        help="pdf, xlsx ou csv (padrão: o da extensão de --saida, senão pdf; com --pasta, os três)",
    )  # fmt: skip
    opcao("--pasta", metavar="PASTA", type=Path, default=None, help="grava nessa pasta, com nomes que se explicam")
    opcao("--emitir", action="store_true", help="numera e guarda no registro; o já emitido não se repete")
    opcao("--agendar-ajuda", action="store_true", help="mostra como agendar a emissão e termina")
    opcao("--json", action="store_true", help="escreve em JSON o que foi gravado")
    comando.set_defaults(executar=relatorio_trimestral)


def relatorio_trimestral(opcoes: argparse.Namespace) -> int:
    """Write the quarter's report as a draft or, with ``--emitir``, issued: numbered, kept, and never twice."""
    if opcoes.agendar_ajuda:
        saida.escrever(_AGENDAR)
        return _FEITO
    _conferir(opcoes)
    with aberto(opcoes) as ctx:
        pedido = _pedido(ctx, opcoes, RelogioDoSistema().hoje())
        if opcoes.emitir:
            return _emitir(ctx, opcoes, pedido)
        return _rascunhar(ctx, opcoes, pedido)


def _conferir(opcoes: argparse.Namespace) -> None:
    """Refuse what cannot be understood, before the registry is opened."""
    tem_trimestre = opcoes.ano is not None and opcoes.trimestre is not None
    if opcoes.trimestre_anterior and (opcoes.ano is not None or opcoes.trimestre is not None):
        raise ErroDeUso("Use --trimestre-anterior ou --ano e --trimestre, e não os dois.", _PROGRAMA)
    if not opcoes.trimestre_anterior and not tem_trimestre:
        raise ErroDeUso("Falta informar --ano e --trimestre, ou --trimestre-anterior.", _PROGRAMA)
    if opcoes.saida is not None and opcoes.pasta is not None:
        raise ErroDeUso("Use --saida ou --pasta, e não os dois.", _PROGRAMA)
    if opcoes.saida is None and opcoes.pasta is None and not opcoes.emitir:
        raise ErroDeUso("Falta dizer onde gravar: --saida ARQUIVO ou --pasta PASTA.", _PROGRAMA)
    if opcoes.saida is not None:
        conferir_destino(opcoes.saida, registro=caminho_do_banco(opcoes))
    if opcoes.pasta is not None and not opcoes.pasta.is_dir():
        raise ErroDeArquivo(f"A pasta “{opcoes.pasta}” não existe. Nada foi gravado nem emitido; crie-a antes.")


def _pedido(ctx: Contexto, opcoes: argparse.Namespace, hoje: date) -> _Pedido:
    from ..servicos import papeis_relatorio

    ano, trimestre = opcoes.ano, opcoes.trimestre
    if opcoes.trimestre_anterior:
        ano, trimestre = papeis_relatorio.ultimo_terminado(hoje)
    orgao_id, orgao = (None, "") if opcoes.orgao is None else achar_orgao(ctx, opcoes.orgao)
    return _Pedido(
        ano=ano,
        trimestre=trimestre,
        orgao_id=orgao_id,
        orgao=orgao,
        em=opcoes.em or papeis_relatorio.situacao_padrao(ano, trimestre, hoje),
    )


def _formatos(opcoes: argparse.Namespace) -> tuple[str, ...]:
    if opcoes.formato is not None:
        return (opcoes.formato,)
    if opcoes.pasta is not None:
        return _FORMATOS
    extensao = opcoes.saida.suffix.lower().lstrip(".") if opcoes.saida is not None else ""
    return (extensao if extensao in _FORMATOS else "pdf",)


def _destinos(opcoes: argparse.Namespace, nome: str) -> Iterator[tuple[str, Path]]:
    from ..servicos import papeis_relatorio

    for formato in _formatos(opcoes):
        if opcoes.pasta is not None:
            yield formato, opcoes.pasta / papeis_relatorio.com_extensao(nome, formato)
        elif opcoes.saida is not None:
            yield formato, opcoes.saida


def _rascunhar(ctx: Contexto, opcoes: argparse.Namespace, pedido: _Pedido) -> int:
    from ..servicos import papeis_relatorio

    apurado = papeis_relatorio.relatorio_apurado(
        ctx, ano=pedido.ano, trimestre=pedido.trimestre, orgao_id=pedido.orgao_id, em=pedido.em,
        progresso=saida.Progresso("Relatório, por cento"),
    )  # fmt: skip
    papel = apurado.papel
    nome = papel.nome_arquivo.removesuffix(".pdf") + "-rascunho.pdf"
    gravados = [
        _gravar(opcoes, formato, destino, papeis_relatorio.rascunho(papel, apurado.dados, formato))
        for formato, destino in _destinos(opcoes, nome)
    ]
    return _dizer(opcoes, papel.titulo, gravados, "gravado em")


def _emitir(ctx: Contexto, opcoes: argparse.Namespace, pedido: _Pedido) -> int:
    from ..servicos import papeis, papeis_relatorio

    emitido, agora = papeis_relatorio.emitir_uma_vez(
        ctx, ano=pedido.ano, trimestre=pedido.trimestre, orgao_id=pedido.orgao_id, em=pedido.em,
        progresso=saida.Progresso("Relatório, por cento"),
    )  # fmt: skip
    guardados = papeis_relatorio.formatos_de(ctx, emitido)
    nome = papeis_relatorio.nome_do_trimestre(pedido.ano, pedido.trimestre, pedido.orgao)
    gravados = []
    for formato, destino in _destinos(opcoes, nome):
        if formato not in guardados:
            raise ErroDominio(
                f"O relatório nº {emitido.numero} foi emitido sem o formato {formato.upper()}. Nada mais foi gravado; "
                "escolha outro formato."
            )
        conteudo = papeis.bytes_de(ctx, documento_id=guardados[formato].id)
        gravados.append(_gravar(opcoes, formato, destino, conteudo, se_mudou=True))
    dito = "emitido e guardado" if agora else f"já emitido em {formatar_data(emitido.emitido_em.date())}"
    return _dizer(opcoes, emitido.titulo, gravados, f"{dito}; gravado em", numero=emitido.numero, agora=agora)


def _gravar(
    opcoes: argparse.Namespace, formato: str, destino: Path, conteudo: bytes, *, se_mudou: bool = False
) -> dict[str, Any]:
    igual = se_mudou and destino.is_file() and destino.read_bytes() == conteudo
    if not igual:
        gravar_arquivo(destino, conteudo, registro=caminho_do_banco(opcoes))
    return {"arquivo": str(destino), "formato": formato, "bytes": len(conteudo), "gravado_agora": not igual}


def _dizer(
    opcoes: argparse.Namespace, titulo: str, gravados: list[dict[str, Any]], verbo: str, *, numero: str = "",
    agora: bool = False,
) -> int:  # fmt: skip
    if opcoes.json:
        dados: dict[str, Any] = {"titulo": titulo, "arquivos": gravados}
        if len(gravados) == 1:
            dados |= {"arquivo": gravados[0]["arquivo"], "bytes": gravados[0]["bytes"]}
        if numero:
            dados |= {"numero": numero, "emitido_agora": agora}
        saida.escrever_json(dados)
    else:
        onde = ", ".join(gravado["arquivo"] for gravado in gravados)
        saida.escrever(f"{titulo}: {verbo} {onde}." if onde else f"{titulo}: {verbo.partition(';')[0]}.")
    return _FEITO


def achar_orgao(ctx: Contexto, texto: str) -> tuple[int, str]:
    """Return the number and the name of an órgão by its name, acronym or number.  ErroDominio when there is none."""
    from ..servicos import cadastros

    procurado = texto.strip()
    orgaos = cadastros.orgaos(ctx)
    for orgao in orgaos:
        nomes = {chave_busca(nome) for nome in (orgao.sigla, orgao.nome) if nome}
        if orgao.id is not None and (str(orgao.id) == procurado or chave_busca(procurado) in nomes):
            return orgao.id, orgao.nome
    conhecidos = ", ".join(orgao.sigla or orgao.nome for orgao in orgaos) or "nenhum"
    raise ErroDominio(f"O órgão “{texto}” não está cadastrado. Nada foi gravado; os cadastrados são: {conhecidos}.")
