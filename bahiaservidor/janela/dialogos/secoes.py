"""Sections that several acts share: the instrument that carries them, and the ressalva, folded until needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...estatuto import canonico
from ...estatuto.atos.base import Ressalva
from ...servicos.tipos import Instrumento
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto
from ..icones import icone
from .formulario_ato import FormularioAto

TIPOS_DE_INSTRUMENTO = ("Decreto", "Portaria", "Ato", "Resolução", "Decisão judicial")


class SecaoInstrumento(Painel):
    """The published paper. The day of the DOE is the act's own date, so it is not asked again."""

    alterado = Signal()

    def __init__(self, *, hoje: Callable[[], date], pai: QWidget | None = None) -> None:
        super().__init__("Instrumento e publicação", pai)
        self.tipo = Combo([Opcao(valor=nome, rotulo=nome) for nome in TIPOS_DE_INSTRUMENTO])
        self.numero = campo_texto(limite=60)
        self.data = CampoData(hoje=hoje)
        self.edicao = campo_texto(limite=30)
        self.pagina = campo_texto(limite=30)
        form = Formulario(colunas=2)
        form.adicionar("tipo", "Tipo", self.tipo)
        form.adicionar("numero", "Número", self.numero)
        form.adicionar("data", "Data do instrumento", self.data)
        form.adicionar("doe_edicao", "Edição do DOE", self.edicao)
        form.adicionar("doe_pagina", "Página do DOE", self.pagina)
        self._form = form
        self.corpo.addWidget(form)
        for linha in (self.numero, self.data, self.edicao, self.pagina):
            linha.textChanged.connect(self._mudou)
        self.data.editingFinished.connect(self._rever)
        self.tipo.currentIndexChanged.connect(self._mudou)

    def instrumento(self, *, publicado_em: date | None, autoridade: str) -> Instrumento:
        """Return the instrument, published on the act's date by the authority chosen in the act."""
        return Instrumento(
            tipo=str(self.tipo.valor()),
            numero=self.numero.text().strip(),
            data=self.data.data(),
            autoridade=autoridade,
            doe_edicao=self.edicao.text().strip(),
            doe_data=publicado_em,
            doe_pagina=self.pagina.text().strip(),
        )

    def erros(self) -> tuple[str, ...]:
        """Return the labels of what cannot be read."""
        return ("Data do instrumento",) if self.data.erro() else ()

    def valores(self) -> dict[str, Any]:
        """Return what is written, as a draft keeps it."""
        return {
            "tipo": self.tipo.valor(),
            "numero": self.numero.text(),
            "data": self.data.text(),
            "edicao": self.edicao.text(),
            "pagina": self.pagina.text(),
        }

    def preencher(self, valores: Mapping[str, Any]) -> None:
        """Write back what a draft kept."""
        self.tipo.definir(valores.get("tipo"))
        self.numero.setText(str(valores.get("numero", "")))
        self.data.setText(str(valores.get("data", "")))
        self.edicao.setText(str(valores.get("edicao", "")))
        self.pagina.setText(str(valores.get("pagina", "")))

    def preencher_instrumento(self, papel: Instrumento) -> None:
        """Write back what a minuta holds."""
        self.tipo.definir(papel.tipo)
        self.numero.setText(papel.numero)
        self.data.definir(papel.data)
        self.edicao.setText(papel.doe_edicao)
        self.pagina.setText(papel.doe_pagina)

    @Slot()
    def _rever(self) -> None:
        self._form.erro("data", self.data.erro())

    @Slot()
    def _mudou(self) -> None:
        self.alterado.emit()


class SecaoRessalva(QWidget):
    """Folded: what the law refuses but was done enters with a judicial decision, an opinion or as a fait accompli."""

    alterado = Signal()

    def __init__(self, *, hoje: Callable[[], date], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.abrir = botao(
            "Ressalva (decisão judicial, parecer, ato consumado)", TipoBotao.DISCRETO, icone="seta_direita"
        )
        self.abrir.setCheckable(True)
        self.abrir.setAccessibleName("Ressalva")
        self.form = FormularioAto(Ressalva, hoje=hoje, titulo="Ressalva")
        self.nota = texto(
            "Só para o que já aconteceu apesar da lei. Espécie, número e data são necessários, e a data não pode ser "
            "posterior à do ato. O requisito não atendido continua visível na ficha.",
            Papel.SUAVE,
            quebra=True,
        )
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self.abrir, 0, Qt.AlignmentFlag.AlignLeft)
        caixa.addWidget(self.nota)
        caixa.addWidget(self.form)
        self._alternar(False)
        self.abrir.toggled.connect(self._alternar)
        self.form.alterado.connect(self._mudou)

    def ressalva(self) -> Ressalva | None:
        """Return the ressalva when the section is open and something is written in it."""
        if not self.abrir.isChecked() or not self.form.alterou():
            return None
        return Ressalva(**self.form.valores())

    def definir(self, ressalva: Ressalva | Mapping[str, Any] | None) -> None:
        """Fill it in, and unfold it when there is something to see."""
        if ressalva is None:
            return
        dados = canonico.simples(ressalva) if isinstance(ressalva, Ressalva) else dict(ressalva)
        self.form.preencher(dados)
        self.abrir.setChecked(self.form.alterou())

    def expandir(self) -> None:
        """Unfold and give the focus to the first field."""
        self.abrir.setChecked(True)
        self.form.focar("tipo")

    @Slot(bool)
    def _alternar(self, aberta: bool) -> None:
        self.abrir.setIcon(icone("seta_baixo" if aberta else "seta_direita"))
        self.nota.setVisible(aberta)
        self.form.setVisible(aberta)
        self._mudou()

    @Slot()
    def _mudou(self) -> None:
        self.alterado.emit()
