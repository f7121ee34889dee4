"""Termo de selo: the seal of the registry on paper, for whoever keeps it away from the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    DataImpressa,
    LocalData,
    Peca,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import ModeloTexto


@dataclass(frozen=True, slots=True, kw_only=True)
class SeloNoPapel:
    """A seal in words: ``quando`` in the hour of Bahia, ``codigo`` in groups."""

    numero: str
    dia: dt.date
    quando: str
    motivo: str
    entradas: str
    trilha: str
    codigo: str


def montar(
    orgao: OrgaoEmissor, selo: SeloNoPapel, anteriores: Sequence[SeloNoPapel], hoje: dt.date, modelo: ModeloTexto
) -> Peca:
    """Return the paper of a seal, with the seals before it that are given."""
    p = modelo.paragrafo
    meio = len(selo.codigo) // 2
    campos = [
        [Campo("Selo nº", selo.numero, negrito=True), Campo("Instante (hora da Bahia)", selo.quando, 2)],
        [Campo("Motivo", selo.motivo)],
        [Campo("Entradas do livro", selo.entradas), Campo("Linhas da trilha", selo.trilha)],
        [Campo("Código (SHA-256), primeira metade", selo.codigo[:meio].strip(), negrito=True)],
        [Campo("Código (SHA-256), segunda metade", selo.codigo[meio:].strip(), negrito=True)],
    ]
    tabela = Tabela(
        titulo=p("anteriores"),
        colunas=("Nº", "Instante", "Motivo", "Código"),
        linhas=[(a.numero, a.quando, a.motivo, a.codigo) for a in anteriores],
        pesos=(0.5, 1.2, 2, 3.2),
        vazia="Este é o primeiro selo do registro.",
    )
    responsavel = Assinatura(None, "Responsável pelo registro")
    return Peca(
        chave="termo_selo",
        titulo=modelo.titulo,
        assunto=f"Selo nº {selo.numero}",
        orgao=orgao,
        identificacao=IdentificacaoDocumento(versao_modelo=modelo.versao),
        grupos=[
            [Texto(texto=p("abertura", instante=selo.quando))],
            [Campos(titulo="Selo", linhas=campos)],
            [Texto(texto=p("prova"))],
            [Texto(texto=p("como"), alinhar="esquerda")],
            [tabela],
            [LocalData(data=hoje), Assinam(itens=modelo.assinar(responsavel))],
        ],
        memorias=(
            DataImpressa(data=hoje, rotulo="dia do termo", origem="dia em que foi pedido"),
            *(
                DataImpressa(data=s.dia, rotulo=f"dia do selo nº {s.numero}", origem="selos do registro")
                for s in (selo, *anteriores)
            ),
        ),
    )
