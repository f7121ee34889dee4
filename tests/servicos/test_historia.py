"""As on a day, as known at an instant: one person, and the list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Situacao, TipoPrazo, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import DestinoAto, FormaEmenda
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import dias, emendas, historia, pessoas
from bahiaservidor.servicos.tipos import DadosPessoa, DiaSemExpediente
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from bahiaservidor.servicos.tipos.historia import FiltroQuadro, LinhaQuadro
from tests.servicos.cenario import Cenario, cenario

RESSALVA = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="PGE-1/2025", data=date(2025, 7, 1))
INICIO = datetime(2026, 3, 2, 12, tzinfo=UTC)


def no_instante(c: Cenario, dias_depois: int) -> datetime:
    """Move the clock on, and return the instant just before it moved."""
    antes = c.ctx.relogio.agora()
    c.ctx.relogio = RelogioFixo(c.hoje, antes + timedelta(days=dias_depois))
    return antes


def quadro(c: Cenario, em: date, conhecido: datetime | None = None, **filtro: object) -> list[LinhaQuadro]:
    partes = historia.quadro_em(c.ctx, em=em, conhecido_em=conhecido, filtro=FiltroQuadro(**filtro))  # type: ignore[arg-type]
    return [linha for parte in partes for linha in parte]


def test_o_estado_e_o_do_dia_com_o_que_ja_tinha_acontecido() -> None:
    with cenario() as c:
        r = c.estagiario()
        situacoes = [
            historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=dia).situacao
            for dia in (date(2026, 2, 2), date(2026, 2, 3), date(2026, 2, 10), date(2026, 2, 11))
        ]
        assert situacoes == [None, Situacao.NOMEADO, Situacao.EMPOSSADO, Situacao.EM_ESTAGIO_PROBATORIO]
        ficha = historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=date(2026, 2, 9))
        assert [(p.tipo, p.sem_resposta) for p in ficha.prazos] == [(TipoPrazo.POSSE, True)]
        assert [a.tipo for a in ficha.atos] == ["nomeacao"]


def test_o_que_foi_registrado_depois_nao_era_conhecido() -> None:
    with cenario() as c:
        r = c.estagiario()
        antes = no_instante(c, 30)
        c.registrar("afastamento", servidor=r.servidor_id, inicio="2026-02-16", fim="2026-02-25", motivo="ferias")
        c.registrar(
            "afastamento", servidor=r.servidor_id, inicio="2026-02-26", fim="2026-02-27", motivo="doenca_familia"
        )
        sabido = historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=date(2026, 2, 26), conhecido_em=antes)
        hoje = historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=date(2026, 2, 26))
        assert sabido.situacao is Situacao.EM_ESTAGIO_PROBATORIO
        assert hoje.situacao is Situacao.AFASTADO
        fins = [next(p.vence for p in f.prazos if p.tipo is TipoPrazo.FIM_ESTAGIO) for f in (sabido, hoje)]
        assert fins == [date(2029, 2, 11), date(2029, 2, 13)]


def test_a_correcao_alcanca_o_passado_so_depois_de_conhecida() -> None:
    with cenario() as c:
        r = c.estagiario()
        antes = no_instante(c, 10)
        conteudo = {**emendas.conteudo_atual(c.ctx, ato_id=r.ato_id).conteudo, "data": "2026-02-20"}
        pedido = PedidoEmenda(forma=FormaEmenda.CORRECAO, ato_id=r.ato_id, motivo="Dia trocado.", conteudo=conteudo)
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        no_dia = date(2026, 2, 15)
        sabido = historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=no_dia, conhecido_em=antes)
        assert sabido.situacao is Situacao.EM_ESTAGIO_PROBATORIO
        assert historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=no_dia).situacao is Situacao.EMPOSSADO


def test_os_dados_da_pessoa_e_a_matricula_sao_os_de_entao() -> None:
    with cenario() as c:
        r = c.nomear()
        antes = no_instante(c, 5)
        pessoas.atualizar_pessoa(
            c.ctx, servidor_id=r.servidor_id, dados=DadosPessoa(nome="Marina Lobo", nascimento=date(1991, 1, 1))
        )
        pessoas.atribuir_matricula(c.ctx, vinculo_id=r.vinculo_id, matricula="12345678")
        sabido = historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=c.hoje, conhecido_em=antes)
        agora = historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=c.hoje)
        assert (sabido.dados.nome, sabido.vinculos[0].matricula) == ("Candidato 1", None)
        assert (agora.dados.nome, agora.vinculos[0].matricula) == ("Marina Lobo", "12345678")
        assert agora.dados.nascimento == date(1991, 1, 1)


def test_o_dia_sem_expediente_registrado_depois_nao_era_conhecido() -> None:
    with cenario() as c:
        r = c.nomear()
        antes = no_instante(c, 1)
        dia = DiaSemExpediente(
            data=date(2026, 3, 5), descricao="Luto oficial", fundamento="Decreto 1/2026", esfera="estadual"
        )
        dias.salvar_dia(c.ctx, dia=dia, hoje=c.hoje)
        vences = [
            historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=c.hoje, conhecido_em=quando).prazos[0].vence
            for quando in (antes, None)
        ]
        assert vences == [date(2026, 3, 5), date(2026, 3, 6)]


def test_antes_de_registrada_a_pessoa_nao_existia() -> None:
    with cenario() as c:
        r = c.nomear()
        with pytest.raises(ErroDominio, match="ainda não estava registrada"):
            historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=c.hoje, conhecido_em=INICIO - timedelta(days=1))


def test_a_lista_de_um_dia_com_filtros_progresso_e_cancelamento() -> None:
    with cenario() as c:
        c.estagiario(0)
        c.nomear(1)
        antes = no_instante(c, 3)
        c.nomear(2)
        linhas = quadro(c, c.hoje)
        assert [(x.nome, x.situacao) for x in linhas] == [
            ("Candidato 1", Situacao.EM_ESTAGIO_PROBATORIO),
            ("Candidato 2", Situacao.NOMEADO),
            ("Candidato 3", Situacao.NOMEADO),
        ]
        assert linhas[1].proximo is not None
        assert linhas[1].proximo.tipo is TipoPrazo.POSSE
        assert len(quadro(c, c.hoje, antes)) == 2
        assert quadro(c, date(2026, 2, 2)) == []
        assert [x.nome for x in quadro(c, c.hoje, texto="cand 2")] == ["Candidato 2"]
        assert len(quadro(c, c.hoje, situacoes=(Situacao.NOMEADO,))) == 2
        assert quadro(c, c.hoje, cargo_id=c.temporario) == []
        assert len(quadro(c, c.hoje, unidade_id=c.unidade, orgao_id=c.orgao)) == 3
        assert len(quadro(c, c.hoje, so_com_prazo_aberto=True)) == 3
        passos: list[tuple[int, int]] = []
        list(historia.quadro_em(c.ctx, em=c.hoje, progresso=lambda feito, todo: passos.append((feito, todo))))
        assert passos == [(3, 3)]
        assert list(historia.quadro_em(c.ctx, em=c.hoje, cancelado=lambda: True)) == []


def test_o_cargo_e_o_do_dia_antes_e_depois_da_transformacao() -> None:
    with cenario() as c:
        r = c.estagiario()
        with c.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=c.ctx.relogio.agora(), usuario="teste")
            novo = lancar_cadastro(
                conexao, op, sujeito_tipo="cargo", conteudo={"nome": "Analista Superior", "natureza": "permanente"}
            )
        c.registrar("transformacao_cargo", publicacao="2026-02-25", cargo=c.cargo, para=novo, lei="Lei 1/2026")
        cargos = [
            historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=dia).vinculos[0].cargo
            for dia in (date(2026, 2, 24), date(2026, 2, 25))
        ]
        assert cargos == ["Analista Técnico", "Analista Superior"]


def test_a_nomeacao_anulada_vigorou_de_fato_ate_a_vespera_da_publicacao() -> None:
    with cenario() as c:
        r = c.estagiario()
        with c.ctx.banco.leitura() as conexao:
            atos = {a.tipo: a.id for a in ler_vida(conexao, r.servidor_id).atos}
        destinos = {atos["posse"]: DestinoAto.MANTIDO, atos["exercicio"]: DestinoAto.MANTIDO}
        pedido = PedidoEmenda(
            forma=FormaEmenda.ANULACAO, ato_id=atos["nomeacao"], motivo="Processo 1.", publicacao=date(2026, 3, 2),
            destinos=destinos,
        )  # fmt: skip
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        situacoes = [
            historia.ficha_em(c.ctx, servidor_id=r.servidor_id, em=dia).situacao
            for dia in (date(2026, 3, 1), date(2026, 3, 2))
        ]
        assert situacoes == [Situacao.EM_ESTAGIO_PROBATORIO, Situacao.NOMEACAO_SEM_EFEITO]


def test_quem_foi_reintegrado_e_nao_voltou_ao_exercicio_tem_os_mesmos_prazos_na_ficha_e_em_outro_dia() -> None:
    hoje = date(2030, 3, 4)
    with cenario(hoje=hoje) as c:
        servidor = c.nomear(publicacao="2025-07-01").servidor_id
        c.registrar("posse", servidor=servidor, data="2025-07-10")
        c.registrar("exercicio", servidor=servidor, data="2025-07-11")
        c.registrar("demissao", servidor=servidor, publicacao="2025-07-31", ressalva=RESSALVA)
        c.registrar("reintegracao", servidor=servidor, publicacao="2026-07-10", decisao="2026-02-15")
        for dia in (hoje - timedelta(days=90), hoje):
            em = {(p.tipo, p.numero, p.vence) for p in historia.ficha_em(c.ctx, servidor_id=servidor, em=dia).prazos}
            agora = pessoas.ficha(c.ctx, servidor_id=servidor, hoje=dia).prazos
            assert em == {(p.tipo, p.numero or None, p.vence) for p in agora}
            # Time out of service goes on: the end of the estágio is as far as it was, whatever the day.
            fim = next(p for p in agora if p.tipo is TipoPrazo.FIM_ESTAGIO)
            assert fim.vence is not None
            assert fim.vence - dia > timedelta(days=3 * 365 - 25)
