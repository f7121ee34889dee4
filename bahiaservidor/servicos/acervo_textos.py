"""What an open archive says in words: the file that explains the others, the dictionary, the acts one by one."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from .. import caminhos
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..registro.acervo import TabelaGuardada
from ..registro.livro import CADASTRO, ler_linha
from ..registro.quarentena import EntradaIlegivel
from ..relogio import fuso_da_bahia
from . import dicionario as dicionarios
from .fichas import campos_em_palavras

_LARGURA: Final = 80
_UNIDADES: Final = {
    "inteiro": "número inteiro",
    "booleano": "sim ou nao",
    "bytes": "arquivo em documentos/",
    "data": "data, AAAA-MM-DD",
    "instante": "instante, ISO 8601 em UTC",
    "texto": "texto",
}
_ASSUNTOS: Final = {
    "servidor": "Cadastro de pessoa",
    "vinculo": "Matrícula do vínculo",
    "cargo": "Cadastro de cargo",
    "orgao": "Cadastro de órgão",
    "unidade": "Cadastro de unidade",
    "vaga": "Cadastro de vagas",
    "reserva_posto": "Reserva de posto",
    "lrf": "Números da LRF",
    "concurso": "Cadastro de concurso",
    "lista": "Cadastro de lista de concurso",
    "candidato": "Cadastro de candidato",
    "dia_sem_expediente": "Dia sem expediente",
    "parametro": "Valor da lei adotado",
    "opcao": "Leitura da lei adotada",
}


def unidade_da_coluna(tabela: TabelaGuardada, coluna: str) -> str:
    """Return the unit of a column, that of its type unless the dictionary says another."""
    verbete = _verbete(tabela.nome, coluna)
    if verbete.unidade:
        return verbete.unidade
    return _UNIDADES[tabela.especies[tabela.colunas.index(coluna)]]


def linhas_do_dicionario(tabelas: Sequence[TabelaGuardada]) -> Iterator[tuple[str, ...]]:
    """Yield table, column, meaning and unit: of each table first what it is, then its columns."""
    for tabela in tabelas:
        yield tabela.nome, "", _da_tabela(tabela.nome).significado, ""
        for coluna in tabela.colunas:
            yield tabela.nome, coluna, _verbete(tabela.nome, coluna).significado, unidade_da_coluna(tabela, coluna)


def _da_tabela(nome: str) -> dicionarios.Verbete:
    achado = dicionarios.dicionario().get(nome)
    return achado.tabela if achado is not None else dicionarios.Verbete(rotulo=nome)


def _verbete(tabela: str, coluna: str) -> dicionarios.Verbete:
    achado = dicionarios.dicionario().get(tabela)
    verbete = achado.colunas.get(coluna) if achado is not None else None
    return verbete or dicionarios.Verbete(rotulo=coluna)


def leia_me(
    *, orgao: str, instante: datetime, programa: str, tabelas: Sequence[TabelaGuardada], contagens: Mapping[str, int]
) -> str:
    """Return the text that explains every file and every column of an archive, for who has nothing else."""
    try:
        modelo = (caminhos.recursos() / dicionarios.PASTA / "leia-me.txt").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as erro:
        raise ErroDominio(
            "O texto que explica o acervo (acervo/leia-me.txt) não pôde ser lido. Nada foi gravado; instale o programa "
            "de novo."
        ) from erro
    das_tabelas = [
        _recuado(f"{t.nome} ({contagens[t.nome]} linhas): {_da_tabela(t.nome).significado}.") for t in tabelas
    ]
    das_colunas = []
    for tabela in tabelas:
        das_colunas.append(f"\n{tabela.nome}.csv")
        das_colunas += [
            _recuado(f"{c}: {_verbete(tabela.nome, c).significado} ({unidade_da_coluna(tabela, c)}).", "  ")
            for c in tabela.colunas
        ]
    valores = {
        "orgao": orgao or "um órgão ainda não informado",
        "gerado_em": f"{instante.astimezone(fuso_da_bahia()):%d/%m/%Y às %H:%M}",
        "programa": programa,
        "tabelas": "\n".join(das_tabelas),
        "colunas": "\n".join(das_colunas).lstrip("\n"),
    }
    texto = modelo
    for nome, valor in valores.items():
        texto = texto.replace(f"{{{nome}}}", valor)
    return texto.replace("\n", "\r\n")


def _recuado(texto: str, recuo: str = "") -> str:
    return textwrap.fill(
        texto, _LARGURA, initial_indent=recuo, subsequent_indent=f"{recuo}    ", break_long_words=False
    )


def especie_da_entrada(tipo: str, sujeito_tipo: str) -> str:
    """Return what kind of entry of the book it is, in words."""
    if tipo == CADASTRO:
        return _ASSUNTOS.get(sujeito_tipo, "Cadastro")
    definicao = POR_TIPO.get(tipo)
    return definicao.rotulo if definicao is not None else tipo


def ato_em_palavras(linha: Any, nomes: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    """Return an entry of the book, with its paper, as somebody reads it many years from now.

    ``conteudo`` is what was registered, field by field; ``diz``, the same in words.
    """
    try:
        entrada = ler_linha(linha)
    except EntradaIlegivel as erro:
        return _como_esta(linha, erro)
    dito: dict[str, Any] = {
        "entrada": entrada.id,
        "especie": especie_da_entrada(entrada.tipo, entrada.sujeito_tipo),
        "tipo": entrada.tipo,
        "assunto": f"{entrada.sujeito_tipo} {entrada.sujeito_id}, entrada {entrada.seq}",
        "pessoa": linha.pessoa,
        "servidor_id": entrada.servidor_id,
        "vinculo_id": entrada.vinculo_id,
        "data_legal": entrada.data_legal.isoformat() if entrada.data_legal is not None else None,
        "diz": dict(campos_em_palavras(entrada, nomes)),
        "conteudo": entrada.conteudo,
        "ressalva": json.loads(linha.ressalva) if linha.ressalva is not None else None,
        "papel": None,
        "registrado_em": entrada.registrado_em.isoformat(timespec="microseconds"),
        "registrado_por": entrada.registrado_por,
        "hash_anterior": linha.hash_anterior,
        "hash": entrada.hash,
    }
    if linha.papel_tipo is not None:
        dito["papel"] = {
            "especie": linha.papel_tipo,
            "numero": linha.papel_numero,
            "data": linha.papel_data.isoformat() if linha.papel_data is not None else None,
            "autoridade": linha.papel_autoridade,
            "diario_oficial": {
                "edicao": linha.papel_doe_edicao,
                "data": linha.papel_doe_data.isoformat() if linha.papel_doe_data is not None else None,
                "pagina": linha.papel_doe_pagina,
            },
        }
    return dito


def _como_esta(linha: Any, erro: EntradaIlegivel) -> dict[str, Any]:
    """Return an entry that cannot be read as it is stored: the rest of the archive does not wait for it."""
    return {
        "entrada": linha.id,
        "especie": "Entrada que não pode ser lida",
        "tipo": linha.tipo,
        "assunto": f"{linha.sujeito_tipo} {linha.sujeito_id}, entrada {linha.seq}",
        "pessoa": linha.pessoa,
        "servidor_id": linha.servidor_id,
        "vinculo_id": linha.vinculo_id,
        "data_legal": str(linha.data_legal) if linha.data_legal is not None else None,
        "diz": {"Por que não pode ser lida": erro.motivo},
        "conteudo": str(linha.conteudo),
        "ressalva": str(linha.ressalva) if linha.ressalva is not None else None,
        "papel": None,
        "registrado_em": str(linha.registrado_em),
        "registrado_por": linha.registrado_por,
        "hash_anterior": linha.hash_anterior,
        "hash": linha.hash,
    }
