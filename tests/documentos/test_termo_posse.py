"""Termo de posse: read back from the PDF, element by element."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bahiaservidor.documentos import termo_posse
from bahiaservidor.documentos.base import CM
from bahiaservidor.documentos.modelos import (
    Cargo,
    DadosTermoPosse,
    DeclaracaoAcumulacao,
    Laudo,
    PrazoPosse,
    Procuracao,
)
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Carater
from tests.documentos.amostras import EM_BRANCO, LONGO, NOME, NOME_LONGO, POSSE, RESSALVA, TEMPORARIO, ler, letras

ASSINATURAS = ("Quem toma posse", "Autoridade que dá posse", "Responsável pela lavratura")


def _texto(dados: DadosTermoPosse) -> str:
    return " ".join(ler(termo_posse.gerar(dados)))


def test_o_termo_traz_cada_elemento_na_ordem() -> None:
    texto = _texto(POSSE)
    elementos = [
        "GOVERNO DO ESTADO DA BAHIA",
        "Secretaria da Educação",
        "Diretoria de Administração de Pessoal",
        "TERMO DE POSSE",
        "nº 12/2026",
        "Aos nove dias do mês de março de dois mil e vinte e seis, em Salvador",
        "Benedito Araújo Sacramento, Diretor de Administração de Pessoal, matrícula 92.116.599",
        "art. 18, inciso VI, da Lei estadual nº 6.677, de 26/09/1994",
        "por delegação (Portaria nº 14, de 05/01/2026)",
        f"compareceu {NOME}",
        "529.982.247-25",
        "08.123.456-78 SSP/BA, de 04/05/2009",
        "92.222.222",
        "Professor da Educação Básica",
        "Permanente",
        "Padrão P / Grau I",
        "40 horas semanais",
        "Magistério Público",
        "Educação",
        "1.204",
        "Vacância por aposentadoria de Anísio Gonçalves Leão",
        "Colégio Estadual Águas do Paraguaçu",
        "Decreto nº 23.456",
        "07/01/2026",
        "24.310 (suplemento)",
        "08/01/2026",
        "SAEB/01/2024",
        "Ampla concorrência – Irecê",
        "17º lugar",
        "prazo prorrogado por mais 30 dias, a pedido e por decisão da autoridade (Portaria nº 40, de 02/02/2026)",
        "se encerra em 09/03/2026 ou, na contagem mais ampla, em 11/03/2026",
        "laudo da Junta Médica Oficial nº 1.877/2026, de 20/02/2026 (art. 20)",
        "bens e valores",
        "(art. 19, § 4º)",
        "CF, art. 37, inciso XVI",
        "(arts. 8º e 17), por Doralice Pitanga Mota, em 06/03/2026",
        "(art. 21, § 1º)",
        "aceita expressamente as atribuições, os deveres e as responsabilidades",
        "(art. 16, parágrafo único)",
        "duas vias de igual teor",
        "Salvador, Bahia, 9 de março de 2026.",
        *ASSINATURAS,
        "Assentamento individual (art. 22): lançado em",
    ]
    posicao = 0
    for elemento in elementos:
        posicao = texto.find(elemento, posicao)
        assert posicao >= 0, elemento


def test_cada_pagina_diz_qual_e_e_de_quantas() -> None:
    paginas = ler(termo_posse.gerar(POSSE))
    assert len(paginas) == 2
    for numero, pagina in enumerate(paginas, start=1):
        assert f"Página {numero} de 2" in pagina
        assert "Termo de posse nº 12/2026 · modelo v. 1" in pagina
        assert "Selo do registro: 3f9a77c1" in pagina
    assert paginas[1].startswith(f"Termo de posse nº 12/2026 · {NOME}")


def test_o_que_nao_se_sabe_fica_para_preencher_a_mao() -> None:
    texto = _texto(EM_BRANCO)
    assert re.search(r"Aos _+ dias do mês de _+ de _+, em _+, Estado da Bahia", texto)
    assert "nº ________/________" in texto
    assert re.search(r"art\. 18, inciso _+,", texto)
    assert "que se encerra em ____/____/________." in texto
    assert "( ) não há outro; ( ) há outro, ____" in texto
    assert re.search(r"_+, Bahia, _+ de _+ de _+\.", texto)
    assert "None" not in texto


def test_cargo_temporario_tem_simbolo_e_parentesco_e_nao_tem_concurso() -> None:
    texto = _texto(TEMPORARIO)
    assert "DAS-2C" in texto
    assert "declaração de parentesco" in texto
    assert "de provimento temporário" in texto
    assert "CONCURSO PÚBLICO" not in texto
    assert "Grupo ocupacional" not in texto
    permanente = _texto(POSSE)
    assert "parentesco" not in permanente
    assert "Símbolo" not in permanente


def test_cargo_vitalicio() -> None:
    texto = _texto(replace(POSSE, cargo=Cargo(nome="Conselheiro", natureza=Carater.VITALICIO)))
    assert "no cargo de Conselheiro, de provimento vitalício" in texto
    assert "Símbolo" not in texto


@pytest.mark.parametrize(
    ("prazo", "data", "trecho"),
    [
        (
            PrazoPosse(vence=dt.date(2026, 2, 9), vence_ultimo=dt.date(2026, 2, 9)),
            dt.date(2026, 2, 9),
            "no prazo original de 30 dias, contado da publicação da nomeação (art. 19), que se encerra em 09/02/2026.",
        ),
        (
            PrazoPosse(vence=dt.date(2026, 2, 9), impedimento_ate=dt.date(2026, 1, 8)),
            dt.date(2026, 2, 1),
            "contado do término do impedimento legal, ocorrido em 08/01/2026 (art. 19, § 1º)",
        ),
        (
            PrazoPosse(prorrogado=True, vence=dt.date(2026, 3, 9), impedimento_ate=dt.date(2026, 1, 8)),
            dt.date(2026, 3, 9),
            "por decisão da autoridade (art. 19), contado do término do impedimento legal",
        ),
        (
            PrazoPosse(vence=dt.date(2026, 2, 9), vence_ultimo=dt.date(2026, 2, 10)),
            dt.date(2026, 2, 11),
            "encerrou-se em 09/02/2026 ou, na contagem mais ampla, em 10/02/2026; a posse é tomada depois dele, "
            "nos termos da ressalva",
        ),
    ],
)
def test_o_prazo_diz_se_e_original_prorrogado_ou_passado(prazo: PrazoPosse, data: dt.date, trecho: str) -> None:
    assert trecho in _texto(replace(POSSE, prazo=prazo, data=data, ressalvas=(RESSALVA,)))


def test_no_ultimo_dia_possivel_a_posse_ainda_esta_no_prazo() -> None:
    assert "depois dele" not in _texto(replace(POSSE, data=dt.date(2026, 3, 11)))
    sem_ressalva = _texto(replace(POSSE, data=dt.date(2026, 3, 12)))
    assert "a posse é tomada depois dele." in sem_ressalva
    assert "ressalva" not in sem_ressalva


@pytest.mark.parametrize(
    ("declaracao", "trecho"),
    [
        (DeclaracaoAcumulacao(acumula=False), "não há exercício de outro cargo"),
        (
            DeclaracaoAcumulacao(acumula=True, outro_cargo="Médico em Ilhéus", horas_semanais=20, hipotese="c"),
            "– Médico em Ilhéus, 20 horas semanais –, em acumulação admitida pela CF, art. 37, inciso XVI, alínea c",
        ),
        (
            DeclaracaoAcumulacao(acumula=True, outro_cargo="Analista", desligamento="exoneração de 06/03/2026"),
            "comprovado o desligamento: exoneração de 06/03/2026.",
        ),
        (DeclaracaoAcumulacao(acumula=True, outro_cargo="Analista"), "sem indicação de hipótese de acumulação"),
    ],
)
def test_declaracao_de_acumulacao(declaracao: DeclaracaoAcumulacao, trecho: str) -> None:
    assert trecho in _texto(replace(POSSE, acumulacao=declaracao))


def test_laudo_inapto_nao_e_dito_apto() -> None:
    texto = _texto(replace(POSSE, laudo=Laudo(numero="9", apto=False), ressalvas=(RESSALVA,)))
    assert "laudo da Junta Médica Oficial nº 9" in texto
    assert "não concluiu pela aptidão para o cargo (art. 20), nos termos da ressalva" in texto


def test_procuracao_e_citada_e_quem_assina_e_o_representante() -> None:
    procuracao = Procuracao(procurador="Iracema Leão", cpf="11144477735", instrumento="3º Ofício de Notas")
    texto = _texto(replace(POSSE, procuracao=procuracao))
    assert (
        f"compareceu Iracema Leão, em nome de {NOME} e por procuração específica (art. 19, § 3º), para tomar" in texto
    )
    assert "111.444.777-35" in texto
    assert "3º Ofício de Notas" in texto
    assert "Iracema Leão Representante de quem toma posse, por procuração (art. 19, § 3º)" in texto


def test_ressalva_sai_inteira() -> None:
    texto = _texto(replace(POSSE, ressalvas=(RESSALVA,)))
    for parte in (
        "Decisão judicial",
        "8001234-56.2026.8.05.0001",
        "18/03/2026",
        "art. 19, § 2º",
        "Juízo da 5ª Vara da Fazenda Pública de Salvador",
        "Liminar que assegura a posse depois do prazo até o julgamento do mérito.",
    ):
        assert parte in texto, parte


def test_nome_social_e_o_principal_e_o_civil_consta() -> None:
    texto = _texto(replace(POSSE, empossado=replace(POSSE.empossado, nome_social="Dandara Conceição")))
    assert "compareceu Dandara Conceição para tomar posse" in texto
    assert f"Nome civil {NOME}" in texto


@pytest.mark.parametrize("dados", [POSSE, EM_BRANCO, TEMPORARIO, LONGO], ids=["posse", "branco", "temporario", "longo"])
def test_as_assinaturas_ficam_juntas_e_com_a_aceitacao(dados: DadosTermoPosse) -> None:
    paginas = ler(termo_posse.gerar(dados))
    ultima = paginas[-1]
    primeira = "Representante de quem toma posse" if dados.procuracao else ASSINATURAS[0]
    assert "aceita expressamente" in ultima
    assert "Para constar" in ultima
    for qualidade in (primeira, *ASSINATURAS[1:]):
        assert qualidade in ultima, qualidade
        assert not any("Para constar" in pagina for pagina in paginas[:-1])


@pytest.mark.parametrize("dados", [POSSE, EM_BRANCO, TEMPORARIO, LONGO], ids=["posse", "branco", "temporario", "longo"])
def test_nada_passa_das_margens_nem_encosta_no_rodape(dados: DadosTermoPosse) -> None:
    for largura, altura, achadas in letras(termo_posse.gerar(dados)):
        assert len(achadas) > 200
        for letra in achadas:
            assert letra.esquerda >= 3 * CM - 1, letra
            assert letra.direita <= largura - 2 * CM + 1.5, letra
            assert letra.cima <= altura - 1.2 * CM, letra
        # The footer begins 14 points under the margin; the body ends above its rule.
        assert not [letra for letra in achadas if 2 * CM - 5 < letra.baixo < 2 * CM - 2]


def test_nomes_longos_saem_inteiros() -> None:
    texto = _texto(LONGO)
    assert texto.count(f"{NOME_LONGO} Filho") == 2
    assert texto.count(f"{NOME_LONGO} Júnior") == 3
    assert f"{NOME_LONGO} Neto" in texto


def test_duas_vias_sao_numeradas_e_de_igual_teor() -> None:
    paginas = ler(termo_posse.gerar(POSSE, vias=2))
    assert len(paginas) == 4
    primeira = [pagina.replace("1ª via", "") for pagina in paginas[:2]]
    segunda = [pagina.replace("2ª via", "") for pagina in paginas[2:]]
    assert primeira == segunda
    assert "1ª via" in paginas[0]
    assert "2ª via" in paginas[3]
    assert "Página 2 de 2" in paginas[3]


def test_a_cerimonia_sai_num_arquivo_so_com_paginas_por_termo() -> None:
    feitos: list[tuple[int, int]] = []
    pdf = termo_posse.gerar_lote([POSSE, TEMPORARIO, POSSE], progresso=lambda n, total: feitos.append((n, total)))
    paginas = ler(pdf)
    assert len(paginas) == 6
    assert [pagina.count("Página 1 de 2") for pagina in paginas] == [1, 0, 1, 0, 1, 0]
    assert feitos == [(1, 3), (2, 3), (3, 3)]


def test_a_cerimonia_pode_ser_interrompida() -> None:
    with pytest.raises(ErroDominio, match="cancelada"):
        termo_posse.gerar_lote([POSSE, POSSE], cancelado=lambda: True)


def test_pedidos_sem_sentido_sao_defeitos_de_quem_chama() -> None:
    with pytest.raises(ValueError, match="ao menos um"):
        termo_posse.gerar_lote([])
    with pytest.raises(ValueError, match="vias 0"):
        termo_posse.gerar(POSSE, vias=0)
