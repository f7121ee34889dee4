"""Papers kept as the book is: append-only; texts of each órgão by version; attachments, processes, follow-up, defence.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Inteiro = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instante = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

RECUSA = "O livro só recebe entradas novas: nada do que foi escrito nele se altera ou se apaga."

SOMENTE_ACRESCIMO = {
    "arquivo": ("hash",),
    "documento_emitido": ("id", "orgao_id,especie,ano,numero"),
    "modelo_documento": ("id", "orgao_id,nome,versao"),
    "processo": ("id",),
    "processo_entrega": ("id",),
    "assinatura": ("id",),
}
"""What is kept as it was, each with its keys: a row that repeats one is refused before REPLACE or upsert can act."""


FIXAS = {
    "documento_emitido": (
        "id", "especie", "orgao_id", "ano", "numero", "titulo", "modelo_versao", "hash", "emitido_em", "emitido_por",
        "minuta_id", "ato_id", "midia", "memoria", "codigo", "lote", "origem_id",
    ),
    "processo": ("id", "provimento", "numero", "titulo", "folhas", "partes", "indice", "instante", "usuario"),
}  # fmt: skip
"""What never changes where something may: a paper follows its person and vínculo when two records are one."""


def _quais(tabela: str) -> str:
    return f" OF {', '.join(FIXAS[tabela])}" if tabela in FIXAS else ""


def _texto(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, sa.Text(), nullable=False)


def _inteiro(nome: str, *, nulo: bool = False) -> sa.Column[Any]:
    return sa.Column(nome, Inteiro, nullable=nulo)


def _dia(nome: str, *, nulo: bool = True) -> sa.Column[Any]:
    return sa.Column(nome, sa.Date(), nullable=nulo)


def _instante(nome: str) -> sa.Column[Any]:
    return sa.Column(nome, Instante, nullable=False)


def _tabela(nome: str, *itens: Any) -> None:
    chave = sa.Column("id", Inteiro, primary_key=True, autoincrement="auto")
    op.create_table(nome, chave, *itens, sa.PrimaryKeyConstraint("id", name=f"pk_{nome}"))


def _ref(tabela: str, coluna: str, alvo: str, chave: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([coluna], [f"{alvo}.{chave}"], name=f"fk_{tabela}_{coluna}_{alvo}")


def upgrade() -> None:
    """Add columns and tables, and protect what is issued."""
    for nome, padrao in (("midia", "application/pdf"), ("memoria", "[]"), ("codigo", ""), ("lote", "")):
        op.add_column("documento_emitido", sa.Column(nome, sa.Text(), nullable=False, server_default=padrao))
    op.add_column("documento_emitido", sa.Column("origem_id", Inteiro, nullable=True))
    op.create_index("ix_documento_emitido_origem_id", "documento_emitido", ["origem_id"])
    op.create_index("ix_documento_emitido_codigo", "documento_emitido", ["codigo"])
    _tabela(
        "modelo_documento",
        _inteiro("orgao_id"), _texto("nome"), _inteiro("versao"), _texto("conteudo"), _texto("nota"),
        _instante("instante"), _texto("usuario"),
        sa.UniqueConstraint("orgao_id", "nome", "versao", name="uq_modelo_documento_orgao_id_nome_versao"),
    )  # fmt: skip
    _tabela(
        "anexo",
        _texto("hash"), _texto("nome"), _texto("midia"), _inteiro("paginas"), _texto("peca"), _texto("descricao"),
        _dia("data"), _inteiro("servidor_id", nulo=True), _inteiro("vinculo_id", nulo=True),
        _inteiro("ato_id", nulo=True), _inteiro("minuta_id", nulo=True), _instante("recebido_em"), _texto("usuario"),
        _texto("retirado"),
        _ref("anexo", "hash", "arquivo", "hash"),
        _ref("anexo", "servidor_id", "servidor"),
        _ref("anexo", "vinculo_id", "vinculo"),
        _ref("anexo", "ato_id", "ato"),
        _ref("anexo", "minuta_id", "minuta"),
    )  # fmt: skip
    op.create_index("ix_anexo_servidor_id", "anexo", ["servidor_id"])
    op.create_index("ix_anexo_vinculo_id", "anexo", ["vinculo_id"])
    _tabela(
        "processo",
        _inteiro("servidor_id"), _inteiro("vinculo_id", nulo=True), _texto("provimento"), _texto("numero"),
        _texto("titulo"), _inteiro("folhas"), _texto("partes"), _texto("indice"), _instante("instante"),
        _texto("usuario"),
        _ref("processo", "servidor_id", "servidor"),
        _ref("processo", "vinculo_id", "vinculo"),
    )  # fmt: skip
    op.create_index("ix_processo_vinculo_id", "processo", ["vinculo_id"])
    _tabela(
        "processo_entrega",
        _inteiro("processo_id"), _texto("situacao"), _dia("em", nulo=False), _texto("destino"), _texto("protocolo"),
        _texto("motivo"), _inteiro("anexo_id", nulo=True), _instante("instante"), _texto("usuario"),
        _ref("processo_entrega", "processo_id", "processo"),
        _ref("processo_entrega", "anexo_id", "anexo"),
    )  # fmt: skip
    op.create_index("ix_processo_entrega_processo_id", "processo_entrega", ["processo_id"])
    _tabela(
        "acompanhamento",
        _inteiro("vinculo_id"), _texto("tipo"), _inteiro("numero"), _texto("responsavel"), _dia("data_interna"),
        _texto("nota"), _inteiro("versao"), _instante("instante"), _texto("usuario"),
        sa.UniqueConstraint("vinculo_id", "tipo", "numero", name="uq_acompanhamento_vinculo_id_tipo_numero"),
    )  # fmt: skip
    op.create_index("ix_acompanhamento_responsavel", "acompanhamento", ["responsavel"])
    op.create_index("ix_acompanhamento_data_interna", "acompanhamento", ["data_interna"])
    _tabela(
        "contraditorio",
        _inteiro("servidor_id"), _inteiro("vinculo_id", nulo=True), _texto("ato"), _inteiro("minuta_id", nulo=True),
        _inteiro("ato_id", nulo=True), _texto("aviso_meio"), _dia("aviso_em"), _inteiro("aviso_anexo_id", nulo=True),
        _dia("resposta_ate"), _dia("resposta_em"), _texto("resposta"), _inteiro("resposta_anexo_id", nulo=True),
        _dia("decisao_em"), _texto("decisao"), _texto("decisao_autoridade"),
        _inteiro("decisao_anexo_id", nulo=True), _texto("dispensa"), _inteiro("versao"), _instante("instante"),
        _texto("usuario"),
        _ref("contraditorio", "servidor_id", "servidor"),
        _ref("contraditorio", "vinculo_id", "vinculo"),
        _ref("contraditorio", "minuta_id", "minuta"),
        _ref("contraditorio", "ato_id", "ato"),
        _ref("contraditorio", "aviso_anexo_id", "anexo"),
        _ref("contraditorio", "resposta_anexo_id", "anexo"),
        _ref("contraditorio", "decisao_anexo_id", "anexo"),
    )  # fmt: skip
    op.create_index("ix_contraditorio_vinculo_id", "contraditorio", ["vinculo_id"])
    _tabela(
        "relatorio_saldo",
        _inteiro("documento_id"), _inteiro("orgao_id"), _inteiro("ano"), _inteiro("trimestre"), _dia("em", nulo=False),
        _texto("hash"),
        _ref("relatorio_saldo", "documento_id", "documento_emitido"),
        _ref("relatorio_saldo", "hash", "arquivo", "hash"),
    )  # fmt: skip
    op.create_index("ix_relatorio_saldo_orgao_id_ano", "relatorio_saldo", ["orgao_id", "ano", "trimestre"])
    _tabela(
        "assinatura",
        _inteiro("documento_id"), _texto("signatario"), sa.Column("assinado_em", Instante, nullable=True),
        sa.Column("integro", sa.Boolean(), nullable=False), sa.Column("todo", sa.Boolean(), nullable=False),
        sa.Column("confiavel", sa.Boolean(), nullable=False), _texto("veredito"), _instante("instante"),
        _texto("usuario"),
        _ref("assinatura", "documento_id", "documento_emitido"),
    )  # fmt: skip
    op.create_index("ix_assinatura_documento_id", "assinatura", ["documento_id"])
    if op.get_context().dialect.name == "postgresql":
        _gatilhos_postgresql()
    else:
        _gatilhos_sqlite()


def _gatilhos_sqlite() -> None:
    recusa = f"BEGIN SELECT RAISE(ABORT, '{RECUSA}'); END"
    for tabela, chaves in SOMENTE_ACRESCIMO.items():
        op.execute(f"CREATE TRIGGER {tabela}_nao_altera BEFORE UPDATE{_quais(tabela)} ON {tabela} {recusa}")
        op.execute(f"CREATE TRIGGER {tabela}_nao_apaga BEFORE DELETE ON {tabela} {recusa}")
        repetidas = " OR ".join(
            f"EXISTS (SELECT 1 FROM {tabela} WHERE {' AND '.join(f'{c} = NEW.{c}' for c in grupo.split(','))})"
            for grupo in chaves
        )
        op.execute(f"CREATE TRIGGER {tabela}_nao_troca BEFORE INSERT ON {tabela} WHEN {repetidas} {recusa}")


def _gatilhos_postgresql() -> None:
    # The function is the book's own, of 0001.
    chamada = "EXECUTE FUNCTION recusar_mudanca_no_livro()"
    for tabela in SOMENTE_ACRESCIMO:
        quais = _quais(tabela)
        op.execute(f"CREATE TRIGGER {tabela}_nao_altera BEFORE UPDATE{quais} ON {tabela} FOR EACH ROW {chamada}")
        op.execute(f"CREATE TRIGGER {tabela}_nao_apaga BEFORE DELETE ON {tabela} FOR EACH ROW {chamada}")
        op.execute(f"CREATE TRIGGER {tabela}_nao_esvazia BEFORE TRUNCATE ON {tabela} FOR EACH STATEMENT {chamada}")


def downgrade() -> None:
    """Take tables, columns and triggers away."""
    postgresql = op.get_context().dialect.name == "postgresql"
    for tabela in ("arquivo", "documento_emitido"):
        for recusa in ("nao_altera", "nao_apaga", "nao_esvazia" if postgresql else "nao_troca"):
            op.execute(f"DROP TRIGGER {tabela}_{recusa}" + (f" ON {tabela}" if postgresql else ""))
    for tabela in (
        "assinatura", "relatorio_saldo", "contraditorio", "acompanhamento", "processo_entrega", "processo", "anexo",
        "modelo_documento",
    ):  # fmt: skip
        op.drop_table(tabela)
    op.drop_index("ix_documento_emitido_codigo", "documento_emitido")
    op.drop_index("ix_documento_emitido_origem_id", "documento_emitido")
    for coluna in ("origem_id", "lote", "codigo", "memoria", "midia"):
        op.drop_column("documento_emitido", coluna)
