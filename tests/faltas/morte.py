"""A clerk killed again and again: a program of its own, since it makes processes by copying itself.

Run with a folder, how many deaths and a seed; prints what was confirmed, what was lost and what is wrong, as JSON.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bahiaservidor.registro import migracao
from bahiaservidor.registro.banco import ESQUEMA, Banco
from tests.faltas.oficio import ESPECIES, Feito, aberto, abrir, faltas, perdidos, preparar

MAIOR_ESPERA_S = 0.2
POR_REGISTRO = 25
"""Deaths suffered by one file before another takes its place."""

MODOS: tuple[tuple[str, ...], ...] = (ESPECIES, ("ato",), ("papel",), ("importacao",), ("correcao", "ato"), ("copia",))


def viver(caminho: Path, semente: int, especies: tuple[str, ...], dizer: Callable[[Feito], None]) -> None:
    """Work until killed, telling each thing after it was confirmed."""
    sorteio = random.Random(semente)
    oficio = abrir(caminho)
    dizer(("aberto", 0))
    numero = 0
    while True:
        if especies == ("copia",):
            numero += 1
            oficio.fazer(sorteio, ("ato", "cadastro"))
            oficio.ctx.banco.copiar_para(caminho.with_name(f"copia-{semente}-{numero}.sqlite3"))
            dizer(("copia", numero))
        else:
            dizer(oficio.fazer(sorteio, especies))


def matar_um(caminho: Path, semente: int, especies: tuple[str, ...]) -> list[Feito]:
    """Let a process work on the registry, kill it at a random moment, and return what it had confirmed."""
    le, escreve = os.pipe()
    gc.freeze()
    filho = os.fork()
    if filho == 0:
        os.close(le)
        try:
            viver(caminho, semente, especies, lambda feito: _dizer(escreve, feito))
        except BaseException:
            traceback.print_exc()
        os._exit(9)
    os.close(escreve)
    sorteio = random.Random(semente)
    dito = b""
    if sorteio.random() < 0.8:  # the others may die while opening
        # After so many things were confirmed, and not after so long: a busy machine gets as far as an idle one.
        quantas = sorteio.randrange(5)
        while dito.count(b"\n") <= quantas and select.select([le], [], [], 60)[0]:
            parte = os.read(le, 4096)
            if not parte:
                break
            dito += parte
    time.sleep(sorteio.random() * MAIOR_ESPERA_S)
    os.kill(filho, signal.SIGKILL)
    _, situacao = os.waitpid(filho, 0)
    with os.fdopen(le, "rb") as cano:
        dito += cano.read()
    linhas = [linha for linha in dito.decode("ascii").split("\n") if linha.endswith(".")]
    if not os.WIFSIGNALED(situacao):
        raise RuntimeError(f"o trabalho {semente} {especies} parou por si, depois de {linhas}")
    return [(especie, int(numero)) for especie, numero, _ in map(str.split, linhas) if especie != "aberto"]


def _dizer(cano: int, feito: Feito) -> None:
    os.write(cano, f"{feito[0]} {feito[1]} .\n".encode())


def migrar_e_morrer(caminho: Path, semente: int) -> bool:
    """Kill a process that brings an old registry to this version; tell whether it had got there."""
    filho = os.fork()
    if filho == 0:
        with contextlib.suppress(BaseException):
            Banco.abrir(caminho).fechar()
            os._exit(0)
        os._exit(9)
    time.sleep(random.Random(semente).random() * MAIOR_ESPERA_S * 8)
    os.kill(filho, signal.SIGKILL)
    os.waitpid(filho, 0)
    conexao = sqlite3.connect(f"{caminho.as_uri()}?mode=rw", uri=True)
    (versao,) = conexao.execute("SELECT version_num FROM alembic_version").fetchone()
    (dano,) = conexao.execute("PRAGMA integrity_check").fetchone()
    conexao.close()
    if versao not in ("0001", ESQUEMA) or dano != "ok":
        raise RuntimeError(f"a migração morta deixou a versão {versao} ({dano})")
    return bool(versao == ESQUEMA)


def _aquecer(modelo: Path, caminho: Path) -> None:
    """Import all that the work needs before any process is made: each would spend its short life importing."""
    shutil.copy(modelo, caminho)
    with aberto(caminho) as oficio:
        for especie in ESPECIES:
            oficio.fazer(random.Random(1), (especie,))
        faltas(oficio)


def main(pasta: Path, corridas: int, semente: int) -> dict[str, object]:
    """Kill so many times and return the account."""
    modelo, velho = pasta / "modelo.sqlite3", pasta / "velho.sqlite3"
    preparar(modelo, candidatos=400)
    _aquecer(modelo, pasta / "quente.sqlite3")
    shutil.copy(modelo, velho)
    banco = Banco.abrir(velho)
    with banco.escrita() as conexao:
        migracao.reverter(conexao, para="0001")
    banco.fechar()
    conta: Counter[str] = Counter()
    tudo: list[Feito] = []
    caminho = pasta / "registro.sqlite3"
    achados: list[str] = []
    for corrida in range(corridas):
        if corrida % 8 == 7:
            antigo = pasta / "antigo.sqlite3"
            shutil.copy(velho, antigo)
            conta["migrações que chegaram ao fim"] += migrar_e_morrer(antigo, semente + corrida)
            with aberto(antigo) as oficio:
                achados += faltas(oficio)
            conta["mortes na migração"] += 1
            for sobra in pasta.glob("antigo.sqlite3*"):
                sobra.unlink()
            continue
        if corrida % POR_REGISTRO == 0:
            for sobra in (*pasta.glob("registro.sqlite3*"), *pasta.glob("copia-*")):
                sobra.unlink()
            shutil.copy(modelo, caminho)
            tudo.clear()
        feitos = matar_um(caminho, semente + corrida, MODOS[corrida % len(MODOS)])
        conta["mortes gravando"] += 1
        conta.update(especie for especie, _ in feitos)
        tudo += [feito for feito in feitos if feito[0] != "copia"]
        with aberto(caminho) as oficio:
            achados += [f"perdido: {feito}" for feito in perdidos(oficio, tudo)] + faltas(oficio)
        for especie, numero in feitos:
            if especie == "copia":
                with aberto(pasta / f"copia-{semente + corrida}-{numero}.sqlite3") as oficio:
                    achados += [f"cópia {numero}: {falta}" for falta in faltas(oficio)]
    return {"conta": dict(conta), "confirmados": sum(conta[e] for e in ("ato", "entrada", "papel", "importacao")),
            "achados": achados}  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
