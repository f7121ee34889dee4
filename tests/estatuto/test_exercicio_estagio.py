"""Exercício, estágio probatório, estabilidade and compulsória, on the days around each of their limits."""

from __future__ import annotations

from typing import Any

import pytest

from bahiaservidor.estatuto.regime import Opcoes
from bahiaservidor.estatuto.tipos import EstadoPrazo, FimDeMes, Situacao, TipoPrazo

from .cenario import Pessoa, dia, ressalva

EXERCICIO, AVALIACAO, SUBMISSAO = TipoPrazo.EXERCICIO, TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO
FIM, ESTABILIDADE, COMPULSORIA = TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE, TipoPrazo.COMPULSORIA


def empossado(posse: str = "19/01/2026", carater: str = "permanente") -> Pessoa:
    return Pessoa().nomeado("05/01/2026", carater=carater).ato("posse", data=posse)


def test_trinta_dias_da_posse_sem_prorrogacao() -> None:
    a = empossado()
    prazo = a.prazo(EXERCICIO, "20/01/2026")
    assert (prazo.vence, prazo.vence_ultimo) == (dia("18/02/2026"), dia("18/02/2026"))
    assert a.recusa("exercicio", data="18/02/2026") == ""
    assert a.recusa("exercicio", data="19/02/2026") == "art. 21, § 3º"
    assert a.recusa("exercicio", data="18/01/2026") == "art. 21"
    assert a.recusa("exercicio", data="18/01/2026", com=ressalva()) == "art. 21"


def test_exercicio_tardio_com_ressalva() -> None:
    a = empossado().ato("exercicio", data="25/02/2026", com=ressalva())
    assert a.estado(EXERCICIO, "26/02/2026") is EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO


def test_vencido_o_exercicio_propoe_se_a_exoneracao_e_antes_ela_e_recusada() -> None:
    a = empossado()
    assert a.propostas("18/02/2026") == []
    assert [(p.ato, p.dispositivo) for p in a.propostas("19/02/2026")] == [("exoneracao_de_oficio", "art. 21, § 3º")]
    assert a.recusa("exoneracao_de_oficio", publicacao="18/02/2026") == "art. 21, § 3º"
    a.ato("exoneracao_de_oficio", publicacao="19/02/2026")
    assert a.situacao("19/02/2026") is Situacao.DESLIGADO
    assert a.estado(EXERCICIO, "20/02/2026") is EstadoPrazo.VENCIDO
    assert a.propostas("20/03/2026") == []


def test_quem_entrou_em_exercicio_ou_nao_tomou_posse_nao_e_exonerado_por_isso() -> None:
    assert empossado().ato("exercicio", data="20/01/2026").recusa(
        "exoneracao_de_oficio", publicacao="19/05/2026"
    ) == "art. 21, § 3º"  # fmt: skip
    assert Pessoa().nomeado("05/01/2026").recusa("exoneracao_de_oficio", publicacao="19/05/2026") == "art. 21, § 3º"


def test_impedimento_no_dia_da_posse_adia_o_exercicio() -> None:
    a = Pessoa("01/01/1980").em_exercicio("20/02/2015").ato(
        "afastamento", inicio="12/01/2026", fim="30/01/2026", motivo="licenca_gestante"
    )  # fmt: skip
    a.nomeado("05/01/2026").ato("posse", data="19/01/2026")
    prazo = a.prazo(EXERCICIO, "20/01/2026")
    assert (prazo.inicio, prazo.vence, prazo.dispositivo) == (dia("30/01/2026"), dia("02/03/2026"), "art. 21, § 2º")


def test_exoneracao_a_pedido_e_a_juizo() -> None:
    permanente = empossado()
    assert permanente.recusa("exoneracao_a_juizo", publicacao="20/01/2026") == "art. 47"
    assert permanente.recusa("exoneracao_a_pedido", publicacao="18/01/2026") == "art. 46"
    permanente.ato("exoneracao_a_pedido", publicacao="20/01/2026")
    assert permanente.estado(EXERCICIO, "20/03/2026") is EstadoPrazo.PREJUDICADO
    assert permanente.recusa("exoneracao_a_pedido", publicacao="21/01/2026") == "art. 46"
    temporario = empossado(carater="temporario").ato("exoneracao_a_juizo", publicacao="20/01/2026")
    assert temporario.situacao("20/01/2026") is Situacao.DESLIGADO


# ---------------------------------------------------------------- estágio


def test_calendario_do_estagio() -> None:
    a = Pessoa().em_exercicio("30/06/2023")
    hoje = "10/01/2026"
    vencimentos = [a.prazo(AVALIACAO, hoje, numero=n).vence for n in range(1, 7)]
    esperados = ["30/12/2023", "30/06/2024", "30/12/2024", "30/06/2025", "30/12/2025", "30/06/2026"]
    assert vencimentos == [dia(e) for e in esperados]
    assert a.prazo(SUBMISSAO, hoje).vence == dia("27/02/2026")
    assert a.prazo(FIM, hoje).vence == a.prazo(ESTABILIDADE, hoje).vence == dia("30/06/2026")


@pytest.mark.parametrize(("exercicio", "fim"), [("04/06/1998", "04/06/2000"), ("05/06/1998", "05/06/2001")])
def test_a_emenda_19_mudou_a_duracao(exercicio: str, fim: str) -> None:
    a = Pessoa("01/01/1970").em_exercicio(exercicio)
    assert a.prazo(FIM, "01/01/1999").vence == dia(fim)


def test_so_quatro_avaliacoes_quando_sao_24_meses() -> None:
    a = Pessoa("01/01/1970").em_exercicio("10/03/1997")
    assert a.recusa("avaliacao_estagio", numero=4, data="10/03/1999") == ""
    assert a.recusa("avaliacao_estagio", numero=5, data="10/03/1999") == "art. 27"


def test_leitura_do_ultimo_dia_do_mes_nao_toca_a_antecedencia() -> None:
    a = Pessoa(opcoes=Opcoes(fim_de_mes=FimDeMes.ULTIMO_DIA)).em_exercicio("29/02/2024")
    assert a.prazo(FIM, "01/06/2024").vence == dia("28/02/2027")
    assert a.prazo(SUBMISSAO, "01/06/2024").vence == dia("28/10/2026")


@pytest.mark.parametrize(
    ("motivo", "fim"),
    [
        ("doenca_familia", "19/04/2026"),
        ("acompanhar_conjuge", "19/04/2026"),
        ("suspensao", "19/04/2026"),
        ("licenca_saude", "10/03/2026"),
        ("ferias", "10/03/2026"),
        ("mandato_eletivo", "10/03/2026"),
        ("estudo", "10/03/2026"),
    ],
)
def test_que_ausencias_empurram_o_fim(motivo: str, fim: str) -> None:
    a = Pessoa().em_exercicio("10/03/2023").ato("afastamento", inicio="06/05/2024", fim="14/06/2024", motivo=motivo)
    assert a.prazo(FIM, "10/01/2025").vence == a.prazo(ESTABILIDADE, "10/01/2025").vence == dia(fim)


def test_os_dois_contadores_sao_independentes() -> None:
    a = Pessoa().em_exercicio("10/03/2023").ato(
        "afastamento", inicio="06/05/2024", fim="14/06/2024", motivo="licenca_saude", suspende_estagio=True,
        fundamento="Decisão da comissão",
    )  # fmt: skip
    assert a.prazo(FIM, "10/01/2025").vence == dia("19/04/2026")
    assert a.prazo(AVALIACAO, "10/01/2025", numero=2).vence == dia("10/03/2024")
    assert a.prazo(AVALIACAO, "10/01/2025", numero=3).vence == dia("20/10/2024")
    assert a.prazo(ESTABILIDADE, "10/01/2025").vence == dia("10/03/2026")
    b = Pessoa().em_exercicio("10/03/2023")
    campos: dict[str, Any] = {
        "inicio": "06/05/2024",
        "fim": "14/06/2024",
        "motivo": "licenca_saude",
        "suspende_estagio": True,
    }
    assert b.recusa("afastamento", **campos) == "art. 118"


def test_ausencia_sem_fim_conta_ate_o_dia_consultado() -> None:
    a = Pessoa().em_exercicio("10/03/2023").ato("afastamento", inicio="01/03/2026", motivo="doenca_familia")
    assert a.prazo(FIM, "28/02/2026").vence == dia("10/03/2026")
    assert a.prazo(FIM, "01/03/2026").vence == dia("11/03/2026")
    assert a.prazo(FIM, "09/03/2026").vence == dia("19/03/2026")
    assert a.prazo(FIM, "09/03/2027").estado(dia("09/03/2027")) is EstadoPrazo.ABERTO
    assert a.prazo(FIM, "09/03/2026").depende_de_hoje
    a.ato("retorno", data="11/03/2026")
    assert a.prazo(FIM, "01/06/2026").vence == dia("20/03/2026")
    assert not a.prazo(FIM, "01/06/2026").depende_de_hoje


def aprovado(homologacao: str) -> Pessoa:
    a = Pessoa().em_exercicio("10/03/2022").ato("submissao_avaliacao", data="08/11/2024")
    return a.ato("homologacao_estagio", data=homologacao)


def test_estavel_no_mais_tarde_entre_o_tempo_e_a_homologacao() -> None:
    cedo = aprovado("10/02/2025")
    assert cedo.situacao("09/03/2025") is Situacao.EM_ESTAGIO_PROBATORIO
    assert cedo.estado(ESTABILIDADE, "09/03/2025") is EstadoPrazo.ABERTO
    assert cedo.estado(FIM, "09/03/2025") is EstadoPrazo.CUMPRIDO
    assert cedo.situacao("10/03/2025") is Situacao.ESTAVEL
    assert cedo.estado(ESTABILIDADE, "10/03/2025") is EstadoPrazo.CUMPRIDO
    tarde = aprovado("20/03/2025")
    assert tarde.situacao("19/03/2025") is Situacao.EM_ESTAGIO_PROBATORIO
    assert tarde.situacao("20/03/2025") is Situacao.ESTAVEL
    assert tarde.estado(FIM, "20/03/2025") is EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO
    assert tarde.estado(ESTABILIDADE, "20/03/2025") is EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO


def test_tempo_completo_sem_homologacao_continua_em_estagio() -> None:
    a = Pessoa().em_exercicio("10/03/2022")
    assert a.situacao("11/03/2025") is Situacao.EM_ESTAGIO_PROBATORIO
    assert a.estado(FIM, "11/03/2025") is a.estado(ESTABILIDADE, "11/03/2025") is EstadoPrazo.VENCIDO


def test_homologacao_sem_submissao_e_estrutural() -> None:
    a = Pessoa().em_exercicio("10/03/2022")
    assert a.recusa("homologacao_estagio", data="10/03/2025", com=ressalva()) == "art. 27, parágrafo único"
    a.ato("submissao_avaliacao", data="08/11/2024")
    assert a.recusa("homologacao_estagio", data="07/11/2024") == "art. 27, parágrafo único"
    assert a.estado(SUBMISSAO, "10/11/2024") is EstadoPrazo.CUMPRIDO


def reprovavel(*numeros: int) -> Pessoa:
    a = Pessoa().em_exercicio("10/03/2022")
    for numero, data in enumerate(("10/09/2022", "10/03/2023", "10/09/2023", "10/03/2024", "10/09/2024"), start=1):
        if numero in numeros:
            a.ato("avaliacao_estagio", numero=numero, data=data)
    return a.ato("submissao_avaliacao", data="08/11/2024")


def test_reprovacao_exige_as_avaliacoes_e_as_decisoes() -> None:
    faltando = reprovavel(1, 2, 4, 5)
    assert faltando.recusa("homologacao_estagio", data="10/02/2025", resultado="reprovado") == "art. 27"
    completo = reprovavel(1, 2, 3, 4, 5)
    sem_decisao: dict[str, Any] = {"data": "10/02/2025", "resultado": "reprovado", "decisoes": False}
    assert completo.recusa("homologacao_estagio", **sem_decisao) == "art. 27"
    assert completo.recusa(
        "exoneracao_de_oficio", publicacao="20/02/2025", fundamento="reprovacao_estagio"
    ) == "art. 27"  # fmt: skip
    completo.ato("homologacao_estagio", data="10/02/2025", resultado="reprovado")
    assert completo.estado(ESTABILIDADE, "20/02/2025") is EstadoPrazo.PREJUDICADO
    assert completo.estado(FIM, "20/02/2025") is EstadoPrazo.CUMPRIDO
    assert [(p.ato, p.dispositivo) for p in completo.propostas("20/02/2025")] == [("exoneracao_de_oficio", "art. 27")]
    completo.ato("exoneracao_de_oficio", publicacao="20/02/2025", fundamento="reprovacao_estagio")
    assert completo.propostas("21/02/2025") == []


def test_cargo_temporario_nao_tem_estagio() -> None:
    a = empossado(carater="temporario").ato("exercicio", data="20/01/2026")
    assert a.situacao("21/01/2026") is Situacao.EM_EXERCICIO
    assert a.recusa("avaliacao_estagio", numero=1, data="20/07/2026") == "art. 27"


def test_permanente_que_serve_cargo_temporario_fica_afastado_e_volta() -> None:
    a = Pessoa().em_exercicio("10/03/2022").nomeado("01/02/2024", carater="temporario")
    a.ato("posse", data="05/02/2024").ato("exercicio", data="06/02/2024")
    assert a.situacao("05/02/2024", vinculo=1) is Situacao.EM_ESTAGIO_PROBATORIO
    assert a.situacao("06/02/2024", vinculo=1) is Situacao.AFASTADO
    assert a.situacao("06/02/2024", vinculo=2) is Situacao.EM_EXERCICIO
    assert a.prazo(FIM, "01/03/2024", vinculo=1).vence == dia("10/03/2025")
    a.ato("exoneracao_a_juizo", publicacao="10/06/2024")
    assert a.situacao("10/06/2024", vinculo=1) is Situacao.EM_ESTAGIO_PROBATORIO


def test_ferias_nao_e_estar_afastado() -> None:
    a = Pessoa().em_exercicio("10/03/2022").ato("afastamento", inicio="05/01/2026", fim="03/02/2026", motivo="ferias")
    assert a.situacao("10/01/2026") is Situacao.EM_ESTAGIO_PROBATORIO
    a.ato("afastamento", inicio="04/02/2026", motivo="licenca_premio")
    assert a.situacao("03/02/2026") is Situacao.EM_ESTAGIO_PROBATORIO
    assert a.situacao("04/02/2026") is Situacao.AFASTADO
    assert a.recusa("retorno", data="04/02/2026") == ""
    a.ato("retorno", data="10/02/2026")
    assert a.situacao("09/02/2026") is Situacao.AFASTADO
    assert a.situacao("10/02/2026") is Situacao.EM_ESTAGIO_PROBATORIO
    assert a.recusa("retorno", data="01/06/2026") == "art. 22"


def test_exoneracao_corta_a_licenca_e_prejudica_o_que_estava_aberto() -> None:
    a = Pessoa().em_exercicio("10/03/2022").ato("afastamento", inicio="05/01/2024", motivo="licenca_saude")
    a.ato("exoneracao_a_pedido", publicacao="10/06/2024")
    assert a.vinculo().afastamentos[0].fim == dia("09/06/2024")
    assert a.estado(FIM, "10/06/2026") is EstadoPrazo.PREJUDICADO
    assert a.estado(AVALIACAO, "10/06/2026", numero=4) is EstadoPrazo.VENCIDO
    assert a.estado(AVALIACAO, "10/06/2026", numero=5) is EstadoPrazo.PREJUDICADO


# ---------------------------------------------------------------- leaves


def test_interesse_particular_so_depois_de_dois_anos_e_com_limite() -> None:
    a = Pessoa().em_exercicio("06/01/2018")
    assert a.recusa("afastamento", inicio="05/01/2020", fim="10/01/2020", motivo="interesse_particular") == "art. 111"
    assert a.recusa("afastamento", inicio="06/01/2020", fim="06/01/2023", motivo="interesse_particular") == "art. 111"
    a.ato("afastamento", inicio="06/01/2020", fim="05/01/2023", motivo="interesse_particular")
    assert a.recusa("afastamento", inicio="04/01/2025", fim="10/01/2025", motivo="interesse_particular") == "art. 111"
    assert a.recusa("afastamento", inicio="05/01/2025", fim="10/01/2025", motivo="interesse_particular") == ""
    a.ato("afastamento", inicio="06/01/2023", fim="05/01/2026", motivo="interesse_particular")
    assert a.recusa("afastamento", inicio="06/01/2026", fim="10/01/2026", motivo="interesse_particular") == "art. 111"


@pytest.mark.parametrize(("inicio", "limite"), [("23/01/1997", "22/01/1999"), ("24/01/1997", "23/01/2000")])
def test_o_limite_e_o_que_vigia_no_inicio(inicio: str, limite: str) -> None:
    a = Pessoa("01/01/1970").em_exercicio("02/01/1995")
    assert a.recusa("afastamento", inicio=inicio, fim=limite, motivo="interesse_particular") == ""
    depois = f"{int(limite[:2]) + 1:02d}{limite[2:]}"
    assert a.recusa("afastamento", inicio=inicio, fim=depois, motivo="interesse_particular") == "art. 111"


def test_missao_no_exterior_prende_por_periodo_igual() -> None:
    a = Pessoa().em_exercicio("06/01/2014")
    a.ato("afastamento", inicio="01/01/2020", fim="31/12/2020", motivo="missao_exterior")
    # 366 dias fora: deve permanecer até 01/01/2022.
    assert a.recusa("exoneracao_a_pedido", publicacao="01/01/2022") == "art. 26"
    assert a.recusa("exoneracao_a_pedido", publicacao="01/01/2022", ressarcido=True) == ""
    assert a.recusa("exoneracao_a_pedido", publicacao="02/01/2022") == ""
    assert a.recusa("afastamento", inicio="01/01/2022", fim="02/03/2022", motivo="estudo_exterior") == "art. 26"
    assert a.recusa("afastamento", inicio="01/01/2022", fim="02/03/2022", motivo="interesse_particular") == "art. 26"
    assert a.recusa("afastamento", inicio="01/01/2021", fim="31/12/2022", motivo="missao_exterior") == ""
    assert a.recusa("afastamento", inicio="01/01/2021", fim="01/01/2023", motivo="missao_exterior") == "art. 26"


def test_datas_em_ordem_e_investidura_para_afastar_se() -> None:
    a = Pessoa().em_exercicio("06/01/2020")
    assert a.recusa("afastamento", inicio="10/02/2020", fim="09/02/2020", motivo="ferias", com=ressalva()) == "art. 22"
    assert a.recusa("afastamento", inicio="05/01/2020", fim="09/02/2020", motivo="ferias") == "art. 22"
    assert Pessoa().nomeado("05/01/2026").recusa("afastamento", inicio="06/01/2026", motivo="ferias") == "art. 22"


# ---------------------------------------------------------------- compulsória and opening entry


@pytest.mark.parametrize(
    ("nascimento", "dia_"),
    [("03/12/1945", "03/12/2015"), ("04/12/1945", "04/12/2020"), ("29/02/1952", "01/03/2027")],
)
def test_idade_da_compulsoria(nascimento: str, dia_: str) -> None:
    a = Pessoa(nascimento).em_exercicio("20/02/1996")
    assert a.prazo(COMPULSORIA, "01/01/2010").vence == dia(dia_)


def test_compulsoria_se_propoe_desde_o_aniversario() -> None:
    a = Pessoa("10/03/1950").em_exercicio("20/02/2015")
    a.ato("submissao_avaliacao", data="02/10/2017").ato("homologacao_estagio", data="20/02/2018")
    assert a.propostas("09/03/2025") == []
    assert [(p.ato, p.dispositivo) for p in a.propostas("10/03/2025")] == [("aposentadoria", "LC 152/2015")]
    assert a.estado(COMPULSORIA, "10/03/2025") is EstadoPrazo.ABERTO
    assert a.estado(COMPULSORIA, "11/03/2025") is EstadoPrazo.VENCIDO


def test_cargo_temporario_nao_tem_compulsoria() -> None:
    a = Pessoa("10/03/1950").nomeado("05/01/2026", carater="temporario").ato("posse", data="12/01/2026")
    a.ato("exercicio", data="12/01/2026")
    assert a.propostas("01/06/2026") == []


def assentado(**campos: Any) -> Pessoa:
    return Pessoa("01/01/1970").ato("assentamento_inicial", data="02/03/2026", cargo=1, **campos)


def test_assentamento_inicial_abre_o_livro_na_sua_data() -> None:
    a = assentado(situacao="em_estagio_probatorio", data_posse="10/01/2024", data_exercicio="15/01/2024")
    assert a.situacao("02/03/2026") is Situacao.EM_ESTAGIO_PROBATORIO
    assert a.prazo(FIM, "02/03/2026").vence == dia("15/01/2027")
    with pytest.raises(AssertionError):
        a.prazo(AVALIACAO, "02/03/2026", numero=3)
    assert a.prazo(AVALIACAO, "02/03/2026", numero=5).vence == dia("15/07/2026")


def test_o_que_e_anterior_ao_assentamento_e_historia() -> None:
    a = assentado(situacao="em_estagio_probatorio", data_posse="10/01/2024", data_exercicio="15/01/2024")
    julgamento = a.julgar("afastamento", inicio="01/02/2025", fim="10/02/2025", motivo="interesse_particular")
    assert julgamento.recusa is None
    assert any("história" in aviso for aviso in julgamento.avisos)
    a.ato("afastamento", inicio="01/02/2025", fim="10/02/2025", motivo="doenca_familia")
    assert a.prazo(FIM, "02/03/2026").vence == dia("25/01/2027")


def test_assentamento_de_estavel_e_de_aposentado() -> None:
    a = assentado(situacao="estavel", data_exercicio="15/01/2004", estavel_desde="15/01/2007")
    assert a.situacao("02/03/2026") is Situacao.ESTAVEL
    b = assentado(situacao="aposentado", data_exercicio="15/01/2004")
    assert b.situacao("02/03/2026") is Situacao.APOSENTADO
    assert Pessoa().recusa(
        "assentamento_inicial", data="02/03/2026", cargo=1, situacao="em_estagio_probatorio"
    ) == "art. 22"  # fmt: skip


# ---------------------------------------------------------------- entered out of order


def test_o_retorno_nao_encerra_o_que_so_se_soube_depois() -> None:
    a = Pessoa().em_exercicio("20/02/2015").ato("afastamento", inicio="01/03/2016", fim="31/03/2016", motivo="ferias")
    a.ato("retorno", data="15/03/2016")
    a.ato("afastamento", inicio="10/03/2016", fim="30/06/2016", motivo="doenca_familia")
    assert [x.fim for x in a.vinculo().afastamentos] == [dia("14/03/2016"), dia("30/06/2016")]
    assert a.prazo(FIM, "20/05/2016").vence == dia("13/06/2018")


def test_uma_nomeacao_registrada_depois_nao_renumera_as_outras() -> None:
    a = Pessoa().nomeado("02/03/2015", carater="temporario").nomeado("02/02/2015")
    assert [v.numero for v in a.vida.vinculos] == [1, 2]
    assert a.vinculo(1).nomeacao is not None
    assert a.recusa("posse", vinculo=1, data="10/03/2015") == ""


def test_licenca_que_comeca_no_mesmo_dia_da_anterior_tambem_e_julgada() -> None:
    a = Pessoa().em_exercicio("20/02/2015")
    a.ato("afastamento", inicio="05/03/2018", fim="01/09/2018", motivo="interesse_particular")
    assert a.recusa("afastamento", inicio="05/03/2018", fim="01/12/2018", motivo="interesse_particular") == "art. 111"
    b = Pessoa().em_exercicio("20/02/2015")
    b.ato("afastamento", inicio="01/03/2016", fim="30/06/2016", motivo="missao_exterior")
    assert b.recusa("exoneracao_a_pedido", publicacao="01/03/2016") == "art. 26"


def test_reprovacao_de_quem_nao_tem_vinculo_cita_o_art_27() -> None:
    assert Pessoa().recusa(
        "exoneracao_de_oficio", publicacao="01/01/2016", fundamento="reprovacao_estagio"
    ) == "art. 27"  # fmt: skip


def test_exonerado_por_nao_entrar_em_exercicio_nao_entra_depois() -> None:
    a = Pessoa().nomeado("02/02/2015").ato("posse", data="18/02/2015")
    a.ato("exoneracao_de_oficio", publicacao="25/03/2015")
    assert a.recusa("exercicio", data="01/03/2015") == "art. 21"


def test_a_juizo_alcanca_o_cargo_temporario_mesmo_antigo_e_no_permanente_pede_ressalva() -> None:
    a = empossado(carater="temporario").nomeado("05/02/2026").ato("posse", data="10/02/2026")
    a.ato("exoneracao_a_juizo", publicacao="12/02/2026")
    assert a.situacao("12/02/2026", vinculo=1) is Situacao.DESLIGADO
    assert empossado().recusa("exoneracao_a_juizo", publicacao="20/01/2026", com=ressalva()) == ""


def test_falecimento_com_prorrogacao_pendente_deixa_o_prazo_prejudicado() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("prorrogacao_posse", requerimento="02/02/2026", deferida=None)
    a.ato("falecimento", data="20/02/2026")
    assert a.estado(TipoPrazo.POSSE, "01/03/2026") is EstadoPrazo.PREJUDICADO


def test_segunda_prorrogacao_com_ressalva_fica_registrada_e_o_prazo_e_o_mesmo() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("prorrogacao_posse", requerimento="20/01/2026")
    a.ato("prorrogacao_posse", requerimento="25/02/2026", com=ressalva())
    assert a.prazo(TipoPrazo.POSSE, "26/02/2026").vence == dia("06/03/2026")


def test_avaliacao_e_submissao_repetidas_avisam_e_vale_a_mais_antiga() -> None:
    a = Pessoa().em_exercicio("10/03/2022").ato("avaliacao_estagio", numero=1, data="20/09/2022")
    assert any("já estava registrada" in x for x in a.julgar("avaliacao_estagio", numero=1, data="05/09/2022").avisos)
    a.ato("avaliacao_estagio", numero=1, data="05/09/2022")
    assert a.estado(AVALIACAO, "01/10/2022", numero=1) is EstadoPrazo.CUMPRIDO
    a.ato("submissao_avaliacao", data="20/11/2024").ato("submissao_avaliacao", data="08/11/2024")
    assert a.estado(SUBMISSAO, "01/12/2024") is EstadoPrazo.CUMPRIDO
