"""Erasing what an act keeps apart: what goes, what stays, why, on what basis, and that there is no way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..operacoes import Mudanca

if TYPE_CHECKING:
    from ...servicos.expurgos import Feito, Previsto


class DialogoExpurgo(Dialogo):
    """Asks the reason and the legal basis, and that whoever does it says that it is for good."""

    def __init__(self, casa: Casa, pai: QWidget | None = None, *, ato_id: int) -> None:
        super().__init__("Expurgar dados sigilosos", pai, largura=620)
        self._casa, self._ato_id = casa, ato_id
        self.motivo = campo_texto(limite=400, dica="Sem repetir o dado: fica guardado para sempre")
        self.fundamento = campo_texto(limite=400, dica="Por exemplo: LGPD, art. 18, VI; processo nº…")
        self._form = Formulario(self)
        self._form.adicionar("motivo", "&Motivo", self.motivo, obrigatorio=True)
        self._form.adicionar("fundamento", "&Fundamento legal", self.fundamento, obrigatorio=True)
        self.ciente = QCheckBox("Sei que não há como &desfazer", self)
        self.corpo.addWidget(self._form)
        self.corpo.addWidget(self.ciente)
        self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao("E&xpurgar", TipoBotao.PERIGO, ao_clicar=self._expurgar)
        self.confirmar.setEnabled(False)
        self._pronto = False
        self.ciente.toggled.connect(self._habilitar)
        for campo in (self.motivo, self.fundamento):
            campo.textChanged.connect(self.aviso.esconder)
        self._ler()

    def _ler(self) -> None:
        casa, ato_id = self._casa, self._ato_id

        def ler() -> Previsto:
            from ...servicos import expurgos

            return expurgos.previsto(casa.ctx, ato_id=ato_id)

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro)

    def _mostrar(self, previsto: Previsto) -> None:
        self._pronto = True
        self.definir_explicacao(previsto.frase)
        self._habilitar()
        self.motivo.setFocus()

    @Slot()
    def _habilitar(self, *_: object) -> None:
        self.confirmar.setEnabled(self._pronto and self.ciente.isChecked())

    @Slot()
    def _expurgar(self) -> None:
        casa, ato_id = self._casa, self._ato_id
        motivo, fundamento = self.motivo.text(), self.fundamento.text()

        def gravar() -> Feito:
            from ...servicos import expurgos

            return expurgos.expurgar(casa.ctx, ato_id=ato_id, motivo=motivo, fundamento=fundamento)

        self.confirmar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._feito, falha=self.aviso.mostrar_erro, fim=self._habilitar, mudou=_mudanca,
            aguarde="Apagando os dados",
        )  # fmt: skip

    def _feito(self, feito: Feito) -> None:
        self._casa.mensagem(feito.mensagem)
        self.accept()


def _mudanca(feito: Feito) -> Mudanca:
    pessoas = frozenset() if feito.servidor_id is None else frozenset({feito.servidor_id})
    return Mudanca(servidores=pessoas)
