"""The book: entries in order, chained, with what is secret apart; and what tells that somebody touched it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bahiaservidor.estatuto.atos.base import Requisito, Ressalva
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.registro import auditoria, livro, vidas
from bahiaservidor.registro.conexao import Conexao
from bahiaservidor.servicos.contexto import Contexto
from tests.registro.base import ato, em_exercicio, operacao, pessoa, registro


def forcar(conexao: Conexao, comando: str, **valores: Any) -> None:
    """Change the book as somebody would who took its triggers away."""
    gatilhos = conexao.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for nome, _ in gatilhos:
        conexao.execute(text(f"DROP TRIGGER {nome}"))
    conexao.execute(text(comando), valores)
    for _, sql in gatilhos:
        conexao.exec_driver_sql(sql)


def falhas(ctx: Contexto) -> list[tuple[str, str]]:
    with ctx.banco.leitura() as conexao:
        return [(f.objeto, f.detalhe) for f in auditoria.conferir_corrente(conexao)]


def test_as_entradas_de_um_assunto_se_encadeiam() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.leitura() as conexao:
            atos = livro.ler_atos(conexao, servidor)
            anteriores = conexao.execute(
                text("SELECT hash_anterior FROM ato WHERE sujeito_tipo = 'vinculo' ORDER BY seq")
            ).scalars()
            assert list(anteriores) == [livro.ORIGEM, atos[0].hash, atos[1].hash]
        assert [(a.tipo, a.seq, a.sujeito_id, a.vinculo_id) for a in atos] == [
            ("nomeacao", 1, vinculo, vinculo),
            ("posse", 2, vinculo, vinculo),
            ("exercicio", 3, vinculo, vinculo),
        ]
        assert [a.data_legal for a in atos] == [date(2025, 1, 8), date(2025, 1, 20), date(2025, 2, 3)]
        assert {(a.registrado_em, a.registrado_por) for a in atos} == {(ctx.relogio.agora(), "jacira")}
        assert falhas(ctx) == []


def test_a_mesma_entrada_nao_tem_o_mesmo_hash() -> None:
    # The salt: who has the book cannot find out a content by trying.
    with registro() as ctx, ctx.banco.escrita() as conexao:
        servidor = pessoa(ctx, conexao)
        um = ato(ctx, conexao, servidor, "nomeacao", publicacao="2025-01-08", cargo=1)
        outro = ato(ctx, conexao, servidor, "nomeacao", publicacao="2025-01-08", cargo=1)
        assert um.hash != outro.hash


def test_o_historico_tem_o_cadastro_e_a_dobra_nao() -> None:
    with registro() as ctx:
        servidor, _ = em_exercicio(ctx)
        with ctx.banco.leitura() as conexao:
            assert [e.tipo for e in livro.historico(conexao, servidor)] == [
                "cadastro",
                "nomeacao",
                "posse",
                "exercicio",
            ]
            assert [e.tipo for e in livro.ler_atos(conexao, servidor)] == ["nomeacao", "posse", "exercicio"]


def test_o_dado_sigiloso_fica_a_parte_e_volta_na_leitura() -> None:
    with registro() as ctx:
        servidor, _ = em_exercicio(ctx)
        with ctx.banco.leitura() as conexao:
            guardado = json.loads(conexao.execute(text("SELECT conteudo FROM ato WHERE tipo = 'posse'")).scalar_one())
            apartado = conexao.execute(text("SELECT conteudo, sal FROM ato_sigilo")).one()
            posse = next(e for e in livro.ler_atos(conexao, servidor) if e.tipo == "posse")
        assert guardado["laudo_numero"] == livro.digesto(apartado.sal, "laudo_numero", "77/2025")
        assert guardado["laudo_data"] is None
        assert json.loads(apartado.conteudo) == {"laudo_numero": "77/2025"}
        assert posse.conteudo["laudo_numero"] == "77/2025"


def test_expurgado_o_sigilo_a_corrente_ainda_confere_e_a_vida_ainda_se_dobra() -> None:
    with registro() as ctx:
        servidor, vinculo = em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            forcar(conexao, "DELETE FROM ato_sigilo")
        assert falhas(ctx) == []
        with ctx.banco.leitura() as conexao:
            vida = vidas.ler_vida(conexao, servidor).vida
        posse = vida.vinculo(vinculo).posse
        assert posse is not None
        assert posse.data == date(2025, 1, 20)


def test_o_motivo_da_aceitacao_fica_com_o_ato() -> None:
    requisito = Requisito(
        regra="P7", descricao="Inspeção", dispositivo="art. 20", atendido=False, falta="Não há laudo."
    )
    ressalva = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="PGE 12/2025", data=date(2025, 1, 10))
    with registro() as ctx:
        with ctx.banco.escrita() as conexao:
            servidor = pessoa(ctx, conexao)
            livro.lancar(
                conexao, operacao(ctx, conexao), sujeito_tipo="vinculo", sujeito_id=9, tipo="posse",
                conteudo={"data": date(2025, 1, 20)}, servidor_id=servidor, vinculo_id=9, requisitos=(requisito,),
                ressalva=ressalva,
            )  # fmt: skip
        with ctx.banco.leitura() as conexao:
            (lido,) = livro.ler_atos(conexao, servidor)
        assert lido.requisitos_avaliados() == (requisito,)
        assert lido.ressalva == ressalva


def test_os_numeros_de_assunto_nao_se_repetem() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        servidor = pessoa(ctx, conexao)
        primeiro = livro.novo_id(conexao, "vinculo")
        ato(ctx, conexao, servidor, "nomeacao", vinculo_id=primeiro, publicacao="2025-01-08", cargo=1)
        assert livro.novo_id(conexao, "vinculo") == primeiro + 1
        assert livro.novo_id(conexao, "servidor") == servidor + 1


def test_um_decreto_numerado_e_um_so_instrumento() -> None:
    with registro() as ctx, ctx.banco.escrita() as conexao:
        decreto = livro.gravar_instrumento(conexao, tipo="Decreto", numero="s/n de 07/01/2025", data=date(2025, 1, 7))
        igual = livro.gravar_instrumento(conexao, tipo="Decreto", numero="s/n de 07/01/2025", data=date(2025, 1, 7))
        outro = livro.gravar_instrumento(conexao, tipo="Portaria", numero="s/n de 07/01/2025", data=date(2025, 1, 7))
        sem_numero = livro.gravar_instrumento(conexao, tipo="Decreto")
        assert igual == decreto
        assert len({decreto.id, outro.id, sem_numero.id, livro.gravar_instrumento(conexao, tipo="Decreto").id}) == 4


# ------------------------------------------------------------------ tampering is found


@pytest.mark.parametrize(
    ("comando", "esperado"),
    [
        ("UPDATE ato SET conteudo = replace(conteudo, '-01-20', '-01-21') WHERE tipo = 'posse'", "hash não confere"),
        ("UPDATE ato SET data_legal = '2025-01-21' WHERE tipo = 'posse'", "hash não confere"),
        ("UPDATE ato SET registrado_por = 'outra pessoa' WHERE tipo = 'posse'", "hash não confere"),
        ("UPDATE ato SET registrado_em = '2020-01-01T00:00:00.000000+00:00' WHERE tipo = 'posse'", "hash não confere"),
        ("UPDATE ato SET servidor_id = 99 WHERE tipo = 'posse'", "hash não confere"),
        ("UPDATE ato_sigilo SET conteudo = replace(conteudo, '77', '78')", "dado sigiloso “laudo_numero”"),
        ("DELETE FROM ato WHERE tipo = 'posse'", "não se encadeia"),
    ],
)  # fmt: skip
def test_o_que_se_mexe_no_livro_aparece(comando: str, esperado: str) -> None:
    with registro() as ctx:
        em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            forcar(conexao, "DELETE FROM trilha")
            conexao.execute(text("UPDATE prazo SET fechado_por = NULL"))
            if comando.startswith("DELETE"):
                forcar(conexao, "DELETE FROM ato_sigilo")
            forcar(conexao, comando)
        assert any(esperado in detalhe for _, detalhe in falhas(ctx))


def test_o_selo_acusa_o_ultimo_ato_que_sumiu() -> None:
    # The tail of a chain can be cut without breaking it: only the seal knows how long the book was.
    with registro() as ctx:
        em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            selo = auditoria.selar(conexao, instante=ctx.relogio.agora(), motivo="fechamento")
            assert selo.contagem == conexao.execute(text("SELECT count(*) FROM ato")).scalar()
        em_exercicio(ctx, "Outra Pessoa")
        assert falhas(ctx) == []
        with ctx.banco.escrita() as conexao:
            conexao.execute(text("UPDATE prazo SET fechado_por = NULL"))
            forcar(conexao, "DELETE FROM ato WHERE tipo = 'exercicio' AND vinculo_id = 1")
        assert falhas(ctx) == [("selo 1", "o registro não é o que era em 02/03/2026")]


def test_o_instrumento_trocado_aparece() -> None:
    with registro() as ctx:
        with ctx.banco.escrita() as conexao:
            papel = livro.gravar_instrumento(conexao, tipo="Decreto", numero="1")
            servidor = pessoa(ctx, conexao)
            livro.lancar(
                conexao, operacao(ctx, conexao), sujeito_tipo="vinculo", sujeito_id=1, tipo="nomeacao",
                conteudo={"publicacao": date(2025, 1, 8), "cargo": 1}, servidor_id=servidor, instrumento=papel,
            )  # fmt: skip
        assert falhas(ctx) == []
        with ctx.banco.escrita() as conexao:
            forcar(conexao, "UPDATE instrumento SET numero = '2'")
        assert falhas(ctx) == [("instrumento 1", "o texto não é o que foi registrado")]


def test_gatilho_retirado_aparece() -> None:
    with registro() as ctx:
        with ctx.banco.escrita() as conexao:
            conexao.execute(text("DROP TRIGGER ato_nao_apaga"))
        assert [objeto for objeto, _ in falhas(ctx)] == ["gatilho ato_nao_apaga"]


def test_ato_de_versao_mais_nova_e_recusado_com_frase() -> None:
    with registro() as ctx:
        with ctx.banco.escrita() as conexao:
            servidor = pessoa(ctx, conexao)
            livro.lancar(
                conexao, operacao(ctx, conexao), sujeito_tipo="vinculo", sujeito_id=1, tipo="ato_do_futuro",
                conteudo={}, servidor_id=servidor, vinculo_id=1,
            )  # fmt: skip
        with ctx.banco.leitura() as conexao, pytest.raises(Exception, match="que este programa não conhece"):
            vidas.ler_vida(conexao, servidor)
