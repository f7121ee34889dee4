"""Where each date that a paper prints comes from: the book, a register, or a computation with its steps.

It is kept with the paper when it is issued, so that "how did you get this date?" is answered by what was true then.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from ..documentos.peca import DataImpressa
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import MESES, DataInvalida, ler_data
from ..estatuto.prazo import Prazo

_DATA: Final = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
_COM_MES: Final = re.compile(rf"\b(\d{{1,2}})º? de ({'|'.join(MESES)}) de (\d{{4}})\b", re.IGNORECASE)

ROTULOS: Final[Mapping[str, str]] = {
    "data": "data do ato",
    "doe_data": "publicação no Diário Oficial",
    "rg_data": "emissão do documento de identidade",
    "vence": "último dia do prazo",
    "vence_ultimo": "último dia do prazo na contagem mais ampla",
    "impedimento_ate": "término do impedimento",
    "declaracao_bens": "entrega da declaração de bens e valores",
    "declaracao_parentesco": "entrega da declaração de parentesco",
    "requisitos_conferidos_em": "conferência dos requisitos",
    "data_posse": "posse",
}
"""What the fields of the papers' values are, in words; another field is named by itself."""


def de_fato(data: date | None, rotulo: str, origem: str, dispositivo: str = "") -> tuple[DataImpressa, ...]:
    """Return the entry of a date that is registered, none for a blank."""
    if data is None:
        return ()
    return (DataImpressa(data=data, rotulo=rotulo, origem=origem, dispositivo=dispositivo),)


def passos_do_prazo(prazo: Prazo) -> tuple[str, ...]:
    """Return the steps of a computation, each with its provision."""
    return tuple(f"{p.texto} ({p.dispositivo})" if p.dispositivo else p.texto for p in prazo.memoria)


def de_prazo(prazo: Prazo | None, rotulo: str = "") -> tuple[DataImpressa, ...]:
    """Return the entries of a deadline's two ends and of its start, with the steps of the computation."""
    if prazo is None:
        return ()
    nome = rotulo or f"prazo de {prazo.tipo.rotulo.lower()}"
    passos = passos_do_prazo(prazo)
    datas = ((prazo.inicio, "início"), (prazo.vence, "último dia"), (prazo.vence_ultimo, "último dia, em toda leitura"))
    return tuple(
        DataImpressa(data=dia, rotulo=f"{nome}: {qual}", origem=nome, passos=passos, dispositivo=prazo.dispositivo)
        for dia, qual in datas
        if dia is not None
    )


def de_texto(texto: str | None, rotulo: str, origem: str) -> tuple[DataImpressa, ...]:
    """Return the entries of the dates that somebody wrote inside a text (dd/mm/aaaa, or with the month's name).

    What is no date is left out.
    """
    achadas = []
    com_mes = [f"{int(d):02}/{MESES.index(m.lower()) + 1:02}/{a}" for d, m, a in _COM_MES.findall(texto or "")]
    for escrita in (*_DATA.findall(texto or ""), *com_mes):
        try:
            achadas.append(DataImpressa(data=ler_data(escrita), rotulo=rotulo, origem=origem))
        except (DataInvalida, ErroDominio):
            continue
    return tuple(achadas)


def dos_valores(
    dados: object, origem: str, prazos: Mapping[str, Prazo | None] | None = None
) -> tuple[DataImpressa, ...]:
    """Return the entries of every date among a paper's values, those inside its texts included.

    ``prazos`` gives, by the name of the field that holds it, the deadline whose computation explains its dates.
    """
    contas = prazos or {}
    entradas: list[DataImpressa] = []
    for caminho, valor in _folhas(dados, ()):
        campo = caminho[-1]
        dono = next((contas[parte] for parte in caminho if parte in contas), None)
        if isinstance(valor, date):
            entradas.append(_entrada(valor, campo, caminho, origem, dono))
        else:
            entradas.extend(de_texto(valor, f"citada em “{campo.replace('_', ' ')}”", origem))
    return sem_repetir(entradas)


def sem_repetir(entradas: Iterable[DataImpressa]) -> tuple[DataImpressa, ...]:
    """Return the entries once each, in order."""
    return tuple(dict.fromkeys(entradas))


def _entrada(dia: date, campo: str, caminho: tuple[str, ...], origem: str, prazo: Prazo | None) -> DataImpressa:
    rotulo = ROTULOS.get(campo, campo.replace("_", " "))
    if len(caminho) > 1 and campo == "data":
        rotulo = f"{caminho[-2].replace('_', ' ')}: data"
    explica = prazo is not None and dia in (prazo.inicio, prazo.vence, prazo.vence_ultimo)
    if prazo is None or not explica:
        return DataImpressa(data=dia, rotulo=rotulo, origem=origem)
    passos = passos_do_prazo(prazo)
    return DataImpressa(data=dia, rotulo=rotulo, origem=origem, passos=passos, dispositivo=prazo.dispositivo)


def _folhas(valor: object, caminho: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], date | str]]:
    """Yield the dates and texts inside a value, each with the names that lead to it."""
    if isinstance(valor, date | str):
        if caminho:
            yield caminho, valor
    elif dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        for campo in dataclasses.fields(valor):
            yield from _folhas(getattr(valor, campo.name), (*caminho, campo.name))
    elif isinstance(valor, tuple | list):
        for item in valor:
            yield from _folhas(item, caminho)
