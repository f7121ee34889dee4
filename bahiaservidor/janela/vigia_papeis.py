"""Once a day, behind the window: papers and scans are read against what they were when kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from .casa import Acao, Casa
from .tema import Tom

if TYPE_CHECKING:
    from ..servicos.guarda_papeis import ConferenciaPapeis
    from .principal import JanelaPrincipal

ESPERA_MS: Final = 8000
"""After the registry is open: whoever opened it has something to do first."""


def vigiar_papeis(janela: JanelaPrincipal) -> None:
    """Read what is due, in a while, on a reader; say so only when something is wrong."""
    casa = janela.casa
    if casa is not None:
        QTimer.singleShot(ESPERA_MS, janela, partial(_comecar, janela, casa))


def _comecar(janela: JanelaPrincipal, casa: Casa) -> None:
    if janela.casa is casa:
        casa.executor.longa(
            janela, partial(_conferir, janela, casa), titulo="Conferindo os papéis guardados",
            sucesso=partial(_avisar, janela, casa), falha=_calar,
        )  # fmt: skip


def _conferir(
    janela: JanelaPrincipal, casa: Casa, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> ConferenciaPapeis | None:
    from ..servicos import guarda_papeis

    # Another registry may be opened meanwhile: this one is closed then.
    return guarda_papeis.conferir_o_devido(
        casa.ctx, progresso=progresso, cancelado=lambda: cancelado() or janela.casa is not casa
    )


def _avisar(janela: JanelaPrincipal, casa: Casa, feito: ConferenciaPapeis | None) -> None:
    if feito is None or not feito.falhas or janela.casa is not casa:
        return
    quantas = len(feito.falhas)
    janela.mensagem(
        ("1 documento guardado falta ou não é" if quantas == 1 else f"{quantas} documentos guardados faltam ou não são")
        + " mais o que foi guardado. Nada foi alterado; veja quais e traga-os da última cópia de segurança.",
        Acao(texto="&Ver quais", ao_acionar=partial(janela.navegar, "administracao", secao="papeis")),
        tom=Tom.PERIGO,
    )


def _calar(_: Exception) -> None:
    """What stops the check is no news: it is tried again the next time."""
