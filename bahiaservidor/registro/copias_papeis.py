"""Papers and scans, copied apart: only those the copy has not; what is there is checked by its own hash."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path
from typing import Final

from ..arquivos import provisorio
from . import chaves
from .arquivo import conectar, erros, modo_de_leitura
from .banco import Banco
from .copias import explicando, gravando
from .dialetos import autorizar
from .papeis_guardados import PapeisGuardados

_LOTE: Final = 50


def os_de(banco: Banco) -> Path | None:
    """Return the file of papers and scans of an open registry, None while it has none."""
    caminho = banco.papeis.caminho
    return caminho if caminho is not None and caminho.exists() else None


def hashes(caminho: Path) -> set[str]:
    """Return the hashes that a file of papers has.  Raises ErroRegistro."""
    with explicando(caminho), closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
        return {linha[0] for linha in conexao.execute("SELECT hash FROM bloco")}


def pedidos(registro: Path) -> set[str]:
    """Return the hashes of papers and scans that a registry names."""
    with explicando(registro), closing(conectar(registro, "ro")) as conexao:
        return {linha[0] for linha in conexao.execute("SELECT hash FROM arquivo")}


def copiar_novos(origem: Path, destino: Path, *, so: set[str] | None = None) -> int:
    """Bring to a file of papers what it lacks of another (of ``so``, when given); return how many came.

    The first time the file is made whole, with its triggers and its mark.  Nothing there is ever replaced or taken
    away.  Raises ErroRegistro, ErroDeArquivo, and OSError for what the disk refuses.
    """
    chaves.herdar(destino, de=origem)
    with explicando(destino), gravando():
        if not destino.exists():
            with provisorio(destino) as parte:
                chaves.herdar(parte, de=origem)
                _inteiro(origem, parte)
            return len(hashes(destino))
        faltam = hashes(origem) - hashes(destino)
        novos = sorted(faltam if so is None else faltam & so)
        _passar(origem, destino, novos)
    return len(novos)


def passar_o_que_falta(origem: Path, destino: Path, novo: Path) -> int:
    """Bring papers back to the file that is to be of the registry ``novo``, whichever is encrypted; return how many.

    A file that is not there is made as the other when both open alike; otherwise by whoever keeps papers.  Raises
    ErroRegistro, ErroDeArquivo, and OSError for what the disk refuses.
    """
    chaves.herdar(destino, de=novo)
    if chaves.da(origem) == chaves.da(destino):
        return copiar_novos(origem, destino)
    papeis = PapeisGuardados(destino, identidade=identidade(novo))
    try:
        ja, vieram = papeis.hashes(), 0
        with explicando(origem), closing(conectar(origem, modo_de_leitura(origem))) as viva:
            for hash_ in sorted(hashes(origem) - ja):
                (dados,) = viva.execute("SELECT conteudo FROM bloco WHERE hash = ?", (hash_,)).fetchone()
                vieram += papeis.guardar({hash_: bytes(dados)})
        return vieram
    finally:
        papeis.fechar()


def _inteiro(origem: Path, destino: Path) -> None:
    with closing(conectar(origem, modo_de_leitura(origem))) as viva, closing(conectar(destino, "rwc")) as copia:
        viva.backup(copia, pages=-1)
        copia.execute("PRAGMA journal_mode = DELETE")


def _passar(origem: Path, destino: Path, escolhidos: list[str]) -> None:
    with closing(conectar(origem, modo_de_leitura(origem))) as viva, closing(conectar(destino, "rw")) as copia:
        autorizar(copia)
        copia.execute("PRAGMA synchronous = FULL")
        for inicio in range(0, len(escolhidos), _LOTE):
            copia.execute("BEGIN IMMEDIATE")
            for hash_ in escolhidos[inicio : inicio + _LOTE]:
                bloco = viva.execute("SELECT hash, tamanho, conteudo FROM bloco WHERE hash = ?", (hash_,)).fetchone()
                # What is damaged already is not passed on as if it were sound.
                if hashlib.sha256(bloco[2]).hexdigest() == hash_:
                    copia.execute("INSERT INTO bloco (hash, tamanho, conteudo) VALUES (?, ?, ?)", bloco)
            copia.execute("COMMIT")


def separar(origem: Path, novo: Path, escolhidos: list[str]) -> None:
    """Write some papers to a new file, made as the one they are in.  Raises ErroRegistro and OSError."""
    chaves.herdar(novo, de=origem)
    with explicando(origem), gravando():
        with closing(conectar(origem, modo_de_leitura(origem))) as viva, closing(conectar(novo, "rwc")) as copia:
            for (comando,) in viva.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
            ):
                copia.execute(comando)
            for pragma in ("application_id", "user_version"):
                copia.execute(f"PRAGMA {pragma} = {viva.execute(f'PRAGMA {pragma}').fetchone()[0]}")
        _passar(origem, novo, escolhidos)


def identidade(caminho: Path) -> int:
    """Return the number that a registry shares with its papers, 0 where there is none.  Raises ErroRegistro."""
    with explicando(caminho), closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
        return int(conexao.execute("PRAGMA user_version").fetchone()[0])


def identificar(caminho: Path, numero: int) -> None:
    """Write that number in a file that nobody has open.  Raises ErroRegistro."""
    with explicando(caminho), closing(conectar(caminho, "rw")) as conexao:
        conexao.execute(f"PRAGMA user_version = {numero}")


def conferir(caminho: Path, escolhidos: list[str]) -> list[str]:
    """Return which of these papers are missing or are not what their hash says.  Raises ErroRegistro."""
    maus = []
    with explicando(caminho), closing(conectar(caminho, modo_de_leitura(caminho))) as conexao:
        for hash_ in escolhidos:
            try:
                linha = conexao.execute("SELECT conteudo FROM bloco WHERE hash = ?", (hash_,)).fetchone()
            except erros():
                linha = None
            if linha is None or hashlib.sha256(linha[0]).hexdigest() != hash_:
                maus.append(hash_)
    return maus
