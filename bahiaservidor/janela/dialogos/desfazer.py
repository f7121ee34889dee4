"""Undoing what was just entered: every act of the same operation, in one step, with what that moves."""

from __future__ import annotations

from datetime import datetime

import shiboken6
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
from ..operacoes import NADA_MUDA, Mudanca
from ..tema import Tom
from .mudancas import PainelMudancas


class DialogoDesfazer(Dialogo):
    """Asks why, and shows what goes away."""

    desfeito = Signal(object)

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, ato_id: int | None = None, operacao_id: int | None = None,
        motivo: str = "",
    ) -> None:  # fmt: skip
        super().__init__("Desfazer o que foi registrado", pai, largura=640)
        self.casa = casa
        self._ato_id, self._operacao_id = ato_id, operacao_id
        self._analise: AnaliseEmenda | None = None
        self.motivo = campo_texto(motivo, limite=300, dica="Por exemplo: digitado na ficha de outra pessoa")
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
    """Undoes in one step, or asks first; it outlives the dialog that offered it."""

    __slots__ = ("_ato_id", "_casa", "_operacao_id", "_pai")

    def __init__(
        self, casa: Casa, pai: QWidget | None, *, ato_id: int | None = None, operacao_id: int | None = None
    ) -> None:
        self._casa, self._pai = casa, pai
        self._ato_id, self._operacao_id = ato_id, operacao_id

    def __call__(self) -> None:
        casa = self._casa
        casa.executor.gravar(
            casa.executor, self._desfazer, sucesso=self._feito, mudou=_mudanca, aguarde="Desfazendo"
        )  # fmt: skip

    def _desfazer(self) -> EmendaRegistrada | None:
        from ...servicos import emendas_imediato

        return emendas_imediato.desfazer_se_so_ele(
            self._casa.ctx, ato_id=self._ato_id, operacao_id=self._operacao_id, hoje=self._casa.hoje()
        )

    def _feito(self, feita: EmendaRegistrada | None) -> None:
        if feita is not None:
            self._casa.mensagem(feita.mensagem)
            return
        from ...servicos.emendas_imediato import MOTIVO

        # Something relies on it, or it may not be: the clerk sees what, and decides.
        pai = self._pai if self._pai is not None and shiboken6.isValid(self._pai) else None
        DialogoDesfazer(
            self._casa, pai, ato_id=self._ato_id, operacao_id=self._operacao_id, motivo=MOTIVO
        ).open()  # fmt: skip


def _mudanca(feita: EmendaRegistrada | None) -> Mudanca:
    return mudanca_da_emenda(feita) if feita is not None else NADA_MUDA


def acao_de_desfazer(casa: Casa, ato_id: int, pai: QWidget | None = None) -> Acao:
    """Return the button that a message offers after an act: one step, unless something relies on the act."""
    return Acao(texto="Desfazer", ao_acionar=_Desfazer(casa, pai, ato_id=ato_id))


def desfazer_operacao(casa: Casa, operacao_id: int, pai: QWidget | None = None) -> None:
    """Undo an operation in one step, or ask first when something relies on it."""
    _Desfazer(casa, pai, operacao_id=operacao_id)()


def desfazer_ultimo(casa: Casa, desde: datetime, pai: QWidget | None = None) -> None:
    """Undo the last thing that this user registered since an instant, and say so when there is none."""

    def ler() -> int | None:
        from ...servicos import emendas_imediato

        return emendas_imediato.ultima_operacao(casa.ctx, desde=desde)

    def feito(operacao_id: int | None) -> None:
        if operacao_id is None:
            casa.mensagem("Nada foi registrado por você desde que o registro foi aberto.", tom=Tom.INFO)
        else:
            desfazer_operacao(casa, operacao_id, pai)

    casa.executor.ler(casa.executor, ler, sucesso=feito, chave="desfazer")


def mudanca_do_ato(registrado: Registrado) -> Mudanca:
    """Return what entering an act changed."""
    return Mudanca(
        servidores=frozenset({registrado.servidor_id}),
        vinculos=frozenset({registrado.vinculo_id}),
        prazos=True,
        minutas=True,
        cadastros=frozenset({"vagas", "concursos", "pessoas"}),
    )
