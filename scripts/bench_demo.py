"""Speed of a demonstration, as JSON: `demo --servidores N` over the bare insertion of the same rows.

The bare insertion takes the finished registry, opens an empty migrated one (every index, trigger and the text index in
place) and inserts with `executemany` every row of every table that the demonstration filled, in its order and in
transactions of the same people, with nothing judged, folded, hashed or even read while the clock runs.  Both run by
turns, each in a process of its own, by wall clock and by processor time, from an empty registry to a closed file.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

LIMITE = 3.0
"""Ceiling of the ratio."""

EM = "2026-11-22"

CADASTROS = (
    "grupo_ocupacional", "categoria_funcional", "cargo", "classe", "referencia", "orgao", "unidade", "autoridade",
    "vaga", "dia_sem_expediente", "configuracao", "trilha",
)  # fmt: skip
"""What is there before the people, each after those it refers to."""


def main() -> int:
    """Measure and print; 0 also when over the ceiling, which the output says."""
    analisador = argparse.ArgumentParser(description="Mede a demonstração e escreve os números em JSON.")
    analisador.add_argument("--servidores", type=int, default=10_000, help="quantas pessoas")
    analisador.add_argument("--voltas", type=int, default=3, help="quantas vezes cada lado é medido")
    analisador.add_argument("--pasta", type=Path, default=None, help="onde ficam os arquivos (padrão: uma provisória)")
    analisador.add_argument("--guardar", type=Path, default=None, help="guarda neste arquivo o último registro feito")
    analisador.add_argument("--parte", choices=("demo", "cru"), help=argparse.SUPPRESS)
    analisador.add_argument("--de", type=Path, help=argparse.SUPPRESS)
    analisador.add_argument("--para", type=Path, help=argparse.SUPPRESS)
    opcoes = analisador.parse_args()
    if opcoes.parte is not None:
        feito = (
            demonstrar(opcoes.para, opcoes.servidores) if opcoes.parte == "demo" else inserir(opcoes.de, opcoes.para)
        )
        sys.stdout.write(json.dumps(feito))
        return 0
    prefixo = "bahiaservidor-demo-"
    with tempfile.TemporaryDirectory(prefix=prefixo, dir=opcoes.pasta, ignore_cleanup_errors=True) as pasta:
        medidas = medir(Path(pasta), opcoes.servidores, opcoes.voltas, opcoes.guardar)
    sys.stdout.write(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    return 0


def medir(pasta: Path, servidores: int, voltas: int, guardar: Path | None) -> dict[str, Any]:
    """Return seconds, ratios and peaks: the least of each over the turns, whatever else the machine was doing."""
    demos: list[dict[str, Any]] = []
    crus: list[dict[str, Any]] = []
    feito, cru = pasta / "demo.sqlite3", pasta / "cru.sqlite3"
    for volta in range(voltas):
        for parte in ("demo", "cru") if volta % 2 == 0 else ("cru", "demo"):
            _avisar(f"{parte}, volta {volta + 1} de {voltas}")
            destino = feito if parte == "demo" else cru
            # From the second turn on the bare insertion may come first: of the registry made before.
            novo = destino.with_suffix(".novo")
            _apagar(novo)
            resultado = _em_outro_processo(parte, servidores, feito, novo)
            (demos if parte == "demo" else crus).append(resultado)
            _apagar(destino)
            novo.rename(destino)
    if guardar is not None:
        feito.rename(guardar)
    medidas: dict[str, Any] = {"servidores": servidores, "voltas": voltas, "linhas": crus[-1]["linhas"]}
    medidas |= {"bytes": crus[-1]["bytes"]}
    for nome, chave in (("parede", "parede_s"), ("processador", "processador_s")):
        nosso, nu = min(d[chave] for d in demos), min(c[chave] for c in crus)
        medidas[nome] = {"demo_s": round(nosso, 2), "cru_s": round(nu, 2), "razao": round(nosso / nu, 2)}
        medidas[nome]["razoes"] = [round(d[chave] / c[chave], 2) for d, c in zip(demos, crus, strict=True)]
    medidas["pico_mb"] = max((d["pico_mb"] for d in demos if d["pico_mb"]), default=None)
    medidas["limite"] = LIMITE
    medidas["dentro"] = medidas["parede"]["razao"] <= LIMITE
    return medidas


def _em_outro_processo(parte: str, servidores: int, de: Path, para: Path) -> dict[str, Any]:
    comando = [sys.executable, str(Path(__file__).resolve()), "--parte", parte, "--servidores", str(servidores)]
    comando += ["--de", str(de), "--para", str(para)]
    saida = subprocess.run(comando, cwd=RAIZ, check=True, stdout=subprocess.PIPE)
    medido: dict[str, Any] = json.loads(saida.stdout)
    return medido


def _avisar(texto: str) -> None:
    sys.stderr.write(f"{texto}…\n")
    sys.stderr.flush()


def _apagar(arquivo: Path) -> None:
    for fim in ("", "-wal", "-shm"):
        arquivo.with_name(arquivo.name + fim).unlink(missing_ok=True)


class Relogio:
    """Adds up wall clock and processor time while it runs."""

    def __init__(self) -> None:
        """Begin stopped, at zero."""
        self.parede = self.processador = 0.0

    def __enter__(self) -> None:
        self._desde = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.parede += time.perf_counter() - self._desde[0]
        self.processador += time.process_time() - self._desde[1]


def _medido(relogio: Relogio, **outros: Any) -> dict[str, Any]:
    return {"parede_s": relogio.parede, "processador_s": relogio.processador, **outros}


# ---------------------------------------------------------------- the demonstration


def demonstrar(arquivo: Path, servidores: int) -> dict[str, Any]:
    """Fill an empty registry as the command does."""
    from datetime import date

    from bahiaservidor import montagem
    from bahiaservidor.relogio import RelogioFixo
    from bahiaservidor.servicos import demonstracao

    em = date.fromisoformat(EM)
    ctx = montagem.montar(arquivo, relogio=RelogioFixo(em))
    relogio = Relogio()
    with relogio:
        demonstracao.preencher(ctx, servidores=servidores, semente=1, em=em)
        montagem.desmontar(ctx)
    return _medido(relogio, pico_mb=_pico())


def _pico() -> int | None:
    """Return the most memory the process ever had, in MB; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    pico = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(pico / (1 << 20 if sys.platform == "darwin" else 1 << 10))


# ---------------------------------------------------------------- the bare insertion


def inserir(feito: Path, vazio: Path) -> dict[str, Any]:
    """Insert every row of ``feito`` in an empty registry."""
    from bahiaservidor.registro.banco import Banco
    from bahiaservidor.registro.dialetos import preparar_conexao
    from bahiaservidor.servicos.demonstracao import PESSOAS_POR_TRANSACAO

    Banco.abrir(vazio).fechar()
    relogio = Relogio()
    total = 0
    con = sqlite3.connect(vazio, isolation_level=None)
    preparar_conexao(con, leitor=False, duravel=True)
    with closing(sqlite3.connect(f"{feito.absolute().as_uri()}?mode=ro", uri=True)) as origem:
        for lote in _lotes(origem, PESSOAS_POR_TRANSACAO):
            total += sum(len(linhas) for _, linhas in lote)
            with relogio:
                con.execute("BEGIN IMMEDIATE")
                for comando, linhas in lote:
                    con.executemany(comando, linhas)
                con.execute("COMMIT")
    with relogio:
        con.close()
    return _medido(relogio, linhas=total, bytes=vazio.stat().st_size)


Lote = list[tuple[str, list[tuple[Any, ...]]]]


def _lotes(origem: sqlite3.Connection, pessoas: int) -> Iterator[Lote]:
    """Yield the rows in the order in which the program writes them, those of one transaction at a time."""
    (primeiro,) = origem.execute(
        "SELECT min(operacao_id) FROM ato WHERE sujeito_tipo IN ('servidor', 'concurso')"
    ).fetchone()
    antes = primeiro - 1
    ate = _ate(origem, antes)
    cadastros = [_tabela(origem, tabela, "1") for tabela in CADASTROS]
    yield [parte for parte in (_tabela(origem, "operacao", f"id <= {antes}"), *cadastros) if parte[1]] + [
        _tabela(origem, "ato", f"operacao_id <= {antes}")
    ]
    (ultima,) = origem.execute("SELECT max(id) FROM servidor").fetchone()
    for fim in range(pessoas, ultima + pessoas, pessoas):
        (operacao,) = origem.execute("SELECT max(operacao_id) FROM ato WHERE servidor_id <= ?", (fim,)).fetchone()
        novo = _ate(origem, operacao)
        partes = [
            _tabela(origem, "operacao", f"id > {antes} AND id <= {operacao}"),
            _tabela(origem, "instrumento", f"id > {ate['instrumento']} AND id <= {novo['instrumento']}"),
            _tabela(origem, "ato", f"id > {ate['ato']} AND id <= {novo['ato']}"),
            _tabela(origem, "ato_sigilo", f"ato_id > {ate['ato']} AND ato_id <= {novo['ato']}"),
            *(
                _tabela(origem, tabela, f"id > {ate[tabela]} AND id <= {novo[tabela]}")
                for tabela in ("concurso", "lista", "candidato", "servidor", "vinculo")
            ),
            *(
                _tabela(origem, tabela, f"vinculo_id > {ate['vinculo']} AND vinculo_id <= {novo['vinculo']}")
                for tabela in ("afastamento", "ocupacao", "prazo")
            ),
        ]
        yield [parte for parte in partes if parte[1]]
        antes, ate = operacao, novo


def _ate(origem: sqlite3.Connection, operacao: int) -> dict[str, int]:
    """Return the last number of each table that the entries up to an operation brought."""
    (ato, instrumento) = origem.execute(
        "SELECT coalesce(max(id), 0), coalesce(max(instrumento_id), 0) FROM ato WHERE operacao_id <= ?", (operacao,)
    ).fetchone()
    sujeitos = dict(
        origem.execute(
            "SELECT sujeito_tipo, max(sujeito_id) FROM ato WHERE id <= ? GROUP BY sujeito_tipo", (ato,)
        ).fetchall()
    )
    tipos = ("concurso", "lista", "candidato", "servidor", "vinculo")
    return {"ato": ato, "instrumento": instrumento, **{tipo: sujeitos.get(tipo, 0) for tipo in tipos}}


def _tabela(origem: sqlite3.Connection, tabela: str, onde: str) -> tuple[str, list[tuple[Any, ...]]]:
    linhas = origem.execute(f"SELECT * FROM {tabela} WHERE {onde} ORDER BY rowid").fetchall()
    marcas = ", ".join("?" * len(linhas[0])) if linhas else ""
    return f"INSERT OR IGNORE INTO {tabela} VALUES ({marcas})" if tabela == "configuracao" else (
        f"INSERT INTO {tabela} VALUES ({marcas})"
    ), linhas


if __name__ == "__main__":
    sys.exit(main())
