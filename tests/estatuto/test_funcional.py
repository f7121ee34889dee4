"""Readaptação, substituição, designação, promoção, permuta and averbação, on the days around each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto import dobra, prazos
from bahiaservidor.estatuto.atos import emendas
from bahiaservidor.estatuto.atos.base import Ato, Contexto, DefinicaoAto
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.atos.promocao import ConteudoPromocao
from bahiaservidor.estatuto.contagem import UM_DIA
from bahiaservidor.estatuto.funcional import (
    Averbacao,
    Designacao,
    Promocao,
    Readaptacao,
    RegistroFuncional,
    Substituicao,
    encerrar_registros,
    posicao_na_carreira,
    vigentes,
)
from bahiaservidor.estatuto.prazo import Prazo
from bahiaservidor.estatuto.quadro import SituacaoCargo
from bahiaservidor.estatuto.tipos import (
    Carater,
    CriterioPromocao,
    EspecieDesignacao,
    EstadoPrazo,
    OrigemTempo,
    Situacao,
    TipoPrazo,
)
from bahiaservidor.estatuto.vida import Fato, VidaFuncional

from .cenario import Pessoa, dia, ressalva

LAUDO: dict[str, Any] = {"laudo_resultado": "limitacao", "laudo_numero": "77/2026", "laudo_data": "20/02/2026"}
READAPTACAO: dict[str, Any] = {
    "publicacao": "02/03/2026",
    "inicio": "02/03/2026",
    "atribuicoes": "Arquivo e atendimento",
    **LAUDO,
}
DESIGNACAO: dict[str, Any] = {
    "publicacao": "02/03/2026",
    "inicio": "02/03/2026",
    "funcao": "Chefe do Setor de Pessoal",
    "especie": "chefia",
}


def estagiaria(exercicio: str = "02/02/2026") -> Pessoa:
    return Pessoa().em_exercicio(exercicio)


def estavel() -> Pessoa:
    """Return who entered on 02/02/2015 and became estável on 02/02/2018."""
    a = estagiaria("02/02/2015")
    a.ato("submissao_avaliacao", data="01/09/2017")
    return a.ato("homologacao_estagio", data="15/01/2018", resultado="aprovado")


def temporaria() -> Pessoa:
    return Pessoa().nomeado("02/02/2026", carater="temporario").ato("posse", data="02/02/2026").ato(
        "exercicio", data="02/02/2026"
    )  # fmt: skip


def avisos(a: Pessoa, tipo: str, **campos: Any) -> str:
    return " ".join(a.julgar(tipo, **campos).avisos)


def unico(a: Pessoa) -> RegistroFuncional:
    (registro,) = a.vinculo().funcional
    return registro


# ---------------------------------------------------------------- readaptação (art. 43)


def test_readaptacao_muda_as_atribuicoes_e_nada_mais() -> None:
    a = estagiaria()
    antes = a.vinculo()
    a.ato("readaptacao", **READAPTACAO, fim="31/08/2026")
    assert a.situacao("02/03/2026") is Situacao.EM_ESTAGIO_PROBATORIO
    assert replace(a.vinculo(), funcional=()) == antes
    registro = unico(a)
    assert isinstance(registro, Readaptacao)
    assert registro.atribuicoes == "Arquivo e atendimento"
    for quando, cobre in (("01/03/2026", False), ("02/03/2026", True), ("31/08/2026", True), ("01/09/2026", False)):
        assert registro.cobre(dia(quando)) is cobre


@pytest.mark.parametrize(
    "mudanca",
    [
        {"laudo_resultado": "ausente"},
        {"laudo_resultado": "sem_limitacao"},
        {"laudo_numero": " "},
        {"laudo_data": None},
        {"laudo_data": "03/03/2026"},
        {"compativel": False},
        {"atribuicoes": " "},
    ],
)
def test_readaptacao_sem_laudo_que_a_sustente_e_recusada(mudanca: dict[str, Any]) -> None:
    a, campos = estagiaria(), {**READAPTACAO, **mudanca}
    assert a.recusa("readaptacao", **campos) == "art. 43"
    assert a.recusa("readaptacao", **campos, com=ressalva()) == ""


def test_o_laudo_pode_ser_do_proprio_dia() -> None:
    assert estagiaria().recusa("readaptacao", **{**READAPTACAO, "laudo_data": "02/03/2026"}) == ""


def test_a_gestante_se_readapta_por_recomendacao_clinica() -> None:
    a = estagiaria()
    recomendacao = {**READAPTACAO, "gestante": True, "laudo_resultado": "ausente"}
    assert a.recusa("readaptacao", **recomendacao) == ""
    assert a.recusa("readaptacao", **{**recomendacao, "laudo_numero": ""}) == "art. 43"


def test_a_readaptacao_cabe_do_exercicio_ao_fim_do_vinculo() -> None:
    a = estagiaria()
    antigo = {**READAPTACAO, "laudo_data": "01/02/2026"}
    assert a.recusa("readaptacao", **{**antigo, "inicio": "01/02/2026"}, com=ressalva()) == "art. 43"
    assert a.recusa("readaptacao", **{**antigo, "inicio": "02/02/2026"}) == ""
    a.ato("exoneracao_a_pedido", publicacao="01/04/2026")
    # A late entry is judged on its own date, and cut by what came after it.
    assert a.recusa("readaptacao", **{**antigo, "inicio": "01/04/2026"}) == "art. 43"
    a.ato("readaptacao", **{**antigo, "inicio": "31/03/2026"})
    assert a.recusa("readaptacao", **READAPTACAO, fim="01/03/2026") == "art. 43"


def test_so_uma_readaptacao_de_cada_vez() -> None:
    a = estagiaria().ato("readaptacao", **READAPTACAO, fim="29/02/2028")
    outra = {**READAPTACAO, "laudo_data": "20/02/2028"}
    assert a.recusa("readaptacao", **{**outra, "inicio": "29/02/2028"}) == "art. 43"
    assert a.recusa("readaptacao", **{**outra, "inicio": "01/03/2028"}) == ""


def test_fim_da_readaptacao_na_vespera() -> None:
    a = estagiaria().ato("readaptacao", **READAPTACAO)
    assert a.recusa("fim_readaptacao", publicacao="02/03/2026") == "art. 43"
    assert a.recusa("fim_readaptacao", publicacao="03/03/2026", desde="01/03/2026") == "art. 43"
    assert a.recusa("fim_readaptacao", publicacao="03/03/2026") == ""
    a.ato("fim_readaptacao", publicacao="01/03/2028", laudo_numero="9", laudo_data="28/02/2028")
    assert unico(a).fim == dia("29/02/2028")
    assert a.recusa("fim_readaptacao", publicacao="02/03/2028") == "art. 43"


# ---------------------------------------------------------------- designação (art. 11) and dispensa


def test_a_designacao_de_quem_nao_e_permanente_e_avisada() -> None:
    assert avisos(estagiaria(), "designacao", **DESIGNACAO) == ""
    aviso = avisos(temporaria(), "designacao", **DESIGNACAO)
    assert "de preferência em servidor permanente" in aviso
    assert temporaria().recusa("designacao", **DESIGNACAO) == ""


def test_designacao_e_dispensa() -> None:
    a = estagiaria().ato("designacao", **DESIGNACAO)
    assert avisos(a, "designacao", **DESIGNACAO).startswith("Já exerce Chefe do Setor de Pessoal")
    assert a.recusa("dispensa", publicacao="02/03/2026") == "art. 11, parágrafo único"
    a.ato("dispensa", publicacao="01/05/2026")
    assert unico(a).fim == dia("30/04/2026")
    assert avisos(a, "designacao", **{**DESIGNACAO, "inicio": "01/05/2026"}) == ""
    assert a.recusa("designacao", publicacao="01/05/2026", funcao=" ") == "art. 11, parágrafo único"
    assert a.recusa("designacao", **DESIGNACAO, fim="01/03/2026") == "art. 11, parágrafo único"


def test_a_dispensa_diz_de_qual_funcao() -> None:
    a = estagiaria().ato("designacao", **DESIGNACAO).ato("designacao", publicacao="01/04/2026", funcao="Assessor")
    a.ato("dispensa", publicacao="01/05/2026", desde="02/03/2026")
    assert [r.fim for r in a.vinculo().funcional] == [dia("30/04/2026"), None]
    a.ato("dispensa", publicacao="01/06/2026")
    assert [r.fim for r in a.vinculo().funcional] == [dia("30/04/2026"), dia("31/05/2026")]


def test_a_dispensa_nao_alcanca_a_designacao_achada_depois() -> None:
    a = estagiaria().ato("designacao", **DESIGNACAO).ato("dispensa", publicacao="01/05/2026")
    a.ato("designacao", publicacao="01/04/2026", funcao="Assessor")  # entered late
    assert [r.fim for r in a.vinculo().funcional] == [dia("30/04/2026"), None]


# ---------------------------------------------------------------- substituição (art. 26, §§ 4º and 5º)


COORDENADOR = SituacaoCargo(id=9, nome="Coordenador III", natureza=Carater.TEMPORARIO)
SUBSTITUICAO: dict[str, Any] = {
    "publicacao": "02/03/2026",
    "inicio": "02/03/2026", "fim": "31/03/2026", "cargo": 9, "titular": "Olívia Bastos", "situacao_cargo": COORDENADOR,
}  # fmt: skip


def test_substituicao_do_titular_de_cargo_temporario() -> None:
    a = estagiaria().ato("substituicao", **SUBSTITUICAO)
    registro = unico(a)
    assert isinstance(registro, Substituicao)
    assert (registro.cargo, registro.titular, registro.fim) == (9, "Olívia Bastos", dia("31/03/2026"))
    assert len(a.vida.vinculos) == 1
    assert a.vinculo().cargo == 1


@pytest.mark.parametrize(
    ("mudanca", "dispositivo"),
    [
        ({"requisitos_do_cargo": False}, "art. 26, §§ 4º e 5º"),
        ({"mesmo_orgao": False}, "art. 26, §§ 4º e 5º"),
        ({"situacao_cargo": replace(COORDENADOR, natureza=Carater.PERMANENTE)}, "art. 26, §§ 4º e 5º"),
        ({"situacao_cargo": replace(COORDENADOR, extinto_em=dia("02/03/2026"))}, "art. 3º"),
        ({"situacao_cargo": replace(COORDENADOR, extinto_em=dia("03/03/2026"))}, ""),
        ({"inicio": "01/02/2026"}, "art. 26, §§ 4º e 5º"),
        ({"fim": "01/03/2026"}, "art. 26, §§ 4º e 5º"),
        ({"fim": "02/03/2026"}, ""),
        ({"fim": None}, ""),
    ],
)
def test_requisitos_da_substituicao(mudanca: dict[str, Any], dispositivo: str) -> None:
    assert estagiaria().recusa("substituicao", **{**SUBSTITUICAO, **mudanca}) == dispositivo


def test_fim_da_substituicao_e_avisos() -> None:
    a = estagiaria().ato("substituicao", **SUBSTITUICAO)
    assert "Já substitui Olívia Bastos" in avisos(a, "substituicao", **{**SUBSTITUICAO, "inicio": "31/03/2026"})
    assert avisos(a, "substituicao", **{**SUBSTITUICAO, "inicio": "01/04/2026", "fim": None}) == ""
    a.ato("fim_substituicao", publicacao="10/03/2026")
    assert unico(a).fim == dia("09/03/2026")
    a.ato("afastamento", inicio="01/06/2026", fim="30/06/2026", motivo="ferias")
    assert "afastado" in avisos(a, "substituicao", **{**SUBSTITUICAO, "inicio": "30/06/2026", "fim": None})


# ---------------------------------------------------------------- promoção (arts. 30 to 33; S6)


def promover(publicacao: str, criterio: str = "merecimento", **campos: Any) -> dict[str, Any]:
    return {"publicacao": publicacao, "criterio": criterio, "classe": "II", **campos}


def test_nao_ha_promocao_em_estagio_por_criterio_nenhum() -> None:
    a = estavel()
    for criterio in ("antiguidade", "merecimento"):
        assert a.recusa("promocao", **promover("01/02/2018", criterio)) == "art. 31"
        assert a.recusa("promocao", **promover("02/02/2018", criterio)) == ""
        assert estagiaria("02/02/2015").recusa("promocao", **promover("02/02/2026", criterio)) == "art. 31"
    # What counts is the day from which it holds.
    assert a.recusa("promocao", **promover("05/03/2018", vigencia="01/02/2018")) == "art. 31"
    assert a.recusa("promocao", **promover("05/03/2018", vigencia="02/02/2018")) == ""


def test_so_o_cargo_permanente_tem_promocao() -> None:
    assert temporaria().recusa("promocao", **promover("02/03/2026")) == "art. 30"
    assert estavel().recusa("promocao", **promover("02/03/2020", classe=" ")) == "art. 30"
    assert estavel().recusa("promocao", **promover("02/03/2020", classe="", referencia="C")) == ""
    assert estavel().recusa("promocao", **promover("01/02/2015"), com=ressalva(em="01/01/2015")) == "art. 30"


@pytest.mark.parametrize(
    ("motivo", "dispositivo"),
    [
        ("interesse_particular", "art. 31"), ("doenca_familia", "art. 31"), ("suspensao", "art. 31"),
        ("licenca_saude", ""), ("ferias", ""), ("mandato_eletivo", ""), ("a_disposicao", ""),
    ],
)  # fmt: skip
def test_fora_do_efetivo_exercicio_so_por_antiguidade_ou_em_mandato_eletivo(motivo: str, dispositivo: str) -> None:
    a = estavel().ato("afastamento", inicio="02/03/2020", fim="31/03/2020", motivo=motivo)
    assert a.recusa("promocao", **promover("01/03/2020")) == ""
    assert a.recusa("promocao", **promover("02/03/2020")) == dispositivo
    assert a.recusa("promocao", **promover("31/03/2020")) == dispositivo
    assert a.recusa("promocao", **promover("01/04/2020")) == ""
    assert a.recusa("promocao", **promover("31/03/2020", "antiguidade")) == ""


def test_o_mandato_sindical_nao_conta_para_o_merecimento() -> None:
    a = estavel().ato("mandato_sindical", inicio="02/03/2020", fim="01/03/2022")
    assert a.recusa("promocao", **promover("01/03/2022")) == "art. 118, inciso XII"
    assert a.recusa("promocao", **promover("01/03/2022", "antiguidade")) == ""
    assert a.recusa("promocao", **promover("02/03/2022")) == ""


def test_a_posicao_na_carreira_e_a_da_ultima_promocao() -> None:
    a = estavel().ato("promocao", **promover("02/03/2020")).ato(
        "promocao", **promover("28/02/2022", "antiguidade", classe="II", referencia="B", vigencia="01/03/2022")
    )  # fmt: skip
    for quando, esperado in (
        ("01/03/2020", None), ("02/03/2020", ("II", "")), ("28/02/2022", ("II", "")), ("01/03/2022", ("II", "B")),
    ):  # fmt: skip
        posicao = posicao_na_carreira(a.vinculo().funcional, dia(quando))
        assert (posicao and (posicao.classe, posicao.referencia)) == esperado
    assert "já tem" in avisos(a, "promocao", **promover("02/03/2023", classe="II", referencia="B"))
    # A promoção that ceases gives back the position it replaced.
    depois = cessar(a, "promocao", "01/01/2024")
    posicao = posicao_na_carreira(depois.vinculos[0].funcional, dia("01/01/2024"))
    assert posicao is not None
    assert (posicao.classe, posicao.referencia) == ("II", "")


# ---------------------------------------------------------------- permuta (art. 50)


PERMUTA: dict[str, Any] = {"publicacao": "02/03/2026", "outra_pessoa": "Raimundo Sales", "unidade": 2}


def test_permuta_muda_a_unidade_sem_exigir_vaga() -> None:
    a = estagiaria().ato("permuta", **PERMUTA)
    assert a.vinculo().unidade == 2
    assert not a.vinculo().apresentacoes
    assert a.recusa("permuta", **{**PERMUTA, "publicacao": "03/03/2026"}) == "art. 50"
    b = estagiaria().ato("permuta", **PERMUTA, outra_localidade=True)
    assert b.estado(TipoPrazo.APRESENTACAO, "03/03/2026") is EstadoPrazo.ABERTO


@pytest.mark.parametrize(
    "mudanca",
    [{"outra_pessoa": " "}, {"os_dois_pediram": False}, {"mesmo_quadro": False}, {"publicacao": "01/02/2026"}],
)
def test_requisitos_da_permuta(mudanca: dict[str, Any]) -> None:
    assert estagiaria().recusa("permuta", **{**PERMUTA, **mudanca}) == "art. 50"


# ---------------------------------------------------------------- what ends, and what ceases


def cessar(a: Pessoa, tipo: str, em: str) -> VidaFuncional:
    """Cease the last act entered of a kind."""
    alvo = next(ato for ato in reversed(a.atos) if ato.tipo == tipo)
    funcao = POR_TIPO[tipo].cessar
    assert funcao is not None
    return funcao(a.vida, alvo, dia(em))


def test_cessar_encurta_o_que_dura_ou_o_retira() -> None:
    a = estagiaria().ato("readaptacao", **READAPTACAO).ato("designacao", **DESIGNACAO)
    a.ato("substituicao", **SUBSTITUICAO)
    for tipo, especie in (("readaptacao", Readaptacao), ("designacao", Designacao), ("substituicao", Substituicao)):

        def restantes(em: str, tipo: str = tipo, especie: type[RegistroFuncional] = especie) -> list[Any]:
            return [r.fim for r in cessar(a, tipo, em).vinculos[0].funcional if isinstance(r, especie)]

        assert restantes("02/03/2026") == []
        assert restantes("03/03/2026") == [dia("02/03/2026")]
        assert restantes("01/03/2026") == []
        assert len(cessar(a, tipo, "02/03/2026").vinculos[0].funcional) == 2
    intacta = vigentes(cessar(a, "substituicao", "01/04/2026").vinculos[0].funcional, Substituicao, dia("31/03/2026"))
    assert [r.fim for r in intacta] == [dia("31/03/2026")]


def test_todo_ato_que_dura_pode_cessar() -> None:
    duram = {"afastamento", "readaptacao", "designacao", "substituicao", "promocao", "averbacao"}
    assert duram <= {tipo for tipo, definicao in POR_TIPO.items() if definicao.cessar is not None}


def test_a_vacancia_encerra_o_que_dura_e_deixa_o_que_ja_se_adquiriu() -> None:
    data = dia("01/03/2028")
    registros: tuple[RegistroFuncional, ...] = (
        Readaptacao(inicio=dia("01/01/2028"), atribuicoes=""),
        Designacao(inicio=dia("01/03/2028"), especie=EspecieDesignacao.CHEFIA, funcao="Chefe"),
        Substituicao(inicio=dia("01/01/2028"), fim=dia("31/01/2028"), cargo=1),
        Promocao(inicio=dia("01/01/2020"), criterio=CriterioPromocao.MERECIMENTO, classe="II"),
        Averbacao(
            inicio=dia("01/01/2000"), fim=dia("31/01/2000"), origem=OrigemTempo.UNIAO, empregador="", dias=31,
            finalidades=(),
        ),
    )  # fmt: skip
    depois = encerrar_registros(registros, data)
    assert [type(r) for r in depois] == [Readaptacao, Substituicao, Promocao, Averbacao]
    assert [r.fim for r in depois] == [dia("29/02/2028"), dia("31/01/2028"), None, dia("31/01/2000")]
    assert vigentes(depois, Readaptacao, data) == ()


def test_o_ato_achado_depois_da_vacancia_nasce_ja_cortado() -> None:
    a = estagiaria().ato("exoneracao_a_pedido", publicacao="01/03/2028").ato("designacao", **DESIGNACAO)
    assert a.recusa("designacao", **{**DESIGNACAO, "inicio": "01/03/2028"}) == "art. 11, parágrafo único"
    assert a.recusa("designacao", **{**DESIGNACAO, "inicio": "29/02/2028"}) == ""


def test_nada_disto_abre_vinculo_nem_move_prazo() -> None:
    a = estagiaria()
    antes = [(p.tipo, p.numero, p.vence) for p in _prazos(a)]
    a.ato("readaptacao", **READAPTACAO).ato("designacao", **DESIGNACAO).ato("substituicao", **SUBSTITUICAO)
    assert [(p.tipo, p.numero, p.vence) for p in _prazos(a)] == antes
    assert [d.dispositivo for d in a.propostas("01/06/2026")] == []


def _prazos(a: Pessoa) -> list[Prazo]:
    return prazos.prazos_da_vida(a.vida, lambda unidade, instante: a.regime, dia("01/06/2026"))


@pytest.mark.parametrize(
    ("inicio", "desde"), [(None, "02/03/2026"), ("28/02/2026", "28/02/2026"), ("01/04/2026", "01/04/2026")]
)
def test_o_ato_vale_da_publicacao_ou_do_dia_que_diz(inicio: str | None, desde: str) -> None:
    a = estagiaria().ato("designacao", **{**DESIGNACAO, "inicio": inicio})
    assert unico(a).inicio == dia(desde)
    a.ato("dispensa", publicacao="04/05/2026", data="01/05/2026")
    assert unico(a).fim == dia("30/04/2026")


def test_a_publicacao_depois_da_vacancia_de_quem_ja_tinha_comecado() -> None:
    a = estagiaria().ato("exoneracao_a_pedido", publicacao="01/03/2028")
    a.ato("designacao", publicacao="10/03/2028", inicio="29/02/2028", funcao="Chefe")
    assert (unico(a).inicio, unico(a).fim) == (dia("29/02/2028"), dia("29/02/2028"))
    assert a.recusa("designacao", publicacao="10/03/2028", inicio="01/03/2028", funcao="Chefe") != ""


def test_a_readaptacao_achada_depois_nao_pode_alcancar_a_que_ja_existe() -> None:
    a = estagiaria().ato("readaptacao", **READAPTACAO)
    antes = {**READAPTACAO, "inicio": "20/02/2026"}
    assert a.recusa("readaptacao", **antes) == "art. 43"
    assert a.recusa("readaptacao", **antes, fim="02/03/2026") == "art. 43"
    assert a.recusa("readaptacao", **antes, fim="01/03/2026") == ""


# ---------------------------------------------------------------- whatever the order


@st.composite
def _pedidos(sortear: st.DrawFn) -> list[tuple[str, dict[str, Any]]]:
    def quando(minimo: int = -3) -> str:
        return f"{dia('02/02/2028') + sortear(st.integers(minimo, 60)) * UM_DIA:%d/%m/%Y}"

    pedidos: list[tuple[str, dict[str, Any]]] = []
    for _ in range(sortear(st.integers(1, 10))):
        tipo = sortear(st.sampled_from(("readaptacao", "designacao", "substituicao", "fim", "vacancia")))
        fim = sortear(st.one_of(st.none(), st.just(quando())))
        if tipo == "readaptacao":
            laudo = {**LAUDO, "laudo_data": "01/01/2028"}
            pedidos.append((tipo, {"publicacao": quando(), "fim": fim, "atribuicoes": "Arquivo", **laudo}))
        elif tipo == "designacao":
            pedidos.append((tipo, {"publicacao": quando(), "inicio": quando(), "fim": fim, "funcao": "Chefe"}))
        elif tipo == "substituicao":
            pedidos.append((tipo, {**SUBSTITUICAO, "publicacao": quando(), "inicio": None, "fim": fim}))
        elif tipo == "fim":
            qual = sortear(st.sampled_from(("fim_readaptacao", "dispensa", "fim_substituicao")))
            pedidos.append((qual, {"publicacao": quando()}))
        elif sortear(st.booleans()):
            pedidos.append(("exoneracao_a_pedido", {"publicacao": quando(40)}))
    return pedidos


@given(_pedidos())
@settings(deadline=None, max_examples=60)
def test_nenhuma_sequencia_aceita_quebra_as_datas(pedidos: list[tuple[str, dict[str, Any]]]) -> None:
    a = estagiaria("02/02/2028")
    for tipo, campos in pedidos:
        if a.recusa(tipo, **campos) == "":
            a.ato(tipo, **campos)
    vinculo = a.vinculo()
    readaptados: set[int] = set()
    for r in vinculo.funcional:
        assert r.inicio >= dia("02/02/2028")
        assert r.fim is None or r.fim >= r.inicio
        fim = vinculo.encerrado_em
        if fim is not None:
            assert r.inicio < fim.data
        if isinstance(r, Readaptacao):
            dias = set(range(r.inicio.toordinal(), (r.fim or dia("01/06/2028")).toordinal() + 1))
            assert not dias & readaptados
            readaptados |= dias


# ---------------------------------------------------------------- beside the other acts


def _em_disponibilidade(criterio: CriterioPromocao) -> str:
    """Return why a promoção of somebody in disponibilidade since 02/03/2020 is refused."""
    a = estavel()
    vinculo = replace(a.vinculo(), disponibilidade=Fato(data=dia("02/03/2020")))
    contexto = Contexto(vida=a.vida.com(vinculo), vinculo=None, regime=a.regime)
    conteudo = ConteudoPromocao(publicacao=dia("02/03/2020"), criterio=criterio, classe="II")
    recusa = dobra.julgar(POR_TIPO["promocao"], conteudo, contexto).recusa
    return "" if recusa is None else recusa.dispositivo


def test_quem_esta_em_disponibilidade_so_se_promove_por_antiguidade() -> None:
    assert _em_disponibilidade(CriterioPromocao.ANTIGUIDADE) == ""
    assert _em_disponibilidade(CriterioPromocao.MERECIMENTO) == "art. 31"


def test_a_revogacao_faz_cessar_desde_o_seu_dia_e_o_estorno_faz_de_conta_que_nao_houve() -> None:
    a = estagiaria().ato("designacao", **DESIGNACAO)
    alvo = a.atos[-1]

    def depois(definicao: DefinicaoAto, conteudo: object) -> list[date | None]:
        emenda = Ato(id=99, definicao=definicao, conteudo=conteudo, vinculo=alvo.vinculo, sequencia=99)
        return [r.fim for r in dobra.dobrar(a.nascimento, (*a.atos, emenda)).vinculos[0].funcional]

    revogacao = emendas.Revogacao(publicacao=dia("02/03/2028"), ato=alvo.id, motivo="Conveniência")
    assert depois(emendas.REVOGACAO, revogacao) == [dia("01/03/2028")]
    assert depois(emendas.REVOGACAO, replace(revogacao, efeitos_em=dia("01/03/2028"))) == [dia("29/02/2028")]
    assert depois(emendas.REVOGACAO, replace(revogacao, efeitos_em=dia("02/03/2026"))) == []
    assert depois(emendas.ESTORNO, emendas.Estorno(data=dia("02/03/2028"), ato=alvo.id, motivo="Outra pessoa")) == []


def test_o_servidor_removido_continua_readaptado() -> None:
    a = estagiaria().ato("readaptacao", **READAPTACAO).ato("permuta", **PERMUTA)
    assert [r.fim for r in a.vinculo().funcional] == [None]
    assert a.vinculo().unidade == 2
