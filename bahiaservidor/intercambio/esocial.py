"""The tables from which the events S-2200, S-2298 and S-2299 of eSocial (layout S-1.3) are typed or imported.

Codes are those of the layout; words stand beside each, so that who checks needs no table.  What cannot be sent yet, or
has no code, stays in the table and says so: nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bahiaservidor.estatuto.tipos import (
    Carater,
    FormaIngresso,
    FundamentoReintegracao,
    TipoAposentadoria,
    TipoProvimento,
)

from . import tabelas
from .tabelas import Cancelado, Celula, Progresso, sem_formula


class Evento(StrEnum):
    """An event of eSocial that has a table here."""

    ADMISSAO = "s-2200"
    RETORNO = "s-2298"
    DESLIGAMENTO = "s-2299"

    @property
    def rotulo(self) -> str:
        """Return how the event is called."""
        return _ROTULOS[self]


_ROTULOS: Final = {
    Evento.ADMISSAO: "S-2200 Admissão",
    Evento.RETORNO: "S-2298 Reintegração e outros provimentos",
    Evento.DESLIGAMENTO: "S-2299 Desligamento",
}

EFETIVO, SO_EM_COMISSAO, ADCT_19, OUTROS = 1, 2, 11, 99
PROVIMENTOS: Final[Mapping[int, str]] = {
    EFETIVO: "Nomeação em cargo efetivo",
    SO_EM_COMISSAO: "Nomeação só em cargo em comissão",
    ADCT_19: "Estabilizado (ADCT, art. 19)",
    OUTROS: "Outros",
}
"""tpProv: the form of provimento, by code; those of the layout that the Estatuto's acts never give are left out."""

RETORNOS: Final[Mapping[int, str]] = {
    1: "Reintegração por decisão judicial",
    3: "Reversão",
    4: "Recondução",
    9: "Outros (reintegração por revisão do processo)",
}
"""tpReint: the form of return, by code (2 is anistia, which no act here gives)."""

DESLIGAMENTOS: Final[Mapping[str, str]] = {
    "10": "Falecimento",
    "23": "Exoneração",
    "24": "Demissão",
    "25": "Vacância de cargo efetivo",
    "38": "Aposentadoria, exceto por invalidez",
    "39": "Aposentadoria de servidor estatutário, por invalidez",
}
"""mtvDeslig: the reason of the end, by code of table 19."""

SEM_CODIGO: Final = "O aproveitamento não tem código no leiaute: a linha fica para conferência, e não se envia."
JA_EFETIVO: Final = "Não é só comissionado: já tem cargo efetivo em exercício, informado na admissão dele."

_FINS: Final[Mapping[str, str]] = {
    "exoneracao_de_oficio": "23",
    "exoneracao_a_pedido": "23",
    "exoneracao_a_juizo": "23",
    "demissao": "24",
    "vacancia_posse_inacumulavel": "25",
    "vacancia_outra": "25",
    "falecimento": "10",
}
_PROCESSO_JUDICIAL: Final = re.compile(r"[0-9]{20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pessoa:
    """Who an event is about, and where the vínculo is; empty texts and None where nothing is registered."""

    nome: str
    cpf: str | None
    pis: str | None
    nascimento: date | None
    sexo: str
    matricula: str | None
    cargo: str
    unidade: str
    orgao: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ocorrencia:
    """A row of the table of an event.

    ``codigo`` is tpProv, tpReint or mtvDeslig, empty when there is none to send; ``dia`` is dtExercicio, dtEfetRetorno
    or dtDeslig, None while it is not known.  ``nomeacao`` and ``posse``, of the admission, left the layout and are kept
    beside; ``efeito`` (dtEfeito) and ``processo`` (nrProcJud) are of the return.
    """

    evento: Evento
    pessoa: Pessoa
    codigo: str
    forma: str
    dia: date | None
    nomeacao: date | None = None
    posse: date | None = None
    efeito: date | None = None
    processo: str = ""
    observacao: str = ""


def provimento(carater: Carater, forma: FormaIngresso | None) -> int:
    """Return tpProv: of who entered before the system by the form of entry, of the others by the cargo (art. 11)."""
    if forma is FormaIngresso.ESTABILIZADO_ADCT_19:
        return ADCT_19
    if carater is Carater.TEMPORARIO:
        return SO_EM_COMISSAO
    return EFETIVO if carater is Carater.PERMANENTE and forma in (None, FormaIngresso.CONCURSO) else OUTROS


def retorno(tipo: TipoProvimento, fundamento: FundamentoReintegracao | None) -> int | None:
    """Return tpReint; None for the aproveitamento (art. 38), which has no code."""
    if tipo is TipoProvimento.REINTEGRACAO:
        return 1 if fundamento is FundamentoReintegracao.JUDICIAL else 9
    return {TipoProvimento.REVERSAO: 3, TipoProvimento.RECONDUCAO: 4}.get(tipo)


def desligamento(tipo_do_ato: str, aposentadoria: TipoAposentadoria | None = None) -> str | None:
    """Return mtvDeslig of an act (art. 44); None for an act that ends no vínculo."""
    if tipo_do_ato == "aposentadoria":
        return "39" if aposentadoria is TipoAposentadoria.INVALIDEZ else "38"
    return _FINS.get(tipo_do_ato)


def processo_judicial(escrito: str) -> str:
    """Return the 20 digits of a judicial process; empty when they are not 20."""
    digitos = re.sub(r"[.\-/ ]", "", escrito)
    return digitos if _PROCESSO_JUDICIAL.fullmatch(digitos) else ""


def faltas(ocorrencia: Ocorrencia) -> tuple[str, ...]:
    """Return what is missing before the row can be sent, in words."""
    p = ocorrencia.pessoa
    datas = {
        Evento.ADMISSAO: "data do exercício", Evento.RETORNO: "data do efetivo retorno",
        Evento.DESLIGAMENTO: "data do desligamento",
    }  # fmt: skip
    exigidos = [("CPF", p.cpf), ("matrícula", p.matricula), (datas[ocorrencia.evento], ocorrencia.dia)]
    if ocorrencia.evento is Evento.ADMISSAO:
        exigidos += [("nascimento", p.nascimento), ("sexo", p.sexo), ("PIS/PASEP", p.pis)]
    if ocorrencia.evento is Evento.RETORNO and ocorrencia.codigo == "1":
        exigidos.append(("processo judicial com 20 números", ocorrencia.processo))
    return tuple(rotulo for rotulo, valor in exigidos if not valor)


_COLUNAS: Final[Mapping[Evento, Sequence[tuple[str, int]]]] = {
    Evento.ADMISSAO: (
        ("cpfTrab", 14), ("nmTrab", 36), ("sexo", 8), ("dtNascto", 12), ("nisTrab (PIS)", 14), ("matricula", 12),
        ("tpProv", 8), ("Forma de provimento", 30), ("dtExercicio", 12), ("Nomeação (não se envia)", 14),
        ("Posse (não se envia)", 14), ("nmCargo", 30), ("Unidade", 30), ("Órgão", 30), ("O que falta", 40),
        ("Observação", 50),
    ),
    Evento.RETORNO: (
        ("cpfTrab", 14), ("nmTrab", 36), ("matricula", 12), ("tpReint", 8), ("Forma de retorno", 34), ("nrProcJud", 22),
        ("dtEfetRetorno", 14), ("dtEfeito", 12), ("nmCargo", 30), ("Unidade", 30), ("Órgão", 30), ("O que falta", 40),
        ("Observação", 50),
    ),
    Evento.DESLIGAMENTO: (
        ("cpfTrab", 14), ("nmTrab", 36), ("matricula", 12), ("mtvDeslig", 10), ("Motivo", 34), ("dtDeslig", 12),
        ("nmCargo", 30), ("Unidade", 30), ("Órgão", 30), ("O que falta", 40), ("Observação", 50),
    ),
}  # fmt: skip


def _celulas(o: Ocorrencia) -> tuple[Celula, ...]:
    p = o.pessoa
    lugar = (p.cargo, p.unidade, p.orgao, ", ".join(faltas(o)), o.observacao)
    if o.evento is Evento.ADMISSAO:
        return (
            p.cpf, p.nome, p.sexo, p.nascimento, p.pis, p.matricula, o.codigo, o.forma, o.dia, o.nomeacao, o.posse,
            *lugar,
        )  # fmt: skip
    if o.evento is Evento.RETORNO:
        return (p.cpf, p.nome, p.matricula, o.codigo, o.forma, o.processo, o.dia, o.efeito, *lugar)
    return (p.cpf, p.nome, p.matricula, o.codigo, o.forma, o.dia, *lugar)


def _linhas(ocorrencias: Sequence[Ocorrencia]) -> Iterator[tuple[Celula, ...]]:
    for ocorrencia in ocorrencias:
        yield tuple(sem_formula(c) if isinstance(c, str) else c for c in _celulas(ocorrencia))


def tabela(
    evento: Evento,
    ocorrencias: Sequence[Ocorrencia],
    *,
    xlsx: bool,
    antes: Sequence[str] = (),
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> bytes | None:
    """Return the table of an event as XLSX or CSV, ``antes`` being lines above it in the first; None if cancelled."""
    titulos = [titulo for titulo, _ in _COLUNAS[evento]]
    if not xlsx:
        return tabelas.em_csv(
            titulos=titulos, linhas=_linhas(ocorrencias), total=len(ocorrencias), progresso=progresso,
            cancelado=cancelado,
        )  # fmt: skip
    return tabelas.xlsx(
        aba=evento.value.upper(), antes=antes, titulos=titulos, larguras=[largura for _, largura in _COLUNAS[evento]],
        linhas=_linhas(ocorrencias), total=len(ocorrencias), progresso=progresso, cancelado=cancelado,
    )  # fmt: skip
