"""Following deadlines: responsible, internal date, note; and that nothing of it is lost when the book moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import acompanhamento, agenda, emendas, unificacao
from bahiaservidor.servicos.tipos import DadosPessoa, FiltroPrazos, LinhaPrazo
from bahiaservidor.servicos.tipos.acompanhamento import Acompanhamento, PedidoAcompanhamento

from .cenario import HOJE, Cenario, cenario, integra

DIA = timedelta(days=1)


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def listar(c: Cenario, hoje: date = HOJE, ordem: str = "vence", **filtro: Any) -> list[LinhaPrazo]:
    ids = agenda.ids_prazos(c.ctx, filtro=FiltroPrazos(**filtro), ordem=ordem, hoje=hoje)
    return list(agenda.linhas_prazos(c.ctx, ids=ids, hoje=hoje))


def prazo(c: Cenario, vinculo_id: int | None, tipo: TipoPrazo = TipoPrazo.POSSE) -> LinhaPrazo:
    return next(p for p in listar(c, tipos=(tipo,)) if p.vinculo_id == vinculo_id)


def seguir(c: Cenario, *linhas: LinhaPrazo, hoje: date = HOJE, **pedido: Any) -> int:
    ids = [linha.id for linha in linhas]
    return acompanhamento.gravar(c.ctx, prazo_ids=ids, pedido=PedidoAcompanhamento(**pedido), hoje=hoje)


def lido(c: Cenario, linha: LinhaPrazo) -> Acompanhamento:
    return acompanhamento.ler(c.ctx, prazo_ids=[linha.id], hoje=HOJE)[0]


def test_grava_le_e_deixa_rastro_sem_valores(c: Cenario) -> None:
    linha = prazo(c, c.nomear(publicacao="2026-02-07").vinculo_id)
    assert lido(c, linha).versao == 0
    mudou = seguir(c, linha, responsavel="  Joana \t d’Arc ", data_interna=linha.vence, nota="Ligar já.\n\nÀ tarde ")
    assert mudou == 1
    agora = lido(c, linha)
    assert (agora.responsavel, agora.data_interna, agora.nota) == (
        "Joana d’Arc",
        linha.vence,
        "Ligar já.\n\nÀ tarde",
    )
    assert (agora.versao, agora.alterado_por, agora.alterado_em) == (1, "teste", c.relogio.agora())
    assert prazo(c, linha.vinculo_id).responsavel == "Joana d’Arc"
    assert seguir(c, linha, responsavel="Joana d’Arc") == 0, "nothing changed: nothing is written"
    assert seguir(c, linha, responsavel="", tirar_data=True) == 1
    assert (lido(c, linha).responsavel, lido(c, linha).data_interna, lido(c, linha).versao) == ("", None, 2)
    with c.ctx.banco.leitura() as conexao:
        trilha = conexao.exec_driver_sql(
            "SELECT acao, objeto_id, detalhe FROM trilha WHERE objeto = 'acompanhamento' ORDER BY id"
        ).all()
    assert [tuple(linha_) for linha_ in trilha] == [
        ("altera", linha.vinculo_id, "posse: responsável, data interna, nota"),
        ("altera", linha.vinculo_id, "posse: responsável, data interna"),
    ]


def test_a_data_interna_nao_passa_da_legal(c: Cenario) -> None:
    linha = prazo(c, c.nomear(publicacao="2026-02-07").vinculo_id)
    assert linha.vence == date(2026, 3, 9)
    with pytest.raises(ErroDominio, match=r"^Posse de Candidato 1 vence em 09/03/2026, e a data interna \(10/"):
        seguir(c, linha, data_interna=linha.vence + DIA)
    assert c.contar("acompanhamento") == 0
    seguir(c, linha, data_interna=linha.vence)
    with pytest.raises(ErroDominio, match="ano 1066"):
        seguir(c, linha, data_interna=date(1066, 10, 14))
    with pytest.raises(ErroDominio, match="de 0 a 3660"):
        seguir(c, linha, dias_antes=-1)
    with pytest.raises(ErroDominio, match="tem 121 caracteres, e cabem 120"):
        seguir(c, linha, responsavel="a" * 121)
    assert lido(c, linha).versao == 1


def test_varios_de_uma_vez_todos_ou_nenhum(c: Cenario) -> None:
    cedo, tarde = (prazo(c, c.nomear(n, publicacao=p).vinculo_id) for n, p in enumerate(("2026-02-07", "2026-02-20")))
    assert seguir(c, tarde, nota="já tinha nota") == 1
    with pytest.raises(ErroDominio, match=r"1 dos prazos vence antes da data interna .*Candidato 1, em 09/03/2026"):
        seguir(c, cedo, tarde, responsavel="Bia", data_interna=date(2026, 3, 20))
    assert [p.responsavel for p in listar(c)] == ["", ""]
    assert seguir(c, cedo, tarde, responsavel="Bia", dias_antes=5) == 2
    novos = [prazo(c, p.vinculo_id) for p in (cedo, tarde)]
    assert [(p.responsavel, (p.vence or HOJE) - (p.data_interna or HOJE)) for p in novos] == [("Bia", 5 * DIA)] * 2
    assert [p.nota for p in novos] == ["", "já tinha nota"]


def test_quem_mudou_antes_e_dito_e_nada_se_grava(c: Cenario) -> None:
    linha, outra = (prazo(c, c.nomear(n, publicacao="2026-02-07").vinculo_id) for n in (0, 1))
    versoes = {linha.id: 0, outra.id: 0}
    c.ctx.usuario = "outra pessoa"
    seguir(c, outra, nota="passei na frente")
    c.ctx.usuario = "teste"
    with pytest.raises(ErroDominio, match=r"^outra pessoa alterou o acompanhamento de Posse de Candidato 2"):
        seguir(c, linha, outra, responsavel="Bia", versoes=versoes)
    assert [p.responsavel for p in listar(c)] == ["", ""]
    assert seguir(c, linha, outra, responsavel="Bia", versoes={linha.id: 0, outra.id: 1}) == 2
    with pytest.raises(ErroDominio, match="atualize a lista"):
        acompanhamento.gravar(c.ctx, prazo_ids=[linha.id, 999], pedido=PedidoAcompanhamento(nota="x"), hoje=HOJE)


def test_sem_vencimento_nao_ha_de_que_contar_dias(c: Cenario) -> None:
    servidor = c.estagiario()
    c.registrar("afastamento", servidor=servidor.servidor_id, inicio="2026-02-20", motivo="doenca_familia")
    # Named again while away: the posse waits for an end that nobody knows.
    c.registrar("nomeacao", servidor=servidor.servidor_id, publicacao="2026-02-25", carater="temporario")
    suspenso = next(p for p in listar(c) if p.estado is EstadoPrazo.SUSPENSO)
    with pytest.raises(ErroDominio, match="está suspenso: sem vencimento"):
        seguir(c, suspenso, dias_antes=3)
    seguir(c, suspenso, data_interna=date(2026, 3, 1))
    novas = agenda.painel(c.ctx, hoje=HOJE).novidades
    assert [(n.id, n.aconteceu, n.em) for n in novas if n.id == suspenso.id] == [
        (suspenso.id, "Data interna passou", HOJE)
    ]


# ------------------------------------------------------------------ lists


@pytest.fixture(scope="module")
def seguidos() -> Iterator[Cenario]:
    """Five posses, followed by three people, one of them moved by an absence without an end."""
    with cenario() as c:
        nomeados = [c.nomear(n, publicacao=f"2026-02-{3 + 4 * n:02}") for n in range(5)]
        linhas = [prazo(c, n.vinculo_id) for n in nomeados]
        seguir(c, linhas[0], responsavel="Zélia", data_interna=date(2026, 3, 2), nota="a")
        seguir(c, linhas[1], responsavel="Ângela", dias_antes=1)
        seguir(c, linhas[2], responsavel="amaro", nota="só nota")
        seguir(c, linhas[3], data_interna=date(2026, 3, 5))
        servidor = nomeados[4].servidor_id
        c.registrar("posse", servidor=servidor, data="2026-02-23")
        c.registrar("exercicio", servidor=servidor, data="2026-02-24")
        c.registrar("afastamento", servidor=servidor, inicio="2026-02-26", motivo="acompanhar_conjuge")
        fim = next(p for p in listar(c, tipos=(TipoPrazo.FIM_ESTAGIO,)) if p.servidor_id == servidor)
        seguir(c, fim, responsavel="Bia", data_interna=date(2026, 4, 1))
        yield c


RECORTES: list[tuple[dict[str, Any], Any]] = [
    ({"responsavel": "Bia"}, lambda p: p.responsavel == "Bia"),
    ({"responsavel": "Zélia", "tipos": (TipoPrazo.POSSE,)}, lambda p: p.responsavel == "Zélia"),
    ({"responsavel": ""}, lambda p: p.responsavel == ""),
    ({"com_interna": True}, lambda p: p.data_interna is not None),
    ({"interna_ate": HOJE}, lambda p: p.data_interna is not None and p.data_interna <= HOJE),
    (
        {"interna_de": HOJE + DIA, "interna_ate": date(2026, 4, 1)},
        lambda p: p.data_interna is not None and HOJE < p.data_interna <= date(2026, 4, 1),
    ),
    ({"interna_depois": True}, lambda p: p.interna_depois),
    (
        {"dia_de": date(2026, 3, 2), "dia_ate": date(2026, 3, 6)},
        lambda p: any(d and date(2026, 3, 2) <= d <= date(2026, 3, 6) for d in (p.vence, p.data_interna)),
    ),
    (
        {"dia_ate": date(2026, 4, 1), "estados": (EstadoPrazo.ABERTO,)},
        lambda p: (
            any(d and d <= date(2026, 4, 1) for d in (p.vence, p.data_interna)) and p.estado is EstadoPrazo.ABERTO
        ),
    ),
]


@pytest.mark.parametrize("hoje", [HOJE, date(2026, 3, 6), date(2027, 1, 8)])
@pytest.mark.parametrize(("filtro", "passa"), RECORTES)
def test_os_filtros_do_acompanhamento(seguidos: Cenario, filtro: dict[str, Any], passa: Any, hoje: date) -> None:
    outros = {n: v for n, v in filtro.items() if n == "tipos"}
    esperados = {p.id for p in listar(seguidos, hoje, **outros) if passa(p)}
    achados = listar(seguidos, hoje, **filtro)
    assert {p.id for p in achados} == esperados
    contados = agenda.contar_prazos(seguidos.ctx, filtro=FiltroPrazos(**filtro), hoje=hoje)
    assert sum(contados.values()) == len(achados)


@pytest.mark.parametrize("decrescente", [False, True])
def test_as_ordens_do_acompanhamento_poem_quem_nao_tem_por_ultimo(seguidos: Cenario, decrescente: bool) -> None:
    for hoje in (HOJE, date(2027, 1, 8)):
        for ordem, esperados in (
            ("responsavel", ["amaro", "Ângela", "Bia", "Zélia"]),
            ("data_interna", [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8), date(2026, 4, 1)]),
        ):
            ids = agenda.ids_prazos(
                seguidos.ctx, filtro=FiltroPrazos(), ordem=ordem, decrescente=decrescente, hoje=hoje
            )
            valores = [getattr(p, ordem) for p in agenda.linhas_prazos(seguidos.ctx, ids=ids, hoje=hoje)]
            assert valores[:4] == (esperados[::-1] if decrescente else esperados)
            assert not any(valores[4:])
            assert len(set(ids)) == seguidos.contar("prazo")
    assert acompanhamento.responsaveis(seguidos.ctx) == ("amaro", "Ângela", "Bia", "Zélia")


def test_os_proximos_contam_a_data_interna(c: Cenario) -> None:
    linha = prazo(c, c.nomear(publicacao="2026-02-25").vinculo_id)
    assert linha.vence == date(2026, 3, 27)
    assert agenda.painel(c.ctx, hoje=HOJE).proximos_7 == 0
    seguir(c, linha, data_interna=date(2026, 3, 9))
    assert [agenda.painel(c.ctx, hoje=d).proximos_7 for d in (HOJE - DIA, HOJE, date(2026, 3, 9))] == [0, 1, 1]
    # Once past it counts by its own day again: nothing is told twice, nothing is lost.
    assert [agenda.painel(c.ctx, hoje=date(2026, 3, d)).proximos_7 for d in (10, 19, 20)] == [0, 0, 1]


# ------------------------------------------------------------------ what the book does to it


def test_sobrevive_a_dobra_e_a_lista_diz_quando_a_legal_passa_a_ser_antes(c: Cenario) -> None:
    nomeado = c.nomear(publicacao="2026-02-07")
    linha = prazo(c, nomeado.vinculo_id)
    c.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-20", deferida=True)
    longe = prazo(c, nomeado.vinculo_id)
    assert longe.vence is not None
    assert linha.vence is not None
    assert longe.vence > linha.vence
    seguir(c, longe, data_interna=longe.vence - DIA, responsavel="Bia")
    ato = c.valor("SELECT max(id) FROM ato WHERE tipo = 'prorrogacao_posse'")
    emendas.registrar_emenda(c.ctx, pedido=_estorno(ato), hoje=HOJE)
    de_volta = prazo(c, nomeado.vinculo_id)
    assert (de_volta.vence, de_volta.data_interna) == (linha.vence, longe.vence - DIA)
    assert de_volta.interna_depois
    assert [p.id for p in listar(c, interna_depois=True)] == [de_volta.id]
    assert seguir(c, de_volta, nota="rever") == 1, "what is already late hinders no other change"
    with pytest.raises(ErroDominio, match="escolha um dia até 09/03/2026"):
        seguir(c, de_volta, data_interna=longe.vence - 2 * DIA)
    integra(c)


def _estorno(ato_id: int) -> Any:
    from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
    from bahiaservidor.servicos.tipos.emendas import PedidoEmenda

    return PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=ato_id, motivo="Lançado por engano.")


def test_vinculo_que_deixa_de_existir_leva_o_acompanhamento_e_a_trilha_diz(c: Cenario) -> None:
    nomeado = c.nomear(publicacao="2026-02-07")
    seguir(c, prazo(c, nomeado.vinculo_id), responsavel="Bia")
    emendas.registrar_emenda(c.ctx, pedido=_estorno(nomeado.ato_id), hoje=HOJE)
    assert (c.contar("acompanhamento"), c.contar("prazo")) == (0, 0)
    detalhe = c.valor("SELECT detalhe FROM trilha WHERE objeto = 'acompanhamento' AND acao = 'apaga'")
    assert detalhe == "posse: o vínculo deixou de existir"
    integra(c)


def test_unificar_e_mover_vinculo_nao_perdem_o_acompanhamento(c: Cenario) -> None:
    um = c.nomear(0, publicacao="2026-02-07", pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1)))
    outro = c.nomear(1, publicacao="2026-02-07", pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1)))
    seguir(c, prazo(c, outro.vinculo_id), responsavel="Bia", data_interna=date(2026, 3, 6), nota="n")
    unificacao.fundir(c.ctx, manter=um.servidor_id, duplicado=outro.servidor_id, motivo="Cadastro repetido.", hoje=HOJE)
    junto = prazo(c, outro.vinculo_id)
    assert (junto.servidor_id, junto.responsavel, junto.nota) == (um.servidor_id, "Bia", "n")
    unificacao.separar(c.ctx, duplicado=outro.servidor_id, motivo="Eram duas.", hoje=HOJE)
    assert (prazo(c, outro.vinculo_id).servidor_id, prazo(c, outro.vinculo_id).data_interna) == (
        outro.servidor_id,
        date(2026, 3, 6),
    )
    terceiro = c.nomear(2, publicacao="2026-02-07")
    unificacao.mover_vinculo(
        c.ctx, vinculo_id=outro.vinculo_id, para=terceiro.servidor_id, motivo="Ficha errada.", hoje=HOJE
    )
    assert prazo(c, outro.vinculo_id).responsavel == "Bia"
    integra(c)


def test_o_acompanhamento_vai_com_os_atos_que_abrem_o_prazo(c: Cenario) -> None:
    certo, errado = (c.nomear(n, publicacao="2026-02-07") for n in (0, 1))
    posse = c.registrar("posse", servidor=errado.servidor_id, data="2026-02-10")
    do_exercicio = prazo(c, errado.vinculo_id, TipoPrazo.EXERCICIO)
    seguir(c, do_exercicio, responsavel="Bia", nota="lotação combinada")
    seguir(c, prazo(c, errado.vinculo_id), responsavel="Davi")
    unificacao.mover_atos(
        c.ctx, atos=[posse.ato_id], para_vinculo=certo.vinculo_id, motivo="A posse era de outra pessoa.", hoje=HOJE
    )
    movido = prazo(c, certo.vinculo_id, TipoPrazo.EXERCICIO)
    assert (movido.responsavel, movido.nota) == ("Bia", "lotação combinada")
    assert prazo(c, errado.vinculo_id).responsavel == "Davi", "what the vínculo still has stays with it"
    assert prazo(c, certo.vinculo_id).responsavel == ""
    integra(c)


def test_o_registro_antigo_sem_acompanhamento_lista_como_antes(c: Cenario) -> None:
    c.nomear()
    with c.ctx.banco.escrita() as conexao:
        op = c.ctx.operacao(conexao, "teste")
        lancar_cadastro(conexao, op, sujeito_tipo="unidade", sujeito_id=c.unidade, conteudo={"sigla": "DP"})
    assert [(p.responsavel, p.data_interna, p.nota) for p in listar(c)] == [("", None, "")]
