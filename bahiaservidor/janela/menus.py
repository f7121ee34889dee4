"""The menu bar, and the shortcuts that belong to the whole window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMainWindow, QMenu, QWidget

from .. import __version__
from . import icones
from .componentes.botao import TipoBotao
from .componentes.dialogo import Dialogo
from .componentes.navegacao import Navegacao
from .componentes.tela import Tela
from .componentes.texto import Papel, texto
from .preferencias import Preferencias
from .tema import ModoTema, Tema

ATALHOS: tuple[tuple[str, str], ...] = (
    ("Ctrl+K", "Buscar pessoa, CPF, matrícula, cargo, processo ou tela"),
    ("Ctrl+N", "Novo ato"),
    ("Ctrl+Z", "Desfazer o último ato que você registrou, fora de um campo de texto"),
    ("Ctrl+1 a Ctrl+9", "Ir para uma tela da navegação"),
    ("Alt + letra sublinhada", "Acionar o botão ou ir ao campo com aquela letra"),
    ("F6", "Levar o foco da navegação para a tela, e de volta"),
    ("Ctrl+B", "Recolher ou expandir a navegação"),
    ("F5", "Ler de novo a tela aberta"),
    ("Ctrl+Shift+C", "Abrir a calculadora de prazos, em janela própria"),
    ("Ctrl+L", "Bloquear a tela, até que a mesma pessoa ou outra entre"),
    ("Ctrl+E", "Em Prazos, acompanhar os escolhidos: responsável, data interna, nota"),
    ("Ctrl+P", "Em Prazos, exportar e imprimir o que o filtro mostra"),
    ("Enter", "Abrir a linha escolhida"),
    ("Ctrl+C", "Copiar as linhas escolhidas de uma lista"),
    ("Ctrl+A", "Selecionar a lista toda, por longa que seja; Esc volta a uma linha só"),
    ("Ctrl+Shift+E", "Exportar a lista que tem o foco, ou só o que está selecionado"),
    ("F4 ou Alt+↓", "Abrir o calendário de um campo de data; ↑ e ↓ andam um dia"),
    ("H", "Escrever a data de hoje num campo de data"),
    ("Ctrl + roda do mouse", "Aproximar ou afastar a prévia e a linha do tempo"),
    ("Esc", "Fechar a janela de diálogo ou limpar a busca"),
    ("F1", "Mostrar estes atalhos"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comandos:
    """What the menus ask of the window."""

    novo_ato: Callable[[], None]
    abrir: Callable[[], None]
    verificar: Callable[[], None]
    ler_de_novo: Callable[[], None]
    desfazer: Callable[[], None]


class Menus(QObject):
    """Builds the menus of the main window and does what concerns only the looks."""

    def __init__(
        self,
        janela: QMainWindow,
        *,
        comandos: Comandos,
        navegacao: Navegacao,
        tema: Tema,
        preferencias: Preferencias,
    ) -> None:
        super().__init__(janela)
        self._janela = janela
        self._tema = tema
        self._preferencias = preferencias
        barra = janela.menuBar()
        registro = barra.addMenu("&Registro")
        self.novo_ato = self._acao(registro, "&Novo ato…", comandos.novo_ato, "Ctrl+N", "mais")
        self.desfazer = self._acao(registro, "&Desfazer o último registro", comandos.desfazer, "Ctrl+Z", "historico")
        self.abrir = self._acao(registro, "&Abrir outro registro…", comandos.abrir, "Ctrl+O", "banco")
        self.verificar = self._acao(registro, "&Verificar o registro…", comandos.verificar, "", "copia")
        registro.addSeparator()
        self.registro = registro
        self.sair = self._acao(registro, "&Sair", janela.close, "Ctrl+Q")
        exibir = barra.addMenu("E&xibir")
        self.navegacao = self._acao(exibir, "&Navegação recolhida", navegacao.alternar, "Ctrl+B")
        self.navegacao.setCheckable(True)
        self.atualizar = self._acao(exibir, "&Ler de novo", comandos.ler_de_novo, "F5", "atualizar")
        self.calculadora = self._acao(
            exibir, "Cal&culadora de prazos", self.abrir_calculadora, "Ctrl+Shift+C", "calculadora"
        )
        temas = exibir.addMenu("&Tema")
        self._grupo = QActionGroup(self)
        for modo, rotulo in (
            (ModoTema.SISTEMA, "&Como o sistema"),
            (ModoTema.CLARO, "C&laro"),
            (ModoTema.ESCURO, "&Escuro"),
        ):
            acao = QAction(rotulo, self)
            acao.setCheckable(True)
            acao.setData(modo)
            acao.setChecked(tema.modo is modo)
            self._grupo.addAction(acao)
            temas.addAction(acao)
        ajuda = barra.addMenu("Aj&uda")
        self.atalhos = self._acao(ajuda, "&Atalhos do teclado", self.mostrar_atalhos, "F1", "ajuda")
        self.sobre = self._acao(ajuda, "&Sobre o bahiaservidor", self.mostrar_sobre, "", "info")
        # signals
        self._grupo.triggered.connect(self._escolher_tema)
        navegacao.recolheu.connect(self.navegacao.setChecked)

    def habilitar(self, sim: bool) -> None:
        """Offer what needs an open registry, or not yet."""
        for acao in (self.novo_ato, self.desfazer, self.verificar, self.atualizar, self.calculadora):
            acao.setEnabled(sim)

    def _acao(self, menu: QMenu, rotulo: str, ao_acionar: object, atalho: str = "", icone: str = "") -> QAction:
        acao = QAction(icones.icone(icone) if icone else QIcon(), rotulo, self)
        if atalho:
            acao.setShortcut(QKeySequence(atalho))
        acao.triggered.connect(ao_acionar)
        menu.addAction(acao)
        return acao

    @Slot(QAction)
    def _escolher_tema(self, acao: QAction) -> None:
        modo = ModoTema(acao.data())
        self._tema.aplicar(modo)
        self._preferencias.guardar("tema", str(modo))

    @Slot()
    def abrir_calculadora(self) -> None:
        """Open the calculator in a window of its own, over the screen shown."""
        aberta = next((tela for tela in self._janela.findChildren(Tela) if tela.isVisible()), None)
        if aberta is not None:
            # Imported when first asked for: the screens bring much that the window does not need to open.
            from .telas.calculadora_janela import abrir_calculadora

            abrir_calculadora(aberta.casa, aberta)

    @Slot()
    def mostrar_atalhos(self) -> None:
        """Open the list of shortcuts."""
        dialogo = Dialogo("Atalhos do teclado", self._janela, largura=560)
        grade = QGridLayout()
        grade.setHorizontalSpacing(24)
        grade.setVerticalSpacing(10)
        for linha, (teclas, efeito) in enumerate(ATALHOS):
            grade.addWidget(texto(teclas, Papel.ROTULO, pai=dialogo), linha, 0)
            grade.addWidget(texto(efeito, quebra=True, pai=dialogo), linha, 1)
        grade.setColumnStretch(1, 1)
        dialogo.corpo.addLayout(grade)
        dialogo.adicionar_botao("&Fechar", TipoBotao.PRIMARIO, ao_clicar=dialogo.accept, padrao=True)
        dialogo.open()

    @Slot()
    def mostrar_sobre(self) -> None:
        """Open the box about the program."""
        dialogo = Dialogo("Sobre o bahiaservidor", self._janela, largura=480)
        dialogo.corpo.addWidget(_Marca(dialogo))
        dialogo.corpo.addWidget(
            texto(
                "Registro de servidores do Estado da Bahia: nomeação, posse, exercício, estágio probatório e prazos "
                "da Lei 6.677, de 26 de setembro de 1994, cada data com o seu porquê.",
                quebra=True,
                pai=dialogo,
            )
        )
        dialogo.corpo.addWidget(
            texto(
                "Os resumos dos artigos são do programa e não substituem o texto oficial da lei.",
                Papel.LEGENDA,
                quebra=True,
                pai=dialogo,
            )
        )
        dialogo.adicionar_botao("&Fechar", TipoBotao.PRIMARIO, ao_clicar=dialogo.accept, padrao=True)
        dialogo.open()


class _Marca(QWidget):
    def __init__(self, pai: QWidget) -> None:
        super().__init__(pai)
        figura = QLabel(self)
        figura.setPixmap(icones.icone("bahiaservidor").pixmap(48, 48))
        nome = texto("bahiaservidor", Papel.TITULO, pai=self)
        versao = texto(f"versão {__version__} · licença Apache 2.0", Papel.LEGENDA, pai=self)
        grade = QGridLayout()
        grade.setVerticalSpacing(0)
        grade.addWidget(nome, 0, 0)
        grade.addWidget(versao, 1, 0)
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 8)
        caixa.setSpacing(16)
        caixa.addWidget(figura, 0, Qt.AlignmentFlag.AlignVCenter)
        caixa.addLayout(grade, 1)
