"""What the first run asks for, done off the interface's thread: the órgão, and the demonstration when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..relogio import Relogio

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.tipos import InfoRegistro
    from .primeira_execucao import Respostas

SERVIDORES_DA_DEMONSTRACAO = 200
"""People invented when the first run asks for demonstration data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuracao:
    """The answers of the first run, put in the registry."""

    ctx: Contexto
    respostas: Respostas
    relogio: Relogio

    def correr(self, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> InfoRegistro:
        from ..servicos import abertura

        respostas = self.respostas
        abertura.configurar(self.ctx, orgao=respostas.orgao, sigla=respostas.sigla, municipio=respostas.municipio)
        if respostas.demonstracao:
            from ..servicos import demonstracao

            demonstracao.preencher(
                self.ctx,
                servidores=SERVIDORES_DA_DEMONSTRACAO,
                semente=1,
                em=self.relogio.hoje(),
                progresso=progresso,
            )
        return abertura.informacao(self.ctx)
