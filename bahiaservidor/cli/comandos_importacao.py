"""Commands about spreadsheets coming in: importar, importacoes, desfazer-importacao, modelo-planilha."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..arquivos import conferir_destino, gravar_arquivo
from ..estatuto.formatos.nomes import chave_busca
from ..relogio import RelogioDoSistema
from . import saida
from .analisador import ErroDeUso, data_, inteiro
from .registro import ErroDeEntrada, aberto, caminho_do_banco

if TYPE_CHECKING:
    from ..servicos.tipos.importacao import ArquivoLido, ConferenciaImportacao, ImportacaoFeita

_FEITO, _RECUSADO = 0, 1
_ESPECIES: Final = "servidores, assentamentos, atos, afastamentos, cargos, vagas, concursos ou calendario"
_MOSTRADAS: Final = 20


def declarar(comandos: Any) -> None:
    """Add the commands of this module to the parser."""
    _declarar_importar(comandos)
    comando = comandos.add_parser(
        "importacoes", help="lista as importações de planilhas",
        description="Lista as importações de planilhas, da última à primeira, com as que foram desfeitas.",
    )  # fmt: skip
    comando.opcoes.add_argument("--json", action="store_true", help="escreve a lista em JSON")
    comando.set_defaults(executar=importacoes)
    comando = comandos.add_parser(
        "desfazer-importacao",
        help="desfaz uma importação inteira",
        description="Desfaz uma importação de uma vez: os atos por estorno, os cadastros retirados ou devolvidos ao "
        "que diziam. O livro guarda tudo. É recusado se algo posterior depende do que entrou.",
    )
    comando.argumentos.add_argument("importacao", metavar="ID", type=inteiro(1, 2**53), help="o número da importação")
    comando.opcoes.add_argument("--motivo", metavar="TEXTO", required=True, help="por que se desfaz")
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.set_defaults(executar=desfazer)
    comando = comandos.add_parser(
        "modelo-planilha",
        help="grava uma planilha vazia para preencher e importar",
        description="Grava uma planilha vazia (XLSX) com os títulos que a importação conhece, instruções e exemplos.",
    )
    comando.argumentos.add_argument("especie", metavar="ESPÉCIE", help=_ESPECIES)
    comando.argumentos.add_argument("saida", metavar="SAÍDA.xlsx", type=Path, help="o arquivo a gravar")
    comando.set_defaults(executar=modelo)


def _declarar_importar(comandos: Any) -> None:
    comando = comandos.add_parser(
        "importar",
        help="confere uma planilha e, com --registrar, importa as linhas aceitas",
        description="Confere uma planilha XLSX, ODS ou CSV: diz quantas linhas entram e por que as outras não entram. "
        "Nada é gravado sem --registrar; com ele, as linhas que entram são gravadas, todas ou nenhuma.",
        epilog="Situação de saída: 0 feito; 1 há linhas que não entram (só na conferência), ou a importação foi "
        "recusada; 2 uso incorreto, ou planilha que não pôde ser lida.",
    )
    comando.argumentos.add_argument("especie", metavar="ESPÉCIE", help=_ESPECIES)
    comando.argumentos.add_argument("arquivo", metavar="ARQUIVO", type=Path, help="a planilha: XLSX, ODS ou CSV")
    comando.opcoes.add_argument("--folha", metavar="NOME", default=None, help="a folha (padrão: a primeira)")
    comando.opcoes.add_argument("--codificacao", metavar="NOME", default=None, help="a codificação do CSV")
    comando.opcoes.add_argument("--separador", metavar="SINAL", default=None, help="o separador do CSV")
    comando.opcoes.add_argument(
        "--cabecalho", metavar="LINHA", type=inteiro(1, 1_048_576), default=None, help="a linha dos títulos"
    )
    comando.opcoes.add_argument(
        "--mapa", metavar="CAMPO=COLUNA", action="append", default=[],
        help="a coluna de um campo, pelo título ou pelo número; completa as reconhecidas (repita a opção)",
    )  # fmt: skip
    comando.opcoes.add_argument(
        "--fixo", metavar="CAMPO=VALOR", action="append", default=[], help="o mesmo valor em todas as linhas"
    )
    comando.opcoes.add_argument(
        "--escolha", metavar="LINHA=O QUÊ", action="append", default=[],
        help="o que fazer de uma linha duvidosa: pular, nova, servidor:ID ou linha:N",
    )  # fmt: skip
    comando.opcoes.add_argument("--fonte", metavar="FONTE", default="", help="de onde vêm os assentamentos: sirh, "
                                "rh_bahia ou papel")  # fmt: skip
    comando.opcoes.add_argument("--data", metavar="DATA", type=data_, default=None, help="a data dos assentamentos")
    comando.opcoes.add_argument(
        "--recusadas",
        metavar="SAÍDA.xlsx",
        type=Path,
        default=None,
        help="grava as linhas que não entram, com a razão",
    )
    comando.opcoes.add_argument("--registrar", action="store_true", help="grava no registro as linhas que entram")
    comando.opcoes.add_argument("--em", metavar="DATA", type=data_, default=None, help="nesse dia (padrão: hoje)")
    comando.opcoes.add_argument("--json", action="store_true", help="escreve o resultado em JSON")
    comando.set_defaults(executar=importar)


def importar(opcoes: argparse.Namespace) -> int:
    """Examine a spreadsheet and, when asked, enter the rows that can enter."""
    from ..intercambio.planilha import ErroDePlanilha
    from ..servicos import importacao as servico
    from ..servicos.tipos.importacao import PedidoImportacao

    hoje = opcoes.em or RelogioDoSistema().hoje()
    registro = caminho_do_banco(opcoes)
    if opcoes.recusadas is not None:
        conferir_destino(opcoes.recusadas, registro=registro)
    onde = {
        "folha": opcoes.folha, "codificacao": opcoes.codificacao, "separador": opcoes.separador,
        "linha_do_cabecalho": opcoes.cabecalho,
    }  # fmt: skip
    feita: ImportacaoFeita | None = None
    with aberto(opcoes) as ctx:
        try:
            lido = servico.abrir(ctx, opcoes.arquivo, **onde)
        except ErroDePlanilha as erro:
            raise ErroDeEntrada(erro.mensagem) from erro
        mapa = {**servico.propor_mapa(ctx, opcoes.especie, lido.cabecalho), **_mapa(opcoes.mapa, lido)}
        pedido = PedidoImportacao(
            especie=opcoes.especie, caminho=opcoes.arquivo, **onde, sha256=lido.sha256, mapa=mapa,
            fixos=_pares(opcoes.fixo, "--fixo"), fonte=opcoes.fonte, data=opcoes.data,
            escolhas=_escolhas(opcoes.escolha),
        )  # fmt: skip
        conferida = servico.conferir(ctx, pedido, hoje, progresso=saida.Progresso("Conferência", demorado=True))
        if opcoes.recusadas is not None:
            formato = "csv" if opcoes.recusadas.suffix.lower() == ".csv" else "xlsx"
            fora = servico.linhas_recusadas(pedido, conferida, formato=formato)
            if fora is not None:
                gravar_arquivo(opcoes.recusadas, fora, registro=registro)
        if opcoes.registrar:
            feita = servico.importar(ctx, pedido, hoje, progresso=saida.Progresso("Importação", demorado=True))
    if opcoes.json:
        saida.escrever_json(_em_json(lido, mapa, conferida, feita))
    else:
        _mostrar(lido, mapa, conferida, feita)
    return _FEITO if feita is not None or not (conferida.recusadas or conferida.duvidas) else _RECUSADO


def _pares(textos: Sequence[str], opcao: str) -> dict[str, str]:
    pares = {}
    for texto in textos:
        chave, igual, valor = texto.partition("=")
        if not igual or not chave.strip():
            raise ErroDeUso(f"Em {opcao}, escreva os dois lados, como em campo=valor.", "bahiaservidor importar")
        pares[chave.strip()] = valor.strip()
    return pares


def _mapa(textos: Sequence[str], lido: ArquivoLido) -> dict[str, int]:
    titulos = {chave_busca(titulo): coluna for coluna, titulo in enumerate(lido.cabecalho)}
    mapa = {}
    for campo, coluna in _pares(textos, "--mapa").items():
        achada = titulos.get(chave_busca(coluna))
        if achada is None and coluna.isdigit() and 1 <= int(coluna) <= len(lido.cabecalho):
            achada = int(coluna) - 1
        if achada is None:
            raise ErroDeUso(f"A planilha não tem a coluna “{coluna}”.", "bahiaservidor importar")
        mapa[campo] = achada
    return mapa


def _escolhas(textos: Sequence[str]) -> dict[int, str]:
    escolhas = {}
    for linha, escolha in _pares(textos, "--escolha").items():
        tipo, _, numero = escolha.partition(":")
        certa = escolha in ("pular", "nova") or (tipo in ("servidor", "linha") and numero.isdigit())
        if not linha.isdigit() or not certa:
            raise ErroDeUso(
                f"“{linha}={escolha}” não serve para --escolha: use LINHA=pular, nova, servidor:ID ou linha:N.",
                "bahiaservidor importar",
            )
        escolhas[int(linha)] = escolha
    return escolhas


def _mostrar(
    lido: ArquivoLido, mapa: Mapping[str, int], conferida: ConferenciaImportacao, feita: ImportacaoFeita | None
) -> None:
    for aviso in dict.fromkeys((*lido.avisos, *conferida.avisos)):
        saida.avisar(aviso)
    colunas = ", ".join(f"{chave} = {lido.cabecalho[coluna]}" for chave, coluna in mapa.items())
    saida.escrever(f"Colunas: {colunas}.")
    saida.escrever(
        f"Linhas que entram: {conferida.entram}; que alteram: {conferida.alteram}; sem mudança: "
        f"{conferida.sem_mudanca}; recusadas: {conferida.recusadas}; com dúvida: {conferida.duvidas}; "
        f"puladas: {conferida.puladas}."
    )
    for motivo, quantas in conferida.motivos[:_MOSTRADAS]:
        saida.escrever(f"  {quantas} × {motivo}")
    fora = [linha for linha in conferida.linhas if linha.resultado in ("recusada", "duvida")]
    for linha in fora[:_MOSTRADAS]:
        porques = " ".join(f"{falta.coluna}: {falta.motivo}".removeprefix(": ") for falta in linha.faltas)
        saida.escrever(f"Linha {linha.numero}: {porques}")
    if len(fora) > _MOSTRADAS:
        saida.escrever(f"E mais {len(fora) - _MOSTRADAS} linhas; grave todas com --recusadas.")
    if feita is None:
        saida.escrever("Nada foi gravado: é a conferência. Para importar, repita com --registrar.")
    else:
        saida.escrever(f"Importação nº {feita.id}: linhas gravadas, {feita.entraram}; de fora, {feita.recusadas}.")


def _em_json(
    lido: ArquivoLido, mapa: Mapping[str, int], conferida: ConferenciaImportacao, feita: ImportacaoFeita | None
) -> dict[str, Any]:
    return {
        "arquivo": lido.nome,
        "formato": lido.formato,
        "sha256": lido.sha256,
        "colunas": {chave: lido.cabecalho[coluna] for chave, coluna in mapa.items()},
        "entram": conferida.entram,
        "alteram": conferida.alteram,
        "sem_mudanca": conferida.sem_mudanca,
        "recusadas": conferida.recusadas,
        "duvidas": conferida.duvidas,
        "puladas": conferida.puladas,
        "avisos": list(dict.fromkeys((*lido.avisos, *conferida.avisos))),
        "linhas": [
            {
                "linha": linha.numero,
                "resultado": linha.resultado,
                "resumo": linha.resumo,
                "faltas": [
                    {"coluna": f.coluna, "valor": f.valor, "motivo": f.motivo, "dispositivo": f.dispositivo}
                    for f in linha.faltas
                ],
                "avisos": list(linha.avisos),
                "parecidos": [{"escolha": p.escolha, "nome": p.nome, "cpf": p.cpf} for p in linha.parecidos],
            }
            for linha in conferida.linhas
        ],
        "importacao": None if feita is None else feita.id,
    }


def importacoes(opcoes: argparse.Namespace) -> int:
    """List the imports."""
    from ..servicos import importacao as servico

    with aberto(opcoes) as ctx:
        feitas = servico.importacoes(ctx)
    if opcoes.json:
        saida.escrever_json(
            [
                {
                    "id": f.id, "especie": f.especie, "arquivo": f.arquivo, "linhas": f.linhas,
                    "entraram": f.entraram, "recusadas": f.recusadas, "em": f.instante.isoformat(),
                    "por": f.usuario, "desfeita_em": f.desfeita_em.isoformat() if f.desfeita_em else None,
                    "motivo": f.motivo,
                }
                for f in feitas
            ]
        )  # fmt: skip
        return _FEITO
    titulos = ("nº", "espécie", "arquivo", "entraram", "de fora", "em", "por", "desfeita em")
    linhas = [
        (
            str(f.id), f.rotulo, f.arquivo, str(f.entraram), str(f.recusadas), f"{f.instante:%d/%m/%Y}", f.usuario,
            f"{f.desfeita_em:%d/%m/%Y}" if f.desfeita_em else "",
        )
        for f in feitas
    ]  # fmt: skip
    saida.escrever(saida.tabela(titulos, linhas) if linhas else "Nenhuma planilha foi importada neste registro.")
    return _FEITO


def desfazer(opcoes: argparse.Namespace) -> int:
    """Take an import back."""
    from ..servicos import importacao as servico

    hoje = opcoes.em or RelogioDoSistema().hoje()
    with aberto(opcoes) as ctx:
        feita = servico.desfazer(
            ctx, opcoes.importacao, opcoes.motivo, hoje, progresso=saida.Progresso("Desfazendo", demorado=True)
        )
    saida.escrever(f"Importação nº {feita.id} desfeita: o registro voltou ao que era, e o Histórico guarda tudo.")
    return _FEITO


def modelo(opcoes: argparse.Namespace) -> int:
    """Write the empty model of a kind."""
    from ..servicos.importacao_modelo import modelo_planilha

    if opcoes.saida.suffix.casefold() != ".xlsx":
        raise ErroDeEntrada(
            f"O modelo é uma planilha XLSX, e “{opcoes.saida.name}” não termina em .xlsx. Nada foi gravado."
        )
    conferir_destino(opcoes.saida)
    gravar_arquivo(opcoes.saida, modelo_planilha(opcoes.especie))
    saida.escrever(f"Modelo gravado em {opcoes.saida}.")
    return _FEITO
