"""What grows with the registry: the same things measured on registries of several sizes, and a table of them.

Each figure is a time and its ratio to the bare work, measured by turns in the same run: the bare query, by hand on
the driver; the bare Qt, a table over a model that computes nothing; the same start on an empty registry.  Times are of
the processor, which other programs on the machine do not change; the start is also by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

from scripts import escala_nua as nua  # noqa: E402

TAMANHOS = (1_000, 10_000, 100_000, 300_000)

TEXTOS = ("s", "si", "sil", "silv", "silva", "m", "ma", "mar", "mari", "maria", "maria s", "maria so", "9", "92",
          "920", "9200", "enf", "enfermeiro", "jose san", "xyz")  # fmt: skip
"""Keystrokes of a few searches."""

Medida = dict[str, float]
"""``ms``, and ``razao`` where there is bare work to compare with."""


def main() -> int:
    """Measure each size and print JSON; write the table where asked."""
    opcoes = _opcoes()
    if opcoes.filho:
        from scripts.escala_filhos import FILHOS

        FILHOS[opcoes.filho](opcoes.banco)
        return 0
    tudo: dict[str, dict[str, Medida]] = {}
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-escala-", ignore_cleanup_errors=True) as pasta:
        for nome, banco in _registros(opcoes, Path(pasta)):
            _avisar(f"medindo {nome}")
            tudo[nome] = _medir(banco, opcoes)
            banco.unlink(missing_ok=True)
            if opcoes.tabela is not None:
                opcoes.tabela.write_text(tabela(tudo), "utf-8")
    sys.stdout.write(json.dumps(tudo, ensure_ascii=False, indent=1) + "\n")
    return 0


def _opcoes() -> argparse.Namespace:
    analisador = argparse.ArgumentParser(description="Mede o programa em registros de vários tamanhos.")
    analisador.add_argument("--servidores", type=int, default=None, help="um tamanho só")
    analisador.add_argument("--tamanhos", default=",".join(map(str, TAMANHOS)), help="tamanhos, separados por vírgula")
    analisador.add_argument("--semente", type=int, default=1, help="semente dos registros inventados")
    analisador.add_argument("--rodadas", type=int, default=5, help="quantas partidas de cada espécie")
    analisador.add_argument("--em", type=date.fromisoformat, default=date(2026, 11, 22), help="o dia dos registros")
    analisador.add_argument("--banco", type=Path, default=None, help="um registro já feito (é copiado)")
    analisador.add_argument("--pasta", type=Path, default=None, help="onde há demo1k.sqlite3, demo10k.sqlite3…")
    analisador.add_argument("--sem", default="", help="o que não medir: ordens,verificar,relatorio,escrevente,partida")
    analisador.add_argument("--tabela", type=Path, default=None, help="onde gravar a tabela em Markdown")
    analisador.add_argument("--filho", default="", help=argparse.SUPPRESS)
    return analisador.parse_known_args()[0]


def _avisar(texto: str) -> None:
    sys.stderr.write(f"{texto}…\n")
    sys.stderr.flush()


def _registros(opcoes: argparse.Namespace, pasta: Path) -> Iterator[tuple[str, Path]]:
    """Yield each registry, a copy that may be written to: made already, or made here."""
    if opcoes.banco is not None:
        copia = _copiar(opcoes.banco, pasta)
        with sqlite3.connect(copia) as con:
            quantos = con.execute("SELECT count(*) FROM servidor").fetchone()[0]
        yield _numero(quantos), copia
        return
    tamanhos = [opcoes.servidores] if opcoes.servidores else [int(t) for t in opcoes.tamanhos.split(",")]
    for tamanho in tamanhos:
        pronto = opcoes.pasta / f"demo{tamanho // 1000}k.sqlite3" if opcoes.pasta is not None else None
        if pronto is not None and pronto.exists():
            yield _numero(tamanho), _copiar(pronto, pasta)
            continue
        _avisar(f"construindo o registro de {_numero(tamanho)}")
        banco = pasta / f"{tamanho}.sqlite3"
        _programa("--banco", str(banco), "demo", "--servidores", str(tamanho), "--semente", str(opcoes.semente),
                  "--em", opcoes.em.isoformat())  # fmt: skip
        yield _numero(tamanho), banco


def _copiar(de: Path, pasta: Path) -> Path:
    copia = pasta / de.name
    # Closed by whoever made it, its journal is in it.
    shutil.copyfile(de, copia)
    return copia


def _numero(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def _programa(*argumentos: str) -> None:
    comando = [sys.executable, "-m", "bahiaservidor", *argumentos]
    subprocess.run(comando, cwd=RAIZ, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _aberto(banco: Path) -> Iterator[Any]:
    from bahiaservidor import montagem

    ctx = montagem.montar(banco)
    try:
        yield ctx
    finally:
        montagem.desmontar(ctx)


# ---------------------------------------------------------------- measuring


def _medir(banco: Path, opcoes: argparse.Namespace) -> dict[str, Medida]:
    sem = set(opcoes.sem.split(","))
    medidas: dict[str, Medida] = {}
    with _aberto(banco) as ctx:  # brought to this version first, whatever made it
        cru = sqlite3.connect(f"file:{banco}?mode=ro", uri=True)
        cru.execute("PRAGMA cache_size = -32768")
        try:
            for medir in (_listas, _teclas, _fichas, _trinta_dias, _ordens):
                nome = medir.__name__.strip("_")
                if nome not in sem:
                    _avisar(f"  {nome}")
                    medidas |= medir(ctx, cru, opcoes.em)
            if "relatorio" not in sem:
                _avisar("  relatório")
                medidas |= _relatorio(ctx, opcoes.em)
            _avisar("  atos")
            medidas |= _atos(ctx, banco, opcoes.em)
            if "verificar" not in sem:
                _avisar("  verificar")
                medidas |= _verificar(ctx, cru)
        finally:
            cru.close()
    if "partida" not in sem:
        _avisar("  partida")
        medidas |= _partida(banco, opcoes.rodadas)
    _avisar("  saltos")
    medidas["saltar para uma linha"] = _filho("saltos", banco)
    if "escrevente" not in sem:
        _avisar("  escrevente")
        visto = _filho("escrevente", banco)
        sys.stderr.write(json.dumps(visto, ensure_ascii=False, indent=1) + "\n")
        medidas["memória da janela, no máximo (MB)"] = {"ms": visto["memoria_mb"]}
        medidas["maior parada da janela, processador"] = {"ms": visto["parada_cpu_ms"]}
        medidas["maior parada da janela, relógio"] = {"ms": visto["parada_ms"]}
        medidas["paradas de mais de 50 ms de processador"] = {"ms": visto["paradas_cpu"]}
    return medidas


def _filho(nome: str, banco: Path) -> Any:
    comando = [sys.executable, str(Path(__file__).resolve()), "--filho", nome, "--banco", str(banco)]
    ambiente = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    saida = subprocess.run(comando, env=ambiente, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    return json.loads(saida.stdout.splitlines()[-1])


def _vezes(nosso: Callable[[], object], nu: Callable[[], object] | None, vezes: int) -> Medida:
    """Run both by turns and return the median of ours in milliseconds of processor, and the ratio of medians."""
    tempos: tuple[list[float], list[float]] = ([], [])
    for volta in range(vezes + 1):
        for qual, funcao in enumerate((nosso, nu)):
            if funcao is None:
                continue
            inicio = time.process_time()
            funcao()
            if volta or vezes == 1:  # the first round warms the disk
                tempos[qual].append((time.process_time() - inicio) * 1000)
    medida = {"ms": round(statistics.median(tempos[0]), 2)}
    if nu is not None:
        medida["razao"] = round(statistics.median(tempos[0]) / max(statistics.median(tempos[1]), 0.01), 2)
    return medida


def _listas(ctx: Any, cru: sqlite3.Connection, em: date) -> dict[str, Medida]:
    from bahiaservidor.servicos import agenda, pessoas
    from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores

    def servidores() -> None:
        ids = pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=em, limite=200)
        pessoas.linhas_servidores(ctx, ids=ids[:100], hoje=em)

    def prazos() -> None:
        ids = agenda.ids_prazos(ctx, filtro=FiltroPrazos(), hoje=em, pendentes=True, limite=200)
        agenda.linhas_prazos(ctx, ids=ids[:100], hoje=em)

    return {
        "Servidores, primeira página": _vezes(servidores, lambda: nua.primeira_de_servidores(cru), 9),
        "Prazos, primeira página": _vezes(prazos, lambda: nua.primeira_de_prazos(cru), 9),
    }


def _ordens(ctx: Any, cru: sqlite3.Connection, em: date) -> dict[str, Medida]:
    """Sort by every column: the first page, which the clerk waits for, and the whole order, which comes behind."""
    from bahiaservidor.servicos import agenda, pessoas
    from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores

    def servidores(ordem: str, limite: int | None) -> Callable[[], object]:
        return lambda: pessoas.ids_servidores(ctx, filtro=FiltroServidores(), ordem=ordem, hoje=em, limite=limite)

    def prazos(ordem: str, limite: int | None) -> Callable[[], object]:
        return lambda: agenda.ids_prazos(
            ctx, filtro=FiltroPrazos(), ordem=ordem, hoje=em, pendentes=True, limite=limite
        )

    medidas: dict[str, Medida] = {}
    for titulo, ordenar, consultas in (
        ("Servidores", servidores, nua.ORDENS_DE_SERVIDORES), ("Prazos", prazos, nua.ORDENS_DE_PRAZOS),
    ):  # fmt: skip
        for ordem, consulta in consultas.items():
            completa = _vezes(ordenar(ordem, None), partial(_executar, cru, consulta, em), 1)
            medidas[f"{titulo} por {ordem}, primeira página"] = _vezes(ordenar(ordem, 200), None, 3)
            medidas[f"{titulo} por {ordem}, até o fim"] = completa
    return medidas


def _executar(cru: sqlite3.Connection, consulta: str, em: date) -> list[Any]:
    return cru.execute(consulta, {"hoje": em.isoformat()}).fetchall()


def _teclas(ctx: Any, cru: sqlite3.Connection, em: date) -> dict[str, Medida]:
    """Keystrokes of a search, each with what it shows: the 95th percentile, by turns with the bare index."""
    from bahiaservidor.servicos import pessoas
    from bahiaservidor.servicos.tipos import FiltroServidores

    tempos: dict[str, list[float]] = {"geral": [], "lista": [], "nua": []}

    def medir(nome: str, funcao: Callable[[], object]) -> None:
        inicio = time.process_time()
        funcao()
        tempos[nome].append((time.process_time() - inicio) * 1000)

    def na_lista(texto: str) -> None:
        ids = pessoas.ids_servidores(ctx, filtro=FiltroServidores(texto=texto), hoje=em)
        pessoas.linhas_servidores(ctx, ids=ids[:100], hoje=em)

    for _ in range(3):
        for texto in TEXTOS:
            medir("nua", partial(nua.procurar, cru, texto))
            medir("geral", partial(pessoas.buscar, ctx, texto=texto, hoje=em))
            medir("lista", partial(na_lista, texto))
    p95 = {nome: statistics.quantiles(valores, n=20)[-1] for nome, valores in tempos.items()}
    return {
        titulo: {"ms": round(p95[nome], 2), "razao": round(p95[nome] / max(p95["nua"], 0.01), 2)}
        for titulo, nome in (("tecla na busca geral, p95", "geral"), ("tecla na busca da lista, p95", "lista"))
    }


def _fichas(ctx: Any, cru: sqlite3.Connection, em: date) -> dict[str, Medida]:
    from bahiaservidor.servicos import pessoas

    ids = [linha[0] for linha in cru.execute("SELECT id FROM servidor ORDER BY id LIMIT 100000")]
    escolhidos = random.Random(1).choices(ids, k=60)
    nosso, nu = iter(escolhidos), iter(escolhidos)
    return {
        "abrir uma ficha": _vezes(
            lambda: pessoas.ficha(ctx, servidor_id=next(nosso), hoje=em), lambda: nua.ficha(cru, next(nu)), 50
        )
    }


def _trinta_dias(ctx: Any, cru: sqlite3.Connection, em: date) -> dict[str, Medida]:
    from bahiaservidor.servicos import agenda

    ate = em + timedelta(days=30)

    def nosso() -> None:
        ids = agenda.ids_prazos(ctx, filtro=agenda.proximos(em, 30), hoje=em)
        agenda.linhas_prazos(ctx, ids=ids[:100], hoje=em)

    painel = _vezes(lambda: agenda.painel(ctx, hoje=em), None, 3)
    return {"prazos dos próximos 30 dias": _vezes(nosso, lambda: nua.entre(cru, em, ate), 5), "Painel": painel}


def _relatorio(ctx: Any, em: date) -> dict[str, Medida]:
    from bahiaservidor.documentos import relatorio_trimestral
    from bahiaservidor.servicos.papeis_relatorio import relatorio_apurado
    from tests.documentos.base_comparacao import desenhar_base

    trimestre = (em.month + 2) // 3
    dados: list[Any] = []

    def apurar() -> None:
        dados[:] = [relatorio_apurado(ctx, ano=em.year, trimestre=trimestre, em=em).dados]

    apurado = _vezes(apurar, None, 1)
    linhas = dados[0].linhas
    desenhado = _vezes(
        lambda: relatorio_trimestral.gerar(dados[0], BytesIO()), lambda: desenhar_base(linhas, BytesIO()), 1
    )
    return {
        "linhas do relatório trimestral": {"ms": len(linhas)},
        "relatório trimestral, apurar": apurado,
        "relatório trimestral, desenhar": desenhado,
    }


def _atos(ctx: Any, banco: Path, em: date) -> dict[str, Medida]:
    """Register absences, by the clock: each is on the disk when the call returns."""
    from bahiaservidor.estatuto.tipos import Situacao
    from bahiaservidor.servicos import pessoas, provimento
    from bahiaservidor.servicos.tipos import FiltroServidores, PedidoAto

    nossos, crus = [], []
    filtro = FiltroServidores(situacoes=(Situacao.ESTAVEL,))
    ids = pessoas.ids_servidores(ctx, filtro=filtro, hoje=em, limite=30)
    gravador = nua.Gravador(banco)
    for linha in pessoas.linhas_servidores(ctx, ids=ids, hoje=em):
        conteudo = {"inicio": em, "fim": em + timedelta(days=4), "motivo": "licenca_saude"}
        pedido = PedidoAto(tipo="afastamento", conteudo=conteudo, servidor_id=linha.servidor_id, vinculo_id=linha.id)
        inicio = time.perf_counter()
        provimento.registrar(ctx, pedido=pedido, hoje=em)
        nossos.append((time.perf_counter() - inicio) * 1000)
        inicio = time.perf_counter()
        gravador.gravar()
        crus.append((time.perf_counter() - inicio) * 1000)
    gravador.fechar()
    return {
        "registrar um ato (relógio)": {
            "ms": round(statistics.median(nossos), 2),
            "razao": round(statistics.median(nossos) / statistics.median(crus), 2),
        }
    }


def _verificar(ctx: Any, cru: sqlite3.Connection) -> dict[str, Medida]:
    from bahiaservidor.servicos import verificacao

    achado: list[Any] = []
    medida = _vezes(lambda: achado.append(verificacao.verificar(ctx)), lambda: nua.conferir(cru), 1)
    _avisar(f"  íntegra: {achado[-1].integra}")
    return {"verificar": medida}


def _partida(banco: Path, rodadas: int) -> dict[str, Medida]:
    """Start to the list of people shown, by turns with the same on a registry without anybody."""
    from bahiaservidor.servicos import abertura

    vazio = banco.with_name("vazio.sqlite3")
    if not vazio.exists():
        with _aberto(vazio) as ctx:
            abertura.configurar(ctx, orgao="Órgão Medido", sigla="OM", municipio="Salvador")
    tempos: dict[str, list[tuple[float, float]]] = {"cheia": [], "vazia": []}
    for rodada in range(rodadas + 1):
        for nome, qual in (("vazia", vazio), ("cheia", banco)):
            inicio = time.perf_counter()
            cpu = _filho("partida", qual)["cpu_ms"]
            if rodada:
                tempos[nome].append(((time.perf_counter() - inicio) * 1000, cpu))
    relogio = {nome: statistics.median(t for t, _ in valores) for nome, valores in tempos.items()}
    cpu = {nome: statistics.median(c for _, c in valores) for nome, valores in tempos.items()}
    return {
        "partida até a lista (relógio)": {
            "ms": round(relogio["cheia"], 1), "razao": round(relogio["cheia"] / relogio["vazia"], 3),
        },
        "partida até a lista (processador)": {
            "ms": round(cpu["cheia"], 1), "razao": round(cpu["cheia"] / cpu["vazia"], 3),
        },
    }  # fmt: skip


# ---------------------------------------------------------------- the table


def tabela(tudo: dict[str, dict[str, Medida]]) -> str:
    """Return the figures as a Markdown table, a column for each size: the time, and the ratio to the bare work."""
    tamanhos = list(tudo)
    nomes = list(dict.fromkeys(nome for medidas in tudo.values() for nome in medidas))
    linhas = ["| figure | " + " | ".join(tamanhos) + " |", "|---|" + "---:|" * len(tamanhos)]
    for nome in nomes:
        linhas.append(f"| {nome} | " + " | ".join(_celula(tudo[t].get(nome)) for t in tamanhos) + " |")
    return "\n".join(linhas) + "\n"


def _celula(medida: Medida | None) -> str:
    if medida is None:
        return "–"
    ms = medida["ms"]
    texto = f"{ms:.1f}" if ms < 100 and ms != int(ms) else _numero(round(ms))
    return f"{texto} ({medida['razao']:.2f})" if "razao" in medida else texto


if __name__ == "__main__":
    sys.exit(main())
