"""Columns of the list of who is next."""

from __future__ import annotations

from ...estatuto.reservas import Modalidade
from ...servicos.tipos.chamada import Proximo
from ..tema import Tom
from .base import Coluna
from .concursos import palavra_da_situacao, tom_da_situacao

_TONS = {
    Modalidade.AMPLA: Tom.NEUTRO,
    Modalidade.PCD: Tom.INFO,
    Modalidade.NEGROS: Tom.ZONA,
    Modalidade.OUTRA: Tom.ATENCAO,
}

COLUNAS_PROXIMOS: tuple[Coluna[Proximo], ...] = (
    Coluna(chave="vaga", rotulo="Vaga", texto=lambda x: f"{x.vaga}ª", largura=64, ordem=lambda x: x.vaga),
    Coluna(
        chave="nome", rotulo="Nome", texto=lambda x: x.candidato.nome, largura=190, forte=True, estica=True,
        ordem=lambda x: x.candidato.nome,
    ),
    Coluna(
        chave="lista", rotulo="Lista", texto=lambda x: x.lista, tom=lambda x: _TONS[x.modalidade], largura=200,
        ordem=lambda x: x.lista,
    ),
    Coluna(
        chave="classificacao", rotulo="Ordem", texto=lambda x: f"{x.candidato.classificacao}º", largura=70,
        ordem=lambda x: x.candidato.classificacao,
    ),
    Coluna(
        chave="situacao", rotulo="Situação", texto=lambda x: palavra_da_situacao(x.candidato),
        tom=lambda x: Tom.ATENCAO if "sem resposta" in x.aviso else tom_da_situacao(x.candidato), largura=110,
        dica=lambda x: x.aviso or palavra_da_situacao(x.candidato),
        exporta=lambda x: "; ".join(p for p in (palavra_da_situacao(x.candidato), x.aviso) if p),
        ordem=lambda x: x.candidato.situacao,
    ),
    Coluna(chave="motivo", rotulo="Por quê", texto=lambda x: x.motivo, largura=260, oculta=True),
)  # fmt: skip
