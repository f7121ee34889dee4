"""A button with the filters that the clerk named: choosing one puts it in the fields of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu, QWidget

from ..casa import Casa
from ..operacoes import NADA_MUDA
from .botao import Botao, TipoBotao
from .campos_filtro import Campo, CampoFiltro, CamposFiltro
from .dialogo import Dialogo
from .formulario import Formulario

if TYPE_CHECKING:
    from ...servicos.filtros import FiltroSalvo


class Campos(Protocol):
    """What is asked of the fields of a screen."""

    @property
    def mudou(self) -> SignalInstance: ...
    def estado(self) -> dict[str, Any]: ...
    def aplicar(self, estado: Mapping[str, Any]) -> tuple[str, ...]: ...
    def em_palavras(self) -> str: ...


def filtros_da_tela(casa: Casa, tela: str, campos: Mapping[str, tuple[str, Campo]], pai: QWidget) -> FiltrosSalvos:
    """Return the button of a screen whose fields, by key, have these words."""
    itens = {chave: CampoFiltro(rotulo=rotulo, campo=campo) for chave, (rotulo, campo) in campos.items()}
    return FiltrosSalvos(casa, tela, CamposFiltro(itens, pai), pai)


class FiltrosSalvos(Botao):
    """Shows the name of the filter in use, and “modificado” once the fields say something else."""

    def __init__(self, casa: Casa, tela: str, campos: Campos, pai: QWidget) -> None:
        super().__init__("Filtros salvos", pai)
        self.setProperty("tipo", str(TipoBotao.DISCRETO))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName("Filtros salvos")
        self.setToolTip("Guardar este filtro com um nome, ou usar um guardado")
        self._casa, self._tela, self._campos = casa, tela, campos
        self._salvos: tuple[FiltroSalvo, ...] = ()
        self._em_uso = ""
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._montar()
        # signals
        campos.mudou.connect(self._dizer)
        self._menu.triggered.connect(self._escolher)

    def showEvent(self, event: QShowEvent) -> None:
        # Read each time: another window of the same person may have kept one.
        super().showEvent(event)
        self.ler()

    def em_palavras(self) -> str:
        """Return the filter as a sentence."""
        return self._campos.em_palavras()

    def ler(self) -> None:
        """Read the filters kept, off the interface's thread."""
        self._casa.executor.ler(self, partial(_listar, self._casa, self._tela), sucesso=self._receber, chave="filtros")

    def nomes(self) -> tuple[str, ...]:
        """Return the names kept, in the order of the menu."""
        return tuple(salvo.nome for salvo in self._salvos)

    def usar(self, nome: str) -> None:
        """Put a filter in the fields."""
        salvo = next((s for s in self._salvos if s.nome == nome), None)
        if salvo is None:
            return
        self._em_uso = nome
        perdidos = self._campos.aplicar(salvo.estado)
        if perdidos:
            self._casa.mensagem(
                f"O filtro “{nome}” usa o que não existe mais no registro ({', '.join(perdidos).lower()}); o resto foi "
                "aplicado."
            )
        self._dizer()

    def _receber(self, salvos: Sequence[FiltroSalvo]) -> None:
        self._salvos = tuple(salvos)
        if self._em_uso not in self.nomes():
            self._em_uso = ""
        self._montar()
        self._dizer()

    def _montar(self) -> None:
        self._menu.clear()
        for salvo in self._salvos:
            acao = self._menu.addAction(salvo.nome.replace("&", "&&"))
            acao.setData(salvo.nome)
        if self._salvos:
            self._menu.addSeparator()
        self.salvar = self._menu.addAction("&Salvar este filtro…")
        self.gerenciar = self._menu.addAction("&Renomear ou apagar…")
        self.gerenciar.setEnabled(bool(self._salvos))

    @Slot()
    def _dizer(self) -> None:
        estado = self._campos.estado()
        self.salvar.setEnabled(bool(estado))
        iguais = [s for s in self._salvos if dict(s.estado) == estado]
        atual = next((s for s in iguais if s.nome == self._em_uso), iguais[0] if iguais else None)
        if atual is not None:
            self._em_uso = atual.nome
        elif not estado:
            self._em_uso = ""
        nome = self._em_uso.replace("&", "&&")
        modificado = "" if atual is not None else " (modificado)"
        self.setText(f"{nome}{modificado}" if nome else "Filtros salvos")

    @Slot(QAction)
    def _escolher(self, acao: QAction) -> None:
        if acao is self.salvar:
            _DialogoSalvar(self._casa, self, self._em_uso).open()
        elif acao is self.gerenciar:
            _DialogoGerenciar(self._casa, self).open()
        else:
            self.usar(str(acao.data()))

    # ------------------------------------------------------------ what the dialogs ask

    def guardar(self, nome: str, dialogo: Dialogo) -> None:
        """Keep the fields as they are under a name; the dialog closes when it is done, and says why when it is not."""
        estado = self._campos.estado()
        self._casa.executor.gravar(
            dialogo, partial(_salvar, self._casa, self._tela, nome, estado), sucesso=partial(self._guardou, dialogo),
            falha=dialogo.aviso.mostrar_erro, mudou=NADA_MUDA,
        )  # fmt: skip

    def _guardou(self, dialogo: Dialogo, salvo: FiltroSalvo) -> None:
        self._em_uso = salvo.nome
        dialogo.accept()
        self.ler()

    def renomear(self, de: str, para: str, dialogo: Dialogo) -> None:
        """Give a filter another name."""
        self._mudar(dialogo, partial(_renomear, self._casa, self._tela, de, para))

    def apagar(self, nome: str, dialogo: Dialogo) -> None:
        """Forget a filter."""
        self._mudar(dialogo, partial(_apagar, self._casa, self._tela, nome))

    def _mudar(self, dialogo: Dialogo, fazer: partial[Sequence[FiltroSalvo]]) -> None:
        self._casa.executor.gravar(
            dialogo, fazer, sucesso=partial(self._mudou, dialogo), falha=dialogo.aviso.mostrar_erro, mudou=NADA_MUDA
        )

    def _mudou(self, dialogo: Dialogo, salvos: Sequence[FiltroSalvo]) -> None:
        self._receber(salvos)
        if isinstance(dialogo, _DialogoGerenciar):
            dialogo.mostrar(self.nomes())


class _DialogoSalvar(Dialogo):
    def __init__(self, casa: Casa, filtros: FiltrosSalvos, sugestao: str) -> None:
        super().__init__(
            "Salvar este filtro", filtros.window(), largura=420,
            explicacao="Um filtro do mesmo nome é substituído. Cada pessoa tem os seus.",
        )  # fmt: skip
        self._filtros = filtros
        self.nome = QLineEdit(sugestao, self)
        self.nome.setMaxLength(60)
        formulario = Formulario(self)
        formulario.adicionar("nome", "&Nome", self.nome)
        self.corpo.addWidget(formulario)
        self.adicionar_botao("&Cancelar")
        self.adicionar_botao("&Salvar", TipoBotao.PRIMARIO, ao_clicar=self._salvar, padrao=True)

    @Slot()
    def _salvar(self) -> None:
        self._filtros.guardar(self.nome.text(), self)


class _DialogoGerenciar(Dialogo):
    def __init__(self, casa: Casa, filtros: FiltrosSalvos) -> None:
        super().__init__("Filtros salvos desta tela", filtros.window(), largura=460)
        self._filtros = filtros
        self.lista = QListWidget(self)
        self.lista.setAccessibleName("Filtros salvos")
        self.nome = QLineEdit(self)
        self.nome.setMaxLength(60)
        formulario = Formulario(self)
        formulario.adicionar("nome", "&Nome", self.nome)
        self.corpo.addWidget(self.lista)
        self.corpo.addWidget(formulario)
        self.adicionar_botao("&Fechar")
        self.apagar = self.adicionar_botao("&Apagar", TipoBotao.PERIGO, ao_clicar=self._apagar)
        self.renomear = self.adicionar_botao("&Renomear", TipoBotao.PRIMARIO, ao_clicar=self._renomear, padrao=True)
        self.lista.currentTextChanged.connect(self.nome.setText)
        self.mostrar(filtros.nomes())

    def mostrar(self, nomes: Sequence[str]) -> None:
        """Show these names."""
        self.lista.clear()
        self.lista.addItems(list(nomes))
        self.lista.setCurrentRow(0)
        for botao in (self.apagar, self.renomear):
            botao.setEnabled(bool(nomes))

    def _escolhido(self) -> str:
        return ", ".join(item.text() for item in self.lista.selectedItems()[:1])

    @Slot()
    def _apagar(self) -> None:
        self._filtros.apagar(self._escolhido(), self)

    @Slot()
    def _renomear(self) -> None:
        self._filtros.renomear(self._escolhido(), self.nome.text(), self)


def _listar(casa: Casa, tela: str) -> Sequence[FiltroSalvo]:
    from ...servicos import filtros

    return filtros.listar(casa.ctx, tela=tela)


def _salvar(casa: Casa, tela: str, nome: str, estado: Mapping[str, Any]) -> FiltroSalvo:
    from ...servicos import filtros

    return filtros.salvar(casa.ctx, tela=tela, nome=nome, estado=estado)


def _renomear(casa: Casa, tela: str, de: str, para: str) -> Sequence[FiltroSalvo]:
    from ...servicos import filtros

    filtros.renomear(casa.ctx, tela=tela, de=de, para=para)
    return filtros.listar(casa.ctx, tela=tela)


def _apagar(casa: Casa, tela: str, nome: str) -> Sequence[FiltroSalvo]:
    from ...servicos import filtros

    filtros.apagar(casa.ctx, tela=tela, nome=nome)
    return filtros.listar(casa.ctx, tela=tela)
