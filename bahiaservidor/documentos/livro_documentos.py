"""The book of the papers issued in a year: opening, index, numbers without a paper, closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Subtitulo,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.estatuto.formatos.datas import formatar_data


@dataclass(frozen=True, slots=True, kw_only=True)
class NoIndice:
    """A paper of the index."""

    numero: int
    assunto: str
    emitido_em: dt.date
    emitido_por: str
    codigo: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosLivro:
    """The papers of a kind, órgão and year, in order of number, and why each missing number is missing."""

    orgao: OrgaoEmissor
    nome_do_orgao: str
    especie: str
    ano: int
    em: dt.date
    papeis: Sequence[NoIndice]
    lacunas: Sequence[tuple[str, str]]
    quantas_lacunas: int


def montar(dados: DadosLivro, modelo: ModeloTexto) -> Peca:
    """Return the book as a paper."""
    p = modelo.paragrafo
    ano = str(dados.ano)
    situacao = p("encerrado") if dados.em.year > dados.ano else p("situacao", em=formatar_data(dados.em), ano=ano)
    abertura: list[Parte] = [
        Subtitulo(texto="Termo de abertura"),
        Texto(texto=p("abertura", especie=dados.especie.lower(), ano=ano, orgao=dados.nome_do_orgao)),
        Texto(texto=situacao),
    ]
    linhas = [
        (f"{x.numero}/{ano}", x.assunto, formatar_data(x.emitido_em), x.emitido_por, x.codigo[:8] or "–", x.hash[:12])
        for x in dados.papeis
    ]
    indice = Tabela(
        titulo="Índice",
        colunas=("Número", "De que trata", "Emitido em", "Por", "Código", "Resumo"),
        linhas=linhas,
        pesos=(0.9, 3.2, 1, 1.3, 0.9, 1.2),
        vazia="Nenhum documento desta espécie foi emitido no ano.",
    )
    grupos: list[Sequence[Parte]] = [abertura, [indice]]
    if dados.lacunas:
        grupos.append([Texto(texto=p("lacunas"))])
        grupos.append([Tabela(colunas=("Número", "Por quê"), linhas=dados.lacunas, pesos=(1, 6))])
    grupos.append(
        [
            Subtitulo(texto="Termo de encerramento"),
            Texto(texto=_encerramento(dados, modelo)),
            LocalData(data=dados.em),
            Assinam(itens=modelo.assinar(Assinatura(None, "Responsável pelo livro"))),
        ]
    )
    memorias = [
        DataImpressa(data=x.emitido_em, rotulo=f"emissão do nº {x.numero}/{ano}", origem="documentos emitidos")
        for x in dados.papeis
    ]
    memorias.append(DataImpressa(data=dados.em, rotulo="dia do índice", origem="dia da emissão"))
    memorias.append(DataImpressa(data=dt.date(dados.ano, 12, 31), rotulo="fim do ano do livro", origem="ano do livro"))
    return Peca(
        chave="indice_livro",
        titulo=modelo.titulo,
        assunto=f"{dados.especie}, {ano}",
        orgao=dados.orgao,
        identificacao=IdentificacaoDocumento(versao_modelo=modelo.versao, situacao_em=dados.em),
        nome_corrente=f"{dados.especie}, {ano}",
        grupos=grupos,
        memorias=tuple(memorias),
    )


def _encerramento(dados: DadosLivro, modelo: ModeloTexto) -> str:
    if not dados.papeis:
        return modelo.paragrafo("encerramento_vazio")
    resumo = sha256("".join(x.hash for x in dados.papeis).encode("ascii")).hexdigest()
    quantos, faltam = len(dados.papeis), dados.quantas_lacunas
    return modelo.paragrafo(
        "encerramento",
        quantos="1 documento" if quantos == 1 else f"{quantos} documentos",
        primeiro=str(dados.papeis[0].numero),
        ultimo=str(dados.papeis[-1].numero),
        lacunas="1 número" if faltam == 1 else f"{faltam or 'nenhum'} números" if faltam else "nenhum número",
        resumo=resumo,
    )
