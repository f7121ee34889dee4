"""The events of eSocial of a period: what has one, what has none, and what is missing to send it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Carater, FormaIngresso, TipoAposentadoria
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.intercambio import esocial as tabelas
from bahiaservidor.intercambio.esocial import Evento, Ocorrencia, faltas
from bahiaservidor.servicos import emendas, esocial
from bahiaservidor.servicos.tipos import DadosPessoa
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda

from .cenario import Cenario, cenario
from .test_consultas_fundamentadas import agir, antigo

HOJE = date(2026, 11, 22)
DIA = timedelta(days=1)
ANO = {"inicio": date(2026, 1, 1), "fim": date(2026, 12, 31)}
CPF = "52998224725"


def rol(c: Cenario, inicio: date = ANO["inicio"], fim: date = ANO["fim"]) -> dict[Evento, list[Ocorrencia]]:
    return esocial.ocorrencias(c.ctx, inicio=inicio, fim=fim)


def do_nome(linhas: list[Ocorrencia]) -> dict[str, Ocorrencia]:
    assert len({o.pessoa.nome for o in linhas}) == len(linhas)
    return {o.pessoa.nome: o for o in linhas}


def corrigir(c: Cenario, ato: int, **conteudo: Any) -> None:
    pedido = PedidoEmenda(forma=FormaEmenda.CORRECAO, ato_id=ato, motivo="Dia trocado.", conteudo=conteudo)
    emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)


def test_a_admissao_e_do_exercicio_e_nao_da_nomeacao_nem_da_posse() -> None:
    with cenario(hoje=HOJE) as c:
        completa = DadosPessoa(nome="Ana Completa", nascimento=date(1990, 1, 1), cpf=CPF, pis="12056412545", sexo="F")
        posta = c.nomear(0, pessoa=completa, matricula="92116599")
        for quem in (posta.servidor_id, c.nomear(1).servidor_id):
            c.registrar("posse", servidor=quem, data="2026-02-10")
        c.registrar("exercicio", servidor=posta.servidor_id, data="2026-02-11")
        c.nomear(2)
        (linha,) = rol(c)[Evento.ADMISSAO]
        assert (linha.codigo, linha.dia, linha.nomeacao, linha.posse) == (
            "1", date(2026, 2, 11), date(2026, 2, 3), date(2026, 2, 10),
        )  # fmt: skip
        assert faltas(linha) == ()
        assert rol(c, fim=date(2026, 2, 10))[Evento.ADMISSAO] == []
        assert rol(c, inicio=date(2026, 2, 12))[Evento.ADMISSAO] == []
        with pytest.raises(ErroDominio, match="antes de começar"):
            rol(c, fim=date(2025, 12, 31))


def test_o_que_falta_e_dito_e_a_linha_fica() -> None:
    with cenario(hoje=HOJE) as c:
        c.estagiario()
        (linha,) = rol(c)[Evento.ADMISSAO]
        assert faltas(linha) == ("CPF", "matrícula", "sexo", "PIS/PASEP")
        dados = esocial.exportar(Evento.ADMISSAO, [linha], xlsx=False, **ANO)
        (lida,) = csv.DictReader(io.StringIO(dados.decode("utf-8-sig")), delimiter=";")
        assert lida["O que falta"] == "CPF, matrícula, sexo, PIS/PASEP"
        assert (lida["dtExercicio"], lida["Nomeação (não se envia)"]) == ("11/02/2026", "03/02/2026")
        assert esocial.exportar(Evento.ADMISSAO, [linha], xlsx=True, **ANO).startswith(b"PK")


@pytest.mark.parametrize(
    ("carater", "forma", "codigo"),
    [
        (Carater.PERMANENTE, None, 1), (Carater.TEMPORARIO, None, 2), (Carater.VITALICIO, None, 99),
        (Carater.PERMANENTE, FormaIngresso.CONCURSO, 1), (Carater.PERMANENTE, FormaIngresso.ESTABILIZADO_ADCT_19, 11),
        (Carater.PERMANENTE, FormaIngresso.OUTRO, 99), (Carater.TEMPORARIO, FormaIngresso.OUTRO, 2),
    ],
)  # fmt: skip
def test_a_forma_de_provimento(carater: Carater, forma: FormaIngresso | None, codigo: int) -> None:
    assert tabelas.provimento(carater, forma) == codigo
    assert codigo in tabelas.PROVIMENTOS


def test_o_comissionado_que_ja_e_efetivo_nao_tem_codigo_mas_tem_linha() -> None:
    with cenario(hoje=HOJE) as c:
        servidor = antigo(c, "Efetiva")
        nomeada = c.registrar("nomeacao", servidor=servidor, publicacao="2026-03-03", carater="temporario")
        so = c.registrar(
            "nomeacao", publicacao="2026-03-03", carater="temporario",
            pessoa=DadosPessoa(nome="Só em Comissão", nascimento=date(1990, 1, 1)),
        )  # fmt: skip
        for posto in (nomeada, so):
            for ato, dia in (("posse", "2026-03-04"), ("exercicio", "2026-03-05")):
                c.registrar(ato, servidor=posto.servidor_id, vinculo_id=posto.vinculo_id, data=dia)
            c.registrar("exoneracao_a_juizo", servidor=posto.servidor_id, vinculo_id=posto.vinculo_id,
                        publicacao="2026-04-06")  # fmt: skip
        fins = do_nome(rol(c)[Evento.DESLIGAMENTO])
        assert {nome: o.codigo for nome, o in fins.items()} == {"Só em Comissão": "23", "Efetiva": ""}
        linhas = do_nome(rol(c)[Evento.ADMISSAO])
        assert (linhas["Só em Comissão"].codigo, linhas["Só em Comissão"].observacao) == ("2", "")
        assert (linhas["Efetiva"].codigo, linhas["Efetiva"].observacao) == ("", tabelas.JA_EFETIVO)


def test_cada_fim_tem_o_seu_motivo_e_quem_nao_teve_exercicio_nao_tem_fim() -> None:
    with cenario(hoje=HOJE) as c:
        for nome, ato in (
            ("Pediu", "exoneracao_a_pedido"), ("Demitida", "demissao"), ("Vagou", "vacancia_posse_inacumulavel"),
        ):  # fmt: skip
            c.registrar(ato, servidor=antigo(c, nome), publicacao="2026-05-05")
        for nome, tipo in (("Compulsória", "voluntaria"), ("Inválida", "invalidez")):
            agir(c, "aposentadoria", antigo(c, nome), publicacao=date(2026, 5, 5), tipo=tipo)
        morta = antigo(c, "Aposentada e Morta")
        agir(c, "aposentadoria", morta, publicacao=date(2025, 5, 5), tipo="voluntaria")
        for quem in (morta, antigo(c, "Morta"), antigo(c, "Já Aposentada", situacao="aposentado")):
            c.registrar("falecimento", servidor=quem, data="2026-06-06")
        sem = c.nomear()
        c.registrar("posse", servidor=sem.servidor_id, data="2026-02-10")
        c.registrar("exoneracao_de_oficio", servidor=sem.servidor_id, publicacao="2026-05-05")
        linhas = do_nome(rol(c)[Evento.DESLIGAMENTO])
        assert {nome: o.codigo for nome, o in linhas.items()} == {
            "Pediu": "23", "Demitida": "24", "Vagou": "25", "Compulsória": "38", "Inválida": "39", "Morta": "10",
        }  # fmt: skip
        assert linhas["Morta"].dia == date(2026, 6, 6)
        assert tabelas.desligamento("aposentadoria", TipoAposentadoria.COMPULSORIA) == "38"
        assert tabelas.desligamento("promocao") is None


def test_as_voltas_e_a_demissao_de_quem_voltou() -> None:
    with cenario(hoje=HOJE) as c:
        judicial = "8000123-45.2025.8.05.0001"
        for nome, fundamento, processo in (
            ("Pelo Juiz", "judicial", judicial), ("Juiz sem Número", "judicial", "8000-1"), ("Revista", "revisao", ""),
        ):  # fmt: skip
            quem = antigo(c, nome)
            c.registrar("demissao", servidor=quem, publicacao="2026-03-04")
            c.registrar("reintegracao", servidor=quem, publicacao="2026-08-04", decisao="2026-07-01",
                        fundamento=fundamento, processo=processo)  # fmt: skip
            c.registrar("exercicio", servidor=quem, data="2026-08-06")
        revertida = antigo(c, "Revertida")
        agir(c, "aposentadoria", revertida, publicacao=date(2024, 3, 4), tipo="invalidez")
        c.registrar("reversao", servidor=revertida, publicacao="2026-08-04", laudo="2026-08-03")
        aproveitada = antigo(c, "Aproveitada", situacao="em_disponibilidade")
        c.registrar("aproveitamento", servidor=aproveitada, publicacao="2026-08-04", cargo=c.cargo)
        tudo = rol(c)
        linhas = do_nome(tudo[Evento.RETORNO])
        assert {nome: (o.codigo, o.processo, o.dia) for nome, o in linhas.items()} == {
            "Pelo Juiz": ("1", "80001234520258050001", date(2026, 8, 6)),
            "Juiz sem Número": ("1", "", date(2026, 8, 6)),
            "Revista": ("9", "", date(2026, 8, 6)),
            "Revertida": ("3", "", None),
            "Aproveitada": ("", "", None),
        }
        assert {o.efeito for o in linhas.values()} == {date(2026, 8, 4)}
        assert "processo judicial com 20 números" in faltas(linhas["Juiz sem Número"])
        assert "data do efetivo retorno" in faltas(linhas["Revertida"])
        assert linhas["Aproveitada"].observacao == tabelas.SEM_CODIGO
        # The demissão was sent in its time, and the return needs it.
        assert {o.pessoa.nome for o in tudo[Evento.DESLIGAMENTO]} == {"Pelo Juiz", "Juiz sem Número", "Revista"}


def test_ato_corrigido_vai_com_o_dia_certo_e_o_estornado_nao_vai() -> None:
    with cenario(hoje=HOJE) as c:
        exercicio = c.estagiario()
        corrigir(c, exercicio.ato_id, data=date(2026, 2, 12))
        assert [o.dia for o in rol(c)[Evento.ADMISSAO]] == [date(2026, 2, 12)]
        demitida = c.registrar("demissao", servidor=antigo(c, "Demitida por Engano"), publicacao="2026-05-05")
        movida = c.registrar("demissao", servidor=antigo(c, "Demitida Antes"), publicacao="2026-01-07")
        corrigir(c, movida.ato_id, publicacao=date(2025, 12, 30))
        pedido = PedidoEmenda(forma=FormaEmenda.ESTORNO, ato_id=demitida.ato_id, motivo="Registrada por engano.")
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        assert rol(c)[Evento.DESLIGAMENTO] == []
        antes = rol(c, inicio=date(2025, 12, 1), fim=date(2025, 12, 31))[Evento.DESLIGAMENTO]
        assert [(o.pessoa.nome, o.dia) for o in antes] == [("Demitida Antes", date(2025, 12, 30))]
