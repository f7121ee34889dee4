"""Speed of the audit, as JSON: records a second of the stand-alone verifier, against a bare reading of the same rows.

The bare work reads the same texts with plain SQL and takes a SHA-256 of each, and compares nothing.  Both go over the
same file in one run, by turns; on one processor by processor time, which other programs do not change, on all of them
by the clock.  The file is an invented registry whose book is copied under new subjects, with true
hashes and seals, until it has the records asked for: four entries of the book for each row of the trail.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

PISO: Final = 500_000
"""Records a second."""

_VOLTAS: Final = 3
_LOTE: Final = 20_000


def main() -> int:
    """Build, measure and print; 0 also when under the floor, which the output says."""
    analisador = argparse.ArgumentParser(description="Mede a conferência de um registro e escreve os números em JSON.")
    analisador.add_argument("--registros", type=int, default=1_000_000, help="atos e linhas da trilha, ao todo")
    analisador.add_argument("--base", type=int, default=2_000, help="quantas pessoas inventar antes de copiar")
    analisador.add_argument("--arquivo", type=Path, default=None, help="onde guardar o registro, ou o de outra medida")
    opcoes = analisador.parse_args()
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-auditoria-") as pasta:
        arquivo = opcoes.arquivo or Path(pasta) / "registro.sqlite3"
        if not arquivo.exists():
            construir(arquivo, opcoes.registros, opcoes.base)
        sys.stdout.write(json.dumps(medir(arquivo), ensure_ascii=False, indent=1) + "\n")
    return 0


def construir(arquivo: Path, registros: int, base: int) -> None:
    """Write a registry of this size, every hash and the seals true."""
    from bahiaservidor.registro import dialetos
    from bahiaservidor.registro.banco import Banco
    from bahiaservidor.registro.selagem import selar

    comando = [sys.executable, "-m", "bahiaservidor", "--banco", str(arquivo), "demo", "--servidores", str(base)]
    subprocess.run([*comando, "--em", "2026-11-20"], cwd=RAIZ, check=True, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(arquivo, isolation_level=None)) as con:
        dialetos.autorizar(con)
        con.execute("PRAGMA synchronous = OFF")
        gatilhos = con.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        con.execute("BEGIN")
        for nome, _ in gatilhos:
            con.execute(f"DROP TRIGGER {nome}")
        _copiar_livro(con, registros * 4 // 5)
        _encher_trilha(con, registros // 5)
        for _, sql in gatilhos:
            con.execute(sql)
        con.execute("COMMIT")
    banco = Banco.abrir(arquivo)
    with banco.escrita() as conexao:
        selar(conexao, instante=datetime(2026, 11, 20, 12, tzinfo=UTC), motivo="medida")
    banco.fechar()


def _copiar_livro(con: sqlite3.Connection, quantos: int) -> None:
    """Copy the entries under subjects that do not exist, each chained as an entry is; nothing kept apart goes."""
    from bahiaservidor.registro.entrada import ORIGEM, hash_da_entrada

    colunas = [linha[1] for linha in con.execute("PRAGMA table_info(ato)")]
    papeis = dict(con.execute("SELECT id, hash FROM instrumento"))
    modelo = [dict(zip(colunas, linha, strict=True)) for linha in con.execute("SELECT * FROM ato ORDER BY id")]
    modelo = [linha for linha in modelo if '"sha256:' not in linha["conteudo"]]
    salto = max(linha["sujeito_id"] for linha in modelo)
    cabecas: dict[tuple[str, int], tuple[int, str]] = {}

    def copias() -> Iterator[tuple[Any, ...]]:
        proximo, volta = con.execute("SELECT max(id) FROM ato").fetchone()[0] + 1, 0
        while proximo <= quantos:
            volta += 1
            for linha in modelo:
                sujeito = (linha["sujeito_tipo"], linha["sujeito_id"] + volta * salto)
                seq, anterior = cabecas.get(sujeito, (0, ORIGEM))
                nova = {**linha, "id": proximo, "sujeito_id": sujeito[1], "seq": seq + 1, "hash_anterior": anterior}
                dia = nova["data_legal"]
                dita = {
                    **nova,
                    "data_legal": None if dia is None else date.fromisoformat(dia),
                    "registrado_em": datetime.fromisoformat(nova["registrado_em"]),
                }
                nova["hash"] = hash_da_entrada(dita, papeis.get(nova["instrumento_id"], ""))
                cabecas[sujeito] = (seq + 1, nova["hash"])
                yield tuple(nova.values())
                proximo += 1
                if proximo > quantos:
                    return

    con.executemany(f"INSERT INTO ato VALUES ({', '.join('?' * len(colunas))})", copias())


def _encher_trilha(con: sqlite3.Connection, quantas: int) -> None:
    from bahiaservidor.registro.trilha import hash_da_trilha

    ultima = con.execute("SELECT id, hash FROM trilha ORDER BY id DESC LIMIT 1").fetchone()
    instante = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def linhas() -> Iterator[dict[str, Any]]:
        id_, anterior = ultima
        while id_ < quantas:
            id_ += 1
            linha = {
                "hash_anterior": anterior, "id": id_, "instante": instante, "usuario": "doralice.mota",
                "maquina": "RH-07", "acao": "altera", "objeto": "servidor", "objeto_id": id_, "detalhe": "telefone",
            }  # fmt: skip
            anterior = hash_da_trilha(linha)
            yield {**linha, "instante": instante.isoformat(timespec="microseconds"), "hash": anterior}

    nomes = (
        "id", "instante", "usuario", "acao", "objeto", "objeto_id", "detalhe", "maquina", "hash_anterior", "hash",
    )  # fmt: skip
    con.executemany(
        f"INSERT INTO trilha ({', '.join(nomes)}) VALUES ({', '.join(f':{nome}' for nome in nomes)})", linhas()
    )


# ------------------------------------------------------------------ measuring


def _nua(arquivo: str, consulta: str, de: int, ate: int) -> int:
    """Read texts and take the SHA-256 of each."""
    quantos = 0
    with closing(sqlite3.connect(f"file:{arquivo}?immutable=1", uri=True)) as con:
        con.execute("PRAGMA mmap_size = 4000000000")
        for (texto,) in con.execute(consulta, (de, ate)):
            hashlib.sha256(texto).digest()
            quantos += 1
    return quantos


NUAS: Final = {
    "ato": "SELECT CAST(conteudo || coalesce(requisitos, '') AS BLOB) FROM ato WHERE id BETWEEN ? AND ?",
    "trilha": "SELECT CAST(instante || usuario || acao || objeto || detalhe AS BLOB) FROM trilha "
    "WHERE id BETWEEN ? AND ?",
}


def medir(arquivo: Path) -> dict[str, Any]:
    """Return records a second, best of a few turns, for the whole and for its parts, and the ratio to the bare work."""
    from bahiaservidor.registro.evidencia import conferidor

    verificador = conferidor()
    caminho = str(arquivo)
    conexao = verificador.abrir(arquivo)
    total = {nome: conexao.execute(f"SELECT max(id) FROM {nome}").fetchone()[0] for nome in NUAS}
    registros = sum(total.values())
    so_atos = ("estrutura", "trilha", "sigilo", "instrumentos", "operacoes", "arquivos", "gatilhos", "selos")
    so_trilha = ("estrutura", "atos", "corrente", *so_atos[2:])
    roteiro = [sys.executable, str(RAIZ / "resources" / "auditoria" / "conferir_registro.py"), caminho]

    def nua() -> None:
        for nome, consulta in NUAS.items():
            _nua(caminho, consulta, 1, total[nome])

    def nua_em_dois() -> None:
        with ProcessPoolExecutor(2) as grupo:
            pedidos = [
                grupo.submit(_nua, caminho, NUAS[nome], n, min(n + _LOTE - 1, total[nome]))
                for nome in NUAS
                for n in range(1, total[nome] + 1, _LOTE)
            ]
            for pedido in pedidos:
                pedido.result()

    trabalhos: dict[str, tuple[Callable[[], object], int]] = {
        "nua_um_processador": (nua, registros),
        "nua_dois_processos": (nua_em_dois, registros),
        "tudo_um_processador": (lambda: _integro(verificador.conferir(conexao, sem=("estrutura",))), registros),
        "so_atos_um_processador": (lambda: _integro(verificador.conferir(conexao, sem=so_atos)), total["ato"]),
        "so_trilha_um_processador": (lambda: _integro(verificador.conferir(conexao, sem=so_trilha)), total["trilha"]),
        "tudo_por_nucleo": (lambda: subprocess.run([*roteiro, "--sem-estrutura"], check=True, capture_output=True),
                            registros),
        "tudo_por_nucleo_com_integrity_check": (
            lambda: subprocess.run(roteiro, check=True, capture_output=True), registros),
    }  # fmt: skip
    melhores = dict.fromkeys(trabalhos, float("inf"))
    for _ in range(_VOLTAS):
        for nome, (trabalho, _quantos) in trabalhos.items():
            relogio = time.process_time if nome.endswith("um_processador") else time.perf_counter
            inicio = relogio()
            trabalho()
            melhores[nome] = min(melhores[nome], relogio() - inicio)
    conexao.close()
    por_segundo = {nome: round(quantos / melhores[nome]) for nome, (_, quantos) in trabalhos.items()}
    return {
        "registros": registros, **total, "por_segundo": por_segundo,
        "razao_um_processador": round(melhores["tudo_um_processador"] / melhores["nua_um_processador"], 2),
        "razao_por_nucleo": round(melhores["tudo_por_nucleo"] / melhores["nua_dois_processos"], 2),
        "nucleos": os.cpu_count(), "carga": os.getloadavg() if hasattr(os, "getloadavg") else None,
        "piso": PISO, "dentro": por_segundo["tudo_por_nucleo"] >= PISO,
    }  # fmt: skip


def _integro(resultado: dict[str, Any]) -> None:
    if resultado["falhas"]:
        raise SystemExit(f"the registry of the measure is not whole: {resultado['falhas'][0]}")


if __name__ == "__main__":
    raise SystemExit(main())
