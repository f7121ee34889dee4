"""The labelled corpus of the Diário Oficial, and how well a reading of it does: precision and recall per field.

``reservado`` was written before the reader and the reader was never adjusted to it; ``ajuste`` is what it was tried on.
People, numbers and processes are invented.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bahiaservidor.intercambio.diario_oficial import Leitura, Proposta, ler

PASTA: Final = Path(__file__).parent / "diario"
CAMPOS: Final = (
    "verbo", "tipo", "motivo", "nome", "matricula", "cpf", "cargo", "simbolo", "lotacao", "secretaria",
    "cargo_de_origem", "classe", "a_pedido", "data_efeito", "efeito_na_publicacao", "inicio_periodo", "fim_periodo",
    "sem_fim", "dias", "processo", "edital", "classificacao", "cota", "titular", "ultimo_ocupante", "ref_especie",
    "ref_numero", "ref_data", "ref_doe_data", "ref_tipo", "onde_se_le", "leia_se", "situacao",
)  # fmt: skip
#: What a label says only when it wants to; the other fields, left out of a label, are not in the text.
SE_DITO: Final = frozenset({"ref_tipo"})
ATOS: Final = ("lida", "incompleta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amostra:
    """A text, its acts as labelled, and the shape of its papers."""

    nome: str
    texto: str
    atos: tuple[Mapping[str, Any], ...]
    forma: str | None = None
    lugares: tuple[int, ...] | None = None
    """Where each act begins, when it is known; otherwise where its ``comeca`` is."""


@dataclass(slots=True)
class Conta:
    """Right, wrong and missed."""

    certos: int = 0
    falsos: int = 0
    perdidos: int = 0

    @property
    def precisao(self) -> float:
        """Return the share of what was read that is right; 1 when nothing was read."""
        lidos = self.certos + self.falsos
        return self.certos / lidos if lidos else 1.0

    @property
    def revocacao(self) -> float:
        """Return the share of what there is that was read; 1 when there is nothing."""
        existentes = self.certos + self.perdidos
        return self.certos / existentes if existentes else 1.0


@dataclass(slots=True)
class Medida:
    """The counts of a set of samples: ``ato`` (was the act found?), ``comeca`` (at its place?) and each field."""

    amostras: int = 0
    atos: int = 0
    contas: dict[str, Conta] = field(default_factory=dict)
    erros: list[str] = field(default_factory=list)

    def conta(self, nome: str) -> Conta:
        """Return the counts of a field."""
        return self.contas.setdefault(nome, Conta())

    def geral(self) -> Conta:
        """Return the counts of all fields together."""
        soma = Conta()
        for nome in CAMPOS:
            conta = self.conta(nome)
            soma.certos += conta.certos
            soma.falsos += conta.falsos
            soma.perdidos += conta.perdidos
        return soma


def amostras(parte: str) -> list[Amostra]:
    """Return the samples of ``reservado`` or ``ajuste``, in the order of their names."""
    prontas = []
    for arquivo in sorted((PASTA / parte).glob("*.txt")):
        rotulos = tomllib.loads(arquivo.with_suffix(".toml").read_text("utf-8"))
        prontas.append(
            Amostra(
                nome=arquivo.stem,
                texto=arquivo.read_text("utf-8"),
                atos=tuple(rotulos.get("ato", [])),
                forma=rotulos.get("forma"),
            )
        )
    return prontas


def valor(proposta: Proposta, campo: str) -> Any:
    """Return what was read, in the words of the labels; None when nothing was."""
    if campo.startswith("ref_"):
        referido = proposta.ato_referido
        lido = getattr(referido, campo.removeprefix("ref_")) if referido is not None else None
    else:
        lido = getattr(proposta, campo)
    return None if lido is False or lido == "" else lido


def medir(conjunto: Iterable[Amostra]) -> Medida:
    """Read every sample and count."""
    medida = Medida()
    for amostra in conjunto:
        medida.amostras += 1
        medida.atos += len(amostra.atos)
        _medir(medida, amostra, ler(amostra.texto))
    return medida


def posicoes(amostra: Amostra) -> list[int]:
    """Return where each labelled act begins."""
    if amostra.lugares is not None:
        return list(amostra.lugares)
    lugares = []
    posicao = 0
    for ato in amostra.atos:
        posicao = amostra.texto.index(ato["comeca"], posicao)
        lugares.append(posicao)
        posicao += 1
    return lugares


def _medir(medida: Medida, amostra: Amostra, leitura: Leitura) -> None:
    sobram = [p for p in leitura.propostas if p.situacao in ATOS]
    for ato, posicao in zip(amostra.atos, posicoes(amostra), strict=True):
        achada = next((p for p in sobram if p.inicio <= posicao < p.fim), None)
        if achada is None:
            medida.conta("ato").perdidos += 1
            medida.erros.append(f"{amostra.nome}: não achou “{ato['comeca']}”")
        else:
            sobram.remove(achada)
            medida.conta("ato").certos += 1
            lugar = medida.conta("comeca")
            lugar.certos += achada.inicio == posicao
            lugar.falsos += achada.inicio != posicao
            forma = leitura.papeis[achada.papel].forma
            if amostra.forma is not None:
                medida.conta("forma").certos += forma == amostra.forma
                medida.conta("forma").falsos += forma != amostra.forma
            if "duvida" in ato:
                avisou = any(ato["duvida"] in duvida for duvida in achada.duvidas)
                medida.conta("duvida").certos += avisou
                medida.conta("duvida").perdidos += not avisou
        for campo in CAMPOS:
            _comparar(medida, amostra, ato, campo, achada)
    for falsa in sobram:
        medida.conta("ato").falsos += 1
        medida.erros.append(f"{amostra.nome}: não é ato “{falsa.texto[:60]!r}”")
        for campo in CAMPOS:
            if valor(falsa, campo) is not None:
                medida.conta(campo).falsos += 1


def _comparar(medida: Medida, amostra: Amostra, ato: Mapping[str, Any], campo: str, achada: Proposta | None) -> None:
    esperado = ato.get(campo, "lida" if campo == "situacao" else None)
    lido = valor(achada, campo) if achada is not None else None
    if (esperado is None and lido is None) or (campo in SE_DITO and campo not in ato):
        return
    conta = medida.conta(campo)
    if lido == esperado:
        conta.certos += 1
        return
    conta.falsos += lido is not None
    conta.perdidos += esperado is not None
    medida.erros.append(f"{amostra.nome}: {ato['comeca'][:40]!r} {campo}: esperava {esperado!r}, leu {lido!r}")


def tabela(titulo: str, medida: Medida) -> str:
    """Return the figures as lines of text."""
    linhas = [
        f"{titulo}: {medida.atos} atos em {medida.amostras} textos",
        f"{'':22}{'precisão':>9}{'revocação':>11}{'certos':>8}",
    ]
    nomes = [n for n in ("ato", "comeca", "forma", "duvida", *CAMPOS) if n in medida.contas]
    for nome, conta in [*((n, medida.conta(n)) for n in nomes), ("todos os campos", medida.geral())]:
        linhas.append(f"{nome:22}{conta.precisao:9.3f}{conta.revocacao:11.3f}{conta.certos:8}")
    return "\n".join(linhas)
