"""The connections to the file of a registry, by where it lives: one engine that reads, one that writes, the papers."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from . import chaves
from .arquivo import ArquivoAberto, ErroRegistro, conectar, conferir_pasta, modo_de_leitura
from .dialetos import preparar_conexao
from .jornal import aguardar_o_disco, jornal_de, por_jornal
from .lugar import Lugar
from .motores import motor
from .papeis_guardados import PapeisGuardados, caminho_dos_papeis


@dataclass(frozen=True, slots=True, kw_only=True)
class Aberto:
    """What a registry in a file is used by; ``escritor`` is None for one that is only read."""

    leitor: Engine
    escritor: Engine | None
    papeis: PapeisGuardados
    aberto: ArquivoAberto


def abrir_arquivo(caminho: Path, lugar: Lugar, *, grava: bool) -> Aberto:
    """Open a file that was examined; one that ``grava`` gets the journal of where it lives."""
    if grava:
        with closing(conectar(caminho, "rwc")) as conexao:
            por_jornal(conexao, caminho, lugar)
    modo = "rw" if grava else modo_de_leitura(caminho)
    with closing(conectar(caminho, modo)) as conexao:
        identidade = _identidade(conexao, grava=grava)
    dos_papeis = caminho_dos_papeis(caminho)
    papeis = PapeisGuardados(
        dos_papeis, identidade=identidade, somente_leitura=not grava, por_jornal=partial(jornal_de, dos_papeis, lugar)
    )
    aberto = ArquivoAberto(caminho)

    def abrir_conexao(leitor: bool) -> sqlite3.Connection:
        aberto.conferir(grava=False)
        conexao = conectar(caminho, modo)
        preparar_conexao(conexao, leitor=leitor, duravel=True)
        aguardar_o_disco(conexao, lugar)
        return conexao

    cifrado = chaves.da(caminho) is not None
    leitor = motor(partial(abrir_conexao, True), "BEGIN", um_so=False, cifrado=cifrado)
    escritor = None
    if grava:
        abrir_escritor = partial(abrir_conexao, False)
        escritor = motor(abrir_escritor, "BEGIN IMMEDIATE", um_so=False, tamanho=1, cifrado=cifrado)
    return Aberto(leitor=leitor, escritor=escritor, papeis=papeis, aberto=aberto)


def conferir_caminho(caminho: Path, *, criar: bool) -> bool:
    """Tell whether the registry is a new one, whose empty file is made when ``criar``.

    Raises ErroRegistro for what cannot be the file of a registry.
    """
    try:
        novo = not caminho.exists()
    except PermissionError as erro:
        raise ErroRegistro(
            f"Não é permitido ler a pasta “{caminho.parent}”: o registro não foi aberto e nada foi feito. "
            "Peça permissão ou indique outro arquivo."
        ) from erro
    except OSError as erro:
        raise ErroRegistro(
            f"O arquivo “{caminho}” não pode ser usado: o nome não serve neste sistema. Nada foi feito; indique outro."
        ) from erro
    if novo:
        if criar and caminho_dos_papeis(caminho).exists():
            from .papeis_mudanca import exigir_lugar

            exigir_lugar(caminho)
        conferir_pasta(caminho, criar=criar)
    elif caminho.is_dir():
        raise ErroRegistro(f"“{caminho}” é uma pasta, não o arquivo de um registro. Indique o arquivo.")
    elif not caminho.is_file():
        raise ErroRegistro(f"“{caminho}” não é um arquivo comum. Nada foi feito; indique o arquivo de um registro.")
    return novo


def _identidade(conexao: sqlite3.Connection, *, grava: bool) -> int:
    """Return the number that a registry shares with its papers, drawn by lot when it has none yet."""
    (numero,) = conexao.execute("PRAGMA user_version").fetchone()
    if numero == 0 and grava:
        numero = random.SystemRandom().randrange(1, 2**31)
        conexao.execute(f"PRAGMA user_version = {numero}")
    return int(numero)
