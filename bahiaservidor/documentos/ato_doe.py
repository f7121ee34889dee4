"""The draft of an act for the Diário Oficial, as plain parts: epígrafe, ementa, preamble, articles, signature, annex.

What follows the signature (ressalva, notice and defence, the note that it is a draft) is for the file, not for the DOE.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bahiaservidor.documentos.ato_palavras import com_artigo
from bahiaservidor.documentos.modelos import Autoridade, IdentificacaoDocumento, OrgaoEmissor, Ressalva
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Tabela,
    Texto,
    partes_da_ressalva,
)
from bahiaservidor.documentos.textos import Marcado, ModeloTexto, lacuna, limpar, matricula_formatada
from bahiaservidor.estatuto.formatos.datas import data_com_mes

_DUAS_VIRGULAS: Final = re.compile(r",\s*,")
_VIRGULA_SOBRA: Final = re.compile(r",(\s*[.;:(])")
SEM_DATA: Final = f"de {lacuna(5)} de {lacuna(14)} de {lacuna(7)}"
"""The blank of a date with the month's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anexo:
    """Those whom an act for several people names, in order."""

    titulo: str
    colunas: Sequence[str]
    linhas: Sequence[Sequence[str]]
    pesos: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosAto:
    """Everything the draft of an act says.

    ``ementa`` and ``artigos`` are the texts already filled in; ``competencia`` is the article the authority acts under;
    ``defesa`` are the parts of the checklist of notice and defence, empty for an act that needs none.
    """

    chave: str
    assunto: str
    orgao: OrgaoEmissor
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()
    especie: str
    numero: str | None = None
    data: dt.date | None = None
    autoridade: Autoridade = Autoridade()
    competencia: str
    processo: str | None = None
    ementa: Marcado
    artigos: Sequence[Marcado]
    anexo: Anexo | None = None
    ressalvas: Sequence[Ressalva] = ()
    defesa: Sequence[Sequence[Parte]] = ()
    memorias: Sequence[DataImpressa] = field(default=(), compare=False)


def ordinal(numero: int) -> str:
    """Return the number of an article: `1º` to `9º`, then `10`."""
    return f"{numero}º" if numero < 10 else str(numero)


def corpo(dados: DadosAto, comum: ModeloTexto) -> list[Sequence[Parte]]:
    """Return the act itself, what is sent to the DOE."""
    grupos: list[Sequence[Parte]] = [
        [
            Texto(texto=negrito(_epigrafe(dados, comum)), alinhar="centro"),
            Texto(texto=pontuar(sem_negrito(dados.ementa)), recuo=True),
            Texto(texto=_preambulo(dados, comum)),
            Texto(texto=negrito(comum.paragrafo("resolve")), alinhar="centro"),
        ]
    ]
    artigos = [*map(pontuar, dados.artigos), comum.paragrafo("vigencia")]
    grupos += [
        [Texto(texto=Marcado(f"<b>Art.\u00a0{ordinal(numero)}</b> {texto}"))]
        for numero, texto in enumerate(artigos, start=1)
    ]
    grupos.append([LocalData(data=dados.data), Assinam(itens=[_assinatura(dados.autoridade, comum)])])
    if dados.anexo is not None:
        anexo = dados.anexo
        grupos.append([Tabela(titulo=anexo.titulo, colunas=anexo.colunas, linhas=anexo.linhas, pesos=anexo.pesos)])
    return grupos


def montar(dados: DadosAto, comum: ModeloTexto) -> Peca:
    """Return the draft: the act, then what stays in the file."""
    grupos = corpo(dados, comum)
    grupos += partes_da_ressalva(dados.ressalvas)
    grupos += list(dados.defesa)
    grupos.append([Texto(texto=comum.paragrafo("nota_minuta"), pequeno=True)])
    return Peca(
        chave=dados.chave,
        titulo=comum.titulo,
        assunto=dados.assunto,
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=dados.assunto,
        memorias=tuple(dados.memorias),
    )


def negrito(texto: Marcado) -> Marcado:
    """Return the whole text in bold."""
    return Marcado(f"<b>{sem_negrito(texto)}</b>")


def sem_negrito(texto: Marcado) -> Marcado:
    """Return the text without bold."""
    return Marcado(texto.replace("<b>", "").replace("</b>", ""))


def _epigrafe(dados: DadosAto, comum: ModeloTexto) -> Marcado:
    data = f"de {data_com_mes(dados.data)}" if dados.data is not None else SEM_DATA
    return comum.paragrafo("epigrafe", tipo=dados.especie, numero=dados.numero or lacuna(10), data=data)


def _preambulo(dados: DadosAto, comum: ModeloTexto) -> Marcado:
    quem = dados.autoridade
    autoridade = com_artigo(quem.cargo) if quem.cargo else comum.paragrafo("autoridade_em_branco", cargo=lacuna(30))
    delegacao = comum.paragrafo("delegacao", ato=quem.delegacao) if quem.delegacao else Marcado("")
    return comum.paragrafo(
        "preambulo",
        autoridade=autoridade,
        competencia=dados.competencia,
        delegacao=delegacao,
        processo=dados.processo or lacuna(26),
    )


def _assinatura(quem: Autoridade, comum: ModeloTexto) -> Assinatura:
    qualidade = limpar(quem.cargo) if quem.cargo else comum.paragrafo("assinatura_em_branco")
    matricula = matricula_formatada(quem.matricula)
    return Assinatura(quem.nome, qualidade, f"Matrícula {matricula}" if matricula else "")


def pontuar(texto: Marcado) -> Marcado:
    """Return the text with the comma that closes a person's name only where the sentence goes on."""
    texto = Marcado(_DUAS_VIRGULAS.sub(",", texto))
    return Marcado(_VIRGULA_SOBRA.sub(r"\1", texto))
