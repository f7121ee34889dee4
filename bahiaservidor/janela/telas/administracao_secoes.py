"""Sections of Administração: a register as a table, the verification, the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.erros import ErroDominio
from ...servicos import verificacao
from ...servicos.contexto import Contexto
from ...servicos.tipos import Divergencia, InfoRegistro, Verificacao
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.fatos import QuadroDeFatos
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.administracao import COLUNAS_DIVERGENCIAS
from ..modelos.base import Coluna, ModeloLista
from ..operacoes import Andamento, Tarefa
from ..tema import Tom

_TITULO = "Verificando o livro de atos"


class SecaoCadastro(QWidget):
    """A register: what it is for, a button for a new row, a table; Enter and double click edit."""

    novo = Signal()
    editado = Signal(object)
    """The row to edit."""

    def __init__(
        self, casa: Casa, *, nome: str, explicacao: str, novo: str, colunas: Sequence[Coluna[Any]], vazio: EstadoVazio,
        icone: str = "mais",
    ) -> None:  # fmt: skip
        super().__init__()
        self.modelo: ModeloLista[Any] = ModeloLista(colunas, (), self)
        self.botao_novo = botao(novo, TipoBotao.PRIMARIO, ao_clicar=self._novo, icone=icone, pai=self)
        self.botao_editar = botao("&Editar…", ao_clicar=self._editar, icone="editar", pai=self)
        self.tabela = Tabela(f"administracao_{nome.lower()}", casa.preferencias, self)
        self.tabela.setAccessibleName(nome)
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(vazio)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(texto(explicacao, Papel.SUAVE, quebra=True, pai=self), 1)
        topo.addWidget(self.botao_editar, 0, Qt.AlignmentFlag.AlignTop)
        topo.addWidget(self.botao_novo, 0, Qt.AlignmentFlag.AlignTop)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addLayout(topo)
        pilha.addWidget(self.tabela, 1)
        self.tabela.selecionada.connect(self._rever)
        self.tabela.aberta.connect(self._abrir)
        self._rever()

    def definir(self, linhas: Sequence[Any]) -> None:
        """Show these rows, staying on the same position."""
        posicao = self.tabela.linha_atual()
        self.modelo.definir(linhas)
        self.tabela.ir_para(min(posicao, len(linhas) - 1))
        self.botao_novo.setVisible(bool(linhas))
        self.botao_editar.setVisible(bool(linhas))
        self._rever()

    @Slot()
    def _rever(self, *_: int) -> None:
        self.botao_editar.setEnabled(self.modelo.linha(self.tabela.linha_atual()) is not None)

    @Slot()
    def _novo(self) -> None:
        self.novo.emit()

    @Slot()
    def _editar(self) -> None:
        self._abrir(self.tabela.linha_atual())

    @Slot(int)
    def _abrir(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        if linha is not None:
            self.editado.emit(linha)


class SecaoVerificacao(QWidget):
    """Recomputes everything from the book of acts and compares."""

    def __init__(self, casa: Casa, verificar: Callable[..., Verificacao] = verificacao.verificar) -> None:
        super().__init__()
        self.casa = casa
        self._verificar = verificar
        self._tarefa: Tarefa | None = None
        explicacao = texto(
            "Recalcula vínculos e prazos a partir do livro de atos, confere o encadeamento do livro e compara com o "
            "que está guardado. Não altera nada.", Papel.SUAVE, quebra=True, pai=self,
        )  # fmt: skip
        self.comecar = botao("&Verificar agora", TipoBotao.PRIMARIO, ao_clicar=self.verificar, icone="certo", pai=self)
        self.parar = botao("&Parar", ao_clicar=self.cancelar, pai=self)
        self.parar.hide()
        self.barra = QProgressBar(self)
        self.barra.setAccessibleName("Andamento da verificação")
        self.barra.setTextVisible(False)
        self.barra.hide()
        self.aviso = FaixaAviso(pai=self)
        self.totais = texto("", Papel.SUAVE, pai=self)
        self.modelo: ModeloLista[Divergencia] = ModeloLista(COLUNAS_DIVERGENCIAS, (), self)
        self.tabela = Tabela("administracao_divergencias", casa.preferencias, self)
        self.tabela.setAccessibleName("Diferenças encontradas")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.hide()
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(explicacao, 1)
        topo.addWidget(self.parar, 0, Qt.AlignmentFlag.AlignTop)
        topo.addWidget(self.comecar, 0, Qt.AlignmentFlag.AlignTop)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        for item in (self.barra, self.aviso, self.totais):
            pilha.addWidget(item)
        pilha.insertLayout(0, topo)
        pilha.addWidget(self.tabela, 1)
        self._sobra = QWidget(self)
        pilha.addWidget(self._sobra, 1)
        casa.executor.andamento.connect(self._avancar)

    @Slot()
    def verificar(self) -> None:
        """Start; the button answers again when it ends."""
        ctx, verificar = self.casa.ctx, self._verificar
        self.aviso.esconder()
        self.totais.setText("")
        self.modelo.definir(())
        self.tabela.hide()
        self._sobra.show()
        self._ocupar(True)
        self._tarefa = self.casa.executor.longa(
            self, lambda progresso, cancelado: _verificar(verificar, ctx, progresso, cancelado),
            titulo=_TITULO, sucesso=self._mostrar, falha=self._falhar,
        )  # fmt: skip

    @Slot()
    def cancelar(self) -> None:
        """Stop; nothing was changed."""
        if self._tarefa is not None:
            self._tarefa.cancelar()
        self._ocupar(False)
        self.aviso.definir("Verificação interrompida. Nada foi alterado.", Tom.NEUTRO)

    @Slot(object)
    def _avancar(self, andamento: Andamento) -> None:
        if andamento.titulo == _TITULO and andamento.total:
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)

    def _ocupar(self, sim: bool) -> None:
        self.comecar.setEnabled(not sim)
        self.parar.setVisible(sim)
        self.barra.setRange(0, 0)
        self.barra.setVisible(sim)

    def _mostrar(self, resultado: Verificacao) -> None:
        self._ocupar(False)
        self.totais.setText(
            f"Conferidos {_milhar(resultado.atos)} atos, {_milhar(resultado.vinculos)} vínculos e "
            f"{_milhar(resultado.prazos)} prazos."
        )
        if resultado.integra:
            self.aviso.definir("O livro está íntegro: tudo o que está guardado confere com os atos.", Tom.SUCESSO)
            return
        quantas = len(resultado.divergencias)
        self.aviso.definir(
            ("1 diferença encontrada. " if quantas == 1 else f"{_milhar(quantas)} diferenças encontradas. ")
            + "Nada foi alterado. Guarde uma cópia do arquivo do registro antes de novos registros e peça ajuda.",
            Tom.PERIGO,
        )
        self.modelo.definir(resultado.divergencias)
        self._sobra.hide()
        self.tabela.show()

    def _falhar(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)


def _verificar(
    verificar: Callable[..., Verificacao], ctx: Contexto, progresso: Callable[[int, int], None],
    cancelado: Callable[[], bool],
) -> Verificacao:  # fmt: skip
    def contar(feitos: int, total: int) -> None:
        if cancelado():
            raise ErroDominio("Verificação interrompida. Nada foi alterado.")
        progresso(feitos, total)

    return verificar(ctx, progresso=contar)


def _milhar(numero: int) -> str:
    return f"{numero:,}".replace(",", ".")


class SecaoRegistro(QWidget):
    """Where the registry is, how big it is, who is using it."""

    def __init__(self) -> None:
        super().__init__()
        self.fatos = QuadroDeFatos(
            (
                ("orgao", "Órgão"), ("municipio", "Município"), ("servidores", "Servidores"), ("atos", "Atos no livro"),
                ("caminho", "Arquivo"), ("tamanho", "Tamanho"), ("esquema", "Versão do esquema"),
                ("usuario", "Usuário"), ("modo", "Modo"),
            ), self,
        )  # fmt: skip
        self.copiar = botao("&Copiar o caminho", ao_clicar=self._copiar, icone="copiar", pai=self)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(self.fatos)
        pilha.addWidget(self.copiar, 0, Qt.AlignmentFlag.AlignLeft)
        pilha.addStretch(1)

    def definir(self, info: InfoRegistro, tamanho: str) -> None:
        """Show the facts; ``tamanho`` in words."""
        modo = "Só leitura: nada pode ser gravado" if info.somente_leitura else "Leitura e gravação"
        for chave, valor in (
            ("orgao", info.orgao), ("municipio", info.municipio), ("servidores", _milhar(info.servidores)),
            ("atos", _milhar(info.atos)), ("caminho", info.caminho), ("tamanho", tamanho), ("esquema", info.esquema),
            ("usuario", info.usuario), ("modo", modo),
        ):  # fmt: skip
            self.fatos.definir(chave, valor or "—")

    def valor(self, chave: str) -> str:
        """Return what is shown under a key."""
        return self.fatos.valor(chave)

    @Slot()
    def _copiar(self) -> None:
        QApplication.clipboard().setText(self.valor("caminho"))
