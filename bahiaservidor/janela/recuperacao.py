"""What a fall, or a wrong act, does not cost: forms left unfinished are offered again, and the last act is undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ..relogio import fuso_da_bahia
from . import rascunhos
from .casa import Casa
from .componentes.aviso import FaixaAviso
from .componentes.dialogo import perguntar
from .componentes.tela import Tela
from .operacoes import Mudanca
from .rascunhos import Guarda
from .tema import Tom

if TYPE_CHECKING:
    from ..servicos.rascunhos import FormularioPorTerminar

_ESPERA_MS: Final = 150

_NOVOS: Final[Mapping[str, tuple[str, dict[str, Any], str]]] = {
    "DialogoOrgao": ("administracao", {"secao": "orgaos"}, "novo_orgao"),
    "DialogoUnidade": ("administracao", {"secao": "unidades"}, "nova_unidade"),
    "DialogoAutoridade": ("administracao", {"secao": "autoridades"}, "nova_autoridade"),
    "DialogoCargo": ("cargos", {}, "novo_cargo"),
    "DialogoConcurso": ("concursos", {}, "novo_concurso"),
}
"""Screen, what it is given, and the method that opens the form of a new record."""


class FaixaRascunhos(QWidget):
    """The strip above the screens; hidden while nothing was left unfinished."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.aviso = FaixaAviso(pai=self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(24, 12, 24, 0)
        caixa.addWidget(self.aviso)
        self.hide()

    def definir(self, texto: str) -> None:
        """Say it; empty hides the strip."""
        self.aviso.definir(texto, Tom.INFO)
        self.setVisible(bool(texto))


class Recuperacao(QObject):
    """Belongs to the main window; looks after an open registry."""

    def __init__(self, janela: QMainWindow) -> None:
        super().__init__(janela)
        self._janela = janela
        self._casa: Casa | None = None
        self._desde: datetime | None = None
        self._continuados: set[str] = set()
        self._formularios: tuple[FormularioPorTerminar, ...] = ()
        self.faixa = FaixaRascunhos()
        self.faixa.aviso.adicionar_acao("&Continuar", self.continuar)
        self.faixa.aviso.adicionar_acao("&Descartar", self.descartar)

    def dispor(self, direita: QVBoxLayout | QHBoxLayout) -> None:
        """Put the strip in the layout, above what comes next."""
        direita.addWidget(self.faixa)

    def comecar(self, casa: Casa) -> None:
        """Look after an open registry, for whoever has just entered."""
        self.parar()
        self._continuados.clear()
        rascunhos.recomecar()
        self._casa, self._desde = casa, casa.relogio.agora()
        casa.executor.mudou.connect(self._ao_mudar)
        self.ler()

    def parar(self) -> None:
        """The registry is being closed."""
        if self._casa is not None:
            self._casa.executor.mudou.disconnect(self._ao_mudar)
        self._casa = None
        self._mostrar(())

    # ------------------------------------------------------------ forms left unfinished

    @Slot()
    def ler(self) -> None:
        """Read what this user left unfinished, off the interface's thread."""
        casa = self._casa
        if casa is not None:
            casa.executor.ler(self, partial(_listar, casa), sucesso=self._mostrar, falha=rascunhos.calar, chave="r")

    def formularios(self) -> tuple[FormularioPorTerminar, ...]:
        """Return what is being offered, the latest first."""
        return self._formularios

    def reter(self) -> None:
        """Keep every form on screen as it stands: the window closes, or somebody else enters."""
        for guarda in self._janela.findChildren(Guarda):
            guarda.reter()

    @Slot(object)
    def _ao_mudar(self, _: Mudanca) -> None:
        self.ler()

    def _mostrar(self, formularios: tuple[FormularioPorTerminar, ...]) -> None:
        fora = rascunhos.abertos() | self._continuados
        self._formularios = tuple(f for f in formularios if f.chave not in fora)
        if not self._formularios:
            self.faixa.definir("")
            return
        ultimo, quantos = self._formularios[0], len(self._formularios)
        dito = f"{ultimo.titulo}, {self._quando(ultimo.instante)}"
        self.faixa.definir(
            f"Há 1 formulário por terminar: {dito}." if quantos == 1
            else f"Há {quantos} formulários por terminar. O último: {dito}."
        )  # fmt: skip

    def _quando(self, instante: datetime) -> str:
        local = instante.astimezone(fuso_da_bahia())
        hoje = self._casa.hoje() if self._casa is not None else None
        return f"{local:%H:%M}" if local.date() == hoje else f"{local:%d/%m/%Y, %H:%M}"

    @Slot()
    def continuar(self) -> None:
        """Open the latest form where it was left."""
        casa = self._casa
        if casa is None or not self._formularios:
            return
        formulario, *restam = self._formularios
        self._continuados.add(formulario.chave)
        self._mostrar(tuple(restam))
        self._abrir(casa, formulario)

    def _abrir(self, casa: Casa, formulario: FormularioPorTerminar) -> None:
        c = formulario.conteudo
        match c.get("especie"):
            case "ato":
                minuta_id = c.get("minuta_id")
                if minuta_id is not None:
                    casa.abrir_ato(minuta_id=minuta_id)
                else:
                    casa.abrir_ato(servidor_id=c.get("servidor_id"), vinculo_id=c.get("vinculo_id"), tipo=c.get("tipo"))
            case "dados":
                casa.navegar("ficha", servidor_id=c.get("servidor_id"), aba="dados")
            case "contraditorio":
                from .dialogos.contraditorio import DialogoContraditorio

                DialogoContraditorio(
                    casa, self._janela, ato=str(c.get("ato")), vinculo_id=int(c.get("vinculo_id") or 0),
                    minuta_id=c.get("minuta_id"),
                ).open()  # fmt: skip
            case _:
                self._abrir_cadastro(casa, formulario)

    def _abrir_cadastro(self, casa: Casa, formulario: FormularioPorTerminar) -> None:
        classe = str(formulario.conteudo.get("classe", ""))
        novo = _NOVOS.get(classe) if formulario.titulo.startswith("Nov") else None
        if novo is not None:
            tela, parametros, metodo = novo
            casa.navegar(tela, **parametros)
            self._quando_lida(casa, metodo)
            return
        casa.navegar(str(formulario.conteudo.get("tela") or "painel"))
        casa.mensagem(f"Abra “{formulario.titulo}” de novo: o que foi digitado volta.", tom=Tom.INFO)

    def _quando_lida(self, casa: Casa, metodo: str) -> None:
        """Open the form once its screen has read what the form offers."""
        if casa is not self._casa:
            return
        if not casa.executor.ocioso:
            QTimer.singleShot(_ESPERA_MS, self, partial(self._quando_lida, casa, metodo))
            return
        for tela in self._janela.findChildren(Tela):
            if tela.isVisible() and hasattr(tela, metodo):
                getattr(tela, metodo)()
                return

    @Slot()
    def descartar(self) -> None:
        """Ask, and forget the latest form."""
        if self._formularios:
            perguntar(
                self._janela, "Descartar o formulário?",
                f"O que foi digitado em “{self._formularios[0].titulo}” não volta.",
                confirmar="&Descartar", ao_confirmar=self._descartar, perigo=True,
            )  # fmt: skip

    def _descartar(self) -> None:
        casa = self._casa
        if casa is not None and self._formularios:
            rascunhos.esquecer(casa, self._formularios[0].chave)
            self._mostrar(self._formularios[1:])

    # ------------------------------------------------------------ the last act

    @Slot()
    def desfazer(self) -> None:
        """Undo the last thing that this user registered since entering."""
        from .dialogos.desfazer import desfazer_ultimo

        if self._casa is not None and self._desde is not None:
            desfazer_ultimo(self._casa, self._desde, self._janela)

    def fechar_dialogos(self) -> None:
        """Close every dialog, with its form kept."""
        self.reter()
        for dialogo in self._janela.findChildren(QDialog):
            dialogo.close()


def _listar(casa: Casa) -> tuple[FormularioPorTerminar, ...]:
    from ..servicos import rascunhos as servico

    return servico.listar(casa.ctx)
