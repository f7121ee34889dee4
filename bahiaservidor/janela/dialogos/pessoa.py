"""Whose act it is: somebody already registered, found while typing, or a new person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QStringListModel, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf, matricula
from ...servicos.tipos import DadosPessoa, FiltroServidores, LinhaServidor
from ..componentes.campo_data import CampoData
from ..componentes.casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto

SEXOS = (
    Opcao(valor="", rotulo="Não informado"),
    Opcao(valor="F", rotulo="Feminino"),
    Opcao(valor="M", rotulo="Masculino"),
)
_LIMITE = 20
_ATRASO_MS = 120


def identificar(linha: LinhaServidor) -> str:
    """Return one line that tells a person from a namesake."""
    partes = [linha.nome]
    if linha.matricula:
        partes.append(f"matrícula {matricula.formatar(linha.matricula)}")
    elif linha.cpf:
        partes.append(f"CPF {cpf.formatar(linha.cpf)}")
    partes += [linha.cargo, linha.situacao.rotulo]
    return " · ".join(parte for parte in partes if parte)


class CampoPessoa(QLineEdit):
    """Type a piece of the name, matrícula or CPF; choose with the arrows and Enter."""

    escolhida = Signal(object)
    """The `LinhaServidor` chosen."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._linhas: dict[str, LinhaServidor] = {}
        self.setPlaceholderText("Nome, matrícula ou CPF")
        self.setAccessibleName("Pessoa")
        self.setProperty("busca", True)
        self._modelo = QStringListModel(self)
        completador = QCompleter(self._modelo, self)
        completador.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completador.setMaxVisibleItems(10)
        self._completador = completador
        self.setCompleter(completador)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(_ATRASO_MS)
        # signals
        self._espera.timeout.connect(self._procurar)
        self.textEdited.connect(self._digitou)
        completador.activated.connect(self._escolher)

    @Slot(str)
    def _digitou(self, escrito: str) -> None:
        if len(escrito.strip()) >= 2:
            self._espera.start()
        else:
            self._espera.stop()
            self._modelo.setStringList([])

    @Slot()
    def _procurar(self) -> None:
        casa, escrito = self._casa, self.text().strip()

        def ler() -> tuple[LinhaServidor, ...]:
            from ...servicos import pessoas

            hoje = casa.hoje()
            ids = pessoas.ids_servidores(casa.ctx, filtro=FiltroServidores(texto=escrito), hoje=hoje)[:_LIMITE]
            return tuple(pessoas.linhas_servidores(casa.ctx, ids=tuple(ids), hoje=hoje))

        casa.executor.ler(self, ler, sucesso=self._oferecer, chave="pessoa")

    def _oferecer(self, linhas: Sequence[LinhaServidor]) -> None:
        self._linhas = {identificar(linha): linha for linha in linhas}
        self._modelo.setStringList(list(self._linhas))
        if self.hasFocus() and self._linhas:
            self._completador.complete()

    @Slot(str)
    def _escolher(self, rotulo: str) -> None:
        linha = self._linhas.get(rotulo)
        if linha is not None:
            self.setText(linha.nome)
            self.escolhida.emit(linha)


class NovaPessoa(QWidget):
    """Who is not registered yet: the few data that an act needs; the rest is filled in the file later."""

    alterado = Signal()

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._form = Formulario(colunas=2)
        self.nome = campo_texto(limite=200)
        self.cpf = campo_texto(dica="000.000.000-00", limite=18)
        self.nascimento = CampoData(hoje=casa.hoje)
        self.sexo = Combo(SEXOS)
        self.nome_social = campo_texto(limite=200)
        self._form.adicionar("nome", "Nome completo", self.nome, obrigatorio=True, largo=True)
        self._form.adicionar("cpf", "CPF", self.cpf, obrigatorio=True)
        self._form.adicionar("nascimento", "Nascimento", self.nascimento, obrigatorio=True)
        self._form.adicionar("sexo", "Sexo", self.sexo)
        self._form.adicionar("nome_social", "Nome social, se usa", self.nome_social)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self._form)
        self.setFocusProxy(self.nome)
        for linha in (self.nome, self.cpf, self.nascimento, self.nome_social):
            linha.textChanged.connect(self._mudou)
            linha.editingFinished.connect(self.mostrar_erros)
        self.sexo.currentIndexChanged.connect(self._mudou)

    def dados(self) -> DadosPessoa | None:
        """Return the person, or None while there is no name; a wrong CPF goes as written and is refused by name."""
        nome = self.nome.text().strip()
        if not nome:
            return None
        return DadosPessoa(
            nome=nome,
            cpf=self.cpf.text().strip() or None,
            nascimento=self.nascimento.data(),
            nome_social=self.nome_social.text().strip(),
            sexo=str(self.sexo.valor() or ""),
        )

    def definir(self, *, nome: str = "", cpf_: str | None = None, nascimento: date | None = None) -> None:
        """Fill in what is known of the person (from the candidate's list)."""
        self.nome.setText(nome)
        self.cpf.setText(cpf.formatar(cpf_) if cpf_ and cpf.valido(cpf_) else cpf_ or "")
        self.nascimento.definir(nascimento)

    def faltas(self) -> tuple[str, ...]:
        """Return the labels of what is missing or wrong."""
        faltam = []
        if not self.nome.text().strip():
            faltam.append("Nome completo")
        if not cpf.valido(self.cpf.text()):
            faltam.append("CPF")
        if self.nascimento.data() is None:
            faltam.append("Nascimento")
        return tuple(faltam)

    def valores(self) -> dict[str, Any]:
        """Return what is written, as a draft keeps it."""
        return {
            "nome": self.nome.text(),
            "cpf": self.cpf.text(),
            "nascimento": self.nascimento.text(),
            "sexo": self.sexo.valor(),
            "nome_social": self.nome_social.text(),
        }

    def preencher(self, valores: dict[str, Any]) -> None:
        """Write back what a draft kept."""
        self.nome.setText(str(valores.get("nome", "")))
        self.cpf.setText(str(valores.get("cpf") or ""))
        self.nascimento.setText(str(valores.get("nascimento", "")))
        self.sexo.definir(valores.get("sexo") or "")
        self.nome_social.setText(str(valores.get("nome_social", "")))

    @Slot()
    def mostrar_erros(self) -> None:
        """Say below each field what is wrong with what was written."""
        erro = ""
        if self.cpf.text().strip():
            try:
                certo = cpf.formatar(self.cpf.text())
                if self.cpf.text() != certo and not self.cpf.hasFocus():
                    self.cpf.setText(certo)
            except ErroDominio as problema:
                erro = problema.mensagem
        self._form.erro("cpf", erro)
        self._form.erro("nascimento", self.nascimento.erro())

    @Slot()
    def _mudou(self) -> None:
        self.alterado.emit()


