"""Estágio probatório as a service: the list and its parts, one person's counters and ways out, the batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from bahiaservidor.estatuto.contagem import somar_meses
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import EstadoPrazo, FimDeMes, Situacao, TipoPrazo
from bahiaservidor.registro.consultas.estagio import ORDENS, ultimo_fim_avisado
from bahiaservidor.servicos import (
    agenda,
    demonstracao,
    estagio,
    estagio_lote,
    pessoas,
    provimento,
    reforma,
    verificacao,
)
from bahiaservidor.servicos.tipos import FiltroPrazos, Instrumento
from bahiaservidor.servicos.tipos.estagio import EtapaPortao, FiltroEstagio, LinhaEstagio, Recorte
from bahiaservidor.servicos.tipos.regras import NovoValor, Reforma

from .cenario import Cenario, cenario

EXERCICIO = "2026-02-11"
FIM, PORTAO = date(2029, 2, 11), date(2028, 10, 11)
AVALIACOES = (
    date(2026, 8, 11), date(2027, 2, 11), date(2027, 8, 11), date(2028, 2, 11), date(2028, 8, 11), date(2029, 2, 11),
)  # fmt: skip


def linhas(c: Cenario, hoje: date, **filtro: Any) -> tuple[LinhaEstagio, ...]:
    ids = estagio.ids_em_estagio(c.ctx, filtro=FiltroEstagio(**filtro), hoje=hoje)
    return estagio.linhas_em_estagio(c.ctx, ids=ids, hoje=hoje)


def avaliar(c: Cenario, servidor: int, quantas: int) -> None:
    for numero, dia in enumerate(AVALIACOES[:quantas], start=1):
        c.registrar("avaliacao_estagio", servidor=servidor, numero=numero, data=dia)


def partes(c: Cenario, hoje: date) -> set[Recorte]:
    """Return the parts that have somebody, in SQL, checked against the rows and against the counts."""
    todas = linhas(c, hoje)
    achados = set()
    contados = estagio.resumo_do_estagio(c.ctx, filtro=FiltroEstagio(), hoje=hoje)
    for recorte in Recorte:
        em_sql = {x.vinculo_id for x in linhas(c, hoje, recorte=recorte)}
        assert em_sql == {x.vinculo_id for x in todas if x.em(recorte)}, recorte
        assert contados.por_recorte[recorte] == len(em_sql), recorte
        if em_sql:
            achados.add(recorte)
    assert contados.total == len(todas)
    return achados


# ---------------------------------------------------------------- the list and its parts


@pytest.mark.parametrize(
    ("hoje", "aviso", "etapa"),
    [
        (date(2028, 8, 10), None, EtapaPortao.LONGE),
        (date(2028, 8, 11), 6, EtapaPortao.AVISO),
        (date(2028, 9, 10), 6, EtapaPortao.AVISO),
        (date(2028, 9, 11), 5, EtapaPortao.AVISO),
        (date(2028, 10, 10), 5, EtapaPortao.AVISO),
        (PORTAO, 5, EtapaPortao.ULTIMO_DIA),
        (date(2028, 10, 12), None, EtapaPortao.VENCIDA),
    ],
)
def test_os_avisos_de_seis_e_cinco_meses_e_o_prazo_da_submissao(
    hoje: date, aviso: int | None, etapa: EtapaPortao
) -> None:
    with cenario() as c:
        c.estagiario()
        (linha,) = linhas(c, hoje)
        assert linha.submissao is not None
        assert (linha.fim.vence, linha.submissao.vence) == (FIM, PORTAO)
        assert (linha.aviso, linha.etapa(hoje)) == (aviso, etapa)
        no_portao = etapa in (EtapaPortao.AVISO, EtapaPortao.ULTIMO_DIA, EtapaPortao.VENCIDA)
        assert bool(linhas(c, hoje, recorte=Recorte.PORTAO)) is no_portao
        assert bool(linhas(c, hoje, recorte=Recorte.SUBMISSAO_VENCIDA)) is (etapa is EtapaPortao.VENCIDA)


def test_cada_parte_da_lista_no_dia_em_que_comeca_e_no_anterior() -> None:
    with cenario() as c:
        servidor = c.estagiario().servidor_id
        base = {Recorte.TODOS, Recorte.SEM_AVALIADOR}
        assert partes(c, AVALIACOES[0]) == base
        assert partes(c, AVALIACOES[0] + timedelta(days=1)) == base | {Recorte.AVALIACAO_VENCIDA}
        avaliar(c, servidor, 5)
        c.registrar("designacao_avaliadores", servidor=servidor, data=EXERCICIO, chefe="Lia Sodré")
        assert partes(c, date(2028, 8, 10)) == {Recorte.TODOS}
        assert partes(c, date(2028, 8, 11)) == {Recorte.TODOS, Recorte.PORTAO}
        c.registrar("submissao_avaliacao", servidor=servidor, data=PORTAO)
        assert partes(c, PORTAO) == {Recorte.TODOS, Recorte.A_HOMOLOGAR}
        assert partes(c, FIM) == {Recorte.TODOS, Recorte.A_HOMOLOGAR}
        depois = FIM + timedelta(days=1)
        assert partes(c, depois) == {
            Recorte.TODOS, Recorte.A_HOMOLOGAR, Recorte.SEM_HOMOLOGACAO, Recorte.AVALIACAO_VENCIDA,
        }  # fmt: skip
        c.registrar("homologacao_estagio", servidor=servidor, data=depois)
        assert partes(c, depois) == set()


def test_quem_se_move_com_o_dia_entra_na_parte_certa() -> None:
    with cenario() as c:
        parado, andando = c.estagiario(0), c.estagiario(1)
        c.registrar(
            "afastamento", servidor=andando.servidor_id, inicio=date(2028, 10, 1), fim=None, motivo="doenca_familia"
        )
        hoje = date(2028, 12, 1)
        todas = {x.vinculo_id: x for x in linhas(c, hoje)}
        assert todas[parado.vinculo_id].fim.vence == FIM
        assert todas[andando.vinculo_id].fim.vence == FIM + timedelta(days=62)
        partes(c, hoje)
        assert {x.vinculo_id for x in linhas(c, hoje, recorte=Recorte.SUBMISSAO_VENCIDA)} == {parado.vinculo_id}
        ids = estagio.ids_em_estagio(c.ctx, filtro=FiltroEstagio(), hoje=hoje)
        assert list(ids) == [parado.vinculo_id, andando.vinculo_id]
        ao_contrario = estagio.ids_em_estagio(c.ctx, filtro=FiltroEstagio(), decrescente=True, hoje=hoje)
        assert list(ao_contrario) == [andando.vinculo_id, parado.vinculo_id]
        partes(c, FIM + timedelta(days=90))


@pytest.mark.parametrize("ordem", ORDENS)
def test_toda_ordem_traz_todo_mundo_uma_vez(ordem: str) -> None:
    with cenario() as c:
        esperados = {c.estagiario(n).vinculo_id for n in range(3)}
        for decrescente in (False, True):
            ids = estagio.ids_em_estagio(
                c.ctx, filtro=FiltroEstagio(), ordem=ordem, decrescente=decrescente, hoje=date(2026, 9, 1)
            )
            assert sorted(ids) == sorted(esperados)


def test_busca_orgao_e_unidade_restringem_juntos() -> None:
    with cenario() as c:
        primeiro, _ = c.estagiario(0), c.estagiario(1)
        hoje = date(2026, 9, 1)
        assert [x.vinculo_id for x in linhas(c, hoje, texto="candidato 1")] == [primeiro.vinculo_id]
        assert len(linhas(c, hoje, orgao_id=c.orgao, unidade_id=c.unidade)) == 2
        assert linhas(c, hoje, orgao_id=c.orgao + 1) == ()
        contados = estagio.resumo_do_estagio(c.ctx, filtro=FiltroEstagio(texto="candidato 1"), hoje=hoje)
        assert (contados.total, contados.por_recorte[Recorte.AVALIACAO_VENCIDA]) == (1, 1)


def test_a_lista_diz_o_mesmo_que_os_prazos_num_registro_cheio() -> None:
    with cenario() as c:
        hoje = date(2026, 11, 23)
        demonstracao.preencher(c.ctx, servidores=120, semente=3, em=hoje)
        filtro = FiltroPrazos(tipos=(TipoPrazo.FIM_ESTAGIO,))
        pendentes = agenda.linhas_prazos(
            c.ctx, ids=agenda.ids_prazos(c.ctx, filtro=filtro, hoje=hoje, pendentes=True), hoje=hoje
        )
        todas = linhas(c, hoje)
        assert {x.vinculo_id: x.fim.vence for x in todas} == {p.vinculo_id: p.vence for p in pendentes}
        assert [x.fim.vence or date.max for x in todas] == sorted(x.fim.vence or date.max for x in todas)
        assert Recorte.TODOS in partes(c, hoje)
        em_estagio = {x.vinculo_id for x in todas}
        vencidas = [
            p
            for p in _semestrais(c, hoje)
            if p.estado is EstadoPrazo.VENCIDO and p.fechado_em is None and p.vinculo_id in em_estagio
        ]
        assert sum(len(x.vencidas) for x in todas) == len(vencidas)


def _semestrais(c: Cenario, hoje: date) -> Sequence[Any]:
    ids = agenda.ids_prazos(c.ctx, filtro=FiltroPrazos(tipos=(TipoPrazo.AVALIACAO_SEMESTRAL,)), hoje=hoje)
    return agenda.linhas_prazos(c.ctx, ids=ids, hoje=hoje)


@pytest.mark.parametrize("meses", [4, 5, 6])
def test_o_ultimo_fim_avisado_e_o_maior_que_a_conta_admite(meses: int) -> None:
    dia = date(2027, 1, 1)
    while dia < date(2029, 1, 1):
        fim = ultimo_fim_avisado(dia, meses)
        assert somar_meses(fim, -meses, FimDeMes.ULTIMO_DIA) <= dia
        assert somar_meses(fim + timedelta(days=1), -meses, FimDeMes.ULTIMO_DIA) > dia
        dia += timedelta(days=1)


# ---------------------------------------------------------------- one person


def test_contadores_e_saidas_de_uma_pessoa() -> None:
    with cenario() as c:
        quem = c.estagiario()
        c.registrar(
            "afastamento", servidor=quem.servidor_id, inicio=date(2026, 5, 4), fim=date(2026, 6, 2),
            motivo="licenca_saude", suspende_estagio=True, fundamento="Decisão da comissão",
        )  # fmt: skip
        hoje = date(2026, 9, 1)
        contados = estagio.contadores(c.ctx, vinculo_id=quem.vinculo_id, hoje=hoje)
        assert contados is not None
        assert (contados.meses, contados.efetivo.dias, contados.avaliado.dias) == (36, 0, 30)
        assert (contados.efetivo.resultado, contados.avaliado.resultado) == (FIM, FIM + timedelta(days=30))
        assert [(a.dias, a.fora_do_efetivo, a.fora_do_avaliado) for a in contados.ausencias] == [(30, 0, 30)]
        aprovado, reprovado = estagio.detalhe(c.ctx, vinculo_id=quem.vinculo_id, hoje=hoje).saidas
        assert "11/02/2029" in aprovado.texto
        assert "os dois contadores diferem" in aprovado.texto
        assert "a submissão à homologação" in reprovado.texto


def test_aprovado_e_estavel_no_dia_certo_e_reprovado_leva_a_proposta() -> None:
    with cenario() as c:
        cedo, tarde, falho = (c.estagiario(n) for n in range(3))
        for quem in (cedo, tarde, falho):
            avaliar(c, quem.servidor_id, 5)
            c.registrar("submissao_avaliacao", servidor=quem.servidor_id, data=PORTAO)
        c.registrar("homologacao_estagio", servidor=cedo.servidor_id, data=date(2028, 12, 1))
        c.registrar("homologacao_estagio", servidor=tarde.servidor_id, data=date(2029, 3, 1))
        c.registrar("homologacao_estagio", servidor=falho.servidor_id, data=date(2028, 12, 1), resultado="reprovado")

        def saida(quem: Any, hoje: date) -> tuple[str, str, str]:
            (unica,) = estagio.detalhe(c.ctx, vinculo_id=quem.vinculo_id, hoje=hoje).saidas
            assert unica.aconteceu
            return unica.rotulo, unica.texto, unica.ato

        assert "estável em 11/02/2029" in saida(cedo, date(2029, 2, 10))[1]
        assert "estável desde 11/02/2029" in saida(cedo, FIM)[1]
        assert "estável desde 01/03/2029" in saida(tarde, date(2029, 3, 1))[1]
        for quem, dia, antes, depois in (
            (cedo, FIM, Situacao.EM_ESTAGIO_PROBATORIO, Situacao.ESTAVEL),
            (tarde, date(2029, 3, 1), Situacao.EM_ESTAGIO_PROBATORIO, Situacao.ESTAVEL),
        ):
            vespera = pessoas.ficha(c.ctx, servidor_id=quem.servidor_id, hoje=dia - timedelta(days=1))
            assert vespera.situacao is antes
            assert pessoas.ficha(c.ctx, servidor_id=quem.servidor_id, hoje=dia).situacao is depois
        rotulo, texto, ato = saida(falho, date(2028, 12, 2))
        assert (rotulo, ato) == ("Reprovado", "exoneracao_de_oficio")
        assert "propõe-se a exoneração" in texto
        (proposta,) = [
            p for p in agenda.propostas(c.ctx, hoje=date(2028, 12, 2)) if p.servidor_id == falho.servidor_id
        ]  # fmt: skip
        assert (proposta.ato, proposta.dispositivo) == ("exoneracao_de_oficio", "art. 27")
        c.registrar(
            "exoneracao_de_oficio", servidor=falho.servidor_id, publicacao=date(2028, 12, 10),
            fundamento="reprovacao_estagio",
        )  # fmt: skip
        assert "terminou em 10/12/2028" in saida(falho, date(2028, 12, 11))[1]


def test_o_que_se_pede_contra_a_avaliacao_aparece_com_o_seu_prazo() -> None:
    with cenario(hoje=date(2026, 9, 2)) as c:
        quem = c.estagiario()
        dia = date(2026, 8, 10)
        c.registrar(
            "avaliacao_estagio", servidor=quem.servidor_id, numero=1, data=dia, satisfatoria=False, ciencia=dia,
            assiduidade=4, disciplina=4, iniciativa=4, produtividade=4, responsabilidade=4,
        )  # fmt: skip

        def feita(hoje: date) -> Any:
            (unica,) = estagio.detalhe(c.ctx, vinculo_id=quem.vinculo_id, hoje=hoje).avaliacoes
            return unica

        assert (feita(dia).reconsiderar_ate, feita(dia).proximo_ato) == (date(2026, 8, 17), "reconsideracao_avaliacao")
        assert feita(date(2026, 8, 18)).proximo_ato == ""
        c.registrar("reconsideracao_avaliacao", servidor=quem.servidor_id, numero=1, data=date(2026, 8, 14))
        assert feita(date(2026, 8, 14)).reconsideracao.ate == date(2026, 8, 19)
        assert feita(date(2026, 8, 14)).proximo_ato == "decisao_reconsideracao"
        c.registrar(
            "decisao_reconsideracao", servidor=quem.servidor_id, numero=1, data=date(2026, 8, 19), deferido=False
        )
        assert (feita(date(2026, 8, 19)).recorrer_ate, feita(date(2026, 8, 19)).proximo_ato) == (
            date(2026, 8, 24), "recurso_avaliacao",
        )  # fmt: skip
        c.registrar(
            "recurso_avaliacao", servidor=quem.servidor_id, numero=1, data=date(2026, 8, 24), deferido=True,
            decisao=date(2026, 9, 2),
        )  # fmt: skip
        ultima = feita(date(2026, 9, 2))
        assert (ultima.satisfatoria, ultima.prevalece, ultima.proximo_ato) == (False, True, "")
        gravados = c.valor(
            "SELECT count(*) FROM prazo WHERE tipo LIKE '%reconsideracao%' OR tipo = 'recurso_avaliacao'"
        )
        assert gravados == 3
        # What is stored is what the book gives, on whatever day it is asked.
        assert verificacao.verificar(c.ctx).divergencias == ()


def test_vinculo_que_nao_existe_diz_o_que_fazer() -> None:
    with cenario() as c, pytest.raises(ErroDominio, match="atualize a lista"):
        estagio.detalhe(c.ctx, vinculo_id=99, hoje=c.hoje)


def test_designacao_estornada_deixa_de_designar() -> None:
    with cenario() as c:
        quem = c.estagiario()
        ato = c.registrar("designacao_avaliadores", servidor=quem.servidor_id, data=EXERCICIO, chefe="Lia Sodré")
        hoje = date(2026, 9, 1)
        assert linhas(c, hoje)[0].chefe == "Lia Sodré"
        _estornar(c, ato.ato_id, quem)
        assert linhas(c, hoje)[0].chefe is None
        assert Recorte.SEM_AVALIADOR in partes(c, hoje)


def test_mudar_o_prazo_da_reconsideracao_diz_quem_se_move() -> None:
    with cenario(hoje=date(2026, 8, 12)) as c:
        quem = c.estagiario()
        c.registrar(
            "avaliacao_estagio", servidor=quem.servidor_id, numero=1, data=date(2026, 8, 10), satisfatoria=False,
            ciencia=date(2026, 8, 10),
        )  # fmt: skip
        novo = NovoValor(chave="reconsideracao_dias", desde=date(2001, 1, 1), valor="10")
        movimento = reforma.prever(c.ctx, reforma=Reforma(valores=(novo,)), hoje=c.hoje)
        (movido,) = movimento.movidos
        assert (movido.tipo, movido.numero) == (TipoPrazo.RECONSIDERACAO_AVALIACAO, 1)
        assert (movido.de, movido.para) == (date(2026, 8, 17), date(2026, 8, 20))


def _estornar(c: Cenario, ato_id: int, quem: Any) -> None:
    from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
    from bahiaservidor.registro import livro

    with c.ctx.banco.escrita() as conexao:
        operacao = livro.abrir_operacao(conexao, instante=c.relogio.agora(), usuario="teste")
        definicao = POR_TIPO["estorno"]
        livro.lancar(
            conexao, operacao, sujeito_tipo="vinculo", sujeito_id=quem.vinculo_id, tipo="estorno",
            versao=definicao.versao, conteudo=definicao.conteudo(data=c.hoje, ato=ato_id, motivo="Engano"),
            data_legal=c.hoje, servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id,
        )  # fmt: skip


# ---------------------------------------------------------------- batch


def preparado(c: Cenario) -> tuple[Any, Any, Any]:
    """One who can be homologated, one who has a warning, one who was not submitted."""
    pronto, pendente, cru = (c.estagiario(n) for n in range(3))
    avaliar(c, pronto.servidor_id, 5)
    avaliar(c, pendente.servidor_id, 4)
    for quem in (pronto, pendente):
        c.registrar("submissao_avaliacao", servidor=quem.servidor_id, data=PORTAO)
    return pronto, pendente, cru


def test_o_lote_diz_quem_pode_quem_nao_pode_e_por_que() -> None:
    with cenario(hoje=date(2028, 12, 1)) as c:
        pronto, pendente, cru = preparado(c)
        antes = c.contar("ato")
        vinculos = [q.vinculo_id for q in (pronto, pendente, cru)]
        achados = estagio_lote.candidatos(c.ctx, vinculos=vinculos, data=c.hoje, hoje=c.hoje)
        assert [(x.pode, bool(x.avisos)) for x in achados] == [(True, False), (True, True), (False, False)]
        assert achados[2].dispositivo == "art. 27, parágrafo único"
        assert "não foi submetida" in achados[2].recusa
        assert achados[1].avisos == ("Falta a 5ª avaliação.",)
        assert c.contar("ato") == antes
        assert estagio_lote.candidatos(
            c.ctx, vinculos=vinculos, data=c.hoje, hoje=c.hoje, cancelado=lambda: True
        ) == ()  # fmt: skip


def test_o_lote_registra_os_que_pode_com_um_so_instrumento_e_nomeia_os_outros() -> None:
    with cenario(hoje=date(2028, 12, 1)) as c:
        pronto, pendente, cru = preparado(c)
        avancos: list[tuple[int, int]] = []
        feito = estagio_lote.homologar_lote(
            c.ctx, vinculos=[q.vinculo_id for q in (pronto, cru, pendente)], data=c.hoje, hoje=c.hoje,
            instrumento=Instrumento(tipo="Portaria", numero="77/2028", data=c.hoje),
            progresso=lambda feitos, total: avancos.append((feitos, total)),
        )  # fmt: skip
        assert [r.vinculo_id for r in feito.registrados] == [pronto.vinculo_id, pendente.vinculo_id]
        assert [(x.nome, x.dispositivo) for x in feito.fora] == [("Candidato 3", "art. 27, parágrafo único")]
        assert avancos == [(1, 3), (2, 3), (3, 3)]
        atos = "FROM ato WHERE tipo = 'homologacao_estagio'"
        assert c.valor(f"SELECT count(DISTINCT operacao_id) {atos}") == 1
        assert c.valor(f"SELECT count(DISTINCT instrumento_id) {atos}") == 1
        assert c.valor("SELECT count(*) FROM prazo WHERE tipo = 'fim_estagio' AND desfecho IS NULL") == 1


def test_lote_em_que_ninguem_pode_ou_cancelado_nao_deixa_nada() -> None:
    with cenario(hoje=date(2028, 12, 1)) as c:
        pronto, pendente, cru = preparado(c)
        antes = (c.contar("ato"), c.contar("operacao"), c.contar("instrumento"))
        papel = Instrumento(tipo="Portaria", numero="78/2028")
        with pytest.raises(ErroDominio, match="Candidato 3") as erro:
            estagio_lote.homologar_lote(c.ctx, vinculos=[cru.vinculo_id], data=c.hoje, hoje=c.hoje, instrumento=papel)
        assert erro.value.dispositivo == "art. 27, parágrafo único"
        parar = iter((False, True))
        with pytest.raises(ErroDominio, match="cancelada"):
            estagio_lote.homologar_lote(
                c.ctx, vinculos=[pronto.vinculo_id, pendente.vinculo_id], data=c.hoje, hoje=c.hoje, instrumento=papel,
                cancelado=lambda: next(parar),
            )  # fmt: skip
        with pytest.raises(ErroDominio, match="Ninguém foi escolhido"):
            estagio_lote.homologar_lote(c.ctx, vinculos=[], data=c.hoje, hoje=c.hoje)
        with pytest.raises(ErroDominio, match="ainda não chegou"):
            estagio_lote.homologar_lote(
                c.ctx, vinculos=[pronto.vinculo_id], data=date(2028, 12, 2), hoje=c.hoje, instrumento=papel
            )
        assert (c.contar("ato"), c.contar("operacao"), c.contar("instrumento")) == antes


def test_repetir_o_lote_recusa_quem_ja_foi_homologado() -> None:
    with cenario(hoje=date(2028, 12, 1)) as c:
        pronto, pendente, _ = preparado(c)
        estagio_lote.homologar_lote(c.ctx, vinculos=[pronto.vinculo_id], data=c.hoje, hoje=c.hoje)
        feito = estagio_lote.homologar_lote(
            c.ctx, vinculos=[pronto.vinculo_id, pronto.vinculo_id, pendente.vinculo_id], data=c.hoje, hoje=c.hoje
        )
        assert [r.vinculo_id for r in feito.registrados] == [pendente.vinculo_id]
        assert ["foi homologado em 01/12/2028" in x.recusa for x in feito.fora] == [True]


def test_os_atos_novos_se_oferecem_so_quando_o_estado_admite() -> None:
    with cenario(hoje=date(2026, 8, 12)) as c:
        quem = c.estagiario()

        def permitidos() -> set[str]:
            atos = provimento.atos_possiveis(
                c.ctx, servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id, hoje=c.hoje
            )
            novos = ("designacao", "ciencia", "reconsideracao", "decisao_re", "recurso")
            return {a.tipo for a in atos if a.permitido and a.tipo.startswith(novos) and "avali" in a.tipo}

        assert permitidos() == {"designacao_avaliadores"}
        c.registrar(
            "avaliacao_estagio", servidor=quem.servidor_id, numero=1, data=date(2026, 8, 11), satisfatoria=False
        )
        assert permitidos() == {"designacao_avaliadores", "ciencia_avaliacao", "reconsideracao_avaliacao"}
