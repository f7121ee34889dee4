"""Users: create the first and the others, edit, and the provisional password that is shown once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QGridLayout, QLineEdit, QWidget

from ...servicos.permissoes import PERMISSOES_DO_PAPEL, Papel, Permissao
from ...servicos.tipos.usuarios import SenhaProvisoria, Usuario
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao
from ..componentes.campo_senha import SenhaNova
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.rolagem import rolar_corpo
from ..componentes.texto import Papel as PapelDoTexto
from ..componentes.texto import texto
from ..dicas import como_dica
from ..operacoes import Mudanca
from ..tema import Tom
from .cadastros_base import DialogoCadastro

MUDOU = Mudanca(cadastros=frozenset({"usuarios"}))

_O_QUE_FAZ = {
    Papel.CONSULTA: "lê o registro e o verifica; não grava nada",
    Papel.OPERADOR: "registra atos comuns, cadastra, emite, importa",
    Papel.HOMOLOGADOR: "o que faz o operador, e os atos de alto valor, e confirma como segunda pessoa",
    Papel.ADMINISTRADOR: "usuários, configuração, cópias; não registra atos",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UsuarioEscrito:
    """What was filled in."""

    login: str
    nome: str
    papel: Papel
    extras: frozenset[Permissao]
    senha: str = ""


class Permissoes(QWidget):
    """Every permission with a tick: those of the role are on and fixed, the others may be given.

    In two columns where they fit, in one where the window is narrow or letters are large.
    """

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._grade = QGridLayout(self)
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(16)
        self._grade.setVerticalSpacing(4)
        self.caixas: dict[Permissao, QCheckBox] = {
            permissao: QCheckBox(_com_maiuscula(permissao.value)) for permissao in Permissao
        }
        self._colunas = 0
        self._dispor(1)
        self._extras: frozenset[Permissao] = frozenset()
        self._papel = Papel.CONSULTA

    def _dispor(self, colunas: int) -> None:
        if colunas == self._colunas:
            return
        self._colunas = colunas
        por_coluna = -(-len(self.caixas) // colunas)
        for numero, caixa in enumerate(self.caixas.values()):
            self._grade.addWidget(caixa, numero % por_coluna, numero // por_coluna)

    def _em_duas(self) -> int:
        larguras = [caixa.sizeHint().width() for caixa in self.caixas.values()]
        metade = -(-len(larguras) // 2)
        return max(larguras[:metade]) + self._grade.horizontalSpacing() + max(larguras[metade:])

    def minimumSizeHint(self) -> QSize:
        return QSize(max(c.sizeHint().width() for c in self.caixas.values()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dispor(2 if event.size().width() >= self._em_duas() else 1)

    def definir(self, papel: Papel, extras: frozenset[Permissao]) -> None:
        """Show what a role may do and what is given beyond it."""
        self._papel = papel
        do_papel = PERMISSOES_DO_PAPEL[papel]
        for permissao, caixa in self.caixas.items():
            caixa.setChecked(permissao in do_papel or permissao in extras)
            caixa.setEnabled(permissao not in do_papel)
            caixa.setToolTip(como_dica(f"Já é do papel {papel}" if permissao in do_papel else "Dada só a este usuário"))

    def extras(self) -> frozenset[Permissao]:
        """Return what is ticked beyond the role."""
        marcadas = {permissao for permissao, caixa in self.caixas.items() if caixa.isChecked()}
        return frozenset(marcadas - PERMISSOES_DO_PAPEL[self._papel])


class DialogoUsuario(DialogoCadastro[UsuarioEscrito]):
    """A user, new or there already; ``primeiro`` is the administrador after whom everybody enters."""

    def __init__(
        self, casa: Casa, usuario: Usuario | None = None, *, primeiro: bool = False, pai: QWidget | None = None
    ) -> None:
        titulo = "Editar usuário" if usuario else "Primeiro usuário" if primeiro else "Novo usuário"
        explicacao = (
            "" if usuario or primeiro else
            "A senha provisória é feita pelo programa e mostrada uma vez, depois de salvar; a pessoa escolhe a sua na "
            "primeira entrada."
        )  # fmt: skip
        super().__init__(casa, titulo, pai, explicacao=explicacao, largura=840, acao="&Salvar" if usuario else "Cr&iar")
        self._usuario, self._primeiro = usuario, primeiro
        self.senha: SenhaNova | None = None
        if primeiro:
            self.corpo.insertWidget(
                0,
                FaixaAviso(
                    "A partir de agora, toda pessoa que abrir este registro terá de entrar com usuário e senha. Não há "
                    "como recuperar a senha de um administrador único: crie depois um segundo, ou guarde-a em lugar "
                    "seguro.", Tom.ATENCAO, self,
                ),
            )  # fmt: skip
        self.login = self.texto(
            "login", "&Nome de entrada", usuario.login if usuario else "", obrigatorio=True, dica="maria.souza",
            limite=40, ajuda="Não muda depois: é o que fica no histórico.",
        )  # fmt: skip
        self.login.setReadOnly(usuario is not None)
        self.texto(
            "nome", "No&me da pessoa", usuario.nome if usuario else "", obrigatorio=True, limite=120,
            ajuda="Como aparece nas listas e na barra de baixo.",
        )  # fmt: skip
        papeis = [Opcao(valor=p, rotulo=p.value.capitalize(), detalhe=_O_QUE_FAZ[p]) for p in Papel]
        papel = usuario.papel if usuario else Papel.ADMINISTRADOR if primeiro else Papel.OPERADOR
        self.papel: Combo = self.combo("papel", "&Papel", papeis, papel, obrigatorio=True, largo=True)
        self.papel.setEnabled(not primeiro)
        if primeiro:
            self.senha = SenhaNova(self, colunas=2, rotulo="S&enha")
            self.corpo.addWidget(self.senha)
        self.corpo.addWidget(texto("O que pode fazer", PapelDoTexto.ROTULO, pai=self))
        self.permissoes = Permissoes()
        self.permissoes.definir(papel, usuario.extras if usuario else frozenset())
        self.corpo.addWidget(self.permissoes)
        rolar_corpo(self.corpo, 792)
        self.papel.alterado.connect(self._trocar_papel)
        self.login.textChanged.connect(self._rever_senha)

    @Slot(object)
    def _trocar_papel(self, papel: Papel) -> None:
        self.permissoes.definir(papel, self.permissoes.extras())

    @Slot()
    def _rever_senha(self) -> None:
        nome = self.formulario.campo("nome")
        if self.senha is not None and isinstance(nome, QLineEdit):
            self.senha.definir_proprias(self.login.text(), nome.text())

    def conferir(self) -> bool:
        self._rever_senha()
        return super().conferir() and (self.senha is None or not self.senha.apontar())

    def construir(self) -> UsuarioEscrito:
        return UsuarioEscrito(
            login=self.valor("login"), nome=self.valor("nome"), papel=self.valor("papel"),
            extras=self.permissoes.extras(), senha=self.senha.valor() if self.senha is not None else "",
        )  # fmt: skip

    def gravacao(self, valor: UsuarioEscrito) -> Callable[[], object]:
        ctx, usuario = self.casa.ctx, self._usuario

        def gravar() -> object:
            from ...servicos import usuarios

            if usuario is None:
                return usuarios.criar(
                    ctx, login=valor.login, nome=valor.nome, papel=valor.papel, extras=valor.extras, senha=valor.senha
                )
            return usuarios.alterar(
                ctx, usuario_id=usuario.id, versao=usuario.versao, nome=valor.nome, papel=valor.papel,
                extras=valor.extras,
            )  # fmt: skip

        return gravar

    def mudanca(self, valor: UsuarioEscrito) -> Mudanca:
        return MUDOU

    def dizer(self, valor: UsuarioEscrito) -> str:
        return f"Usuário {'criado' if self._usuario is None else 'salvo'}: {valor.nome}."


class DialogoRetomar(DialogoCadastro[str]):
    """The password of an administrador that came from an open archive, without one."""

    def __init__(self, casa: Casa, usuario: Usuario, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, f"Senha de {usuario.nome}", pai, largura=560, acao="&Definir a senha",
            explicacao="Os usuários vieram de um acervo aberto, que não leva senhas. A partir de agora, toda pessoa "
            "que abrir este registro terá de entrar; as outras recebem depois uma senha provisória.",
        )  # fmt: skip
        self._usuario = usuario
        self.senha = SenhaNova(self)
        self.senha.definir_proprias(usuario.login, usuario.nome)
        self.corpo.addWidget(self.senha)
        rolar_corpo(self.corpo, 512)
        self.senha.senha.setFocus()

    def conferir(self) -> bool:
        return not self.senha.apontar()

    def construir(self) -> str:
        return self.senha.valor()

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx, usuario_id = self.casa.ctx, self._usuario.id

        def gravar() -> object:
            from ...servicos import usuarios

            return usuarios.retomar(ctx, usuario_id=usuario_id, senha=valor)

        return gravar

    def mudanca(self, valor: str) -> Mudanca:
        return MUDOU

    def dizer(self, valor: str) -> str:
        return "Senha definida. A partir de agora todos entram."


class DialogoProvisoria(Dialogo):
    """The provisional password, this once."""

    def __init__(self, provisoria: SenhaProvisoria, pai: QWidget | None = None) -> None:
        super().__init__(
            "Senha provisória", pai, largura=460,
            explicacao=f"Entregue a {provisoria.nome}, que a trocará na primeira entrada. Ela não será mostrada de "
            "novo: perdida, faça outra.",
        )  # fmt: skip
        self._senha = provisoria.senha
        fonte = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fonte.setPointSize(fonte.pointSize() + 3)
        for rotulo, valor in (("Usuário", provisoria.login), ("Senha provisória", provisoria.senha)):
            self.corpo.addWidget(texto(rotulo, PapelDoTexto.ROTULO, pai=self))
            dito = texto(valor, quebra=True, selecionavel=True, pai=self)
            dito.setFont(fonte)
            dito.setAccessibleName(f"{rotulo}: {valor}")
            self.corpo.addWidget(dito)
        self.copiar = self.adicionar_botao("&Copiar a senha", ao_clicar=self._copiar, icone="copiar")
        self.fechar = self.adicionar_botao("&Fechar", TipoBotao.PRIMARIO, ao_clicar=self.accept, padrao=True)
        self.fechar.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _copiar(self) -> None:
        QApplication.clipboard().setText(self._senha)


def _com_maiuscula(palavras: str) -> str:
    return palavras[0].upper() + palavras[1:]
