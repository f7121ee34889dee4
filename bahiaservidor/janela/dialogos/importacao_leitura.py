"""What the import asks of the services; every function here runs off the interface's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...servicos.tipos.importacao import (
    ArquivoLido,
    ConferenciaImportacao,
    EspecieImportacao,
    ImportacaoFeita,
    PedidoImportacao,
    PreviaDesfazer,
)
from ..casa import Casa

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComoLer:
    """Which file, and how the clerk says that it is to be read; None leaves it to be found out."""

    caminho: Path
    folha: str | None = None
    codificacao: str | None = None
    separador: str | None = None
    linha_do_cabecalho: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapaProposto:
    """Which column gives each field, and whether it is remembered from an earlier file with the same headers."""

    mapa: Mapping[str, int]
    lembrado: bool = False


def especies() -> tuple[EspecieImportacao, ...]:
    """Return the kinds of import."""
    from ...servicos import importacao

    return tuple(importacao.especies())


def abrir(casa: Casa, como: ComoLer) -> ArquivoLido:
    """Return what is found in a file. ErroDominio when it is not a spreadsheet that can be read."""
    from ...servicos import importacao

    return importacao.abrir(
        casa.ctx, como.caminho, folha=como.folha, codificacao=como.codificacao, separador=como.separador,
        linha_do_cabecalho=como.linha_do_cabecalho,
    )  # fmt: skip


def propor(casa: Casa, especie: str, cabecalho: tuple[str, ...]) -> MapaProposto:
    """Return the columns that the fields are in, remembered or guessed from the headers."""
    from ...servicos import importacao

    lembrado = importacao.mapa_lembrado(casa.ctx, especie, cabecalho)
    if lembrado is not None:
        return MapaProposto(mapa=lembrado, lembrado=True)
    return MapaProposto(mapa=importacao.propor_mapa(casa.ctx, especie, cabecalho))


def conferir(casa: Casa, pedido: PedidoImportacao, progresso: Progresso, cancelado: Cancelado) -> ConferenciaImportacao:
    """Return what would become of each row; nothing is written."""
    from ...servicos import importacao

    return importacao.conferir(casa.ctx, pedido, hoje=casa.hoje(), progresso=progresso, cancelado=cancelado)


def importar(casa: Casa, pedido: PedidoImportacao, progresso: Progresso, cancelado: Cancelado) -> ImportacaoFeita:
    """Enter the rows, in one transaction."""
    from ...servicos import importacao

    return importacao.importar(casa.ctx, pedido, hoje=casa.hoje(), progresso=progresso, cancelado=cancelado)


def feitas(casa: Casa) -> tuple[ImportacaoFeita, ...]:
    """Return the imports made, the latest first."""
    from ...servicos import importacao

    return tuple(importacao.importacoes(casa.ctx))


def previa_desfazer(casa: Casa, importacao_id: int) -> PreviaDesfazer:
    """Return what taking an import back would do."""
    from ...servicos import importacao

    return importacao.previa_desfazer(casa.ctx, importacao_id, hoje=casa.hoje())


def desfazer(
    casa: Casa, importacao_id: int, motivo: str, progresso: Progresso, cancelado: Cancelado
) -> ImportacaoFeita:
    """Take an import back, whole."""
    from ...servicos import importacao

    return importacao.desfazer(
        casa.ctx, importacao_id, motivo=motivo, hoje=casa.hoje(), progresso=progresso, cancelado=cancelado
    )
