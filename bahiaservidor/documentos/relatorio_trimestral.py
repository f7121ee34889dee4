"""Quarterly deadline report: what fell due, by kind, state and órgão, with totals, a chart and the whole list."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from bahiaservidor.documentos.modelos import DadosRelatorioTrimestral
from bahiaservidor.documentos.textos import ler_modelo
from bahiaservidor.estatuto.erros import ErroDominio


def gerar(
    dados: DadosRelatorioTrimestral,
    destino: BinaryIO | Path,
    progresso: Callable[[int, int], None] | None = None,
    cancelado: Callable[[], bool] | None = None,
    *,
    modelos: Path | None = None,
) -> None:
    """Write the report as a PDF; equal data give equal bytes, and a file is written whole or not at all.

    `progresso` receives pages done and total; ErroDominio when `cancelado` answers yes, when a text in `modelos` (the
    shipped folder by default) is not usable, or when the file cannot be written.
    """
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be printed does not pay for it.
    from bahiaservidor.documentos.relatorio_desenho import RelatorioTrimestral

    saida = BytesIO()
    relatorio = RelatorioTrimestral(dados, modelo=ler_modelo("relatorio_trimestral", modelos))
    folha = relatorio.abrir_folha(saida)
    relatorio.desenhar_em(folha, progresso, cancelado)
    folha.salvar()
    if isinstance(destino, Path):
        _gravar(saida.getvalue(), destino)
    else:
        destino.write(saida.getvalue())


def _gravar(conteudo: bytes, destino: Path) -> None:
    """Write beside the destination and rename: what was there stays until the new file is complete."""
    provisorio: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=destino.parent, prefix=".", suffix=".tmp", delete=False) as arquivo:
            provisorio = Path(arquivo.name)
            arquivo.write(conteudo)
        provisorio.chmod(0o644)
        provisorio.replace(destino)
    except OSError as erro:
        if provisorio is not None:
            with suppress(OSError):
                provisorio.unlink()
        raise ErroDominio(
            f"O relatório não pôde ser gravado em “{destino}” ({erro.strerror or erro}); o que havia lá foi mantido. "
            "Escolha outra pasta ou feche o programa que está usando o arquivo."
        ) from erro
