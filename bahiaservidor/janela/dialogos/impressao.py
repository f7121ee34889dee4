"""From a registered act or a minuta to its termo on screen, without waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..componentes.casa import Acao, Casa
from ..operacoes import Mudanca

if TYPE_CHECKING:
    from ...servicos.papeis import Papel

ROTULOS = {"termo_posse": "Imprimir termo de posse", "termo_exercicio": "Imprimir termo de exercício"}


def imprimir(
    casa: Casa,
    especie: str,
    *,
    vinculo_id: int | None = None,
    minuta_id: int | None = None,
    dono: QObject | None = None,
) -> None:
    """Build the termo off the interface's thread and open its preview."""

    def montar() -> Papel:
        from ...servicos import papeis

        hoje = casa.hoje()
        if especie == "termo_exercicio":
            assert vinculo_id is not None
            return papeis.termo_exercicio(casa.ctx, vinculo_id=vinculo_id, hoje=hoje)
        return papeis.termo_posse(casa.ctx, vinculo_id=vinculo_id, minuta_id=minuta_id, hoje=hoje)

    def mostrar(papel: Papel) -> None:
        casa.abrir_previa(titulo=papel.titulo, pdf=papel.pdf, nome_arquivo=papel.nome_arquivo)

    casa.executor.gravar(
        dono or casa.executor, montar, sucesso=mostrar, mudou=Mudanca(documentos=True), aguarde="Montando o termo"
    )


def acao_de_imprimir(casa: Casa, especie: str, vinculo_id: int) -> Acao | None:
    """Return the button that a message offers after an act, or None when the act has no paper."""
    if especie not in ROTULOS:
        return None
    acionar: Callable[[], None] = _Imprimir(casa, especie, vinculo_id)
    return Acao(texto="Imprimir termo", ao_acionar=acionar)


class _Imprimir:
    """What the button does, with everything it needs: it outlives the dialog that offered it."""

    __slots__ = ("_casa", "_especie", "_vinculo_id")

    def __init__(self, casa: Casa, especie: str, vinculo_id: int) -> None:
        self._casa = casa
        self._especie = especie
        self._vinculo_id = vinculo_id

    def __call__(self) -> None:
        imprimir(self._casa, self._especie, vinculo_id=self._vinculo_id)
