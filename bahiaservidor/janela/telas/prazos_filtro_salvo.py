"""The filter of deadlines as it is kept by name: a period such as “próximos 30 dias” stays relative to the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal, Slot

from ...estatuto import canonico
from ...estatuto.erros import ErroDominio
from ...servicos.tipos import FiltroPrazos
from ..casa import Casa
from ..componentes.filtros_salvos import FiltrosSalvos
from .prazos_filtro import BarraFiltro, Periodo

_DATAS: Final = ("de", "ate", "dia_de", "dia_ate")
_PADRAO: Final[dict[str, Any]] = canonico.simples(FiltroPrazos())


def salvos_dos_prazos(casa: Casa, barra: BarraFiltro) -> FiltrosSalvos:
    """Return the button of the filters of deadlines with a name, put in their bar."""
    botao = FiltrosSalvos(casa, "prazos", CamposDosPrazos(barra), barra)
    barra.acrescentar(botao)
    return botao


class CamposDosPrazos(QObject):
    """What `FiltrosSalvos` asks of the fields, said by the bar of the deadlines."""

    mudou = Signal()

    def __init__(self, barra: BarraFiltro) -> None:
        super().__init__(barra)
        self._barra = barra
        barra.alterado.connect(self._mudou)

    def estado(self) -> dict[str, Any]:
        """Return what filters, as plain values; empty without a filter."""
        barra = self._barra
        pretendido = replace(barra.filtro(), orgao_id=barra.orgao.pretendido(), unidade_id=barra.unidade.pretendido())
        filtro = {c: v for c, v in canonico.simples(pretendido).items() if v != _PADRAO[c]}
        periodo = barra.periodo.valor()
        if periodo is not Periodo.OUTRO and any(filtro.pop(data, None) for data in _DATAS):
            filtro["periodo"] = periodo.value
        return filtro if barra.so_pendentes() else {**filtro, "pendentes": False}

    def aplicar(self, estado: Mapping[str, Any]) -> tuple[str, ...]:
        """Write this in the bar; return the words of what no longer exists."""
        resto = {c: v for c, v in estado.items() if c not in ("periodo", "pendentes")}
        try:
            filtro = canonico.ler(FiltroPrazos, resto)
        except ErroDominio:
            return ("Filtro de outra versão do programa",)
        self._barra.definir(filtro, pendentes=bool(estado.get("pendentes", True)))
        if "periodo" in estado:
            self._barra.periodo.definir(next((p for p in Periodo if p.value == estado["periodo"]), Periodo.OUTRO))
        faltam = (("Órgão", filtro.orgao_id, self._barra.orgao), ("Unidade", filtro.unidade_id, self._barra.unidade))
        return tuple(rotulo for rotulo, pedido, campo in faltam if pedido is not None and campo.pretendido() != pedido)

    def em_palavras(self) -> str:
        """Return the filter as the papers of the agenda say it."""
        from ...servicos.agenda_palavras import filtro_em_palavras

        barra = self._barra
        return filtro_em_palavras(
            barra.filtro(), pendentes=barra.so_pendentes(), orgao=barra.orgao.text(), unidade=barra.unidade.text()
        )

    @Slot()
    def _mudou(self, *_: object) -> None:
        self.mudou.emit()
