"""The engine of backups: a copy of one moment of the registry, and what proves that it would serve."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from . import chaves, configuracao
from .acervo import NOMES_DAS_TABELAS
from .arquivo import ErroRegistro, conectar, erros, modo_de_leitura, traduzir
from .auditoria import conferir_corrente
from .banco import Banco
from .dialetos import MARCA_DO_ARQUIVO, preparar_conexao
from .disco import duplicar, resumo_do_arquivo

_TAMANHO: Final = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_ABERTA: Final = b"SQLite format 3\0"
_PASSOS: Final = 100_000
"""SQLite's instructions between two questions whether the work is still wanted."""
_MAIS_RUINS: Final = 1000
_INTEGRIDADE: Final = f"PRAGMA integrity_check({_MAIS_RUINS})"
_REFERENCIAS: Final = "PRAGMA foreign_key_check"
_DE_UM_REGISTRO: Final = ("CHECK constraint failed in ", "NULL value in ")
"""What integrity_check says of one record, and not of the pages of the file."""


_RECUSAS_DO_DISCO: Final = {
    "full": errno.ENOSPC, "readonly": errno.EACCES, "unable to open": errno.EACCES, "disk i/o": errno.EIO,
}  # fmt: skip


class CopiaReprovada(ErroRegistro):
    """A copy was made and is not what it should be; it must not be trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrato:
    """A registry at one moment, in a few figures: what a copy of that moment must show again.

    ``registro`` is the hash of the first entry of the book, which no other registry has; it and the heads are empty in
    a registry nobody has configured.  ``contagens`` are rows by table.
    """

    esquema: str
    registro: str
    contagens: Mapping[str, int]
    ultimo_ato: int
    hash_ato: str
    registrado_em: str
    registrado_por: str
    ultima_trilha: int
    hash_trilha: str
    selo: int
    hash_selo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensaio:
    """What the rehearsal read: bytes of the copy, their SHA-256, and the bad records that the registry had already."""

    tamanho: int
    sha256: str
    ruins: tuple[str, ...] = ()


def retratar(conexao: sqlite3.Connection) -> Retrato:
    """Return the figures of a registry of any version, as its connection sees it.  sqlite3.Error for what is none."""
    (esquema,) = conexao.execute("SELECT version_num FROM alembic_version").fetchone()
    nomes = [nome for (nome,) in conexao.execute(NOMES_DAS_TABELAS)]
    contagens = {nome: conexao.execute(f'SELECT count(*) FROM "{nome}"').fetchone()[0] for nome in nomes}
    primeira = conexao.execute("SELECT hash FROM ato ORDER BY id LIMIT 1").fetchone()
    ato = conexao.execute(
        "SELECT id, hash, registrado_em, registrado_por FROM ato ORDER BY id DESC LIMIT 1"
    ).fetchone() or (0, "", "", "")
    trilha = _cabeca(conexao, "trilha")
    selo = _cabeca(conexao, "selo")
    return Retrato(
        esquema=str(esquema), registro=primeira[0] if primeira else "", contagens=contagens, ultimo_ato=ato[0],
        hash_ato=ato[1], registrado_em=str(ato[2]), registrado_por=ato[3], ultima_trilha=trilha[0],
        hash_trilha=trilha[1], selo=selo[0], hash_selo=selo[1],
    )  # fmt: skip


def _cabeca(conexao: sqlite3.Connection, tabela: str) -> tuple[int, str]:
    # Before version 0011 neither had a hash.
    colunas = {nome for (nome,) in conexao.execute("SELECT name FROM pragma_table_info(?)", (tabela,))}
    hash_ = "hash" if "hash" in colunas else "''"
    linha = conexao.execute(f"SELECT id, {hash_} FROM {tabela} ORDER BY id DESC LIMIT 1").fetchone()
    return (int(linha[0]), str(linha[1])) if linha else (0, "")


def como_o_registro(copia: Path, registro: Path) -> None:
    """Let a copy open as the registry it is of: with its key, unless it was copied before it had one.  OSError."""
    with copia.open("rb") as arquivo:
        aberta = arquivo.read(len(_ABERTA)) == _ABERTA
    if aberta:
        chaves.esquecer(copia)
    else:
        chaves.herdar(copia, de=registro)


@contextmanager
def explicando(caminho: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into a sentence (ErroRegistro); a defect of ours goes through as it is."""
    try:
        yield
    except erros() as erro:
        explicado = traduzir(erro, caminho)
        if explicado is erro:
            raise
        raise explicado from erro


@contextmanager
def gravando() -> Iterator[None]:
    """Say as the system does (OSError) what SQLite was refused by the disk it writes a copy to."""
    try:
        yield
    except erros() as erro:
        texto = str(erro).lower()
        for palavras, numero in _RECUSAS_DO_DISCO.items():
            if palavras in texto:
                raise OSError(numero, os.strerror(numero)) from erro
        raise


def retrato_do_arquivo(caminho: Path) -> Retrato:
    """Return the figures of the registry in a file, without changing it.  Raises ErroRegistro."""
    try:
        with explicando(caminho), closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
            conexao.execute("BEGIN")
            return retratar(conexao)
    except Exception as erro:
        if not isinstance(erro, (*erros(), TypeError)):
            raise
        raise ErroRegistro(
            f"O arquivo “{caminho}” não é um registro do bahiaservidor. Nada foi alterado; confira o nome do arquivo."
        ) from erro


def tamanho_do_registro(caminho: Path) -> int:
    """Return how many bytes a copy of the registry will have.  Raises ErroRegistro."""
    with explicando(caminho), closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
        (tamanho,) = conexao.execute(_TAMANHO).fetchone()
        return int(tamanho)


def copiar(origem: Path, destino: Path) -> Retrato:
    """Write the registry, as it is at one moment, to a new file, and return what it was at that moment.

    In one step: in small ones the copy restarts each time somebody writes.  Raises ErroRegistro, and OSError for what
    the destination's disk refuses.
    """
    chaves.herdar(destino, de=origem)
    with (
        explicando(origem),
        gravando(),
        closing(conectar(origem, modo_de_leitura(origem))) as viva,
        closing(conectar(destino, "rwc")) as copia,
    ):
        # Nobody has the copy open yet, and it is thrown away unless it comes to the end: its own journal is of no use.
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            copia.execute(f"PRAGMA {pragma}")
        viva.execute("BEGIN")
        retrato = retratar(viva)
        viva.backup(copia, pages=-1)
        viva.execute("ROLLBACK")
        # The header says WAL, as the source's: a copy is one file, and stays one on a disk that takes no more.
        copia.execute("PRAGMA journal_mode = DELETE")
    return retrato


def ensaiar(
    copia: Path, restaurada: Path, retrato: Retrato, *, ruins: int = 0, origem: Path | None = None,
    parar: Callable[[], bool] | None = None,
) -> Ensaio:  # fmt: skip
    """Restore a copy to another file, and ask of that file all that would be asked of it on the day it is needed.

    Its bytes are read again from the disk; SQLite checks every page, index and reference; counts and heads are those of
    ``retrato``; the program opens it (bringing an older one to this version) and answers a query.  ``restaurada`` stays
    there, for who wants it.  A bad record that ``origem`` has too, or so many as ``ruins``, is no fault of the copy:
    without copies its people would lose the rest.  Raises CopiaReprovada; `Desistencia` when ``parar`` answers yes.
    """
    duplicar(copia, restaurada)
    chaves.herdar(restaurada, de=copia)
    try:
        # Neither SQLite nor the hash holds the interpreter: the slowest of them is what is waited for.
        with ThreadPoolExecutor(max_workers=3, thread_name_prefix="ensaio") as juntos:
            soma = juntos.submit(resumo_do_arquivo, copia)
            paginas = juntos.submit(_danos, restaurada, parar)
            figuras = juntos.submit(_figuras, restaurada, parar)
            danos, (soltas, visto) = paginas.result(), figuras.result()
            sha256 = soma.result()
        achados = _registros_ruins(danos, soltas)
        if len(achados) > ruins and not (origem is not None and set(achados) <= set(_ruins_de(origem))):
            raise CopiaReprovada(achados[0])
        if visto != retrato:
            raise CopiaReprovada(_diferenca(visto, retrato))
        _abrir_com_o_programa(restaurada, retrato)
    except erros() as erro:
        explicado = traduzir(erro, restaurada)
        if isinstance(explicado, ErroRegistro):
            raise CopiaReprovada(f"o arquivo da cópia está danificado ({erro})") from erro
        raise explicado from erro
    except CopiaReprovada:
        raise
    except ErroRegistro as erro:
        raise CopiaReprovada(erro.mensagem) from erro
    return Ensaio(tamanho=copia.stat().st_size, sha256=sha256, ruins=achados)


def _registros_ruins(danos: list[str], soltas: list[Any]) -> tuple[str, ...]:
    """Return the bad records in words.  Raises CopiaReprovada for damaged pages: nothing in the file is sure then."""
    for dano in danos:
        if not dano.startswith(_DE_UM_REGISTRO):
            raise CopiaReprovada(f"integrity_check encontrou dano: {dano}")
    return (
        *(f"integrity_check encontrou um registro que não devia existir: {dano}" for dano in danos),
        *(f"a linha {linha} de “{de}” se refere a uma de “{a}” que não existe" for de, linha, a, _ in soltas),
    )


def _ruins_de(caminho: Path) -> tuple[str, ...]:
    with closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
        preparar_conexao(conexao, leitor=True, duravel=True)
        danos = [linha for (linha,) in conexao.execute(_INTEGRIDADE) if linha != "ok"]
        return _registros_ruins(danos, conexao.execute(_REFERENCIAS).fetchmany(_MAIS_RUINS))


def _danos(caminho: Path, parar: Callable[[], bool] | None) -> list[str]:
    with _so_para_ler(caminho, parar) as conexao:
        return [linha for (linha,) in conexao.execute(_INTEGRIDADE) if linha != "ok"]


def _figuras(caminho: Path, parar: Callable[[], bool] | None) -> tuple[list[Any], Retrato]:
    with _so_para_ler(caminho, parar) as conexao:
        (marca,) = conexao.execute("PRAGMA application_id").fetchone()
        if marca != MARCA_DO_ARQUIVO:
            raise CopiaReprovada("o arquivo não tem a marca de um registro do bahiaservidor")
        return conexao.execute(_REFERENCIAS).fetchmany(_MAIS_RUINS), retratar(conexao)


@contextmanager
def _so_para_ler(caminho: Path, parar: Callable[[], bool] | None) -> Iterator[sqlite3.Connection]:
    with closing(conectar(caminho, "ro")) as conexao:
        preparar_conexao(conexao, leitor=True, duravel=True)
        # Every page is read once, more or less in order: the file itself is the cache.
        conexao.execute("PRAGMA mmap_size = 1073741824")
        if parar is not None:
            conexao.set_progress_handler(parar, _PASSOS)
        yield conexao


def _diferenca(visto: Retrato, esperado: Retrato) -> str:
    if visto.contagens != esperado.contagens:
        tabela = next(
            t for t in sorted({*visto.contagens, *esperado.contagens})
            if visto.contagens.get(t) != esperado.contagens.get(t)
        )  # fmt: skip
        tem, devia = visto.contagens.get(tabela, 0), esperado.contagens.get(tabela, 0)
        return f"a tabela “{tabela}” tem {tem} linhas e devia ter {devia}"
    return "a cabeça do livro, da trilha ou dos selos não é a do registro naquele momento"


def _abrir_com_o_programa(caminho: Path, retrato: Retrato) -> None:
    banco = Banco.abrir(caminho, criar=False)
    try:
        with banco.leitura() as conexao:
            achadas = configuracao.contagens(conexao)
            configuracao.nome_do_orgao(conexao)
    finally:
        banco.fechar()
    if achadas != (retrato.contagens["servidor"], retrato.contagens["ato"]):
        raise CopiaReprovada("o programa abriu a cópia e não encontrou os servidores e os atos que devia")


def conferir_livro(restaurada: Path) -> None:
    """Check book, trail and seals of a restored copy, entry by entry.  Raises CopiaReprovada."""
    banco = Banco.abrir(restaurada, criar=False)
    try:
        with banco.leitura() as conexao:
            falhas = conferir_corrente(conexao)
    finally:
        banco.fechar()
    if falhas:
        raise CopiaReprovada(f"{falhas[0].objeto} {falhas[0].detalhe}")


def ler_configuracao(caminho: Path, chave: str) -> str | None:
    """Return a setting of a registry that is not open, of any version; None without it.  Raises ErroRegistro."""
    with explicando(caminho), closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
        linha = conexao.execute("SELECT valor FROM configuracao WHERE chave = ?", (chave,)).fetchone()
        return None if linha is None else str(linha[0])
