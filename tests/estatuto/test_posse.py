"""The term of the posse: when it ends, what moves it, what the law refuses (arts. 8º, 18 to 20)."""

from __future__ import annotations

from typing import Any

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.tipos import EstadoPrazo, Situacao, TipoPrazo, TipoRessalva

from .cenario import Pessoa, dia, ressalva

POSSE = TipoPrazo.POSSE


def test_o_prazo_abre_com_a_nomeacao_e_passa_pelas_cores() -> None:
    a = Pessoa().nomeado("01/08/2025")
    assert a.situacao("01/08/2025") is Situacao.NOMEADO
    assert a.estado(POSSE, "01/09/2025") is EstadoPrazo.ABERTO
    assert a.estado(POSSE, "02/09/2025") is EstadoPrazo.ZONA_CINZENTA
    assert a.estado(POSSE, "03/09/2025") is EstadoPrazo.VENCIDO


def test_so_se_propoe_depois_do_ultimo_dia_de_todas_as_leituras() -> None:
    a = Pessoa().nomeado("01/08/2025")
    assert a.propostas("02/09/2025") == []
    (proposta,) = a.propostas("03/09/2025")
    assert (proposta.ato, proposta.dispositivo) == ("tornar_sem_efeito", "art. 19, § 2º")


def test_posse_na_zona_cinzenta_e_aceita_com_aviso() -> None:
    a = Pessoa().nomeado("01/08/2025")
    julgamento = a.julgar("posse", data="02/09/2025")
    assert julgamento.recusa is None
    assert any("zona cinzenta" in aviso for aviso in julgamento.avisos)
    assert a.julgar("posse", data="01/09/2025").avisos == ()
    assert a.recusa("posse", data="03/09/2025") == "art. 19, § 2º"


def test_posse_anterior_a_publicacao_e_estrutural_e_nenhuma_ressalva_a_salva() -> None:
    a = Pessoa().nomeado("05/01/2026")
    assert a.recusa("posse", data="04/01/2026") == "art. 19"
    assert a.recusa("posse", data="04/01/2026", com=ressalva()) == "art. 19"
    assert a.recusa("posse", data="05/01/2026") == ""


def test_sem_nomeacao_pendente_nao_ha_posse() -> None:
    assert Pessoa().recusa("posse", data="05/01/2026") == "art. 19"
    a = Pessoa().nomeado("05/01/2026").ato("posse", data="12/01/2026")
    assert a.recusa("posse", data="13/01/2026") == "art. 19"


@pytest.mark.parametrize(
    ("campos", "dispositivo"),
    [
        ({"inspecao": "ausente"}, "art. 20"),
        ({"inspecao": "inapto"}, "art. 20"),
        ({"declaracao_bens": False}, "art. 19, § 4º"),
        ({"declaracao_acumulacao": False}, "art. 19, § 4º"),
        ({"acumulacao_licita": False}, "CF, art. 37, inciso XVI"),
        ({"escolaridade": False}, "art. 8º"),
        ({"direitos_politicos": False}, "art. 8º"),
        ({"por_procuracao": True}, ""),
    ],
)
def test_requisitos_da_posse(campos: dict[str, Any], dispositivo: str) -> None:
    a = Pessoa().nomeado("05/01/2026")
    assert a.recusa("posse", data="19/01/2026", **campos) == dispositivo
    assert a.recusa("posse", data="19/01/2026", com=ressalva(), **campos) == ""


def test_dezoito_anos_completos_na_posse() -> None:
    a = Pessoa("25/01/2008").nomeado("05/01/2026")
    assert a.recusa("posse", data="24/01/2026") == "art. 8º"
    assert a.recusa("posse", data="25/01/2026") == ""
    b = Pessoa("29/02/2008").nomeado("10/02/2026")
    assert b.recusa("posse", data="28/02/2026") == "art. 8º"
    assert b.recusa("posse", data="01/03/2026") == ""


def test_ressalva_incompleta_ou_posterior_ao_ato_nao_conta() -> None:
    a = Pessoa().nomeado("05/01/2026")
    tarde = "27/02/2026"
    assert a.recusa("posse", data=tarde, com=ressalva(em="27/02/2026")) == ""
    assert a.recusa("posse", data=tarde, com=ressalva(em="28/02/2026")) == "art. 19, § 2º"
    assert a.recusa("posse", data=tarde, com=ressalva(numero="  ")) == "art. 19, § 2º"
    sem_data = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="12")
    assert a.recusa("posse", data=tarde, com=sem_data) == "art. 19, § 2º"


def test_posse_tardia_com_ressalva_fica_cumprida_fora_do_prazo_e_registra_a_reserva() -> None:
    a = Pessoa().nomeado("05/01/2026")
    julgamento = a.julgar("posse", data="27/02/2026", com=ressalva())
    assert [r.dispositivo for r in julgamento.reservas] == ["art. 19, § 2º"]
    a.ato("posse", data="27/02/2026", com=ressalva())
    assert a.estado(POSSE, "15/03/2026") is EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO


def test_prorrogacao_pedida_no_ultimo_dia_e_aceita_e_no_seguinte_nao() -> None:
    a = Pessoa().nomeado("01/08/2025")
    assert a.recusa("prorrogacao_posse", requerimento="02/09/2025") == ""
    assert a.recusa("prorrogacao_posse", requerimento="03/09/2025") == "art. 19"
    assert a.recusa("prorrogacao_posse", requerimento="31/07/2025") == "art. 19"


def test_prorrogacao_e_uma_so_mesmo_negada() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("prorrogacao_posse", requerimento="20/01/2026", deferida=False)
    assert a.recusa("prorrogacao_posse", requerimento="21/01/2026") == "art. 19"
    prazo = a.prazo(POSSE, "21/01/2026")
    assert (prazo.vence, prazo.vence_ultimo) == (dia("04/02/2026"), dia("04/02/2026"))


def test_pedido_sem_decisao_segura_o_prazo_e_recusa_o_que_viria_depois() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("prorrogacao_posse", requerimento="02/02/2026", deferida=None)
    assert a.estado(POSSE, "15/03/2026") is EstadoPrazo.ABERTO
    assert a.propostas("15/03/2026") == []
    assert a.recusa("posse", data="05/02/2026") == "art. 19, § 2º"
    assert a.recusa("posse", data="04/02/2026") == ""
    assert a.recusa("tornar_sem_efeito", publicacao="10/03/2026") == "art. 19, § 2º"
    a.ato("decisao_prorrogacao", data="12/03/2026", deferida=False)
    assert a.estado(POSSE, "15/03/2026") is EstadoPrazo.VENCIDO
    assert a.recusa("tornar_sem_efeito", publicacao="13/03/2026") == ""


def test_decisao_favoravel_prorroga() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("prorrogacao_posse", requerimento="02/02/2026", deferida=None)
    a.ato("decisao_prorrogacao", data="10/02/2026", deferida=True)
    assert a.prazo(POSSE, "11/02/2026").vence == dia("06/03/2026")
    assert a.recusa("decisao_prorrogacao", data="11/02/2026") == "art. 19"


def test_sem_efeito_so_depois_do_ultimo_dia() -> None:
    a = Pessoa().nomeado("01/08/2025")
    assert a.recusa("tornar_sem_efeito", publicacao="02/09/2025") == "art. 19, § 2º"
    a.ato("tornar_sem_efeito", publicacao="03/09/2025")
    assert a.situacao("04/09/2025") is Situacao.NOMEACAO_SEM_EFEITO
    assert a.estado(POSSE, "04/09/2025") is EstadoPrazo.VENCIDO
    assert a.propostas("04/09/2025") == []
    assert a.prazo(POSSE, "04/09/2025").fechado_por == 2


def test_sem_efeito_antes_da_hora_por_decisao_judicial_deixa_o_prazo_prejudicado() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("tornar_sem_efeito", publicacao="20/01/2026", com=ressalva())
    assert a.estado(POSSE, "30/06/2026") is EstadoPrazo.PREJUDICADO


def test_sem_efeito_por_outro_motivo_exige_o_fundamento_escrito() -> None:
    a = Pessoa().nomeado("05/01/2026")
    assert a.recusa("tornar_sem_efeito", publicacao="20/01/2026", fundamento="outro") == "art. 19, § 2º"
    assert a.recusa("tornar_sem_efeito", publicacao="20/01/2026", fundamento="outro", texto="Desistência") == ""


def test_quem_tomou_posse_nao_tem_a_nomeacao_tornada_sem_efeito() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("posse", data="12/01/2026")
    assert a.recusa("tornar_sem_efeito", publicacao="20/05/2026") == "art. 19, § 2º"


def servidor_de_licenca(fim: str | None, motivo: str = "licenca_saude") -> Pessoa:
    a = Pessoa("01/01/1980").em_exercicio("20/02/2015")
    return a.ato("afastamento", inicio="05/01/2026", fim=fim, motivo=motivo)


def test_para_o_servidor_de_licenca_conta_do_fim_dela() -> None:
    a = servidor_de_licenca("10/03/2026").nomeado("03/02/2026")
    prazo = a.prazo(POSSE, "20/02/2026")
    assert (prazo.inicio, prazo.vence, prazo.vence_ultimo) == (dia("10/03/2026"), dia("09/04/2026"), dia("09/04/2026"))
    assert prazo.dispositivo == "art. 19, § 1º"


def test_licenca_que_termina_na_vespera_da_publicacao_nao_impede() -> None:
    a = servidor_de_licenca("02/02/2026").nomeado("03/02/2026")
    assert a.prazo(POSSE, "20/02/2026").vence == dia("05/03/2026")


def test_licencas_que_se_tocam_sao_uma_so() -> None:
    a = servidor_de_licenca("10/02/2026")
    a.ato("afastamento", inicio="11/02/2026", fim="10/03/2026", motivo="ferias").nomeado("03/02/2026")
    assert a.prazo(POSSE, "20/02/2026").inicio == dia("10/03/2026")


def test_suspensao_e_penalidade_e_nao_impede() -> None:
    a = servidor_de_licenca("10/03/2026", "suspensao").nomeado("03/02/2026")
    assert a.prazo(POSSE, "20/02/2026").vence == dia("05/03/2026")


def test_licenca_sem_fim_suspende_ate_o_retorno() -> None:
    a = servidor_de_licenca(None).nomeado("03/02/2026")
    assert a.estado(POSSE, "20/12/2026") is EstadoPrazo.SUSPENSO
    assert a.propostas("20/12/2026") == []
    assert a.recusa("tornar_sem_efeito", publicacao="20/12/2026") == "art. 19, § 2º"
    a.ato("retorno", vinculo=1, data="11/03/2026")
    assert a.prazo(POSSE, "12/03/2026").vence == dia("09/04/2026")


def test_prorrogacao_contada_do_fim_da_licenca() -> None:
    a = servidor_de_licenca("08/01/2026").nomeado("07/01/2026").ato("prorrogacao_posse", requerimento="09/02/2026")
    prazo = a.prazo(POSSE, "10/02/2026")
    assert (prazo.vence, prazo.vence_ultimo) == (dia("09/03/2026"), dia("11/03/2026"))


def test_o_fim_do_vinculo_encerra_a_licenca_na_vespera() -> None:
    a = servidor_de_licenca(None).nomeado("03/02/2026")
    a.ato("exoneracao_a_pedido", vinculo=1, publicacao="11/03/2026")
    assert a.prazo(POSSE, "12/03/2026").inicio == dia("10/03/2026")


def test_falecimento_prejudica_o_prazo_aberto_e_nao_apaga_o_vencido() -> None:
    a = Pessoa().nomeado("05/01/2026").ato("falecimento", data="04/02/2026")
    assert a.situacao("05/02/2026") is Situacao.DESLIGADO
    assert a.estado(POSSE, "05/02/2026") is EstadoPrazo.PREJUDICADO
    b = Pessoa().nomeado("05/01/2026").ato("falecimento", data="05/02/2026")
    assert b.estado(POSSE, "06/02/2026") is EstadoPrazo.VENCIDO
    assert b.propostas("06/02/2026") == []
    assert b.recusa("nomeacao", publicacao="10/02/2026") == "art. 44"


def test_republicacao_substancial_recomeca_e_a_formal_nao() -> None:
    formal = Pessoa().nomeado("05/01/2026")
    formal.ato("republicacao", publicacao="20/01/2026", alcance="formal", fundamento="Erro no número do processo")
    assert formal.prazo(POSSE, "21/01/2026").vence == dia("04/02/2026")
    muda = Pessoa().nomeado("05/01/2026")
    assert muda.recusa("republicacao", publicacao="20/01/2026", alcance="substancial") == "art. 19"
    muda.ato("republicacao", publicacao="20/01/2026", alcance="substancial", fundamento="Mudou o cargo")
    assert muda.prazo(POSSE, "21/01/2026").vence == dia("19/02/2026")
    assert muda.recusa("posse", data="19/01/2026") == "art. 19"
