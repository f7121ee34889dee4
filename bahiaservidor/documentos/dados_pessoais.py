"""What is handed to a person of that person's data, as a paper to be read: why, from where, and every table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bahiaservidor.documentos.ato_palavras import com_de
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import Campo, Campos, Parte, Peca, Subtitulo, Tabela, Texto
from bahiaservidor.documentos.textos import ModeloTexto, limpar
from bahiaservidor.estatuto.formatos.datas import formatar_data

CHAVE: Final = "dados_pessoais"
EXPLICACOES: Final = ("abertura", "finalidade", "origem", "criterio", "guarda", "partilha", "direitos", "saude",
                      "terceiros")  # fmt: skip
"""The texts that come before the data, in order."""

_POR_LINHA: Final = 3
_MAIOR_CELULA: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelaDosDados:
    """A table to be printed; one without widths is a list of labelled values."""

    titulo: str
    explicacao: str
    colunas: Sequence[str]
    pesos: Sequence[float]
    linhas: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosEntregues:
    """What the paper says."""

    nome: str
    orgao: OrgaoEmissor
    nome_do_orgao: str
    em: dt.date
    omitido: str
    tabelas: Sequence[TabelaDosDados]
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


def explicacoes(dados: DadosEntregues, modelo: ModeloTexto) -> list[str]:
    """Return why the data are treated, from where, for how long, and what was left out, in paragraph markup."""
    valores = {
        "nome": dados.nome, "em": formatar_data(dados.em), "orgao": dados.nome_do_orgao,
        "do_orgao": com_de(dados.nome_do_orgao), "omitido": dados.omitido,
    }  # fmt: skip
    return [str(modelo.paragrafo(chave, **valores)) for chave in EXPLICACOES]


def peca(dados: DadosEntregues, modelo: ModeloTexto) -> Peca:
    """Return the paper."""
    vazia = str(modelo.paragrafo("nada_consta"))
    grupos: list[Sequence[Parte]] = [[Texto(texto=texto)] for texto in explicacoes(dados, modelo)]
    for tabela in dados.tabelas:
        if not tabela.pesos:
            grupos += _fichas(tabela)
            continue
        grupos.append(
            [
                Tabela(
                    titulo=tabela.titulo,
                    colunas=tabela.colunas,
                    pesos=tabela.pesos,
                    linhas=[[_celula(celula) for celula in linha] for linha in tabela.linhas],
                    vazia=vazia,
                )
            ]
        )
    return Peca(
        chave=CHAVE,
        titulo=modelo.titulo,
        assunto=dados.nome,
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=dados.nome,
        numerada=False,
    )


def _fichas(tabela: TabelaDosDados) -> list[Sequence[Parte]]:
    """Return each row as labelled values, those that say nothing left out."""
    grupos: list[Sequence[Parte]] = [[Subtitulo(texto=tabela.titulo)]]
    for linha in tabela.linhas:
        campos = [Campo(rotulo, _celula(valor)) for rotulo, valor in zip(tabela.colunas, linha, strict=True) if valor]
        em_linhas = [campos[n : n + _POR_LINHA] for n in range(0, len(campos), _POR_LINHA)]
        grupos.append([Campos(titulo="Como consta do registro", linhas=em_linhas)])
    return grupos


def _celula(texto: str) -> str:
    # The whole text is in the other files; a page is not the place for a thousand lines of it.
    curto = limpar(texto)
    return curto if len(curto) <= _MAIOR_CELULA else f"{curto[:_MAIOR_CELULA]}… (continua em dados.json)"
