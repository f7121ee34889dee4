"""Speed of a refold, as JSON: every life folded again and its deadlines computed, against the bare work.

The bare work reads the same acts with plain SQL and JSON and does the arithmetic of the same deadlines with nothing
around it: no checks, no memória, no second reading of the law.  Both go over the same people by turns, chunk by chunk,
in one run, by processor time, which other programs do not change.  The registry is an invented one, copied in bulk
until it has the vínculos asked for.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

LIMITE = 4.0
"""Ceiling of the ratio."""

LOTE = 400
UM_DIA = timedelta(days=1)


def main() -> int:
    """Build, measure and print; 0 also when over the ceiling, which the output says."""
    analisador = argparse.ArgumentParser(description="Mede o refazer de todas as vidas e escreve os números em JSON.")
    analisador.add_argument("--vinculos", type=int, default=300_000, help="quantos vínculos")
    analisador.add_argument("--base", type=int, default=3_000, help="quantas pessoas inventar antes de copiar")
    analisador.add_argument("--banco", type=Path, default=None, help="uma demonstração já feita (é copiada)")
    opcoes = analisador.parse_args()
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-redobra-", ignore_cleanup_errors=True) as pasta:
        banco = Path(pasta) / "registro.sqlite3"
        if opcoes.banco is not None:
            from scripts.bench import _copiar

            _copiar(opcoes.banco, banco)
        else:
            _avisar("construindo o registro")
            comando = [sys.executable, "-m", "bahiaservidor", "--banco", str(banco), "demo", "--servidores",
                       str(opcoes.base), "--em", "2026-11-20"]  # fmt: skip
            subprocess.run(comando, cwd=RAIZ, check=True, stdout=subprocess.DEVNULL)
        _avisar("copiando")
        multiplicar(banco, opcoes.vinculos)
        _avisar("medindo")
        medidas = medir(banco)
    medidas["limite"] = LIMITE
    medidas["dentro"] = medidas["razao"] <= LIMITE
    sys.stdout.write(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    return 0


def _avisar(texto: str) -> None:
    sys.stderr.write(f"{texto}…\n")
    sys.stderr.flush()


def multiplicar(banco: Path, vinculos: int) -> None:
    """Copy people, vínculos and acts under new numbers until there are ``vinculos``."""
    from bahiaservidor.registro.dialetos import autorizar

    con = sqlite3.connect(banco, isolation_level=None)
    autorizar(con)
    tem, pessoas, vinc, atos = (
        con.execute(consulta).fetchone()[0]
        for consulta in (
            "SELECT count(*) FROM vinculo", "SELECT max(id) FROM servidor", "SELECT max(id) FROM vinculo",
            "SELECT max(id) FROM ato",
        )
    )  # fmt: skip
    con.execute("PRAGMA synchronous=OFF")
    con.execute("BEGIN")
    do_ato = [c[1] for c in con.execute("PRAGMA table_info(ato)")]
    do_servidor = [c[1] for c in con.execute("PRAGMA table_info(servidor)")]
    for copia in range(1, -(-vinculos // tem)):
        somas = {"id": pessoas * copia}
        _copiar_linhas(con, "servidor", do_servidor, somas, f"id <= {pessoas}", {"cpf": "NULL", "pis": "NULL"})
        somas = {"id": atos * copia, "servidor_id": pessoas * copia, "vinculo_id": vinc * copia}
        alvo = f"CASE sujeito_tipo WHEN 'vinculo' THEN {vinc * copia} ELSE {pessoas * copia} END + sujeito_id"
        onde = f"id <= {atos} AND tipo <> 'cadastro' AND servidor_id IS NOT NULL"
        _copiar_linhas(con, "ato", do_ato, somas, onde, {"sujeito_id": alvo})
    con.execute("COMMIT")
    con.close()


def _copiar_linhas(
    con: sqlite3.Connection, tabela: str, colunas: list[str], somas: dict[str, int], onde: str, outras: dict[str, str]
) -> None:
    valores = [outras.get(c, f"{c} + {somas[c]}" if c in somas else c) for c in colunas]
    con.execute(f"INSERT INTO {tabela} ({', '.join(colunas)}) SELECT {', '.join(valores)} FROM {tabela} WHERE {onde}")


def medir(banco: Path) -> dict[str, Any]:
    """Return seconds and ratio, over every person of the registry."""
    from bahiaservidor import montagem
    from bahiaservidor.registro.livro import pessoas_do_livro
    from bahiaservidor.servicos.redobra import redobrar

    ctx = montagem.montar(banco)
    nosso = nu = 0.0
    vinculos = prazos = datas = 0
    try:
        regimes = ctx.regimes
        feriados = _feriados(ctx)
        cru = sqlite3.connect(f"file:{banco}?mode=ro", uri=True)
        with ctx.banco.leitura() as conexao:
            ids = pessoas_do_livro(conexao)
            for volta, inicio in enumerate(range(0, len(ids), LOTE)):
                lote = ids[inicio : inicio + LOTE]
                for vez in (0, 1) if volta % 2 else (1, 0):
                    comeco = time.process_time()
                    if vez:
                        for calculada in next(redobrar(conexao, regimes, lote)):
                            vinculos += len(calculada.vida.vinculos)
                            prazos += sum(len(lista) for lista in calculada.prazos.values())
                        nosso += time.process_time() - comeco
                    else:
                        datas += _nu(cru, lote, feriados)
                        nu += time.process_time() - comeco
        cru.close()
    finally:
        montagem.desmontar(ctx)
    return {
        "pessoas": len(ids), "vinculos": vinculos, "prazos": prazos, "datas_do_calculo_nu": datas,
        "redobra_s": round(nosso, 2), "nu_s": round(nu, 2), "razao": round(nosso / nu, 2),
    }  # fmt: skip


# ---------------------------------------------------------------- the bare work


def _feriados(ctx: Any) -> frozenset[date]:
    calendario = ctx.regime_do_municipio("Salvador").calendario
    dia, fim = date(1989, 1, 1), date(2060, 12, 31)
    achados = set()
    while dia <= fim:
        if dia.weekday() < 5 and not calendario.eh_util(dia):
            achados.add(dia)
        dia += UM_DIA
    return frozenset(achados)


def _nu(con: sqlite3.Connection, lote: list[int], feriados: frozenset[date]) -> int:
    """Read the acts of these people and compute their dates; return how many dates came out."""
    marcas = ",".join("?" * len(lote))
    nascidos = dict(con.execute(f"SELECT id, nascimento FROM servidor WHERE id IN ({marcas})", lote))
    por_vinculo: dict[int, dict[str, Any]] = {}
    consulta = (
        f"SELECT servidor_id, vinculo_id, tipo, conteudo FROM ato WHERE servidor_id IN ({marcas}) "
        "AND tipo <> 'cadastro' ORDER BY id"
    )
    for servidor_id, vinculo_id, tipo, conteudo in con.execute(consulta, lote):
        fatos = por_vinculo.setdefault(vinculo_id, {"nascimento": nascidos[servidor_id]})
        fatos.setdefault(tipo, []).append(json.loads(conteudo))
    return sum(len(_datas(fatos, feriados)) for fatos in por_vinculo.values())


def _datas(fatos: dict[str, Any], feriados: frozenset[date]) -> list[date]:
    """Return the dates of the deadlines that these facts open, computed with nothing around."""
    achadas: list[date] = []
    publicacao, posse, exercicio = (
        _dia(fatos, tipo, campo)
        for tipo, campo in (("nomeacao", "publicacao"), ("posse", "data"), ("exercicio", "data"))
    )
    if publicacao is not None:
        prazo = 60 if "prorrogacao_posse" in fatos else 30
        achadas.append(_util(publicacao + timedelta(days=prazo), feriados))
        inicio = _util(_util(publicacao, feriados) + UM_DIA, feriados)
        achadas.append(_util(inicio + timedelta(days=prazo - 1), feriados))
    if posse is not None:
        achadas.append(_util(posse + timedelta(days=30), feriados))
    inicial = fatos.get("assentamento_inicial")
    if inicial and inicial[0].get("data_exercicio"):
        exercicio = date.fromisoformat(inicial[0]["data_exercicio"])
    permanente = (inicial or fatos.get("nomeacao") or [{}])[0].get("carater", "permanente") == "permanente"
    if exercicio is not None and permanente and (not inicial or inicial[0]["situacao"] == "em_estagio_probatorio"):
        ausentes = [
            (date.fromisoformat(a["inicio"]), date.fromisoformat(a["fim"]))
            for a in fatos.get("afastamento", ())
            if a["fim"] and a["motivo"] in ("doenca_familia", "acompanhar_conjuge", "interesse_particular", "suspensao")
        ]
        for meses in (6, 12, 18, 24, 30, 36, 36, 36):
            achadas.append(_com_ausencias(_meses(exercicio, meses), ausentes))
        gate = _meses(achadas[-1], -4)
        while gate.weekday() >= 5 or gate in feriados:
            gate -= UM_DIA
        achadas.append(gate)
    if exercicio is not None and fatos["nascimento"]:
        achadas.append(_meses(date.fromisoformat(fatos["nascimento"]), 12 * 75))
    return achadas


def _dia(fatos: dict[str, Any], tipo: str, campo: str) -> date | None:
    atos = fatos.get(tipo)
    return date.fromisoformat(atos[0][campo]) if atos else None


def _util(dia: date, feriados: frozenset[date]) -> date:
    while dia.weekday() >= 5 or dia in feriados:
        dia += UM_DIA
    return dia


def _meses(dia: date, meses: int) -> date:
    ano, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    ultimo = monthrange(ano, mes + 1)[1]
    return date(ano, mes + 1, dia.day) if dia.day <= ultimo else date(ano, mes + 1, ultimo) + UM_DIA


def _com_ausencias(dia: date, ausentes: Iterable[tuple[date, date]]) -> date:
    soma = sum((fim - inicio).days + 1 for inicio, fim in ausentes if inicio < dia)
    return dia + timedelta(days=soma)


if __name__ == "__main__":
    raise SystemExit(main())
