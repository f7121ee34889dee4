"""Encrypted registries: SQLCipher, an optional library, in place of SQLite; the file is whole under one passphrase.

The passphrase becomes a key slowly, on purpose, and once: connections get key and salt ready, in hexadecimal.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
import unicodedata
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..arquivos import trocar_guardando
from . import chaves
from .arquivo import ErroRegistro, RegistroCifrado, conectar, erros, traduzir
from .dialetos import autorizar
from .papeis_guardados import caminho_dos_papeis
from .papeis_mudanca import apagar

MENOR_SENHA: Final = 12
MAIOR_SENHA: Final = 256
"""Characters of a passphrase: nothing slows down who has a copy of the file, so it is longer than a password."""

_VOLTAS: Final = 256_000
"""PBKDF2-HMAC-SHA512 iterations of SQLCipher 4."""

_NAO_ABRE: Final = (
    "A senha não abre o registro “{caminho}” (ou o arquivo não é um registro cifrado). Nada foi alterado; confira "
    "maiúsculas e acentos e tente de novo."
)


class Convertido(NamedTuple):
    """What became of a conversion: the registry's tables and rows, and where the one there was is kept."""

    tabelas: int
    linhas: int
    guardados: tuple[Path, ...]


def biblioteca() -> Any:
    """Return the library.  Raises ErroRegistro, which says how to have it, when it is not installed."""
    try:
        return chaves.biblioteca()
    except ImportError as erro:
        raise ErroRegistro(
            "Registros cifrados precisam de um complemento que não está instalado. Nada foi alterado; instale-o com "
            "pip install 'bahiaservidor[cifrado]' e abra o programa de novo."
        ) from erro


def cifrado(caminho: Path) -> bool:
    """Tell whether a registry that this process opened is an encrypted one."""
    return chaves.da(caminho) is not None


def disponivel() -> bool:
    """Tell whether the library is installed."""
    try:
        biblioteca()
    except ErroRegistro:
        return False
    return True


# ------------------------------------------------------------------ the passphrase


def informar(caminho: Path, senha: str) -> None:
    """Let this process open an encrypted registry.  Raises RegistroCifrado for the wrong passphrase."""
    caminho = caminho.absolute()
    antes = chaves.da(caminho)
    texto = _texto(senha)
    if not texto or "\0" in texto:
        raise RegistroCifrado(_NAO_ABRE.format(caminho=caminho))
    try:
        with closing(biblioteca().connect(f"{caminho.as_uri()}?mode=ro", uri=True)) as conexao:
            conexao.execute("PRAGMA cipher_log_level = NONE")
            conexao.execute("PRAGMA key = '" + texto.replace("'", "''") + "'")
            conexao.execute("SELECT count(*) FROM sqlite_master").fetchone()
            (sal,) = conexao.execute("PRAGMA cipher_salt").fetchone()
    except erros() as erro:
        if "not a database" in str(erro):
            raise RegistroCifrado(_NAO_ABRE.format(caminho=caminho)) from None
        raise traduzir(erro, caminho) from erro
    chave = _chave(texto, bytes.fromhex(sal))
    if antes is None or antes != chave:
        chaves.guardar(caminho, chave)
    chaves.guardar(caminho_dos_papeis(caminho), chave)


def conferir_senha(senha: str) -> None:
    """Refuse a passphrase too short or too long to be one.  ErroRegistro, with nothing done."""
    if not MENOR_SENHA <= len(_texto(senha)) <= MAIOR_SENHA or "\0" in senha:
        raise ErroRegistro(
            f"A senha do registro precisa ter de {MENOR_SENHA} a {MAIOR_SENHA} caracteres: quem tiver uma cópia do "
            "arquivo pode tentar quantas quiser. Nada foi alterado; use, por exemplo, quatro ou cinco palavras."
        )


def _texto(senha: str) -> str:
    # The same accent typed in two ways is one passphrase.
    return unicodedata.normalize("NFC", senha)


def _chave(texto: str, sal: bytes) -> str:
    return (hashlib.pbkdf2_hmac("sha512", texto.encode(), sal, _VOLTAS, 32) + sal).hex()


# ------------------------------------------------------------------ from one form to the other


def converter(caminho: Path, *, senha: str | None, sufixo: str) -> Convertido:
    """Put an encrypted copy of a registry, or with ``senha`` None an open one, in its place, and its papers too.

    The copy is held against the registry before that: rows of each table, heads of the chains, references, pages.
    What there was stays beside, its name ending in ``sufixo``.  One rename is the change: before it the registry is
    what it was, after it what it is to be, wherever the machine stops.  Raises ErroRegistro, with nothing changed,
    when somebody else has it open or it does not come out equal.
    """
    caminho = caminho.absolute()
    antes = chaves.da(caminho)
    depois = None if senha is None else _chave(_texto(senha), os.urandom(16))
    papeis = caminho_dos_papeis(caminho)
    novo = caminho.with_name(f".{secrets.token_hex(8)}.parte")
    novos_papeis = novo.with_name(novo.name + "-papeis")
    try:
        try:
            tabelas, linhas = _copiar(caminho, novo, antes, depois)
            ha_papeis = papeis.exists()
            if ha_papeis:
                _copiar(papeis, novos_papeis, antes, depois)
        except erros() as erro:
            raise traduzir(erro, caminho) from erro
        _definir_chave(caminho, depois)
        lugar = caminho_dos_papeis(caminho)
        try:
            if ha_papeis:
                apagar(lugar)  # left by a conversion that stopped before the change: nobody has read it
                trocar_guardando(novos_papeis, lugar)
            guardado = _nome_livre(caminho, sufixo)
            trocar_guardando(novo, caminho, guarda=guardado)
        except BaseException:
            _definir_chave(caminho, antes)
            if ha_papeis and lugar != papeis:
                apagar(lugar)
            raise
        guardados = [guardado]
        if ha_papeis:
            com_ele = papeis.with_name(papeis.name.replace(caminho.stem, guardado.stem, 1))
            with suppress(OSError):  # the change is made: what could not be renamed is still there, and is said
                papeis.replace(com_ele)
            guardados.append(com_ele if com_ele.exists() else papeis)
    finally:
        for parte in (novo, novos_papeis):
            apagar(parte)
            chaves.esquecer(parte)
    return Convertido(tabelas, linhas, tuple(guardados))


def _definir_chave(caminho: Path, chave: str | None) -> None:
    for arquivo in (caminho, caminho_dos_papeis(caminho)):
        chaves.esquecer(arquivo)
    if chave is not None:
        chaves.guardar(caminho, chave)
        chaves.guardar(caminho_dos_papeis(caminho), chave)


def _nome_livre(caminho: Path, sufixo: str) -> Path:
    for n in range(1, 1000):
        nome = caminho.with_name(f"{caminho.stem}.{sufixo}{'' if n == 1 else f'-{n}'}{caminho.suffix}")
        if not nome.exists() and not caminho_dos_papeis(nome).exists():
            return nome
    raise ErroRegistro("Há conversões antigas demais nesta pasta. Nada foi alterado; apague as que não servem mais.")


def _copiar(de: Path, para: Path, antes: str | None, depois: str | None) -> tuple[int, int]:
    """Export a file that nobody else has open into another, and return its tables and rows when they are equal."""
    try:
        # By the library that this program opens it with: another would not see what this one has open.
        with closing(conectar(de, "rw")) as conexao:
            _ficar_so(conexao)
        conexao = _aberta(de, antes)
        try:
            _ficar_so(conexao)
        except BaseException:
            conexao.close()
            raise
    except erros() as erro:
        if "locked" in str(erro) or "busy" in str(erro):
            raise ErroRegistro(
                f"Outra janela ou outro programa está com “{de}” aberto. Nada foi alterado; feche-o e repita."
            ) from erro
        raise
    with closing(conexao):
        chave = "''" if depois is None else f"\"x'{depois}'\""
        conexao.execute(f"ATTACH DATABASE ? AS nova KEY {chave}", (str(para),))
        conexao.execute("SELECT sqlcipher_export('nova')")
        for marca in ("application_id", "user_version"):
            (valor,) = conexao.execute(f"PRAGMA main.{marca}").fetchone()
            conexao.execute(f"PRAGMA nova.{marca} = {valor}")
        conexao.execute("DETACH nova")
        esperado = _medir(conexao)
    with closing(_aberta(para, depois)) as conexao:
        danos = [linha for (linha,) in conexao.execute("PRAGMA integrity_check(1)") if linha != "ok"]
        if danos or conexao.execute("PRAGMA foreign_key_check").fetchone() or _medir(conexao) != esperado:
            raise ErroRegistro(
                f"A cópia de “{de}” não saiu igual a ele. Nada foi alterado; verifique o registro e o disco e repita."
            )
    return len(esperado.linhas), sum(n for _, n in esperado.linhas)


def _ficar_so(conexao: sqlite3.Connection) -> None:
    """Take the file for this connection alone, which only works for who is alone with it."""
    conexao.execute("PRAGMA busy_timeout = 1000")
    conexao.execute("PRAGMA journal_mode = DELETE")
    conexao.execute("PRAGMA locking_mode = EXCLUSIVE")
    conexao.execute("BEGIN EXCLUSIVE")
    conexao.execute("COMMIT")


def _aberta(caminho: Path, chave: str | None) -> sqlite3.Connection:
    """Open a file with the library that knows both forms; no key, an open one."""
    if chave is None:
        conexao: sqlite3.Connection = biblioteca().connect(str(caminho), isolation_level=None)
    else:
        chaves.guardar(caminho, chave)
        conexao = conectar(caminho, "rw")
    autorizar(conexao)
    return conexao


class _Medida(NamedTuple):
    esquema: frozenset[tuple[str, str, str]]
    linhas: tuple[tuple[str, int], ...]
    cabecas: str


def _medir(conexao: sqlite3.Connection) -> _Medida:
    """Return what two copies of a registry must have in common."""
    esquema = frozenset(conexao.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))
    tabelas = sorted(nome for tipo, nome, _ in esquema if tipo == "table" and re.fullmatch(r"\w+", nome))
    linhas = tuple((t, conexao.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0]) for t in tabelas)
    materia = hashlib.sha256()
    for tabela in ("ato", "trilha", "selo", "bloco"):
        if tabela in tabelas:
            for linha in conexao.execute(f"SELECT id, hash FROM {tabela} ORDER BY id"):
                materia.update(repr(linha).encode())
    return _Medida(esquema, linhas, materia.hexdigest())
