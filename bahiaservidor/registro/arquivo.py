"""What may be wrong with the file of a registry, found before anything is changed, each in one sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing
from json import JSONDecodeError
from pathlib import Path
from typing import Final

from ..desistencia import Desistencia
from ..estatuto.erros import ErroDominio
from . import chaves
from .dialetos import ESPERA_MS, MARCA_DO_ARQUIVO, MARCA_DOS_PAPEIS, texto_ilegivel

_PAGINA = 4096
"""Bytes of a page, as SQLite and SQLCipher make them."""
_MENOR_ARQUIVO = 512
"""Bytes of the smallest page: SQLite takes what is shorter for a database still empty, and would begin it anew."""


class ErroRegistro(ErroDominio):
    """The file of the registry cannot be used as asked."""


class RegistroCifrado(ErroRegistro):
    """The registry is encrypted, and what was given, or nothing given, does not open it."""


def erros() -> tuple[type[Exception], ...]:
    """Return the errors of the libraries that open registries: that of encrypted ones has its own."""
    cifrada = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if cifrada is None else (sqlite3.Error, cifrada.Error)


def conectar(caminho: Path, modo: str) -> sqlite3.Connection:
    """Open the file as SQLite does, in a mode (``ro``, ``rw``) or with another parameter (``immutable=1``)."""
    endereco = f"{caminho.absolute().as_uri()}?{modo if '=' in modo else 'mode=' + modo}"
    chave = chaves.da(caminho)
    if chave is not None:
        return chaves.conectar_com_chave(endereco, chave, ESPERA_MS / 1000)
    return sqlite3.connect(endereco, uri=True, isolation_level=None, check_same_thread=False, timeout=ESPERA_MS / 1000)


def modo_de_leitura(caminho: Path) -> str:
    """Return how a protected file opens: without its companion files when they cannot be made beside it."""
    try:
        with closing(conectar(caminho, "ro")) as conexao:
            conexao.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except erros() as erro:
        if type(erro).__name__ != "OperationalError":
            raise
        return "immutable=1"
    return "ro"


def conferir_pasta(caminho: Path, *, criar: bool) -> None:
    """Make the empty file of a new registry, when ``criar``.  Raises ErroRegistro, saying what is in the way."""
    pasta = caminho.parent
    if not pasta.is_dir():
        raise ErroRegistro(f"A pasta “{pasta}” não existe: nenhum registro foi criado. Crie a pasta ou indique outra.")
    if not criar:
        raise ErroRegistro(f"O registro “{caminho}” não existe. Nada foi criado; confira o nome do arquivo.")
    # On Windows the mark says that a folder is special (Documents has it), not that nobody writes in it.
    if os.name != "nt" and not pasta.stat().st_mode & stat.S_IWUSR:
        raise _sem_permissao_na_pasta(pasta)
    try:
        with caminho.open("xb"):
            pass
    except OSError as erro:
        raise _sem_permissao_na_pasta(pasta) from erro


def _sem_permissao_na_pasta(pasta: Path) -> ErroRegistro:
    return ErroRegistro(
        f"Não é permitido gravar na pasta “{pasta}”: nenhum registro foi criado. "
        "Peça permissão de gravação ou indique outra pasta."
    )


def permitido(caminho: Path) -> bool:
    """Tell whether the marks of the file and of its folder let it be written, without touching it.

    A file marked read-only is left alone even by who could override it.
    """
    efetivo = os.access in os.supports_effective_ids
    if not _permite(caminho.stat().st_mode) or not os.access(caminho, os.W_OK, effective_ids=efetivo):
        return False
    # Where its companions cannot be made beside it, nothing can be written in it either.
    return os.access(caminho.parent, os.W_OK | os.X_OK, effective_ids=efetivo)


def gravavel(caminho: Path) -> bool:
    """Tell whether the file may be written.

    It is SQLite that tries: closing any other opening of the file would drop the locks of every connection to it.  A
    write that stopped in the middle is undone by that: where one program at a time writes, only who has the turn asks.
    """
    if not permitido(caminho):
        return False
    try:
        with closing(conectar(caminho, "rw")) as conexao:
            conexao.execute("PRAGMA busy_timeout = 0")
            conexao.execute("BEGIN IMMEDIATE")
            conexao.execute("ROLLBACK")
    except erros() as erro:
        # Anything else (busy, not a registry, damaged) is told apart, and in words, by whoever opens it next.
        return not any(palavra in str(erro).lower() for palavra in ("readonly", "read-only", "unable to open"))
    return True


def _permite(modo: int) -> bool:
    return bool(modo & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


class ArquivoAberto:
    """Where a registry was when it was opened: the file there must go on being that one.

    A file removed, or put in the place of another, is still open to whoever had it: what is written there is lost, and
    nothing says so.  ``conferir`` asks the folder before each writing and before it is confirmed.
    """

    def __init__(self, caminho: Path) -> None:
        """Take note of the file at ``caminho``.  OSError when it is not there."""
        self.caminho = caminho
        self._wal = caminho.with_name(caminho.name + "-wal")
        visto = caminho.stat()
        self._arquivo = (visto.st_dev, visto.st_ino)
        self._companheiro: tuple[int, int] | None = None

    def conferir(self, *, grava: bool = True) -> None:
        """Go on only if the file is the one that was opened, and still takes writing when ``grava``.

        Raises ErroRegistro.
        """
        try:
            visto = self.caminho.stat()
        except OSError as erro:
            raise ErroRegistro(
                f"O arquivo do registro, “{self.caminho}”, não está mais no lugar: foi removido, mudou de nome ou o "
                "disco foi desligado. Nada foi gravado; devolva o arquivo ao lugar e abra o programa de novo."
            ) from erro
        if (visto.st_dev, visto.st_ino) != self._arquivo:
            raise ErroRegistro(
                f"O arquivo “{self.caminho}” foi trocado por outro enquanto estava aberto. Nada foi gravado; feche o "
                "programa, confira qual dos dois arquivos é o registro e abra-o de novo."
            )
        if grava and not _permite(visto.st_mode):
            raise ErroRegistro(
                f"O registro “{self.caminho}” passou a estar protegido contra gravação: nada foi gravado. Libere a "
                "gravação no arquivo e repita."
            )

    def conferir_companheiro(self) -> None:
        """Go on only if the file beside it, where SQLite writes first, is that of the first time.  Raises ErroRegistro.

        Asked with a transaction open: then the file exists, in a registry that has one.
        """
        try:
            visto = self._wal.stat()
        except OSError:
            atual = None
        else:
            atual = (visto.st_dev, visto.st_ino)
        if self._companheiro is None:
            self._companheiro = atual
        elif atual != self._companheiro:
            raise ErroRegistro(
                f"O arquivo “{self._wal.name}”, que acompanha o registro enquanto está aberto, foi removido ou trocado "
                "por fora. Nada foi gravado; feche o programa, abra-o de novo e use Verificar o registro."
            )


def versao_do_esquema(caminho: Path, *, grava: bool) -> str | None:
    """Return the version of the schema in a file, None for one that is empty.  Raises ErroRegistro otherwise."""
    try:
        with closing(conectar(caminho, "rw" if grava else modo_de_leitura(caminho))) as conexao:
            (marca,) = conexao.execute("PRAGMA application_id").fetchone()
            tabelas = {nome for (nome,) in conexao.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tabelas:
                if 0 < caminho.stat().st_size < _MENOR_ARQUIVO:
                    raise sqlite3.DatabaseError("malformed: shorter than any database")
                return None
            versao = None
            if "alembic_version" in tabelas and marca == MARCA_DO_ARQUIVO:
                versao = conexao.execute("SELECT version_num FROM alembic_version").fetchone()
    except Exception as erro:
        if not isinstance(erro, (*erros(), OSError, UnicodeDecodeError)):
            raise
        raise traduzir(erro, caminho) from erro
    if marca == MARCA_DOS_PAPEIS:
        raise ErroRegistro(
            f"“{caminho}” é o arquivo dos papéis de um registro, e não o registro, que fica ao lado dele. Nada foi "
            "alterado; abra o outro."
        )
    if versao is None:
        raise ErroRegistro(
            f"O arquivo “{caminho}” é um banco de dados de outro programa, não um registro do bahiaservidor. "
            "Nada foi alterado; confira o nome do arquivo."
        )
    return str(versao[0])


def _parece_cifrado(caminho: Path) -> bool:
    """Tell whether a file that is no open database may be an encrypted one: it has nothing but whole pages."""
    tamanho = caminho.stat().st_size if caminho.is_file() else 0
    return tamanho > 0 and tamanho % _PAGINA == 0


def valores_recusados(erro: Exception) -> bool:
    """Tell whether what was refused are the values themselves, not the file."""
    return type(erro).__name__ in ("IntegrityError", "DataError", "ProgrammingError", "OverflowError")


def ocupado() -> ErroRegistro:
    """Return the error of who waited in vain for another program that writes."""
    return ErroRegistro("Outro programa está gravando no registro. Nada foi gravado; tente de novo em alguns segundos.")


_DE_DANO: Final = (
    "malformed",
    "corrupt",
    "unsupported file format",
    "invalid fts5 file format",
    "vtable constructor failed",
)
"""What SQLite says of bytes of a file that are not what it wrote; the last two, of the index of names."""


def _danificado(caminho: Path | None) -> ErroRegistro:
    return ErroRegistro(
        f"O arquivo “{caminho}” está danificado. Nada foi alterado; restaure a última cópia de segurança."
    )


def _diz_do_gravado(erro: ValueError) -> bool:
    """Tell whether this is what is said of a stored date, word or JSON that is none: the file was changed by others."""
    return isinstance(erro, JSONDecodeError) or any(dito in str(erro) for dito in ("isoformat", "is not a valid"))


def _valor_ilegivel() -> ErroRegistro:
    return ErroRegistro(
        "Há no registro um valor que não pode ser lido, e a consulta parou nele. Nada foi alterado; use "
        "Administração › Verificar o registro para saber onde está."
    )


def traduzir(erro: Exception, caminho: Path | None) -> Exception:
    """Return the domain error that says what ``erro`` means to a clerk, or ``erro`` itself when it is a defect."""
    if isinstance(erro, UnicodeDecodeError):
        return _danificado(caminho)
    if isinstance(erro, ValueError):
        return _valor_ilegivel() if _diz_do_gravado(erro) else erro
    # The driver's own words: the whole message also quotes the values, which may say anything.
    texto = str(getattr(erro, "orig", erro)).lower()
    if "not a database" in texto and caminho is not None and _parece_cifrado(caminho):
        return RegistroCifrado(
            f"O registro “{caminho}” está cifrado e só se abre com a senha dele (ou não é um registro do "
            "bahiaservidor). Nada foi alterado; informe a senha ou confira o nome do arquivo."
        )
    if "not a database" in texto:
        return ErroRegistro(
            f"O arquivo “{caminho}” não é um registro do bahiaservidor (não é um banco de dados). "
            "Nada foi alterado; confira o nome do arquivo."
        )
    if "interrupted" in texto:
        return Desistencia("A consulta foi interrompida, porque ninguém mais espera por ela. Nada foi alterado.")
    if "locked" in texto or "busy" in texto:
        return ocupado()
    if "readonly" in texto or "read-only" in texto:
        return ErroRegistro(f"O registro “{caminho}” está protegido contra gravação: nada foi gravado.")
    if texto_ilegivel(erro):
        return ErroRegistro(
            "Há no registro um texto danificado, e a consulta parou nele. Nada foi alterado; use Administração › "
            "Verificar o registro para saber onde está, e restaure a última cópia de segurança."
        )
    if "disk i/o error" in texto:
        return ErroRegistro(
            f"O disco falhou ao ler ou gravar “{caminho}”: o que estava em curso não foi gravado, e o que já estava "
            "continua como estava. Confira o espaço livre, o disco ou a rede, e repita a operação."
        )
    if "malformed json" in texto:
        return ErroRegistro(
            "Há no livro uma entrada que não pode ser lida, e a consulta parou nela. Nada foi alterado; use "
            "Administração › Verificar o registro para saber de quem é."
        )
    if any(dito in texto for dito in _DE_DANO):
        return _danificado(caminho)
    if "no such table" in texto or "no such column" in texto:
        # The version was read when it was opened: the text of the schema is not what a migration wrote.
        return ErroRegistro(
            f"O arquivo “{caminho}” não tem uma tabela ou coluna que deveria ter. Nada foi alterado; use "
            "Administração › Verificar o registro e, se houver dano, restaure a última cópia de segurança."
        )
    if "disk is full" in texto:
        return ErroRegistro("O disco está cheio: nada foi gravado. Libere espaço e repita a operação.")
    if "unable to open" in texto or isinstance(erro, OSError):
        return ErroRegistro(f"O arquivo “{caminho}” não pôde ser aberto. Nada foi alterado; confira as permissões.")
    return erro
