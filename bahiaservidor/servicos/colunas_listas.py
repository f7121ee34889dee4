"""What the columns of a list say of a row, in words: the window draws them, and a file of the list says the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final, Generic, TypeVar

from ..estatuto.formatos import cpf, matricula
from ..estatuto.formatos.datas import formatar_data
from ..relogio import fuso_da_bahia
from .tipos import DocumentoEmitido, LinhaServidor

L = TypeVar("L")

_NADA: Final = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColunaDaLista(Generic[L]):
    """A column: its key, its heading, its words from a row; ``largura`` is in logical pixels."""

    chave: str
    rotulo: str
    texto: Callable[[L], str]
    largura: int = 112
    direita: bool = False


def data_ou_traco(dia: date | None) -> str:
    """Return the date, or a dash."""
    return formatar_data(dia) if dia is not None else _NADA


def matricula_de(linha: LinhaServidor) -> str:
    """Return the matrícula as it is shown, or a dash while there is none."""
    return matricula.formatar(linha.matricula) if linha.matricula else _NADA


def cpf_de(linha: LinhaServidor) -> str:
    """Return the CPF as it is shown; an old record's wrong number is shown as it is."""
    if not linha.cpf:
        return _NADA
    return cpf.formatar(linha.cpf) if cpf.valido(linha.cpf) else linha.cpf


def instante_local(instante: datetime) -> str:
    """Return an instant as day and time in Bahia: '23/11/2026, 14:05'."""
    local = instante.astimezone(fuso_da_bahia())
    return f"{formatar_data(local.date())}, {local:%H:%M}"


def _data_de(chave: str, linha: LinhaServidor) -> str:
    return data_ou_traco(getattr(linha, chave))


_DATAS: Final = (
    ("nomeacao", "Nomeação"), ("posse", "Posse"), ("exercicio", "Exercício"), ("estavel_desde", "Estável desde"),
    ("fim", "Fim"),
)  # fmt: skip

SERVIDORES: Final[tuple[ColunaDaLista[LinhaServidor], ...]] = (
    ColunaDaLista(chave="nome", rotulo="Nome", largura=240, texto=lambda s: s.nome),
    ColunaDaLista(chave="matricula", rotulo="Matrícula", largura=112, texto=matricula_de),
    ColunaDaLista(chave="cpf", rotulo="CPF", largura=134, texto=cpf_de),
    ColunaDaLista(chave="cargo", rotulo="Cargo", largura=170, texto=lambda s: s.cargo),
    ColunaDaLista(chave="unidade", rotulo="Unidade", largura=150, texto=lambda s: s.unidade or _NADA),
    ColunaDaLista(chave="orgao", rotulo="Órgão", largura=180, texto=lambda s: s.orgao or _NADA),
    ColunaDaLista(
        chave="carater", rotulo="Caráter", texto=lambda s: s.carater.rotulo if s.carater is not None else _NADA
    ),
    ColunaDaLista(chave="situacao", rotulo="Situação", largura=176, texto=lambda s: s.situacao.rotulo),
    ColunaDaLista(chave="proximo_prazo", rotulo="Próximo prazo", texto=lambda s: data_ou_traco(s.proximo_prazo)),
    ColunaDaLista(
        chave="proximo_prazo_tipo", rotulo="Que prazo é", largura=196,
        texto=lambda s: s.proximo_prazo_tipo.rotulo if s.proximo_prazo_tipo is not None else _NADA,
    ),
    *(ColunaDaLista(chave=chave, rotulo=rotulo, texto=partial(_data_de, chave)) for chave, rotulo in _DATAS),
    ColunaDaLista(
        chave="ressalvas", rotulo="Ressalvas", largura=96, direita=True,
        texto=lambda s: str(s.ressalvas) if s.ressalvas else "",
    ),
)  # fmt: skip
"""The list of people, one row per vínculo; the next deadline in two columns, its date and its kind."""

DOCUMENTOS: Final[tuple[ColunaDaLista[DocumentoEmitido], ...]] = (
    ColunaDaLista(chave="numero", rotulo="Número", largura=96, texto=lambda d: d.numero),
    ColunaDaLista(chave="titulo", rotulo="Título", largura=320, texto=lambda d: d.titulo),
    ColunaDaLista(
        chave="emitido_em", rotulo="Emitido em", largura=152, texto=lambda d: instante_local(d.emitido_em)
    ),
    ColunaDaLista(chave="emitido_por", rotulo="Por", largura=110, texto=lambda d: d.emitido_por or _NADA),
    ColunaDaLista(chave="hash", rotulo="Conferência", largura=120, texto=lambda d: d.hash),
)  # fmt: skip
"""The papers issued; the kind, whose words whoever asks has, goes between the number and the title."""
