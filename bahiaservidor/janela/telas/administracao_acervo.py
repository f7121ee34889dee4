"""Acervo aberto: the whole registry written to files that anybody reads, and what was exported before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..modelos.documentos import instante_local
from ..modelos.prazos import quantos
from ..tema import Tom
from .administracao_demorada import SecaoDemorada

if TYPE_CHECKING:
    from ...servicos.acervo import AcervoExportado, Exportacao

_ZIP: Final = "Um arquivo ZIP (*.zip)"
_PASTA: Final = "Uma pasta nova (*)"

COLUNAS_EXPORTACOES: tuple[Coluna[Exportacao], ...] = (
    Coluna(chave="instante", rotulo="Quando", largura=150, texto=lambda x: instante_local(x.instante)),
    Coluna(chave="usuario", rotulo="Quem", largura=140, texto=lambda x: x.usuario or "—"),
    Coluna(
        chave="manifesto", rotulo="SHA-256 do manifesto", largura=420, texto=lambda x: x.manifesto, estica=True,
        dica=lambda x: f"{x.manifesto}\nO que manifest.json tem de ter para ser o que foi exportado nesse dia",
    ),
)  # fmt: skip


class DialogoExportarAcervo(DialogoArquivo):
    """Asks for the name of a new ZIP or folder."""

    def __init__(self, pai: QWidget, nome: str, ao_escolher: Callable[[Path], None]) -> None:
        super().__init__(pai, "Exportar o acervo", nome, f"{_ZIP};;{_PASTA}")
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Nothing is ever replaced: whoever exports says so, better than a question that could be answered yes.
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Exportar")
        self.setDefaultSuffix("zip")
        self._ao_escolher = ao_escolher
        self.filterSelected.connect(self._ao_trocar_forma)
        self.fileSelected.connect(self._escolher)

    @Slot(str)
    def _ao_trocar_forma(self, filtro: str) -> None:
        self.setDefaultSuffix("zip" if filtro == _ZIP else "")

    @Slot(str)
    def _escolher(self, nome: str) -> None:
        self._ao_escolher(Path(nome))


class SecaoAcervo(SecaoDemorada):
    """What it is, the button, how far it is, what was exported."""

    titulo = "Exportando o acervo"
    interrompida = "Exportação interrompida. Nada foi gravado."

    def __init__(self, casa: Casa) -> None:
        super().__init__(casa)
        self._manifesto = ""
        explicacao = texto(
            "Grava o registro inteiro em arquivos que qualquer programa lê, hoje e daqui a décadas: uma tabela por "
            "arquivo CSV, os atos em palavras, os documentos, e a impressão digital (SHA-256) de cada um. O que foi "
            "exportado se restaura igual, na primeira tela de um registro novo ou com o comando importar-acervo. "
            "O acervo tem dados pessoais e de saúde: guarde-o como se guarda o registro.",
            Papel.SUAVE, quebra=True, pai=self,
        )  # fmt: skip
        self.exportar = botao(
            "Exportar o &acervo…", TipoBotao.PRIMARIO, ao_clicar=self.escolher, icone="exportar", pai=self
        )
        self.copiar = botao("&Copiar o SHA-256", ao_clicar=self._copiar, icone="copiar", pai=self)
        self.aviso.acoes.addWidget(self.copiar)
        self.modelo: ModeloLista[Exportacao] = ModeloLista(COLUNAS_EXPORTACOES, (), self)
        self.tabela = Tabela("administracao_acervos", casa.preferencias, self)
        self.tabela.setAccessibleName("Acervos exportados")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhum acervo exportado", "Cada exportação fica na trilha, com quem a fez e quando.",
                        icone="exportar")
        )  # fmt: skip
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(explicacao, 1)
        lado = QVBoxLayout()
        lado.setSpacing(8)
        lado.addWidget(self.exportar)
        lado.addWidget(self.parar)
        lado.addStretch(1)
        topo.addLayout(lado)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addLayout(topo)
        pilha.addWidget(self.barra)
        pilha.addWidget(self.aviso)
        pilha.addWidget(self.tabela, 1)
        self.copiar.hide()
        self.montar_demora(self.exportar, "Andamento da exportação")

    def ler(self) -> None:
        """Read again what was exported."""
        casa = self._casa

        def ler() -> tuple[Exportacao, ...]:
            from ...servicos import acervo

            return acervo.exportacoes(casa.ctx)

        casa.executor.ler(self, ler, sucesso=self.modelo.definir, chave="acervos")

    @Slot()
    def escolher(self) -> None:
        """Ask where, then export."""
        nome = f"acervo-{self._casa.hoje():%Y-%m-%d}.zip"
        DialogoExportarAcervo(self.window(), nome, self.exportar_para).open()

    def exportar_para(self, destino: Path) -> None:
        """Export to a new file or folder; the bottom bar shows it and lets the clerk stop."""
        self.copiar.hide()
        self.demorar(partial(_exportar, self._casa, destino), self._mostrar)

    def _mostrar(self, feito: AcervoExportado) -> None:
        self.ocupar(False)
        self._manifesto = feito.manifesto
        documentos = quantos(feito.documentos, "documento", "documentos")
        self.aviso.definir(
            f"Acervo gravado em {feito.caminho}: {quantos(feito.linhas, 'linha', 'linhas')} em {feito.tabelas} "
            f"tabelas, {quantos(feito.atos, 'entrada do livro', 'entradas do livro')} e {documentos}. Copie e guarde o "
            "SHA-256 do manifesto, que prova mais tarde que a cópia é esta; ele fica também na lista.",
            Tom.SUCESSO,
        )
        self.copiar.show()
        self.ler()

    @Slot()
    def _copiar(self) -> None:
        QApplication.clipboard().setText(self._manifesto)


def _exportar(
    casa: Casa, destino: Path, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> AcervoExportado:
    from ...servicos import acervo

    return acervo.exportar(casa.ctx, destino=destino, progresso=progresso, cancelado=cancelado)
