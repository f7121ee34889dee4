"""The checklist of the posse: what was shown, what was written down of it, who checked it and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ...estatuto import canonico
from ...estatuto.atos.posse import ItemConferido
from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf, pis
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import Carater
from ...servicos.conferencia import ItemDaLista, itens_da_posse
from ..casa import Casa
from ..componentes.texto import Papel, como_dica, reestilizar, texto
from ..icones import icone

_VALIDADORES: dict[str, Callable[[str], str]] = {"cpf": cpf.formatar, "pis": pis.formatar}


class _LinhaConferencia:
    """One document: tick, value, who and when."""

    def __init__(self, dono: Conferencia, item: ItemDaLista) -> None:
        self.item = item
        self.gravado = ItemConferido(item=item.chave, presente=False)
        self.marca = QCheckBox(item.rotulo.replace("&", "&&"), dono)
        self.marca.setAccessibleName(item.rotulo)
        explicacao = item.condicao or ("Exigência a confirmar" if item.a_confirmar else "")
        self.explicacao = texto(explicacao, Papel.LEGENDA, quebra=True, pai=dono)
        self.explicacao.setVisible(bool(explicacao))
        self.explicacao.setContentsMargins(26, 0, 0, 0)
        self.marca.setAccessibleDescription(explicacao)
        self.valor = QLineEdit(dono)
        self.valor.setPlaceholderText(item.guardar or "Observação")
        self.valor.setToolTip(como_dica(item.guardar))
        self.valor.setMaxLength(200)
        self.valor.setAccessibleName(f"{item.rotulo}: {item.guardar or 'observação'}")
        self.quem = texto("", Papel.LEGENDA, quebra=True, pai=dono)
        self.quem.setMinimumWidth(96)

    def mostrar(self) -> None:
        """Say who checked it, and why the value is wrong."""
        g = self.gravado
        partes = [p for p in (g.conferido_por, formatar_data(g.conferido_em) if g.conferido_em else "") if p]
        self.quem.setText("\n".join(partes) if g.presente else "")
        erro = self.erro()
        self.quem.setProperty("tom", "perigo" if erro else "")
        if erro:
            self.quem.setText(erro)
        self.valor.setProperty("erro", bool(erro))
        self.valor.setAccessibleDescription(erro)
        for widget in (self.valor, self.quem):
            reestilizar(widget)

    def erro(self) -> str:
        """Return why the number written is wrong, empty when it is right or was not written."""
        validar = _VALIDADORES.get(self.item.chave)
        escrito = self.valor.text().strip()
        if validar is None or not escrito or self.valor.hasFocus():
            return ""
        try:
            validar(escrito)
        except ErroDominio:
            return "Os números não conferem."
        return ""


class Conferencia(QWidget):
    """A grid of documents. Ticking one writes down the user and the day."""

    alterada = Signal()

    def __init__(self, *, hoje: Callable[[], date], usuario: str, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._hoje = hoje
        self._usuario = usuario
        self._linhas: list[_LinhaConferencia] = []
        self._guardados: dict[str, ItemConferido] = {}
        self._anexados: frozenset[str] = frozenset()
        self._enchendo = False
        self._grade = QGridLayout()
        self._grade.setContentsMargins(0, 0, 0, 0)
        self._grade.setHorizontalSpacing(12)
        self._grade.setVerticalSpacing(8)
        self._grade.setColumnStretch(0, 5)
        self._grade.setColumnStretch(1, 5)
        self._grade.setColumnStretch(2, 2)
        self._resumo = texto("", Papel.SUAVE, quebra=True, pai=self)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(10)
        caixa.addWidget(self._resumo)
        caixa.addLayout(self._grade)
        self.definir_lista()

    def definir_lista(self, *, carater: Carater | None = None, sexo: str = "") -> None:
        """Ask for the documents of a character of nomeação, keeping what was already checked."""
        itens = itens_da_posse(carater=carater, sexo=sexo)
        if [linha.item for linha in self._linhas] == list(itens):
            return
        self._colher()
        while (filho := self._grade.takeAt(0)) is not None:
            widget = filho.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._linhas = []
        for numero, item in enumerate(itens):
            linha = _LinhaConferencia(self, item)
            self._grade.addWidget(linha.marca, numero * 2, 0)
            self._grade.addWidget(linha.explicacao, numero * 2 + 1, 0)
            topo = Qt.AlignmentFlag.AlignTop
            self._grade.addWidget(linha.valor, numero * 2, 1, 2, 1, topo)
            self._grade.addWidget(linha.quem, numero * 2, 2, 2, 1, topo)
            linha.marca.toggled.connect(self._marcou)
            linha.valor.textEdited.connect(self._escreveu)
            linha.valor.editingFinished.connect(self._conferir_valores)
            self._linhas.append(linha)
        if self._linhas:
            self.setFocusProxy(self._linhas[0].marca)
        self._marcar_anexos()
        self._encher()

    def definir(self, itens: Iterable[Any]) -> None:
        """Fill in what was checked: `ItemConferido` or its JSON."""
        lidos = (i if isinstance(i, ItemConferido) else canonico.ler(ItemConferido, i) for i in itens)
        self._guardados = {item.item: item for item in lidos}
        self._encher()

    def ler_anexos(self, casa: Casa, servidor_id: int) -> None:
        """Mark the documents of which the person has a file attached, read off the interface's thread."""

        def ler() -> frozenset[str]:
            from ...servicos import anexos

            return frozenset(anexo.peca for anexo in anexos.listar(casa.ctx, servidor_id=servidor_id))

        casa.executor.ler(self, ler, sucesso=self._receber_anexos, chave="anexos")

    def _receber_anexos(self, pecas: frozenset[str]) -> None:
        self._anexados = pecas
        self._marcar_anexos()

    def _marcar_anexos(self) -> None:
        for linha in self._linhas:
            tem = linha.item.chave in self._anexados
            linha.marca.setIcon(icone("documentos") if tem else QIcon())
            linha.marca.setToolTip("Há um anexo deste documento na ficha" if tem else "")

    def itens(self) -> tuple[ItemConferido, ...]:
        """Return what was checked or written down; documents untouched are left out."""
        self._colher()
        return tuple(item for item in self._guardados.values() if item.presente or item.valor)

    def faltam(self) -> tuple[str, ...]:
        """Return the mandatory documents not yet ticked, in words."""
        return tuple(
            linha.item.rotulo for linha in self._linhas if linha.item.obrigatorio and not linha.marca.isChecked()
        )

    def _encher(self) -> None:
        self._enchendo = True
        for linha in self._linhas:
            linha.gravado = self._guardados.get(linha.item.chave, ItemConferido(item=linha.item.chave, presente=False))
            linha.marca.setChecked(linha.gravado.presente)
            linha.valor.setText(linha.gravado.valor)
            linha.mostrar()
        self._enchendo = False
        self._resumir()

    def _colher(self) -> None:
        for linha in self._linhas:
            linha.gravado = replace(linha.gravado, valor=linha.valor.text().strip())
            self._guardados[linha.item.chave] = linha.gravado

    def _resumir(self) -> None:
        marcados = sum(linha.marca.isChecked() for linha in self._linhas)
        faltam = len(self.faltam())
        resto = "todos os obrigatórios conferidos" if not faltam else (
            "falta 1 obrigatório" if faltam == 1 else f"faltam {faltam} obrigatórios"
        )  # fmt: skip
        self._resumo.setText(f"{marcados} de {len(self._linhas)} conferidos; {resto}.")

    @Slot(bool)
    def _marcou(self, marcado: bool) -> None:
        if self._enchendo:
            return
        for linha in self._linhas:
            if linha.marca.isChecked() != linha.gravado.presente:
                linha.gravado = replace(
                    linha.gravado,
                    presente=linha.marca.isChecked(),
                    conferido_por=self._usuario if linha.marca.isChecked() else "",
                    conferido_em=self._hoje() if linha.marca.isChecked() else None,
                )
                linha.mostrar()
        self._resumir()
        self.alterada.emit()

    @Slot()
    def _escreveu(self) -> None:
        self.alterada.emit()

    @Slot()
    def _conferir_valores(self) -> None:
        for linha in self._linhas:
            linha.mostrar()
