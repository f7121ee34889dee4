"""The agenda in words: the filter, the order, the state of a deadline; said alike on the screen, on paper, in files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ..estatuto.formatos.datas import formatar_data
from ..estatuto.tipos import EstadoPrazo
from .frases import enumerar
from .tipos import FiltroPrazos, LinhaPrazo

_PENDENTES: Final = (EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.ABERTO, EstadoPrazo.SUSPENSO)

ORDENS: Final = {
    "vence": "vencimento",
    "vence_ultimo": "último dia possível",
    "nome": "servidor",
    "matricula": "matrícula",
    "cargo": "cargo",
    "unidade": "unidade",
    "orgao": "órgão",
    "tipo": "espécie de prazo",
    "estado": "estado",
    "responsavel": "responsável",
    "data_interna": "data interna",
}


def pendente(linha: LinhaPrazo) -> bool:
    """Tell whether the deadline still asks something of somebody."""
    return linha.fechado_em is None and linha.estado in _PENDENTES


def palavra_do_estado(linha: LinhaPrazo) -> str:
    """Return the state in words; a lapsed deadline that an act resolved says so."""
    if linha.estado is EstadoPrazo.VENCIDO and linha.fechado_em is not None:
        return "Vencido, resolvido"
    return linha.estado.rotulo


def aviso_da_interna(linha: LinhaPrazo, hoje: date) -> str:
    """Return what there is to say of the internal date of a pending deadline: past, or later than the legal one."""
    if linha.data_interna is None or not pendente(linha):
        return ""
    if linha.interna_depois:
        return "depois do vencimento"
    return "passou" if linha.data_interna < hoje else ""


def em_ordem(ordem: str, decrescente: bool) -> str:
    """Return the order in words: 'em ordem de vencimento'."""
    return f"em ordem {'decrescente ' if decrescente else ''}de {ORDENS.get(ordem, ordem)}"


def filtro_em_palavras(filtro: FiltroPrazos, *, pendentes: bool, orgao: str = "", unidade: str = "") -> str:
    """Return the filter as a sentence says it, names of órgão and unit given; without any, 'todos os prazos'."""
    partes = ["só pendentes" if pendentes else "todos os prazos"]
    if filtro.tipos:
        partes.append(f"prazo: {_ou([t.rotulo for t in filtro.tipos])}")
    if filtro.estados:
        partes.append(f"estado: {_ou([e.rotulo.lower() for e in filtro.estados])}")
    if orgao:
        partes.append(f"órgão: {orgao}")
    if unidade:
        partes.append(f"unidade: {unidade}")
    quando = "último dia possível" if filtro.pelo_ultimo else "vencimento"
    partes += _periodo(quando, filtro.de, filtro.ate)
    partes += _periodo("vencimento ou data interna", filtro.dia_de, filtro.dia_ate)
    if filtro.responsavel is not None:
        partes.append(f"responsável: {filtro.responsavel}" if filtro.responsavel else "sem responsável")
    internas = _periodo("data interna", filtro.interna_de, filtro.interna_ate)
    partes += internas
    if filtro.com_interna and not internas:
        partes.append("com data interna")
    if filtro.interna_depois:
        partes.append("data interna posterior ao vencimento")
    if filtro.texto:
        partes.append(f"com “{filtro.texto}”")
    return "; ".join(partes)


def _periodo(quando: str, de: date | None, ate: date | None) -> list[str]:
    if de is not None and ate is not None:
        periodo = f"em {formatar_data(de)}" if de == ate else f"de {formatar_data(de)} a {formatar_data(ate)}"
        return [f"{quando} {periodo}"]
    if de is not None:
        return [f"{quando} de {formatar_data(de)} em diante"]
    return [f"{quando} até {formatar_data(ate)}"] if ate is not None else []


def _ou(partes: Sequence[str]) -> str:
    """Return names joined by 'ou': a, b ou c."""
    junto = enumerar(partes)
    return " ou ".join(junto.rsplit(" e ", 1)) if len(partes) > 1 else junto
