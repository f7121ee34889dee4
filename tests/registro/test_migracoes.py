"""Migrations: head equals the models, up then down leaves nothing, the book withstands every way of rewriting it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from bahiaservidor import caminhos
from bahiaservidor.registro import banco as modulo_banco
from bahiaservidor.registro import dialetos, migracao
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.conexao import Conexao
from bahiaservidor.servicos.contexto import Contexto
from tests.registro.base import em_exercicio, registro

RAIZ = Path(__file__).resolve().parents[2]
SOMENTE_ACRESCIMO = (
    "operacao", "instrumento", "ato", "ato_sigilo", "selo", "trilha",
    "arquivo", "documento_emitido", "modelo_documento", "processo", "processo_entrega", "assinatura",
    "confirmacao", "expurgo",
)  # fmt: skip


def esquema(conexao: Conexao) -> list[tuple[str, str, str]]:
    """Return everything SQLite knows of the schema, but the version table of Alembic."""
    linhas = conexao.execute(
        text(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE tbl_name <> 'alembic_version' ORDER BY 1, 2"
        )
    )
    return [(tipo, nome, sql) for tipo, nome, sql in linhas]


def test_a_cabeca_das_migracoes_e_a_versao_que_o_programa_espera() -> None:
    assert migracao.ultima_versao() == modulo_banco.ESQUEMA


def test_o_alembic_esta_configurado_no_pyproject() -> None:
    configuracao = Config(toml_file=str(RAIZ / "pyproject.toml"))
    assert ScriptDirectory.from_config(configuracao).get_current_head() == modulo_banco.ESQUEMA


def test_as_migracoes_criam_as_tabelas_dos_modelos() -> None:
    with registro(configurado=False) as ctx, ctx.banco.leitura() as conexao:
        contexto = MigrationContext.configure(
            conexao,
            opts={
                "include_object": lambda objeto, nome, tipo, refletido, outro: (
                    not (tipo == "table" and nome.startswith("busca_pessoa"))
                )
            },
        )
        m.todas()
        assert compare_metadata(contexto, m.Base.metadata) == []


def test_as_migracoes_nao_conhecem_os_modelos_nem_usam_lotes() -> None:
    for arquivo in (caminhos.migracoes() / "versions").glob("*.py"):
        fonte = arquivo.read_text("utf-8")
        assert not re.search(r"^\s*(?:from|import) bahiaservidor", fonte, re.MULTILINE), arquivo.name
        # Batch mode copies the table and drops its triggers in silence.
        assert "batch_alter_table" not in fonte, arquivo.name


def test_subir_descer_e_subir_deixa_o_esquema_como_era() -> None:
    with registro(configurado=False) as ctx:
        with ctx.banco.escrita() as conexao:
            antes = esquema(conexao)
            migracao.reverter(conexao, para="base")
            assert esquema(conexao) == []
            assert conexao.execute(text("PRAGMA application_id")).scalar() == 0
        with ctx.banco.escrita() as conexao:
            migracao.migrar(conexao)
            assert esquema(conexao) == antes


def test_migracao_que_falha_nao_deixa_nada() -> None:
    with registro(configurado=False) as ctx:
        with ctx.banco.escrita() as conexao:
            migracao.reverter(conexao, para="base")
            conexao.execute(text("CREATE TABLE trilha (x)"))
            antes = esquema(conexao)
        with pytest.raises(DBAPIError), ctx.banco.escrita() as conexao:
            migracao.migrar(conexao)
        with ctx.banco.leitura() as conexao:
            assert esquema(conexao) == antes


def test_os_gatilhos_sao_os_esperados() -> None:
    with registro(configurado=False) as ctx, ctx.banco.leitura() as conexao:
        esperados = dialetos.GATILHOS_DO_LIVRO | dialetos.GATILHOS_DO_PROGRAMA | dialetos.GATILHOS_DA_BUSCA
        assert dialetos.gatilhos(conexao).keys() == esperados


# ------------------------------------------------------------------ append-only

REESCRITAS = {
    "update": "UPDATE {t} SET {c} = {c}",
    "delete": "DELETE FROM {t}",
    "replace": "INSERT OR REPLACE INTO {t} SELECT * FROM {t}",
    "upsert": "INSERT INTO {t} SELECT * FROM {t} WHERE true ON CONFLICT ({k}) DO UPDATE SET {c} = excluded.{c}",
    "upsert sem efeito": "INSERT INTO {t} SELECT * FROM {t} WHERE true ON CONFLICT DO NOTHING",
}


def linhas(conexao: Conexao, tabela: str) -> list[tuple[object, ...]]:
    return [tuple(linha) for linha in conexao.execute(text(f"SELECT * FROM {tabela}"))]


def reescrever(ctx: Contexto, comando: str, recursivos: str) -> None:
    """Try a statement as a program would that sets ``recursive_triggers`` so."""
    with ctx.banco.escrita() as conexao:
        conexao.execute(text(f"PRAGMA recursive_triggers = {recursivos}"))
        try:
            conexao.execute(text(comando))
        finally:
            conexao.execute(text("PRAGMA recursive_triggers = ON"))


@pytest.mark.parametrize("reescrita", REESCRITAS)
@pytest.mark.parametrize("tabela", SOMENTE_ACRESCIMO)
@pytest.mark.parametrize("recursivos", ["ON", "OFF"])
def test_o_livro_recusa_ser_reescrito(tabela: str, reescrita: str, recursivos: str) -> None:
    # With recursive_triggers off, only the trigger before INSERT stands between REPLACE and the book.
    chave = {"ato_sigilo": "ato_id", "arquivo": "hash"}.get(tabela, "id")
    with registro() as ctx:
        em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            completar(conexao)
            antes = linhas(conexao, tabela)
        assert antes
        comando = REESCRITAS[reescrita].format(t=tabela, k=chave, c=chave)
        with pytest.raises(DBAPIError, match="só recebe entradas novas"):
            reescrever(ctx, comando, recursivos)
        with ctx.banco.leitura() as conexao:
            assert linhas(conexao, tabela) == antes


@pytest.mark.parametrize("recursivos", ["ON", "OFF"])
def test_o_livro_recusa_trocar_a_entrada_pelo_lugar_na_corrente(recursivos: str) -> None:
    with registro() as ctx:
        em_exercicio(ctx)
        colunas = [c.name for c in m.Ato.__table__.columns if c.name != "id"]
        nomes = ", ".join(colunas)
        comando = f"INSERT OR REPLACE INTO ato ({nomes}) SELECT {nomes} FROM ato WHERE seq = 2"
        with pytest.raises(DBAPIError, match="só recebe entradas novas"):
            reescrever(ctx, comando, recursivos)


def test_so_o_lugar_da_publicacao_se_corrige_no_instrumento() -> None:
    with registro() as ctx:
        em_exercicio(ctx)
        with ctx.banco.escrita() as conexao:
            completar(conexao)
        with ctx.banco.escrita() as conexao:
            conexao.execute(text("UPDATE instrumento SET doe_edicao = '24.000', doe_pagina = '7'"))
            assert conexao.execute(text("SELECT doe_edicao FROM instrumento")).scalars().all() == ["24.000"]
        with pytest.raises(DBAPIError, match="só recebe"), ctx.banco.escrita() as conexao:
            conexao.execute(text("UPDATE instrumento SET numero = '9'"))


def completar(conexao: Conexao) -> None:
    """Put a row in the append-only tables that the acts left empty."""
    instante = datetime(2026, 3, 2, tzinfo=UTC)
    conexao.execute(
        m.Instrumento.__table__.insert().values(  # type: ignore[attr-defined]
            tipo="Decreto", numero="1", autoridade="", texto="", doe_edicao="", doe_pagina="", hash="x"
        )
    )
    conexao.execute(
        m.Selo.__table__.insert().values(  # type: ignore[attr-defined]
            instante=instante,
            motivo="teste",
            ultimo_ato=1,
            contagem=1,
            raiz="x",
            ultima_trilha=0,
            hash_trilha="",
            tabelas="",
            hash_anterior="",
            hash="",
        )
    )
    conexao.execute(
        m.Trilha.__table__.insert().values(  # type: ignore[attr-defined]
            instante=instante, usuario="j", acao="a", objeto="o", detalhe="", maquina="", hash_anterior="", hash="x"
        )
    )
    quem = {"instante": instante, "usuario": "j"}
    conexao.execute(insert(m.Arquivo), {"hash": "x", "tamanho": 1})
    emitido = {
        "especie": "termo_posse", "orgao_id": 0, "ano": 2026, "numero": 1, "titulo": "", "modelo_versao": "",
        "hash": "x", "emitido_em": instante, "emitido_por": "j", "midia": "", "memoria": "", "codigo": "", "lote": "",
    }  # fmt: skip
    conexao.execute(insert(m.DocumentoEmitido), emitido)
    conexao.execute(
        insert(m.ModeloDocumento), {"orgao_id": 0, "nome": "n", "versao": 1, "conteudo": "{}", "nota": "", **quem}
    )
    vinculo = conexao.execute(text("SELECT id, servidor_id FROM vinculo")).first()
    assert vinculo is not None
    processo = {
        "servidor_id": vinculo.servidor_id, "vinculo_id": vinculo.id, "provimento": "", "numero": "", "titulo": "",
        "folhas": 1, "partes": "[]", "indice": "[]", **quem,
    }  # fmt: skip
    processo_id = conexao.execute(insert(m.Processo), processo).inserted_primary_key
    assert processo_id is not None
    entrega = {
        "processo_id": processo_id[0], "situacao": "enviado", "em": instante.date(), "destino": "", "protocolo": "",
        "motivo": "", **quem,
    }  # fmt: skip
    conexao.execute(insert(m.ProcessoEntrega), entrega)
    assinatura = {
        "documento_id": 1, "signatario": "", "integro": True, "todo": True, "confiavel": True, "veredito": "", **quem,
    }  # fmt: skip
    conexao.execute(insert(m.Assinatura), assinatura)
    conexao.execute(insert(m.Confirmacao), {"operacao_id": 1, "motivo": "", **quem})
    conexao.execute(insert(m.Expurgo), {"ato_id": 1, "campos": "", "fundamento": "", "motivo": "", **quem})


# ------------------------------------------------------------------ PostgreSQL


def test_as_migracoes_se_escrevem_para_postgresql() -> None:
    m.todas()
    sql = migracao.escrever_sql("postgresql")
    criadas = set(re.findall(r"CREATE TABLE (\w+)", sql))
    assert criadas - {"alembic_version"} == set(m.Base.metadata.tables)
    for tabela in SOMENTE_ACRESCIMO:
        for recusa in ("nao_altera BEFORE UPDATE", "nao_apaga BEFORE DELETE", "nao_esvazia BEFORE TRUNCATE"):
            assert f"CREATE TRIGGER {tabela}_{recusa}" in sql
    assert "registrado_em TIMESTAMP WITH TIME ZONE NOT NULL" in sql
    assert "id BIGSERIAL NOT NULL" in sql
    assert "USING gin (to_tsvector('simple'" in sql
    assert not re.search(r"fts5|PRAGMA|RAISE\(ABORT|sqlite", sql, re.IGNORECASE)


def test_a_volta_se_escreve_para_postgresql() -> None:
    m.todas()
    sql = migracao.escrever_sql("postgresql", de_para="head:base", desfaz=True)
    assert set(re.findall(r"DROP TABLE (\w+)", sql)) - {"alembic_version"} == set(m.Base.metadata.tables)
    assert "DROP FUNCTION recusar_mudanca_no_livro" in sql


def test_as_migracoes_se_escrevem_para_sqlite_como_correm() -> None:
    with registro(configurado=False) as ctx, ctx.banco.leitura() as conexao:
        esperado = {(tipo, nome) for tipo, nome, _ in esquema(conexao)}
    with closing(sqlite3.connect(":memory:")) as memoria:
        dialetos.autorizar(memoria)
        memoria.executescript(migracao.escrever_sql("sqlite"))
        feito = memoria.execute("SELECT type, name FROM sqlite_master WHERE tbl_name <> 'alembic_version'").fetchall()
    assert set(feito) == esperado


def test_o_modelo_vazio_e_so_uma_copia() -> None:
    primeiro, segundo = Banco.temporario(), Banco.temporario()
    try:
        with primeiro.escrita() as conexao:
            conexao.execute(text("INSERT INTO configuracao VALUES ('a', 'b')"))
        with segundo.leitura() as conexao:
            assert conexao.execute(text("SELECT count(*) FROM configuracao")).scalar() == 0
    finally:
        primeiro.fechar()
        segundo.fechar()
