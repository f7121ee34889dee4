"""The agenda on paper: what the filter of the screen shows, as a list or as a month."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from bahiaservidor.documentos.agenda_modelos import DadosAgenda


def gerar(
    dados: DadosAgenda,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> bytes:
    """Return the agenda as a PDF; equal data give equal bytes.  ErroDominio when ``cancelado`` answers yes."""
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from bahiaservidor.documentos.agenda_desenho import Agenda

    saida = BytesIO()
    agenda = Agenda(dados)
    folha = agenda.abrir_folha(saida)
    agenda.desenhar_em(folha, progresso, cancelado)
    folha.salvar()
    return saida.getvalue()
