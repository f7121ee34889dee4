"""Who may do what, a trail that is a chain, and tables that only the program can write.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instante = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

RECUSA = "O livro só recebe entradas novas: nada do que foi escrito nele se altera ou se apaga."
ORIGEM = "0" * 64

SOMENTE_ACRESCIMO = {"expurgo": ("id", "ato_id"), "confirmacao": ("id",)}
"""What is kept as it was, each with its keys: a row that repeats one is refused before REPLACE or upsert can act."""

SO_ENTRAM = (
    "operacao", "instrumento", "ato", "ato_sigilo", "selo", "trilha", "arquivo", "documento_emitido",
    "modelo_documento", "processo", "processo_entrega", "assinatura", "expurgo", "confirmacao",
)  # fmt: skip
"""Tables that refuse change and deletion already: only insertion asks who writes."""

DO_PROGRAMA = (
    "usuario", "codigo_recuperacao", "configuracao", "parametro", "opcao", "servidor", "vinculo", "prazo",
    "cargo", "orgao", "unidade", "autoridade", "vaga", "reserva_posto", "concurso", "lista", "candidato",
    "dia_sem_expediente", "ocupacao", "afastamento", "reconhecimento", "anexo", "minuta", "contraditorio",
)  # fmt: skip
"""Tables that change, and whose every change asks who writes."""


def _coluna(nome: str, tipo: Any, *, nulo: bool = False) -> sa.Column[Any]:
    return sa.Column(nome, tipo, nullable=nulo)


def _texto(nome: str) -> sa.Column[Any]:
    return _coluna(nome, sa.Text())


def _inteiro(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    return _coluna(nome, Inteiro, nulo=nulo)


def _instante(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    return _coluna(nome, Instante, nulo=nulo)


def _tabela(nome: str, *itens: Any) -> None:
    chave = sa.Column("id", Inteiro, primary_key=True, autoincrement="auto")
    op.create_table(nome, chave, *itens, sa.PrimaryKeyConstraint("id", name=f"pk_{nome}"))


def _ref(tabela: str, coluna: str, alvo: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([coluna], [f"{alvo}.id"], name=f"fk_{tabela}_{coluna}_{alvo}")


def upgrade() -> None:
    """Add the tables, chain the trail there is, and make the triggers ask who writes."""
    postgresql = op.get_context().dialect.name == "postgresql"
    _tabelas()
    for nome in ("maquina", "hash_anterior", "hash"):
        op.add_column("trilha", sa.Column(nome, sa.Text(), nullable=False, server_default=""))
    for nome, tipo, padrao in (
        ("ultima_trilha", Inteiro, "0"), ("hash_trilha", sa.Text(), ""), ("tabelas", sa.Text(), ""),
        ("hash_anterior", sa.Text(), ""), ("hash", sa.Text(), ""),
    ):  # fmt: skip
        op.add_column("selo", sa.Column(nome, tipo, nullable=False, server_default=padrao))
    if postgresql:
        _gatilhos_postgresql()
    else:
        if not op.get_context().as_sql:
            _encadear_trilha()
        _gatilhos_sqlite()


def _tabelas() -> None:
    _tabela(
        "usuario",
        _texto("login"),
        _texto("nome"),
        _texto("papel"),
        _texto("permissoes"),
        _texto("senha"),
        _instante("senha_em", nulo=True),
        _coluna("troca_senha", sa.Boolean(create_constraint=False)),
        _texto("totp"),
        _inteiro("totp_passo"),
        _coluna("ativo", sa.Boolean(create_constraint=False)),
        _inteiro("falhas"),
        _instante("ultima_falha", nulo=True),
        _instante("criado_em"),
        _inteiro("versao"),
        sa.UniqueConstraint("login", name="uq_usuario_login"),
    )
    _tabela(
        "codigo_recuperacao",
        _inteiro("usuario_id"),
        _texto("hash"),
        _instante("usado_em", nulo=True),
        _ref("codigo_recuperacao", "usuario_id", "usuario"),
    )
    op.create_index("ix_codigo_recuperacao_usuario_id", "codigo_recuperacao", ["usuario_id"])
    _tabela(
        "confirmacao",
        _inteiro("operacao_id"),
        _texto("usuario"),
        _instante("instante"),
        _texto("motivo"),
        _ref("confirmacao", "operacao_id", "operacao"),
    )
    op.create_index("ix_confirmacao_operacao_id", "confirmacao", ["operacao_id"])
    _tabela(
        "expurgo",
        _inteiro("ato_id"),
        _instante("instante"),
        _texto("usuario"),
        _texto("campos"),
        _texto("fundamento"),
        _texto("motivo"),
        _ref("expurgo", "ato_id", "ato"),
        sa.UniqueConstraint("ato_id", name="uq_expurgo_ato_id"),
    )
    _tabela(
        "quarentena",
        _inteiro("servidor_id"),
        _inteiro("ato_id", nulo=True),
        _texto("motivo"),
        _instante("desde"),
        _instante("liberada_em", nulo=True),
    )
    op.create_index("ix_quarentena_servidor_id", "quarentena", ["servidor_id"])
    _tabela(
        "rascunho",
        _texto("usuario"),
        _texto("chave"),
        _texto("titulo"),
        _texto("conteudo"),
        _instante("instante"),
        sa.UniqueConstraint("usuario", "chave", name="uq_rascunho_usuario_chave"),
    )


# ------------------------------------------------------------------ the trail


def _encadear_trilha() -> None:
    """Chain what is in the trail: from here on it is as it is found here."""
    conexao = op.get_bind()
    op.execute("DROP TRIGGER trilha_nao_altera")
    anterior = ORIGEM
    linhas = conexao.exec_driver_sql(
        "SELECT id, instante, usuario, maquina, acao, objeto, objeto_id, detalhe FROM trilha ORDER BY id"
    ).all()
    for id_, *campos in linhas:
        materia = json.dumps([anterior, id_, *campos], ensure_ascii=False, separators=(",", ":"))
        atual = hashlib.sha256(materia.encode()).hexdigest()
        conexao.exec_driver_sql("UPDATE trilha SET hash_anterior = ?, hash = ? WHERE id = ?", (anterior, atual, id_))
        anterior = atual
    op.execute(f"CREATE TRIGGER trilha_nao_altera BEFORE UPDATE ON trilha BEGIN SELECT RAISE(ABORT, '{RECUSA}'); END")


# ------------------------------------------------------------------ triggers


def _gatilhos_sqlite() -> None:
    recusa = f"BEGIN SELECT RAISE(ABORT, '{RECUSA}'); END"
    for tabela, chaves in SOMENTE_ACRESCIMO.items():
        op.execute(f"CREATE TRIGGER {tabela}_nao_altera BEFORE UPDATE ON {tabela} {recusa}")
        op.execute(f"CREATE TRIGGER {tabela}_nao_apaga BEFORE DELETE ON {tabela} {recusa}")
        repetidas = " OR ".join(f"EXISTS (SELECT 1 FROM {tabela} WHERE {c} = NEW.{c})" for c in chaves)
        op.execute(f"CREATE TRIGGER {tabela}_nao_troca BEFORE INSERT ON {tabela} WHEN {repetidas} {recusa}")
    # What is kept apart goes only after the reason is written.
    op.execute("DROP TRIGGER ato_sigilo_nao_apaga")
    op.execute(
        "CREATE TRIGGER ato_sigilo_nao_apaga BEFORE DELETE ON ato_sigilo "
        f"WHEN NOT EXISTS (SELECT 1 FROM expurgo WHERE ato_id = OLD.ato_id) {recusa}"
    )
    # Only the program has this function: for any other the statement has no meaning, and fails whole.
    pergunta = "BEGIN SELECT bahiaservidor_grava(); END"
    for tabela in SO_ENTRAM:
        op.execute(f"CREATE TRIGGER {tabela}_so_programa BEFORE INSERT ON {tabela} {pergunta}")
    for tabela in DO_PROGRAMA:
        for quando, verbo in (("insere", "INSERT"), ("altera", "UPDATE"), ("apaga", "DELETE")):
            op.execute(f"CREATE TRIGGER {tabela}_so_programa_{quando} BEFORE {verbo} ON {tabela} {pergunta}")


def _gatilhos_postgresql() -> None:
    # The function is the book's own, of 0001.  Who may write at all is said there by the roles of the server.
    chamada = "EXECUTE FUNCTION recusar_mudanca_no_livro()"
    for tabela in SOMENTE_ACRESCIMO:
        op.execute(f"CREATE TRIGGER {tabela}_nao_altera BEFORE UPDATE ON {tabela} FOR EACH ROW {chamada}")
        op.execute(f"CREATE TRIGGER {tabela}_nao_apaga BEFORE DELETE ON {tabela} FOR EACH ROW {chamada}")
        op.execute(f"CREATE TRIGGER {tabela}_nao_esvazia BEFORE TRUNCATE ON {tabela} FOR EACH STATEMENT {chamada}")
    op.execute("DROP TRIGGER ato_sigilo_nao_apaga ON ato_sigilo")
    op.execute(
        "CREATE FUNCTION recusar_sem_expurgo() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN IF NOT EXISTS (SELECT 1 FROM expurgo WHERE ato_id = OLD.ato_id) THEN "
        f"RAISE EXCEPTION '{RECUSA}'; END IF; RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER ato_sigilo_nao_apaga BEFORE DELETE ON ato_sigilo FOR EACH ROW "
        "EXECUTE FUNCTION recusar_sem_expurgo()"
    )


def downgrade() -> None:
    """Take the tables, the columns and the triggers away."""
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TRIGGER ato_sigilo_nao_apaga ON ato_sigilo")
        op.execute("DROP FUNCTION recusar_sem_expurgo()")
        op.execute(
            "CREATE TRIGGER ato_sigilo_nao_apaga BEFORE DELETE ON ato_sigilo FOR EACH ROW "
            "EXECUTE FUNCTION recusar_mudanca_no_livro()"
        )
    else:
        for tabela in SO_ENTRAM:
            op.execute(f"DROP TRIGGER {tabela}_so_programa")
        for tabela in DO_PROGRAMA:
            for quando in ("insere", "altera", "apaga"):
                op.execute(f"DROP TRIGGER {tabela}_so_programa_{quando}")
        op.execute("DROP TRIGGER ato_sigilo_nao_apaga")
        op.execute(
            "CREATE TRIGGER ato_sigilo_nao_apaga BEFORE DELETE ON ato_sigilo "
            f"BEGIN SELECT RAISE(ABORT, '{RECUSA}'); END"
        )
    for nome in ("rascunho", "quarentena", "expurgo", "confirmacao", "codigo_recuperacao", "usuario"):
        op.drop_table(nome)
    for nome in ("hash", "hash_anterior", "tabelas", "hash_trilha", "ultima_trilha"):
        op.drop_column("selo", nome)
    for nome in ("hash", "hash_anterior", "maquina"):
        op.drop_column("trilha", nome)
