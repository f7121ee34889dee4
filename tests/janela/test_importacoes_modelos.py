"""Imports in words, and the choices about namesakes; with values made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.modelos.importacoes import (
    comparar,
    escolha_de_todas,
    frase_da_importacao,
    frase_da_previa,
    historia,
    motivo_da_linha,
    nome_da_coluna,
    outras_diferencas,
    palavra_da_escolha,
)
from bahiaservidor.janela.telas.importacoes_conferencia import PaginaConferencia
from bahiaservidor.servicos.tipos.importacao import (
    ConferenciaImportacao,
    FaltaNaLinha,
    ImportacaoFeita,
    LinhaConferida,
    Parecido,
    PedidoImportacao,
    PreviaDesfazer,
)

from .apoio_prazos import ditos, esperar

CABECALHO = ("NOME", "CPF", "")
PEDIDO = PedidoImportacao(especie="servidores", caminho=Path("x.csv"), mapa={"nome": 0, "cpf": 1})


def duvida(numero: int, *parecidos: Parecido) -> LinhaConferida:
    return LinhaConferida(
        numero=numero, resultado="duvida", resumo="Há homônimo.", valores=("ANA LIMA", "52998224725", ""),
        faltas=(FaltaNaLinha(campo="nome", coluna="NOME", valor="ANA LIMA", motivo="Há homônimo: “ANA LIMA”."),),
        parecidos=parecidos,
    )  # fmt: skip


def parecido(servidor_id: int, *, linha: int = 0, iguais: tuple[str, ...] = ("Nome",)) -> Parecido:
    return Parecido(
        servidor_id=servidor_id, nome="Ana Lima", cpf="11144477735", nascimento=date(1980, 12, 31),
        matriculas=("92000123",), certo=False, iguais=iguais, linha=linha,
        diferentes=("CPF: um na planilha, outro no registro", "PIS/PASEP: em branco na planilha, 1 no registro"),
    )  # fmt: skip


FEITA = ImportacaoFeita(
    id=1, especie="servidores", rotulo="Servidores", arquivo="x.csv", fonte="", linhas=10_000, entraram=9_988,
    recusadas=12, instante=datetime(2026, 11, 23, 15, tzinfo=UTC), usuario="maria", operacao_id=2,
)  # fmt: skip


def test_o_que_entrou_e_o_que_foi_desfeito_em_uma_frase() -> None:
    assert frase_da_importacao(FEITA) == "9.988 linhas entraram, em uma operação; 12 ficaram de fora."
    assert frase_da_importacao(replace(FEITA, entraram=1, recusadas=0)) == "1 linha entrou, em uma operação."
    desfeita = replace(FEITA, desfeita_em=FEITA.instante, desfeita_por="rita", motivo="Era de outro órgão.")
    assert historia(desfeita) == "Desfeita em 23/11/2026, 12:00 por rita: Era de outro órgão."
    assert "1 ato será estornado e 2 cadastros voltarão ao que eram, em uma" in frase_da_previa(
        PreviaDesfazer(importacao=FEITA, atos=1, cadastros=2)
    )
    assert "não há o que desfazer" in frase_da_previa(PreviaDesfazer(importacao=FEITA, atos=0, cadastros=0))


def test_coluna_sem_cabecalho_tem_a_letra_da_planilha() -> None:
    assert nome_da_coluna(CABECALHO, 2) == "Coluna C"
    assert nome_da_coluna([""] * 28, 27) == "Coluna AB"


def test_lado_a_lado() -> None:
    quem = parecido(7)
    dados = {d.rotulo: (d.aqui, d.ali, d.igual) for d in comparar(duvida(2, quem), quem, PEDIDO)}
    assert dados == {
        "Nome": ("ANA LIMA", "Ana Lima", True),
        "CPF": ("52998224725", "111.444.777-35", False),
        "Nascimento": ("—", "31/12/1980", None),
        "Matrícula": ("—", "92.000.123", None),
    }
    assert outras_diferencas(quem) == ("PIS/PASEP: em branco na planilha, 1 no registro",)


def test_a_mesma_escolha_em_todas_as_duvidas_iguais() -> None:
    linhas = (
        duvida(2, parecido(7)),
        duvida(3, parecido(8)),
        duvida(4, parecido(0, linha=2)),
        duvida(5, parecido(9, iguais=("Nome", "Nascimento"))),
        replace(duvida(6, parecido(10)), resultado="recusada"),
    )
    assert escolha_de_todas("servidor:7", linhas[0], linhas) == ((2, "servidor:7"), (3, "servidor:8"), (4, "linha:2"))
    assert escolha_de_todas("pular", linhas[3], linhas) == ((5, "pular"),)
    assert palavra_da_escolha(linhas[0], "servidor:7") == "É Ana Lima"
    assert palavra_da_escolha(linhas[0], "nova") == "Pessoa nova"
    assert motivo_da_linha(linhas[0]) == "NOME: Há homônimo: “ANA LIMA”."


def test_muitas_linhas_uma_escolha_para_todas(qtbot: QtBot, casa: Casa) -> None:
    linhas = tuple(
        duvida(n, parecido(n)) if n % 1000 == 2 else
        LinhaConferida(numero=n, resultado="entra", resumo=f"Cadastra {n}.", valores=(str(n), "", ""))
        for n in range(2, 10_002)
    )  # fmt: skip
    conferida = ConferenciaImportacao(
        especie="servidores", arquivo="x.csv", cabecalho=CABECALHO, linhas=linhas, entram=9_990, alteram=0,
        sem_mudanca=0, recusadas=0, duvidas=10, puladas=0, motivos=(("NOME: Há homônimo:.", 10),),
    )  # fmt: skip
    pagina = PaginaConferencia(casa)
    qtbot.addWidget(pagina)
    pagina.resize(1000, 600)
    pagina.show()
    pagina._pedido = PEDIDO
    pagina._receber(conferida)
    assert pagina.quantas.text() == "10.000 linhas"
    pagina.motivos.ir_para(0)
    assert pagina.quantas.text() == "10 de 10.000 linhas"
    pagina.fichas["duvida"].click()
    esperar(qtbot, casa)
    assert "O mesmo nas 10 dúvidas iguais" in [b.text().replace("&", "") for b in [pagina.detalhe.todas] if b]
    assert pagina.detalhe.todas is not None
    pagina.detalhe.todas.setChecked(True)
    (esta,) = [b for b in pagina.detalhe.findChildren(QPushButton) if b.accessibleName() == "É esta pessoa: Ana Lima"]
    esta.click()
    assert pagina.escolhas() == {n: f"servidor:{n}" for n in range(2, 10_002, 1000)}
    assert pagina.por_conferir()
    esperar(qtbot, casa)
    assert "Sua escolha: É Ana Lima." in ditos(pagina.detalhe)
