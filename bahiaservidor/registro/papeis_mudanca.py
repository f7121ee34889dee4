"""Papers on the move: to another file, and with a registry that is put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from . import chaves
from .arquivo import ErroRegistro, conectar
from .papeis_guardados import PapeisGuardados, caminho_dos_papeis, em_lotes


def copiar_novos(papeis: PapeisGuardados, destino: Path) -> int:
    """Keep in another file of papers, made when absent, what it does not have yet.  Return how many were copied.

    Raises ErroRegistro, for one of another registry among others: what was copied before stays there.
    """
    if not papeis.existe:
        return 0
    if papeis.caminho is not None:
        chaves.herdar(destino, de=papeis.caminho)
    outro = PapeisGuardados(destino, identidade=papeis.identidade)
    try:
        faltam = [hash_ for _, hash_ in papeis.novos_desde()]
        ja = outro.tem(faltam)
        fonte = ((hash_, papeis.exigir(hash_)) for hash_ in faltam if hash_ not in ja)
        return sum(outro.guardar(lote) for lote in em_lotes(fonte))
    finally:
        outro.fechar()


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
