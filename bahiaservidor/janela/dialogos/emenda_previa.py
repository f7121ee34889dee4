"""Beside the form of a correction: whether it may be entered, what it changes, what no longer fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.emendas import AnaliseEmenda
from ..componentes.botao import botao
from ..tema import Tom
from .analise import linha_requisito
from .mudancas import PainelMudancas

_NADA_MUDA = "O conteúdo muda"
"""The requirement that a form just opened fails: it is what to do, not yet a mistake."""


class PreviaEmenda(PainelMudancas):
    """The verdict first, then what changes."""

    quer_ressalva = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("O que muda", pai)
        self._mostrada: object = None
        self.dizer("Preencha os dados: aqui aparece o que muda antes de confirmar.", Tom.INFO)

    def recusar(self, erro: ErroDominio) -> None:
        """Say why there is no preview."""
        self._mostrada = None
        self.limpar()
        self.dizer(erro.mensagem, Tom.PERIGO, erro.dispositivo)

    def mostrar(self, analise: AnaliseEmenda, *, ressalva: bool) -> None:
        """Show what a correction would do."""
        if self._mostrada == analise:
            return
        self._mostrada = analise
        self.limpar()
        self._veredito(analise, ressalva)
        self.avisos(analise.avisos)
        faltam = [r for r in analise.requisitos if not r.atendido and r is not analise.recusa]
        if faltam:
            self.secao("Ressalvas e avisos" if analise.recusa is None else "O que falta")
            for requisito in faltam:
                self.corpo.addWidget(linha_requisito(requisito, reservado=requisito in analise.reservas))
        if not analise.campos_incompletos:
            self.campos(analise.campos)
            self.situacoes(analise.situacoes)
            self.pontas(analise.pontas)
            self.prazos(analise.prazos)
        self.pronto()

    def _veredito(self, analise: AnaliseEmenda, ressalva: bool) -> None:
        if analise.recusa is not None and analise.recusa.descricao == _NADA_MUDA:
            self.dizer("Escreva nos campos ao lado como deve constar: por enquanto, tudo está como era.", Tom.INFO)
        elif analise.recusa is not None:
            recusa = analise.recusa
            self.dizer(recusa.falta or recusa.descricao, Tom.PERIGO, recusa.dispositivo)
            if ressalva and not recusa.estrutural:
                acao = botao("Registrar com ressal&va…", ao_clicar=self._pedir_ressalva, pai=self)
                self.corpo.addWidget(acao, 0, Qt.AlignmentFlag.AlignLeft)
        elif analise.campos_incompletos:
            self.dizer(" ".join(dict.fromkeys(frase for _, frase in analise.campos_incompletos)), Tom.INFO)
        elif analise.reservas:
            self.dizer(f"Entra com ressalva. {analise.frase}", Tom.ATENCAO)
        else:
            self.dizer(analise.frase, Tom.SUCESSO)

    @Slot()
    def _pedir_ressalva(self) -> None:
        self.quer_ressalva.emit()
