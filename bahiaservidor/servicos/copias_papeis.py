"""Papers and scans in a folder of copies: one file that only grows, or encrypted parcels of what was new each time.

They are never thinned: a copy of the registry of any age finds here what it names.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from ..arquivos import colocar, gravar_arquivo
from ..registro import chaves
from ..registro import copias as motor
from ..registro import copias_papeis as blocos
from ..registro.disco import pasta_de_trabalho, resumo_do_arquivo
from . import copias_cifra

ARQUIVO: Final = "papeis.sqlite3"
_DO_CIFRADO: Final = "papeis-cifrados.sqlite3"
"""Papers of a registry that is encrypted itself: with its key, so in a file of their own."""
_REMESSA: Final = re.compile(r"papeis-(\d{6})\.sqlite3\.age", re.ASCII)
_CONFERENCIA: Final = "papeis-conferidos.json"
AMOSTRA: Final = 50
"""Papers drawn by lot and read each day; all of them, each week."""
_SEMANA: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferencia:
    """When papers of a folder were last read, by sample and all of them, and how many were not what they should be."""

    amostra: datetime | None = None
    inteira: datetime | None = None
    lidos: int = 0
    maus: int = 0


def _remessas(pasta: Path) -> dict[str, dict[str, Any]]:
    """Return the parcels of a folder: name, and what is known of each without opening it (``sha256``, ``hashes``)."""
    achadas = {}
    for indice in sorted(pasta.glob("papeis-*.sqlite3.age.json")):
        try:
            dados = json.loads(indice.read_text("utf-8"))
            if _REMESSA.fullmatch(dados["arquivo"]) and (pasta / dados["arquivo"]).is_file():
                achadas[dados["arquivo"]] = {"sha256": str(dados["sha256"]), "hashes": list(map(str, dados["hashes"]))}
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return achadas


def _abertos(pasta: Path, registro: Path) -> list[Path]:
    """Return the files of papers of a folder that open as the registry does, each with its key."""
    achados = [pasta / nome for nome in (ARQUIVO, _DO_CIFRADO) if (pasta / nome).exists()]
    for arquivo in achados:
        motor.como_o_registro(arquivo, registro)
    return achados if chaves.da(registro) is not None else [a for a in achados if a.name == ARQUIVO]


def _presentes(pasta: Path, registro: Path, *, cifra: bool) -> set[str]:
    if not cifra:
        return {hash_ for arquivo in _abertos(pasta, registro) for hash_ in blocos.hashes(arquivo)}
    return {hash_ for remessa in _remessas(pasta).values() for hash_ in remessa["hashes"]}


def copiar(papeis: Path, pasta: Path, registro: Path, *, recipiente: str) -> int:
    """Bring to a folder of copies the papers it has not; return how many.  Raises ErroDominio and OSError."""
    if not recipiente:
        return blocos.copiar_novos(papeis, pasta / (ARQUIVO if chaves.da(registro) is None else _DO_CIFRADO))
    novos = sorted(blocos.hashes(papeis) - _presentes(pasta, registro, cifra=True))
    if not novos:
        return 0
    numero = max((int(nome[7:13]) for nome in _remessas(pasta)), default=0) + 1
    nome = f"papeis-{numero:06}.sqlite3.age"
    with pasta_de_trabalho(registro.parent) as obra, pasta_de_trabalho(pasta) as chegada:
        blocos.separar(papeis, obra / "papeis.sqlite3", novos)
        _, sha256 = copias_cifra.cifrar(obra / "papeis.sqlite3", chegada / nome, recipiente)
        colocar(chegada / nome, pasta / nome)
    indice = {"arquivo": nome, "sha256": sha256, "hashes": novos}
    gravar_arquivo(pasta / f"{nome}.json", json.dumps(indice).encode())
    return len(novos)


def contar(pasta: Path, restaurada: Path, registro: Path, *, cifra: bool) -> tuple[int, int]:
    """Return how many papers a registry names, and how many of them the folder has not."""
    pedidos = blocos.pedidos(restaurada)
    return len(pedidos), len(pedidos - _presentes(pasta, registro, cifra=cifra))


def devolver(pasta: Path, destino: Path, registro: Path, identidade: Any | None, *, novo: Path) -> int:
    """Bring back to a file of papers what it lacks of a folder; return how many came.  Nothing there is replaced.

    ``identidade`` opens the encrypted parcels; ``novo`` is the registry whose papers these are to be.  Raises
    ErroDominio and OSError.
    """
    vieram = sum(blocos.passar_o_que_falta(arquivo, destino, novo) for arquivo in _abertos(pasta, registro))
    if identidade is None:
        return vieram
    for nome in _remessas(pasta):
        with pasta_de_trabalho(registro.parent) as obra:
            copias_cifra.decifrar(pasta / nome, obra / "papeis.sqlite3", identidade)
            motor.como_o_registro(obra / "papeis.sqlite3", registro)
            vieram += blocos.passar_o_que_falta(obra / "papeis.sqlite3", destino, novo)
    return vieram


def conferencia(pasta: Path) -> Conferencia:
    """Return when the papers of a folder were last read."""
    try:
        dados = json.loads((pasta / _CONFERENCIA).read_text("utf-8"))
        for nome in ("amostra", "inteira"):
            dados[nome] = None if dados[nome] is None else datetime.fromisoformat(dados[nome])
        return Conferencia(**dados)
    except (OSError, ValueError, KeyError, TypeError):
        return Conferencia()


def conferir(pasta: Path, registro: Path, *, agora: datetime) -> Conferencia | None:
    """Read the papers of a folder that are due: a sample a day, all a week; None when none is.

    Raises ErroDominio and OSError.
    """
    antes = conferencia(pasta)
    inteira = antes.maus > 0 or antes.inteira is None or not timedelta(0) <= agora - antes.inteira < _SEMANA
    if not inteira and antes.amostra is not None and antes.amostra.date() == agora.date():
        return None
    remessas = _remessas(pasta)
    lidos = maus = 0
    for aberto in _abertos(pasta, registro):
        todos = sorted(blocos.hashes(aberto))
        escolhidos = todos if inteira else random.SystemRandom().sample(todos, min(AMOSTRA, len(todos)))
        lidos, maus = lidos + len(escolhidos), maus + len(blocos.conferir(aberto, escolhidos))
    nomes = list(remessas) if inteira else random.SystemRandom().sample(list(remessas), min(1, len(remessas)))
    for nome in nomes:
        lidos += len(remessas[nome]["hashes"])
        if resumo_do_arquivo(pasta / nome) != remessas[nome]["sha256"]:
            maus += len(remessas[nome]["hashes"])
    if not lidos and not antes.maus:
        return None
    nova = replace(antes, amostra=agora, lidos=lidos, maus=maus)
    if inteira:
        nova = replace(nova, inteira=agora)
    dados = {**asdict(nova), "amostra": agora.isoformat(), "inteira": nova.inteira and nova.inteira.isoformat()}
    gravar_arquivo(pasta / _CONFERENCIA, json.dumps(dados).encode())
    return nova
