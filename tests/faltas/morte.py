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
from bahiaservidor.servicos import copias, copias_restauro
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
    while True:
        if especies == ("copia",):
            dizer(oficio.fazer(sorteio, ("ato", "papel", "cadastro")))
            dizer(("copia", copias.copiar(oficio.ctx).manifesto.sequencia))
        else:
            dizer(oficio.fazer(sorteio, especies))


def copias_ruins(caminho: Path, tudo: list[Feito]) -> list[str]:
    """Return what is wrong with the copies of a registry: the last one confirmed, and what it should bring back.

    ``tudo`` is what was confirmed, in order; earlier copies may have been thinned by it.
    """
    posicao = max(n for n, feito in enumerate(tudo) if feito[0] == "copia")
    with aberto(caminho) as oficio:
        guardadas = copias.listar(oficio.ctx)
        achados = [f"cópia {g.manifesto.sequencia}: {g.manifesto.falha}" for g in guardadas if not g.manifesto.provada]
        if max((g.manifesto.sequencia for g in guardadas), default=0) < tudo[posicao][1]:
            return [*achados, f"perdido: {tudo[posicao]}"]
        if not copias.provar(oficio.ctx, guardada=guardadas[0]).passou:
            achados.append(f"cópia {guardadas[0].manifesto.sequencia}: não passou na prova")
        relogio = oficio.relogio
    novo = caminho.with_name("restaurado") / caminho.name
    novo.parent.mkdir()
    copias_restauro.restaurar_no_lugar(registro=novo, guardada=guardadas[0], relogio=relogio, usuario="teste")
    confirmados = [feito for feito in tudo[:posicao] if feito[0] != "copia"]
    with aberto(novo) as oficio:
        achados += [f"perdido na cópia: {feito}" for feito in perdidos(oficio, confirmados)]
        achados += [f"cópia: {falta}" for falta in faltas(oficio)]
    shutil.rmtree(novo.parent)
    return achados


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


def _em_pasta_nova(de: Path, para: Path) -> Path:
    """Put a registry in a folder that has nothing else, and return it."""
    shutil.rmtree(para.parent, ignore_errors=True)
    para.parent.mkdir()
    return Path(shutil.copy(de, para))


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
    # A folder to itself: papers and copies are beside the registry.
    caminho = pasta / "registro" / "registro.sqlite3"
    achados: list[str] = []
    for corrida in range(corridas):
        if corrida % 8 == 7:
            antigo = _em_pasta_nova(velho, pasta / "antigo" / "antigo.sqlite3")
            conta["migrações que chegaram ao fim"] += migrar_e_morrer(antigo, semente + corrida)
            with aberto(antigo) as oficio:
                achados += faltas(oficio)
            conta["mortes na migração"] += 1
            continue
        if corrida % POR_REGISTRO == 0:
            _em_pasta_nova(modelo, caminho)
            tudo.clear()
        modo = MODOS[corrida % len(MODOS)]
        feitos = matar_um(caminho, semente + corrida, modo)
        conta["mortes gravando"] += 1
        conta["das quais copiando"] += modo == ("copia",)
        conta.update(especie for especie, _ in feitos)
        tudo += feitos
        with aberto(caminho) as oficio:
            registrados = [feito for feito in tudo if feito[0] != "copia"]
            achados += [f"perdido: {feito}" for feito in perdidos(oficio, registrados)] + faltas(oficio)
        if any(especie == "copia" for especie, _ in feitos):
            achados += copias_ruins(caminho, tudo)
            conta["cópias restauradas e conferidas"] += 1
    return {"conta": dict(conta), "confirmados": sum(conta[e] for e in ("ato", "entrada", "papel", "importacao")),
            "achados": achados}  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
