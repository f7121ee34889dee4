"""The quarterly report of a large registry: time against a bare canvas, and memory, as JSON.

Two registries are invented, with 20,000 and 100,000 deadlines in a quarter.  For each, one process reads, reconciles
and draws the report, and another, the spreadsheets with it; what each took of memory is its own peak.  The comparison
with the bare canvas is of processor time, by turns, in one run: a ratio holds where a number of seconds would not.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

EM = date(2026, 9, 30)
MENOR, MAIOR = 20_000, 100_000
LIMITES = {
    "razao_20000": 1.5,
    "memoria_20000_mb": 200.0,
    "memoria_100000_mb": 500.0,
    "memoria_com_planilhas_20000_mb": 200.0,
    "memoria_com_planilhas_100000_mb": 500.0,
}
"""Ceilings: processor time of our PDF over that of the same rows on a bare canvas; peak of memory of a process."""


def main() -> int:
    """Measure and print the figures; 0 also when one is over its ceiling, which the output says."""
    analisador = argparse.ArgumentParser(description="Mede o relatório trimestral e escreve os números em JSON.")
    analisador.add_argument("--rodadas", type=int, default=3, help="quantas comparações com a tela nua")
    analisador.add_argument("--filho", default="", help=argparse.SUPPRESS)
    analisador.add_argument("--banco", type=Path, default=None, help=argparse.SUPPRESS)
    opcoes = analisador.parse_args()
    if opcoes.filho:
        sys.stdout.write(json.dumps(_filho(opcoes.filho, opcoes.banco)))
        return 0
    medidas = _comparar(opcoes.rodadas)
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-relatorio-") as pasta:
        for quantos in (MENOR, MAIOR):
            banco = Path(pasta) / f"{quantos}.sqlite3"
            _avisar(f"inventando {quantos} prazos")
            _inventar(banco, quantos)
            for filho, sufixo in (("papel", ""), ("planilhas", "_com_planilhas")):
                _avisar(f"medindo {filho} de {quantos} prazos")
                lidas = _medir(filho, banco)
                if lidas["linhas"] != quantos:
                    raise SystemExit(f"O relatório de {quantos} prazos saiu com {lidas['linhas']} linhas.")
                medidas[f"linhas_{quantos}"] = lidas["linhas"]
                medidas[f"avisos_de_progresso{sufixo}_{quantos}"] = lidas["progresso"]
                medidas[f"segundos{sufixo}_{quantos}"] = lidas["segundos"]
                medidas[f"memoria{sufixo}_{quantos}_mb"] = lidas["memoria_mb"]
    medidas["limites"] = {
        nome: {"limite": limite, "medido": medidas[nome], "dentro": medidas[nome] <= limite}
        for nome, limite in LIMITES.items()
    }
    sys.stdout.write(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    return 0


def _avisar(texto: str) -> None:
    sys.stderr.write(f"{texto}…\n")
    sys.stderr.flush()


# ---------------------------------------------------------------- against the bare canvas


def _comparar(rodadas: int) -> dict[str, Any]:
    """Draw the report and, by turns, the same rows on a bare canvas; processor time of this process."""
    from bahiaservidor.documentos import relatorio_trimestral
    from tests.documentos.amostras_relatorio import linhas, trimestre
    from tests.documentos.base_comparacao import desenhar_base

    _avisar("comparando com a tela nua")
    dados = trimestre(linhas(MENOR))
    # Issued: with its number, its code, and the QR of every page.
    identificacao = replace(dados.identificacao, numero="1", ano=2026, codigo=dados.conteudo[:32].upper())
    dados = replace(dados, identificacao=identificacao)
    nosso: list[float] = []
    nu: list[float] = []
    for rodada in range(rodadas + 1):
        inicio = time.process_time()
        desenhar_base(dados.linhas, BytesIO())
        meio = time.process_time()
        relatorio_trimestral.gerar(dados, BytesIO())
        if rodada:  # the first pair reads the fonts
            nu.append(meio - inicio)
            nosso.append(time.process_time() - meio)
    return {
        "cpu_20000_s": round(statistics.median(nosso), 2),
        "cpu_nu_20000_s": round(statistics.median(nu), 2),
        "razao_20000": round(statistics.median(nosso) / statistics.median(nu), 3),
    }


# ---------------------------------------------------------------- a large registry


def _inventar(banco: Path, quantos: int) -> None:
    """Make a registry with so many deadlines in the third quarter of 2026: stored rows, without a book behind them."""
    from bahiaservidor.estatuto.motor import MOTOR
    from bahiaservidor.registro.dialetos import autorizar
    from bahiaservidor.relogio import RelogioFixo
    from bahiaservidor.servicos import abertura

    abertura.fechar(abertura.abrir(banco, relogio=RelogioFixo(EM), usuario="medida"))
    import sqlite3

    sorteio = random.Random(1)
    with sqlite3.connect(banco) as conexao:
        autorizar(conexao)
        colunas = {
            tabela: {
                linha[1]: linha[2]
                for linha in conexao.execute(f"PRAGMA table_info({tabela})")
                if linha[3] and not linha[5]
            }
            for tabela in ("orgao", "unidade", "cargo", "servidor", "vinculo", "prazo")
        }

        def inserir(tabela: str, **valores: object) -> None:
            vazios = {n: 0 if t in ("INTEGER", "BOOLEAN") else "" for n, t in colunas[tabela].items()}
            linha = {**vazios, **valores}
            marcas = ", ".join("?" * len(linha))
            conexao.execute(f"INSERT INTO {tabela} ({', '.join(linha)}) VALUES ({marcas})", tuple(linha.values()))

        for n in range(1, 13):
            inserir("orgao", id=n, nome=f"Secretaria Inventada nº {n}")
            inserir("unidade", id=n, orgao_id=n, nome="Diretoria Administrativa e de Gestão de Pessoas")
        for n in range(1, 30):
            inserir("cargo", id=n, nome=f"Analista Técnico de Especialidade nº {n}", natureza="permanente")
        for n in range(1, quantos + 1):
            vence = date(2026, 7, 1) + timedelta(days=sorteio.randrange(92))
            if sorteio.random() < 0.2:
                vence -= timedelta(days=sorteio.randrange(100, 900))
            feito = vence >= date(2026, 7, 1) and sorteio.random() < 0.6
            inserir("servidor", id=n, nome=f"Pessoa Inventada de Nome Comprido {n}", nome_busca=f"pessoa {n}")
            inserir(
                "vinculo", id=n, servidor_id=n, numero=1, cargo_id=n % 29 + 1, unidade_id=n % 12 + 1,
                matricula=f"{n:08d}", carater="permanente", situacao_base="em_exercicio", nomeacao="2023-01-10",
                posse="2023-02-01", exercicio="2023-02-10", ocupa_desde="2023-01-10", motor=str(MOTOR),
            )  # fmt: skip
            inserir(
                "prazo", servidor_id=n, vinculo_id=n, tipo="avaliacao_semestral", numero=n % 6 + 1,
                inicio="2023-02-10", vence=vence.isoformat(), vence_ultimo=vence.isoformat(),
                desfecho="cumprido" if feito else None, fechado_em=vence.isoformat() if feito else None,
                dispositivo="Decreto 7.899/2001, art. 2º",
            )  # fmt: skip
    conexao.close()


def _medir(filho: str, banco: Path) -> dict[str, Any]:
    comando = [sys.executable, str(Path(__file__).resolve()), "--filho", filho, "--banco", str(banco)]
    saida = subprocess.run(comando, check=True, capture_output=True, text=True, encoding="utf-8", cwd=RAIZ).stdout
    lidas: dict[str, Any] = json.loads(saida)
    return lidas


def _filho(qual: str, banco: Path) -> dict[str, Any]:
    """Read, reconcile and draw, in this process alone; ``planilhas`` writes the spreadsheets too, as issuing does."""
    from bahiaservidor import montagem
    from bahiaservidor.servicos import papeis_relatorio

    passos: list[tuple[int, int]] = []
    inicio = time.perf_counter()
    ctx = montagem.montar(banco)
    try:
        apurado = papeis_relatorio.relatorio_apurado(
            ctx, ano=2026, trimestre=3, em=EM, progresso=lambda feito, total: passos.append((feito, total))
        )
        if qual == "planilhas":
            for gemeo in apurado.papel.gemeos:
                gemeo.fazer(1)
    finally:
        montagem.desmontar(ctx)
    return {
        "linhas": len(apurado.dados.linhas),
        "segundos": round(time.perf_counter() - inicio, 1),
        "progresso": len(passos),
        # Kibibytes on Linux, bytes on macOS.
        "memoria_mb": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024), 1
        ),
    }


if __name__ == "__main__":
    sys.exit(main())
