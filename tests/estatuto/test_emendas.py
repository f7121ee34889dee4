"""Correcting the book, purely: which acts hold after each of the five ways, and what the fold makes of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto import canonico, dobra
from bahiaservidor.estatuto.atos.base import Ato, Ressalva
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.emendas import efetivos, mantidos, sortes
from bahiaservidor.estatuto.prazos import prazos_da_vida
from bahiaservidor.estatuto.regime import Regime
from bahiaservidor.estatuto.rejulgamento import deixam_de_caber, dependentes, rejulgar
from bahiaservidor.estatuto.tipos import Situacao, TipoPrazo
from bahiaservidor.estatuto.tipos_emendas import SituacaoAto
from bahiaservidor.estatuto.vida import VidaFuncional, situacao_em
from tests.estatuto.cenario import Pessoa, dia, ressalva


def emendar(p: Pessoa, tipo: str, alvo: int, *, com: Ressalva | None = None, **campos: Any) -> Ato:
    """Enter a correction of the n-th act of a person."""
    definicao = POR_TIPO[tipo]
    campos.setdefault("motivo", "Motivo escrito.")
    campos[definicao.campo_data] = dia(campos.pop("em", "01/03/2026"))
    if "novo" in campos:
        alterado = {**canonico.simples(p.atos[alvo - 1].conteudo), **campos["novo"]}
        campos["novo"] = json.dumps(alterado)
    id_ = len(p.atos) + 1
    conteudo = canonico.ler(definicao.conteudo, {"ato": alvo, **campos})
    vinculo = p.atos[alvo - 1].vinculo
    ato = Ato(id=id_, definicao=definicao, conteudo=conteudo, vinculo=vinculo, sequencia=id_, ressalva=com)
    p.atos.append(ato)
    return ato


def regimes(p: Pessoa) -> Any:
    def de(unidade: int | None, instante: object) -> Regime:
        return p.regime

    return de


def vence(p: Pessoa, tipo: TipoPrazo, *, pendente: bool = False) -> date | None:
    prazos = prazos_da_vida(p.vida, regimes(p), dia("01/03/2026"))
    return next(x.vence for x in prazos if x.tipo is tipo and not (pendente and x.desfecho is not None))


def empossado() -> Pessoa:
    return Pessoa().em_exercicio("11/02/2026", posse="10/02/2026", publicacao="03/02/2026")


def test_sem_emendas_os_atos_voltam_como_estao() -> None:
    p = empossado()
    assert efetivos(p.atos) == tuple(p.atos)


def test_o_estorno_do_ultimo_ato_e_a_vida_sem_ele() -> None:
    p = empossado()
    antes = dobra.dobrar(p.nascimento, p.atos[:2])
    emendar(p, "estorno", 3)
    assert p.vida == antes
    assert sortes(p.atos)[3].situacao is SituacaoAto.ESTORNADO
    assert sortes(p.atos)[3].por == (4,)


def test_o_estorno_de_tudo_e_a_vida_vazia() -> None:
    p = empossado()
    for n in (3, 2, 1):
        emendar(p, "estorno", n)
    assert p.vida == VidaFuncional(nascimento=p.nascimento)


def test_o_estorno_do_estorno_devolve_o_ato() -> None:
    p = empossado()
    antes = p.vida
    emendar(p, "estorno", 3)
    emendar(p, "estorno", 4)
    assert p.vida == antes
    assert sortes(p.atos)[3].situacao is SituacaoAto.VIGENTE
    assert sortes(p.atos)[4].situacao is SituacaoAto.ESTORNADO


def test_a_correcao_muda_o_conteudo_e_nada_mais() -> None:
    p = empossado()
    emendar(p, "correcao", 2, novo={"data": "2026-02-09"})
    vinculo = p.vinculo()
    assert vinculo.posse is not None
    assert (vinculo.posse.data, vinculo.posse.ato) == (dia("09/02/2026"), 2)
    assert sortes(p.atos)[2].situacao is SituacaoAto.CORRIGIDO
    assert vinculo.exercicio is not None


def test_a_ultima_correcao_e_a_que_vale_e_estornada_devolve_a_anterior() -> None:
    p = empossado()
    emendar(p, "correcao", 2, novo={"data": "2026-02-09"})
    emendar(p, "correcao", 2, novo={"data": "2026-02-06"})
    assert p.vinculo().posse.data == dia("06/02/2026")  # type: ignore[union-attr]
    emendar(p, "estorno", 5)
    assert p.vinculo().posse.data == dia("09/02/2026")  # type: ignore[union-attr]


def test_corrigir_o_ato_guarda_a_ressalva_da_correcao() -> None:
    p = empossado()
    emendar(p, "correcao", 2, novo={"data": "2026-02-09"}, com=ressalva())
    assert next(a for a in efetivos(p.atos) if a.id == 2).ressalva == ressalva()


def test_a_retificacao_formal_da_nomeacao_nao_mexe_no_prazo() -> None:
    p = Pessoa().nomeado("03/02/2026")
    antes = vence(p, TipoPrazo.POSSE)
    emendar(p, "retificacao", 1, em="20/02/2026", alcance="formal", novo={"processo": "1/2026"})
    assert vence(p, TipoPrazo.POSSE) == antes
    assert sortes(p.atos)[1].situacao is SituacaoAto.RETIFICADO


def test_a_retificacao_substancial_da_nomeacao_recomeca_o_prazo_da_sua_publicacao() -> None:
    p = Pessoa().nomeado("03/02/2026")
    emendar(p, "retificacao", 1, em="20/02/2026", alcance="substancial", novo={"cargo": 7})
    outra = Pessoa().nomeado("20/02/2026")
    assert vence(p, TipoPrazo.POSSE) == vence(outra, TipoPrazo.POSSE)
    assert p.vinculo().cargo == 7
    assert p.vinculo().nomeacao.data == dia("03/02/2026")  # type: ignore[union-attr]


def test_a_retificacao_substancial_depois_da_posse_nao_recomeca_o_prazo() -> None:
    p = empossado()
    antes = vence(p, TipoPrazo.POSSE)
    emendar(p, "retificacao", 1, em="20/02/2026", alcance="substancial", novo={"cargo": 7})
    assert vence(p, TipoPrazo.POSSE) == antes


def test_a_anulacao_da_nomeacao_deixa_o_vinculo_sem_efeito_e_os_dias_como_fato() -> None:
    p = empossado()
    emendar(p, "anulacao", 1, em="01/04/2026", mantidos=(2, 3))
    vinculo = p.vinculo()
    assert vinculo.sem_efeito is not None
    assert vinculo.sem_efeito.data == dia("01/04/2026")
    assert vinculo.em_exercicio_em(dia("31/03/2026"))
    assert not vinculo.em_exercicio_em(dia("01/04/2026"))
    assert situacao_em(p.vida, vinculo, dia("02/04/2026"), None) is Situacao.NOMEACAO_SEM_EFEITO
    assert mantidos(p.atos) == {2, 3}


def test_a_anulacao_nao_cai_em_cascata_mas_leva_o_que_lista() -> None:
    p = empossado()
    emendar(p, "anulacao", 2, em="01/04/2026", caem=(3,))
    assert p.vinculo().posse is None
    assert p.vinculo().exercicio is None
    situacoes = sortes(p.atos)
    assert (situacoes[2].situacao, situacoes[3].situacao) == (SituacaoAto.ANULADO, SituacaoAto.CAIU)
    emendar(p, "anulacao", 4, em="02/04/2026")
    assert p.vinculo().exercicio is not None


def test_a_revogacao_vale_dai_em_diante() -> None:
    p = empossado().ato("afastamento", inicio="02/03/2026", fim="31/08/2026", motivo="licenca_premio")
    emendar(p, "revogacao", 4, em="01/06/2026", efeitos_em="2026-06-10")
    (ausencia,) = p.vinculo().afastamentos
    assert (ausencia.inicio, ausencia.fim) == (dia("02/03/2026"), dia("09/06/2026"))
    assert sortes(p.atos)[4].situacao is SituacaoAto.REVOGADO


def test_a_revogacao_antes_do_comeco_tira_o_ato_da_linha_do_tempo() -> None:
    p = empossado().ato("afastamento", inicio="01/09/2026", fim="30/09/2026", motivo="ferias")
    emendar(p, "revogacao", 4, em="01/08/2026")
    assert p.vinculo().afastamentos == ()


def test_o_ato_que_veio_de_outra_ficha_guarda_o_instante_em_que_foi_conhecido() -> None:
    p = empossado()
    p.atos = [replace(a, registrado_em=datetime(2026, 5, 1, tzinfo=UTC)) for a in p.atos]
    quando = datetime(2026, 2, 11, 9, tzinfo=UTC)
    definicao = POR_TIPO["movimento"]
    conteudo = canonico.ler(
        definicao.conteudo,
        {
            "data": "2026-05-01", "de": 9, "motivo": "x",
            "pares": [{"ato": 3, "era": 77, "registrado_em": quando.isoformat()}],
        },
    )  # fmt: skip
    p.atos.append(Ato(id=4, definicao=definicao, conteudo=conteudo, vinculo=None, sequencia=4))
    assert p.vinculo().exercicio.registrado_em == quando  # type: ignore[union-attr]


def test_efetivos_dos_efetivos_sao_os_mesmos() -> None:
    p = empossado().ato("afastamento", inicio="02/03/2026", fim="31/08/2026", motivo="licenca_premio")
    emendar(p, "revogacao", 4, em="01/06/2026")
    emendar(p, "correcao", 2, novo={"data": "2026-02-09"})
    uma = efetivos(p.atos)
    assert efetivos(uma) == uma


# ------------------------------------------------------------------ dependents, and what no longer fits


def test_da_nomeacao_dependem_todos_os_atos_do_vinculo() -> None:
    p = empossado().ato("afastamento", inicio="02/03/2026", motivo="licenca_saude").ato("retorno", data="10/03/2026")
    achados = dependentes(p.nascimento, p.atos, p.atos[0], regimes(p))
    assert [x.ato.id for x in achados] == [2, 3, 4, 5]
    assert all(x.faltas[0].falta for x in achados)


def test_do_afastamento_depende_o_retorno_e_da_posse_o_exercicio() -> None:
    p = empossado().ato("afastamento", inicio="02/03/2026", motivo="licenca_saude").ato("retorno", data="10/03/2026")
    assert [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[3], regimes(p))] == [5]
    assert 3 in [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[1], regimes(p))]
    assert dependentes(p.nascimento, p.atos, p.atos[4], regimes(p)) == ()


def test_da_submissao_depende_a_homologacao() -> None:
    p = empossado().ato("submissao_avaliacao", data="01/09/2028").ato(
        "homologacao_estagio", data="01/10/2028", resultado="aprovado"
    )  # fmt: skip
    assert [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[3], regimes(p))] == [5]


def test_da_prorrogacao_depende_a_posse_que_so_cabe_nela() -> None:
    p = Pessoa().nomeado("03/02/2026").ato("prorrogacao_posse", requerimento="10/02/2026", deferida=True)
    p.ato("posse", data="30/03/2026")
    assert [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[1], regimes(p))] == [3]


def test_na_ordem_em_que_aconteceu_nada_ha_que_rejulgar() -> None:
    p = empossado().ato("afastamento", inicio="02/03/2026", motivo="licenca_saude").ato("retorno", data="10/03/2026")
    assert rejulgar(p.nascimento, p.atos, regimes(p)) == ()


def test_a_licenca_de_janeiro_achada_em_marco_refaz_o_que_segue() -> None:
    p = empossado()
    antes = vence(p, TipoPrazo.FIM_ESTAGIO)
    p.ato("avaliacao_estagio", numero=1, data="11/08/2026")
    p.ato("afastamento", inicio="01/05/2026", fim="30/05/2026", motivo="doenca_familia")
    depois = vence(p, TipoPrazo.FIM_ESTAGIO)
    assert antes is not None
    assert depois is not None
    assert (depois - antes).days == 30
    assert rejulgar(p.nascimento, p.atos, regimes(p)) == ()


def _com_licenca_tardia(com: Ressalva | None = None) -> Pessoa:
    """A leave granted two years after the exercício; another, found later, ended too near it."""
    p = Pessoa().em_exercicio("11/02/2020")
    p.ato("afastamento", inicio="01/03/2024", fim="01/06/2024", motivo="interesse_particular", com=com)
    return p.ato("afastamento", inicio="01/03/2022", fim="01/02/2024", motivo="interesse_particular")


def test_o_ato_que_deixa_de_caber_depois_do_tardio_e_dito_com_o_artigo() -> None:
    p = _com_licenca_tardia()
    (achado,) = rejulgar(p.nascimento, p.atos, regimes(p))
    assert achado.ato.id == 4
    assert [f.dispositivo for f in achado.faltas] == ["art. 111"]


def test_o_que_foi_registrado_com_ressalva_nao_e_dito() -> None:
    p = _com_licenca_tardia(com=ressalva())
    assert rejulgar(p.nascimento, p.atos, regimes(p)) == ()


def test_a_correcao_que_desmente_outro_ato_e_dita() -> None:
    p = empossado()
    emendar(p, "correcao", 2, novo={"data": "2026-02-20"})
    (achado,) = rejulgar(p.nascimento, p.atos, regimes(p))
    assert achado.ato.id == 3
    fora = deixam_de_caber(p.nascimento, p.atos[:3], p.atos, regimes(p))
    assert [x.ato.id for x in fora] == [3]


# ------------------------------------------------------------------ acts after the posse


def aposentar(p: Pessoa) -> Pessoa:
    """Enter an aposentadoria por invalidez, whose content has a field of the name of what ``Pessoa.ato`` takes."""
    definicao, id_ = POR_TIPO["aposentadoria"], len(p.atos) + 1
    conteudo = canonico.ler(definicao.conteudo, {"publicacao": "2024-06-03", "tipo": "invalidez"})
    p.atos.append(Ato(id=id_, definicao=definicao, conteudo=conteudo, vinculo=p.vinculo().id, sequencia=id_))
    return p


def aposentado() -> Pessoa:
    return aposentar(Pessoa().em_exercicio("11/02/2020"))


def test_da_aposentadoria_depende_a_reversao_e_dela_o_novo_exercicio() -> None:
    p = aposentado().ato("reversao", publicacao="02/03/2026", laudo="02/02/2026").ato("exercicio", data="10/03/2026")
    assert [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[3], regimes(p))] == [5, 6]
    assert [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[4], regimes(p))] == [6]


def test_a_retificacao_substancial_da_reversao_recomeca_o_prazo_do_exercicio() -> None:
    p = aposentado().ato("reversao", publicacao="02/03/2026", laudo="02/02/2026")
    emendar(p, "retificacao", 5, em="20/03/2026", alcance="formal", novo={"processo": "1"})
    formal = vence(p, TipoPrazo.EXERCICIO, pendente=True)
    emendar(p, "retificacao", 5, em="20/03/2026", alcance="substancial", novo={"processo": "2"})
    outra = aposentado().ato("reversao", publicacao="20/03/2026", laudo="02/02/2026")
    assert formal == vence(aposentado().ato("reversao", publicacao="02/03/2026", laudo="02/02/2026"),
                           TipoPrazo.EXERCICIO, pendente=True)  # fmt: skip
    assert vence(p, TipoPrazo.EXERCICIO, pendente=True) == vence(outra, TipoPrazo.EXERCICIO, pendente=True)


def test_da_demissao_depende_a_reintegracao() -> None:
    p = Pessoa().em_exercicio("11/02/2020").ato("demissao", publicacao="03/06/2024")
    p.ato("reintegracao", publicacao="02/03/2026", decisao="02/02/2026", fundamento="judicial")
    assert [x.ato.id for x in dependentes(p.nascimento, p.atos, p.atos[3], regimes(p))] == [5]


def test_o_nascimento_mudado_faz_a_reversao_deixar_de_caber() -> None:
    p = aposentar(Pessoa("01/01/1960").em_exercicio("11/02/2000"))
    p.ato("reversao", publicacao="02/03/2026", laudo="02/02/2026")
    fora = deixam_de_caber(p.nascimento, p.atos, p.atos, regimes(p), nascimento_depois=dia("01/01/1950"))
    assert [x.ato.id for x in fora] == [5]
    assert fora[0].faltas[0].dispositivo == "art. 36"


# ------------------------------------------------------------------ properties

DIAS = st.integers(0, 1600).map(lambda n: date.fromordinal(dia("03/02/2026").toordinal() + n).isoformat())
FORMAS = st.sampled_from(["estorno", "correcao", "retificacao", "anulacao", "revogacao"])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(FORMAS, st.integers(1, 12), DIAS), max_size=10))
def test_quaisquer_emendas_dobram_e_o_estorno_de_todas_devolve_a_vida(passos: list[tuple[str, int, str]]) -> None:
    p = empossado().ato("afastamento", inicio="02/03/2026", fim="31/08/2026", motivo="licenca_premio")
    p.ato("avaliacao_estagio", numero=1, data="11/09/2026")
    antes = p.vida
    quantos = len(p.atos)
    for forma, alvo, em in passos:
        campos: dict[str, Any] = {"em": f"{em[8:]}/{em[5:7]}/{em[:4]}"}
        n = min(alvo, len(p.atos))
        if forma in ("correcao", "retificacao"):
            if p.atos[n - 1].definicao.emenda:
                continue
            campos["novo"] = {p.atos[n - 1].definicao.campo_data: em}
            if p.atos[n - 1].tipo == "afastamento":
                campos["novo"]["fim"] = None
        if forma == "retificacao":
            campos["alcance"] = "substancial"
        emendar(p, forma, n, **campos)
        valem = efetivos(p.atos)
        assert efetivos(valem) == valem
        assert sortes(p.atos).keys() == {a.id for a in p.atos}
        # The order in which the book is read does not matter: each entry says by itself when it came.
        assert dobra.dobrar(p.nascimento, reversed(p.atos)) == p.vida
        prazos_da_vida(p.vida, regimes(p), dia("01/03/2026"))
        rejulgar(p.nascimento, p.atos, regimes(p))
    for n in range(len(p.atos), quantos, -1):
        emendar(p, "estorno", n)
    assert p.vida == antes
