"""Who is at the window: asks on opening, locks after idle time or when told to, lets another one enter.

While locked nothing of the registry is on screen: the page takes the place of the whole window, the other windows are
hidden as they are, and come back to who had them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QMainWindow

from ..relogio import Relogio
from ..servicos.permissoes import NINGUEM, Sessao
from .cobertura import DA_COBERTURA, Cobertura
from .componentes.dialogo import Pergunta
from .operacoes import Executor, Mudanca
from .tema import Tom

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from .entrada import PaginaEntrada, PedidoDeEntrada

_A_CADA_MS = 5_000
"""How often idleness is looked at."""
_REVER_A_CADA = timedelta(minutes=1)
_ESPERA_MS = 200
_USO = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
    }
)  # fmt: skip


class Guarda(QObject):
    """Keeps the session of the window over one registry at a time."""

    entrou = Signal(object)
    """The `Sessao` of who is using the program now: entered, unlocked, or changed by an administrador."""
    trocou = Signal()
    """Another one is using the program, or may do other things: every screen has to be made again."""
    bloqueou = Signal()
    outro_registro = Signal()
    """Who cannot enter here wants another registry."""

    def __init__(self, janela: QMainWindow, executor: Executor, relogio: Relogio) -> None:
        super().__init__(janela)
        self._janela, self._executor, self._relogio = janela, executor, relogio
        self._ctx: Contexto | None = None
        self._quem: Sessao = NINGUEM
        self._outro: Sessao = NINGUEM
        self._minutos = 0
        self._pagina: PaginaEntrada | None = None
        self._cobertura = Cobertura(janela)
        self._ao_entrar: Callable[[], None] | None = None
        self._ultimo_uso = self._ultima_revisao = relogio.agora()
        self._ocioso = QTimer(self)
        self._ocioso.setInterval(_A_CADA_MS)
        self._ocioso.timeout.connect(self.olhar)
        self._fecha = QTimer(self)
        self._fecha.setInterval(_ESPERA_MS)
        self._fecha.timeout.connect(self._fechar_sessao)
        aplicacao = QGuiApplication.instance()
        assert isinstance(aplicacao, QGuiApplication)
        aplicacao.focusWindowChanged.connect(self._ao_focar)
        executor.mudou.connect(self._ao_mudar)

    # ------------------------------------------------------------ what the program asks

    @property
    def bloqueada(self) -> bool:
        """Tell whether the page where one enters is in the place of the window."""
        return self._cobertura.cobre

    @property
    def pagina(self) -> PaginaEntrada | None:
        """The page where one enters, while it is shown."""
        return self._pagina

    @property
    def sessao(self) -> Sessao:
        """Who is using the program, or had it when it was locked."""
        return self._quem

    def receber(self, ctx: Contexto, mostrar: Callable[[], None]) -> None:
        """Take an open registry; ``mostrar`` is called when somebody may see it: at once where nobody enters."""
        self._ctx, self._quem = ctx, ctx.sessao
        if ctx.sessao is NINGUEM:
            self._ao_entrar = mostrar
            self._cobrir("Entrar", "Este registro é usado por várias pessoas, cada uma com a sua senha.", "")
            return
        mostrar()
        self._comecar()

    def soltar(self) -> None:
        """Let the registry go: it is being closed."""
        self._ocioso.stop()
        self._fecha.stop()
        self._ctx, self._quem, self._ao_entrar = None, NINGUEM, None
        if self.bloqueada:
            self._cobertura.descartar()
            self._descobrir()

    @Slot()
    def bloquear(self) -> None:
        """Lock now; where nobody enters with a password there is nothing to lock."""
        if self._pode_bloquear():
            self._trancar(
                "Tela bloqueada", f"{self._quem.nome} deixou o registro aberto. O que estava sendo feito continua como "
                "estava e volta quando a mesma pessoa entrar.", self._quem.usuario,
            )  # fmt: skip

    @Slot()
    def trocar_de_usuario(self) -> None:
        """Let another one enter; who was here may come back."""
        if self._pode_bloquear():
            self._trancar("Trocar de usuário", f"Sai {self._quem.nome}; entra quem se identificar aqui.", "")

    # ------------------------------------------------------------ idleness

    @Slot()
    def olhar(self) -> None:
        """Lock if nobody has used the program for long enough; see whether the user still is what it was."""
        agora = self._relogio.agora()
        if self._ctx is None or self.bloqueada:
            return
        # A clock that went back says nothing of how long: the count begins again.
        parado = agora - self._ultimo_uso
        if parado < timedelta(0):
            self._ultimo_uso = agora
        elif self._quem.com_senha and self._minutos and parado >= timedelta(minutes=self._minutos):
            self.bloquear()
            return
        if not timedelta(0) <= agora - self._ultima_revisao < _REVER_A_CADA:
            self._rever()

    def _rever(self) -> None:
        from ..servicos import entrada_usuarios, usuarios

        ctx = self._ctx
        if ctx is None:
            return
        self._ultima_revisao = self._relogio.agora()

        def ler() -> tuple[Sessao, int]:
            return entrada_usuarios.rever(ctx), usuarios.minutos_ocioso(ctx)

        self._executor.ler(self, ler, sucesso=self._reviu, chave="rever")

    def _reviu(self, lido: tuple[Sessao, int]) -> None:
        sessao, self._minutos = lido
        if self._ctx is None or self.bloqueada:
            return
        if sessao is NINGUEM:
            frase = (
                "O seu usuário foi desativado, ou a sua senha foi trocada por quem administra os usuários."
                if self._quem.com_senha
                else "A partir de agora todos entram com usuário e senha neste registro."
            )
            self._trancar("Entrar", frase, "")
        elif sessao != self._quem:
            self._assumir(sessao)

    @Slot(QWindow)
    def _ao_focar(self, janela: QWindow | None) -> None:
        self._usar()
        # The windows of the program, and not each of its thousands of objects, say that it is being used.
        if janela is not None:
            janela.installEventFilter(self)  # a second time takes the place of the first

    @Slot(object)
    def _ao_mudar(self, mudanca: Mudanca) -> None:
        if mudanca.cadastro("usuarios"):
            self._rever()

    def _usar(self) -> None:
        self._ultimo_uso = self._relogio.agora()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        tipo = event.type()
        if tipo in _USO and isinstance(watched, QWindow):
            self._usar()
        return False

    # ------------------------------------------------------------ locking

    def _pode_bloquear(self) -> bool:
        return self._ctx is not None and self._quem.com_senha and not self.bloqueada

    def _trancar(self, titulo: str, frase: str, login: str) -> None:
        self._cobrir(titulo, frase, login)
        self._fecha.start()
        self._fechar_sessao()
        self.bloqueou.emit()

    @Slot()
    def _fechar_sessao(self) -> None:
        # What was begun ends under the name of who began it; nobody can begin anything meanwhile.
        if self._ctx is None or not self.bloqueada:
            self._fecha.stop()
        elif self._executor.ocioso:
            self._fecha.stop()
            from ..servicos import entrada_usuarios

            self._executor.gravar(self, partial(entrada_usuarios.bloquear, self._ctx), sucesso=self._fechou)

    def _fechou(self, _: object) -> None:
        outro, self._outro = self._outro, NINGUEM
        if outro is not NINGUEM:
            self._autenticou(outro)

    def _cobrir(self, titulo: str, frase: str, login: str) -> None:
        from .entrada import PaginaEntrada

        self._ocioso.stop()
        pagina = self._pagina = PaginaEntrada()
        pagina.preparar(titulo, frase, login=login)
        inicial = self._ao_entrar is not None  # nothing was shown yet
        pagina.outro.setVisible(inicial)
        pagina.pedida.connect(self._entrar)
        pagina.outro.clicked.connect(self.outro_registro)
        self._cobertura.cobrir(pagina, segura_janelas=not inicial)
        pagina.focar()

    def _descobrir(self) -> None:
        self._fecha.stop()
        self._pagina = None
        self._cobertura.descobrir()

    # ------------------------------------------------------------ entering

    @Slot(object)
    def _entrar(self, pedido: PedidoDeEntrada) -> None:
        from ..servicos import entrada_usuarios

        ctx, pagina = self._ctx, self._pagina
        if ctx is None or pagina is None:
            return
        mesmo = self._quem.com_senha and pedido.login.strip().casefold() == self._quem.usuario

        def autenticar() -> Sessao:
            return entrada_usuarios.autenticar(
                ctx, login=pedido.login, senha=pedido.senha, codigo=pedido.codigo, senha_nova=pedido.senha_nova,
                acao="desbloqueio" if mesmo else "entrada",
            )  # fmt: skip

        self._executor.gravar(self, autenticar, sucesso=self._autenticou, falha=pagina.mostrar_erro)

    def _autenticou(self, sessao: Sessao) -> None:
        if self._ctx is None or self._pagina is None:
            return
        deixadas = self._cobertura.dialogos()
        mesmo = sessao.usuario_id == self._quem.usuario_id
        if not mesmo and self._fecha.isActive():
            # What the other one began still runs, under that name: this one comes in when it ends.
            self._outro = sessao
            self._pagina.aviso.definir("Terminando o que estava em andamento; você entra em seguida.", Tom.INFO)
            return
        if mesmo or not deixadas:
            self._liberar(sessao)
            return
        quantas = "uma janela aberta" if deixadas == 1 else f"{deixadas} janelas abertas"
        self._outro = sessao
        pergunta = Pergunta(
            f"{self._quem.nome} deixou {quantas}",
            "Para você entrar, o que estava aberto é fechado: o que foi digitado fica como rascunho, quando o "
            "formulário guarda rascunho, e o resto se perde. O que já foi registrado não muda.",
            confirmar="&Fechar e entrar", ao_confirmar=partial(self._liberar, sessao), perigo=True, pai=self._janela,
        )  # fmt: skip
        pergunta.setObjectName(DA_COBERTURA)
        pergunta.rejected.connect(self._desistir)
        pergunta.open()

    @Slot()
    def _desistir(self) -> None:
        from ..servicos import entrada_usuarios

        outro, self._outro = self._outro, NINGUEM
        if self._ctx is None or self._pagina is None:
            return
        self._executor.gravar(self, partial(entrada_usuarios.desistir, self._ctx, outro))
        self._pagina.preparar("Tela bloqueada", f"Nada foi fechado; o registro espera {self._quem.nome}.")
        self._pagina.ocupar(False)
        self._pagina.focar()

    def _liberar(self, sessao: Sessao) -> None:
        if self._ctx is None:
            return
        outra = sessao.usuario_id != self._quem.usuario_id
        if outra:
            self._cobertura.descartar()
        self._ctx.entrar(sessao)
        antes, self._quem = self._quem, sessao
        self._descobrir()
        self._comecar()
        mostrar, self._ao_entrar = self._ao_entrar, None
        if mostrar is not None:
            mostrar()
        elif outra or antes.permissoes != sessao.permissoes:
            self.trocou.emit()
        self.entrou.emit(sessao)

    def _assumir(self, sessao: Sessao) -> None:
        if self._ctx is not None:
            antes, self._quem = self._quem, sessao
            self._ctx.entrar(sessao)
            if antes.permissoes != sessao.permissoes:
                self.trocou.emit()
            self.entrou.emit(sessao)

    def _comecar(self) -> None:
        self._usar()
        self._ultima_revisao = self._ultimo_uso
        self._ocioso.start()
        if self._quem.com_senha:
            self._rever()
