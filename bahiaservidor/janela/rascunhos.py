"""What is typed in a form is kept a moment after the last key, so that a fall does not lose it.

The form says which it is, how it is called, and what it holds besides its fields; reading and writing are off the
interface's thread, and nothing is said when the registry cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from ..estatuto.erros import ErroDominio
from .casa import Casa
from .componentes import retrato
from .operacoes import NADA_MUDA

PASSO_MS: Final = 1_000
"""Looked at this often: kept between one and two steps after the last key."""

CAMPOS: Final = "campos"
RETOMADO: Final = "Este formulário estava começado e foi retomado de onde parou."
MUITOS_CAMPOS: Final = 3
MUITO_TEXTO: Final = 60
"""What is so much that closing without keeping it is asked about."""

_TOQUES = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod,
        QEvent.Type.Drop, QEvent.Type.Shortcut,
    }
)  # fmt: skip

_abertos: set[str] = set()
_esquecidos: set[str] = set()


class Guarda(QObject):
    """Looks after one form; belongs to it.

    ``alterou`` tells whether the clerk changed anything; without it, a field touched and different from how the form
    began.  ``mais`` is what has to be known to open the form again.
    """

    def __init__(
        self,
        casa: Casa,
        dono: QWidget,
        *,
        chave: Callable[[], str],
        titulo: Callable[[], str],
        mais: Callable[[], Mapping[str, Any]] | None = None,
        alterou: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(dono)
        self._casa = casa
        self._dono = dono
        self._chave, self._titulo, self._mais, self._alterou = chave, titulo, mais, alterou
        self._inicio: retrato.Retrato = {}
        self._visto: retrato.Retrato = {}
        self._guardado: retrato.Retrato | None = None
        self._chave_guardada = ""
        self._chave_aberta = ""
        self._tocado = False
        #: Whether it was kept for another day: closing it then asks and discards nothing.
        self.retido = False
        self._vigiados: list[QObject] = []
        self._relogio = QTimer(self)
        self._relogio.setInterval(PASSO_MS)
        self._relogio.timeout.connect(self._passo)

    # ------------------------------------------------------------ beginning and end

    def comecar(self) -> None:
        """Take the form as it stands for how it began; what changes from now on is kept."""
        self._inicio = self._visto = retrato.tirar(self._dono)
        self._guardado = None
        self._chave_guardada = ""
        self._tocado = self.retido = False
        self._vigiar()
        self._marcar()
        self._relogio.start()

    def retomar(self, conteudo: Mapping[str, Any]) -> None:
        """Write back what was kept; it is already kept."""
        campos = conteudo.get(CAMPOS)
        if isinstance(campos, dict):
            retrato.devolver(self._dono, campos)
        self._visto = self._guardado = retrato.tirar(self._dono)
        self._chave_guardada = self._chave()
        self._tocado = True

    def soltar(self) -> None:
        """Stop looking after the form, and leave what was kept."""
        self._relogio.stop()
        _abertos.discard(self._chave_aberta)

    def reter(self) -> bool:
        """Keep the form as it stands and let it close: tell whether there was anything to keep."""
        mexido = self.mexido()
        if mexido:
            self._guardar(retrato.tirar(self._dono))
        self.retido = True
        self.soltar()
        return mexido

    def esquecer(self) -> None:
        """It was registered, or the clerk does not want it: what was kept goes away."""
        self.soltar()
        for chave in {self._chave_guardada, self._chave()} - {""}:
            esquecer(self._casa, chave)
        self._chave_guardada = ""
        self._guardado = None

    # ------------------------------------------------------------ asking

    def mais(self) -> dict[str, Any]:
        """Return what has to be known to open the form again."""
        return dict(self._mais()) if self._mais is not None else {}

    def mexido(self) -> bool:
        """Tell whether the clerk changed anything."""
        mexeu = self._tocado if self._alterou is None else self._alterou()
        return mexeu and bool(retrato.diferentes(self._inicio, retrato.tirar(self._dono)))

    def muito(self) -> bool:
        """Tell whether so much was typed that losing it would hurt."""
        if not self.mexido():
            return False
        agora = retrato.tirar(self._dono)
        quais = retrato.diferentes(self._inicio, agora)
        letras = sum(len(agora[nome]) for nome in quais if isinstance(agora[nome], str))
        return len(quais) >= MUITOS_CAMPOS or letras >= MUITO_TEXTO

    # ------------------------------------------------------------ keeping

    @Slot()
    def _passo(self) -> None:
        agora = retrato.tirar(self._dono)
        parado = agora == self._visto
        self._visto = agora
        self._vigiar()
        self._marcar()
        if parado and agora != self._guardado and self.mexido():
            self._guardar(agora)

    def _guardar(self, campos: retrato.Retrato) -> None:
        casa, chave = self._casa, self._chave()
        if casa.ctx.banco.somente_leitura:
            return
        if self._chave_guardada not in ("", chave):
            esquecer(casa, self._chave_guardada)
        self._guardado, self._chave_guardada = campos, chave
        guardar(casa, chave, self._titulo(), {**self.mais(), CAMPOS: campos})

    def _marcar(self) -> None:
        chave = self._chave()
        if chave != self._chave_aberta:
            _abertos.discard(self._chave_aberta)
            self._chave_aberta = chave
            _abertos.add(chave)

    def _vigiar(self) -> None:
        if self._tocado or self._alterou is not None:
            return
        for _, campo in retrato.campos(self._dono):
            if campo not in self._vigiados:
                campo.installEventFilter(self)
                self._vigiados.append(campo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOQUES and not self._tocado:
            self._tocado = True
            for campo in self._vigiados:
                campo.removeEventFilter(self)
            self._vigiados.clear()
        return False


def abertos() -> frozenset[str]:
    """Return the keys of the forms on screen, and of those forgotten just now: nobody is offered to go on with them."""
    return frozenset(_abertos | _esquecidos)


def recomecar() -> None:
    """Another registry, or another user: what was forgotten was of the one before."""
    _esquecidos.clear()


def guardar(casa: Casa, chave: str, titulo: str, conteudo: Mapping[str, Any]) -> None:
    """Keep a form on the writer's thread."""
    _esquecidos.discard(chave)
    fazer = partial(_guardar, casa, chave, titulo, dict(conteudo))
    casa.executor.gravar(casa.executor, fazer, falha=calar, mudou=NADA_MUDA)


def esquecer(casa: Casa, chave: str) -> None:
    """Forget a form on the writer's thread."""
    _esquecidos.add(chave)
    if not casa.ctx.banco.somente_leitura:
        casa.executor.gravar(casa.executor, partial(_esquecer, casa, chave), falha=calar, mudou=NADA_MUDA)


def ler(casa: Casa, chave: str) -> Mapping[str, Any] | None:
    """Return what was kept of a form.  Off the interface's thread."""
    from ..servicos import rascunhos

    return rascunhos.ler(casa.ctx, chave=chave)


def _guardar(casa: Casa, chave: str, titulo: str, conteudo: Mapping[str, Any]) -> None:
    from ..servicos import rascunhos
    from ..servicos.permissoes import NINGUEM

    if casa.ctx.sessao is NINGUEM:
        return  # the screen was locked: it was kept just before
    rascunhos.guardar(casa.ctx, chave=chave, titulo=titulo, conteudo=conteudo)


def _esquecer(casa: Casa, chave: str) -> None:
    from ..servicos import rascunhos
    from ..servicos.permissoes import NINGUEM

    if casa.ctx.sessao is NINGUEM:
        return
    rascunhos.apagar(casa.ctx, chave=chave)


def calar(_: ErroDominio) -> None:
    """A draft that could not be kept now is kept at the next key; the clerk is writing something else."""
