"""Cancelling a minuta: the number stays, and so does the reason."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos import Minuta
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..operacoes import Mudanca


class DialogoAnulacao(Dialogo):
    """Asks why."""

    def __init__(self, casa: Casa, minuta: Minuta, pai: QWidget | None = None) -> None:
        numero = f" nº {minuta.numero}" if minuta.numero else ""
        super().__init__(
            "Tornar a minuta sem efeito", pai,
            explicacao=f"{minuta.rotulo}{numero}: {minuta.nome}. O número não se repete, e o motivo fica registrado.",
        )  # fmt: skip
        self._casa = casa
        self._minuta = minuta
        self.motivo = campo_texto(limite=300)
        self._form = Formulario()
        self._form.adicionar("motivo", "&Motivo", self.motivo, obrigatorio=True)
        self.corpo.addWidget(self._form)
        self.adicionar_botao("&Cancelar")
        self.anular = self.adicionar_botao("&Tornar sem efeito", TipoBotao.PERIGO, ao_clicar=self._anular, padrao=True)

    @Slot()
    def _anular(self) -> None:
        motivo = self.motivo.text().strip()
        if not motivo:
            self._form.erro("motivo", "Diga o motivo.")
            self.motivo.setFocus()
            return
        self._form.erro("motivo", "")
        casa, minuta_id = self._casa, self._minuta.id

        def gravar() -> Minuta:
            from ...servicos import minutas

            return minutas.anular(casa.ctx, minuta_id=minuta_id, motivo=motivo)

        self.anular.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._anulou, falha=self._falhou, mudou=Mudanca(minutas=True))

    def _anulou(self, _: Minuta) -> None:
        self._casa.mensagem("Minuta sem efeito; o número dela continua registrado.")
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.anular.setEnabled(True)
        self.aviso.mostrar_erro(erro)
