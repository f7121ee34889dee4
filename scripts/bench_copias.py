"""Cost of a proven backup, as JSON: copy, rehearsal and manifest together, over a bare SQLite backup of the same file.

Both are made by turns, in one run, over a registry of the size asked for: an invented one whose entries are repeated
until it has it.  The bare backup is one call, with nothing checked, nothing on the disk for certain, nothing restored.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))


def main() -> int:
    """Build, measure and print."""
    analisador = argparse.ArgumentParser(description="Mede a cópia de segurança provada e escreve os números em JSON.")
    analisador.add_argument("--megas", type=int, default=250, help="tamanho do registro, em MB")
    analisador.add_argument("--base", type=int, default=2_000, help="quantas pessoas inventar antes de repetir")
    analisador.add_argument("--vezes", type=int, default=3, help="quantas vezes medir cada uma")
    analisador.add_argument("--pasta", type=Path, default=None, help="onde trabalhar (padrão: a pasta temporária)")
    opcoes = analisador.parse_args()
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-copias-", dir=opcoes.pasta) as pasta:
        banco = Path(pasta) / "registro.sqlite3"
        comando = [sys.executable, "-m", "bahiaservidor", "--banco", str(banco), "demo", "--servidores",
                   str(opcoes.base), "--em", "2026-11-20"]  # fmt: skip
        subprocess.run(comando, cwd=RAIZ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        encher(banco, opcoes.megas * 1_000_000)
        medidas = medir(banco, opcoes.vezes)
    sys.stdout.write(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    return 0


def encher(banco: Path, tamanho: int) -> None:
    """Repeat the entries of the book under new numbers until the file has ``tamanho`` bytes."""
    from bahiaservidor.registro.dialetos import autorizar
    from scripts.bench_redobra import _copiar_linhas

    with closing(sqlite3.connect(banco, isolation_level=None)) as con:
        autorizar(con)
        con.execute("PRAGMA synchronous = OFF")
        (atos,) = con.execute("SELECT max(id) FROM ato").fetchone()
        colunas = [c[1] for c in con.execute("PRAGMA table_info(ato)")]
        (vez, tem) = (0, 0)
        while tem < tamanho:
            vez += 1
            con.execute("BEGIN")
            # Subjects of their own: the number within each subject does not repeat.
            somas = {"id": atos * vez, "sujeito_id": 1_000_000 * vez}
            _copiar_linhas(con, "ato", colunas, somas, f"id <= {atos}", {})
            con.execute("COMMIT")
            (tem,) = con.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def medir(banco: Path, vezes: int) -> dict[str, Any]:
    """Return seconds of each and the ratio, by the median of so many turns."""
    from bahiaservidor import montagem
    from bahiaservidor.servicos import copias

    ctx = montagem.montar(banco)
    copias.copiar(ctx)  # the first seal goes over the whole book; those after it, over what is new
    nuas, provadas = [], []
    for vez in range(vezes):
        nuas.append(_tempo(partial(_nua, banco, banco.with_name(f"nua-{vez}.sqlite3"))))
        provadas.append(_tempo(lambda: copias.copiar(ctx)))
    guardada = copias.listar(ctx)[0]
    atos = guardada.manifesto.retrato.contagens["ato"]
    megas = guardada.manifesto.tamanho / 1_000_000
    saber = _tempo(lambda: copias.mudou_desde_a_ultima(ctx))
    montagem.desmontar(ctx)
    return {
        "megas": round(megas, 1),
        "atos": atos,
        "nua_s": round(median(nuas), 3),
        "provada_s": round(median(provadas), 3),
        "razao": round(median(provadas) / median(nuas), 2),
        "saber_se_mudou_s": round(saber, 3),
        "sqlite": sqlite3.sqlite_version,
    }


def _nua(origem: Path, destino: Path) -> None:
    with closing(sqlite3.connect(origem)) as de, closing(sqlite3.connect(destino)) as para:
        de.backup(para, pages=-1)
    destino.unlink()


def _tempo(fazer: Callable[[], object]) -> float:
    inicio = time.perf_counter()
    fazer()
    return time.perf_counter() - inicio


if __name__ == "__main__":
    raise SystemExit(main())
