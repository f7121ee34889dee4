"""Cópias de segurança: those there are, one more, proving one again, going back to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.copias_manifesto import Guardada
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo import perguntar
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..copiador import Copiador
from ..copias_pedidos import MUDOU_COPIAS, PedidoRestauro
from ..dialogos.copias_ajustes import DialogoAjustesCopias, DialogoCifrarCopias, DialogoFrase
from ..dialogos.copias_restaurar import DialogoRestaurarCopia
from ..modelos.base import ModeloLista
from ..modelos.copias import COLUNAS_COPIAS, em_uma_linha
from ..operacoes import Andamento, Mudanca, Tarefa
from ..tema import Tom
from .fluxo import Fluxo

if TYPE_CHECKING:
    from ...servicos.copias import Prova, Situacao
    from ...servicos.copias_ajustes import Ajustes
    from ...servicos.copias_obra import CopiaFeita

_TITULO: Final = "Copiando e provando"
_PROVANDO: Final = "Provando a cópia"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lido:
    copias: tuple[Guardada, ...]
    situacao: Situacao
    ajustes: Ajustes


class SecaoCopias(QWidget):
    """How things stand, the buttons, the list."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._tarefa: Tarefa | None = None
        self._lido: _Lido | None = None
        self.explicacao = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.copiar = botao("&Copiar agora", TipoBotao.PRIMARIO, ao_clicar=self.copiar_agora, icone="copia", pai=self)
        self.parar = botao("&Parar", ao_clicar=self.cancelar, pai=self)
        self.ajustar = botao("&Ajustes…", ao_clicar=self._ajustar, pai=self)
        self.cifrar = botao("Ci&frar…", ao_clicar=self._cifrar, icone="cadeado", pai=self)
        self.provar = botao("Pro&var de novo", ao_clicar=self._provar, icone="certo", pai=self)
        self.restaurar = botao("Res&taurar…", ao_clicar=self._restaurar, icone="historico", pai=self)
        self.de_arquivo = botao("Restaurar de &outro arquivo…", ao_clicar=self._escolher, pai=self)
        self.descartar = botao("Apa&gar a reprovada", ao_clicar=self._descartar, icone="excluir", pai=self)
        self.barra = QProgressBar(self)
        self.barra.setAccessibleName("Andamento da cópia")
        self.barra.setTextVisible(False)
        self.situacao = FaixaAviso(pai=self)
        self.aviso = FaixaAviso(pai=self)
        self.modelo: ModeloLista[Guardada] = ModeloLista(COLUNAS_COPIAS, (), self)
        self.tabela = Tabela("administracao_copias", casa.preferencias, self)
        self.tabela.setAccessibleName("Cópias de segurança")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhuma cópia ainda", "A primeira é feita ao fechar o programa, ou agora.", icone="copia",
                        acao="Fazer a pri&meira cópia", ao_acionar=self.copiar_agora)
        )  # fmt: skip
        # Two rows of buttons that break where the window is narrow, or letters are large.
        fazer, com_uma = QWidget(self), QWidget(self)
        for onde, botoes in (
            (fazer, (self.copiar, self.parar, self.ajustar, self.cifrar)),
            (com_uma, (self.provar, self.restaurar, self.descartar, self.de_arquivo)),
        ):
            fluxo = Fluxo(onde, espaco=8)
            for item in botoes:
                fluxo.addWidget(item)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        for parte in (self.explicacao, fazer, self.barra, self.situacao, self.aviso):
            pilha.addWidget(parte)
        pilha.addWidget(self.tabela, 1)
        pilha.addWidget(com_uma)
        self._ocupar(False)
        # signals
        self.tabela.selecionada.connect(self._rever)
        casa.executor.andamento.connect(self._acompanhar)
        casa.executor.mudou.connect(self._ao_mudar)
        self._rever()

    # ------------------------------------------------------------ reading

    def ler(self) -> None:
        """Read again what there is."""
        casa = self._casa

        def ler() -> _Lido:
            from ...servicos import copias, copias_ajustes

            return _Lido(
                copias=copias.listar(casa.ctx), situacao=copias.situacao(casa.ctx), ajustes=copias_ajustes.ler(casa.ctx)
            )

        if casa.ctx.banco.caminho is not None:
            casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="copias")

    @Slot(object)
    def _ao_mudar(self, mudanca: Mudanca) -> None:
        if not mudanca.tudo and mudanca.cadastro("copias") and self.isVisible():
            self.ler()

    def _mostrar(self, lido: _Lido) -> None:
        self._lido = lido
        registro = self._casa.ctx.banco.caminho
        assert registro is not None
        destinos = " e ".join(f"“{pasta}”" for pasta in lido.ajustes.pastas(registro))
        como = "cifradas, com uma frase" if lido.ajustes.cifra else "sem cifra: guarde-as como se guarda o registro"
        self.explicacao.setText(
            f"As cópias vão para {destinos}, {como}. Cada uma só fica depois de provada: aberta, conferida página por "
            "página, contada e restaurada num registro provisório."
        )
        self.cifrar.setText("Deixar de ci&frar" if lido.ajustes.cifra else "Ci&frar…")
        palavras, dica, tom = em_uma_linha(lido.situacao, self._casa.relogio.agora())
        dica = dica.partition(" Clique")[0] if tom is not None else ""
        if self.aviso.texto() and dica.startswith(self.aviso.texto()):
            dica = ""  # it has just been said
        self.situacao.definir(f"{palavras}. {dica}".strip() if tom is not None else "", tom or Tom.NEUTRO)
        posicao = self.tabela.linha_atual()
        self.modelo.definir(lido.copias)
        self.tabela.ir_para(min(max(posicao, 0), len(lido.copias) - 1))
        self._rever()

    @Slot()
    def _rever(self, *_: int) -> None:
        escolhida = self._escolhida()
        self.provar.setEnabled(escolhida is not None and self._tarefa is None)
        self.restaurar.setEnabled(escolhida is not None and Copiador.de(self._casa.executor) is not None)
        self.de_arquivo.setEnabled(Copiador.de(self._casa.executor) is not None)
        self.descartar.setVisible(escolhida is not None and not escolhida.manifesto.provada)

    def _escolhida(self) -> Guardada | None:
        return self.modelo.linha(self.tabela.linha_atual())

    # ------------------------------------------------------------ copying and proving

    @Slot()
    def copiar_agora(self) -> None:
        """Make a copy; the bottom bar shows it and lets the clerk stop."""
        self.aviso.esconder()
        self._ocupar(True)
        self._tarefa = self._casa.executor.longa(
            self, partial(_copiar, self._casa), titulo=_TITULO, sucesso=self._copiou, falha=self._falhar,
            mudou=MUDOU_COPIAS,
        )  # fmt: skip

    @Slot()
    def cancelar(self) -> None:
        """Stop; the earlier copies stay."""
        if self._tarefa is not None:
            self._tarefa.cancelar()

    def _copiou(self, feita: CopiaFeita) -> None:
        self._ocupar(False)
        onde = " e em ".join(str(pasta) for pasta in feita.pastas)
        if feita.avisos:
            self.aviso.definir(f"Cópia feita e provada em {onde}. {' '.join(feita.avisos)}", Tom.ATENCAO)
        else:
            self.aviso.definir(f"Cópia feita e provada em {onde}.", Tom.SUCESSO)
        self.ler()

    def _falhar(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)
        self._casa.executor.anunciar(MUDOU_COPIAS)

    @Slot()
    def _provar(self) -> None:
        escolhida = self._escolhida()
        if escolhida is None:
            return
        if escolhida.manifesto.cifrada:
            DialogoFrase(escolhida.manifesto.arquivo, partial(self._provar_com, escolhida), self.window()).open()
        else:
            self._provar_com(escolhida, "")

    def _provar_com(self, escolhida: Guardada, frase: str) -> None:
        self.aviso.esconder()
        self._ocupar(True)
        self._tarefa = self._casa.executor.longa(
            self, partial(_provar, self._casa, escolhida, frase), titulo=_PROVANDO, sucesso=self._provou,
            falha=self._falhar, mudou=MUDOU_COPIAS,
        )  # fmt: skip

    def _provou(self, prova: Prova) -> None:
        self._ocupar(False)
        if prova.passou:
            self.aviso.definir("A cópia passou de novo na prova, em cada lugar em que está.", Tom.SUCESSO)
        else:
            maus = "; ".join(f"em {pasta}: {falha}" for pasta, falha in prova.por_pasta if falha)
            self.aviso.definir(f"A cópia não passou na prova: {maus}. Não a restaure; faça outra agora.", Tom.PERIGO)
        self.ler()

    @Slot(object)
    def _acompanhar(self, andamento: Andamento) -> None:
        if andamento.titulo in (_TITULO, _PROVANDO) and andamento.total:
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)
        if self._tarefa is not None and self._tarefa.terminada and self._tarefa.cancelada:
            self._ocupar(False)
            self.aviso.definir("Interrompido. As cópias anteriores continuam como estavam.", Tom.NEUTRO)

    def _ocupar(self, sim: bool) -> None:
        if not sim:
            self._tarefa = None
        self.copiar.setEnabled(not sim)
        self.provar.setEnabled(not sim and self._escolhida() is not None)
        self.parar.setVisible(sim)
        self.barra.setRange(0, 0)
        self.barra.setVisible(sim)

    # ------------------------------------------------------------ settings

    @Slot()
    def _ajustar(self) -> None:
        if self._lido is not None:
            dialogo = DialogoAjustesCopias(self._casa, self._lido.ajustes, self.window())
            dialogo.accepted.connect(self.ler)
            dialogo.open()

    @Slot()
    def _cifrar(self) -> None:
        if self._lido is None:
            return
        if self._lido.ajustes.cifra:
            perguntar(
                self, "Deixar de cifrar as cópias?",
                "As próximas saem abertas: quem tiver o arquivo lê tudo. As já cifradas continuam cifradas, com a "
                "chave ao lado.",
                confirmar="&Deixar de cifrar", ao_confirmar=self._deixar_de_cifrar, perigo=True,
            )  # fmt: skip
            return
        dialogo = DialogoCifrarCopias(self._casa, self.window())
        dialogo.accepted.connect(self.ler)
        dialogo.open()

    @Slot()
    def _deixar_de_cifrar(self) -> None:
        self._gravar("deixar_de_cifrar")

    @Slot()
    def _descartar(self) -> None:
        escolhida = self._escolhida()
        if escolhida is not None and not escolhida.manifesto.provada:
            perguntar(
                self, "Apagar a cópia reprovada?", f"{escolhida.manifesto.arquivo}: {escolhida.manifesto.falha}.",
                confirmar="&Apagar", ao_confirmar=partial(self._gravar, "descartar", guardada=escolhida), perigo=True,
            )  # fmt: skip

    def _gravar(self, caso: str, **pedido: Guardada) -> None:
        casa = self._casa

        def gravar() -> object:
            from ...servicos import copias

            return getattr(copias, caso)(casa.ctx, **pedido)

        casa.executor.gravar(self, gravar, falha=self.aviso.mostrar_erro, mudou=MUDOU_COPIAS)

    # ------------------------------------------------------------ going back

    @Slot()
    def _restaurar(self) -> None:
        escolhida = self._escolhida()
        if escolhida is not None:
            self._pedir(escolhida)

    @Slot()
    def _escolher(self) -> None:
        dialogo = DialogoArquivo(self.window(), "Restaurar de um arquivo", "", "Cópias (*.sqlite3 *.age);;Todos (*)")
        dialogo.setFileMode(DialogoArquivo.FileMode.ExistingFile)
        dialogo.fileSelected.connect(self.abrir_arquivo)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def abrir_arquivo(self, nome: str) -> None:
        """Take a copy from wherever it is."""

        def ler() -> Guardada:
            from ...servicos import copias_restauro

            return copias_restauro.de_arquivo(Path(nome))

        self._casa.executor.ler(self, ler, sucesso=self._pedir, falha=self.aviso.mostrar_erro, chave="arquivo")

    def _pedir(self, guardada: Guardada) -> None:
        if guardada.manifesto.cifrada:
            DialogoFrase(guardada.manifesto.arquivo, partial(self._examinar, guardada), self.window()).open()
        else:
            self._examinar(guardada, "")

    def _examinar(self, guardada: Guardada, frase: str) -> None:
        dialogo = DialogoRestaurarCopia(self._casa, guardada, frase, self.window())
        dialogo.confirmada.connect(self._confirmar)
        dialogo.open()

    @Slot(object)
    def _confirmar(self, pedido: PedidoRestauro) -> None:
        copiador = Copiador.de(self._casa.executor)
        if copiador is not None:
            copiador.restaurar(pedido)


def _copiar(casa: Casa, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> CopiaFeita:
    from ...servicos import copias

    return copias.copiar(casa.ctx, progresso=progresso, cancelado=cancelado)


def _provar(
    casa: Casa, guardada: Guardada, frase: str, _: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> Prova:
    from ...servicos import copias

    return copias.provar(casa.ctx, guardada=guardada, frase=frase, cancelado=cancelado)
