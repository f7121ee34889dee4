"""Papéis e cifra: where papers and scans are kept, whether they are what was kept, and the form of the files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ...arquivos import em_megas
from ...estatuto.erros import ErroDominio
from ...servicos.tipos import Divergencia
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.fatos import QuadroDeFatos
from ..componentes.rolagem import rolavel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..dialogos.cifrar import DialogoCifrar, converter
from ..modelos.administracao import COLUNAS_DIVERGENCIAS
from ..modelos.base import ModeloLista
from ..modelos.documentos import instante_local
from ..modelos.prazos import quantos
from ..operacoes import Andamento, Tarefa
from ..tema import Tom

if TYPE_CHECKING:
    from ...servicos.guarda_papeis import ConferenciaPapeis, SituacaoPapeis

_TITULO: Final = "Conferindo os papéis"
_LINHAS: Final = (
    ("caminho", "Arquivo"), ("quantos", "Tem"), ("amostra", "Amostra em"), ("inteira", "Inteira em"),
    ("livre", "A devolver"), ("cifra", "Cifra"), ("antigos", "Antigos"),
)  # fmt: skip


class SecaoPapeis(QWidget):
    """The facts, what may be done about them, and what the last check of this session found."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._situacao: SituacaoPapeis | None = None
        self._tarefa: Tarefa | None = None
        explicacao = texto(
            "Os bytes dos papéis emitidos e dos arquivos recebidos ficam num arquivo ao lado do registro. O programa "
            "confere uma amostra por dia e todos a cada semana: cada um tem de ser exatamente o que foi guardado.",
            Papel.SUAVE, quebra=True, pai=self,
        )  # fmt: skip
        self._fatos = QuadroDeFatos(_LINHAS, self)
        self.conferir = botao("&Conferir", TipoBotao.PRIMARIO, ao_clicar=self.conferir_todos, icone="certo", pai=self)
        self.devolver = botao("&Devolver o espaço", ao_clicar=self.devolver_espaco, pai=self)
        self.cifrar = botao("Ci&frar…", ao_clicar=self._pedir_cifra, icone="cadeado", pai=self)
        self.aviso = FaixaAviso(pai=self)
        self.modelo: ModeloLista[Divergencia] = ModeloLista(COLUNAS_DIVERGENCIAS, (), self)
        self.tabela = Tabela("administracao_papeis", casa.preferencias, self)
        self.tabela.setAccessibleName("Documentos que faltam ou não conferem")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.hide()
        botoes = QGridLayout()
        botoes.setSpacing(8)
        botoes.setColumnStretch(2, 1)
        botoes.addWidget(self.conferir, 0, 0)
        botoes.addWidget(self.cifrar, 0, 1)
        # Below the others: in a small window three do not fit side by side.
        botoes.addWidget(self.devolver, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        dentro = QWidget()
        dentro.setProperty("transparente", True)
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(explicacao)
        pilha.addWidget(self._fatos)
        pilha.addLayout(botoes)
        pilha.addWidget(self.aviso)
        pilha.addWidget(self.tabela, 1)
        pilha.addStretch(0)
        fora = QVBoxLayout(self)
        fora.setContentsMargins(0, 0, 0, 0)
        fora.addWidget(rolavel(dentro, self))
        casa.executor.andamento.connect(self._acompanhar)

    def ler(self) -> None:
        """Read again where the papers are."""
        casa = self._casa

        def ler() -> SituacaoPapeis:
            from ...servicos import guarda_papeis

            return guarda_papeis.situacao(casa.ctx)

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="papeis")

    def valor(self, chave: str) -> str:
        """Return what is shown under a key."""
        return self._fatos.valor(chave)

    def _mostrar(self, lida: SituacaoPapeis) -> None:
        self._situacao = lida
        tem = f"{quantos(lida.quantos, 'documento', 'documentos')}, {em_megas(lida.bytes)}"
        if lida.faltam:
            tem += f"; {quantos(lida.faltam, 'falta', 'faltam')}"
        elif not lida.quantos:
            tem = "Nenhum documento guardado ainda"
        cifra = "O registro e os papéis estão cifrados" if lida.cifrado else "Não: quem tem os arquivos lê o que há lá"
        if not lida.ha_complemento:
            cifra += ". O complemento “cifrado” não está instalado"
        for chave, valor in (
            ("caminho", str(lida.caminho or "Na memória")), ("quantos", tem),
            ("amostra", instante_local(lida.amostra_em) if lida.amostra_em else "Nunca"),
            ("inteira", instante_local(lida.inteira_em) if lida.inteira_em else "Nunca"),
            ("livre", f"{em_megas(lida.livre)} que o registro não usa" if lida.livre else "Nada"), ("cifra", cifra),
            ("antigos", "\n".join(arquivo.name for arquivo in lida.antigos) or "Nenhum"),
        ):  # fmt: skip
            self._fatos.definir(chave, valor)
        grava = not lida.somente_leitura
        self.devolver.setEnabled(grava and lida.livre > 0)
        self.cifrar.setText("&Tirar a cifra…" if lida.cifrado else "Ci&frar…")
        self.cifrar.setEnabled(grava and lida.ha_complemento and lida.caminho is not None)
        if not self.aviso.isHidden():
            return  # what was just done is being said
        if lida.faltam:
            self.aviso.definir(
                f"{quantos(lida.faltam, 'documento não está', 'documentos não estão')} no arquivo de papéis. O que o "
                "registro diz deles continua certo; traga o arquivo de papéis da última cópia de segurança.",
                Tom.PERIGO,
            )
        elif lida.maus:
            self.aviso.definir(
                f"A última conferência achou {quantos(lida.maus, 'documento que não confere', 'que não conferem')}. "
                "Confira de novo para ver quais são.",
                Tom.PERIGO,
            )

    # ------------------------------------------------------------ acting

    @Slot()
    def conferir_todos(self) -> None:
        """Read every paper; the bottom bar shows it and lets the clerk stop."""
        self.aviso.esconder()
        self.tabela.hide()
        self.conferir.setEnabled(False)
        self._tarefa = self._casa.executor.longa(
            self, partial(_conferir, self._casa), titulo=_TITULO, sucesso=self._conferiu, falha=self._nao_conferiu
        )

    @Slot(object)
    def _acompanhar(self, _: Andamento) -> None:
        # Nothing else is said when a job that was cancelled ends.
        if self._tarefa is not None and self._tarefa.terminada and self._tarefa.cancelada:
            self._tarefa = None
            self.conferir.setEnabled(True)
            self.aviso.definir("Conferência interrompida. Nada foi alterado.", Tom.NEUTRO)

    def _nao_conferiu(self, erro: ErroDominio) -> None:
        self.conferir.setEnabled(True)
        self.aviso.mostrar_erro(erro)

    def _conferiu(self, feito: ConferenciaPapeis) -> None:
        self.conferir.setEnabled(True)
        lidos = quantos(feito.conferidos, "documento lido", "documentos lidos")
        self.ler()
        if not feito.falhas:
            self.aviso.definir(f"{lidos}: todos são o que foi guardado.", Tom.SUCESSO)
            return
        self.modelo.definir(feito.falhas)
        self.tabela.show()
        self.aviso.definir(
            f"{lidos}: {quantos(len(feito.falhas), 'falta ou não confere', 'faltam ou não conferem')}. Nada foi "
            "alterado; traga o arquivo de papéis da última cópia de segurança.",
            Tom.PERIGO,
        )

    @Slot()
    def devolver_espaco(self) -> None:
        """Compact the registry."""
        self.aviso.esconder()
        self.devolver.setEnabled(False)
        self._casa.executor.gravar(
            self, partial(_devolver, self._casa), sucesso=self._devolveu, falha=self.aviso.mostrar_erro,
            fim=self.ler, aguarde="Devolvendo o espaço ao disco…",
        )  # fmt: skip

    def _devolveu(self, livre: int) -> None:
        self.aviso.definir(f"{em_megas(livre)} devolvidos ao disco.", Tom.SUCESSO)

    @Slot()
    def _pedir_cifra(self) -> None:
        dialogo = DialogoCifrar(self.window(), cifrar=self._situacao is None or not self._situacao.cifrado)
        dialogo.pedido.connect(self._converter)
        dialogo.open()

    @Slot(str)
    def _converter(self, senha: str) -> None:
        converter(self._casa, self.window(), senha)


def _conferir(casa: Casa, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> ConferenciaPapeis:
    from ...servicos import guarda_papeis

    return guarda_papeis.conferir(casa.ctx, progresso=progresso, cancelado=cancelado)


def _devolver(casa: Casa) -> int:
    from ...servicos import guarda_papeis

    return guarda_papeis.devolver_espaco(casa.ctx)
