"""Scores, evaluators, reconsideração and recurso of the estágio, on the days around each of their limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bahiaservidor.estatuto import canonico, dobra
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.avaliacoes import Escala, Notas, decimal_em_palavras, escala_do_estagio
from bahiaservidor.estatuto.faixas import ler_valor
from bahiaservidor.estatuto.parametros import ErroParametro, ValorDatado
from bahiaservidor.estatuto.prazos import prazos_da_vida
from bahiaservidor.estatuto.tipos import EstadoPrazo, ResultadoEstagio, TipoPrazo

from .cenario import Pessoa, dia, parametros, ressalva

PEDIR, DECIDIR = TipoPrazo.RECONSIDERACAO_AVALIACAO, TipoPrazo.DECISAO_RECONSIDERACAO
RECORRER = TipoPrazo.RECURSO_AVALIACAO
NOTAS: dict[str, Any] = {"assiduidade": 8, "disciplina": 7, "iniciativa": 6, "produtividade": 7, "responsabilidade": 8}


def com_escala(pessoa: Pessoa, *, escala: str | None = "0-10", minima: Any = 7) -> Pessoa:
    """Set the scale and the minimum, as an installation does."""
    novos = parametros()
    for chave, valor in (("estagio_escala", escala), ("estagio_nota_minima", minima)):
        if valor is not None:
            novos = novos.com(chave, ValorDatado(desde=date(2001, 1, 1), valor=valor, citacao="IN 2/2001"))
    pessoa.regime = replace(pessoa.regime, parametros=novos)
    return pessoa


def avisos(pessoa: Pessoa, tipo: str, **campos: Any) -> list[str]:
    return list(pessoa.julgar(tipo, **campos).avisos)


# ---------------------------------------------------------------- scores


def test_uma_avaliacao_antiga_sem_os_campos_novos_ainda_se_le() -> None:
    antigo = canonico.ler(POR_TIPO["avaliacao_estagio"].conteudo, {"numero": 1, "data": "2024-12-30"})
    assert (antigo.satisfatoria, antigo.ciencia, antigo.avaliador) == (True, None, "")
    assert antigo.notas.vazias
    a = Pessoa().em_exercicio("30/06/2024").ato("avaliacao_estagio", numero=1, data="30/12/2024")
    assert a.vinculo().avaliacoes[0].notas is None


def test_sem_escala_informada_nada_se_sugere_nem_se_recusa() -> None:
    a = Pessoa().em_exercicio("30/06/2024")
    assert escala_do_estagio(parametros(), dia("30/06/2024")).informada is False
    assert avisos(a, "avaliacao_estagio", numero=1, data="30/12/2024", satisfatoria=False, **NOTAS) == []
    assert a.recusa("avaliacao_estagio", numero=1, data="30/12/2024", **{**NOTAS, "disciplina": 400}) == ""


@pytest.mark.parametrize(
    ("notas", "satisfatoria", "avisa"),
    [
        ((7, 7, 7, 7, 7), True, False),
        ((7, 7, 7, 7, 6), True, True),
        ((7, 7, 7, 7, 6), False, False),
        ((7, 7, 7, 7, 7), False, True),
    ],
)
def test_o_resultado_contrario_as_notas_e_aviso(notas: tuple[int, ...], satisfatoria: bool, avisa: bool) -> None:
    a = com_escala(Pessoa().em_exercicio("30/06/2024"))
    campos: dict[str, Any] = dict(zip(NOTAS, notas, strict=True))
    julgado = a.julgar("avaliacao_estagio", numero=1, data="30/12/2024", satisfatoria=satisfatoria, **campos)
    assert julgado.recusa is None
    assert bool(julgado.avisos) is avisa
    assert all("as notas indicam" in texto for texto in julgado.avisos)


def test_nota_fora_da_escala_e_recusada_e_faltando_um_fator_avisa() -> None:
    a = com_escala(Pessoa().em_exercicio("30/06/2024"))
    assert a.recusa("avaliacao_estagio", numero=1, data="30/12/2024", **{**NOTAS, "iniciativa": 10}) == ""
    assert a.recusa("avaliacao_estagio", numero=1, data="30/12/2024", **{**NOTAS, "iniciativa": 11}) == "art. 27"
    sem = {nome: nota for nome, nota in NOTAS.items() if nome != "produtividade"}
    assert avisos(a, "avaliacao_estagio", numero=1, data="30/12/2024", **sem) == ["Sem nota: Produtividade."]


@pytest.mark.parametrize(
    ("escrita", "extremos"),
    [("0-10", (0, 10)), ("5-5", (None, None)), ("de 1 a 5", (1, 5)), ("10 – 0", (0, 10)), ("0 até 100", (0, 100)),
     ("dez", (None, None)), ("", (None, None))],
)  # fmt: skip
def test_a_escala_se_le_pelos_extremos(escrita: str, extremos: tuple[int | None, int | None]) -> None:
    novos = parametros().com("estagio_escala", ValorDatado(desde=date(2001, 1, 1), valor=escrita, citacao="IN"))
    escala = escala_do_estagio(novos, dia("30/06/2024"))
    assert (escala.minimo, escala.maximo) == extremos


def test_escala_escrita_de_outro_jeito_nao_se_grava() -> None:
    escala = parametros().parametro("estagio_escala")
    assert ler_valor(escala, "0-10") == "0-10"
    with pytest.raises(ErroParametro, match="a menor e a maior nota"):
        ler_valor(escala, "de zero a dez")


@pytest.mark.parametrize("minima", [7, Decimal("7.0"), "7.00", "7,0"])
def test_a_minima_vale_em_numero_ou_em_texto(minima: Any) -> None:
    a = com_escala(Pessoa(), minima=minima)
    escala = escala_do_estagio(a.regime.parametros, dia("30/06/2024"))
    assert escala.nota_minima == 7
    assert escala.sugere(Notas(**dict.fromkeys(NOTAS, 7))) is True


def test_palavras_da_escala_e_da_media() -> None:
    notas = Notas(**NOTAS)
    assert notas.media == Decimal("7.2")
    assert Notas(assiduidade=8).media is None
    assert decimal_em_palavras(Decimal("7.2")) == "7,2"
    assert decimal_em_palavras(Decimal(10)) == "10"
    assert decimal_em_palavras(Decimal("7.125")) == "7,13"
    assert Escala(minimo=0, maximo=10, nota_minima=Decimal(7), fonte="IN 2").em_palavras == (
        "Notas de 0 a 10; média mínima 7 (IN 2)."
    )
    assert "ainda não informadas" in Escala().em_palavras


# ---------------------------------------------------------------- evaluators and ciência


def test_a_designacao_vale_a_partir_do_dia_e_so_dentro_do_estagio() -> None:
    a = Pessoa().em_exercicio("30/06/2024")
    campos: dict[str, Any] = {"chefe": "Lia Sodré", "comissao": "Ana Reis\nRui Melo; Eva Luz"}
    assert a.recusa("designacao_avaliadores", data="29/06/2024", **campos) == "art. 27"
    a.ato("designacao_avaliadores", data="30/06/2024", **campos)
    a.ato("designacao_avaliadores", data="10/01/2025", chefe="Rui Melo", ato_numero="12/2025")
    primeiro, segundo = a.vinculo().avaliadores
    assert primeiro.comissao == ("Ana Reis", "Rui Melo", "Eva Luz")
    assert (segundo.desde, segundo.chefe, segundo.numero) == (dia("10/01/2025"), "Rui Melo", "12/2025")
    assert avisos(a, "designacao_avaliadores", data="11/01/2025", chefe="Eva Luz") == [
        "Sem comissão não há quem decida o recurso do servidor."
    ]
    temporario = Pessoa().nomeado("05/01/2026", carater="temporario").ato("posse", data="19/01/2026")
    temporario.ato("exercicio", data="19/01/2026")
    assert temporario.recusa("designacao_avaliadores", data="20/01/2026", chefe="Lia") == "art. 27"


def test_a_ciencia_vem_com_a_avaliacao_ou_depois_e_nunca_antes() -> None:
    a = Pessoa().em_exercicio("30/06/2024")
    assert a.recusa("avaliacao_estagio", numero=1, data="30/12/2024", ciencia="29/12/2024") == "art. 27"
    assert a.recusa("avaliacao_estagio", numero=1, data="30/12/2024", ciencia="29/12/2024", com=ressalva()) == "art. 27"
    assert a.recusa("ciencia_avaliacao", numero=1, data="30/12/2024") == "art. 27"
    a.ato("avaliacao_estagio", numero=1, data="30/12/2024")
    assert a.recusa("ciencia_avaliacao", numero=1, data="29/12/2024") == "art. 27"
    a.ato("ciencia_avaliacao", numero=1, data="30/12/2024")
    assert a.vinculo().avaliacoes[0].ciencia == dia("30/12/2024")
    assert a.recusa("ciencia_avaliacao", numero=1, data="31/12/2024") == "art. 27"


# ---------------------------------------------------------------- reconsideração


def insatisfatoria(ciencia: str | None = "06/01/2025") -> Pessoa:
    """Someone whose first evaluation, of 30/12/2024, was not satisfatória."""
    a = Pessoa().em_exercicio("30/06/2024").ato("avaliacao_estagio", numero=1, data="30/12/2024", satisfatoria=False)
    return a if ciencia is None else a.ato("ciencia_avaliacao", numero=1, data=ciencia)


def test_cinco_dias_da_ciencia_para_pedir_reconsideracao() -> None:
    a = insatisfatoria("06/01/2025")  # a Monday: the fifth day is a Saturday, and rolls to Monday the 13th
    prazo = a.prazo(PEDIR, "07/01/2025", numero=1)
    assert (prazo.inicio, prazo.vence, prazo.vence_ultimo) == (dia("06/01/2025"), dia("13/01/2025"), dia("13/01/2025"))
    assert prazo.dispositivo == "Decreto 7.899/2001"
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="12/01/2025") == ""
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="13/01/2025") == ""
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="14/01/2025") == "Decreto 7.899/2001"
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="14/01/2025", com=ressalva()) == ""
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="05/01/2025", com=ressalva()) == "art. 27"
    assert a.recusa("reconsideracao_avaliacao", numero=2, data="07/01/2025") == "art. 27"


def test_os_cinco_dias_sao_parametro() -> None:
    a = insatisfatoria("06/01/2025")
    novos = a.regime.parametros.com(
        "reconsideracao_dias", ValorDatado(desde=date(2001, 1, 1), valor=10, citacao="IN 2/2001", confirmado=False)
    )
    a.regime = replace(a.regime, parametros=novos)
    assert a.prazo(PEDIR, "07/01/2025", numero=1).vence == dia("16/01/2025")
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="17/01/2025") == "IN 2/2001"


def test_sem_ciencia_nao_ha_prazo_e_o_pedido_entra_com_aviso() -> None:
    a = insatisfatoria(None)
    assert [p for p in _tipos(a) if p in (PEDIR, DECIDIR, RECORRER)] == []
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="30/06/2025") == ""
    assert any("ciência" in texto for texto in avisos(a, "reconsideracao_avaliacao", numero=1, data="30/06/2025"))
    a.ato("reconsideracao_avaliacao", numero=1, data="10/01/2025")
    assert a.recusa("ciencia_avaliacao", numero=1, data="10/01/2025") == ""
    assert a.recusa("ciencia_avaliacao", numero=1, data="11/01/2025") == "art. 27"


def test_a_satisfatoria_nao_abre_prazo_de_reconsideracao_mas_admite_o_pedido() -> None:
    a = Pessoa().em_exercicio("30/06/2024").ato(
        "avaliacao_estagio", numero=1, data="30/12/2024", ciencia="06/01/2025"
    )  # fmt: skip
    assert PEDIR not in _tipos(a)
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="13/01/2025") == ""
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="14/01/2025") == "Decreto 7.899/2001"


def test_o_chefe_decide_em_cinco_dias_e_a_decisao_tardia_vale() -> None:
    a = insatisfatoria().ato("reconsideracao_avaliacao", numero=1, data="10/01/2025")
    assert a.estado(PEDIR, "10/01/2025", numero=1) is EstadoPrazo.CUMPRIDO
    assert a.prazo(DECIDIR, "10/01/2025", numero=1).vence == dia("15/01/2025")
    assert a.estado(DECIDIR, "15/01/2025", numero=1) is EstadoPrazo.ABERTO
    assert a.estado(DECIDIR, "16/01/2025", numero=1) is EstadoPrazo.VENCIDO
    assert a.propostas("20/01/2025") == []
    assert a.recusa("decisao_reconsideracao", numero=1, data="09/01/2025") == "art. 27"
    assert avisos(a, "decisao_reconsideracao", numero=1, data="15/01/2025") == []
    assert len(avisos(a, "decisao_reconsideracao", numero=1, data="16/01/2025")) == 1
    a.ato("decisao_reconsideracao", numero=1, data="16/01/2025", deferido=True)
    assert a.estado(DECIDIR, "17/01/2025", numero=1) is EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO
    assert a.vinculo().avaliacoes[0].prevalece
    assert a.recusa("decisao_reconsideracao", numero=1, data="17/01/2025") == "art. 27"


def test_pedido_com_decisao_junto_precisa_dos_dois_e_na_ordem() -> None:
    a = insatisfatoria()
    campos: dict[str, Any] = {"numero": 1, "data": "10/01/2025"}
    assert a.recusa("reconsideracao_avaliacao", **campos, deferido=True) == "art. 27"
    assert a.recusa("reconsideracao_avaliacao", **campos, decisao="10/01/2025") == "art. 27"
    assert a.recusa("reconsideracao_avaliacao", **campos, deferido=True, decisao="09/01/2025") == "art. 27"
    a.ato("reconsideracao_avaliacao", **campos, deferido=True, decisao="10/01/2025")
    assert a.vinculo().avaliacoes[0].prevalece
    assert RECORRER not in _tipos(a)
    assert a.recusa("reconsideracao_avaliacao", numero=1, data="13/01/2025") == "art. 27"


# ---------------------------------------------------------------- recurso


def negada() -> Pessoa:
    """Someone whose reconsideração was denied on 15/01/2025."""
    return insatisfatoria().ato(
        "reconsideracao_avaliacao", numero=1, data="10/01/2025", deferido=False, decisao="15/01/2025"
    )  # fmt: skip


def test_o_recurso_cabe_so_da_decisao_que_nega() -> None:
    assert insatisfatoria().recusa("recurso_avaliacao", numero=1, data="07/01/2025") == "art. 27"
    pendente = insatisfatoria().ato("reconsideracao_avaliacao", numero=1, data="10/01/2025")
    assert pendente.recusa("recurso_avaliacao", numero=1, data="20/01/2025") == "art. 27"
    pendente.ato("decisao_reconsideracao", numero=1, data="13/01/2025", deferido=True)
    assert pendente.recusa("recurso_avaliacao", numero=1, data="14/01/2025") == "art. 27"


def test_cinco_dias_da_decisao_para_recorrer_a_comissao() -> None:
    a = negada()  # 15/01/2025 + 5 = Monday the 20th
    assert a.prazo(RECORRER, "16/01/2025", numero=1).vence == dia("20/01/2025")
    assert a.recusa("recurso_avaliacao", numero=1, data="14/01/2025") == "art. 27"
    assert a.recusa("recurso_avaliacao", numero=1, data="19/01/2025") == ""
    assert a.recusa("recurso_avaliacao", numero=1, data="20/01/2025") == ""
    assert a.recusa("recurso_avaliacao", numero=1, data="21/01/2025") == "Decreto 7.899/2001"
    assert any("comissão" in texto for texto in avisos(a, "recurso_avaliacao", numero=1, data="20/01/2025"))
    a.ato("recurso_avaliacao", numero=1, data="20/01/2025")
    assert a.estado(RECORRER, "21/01/2025", numero=1) is EstadoPrazo.CUMPRIDO
    assert a.recusa("recurso_avaliacao", numero=1, data="20/01/2025") == "art. 27"
    assert a.recusa("decisao_recurso", numero=1, data="19/01/2025") == "art. 27"
    a.ato("decisao_recurso", numero=1, data="10/02/2025", deferido=True)
    assert a.vinculo().avaliacoes[0].prevalece
    assert a.recusa("decisao_recurso", numero=1, data="11/02/2025") == "art. 27"


def test_o_fim_do_vinculo_prejudica_os_prazos_que_corriam() -> None:
    a = negada().ato("exoneracao_a_pedido", publicacao="17/01/2025")
    assert a.estado(RECORRER, "30/01/2025", numero=1) is EstadoPrazo.PREJUDICADO
    tarde = negada().ato("exoneracao_a_pedido", publicacao="27/01/2025")
    assert tarde.estado(RECORRER, "30/01/2025", numero=1) is EstadoPrazo.VENCIDO


# ---------------------------------------------------------------- homologação


def submetido(pessoa: Pessoa) -> Pessoa:
    """Enter the missing evaluations and the submission of who entered into exercício on 30/06/2024."""
    for numero, quando in enumerate(("30/06/2025", "30/12/2025", "30/06/2026", "30/12/2026"), start=2):
        pessoa.ato("avaliacao_estagio", numero=numero, data=quando)
    return pessoa.ato("submissao_avaliacao", data="26/02/2027")


def test_reprovacao_espera_a_decisao_do_que_se_pediu() -> None:
    a = submetido(negada().ato("recurso_avaliacao", numero=1, data="20/01/2025"))
    reprovado: dict[str, Any] = {"data": "10/03/2027", "resultado": "reprovado"}
    assert a.recusa("homologacao_estagio", **reprovado) == "art. 27"
    a.ato("decisao_recurso", numero=1, data="09/03/2027", deferido=False)
    assert a.recusa("homologacao_estagio", **reprovado) == ""
    a.ato("homologacao_estagio", **reprovado)
    assert [(p.ato, p.dispositivo) for p in a.propostas("11/03/2027")] == [("exoneracao_de_oficio", "art. 27")]


def test_a_decisao_posterior_a_homologacao_nao_serve() -> None:
    a = submetido(negada().ato("recurso_avaliacao", numero=1, data="20/01/2025"))
    a.ato("decisao_recurso", numero=1, data="11/03/2027", deferido=False)
    assert a.recusa("homologacao_estagio", data="10/03/2027", resultado="reprovado") == "art. 27"
    assert a.recusa("homologacao_estagio", data="11/03/2027", resultado="reprovado") == ""


def test_reprovacao_exige_as_avaliacoes_devidas_e_as_decisoes() -> None:
    a = Pessoa().em_exercicio("30/06/2024").ato("submissao_avaliacao", data="26/02/2027")
    reprovado: dict[str, Any] = {"data": "10/03/2027", "resultado": "reprovado"}
    assert a.recusa("homologacao_estagio", **reprovado) == "art. 27"
    b = submetido(insatisfatoria())
    assert b.recusa("homologacao_estagio", **reprovado, decisoes=False) == "art. 27"
    assert b.recusa("homologacao_estagio", **reprovado) == ""
    assert b.recusa("homologacao_estagio", data="10/03/2027", decisoes=False) == ""


def test_aprovacao_com_pendencia_avisa_e_reprovacao_sem_motivo_tambem() -> None:
    com_falta = Pessoa().em_exercicio("30/06/2024").ato("submissao_avaliacao", data="26/02/2027")
    assert avisos(com_falta, "homologacao_estagio", data="10/03/2027") == [
        "Faltam a 1ª, a 2ª, a 3ª, a 4ª e a 5ª avaliações."
    ]
    insatisfeito = submetido(insatisfatoria())
    assert avisos(insatisfeito, "homologacao_estagio", data="10/03/2027") == [
        "Não é satisfatória a 1ª avaliação: confira o resultado."
    ]
    revertido = submetido(
        insatisfatoria().ato(
            "reconsideracao_avaliacao", numero=1, data="10/01/2025", deferido=True, decisao="13/01/2025"
        )
    )
    assert avisos(revertido, "homologacao_estagio", data="10/03/2027") == []
    assert any(
        "Todas as avaliações registradas são satisfatórias" in texto
        for texto in avisos(revertido, "homologacao_estagio", data="10/03/2027", resultado="reprovado")
    )


def test_enquanto_corre_o_prazo_do_pedido_a_reprovacao_avisa() -> None:
    a = submetido(insatisfatoria())
    a.ato("avaliacao_estagio", numero=6, data="27/02/2027", satisfatoria=False, ciencia="04/03/2027")
    no_prazo = avisos(a, "homologacao_estagio", data="09/03/2027", resultado=ResultadoEstagio.REPROVADO.value)
    assert any("Ainda corre o prazo" in texto for texto in no_prazo)
    depois = avisos(a, "homologacao_estagio", data="10/03/2027", resultado=ResultadoEstagio.REPROVADO.value)
    assert not any("Ainda corre o prazo" in texto for texto in depois)


def _tipos(pessoa: Pessoa) -> Iterator[TipoPrazo]:
    return iter([p.tipo for p in prazos_da_vida(pessoa.vida, pessoa._regimes, date(2025, 1, 20))])


# ---------------------------------------------------------------- whatever is entered, in whatever order

_ATOS = st.lists(
    st.tuples(
        st.sampled_from(
            ["avaliacao_estagio", "ciencia_avaliacao", "reconsideracao_avaliacao", "decisao_reconsideracao",
             "recurso_avaliacao", "decisao_recurso", "designacao_avaliadores"]
        ),
        st.integers(1, 2),
        st.integers(0, 60),
        st.booleans(),
        st.booleans(),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(_ATOS)
def test_nenhuma_sequencia_aceita_deixa_datas_fora_de_ordem(atos: list[tuple[str, int, int, bool, bool]]) -> None:
    a = Pessoa().em_exercicio("30/06/2024")
    for tipo, numero, depois, sim, junto in atos:
        quando = f"{dia('01/12/2024') + timedelta(days=depois):%d/%m/%Y}"
        campos: dict[str, Any] = {"data": quando, "numero": numero}
        if tipo == "designacao_avaliadores":
            campos = {"data": quando, "chefe": "Lia"}
        elif tipo == "avaliacao_estagio":
            campos |= {"satisfatoria": sim, "ciencia": quando if junto else None}
        elif tipo.startswith("decisao"):
            campos["deferido"] = sim
        elif tipo.startswith("rec") and junto:
            campos |= {"deferido": sim, "decisao": quando}
        if not a.recusa(tipo, **campos):
            a.ato(tipo, **campos)
    for avaliacao in a.vinculo().avaliacoes:
        pedido, recurso = avaliacao.reconsideracao, avaliacao.recurso
        if pedido is not None and pedido.decisao is not None:
            assert pedido.data <= pedido.decisao
        if recurso is not None:
            assert pedido is not None
            assert recurso.decisao is None or recurso.data <= recurso.decisao
        deferido = any(p is not None and bool(p.deferido) for p in (pedido, recurso))
        assert avaliacao.prevalece is (avaliacao.satisfatoria or deferido)
    hoje = dia("01/06/2025")
    prazos = [p for p in prazos_da_vida(a.vida, a._regimes, hoje) if p.tipo in (PEDIR, DECIDIR, RECORRER)]
    assert len({(p.tipo, p.numero) for p in prazos}) == len(prazos)
    assert all(p.inicio is not None and p.vence is not None and p.vence >= p.inicio for p in prazos)
    # What came first is what the fold reads first, in whatever order it was entered.
    embaralhada = dobra.dobrar(a.nascimento, tuple(reversed(a.atos)))
    assert embaralhada == a.vida


def test_quem_entrou_no_livro_estavel_nao_tem_estagio_a_avaliar() -> None:
    p = Pessoa("03/03/1980").ato(
        "assentamento_inicial", data="02/01/2024", cargo=1, situacao="estavel", data_exercicio="02/02/2005"
    )
    for tipo, campos in (
        ("avaliacao_estagio", {"numero": 1}),
        ("submissao_avaliacao", {}),
        ("homologacao_estagio", {}),
        ("designacao_avaliadores", {"chefe": "Rita Nunes"}),
    ):
        assert p.recusa(tipo, data="05/02/2024", **campos).startswith("art. 27"), tipo
