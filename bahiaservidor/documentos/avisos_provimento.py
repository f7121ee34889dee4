"""Notices of a provimento: to who was named and has a posse to take, to who was called from a list."""

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
    Parte,
    Peca,
    Texto,
)
from bahiaservidor.documentos.textos import Marcado, ModeloTexto, destaque
from bahiaservidor.estatuto.formatos.datas import formatar_data

_LETRAS_DO_LUGAR = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparecimento:
    """When and where to come; ``hora`` and ``dia`` may be left to be agreed."""

    dia: dt.date | None = None
    hora: str = ""
    local: str = ""

    @property
    def quando(self) -> str:
        """The day and the time in words."""
        dia = f"em {formatar_data(self.dia)}" if self.dia is not None else ""
        return f"{dia}, às {self.hora}" if self.hora else dia


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosAvisoPosse:
    """What the notice of a posse says; ``vence`` None while the term is suspended."""

    orgao: OrgaoEmissor
    nome: str
    cargo: str
    natureza: str
    matricula: str | None
    publicacao: dt.date
    vence: dt.date | None
    vence_ultimo: dt.date | None
    documentos: Sequence[str]
    comparecimento: Comparecimento
    em: dt.date
    assina: Sequence[Assinatura]
    memorias: Sequence[DataImpressa] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosAvisoConvocacao:
    """What the notice of a call says."""

    orgao: OrgaoEmissor
    nome: str
    cargo: str
    classificacao: int
    lista: str
    edital: str
    documento: str
    convocado_em: dt.date
    convocado_ate: dt.date
    comparecimento: Comparecimento
    em: dt.date
    assina: Sequence[Assinatura]
    memorias: Sequence[DataImpressa] = ()


def aviso_de_posse(dados: DadosAvisoPosse, modelo: ModeloTexto) -> Peca:
    """Return the notice of the term to take posse (art. 19)."""
    p = modelo.paragrafo
    if dados.vence is None:
        prazo = p("prazo_suspenso")
    else:
        ultimo = Marcado("")
        if dados.vence_ultimo is not None and dados.vence_ultimo != dados.vence:
            ultimo = p("prazo_ultimo", vence_ultimo=formatar_data(dados.vence_ultimo))
        prazo = p("prazo", vence=destaque(formatar_data(dados.vence)), ultimo=ultimo)
    nomeacao = p(
        "nomeacao", cargo=destaque(dados.cargo), natureza=dados.natureza, publicacao=formatar_data(dados.publicacao)
    )
    textos = [nomeacao, prazo, _comparecer(dados.comparecimento, modelo)]
    itens: list[Parte] = [Texto(texto=Marcado(_escapar(item)), marca="–") for item in dados.documentos]
    grupos: list[Sequence[Parte]] = [[Texto(texto=p("vocativo", nome=destaque(dados.nome)), alinhar="esquerda")]]
    grupos += [[Texto(texto=texto)] for texto in textos]
    grupos += [[item] for item in itens]
    grupos.append([Texto(texto=p("consequencia"))])
    return _peca("aviso_posse", dados, modelo, grupos)


def aviso_de_convocacao(dados: DadosAvisoConvocacao, modelo: ModeloTexto) -> Peca:
    """Return the notice of a call (art. 12)."""
    p = modelo.paragrafo
    convocacao = p(
        "convocacao", em=formatar_data(dados.convocado_em), documento=dados.documento, lista=dados.lista,
        classificacao=str(dados.classificacao), edital=dados.edital, cargo=destaque(dados.cargo),
    )  # fmt: skip
    textos = [
        convocacao,
        p("prazo", ate=destaque(formatar_data(dados.convocado_ate))),
        _comparecer(dados.comparecimento, modelo),
        p("consequencia"),
    ]
    grupos: list[Sequence[Parte]] = [[Texto(texto=p("vocativo", nome=destaque(dados.nome)), alinhar="esquerda")]]
    grupos += [[Texto(texto=texto)] for texto in textos]
    return _peca("aviso_convocacao", dados, modelo, grupos)


def _comparecer(quando: Comparecimento, modelo: ModeloTexto) -> Marcado:
    local = quando.local or "_" * _LETRAS_DO_LUGAR
    if quando.dia is None:
        return modelo.paragrafo("sem_data", local=local)
    return modelo.paragrafo("comparecimento", quando=destaque(quando.quando), local=local)


def _escapar(texto: str) -> str:
    from xml.sax.saxutils import escape

    return escape(texto)


def _peca(
    chave: str,
    dados: DadosAvisoPosse | DadosAvisoConvocacao,
    modelo: ModeloTexto,
    grupos: list[Sequence[Parte]],
) -> Peca:
    ciente = Campos(
        titulo="Recebimento",
        linhas=[[Campo("Recebido em", None), Campo("Nome de quem recebeu", None, 2), Campo("Assinatura", None, 2)]],
    )
    fim: list[Parte] = [LocalData(data=dados.em), Assinam(itens=list(dados.assina)), ciente]
    do_comparecimento: tuple[DataImpressa, ...] = ()
    if dados.comparecimento.dia is not None:
        dia = dados.comparecimento.dia
        do_comparecimento = (DataImpressa(data=dia, rotulo="dia do comparecimento", origem="indicado ao emitir"),)
    return Peca(
        chave=chave,
        titulo=modelo.titulo,
        assunto=dados.nome,
        orgao=dados.orgao,
        identificacao=IdentificacaoDocumento(versao_modelo=modelo.versao),
        grupos=[*grupos, fim],
        nome_corrente=dados.nome,
        memorias=(
            *dados.memorias,
            *do_comparecimento,
            DataImpressa(data=dados.em, rotulo="emissão do aviso", origem="dia da emissão"),
        ),
    )
