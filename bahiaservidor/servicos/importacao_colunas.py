"""A spreadsheet as it was found, and which of its columns gives each field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, process

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..registro.conexao import Conexao
from ..registro.consultas import importacao as consultas
from .contexto import Contexto
from .importacao_especies import especie_de
from .importacao_linha import como_texto
from .permissoes import Permissao, exige
from .tipos.importacao import ArquivoLido, PedidoImportacao

Cancelado = Callable[[], bool]

_AMOSTRA: Final = 20
_PERTO: Final = 86
"""How alike (of 100) a header must be to the name of a field to be proposed for it."""


@exige(Permissao.IMPORTAR)
def abrir(
    ctx: Contexto,
    caminho: Path,
    folha: str | None = None,
    codificacao: str | None = None,
    separador: str | None = None,
    linha_do_cabecalho: int | None = None,
) -> ArquivoLido:
    """Return what a file has: its sheets, headers and first rows, and when the same bytes already came in."""
    arquivo, tabela = ler(caminho, folha, codificacao, separador, linha_do_cabecalho)
    with ctx.banco.leitura() as conexao:
        antes = consultas.ultima_do_arquivo(conexao, arquivo.sha256)
    return ArquivoLido(
        caminho=arquivo.caminho,
        nome=arquivo.nome,
        formato=arquivo.formato,
        tamanho=arquivo.tamanho,
        sha256=arquivo.sha256,
        folhas=tuple(arquivo.folhas),
        folha=folha or arquivo.folhas[0] or None,
        codificacao=codificacao or arquivo.codificacao,
        separador=separador or arquivo.separador,
        linha_do_cabecalho=tabela.linha_do_cabecalho,
        cabecalho=tuple(tabela.cabecalho),
        amostra=tuple(tuple(map(como_texto, linha.valores)) for linha in tabela.linhas[:_AMOSTRA]),
        linhas=len(tabela.linhas),
        avisos=(*arquivo.avisos, *tabela.avisos),
        ja_importado_em=antes,
    )


def ler(
    caminho: Path,
    folha: str | None,
    codificacao: str | None,
    separador: str | None,
    linha_do_cabecalho: int | None,
    cancelado: Cancelado | None = None,
) -> tuple[Any, Any]:
    # Imported with the first file: the list of imports needs no reader.
    from ..intercambio import planilha

    arquivo = planilha.abrir(caminho)
    tabela = planilha.ler(
        arquivo, folha, codificacao=codificacao, separador=separador, linha_do_cabecalho=linha_do_cabecalho,
        cancelado=cancelado,
    )  # fmt: skip
    return arquivo, tabela


def _chave_do_cabecalho(cabecalho: Sequence[str]) -> str:
    return json.dumps([chave_busca(titulo) for titulo in cabecalho])


def mapa_lembrado(ctx: Contexto, especie: str, cabecalho: Sequence[str]) -> Mapping[str, int] | None:
    """Return which column gave each field when these headers last came in, None for headers never seen."""
    chaves = {campo.chave for campo in especie_de(especie).campos}
    with ctx.banco.leitura() as conexao:
        lembrado = consultas.mapa_lembrado(conexao, especie, _chave_do_cabecalho(cabecalho))
    if lembrado is None:
        return None
    mapa = {chave: int(coluna) for chave, coluna in json.loads(lembrado).items()}
    return {chave: coluna for chave, coluna in mapa.items() if chave in chaves and coluna < len(cabecalho)}


def propor_mapa(ctx: Contexto, especie: str, cabecalho: Sequence[str]) -> Mapping[str, int]:
    """Return which column probably gives each field: as last confirmed for these headers, else by their names.

    A column is proposed for one field; one that nothing resembles, for none.
    """
    campos = especie_de(especie).campos
    lembrado = mapa_lembrado(ctx, especie, cabecalho)
    if lembrado is not None:
        return lembrado
    titulos = {coluna: chave_busca(titulo) for coluna, titulo in enumerate(cabecalho) if chave_busca(titulo)}
    proposto: dict[str, int] = {}
    nomes = {
        campo.chave: [chave_busca(nome) for nome in (campo.rotulo, campo.chave.replace("_", " "), *campo.sinonimos)]
        for campo in campos
    }
    for chave, dela in nomes.items():
        for nome in dela:
            coluna = next((c for c, titulo in titulos.items() if titulo == nome), None)
            if coluna is not None:
                proposto[chave] = coluna
                del titulos[coluna]
                break
    for chave, dela in nomes.items():
        if chave in proposto or not titulos:
            continue
        perto = max((process.extractOne(nome, titulos, scorer=fuzz.ratio) for nome in dela), key=lambda p: p[1])
        if perto[1] >= _PERTO:
            proposto[chave] = perto[2]
            del titulos[perto[2]]
    return proposto


@exige(Permissao.IMPORTAR)
def lembrar_mapa(ctx: Contexto, especie: str, cabecalho: Sequence[str], mapa: Mapping[str, int]) -> None:
    """Keep which column gives each field, for the next file of this kind with the same headers."""
    with ctx.banco.escrita() as conexao:
        lembrar_em(ctx, conexao, especie, cabecalho, mapa)


def lembrar_em(
    ctx: Contexto, conexao: Conexao, especie: str, cabecalho: Sequence[str], mapa: Mapping[str, int]
) -> None:
    consultas.lembrar_mapa(
        conexao, especie, _chave_do_cabecalho(cabecalho), json.dumps(dict(mapa), sort_keys=True),
        instante=ctx.relogio.agora(), usuario=ctx.usuario,
    )  # fmt: skip


def do_pedido(pedido: PedidoImportacao, cancelado: Cancelado | None) -> tuple[Any, Any]:
    """Return the file and the table that a request is about.  ErroDominio when the file changed since."""
    arquivo, tabela = ler(
        pedido.caminho, pedido.folha, pedido.codificacao, pedido.separador, pedido.linha_do_cabecalho, cancelado
    )
    if pedido.sha256 and arquivo.sha256 != pedido.sha256:
        raise ErroDominio(
            f"O arquivo “{arquivo.nome}” mudou desde que foi conferido. Nada foi gravado; confira-o de novo."
        )
    return arquivo, tabela
