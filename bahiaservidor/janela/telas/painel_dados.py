"""What the Painel reads and records, through the services; those are imported by whoever first asks, off the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...estatuto.tipos import EstadoPrazo
from ...servicos.tipos import FiltroPrazos

if TYPE_CHECKING:
    from ...servicos.tipos import Novidade
    from ...servicos.tipos import Painel as DadosPainel
    from ...servicos.tipos.contradicoes import ResumoContradicoes
    from ..casa import Casa

VENCIDOS: Final = FiltroPrazos(estados=(EstadoPrazo.VENCIDO,))


def ler(casa: Casa) -> tuple[DadosPainel, int]:
    """Return the panel, and how many lapsed deadlines no act has resolved."""
    from ...servicos import agenda

    hoje = casa.hoje()
    vencidos = agenda.contar_prazos(casa.ctx, filtro=VENCIDOS, hoje=hoje, pendentes=True)
    return agenda.painel(casa.ctx, hoje=hoje), sum(vencidos.values())


def ler_contradicoes(casa: Casa) -> ResumoContradicoes:
    """Return the numbers of the contradictions inbox."""
    from ...servicos import contradicoes

    return contradicoes.resumo_contradicoes(casa.ctx, hoje=casa.hoje())


def marcar_abertura(casa: Casa) -> None:
    """Record that what is new was shown."""
    from ...servicos import agenda

    agenda.marcar_abertura(casa.ctx, hoje=casa.hoje())


def reconhecer(casa: Casa, novidades: tuple[Novidade, ...]) -> int:
    """Acknowledge deadlines as they were shown; return how many are no longer news."""
    from ...servicos import agenda

    return agenda.reconhecer(casa.ctx, novidades=novidades, hoje=casa.hoje())
