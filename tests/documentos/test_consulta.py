"""The consulta as a paper: its sections in order, answers by the number of their question, nothing over the margins."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bahiaservidor.documentos import peca_pdf
from bahiaservidor.documentos.consulta import (
    LINHAS_PARA_RESPONDER,
    DadosConsulta,
    DiaPulado,
    DispositivoCitado,
    FatoRegistrado,
    Frase,
    Interessado,
    NumeroDaLei,
    OutraLeitura,
    PassoCalculo,
    Providencia,
    Questao,
    RequisitoExaminado,
    montar,
)
from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import Subtitulo, Texto
from bahiaservidor.documentos.textos import ModeloTexto, ler_modelo
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import TipoPrazo
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import fora_das_margens

MODELO = ler_modelo("consulta")
V = {"hoje": "20/02/2026", "ultimo": "09/02/2026", "desde": "10/02/2026", "vence": "09/02/2026"}

DADOS = DadosConsulta(
    orgao=OrgaoEmissor(nome=NOME_LONGO, unidade=NOME_LONGO, municipio="Salvador"),
    identificacao=IdentificacaoDocumento(numero="7", ano=2026, selo="3f9a77c1", versao_modelo="1"),
    data=dt.date(2026, 2, 20),
    interessado=Interessado(nome=NOME_LONGO, matricula="92.116.599", cargo=NOME_LONGO, lotacao=NOME_LONGO),
    assunto=Frase("assunto_prazo", {"prazo": "Posse", **V}),
    fatos=[FatoRegistrado(data=dt.date(2026, 1, 8), texto=f"Nomeação de {NOME_LONGO}.", fonte=f"Decreto. {NOME_LONGO}")]
    * 30,
    dias=[DiaPulado(data=dt.date(2026, 2, 7), motivo="Sábado", fundamento=NOME_LONGO)],
    questoes=[
        Questao(pergunta=Frase("q_posse"), resposta=[Frase("r_estado_vencido", V)]),
        Questao(pergunta=Frase("q_ato"), resposta=[Frase("r_ato_tornar_sem_efeito"), Frase("r_quando_ja", V)]),
    ],
    dispositivos=[DispositivoCitado(citacao="art. 19", resumo=NOME_LONGO, a_confirmar=True)],
    numeros=[NumeroDaLei(rotulo=NOME_LONGO, valor="30 dias", citacao="art. 19", conferencia=NOME_LONGO)],
    calculo=[PassoCalculo(texto=f"Passo de {NOME_LONGO}.", dispositivo="art. 19"), PassoCalculo(texto="Sem artigo.")],
    exame=[RequisitoExaminado(descricao=NOME_LONGO, dispositivo="art. 20", resultado=f"Não atendido: {NOME_LONGO}")],
    leituras=[OutraLeitura(nome=NOME_LONGO, dispositivo="art. 259, §§ 1º e 2º", vence="10/02/2026",
                           ultimo="10/02/2026", situacao="Zona cinzenta")],
    notas=[Frase("nota_ultimo", V)],
    providencias=[Providencia(texto=Frase("pv_vigiar"), quem=Frase("quem_pessoal"), quando=Frase("quando_dois", V))],
    limites=[Frase("limite_pge")],
    proprias=[f"Consulta-se sobre {NOME_LONGO}?"],
)  # fmt: skip


def _textos(dados: DadosConsulta) -> list[str]:
    partes = [parte for grupo in montar(dados, MODELO).grupos for parte in grupo]
    return [f"{p.marca or ''}{p.texto}" if isinstance(p, Texto) else p.texto for p in partes
            if isinstance(p, Texto | Subtitulo)]  # fmt: skip


def test_as_secoes_vem_em_ordem_e_cada_resposta_tem_o_numero_da_sua_questao() -> None:
    textos = _textos(DADOS)
    romanos = [t.split(" –")[0] for t in textos if re.match(r"[IVX]+ – ", t)]
    assert romanos == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    respostas = [t for t in textos if "Responde-se:" in t]
    assert [t.split(".")[0] for t in respostas] == ["1", "2", "3"]
    assert "<b>Em 20/02/2026, pode ser proposto.</b>" in respostas[1]
    assert respostas[2].startswith("3.Consulta-se sobre")
    assert sum(set(t.strip()) == {"_"} for t in textos) == LINHAS_PARA_RESPONDER


def test_nada_passa_das_margens_com_os_nomes_mais_longos() -> None:
    pdf = peca_pdf.gerar(montar(DADOS, MODELO))
    assert fora_das_margens(pdf) == []
    texto = " ".join(ler(pdf))
    assert "nº 7/2026" in texto
    assert texto.count("Nomeação de Maria Antônia") == 30


def test_sem_fatos_sem_calculo_e_sem_outra_leitura_diz_que_nao_ha() -> None:
    vazios = replace(DADOS, fatos=(), dias=(), calculo=(), exame=(), leituras=(), notas=(), numeros=(), proprias=())
    texto = " ".join(ler(peca_pdf.gerar(montar(vazios, MODELO))))
    assert "Nenhum ato registrado importa à questão." in texto
    assert "A resposta não depende de contagem de prazo." in texto
    assert "a lei conta este prazo de um só modo" in texto
    assert "despacho à mão" not in texto


def test_texto_que_falta_no_modelo_vira_uma_frase() -> None:
    sem = ModeloTexto(arquivo="consulta.toml", versao="1", titulo="Consulta", textos={})
    with pytest.raises(ErroDominio, match="não tem o texto"):
        montar(DADOS, sem)


@pytest.mark.parametrize("tipo", list(TipoPrazo))
def test_todo_tipo_de_prazo_tem_os_seus_textos(tipo: TipoPrazo) -> None:
    assert f"q_{tipo}" in MODELO.textos
    propria = {f"q_propria_{tipo}", "q_norma"} & set(MODELO.textos)
    assert propria
    com_ato = {TipoPrazo.POSSE, TipoPrazo.EXERCICIO, TipoPrazo.COMPULSORIA}
    assert (f"r_sem_ato_{tipo}" in MODELO.textos) is (tipo not in com_ato)
