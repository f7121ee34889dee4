"""Many papers drawn in one go: each in a file of its own, and all of them in one, laid out once for both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from bahiaservidor.documentos.base import Cancelado, Cancelamento, Progresso
from bahiaservidor.documentos.folha import Folha
from bahiaservidor.documentos.termo import Termo


@dataclass(frozen=True, slots=True, kw_only=True)
class Desenhados:
    """The papers one by one, in order, and together if that was asked for."""

    um_a_um: tuple[bytes, ...]
    junto: bytes | None


def desenhar(
    fabricas: Iterable[Callable[[], Termo]],
    *,
    total: int,
    titulo: str,
    junto: bool,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> Desenhados:
    """Return the papers that the callables give, each numbered "página x de y" on its own.

    `progresso` receives papers done and total.  Raises Cancelamento (nothing kept) when `cancelado` answers yes.
    """
    um_a_um: list[bytes] = []
    todos = BytesIO()
    folha: Folha | None = None
    for feitos, fabrica in enumerate(fabricas, start=1):
        if cancelado is not None and cancelado():
            raise Cancelamento
        papel = fabrica()
        if junto:
            if folha is None:
                folha = papel.abrir_folha(todos, titulo)
            folha.marcador(f"{papel.titulo} · {papel.nome_corrente()}".rstrip(" ·"), f"papel-{feitos}")
            papel.desenhar_em(folha)
        saida = BytesIO()
        propria = papel.abrir_folha(saida)
        papel.desenhar_em(propria)
        propria.salvar()
        um_a_um.append(saida.getvalue())
        if progresso is not None:
            progresso(feitos, total)
    if folha is not None:
        folha.salvar()
    return Desenhados(um_a_um=tuple(um_a_um), junto=todos.getvalue() if junto else None)
