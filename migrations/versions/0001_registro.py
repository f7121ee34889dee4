"""The registry: book of acts, projections, registers, papers.

Describes its tables on its own, without the models, which go on changing; a test compares the two.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instante = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

MARCA_DO_ARQUIVO = 0x42534552
"""SQLite's application_id of a registry."""

TABELAS = (
    "operacao", "instrumento", "ato", "ato_sigilo", "selo",
    "grupo_ocupacional", "categoria_funcional", "cargo", "classe", "referencia", "orgao", "unidade", "autoridade",
    "vaga", "concurso", "lista", "candidato", "dia_sem_expediente", "parametro", "opcao", "configuracao",
    "servidor", "vinculo", "afastamento", "prazo", "reconhecimento", "sessao_abertura",
    "minuta", "arquivo", "documento_emitido", "trilha",
)  # fmt: skip
"""In an order in which each refers only to itself and to those before it."""

RECUSA = "O livro só recebe entradas novas: nada do que foi escrito nele se altera ou se apaga."

SOMENTE_ACRESCIMO = {
    "operacao": ("id",),
    "instrumento": ("id",),
    "ato": ("id", "sujeito_tipo,sujeito_id,seq"),
    "ato_sigilo": ("ato_id",),
    "selo": ("id",),
    "trilha": ("id",),
}
"""Append-only tables, each with its keys: a row that repeats one is refused before REPLACE or upsert can act."""

FIXAS_DO_INSTRUMENTO = ("id", "tipo", "numero", "data", "autoridade", "texto", "hash")
"""What of an instrument never changes; where the DOE published it is corrected in one place."""


def upgrade() -> None:
    """Create everything."""
    _livro()
    _cadastros()
    _pessoas()
    _papeis()
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {MARCA_DO_ARQUIVO}")
        _gatilhos_sqlite()
        _busca_sqlite()
    else:
        _gatilhos_postgresql()
        _busca_postgresql()


def downgrade() -> None:
    """Drop everything: only a registry that has no act can be taken back without loss."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP VIEW texto_de_busca")
        for nome in ("vinculo_entra", "vinculo_muda", "vinculo_sai", "servidor_muda", "cargo_muda", "unidade_muda",
                     "orgao_muda"):  # fmt: skip
            op.execute(f"DROP TRIGGER busca_{nome}")
        op.execute("DROP TABLE busca_pessoa")
        op.execute("PRAGMA application_id = 0")
    for nome in reversed(TABELAS):
        op.drop_table(nome)
    if op.get_context().dialect.name != "sqlite":
        op.execute("DROP FUNCTION recusar_mudanca_no_livro()")


# ------------------------------------------------------------------ words of this file


def tabela(nome: str, *partes: Any) -> None:
    """Create a table, its key and constraints named by the house convention."""
    nomeadas = []
    for parte in partes:
        if isinstance(parte, sa.UniqueConstraint):
            colunas = [str(coluna) for coluna in parte._pending_colargs]
            parte = sa.UniqueConstraint(*colunas, name=f"uq_{nome}_{'_'.join(colunas)}")
        nomeadas.append(parte)
    referencias = [
        sa.ForeignKeyConstraint([p.name], [f"{p.info['ref']}.id"], name=f"fk_{nome}_{p.name}_{p.info['ref']}")
        for p in partes
        if isinstance(p, sa.Column) and "ref" in p.info
    ]
    chaves = [p.name for p in partes if isinstance(p, sa.Column) and p.primary_key]
    op.create_table(nome, *nomeadas, *referencias, sa.PrimaryKeyConstraint(*chaves, name=f"pk_{nome}"))


def indice(tabela_: str, *colunas: str, nome: str = "", onde: str = "", unico: bool = False) -> None:
    """Create an index, partial when ``onde`` is given."""
    condicao = sa.text(onde) if onde else None
    op.create_index(
        nome or f"ix_{tabela_}_{'_'.join(colunas)}",
        tabela_,
        list(colunas),
        unique=unico,
        sqlite_where=condicao,
        postgresql_where=condicao,
    )


def chave(nome: str = "id", *, dada: bool = False) -> sa.Column[Any]:
    """Return a numeric key; ``dada`` when the program chooses the number."""
    return sa.Column(nome, Inteiro, primary_key=True, autoincrement=False if dada else "auto")


def ref(nome: str, alvo: str, *, nulo: bool = False) -> sa.Column[Any]:
    """Return a column that points to the id of ``alvo``."""
    return sa.Column(nome, Inteiro, nullable=nulo, info={"ref": alvo})


def unica(*colunas: str) -> sa.UniqueConstraint:
    """Return a uniqueness constraint over columns."""
    return sa.UniqueConstraint(*colunas)


def texto(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    """Return a text column."""
    return sa.Column(nome, sa.Text(), nullable=nulo)


def inteiro(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    """Return an integer column."""
    return sa.Column(nome, Inteiro, nullable=nulo)


def logico(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    """Return a true/false column."""
    return sa.Column(nome, sa.Boolean(), nullable=nulo)


def dia(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    """Return a civil date column."""
    return sa.Column(nome, sa.Date(), nullable=nulo)


def instante(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    """Return an instant column: UTC, with offset."""
    return sa.Column(nome, Instante, nullable=nulo)


def bytes_(nome: str) -> sa.Column[Any]:
    """Return a column of bytes."""
    return sa.Column(nome, sa.LargeBinary(), nullable=False)


# ------------------------------------------------------------------ tables


def _livro() -> None:
    tabela(
        "operacao",
        chave(),
        instante("instante"),
        texto("usuario"),
        texto("descricao"),
    )
    tabela(
        "instrumento",
        chave(),
        texto("tipo"),
        texto("numero"),
        dia("data", nulo=True),
        texto("autoridade"),
        texto("texto"),
        texto("doe_edicao"),
        dia("doe_data", nulo=True),
        texto("doe_pagina"),
        texto("hash"),
    )
    tabela(
        "ato",
        chave(),
        ref("operacao_id", "operacao"),
        ref("instrumento_id", "instrumento", nulo=True),
        texto("sujeito_tipo"),
        inteiro("sujeito_id"),
        inteiro("servidor_id", nulo=True),
        inteiro("vinculo_id", nulo=True),
        inteiro("seq"),
        texto("tipo"),
        inteiro("versao"),
        dia("data_legal", nulo=True),
        texto("conteudo"),
        texto("requisitos", nulo=True),
        texto("ressalva", nulo=True),
        instante("registrado_em"),
        texto("registrado_por"),
        texto("motor"),
        texto("sal"),
        texto("hash_anterior"),
        texto("hash"),
        unica("sujeito_tipo", "sujeito_id", "seq"),
    )
    indice("ato", "operacao_id")
    indice("ato", "servidor_id")
    indice("ato", "vinculo_id")
    tabela(
        "ato_sigilo",
        chave("ato_id", dada=True),
        texto("conteudo"),
        texto("sal"),
    )
    tabela(
        "selo",
        chave(),
        instante("instante"),
        texto("motivo"),
        inteiro("ultimo_ato"),
        inteiro("contagem"),
        texto("raiz"),
    )


def _cadastros() -> None:
    tabela(
        "grupo_ocupacional",
        chave(),
        texto("nome"),
        unica("nome"),
    )
    tabela(
        "categoria_funcional",
        chave(),
        ref("grupo_id", "grupo_ocupacional"),
        texto("nome"),
        unica("grupo_id", "nome"),
    )
    tabela(
        "cargo",
        chave(dada=True),
        texto("nome"),
        texto("nome_busca"),
        texto("natureza"),
        ref("grupo_id", "grupo_ocupacional", nulo=True),
        ref("categoria_id", "categoria_funcional", nulo=True),
        texto("carreira"),
        texto("simbolo"),
        texto("lei"),
        texto("escolaridade"),
        texto("jornada_semanal"),
        texto("niveis"),
        texto("orgao_tipico"),
        texto("especialidade"),
        dia("extinto_em", nulo=True),
        texto("a_confirmar"),
    )
    indice("cargo", "categoria_id")
    indice("cargo", "grupo_id")
    indice("cargo", "nome_busca")
    tabela(
        "classe",
        chave(),
        ref("cargo_id", "cargo"),
        texto("nome"),
        inteiro("ordem"),
        unica("cargo_id", "nome"),
    )
    tabela(
        "referencia",
        chave(),
        ref("classe_id", "classe"),
        texto("nome"),
        inteiro("ordem"),
        unica("classe_id", "nome"),
    )
    tabela(
        "orgao",
        chave(dada=True),
        texto("nome"),
        texto("sigla"),
        texto("poder"),
        dia("desde", nulo=True),
        dia("ate", nulo=True),
        ref("sucessor_id", "orgao", nulo=True),
    )
    tabela(
        "unidade",
        chave(dada=True),
        ref("orgao_id", "orgao"),
        texto("nome"),
        texto("sigla"),
        texto("municipio"),
        dia("desde", nulo=True),
        dia("ate", nulo=True),
        ref("sucessora_id", "unidade", nulo=True),
    )
    indice("unidade", "orgao_id")
    tabela(
        "autoridade",
        chave(),
        texto("nome"),
        texto("cargo"),
        texto("matricula"),
        texto("inciso"),
        texto("delegacao"),
        ref("orgao_id", "orgao", nulo=True),
        dia("desde", nulo=True),
        dia("ate", nulo=True),
    )
    indice("autoridade", "orgao_id")
    tabela(
        "vaga",
        chave(dada=True),
        ref("cargo_id", "cargo"),
        ref("unidade_id", "unidade", nulo=True),
        inteiro("quantidade"),
        texto("lei"),
        dia("desde", nulo=True),
    )
    indice("vaga", "cargo_id")
    indice("vaga", "unidade_id")
    tabela(
        "concurso",
        chave(dada=True),
        texto("edital"),
        ref("orgao_id", "orgao", nulo=True),
        dia("homologacao"),
        inteiro("validade_meses"),
        dia("prorrogacao", nulo=True),
        texto("autorizacao"),
        texto("orgao_central"),
    )
    tabela(
        "lista",
        chave(dada=True),
        ref("concurso_id", "concurso"),
        ref("cargo_id", "cargo"),
        texto("especialidade"),
        texto("polo"),
        texto("modalidade"),
    )
    indice("lista", "cargo_id")
    indice("lista", "concurso_id")
    tabela(
        "candidato",
        chave(dada=True),
        ref("lista_id", "lista"),
        inteiro("classificacao"),
        texto("nome"),
        texto("nome_busca"),
        texto("cpf", nulo=True),
        dia("nascimento", nulo=True),
        texto("situacao"),
        texto("fundamento"),
        unica("lista_id", "classificacao"),
    )
    indice("candidato", "cpf")
    tabela(
        "dia_sem_expediente",
        chave(dada=True),
        dia("data"),
        texto("descricao"),
        texto("fundamento"),
        texto("esfera"),
        texto("municipio"),
        ref("orgao_id", "orgao", nulo=True),
        instante("registrado_em"),
        instante("revogado_em", nulo=True),
        texto("revogacao"),
    )
    indice("dia_sem_expediente", "data")
    tabela(
        "parametro",
        chave(dada=True),
        texto("chave"),
        dia("desde"),
        texto("valor"),
        texto("citacao"),
        dia("conferido_em", nulo=True),
        logico("confirmado"),
        texto("observacao"),
    )
    indice("parametro", "chave")
    tabela(
        "opcao",
        chave(dada=True),
        texto("chave"),
        texto("valor"),
        texto("fundamento"),
        texto("usuario"),
        instante("instante"),
    )
    indice("opcao", "chave")
    tabela(
        "configuracao",
        sa.Column("chave", sa.Text(), primary_key=True),
        texto("valor"),
    )


def _pessoas() -> None:
    tabela(
        "servidor",
        chave(dada=True),
        texto("nome"),
        texto("nome_busca"),
        texto("outros_busca"),
        texto("cpf", nulo=True),
        dia("nascimento", nulo=True),
        texto("nome_social"),
        texto("nomes_anteriores"),
        texto("sexo"),
        texto("pis", nulo=True),
        texto("rg"),
        texto("rg_orgao"),
        texto("rg_uf"),
        dia("rg_data", nulo=True),
        texto("titulo_eleitor"),
        texto("nacionalidade"),
        texto("naturalidade"),
        texto("escolaridade"),
        texto("estado_civil"),
        texto("filiacao"),
        texto("endereco"),
        texto("telefone"),
        texto("email"),
        inteiro("versao"),
        unica("cpf"),
    )
    indice("servidor", "nome_busca", "id")
    tabela(
        "vinculo",
        chave(dada=True),
        ref("servidor_id", "servidor"),
        inteiro("numero"),
        texto("matricula", nulo=True),
        ref("cargo_id", "cargo"),
        texto("carater"),
        ref("unidade_id", "unidade", nulo=True),
        ref("candidato_id", "candidato", nulo=True),
        dia("ocupa_desde", nulo=True),
        dia("nomeacao", nulo=True),
        dia("posse", nulo=True),
        dia("exercicio", nulo=True),
        dia("sem_efeito", nulo=True),
        dia("fim", nulo=True),
        texto("fim_causa"),
        texto("situacao_base"),
        dia("estavel_desde", nulo=True),
        inteiro("ressalvas"),
        inteiro("versao"),
        texto("motor"),
        unica("matricula"),
    )
    indice("vinculo", "candidato_id")
    indice("vinculo", "cargo_id")
    indice("vinculo", "servidor_id")
    indice("vinculo", "situacao_base")
    indice("vinculo", "unidade_id")
    tabela(
        "afastamento",
        chave(),
        ref("vinculo_id", "vinculo"),
        dia("inicio"),
        dia("fim", nulo=True),
        texto("motivo"),
        logico("suspende_estagio", nulo=True),
        ref("ato_id", "ato", nulo=True),
    )
    indice("afastamento", "vinculo_id")
    tabela(
        "prazo",
        chave(),
        ref("servidor_id", "servidor"),
        ref("vinculo_id", "vinculo"),
        texto("tipo"),
        inteiro("numero"),
        dia("inicio", nulo=True),
        dia("vence", nulo=True),
        dia("vence_ultimo", nulo=True),
        texto("desfecho", nulo=True),
        dia("fechado_em", nulo=True),
        ref("fechado_por", "ato", nulo=True),
        dia("conta_de", nulo=True),
        logico("retido"),
        logico("depende_de_hoje"),
        texto("dispositivo"),
        unica("vinculo_id", "tipo", "numero"),
    )
    indice("prazo", "vence", "vence_ultimo", nome="ix_prazo_aberto", onde="desfecho IS NULL")
    indice("prazo", "servidor_id")
    indice("prazo", "vence")
    indice("prazo", "vence_ultimo")
    tabela(
        "reconhecimento",
        chave(),
        inteiro("vinculo_id"),
        texto("tipo"),
        inteiro("numero"),
        dia("vence", nulo=True),
        texto("estado"),
        dia("em"),
        instante("instante"),
        texto("usuario"),
        unica("vinculo_id", "tipo", "numero", "vence", "estado"),
    )
    tabela(
        "sessao_abertura",
        chave(),
        dia("data"),
        instante("instante"),
        texto("usuario"),
    )
    indice("sessao_abertura", "data")


def _papeis() -> None:
    tabela(
        "minuta",
        chave(),
        texto("tipo"),
        texto("estado"),
        inteiro("ano"),
        inteiro("numero"),
        ref("servidor_id", "servidor", nulo=True),
        ref("vinculo_id", "vinculo", nulo=True),
        texto("conteudo"),
        texto("pedido"),
        ref("ato_id", "ato", nulo=True),
        texto("motivo"),
        inteiro("versao"),
        instante("criada_em"),
        instante("emitida_em", nulo=True),
        texto("usuario"),
    )
    indice("minuta", "estado", "tipo")
    indice("minuta", "servidor_id")
    indice("minuta", "vinculo_id")
    indice("minuta", "tipo", "ano", "numero", nome="uq_minuta_tipo_ano_numero", onde="numero > 0", unico=True)
    tabela(
        "arquivo",
        sa.Column("hash", sa.Text(), primary_key=True),
        bytes_("conteudo"),
    )
    tabela(
        "documento_emitido",
        chave(),
        texto("especie"),
        inteiro("orgao_id"),
        inteiro("ano"),
        inteiro("numero"),
        texto("titulo"),
        texto("modelo_versao"),
        texto("hash"),
        instante("emitido_em"),
        texto("emitido_por"),
        ref("servidor_id", "servidor", nulo=True),
        ref("vinculo_id", "vinculo", nulo=True),
        ref("minuta_id", "minuta", nulo=True),
        ref("ato_id", "ato", nulo=True),
        unica("orgao_id", "especie", "ano", "numero"),
    )
    indice("documento_emitido", "hash")
    indice("documento_emitido", "servidor_id")
    indice("documento_emitido", "vinculo_id")
    tabela(
        "trilha",
        chave(),
        instante("instante"),
        texto("usuario"),
        texto("acao"),
        texto("objeto"),
        inteiro("objeto_id", nulo=True),
        texto("detalhe"),
    )
    indice("trilha", "instante")
    indice("trilha", "objeto", "objeto_id")


# ------------------------------------------------------------------ append-only


def _gatilhos_sqlite() -> None:
    for tabela_, chaves in SOMENTE_ACRESCIMO.items():
        recusa = f"BEGIN SELECT RAISE(ABORT, '{RECUSA}'); END"
        colunas = f" OF {', '.join(FIXAS_DO_INSTRUMENTO)}" if tabela_ == "instrumento" else ""
        op.execute(f"CREATE TRIGGER {tabela_}_nao_altera BEFORE UPDATE{colunas} ON {tabela_} {recusa}")
        op.execute(f"CREATE TRIGGER {tabela_}_nao_apaga BEFORE DELETE ON {tabela_} {recusa}")
        repetidas = " OR ".join(
            f"EXISTS (SELECT 1 FROM {tabela_} WHERE {' AND '.join(f'{c} = NEW.{c}' for c in grupo.split(','))})"
            for grupo in chaves
        )
        op.execute(f"CREATE TRIGGER {tabela_}_nao_troca BEFORE INSERT ON {tabela_} WHEN {repetidas} {recusa}")


def _gatilhos_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION recusar_mudanca_no_livro() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{RECUSA}'; END $$"
    )
    chamada = "EXECUTE FUNCTION recusar_mudanca_no_livro()"
    for tabela_ in SOMENTE_ACRESCIMO:
        colunas = f" OF {', '.join(FIXAS_DO_INSTRUMENTO)}" if tabela_ == "instrumento" else ""
        op.execute(f"CREATE TRIGGER {tabela_}_nao_altera BEFORE UPDATE{colunas} ON {tabela_} FOR EACH ROW {chamada}")
        op.execute(f"CREATE TRIGGER {tabela_}_nao_apaga BEFORE DELETE ON {tabela_} FOR EACH ROW {chamada}")
        op.execute(f"CREATE TRIGGER {tabela_}_nao_esvazia BEFORE TRUNCATE ON {tabela_} FOR EACH STATEMENT {chamada}")


# ------------------------------------------------------------------ search of people


def _busca_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE busca_pessoa USING fts5(nome, matricula, cpf, cargo, unidade, "
        "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    op.execute(
        "CREATE VIEW texto_de_busca AS SELECT v.id AS vinculo_id, v.servidor_id AS servidor_id, "
        "v.cargo_id AS cargo_id, v.unidade_id AS unidade_id, u.orgao_id AS orgao_id, "
        "s.nome_busca || ' ' || s.outros_busca AS nome, coalesce(v.matricula, '') AS matricula, "
        "coalesce(s.cpf, '') AS cpf, c.nome || ' ' || c.simbolo AS cargo, "
        "coalesce(u.nome || ' ' || u.sigla || ' ' || o.sigla, '') AS unidade "
        "FROM vinculo v JOIN servidor s ON s.id = v.servidor_id JOIN cargo c ON c.id = v.cargo_id "
        "LEFT JOIN unidade u ON u.id = v.unidade_id LEFT JOIN orgao o ON o.id = u.orgao_id"
    )
    op.execute(_gatilho_de_busca("vinculo_entra", "AFTER INSERT ON vinculo", "vinculo_id = NEW.id", apaga=False))
    op.execute(
        _gatilho_de_busca(
            "vinculo_muda",
            "AFTER UPDATE OF servidor_id, matricula, cargo_id, unidade_id ON vinculo "
            "WHEN OLD.servidor_id IS NOT NEW.servidor_id OR OLD.matricula IS NOT NEW.matricula "
            "OR OLD.cargo_id IS NOT NEW.cargo_id OR OLD.unidade_id IS NOT NEW.unidade_id",
            "vinculo_id = NEW.id",
        )
    )
    op.execute(
        "CREATE TRIGGER busca_vinculo_sai AFTER DELETE ON vinculo "
        "BEGIN DELETE FROM busca_pessoa WHERE rowid = OLD.id; END"
    )
    for nome, tabela_, colunas in (
        ("servidor_muda", "servidor", ("nome_busca", "outros_busca", "cpf")),
        ("cargo_muda", "cargo", ("nome", "simbolo")),
        ("unidade_muda", "unidade", ("nome", "sigla", "orgao_id")),
        ("orgao_muda", "orgao", ("sigla",)),
    ):
        mudou = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in colunas)
        quando = f"AFTER UPDATE OF {', '.join(colunas)} ON {tabela_} WHEN {mudou}"
        op.execute(_gatilho_de_busca(nome, quando, f"{tabela_}_id = NEW.id"))


def _gatilho_de_busca(nome: str, quando: str, onde: str, *, apaga: bool = True) -> str:
    vinculos = f"SELECT vinculo_id FROM texto_de_busca WHERE {onde}"
    apagar = f"DELETE FROM busca_pessoa WHERE rowid IN ({vinculos}); " if apaga else ""
    return (
        f"CREATE TRIGGER busca_{nome} {quando} BEGIN {apagar}"
        "INSERT INTO busca_pessoa (rowid, nome, matricula, cpf, cargo, unidade) "
        f"SELECT vinculo_id, nome, matricula, cpf, cargo, unidade FROM texto_de_busca WHERE {onde}; END"
    )


def _busca_postgresql() -> None:
    # The compared form of a name has no accents already, so the plain dictionary is enough, and needs no extension.
    op.execute(
        "CREATE INDEX ix_servidor_texto ON servidor "
        "USING gin (to_tsvector('simple', nome_busca || ' ' || outros_busca))"
    )
    op.execute("CREATE INDEX ix_servidor_nome_prefixo ON servidor (nome_busca text_pattern_ops)")
