"""A registry made again, row by row, from what an open archive has: at the version it had, then brought to this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final

from . import migracao
from .acervo import NOMES_DAS_TABELAS, TabelaGuardada, tabelas
from .arquivo import ErroRegistro, conectar, erros, traduzir, valores_recusados, versao_do_esquema
from .banco import ESQUEMA, Banco
from .dialetos import preparar_conexao

_DE_TODO_REGISTRO: Final = ("sessao_abertura", "trilha")
"""What even a registry nobody has used yet may have."""


def versao_conhecida(esquema: str) -> bool:
    """Tell whether the migrations of this program can make a registry of that version."""
    return esquema == ESQUEMA or esquema in migracao.versoes()


def criar(caminho: Path, esquema: str) -> list[TabelaGuardada]:
    """Make an empty registry of a version and return its tables."""
    banco = Banco.abrir(caminho, migrar=False)
    try:
        with banco.escrita() as conexao:
            migracao.migrar(conexao, para=esquema)
            return tabelas(conexao)
    finally:
        banco.fechar()


class Carga:
    """Fills a registry that nobody else sees.  What protects and indexes it is taken away and put back as it was."""

    def __init__(self, caminho: Path) -> None:
        self._caminho = caminho
        self._conexao = conectar(caminho, "rw")
        preparar_conexao(self._conexao, leitor=False, duravel=False)
        self._conexao.execute("PRAGMA foreign_keys = OFF")
        self._conexao.execute("PRAGMA journal_mode = MEMORY")
        self._conexao.execute("BEGIN IMMEDIATE")
        # Indexes before triggers: dropped in any order, but made again as a migration does.
        self._guardados = [
            (tipo, nome, sql)
            for tipo, nome, sql in self._conexao.execute(
                "SELECT type, name, sql FROM sqlite_master "
                "WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
            )
        ]
        for tipo, nome, _ in self._guardados:
            self._conexao.execute(f'DROP {tipo} "{nome}"')
        # What the migrations themselves put in is in the archive too.
        for (tabela,) in self._conexao.execute(NOMES_DAS_TABELAS).fetchall():
            self._conexao.execute(f'DELETE FROM "{tabela}"')

    def inserir(self, tabela: TabelaGuardada, linhas: Iterable[Sequence[Any]], *, lote: int) -> Iterator[int]:
        """Put rows in a table, as they are, so many at a time, and yield how many each time.

        ErroRegistro for what the table does not take.
        """
        lugares = ", ".join("?" for _ in tabela.colunas)
        colunas = ", ".join(f'"{nome}"' for nome in tabela.colunas)
        comando = f'INSERT INTO "{tabela.nome}" ({colunas}) VALUES ({lugares})'
        fonte = iter(linhas)
        while juntas := list(islice(fonte, lote)):
            self._gravar(comando, tabela.nome, juntas)
            yield len(juntas)

    def _gravar(self, comando: str, tabela: str, lote: list[Sequence[Any]]) -> None:
        try:
            self._conexao.executemany(comando, lote)
        except Exception as erro:
            if not valores_recusados(erro):
                raise traduzir(erro, self._caminho) from erro
            raise ErroRegistro(
                f"A tabela “{tabela}” do acervo tem linhas que um registro não aceita ({erro}). Nada foi criado; use "
                "outra cópia do acervo."
            ) from erro

    def concluir(self) -> None:
        """Put indexes and triggers back, compute the text index, check references.  ErroRegistro for one that fails."""
        try:
            for _, _, sql in self._guardados:
                self._conexao.execute(sql)
            # Each version's index has the columns of its own view.
            colunas = ", ".join(
                nome for (nome,) in self._conexao.execute("SELECT name FROM pragma_table_info('busca_pessoa')")
            )
            self._conexao.execute(
                f"INSERT INTO busca_pessoa (rowid, {colunas}) SELECT vinculo_id, {colunas} FROM texto_de_busca"
            )
            solta = self._conexao.execute("PRAGMA foreign_key_check").fetchone()
            if solta is not None:
                raise ErroRegistro(
                    f"A tabela “{solta[0]}” do acervo se refere a uma linha de “{solta[2]}” que não existe. Nada foi "
                    "criado; use outra cópia do acervo."
                )
            self._conexao.execute("COMMIT")
        except erros() as erro:
            raise traduzir(erro, self._caminho) from erro

    def fechar(self) -> None:
        """Let the file go."""
        self._conexao.close()


def em_um_arquivo(caminho: Path) -> None:
    """Leave the registry whole in its one file, without the companions of the journal."""
    with closing(conectar(caminho, "rw")) as conexao:
        conexao.execute("PRAGMA journal_mode = DELETE")


def exigir_vazio(caminho: Path) -> None:
    """Refuse a registry where somebody has already worked, and leave an empty one alone in its file, to be replaced.

    Nothing is done where there is no file.  Raises ErroRegistro.
    """
    if not caminho.exists():
        return
    if caminho.is_dir():
        raise ErroRegistro(f"“{caminho}” é uma pasta. Nada foi criado; indique o arquivo do novo registro.")
    if versao_do_esquema(caminho, grava=True) is None:
        return
    try:
        with closing(conectar(caminho, "rw")) as conexao:
            conexao.execute("PRAGMA busy_timeout = 1000")
            for (nome,) in conexao.execute(NOMES_DAS_TABELAS).fetchall():
                if nome in _DE_TODO_REGISTRO:
                    continue
                if conexao.execute(f'SELECT 1 FROM "{nome}" LIMIT 1').fetchone() is not None:
                    raise ErroRegistro(
                        f"O registro “{caminho}” já tem dados, e um acervo só se restaura num registro novo ou vazio. "
                        "Nada foi alterado; indique outro arquivo com --banco."
                    )
            # Only who is alone with the file can do this: whoever has it open would go on with what is replaced.
            conexao.execute("PRAGMA journal_mode = DELETE")
    except erros() as erro:
        raise traduzir(erro, caminho) from erro
