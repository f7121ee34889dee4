"""A registry put in the place of another: at any moment there is the old one or the new one, whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from .arquivo import ErroRegistro, conectar, erros, traduzir
from .disco import copiar_arquivo, firmar, firmar_pasta

PASSOS: Final = ("pronto", "recolhido", "guardado", "trocado", "firmado")
"""What `trocar` has just done, in order, as it tells ``passo``."""

_COMPANHEIROS: Final = ("-wal", "-shm", "-journal")


def trocar(*, registro: Path, novo: Path, guardado: Path, passo: Callable[[str], object] = str) -> bool:
    """Put ``novo``, a closed registry beside it, where ``registro`` is; keep what was there as ``guardado``.

    Nobody may have the registry open.  Return whether there was one to keep.  ErroRegistro, with all as it was, when
    another program has it open, or the disk refuses.
    """
    try:
        em_um_arquivo(novo)
        firmar(novo)
        passo("pronto")
        havia = registro.exists()
        if havia:
            _recolher(registro)
        passo("recolhido")
        if havia:
            _guardar(registro, guardado)
            firmar_pasta(registro.parent)
        passo("guardado")
        # What is left of a journal belongs to what was there: read with the new file, it would destroy it.
        for companheiro in _COMPANHEIROS:
            _ao_lado(registro, companheiro).unlink(missing_ok=True)
        novo.replace(registro)
        passo("trocado")
        firmar_pasta(registro.parent)
        passo("firmado")
    except OSError as erro:
        raise ErroRegistro(
            f"O registro “{registro}” não pôde ser trocado pela cópia ({erro.strerror or 'erro do sistema'}). Ele "
            "continua como estava; feche os programas que o usam, confira as permissões da pasta e repita."
        ) from erro
    return havia


def em_um_arquivo(caminho: Path) -> None:
    """Fold the journal of a registry into its one file.  Raises ErroRegistro when somebody else has it open."""
    try:
        with closing(conectar(caminho, "rw")) as conexao:
            conexao.execute("PRAGMA busy_timeout = 1000")
            (modo,) = conexao.execute("PRAGMA journal_mode = DELETE").fetchone()
    except erros() as erro:
        raise traduzir(erro, caminho) from erro
    if modo != "delete":
        raise _em_uso(caminho)


def _recolher(registro: Path) -> None:
    """Leave what is to be replaced alone in its file; one too damaged for that stays with its journal."""
    try:
        em_um_arquivo(registro)
    except ErroRegistro as erro:
        causa = erro.__cause__
        if "locked" in str(causa) or "busy" in str(causa):
            raise _em_uso(registro) from erro
        if not isinstance(causa, erros()):
            raise


def _em_uso(registro: Path) -> ErroRegistro:
    return ErroRegistro(
        f"O registro “{registro}” está aberto em outra janela ou em outro computador, e não pode ser trocado enquanto "
        "isso. Ele continua como estava; feche os outros programas e repita a restauração."
    )


def _guardar(registro: Path, guardado: Path) -> None:
    """Give what is to be replaced a second name, without a moment in which it has none."""
    for companheiro in ("", *_COMPANHEIROS):
        de, para = _ao_lado(registro, companheiro), _ao_lado(guardado, companheiro)
        if companheiro and not de.exists():
            continue
        try:
            os.link(de, para)
        except FileExistsError as erro:
            raise ErroRegistro(
                f"Já existe o arquivo “{para}”, onde ficaria o registro substituído. Nada foi alterado; espere um "
                "segundo e repita."
            ) from erro
        except OSError:  # a disk without hard links
            _copiar(de, para, sao=not companheiro)


def _copiar(de: Path, para: Path, *, sao: bool) -> None:
    # Nobody has the file open here: `_recolher` was alone with it, or could not read it at all.
    try:
        copiar_arquivo(de, para)
    except OSError:
        with suppress(OSError):
            para.unlink()
        if sao:
            raise


def _ao_lado(caminho: Path, final: str) -> Path:
    return caminho.with_name(caminho.name + final)
