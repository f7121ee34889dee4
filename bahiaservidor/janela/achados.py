"""What the search field of the main window finds: screens at once, and the registry through its service."""

from __future__ import annotations

from collections.abc import Sequence

from .casa import Casa
from .componentes.busca_geral import Achado
from .registro_telas import TELAS


def telas_achaveis() -> tuple[Achado, ...]:
    """Return the screens that can be found by their words."""
    return tuple(
        Achado(especie="tela", titulo=t.rotulo, detalhe=t.dica, icone=t.icone, chave=t.chave)
        for t in TELAS
        if t.na_navegacao or t.dica
    )


def achar_no_registro(casa: Casa, procurado: str) -> Sequence[Achado]:
    """Return the people, cargos and processes found. On a reader thread."""
    from ..servicos import pessoas

    achados = pessoas.buscar(casa.ctx, texto=procurado, hoje=casa.hoje())
    return [
        Achado(especie="sugestao", titulo=f"“{a.titulo}”", detalhe=a.detalhe, chave=a.titulo)
        if a.especie == "sugestao"
        else Achado(especie=a.especie, titulo=a.titulo, detalhe=a.detalhe, id=a.id)
        for a in achados
    ]


def abrir_achado(casa: Casa, achado: Achado) -> None:
    """Show what was chosen among the answers."""
    if achado.especie == "tela":
        casa.navegar(achado.chave)
    elif achado.especie == "cargo":
        casa.navegar("cargos", cargo_id=achado.id)
    elif achado.id is not None:
        casa.abrir_ficha(achado.id)
