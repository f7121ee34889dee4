"""Segurança: which acts a second person confirms, and whether lists show the whole CPF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.contexto import Contexto
from ...servicos.segunda_pessoa import EspecieConfirmada
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.painel_lateral import Painel
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca

_COM_SENHAS = (
    "Quem registra um destes atos só o conclui depois que outra pessoa, que possa homologar, confirma com o próprio "
    "usuário e a própria senha. O nome fica no livro e na trilha e sai na ficha funcional."
)
_SEM_SENHAS = (
    "Neste registro ninguém entra com senha. Marcado um ato, quem o registra escreve o nome da segunda pessoa, que "
    "fica no livro; prova menos do que a senha dela, que só se pede onde há usuários."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seguranca:
    """What is chosen."""

    especies: tuple[EspecieConfirmada, ...]
    mascarar: bool


def ler_seguranca(ctx: Contexto) -> Seguranca:
    """Return what is chosen in this registry."""
    from ...servicos import protecao, segunda_pessoa

    return Seguranca(especies=segunda_pessoa.especies(ctx), mascarar=protecao.listas_mascaram(ctx))


class _Opcao(QWidget):
    """A box to tick whose words go on below: those of a QCheckBox would be cut at 200 %."""

    def __init__(self, rotulo: str, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.caixa = QCheckBox(self)
        self.caixa.setAccessibleName(rotulo)
        self.rotulo = texto(rotulo, quebra=True, pai=self)
        linha = QHBoxLayout(self)
        linha.setContentsMargins(0, 0, 0, 0)
        linha.setSpacing(8)
        linha.addWidget(self.caixa, 0, Qt.AlignmentFlag.AlignTop)
        linha.addWidget(self.rotulo, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.caixa.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.caixa.toggle()


class SecaoSeguranca(QWidget):
    """The kinds as boxes to tick, the mask of the CPF, one button that keeps both."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self.casa = casa
        self._lida: Seguranca | None = None
        self.caixas: dict[str, QCheckBox] = {}
        dentro = QWidget(self)
        self.segunda = Painel("Segunda pessoa", dentro)
        explicacao = _COM_SENHAS if casa.ctx.sessao.com_senha else _SEM_SENHAS
        self.segunda.corpo.addWidget(texto(explicacao, Papel.SUAVE, quebra=True, pai=dentro))
        # One column: at 200 % two of them would be cut.
        self._lista = QVBoxLayout()
        self._lista.setSpacing(6)
        self.segunda.corpo.addLayout(self._lista)
        self.cpf = Painel("CPF", dentro)
        mascarar = _Opcao("Mascarar o CPF nas listas, para todos", dentro)
        self.mascarar = mascarar.caixa
        self.cpf.corpo.addWidget(mascarar)
        self.cpf.corpo.addWidget(
            texto(
                "Nas listas, e no que se copia e se exporta delas, aparece ***.456.789-**. A ficha continua a "
                "mostrá-lo a quem tem a permissão de ver o CPF inteiro; procurar pelo CPF inteiro continua a achar. "
                "Documentos que a lei quer com o CPF não mudam.", Papel.SUAVE, quebra=True, pai=dentro,
            )
        )  # fmt: skip
        self.aviso = FaixaAviso(pai=self)
        self.guardar = botao("&Guardar", TipoBotao.PRIMARIO, ao_clicar=self._guardar, icone="salvar", pai=self)
        coluna = QVBoxLayout(dentro)
        coluna.setContentsMargins(0, 0, 0, 0)
        coluna.setSpacing(16)
        coluna.addWidget(self.segunda)
        coluna.addWidget(self.cpf)
        coluna.addStretch(1)
        pe = QHBoxLayout()
        pe.addStretch(1)
        pe.addWidget(self.guardar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(rolavel(dentro), 1)
        caixa.addWidget(self.aviso)
        caixa.addLayout(pe)
        self.guardar.setEnabled(False)
        # signals
        self.mascarar.toggled.connect(self._mudou)

    def ler(self) -> None:
        """Read what is chosen."""
        ctx = self.casa.ctx
        self.casa.executor.ler(self, lambda: ler_seguranca(ctx), sucesso=self._mostrar, chave="seguranca")

    def _mostrar(self, lida: Seguranca) -> None:
        self._lida = lida
        for posicao, especie in enumerate(lida.especies):
            caixa = self.caixas.get(especie.chave)
            if caixa is None:
                opcao = _Opcao(especie.rotulo, self.segunda)
                caixa = self.caixas[especie.chave] = opcao.caixa
                caixa.toggled.connect(self._mudou)
                self._lista.insertWidget(posicao, opcao)
            caixa.setChecked(especie.ligada)
        self.mascarar.setChecked(lida.mascarar)
        pode = not self.casa.ctx.banco.somente_leitura
        for controle in (*self.caixas.values(), self.mascarar):
            controle.setEnabled(pode)
        self._mudou()

    def _escolhidas(self) -> tuple[str, ...]:
        return tuple(chave for chave, caixa in self.caixas.items() if caixa.isChecked())

    @Slot()
    def _mudou(self, *_: object) -> None:
        if self._lida is None:
            return
        antes = tuple(e.chave for e in self._lida.especies if e.ligada)
        mudou = (self._escolhidas(), self.mascarar.isChecked()) != (antes, self._lida.mascarar)
        self.guardar.setEnabled(mudou and not self.casa.ctx.banco.somente_leitura)

    @Slot()
    def _guardar(self) -> None:
        lida, ctx = self._lida, self.casa.ctx
        if lida is None:
            return
        escolhidas, mascarar = self._escolhidas(), self.mascarar.isChecked()

        def gravar() -> None:
            from ...servicos import protecao, segunda_pessoa

            if escolhidas != tuple(e.chave for e in lida.especies if e.ligada):
                segunda_pessoa.escolher(ctx, especies=escolhidas)
            if mascarar != lida.mascarar:
                protecao.mascarar_nas_listas(ctx, sim=mascarar)

        self.aviso.hide()
        self.casa.executor.gravar(
            self, gravar, sucesso=self._guardou, falha=self._falhou, mudou=Mudanca(cadastros=frozenset({"pessoas"})),
            aguarde="Guardando a configuração",
        )  # fmt: skip

    def _guardou(self, _: None) -> None:
        self.casa.mensagem("Configuração guardada.")
        self.ler()

    def _falhou(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
