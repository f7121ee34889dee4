"""Makes the copies that nobody asks for: of the day, while the program stays open, and of the closing.

Lives under the executor, where a screen finds it (`Copiador.de`); a house without one makes copies only by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from ..estatuto.erros import ErroDominio
from .casa import Mensagem, Navegar
from .copias_pedidos import MUDOU_COPIAS, PedidoRestauro
from .operacoes import Executor, Mudanca, Tarefa
from .tema import Tom

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.copias import Situacao
    from ..servicos.copias_obra import CopiaFeita
    from .componentes.barra_base import BarraBase
    from .dialogos.copias_despedida import DialogoDespedida

_TITULO = "Fazendo a cópia de segurança"
_PRIMEIRA_MS = 4_000
"""After the registry is shown: the clerk is already working when the copy of the day begins."""
_INTERVALO_MS = 15 * 60_000

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


class Copiador(QObject):
    """Watches over the copies of the open registry."""

    restauro_pedido = Signal(object)
    """A `PedidoRestauro`: whoever owns the open registry closes it, exchanges it and opens it again."""

    def __init__(
        self, executor: Executor, janela: QWidget, base: BarraBase, *, navegar: Navegar, mensagem: Mensagem,
        automaticas: bool,
    ) -> None:  # fmt: skip
        """``automaticas`` makes the copies; without it only the bottom bar is kept."""
        super().__init__(executor)
        self._executor, self._janela, self._base, self._automaticas = executor, janela, base, automaticas
        self._navegar, self._mensagem = navegar, mensagem
        self._ctx: Contexto | None = None
        self._tarefa: Tarefa | None = None
        self._despedida = False
        self._recado = ""
        self._dialogo: DialogoDespedida | None = None
        self._relogio = QTimer(self)
        self._relogio.setInterval(_INTERVALO_MS)
        self._relogio.timeout.connect(self._verificar)
        base.copias_pedidas.connect(self._mostrar_copias)
        executor.mudou.connect(self._ao_mudar)
        if automaticas:
            janela.installEventFilter(self)

    @classmethod
    def de(cls, executor: Executor) -> Copiador | None:
        """Return the one that works over an executor, None where there is none."""
        return executor.findChild(cls)

    # ------------------------------------------------------------ the registry

    def abrir(self, ctx: Contexto) -> None:
        """Watch over a registry just shown."""
        self._ctx, self._recado, self._despedida = ctx, "", False
        self._ler()
        if self._automaticas:
            QTimer.singleShot(_PRIMEIRA_MS, self, self._verificar)
            self._relogio.start()

    def soltar(self) -> None:
        """Let the registry go: it is being closed."""
        self._ctx = None
        self._relogio.stop()
        self._parar()
        self._tarefa = None
        self._base.definir_copia("")

    def restaurar(self, pedido: PedidoRestauro) -> None:
        """Ask for the registry to be exchanged for a copy."""
        self.restauro_pedido.emit(pedido)

    # ------------------------------------------------------------ the bottom bar

    @Slot(object)
    def _ao_mudar(self, mudanca: Mudanca) -> None:
        if mudanca.cadastro("copias"):
            self._ler()

    def _ler(self) -> None:
        ctx = self._ctx
        if ctx is None:
            return

        def ler() -> Situacao:
            from ..servicos import copias

            return copias.situacao(ctx)

        self._executor.ler(self, ler, sucesso=partial(self._mostrar, ctx), falha=self._sem_situacao, chave="copias")

    def _mostrar(self, ctx: Contexto, situacao: Situacao) -> None:
        from .modelos.copias import em_uma_linha

        if self._ctx is not ctx:
            return
        palavras, dica, tom = em_uma_linha(situacao, ctx.relogio.agora())
        if self._recado and situacao.bem:
            # The disk that took no copy took no note of that either.
            palavras, dica, tom = f"Cópia falhou · {palavras}", self._recado, Tom.PERIGO
        self._base.definir_copia(palavras, dica, tom)

    def _sem_situacao(self, erro: ErroDominio) -> None:
        self._base.definir_copia("Cópias: não se sabe", erro.mensagem, Tom.PERIGO)

    @Slot()
    def _mostrar_copias(self) -> None:
        self._navegar("administracao", secao="copias")

    # ------------------------------------------------------------ by itself

    @Slot()
    def _verificar(self) -> None:
        """Make the copy of the day if it is due; say again how old the last one is."""
        ctx = self._ctx
        if ctx is None or (self._tarefa is not None and not self._tarefa.terminada):
            return

        def ver() -> bool:
            from ..servicos import copias

            return copias.devida_ou_em_dia(ctx)

        self._executor.ler(self, ver, sucesso=partial(self._viu, ctx), falha=self._falhou, chave="devida")

    def _viu(self, ctx: Contexto, devida: bool) -> None:
        if self._ctx is not ctx:
            return
        self._ler()
        if devida:
            self._comecar(ctx, _diaria, self._copiou, self._falhou)

    def _comecar(
        self,
        ctx: Contexto,
        fazer: Callable[[Contexto, Progresso, Cancelado], CopiaFeita | None],
        sucesso: Callable[[CopiaFeita | None], None],
        falha: Callable[[ErroDominio], None],
    ) -> Tarefa:
        # On a reader: the copy must not keep what the clerk registers meanwhile waiting.
        self._tarefa = self._executor.longa(
            self, partial(fazer, ctx), titulo=_TITULO, sucesso=sucesso, falha=falha, mudou=MUDOU_COPIAS
        )
        return self._tarefa

    def _copiou(self, feita: CopiaFeita | None) -> None:
        self._recado = ""
        if feita is not None and feita.avisos:
            self._mensagem(feita.avisos[0], tom=Tom.ATENCAO)
        self._ler()

    def _falhou(self, erro: ErroDominio) -> None:
        self._recado = erro.mensagem
        self._mensagem(erro.mensagem, tom=Tom.PERIGO)
        self._ler()

    # ------------------------------------------------------------ closing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close or watched is not self._janela:
            return False
        ctx = self._ctx
        if ctx is None or self._despedida:
            return False
        event.ignore()
        self._despedir_se(ctx)
        return True

    def _despedir_se(self, ctx: Contexto) -> None:
        from .dialogos.copias_despedida import DialogoDespedida

        if self._dialogo is not None:
            return
        self._parar()
        self._dialogo = dialogo = DialogoDespedida(self._janela)
        dialogo.desistiu.connect(self._fechar_ja)
        dialogo.repetir.connect(self._repetir)
        dialogo.rejected.connect(self._voltar)
        dialogo.abrir_se_demorar()
        self._repetir()

    @Slot()
    def _repetir(self) -> None:
        if self._ctx is not None and self._dialogo is not None:
            self._comecar(self._ctx, _ao_fechar, self._despediu, self._dialogo.falhou)

    @Slot()
    def _voltar(self) -> None:
        """Go on working: the program is not closed when the copy ends."""
        self._dialogo = None
        self._parar()

    def _despediu(self, _: CopiaFeita | None) -> None:
        self._fechar_ja()

    def _parar(self) -> None:
        if self._tarefa is not None and not self._tarefa.terminada:
            self._tarefa.cancelar()

    @Slot()
    def _fechar_ja(self) -> None:
        self._parar()
        dialogo, self._dialogo = self._dialogo, None
        if dialogo is not None:
            dialogo.encerrar()
        self._despedida = True
        # A screen with an unsaved form may still say no: then the next closing copies again.
        self._despedida = self._janela.close()


def _diaria(ctx: Contexto, progresso: Progresso, cancelado: Cancelado) -> CopiaFeita | None:
    from ..servicos import copias

    return copias.diaria(ctx, progresso, cancelado)


def _ao_fechar(ctx: Contexto, progresso: Progresso, cancelado: Cancelado) -> CopiaFeita | None:
    from ..servicos import copias

    return copias.ao_fechar(ctx, progresso, cancelado)
