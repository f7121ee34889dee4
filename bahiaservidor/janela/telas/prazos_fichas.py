"""A state of deadlines as a badge to press: the colour, the word and how many there are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...estatuto.tipos import EstadoPrazo
from ..componentes.ficha import Ficha
from ..tons import tom_do_prazo


class FichaEstado(Ficha):
    """Checkable: pressed means that the list shows this state."""

    def __init__(self, estado: EstadoPrazo, pai: QWidget | None = None) -> None:
        dica = f"Mostrar só os prazos no estado “{estado.rotulo}”"
        super().__init__(estado.rotulo, tom_do_prazo(estado), grupo="Estado", dica=dica, pai=pai)
        self._estado = estado

    def estado(self) -> EstadoPrazo:
        """Return the state that it stands for."""
        return self._estado
