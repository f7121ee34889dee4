"""The account of who is using the program: the password, the second factor, the recovery codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...servicos.tipos.usuarios import Inscricao, Usuario
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_senha import CampoSenha, SenhaNova
from ..componentes.dialogo import Dialogo
from ..componentes.rolagem import rolar_corpo
from ..componentes.salvar import DialogoSalvar
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from ..tema import Tom
from .cadastros_base import DialogoCadastro
from .usuario import MUDOU


class DialogoConta(Dialogo):
    """What one sees of oneself, and what one may change."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__("Minha conta", pai, largura=560)
        self.casa = casa
        self._eu: Usuario | None = None
        self._grade = QGridLayout()
        self._grade.setHorizontalSpacing(24)
        self._grade.setVerticalSpacing(10)
        self._grade.setColumnStretch(1, 1)
        self.valores: dict[str, QLabel] = {}
        for numero, (chave, rotulo) in enumerate(
            (("nome", "Nome"), ("login", "Nome de entrada"), ("papel", "Papel"), ("extras", "Pode também"),
             ("fator", "Segundo fator"))
        ):  # fmt: skip
            self.valores[chave] = texto("", quebra=True, selecionavel=True, pai=self)
            self._grade.addWidget(texto(rotulo, Papel.SUAVE, pai=self), numero, 0, Qt.AlignmentFlag.AlignTop)
            self._grade.addWidget(self.valores[chave], numero, 1, Qt.AlignmentFlag.AlignTop)
        self.corpo.addLayout(self._grade)
        self.trocar = botao("Trocar a &senha…", ao_clicar=self._trocar, icone="cadeado", pai=self)
        self.ligar = botao("&Ligar o segundo fator…", ao_clicar=self._ligar, pai=self)
        self.codigos = botao("&Novos códigos de recuperação…", ao_clicar=self._codigos, pai=self)
        self.desligar = botao("&Desligar o segundo fator…", ao_clicar=self._desligar, pai=self)
        acoes = QVBoxLayout()
        acoes.setSpacing(8)
        for acao in (self.trocar, self.ligar, self.codigos, self.desligar):
            acao.setEnabled(False)
            acoes.addWidget(acao, 0, Qt.AlignmentFlag.AlignLeft)
        self.corpo.addLayout(acoes)
        self.fechar = self.adicionar_botao("&Fechar", TipoBotao.PRIMARIO, ao_clicar=self.accept, padrao=True)
        casa.executor.mudou.connect(self._ao_mudar)
        self._ler()

    def _ler(self) -> None:
        ctx = self.casa.ctx

        def ler() -> Usuario | None:
            from ...servicos import usuarios

            return usuarios.eu(ctx)

        self.casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="eu")

    @Slot(object)
    def _ao_mudar(self, mudanca: Mudanca) -> None:
        if mudanca.cadastro("usuarios"):
            self._ler()

    def _mostrar(self, eu: Usuario | None) -> None:
        self._eu = eu
        if eu is None:
            self.aviso.definir("Este registro é usado por uma só pessoa, sem senha: não há conta.", Tom.INFO)
            return
        restam = f"{eu.codigos} códigos de recuperação por usar" if eu.codigos != 1 else "1 código de recuperação"
        for chave, valor in (
            ("nome", eu.nome), ("login", eu.login), ("papel", eu.papel.value.capitalize()),
            ("extras", "; ".join(sorted(p.value for p in eu.extras)) or "só o que é do papel"),
            ("fator", f"ligado, com {restam}" if eu.segundo_fator else "desligado: só a senha protege a entrada"),
        ):  # fmt: skip
            self.valores[chave].setText(valor)
        self.trocar.setEnabled(True)
        for acao, serve in (
            (self.ligar, not eu.segundo_fator), (self.codigos, eu.segundo_fator), (self.desligar, eu.segundo_fator)
        ):  # fmt: skip
            acao.setEnabled(serve)
            acao.setVisible(serve)

    @Slot()
    def _trocar(self) -> None:
        if self._eu is not None:
            DialogoTrocarSenha(self.casa, self._eu, self).open()

    @Slot()
    def _ligar(self) -> None:
        DialogoLigar(self.casa, self).open()

    @Slot()
    def _codigos(self) -> None:
        DialogoNovosCodigos(self.casa, self).open()

    @Slot()
    def _desligar(self) -> None:
        DialogoDesligar(self.casa, self).open()


class _ComSenha(DialogoCadastro[str]):
    """Asks the present password before anything of the account changes."""

    def __init__(
        self, casa: Casa, titulo: str, pai: QWidget | None, *, explicacao: str, acao: str, perigo: bool = False
    ) -> None:
        super().__init__(casa, titulo, pai, explicacao=explicacao, colunas=1, largura=520, acao=acao, perigo=perigo)
        self.atual = CampoSenha(self)
        self._por("atual", "Sua senha &atual", self.atual, True, "", False)

    def construir(self) -> str:
        return self.atual.text()

    def mudanca(self, valor: str) -> Mudanca:
        return MUDOU


class DialogoTrocarSenha(_ComSenha):
    """The present password, and a new one twice."""

    def __init__(self, casa: Casa, eu: Usuario, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Trocar a senha", pai, acao="&Trocar",
            explicacao="Não há prazo para trocar: troque quando achar que outra pessoa a conhece.",
        )  # fmt: skip
        self.nova = SenhaNova(self)
        self.nova.definir_proprias(eu.login, eu.nome)
        self.corpo.addWidget(self.nova)
        rolar_corpo(self.corpo, 472)

    def conferir(self) -> bool:
        return super().conferir() and not self.nova.apontar()

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx, nova = self.casa.ctx, self.nova.valor()

        def gravar() -> None:
            from ...servicos import conta

            conta.trocar_senha(ctx, atual=valor, nova=nova)

        return gravar

    def dizer(self, valor: str) -> str:
        return "Senha trocada. Use a nova na próxima entrada."


class DialogoDesligar(_ComSenha):
    """Without the second factor only the password protects."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Desligar o segundo fator", pai, acao="&Desligar", perigo=True,
            explicacao="Dali em diante basta a senha para entrar. Os códigos de recuperação deixam de servir.",
        )  # fmt: skip

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx = self.casa.ctx

        def gravar() -> None:
            from ...servicos import conta

            conta.desligar_segundo_fator(ctx, senha=valor)

        return gravar

    def dizer(self, valor: str) -> str:
        return "Segundo fator desligado."


class DialogoNovosCodigos(_ComSenha):
    """New codes in the place of those there were."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Novos códigos de recuperação", pai, acao="&Gerar",
            explicacao="São dez, cada um entra uma vez no lugar do telefone. Os anteriores deixam de servir.",
        )  # fmt: skip
        self.salvo.connect(partial(mostrar_codigos, casa, pai))

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx = self.casa.ctx

        def gravar() -> object:
            from ...servicos import conta

            return conta.trocar_codigos(ctx, senha=valor)

        return gravar

    def dizer(self, valor: str) -> str:
        return "Códigos novos; os anteriores não servem mais."


class DialogoLigar(_ComSenha):
    """The QR for the phone, the same secret as text, and the code that proves that it was read."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Ligar o segundo fator", pai, acao="&Ligar",
            explicacao="Além da senha, cada entrada pedirá um código de seis algarismos que muda a cada 30 segundos no "
            "telefone. Serve qualquer aplicativo de autenticação (TOTP); nada sai deste computador.",
        )  # fmt: skip
        self._inscricao: Inscricao | None = None
        self.figura = QLabel(self)
        self.figura.setFixedSize(220, 220)
        self.figura.setScaledContents(True)
        self.figura.setStyleSheet("background: white;")
        self.figura.setAccessibleName("Código QR com o segredo; ao lado, o mesmo segredo em texto")
        self.segredo = texto("", quebra=True, selecionavel=True, pai=self)
        self.segredo.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        passos = QVBoxLayout()
        passos.setSpacing(8)
        passos.addWidget(texto("1. No aplicativo do telefone, leia a figura.", quebra=True, pai=self))
        passos.addWidget(
            texto("Sem câmera, digite este segredo, baseado em tempo:", Papel.SUAVE, quebra=True, pai=self)
        )
        passos.addWidget(self.segredo)
        passos.addWidget(texto("2. Escreva abaixo o código que ele mostra.", quebra=True, pai=self))
        passos.addWidget(
            texto("A hora do computador e a do telefone precisam concordar.", Papel.LEGENDA, quebra=True, pai=self)
        )
        passos.addStretch(1)
        linha = QHBoxLayout()
        linha.setSpacing(20)
        linha.addWidget(self.figura, 0, Qt.AlignmentFlag.AlignTop)
        linha.addLayout(passos, 1)
        self.corpo.insertLayout(0, linha)
        self.codigo = self.texto("codigo", "&Código do aplicativo", obrigatorio=True, dica="123456", limite=12)
        self.salvo.connect(partial(mostrar_codigos, casa, pai))
        rolar_corpo(self.corpo, 472)
        ctx = casa.ctx

        def propor() -> Inscricao:
            from ...servicos import conta

            return conta.propor_segundo_fator(ctx)

        casa.executor.ler(self, propor, sucesso=self._mostrar, falha=self.aviso.mostrar_erro)

    def _mostrar(self, inscricao: Inscricao) -> None:
        self._inscricao = inscricao
        figura = QPixmap()
        figura.loadFromData(inscricao.qr)
        self.figura.setPixmap(figura)
        self.segredo.setText(inscricao.em_grupos)

    def conferir(self) -> bool:
        return self._inscricao is not None and super().conferir()

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx, codigo = self.casa.ctx, self.codigo.text()
        segredo = self._inscricao.segredo if self._inscricao is not None else ""

        def gravar() -> object:
            from ...servicos import conta

            return conta.ligar_segundo_fator(ctx, segredo=segredo, codigo=codigo, senha=valor)

        return gravar

    def dizer(self, valor: str) -> str:
        return "Segundo fator ligado. Guarde os códigos de recuperação."


def mostrar_codigos(casa: Casa, pai: QWidget | None, codigos: object) -> None:
    """Open the recovery codes, this once."""
    if isinstance(codigos, tuple):
        DialogoCodigos(casa, codigos, pai).open()


class DialogoCodigos(Dialogo):
    """The recovery codes, to be saved or copied; they are not shown again."""

    def __init__(self, casa: Casa, codigos: tuple[str, ...], pai: QWidget | None = None) -> None:
        super().__init__(
            "Códigos de recuperação", pai, largura=520,
            explicacao="Sem o telefone, um destes entra no lugar do código, uma só vez cada um. Não serão mostrados de "
            "novo: imprima-os ou salve-os e guarde-os longe deste computador.",
        )  # fmt: skip
        self.casa, self.codigos = casa, codigos
        self.lista = texto("\n".join(codigos), selecionavel=True, pai=self)
        self.lista.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lista.setAccessibleName("Dez códigos de recuperação")
        self.corpo.addWidget(self.lista)
        self.copiar = self.adicionar_botao("&Copiar", ao_clicar=self._copiar, icone="copiar", esquerda=True)
        self.salvar = self.adicionar_botao("&Salvar…", ao_clicar=self._salvar, icone="salvar")
        self.imprimir = self.adicionar_botao("&Imprimir…", ao_clicar=self._imprimir, icone="imprimir")
        self.fechar = self.adicionar_botao("&Guardei os códigos", TipoBotao.PRIMARIO, ao_clicar=self.accept)

    def reject(self) -> None:
        """Esc does not close: whoever pressed it by mistake would have lost the codes."""

    @Slot()
    def _copiar(self) -> None:
        QApplication.clipboard().setText("\n".join(self.codigos))
        self.aviso.definir("Copiados. Cole-os onde forem guardados e limpe a área de transferência.", Tom.INFO)

    @Slot()
    def _imprimir(self) -> None:
        ctx, codigos = self.casa.ctx, self.codigos

        def desenhar() -> bytes:
            from ...servicos import conta

            return conta.folha_dos_codigos(ctx, codigos)

        self.casa.executor.ler(self, desenhar, sucesso=self._abrir_previa, falha=self.aviso.mostrar_erro)

    def _abrir_previa(self, pdf: bytes) -> None:
        self.casa.abrir_previa(titulo="Códigos de recuperação", pdf=pdf, nome_arquivo="codigos-de-recuperacao.pdf")

    @Slot()
    def _salvar(self) -> None:
        ctx, codigos = self.casa.ctx, self.codigos

        def fonte(_: str) -> bytes:
            from ...servicos import conta

            return conta.texto_dos_codigos(ctx, codigos).encode("utf-8")

        DialogoSalvar(
            self, self.casa, titulo="Salvar os códigos de recuperação", nome=f"codigos-{ctx.usuario}.txt",
            filtros={"Texto (*.txt)": "txt"}, fonte=fonte, falha=self.aviso.mostrar_erro,
        ).open()  # fmt: skip
