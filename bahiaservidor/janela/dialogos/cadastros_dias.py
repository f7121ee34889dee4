"""A day without expediente: which deadlines it moves, then the declaration; and its revocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...servicos import cadastros
from ...servicos.tipos import DiaSemExpediente, Orgao, PrazoMovido
from ..casa import Casa
from ..componentes.combo import Opcao
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..modelos.base import ModeloLista
from ..modelos.calendario import COLUNAS_MOVIDOS, ESFERAS
from ..operacoes import Mudanca
from .cadastros_base import FALTA, DialogoCadastro
from .cadastros_orgaos import opcoes_de_orgaos

_MUDOU = Mudanca(prazos=True, cadastros=frozenset({"dias"}))


class PrazosMovidos(QWidget):
    """The deadlines that a change of the calendar moves, from and to; says so when there is none."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.modelo: ModeloLista[PrazoMovido] = ModeloLista(COLUNAS_MOVIDOS, (), self)
        self.tabela = Tabela(pai=self)
        self.tabela.setAccessibleName("Prazos abertos que mudam de data")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(200)
        self.resumo = texto("", Papel.CORPO, quebra=True, pai=self)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(8)
        pilha.addWidget(self.resumo)
        pilha.addWidget(self.tabela, 1)
        self.limpar()

    def quantos(self) -> int:
        """Return how many are listed."""
        return self.modelo.rowCount()

    def limpar(self, dito: str = "") -> None:
        """List nothing."""
        self.modelo.definir(())
        self.tabela.hide()
        self.resumo.setText(dito)
        self.resumo.setVisible(bool(dito))

    def mostrar(self, movidos: Sequence[PrazoMovido]) -> None:
        """List these, growing the dialog to fit."""
        self.limpar("Nenhum prazo aberto muda de data.")
        if movidos:
            quantos = "1 prazo aberto muda" if len(movidos) == 1 else f"{len(movidos)} prazos abertos mudam"
            self.resumo.setText(f"{quantos} de data. Os que já foram encerrados por um ato ficam como estão.")
            self.modelo.definir(movidos)
            self.tabela.show()
        janela = self.window()
        disposicao = janela.layout()
        if disposicao is not None:
            disposicao.activate()
        janela.resize(janela.width(), max(janela.height(), janela.sizeHint().height()))


class DialogoDia(DialogoCadastro[DiaSemExpediente]):
    """Declares a day without expediente, by decree (rule C2): first what moves is listed, then confirmed."""

    def __init__(
        self,
        casa: Casa,
        dia: date | None = None,
        *,
        orgaos: Sequence[Orgao] = (),
        municipios: Sequence[str] = (),
        municipio: str = "",
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(
            casa, "Declarar dia sem expediente", pai, largura=740, acao="Ver &prazos atingidos",
            explicacao="Ponto facultativo ou suspensão do expediente por decreto. Prazo que vence nesse dia passa ao "
            "dia útil seguinte (art. 259). Meio expediente não conta.",
        )  # fmt: skip
        self.dia = self.data("data", "&Dia", dia, obrigatorio=True)
        self.texto("descricao", "D&escrição", obrigatorio=True, dica="Carnaval, ponto facultativo", limite=120)
        self.texto(
            "fundamento", "&Fundamento", obrigatorio=True, largo=True, dica="Decreto nº 24.001, DOE de 02/02/2026",
            ajuda="O ato que suspendeu o expediente.",
        )  # fmt: skip
        esferas = [Opcao(valor=chave, rotulo=rotulo) for chave, rotulo in ESFERAS.items()]
        self.esfera = self.combo("esfera", "&Vale para", esferas, "estadual", obrigatorio=True)
        self.texto("municipio", "&Município", municipio, obrigatorio=True, sugestoes=municipios)
        primeiro = orgaos[0].id if len(orgaos) == 1 else None
        self.busca("orgao", "Ór&gão", opcoes_de_orgaos(orgaos), primeiro, obrigatorio=True)
        self.movidos = PrazosMovidos(self)
        self.corpo.addWidget(self.movidos, 1)
        self._listado: DiaSemExpediente | None = None
        self._pedido: DiaSemExpediente | None = None
        self._trocar_esfera()
        # signals
        self.esfera.alterado.connect(self._trocar_esfera)
        self.dia.alterada.connect(self._voltar)
        for chave in ("municipio", "orgao"):
            self.formulario.campo(chave).textChanged.connect(self._voltar)  # type: ignore[attr-defined]

    @Slot()
    def _trocar_esfera(self) -> None:
        esfera = self.valor("esfera")
        self.formulario.mostrar("municipio", esfera == "municipal")
        self.formulario.mostrar("orgao", esfera == "orgao")
        self._voltar()

    @Slot()
    def _voltar(self) -> None:
        self._listado = None
        self.movidos.limpar()
        self.confirmar.setText("Ver &prazos atingidos")

    def listado(self) -> bool:
        """Tell whether the deadlines on screen are those of what is written."""
        return self._listado is not None

    def verificar(self) -> None:
        dia = self.dia.data()
        if dia is not None and dia.weekday() >= 5:
            self.formulario.erro("data", "É fim de semana: já não há expediente.")
        exigido = {"municipal": "municipio", "orgao": "orgao"}.get(self.valor("esfera"), "")
        for chave in ("municipio", "orgao"):
            # A field that another choice hides is not missing.
            if chave != exigido:
                self.formulario.erro(chave, "")
            elif self.valor(chave) in ("", None):
                self.formulario.erro(chave, FALTA)

    def construir(self) -> DiaSemExpediente:
        esfera = self.valor("esfera")
        return DiaSemExpediente(
            data=self.valor("data"), descricao=self.valor("descricao"), fundamento=self.valor("fundamento"),
            esfera=esfera, municipio=self.valor("municipio") if esfera == "municipal" else "",
            orgao_id=self.valor("orgao") if esfera == "orgao" else None,
        )  # fmt: skip

    @Slot()
    def salvar(self) -> None:
        """First list what moves; with the list on screen, declare the day."""
        if self.listado():
            super().salvar()
            return
        if self._gravando or not self.conferir():
            return
        dia = self.construir()
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        self._ocupar(True)
        self._pedido = dia
        # On the writer's thread: the service writes, looks and undoes, so that list and change never differ.
        self.casa.executor.gravar(
            self, lambda: cadastros.prazos_movidos_por_dia(ctx, dia=dia, hoje=hoje), sucesso=self._ao_listar,
            falha=self._ao_recusar,
        )  # fmt: skip

    def _ao_listar(self, movidos: Sequence[PrazoMovido]) -> None:
        self._ocupar(False)
        # What was read is of what was written then.
        if self._pedido is not None and self.construir_se_puder() == self._pedido:
            self._listado = self._pedido
            self.movidos.mostrar(movidos)
            quantos = len(movidos)
            fim = "" if not quantos else " e mover 1 prazo" if quantos == 1 else f" e mover {quantos} prazos"
            self.confirmar.setText(f"Declarar &o dia{fim}")
            self.confirmar.setFocus()

    def construir_se_puder(self) -> DiaSemExpediente | None:
        """Return what is written, or None while it is not whole."""
        try:
            return self.construir() if self.valor("data") is not None else None
        except ErroDominio:
            return None

    def gravacao(self, valor: DiaSemExpediente) -> Callable[[], object]:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        return lambda: cadastros.salvar_dia(ctx, dia=valor, hoje=hoje)

    def mudanca(self, valor: DiaSemExpediente) -> Mudanca:
        return _MUDOU

    def dizer(self, valor: DiaSemExpediente) -> str:
        quantos = self.movidos.quantos()
        movidos = "1 prazo movido" if quantos == 1 else f"{quantos} prazos movidos" if quantos else "nenhum prazo mudou"
        return f"{formatar_data(valor.data)} sem expediente: {movidos}."

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter inside a field asks for the list; it never declares the day.
        enter = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.listado() and not self.confirmar.hasFocus() and not self.cancelar.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)


class DialogoRevogacao(DialogoCadastro[str]):
    """Revokes a declared day: it stays in the registry, known until now, and open deadlines are computed again."""

    def __init__(self, casa: Casa, dia: DiaSemExpediente, *, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Revogar dia sem expediente", pai, largura=700, colunas=1, acao="&Revogar", perigo=True,
            explicacao=f"{formatar_data(dia.data)} — {dia.descricao}. O dia volta a ter expediente e os prazos abertos "
            "são recalculados. A declaração continua no registro, como revogada.",
        )  # fmt: skip
        if dia.id is None:
            raise ValueError("dia sem id")
        self._dia = dia
        self._id = dia_id = dia.id
        self.texto_longo(
            "fundamento", "&Fundamento", obrigatorio=True, dica="Decreto nº 24.010, DOE de 06/02/2026, que revogou …"
        )
        self.movidos = PrazosMovidos(self)
        self.movidos.limpar("Procurando os prazos que mudam…")
        self.corpo.addWidget(self.movidos, 1)
        ctx, hoje = casa.ctx, casa.hoje()
        casa.executor.gravar(
            self, lambda: cadastros.prazos_movidos_por_revogacao(ctx, dia_id=dia_id, hoje=hoje),
            sucesso=self.movidos.mostrar, falha=self.aviso.mostrar_erro,
        )  # fmt: skip

    def construir(self) -> str:
        return str(self.valor("fundamento"))

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx, dia_id, hoje = self.casa.ctx, self._id, self.casa.hoje()
        return lambda: cadastros.revogar_dia(ctx, dia_id=dia_id, fundamento=valor, hoje=hoje)

    def mudanca(self, valor: str) -> Mudanca:
        return _MUDOU

    def dizer(self, valor: str) -> str:
        return f"{formatar_data(self._dia.data)} voltou a ter expediente."
