"""From a registered act or a minuta to its termo on screen, without waiting: issued, numbered and kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..casa import Acao, Casa
from ..operacoes import Mudanca

if TYPE_CHECKING:
    from ...servicos.papeis import Papel

COM_TERMO = frozenset({"termo_posse", "termo_exercicio"})
"""Papers that an act may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronto:
    """A paper as it was issued."""

    titulo: str
    nome_arquivo: str
    pdf: bytes


def emitir(casa: Casa, papel: Papel) -> Pronto:
    """Issue a paper and return its bytes as they are kept. For the writer thread."""
    from ...servicos import papeis

    documento = papeis.emitir(casa.ctx, papel=papel)
    pdf = papeis.bytes_de(casa.ctx, documento_id=documento.id)
    return Pronto(titulo=documento.titulo, nome_arquivo=papel.nome_arquivo, pdf=pdf)


def imprimir(
    casa: Casa,
    especie: str,
    *,
    vinculo_id: int | None = None,
    minuta_id: int | None = None,
    dono: QObject | None = None,
) -> None:
    """Issue the termo off the interface's thread and open its preview; a minuta is numbered first."""

    def montar() -> Pronto:
        from ...servicos import minutas, papeis

        hoje = casa.hoje()
        if especie == "termo_exercicio":
            assert vinculo_id is not None
            return emitir(casa, papeis.termo_exercicio(casa.ctx, vinculo_id=vinculo_id, hoje=hoje))
        if minuta_id is not None:
            minutas.emitir(casa.ctx, minuta_id=minuta_id)
        return emitir(casa, papeis.termo_posse(casa.ctx, vinculo_id=vinculo_id, minuta_id=minuta_id, hoje=hoje))

    def mostrar(pronto: Pronto) -> None:
        casa.abrir_previa(titulo=pronto.titulo, pdf=pronto.pdf, nome_arquivo=pronto.nome_arquivo)

    casa.executor.gravar(
        dono or casa.executor, montar, sucesso=mostrar, mudou=Mudanca(documentos=True, minutas=minuta_id is not None),
        aguarde="Montando o termo",
    )  # fmt: skip


def acao_de_imprimir(casa: Casa, especie: str, vinculo_id: int) -> Acao | None:
    """Return the button that a message offers after an act, or None when the act has no paper."""
    if especie not in COM_TERMO:
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
