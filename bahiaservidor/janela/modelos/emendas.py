"""Words and rows of correcting the book: the question of each way, the verb of its button, what changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos_emendas import FormaEmenda, SituacaoAto
from ...relogio import fuso_da_bahia
from ...servicos.tipos.emendas import CampoAlterado, PrazoAlterado
from ..operacoes import Mudanca
from ..tema import Tom
from .base import Coluna

PERGUNTA: dict[FormaEmenda, str] = {
    FormaEmenda.ESTORNO: "Foi erro nosso de digitação: o ato não existe",
    FormaEmenda.CORRECAO: "O ato existe, mas foi mal transcrito",
    FormaEmenda.RETIFICACAO: "Saiu uma retificação no Diário Oficial",
    FormaEmenda.ANULACAO: "O ato foi anulado",
    FormaEmenda.REVOGACAO: "O ato foi revogado ou cessou",
}
"""What happened, in plain words."""

VERBO: dict[FormaEmenda, str] = {
    FormaEmenda.ESTORNO: "E&stornar",
    FormaEmenda.CORRECAO: "&Corrigir",
    FormaEmenda.RETIFICACAO: "Registrar &retificação",
    FormaEmenda.ANULACAO: "Registrar &anulação",
    FormaEmenda.REVOGACAO: "Registrar &revogação",
}
"""The button that enters each way."""

MOTIVO: dict[FormaEmenda, tuple[str, str]] = {
    FormaEmenda.ESTORNO: ("&Motivo", "Como se soube do engano: por exemplo, digitado na ficha de outra pessoa."),
    FormaEmenda.CORRECAO: ("&Motivo", "O que foi mal transcrito, e de que papel se tirou o certo."),
    FormaEmenda.RETIFICACAO: ("F&undamento", "O que a retificação diz, como está no Diário Oficial."),
    FormaEmenda.ANULACAO: ("F&undamento", "Decisão, processo ou parecer que anulou o ato."),
    FormaEmenda.REVOGACAO: ("F&undamento", "Ato que revogou ou fez cessar."),
}

MUDANCA: dict[str, tuple[str, Tom]] = {
    "abre": ("Abre", Tom.INFO),
    "muda": ("Muda", Tom.ATENCAO),
    "fecha": ("Encerra", Tom.SUCESSO),
    "reabre": ("Reabre", Tom.ATENCAO),
    "some": ("Deixa de existir", Tom.PERIGO),
}
"""What happens to a deadline, in a word and a tone."""

TOM_DO_ATO: dict[SituacaoAto, Tom] = {
    SituacaoAto.CORRIGIDO: Tom.INFO,
    SituacaoAto.RETIFICADO: Tom.INFO,
    SituacaoAto.REVOGADO: Tom.ATENCAO,
    SituacaoAto.ANULADO: Tom.PERIGO,
    SituacaoAto.CAIU: Tom.PERIGO,
    SituacaoAto.ESTORNADO: Tom.APAGADO,
    SituacaoAto.MOVIDO: Tom.APAGADO,
}
"""What became of an act, in a tone; a `SituacaoAto.VIGENTE` needs none."""


class _Feita(Protocol):
    @property
    def servidores(self) -> tuple[int, ...]: ...


def mudanca_da_emenda(feita: _Feita) -> Mudanca:
    """Return what the screens have to reread after a correction."""
    return Mudanca(
        servidores=frozenset(feita.servidores), prazos=True, minutas=True, cadastros=frozenset({"pessoas", "vagas"})
    )


def dia(valor: date | None) -> str:
    """Return a date, or that there is none."""
    return formatar_data(valor) if valor is not None else "sem data"


def instante(valor: datetime) -> str:
    """Return an instant as clocks in Bahia showed it."""
    return f"{valor.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"


def rotulo_do_prazo(prazo: PrazoAlterado, *, com_vinculo: bool) -> str:
    """Return the kind of a deadline, with its vínculo where there are several."""
    return f"{prazo.rotulo} (vínculo {prazo.vinculo_numero})" if com_vinculo else prazo.rotulo


def ultimos(prazo: PrazoAlterado) -> str:
    """Return how the last possible day moves, empty when it is the date itself or stays."""
    if prazo.de_ultimo == prazo.para_ultimo or (prazo.de_ultimo, prazo.para_ultimo) == (prazo.de, prazo.para):
        return ""
    return f"Último dia possível: de {dia(prazo.de_ultimo)} para {dia(prazo.para_ultimo)}"


COLUNAS_CAMPOS: tuple[Coluna[CampoAlterado], ...] = (
    Coluna(chave="rotulo", rotulo="Dado", texto=lambda c: c.rotulo, largura=150, ordenavel=False, forte=True),
    Coluna(chave="de", rotulo="Fica", texto=lambda c: c.de or "—", largura=170, ordenavel=False,
           dica=lambda c: c.de),
    Coluna(chave="para", rotulo="No duplicado", texto=lambda c: c.para or "—", largura=170, ordenavel=False,
           estica=True, dica=lambda c: c.para),
)  # fmt: skip
