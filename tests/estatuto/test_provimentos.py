"""What the case format cannot say of the provimentos: memória, illness proved, windows, the LRF, transformações."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from decimal import Decimal

import pytest

from bahiaservidor.estatuto import dobra, prazos
from bahiaservidor.estatuto.atos.base import Contexto, SituacaoConcurso
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.atos.nomeacao import Nomeacao
from bahiaservidor.estatuto.copia import replace
from bahiaservidor.estatuto.lrf import SituacaoLrf
from bahiaservidor.estatuto.parametros import ValorDatado
from bahiaservidor.estatuto.quadro import Quadro, SituacaoCargo, atual
from bahiaservidor.estatuto.tipos import AreaVaga, Carater, OrigemVaga, Situacao, TipoPrazo
from bahiaservidor.estatuto.vida import VidaFuncional, Vinculo

from .cenario import Pessoa, dia, regime, ressalva


def estavel(nascimento: str = "03/03/1980") -> Pessoa:
    p = Pessoa(nascimento).nomeado("02/02/2015")
    p.ato("posse", data="18/02/2015").ato("exercicio", data="20/02/2015")
    p.ato("submissao_avaliacao", data="02/10/2017")
    return p.ato("homologacao_estagio", data="20/02/2018")


def em_disponibilidade() -> Pessoa:
    # By an opening entry: extinction is told to the law by the quadro, which is not here.
    return Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2024", cargo=1, situacao="em_disponibilidade",
        data_exercicio="02/02/2005", estavel_desde="02/02/2008",
    )  # fmt: skip


def test_a_memoria_do_reintegrado_manda_ouvir_a_pge() -> None:
    p = estavel().ato("demissao", publicacao="03/03/2020")
    p.ato("reintegracao", publicacao="26/05/2026", decisao="30/04/2026")
    (prazo,) = (
        x for x in prazos.prazos_da_vida(p.vida, lambda u, i: p.regime, dia("20/07/2026"))
        if x.tipo is TipoPrazo.EXERCICIO and x.desfecho is None
    )  # fmt: skip
    assert prazo.posicao == 1
    assert prazo.numero is None
    assert "ouvir a PGE (arts. 21, § 3º, e 29)" in prazo.memoria[-1].texto
    assert p.propostas("20/07/2026") == []


def test_doenca_comprovada_suspende_as_duas_consequencias_do_art_39() -> None:
    p = em_disponibilidade().ato("aproveitamento", publicacao="08/04/2025", cargo=2)
    assert [x.ato for x in p.propostas("10/06/2025")] == ["tornar_sem_efeito", "cassacao_disponibilidade"]
    p.ato("doenca_no_aproveitamento", data="05/05/2025", laudo="12/2025")
    assert p.propostas("10/06/2025") == []
    assert p.recusa("tornar_sem_efeito", publicacao="10/06/2025") == "art. 39"
    assert p.recusa("cassacao_disponibilidade", publicacao="10/06/2025") == "art. 39"
    # The exercício that comes late is still refused without a ressalva, and recorded with one.
    assert p.recusa("exercicio", data="10/06/2025") == "art. 21, § 3º"
    p.ato("exercicio", data="10/06/2025", com=ressalva(em="05/05/2025"))
    assert p.situacao("11/06/2025") is Situacao.ESTAVEL


def test_doenca_so_cabe_no_aproveitamento_a_espera() -> None:
    p = em_disponibilidade()
    assert p.recusa("doenca_no_aproveitamento", data="05/05/2025") == "art. 39"
    p.ato("aproveitamento", publicacao="08/04/2025", cargo=2)
    assert p.recusa("doenca_no_aproveitamento", data="07/04/2025") == "art. 39"


def test_sem_a_especie_da_aposentadoria_a_reversao_nao_entra() -> None:
    p = Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2024", cargo=1, situacao="aposentado", data_exercicio="02/02/2005"
    )
    assert p.situacao("02/01/2025") is Situacao.APOSENTADO
    julgamento = p.julgar("reversao", publicacao="10/03/2025", laudo="03/03/2025")
    assert julgamento.recusa is not None
    assert julgamento.recusa.falta == "A espécie da aposentadoria não está registrada."
    q = Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2024", cargo=1, situacao="aposentado", aposentadoria="invalidez"
    )
    assert q.recusa("reversao", publicacao="10/03/2025", laudo="03/03/2025") == ""


def test_sem_data_de_nascimento_a_reversao_nao_se_julga_as_cegas() -> None:
    p = Pessoa(None).ato(
        "assentamento_inicial", data="02/01/2024", cargo=1, situacao="aposentado", aposentadoria="invalidez"
    )
    assert p.recusa("reversao", publicacao="10/03/2025", laudo="03/03/2025") == "art. 36"


# ---------------------------------------------------------------- nomeação: LRF and windows


def _nomear(publicacao: str, lrf: SituacaoLrf | None = None, **campos: object) -> tuple[str, tuple[str, ...], set[str]]:
    conteudo = Nomeacao(publicacao=dia(publicacao), cargo=1, **campos)  # type: ignore[arg-type]
    contexto = Contexto(
        vida=VidaFuncional(nascimento=dia("01/01/1990")), vinculo=None, regime=regime(), lrf=lrf,
        cargo=SituacaoCargo(id=1, nome="Professor", natureza=Carater.PERMANENTE),
        concurso=SituacaoConcurso(nome="Edital 1", homologacao=dia("02/01/2024"), validade_meses=24),
    )  # fmt: skip
    julgamento = dobra.julgar(POR_TIPO["nomeacao"], conteudo, contexto)
    recusa = julgamento.recusa.dispositivo if julgamento.recusa is not None else ""
    return recusa, julgamento.avisos, {r.descricao for r in julgamento.requisitos}


def _lrf(percentual: str) -> SituacaoLrf:
    return SituacaoLrf(
        ano=2024, quadrimestre=3, percentual=Decimal(percentual), alerta=Decimal("44.10"), prudencial=Decimal("46.55"),
        maximo=Decimal("49.00"),
    )  # fmt: skip


def test_sem_numeros_da_lrf_a_nomeacao_diz_isso_e_passa() -> None:
    recusa, avisos, descricoes = _nomear("03/02/2025")
    assert (recusa, avisos) == ("", ())
    assert any("sem números da LRF" in descricao for descricao in descricoes)


@pytest.mark.parametrize(("percentual", "recusada"), [("46.54", False), ("46.55", False), ("46.56", True)])
def test_acima_do_limite_prudencial_a_nomeacao_e_recusada(percentual: str, recusada: bool) -> None:
    recusa, _, _ = _nomear("03/02/2025", _lrf(percentual))
    assert recusa.startswith("LRF, art. 22") is recusada


@pytest.mark.parametrize("area", list(AreaVaga))
@pytest.mark.parametrize("origem", list(OrigemVaga))
def test_so_a_reposicao_de_aposentado_ou_morto_em_tres_areas_escapa(area: AreaVaga, origem: OrigemVaga) -> None:
    recusa, _, _ = _nomear("03/02/2025", _lrf("47"), area=area, origem=origem)
    escapa = area is not AreaVaga.OUTRA and origem in (OrigemVaga.APOSENTADORIA, OrigemVaga.FALECIMENTO)
    assert (recusa == "") is escapa


def test_o_fim_de_mandato_avisa() -> None:
    vespera = _nomear("09/07/2026")[1]
    no_dia = _nomear("10/07/2026")[1]
    assert not any("fim do mandato" in aviso for aviso in vespera)
    assert any("fim do mandato" in aviso and "LRF, art. 21" in aviso for aviso in no_dia)


# ---------------------------------------------------------------- the quadro


def test_a_transformacao_se_segue_ate_o_fim_e_um_ciclo_nao_prende() -> None:
    assert atual(1, {}) == 1
    assert atual(1, {1: 2, 2: 3}) == 3
    assert atual(1, {1: 2, 2: 1}) == 2


def test_so_da_mesma_carreira_e_natureza_com_posto_e_necessario() -> None:
    def cargo(id_: int, **campos: object) -> SituacaoCargo:
        base = SituacaoCargo(id=id_, nome=str(id_), natureza=Carater.PERMANENTE, carreira="X")
        return dataclasses.replace(base, **campos)  # type: ignore[arg-type]

    de = cargo(1, extinto_em=dia("03/02/2026"))
    quadro = Quadro(
        cargos={
            1: de,
            2: cargo(2, postos=1, ocupacao_maxima=1),
            3: cargo(3, carreira="Y"),
            4: cargo(4, natureza=Carater.VITALICIO),
            5: cargo(5, desnecessario_em=dia("03/02/2026")),
            6: cargo(6, postos=2, ocupacao_maxima=1),
            7: cargo(7),
        }
    )
    assert [c.id for c in quadro.livres_da_carreira(de, dia("10/02/2026"))] == [6, 7]
    assert [c.id for c in quadro.livres_da_carreira(de, dia("02/02/2026"))] == [1, 5, 6, 7]
    sem_carreira = cargo(8, carreira="")
    assert list(quadro.livres_da_carreira(sem_carreira, dia("10/02/2026"))) == []


# ---------------------------------------------------------------- copies


def test_copiar_um_vinculo_muda_so_o_pedido_e_recusa_campo_que_nao_ha() -> None:
    antes = estavel().vinculo()
    depois = replace(antes, cargo=9)
    assert isinstance(depois, Vinculo)
    assert (antes.cargo, depois.cargo) == (1, 9)
    assert dataclasses.replace(depois, cargo=1) == antes
    with pytest.raises(TypeError, match="carggo"):
        replace(antes, carggo=9)
    with pytest.raises(dataclasses.FrozenInstanceError):
        depois.cargo = 2  # type: ignore[misc]


# ---------------------------------------------------------------- what is second-hand is a setting


def _com(p: Pessoa, **valores: int) -> Pessoa:
    numeros = p.regime.parametros
    for chave, valor in valores.items():
        numeros = numeros.com(chave, ValorDatado(desde=dia("26/09/1994"), valor=valor, citacao="teste"))
    p.regime = dataclasses.replace(p.regime, parametros=numeros)
    return p


def test_o_tempo_da_demissao_conta_ou_nao_como_a_instalacao_disser() -> None:
    p = Pessoa("03/03/1980").nomeado("02/02/2015").ato("posse", data="18/02/2015").ato("exercicio", data="20/02/2015")
    p.ato("demissao", publicacao="22/02/2016").ato("reintegracao", publicacao="20/02/2017", decisao="06/02/2017")
    p.ato("exercicio", data="22/02/2017")
    assert p.prazo(TipoPrazo.ESTABILIDADE, "01/03/2017").vence == dia("20/02/2018")
    # 22/02/2016 to 21/02/2017, both included.
    assert p.prazo(TipoPrazo.FIM_ESTAGIO, "01/03/2017").vence == dia("20/02/2018") + timedelta(days=366)
    _com(p, reintegracao_conta_efetivo=0)
    assert p.prazo(TipoPrazo.ESTABILIDADE, "01/03/2017").vence == dia("20/02/2018") + timedelta(days=366)


def test_a_estabilidade_de_outro_vinculo_serve_se_a_instalacao_disser() -> None:
    p = estavel()
    p.ato("vacancia_posse_inacumulavel", publicacao="02/02/2024")
    p.nomeado("02/02/2024").ato("posse", data="05/02/2024").ato("exercicio", data="06/02/2024")
    assert p.recusa("mandato_sindical", inicio="04/03/2024", fim="03/03/2027") == "art. 40"
    _com(p, estavel_no_vinculo_atual=0)
    assert p.recusa("mandato_sindical", inicio="04/03/2024", fim="03/03/2027") == ""
