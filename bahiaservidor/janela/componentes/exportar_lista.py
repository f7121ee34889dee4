"""Any list in a spreadsheet or on the clipboard: what it shows, or only what is selected, read behind the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.nomes import chave_busca
from ..casa import Casa
from ..modelos.base import Coluna, Fonte
from .botao import TipoBotao
from .combo import Combo, Opcao
from .dialogo import Dialogo
from .dialogo_arquivo import DialogoArquivo
from .formulario import Formulario

if TYPE_CHECKING:
    from ...servicos.exportacao_listas import ListaExportada

COPIA_MAXIMA: Final = 20_000
"""Rows that go to the clipboard at most: more than this is a file's work."""

_FILTROS: Final = {"xlsx": "Planilha (*.xlsx)", "csv": "Texto separado por ponto e vírgula (*.csv)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exportavel:
    """A list as it stands: its words, its columns and its rows, the selected ones apart."""

    titulo: str
    filtro: str
    visiveis: tuple[Coluna[Any], ...]
    todas: tuple[Coluna[Any], ...]
    tudo: Fonte[Any]
    escolhidas: Fonte[Any]


class DialogoExportarLista(Dialogo):
    """Chooses rows, columns and form; the file is made and written off the interface's thread."""

    def __init__(self, casa: Casa, lista: Exportavel, pai: QWidget, *, so_escolhidas: bool = False) -> None:
        super().__init__(
            "Exportar a lista", pai, largura=520,
            explicacao=f"{lista.titulo}{f': {lista.filtro}' if lista.filtro else ''}.",
        )  # fmt: skip
        self._casa = casa
        self._lista = lista
        linhas = [Opcao(valor="tudo", rotulo=f"Tudo o que a lista mostra ({_linhas(lista.tudo.total)})")]
        if lista.escolhidas.total:
            so = Opcao(valor="escolhidas", rotulo=f"Só o que está selecionado ({_linhas(lista.escolhidas.total)})")
            linhas.insert(0 if so_escolhidas else 1, so)
        self.quais = Combo(linhas, self)
        self.colunas = Combo(
            [Opcao(valor="visiveis", rotulo="As que estão na tela, na ordem delas"),
             Opcao(valor="todas", rotulo=f"Todas as {len(lista.todas)}")],
            self,
        )  # fmt: skip
        self.formato = Combo(
            [Opcao(valor="xlsx", rotulo="Planilha (XLSX)", detalhe="datas de verdade e filtros"),
             Opcao(valor="csv", rotulo="Texto (CSV)", detalhe="para outros programas")],
            self,
        )  # fmt: skip
        formulario = Formulario(self)
        formulario.adicionar("quais", "&Linhas", self.quais)
        formulario.adicionar("colunas", "C&olunas", self.colunas)
        formulario.adicionar("formato", "&Formato", self.formato)
        self.corpo.addWidget(formulario)
        self.adicionar_botao("&Cancelar")
        self.salvar = self.adicionar_botao("&Salvar…", TipoBotao.PRIMARIO, ao_clicar=self._salvar, padrao=True)

    @Slot()
    def _salvar(self) -> None:
        lista = self._lista
        fonte = lista.tudo if self.quais.valor() == "tudo" else lista.escolhidas
        colunas = lista.todas if self.colunas.valor() == "todas" else lista.visiveis
        pedido = _Pedido(
            casa=self._casa, titulo=lista.titulo, filtro=lista.filtro, colunas=colunas, fonte=fonte,
            formato=str(self.formato.valor()),
        )  # fmt: skip
        _Salvando(self.parentWidget() or self, pedido).open()
        self.accept()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pedido:
    """Everything the making of the file needs, once the dialog is gone."""

    casa: Casa
    titulo: str
    filtro: str
    colunas: tuple[Coluna[Any], ...]
    fonte: Fonte[Any]
    formato: str

    def nome(self) -> str:
        palavras = chave_busca(self.titulo).replace(" ", "-") or "lista"
        return f"{palavras}-{self.casa.hoje().isoformat()}.{self.formato}"

    def gravar(self, destino: Path, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> int:
        from ...servicos import exportacao_listas

        return exportacao_listas.exportar(
            self.casa.ctx, lista=self._lista(), formato=exportacao_listas.FormatoLista(self.formato), destino=destino,
            hoje=self.casa.hoje(), progresso=progresso, cancelado=cancelado,
        )  # fmt: skip

    def _lista(self) -> ListaExportada:
        from ...servicos.exportacao_listas import ColunaExportada, ListaExportada, em_letras

        colunas = [
            ColunaExportada(titulo=c.rotulo, largura=em_letras(c.rotulo, c.largura), numero=c.direita)
            for c in self.colunas
        ]
        return ListaExportada(
            titulo=self.titulo, filtro=self.filtro, colunas=colunas, total=self.fonte.total,
            linhas=partial(em_palavras, self.fonte, self.colunas),
        )  # fmt: skip

    def avisar(self, destino: Path, quantas: int) -> None:
        pasta = destino.parent.name or str(destino.parent)
        self.casa.mensagem(f"{_linhas(quantas)} em “{destino.name}”, na pasta “{pasta}”.")


class _Salvando(DialogoArquivo):
    """Asks where; a list of any length is written with progress and a way to stop."""

    def __init__(self, pai: QWidget, pedido: _Pedido) -> None:
        super().__init__(pai, "Salvar a lista", pedido.nome(), _FILTROS[pedido.formato])
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(pedido.formato)
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        self._dono, self._pedido = pai, pedido
        self.fileSelected.connect(self._gravar)

    @Slot(str)
    def _gravar(self, destino: str) -> None:
        caminho = Path(destino)
        executor = self._pedido.casa.executor
        executor.longa(
            self._dono, partial(self._pedido.gravar, caminho), titulo=f"Exportando: {self._pedido.titulo}",
            sucesso=partial(self._pedido.avisar, caminho), falha=partial(_dizer, self._pedido.casa),
        )  # fmt: skip


def em_palavras(fonte: Fonte[Any], colunas: Sequence[Coluna[Any]]) -> Iterator[list[str]]:
    """Yield each row as the words of its cells."""
    for linha in fonte.linhas():
        yield [coluna.por_extenso(linha) for coluna in colunas]


def copiar(casa: Casa | None, dono: QObject, lista: Exportavel) -> None:
    """Put the selected rows on the clipboard, with their headings, as a spreadsheet takes them."""
    if casa is None:
        _na_area_de_transferencia(_tabulado(lista))  # a list on its own is held whole
    elif lista.escolhidas.total > COPIA_MAXIMA:
        casa.mensagem(
            f"{_linhas(lista.escolhidas.total)} são demais para copiar; use “Exportar a lista…” (Ctrl+Shift+E)."
        )
    else:
        casa.executor.ler(dono, partial(_tabulado, lista), sucesso=_na_area_de_transferencia, chave="copiar")


def _tabulado(lista: Exportavel) -> str:
    linhas = [[c.rotulo for c in lista.visiveis], *em_palavras(lista.escolhidas, lista.visiveis)]
    return "\n".join("\t".join(" ".join(celula.split()) for celula in linha) for linha in linhas)


def _na_area_de_transferencia(texto: str) -> None:
    QApplication.clipboard().setText(texto)


def _dizer(casa: Casa, erro: ErroDominio) -> None:
    casa.executor.apresentar(erro, None)


def _linhas(quantas: int) -> str:
    return "1 linha" if quantas == 1 else f"{quantas:,} linhas".replace(",", ".")
