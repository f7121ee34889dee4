"""Closed vocabularies of correcting the book: the five ways, the destinies, what became of an act."""

from __future__ import annotations

from enum import StrEnum


class FormaEmenda(StrEnum):
    """The five ways to undo, kept apart: two are ours, three are published."""

    ESTORNO = "estorno"
    CORRECAO = "correcao"
    RETIFICACAO = "retificacao"
    ANULACAO = "anulacao"
    REVOGACAO = "revogacao"

    @property
    def rotulo(self) -> str:
        """The name a clerk reads."""
        return _ROTULOS[self]

    @property
    def explicacao(self) -> str:
        """What the way is for, in one sentence."""
        return _EXPLICACOES[self]

    @property
    def publicada(self) -> bool:
        """Tell whether it is an act of the Administration, published: only those appear in the ficha and in papers."""
        return self in (FormaEmenda.RETIFICACAO, FormaEmenda.ANULACAO, FormaEmenda.REVOGACAO)


_ROTULOS = {
    FormaEmenda.ESTORNO: "Estorno",
    FormaEmenda.CORRECAO: "Correção",
    FormaEmenda.RETIFICACAO: "Retificação",
    FormaEmenda.ANULACAO: "Anulação",
    FormaEmenda.REVOGACAO: "Revogação",
}

_EXPLICACOES = {
    FormaEmenda.ESTORNO: "O ato nunca aconteceu e foi digitado por engano: sai da ficha e fica só no Histórico.",
    FormaEmenda.CORRECAO: "O ato está certo, mas foi mal digitado: muda o que consta; o Histórico guarda o anterior.",
    FormaEmenda.RETIFICACAO: "O ato saiu com erro e foi retificado por publicação: muda o que consta, e a ficha o diz.",
    FormaEmenda.ANULACAO: "O ato foi anulado ou tornado sem efeito por publicação: deixa de valer desde o começo.",
    FormaEmenda.REVOGACAO: "O ato foi revogado ou cessado por publicação: deixa de valer daí em diante.",
}


class DestinoAto(StrEnum):
    """What happens to an act that relied on the one annulled."""

    CAI = "cai"
    MANTIDO = "mantido"

    @property
    def rotulo(self) -> str:
        """The word a clerk reads."""
        return "Cai junto" if self is DestinoAto.CAI else "Fica mantido, com ressalva"


class SituacaoAto(StrEnum):
    """What became of an act entered in the book."""

    VIGENTE = "vigente"
    CORRIGIDO = "corrigido"
    RETIFICADO = "retificado"
    REVOGADO = "revogado"
    ANULADO = "anulado"
    CAIU = "caiu"
    ESTORNADO = "estornado"
    MOVIDO = "movido"

    @property
    def rotulo(self) -> str:
        """The word a clerk reads."""
        return _SITUACOES[self]

    @property
    def vale(self) -> bool:
        """Tell whether the act still is in the legal timeline, whatever its content became."""
        return self in _VALEM

    @property
    def so_no_livro(self) -> bool:
        """Tell whether only Histórico shows the act."""
        return self in (SituacaoAto.ESTORNADO, SituacaoAto.MOVIDO)


_SITUACOES = {
    SituacaoAto.VIGENTE: "Vigente",
    SituacaoAto.CORRIGIDO: "Corrigido",
    SituacaoAto.RETIFICADO: "Retificado",
    SituacaoAto.REVOGADO: "Revogado",
    SituacaoAto.ANULADO: "Anulado",
    SituacaoAto.CAIU: "Anulado junto com outro",
    SituacaoAto.ESTORNADO: "Estornado",
    SituacaoAto.MOVIDO: "Passado a outra ficha",
}

_VALEM = frozenset({SituacaoAto.VIGENTE, SituacaoAto.CORRIGIDO, SituacaoAto.RETIFICADO, SituacaoAto.REVOGADO})
