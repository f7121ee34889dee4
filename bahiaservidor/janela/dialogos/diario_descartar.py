"""Taking items out of the pending ones: why, kept with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.diario import ItemDiario, SituacaoItem
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..modelos.diario import MUDOU_LEITURA
from ..modelos.prazos import quantos

LIMITE: Final = 300
_OUTRO: Final = ""
_MOTIVOS: Final = (
    "Não é ato de pessoal",
    "A pessoa não é deste órgão",
    "Já está no livro",
    "Repetido na própria publicação",
    "Ato que o programa não registra",
)


class DialogoDescartar(Dialogo):
    """Asks why. ``descartados`` says how many went."""

    descartados = Signal(int)

    def __init__(self, casa: Casa, itens: Sequence[ItemDiario], pai: QWidget | None = None) -> None:
        quem = (
            f"Item {itens[0].ordem}: {itens[0].rotulo}" + (f", {itens[0].nome}." if itens[0].nome else ".")
            if len(itens) == 1
            else f"{quantos(len(itens), 'item', 'itens')}, pelo mesmo motivo."
        )
        super().__init__(
            "Descartar", pai,
            explicacao=f"{quem} O trecho continua na leitura, com o motivo, e pode ser reaberto.",
        )  # fmt: skip
        self._casa = casa
        self._ids = tuple(item.id for item in itens)
        self.motivo = Combo([*(Opcao(valor=m, rotulo=m) for m in _MOTIVOS), Opcao(valor=_OUTRO, rotulo="Outro motivo")])
        self.outro = campo_texto(limite=LIMITE)
        self._form = Formulario()
        self._form.adicionar("motivo", "&Motivo", self.motivo)
        self._form.adicionar("outro", "&Qual", self.outro, obrigatorio=True)
        self.corpo.addWidget(self._form)
        self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao("&Descartar", TipoBotao.PRIMARIO, ao_clicar=self._confirmar, padrao=True)
        self.motivo.alterado.connect(self._rever)
        self.motivo.definir(_sugestao(itens))
        self._rever()
        self.motivo.setFocus()

    @Slot()
    def _rever(self, *_: object) -> None:
        self._form.mostrar("outro", self.motivo.valor() == _OUTRO)

    @Slot()
    def _confirmar(self) -> None:
        motivo = self.motivo.valor() or self.outro.text().strip()
        if not motivo:
            self._form.erro("outro", "Diga por que o item é descartado.")
            self.outro.setFocus()
            return
        casa, ids = self._casa, self._ids

        def gravar() -> int:
            from ...servicos import diario

            return diario.descartar(casa.ctx, itens=ids, motivo=motivo)

        self.confirmar.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._gravou, falha=self._falhou, mudou=MUDOU_LEITURA)

    def _gravou(self, quantidade: int) -> None:
        self._casa.mensagem(f"{quantos(quantidade, 'item descartado', 'itens descartados')}.")
        self.descartados.emit(quantidade)
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.confirmar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


def _sugestao(itens: Sequence[ItemDiario]) -> str:
    situacoes = {item.situacao for item in itens}
    if situacoes == {SituacaoItem.REPETIDO}:
        return "Já está no livro"
    if any(item.tipo is not None for item in itens):
        return "A pessoa não é deste órgão"
    return "Ato que o programa não registra" if any(item.verbo for item in itens) else "Não é ato de pessoal"
