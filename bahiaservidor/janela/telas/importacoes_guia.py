"""The guided import: file, columns, dry run, import; what was chosen is kept when it is left half-way."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ...servicos.tipos.importacao import EspecieImportacao, ImportacaoFeita, PedidoImportacao
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.foco import ligar
from ..componentes.passos import Passos
from ..componentes.texto import Papel, como_dica, texto
from ..dialogos import rascunho
from ..dialogos.importacao_leitura import ComoLer, especies
from ..modelos.prazos import quantos
from ..tema import Tom
from .importacoes_arquivo import PaginaArquivo
from .importacoes_colunas import Escolhas, PaginaColunas
from .importacoes_conferencia import PaginaConferencia
from .importacoes_fim import PaginaFim

_PASSOS: Final = ("Planilha", "Colunas", "Conferência", "Importação")
ARQUIVO, COLUNAS, CONFERENCIA, FIM = range(4)
_ESTREITA: Final = 480
"""Logical pixels below which the foot has room for the way on and back only."""
RASCUNHO: Final = "rascunhos/importacao"


class GuiaImportacao(QWidget):
    """Four pages; ``passos``, in the header of the screen, shows which.

    Enter goes forward, Esc goes back or stops what runs.
    """

    fechada = Signal()
    desfazer = Signal(object)
    """The `ImportacaoFeita` to take back."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._rascunho: dict[str, Any] = {}
        self._especie = ""
        self.passos = Passos(_PASSOS, self)
        # Born where they stay: a page that changes hands is styled all over again.
        self.paginas = QStackedWidget(self)
        self.arquivo = PaginaArquivo(casa, self.paginas)
        self.colunas = PaginaColunas(casa, self.paginas)
        self.conferencia = PaginaConferencia(casa, self.paginas)
        self.fim = PaginaFim(casa, self.paginas)
        self._paginas = (self.arquivo, self.colunas, self.conferencia, self.fim)
        for pagina in self._paginas:
            self.paginas.addWidget(pagina)
            pagina.mudou.connect(self._rever)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.paginas, 1)
        caixa.addWidget(self._montar_pe())
        # signals
        self.fim.entrou.connect(self._entrou)
        self.fim.desfazer.connect(self.desfazer)
        self._rever()
        casa.executor.ler(self, especies, sucesso=self._receber_especies, falha=self.arquivo.aviso.mostrar_erro)

    def _montar_pe(self) -> QFrame:
        pe = QFrame(self)
        self.fechar = botao("Fe&char", TipoBotao.DISCRETO, ao_clicar=self.sair, pai=pe,
                            dica="Volta à lista; o que foi escolhido fica guardado")  # fmt: skip
        self.outra = botao("Come&çar de novo", TipoBotao.DISCRETO, ao_clicar=self._recomecar, pai=pe,
                           dica="Esquece a planilha e as colunas escolhidas")  # fmt: skip
        self.dizeres = texto("", Papel.SUAVE, pai=pe)
        self.dizeres.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.dizeres.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.voltar = botao("Vol&tar", ao_clicar=self.recuar, pai=pe, dica="Ao passo anterior (Esc)")
        self.avancar = botao("&Avançar", TipoBotao.PRIMARIO, ao_clicar=self.seguir, pai=pe, dica="Enter")
        linha = QHBoxLayout(pe)
        linha.setContentsMargins(0, 0, 0, 0)
        linha.setSpacing(8)
        linha.addWidget(self.fechar)
        linha.addWidget(self.outra)
        linha.addStretch(1)
        linha.addWidget(self.dizeres, 1000)
        linha.addWidget(self.voltar)
        linha.addWidget(self.avancar)
        return pe

    # ------------------------------------------------------------ beginning and leaving

    def comecar(self, especie: str = "", caminho: Path | None = None) -> None:
        """Begin an import; without a kind or a file, go on with the one that was left half-way."""
        if self.correndo():
            return
        if self.passo() == FIM or especie or caminho is not None:
            guardado = None
        else:
            guardado = rascunho.ler(self._casa.preferencias, RASCUNHO)
        if self.arquivo.lido() is not None and not especie and caminho is None and self.passo() != FIM:
            self._ir(self.passo())
            return
        self._esquecer()
        self._especie = especie
        if guardado is not None and guardado.get("caminho"):
            self._rascunho = guardado
            self._especie = str(guardado.get("especie", ""))
            self.arquivo.ler(_como_ler(guardado))
        elif caminho is not None:
            self.arquivo.ler(ComoLer(caminho=caminho))
        if self._especie:
            self.arquivo.escolher_especie(self._especie)
        self._ir(ARQUIVO)

    def correndo(self) -> bool:
        """Tell whether a dry run or an import is under way."""
        return self.conferencia.andamento.correndo or self.fim.andamento.correndo

    def guardar(self) -> None:
        """Keep the draft: which file, how it is read, and the column of each field (by header)."""
        lido, especie = self.arquivo.lido(), self.arquivo.especie()
        if lido is None or especie is None or self.fim.feita() is not None:
            return
        valores: dict[str, Any] = {
            "especie": especie.chave, "caminho": str(lido.caminho), "folha": lido.folha,
            "codificacao": lido.codificacao, "separador": lido.separador, "linha": lido.linha_do_cabecalho,
        }  # fmt: skip
        if self.passo() >= COLUNAS:
            valores["colunas"] = self.colunas.escolhas()
            valores["cabecalho"] = list(lido.cabecalho)
            valores["fonte"] = self.colunas.origem_escrita()
            valores["data"] = self.colunas.data.text()
        elif self._rascunho.get("cabecalho") == list(lido.cabecalho):
            valores = {**self._rascunho, **valores}
        rascunho.guardar(self._casa.preferencias, RASCUNHO, valores)

    @Slot()
    def sair(self) -> None:
        """Go back to the list; nothing is imported, and what was chosen is kept."""
        if self.correndo():
            return
        acabou = self.fim.feita() is not None
        if not acabou and self.arquivo.lido() is not None:
            self.guardar()
            self._casa.mensagem("Nada foi importado. A planilha e as colunas escolhidas ficaram guardadas.",
                                tom=Tom.INFO)  # fmt: skip
        if acabou:
            self._esquecer()
            self._ir(ARQUIVO)
        self.fechada.emit()

    @Slot()
    def _recomecar(self) -> None:
        rascunho.apagar(self._casa.preferencias, RASCUNHO)
        self._esquecer()
        self._ir(ARQUIVO)

    def _esquecer(self) -> None:
        self._rascunho = {}
        self.arquivo.esquecer()
        self.colunas.esquecer()
        self.conferencia.esquecer()
        self.fim.esquecer()

    def _receber_especies(self, lidas: tuple[EspecieImportacao, ...]) -> None:
        self.arquivo.definir_especies(lidas)
        if self._especie:
            self.arquivo.escolher_especie(self._especie)

    @Slot(object)
    def _entrou(self, feita: ImportacaoFeita) -> None:
        rascunho.apagar(self._casa.preferencias, RASCUNHO)
        self._rascunho = {}

    # ------------------------------------------------------------ walking

    def passo(self) -> int:
        """Return the step one is at."""
        return self.paginas.currentIndex()

    @Slot()
    def seguir(self) -> None:
        """Go to the next step, or say what is missing."""
        passo, lido, especie = self.passo(), self.arquivo.lido(), self.arquivo.especie()
        if self.correndo() or not self.avancar.isEnabled():
            return
        if passo == FIM:
            self.sair()
        elif lido is None or especie is None:
            return
        elif passo == ARQUIVO:
            self.colunas.preparar(especie, lido, self._colunas_guardadas(especie.chave, lido.cabecalho))
            self._ir(COLUNAS)
            self.guardar()
        elif passo == COLUNAS or self.conferencia.por_conferir():
            self._ir(CONFERENCIA)
            self.guardar()
            self.conferencia.conferir(self._pedido(), lido.linhas)
        else:
            pedido, feita = self.conferencia.pedido(), self.conferencia.feita()
            if pedido is not None and feita is not None:
                self._ir(FIM)
                self.fim.importar(pedido, feita)

    @Slot()
    def recuar(self) -> None:
        """Go to the step before; from the first, and from the end, back to the list."""
        if self.correndo():
            self._parar()
        elif self.passo() == ARQUIVO or self.fim.feita() is not None:
            self.sair()
        else:
            self._ir(self.passo() - 1)

    def _parar(self) -> None:
        for pagina in (self.conferencia, self.fim):
            pagina.andamento.parar()

    def _ir(self, passo: int) -> None:
        self.paginas.setCurrentIndex(passo)
        self.passos.definir(passo)
        self._rever()
        self.focar()

    def focar(self) -> None:
        """Give the focus to what is used first in the page shown."""
        self._paginas[self.passo()].focar()

    def _pedido(self) -> PedidoImportacao:
        lido, especie = self.arquivo.lido(), self.arquivo.especie()
        assert lido is not None
        assert especie is not None
        return self.colunas.completar(
            PedidoImportacao(
                especie=especie.chave, caminho=lido.caminho, folha=lido.folha, codificacao=lido.codificacao,
                separador=lido.separador, linha_do_cabecalho=lido.linha_do_cabecalho, sha256=lido.sha256,
            )
        )  # fmt: skip

    def _colunas_guardadas(self, especie: str, cabecalho: tuple[str, ...]) -> Escolhas | None:
        """Return the columns of the draft, once, when it is of this kind and of a file with these headers."""
        guardado = self._rascunho
        if guardado.get("especie") != especie or guardado.get("cabecalho") != list(cabecalho):
            return None
        self._rascunho = {}
        self.colunas.definir_origem(str(guardado.get("fonte", "")), str(guardado.get("data", "")))
        colunas = guardado.get("colunas", {})
        return {str(campo): valor for campo, valor in colunas.items() if valor is None or isinstance(valor, int | str)}

    # ------------------------------------------------------------ state

    @Slot()
    def _rever(self) -> None:
        passo, correndo = self.passo(), self.correndo()
        rotulo, dizer, pode = "&Avançar", "", True
        if passo == ARQUIVO:
            dizer = self.arquivo.falta()
            pode = not dizer
        elif passo == COLUNAS:
            pode = not self.colunas.falta()
        elif passo == CONFERENCIA:
            rotulo, dizer, pode = self._da_conferencia()
        else:
            rotulo, pode = "C&oncluir", self.fim.feita() is not None
        self.avancar.setText(rotulo)
        self.avancar.setAccessibleName(rotulo.replace("&", ""))
        self.dizeres.setText(dizer)
        # Cut in the middle of a word it would say the opposite: where there is no room the button's tip says it.
        self.dizeres.setVisible(self.width() > _ESTREITA + self.dizeres.fontMetrics().horizontalAdvance(dizer))
        self.avancar.setToolTip(como_dica(dizer or "Enter"))
        self.avancar.setAccessibleDescription(dizer)
        ligar(self.avancar, pode and not correndo, senao=self._paginas[passo])
        acabou = passo == FIM and self.fim.feita() is not None
        self.avancar.setVisible(acabou or (passo != FIM and not correndo))
        self.voltar.setVisible(passo != ARQUIVO and not acabou)
        self.voltar.setEnabled(not correndo)
        self.fechar.setVisible(not acabou)
        self.fechar.setEnabled(not correndo)
        self.outra.setVisible(
            not acabou and not correndo and self.arquivo.lido() is not None and self.width() > _ESTREITA
        )

    def _da_conferencia(self) -> tuple[str, str, bool]:
        """Return the words of the button, what is said beside it, and whether it can be pressed."""
        if self.conferencia.por_conferir():
            tem = self.conferencia.feita() is not None
            dizer = "Há escolhas novas: confira de novo antes de importar." if tem else ""
            return "Conferir de &novo", dizer, not self.conferencia.andamento.correndo
        entram = self.conferencia.entram()
        if not entram:
            return "&Importar", "Nenhuma linha entraria: não há o que importar.", False
        feita = self.conferencia.feita()
        fora = feita.recusadas + feita.duvidas + feita.puladas if feita is not None else 0
        dizer = f"{quantos(fora, 'linha fica', 'linhas ficam')} de fora." if fora else "Nenhuma linha fica de fora."
        return f"&Importar {quantos(entram, 'linha', 'linhas')}", dizer, True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rever()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What reaches here no field and no list took for itself.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if self.passo() == CONFERENCIA and not self.conferencia.por_conferir():
                self.avancar.setFocus()  # what writes in the registry is pressed, never passed by
            else:
                self.seguir()
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.recuar()
        else:
            super().keyPressEvent(event)


def _como_ler(guardado: dict[str, Any]) -> ComoLer:
    """Return how a draft says that its file is read."""

    def palavra(chave: str) -> str | None:
        valor = guardado.get(chave)
        return valor if isinstance(valor, str) else None

    linha = guardado.get("linha")
    return ComoLer(
        caminho=Path(str(guardado["caminho"])), folha=palavra("folha"), codificacao=palavra("codificacao"),
        separador=palavra("separador"), linha_do_cabecalho=linha if isinstance(linha, int) else None,
    )  # fmt: skip
