"""Undoing what was just entered: every act of the same operation, in one step, with what that moves."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Registrado
from ...servicos.tipos.emendas import AnaliseEmenda, EmendaRegistrada
from ..casa import Acao, Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..modelos.emendas import mudanca_da_emenda
from ..operacoes import Mudanca
from ..tema import Tom
from .mudancas import PainelMudancas


class DialogoDesfazer(Dialogo):
    """Asks why, and shows what goes away."""

    desfeito = Signal(object)

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, ato_id: int | None = None, operacao_id: int | None = None
    ) -> None:
        super().__init__("Desfazer o que foi registrado", pai, largura=640)
        self.casa = casa
        self._ato_id, self._operacao_id = ato_id, operacao_id
        self._analise: AnaliseEmenda | None = None
        self.motivo = campo_texto(limite=300, dica="Por exemplo: digitado na ficha de outra pessoa")
        self._form = Formulario(self)
        self._form.adicionar("motivo", "&Motivo", self.motivo, obrigatorio=True)
        self.junto = QCheckBox("Desfazer &também os atos posteriores que dependem deste", self)
        self.junto.hide()
        self.painel = PainelMudancas("O que muda", self)
        self.painel.setMinimumHeight(240)
        self.corpo.addWidget(self._form)
        self.corpo.addWidget(self.junto)
        self.corpo.addWidget(self.painel, 1)
        self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao("&Desfazer", TipoBotao.PERIGO, ao_clicar=self._desfazer)
        self.confirmar.setEnabled(False)
        self.junto.toggled.connect(self._habilitar)
        self.motivo.textChanged.connect(self.aviso.esconder)
        self._ler()

    def _ler(self) -> None:
        casa, ato_id, operacao_id = self.casa, self._ato_id, self._operacao_id

        def ler() -> AnaliseEmenda:
            from ...servicos import emendas

            return emendas.analisar_desfazer(casa.ctx, ato_id=ato_id, operacao_id=operacao_id, hoje=casa.hoje())

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro)

    def _mostrar(self, analise: AnaliseEmenda) -> None:
        self._analise = analise
        self.definir_explicacao(analise.frase)
        painel = self.painel
        painel.limpar()
        if analise.recusa is not None:
            painel.dizer(analise.recusa.falta or analise.recusa.descricao, Tom.PERIGO, analise.recusa.dispositivo)
        painel.avisos(analise.avisos)
        if analise.dependentes:
            quais = "; ".join(f"{d.rotulo}, de {formatar_data(d.data)}" for d in analise.dependentes)
            painel.avisos([f"Dependem dele: {quais}."])
        painel.situacoes(analise.situacoes)
        painel.prazos(analise.prazos)
        painel.pronto()
        self.junto.setVisible(bool(analise.dependentes))
        self._habilitar()
        self.motivo.setFocus()

    @Slot()
    def _habilitar(self, *_: object) -> None:
        analise = self._analise
        livre = analise is not None and analise.recusa is None
        depende = analise is not None and bool(analise.dependentes) and not self.junto.isChecked()
        self.confirmar.setEnabled(livre and not depende)

    @Slot()
    def _desfazer(self) -> None:
        motivo = self.motivo.text().strip()
        if not motivo:
            self._form.erro("motivo", "Escreva o motivo.")
            self.motivo.setFocus()
            return
        self._form.erro("motivo", "")
        casa, ato_id, operacao_id, junto = self.casa, self._ato_id, self._operacao_id, self.junto.isChecked()

        def gravar() -> EmendaRegistrada:
            from ...servicos import emendas

            return emendas.desfazer(
                casa.ctx, motivo=motivo, ato_id=ato_id, operacao_id=operacao_id, incluir_dependentes=junto,
                hoje=casa.hoje(),
            )  # fmt: skip

        self.confirmar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._desfez, falha=self._recusou, mudou=mudanca_da_emenda, aguarde="Desfazendo"
        )

    def _desfez(self, feita: EmendaRegistrada) -> None:
        self.casa.mensagem(feita.mensagem)
        self.desfeito.emit(feita)
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self._habilitar()
        self.aviso.mostrar_erro(erro)


class _Desfazer:
    """What the button of a message does: it outlives the dialog that offered it."""

    __slots__ = ("_ato_id", "_casa", "_pai")

    def __init__(self, casa: Casa, ato_id: int, pai: QWidget | None) -> None:
        self._casa = casa
        self._ato_id = ato_id
        self._pai = pai

    def __call__(self) -> None:
        DialogoDesfazer(self._casa, self._pai, ato_id=self._ato_id).open()


def acao_de_desfazer(casa: Casa, ato_id: int, pai: QWidget | None = None) -> Acao:
    """Return the button that a message offers after an act without a paper to print."""
    return Acao(texto="Desfazer", ao_acionar=_Desfazer(casa, ato_id, pai))


def mudanca_do_ato(registrado: Registrado) -> Mudanca:
    """Return what entering an act changed."""
    return Mudanca(
        servidores=frozenset({registrado.servidor_id}),
        vinculos=frozenset({registrado.vinculo_id}),
        prazos=True,
        minutas=True,
        cadastros=frozenset({"vagas", "concursos", "pessoas"}),
    )
