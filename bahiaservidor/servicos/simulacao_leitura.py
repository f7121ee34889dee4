"""Strict reader of case files: every wrong, missing or unknown field is named by its path (``casos[3].atos[1].data``).

A field ignored in silence makes a case that tests something else than it says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from ..estatuto.atos.base import Ressalva
from ..estatuto.regime import Opcoes
from ..estatuto.tipos import Carater, ContagemPublicacao, EstadoPrazo, FimDeMes, Situacao, TipoPrazo
from .simulacao_atos import ATOS, CARGO_POR_CARATER, COMUNS, SERVIDOR_PADRAO
from .simulacao_campos import (
    Campo,
    Campos,
    ErroCaso,
    data,
    escolha,
    inteiro,
    lista,
    mapa,
    objeto,
    ou_nulo,
    so_o_escrito,
    texto,
    texto_livre,
)

FORMATO: Final = 1
NASCIMENTO_PADRAO: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoDoCaso:
    """A cargo of a case; ``vagas`` None means posts to spare."""

    natureza: Carater = Carater.PERMANENTE
    vagas: int | None = None
    carreira: str = "X"


CARGOS_PADRAO: Final[Mapping[str, CargoDoCaso]] = MappingProxyType(
    {nome: CargoDoCaso(natureza=natureza) for natureza, nome in CARGO_POR_CARATER.items()}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtoDoCaso:
    """An act of a case; ``campos`` are its own fields, completed with the defaults of the format."""

    ato: str
    servidor: str = SERVIDOR_PADRAO
    vinculo: int | None = None
    ressalva: Ressalva | None = None
    campos: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Espera:
    """What a case expects, as written: only that is compared.  None where the case says nothing."""

    servidores: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    recusas: tuple[Mapping[str, Any], ...] | None = None
    propostas: tuple[Mapping[str, Any], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caso:
    """One case, read and completed with the defaults of the format."""

    id: str
    em: date
    servidores: Mapping[str, date]
    municipio: str | None
    dias_sem_expediente: tuple[date, ...]
    opcoes: Opcoes
    cargos: Mapping[str, CargoDoCaso]
    atos: tuple[AtoDoCaso, ...]
    espera: Espera


def ler_casos(conteudo: bytes) -> tuple[Caso, ...]:
    """Return the cases in the bytes of a file.  Raises ErroCaso, which names the path of what is wrong."""
    lido = _ARQUIVO(_ler_json(conteudo), "")
    vistos: dict[str, int] = {}
    for i, caso in enumerate(lido["casos"]):
        if caso.id in vistos:
            raise ErroCaso(f"casos[{i}].id", f"repete o de casos[{vistos[caso.id]}] (“{caso.id}”)")
        vistos[caso.id] = i
    casos: tuple[Caso, ...] = lido["casos"]
    return casos


def _ler_json(conteudo: bytes) -> Any:
    try:
        return json.loads(conteudo.decode("utf-8-sig"), object_pairs_hook=_sem_repeticao, parse_constant=_constante)
    except UnicodeDecodeError as erro:
        raise ErroCaso("", "o texto não está em UTF-8") from erro
    except json.JSONDecodeError as erro:
        raise ErroCaso("", f"não é JSON (erro na linha {erro.lineno}, coluna {erro.colno})") from erro
    except (RecursionError, ValueError) as erro:
        raise ErroCaso("", "não é JSON que se possa ler (níveis demais, ou número longo demais)") from erro


def _sem_repeticao(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    resultado: dict[str, Any] = {}
    for nome, valor in pares:
        if nome in resultado:
            raise ErroCaso(nome, "aparece duas vezes no mesmo objeto")
        resultado[nome] = valor
    return resultado


def _constante(nome: str) -> Any:
    raise ErroCaso("", f"“{nome}” não é um valor de JSON")


# ---------------------------------------------------------------- a case


def _formato(valor: Any, caminho: str) -> int:
    lido: int = inteiro(0, 1_000_000)(valor, caminho)
    if lido != FORMATO:
        raise ErroCaso(caminho, f"é {lido}, e este programa lê o formato {FORMATO}")
    return lido


def _caso(valor: Any, caminho: str) -> Caso:
    lido = _ler_caso(valor, caminho)
    servidores: dict[str, date] = lido["servidores"]
    cargos = {**CARGOS_PADRAO, **lido["cargos"]}
    atos: tuple[AtoDoCaso, ...] = lido["atos"]
    cargos |= {
        nome: CargoDoCaso()
        for ato in atos
        if ato.ato == "transformacao_cargo"
        for nome in (ato.campos["de"], ato.campos["para"])
        if nome not in cargos
    }
    for i, ato in enumerate(atos):
        onde = f"{caminho}.atos[{i}]"
        if ato.servidor not in servidores:
            if ato.servidor != SERVIDOR_PADRAO:
                raise ErroCaso(f"{onde}.servidor", f"cita “{ato.servidor}”, que não está em “servidores”")
            servidores = {SERVIDOR_PADRAO: NASCIMENTO_PADRAO, **servidores}
        cargo = ato.campos.get("cargo")
        if cargo is not None and cargo not in cargos:
            raise ErroCaso(f"{onde}.cargo", f"cita “{cargo}”, que não está em “cargos”")
    espera: Espera = lido["espera"]
    for nome in espera.servidores:
        if nome not in servidores:
            raise ErroCaso(f"{caminho}.espera.{nome}", "não existe no formato nem em “servidores”")
    for posicao, recusa in enumerate(espera.recusas or ()):
        if recusa["indice"] >= len(atos):
            raise ErroCaso(f"{caminho}.espera.recusas[{posicao}].indice", f"passa do último ato ({len(atos) - 1})")
    for posicao, proposta in enumerate(espera.propostas or ()):
        if proposta.get("servidor", SERVIDOR_PADRAO) not in servidores:
            raise ErroCaso(f"{caminho}.espera.propostas[{posicao}].servidor", "não está em “servidores”")
    return Caso(
        id=lido["id"],
        em=lido["em"],
        servidores=servidores,
        municipio=lido["municipio"],
        dias_sem_expediente=lido["dias_sem_expediente"],
        opcoes=Opcoes(**lido["opcoes"]),
        cargos=cargos,
        atos=atos,
        espera=espera,
    )


def _por_nome(leitor: Any, valor: Any, caminho: str) -> dict[str, Any]:
    """Read an object whose keys are names that the case chooses."""
    nomes = mapa(valor, caminho)
    for nome in nomes:
        if not nome.strip():
            raise ErroCaso(caminho, "tem um nome vazio")
    return {nome: leitor(conteudo, f"{caminho}.{nome}") for nome, conteudo in nomes.items()}


def _servidores(valor: Any, caminho: str) -> dict[str, date]:
    lidos = _por_nome(objeto({"nascimento": Campo(data, NASCIMENTO_PADRAO)}), valor, caminho)
    for nome in ("recusas", "propostas"):
        if nome in lidos:
            raise ErroCaso(f"{caminho}.{nome}", "não pode ser nome de servidor")
    return {nome: campos["nascimento"] for nome, campos in lidos.items()}


def _cargos(valor: Any, caminho: str) -> dict[str, CargoDoCaso]:
    leitor = objeto(
        {
            "natureza": Campo(escolha(Carater), Carater.PERMANENTE),
            "vagas": Campo(ou_nulo(inteiro(0, 1_000_000)), None),
            "carreira": Campo(texto, "X"),
        }
    )
    return {nome: CargoDoCaso(**campos) for nome, campos in _por_nome(leitor, valor, caminho).items()}


def _ato(valor: Any, caminho: str) -> AtoDoCaso:
    bruto = mapa(valor, caminho)
    if "ato" not in bruto:
        raise ErroCaso(f"{caminho}.ato", "é obrigatório e não foi informado")
    tipo = texto(bruto["ato"], f"{caminho}.ato")
    if tipo not in ATOS:
        raise ErroCaso(f"{caminho}.ato", f"é “{tipo}”, ato que não existe no formato")
    proprios = ATOS[tipo]
    lido = objeto({**COMUNS, **proprios})(bruto, caminho)
    campos = {nome: lido[nome] for nome in proprios}
    if tipo == "nomeacao" and campos["cargo"] is None:
        campos["cargo"] = CARGO_POR_CARATER[campos["carater"]]
    return AtoDoCaso(
        ato=tipo, servidor=lido["servidor"], vinculo=lido["vinculo"], ressalva=lido["ressalva"], campos=campos
    )


_PRAZO: Final[Campos] = {
    "prazo": Campo(escolha(TipoPrazo)),
    "numero": Campo(ou_nulo(inteiro(1, 6)), None),
    "vinculo": Campo(inteiro(1, 99), None),
    "inicio": Campo(ou_nulo(data), None),
    "vence": Campo(ou_nulo(data), None),
    "vence_ultimo": Campo(ou_nulo(data), None),
    "estado": Campo(escolha(EstadoPrazo), None),
    "dispositivo": Campo(texto, None),
    "memoria": Campo(lista(texto_livre), None),
}
_SERVIDOR: Final[Campos] = {
    "situacao": Campo(ou_nulo(escolha(Situacao)), None),
    "prazos": Campo(lista(so_o_escrito(_PRAZO)), ()),
}
_RECUSA: Final[Campos] = {
    "indice": Campo(inteiro(0, 1_000_000)),
    "dispositivo": Campo(texto, None),
    "ato": Campo(escolha(tuple(ATOS)), None),
    "mensagem": Campo(texto, None),
}
_PROPOSTA: Final[Campos] = {
    "servidor": Campo(texto, None),
    "ato": Campo(escolha(tuple(ATOS)), None),
    "dispositivo": Campo(texto, None),
}


def _espera(valor: Any, caminho: str) -> Espera:
    bruto = mapa(valor, caminho)
    especiais = objeto(
        {
            "recusas": Campo(lista(so_o_escrito(_RECUSA)), None),
            "propostas": Campo(lista(so_o_escrito(_PROPOSTA)), None),
        }
    )({nome: bruto[nome] for nome in ("recusas", "propostas") if nome in bruto}, caminho)
    pessoas = {nome: conteudo for nome, conteudo in bruto.items() if nome not in ("recusas", "propostas")}
    return Espera(servidores=_por_nome(so_o_escrito(_SERVIDOR), pessoas, caminho), **especiais)


_ler_caso = objeto(
    {
        "id": Campo(texto),
        "descricao": Campo(texto_livre, ""),
        "em": Campo(data),
        "servidores": Campo(_servidores, {SERVIDOR_PADRAO: NASCIMENTO_PADRAO}),
        "municipio": Campo(ou_nulo(texto), None),
        "dias_sem_expediente": Campo(lista(data), ()),
        "opcoes": Campo(
            objeto(
                {
                    "contagem_publicacao": Campo(escolha(ContagemPublicacao), ContagemPublicacao.LITERAL),
                    "fim_de_mes": Campo(escolha(FimDeMes), FimDeMes.DIA_SEGUINTE),
                }
            ),
            {"contagem_publicacao": ContagemPublicacao.LITERAL, "fim_de_mes": FimDeMes.DIA_SEGUINTE},
        ),
        "cargos": Campo(_cargos, {}),
        "atos": Campo(lista(_ato)),
        "espera": Campo(_espera, Espera()),
    }
)
_ARQUIVO = objeto({"formato": Campo(_formato), "casos": Campo(lista(_caso))})
