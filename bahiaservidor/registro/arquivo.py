"""What may be wrong with the file of a registry, found before anything is changed, each in one sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from ..desistencia import Desistencia
from ..estatuto.erros import ErroDominio
from .dialetos import ESPERA_MS, MARCA_DO_ARQUIVO


class ErroRegistro(ErroDominio):
    """The file of the registry cannot be used as asked."""


def conectar(caminho: Path, modo: str) -> sqlite3.Connection:
    """Open the file as SQLite does, in a mode (``ro``, ``rw``) or with another parameter (``immutable=1``)."""
    return sqlite3.connect(
        f"{caminho.absolute().as_uri()}?{modo if '=' in modo else 'mode=' + modo}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=ESPERA_MS / 1000,
    )


def modo_de_leitura(caminho: Path) -> str:
    """Return how a protected file opens: without its companion files when they cannot be made beside it."""
    try:
        with closing(conectar(caminho, "ro")) as conexao:
            conexao.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
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


def gravavel(caminho: Path) -> bool:
    """Tell whether the file may be written.  A file marked read-only is left alone even by who could override it."""
    modo = caminho.stat().st_mode
    if not modo & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        return False
    try:
        with caminho.open("r+b"):
            return True
    except OSError:
        return False


def versao_do_esquema(caminho: Path, *, grava: bool) -> str | None:
    """Return the version of the schema in a file, None for one that is empty.  Raises ErroRegistro otherwise."""
    try:
        with closing(conectar(caminho, "rw" if grava else modo_de_leitura(caminho))) as conexao:
            (marca,) = conexao.execute("PRAGMA application_id").fetchone()
            tabelas = {nome for (nome,) in conexao.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tabelas:
                return None
            versao = None
            if "alembic_version" in tabelas and marca == MARCA_DO_ARQUIVO:
                versao = conexao.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, OSError, UnicodeDecodeError) as erro:
        raise traduzir(erro, caminho) from erro
    if versao is None:
        raise ErroRegistro(
            f"O arquivo “{caminho}” é um banco de dados de outro programa, não um registro do bahiaservidor. "
            "Nada foi alterado; confira o nome do arquivo."
        )
    return str(versao[0])


def ocupado() -> ErroRegistro:
    """Return the error of who waited in vain for another program that writes."""
    return ErroRegistro("Outro programa está gravando no registro. Nada foi gravado; tente de novo em alguns segundos.")


def traduzir(erro: Exception, caminho: Path | None) -> Exception:
    """Return the domain error that says what ``erro`` means to a clerk, or ``erro`` itself when it is a defect."""
    # The driver's own words: the whole message also quotes the values, which may say anything.
    texto = str(getattr(erro, "orig", erro)).lower()
    if "not a database" in texto:
        return ErroRegistro(
            f"O arquivo “{caminho}” não é um registro do bahiaservidor (não é um banco de dados). "
            "Nada foi alterado; confira o nome do arquivo."
        )
    if "malformed" in texto or "could not decode to utf-8" in texto or isinstance(erro, UnicodeDecodeError):
        return ErroRegistro(
            f"O arquivo “{caminho}” está danificado. Nada foi alterado; restaure a última cópia de segurança."
        )
    if "interrupted" in texto:
        return Desistencia("A consulta foi interrompida, porque ninguém mais espera por ela. Nada foi alterado.")
    if "locked" in texto or "busy" in texto:
        return ocupado()
    if "readonly" in texto or "read-only" in texto:
        return ErroRegistro(f"O registro “{caminho}” está protegido contra gravação: nada foi gravado.")
    if "disk is full" in texto:
        return ErroRegistro("O disco está cheio: nada foi gravado. Libere espaço e repita a operação.")
    if "unable to open" in texto or isinstance(erro, OSError):
        return ErroRegistro(f"O arquivo “{caminho}” não pôde ser aberto. Nada foi alterado; confira as permissões.")
    return erro
