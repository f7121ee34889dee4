"""Taking an import back: what that does, what stands in the way, and why it is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.importacao import ImportacaoFeita, PreviaDesfazer
from ..casa import Casa
from ..componentes.andamento import PainelAndamento
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, texto
from ..modelos.importacoes import MUDOU, frase_da_importacao, frase_da_previa
from ..tema import Tom
from .importacao_leitura import desfazer, previa_desfazer

_IMPEDIMENTOS = 50
"""Shown one by one; beyond these only how many more there are."""


class DialogoDesfazerImportacao(Dialogo):
    """Foresees first; the button opens only when nothing stands in the way."""

    def __init__(self, casa: Casa, feita: ImportacaoFeita, pai: QWidget | None = None) -> None:
        super().__init__("Desfazer a importação", pai, largura=600,
                         explicacao=f"{feita.rotulo}, de {feita.arquivo}. {frase_da_importacao(feita)}")  # fmt: skip
        self.casa = casa
        self._feita = feita
        self.andamento = PainelAndamento(casa.executor, self)
        self.previa = texto("Vendo o que seria desfeito…", Papel.CORPO, quebra=True, pai=self)
        self.impedimentos = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        self.impedimentos.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = rolavel(self.impedimentos, self)
        self._area.setMinimumHeight(120)
        self._area.hide()
        self.motivo = campo_texto(limite=300, dica="Por exemplo: planilha de outro órgão")
        self.form = Formulario(self)
        self.form.adicionar("motivo", "&Motivo", self.motivo, obrigatorio=True)
        self.form.hide()
        self.corpo.addWidget(self.previa)
        self.corpo.addWidget(self._area, 1)
        self.corpo.addWidget(self.form)
        self.corpo.addWidget(self.andamento)
        self.fechar = self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao("&Desfazer", TipoBotao.PERIGO, ao_clicar=self._desfazer)
        self.confirmar.setEnabled(False)
        self.motivo.returnPressed.connect(self._desfazer)

        casa.executor.ler(
            self, partial(previa_desfazer, casa, feita.id), sucesso=self._mostrar, falha=self._falhar_previa
        )

    def _mostrar(self, previa: PreviaDesfazer) -> None:
        livre = not previa.impedimentos and bool(previa.atos or previa.cadastros)
        if previa.impedimentos:
            ditos = [f"•  {dito}" for dito in previa.impedimentos[:_IMPEDIMENTOS]]
            if len(previa.impedimentos) > _IMPEDIMENTOS:
                ditos.append(f"… e mais {len(previa.impedimentos) - _IMPEDIMENTOS}.")
            self.previa.setText("Não pode ser desfeita como está. Nada foi mudado. O que impede:")
            self.impedimentos.setText("\n".join(ditos))
        else:
            self.previa.setText(frase_da_previa(previa))
        self._area.setVisible(bool(previa.impedimentos))
        self.form.setVisible(livre)
        self.confirmar.setVisible(livre)
        self.confirmar.setEnabled(livre)
        if not livre:
            self.fechar.setText("Fe&char")
            self.fechar.setAccessibleName("Fechar")
        (self.motivo if livre else self.fechar).setFocus()

    def _falhar_previa(self, erro: ErroDominio) -> None:
        self.previa.hide()
        self.confirmar.hide()
        self.aviso.mostrar_erro(erro)

    @Slot()
    def _desfazer(self) -> None:
        motivo = self.motivo.text().strip()
        if not motivo:
            self.form.erro("motivo", "Escreva o motivo.")
            self.motivo.setFocus()
            return
        if self.andamento.correndo:
            return
        self.aviso.esconder()
        self.andamento.correr(
            partial(desfazer, self.casa, self._feita.id, motivo), titulo="Desfazendo a importação", unidade="linhas",
            inteiro=self._feita.entraram, sucesso=self._desfeita, falha=self._recusou, cancelado=self._cancelada,
            mudou=MUDOU, escreve=True,
        )  # fmt: skip
        self._ocupar()

    def _ocupar(self) -> None:
        correndo = self.andamento.correndo
        for widget in (self.motivo, self.confirmar, self.fechar):
            widget.setEnabled(not correndo)
        (self.andamento.cancelar if correndo else self.motivo).setFocus()

    def _desfeita(self, feita: ImportacaoFeita) -> None:
        self.casa.mensagem(f"A importação de {feita.arquivo} foi desfeita.")
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self._ocupar()
        self.aviso.mostrar_erro(erro)

    def _cancelada(self) -> None:
        self._ocupar()
        self.aviso.definir("Cancelado. A importação continua como estava.", Tom.INFO)

    def reject(self) -> None:
        """Esc while it is being undone stops that first."""
        if self.andamento.correndo:
            self.andamento.parar()
        else:
            super().reject()
