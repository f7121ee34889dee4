"""Spreadsheets written for tests of imports, and a registry's tables to compare."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bahiaservidor.estatuto.formatos.cpf import digitos_verificadores
from bahiaservidor.servicos import importacao
from bahiaservidor.servicos.tipos.importacao import ConferenciaImportacao, LinhaConferida, PedidoImportacao

from .cenario import Cenario

DATA = date(2026, 2, 1)
CABECALHO = ("Nome", "CPF", "Nascimento", "Matrícula", "Cargo", "Unidade", "Situação", "Data do exercício")
PROJECOES = (
    "servidor",
    "vinculo",
    "ocupacao",
    "prazo",
    "afastamento",
    "cargo",
    "vaga",
    "concurso",
    "lista",
    "candidato",
)


def cpf(numero: int) -> str:
    """Return a CPF with right digits, a different one for each number."""
    base = f"{numero:09}"
    return base + digitos_verificadores(base)


def gravar(pasta: Path, cabecalho: Sequence[str], linhas: Sequence[Sequence[object]], nome: str = "p.csv") -> Path:
    """Write a spreadsheet as the programs of this country do."""
    caminho = pasta / nome
    with caminho.open("w", encoding="utf-8-sig", newline="") as arquivo:
        escritor = csv.writer(arquivo, delimiter=";")
        escritor.writerow(cabecalho)
        escritor.writerows(linhas)
    return caminho


def pedir(c: Cenario, especie: str, caminho: Path, **opcoes: Any) -> PedidoImportacao:
    """Return what asks for an import with the columns that the program proposes."""
    lido = importacao.abrir(c.ctx, caminho)
    mapa = importacao.propor_mapa(c.ctx, especie, lido.cabecalho)
    if especie == "assentamentos":
        opcoes = {"fonte": "rh_bahia", "data": DATA, **opcoes}
    return PedidoImportacao(especie=especie, caminho=caminho, sha256=lido.sha256, mapa=mapa, **opcoes)


def conferir(
    c: Cenario, pasta: Path, especie: str, cabecalho: Sequence[str], linhas: Sequence[Sequence[object]], **opcoes: Any
) -> ConferenciaImportacao:
    """Return the dry run of some rows."""
    return importacao.conferir(c.ctx, pedir(c, especie, gravar(pasta, cabecalho, linhas), **opcoes), c.hoje)


def importar(
    c: Cenario, pasta: Path, especie: str, cabecalho: Sequence[str], linhas: Sequence[Sequence[object]], **opcoes: Any
) -> int:
    """Import some rows and return the number of the import."""
    pedido = pedir(c, especie, gravar(pasta, cabecalho, linhas), **opcoes)
    return importacao.importar(c.ctx, pedido, c.hoje).id


def pessoa(numero: int, **outros: str) -> tuple[str, ...]:
    """Return the row of somebody in exercício, under ``CABECALHO``."""
    valores = {
        "Nome": f"Jacira {_LETRAS[numero // 26 % 26]} {_LETRAS[numero % 26]} Portugal {_LETRAS[numero // 676 % 26]}",
        "CPF": cpf(100_000_000 + numero), "Nascimento": "07/04/1985", "Matrícula": f"{90_000_000 + numero}",
        "Cargo": "Analista Técnico", "Unidade": "Diretoria de Pessoal", "Situação": "Em exercício",
        "Data do exercício": "05/02/2015",
    }  # fmt: skip
    return tuple((valores | outros)[coluna] for coluna in CABECALHO)


_LETRAS = [a * 3 for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def motivos(linha: LinhaConferida) -> list[tuple[str, str]]:
    """Return the reasons of a row: header of the cell and sentence."""
    return [(falta.coluna, falta.motivo) for falta in linha.faltas]


def tabelas(c: Cenario, *, fora: Sequence[str] = ("versao", "id")) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the projections have, without the numbers that tell nothing."""
    achadas = {}
    with c.ctx.banco.leitura() as conexao:
        for tabela in PROJECOES:
            resultado = conexao.exec_driver_sql(f"SELECT * FROM {tabela}")
            colunas = [i for i, nome in enumerate(resultado.keys()) if nome not in fora]
            achadas[tabela] = sorted((tuple(linha[i] for i in colunas) for linha in resultado), key=repr)
    return achadas
