"""Papers on the move: out of a registry that had them in itself, and with one that is put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from . import chaves
from .arquivo import ErroRegistro, conectar
from .papeis_guardados import PapeisGuardados, caminho_dos_papeis, em_lotes


def receber(papeis: PapeisGuardados, antigos: Connection) -> None:
    """Keep what a registry of a version that had the bytes in itself still has, and read it all back.

    What is here already stays: interrupted, it goes on where it was.  Bytes that were damaged in the registry are
    kept as they are.  Raises ErroRegistro when something did not arrive as it was.
    """
    colunas = {linha.name for linha in antigos.exec_driver_sql("PRAGMA table_info(arquivo)")}
    if "conteudo" not in colunas:
        return
    todos = list(antigos.exec_driver_sql("SELECT hash FROM arquivo ORDER BY rowid").scalars())
    aqui = papeis.tem(todos)
    faltam = ((hash_, _antigo(antigos, hash_)) for hash_ in todos if hash_ not in aqui)
    for lote in em_lotes(faltam):
        papeis.guardar(lote)
        if any(papeis.ler(hash_) != dados for hash_, dados in lote.items()):
            raise _nao_chegou(papeis)
    if len(papeis.tem(todos)) != len(todos):
        raise _nao_chegou(papeis)


def _antigo(antigos: Connection, hash_: str) -> bytes:
    consulta = "SELECT conteudo FROM arquivo WHERE hash = ?"
    return bytes(antigos.exec_driver_sql(consulta, (hash_,)).scalar_one())


def _nao_chegou(papeis: PapeisGuardados) -> ErroRegistro:
    return ErroRegistro(
        f"Nem todos os papéis chegaram inteiros ao arquivo “{papeis.caminho}”. O registro continua como era, com "
        "todos eles; confira o disco e abra-o de novo."
    )


@contextmanager
def levar(destino: Path) -> Iterator[Callable[[Path], None]]:
    """Give what puts the papers made with a registry, under another name, where those of ``destino`` are to be.

    To be called before the registry itself is put there.  Whatever fails afterwards takes them away again.  Raises
    ErroRegistro when other papers are there.
    """
    para_onde = caminho_dos_papeis(destino)
    exigir_lugar(destino)
    levados = False

    def por_no_lugar(novo: Path) -> None:
        nonlocal levados
        de_onde = caminho_dos_papeis(novo)
        if not de_onde.exists():
            return
        with closing(conectar(de_onde, "rw")) as conexao:
            conexao.execute("PRAGMA journal_mode = DELETE")
        exigir_lugar(destino)
        de_onde.replace(para_onde)
        levados = True

    try:
        yield por_no_lugar
    except BaseException:
        if levados:
            para_onde.unlink(missing_ok=True)
        raise


@contextmanager
def sem_sobras(novo: Path, destino: Path) -> Iterator[None]:
    """Leave no papers of a registry that was being made under a name of its own; encrypted, if the other is."""
    chaves.herdar(novo, de=destino)
    papeis = caminho_dos_papeis(novo)
    chaves.herdar(papeis, de=destino)
    try:
        yield
    finally:
        apagar(papeis)
        chaves.esquecer(papeis)
        chaves.esquecer(novo)


def exigir_lugar(registro: Path) -> None:
    """Refuse a place where there are papers already: a new registry's would be taken for them.  Raises ErroRegistro."""
    caminho = caminho_dos_papeis(registro)
    if not caminho.exists():
        return
    papeis = PapeisGuardados(caminho, somente_leitura=True)
    try:
        vazio = papeis.contar() == (0, 0)
    finally:
        papeis.fechar()
    if not vazio:
        raise ErroRegistro(
            f"Já existe um arquivo de papéis (“{caminho}”) no lugar em que ficariam os do novo registro. Nada foi "
            "criado; mude-o de lugar ou indique outro nome para o registro."
        )
    apagar(caminho)


def apagar(caminho: Path) -> None:
    """Remove a file of SQLite that nobody uses, with its companions."""
    for sobra in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            caminho.with_name(caminho.name + sobra).unlink()
