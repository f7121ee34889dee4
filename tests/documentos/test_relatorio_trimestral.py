"""Quarterly report: its figures are its rows, it reconciles line by line, and every page says which it is."""

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
from bahiaservidor.documentos.base import CM, SEM_SERIFA, Folha, medir, registrar_fontes
from bahiaservidor.documentos.escrita import Escrita
from bahiaservidor.documentos.relatorio_figuras import contar, figuras, milhar, por_cento
from bahiaservidor.documentos.relatorio_lista import COLUNAS, CORPO, Lista, PaginaLista
from bahiaservidor.documentos.relatorio_modelos import (
    SAIDAS,
    DadosRelatorio,
    Destino,
    Entrada,
    Especie,
    LinhaRelatorio,
    Rubrica,
    Secao,
    anterior,
    limites,
    resumo_do_conteudo,
)
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from tests.documentos.amostras import NOME_LONGO, ORGAO, ler, letras
from tests.documentos.amostras_relatorio import linhas, trimestre
from tests.documentos.base_comparacao import desenhar_base


def _pdf(prazos: list[LinhaRelatorio]) -> bytes:
    saida = BytesIO()
    relatorio_trimestral.gerar(trimestre(prazos), saida)
    return saida.getvalue()


def test_todo_tipo_de_prazo_e_especie_do_relatorio() -> None:
    assert {tipo.value for tipo in TipoPrazo} < {especie.value for especie in Especie}
    assert {especie.value for especie in Especie} - {tipo.value for tipo in TipoPrazo} == {
        "retorno_afastamento", "validade_concurso",
    }  # fmt: skip
    assert Especie.AVALIACAO_SEMESTRAL.tem_numero
    assert not Especie.EXERCICIO.tem_numero


@given(st.integers(min_value=0, max_value=120), st.integers(min_value=1, max_value=9), st.integers())
def test_cada_linha_fecha_e_as_figuras_sao_as_da_relacao(quantidade: int, orgaos: int, semente: int) -> None:
    prazos = linhas(quantidade, orgaos=orgaos, semente=semente)
    achadas = figuras(trimestre(prazos))
    assert achadas.total == achadas.soma.total == quantidade
    for rubricas in (*achadas.linhas, achadas.soma):
        assert rubricas.confere
        desta = [p for p in prazos if rubricas.linha in (None, p.linha)]
        assert rubricas.entradas == Counter(p.entrada for p in desta)
        assert rubricas.destinos == Counter(p.destino for p in desta)
    assert sum(n for _, n in achadas.idades) == sum(p.idade is not None for p in prazos)
    no_trimestre = [p for p in prazos if p.vence is not None and p.vence.month in (7, 8, 9) and p.vence.year == 2026]
    assert sum(sum(mes.values()) for mes in achadas.por_mes) == len(no_trimestre)
    em_tempo = achadas.cumpridos_em_tempo
    assert em_tempo.cumpridos == sum(p.destino is Destino.CUMPRIDO for p in prazos)


def test_suspensos_e_zona_cinzenta_tem_linha_propria() -> None:
    prazos = linhas(400)
    achadas = {r.linha: r for r in figuras(trimestre(prazos)).linhas}
    assert achadas[Rubrica.SUSPENSOS].total == sum(p.estado is EstadoPrazo.SUSPENSO for p in prazos)
    assert achadas[Rubrica.ZONA_CINZENTA].total == sum(p.estado is EstadoPrazo.ZONA_CINZENTA for p in prazos)
    assert all(set(achadas[r].destinos) == {Destino.PENDENTE} for r in Rubrica)


def test_os_vencidos_antigos_abrem_a_relacao_do_mais_velho_ao_mais_novo() -> None:
    prazos = linhas(300)
    antigos = [p for p in prazos if p.secao is Secao.VENCIDOS]
    assert prazos[: len(antigos)] == antigos
    idades = [p.idade or 0 for p in antigos]
    assert len(idades) > 10
    assert idades == sorted(idades, reverse=True)
    secoes = [p.secao for p in prazos]
    assert secoes == sorted(secoes, key=list(Secao).index)


def test_o_papel_diz_os_mesmos_numeros_da_relacao() -> None:
    prazos = linhas(400)
    paginas = ler(_pdf(prazos))
    resumo = paginas[0]
    for rubricas in (*figuras(trimestre(prazos)).linhas, figuras(trimestre(prazos)).soma):
        valores = [*(rubricas.entradas[e] for e in Entrada), *(rubricas.destinos[d] for d in Destino)]
        esperado = " ".join(milhar(v) if v else "–" for v in valores)
        assert f"{rubricas.rotulo} {esperado}" in resumo
    corpo = " ".join(paginas)
    for orgao, quantidade in Counter(p.orgao for p in prazos if p.secao is Secao.PRAZOS).items():
        assert f"{orgao} – {contar(quantidade)}" in corpo
    assert "Total geral – 400 prazos" in paginas[-1]
    assert "Pendentes no início: apurado, para 30/06/2026, pelos atos registrados até 15/09/2026." in resumo
    assert "Como ler este relatório" in corpo
    # The order of the paper is that of the rows: every name is its own.
    posicoes = [corpo.index(re.sub(r"\s+", " ", p.nome)) for p in prazos if len(p.nome) < 22]
    assert len(posicoes) > 20
    assert posicoes == sorted(posicoes)


def test_os_graficos_trazem_numeros_meses_e_faixas() -> None:
    modelo = replace(linhas(1)[0], secao=Secao.PRAZOS, idade=None, estado=EstadoPrazo.CUMPRIDO, orgao="Saúde")
    prazos = [
        replace(modelo, especie=Especie.POSSE, destino=destino, vence=dt.date(2026, mes, 10), idade=idade,
                estado=EstadoPrazo.VENCIDO if idade else EstadoPrazo.CUMPRIDO)
        for mes, destino, idade, vezes in (
            (7, Destino.CUMPRIDO, None, 31), (8, Destino.FORA_DO_PRAZO, None, 17), (9, Destino.PENDENTE, 100, 16),
        )
        for _ in range(vezes)
    ]  # fmt: skip
    resumo = " ".join(ler(_pdf(prazos))[:2])
    assert "Espécies por mês de vencimento Posse 31 17 16 Julho Agosto Setembro" in resumo
    assert "Saúde 48,4 % de 64" in resumo
    assert "91 a 180 16" in resumo
    assert "48,4 % cumpridos no prazo" in resumo


def test_cada_pagina_diz_qual_e_de_quantas_a_data_o_resumo_e_o_selo() -> None:
    paginas = ler(_pdf(linhas(200)))
    conteudo = trimestre(linhas(200)).conteudo
    assert len(conteudo) == 64
    assert len(paginas) > 5
    for numero, pagina in enumerate(paginas, start=1):
        assert f"Página {numero} de {len(paginas)}" in pagina
        assert "situação em 15/09/2026" in pagina
        assert "Relatório trimestral de prazos – 3º trimestre de 2026" in pagina
        assert "Selo do registro: 3f9a77c1d2e4b5a6" in pagina
        assert f"Conteúdo (SHA-256): {conteudo}" in pagina


def test_o_resumo_do_conteudo_muda_com_qualquer_celula_e_nao_com_o_numero() -> None:
    dados = trimestre(linhas(5))
    numerado = replace(dados, identificacao=replace(dados.identificacao, numero="3", ano=2026))
    assert resumo_do_conteudo(numerado) == dados.conteudo
    linha = dados.linhas[0]
    for mudada in (
        replace(linha, nome="Outra"), replace(linha, vence=dt.date(2026, 7, 2)), replace(linha, observacao="x"),
        replace(linha, destino=Destino.PREJUDICADO), replace(linha, unidade=linha.unidade + "x"),
    ):  # fmt: skip
        assert resumo_do_conteudo(replace(dados, linhas=[mudada, *dados.linhas[1:]])) != dados.conteudo
    assert resumo_do_conteudo(replace(dados, em=dt.date(2026, 9, 16))) != dados.conteudo


def test_trimestre_vazio_e_uma_frase() -> None:
    paginas = ler(_pdf([]))
    assert len(paginas) == 1
    assert "Nenhum prazo vence de 01/07/2026 a 30/09/2026, segundo os atos registrados até 15/09/2026." in paginas[0]
    assert "Página 1 de 1" in paginas[0]


def test_o_movimento_diz_como_entrou_e_como_saiu() -> None:
    linha = replace(
        linhas(1)[0], secao=Secao.PRAZOS, entrada=Entrada.JA_ABERTO, destino=Destino.CUMPRIDO, observacao=""
    )
    assert linha.movimento == ""
    saiu = replace(linha, destino=Destino.PRORROGACAO, observacao="prorrogado para 08/10/2026", secao=Secao.SAIDAS)
    assert saiu.destino in SAIDAS
    assert saiu.movimento == "Saiu por prorrogação; prorrogado para 08/10/2026"
    antigo = replace(linha, secao=Secao.VENCIDOS, entrada=Entrada.INICIO, observacao="vencido há 40 dias")
    assert antigo.movimento == "Vencido há 40 dias"


def test_nome_longo_quebra_e_nao_some_nem_passa_da_margem() -> None:
    base = linhas(120)
    longas = [
        replace(linha, nome=NOME_LONGO, cargo="Especialista " * 9, orgao="Fundação " * 30, unidade="N" * 90,
                matricula=None, observacao="recalculado para 10/10/2026; " * 6, fundamento="art. " * 40)
        for linha in base[::12]
    ]  # fmt: skip
    pdf = _pdf(sorted([*longas, *base], key=lambda linha: list(Secao).index(linha.secao)))
    assert NOME_LONGO in " ".join(ler(pdf))
    assert " ".join(["Fundação"] * 30) in " ".join(ler(pdf))
    for largura, _altura, achadas in letras(pdf):
        assert achadas
        for letra in achadas:
            assert letra.esquerda >= 3 * CM - 1, letra
            assert letra.direita <= largura - 1.6 * CM + 1.5, letra
            assert letra.baixo > 12, letra


def test_nenhuma_celula_invade_a_coluna_vizinha(monkeypatch: pytest.MonkeyPatch) -> None:
    registrar_fontes()
    lista = Lista(x=85, topo=540, largura=712, base=55)
    longa = replace(linhas(1)[0], nome=NOME_LONGO, cargo="Especialista " * 9, unidade="N" * 90, fundamento="art. " * 40)
    prazos = [longa, *linhas(200)]
    escritos: list[tuple[float, float, str]] = []

    def anotar(_: Escrita, x: float, y: float, texto: str, fonte: str, corpo: float) -> None:
        assert corpo == CORPO
        assert y > 55 - 1
        if fonte == SEM_SERIFA:
            escritos.append((x, y, texto))

    monkeypatch.setattr(Escrita, "em", anotar)
    lista.dispor(prazos, Counter(p.secao for p in prazos))
    folha = Folha(BytesIO(), tamanho=(842, 595), titulo="", assunto="", autor="")
    for pagina in lista.paginas:
        assert isinstance(pagina, PaginaLista)
        lista.desenhar(pagina, folha)
    assert sorted({x for x, _, _ in escritos}) == lista.inicios
    assert len(lista.inicios) == len(COLUNAS)
    limites_ = dict(zip(lista.inicios, [*lista.inicios[1:], 797.0 + 1], strict=True))
    for x, _, texto in escritos:
        assert x + medir(texto, SEM_SERIFA, CORPO) < limites_[x], texto


def test_muitos_orgaos_cabem_no_grafico_com_os_demais_somados() -> None:
    resumo = " ".join(ler(_pdf(linhas(600, orgaos=80)))[:2])
    assert re.search(r"Demais órgãos \(\d\d\) [\d,]+ % de \d+", resumo)


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
    dados = DadosRelatorio(orgao=ORGAO, ano=2028, trimestre=trimestre_, em=fim, linhas=[])
    assert (dados.inicio, dados.fim) == (inicio, fim) == limites(2028, trimestre_)


def test_o_trimestre_anterior_passa_de_ano() -> None:
    assert anterior(2026, 1) == (2025, 4)
    assert anterior(2026, 3) == (2026, 2)


def test_nao_ha_quinto_trimestre() -> None:
    with pytest.raises(ValueError, match="trimestre 5"):
        DadosRelatorio(orgao=ORGAO, ano=2026, trimestre=5, em=dt.date(2026, 1, 1), linhas=[])


def test_numeros_em_palavras() -> None:
    assert milhar(20000) == "20.000"
    assert contar(1) == "1 prazo"
    assert [por_cento(v) for v in (0, 99.99, 100, 0.01, 87.5)] == ["0,0 %", "99,9 %", "100,0 %", "0,1 %", "87,5 %"]


def test_a_base_de_comparacao_desenha_as_mesmas_linhas() -> None:
    prazos = linhas(60)
    saida = BytesIO()
    desenhar_base(prazos, saida)
    texto = " ".join(ler(saida.getvalue()))
    assert all(linha.nome in texto for linha in prazos)
