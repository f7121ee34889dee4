"""Identity: the same person twice, acts in a namesake's file, changes of civil record; and the book still verifies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.rejulgamento import rejulgar
from bahiaservidor.estatuto.tipos import Situacao, TipoPrazo, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda, SituacaoAto
from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import dias, emendas, minutas, pessoas, registro_civil, unificacao
from bahiaservidor.servicos.tipos import DadosPessoa, DiaSemExpediente, FiltroServidores
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda, PedidoRegistroCivil
from tests.servicos.cenario import Cenario, cenario, integra

CPF_A, CPF_B = "52998224725", "11144477735"
RESSALVA = Ressalva(tipo=TipoRessalva.ATO_CONSUMADO, numero="1/2026", data=date(2026, 1, 5))


def dobrada(c: Cenario) -> tuple[Any, Any]:
    """Register one person twice: with a career, and with a cargo temporário."""
    a = c.nomear(pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1), cpf=CPF_A))
    c.registrar("posse", servidor=a.servidor_id, data="2026-02-10")
    c.registrar("exercicio", servidor=a.servidor_id, data="2026-02-11")
    b = c.registrar(
        "nomeacao", publicacao="2026-02-13", carater="temporario", matricula="12345678",
        pessoa=DadosPessoa(nome="Iara Prado de Souza", nascimento=date(1990, 1, 1), telefone="71 3000-0000"),
    )  # fmt: skip
    c.registrar("posse", servidor=b.servidor_id, data="2026-02-16")
    c.registrar("exercicio", servidor=b.servidor_id, data="2026-02-18")
    return a, b


def test_unificar_passa_os_vinculos_com_os_seus_numeros_e_a_outra_ficha_sai_das_listas() -> None:
    with cenario() as c:
        a, b = dobrada(c)
        previa = unificacao.previa_fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, hoje=c.hoje)
        assert previa.recusa == ""
        assert [x.rotulo for x in previa.atos] == ["Nomeação", "Posse", "Exercício"]
        assert [x.atos for x in previa.pessoas] == [3, 3]
        # The permanente now serves a cargo temporário (N9): told before it happens.
        assert any(s.vinculo_id == a.vinculo_id and s.para is Situacao.AFASTADO for s in previa.situacoes)
        assert any(x.rotulo == "Nome" and x.para == "Iara Prado de Souza" for x in previa.campos)
        versao = c.valor(f"SELECT versao FROM vinculo WHERE id = {b.vinculo_id}")
        feita = unificacao.fundir(
            c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Cadastro repetido.", hoje=c.hoje
        )
        assert feita.mensagem == "Cadastros unificados: 3 atos passaram à ficha de Iara Prado."
        ficha = pessoas.ficha(c.ctx, servidor_id=a.servidor_id, hoje=c.hoje)
        assert [v.id for v in ficha.vinculos] == [a.vinculo_id, b.vinculo_id]
        assert ficha.vinculos[0].situacao is Situacao.AFASTADO
        assert ficha.vinculos[1].matricula == "12345678"
        assert ficha.dados.nomes_anteriores == ("Iara Prado de Souza",)
        assert ficha.dados.telefone == "71 3000-0000"
        assert c.valor(f"SELECT versao FROM vinculo WHERE id = {b.vinculo_id}") > versao
        outra = pessoas.ficha(c.ctx, servidor_id=b.servidor_id, hoje=c.hoje)
        assert outra.vinculos == ()
        assert outra.marcas == ()
        movidos = [e for e in outra.historico if e.situacao is SituacaoAto.MOVIDO]
        assert len(movidos) == 3
        assert movidos[0].emendas == ("Passou à ficha de Iara Prado em 02/03/2026 por teste: Cadastro repetido.",)
        ids = pessoas.ids_servidores(c.ctx, filtro=FiltroServidores(texto="souza"), hoje=c.hoje)
        assert {x.servidor_id for x in pessoas.linhas_servidores(c.ctx, ids=ids, hoje=c.hoje)} == {a.servidor_id}
        assert unificacao.possiveis_duplicados(c.ctx) == ()
        integra(c)
        with pytest.raises(ErroDominio, match="já foi unificada"):
            unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="x", hoje=c.hoje)


def test_separar_devolve_os_vinculos_ao_cadastro_unificado_por_engano() -> None:
    with cenario() as c:
        a, b = dobrada(c)
        antes = [v.id for v in pessoas.ficha(c.ctx, servidor_id=b.servidor_id, hoje=c.hoje).vinculos]
        unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Repetido.", hoje=c.hoje)
        assert pessoas.ficha(c.ctx, servidor_id=b.servidor_id, hoje=c.hoje).unificado_em == a.servidor_id
        unificacao.separar(c.ctx, duplicado=b.servidor_id, motivo="Eram duas pessoas.", hoje=c.hoje)
        ficha = pessoas.ficha(c.ctx, servidor_id=b.servidor_id, hoje=c.hoje)
        assert [v.id for v in ficha.vinculos] == antes
        assert ficha.unificado_em is None
        assert ficha.vinculos[0].matricula == "12345678"
        assert [v.id for v in pessoas.ficha(c.ctx, servidor_id=a.servidor_id, hoje=c.hoje).vinculos] == [a.vinculo_id]
        integra(c)
        with pytest.raises(ErroDominio, match="não foi unificada"):
            unificacao.separar(c.ctx, duplicado=b.servidor_id, motivo="x", hoje=c.hoje)


def test_unificar_leva_correcoes_e_ressalvas_e_deixa_os_estornos() -> None:
    with cenario() as c:
        a = c.nomear(pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1)))
        b = c.nomear(1, pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1)))
        posse = c.registrar("posse", servidor=b.servidor_id, data="2026-06-10", ressalva=RESSALVA)
        conteudo = {**emendas.conteudo_atual(c.ctx, ato_id=posse.ato_id).conteudo, "data": "2026-06-11"}
        pedido = PedidoEmenda(forma=FormaEmenda.CORRECAO, ato_id=posse.ato_id, motivo="Dia.", conteudo=conteudo)
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        engano = c.registrar("exercicio", servidor=b.servidor_id, data="2026-06-15")
        emendas.desfazer(c.ctx, ato_id=engano.ato_id, motivo="Engano.", hoje=c.hoje)
        (par,) = unificacao.possiveis_duplicados(c.ctx)
        assert (par.servidor_id, par.outro_id) == (a.servidor_id, b.servidor_id)
        unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Repetido.", hoje=c.hoje)
        assert c.valor(f"SELECT posse FROM vinculo WHERE id = {b.vinculo_id}") == "2026-06-11"
        assert c.valor(f"SELECT exercicio FROM vinculo WHERE id = {b.vinculo_id}") is None
        ficha = pessoas.ficha(c.ctx, servidor_id=a.servidor_id, hoje=c.hoje)
        assert len(ficha.ressalvas) == 1
        assert any(e.situacao is SituacaoAto.CORRIGIDO for e in ficha.historico)
        integra(c)


def test_o_prazo_fechado_guarda_o_que_se_sabia_quando_fechou() -> None:
    with cenario() as c:
        a, b = dobrada(c)
        antes = c.valor(f"SELECT vence FROM prazo WHERE vinculo_id = {b.vinculo_id} AND tipo = 'posse'")
        c.ctx.relogio = RelogioFixo(c.hoje, datetime(2026, 3, 2, 20, tzinfo=UTC))
        dia = DiaSemExpediente(
            data=date.fromisoformat(antes), descricao="Luto", fundamento="Decreto 1/2026", esfera="estadual"
        )
        dias.salvar_dia(c.ctx, dia=dia, hoje=c.hoje)
        c.ctx.relogio = RelogioFixo(c.hoje, datetime(2026, 3, 2, 21, tzinfo=UTC))
        unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Repetido.", hoje=c.hoje)
        depois = c.valor(f"SELECT vence FROM prazo WHERE vinculo_id = {b.vinculo_id} AND tipo = 'posse'")
        assert depois == antes
        integra(c)


def test_cpfs_diferentes_pedem_os_dados_certos() -> None:
    with cenario() as c:
        a = c.nomear(pessoa=DadosPessoa(nome="Iara Prado", cpf=CPF_A))
        b = c.nomear(1, pessoa=DadosPessoa(nome="Iara Prado", cpf=CPF_B))
        previa = unificacao.previa_fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, hoje=c.hoje)
        assert "CPFs são diferentes" in previa.avisos[0]
        with pytest.raises(ErroDominio, match="informe os dados certos"):
            unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="x", hoje=c.hoje)
        certos = DadosPessoa(nome="Iara Prado", cpf=CPF_B)
        unificacao.fundir(
            c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Repetido.", dados=certos, hoje=c.hoje
        )
        assert c.valor(f"SELECT cpf FROM servidor WHERE id = {a.servidor_id}") == CPF_B
        integra(c)


def test_a_minuta_preparada_segue_o_vinculo() -> None:
    with cenario() as c:
        a = c.nomear(pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1)))
        b = c.nomear(1, pessoa=DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1)))
        pedido = c.pedido("posse", servidor=b.servidor_id, data="2026-02-10", vinculo_id=b.vinculo_id)
        minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=c.hoje)
        unificacao.fundir(c.ctx, manter=a.servidor_id, duplicado=b.servidor_id, motivo="Repetido.", hoje=c.hoje)
        assert c.valor(f"SELECT servidor_id FROM minuta WHERE id = {minuta.id}") == a.servidor_id
        assert c.valor(f"SELECT json_extract(pedido, '$.servidor_id') FROM minuta WHERE id = {minuta.id}") == (
            a.servidor_id
        )
        integra(c)


def test_o_vinculo_na_ficha_do_homonimo_passa_inteiro_e_volta() -> None:
    with cenario() as c:
        a = c.estagiario(0)
        b = c.nomear(1)
        previa = unificacao.previa_mover_vinculo(c.ctx, vinculo_id=a.vinculo_id, para=b.servidor_id, hoje=c.hoje)
        assert previa.recusa == ""
        assert len(previa.atos) == 3
        assert previa.prazos == ()
        prazos = c.contar("prazo")
        unificacao.mover_vinculo(c.ctx, vinculo_id=a.vinculo_id, para=b.servidor_id, motivo="Homônimo.", hoje=c.hoje)
        assert c.valor(f"SELECT servidor_id FROM vinculo WHERE id = {a.vinculo_id}") == b.servidor_id
        assert c.contar("prazo") == prazos
        integra(c)
        unificacao.mover_vinculo(
            c.ctx, vinculo_id=a.vinculo_id, para=a.servidor_id, motivo="Era dela mesmo.", hoje=c.hoje
        )
        assert c.valor(f"SELECT servidor_id FROM vinculo WHERE id = {a.vinculo_id}") == a.servidor_id
        assert c.valor(f"SELECT exercicio FROM vinculo WHERE id = {a.vinculo_id}") == "2026-02-11"
        integra(c)
        with pytest.raises(ErroDominio, match="já é desta pessoa"):
            unificacao.mover_vinculo(c.ctx, vinculo_id=a.vinculo_id, para=a.servidor_id, motivo="x", hoje=c.hoje)


def test_o_ato_na_ficha_do_homonimo_passa_e_o_que_nao_cabe_so_se_assinala() -> None:
    with cenario() as c:
        a, b = c.estagiario(0), c.nomear(1)
        licenca = c.registrar(
            "afastamento", servidor=a.servidor_id, inicio="2026-02-16", fim="2026-02-20", motivo="licenca_saude"
        )
        previa = unificacao.previa_mover_atos(c.ctx, atos=(licenca.ato_id,), para_vinculo=b.vinculo_id, hoje=c.hoje)
        (movido,) = previa.atos
        assert "investida no cargo" in movido.faltas[0]
        unificacao.mover_atos(c.ctx, atos=(licenca.ato_id,), para_vinculo=b.vinculo_id, motivo="Homônimo.", hoje=c.hoje)
        assert c.valor("SELECT vinculo_id FROM afastamento") == b.vinculo_id
        integra(c)
        with c.ctx.banco.leitura() as conexao:
            leitura = ler_vida(conexao, b.servidor_id)
        (achado,) = rejulgar(leitura.nascimento, leitura.atos, c.ctx.regimes)
        assert achado.ato.tipo == "afastamento"
        nomeacao = emendas.conteudo_atual(c.ctx, ato_id=b.ato_id)
        with pytest.raises(ErroDominio, match="mova o vínculo"):
            unificacao.mover_atos(c.ctx, atos=(nomeacao.ato_id,), para_vinculo=a.vinculo_id, motivo="x", hoje=c.hoje)


def test_a_mudanca_do_nascimento_lista_cada_prazo_que_muda() -> None:
    with cenario() as c:
        r = c.estagiario()
        pedido = PedidoRegistroCivil(
            servidor_id=r.servidor_id, nascimento=date(1988, 5, 20), data=date(2026, 2, 20),
            decisao="Processo 8000001-11.2025.8.05.0001", fundamento="Sentença transitada em julgado.",
        )  # fmt: skip
        previa = registro_civil.previa_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje)
        assert [(x.rotulo, x.de, x.para) for x in previa.campos] == [("Nascimento", "01/01/1990", "20/05/1988")]
        (compulsoria,) = previa.prazos
        assert compulsoria.tipo is TipoPrazo.COMPULSORIA
        assert (compulsoria.de, compulsoria.para) == (date(2065, 1, 1), date(2063, 5, 20))
        feita = registro_civil.alterar_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje)
        assert feita.mensagem == "Registro civil alterado: nascimento."
        assert c.valor("SELECT vence FROM prazo WHERE tipo = 'compulsoria'") == "2063-05-20"
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        assert "registro_civil" in {m.tipo for m in ficha.marcas}
        integra(c)


def test_o_nascimento_mudado_desmente_atos_que_vao_para_a_caixa_de_contradicoes() -> None:
    with cenario() as c:
        r = c.estagiario()
        pedido = PedidoRegistroCivil(
            servidor_id=r.servidor_id, nascimento=date(2008, 5, 20), data=date(2026, 2, 20),
            decisao="Processo 1", fundamento="Sentença.",
        )  # fmt: skip
        previa = registro_civil.previa_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje)
        assert previa.avisos == (
            "Com o nascimento novo deixa de caber: Posse de 10/02/2026. Fica na caixa de contradições.",
        )
        registro_civil.alterar_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje)
        with c.ctx.banco.leitura() as conexao:
            leitura = ler_vida(conexao, r.servidor_id)
        (achado,) = rejulgar(leitura.nascimento, leitura.atos, c.ctx.regimes)
        assert achado.ato.tipo == "posse"
        assert achado.faltas[0].dispositivo == "art. 8º"


def test_a_mudanca_do_nome_guarda_o_anterior_e_nao_move_prazo() -> None:
    with cenario() as c:
        r = c.estagiario()
        pedido = PedidoRegistroCivil(
            servidor_id=r.servidor_id, nome="Clara Nunes Rocha", data=date(2026, 2, 20),
            decisao="Assento 123, livro B-7", fundamento="Casamento.",
        )  # fmt: skip
        assert registro_civil.previa_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje).prazos == ()
        registro_civil.alterar_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje)
        dados = pessoas.pessoa(c.ctx, servidor_id=r.servidor_id)
        assert (dados.nome, dados.nomes_anteriores) == ("Clara Nunes Rocha", ("Candidato 1",))
        assert len(pessoas.ids_servidores(c.ctx, filtro=FiltroServidores(texto="candidato 1"), hoje=c.hoje)) == 1
        integra(c)


@pytest.mark.parametrize(
    ("campos", "palavra"),
    [
        ({}, "Nada muda"),
        ({"nascimento": date(1991, 1, 1), "decisao": " "}, "Faltam o processo"),
        ({"nascimento": date(2026, 2, 3)}, "primeiro ato"),
        ({"nascimento": date(1991, 1, 1), "data": date(2026, 3, 3)}, "ainda não chegou"),
    ],
)
def test_a_mudanca_que_nao_pode_ser_diz_por_que(campos: dict[str, Any], palavra: str) -> None:
    with cenario() as c:
        r = c.nomear()
        base = {"data": date(2026, 2, 20), "decisao": "Processo 1", "fundamento": "Sentença."}
        pedido = PedidoRegistroCivil(servidor_id=r.servidor_id, **{**base, **campos})
        assert palavra in registro_civil.previa_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje).recusa
        with pytest.raises(ErroDominio, match=palavra):
            registro_civil.alterar_registro_civil(c.ctx, pedido=pedido, hoje=c.hoje)


def test_o_ato_passa_a_outro_vinculo_da_mesma_pessoa_e_o_que_fica_sem_apoio_e_dito() -> None:
    with cenario() as c:
        r = c.estagiario()
        outro = c.registrar("nomeacao", servidor=r.servidor_id, publicacao="2026-02-12", carater="temporario")
        c.registrar("posse", servidor=r.servidor_id, data="2026-02-13", vinculo_id=outro.vinculo_id)
        c.registrar("exercicio", servidor=r.servidor_id, data="2026-02-13", vinculo_id=outro.vinculo_id)
        licenca = c.registrar(
            "afastamento", servidor=r.servidor_id, inicio="2026-02-16", motivo="licenca_saude",
            vinculo_id=r.vinculo_id,
        )  # fmt: skip
        c.registrar("retorno", servidor=r.servidor_id, data="2026-02-20", vinculo_id=r.vinculo_id)
        atos = (licenca.ato_id,)
        previa = unificacao.previa_mover_atos(c.ctx, atos=atos, para_vinculo=outro.vinculo_id, hoje=c.hoje)
        assert previa.atos[0].faltas == ()
        assert previa.avisos == (
            "Na ficha deixa de caber: Retorno de afastamento de 20/02/2026. Fica na caixa de contradições.",
        )
        unificacao.mover_atos(
            c.ctx, atos=atos, para_vinculo=outro.vinculo_id, motivo="Era do outro vínculo.", hoje=c.hoje
        )
        linhas = c.valor(
            "SELECT group_concat(vinculo_id || ' ' || motivo || ' ' || coalesce(fim, '-')) FROM afastamento"
        )
        assert f"{outro.vinculo_id} licenca_saude -" in linhas
        integra(c)
        with pytest.raises(ErroDominio, match="mais em vigor"):
            unificacao.mover_atos(c.ctx, atos=atos, para_vinculo=r.vinculo_id, motivo="x", hoje=c.hoje)
