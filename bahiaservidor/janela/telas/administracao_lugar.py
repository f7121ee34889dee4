"""Lugar e uso: where the registry lives, who writes in it now, what that means, and copies in conflict beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...servicos import lugar_registro
from ...servicos.tipos.lugar import EstadoDoUso, SituacaoDoLugar
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import botao
from ..componentes.explicacao_lugar import ExplicacaoDoLugar
from ..componentes.fatos import QuadroDeFatos
from ..componentes.rolagem import rolavel
from ..tema import Tom

_QUEM_GRAVA = {
    EstadoDoUso.LIVRE: "Todos os programas desta máquina, cada um na sua vez",
    EstadoDoUso.MINHA: "Esta janela; quem abrir em outro lugar só consulta",
    EstadoDoUso.SOLTA: "Ninguém agora: quem gravava fechou o registro",
}


class SecaoLugar(QWidget):
    """Read again each time the section's screen is."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._dito: ExplicacaoDoLugar | None = None
        self._caminho = ""
        self.fatos = QuadroDeFatos(
            (("caminho", "Arquivo"), ("quem", "Quem grava"), ("janelas", "Outras janelas"), ("jornal", "Gravação")),
            self,
        )
        self.conflito = FaixaAviso(pai=self)
        self.abrir_pasta = botao("Abrir a &pasta", ao_clicar=self._abrir_pasta, icone="exportar", pai=self)
        dentro = QWidget(self)
        self._pilha = QVBoxLayout(dentro)
        self._pilha.setContentsMargins(0, 0, 8, 0)
        self._pilha.setSpacing(12)
        self._pilha.addWidget(self.fatos)
        self._pilha.addWidget(self.conflito)
        self._pilha.addWidget(self.abrir_pasta, 0, Qt.AlignmentFlag.AlignLeft)
        self._pilha.addStretch(1)
        rolagem = rolavel(dentro, self)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setAccessibleName("Lugar e uso do registro")
        tudo = QVBoxLayout(self)
        tudo.setContentsMargins(0, 0, 0, 0)
        tudo.addWidget(rolagem)

    def ler(self) -> None:
        """Look at the folder and show what is there."""
        ctx = self._casa.ctx
        self._casa.executor.ler(self, lambda: lugar_registro.anunciar(ctx), sucesso=self.definir, chave="lugar")

    def definir(self, vista: SituacaoDoLugar) -> None:
        """Show where the registry lives and who has it."""
        self._caminho = vista.caminho
        quem = _QUEM_GRAVA.get(vista.estado, vista.quem or "Outra pessoa")
        for chave, valor in (
            ("caminho", vista.caminho), ("quem", quem), ("janelas", "; ".join(vista.outras_janelas) or "Nenhuma"),
            ("jornal", "Direto no arquivo, uma pessoa por vez" if vista.de_um_so else
             "Com log de gravação antecipada (WAL): quem lê não espera por quem grava"),
        ):  # fmt: skip
            self.fatos.definir(chave, valor or "Só na memória")
        self.conflito.definir(
            "Cópias em conflito ao lado do registro: " + "; ".join(vista.copias_em_conflito) + ". Abra cada uma em "
            "Registro, Abrir outro registro, veja o que há nela que não há aqui, registre aqui o que falta e só então "
            "guarde a cópia em outra pasta." if vista.copias_em_conflito else "",
            Tom.ATENCAO,
        )  # fmt: skip
        self.abrir_pasta.setVisible(bool(vista.caminho))
        if self._dito is not None:
            self._dito.hide()
            self._dito.deleteLater()
        self._dito = ExplicacaoDoLugar(lugar_registro.explicacao(vista), self)
        self._pilha.insertWidget(self._pilha.count() - 1, self._dito)

    @Slot()
    def _abrir_pasta(self) -> None:
        from PySide6.QtCore import QUrl

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._caminho).parent)))
