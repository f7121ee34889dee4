"""The page where one enters: user, password, and when asked the code of the second factor or a new password."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..estatuto.erros import ErroDominio
from ..servicos.entrada_usuarios import ErroDeAcesso, FaltaCodigo, FaltaSenhaNova
from .componentes.aviso import FaixaAviso
from .componentes.botao import TipoBotao, botao
from .componentes.campo_senha import CampoSenha, SenhaNova
from .componentes.formulario import Formulario, campo_texto
from .componentes.pagina_central import PaginaCentral
from .tema import Tom

_ENTRAR = "&Entrar"


@dataclass(frozen=True, slots=True, kw_only=True)
class PedidoDeEntrada:
    """What was typed to enter."""

    login: str
    senha: str
    codigo: str = ""
    senha_nova: str = ""


class PaginaEntrada(PaginaCentral):
    """Asks who it is; ``pedida`` carries the `PedidoDeEntrada`.  Says nothing of the registry."""

    pedida = Signal(object)

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai, largura=460, espaco=18)
        quadro = self.quadro
        self.login = campo_texto(limite=80)
        self.senha = CampoSenha()
        self.codigo = campo_texto(dica="123456", limite=60)
        self.formulario = Formulario(quadro)
        self.formulario.adicionar("login", "&Usuário", self.login, obrigatorio=True)
        self.formulario.adicionar("senha", "&Senha", self.senha, obrigatorio=True)
        self.formulario.adicionar(
            "codigo", "&Código do segundo fator", self.codigo, obrigatorio=True,
            ajuda="Os seis algarismos que o aplicativo do telefone mostra agora, ou um código de recuperação.",
        )  # fmt: skip
        self.nova = SenhaNova(quadro)
        self.aviso = FaixaAviso(pai=quadro)
        self.entrar = botao(_ENTRAR, TipoBotao.PRIMARIO, ao_clicar=self._pedir, pai=quadro)
        self.outro = botao("&Abrir outro registro…", TipoBotao.DISCRETO, pai=quadro)
        self._relogio = QTimer(self)
        self._relogio.setInterval(1000)
        self._relogio.timeout.connect(self._contar)
        self._espera = 0
        self._ocupada = False
        self._dispor()
        # signals
        self.login.textEdited.connect(self._outro_usuario)
        for campo in (self.login, self.senha, self.codigo, self.nova.senha, self.nova.repetida):
            campo.returnPressed.connect(self._pedir)
        self.preparar("Entrar", "Este registro é usado por várias pessoas, cada uma com a sua senha.")

    def _dispor(self) -> None:
        pe = QHBoxLayout()
        pe.addWidget(self.outro)
        pe.addStretch(1)
        pe.addWidget(self.entrar)
        for parte in (self.formulario, self.nova, self.aviso):
            self.dentro.addWidget(parte)
        self.dentro.addLayout(pe)

    def preparar(self, titulo: str, frase: str, *, login: str = "") -> None:
        """Begin again, with these words and perhaps a user already written."""
        self.titulo.setText(titulo)
        self.frase.setText(frase)
        self.setAccessibleName(titulo)
        self.login.setText(login)
        self.esquecer()
        self.aviso.esconder()
        self.formulario.limpar_erros()

    def esquecer(self) -> None:
        """Forget the password, the code and the new password typed."""
        self.senha.esquecer()
        self.codigo.clear()
        self.nova.esquecer()
        self.formulario.mostrar("codigo", False)
        self.nova.hide()

    def focar(self) -> None:
        """Give the focus to what has to be typed first."""
        (self.senha if self.login.text().strip() else self.login).setFocus(Qt.FocusReason.OtherFocusReason)

    def ocupar(self, sim: bool) -> None:
        """Take no answers while one is being judged."""
        self._ocupada = sim
        self.formulario.setEnabled(not sim)
        self.nova.setEnabled(not sim)
        self._rever_botao()

    @Slot(object)
    def mostrar_erro(self, erro: ErroDominio) -> None:
        """Say why nobody entered, and ask for what is missing."""
        self.ocupar(False)
        if isinstance(erro, FaltaCodigo):
            self.formulario.mostrar("codigo", True)
            self.aviso.definir(erro.mensagem, Tom.INFO)
            self.codigo.setFocus()
        elif isinstance(erro, FaltaSenhaNova):
            self.nova.definir_proprias(self.login.text())
            self.nova.show()
            self.aviso.definir(erro.mensagem, Tom.INFO)
            self.nova.senha.setFocus()
        else:
            self.aviso.mostrar_erro(erro)
            if isinstance(erro, ErroDeAcesso):
                self.codigo.clear()
                self.senha.selectAll()
                self.senha.setFocus()
                self._esperar(erro.espera)

    def _esperar(self, segundos: int) -> None:
        self._espera = segundos
        if segundos:
            self._relogio.start()
        self._rever_botao()

    @Slot()
    def _contar(self) -> None:
        self._espera -= 1
        if self._espera <= 0:
            self._relogio.stop()
        self._rever_botao()

    def _rever_botao(self) -> None:
        esperando = self._espera > 0
        self.entrar.setEnabled(not self._ocupada and not esperando)
        self.entrar.setText(f"Espere {self._espera} s" if esperando else _ENTRAR)

    @Slot()
    def _outro_usuario(self) -> None:
        # The code and the new password asked for were of another one.
        if not self.codigo.isHidden() or not self.nova.isHidden():
            self.esquecer()
            self.aviso.esconder()

    @Slot()
    def _pedir(self) -> None:
        if not self.entrar.isEnabled():
            return
        self.formulario.limpar_erros()
        pede_codigo, pede_nova = self.codigo.isVisible(), self.nova.isVisible()
        for chave, campo, falta in (
            ("login", self.login, "Escreva o seu nome de entrada."),
            ("senha", self.senha, "Escreva a sua senha."),
            ("codigo", self.codigo, "Escreva o código."),
        ):
            if not campo.text() and (chave != "codigo" or pede_codigo):
                self.formulario.erro(chave, falta)
        if self.formulario.focar_erro() or (pede_nova and self.nova.apontar()):
            return
        self.aviso.esconder()
        self.ocupar(True)
        self.pedida.emit(
            PedidoDeEntrada(
                login=self.login.text(), senha=self.senha.text(), codigo=self.codigo.text() if pede_codigo else "",
                senha_nova=self.nova.valor() if pede_nova else "",
            )
        )  # fmt: skip
