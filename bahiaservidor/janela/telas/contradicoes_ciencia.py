"""Acknowledging contradictions: a note, kept with author and instant; nothing is hidden by it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.contradicoes import Contradicao
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..modelos.prazos import quantos
from ..operacoes import Mudanca

LIMITE = 500
"""Characters of a note."""

MUDOU = Mudanca(cadastros=frozenset({"contradicoes"}))


class DialogoCiencia(Dialogo):
    """Asks why these contradictions may stay."""

    def __init__(self, casa: Casa, contradicoes: Sequence[Contradicao], pai: QWidget | None = None) -> None:
        self._ids = tuple(c.id for c in contradicoes)
        quem = (
            f"{contradicoes[0].especie.rotulo}" + (f": {contradicoes[0].nome}." if contradicoes[0].nome else ".")
            if len(contradicoes) == 1
            else f"{quantos(len(contradicoes), 'contradição', 'contradições')}, com a mesma nota."
        )
        super().__init__(
            "Dar ciência", pai,
            explicacao=f"{quem} Ela não some: passa a “Com ciência”, com o seu nome e a data, e volta a pendente se o "
            "que diz mudar." if len(contradicoes) == 1 else
            f"{quem} Elas não somem: passam a “Com ciência”, com o seu nome e a data, e voltam a pendentes se o que "
            "dizem mudar.",
        )  # fmt: skip
        self._casa = casa
        self.nota = campo_texto(limite=LIMITE, dica="Parecer, processo ou razão")
        self._form = Formulario()
        self._form.adicionar("nota", "&Nota", self.nota, obrigatorio=True)
        self.corpo.addWidget(self._form)
        self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao(
            "Dar &ciência", TipoBotao.PRIMARIO, ao_clicar=self._confirmar, padrao=True
        )
        self.nota.setFocus()

    @Slot()
    def _confirmar(self) -> None:
        nota = self.nota.text().strip()
        if not nota:
            self._form.erro("nota", "Diga por que a contradição pode ficar.")
            self.nota.setFocus()
            return
        self._form.erro("nota", "")
        casa, ids = self._casa, self._ids

        def gravar() -> int:
            from ...servicos import contradicoes

            return contradicoes.dar_ciencia(casa.ctx, ids=ids, nota=nota, hoje=casa.hoje())

        self.confirmar.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._gravou, falha=self._falhou, mudou=MUDOU)

    def _gravou(self, quantas: int) -> None:
        self._casa.mensagem(
            f"{quantos(quantas, 'contradição passou', 'contradições passaram')} a “Com ciência”, com a sua nota."
        )
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.confirmar.setEnabled(True)
        self.aviso.mostrar_erro(erro)
