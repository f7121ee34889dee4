"""`bahiaservidor contradicoes`: the inbox in text, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, contradicoes
from bahiaservidor.servicos.tipos.contradicoes import Especie, FiltroContradicoes

from ..servicos.apoio_contradicoes import HOJE, viveiro
from .base import Executar

EM = HOJE.strftime("%d/%m/%Y")


@pytest.fixture
def plantado(tmp_path: Path) -> Path:
    """A registry with three contradictions, one of them acknowledged."""
    with viveiro() as v:
        v.nomear(HOJE.replace(month=6, day=2))
        v.empossar(HOJE.replace(day=3), pessoa=v.pessoa(cpf=None))
        v.empossar(HOJE.replace(day=3), instrumento=None)
        ids = contradicoes.ids_contradicoes(v.ctx, filtro=FiltroContradicoes(especies=(Especie.SEM_CPF,)), hoje=HOJE)
        contradicoes.dar_ciencia(v.ctx, ids=ids, nota="Pedido à\nReceita", hoje=HOJE)
        dados = v.ctx.banco.serializar()
    arquivo = tmp_path / "plantado.sqlite3"
    arquivo.write_bytes(dados)
    return arquivo


def test_o_texto_diz_tudo_de_cada_uma(executar: Executar, plantado: Path) -> None:
    dito = executar("contradicoes", "--em", EM, "--banco", plantado)
    assert dito.situacao == 0
    assert dito.saida.startswith("[Alta] Prazo vencido sem ato, desde 04/07/2026 — Pessoa")
    assert "  Por quê (art. 19, § 2º): Sem posse no prazo" in dito.saida
    assert "  O que fazer: Procure a publicação no Diário Oficial." in dito.saida
    assert dito.saida.endswith("2 contradições.\n")
    assert dito.erros == ""


def test_a_ciencia_se_mostra_quando_se_pede(executar: Executar, plantado: Path) -> None:
    cientes = executar("contradicoes", "--situacao", "cientes", "--em", EM, "--banco", plantado)
    assert cientes.saida.endswith("1 contradição.\n")
    # A line break in a note is data: it must not break the paragraph.
    assert "  Ciência de teste, em 23/11/2026: Pedido à Receita\n" in cientes.saida
    todas = executar("contradicoes", "--situacao", "todas", "--em", EM, "--banco", plantado)
    assert todas.saida.endswith("3 contradições.\n")


def test_o_json_traz_o_que_a_lista_traz(executar: Executar, plantado: Path) -> None:
    linhas = executar("contradicoes", "--formato", "json", "--situacao", "todas", "--em", EM, "--banco", plantado).json
    assert Counter(linha["especie"] for linha in linhas) == {"prazo_vencido": 1, "sem_cpf": 1, "ato_sem_doe": 1}
    (vencido,) = (linha for linha in linhas if linha["especie"] == "prazo_vencido")
    assert vencido["gravidade"] == "alta"
    assert vencido["desde"] == "2026-07-04"
    assert vencido["chave"] == f"prazo_vencido:{vencido['vinculo']}:posse:0"
    assert [ato["ato"] for ato in vencido["atos"]] == ["Nomeação de 02/06/2026"]
    (ciente,) = (linha for linha in linhas if linha["ciencia"])
    assert ciente["ciencia"] == {"em": "2026-11-23", "por": "teste", "nota": "Pedido à\nReceita"}


def test_o_csv_e_o_da_janela(plantado: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from bahiaservidor.cli import main

    capfdbinary.readouterr()
    assert main(["contradicoes", "--formato", "csv", "--em", EM, "--banco", str(plantado)]) == 0
    escrito = capfdbinary.readouterr().out
    ctx = abertura.abrir(plantado, relogio=RelogioFixo(HOJE), usuario="teste")
    try:
        esperado = contradicoes.exportar_csv(ctx, filtro=FiltroContradicoes(), hoje=HOJE)
    finally:
        abertura.fechar(ctx)
    assert escrito.decode() == esperado.decode()
    linhas = list(csv.reader(io.StringIO(escrito.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(linhas) == 3


@pytest.mark.parametrize(
    ("filtro", "quantas"),
    [
        (("--especie", "prazo_vencido,sem_cpf"), 1),
        (("--gravidade", "alta"), 1),
        (("--gravidade", "alta,media"), 2),
        (("--gravidade", "baixa"), 0),
    ],
)
def test_os_filtros(executar: Executar, plantado: Path, filtro: tuple[str, ...], quantas: int) -> None:
    assert len(executar("contradicoes", "--formato", "json", *filtro, "--em", EM, "--banco", plantado).json) == quantas


def test_nenhuma(executar: Executar, plantado: Path) -> None:
    dito = executar("contradicoes", "--em", "01/01/2001", "--especie", "excedente", "--banco", plantado)
    assert dito.saida == "Nenhuma contradição encontrada.\n"


@pytest.mark.parametrize(
    ("opcoes", "frase"),
    [
        (("--especie", "grave"), "“grave” não existe"),
        (("--gravidade", "altissima"), "“altissima” não existe"),
        (("--formato", "pdf"), "“pdf” não serve"),
        (("--em", "31/02/2026"), "31/02/2026"),
    ],
)
def test_o_que_nao_se_entende_se_explica(
    executar: Executar, plantado: Path, opcoes: tuple[str, ...], frase: str
) -> None:
    dito = executar("contradicoes", *opcoes, "--banco", plantado)
    assert dito.situacao == 2
    assert frase in dito.frase
