"""Quarterly report: its totals are its list, and every page says which it is."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bahiaservidor.documentos import relatorio_trimestral
from bahiaservidor.documentos.base import CM, SEM_SERIFA, medir, registrar_fontes
from bahiaservidor.documentos.modelos import DadosRelatorioTrimestral, LinhaPrazo
from bahiaservidor.documentos.relatorio_lista import COLUNAS, CORPO, Lista
from bahiaservidor.documentos.relatorio_totais import ESTADOS, milhar, totalizar
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from tests.documentos.amostras import NOME_LONGO, ORGAO, ler, letras, linhas, trimestre
from tests.documentos.base_comparacao import desenhar_base


def _pdf(prazos: list[LinhaPrazo]) -> bytes:
    saida = BytesIO()
    relatorio_trimestral.gerar(trimestre(prazos), saida)
    return saida.getvalue()


def test_todo_estado_tem_coluna() -> None:
    assert set(ESTADOS) == set(EstadoPrazo)


@given(st.integers(min_value=0, max_value=120), st.integers(min_value=1, max_value=9), st.integers())
def test_os_totais_sao_os_da_relacao(quantidade: int, orgaos: int, semente: int) -> None:
    prazos = linhas(quantidade, orgaos=orgaos, semente=semente)
    totais = totalizar(trimestre(prazos))
    assert totais.total == quantidade
    assert totais.por_estado == Counter(linha.estado for linha in prazos)
    assert sum(sum(c.values()) for c in totais.por_tipo.values()) == quantidade
    assert sum(sum(c.values()) for c in totais.por_mes) + totais.sem_mes == quantidade
    listadas = [linha for grupo in totais.grupos for linha in grupo.linhas]
    assert Counter(listadas) == Counter(prazos)
    for grupo in totais.grupos:
        assert grupo.por_estado == Counter(linha.estado for linha in grupo.linhas)
        vencimentos = [linha.vence or dt.date.max for linha in grupo.linhas]
        assert vencimentos == sorted(vencimentos)


def test_o_papel_diz_os_mesmos_numeros_da_relacao() -> None:
    prazos = linhas(150)
    paginas = ler(_pdf(prazos))
    resumo = paginas[0]
    contagem = Counter(linha.estado for linha in prazos)
    esperado = " ".join(str(contagem[estado]) if contagem[estado] else "–" for estado in ESTADOS)
    assert f"Total {esperado} 150" in resumo
    for tipo in TipoPrazo:
        do_tipo = Counter(linha.estado for linha in prazos if linha.tipo is tipo)
        numeros = " ".join(str(do_tipo[estado]) if do_tipo[estado] else "–" for estado in ESTADOS)
        assert f"{tipo.rotulo} {numeros} {sum(do_tipo.values())}" in resumo, tipo
    corpo = " ".join(paginas)
    por_orgao = Counter(linha.orgao for linha in prazos)
    for orgao, quantidade in por_orgao.items():
        assert f"{orgao} – {quantidade} prazos" in corpo
    assert "Total geral – 150 prazos" in paginas[-1]
    datas = re.findall(r"\d\d/\d\d/2026 \d\d/\d\d/2026 (?:Cumprido|Vencido|Zona|Aberto|Prejudicado)", corpo)
    assert len(datas) == sum(linha.vence is not None for linha in prazos)


def test_o_grafico_traz_meses_numeros_e_legenda() -> None:
    prazos = [
        replace(linhas(1)[0], estado=estado, vence=dt.date(2026, mes, 10), vence_ultimo=dt.date(2026, mes, 10))
        for mes, estado, vezes in ((7, EstadoPrazo.CUMPRIDO, 31), (8, EstadoPrazo.VENCIDO, 17))
        for _ in range(vezes)
    ]
    resumo = ler(_pdf(prazos))[0]
    grafico = resumo[resumo.index("Por mês de vencimento e estado") :]
    assert re.search(r"Julho 31 0 Agosto 0 17 Setembro 0 0 Cumprido Vencido", grafico)


def test_cada_pagina_diz_qual_e_de_quantas_e_a_data_da_situacao() -> None:
    paginas = ler(_pdf(linhas(200)))
    assert len(paginas) > 5
    for numero, pagina in enumerate(paginas, start=1):
        assert f"Página {numero} de {len(paginas)}" in pagina
        assert "situação em 15/09/2026" in pagina
        assert "Relatório trimestral de prazos – 3º trimestre de 2026" in pagina


def test_trimestre_vazio_e_uma_frase() -> None:
    paginas = ler(_pdf([]))
    assert len(paginas) == 1
    assert "Nenhum prazo vence de 01/07/2026 a 30/09/2026, segundo os atos registrados até 15/09/2026." in paginas[0]
    assert "Página 1 de 1" in paginas[0]


def test_os_sem_data_sao_contados_a_parte() -> None:
    suspenso = replace(linhas(1)[0], estado=EstadoPrazo.SUSPENSO, vence=None, vence_ultimo=None)
    assert "1 prazo sem data de vencimento" in ler(_pdf([suspenso]))[0]


def test_nome_longo_quebra_e_nao_some_nem_passa_da_margem() -> None:
    longa = replace(linhas(1)[0], nome=NOME_LONGO, cargo="Especialista " * 9, orgao="Fundação " * 30, matricula=None)
    pdf = _pdf([longa, *linhas(30)])
    assert NOME_LONGO in " ".join(ler(pdf))
    assert " ".join(["Fundação"] * 30) in " ".join(ler(pdf))
    for largura, _altura, achadas in letras(pdf):
        assert achadas
        for letra in achadas:
            assert letra.esquerda >= 3 * CM - 1, letra
            assert letra.direita <= largura - 1.6 * CM + 1.5, letra


def test_nenhuma_celula_invade_a_coluna_vizinha() -> None:
    registrar_fontes()
    lista = Lista(x=85, topo=540, largura=700, base=55)
    longa = replace(linhas(1)[0], nome=NOME_LONGO, cargo="Especialista " * 9, unidade="N" * 90, fundamento="art. " * 40)
    lista.dispor(totalizar(trimestre([longa, *linhas(200)])))
    inicios = sorted({x for pagina in lista.paginas for x, _y, _texto, fonte in pagina.textos if fonte == SEM_SERIFA})
    assert len(inicios) == len(COLUNAS)
    limites = dict(zip(inicios, [*inicios[1:], 785.0 + 1], strict=True))
    for pagina in lista.paginas:
        for x, y, texto, fonte in pagina.textos:
            assert y > 55
            if x in limites and fonte == SEM_SERIFA:
                assert x + medir(texto, fonte, CORPO) < limites[x], texto


def test_muitos_orgaos_passam_para_outra_pagina_com_o_total_no_fim() -> None:
    paginas = ler(_pdf(linhas(300, orgaos=80)))
    tabela = [pagina for pagina in paginas if "Por órgão e estado" in pagina]
    assert len(tabela) >= 3
    assert "(continuação)" in tabela[1]
    assert re.search(r"Secretaria nº \d+ .* Total [\d– ]+ 300 ", tabela[-1])


def test_progresso_conta_paginas_e_cancelar_nao_grava(tmp_path: Path) -> None:
    feitos: list[tuple[int, int]] = []
    destino = tmp_path / "relatorio.pdf"
    destino.write_bytes(b"anterior")
    dados = trimestre(linhas(100))
    with pytest.raises(ErroDominio, match="cancelada; nenhum arquivo foi gravado"):
        relatorio_trimestral.gerar(dados, destino, lambda n, total: feitos.append((n, total)), lambda: len(feitos) >= 2)
    assert len(feitos) == 2
    assert destino.read_bytes() == b"anterior"
    assert list(tmp_path.iterdir()) == [destino]
    relatorio_trimestral.gerar(dados, destino, lambda n, total: feitos.append((n, total)))
    assert feitos[-1][0] == feitos[-1][1]
    assert destino.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [destino]


def test_pasta_que_nao_existe_vira_uma_frase(tmp_path: Path) -> None:
    with pytest.raises(ErroDominio, match="não existe") as erro:
        relatorio_trimestral.gerar(trimestre(linhas(1)), tmp_path / "nao_ha" / "relatorio.pdf")
    assert "Nada foi gravado" in str(erro.value)


@pytest.mark.parametrize(
    ("trimestre_", "inicio", "fim"),
    [
        (1, dt.date(2028, 1, 1), dt.date(2028, 3, 31)),
        (2, dt.date(2028, 4, 1), dt.date(2028, 6, 30)),
        (4, dt.date(2028, 10, 1), dt.date(2028, 12, 31)),
    ],
)
def test_limites_do_trimestre(trimestre_: int, inicio: dt.date, fim: dt.date) -> None:
    dados = DadosRelatorioTrimestral(orgao=ORGAO, ano=2028, trimestre=trimestre_, em=fim, linhas=[])
    assert (dados.inicio, dados.fim) == (inicio, fim)


def test_nao_ha_quinto_trimestre() -> None:
    with pytest.raises(ValueError, match="trimestre 5"):
        DadosRelatorioTrimestral(orgao=ORGAO, ano=2026, trimestre=5, em=dt.date(2026, 1, 1), linhas=[])


def test_milhar() -> None:
    assert milhar(20000) == "20.000"


def test_a_base_de_comparacao_desenha_as_mesmas_linhas() -> None:
    prazos = linhas(60)
    saida = BytesIO()
    desenhar_base(prazos, saida)
    texto = " ".join(ler(saida.getvalue()))
    assert all(linha.nome in texto for linha in prazos)
