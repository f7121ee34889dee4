"""Usuários: who enters, as what, and after how long without use the screen is locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...servicos.permissoes import Permissao
from ...servicos.tipos.usuarios import SenhaProvisoria, Usuario
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import botao
from ..componentes.campo_numero import CampoNumero
from ..componentes.dialogo import perguntar
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.usuario import MUDOU, DialogoProvisoria, DialogoRetomar, DialogoUsuario
from ..modelos.usuarios import COLUNAS_USUARIOS
from ..tema import Tom
from .administracao_secoes import SecaoCadastro


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lido:
    usuarios: tuple[Usuario, ...]
    exige: bool
    minutos: int


class SecaoUsuarios(QWidget):
    """The users as a table, what may be done to the one chosen, and the setting of the lock."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._lido: _Lido | None = None
        self.aviso = FaixaAviso(pai=self)
        self.cadastro = SecaoCadastro(
            casa, nome="Usuários", novo="&Novo usuário", colunas=COLUNAS_USUARIOS,
            explicacao="Quem entra neste registro e o que cada um pode fazer. Ninguém se apaga: quem sai fica inativo.",
            vazio=EstadoVazio(
                "Uso por uma só pessoa, sem senha",
                "Quem abre este registro faz tudo, sem se identificar, e o histórico guarda só o nome do usuário do "
                "computador. Com o primeiro usuário, um administrador, todos passam a entrar com senha.",
                icone="usuario", acao="Criar o &primeiro usuário", ao_acionar=self.novo,
            ),
        )  # fmt: skip
        self.senha = botao("Senha &provisória…", ao_clicar=self._nova_senha, icone="cadeado", pai=self)
        self.fator = botao("Desligar o segundo &fator…", ao_clicar=self._desligar_fator, pai=self)
        self.ativo = botao("&Desativar…", ao_clicar=self._trocar_ativo, pai=self)
        self.minutos = CampoNumero(self)
        self.minutos.setRange(1, 120)
        self.minutos.setAccessibleName("Minutos sem uso até bloquear a tela")
        self.guardar = botao("&Guardar", ao_clicar=self._guardar_minutos, pai=self)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        for acao in (self.senha, self.fator, self.ativo):
            acoes.addWidget(acao)
        acoes.addStretch(1)
        self.ajuste = QWidget(self)
        ajuste = QHBoxLayout(self.ajuste)
        ajuste.setContentsMargins(0, 0, 0, 0)
        ajuste.setSpacing(8)
        ajuste.addWidget(texto("Bloquear a tela depois de", Papel.CORPO, pai=self.ajuste))
        ajuste.addWidget(self.minutos)
        ajuste.addWidget(texto("minutos sem uso", Papel.CORPO, pai=self.ajuste))
        ajuste.addWidget(self.guardar)
        ajuste.addStretch(1)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(self.aviso)
        pilha.addWidget(self.cadastro, 1)
        pilha.addLayout(acoes)
        pilha.addWidget(self.ajuste)
        # signals
        self.cadastro.novo.connect(self.novo)
        self.cadastro.editado.connect(self._editar)
        self.cadastro.tabela.selecionada.connect(self._rever)
        self.minutos.valueChanged.connect(self._rever_minutos)
        self._rever()

    # ------------------------------------------------------------ reading

    @Slot()
    def ler(self) -> None:
        """Read the users, off the interface's thread; who may not see them is told so."""
        ctx = self._casa.ctx
        if not ctx.pode(Permissao.ADMINISTRAR_USUARIOS):
            self._mostrar(_Lido(usuarios=(), exige=True, minutos=0))
            self.aviso.definir(
                "O seu usuário não administra os outros. Para a sua senha e o seu segundo fator, use Registro, Minha "
                "conta.", Tom.INFO,
            )  # fmt: skip
            return

        def ler() -> _Lido:
            from ...servicos import usuarios

            return _Lido(
                usuarios=usuarios.listar(ctx), exige=usuarios.exige_entrada(ctx), minutos=usuarios.minutos_ocioso(ctx)
            )

        self._casa.executor.ler(self, ler, sucesso=self._leu, falha=self.aviso.mostrar_erro, chave="usuarios")

    def _leu(self, lido: _Lido) -> None:
        self._mostrar(lido)
        if lido.usuarios and not lido.exige:
            self.aviso.definir(
                "Os usuários vieram de um acervo aberto, que não leva senhas: por ora o registro é usado por uma só "
                "pessoa, sem senha. Escolha um administrador e defina a senha dele.", Tom.ATENCAO,
            )  # fmt: skip
        elif sum(1 for u in lido.usuarios if u.ativo and u.papel == "administrador") == 1:
            self.aviso.definir(
                "Há um só administrador. Se ele perder a senha, ninguém poderá dar outra: crie um segundo.", Tom.INFO
            )
        else:
            self.aviso.esconder()

    def _mostrar(self, lido: _Lido) -> None:
        self._lido = lido
        self.cadastro.definir(lido.usuarios)
        self.minutos.setValue(lido.minutos)
        self.ajuste.setVisible(lido.exige and bool(lido.usuarios))
        vazio = self.cadastro.tabela.vazio()
        if vazio is not None and lido.exige and not lido.usuarios:
            vazio.definir("Só quem administra vê os usuários", "")
            vazio.botao.hide()
        self._rever()

    # ------------------------------------------------------------ acting

    def escolhido(self) -> Usuario | None:
        """Return the user chosen in the table."""
        return self.cadastro.modelo.linha(self.cadastro.tabela.linha_atual())

    @Slot()
    def novo(self) -> None:
        """Open the dialog of a new user: the first one is an administrador."""
        if self._lido is None or not self._casa.ctx.pode(Permissao.ADMINISTRAR_USUARIOS):
            return
        dialogo = DialogoUsuario(self._casa, primeiro=not self._lido.exige, pai=self.window())
        dialogo.salvo.connect(self._entregar)
        dialogo.open()

    @Slot(object)
    def _editar(self, usuario: Usuario) -> None:
        DialogoUsuario(self._casa, usuario, pai=self.window()).open()

    @Slot(object)
    def _entregar(self, criado: object) -> None:
        if isinstance(criado, SenhaProvisoria) and criado.senha:
            DialogoProvisoria(criado, self.window()).open()

    @Slot()
    def _nova_senha(self) -> None:
        usuario = self.escolhido()
        if usuario is None or self._lido is None:
            return
        if not self._lido.exige:
            DialogoRetomar(self._casa, usuario, self.window()).open()
            return
        perguntar(
            self, f"Nova senha provisória para {usuario.nome}",
            "A senha atual deixa de servir já. A provisória é mostrada uma vez; a pessoa escolhe a sua ao entrar.",
            confirmar="&Fazer a senha", ao_confirmar=partial(self._pedir, usuario.id, _redefinir),
        )  # fmt: skip

    @Slot()
    def _desligar_fator(self) -> None:
        if (usuario := self.escolhido()) is not None:
            perguntar(
                self, f"Desligar o segundo fator de {usuario.nome}",
                "Para quem perdeu o telefone e os códigos de recuperação: dali em diante basta a senha, até que a "
                "pessoa o ligue de novo. Confirme antes que o pedido é dela.",
                confirmar="&Desligar", ao_confirmar=partial(self._pedir, usuario.id, _desligar), perigo=True,
            )  # fmt: skip

    @Slot()
    def _trocar_ativo(self) -> None:
        usuario = self.escolhido()
        if usuario is None:
            return
        if not usuario.ativo:
            self._pedir(usuario.id, _reativar)
            return
        perguntar(
            self, f"Desativar {usuario.nome}",
            "A pessoa não entra mais; o que ela registrou continua com o nome dela. Pode ser reativada depois.",
            confirmar="&Desativar", ao_confirmar=partial(self._pedir, usuario.id, _desativar), perigo=True,
        )  # fmt: skip

    def _pedir(self, usuario_id: int, fazer: Callable[[Casa, int], object]) -> None:
        self._casa.executor.gravar(
            self, partial(fazer, self._casa, usuario_id), sucesso=self._entregar, falha=self.aviso.mostrar_erro,
            mudou=MUDOU,
        )  # fmt: skip

    @Slot()
    def _guardar_minutos(self) -> None:
        ctx, minutos = self._casa.ctx, self.minutos.value()

        def gravar() -> None:
            from ...servicos import usuarios

            usuarios.gravar_minutos_ocioso(ctx, minutos=minutos)

        self._casa.executor.gravar(self, gravar, sucesso=self._guardou, falha=self.aviso.mostrar_erro, mudou=MUDOU)

    def _guardou(self, _: object) -> None:
        self._casa.mensagem(f"A tela será bloqueada depois de {self.minutos.value()} min sem uso.")

    @Slot()
    def _rever_minutos(self) -> None:
        self.guardar.setEnabled(self._lido is not None and self.minutos.value() != self._lido.minutos)

    @Slot()
    def _rever(self, *_: int) -> None:
        usuario, exige = self.escolhido(), self._lido is not None and self._lido.exige
        for acao in (self.senha, self.fator, self.ativo):
            acao.setVisible(bool(self._lido and self._lido.usuarios))
        self.senha.setText("Senha &provisória…" if exige else "&Definir a senha…")
        self.senha.setEnabled(usuario is not None and (exige or usuario.papel == "administrador"))
        self.fator.setEnabled(usuario is not None and usuario.segundo_fator)
        self.ativo.setEnabled(usuario is not None and exige)
        self.ativo.setText("&Desativar…" if usuario is None or usuario.ativo else "&Reativar")
        self._rever_minutos()

    def focar(self) -> None:
        """Give the focus to the table."""
        self.cadastro.tabela.setFocus(Qt.FocusReason.OtherFocusReason)


def _redefinir(casa: Casa, usuario_id: int) -> SenhaProvisoria:
    from ...servicos import usuarios

    return usuarios.redefinir_senha(casa.ctx, usuario_id=usuario_id)


def _desligar(casa: Casa, usuario_id: int) -> None:
    from ...servicos import usuarios

    usuarios.desligar_segundo_fator(casa.ctx, usuario_id=usuario_id)


def _reativar(casa: Casa, usuario_id: int) -> None:
    from ...servicos import usuarios

    usuarios.reativar(casa.ctx, usuario_id=usuario_id)


def _desativar(casa: Casa, usuario_id: int) -> None:
    from ...servicos import usuarios

    usuarios.desativar(casa.ctx, usuario_id=usuario_id)
