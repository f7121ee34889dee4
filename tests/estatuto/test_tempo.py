"""Service time of a certidão (rule C10): both ends count, and no day counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto import canonico, dobra, prazos
from bahiaservidor.estatuto.atos.base import Ato
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.contagem import dias_entre, unir
from bahiaservidor.estatuto.parametros import ValorDatado
from bahiaservidor.estatuto.tempo import EspecieTempo, Partes, TempoDeServico, dias_para, em_partes, tempo_de_servico
from bahiaservidor.estatuto.tipos import FinalidadeAverbacao

from .cenario import Pessoa, dia

DESCONTO = EspecieTempo.DESCONTO


def contar(pessoa: Pessoa, ate: str) -> TempoDeServico:
    return tempo_de_servico(pessoa.vida, lambda unidade, instante: pessoa.regime, dia(ate))


def ausente(pessoa: Pessoa, inicio: str, fim: str | None, motivo: str, **outros: Any) -> Pessoa:
    return pessoa.ato("afastamento", inicio=inicio, fim=fim, motivo=motivo, **outros)


def descontos(tempo: TempoDeServico, numero: int = 1) -> list[int]:
    return [linha.dias for linha in tempo.vinculos[numero - 1].linhas if linha.especie is DESCONTO]


@pytest.mark.parametrize(
    ("inicio", "fim", "dias"),
    [
        ("02/08/1991", "29/11/1991", 120),
        ("01/11/1995", "30/04/1996", 182),
        ("10/07/2026", "05/01/2027", 180),
        ("28/02/2024", "01/03/2024", 3),
        ("28/02/2025", "01/03/2025", 2),
        ("05/05/2026", "05/05/2026", 1),
    ],
)
def test_os_dois_dias_contam(inicio: str, fim: str, dias: int) -> None:
    a = Pessoa("01/01/1960").ato(
        "assentamento_inicial", data=inicio, cargo=1, situacao="em_exercicio", data_exercicio=inicio
    )
    tempo = contar(a, fim)
    assert (tempo.total, tempo.efetivo, tempo.vinculos[0].bruto) == (dias, dias, dias)
    assert f"{dias} dia" in tempo.vinculos[0].linhas[0].memoria[0].texto


def test_o_que_nao_conta_cada_um_com_o_seu_artigo() -> None:
    a = Pessoa().em_exercicio("02/01/2023")
    ausente(a, "06/05/2024", "14/06/2024", "doenca_familia")
    ausente(a, "01/07/2024", "30/07/2024", "ferias")
    ausente(a, "01/08/2024", "10/08/2024", "suspensao")
    ausente(a, "02/09/2024", "03/09/2024", "falta_injustificada")
    ausente(a, "01/10/2024", "31/10/2024", "acompanhar_conjuge")
    ausente(a, "03/02/2025", "02/03/2025", "interesse_particular")
    tempo = contar(a, "31/12/2025")
    vinculo = tempo.vinculos[0]
    assert descontos(tempo) == [40, 10, 2, 31, 28]
    assert [x.dispositivo for x in vinculo.linhas[1:]] == [
        "arts. 101 e 118", "art. 118", "art. 118", "arts. 102 e 118", "arts. 111 e 118",
    ]  # fmt: skip
    assert vinculo.bruto == dias_entre(dia("02/01/2023"), dia("31/12/2025"))
    assert vinculo.efetivo == vinculo.bruto - 111


def test_ausencias_nas_pontas_sobrepostas_e_sem_termino() -> None:
    a = Pessoa().em_exercicio("02/01/2023")
    ausente(a, "02/01/2023", "11/01/2023", "doenca_familia")
    ausente(a, "06/05/2024", "14/06/2024", "doenca_familia")
    ausente(a, "10/06/2024", "19/06/2024", "suspensao")
    ausente(a, "22/12/2025", None, "acompanhar_conjuge")
    tempo = contar(a, "31/12/2025")
    assert descontos(tempo) == [10, 40, 5, 10]
    linhas = tempo.vinculos[0].linhas
    assert "5 dias já descontados" in linhas[3].memoria[-1].texto
    assert linhas[4].aberta
    assert "vai até 31/12/2025" in linhas[4].memoria[-1].texto
    assert contar(a, "21/12/2025").efetivo == tempo.efetivo


def test_abonos_so_os_que_passam_do_limite() -> None:
    a = Pessoa().em_exercicio("02/01/2023")
    ausente(a, "06/03/2023", "08/03/2023", "abono")
    a.atos.append(ausente(Pessoa().em_exercicio("02/01/2023"), "20/03/2023", "21/03/2023", "abono").atos[-1])
    tempo = contar(a, "31/03/2023")
    assert descontos(tempo) == [2]
    assert "além do limite" in tempo.vinculos[0].linhas[-1].rotulo


def test_ate_a_vespera_do_fim() -> None:
    a = Pessoa().em_exercicio("02/01/2023")
    ausente(a, "01/11/2024", None, "acompanhar_conjuge")
    a.ato("exoneracao_a_pedido", publicacao="11/11/2024", requerimento="01/11/2024")
    tempo = contar(a, "31/12/2025")
    assert tempo.vinculos[0].linhas[0].fim == dia("10/11/2024")
    assert descontos(tempo) == [10]
    assert tempo.efetivo == dias_entre(dia("02/01/2023"), dia("31/10/2024"))


def test_sem_exercicio_nada_se_conta() -> None:
    a = Pessoa().nomeado("02/01/2026").ato("posse", data="05/01/2026")
    tempo = contar(a, "31/01/2026")
    assert (tempo.total, tempo.vinculos[0].linhas) == (0, ())
    assert contar(Pessoa().em_exercicio("02/02/2026"), "01/02/2026").total == 0


def test_dois_vinculos_ao_mesmo_tempo_contam_uma_vez() -> None:
    a = Pessoa().em_exercicio("02/01/2023")
    a.nomeado("01/06/2024", carater="temporario", cargo=2)
    a.ato("posse", data="03/06/2024").ato("exercicio", data="03/06/2024")
    tempo = contar(a, "31/12/2024")
    primeiro, segundo = tempo.vinculos
    assert segundo.concomitantes == segundo.efetivo == dias_entre(dia("03/06/2024"), dia("31/12/2024"))
    assert tempo.efetivo == primeiro.efetivo


def _reintegrado() -> Pessoa:
    a = Pessoa().em_exercicio("02/01/2023").ato("demissao", publicacao="02/09/2024", processo="PAD 1")
    a.ato("reintegracao", publicacao="03/02/2025", decisao="20/01/2025")
    return a.ato("exercicio", data="10/02/2025")


def test_da_demissao_a_reintegracao_conta() -> None:
    tempo = contar(_reintegrado(), "31/12/2025")
    assert tempo.efetivo == dias_entre(dia("02/01/2023"), dia("31/12/2025"))
    mantida = tempo.vinculos[0].linhas[1]
    assert (mantida.especie, mantida.dispositivo, mantida.efeito) == (EspecieTempo.MANTIDO, "art. 41", 0)
    assert mantida.dias == dias_entre(dia("02/09/2024"), dia("09/02/2025"))


def test_da_demissao_a_reintegracao_nao_conta_se_a_instalacao_disser() -> None:
    a = _reintegrado()
    numeros = a.regime.parametros.com(
        "reintegracao_conta_efetivo", ValorDatado(desde=dia("26/09/1994"), valor=0, citacao="teste")
    )
    a.regime = replace(a.regime, parametros=numeros)
    tempo = contar(a, "31/12/2025")
    assert descontos(tempo) == [dias_entre(dia("02/09/2024"), dia("09/02/2025"))]
    assert tempo.vinculos[0].linhas[1].dispositivo == "art. 118"


def test_aposentadoria_desfeita_nao_conta() -> None:
    a = Pessoa("01/01/1980").em_exercicio("02/01/2023")
    a.ato("aposentadoria", publicacao="02/09/2024", tipo="invalidez")
    a.ato("reversao", publicacao="03/02/2025", laudo="15/01/2025")
    a.ato("exercicio", data="10/02/2025")
    tempo = contar(a, "28/02/2025")
    assert descontos(tempo) == [dias_entre(dia("02/09/2024"), dia("09/02/2025"))]
    assert tempo.efetivo == dias_entre(dia("02/01/2023"), dia("01/09/2024")) + 19


@pytest.mark.parametrize(
    ("exercicio", "declarados", "esperado"),
    [
        ("01/03/2010", 0, dias_entre(date(2010, 3, 1), date(2026, 1, 31))),
        ("01/03/2010", 5000, 5000 + 31),
        (None, 5000, 5000 + 31),
        ("01/12/2025", 5000, 31 + 31),
    ],
)
def test_o_que_o_assentamento_inicial_declara(exercicio: str | None, declarados: int, esperado: int) -> None:
    a = Pessoa("01/01/1970").ato(
        "assentamento_inicial", data="01/01/2026", cargo=1, situacao="estavel", data_exercicio=exercicio,
        dias_contados=declarados,
    )  # fmt: skip
    tempo = contar(a, "31/01/2026")
    assert tempo.efetivo == esperado
    assert (tempo.vinculos[0].linhas[0].especie is EspecieTempo.ANTERIOR) == (declarados > 0)


def test_em_disponibilidade_nao_ha_exercicio_a_contar() -> None:
    a = Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2024", cargo=1, situacao="em_disponibilidade", data_exercicio="01/03/2010",
        estavel_desde="01/03/2013",
    )  # fmt: skip
    ate_a_vespera = dias_entre(dia("01/03/2010"), dia("01/01/2024"))
    assert contar(a, "31/12/2024").efetivo == ate_a_vespera
    a.ato("aproveitamento", publicacao="08/04/2025", cargo=2)
    assert contar(a, "30/04/2025").efetivo == ate_a_vespera
    a.ato("exercicio", data="02/05/2025")
    tempo = contar(a, "31/05/2025")
    assert tempo.efetivo == ate_a_vespera + 30
    assert descontos(tempo) == [dias_entre(dia("02/01/2024"), dia("01/05/2025"))]
    assert tempo.vinculos[0].linhas[-1].dispositivo == "art. 37"


def test_em_estagio_o_declarado_nao_desconta_duas_vezes() -> None:
    a = Pessoa().ato(
        "assentamento_inicial", data="01/01/2026", cargo=1, situacao="em_estagio_probatorio",
        data_exercicio="01/01/2025", dias_contados=300,
    )  # fmt: skip
    tempo = contar(a, "31/01/2026")
    assert (tempo.efetivo, descontos(tempo)) == (331, [])


def test_averbacoes_sem_contar_de_novo_o_que_ja_conta() -> None:
    a = Pessoa("01/01/1970").em_exercicio("02/01/2023")
    comum: dict[str, Any] = {"empregador": "Prefeitura de Lençóis", "certidao": "12/2023", "publicacao": "05/06/2023"}
    a.ato("averbacao", origem="municipio", inicio="02/01/2022", fim="31/01/2023", adicional=True, **comum)
    a.ato("averbacao", origem="privada", inicio="01/12/2021", fim="31/01/2022", **comum)
    tempo = contar(a, "31/12/2023")
    assert [x.dias for x in tempo.averbacoes] == [365, 32]
    assert (tempo.efetivo, tempo.averbado, tempo.total) == (364, 397, 761)
    assert "já contados" in tempo.averbacoes[0].memoria[1].texto
    assert dias_para(a.vida, FinalidadeAverbacao.ADICIONAL) == 365
    assert dias_para(a.vida, FinalidadeAverbacao.APOSENTADORIA) == 397


@pytest.mark.parametrize(
    ("dias", "partes"),
    [(0, (0, 0, 0)), (29, (0, 0, 29)), (30, (0, 1, 0)), (364, (0, 12, 4)), (365, (1, 0, 0)), (1111, (3, 0, 16))],
)
def test_dias_em_anos_meses_e_dias(dias: int, partes: tuple[int, int, int]) -> None:
    assert em_partes(dias) == Partes(*partes)
    assert em_partes(dias).anos * 365 + em_partes(dias).meses * 30 + em_partes(dias).dias == dias


_MOTIVOS = ("doenca_familia", "ferias", "suspensao", "falta_injustificada", "acompanhar_conjuge", "licenca_saude")
_NAO_CONTAM = frozenset({"doenca_familia", "suspensao", "falta_injustificada", "acompanhar_conjuge"})
_periodos = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 200), st.sampled_from(_MOTIVOS)), max_size=7)


@settings(max_examples=60, deadline=None)
@given(ausencias=_periodos, ate=st.integers(0, 1100), fim=st.none() | st.integers(1, 1000))
def test_o_total_e_a_soma_das_linhas_e_a_uniao_dos_dias(
    ausencias: list[tuple[int, int, str]], ate: int, fim: int | None
) -> None:
    comeco = date(2022, 3, 1)
    a = Pessoa().em_exercicio("01/03/2022")
    modelo = a.atos[-1]

    def entrar(tipo: str, **campos: Any) -> None:
        definicao, numero = POR_TIPO[tipo], len(a.atos) + 1
        conteudo = canonico.ler(definicao.conteudo, campos)
        a.atos.append(Ato(id=numero, definicao=definicao, conteudo=conteudo, vinculo=modelo.vinculo, sequencia=numero))

    for inicio, extensao, motivo in ausencias:
        primeiro = comeco + timedelta(days=inicio)
        entrar(
            "afastamento",
            inicio=primeiro.isoformat(),
            fim=(primeiro + timedelta(days=extensao)).isoformat(),
            motivo=motivo,
        )
    if fim is not None:
        entrar("exoneracao_a_pedido", publicacao=(comeco + timedelta(days=fim)).isoformat())
    dia_ = comeco + timedelta(days=ate)
    vida = dobra.dobrar(a.nascimento, a.atos)
    tempo = tempo_de_servico(vida, lambda unidade, instante: a.regime, dia_)
    vinculo = tempo.vinculos[0]
    assert all(linha.dias >= 0 for linha in vinculo.linhas)
    assert 0 <= vinculo.efetivo == vinculo.bruto - vinculo.descontos
    assert vinculo.efetivo == sum(dias_entre(i, f) for i, f in unir(vinculo.contados))
    ultimo = dia_ if fim is None else min(dia_, comeco + timedelta(days=fim - 1))
    fora = {
        comeco + timedelta(days=inicio + n)
        for inicio, extensao, motivo in ausencias
        if motivo in _NAO_CONTAM
        for n in range(extensao + 1)
    }
    todos = {comeco + timedelta(days=n) for n in range(max(0, (ultimo - comeco).days + 1))}
    assert vinculo.efetivo == len(todos - fora)
    assert tempo.total == tempo.efetivo + tempo.averbado


def test_a_estabilidade_vem_quando_o_tempo_se_completa() -> None:
    """The counter of the estabilidade and the certidão agree: 36 months and the days that do not count."""
    a = Pessoa().em_exercicio("02/01/2023")
    ausente(a, "06/05/2024", "14/06/2024", "doenca_familia")
    vida, regimes = a.vida, lambda unidade, instante: a.regime
    estabilidade = next(p for p in prazos.prazos_da_vida(vida, regimes, dia("01/01/2025")) if p.tipo == "estabilidade")
    assert estabilidade.vence is not None
    vespera = estabilidade.vence - timedelta(days=1)
    sem_ausencia = dias_entre(dia("02/01/2023"), dia("01/01/2026"))
    assert tempo_de_servico(vida, regimes, vespera).efetivo == sem_ausencia
