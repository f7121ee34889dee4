"""What of the registry may move a deadline: days without expediente, readings chosen, parameters, units."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, and_, select

from ..estatuto.parametros import Janela, ValorDatado, ValorParametro
from . import modelos as m

_SEMPRE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaRegistrado:
    """A day without expediente, known from ``registrado_em`` until ``revogado_em``."""

    id: int
    data: date
    descricao: str
    esfera: str
    municipio: str
    orgao_id: int | None
    registrado_em: datetime
    revogado_em: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpcaoRegistrada:
    """A reading chosen, from ``instante`` on."""

    chave: str
    valor: str
    instante: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParametroRegistrado:
    """A dated value (or a window of N10) entered here, known from ``instante`` on.

    Of two about the same key and first day the later one counts.  Without ``valor`` and ``janela`` it withdraws the
    one there was, and the value that comes with the program counts again.
    """

    chave: str
    desde: date
    valor: ValorDatado | None = None
    janela: Janela | None = None
    instante: datetime
    usuario: str = ""
    observacao: str = ""
    id: int = 0

    @property
    def retirado(self) -> bool:
        """Tell whether it withdraws instead of giving a value."""
        return self.valor is None and self.janela is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regras:
    """Everything read at once; ``unidades`` gives each unit's município and órgão."""

    dias: tuple[DiaRegistrado, ...]
    opcoes: tuple[OpcaoRegistrada, ...]
    parametros: tuple[ParametroRegistrado, ...]
    unidades: dict[int, tuple[str, int]]
    municipio: str


def ler_regras(conexao: Connection) -> Regras:
    """Return what of the registry may move a deadline."""
    d, o, u = m.DiaSemExpediente, m.Opcao, m.Unidade
    dias = conexao.execute(
        select(d.id, d.data, d.descricao, d.esfera, d.municipio, d.orgao_id, d.registrado_em, d.revogado_em).order_by(
            d.id
        )
    )
    opcoes = conexao.execute(select(o.chave, o.valor, o.instante).order_by(o.instante, o.id))
    unidades = conexao.execute(select(u.id, u.municipio, u.orgao_id))
    municipio = conexao.execute(select(m.Configuracao.valor).where(m.Configuracao.chave == "municipio")).scalar()
    return Regras(
        dias=tuple(DiaRegistrado(**linha._mapping) for linha in dias),
        opcoes=tuple(OpcaoRegistrada(**linha._mapping) for linha in opcoes),
        parametros=ler_parametros(conexao),
        unidades={id_: (municipio_, orgao_id) for id_, municipio_, orgao_id in unidades},
        municipio=municipio or "",
    )


def ler_parametros(conexao: Connection) -> tuple[ParametroRegistrado, ...]:
    """Return every value entered here, in the order of entry; who and when are those of its entry in the book."""
    p, a = m.Parametro, m.Ato
    entrada = and_(a.sujeito_tipo == "parametro", a.sujeito_id == p.id, a.seq == 1)
    consulta = select(*p.__table__.columns, a.registrado_em, a.registrado_por).join_from(p, a, entrada, isouter=True)
    return tuple(_registrado(linha) for linha in conexao.execute(consulta.order_by(p.id)))


def texto_do_valor(valor: ValorParametro | None) -> str:
    """Return a value as the column keeps it: JSON, with decimal numbers exactly as they are."""
    return str(valor) if isinstance(valor, Decimal) else json.dumps(valor, ensure_ascii=False)


def texto_da_janela(rotulo: str, fim: date) -> str:
    """Return what the column keeps of a window: its last day and its words; the first day is ``desde``."""
    return json.dumps({"fim": fim.isoformat(), "rotulo": rotulo}, ensure_ascii=False, sort_keys=True)


RETIRADO = json.dumps({"retirado": True})
"""What the column keeps of an entry that withdraws an earlier one."""


def _registrado(linha: Any) -> ParametroRegistrado:
    lido = json.loads(linha.valor, parse_float=Decimal)
    fonte = {
        "citacao": linha.citacao,
        "conferido_em": linha.conferido_em,
        "confirmado": linha.confirmado,
        "observacao": linha.observacao,
    }
    valor = janela = None
    if not isinstance(lido, dict):
        valor = ValorDatado(desde=linha.desde, valor=lido, **fonte)
    elif not lido.get("retirado"):
        fim = date.fromisoformat(lido["fim"])
        janela = Janela(chave=linha.chave, rotulo=lido["rotulo"], inicio=linha.desde, fim=fim, **fonte)
    return ParametroRegistrado(
        id=linha.id,
        chave=linha.chave,
        desde=linha.desde,
        valor=valor,
        janela=janela,
        instante=linha.registrado_em or _SEMPRE,
        usuario=linha.registrado_por or "",
        observacao=linha.observacao,
    )
