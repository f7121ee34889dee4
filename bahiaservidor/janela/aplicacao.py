"""Starts the window: it appears first, and the registry is opened behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from ..estatuto.erros import ErroDominio
from ..relogio import Relogio
from ..servicos.permissoes import NINGUEM, Sessao
from .acessos import GravadorDeAcessos
from .aquecimento import aquecer_depois
from .configuracao_inicial import Configuracao
from .copiador import Copiador
from .copias_pedidos import PedidoRestauro
from .guarda import Guarda
from .menu_conta import MenuConta
from .operacoes import Andamento, Executor, Mudanca, Tarefa
from .partida import criar_aplicacao as criar_aplicacao
from .partida import modo_preferido as modo_preferido
from .partida import traduzir as traduzir
from .permitido import vedar
from .preferencias import Preferencias
from .principal import JanelaPrincipal
from .tarefas import Recusada
from .tema import Tema
from .vigia_papeis import vigiar_papeis

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.tipos import InfoRegistro
    from ..servicos.tipos.lugar import SituacaoDoLugar
    from .primeira_execucao import PrimeiraExecucao, Respostas
    from .resgate import Oficina

T = TypeVar("T")


class Montar(Protocol):
    """Opens a registry, creating it when absent."""

    def __call__(self, caminho: Path, *, relogio: Relogio) -> Contexto: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aberto:
    ctx: Contexto
    informacao: InfoRegistro | None
    novo: bool
    lugar: SituacaoDoLugar


def _apresentar(erro: BaseException, pai: QWidget | None) -> None:
    # Imported when needed: most mornings nothing goes wrong.
    from .erro import apresentar

    apresentar(erro, pai)


class Programa(QObject):
    """Owns the threads, the window and the open registry, and wires them."""

    def __init__(
        self,
        caminho: Path,
        *,
        montar: Montar,
        desmontar: Callable[[Contexto], None],
        relogio: Relogio,
        tema: Tema,
        preferencias: Preferencias,
        copiar: bool = False,
    ) -> None:
        """``copiar`` makes the copies that nobody asks for: of the day, of the closing."""
        super().__init__()
        self._copiar = copiar
        self._caminho = caminho
        self._montar = montar
        self._desmontar = desmontar
        self._relogio = relogio
        self._aberto: _Aberto | None = None
        self._primeira: PrimeiraExecucao | None = None
        self._restauro: Tarefa | None = None
        self._anotar = False
        self.executor = Executor(self, apresentar=_apresentar)
        self.executor.intermediar = self._intermediar
        self._acessos = GravadorDeAcessos(self.executor)
        self.janela = JanelaPrincipal(executor=self.executor, relogio=relogio, tema=tema, preferencias=preferencias)
        self.copiador = Copiador(
            self.executor, self.janela, self.janela.base, navegar=self.janela.navegar,
            mensagem=self.janela.mensagem, automaticas=copiar,
        )  # fmt: skip
        self.copiador.restauro_pedido.connect(self._voltar_a_copia)
        self.janela.apareceu.connect(self._abrir, Qt.ConnectionType.QueuedConnection)
        self.janela.registro_pedido.connect(self._trocar)
        self.janela.lugar.abrir_de_novo.connect(self._abrir_de_novo)
        self.janela.lugar.assumir.connect(self._assumir)
        self.executor.andamento.connect(self._acompanhar)
        self.guarda = Guarda(self.janela, self.executor, relogio)
        self.conta = MenuConta(self.janela, self.janela.menus, self.guarda)
        self.guarda.vai_cobrir.connect(self.janela.recuperacao.reter)
        self.guarda.bloqueou.connect(self._acessos.gravar)
        self.guarda.entrou.connect(self._dizer_quem)
        self.guarda.trocou.connect(self._refazer)
        self.guarda.outro_registro.connect(self.janela.escolher_registro)

    def iniciar(self) -> None:
        """Show the window; its first paint opens the registry."""
        self.janela.show()

    def encerrar(self) -> None:
        """Finish what is being written and close the registry."""
        self.copiador.soltar()
        self.executor.encerrar()
        self.guarda.soltar()
        self.janela.soltar_registro()
        self._fechar()

    @property
    def pronto(self) -> bool:
        """Tell whether the registry is open and shown."""
        return self.janela.casa is not None

    # ------------------------------------------------------------ opening

    @Slot()
    def _abrir(self) -> None:
        self.executor.gravar(self, self._ler_registro, sucesso=self._abriu, falha=self._nao_abriu)

    @Slot(object)
    def _trocar(self, caminho: Path) -> None:
        self._caminho = caminho
        self._largar()
        self.janela.soltar_registro()
        self.executor.gravar(self, self._trocar_de_registro, sucesso=self._abriu, falha=self._nao_abriu)

    def _trocar_de_registro(self) -> _Aberto:
        if self._copiar and self._aberto is not None:
            from ..servicos import copias

            # What went wrong is kept for the next time the registry left behind is opened.
            with suppress(ErroDominio):
                copias.ao_fechar(self._aberto.ctx)
        return self._ler_registro()

    def _largar(self) -> None:
        """Let everybody who looks after the open registry go: it is being closed, or exchanged for another."""
        self.guarda.soltar()
        self.copiador.soltar()
        self._acessos.definir(None)
        self.executor.largar_leituras()

    @Slot()
    def _abrir_de_novo(self) -> None:
        self._trocar(self._caminho)

    @Slot()
    def _assumir(self) -> None:
        if self._aberto is not None:
            from ..servicos import lugar_registro

            pedido = partial(lugar_registro.assumir, self._aberto.ctx)
            self.executor.gravar(self.janela, pedido, sucesso=self._assumiu)

    def _assumiu(self, caminho: Path) -> None:
        self._anotar = True
        self._trocar(caminho)

    def _ler_registro(self) -> _Aberto:
        # On the writer thread: whoever was writing has finished.
        from ..servicos import abertura, lugar_registro

        self._fechar()
        ctx = self._montar(self._caminho, relogio=self._relogio)
        anotar, self._anotar = self._anotar, False
        if anotar:
            lugar_registro.anotar_que_assumiu(ctx)
        lugar = lugar_registro.anunciar(ctx)
        if ctx.sessao is NINGUEM:
            return _Aberto(ctx=ctx, informacao=None, novo=False, lugar=lugar)  # somebody enters before anything is read
        return _Aberto(ctx=ctx, informacao=abertura.informacao(ctx), novo=abertura.precisa_configurar(ctx), lugar=lugar)

    def _fechar(self) -> None:
        aberto, self._aberto = self._aberto, None
        if aberto is not None:
            from ..servicos import entrada_usuarios

            with suppress(ErroDominio):  # a registry that went away takes no more rows
                entrada_usuarios.sair(aberto.ctx)
            self._desmontar(aberto.ctx)

    def _abriu(self, aberto: _Aberto) -> None:
        self._aberto = aberto
        self._acessos.definir(aberto.ctx)
        if not aberto.novo:
            self.guarda.receber(aberto.ctx, self._mostrar_aberto)
            return
        from .primeira_execucao import PrimeiraExecucao

        self._primeira = PrimeiraExecucao()
        self._primeira.respondida.connect(self._configurar)
        self._primeira.restauracao_pedida.connect(self._restaurar)
        self.janela.pilha.mostrar_pagina(self._primeira)
        self._primeira.focar()

    def _mostrar_aberto(self) -> None:
        if self._aberto is None or self._aberto.informacao is None:
            self._refazer()
        else:
            self._mostrar_registro(self._aberto.informacao)
        aquecer_depois(self.executor, self)

    @Slot()
    def _refazer(self) -> None:
        """Make every screen again, for who is using the program now."""
        if self._aberto is None:
            return
        for tela in self.janela.pilha.abertas():
            tela.pode_sair()  # what was being written there becomes a draft
        self.janela.soltar_registro()
        from ..servicos import abertura

        ler = partial(abertura.informacao, self._aberto.ctx)
        self.executor.ler(self, ler, sucesso=self._mostrar_registro, falha=self._nao_abriu)

    @Slot(object)
    def _dizer_quem(self, sessao: Sessao) -> None:
        self.janela.base.definir_sessao(
            sessao.usuario, sessao.nome, str(sessao.papel or ""), com_senha=sessao.com_senha
        )

    def _nao_abriu(self, erro: ErroDominio) -> None:
        from .senha_registro import PaginaSenha, pede_senha

        if pede_senha(erro):
            PaginaSenha(self.janela, self._caminho, self._abrir)
            return
        self.janela.soltar_registro("O registro não foi aberto", erro.mensagem)
        from .resgate import resgatar

        resgatar(self.oficina(), erro)

    def oficina(self) -> Oficina:
        """Return where the registry is worked on while it is closed."""
        from .resgate import Oficina

        return Oficina(
            janela=self.janela, executor=self.executor, relogio=self._relogio, caminho=self._caminho,
            mensagem=self.janela.mensagem, reabrir=self.reabrir,
        )  # fmt: skip

    def reabrir(self, antes: Callable[[], T], depois: Callable[[T], object], *, aguarde: str) -> None:
        """Do something to the registry while nobody uses it, open it again, and then say what came of that."""

        def abrir() -> tuple[_Aberto, T]:
            feito = antes()
            return self._ler_registro(), feito

        def abriu(resposta: tuple[_Aberto, T]) -> None:
            self._abriu(resposta[0])
            depois(resposta[1])

        self._largar()
        self.janela.soltar_registro(aguarde)
        self.executor.gravar(
            self, abrir, sucesso=abriu, falha=self._nao_abriu, mudou=Mudanca(tudo=True), aguarde=aguarde
        )

    @Slot(object)
    def _voltar_a_copia(self, pedido: PedidoRestauro) -> None:
        from .resgate import voltar_a_copia

        if self._aberto is not None:
            voltar_a_copia(self.oficina(), self._aberto.ctx, pedido)

    # ------------------------------------------------------------ first run

    @Slot(object)
    def _configurar(self, respostas: Respostas) -> None:
        if self._aberto is None or self._primeira is None:
            return
        frase = "Criando os dados de demonstração…" if respostas.demonstracao else "Preparando o registro…"
        self._primeira.ocupar(frase)
        configuracao = Configuracao(ctx=self._aberto.ctx, respostas=respostas, relogio=self._relogio)
        self.executor.longa(
            self,
            configuracao.correr,
            titulo=frase,
            sucesso=self._configurou,
            falha=self._primeira.mostrar_erro,
            mudou=Mudanca(tudo=True),
            escreve=True,
        )

    @Slot(object)
    def _restaurar(self, origem: Path) -> None:
        if self._primeira is None:
            return
        self._primeira.ocupar("Conferindo e restaurando o acervo…")
        self._restauro = self.executor.longa(
            self, partial(self._restaurar_de, origem), titulo="Restaurando o acervo", sucesso=self._abriu,
            falha=self._primeira.mostrar_erro, mudou=Mudanca(tudo=True), escreve=True,
        )  # fmt: skip

    def _restaurar_de(
        self, origem: Path, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
    ) -> _Aberto:
        # On the writer thread, which nobody else has: the empty registry is closed, so that it may be replaced.
        from ..servicos import acervo_restauro

        usuario = self._aberto.ctx.usuario if self._aberto is not None else ""
        self._fechar()
        try:
            acervo_restauro.importar(
                origem=origem, destino=self._caminho, relogio=self._relogio, usuario=usuario, progresso=progresso,
                cancelado=cancelado,
            )  # fmt: skip
        finally:
            self._aberto = self._ler_registro()
        return self._aberto

    @Slot(object)
    def _acompanhar(self, andamento: Andamento) -> None:
        if self._restauro is None or self._primeira is None:
            return
        if self._restauro.terminada:
            # A job that was cancelled says nothing when it ends: the page is given back.
            if self._restauro.cancelada:
                self._primeira.ocupar("")
            self._restauro = None
        elif andamento.total:
            self._primeira.avancar(andamento.feitos, andamento.total)

    def _intermediar(self, recusada: Recusada) -> bool:
        if self._aberto is None or not getattr(recusada.erro, "pede_confirmacao", False):
            return False
        from .segunda_pessoa import pedir  # most mornings nothing asks for one

        pedir(self._aberto.ctx, self.executor, recusada)
        return True

    def _configurou(self, informacao: InfoRegistro) -> None:
        if self._aberto is not None:
            self.guarda.receber(self._aberto.ctx, partial(self._mostrar_registro, informacao))

    def _mostrar_registro(self, informacao: InfoRegistro) -> None:
        if self._aberto is None:
            return
        self.janela.definir_registro(self._aberto.ctx, informacao)
        vedar(self.janela, self._aberto.ctx)
        vigiar_papeis(self.janela)
        if self.janela.casa is not None:
            self.janela.lugar.mostrar_lugar(self.janela.casa, self._aberto.lugar)
            if self._aberto.lugar.de_um_so:
                from .dialogos.lugar import explicar_uma_vez

                explicar_uma_vez(self.janela.casa, self._aberto.lugar, self.janela)
        self._dizer_quem(self._aberto.ctx.sessao)
        self.copiador.abrir(self._aberto.ctx)
        if self._primeira is not None:
            self._primeira.deleteLater()
            self._primeira = None
            self.janela.mensagem("O registro está pronto.")


def executar(
    caminho: Path,
    *,
    montar: Montar,
    desmontar: Callable[[Contexto], None],
    relogio: Relogio,
    preferencias: Preferencias | None = None,
    argumentos: Sequence[str] | None = None,
) -> int:
    """Open the window over the registry at ``caminho`` and return the exit status when it is closed."""
    from .erro import Ganchos

    app = criar_aplicacao(sys.argv[:1] if argumentos is None else argumentos)
    guardadas = preferencias or Preferencias()
    tema = Tema(app, modo_preferido(guardadas))
    ganchos = Ganchos()
    ganchos.instalar()
    programa = Programa(
        caminho, montar=montar, desmontar=desmontar, relogio=relogio, tema=tema, preferencias=guardadas, copiar=True
    )
    programa.iniciar()
    situacao = app.exec()
    programa.encerrar()
    ganchos.retirar()
    return situacao
