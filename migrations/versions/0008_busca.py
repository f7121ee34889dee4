"""Search: people by the number of a process too, by the whole name of the órgão, and the list of the words there are.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_DIGITOS = "replace(replace(replace(p.numero, '.', ''), '-', ''), '/', '')"

# What cannot be read has no process: a book damaged by force is for ``verificar`` to tell.
_DO_ATO = "CASE WHEN json_valid(a.conteudo) THEN json_extract(a.conteudo, '$.processo') END"

# Each number twice: as it is written, for its parts, and only its digits, which is how it is looked for.
_PROCESSOS = (
    f"coalesce((SELECT group_concat(p.numero || ' ' || {_DIGITOS}, ' ') FROM (SELECT DISTINCT "
    f"{_DO_ATO} AS numero FROM ato a WHERE a.vinculo_id = v.id AND {_DO_ATO} <> '' ORDER BY 1) p), '')"
)

_ANTES = ("nome", "matricula", "cpf", "cargo", "unidade")
_AGORA = (*_ANTES, "processo")

_GATILHOS = (
    "vinculo_entra", "vinculo_muda", "vinculo_sai", "servidor_muda", "cargo_muda", "unidade_muda", "orgao_muda",
)  # fmt: skip


def upgrade() -> None:
    """Make the index again with its new column, and fill it."""
    if op.get_context().dialect.name == "postgresql":
        return
    _desfazer(_GATILHOS)
    orgao = "u.nome || ' ' || u.sigla || ' ' || o.sigla || ' ' || o.nome"
    _fazer(_AGORA, orgao, f", {_PROCESSOS} AS processo", ("sigla", "nome"))
    op.execute(
        _gatilho(
            "ato_entra",
            "AFTER INSERT ON ato WHEN NEW.vinculo_id IS NOT NULL AND json_extract(NEW.conteudo, '$.processo') <> ''",
            "vinculo_id = NEW.vinculo_id",
            _AGORA,
        )
    )
    op.execute("CREATE VIRTUAL TABLE busca_pessoa_palavra USING fts5vocab(busca_pessoa, 'col')")


def downgrade() -> None:
    """Make the index as it was."""
    if op.get_context().dialect.name == "postgresql":
        return
    op.execute("DROP TABLE busca_pessoa_palavra")
    _desfazer((*_GATILHOS, "ato_entra"))
    _fazer(_ANTES, "u.nome || ' ' || u.sigla || ' ' || o.sigla", "", ("sigla",))


def _desfazer(gatilhos: tuple[str, ...]) -> None:
    for gatilho in gatilhos:
        op.execute(f"DROP TRIGGER busca_{gatilho}")
    op.execute("DROP VIEW texto_de_busca")
    op.execute("DROP TABLE busca_pessoa")


def _fazer(colunas: tuple[str, ...], unidade: str, mais: str, do_orgao: tuple[str, ...]) -> None:
    op.execute(
        f"CREATE VIRTUAL TABLE busca_pessoa USING fts5({', '.join(colunas)}, "
        "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    op.execute(
        "CREATE VIEW texto_de_busca AS SELECT v.id AS vinculo_id, v.servidor_id AS servidor_id, "
        "v.cargo_id AS cargo_id, v.unidade_id AS unidade_id, u.orgao_id AS orgao_id, "
        "s.nome_busca || ' ' || s.outros_busca AS nome, coalesce(v.matricula, '') AS matricula, "
        "coalesce(s.cpf, '') AS cpf, c.nome || ' ' || c.simbolo AS cargo, "
        f"coalesce({unidade}, '') AS unidade{mais} "
        "FROM vinculo v JOIN servidor s ON s.id = v.servidor_id JOIN cargo c ON c.id = v.cargo_id "
        "LEFT JOIN unidade u ON u.id = v.unidade_id LEFT JOIN orgao o ON o.id = u.orgao_id"
    )
    op.execute(_gatilho("vinculo_entra", "AFTER INSERT ON vinculo", "vinculo_id = NEW.id", colunas, apaga=False))
    op.execute(
        "CREATE TRIGGER busca_vinculo_sai AFTER DELETE ON vinculo "
        "BEGIN DELETE FROM busca_pessoa WHERE rowid = OLD.id; END"
    )
    for nome, tabela, quais, onde in (
        ("vinculo_muda", "vinculo", ("servidor_id", "matricula", "cargo_id", "unidade_id"), "vinculo_id"),
        ("servidor_muda", "servidor", ("nome_busca", "outros_busca", "cpf"), "servidor_id"),
        ("cargo_muda", "cargo", ("nome", "simbolo"), "cargo_id"),
        ("unidade_muda", "unidade", ("nome", "sigla", "orgao_id"), "unidade_id"),
        ("orgao_muda", "orgao", do_orgao, "orgao_id"),
    ):
        mudou = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in quais)
        quando = f"AFTER UPDATE OF {', '.join(quais)} ON {tabela} WHEN {mudou}"
        op.execute(_gatilho(nome, quando, f"{onde} = NEW.id", colunas))
    lista = ", ".join(colunas)
    op.execute(f"INSERT INTO busca_pessoa (rowid, {lista}) SELECT vinculo_id, {lista} FROM texto_de_busca")


def _gatilho(nome: str, quando: str, onde: str, colunas: tuple[str, ...], *, apaga: bool = True) -> str:
    vinculos = f"SELECT vinculo_id FROM texto_de_busca WHERE {onde}"
    apagar = f"DELETE FROM busca_pessoa WHERE rowid IN ({vinculos}); " if apaga else ""
    lista = ", ".join(colunas)
    return (
        f"CREATE TRIGGER busca_{nome} {quando} BEGIN {apagar}"
        f"INSERT INTO busca_pessoa (rowid, {lista}) "
        f"SELECT vinculo_id, {lista} FROM texto_de_busca WHERE {onde}; END"
    )
