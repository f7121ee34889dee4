"""Consulta fundamentada of a deadline, a refusal or a proposal: the clerk's own questions, then seen or issued."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from ...servicos.tipos import LinhaPrazo, PedidoAto, Proposta
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..operacoes import Mudanca
from .impressao import Pronto, emitir

if TYPE_CHECKING:
    from ...servicos.papeis import Papel
    from .analise import PainelAnalise

Perguntas = tuple[str, ...]
Fazer = Callable[[Perguntas], "Papel"]
"""Draws the paper with the clerk's own questions; for a thread other than the interface's."""


class DialogoConsulta(Dialogo):
    """Sees or issues one consulta; saving and printing are in the preview."""

    def __init__(self, casa: Casa, fazer: Fazer, pai: QWidget | None = None) -> None:
        super().__init__(
            "Consulta fundamentada", pai, largura=560,
            explicacao="Um documento com os fatos registrados, as questões e as respostas, cada uma com o seu artigo e "
            "o cálculo da data. Emitido, recebe número e fica com os documentos do servidor.",
        )  # fmt: skip
        self.casa = self._casa = casa
        self._fazer = fazer
        self.perguntas = QPlainTextEdit(self)
        self.perguntas.setTabChangesFocus(True)
        self.perguntas.setMinimumHeight(96)
        self.perguntas.setAccessibleName("Questões próprias")
        formulario = Formulario()
        formulario.adicionar(
            "perguntas", "&Questões próprias", self.perguntas,
            ajuda="Opcional, uma por linha. São numeradas depois das do programa, com linhas para responder à mão.",
        )  # fmt: skip
        self.corpo.addWidget(formulario)
        self.adicionar_botao("&Fechar")
        self.ver = self.adicionar_botao("Ver &prévia", ao_clicar=self._ver)
        self.emitir = self.adicionar_botao("&Emitir", TipoBotao.PRIMARIO, ao_clicar=self._emitir, padrao=True)
        self.perguntas.textChanged.connect(self.aviso.esconder)

    def proprias(self) -> Perguntas:
        """Return the clerk's questions, without blank lines."""
        linhas = (linha.strip() for linha in self.perguntas.toPlainText().splitlines())
        return tuple(linha for linha in linhas if linha)

    @Slot()
    def _ver(self) -> None:
        self._ocupar(True)
        self._casa.executor.ler(
            self, partial(_rascunho, self._fazer, self.proprias()), sucesso=self._mostrar,
            falha=self.aviso.mostrar_erro, fim=self._livre, chave="consulta",
        )  # fmt: skip

    @Slot()
    def _emitir(self) -> None:
        self._ocupar(True)
        self._casa.executor.gravar(
            self, partial(_emitida, self._casa, self._fazer, self.proprias()), sucesso=self._emitiu,
            falha=self.aviso.mostrar_erro, fim=self._livre, mudou=Mudanca(documentos=True),
            aguarde="Montando a consulta",
        )  # fmt: skip

    def _mostrar(self, pronto: Pronto) -> None:
        self._casa.abrir_previa(titulo=pronto.titulo, pdf=pronto.pdf, nome_arquivo=pronto.nome_arquivo)

    def _emitiu(self, pronto: Pronto) -> None:
        casa = self._casa
        self.accept()
        casa.mensagem(f"{pronto.titulo}: emitida e guardada com os documentos do servidor.")
        casa.abrir_previa(titulo=pronto.titulo, pdf=pronto.pdf, nome_arquivo=pronto.nome_arquivo)

    def _livre(self) -> None:
        self._ocupar(False)

    def _ocupar(self, ocupado: bool) -> None:
        for acao in (self.ver, self.emitir):
            acao.setEnabled(not ocupado)


def _rascunho(fazer: Fazer, perguntas: Perguntas) -> Pronto:
    papel = fazer(perguntas)
    return Pronto(titulo=papel.titulo, nome_arquivo=papel.nome_arquivo, pdf=papel.pdf)


def _emitida(casa: Casa, fazer: Fazer, perguntas: Perguntas) -> Pronto:
    return emitir(casa, fazer(perguntas))


# ------------------------------------------------------------------ what screens hook


def abrir(casa: Casa, fazer: Fazer, pai: QWidget | None) -> DialogoConsulta:
    """Open the dialog over the window of a widget."""
    dialogo = DialogoConsulta(casa, fazer, pai.window() if pai is not None else None)
    dialogo.open()
    return dialogo


def consultar_proposta(casa: Casa, proposta: Proposta, pai: QWidget) -> None:
    """Open the consulta about an act that the law suggests."""
    abrir(casa, partial(_da_proposta, casa, proposta), pai)


def botao_do_prazo(casa: Casa, prazo: Callable[[], LinhaPrazo | None], pai: QWidget) -> QPushButton:
    """Return the button that opens the consulta about the deadline shown."""
    acao = _Acao(casa, prazo, pai)
    return botao(
        "Consulta fundam&entada…", TipoBotao.DISCRETO, ao_clicar=acao.abrir, pai=pai,
        dica="Fatos, questões e respostas, com o cálculo e os artigos, num documento",
    )  # fmt: skip


class _Acao(QObject):
    """What the button of a deadline does; belongs to its panel."""

    def __init__(self, casa: Casa, prazo: Callable[[], LinhaPrazo | None], pai: QWidget) -> None:
        super().__init__(pai)
        self._casa, self._prazo, self._pai = casa, prazo, pai

    @Slot()
    def abrir(self) -> None:
        """Open the consulta about the deadline shown now."""
        prazo = self._prazo()
        if prazo is not None:
            abrir(self._casa, partial(_do_prazo, self._casa, prazo.id), self._pai)


class Pagina(Protocol):
    """The page of an act, as this module needs it."""

    casa: Casa
    painel: PainelAnalise

    def pedido(self) -> PedidoAto:
        """Return the act as it stands on the form."""
        ...


class ConsultaDoAto(QObject):
    """Opens the consulta about the act on the form, when the law refuses it; belongs to the panel that says so."""

    def __init__(self, pagina: Pagina) -> None:
        super().__init__(pagina.painel)
        self._pagina = pagina
        pagina.painel.quer_consulta.connect(self.abrir)

    @Slot()
    def abrir(self) -> None:
        """Open the consulta about the act as it stands."""
        casa = self._pagina.casa
        abrir(casa, partial(_da_recusa, casa, self._pagina.pedido()), self._pagina.painel)


def _do_prazo(casa: Casa, prazo_id: int, perguntas: Perguntas) -> Papel:
    from ...servicos import consultas_fundamentadas

    return consultas_fundamentadas.do_prazo(casa.ctx, prazo_id=prazo_id, hoje=casa.hoje(), perguntas=perguntas)


def _da_recusa(casa: Casa, pedido: PedidoAto, perguntas: Perguntas) -> Papel:
    from ...servicos import consultas_fundamentadas

    return consultas_fundamentadas.da_recusa(casa.ctx, pedido=pedido, hoje=casa.hoje(), perguntas=perguntas)


def _da_proposta(casa: Casa, proposta: Proposta, perguntas: Perguntas) -> Papel:
    from ...servicos import consultas_fundamentadas

    return consultas_fundamentadas.da_proposta(casa.ctx, proposta=proposta, hoje=casa.hoje(), perguntas=perguntas)
