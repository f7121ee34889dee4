"""Termo de exercício: read back from the PDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bahiaservidor.documentos import termo_exercicio
from bahiaservidor.documentos.modelos import Cargo, DadosTermoExercicio, Pessoa
from bahiaservidor.estatuto.tipos import Carater
from tests.documentos.amostras import EXERCICIO, NOME, NOME_LONGO, ORGAO, RESSALVA, ler


def _texto(dados: DadosTermoExercicio) -> str:
    return " ".join(ler(termo_exercicio.gerar(dados)))


def test_o_termo_traz_cada_elemento_na_ordem() -> None:
    texto = _texto(EXERCICIO)
    posicao = 0
    for elemento in (
        "Secretaria da Educação",
        "TERMO DE EXERCÍCIO",
        "nº 31/2026",
        "Ao primeiro dia do mês de abril de dois mil e vinte e seis, às sete horas e trinta minutos (7h30), em",
        f"{NOME} entrou em exercício no cargo de Professor da Educação Básica",
        "Juvenal Gonçalves, Diretor do Colégio, matrícula 00.123.456",
        "art. 21, § 4º",
        "92.222.222",
        "529.982.247-25",
        "40 horas semanais",
        "Colégio Estadual Águas do Paraguaçu",
        "09/03/2026",
        "08/04/2026",
        "01/04/2026",
        "7h30",
        "contado da posse (art. 21, § 1º), cujo último dia é 08/04/2026.",
        "(art. 22, parágrafo único)",
        "Salvador, Bahia, 1º de abril de 2026.",
        "Quem entra em exercício",
        "Autoridade que dá exercício (art. 21, § 4º)",
        "Responsável pela lavratura",
        "Assentamento individual (art. 22)",
        "Página 1 de 1",
    ):
        posicao = texto.find(elemento, posicao)
        assert posicao >= 0, elemento


def test_o_que_nao_se_sabe_fica_para_preencher_a_mao() -> None:
    texto = _texto(DadosTermoExercicio(orgao=ORGAO, servidor=Pessoa(nome=NOME_LONGO), cargo=Cargo()))
    assert "às _____h_____" in texto
    assert "cujo último dia é ____/____/________." in texto
    assert "( ) entregues; ( ) pendentes" in texto
    assert "None" not in texto


def test_depois_do_prazo_so_com_a_ressalva_no_papel() -> None:
    texto = _texto(replace(EXERCICIO, data=dt.date(2026, 4, 9), ressalvas=(RESSALVA,)))
    assert "foi 08/04/2026; o exercício se inicia depois dele, nos termos da ressalva adiante registrada." in texto
    assert "8001234-56.2026.8.05.0001" in texto


def test_com_impedimento_o_prazo_conta_do_termino() -> None:
    texto = _texto(replace(EXERCICIO, impedimento_ate=dt.date(2026, 3, 20)))
    assert "contado do término do impedimento legal, ocorrido em 20/03/2026 (art. 21, § 2º)" in texto


def test_cargo_temporario_nao_tem_estagio() -> None:
    temporario = replace(EXERCICIO, cargo=Cargo(nome="Assessor", natureza=Carater.TEMPORARIO, simbolo="DAS-3"))
    assert "estágio" not in _texto(temporario)
    assert "DAS-3" in _texto(temporario)
    assert "estágio probatório (art. 27)" in _texto(EXERCICIO)


def test_duas_vias() -> None:
    paginas = ler(termo_exercicio.gerar(EXERCICIO, vias=2))
    assert ["1ª via" in paginas[0], "2ª via" in paginas[1]] == [True, True]
