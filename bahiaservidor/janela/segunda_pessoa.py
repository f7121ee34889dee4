"""The second person of an act of high value, asked for whichever screen enters it; then the work is done again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from .componentes.area import area_livre
from .componentes.botao import TipoBotao
from .componentes.dialogo import Dialogo
from .componentes.formulario import Formulario, campo_texto
from .componentes.rolagem import rolavel
from .componentes.texto import Papel, texto
from .tarefas import Recusada

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.segunda_pessoa import Confirmante, FaltaSegundaPessoa
    from .operacoes import Executor

_LARGURA, _MARGENS, _EM_VOLTA, _MENOR_ALTURA = 520, 64, 340, 100
"""Logical pixels: of the dialog, beside what scrolls, around it with an error shown, and of it at the least."""

_COM_SENHA = (
    "Este registro pede que outra pessoa confirme atos de alto valor. Quem confirma entra aqui com o próprio usuário e "
    "a própria senha; o nome fica no livro e na trilha, junto do ato."
)
_SEM_SENHA = (
    "Este registro pede que outra pessoa confirme atos de alto valor. Aqui ninguém entra com senha: o nome fica "
    "no livro, mas prova menos do que a senha de quem confirma."
)


def pedir(ctx: Contexto, executor: Executor, recusada: Recusada) -> None:
    """Ask for the second person that the work lacked, over the window that asked for it."""
    dono = recusada.dono
    pai = dono if isinstance(dono, QWidget) else QApplication.activeWindow()
    DialogoSegundaPessoa(ctx, executor, recusada, pai.window() if pai is not None else None).open()


class DialogoSegundaPessoa(Dialogo):
    """What is to be confirmed, and who confirms it."""

    def __init__(self, ctx: Contexto, executor: Executor, recusada: Recusada, pai: QWidget | None = None) -> None:
        erro: Any = recusada.erro
        falta: FaltaSegundaPessoa = erro
        super().__init__(
            "Confirmação de uma segunda pessoa", pai, largura=_LARGURA,
            explicacao=_COM_SENHA if falta.com_senha else _SEM_SENHA,
        )  # fmt: skip
        self._ctx, self._executor, self._recusada = ctx, executor, recusada
        self._com_senha = falta.com_senha
        self._respondida = False
        mostrados = [f"• {ato}" for ato in falta.atos[:8]]
        if len(falta.atos) > len(mostrados):
            mostrados.append(f"… e mais {len(falta.atos) - len(mostrados)}.")
        # At 200 % there is not room for all: what does not fit scrolls.
        dentro = QWidget(self)
        self.atos = texto("\n".join(mostrados), Papel.CORPO, quebra=True, selecionavel=True, pai=dentro)
        self.atos.setAccessibleName("O que se confirma")
        self.form = Formulario(dentro)
        coluna = QVBoxLayout(dentro)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.setSpacing(12)
        coluna.addWidget(self.atos)
        coluna.addWidget(self.form)
        self._area = area = rolavel(dentro, self)
        self.login = campo_texto(limite=120)
        self.senha = campo_texto(limite=1024)
        self.codigo = campo_texto(limite=32)
        if self._com_senha:
            self.senha.setEchoMode(QLineEdit.EchoMode.Password)
            self.form.adicionar("login", "&Usuário de quem confirma", self.login, obrigatorio=True)
            self.form.adicionar("senha", "&Senha de quem confirma", self.senha, obrigatorio=True)
            self.form.adicionar(
                "codigo", "Código do se&gundo fator", self.codigo, ajuda="Só para quem usa segundo fator."
            )
        else:
            self.form.adicionar("login", "&Nome de quem confirma", self.login, obrigatorio=True)
            self.senha.hide()
            self.codigo.hide()
        # Whole where the screen is tall enough for what is around it; never less than a field and its name.
        cabe = max(_MENOR_ALTURA, area_livre(self).height() - _EM_VOLTA)
        area.setMinimumHeight(min(coluna.heightForWidth(_LARGURA - _MARGENS), cabe))
        self.corpo.addWidget(area, 1)
        self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao(
            "Con&firmar e registrar", TipoBotao.PRIMARIO, ao_clicar=self._confirmar, padrao=True, icone="certo"
        )
        self.finished.connect(self._fechada)
        self.login.setFocus()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._area.ensureWidgetVisible(self.login)

    @Slot()
    def _confirmar(self) -> None:
        from ..servicos import segunda_pessoa

        login, senha, codigo = self.login.text().strip(), self.senha.text(), self.codigo.text().strip()
        if not login:
            self.form.erro("login", "Diga quem confirma.")
            return
        ctx = self._ctx
        identificar: Callable[[], Confirmante] = (
            partial(segunda_pessoa.identificar, ctx, login=login, senha=senha, codigo=codigo)
            if self._com_senha
            else partial(segunda_pessoa.pelo_nome, ctx, login)
        )
        self.confirmar.setEnabled(False)
        self._executor.gravar(
            self, identificar, sucesso=self._identificada, falha=self.aviso.mostrar_erro, fim=self._terminar,
            aguarde="Conferindo quem confirma",
        )  # fmt: skip

    def _terminar(self) -> None:
        self.confirmar.setEnabled(True)
        self.senha.clear()

    def _identificada(self, quem: Confirmante) -> None:
        self._respondida = True
        self._recusada.repetir(partial(_com_quem_confirma, self._ctx, quem))
        self.accept()

    @Slot()
    def _fechada(self, *_: object) -> None:
        if not self._respondida:
            self._respondida = True
            self._recusada.desistir()


def _com_quem_confirma(ctx: Contexto, quem: Confirmante, funcao: Callable[[], Any]) -> Any:
    from ..servicos.segunda_pessoa import confirmada_por

    with confirmada_por(ctx, quem):
        return funcao()
