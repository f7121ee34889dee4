"""Whose act it is: somebody already registered, found while typing, or a new person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QStringListModel, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCompleter, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf, matricula
from ...servicos.tipos import DadosPessoa, FiltroServidores, LinhaServidor
from ..casa import Casa
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto

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


class SecaoPessoa(Painel):
    """Of an act that opens a vínculo: a new person, or somebody already registered."""

    alterado = Signal()

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__("Pessoa", pai)
        self.e_nova = QRadioButton("Pessoa &nova")
        self.ja_existe = QRadioButton("&Já está no registro")
        self.e_nova.setChecked(True)
        grupo = QButtonGroup(self)
        grupo.addButton(self.e_nova)
        grupo.addButton(self.ja_existe)
        self.nova = NovaPessoa(casa)
        self.busca = CampoPessoa(casa)
        self.busca.setVisible(False)
        self.existente: LinhaServidor | None = None
        self.achada = texto("", Papel.SUAVE, quebra=True)
        self.achada.setVisible(False)
        origem = QHBoxLayout()
        origem.setSpacing(16)
        origem.addWidget(self.e_nova)
        origem.addWidget(self.ja_existe)
        origem.addStretch(1)
        self.corpo.addLayout(origem)
        for widget in (self.nova, self.busca, self.achada):
            self.corpo.addWidget(widget)
        self.setFocusProxy(self.nova)
        self.nova.alterado.connect(self._mudou)
        self.e_nova.toggled.connect(self._trocou)
        self.busca.escolhida.connect(self._escolheu)

    def servidor_id(self) -> int | None:
        """Return the id of the registered person chosen, None for a new one."""
        return self.existente.servidor_id if self.ja_existe.isChecked() and self.existente is not None else None

    def dados(self, *, para_analise: bool = False) -> DadosPessoa | None:
        """Return the new person; what the law says of the act can be shown before the name is typed."""
        if self.ja_existe.isChecked():
            return None
        dados = self.nova.dados()
        if dados is None and para_analise:
            return DadosPessoa(nome="—", nascimento=self.nova.nascimento.data())
        return dados

    def faltas(self) -> tuple[str, ...]:
        """Return the labels of what is missing or wrong."""
        if self.e_nova.isChecked():
            return self.nova.faltas()
        return () if self.existente is not None else ("Pessoa",)

    def alterou(self) -> bool:
        """Tell whether anything was written."""
        return any(valor for nome, valor in self.nova.valores().items() if nome != "sexo")

    def focar(self) -> None:
        """Give the focus to what is used first."""
        (self.nova if self.e_nova.isChecked() else self.busca).setFocus()

    @Slot(bool)
    def _trocou(self, nova: bool) -> None:
        self.nova.setVisible(nova)
        self.busca.setVisible(not nova)
        self.achada.setVisible(not nova and self.existente is not None)
        self.focar()
        self._mudou()

    @Slot(object)
    def _escolheu(self, linha: LinhaServidor) -> None:
        self.existente = linha
        self.achada.setText(identificar(linha))
        self.achada.setVisible(True)
        self._mudou()

    @Slot()
    def _mudou(self) -> None:
        self.alterado.emit()
