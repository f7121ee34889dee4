"""What of the registry may move a deadline: days without expediente, readings chosen, parameters, units."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from ..estatuto.parametros import ValorDatado
from . import modelos as m


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
class Regras:
    """Everything read at once; ``unidades`` gives each unit's município and órgão."""

    dias: tuple[DiaRegistrado, ...]
    opcoes: tuple[OpcaoRegistrada, ...]
    parametros: tuple[tuple[str, ValorDatado], ...]
    unidades: dict[int, tuple[str, int]]
    municipio: str


def ler_regras(conexao: Connection) -> Regras:
    """Return what of the registry may move a deadline."""
    d, o, p, u = m.DiaSemExpediente, m.Opcao, m.Parametro, m.Unidade
    dias = conexao.execute(
        select(d.id, d.data, d.descricao, d.esfera, d.municipio, d.orgao_id, d.registrado_em, d.revogado_em).order_by(
            d.id
        )
    )
    opcoes = conexao.execute(select(o.chave, o.valor, o.instante).order_by(o.instante, o.id))
    parametros = conexao.execute(select(p).order_by(p.id))
    unidades = conexao.execute(select(u.id, u.municipio, u.orgao_id))
    municipio = conexao.execute(select(m.Configuracao.valor).where(m.Configuracao.chave == "municipio")).scalar()
    return Regras(
        dias=tuple(DiaRegistrado(**linha._mapping) for linha in dias),
        opcoes=tuple(OpcaoRegistrada(**linha._mapping) for linha in opcoes),
        parametros=tuple((linha.chave, _valor(linha)) for linha in parametros),
        unidades={id_: (municipio_, orgao_id) for id_, municipio_, orgao_id in unidades},
        municipio=municipio or "",
    )


def _valor(linha: Any) -> ValorDatado:
    return ValorDatado(
        desde=linha.desde,
        valor=json.loads(linha.valor),
        citacao=linha.citacao,
        conferido_em=linha.conferido_em,
        confirmado=linha.confirmado,
        observacao=linha.observacao,
    )
