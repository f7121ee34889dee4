"""Readings of the Diário Oficial in tables: columns, tones and signs of each situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...servicos.tipos.diario import SituacaoItem
from ..operacoes import Mudanca
from ..tema import Tom
from .base import Coluna
from .documentos import instante_local
from .prazos import data_ou_traco

if TYPE_CHECKING:
    from ...servicos.tipos.diario import Confirmados, ItemDiario, LeituraGuardada

MUDOU_LEITURA: Final = Mudanca(cadastros=frozenset({"leituras"}))

TOM_DO_ITEM: Final = {
    SituacaoItem.PRONTO: Tom.SUCESSO,
    SituacaoItem.DUVIDA: Tom.ATENCAO,
    SituacaoItem.FALTA: Tom.ZONA,
    SituacaoItem.RECUSADO: Tom.PERIGO,
    SituacaoItem.REPETIDO: Tom.INFO,
    SituacaoItem.SEM_ATO: Tom.NEUTRO,
    SituacaoItem.CONFIRMADO: Tom.APAGADO,
    SituacaoItem.DESCARTADO: Tom.APAGADO,
}

SINAL_DO_ITEM: Final = {
    SituacaoItem.PRONTO: "certo",
    SituacaoItem.DUVIDA: "atencao",
    SituacaoItem.FALTA: "editar",
    SituacaoItem.RECUSADO: "erro",
    SituacaoItem.REPETIDO: "copia",
    SituacaoItem.SEM_ATO: "porque",
    SituacaoItem.CONFIRMADO: "marca",
    SituacaoItem.DESCARTADO: "excluir",
}
"""The drawing that goes with each colour in the margin of the text."""

TOM_DA_CERTEZA: Final = {"Segura": Tom.SUCESSO, "Provável": Tom.ATENCAO, "Incerta": Tom.PERIGO}


def mudanca_da_confirmacao(feito: Confirmados) -> Mudanca:
    """Return what confirming items changed."""
    return Mudanca(
        servidores=frozenset(feito.servidores),
        vinculos=frozenset(feito.vinculos),
        prazos=True,
        minutas=True,
        cadastros=frozenset({"leituras", "vagas", "concursos", "pessoas"}),
    )


def colunas_leituras() -> tuple[Coluna[LeituraGuardada], ...]:
    """Return the columns of the list of readings, in render order."""
    return (
        Coluna(chave="titulo", rotulo="Leitura", texto=lambda r: r.titulo, largura=280, cresce=1),
        Coluna(chave="contagem", rotulo="Situação", texto=lambda r: r.contagem, largura=180,
               tom=lambda r: Tom.ATENCAO if r.pendentes else Tom.SUCESSO if r.total else Tom.NEUTRO,
               ordem=lambda r: -r.pendentes,
               dica=lambda r: f"{r.pendentes} por decidir, {r.confirmados} confirmados, {r.descartados} descartados"),
        Coluna(chave="doe_data", rotulo="Publicação", texto=lambda r: data_ou_traco(r.publicacao.data), largura=112,
               ordem=lambda r: r.publicacao.data),
        Coluna(chave="edicao", rotulo="Edição", texto=lambda r: r.publicacao.edicao or "—", largura=100),
        Coluna(chave="origem", rotulo="Origem", texto=lambda r: r.origem, largura=160),
        Coluna(chave="instante", rotulo="Lida em", texto=lambda r: instante_local(r.instante), largura=150,
               ordem=lambda r: r.instante),
        Coluna(chave="usuario", rotulo="Por", texto=lambda r: r.usuario, largura=140, oculta=True),
    )  # fmt: skip


def colunas_itens() -> tuple[Coluna[ItemDiario], ...]:
    """Return the columns of the items of a reading, in render order."""
    return (
        Coluna(chave="ordem", rotulo="Nº", texto=lambda i: str(i.ordem), largura=48, direita=True,
               ordem=lambda i: i.ordem),
        Coluna(chave="situacao", rotulo="Situação", texto=lambda i: i.situacao.rotulo, largura=120,
               tom=lambda i: TOM_DO_ITEM[i.situacao], ordem=lambda i: list(SituacaoItem).index(i.situacao)),
        Coluna(chave="rotulo", rotulo="Ato", texto=lambda i: i.rotulo, largura=170, cresce=2),
        Coluna(chave="nome", rotulo="Pessoa", texto=lambda i: i.nome or "—", largura=150, cresce=3),
        Coluna(chave="certeza", rotulo="Leitura", texto=lambda i: i.certeza, largura=96,
               tom=lambda i: TOM_DA_CERTEZA[i.certeza] if i.situacao.pendente else None, ordem=lambda i: i.confianca),
        Coluna(chave="pendencia", rotulo="O que olhar", texto=lambda i: i.pendencia, largura=112, cresce=4,
               ordenavel=False),
    )  # fmt: skip
