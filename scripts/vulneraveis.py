"""Asks the package index whether a locked version has a known vulnerability; without an answer it says so and passes.

The index is the one that pip itself would use, asked of pip when this runs. One question a locked package goes out, so
it is only made when asked for: `make vulneraveis`, or `make test` with BAHIASERVIDOR_VULNERABILIDADES=1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
LIGAR = "BAHIASERVIDOR_VULNERABILIDADES"
"""Environment variable with which `make test` also asks."""

PRAZO_S = 5.0
"""Seconds for all the questions."""
_MAIOR_RESPOSTA = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferencia:
    """What was found: ``achados`` in words; ``mudos`` are the packages of which nothing was answered."""

    conferidos: int = 0
    achados: tuple[str, ...] = ()
    mudos: tuple[str, ...] = field(default=())


def travadas(arquivo: Path) -> list[tuple[str, str]]:
    """Return the names and versions of a lock."""
    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", arquivo.read_text("utf-8"), re.MULTILINE)


def indice() -> str:
    """Return the index that pip would use: of the environment, its settings, or its own; empty without pip."""
    escolhido = os.environ.get("PIP_INDEX_URL", "")
    for comando, padrao in (
        (("config", "get", "global.index-url"), r"(\S+://\S+)"),
        (("install", "--help"), r"Base URL of the Python Package Index\s+\(default\s+(\S+?)\)"),
    ):
        if not escolhido:
            dito = subprocess.run(
                [sys.executable, "-m", "pip", *comando], capture_output=True, text=True, check=False, timeout=20
            ).stdout
            achado = re.search(padrao, dito)
            escolhido = achado[1] if achado else ""
    return escolhido


def endereco(base: str, nome: str, versao: str) -> str:
    """Return where the index says what it knows of a version: beside its list of files."""
    raiz = base.rstrip("/").removesuffix("/simple")
    return f"{raiz}/pypi/{urllib.parse.quote(nome)}/{urllib.parse.quote(versao)}/json"


def _perguntar(base: str, nome: str, versao: str, fim: float) -> list[str] | None:
    """Return what is known against a version, None when nothing is answered."""
    resta = fim - time.monotonic()
    if resta <= 0.05:
        return None
    try:
        with urllib.request.urlopen(endereco(base, nome, versao), timeout=resta) as resposta:
            lido: Any = json.loads(resposta.read(_MAIOR_RESPOSTA))
    except (OSError, ValueError, urllib.error.URLError):
        return None
    conhecidas = lido.get("vulnerabilities") if isinstance(lido, dict) else None
    if not isinstance(conhecidas, list):
        return None
    return [_em_palavras(nome, versao, uma) for uma in conhecidas if isinstance(uma, dict) and not uma.get("withdrawn")]


def _em_palavras(nome: str, versao: str, uma: dict[str, Any]) -> str:
    nomes = [str(uma.get("id", "sem número")), *map(str, uma.get("aliases") or ())]
    corrigida = ", ".join(map(str, uma.get("fixed_in") or ())) or "nenhuma ainda"
    return f"{nome} {versao}: {' '.join(nomes)}; corrigida em: {corrigida}"


def conferir(pacotes: list[tuple[str, str]], base: str, *, prazo: float = PRAZO_S) -> Conferencia:
    """Ask of each package, the first one alone: an index that does not answer it is not asked of the others."""
    fim = time.monotonic() + prazo
    mudos = tuple(nome for nome, _ in pacotes)
    if not pacotes or not base:
        return Conferencia(mudos=mudos)
    nome, versao = pacotes[0]
    if _perguntar(base, nome, versao, time.monotonic() + prazo / 2) is None:
        return Conferencia(mudos=mudos)
    with ThreadPoolExecutor(max_workers=8) as varios:
        respostas = list(varios.map(lambda pacote: _perguntar(base, pacote[0], pacote[1], fim), pacotes))
    return Conferencia(
        conferidos=sum(resposta is not None for resposta in respostas),
        achados=tuple(achado for resposta in respostas for achado in resposta or ()),
        mudos=tuple(nome for (nome, _), resposta in zip(pacotes, respostas, strict=True) if resposta is None),
    )


def relatar(visto: Conferencia) -> int:
    """Print what was found and return the status: 1 only for a known vulnerability."""
    if not visto.conferidos:
        print("O índice de pacotes não respondeu: as versões travadas não foram conferidas contra vulnerabilidades.")
        return 0
    print(f"{visto.conferidos} versões travadas conferidas contra vulnerabilidades conhecidas.")
    if visto.mudos:
        print(f"Sem resposta sobre: {', '.join(visto.mudos)}.")
    for achado in visto.achados:
        print(f"VULNERÁVEL: {achado}")
    return 1 if visto.achados else 0


def main() -> int:
    """Read the command line and ask."""
    leitor = argparse.ArgumentParser(description="Confere as versões travadas contra vulnerabilidades conhecidas.")
    leitor.add_argument("--trava", type=Path, default=RAIZ / "requirements" / "execucao.txt")
    leitor.add_argument("--prazo", type=float, default=PRAZO_S, help="segundos para todas as perguntas")
    opcoes = leitor.parse_args()
    return relatar(conferir(travadas(opcoes.trava), indice(), prazo=opcoes.prazo))


if __name__ == "__main__":
    raise SystemExit(main())
