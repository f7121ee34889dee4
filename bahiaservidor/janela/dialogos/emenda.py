"""Correcting the book: what happened to the act, what that changes, and only then the entry."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.tipos_emendas import FormaEmenda
from ...servicos.tipos.emendas import AlvoEmenda, AnaliseEmenda, EmendaRegistrada, FormaPossivel
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.texto import Papel, texto
from ..modelos.emendas import PERGUNTA, VERBO, mudanca_da_emenda
from ..tema import Tom
from . import listas
from .emenda_escolha import EscolhaForma
from .emenda_pagina import PaginaEmenda
from .listas import Listas
from .menu_correcao import MenuCorrecao


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abertura:
    alvo: AlvoEmenda
    formas: tuple[FormaPossivel, ...]
    listas: Listas


class DialogoEmenda(Dialogo):
    """Two pages: the question, and the form of the answer. ``registrada`` carries what was entered."""

    registrada = Signal(object)

    def __init__(self, casa: Casa, pai: QWidget | None = None, *, ato_id: int) -> None:
        super().__init__("Corrigir", pai, largura=1080)
        self.casa = casa
        self._ato_id = ato_id
        self._aberta: _Abertura | None = None
        self._gravando = False
        self.pagina: PaginaEmenda | None = None
        self.escolha = EscolhaForma(self)
        espera = QWidget(self)
        QVBoxLayout(espera).addWidget(texto("Lendo o livro…", Papel.SUAVE, pai=espera), 0, Qt.AlignmentFlag.AlignCenter)
        self._pilha = QStackedWidget(self)
        self._pilha.addWidget(espera)
        self._pilha.addWidget(self.escolha)
        self.corpo.addWidget(self._pilha, 1)
        self.voltar = self.adicionar_botao("&Trocar a resposta", TipoBotao.DISCRETO, ao_clicar=self._voltar,
                                           esquerda=True)  # fmt: skip
        self.minuta = MenuCorrecao(self)
        self.cancelar = self.adicionar_botao("&Fechar")
        self.continuar = self.adicionar_botao("&Continuar", TipoBotao.PRIMARIO, ao_clicar=self._continuar)
        self.confirmar = self.adicionar_botao("&Registrar", TipoBotao.PRIMARIO, ao_clicar=self._confirmar)
        self.perigo = self.adicionar_botao("&Registrar", TipoBotao.PERIGO, ao_clicar=self._confirmar)
        self.resize(1080, 760)
        self._rever_botoes()
        self.escolha.alterada.connect(self._rever_botoes)
        self._ler()

    # ------------------------------------------------------------ reading

    def _ler(self) -> None:
        casa, ato_id = self.casa, self._ato_id

        def ler() -> _Abertura:
            from ...servicos import emendas

            return _Abertura(
                alvo=emendas.conteudo_atual(casa.ctx, ato_id=ato_id),
                formas=emendas.formas_possiveis(casa.ctx, ato_id=ato_id, hoje=casa.hoje()),
                listas=listas.carregar(casa.ctx),
            )

        casa.executor.ler(self, ler, sucesso=self._abrir, falha=self.aviso.mostrar_erro)

    def _abrir(self, aberta: _Abertura) -> None:
        self._aberta = aberta
        self.definir_titulo(f"Corrigir {aberta.alvo.frase.rstrip(',')}")
        self.definir_explicacao(aberta.alvo.nome)
        self.escolha.definir(aberta.alvo, aberta.formas)
        self._pilha.setCurrentWidget(self.escolha)
        self.escolha.focar()
        self._rever_botoes()

    def alvo(self) -> AlvoEmenda | None:
        """Return the act being corrected, None until it was read."""
        return self._aberta.alvo if self._aberta is not None else None

    # ------------------------------------------------------------ pages

    @Slot()
    def _rever_botoes(self, *_: object) -> None:
        pagina = self.pagina
        na_escolha = pagina is None
        self.voltar.setVisible(not na_escolha)
        self.minuta.definir(pagina)
        self.continuar.setVisible(na_escolha)
        self.continuar.setEnabled(self.escolha.forma() is not None)
        self.continuar.setDefault(na_escolha)
        destroi = pagina is not None and pagina.forma in (FormaEmenda.ESTORNO, FormaEmenda.ANULACAO)
        self.confirmar.setVisible(pagina is not None and not destroi)
        self.perigo.setVisible(destroi)
        if pagina is None:
            return
        aceita = pagina.analise is not None and pagina.analise.recusa is None
        for botao in (self.confirmar, self.perigo):
            botao.setText(VERBO[pagina.forma])
            botao.setAccessibleName(VERBO[pagina.forma].replace("&", ""))
            botao.setEnabled(aceita and not self._gravando)

    @Slot()
    def _continuar(self) -> None:
        forma = self.escolha.forma()
        if forma is not None and self._aberta is not None:
            self.abrir_forma(forma)

    def abrir_forma(self, forma: FormaEmenda) -> None:
        """Show the form of one of the five ways."""
        if self._aberta is None:
            return
        self._retirar()
        pagina = PaginaEmenda(self.casa, self._aberta.alvo, forma, self._aberta.listas, self)
        self.pagina = pagina
        self._pilha.addWidget(pagina)
        self._pilha.setCurrentWidget(pagina)
        self.definir_explicacao(f"{self._aberta.alvo.nome}. {PERGUNTA[forma]}.")
        pagina.alterada.connect(self.aviso.esconder)
        pagina.alterada.connect(self._rever_botoes)
        pagina.analisada.connect(self._rever_botoes)
        self._rever_botoes()
        pagina.focar()
        pagina.analisar()

    def _retirar(self) -> None:
        if self.pagina is not None:
            self.casa.executor.cancelar(self.pagina)
            self._pilha.removeWidget(self.pagina)
            self.pagina.deleteLater()
            self.pagina = None

    @Slot()
    def _voltar(self) -> None:
        self._retirar()
        self.aviso.esconder()
        if self._aberta is not None:
            self.definir_explicacao(self._aberta.alvo.nome)
        self._pilha.setCurrentWidget(self.escolha)
        self._rever_botoes()
        self.escolha.focar()

    # ------------------------------------------------------------ entering

    @Slot()
    def _confirmar(self) -> None:
        pagina = self.pagina
        if pagina is None or self._gravando:
            return
        if not pagina.conferir():
            self.aviso.definir("Falta preencher ou corrigir o que está em vermelho. Nada foi registrado.", Tom.ATENCAO)
            return
        analise: AnaliseEmenda | None = pagina.analise
        if analise is None or not analise.aceita:
            return
        casa, pedido = self.casa, pagina.pedido()

        def gravar() -> EmendaRegistrada:
            from ...servicos import emendas

            return emendas.registrar_emenda(casa.ctx, pedido=pedido, hoje=casa.hoje())

        self._ocupar(True)
        casa.executor.gravar(
            self, gravar, sucesso=self._registrou, falha=self._recusou, mudou=mudanca_da_emenda,
            aguarde="Registrando a correção",
        )  # fmt: skip

    def _registrou(self, feita: EmendaRegistrada) -> None:
        self._gravando = False
        self.casa.mensagem(feita.mensagem)
        self.registrada.emit(feita)
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)

    def _ocupar(self, sim: bool) -> None:
        self._gravando = sim
        self._rever_botoes()
