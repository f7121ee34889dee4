"""Progress of a paper that takes long to draw, in hundredths; and how it is given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]
AosPoucos = Callable[[int, Progresso | None, Cancelado | None], bytes]
"""Draws a paper with a number, telling how far it is; raises Cancelamento when asked to stop."""


def parte(progresso: Progresso | None, de: int, ate: int) -> Progresso | None:
    """Return a progress that fills a part of another, in hundredths."""
    if progresso is None:
        return None

    chegou = de

    def avancar(feitos: int, total: int) -> None:
        # What is to be read is only known by parts: never tell less than before.
        nonlocal chegou
        chegou = max(chegou, de + (ate - de) * feitos // max(1, total))
        progresso(chegou, 100)

    return avancar


def exigir_que_continue(cancelado: Cancelado | None) -> None:
    """Raise Cancelamento, which is an ErroDominio, when ``cancelado`` answers yes."""
    if cancelado is not None and cancelado():
        # Imported here: reportlab costs 130 ms, and who only issues what is drawn already does not pay for it.
        from ..documentos.base import Cancelamento

        raise Cancelamento


def em_passos(
    passos: Sequence[tuple[Callable[[int], bytes], AosPoucos | None]],
    numero: int,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> list[bytes]:
    """Return what each step gives for a number: step by step, and within it when it tells how far it is."""
    if progresso is None and cancelado is None:
        return [fazer(numero) for fazer, _ in passos]
    feitos = []
    for posicao, (fazer, aos_poucos) in enumerate(passos):
        exigir_que_continue(cancelado)
        de, ate = 100 * posicao // len(passos), 100 * (posicao + 1) // len(passos)
        daqui = parte(progresso, de, ate)
        feitos.append(fazer(numero) if aos_poucos is None else aos_poucos(numero, daqui, cancelado))
        if daqui is not None:
            daqui(1, 1)
    exigir_que_continue(cancelado)
    return feitos
