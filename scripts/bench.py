"""Speed, as JSON: start of the window, lists, acts, the quarterly report, `verificar`.

Everything is measured in one run on one machine, and what is compared alternates with what it is compared to: a ratio
holds where a number of milliseconds would not.  The registry is an invented one, built here unless given.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

LIMITES = {
    "partida_razao": 1.5,
    "lista_ms": 16.0,
    "busca_ms": 16.0,
    "ato_ms": 50.0,
    "relatorio_razao": 1.5,
    "simular_300_casos_s": 10.0,
}
"""Ceilings: the first two lists are work on the interface's thread, per page shown and per search."""


def main() -> int:
    """Measure everything and print the figures; 0 also when one is over its ceiling, which the output says."""
    opcoes = _opcoes()
    if opcoes.filho:
        from scripts.bench_janela import FILHOS

        FILHOS[opcoes.filho](opcoes.banco)
        return 0
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-bench-", ignore_cleanup_errors=True) as pasta:
        medidas = _medir(opcoes, Path(pasta))
    medidas["limites"] = {
        nome: {"limite": limite, "medido": medidas[nome], "dentro": medidas[nome] <= limite}
        for nome, limite in LIMITES.items()
        if nome in medidas
    }
    sys.stdout.write(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    return 0


def _opcoes() -> argparse.Namespace:
    analisador = argparse.ArgumentParser(description="Mede a velocidade do programa e escreve os números em JSON.")
    analisador.add_argument("--servidores", type=int, default=20_000, help="tamanho do registro inventado")
    analisador.add_argument("--semente", type=int, default=1, help="semente do registro inventado")
    analisador.add_argument("--rodadas", type=int, default=9, help="quantas partidas de cada espécie")
    analisador.add_argument("--em", type=date.fromisoformat, default=date(2026, 11, 20), help="o dia do registro")
    analisador.add_argument("--banco", type=Path, default=None, help="um registro de demonstração já feito (é copiado)")
    analisador.add_argument("--filho", default="", help=argparse.SUPPRESS)
    return analisador.parse_known_args()[0]  # the others are those of bench_escala.py, which `make bench` runs next


def _medir(opcoes: argparse.Namespace, pasta: Path) -> dict[str, Any]:
    medidas: dict[str, Any] = {"servidores": opcoes.servidores, "em": opcoes.em.isoformat()}
    banco = pasta / "registro.sqlite3"
    if opcoes.banco is not None:
        medidas["servidores"] = _copiar(opcoes.banco, banco)
    else:
        _avisar("construindo o registro")
        inicio = time.perf_counter()
        _programa(
            "--banco", str(banco), "demo", "--servidores", str(opcoes.servidores), "--semente", str(opcoes.semente),
            "--em", opcoes.em.isoformat(),
        )  # fmt: skip
        medidas["demo_s"] = round(time.perf_counter() - inicio, 1)
    etapas: tuple[tuple[str, Callable[[], dict[str, Any]]], ...] = (
        ("a partida", lambda: _partida(banco, opcoes.rodadas)),
        ("as listas", lambda: _telas(banco)),
        ("o relatório", lambda: _relatorio(banco, opcoes.em)),
        ("verificar", lambda: _verificar(banco)),
        ("os atos", lambda: _atos(banco, opcoes.em)),
        ("simular", _simular),
    )
    for nome, medir in etapas:
        _avisar(f"medindo {nome}")
        medidas.update(medir())
    return medidas


def _avisar(texto: str) -> None:
    sys.stderr.write(f"{texto}…\n")
    sys.stderr.flush()


def _programa(*argumentos: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "bahiaservidor", *argumentos], cwd=RAIZ, check=True, stdout=subprocess.DEVNULL
    )


def _copiar(de: Path, para: Path) -> int:
    from bahiaservidor import montagem
    from bahiaservidor.servicos import abertura

    ctx = montagem.montar(de)
    try:
        ctx.banco.copiar_para(para)
        return abertura.informacao(ctx).servidores
    finally:
        montagem.desmontar(ctx)


@contextmanager
def _cronometro(tempos: list[float]) -> Iterator[None]:
    inicio = time.perf_counter()
    yield
    tempos.append((time.perf_counter() - inicio) * 1000)


def _mediana(tempos: list[float]) -> float:
    return round(statistics.median(tempos), 2)


# ---------------------------------------------------------------- start of the window


def _partida(banco: Path, rodadas: int) -> dict[str, Any]:
    """Start a bare window and ours by turns; times run from the creation of the process."""
    tempos: dict[str, list[float]] = {"nua": [], "visivel": [], "pronta": [], "nua_cpu": [], "pronta_cpu": []}
    for rodada in range(rodadas + 1):
        nua = _marcas("nua", banco)
        nossa = _marcas("nossa", banco)
        if rodada:  # the first pair warms the disk
            tempos["nua"].append(nua["pronta"])
            tempos["nua_cpu"].append(nua["pronta_cpu"])
            for marca in ("visivel", "pronta", "pronta_cpu"):
                tempos[marca].append(nossa[marca])
    medianas = {f"partida_{nome}_ms": _mediana(valores) for nome, valores in tempos.items()}
    return {
        **medianas,
        "partida_razao": round(medianas["partida_pronta_ms"] / medianas["partida_nua_ms"], 3),
        "partida_visivel_razao": round(medianas["partida_visivel_ms"] / medianas["partida_nua_ms"], 3),
        "partida_razao_cpu": round(medianas["partida_pronta_cpu_ms"] / medianas["partida_nua_cpu_ms"], 3),
    }


def _marcas(filho: str, banco: Path) -> dict[str, float]:
    """Run a child that writes a word at each mark; return the milliseconds from its creation, and those it worked."""
    comando = [sys.executable, str(Path(__file__).resolve()), "--filho", filho, "--banco", str(banco)]
    marcas: dict[str, float] = {}
    inicio = time.perf_counter()
    with subprocess.Popen(comando, env=_ambiente(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as processo:
        assert processo.stdout is not None
        for linha in processo.stdout:
            palavra, cpu = linha.split()
            marcas[palavra] = (time.perf_counter() - inicio) * 1000
            marcas[f"{palavra}_cpu"] = float(cpu)
    if processo.returncode or "pronta" not in marcas:
        raise SystemExit(f"A janela ({filho}) não chegou a ficar pronta.")
    return marcas


def _ambiente() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def _telas(banco: Path) -> dict[str, Any]:
    """Work on the interface's thread, measured by a child with a real window."""
    comando = [sys.executable, str(Path(__file__).resolve()), "--filho", "telas", "--banco", str(banco)]
    saida = subprocess.run(
        comando, env=_ambiente(), check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    medidas: dict[str, Any] = json.loads(saida)
    return medidas


# ---------------------------------------------------------------- services


@contextmanager
def _aberto(banco: Path) -> Iterator[Any]:
    from bahiaservidor import montagem

    ctx = montagem.montar(banco)
    try:
        yield ctx
    finally:
        montagem.desmontar(ctx)


def _atos(banco: Path, em: date) -> dict[str, Any]:
    """Register acts one by one, as a clerk does: each is a transaction, on the disk when the call returns."""
    from bahiaservidor.estatuto.tipos import Carater
    from bahiaservidor.servicos import cadastros, provimento
    from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto

    tempos: dict[str, list[float]] = {}
    with _aberto(banco) as ctx:
        cargo = next(c for c in cadastros.cargos(ctx) if c.natureza is Carater.TEMPORARIO)
        unidade = cadastros.unidades(ctx)[0]
        ha = em - timedelta(days=40)
        for numero in range(12):
            servidor: int | None = None
            pessoa = DadosPessoa(nome=f"Pessoa Medida {numero}", nascimento=date(1990, 1, 1 + numero))
            for tipo, conteudo in (
                ("nomeacao", {"publicacao": ha, "carater": "temporario", "cargo": cargo.id, "unidade": unidade.id}),
                ("posse", {"data": ha + timedelta(days=8)}),
                ("exercicio", {"data": ha + timedelta(days=9)}),
                ("afastamento", {"inicio": em, "fim": em + timedelta(days=29), "motivo": "licenca_saude"}),
            ):
                pedido = PedidoAto(tipo=tipo, conteudo=conteudo, servidor_id=servidor, pessoa=pessoa)
                with _cronometro(tempos.setdefault(tipo, [])):
                    servidor = provimento.registrar(ctx, pedido=pedido, hoje=em).servidor_id
    medianas = {tipo: _mediana(valores) for tipo, valores in tempos.items()}
    return {
        "ato_ms": max(medianas.values()),
        "atos_ms": medianas,
        "ato_pior_ms": round(max(map(max, tempos.values())), 2),
    }


def _relatorio(banco: Path, em: date) -> dict[str, Any]:
    """Draw the quarter's report and, by turns, the same rows on a bare canvas."""
    from bahiaservidor.documentos import relatorio_trimestral
    from bahiaservidor.servicos.papeis_relatorio import relatorio_apurado
    from tests.documentos.base_comparacao import desenhar_base

    trimestre = (em.month + 2) // 3
    inteiro: list[float] = []
    with _aberto(banco) as ctx:
        dados = relatorio_apurado(ctx, ano=em.year, trimestre=trimestre, em=em).dados
        for _ in range(3):
            with _cronometro(inteiro):
                relatorio_apurado(ctx, ano=em.year, trimestre=trimestre, em=em)
    nosso: list[float] = []
    nu: list[float] = []
    for _ in range(5):
        with _cronometro(nu):
            desenhar_base(dados.linhas, BytesIO())
        with _cronometro(nosso):
            relatorio_trimestral.gerar(dados, BytesIO())
    return {
        "relatorio_linhas": len(dados.linhas),
        "relatorio_ms": _mediana(nosso),
        "relatorio_com_leitura_ms": _mediana(inteiro),
        "relatorio_nu_ms": _mediana(nu),
        "relatorio_razao": round(statistics.median(nosso) / statistics.median(nu), 3),
    }


def _verificar(banco: Path) -> dict[str, Any]:
    from bahiaservidor.servicos import verificacao

    with _aberto(banco) as ctx:
        inicio = time.perf_counter()
        resultado = verificacao.verificar(ctx)
        return {"verificar_s": round(time.perf_counter() - inicio, 2), "verificar_integra": resultado.integra}


def _simular() -> dict[str, Any]:
    """Run the cases of the tests, repeated to three hundred."""
    from bahiaservidor.montagem import simulador
    from bahiaservidor.servicos import simulacao

    casos: list[Any] = []
    for arquivo in sorted((RAIZ / "tests" / "casos").glob("*.json")):
        casos.extend(simulacao.ler_casos(arquivo.read_bytes()))
    sorteio = random.Random(1)
    escolhidos = [sorteio.choice(casos) for _ in range(300)]
    novo: Callable[[date], Any] = simulador()
    inicio = time.perf_counter()
    simulacao.simular(escolhidos, novo_contexto=novo, conferir=True)
    return {"simular_300_casos_s": round(time.perf_counter() - inicio, 2)}


if __name__ == "__main__":
    sys.exit(main())
