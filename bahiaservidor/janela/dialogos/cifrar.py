"""Encrypting the registry, or putting it back: what that means, the passphrase, and the window open again after it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_secreto

if TYPE_CHECKING:
    from ...servicos.cifragem import Conversao
    from ...servicos.contexto import Contexto

_CIFRAR = (
    "O arquivo do registro e o dos papéis passam a só se abrir com esta senha, pedida cada vez que o programa começa. "
    "Protege quem perde o computador ou o disco; não protege de quem usa o programa aberto. Sem a senha ninguém abre o "
    "registro, nem quem fez o programa: guarde-a também fora deste computador. Os arquivos de agora, sem cifra, ficam "
    "na pasta até que alguém os apague, e as cópias de segurança antigas continuam sem cifra."
)
_DECIFRAR = (
    "O arquivo do registro e o dos papéis voltam a se abrir sem senha: quem tiver o arquivo lê tudo. Os arquivos "
    "cifrados de agora ficam na pasta até que alguém os apague."
)


class DialogoCifrar(Dialogo):
    """``pedido`` carries the passphrase, empty to decrypt."""

    pedido = Signal(str)

    def __init__(self, pai: QWidget | None = None, *, cifrar: bool) -> None:
        super().__init__(
            "Cifrar o registro" if cifrar else "Deixar o registro sem cifra", pai,
            explicacao=_CIFRAR if cifrar else _DECIFRAR, largura=560,
        )  # fmt: skip
        self._cifra = cifrar
        self.senha, self.outra = campo_secreto(self, limite=256), campo_secreto(self, limite=256)
        self.formulario = Formulario(self)
        if cifrar:
            self.formulario.adicionar(
                "senha", "&Senha", self.senha, obrigatorio=True,
                ajuda="12 caracteres ou mais; quatro ou cinco palavras servem.",
            )  # fmt: skip
            self.formulario.adicionar("outra", "A mesma senha, &outra vez", self.outra, obrigatorio=True)
            self.corpo.addWidget(self.formulario)
        self.senha.setVisible(cifrar)
        self.outra.setVisible(cifrar)
        self.formulario.setVisible(cifrar)
        self.adicionar_botao("Ca&ncelar")
        self.confirmar = self.adicionar_botao(
            "&Cifrar" if cifrar else "&Tirar a cifra", TipoBotao.PRIMARIO, ao_clicar=self._confirmar, padrao=True
        )

    @Slot()
    def _confirmar(self) -> None:
        from ...servicos import cifragem

        self.formulario.limpar_erros()
        if self._cifra:
            try:
                cifragem.conferir_senha(self.senha.text())
            except ErroDominio as erro:
                self.formulario.erro("senha", erro.mensagem)
            if self.senha.text() != self.outra.text():
                self.formulario.erro("outra", "As duas senhas não são iguais.")
            if self.formulario.focar_erro():
                return
        self.pedido.emit(self.senha.text())
        self.accept()


class DialogoConvertido(Dialogo):
    """What was done, and what is left for the clerk to do."""

    def __init__(self, pai: QWidget, feito: Conversao) -> None:
        titulo = "O registro está cifrado" if feito.cifrado else "O registro está sem cifra"
        super().__init__(titulo, pai, explicacao=feito.frase, largura=560)
        self.adicionar_botao("&Entendi", TipoBotao.PRIMARIO, padrao=True)


class _Janela(Protocol):
    """What the main window offers to who needs the registry closed for a while."""

    registro_pedido: SignalInstance

    def soltar_registro(self, titulo: str = "", explicacao: str = "") -> None: ...


def converter(casa: Casa, janela: QWidget, senha: str) -> None:
    """Close the screens, convert on the writer thread, open the registry again, and say what was done or why not."""
    caminho = casa.ctx.banco.caminho
    if caminho is None:
        return
    oque = "Cifrando o registro…" if senha else "Tirando a cifra do registro…"
    cast(_Janela, janela).soltar_registro(
        oque, "O programa volta sozinho quando terminar. Nada se perde se ele for interrompido."
    )
    casa.executor.gravar(
        janela, partial(_converter, casa.ctx, senha), aguarde=oque,
        sucesso=partial(_converteu, janela, caminho), falha=partial(_nao_converteu, janela, caminho),
    )  # fmt: skip


def _converter(ctx: Contexto, senha: str) -> Conversao:
    from ...servicos import cifragem

    return cifragem.cifrar(ctx, senha=senha) if senha else cifragem.decifrar(ctx)


def _converteu(janela: QWidget, caminho: Path, feito: Conversao) -> None:
    cast(_Janela, janela).registro_pedido.emit(caminho)
    DialogoConvertido(janela, feito).open()


def _nao_converteu(janela: QWidget, caminho: Path, erro: ErroDominio) -> None:
    from ..erro import mostrar_erro

    cast(_Janela, janela).registro_pedido.emit(caminho)
    mostrar_erro(erro, janela)
