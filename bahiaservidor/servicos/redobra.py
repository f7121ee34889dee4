"""Every life folded again: what a new version of the program, a transformed cargo or a wrong table asks for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from ..estatuto.motor import MOTOR
from ..estatuto.regime import Regimes
from ..registro.conexao import Conexao
from ..registro.configuracao import pessoas_de_outro_motor
from ..registro.livro import pessoas_do_livro
from ..registro.projecoes import VidaCalculada, gravar_vidas
from ..registro.quarentena import ILEGIVEL, anotar
from ..registro.vidas import ler_vidas
from .contexto import Contexto
from .permissoes import Permissao, exige
from .projecao import calcular

LOTE: Final = 400
"""People folded at a time: memory stays flat however long the registry."""

Progresso = Callable[[int, int], None]


def redobrar(
    conexao: Conexao, regimes: Regimes, servidores: Sequence[int] | None = None
) -> Iterator[tuple[VidaCalculada, ...]]:
    """Yield, by chunks, the lives of these people (None: everybody) as the book gives them, with their deadlines."""
    ids = pessoas_do_livro(conexao) if servidores is None else servidores
    with sem_coleta():
        for inicio in range(0, len(ids), LOTE):
            lidas = ler_vidas(conexao, ids[inicio : inicio + LOTE])
            calculadas = []
            for id_, leitura in lidas.items():
                try:
                    calculadas.append(calcular(regimes, id_, leitura.vida))
                except ILEGIVEL as erro:
                    anotar(conexao, id_, None, erro)
            yield tuple(calculadas)


@contextmanager
def sem_coleta() -> Iterator[None]:
    """Hold the search for cycles while many values are made that have none: it costs a fifth of a refold."""
    ligada = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ligada:
            gc.enable()


@exige(Permissao.VERIFICAR)
def atualizar_projecoes(ctx: Contexto, *, progresso: Progresso | None = None) -> int:
    """Compute again what another version of the engine stored; return how many vínculos changed.

    One transaction: interrupted, the registry is as it was, and the next opening starts over.
    """
    mudados: set[int] = set()
    with ctx.banco.escrita() as conexao:
        ids = pessoas_de_outro_motor(conexao, str(MOTOR))
        regimes = ctx.regimes_em(conexao)
        feitos = 0
        for calculadas in redobrar(conexao, regimes, ids):
            mudados |= gravar_vidas(conexao, calculadas)
            feitos += len(calculadas)
            if progresso is not None:
                progresso(feitos, len(ids))
    return len(mudados)
