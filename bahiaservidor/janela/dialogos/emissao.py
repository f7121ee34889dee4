"""Issuing a paper about a person, off the interface's thread: at once from a menu, or with its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..componentes.rolagem import rolavel
from ..operacoes import Mudanca
from .impressao import Pronto, emitir

if TYPE_CHECKING:
    from ...servicos.papeis_catalogo import OpcaoDocumento
    from ...servicos.papeis_emissao import Papel

_COM_BRANCO = frozenset(
    {"formulario_avaliacao", "declaracao_acumulacao", "recibo_bens", "declaracao_parentesco", "checklist_posse"}
)
"""Papers that may be asked for without what is registered, to be filled by hand."""

_COM_NUMERO = frozenset({"formulario_avaliacao", "aviso_avaliacao"})
_MAIS_AVALIACOES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Escolhas:
    """How a paper is asked for; ``em`` None is today, ``numero`` None the next evaluation."""

    em: date | None = None
    numero: int | None = None
    com_sigilo: bool = False
    em_branco: bool = False


def emitir_documento(
    casa: Casa, opcao: OpcaoDocumento, servidor_id: int, escolhas: Escolhas = Escolhas(), *, dono: QObject | None = None
) -> None:
    """Issue a paper of the catalogue and open its preview; a registry only read shows it without number."""

    def montar() -> Pronto:
        from ...servicos import papeis_catalogo

        papel = papeis_catalogo.documento(
            casa.ctx, especie=opcao.especie, vinculo_id=opcao.vinculo_id, servidor_id=servidor_id, hoje=casa.hoje(),
            em=escolhas.em, com_sigilo=escolhas.com_sigilo, em_branco=escolhas.em_branco, numero=escolhas.numero,
        )  # fmt: skip
        return pronto(casa, papel)

    def mostrar(feito: Pronto) -> None:
        casa.abrir_previa(titulo=feito.titulo, pdf=feito.pdf, nome_arquivo=feito.nome_arquivo)

    casa.executor.gravar(
        dono or casa.executor, montar, sucesso=mostrar, mudou=Mudanca(documentos=True), aguarde="Montando o documento"
    )


def pronto(casa: Casa, papel: Papel) -> Pronto:
    """Issue a paper, or show it as it is where the registry is only read. For the writer thread."""
    if casa.ctx.banco.somente_leitura:
        return Pronto(titulo=papel.titulo, nome_arquivo=papel.nome_arquivo, pdf=papel.pdf)
    return emitir(casa, papel)


def folha(*widgets: QWidget) -> QWidget:
    """Return the widgets one under the other, in a page that scrolls where it does not fit."""
    dentro = QWidget()
    caixa = QVBoxLayout(dentro)
    caixa.setContentsMargins(0, 0, 8, 0)
    caixa.setSpacing(12)
    for widget in widgets:
        caixa.addWidget(widget)
    caixa.addStretch(1)
    area = rolavel(dentro)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class DialogoEmitir(Dialogo):
    """Which paper, as on which day, and how."""

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, servidor_id: int, opcoes: Sequence[OpcaoDocumento]
    ) -> None:
        super().__init__(
            "Emitir documento", pai, largura=560,
            explicacao="O documento recebe número, fica guardado tal como saiu e abre para conferir e imprimir.",
        )  # fmt: skip
        self._casa = casa
        self._servidor_id = servidor_id
        varios = len({o.vinculo_id for o in opcoes if o.vinculo}) > 1
        self.documento = Combo(
            [Opcao(valor=o, rotulo=f"{o.rotulo} ({o.vinculo})" if varios and o.vinculo else o.rotulo) for o in opcoes],
            self,
        )
        # A long name of cargo is cut in the field and whole in its list.
        self.documento.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documento.setMinimumContentsLength(24)
        self.em = CampoData(self, hoje=casa.hoje)
        self.em.definir(casa.hoje())
        numeros = [Opcao(valor=None, rotulo="A próxima por fazer")]
        numeros += [Opcao(valor=n, rotulo=f"{n}ª avaliação") for n in range(1, _MAIS_AVALIACOES + 1)]
        self.numero = Combo(numeros, self)
        self.branco = QCheckBox("Em &branco, sem o que está registrado", self)
        self.sigilo = QCheckBox("Imprimir também dados de &saúde", self)
        self.form = Formulario(self)
        self.form.adicionar("documento", "&Documento", self.documento)
        self.form.adicionar(
            "em", "C&omo em (dia)", self.em, ajuda="O que o registro diz desse dia; hoje, se nada muda."
        )
        self.form.adicionar("numero", "A&valiação", self.numero)
        self.corpo.addWidget(folha(self.form, self.branco, self.sigilo), 1)
        self.adicionar_botao("&Cancelar")
        self.emitir = self.adicionar_botao("&Emitir", TipoBotao.PRIMARIO, ao_clicar=self._emitir, padrao=True)
        self.documento.alterado.connect(self._rever)
        self._rever()
        self.resize(560, 560)
        self.documento.setFocus()

    def _opcao(self) -> OpcaoDocumento | None:
        escolhida: OpcaoDocumento | None = self.documento.valor()
        return escolhida

    @Slot()
    def _rever(self, *_: object) -> None:
        opcao = self._opcao()
        especie = opcao.especie if opcao is not None else ""
        self.branco.setEnabled(especie in _COM_BRANCO)
        self.sigilo.setEnabled(especie == "ficha_funcional")
        self.numero.setEnabled(especie in _COM_NUMERO)
        self.emitir.setEnabled(opcao is not None)

    def escolhas(self) -> Escolhas:
        """Return what was chosen; what does not apply to the paper is left out."""
        dia = self.em.data()
        return Escolhas(
            em=None if dia == self._casa.hoje() else dia,
            numero=self.numero.valor() if self.numero.isEnabled() else None,
            com_sigilo=self.sigilo.isEnabled() and self.sigilo.isChecked(),
            em_branco=self.branco.isEnabled() and self.branco.isChecked(),
        )

    @Slot()
    def _emitir(self) -> None:
        opcao, casa = self._opcao(), self._casa
        if opcao is None:
            return
        if self.em.erro() or self.em.data() is None:
            self.form.erro("em", self.em.erro() or "Informe o dia.")
            return
        escolhas, servidor_id = self.escolhas(), self._servidor_id

        def montar() -> Pronto:
            from ...servicos import papeis_catalogo

            papel = papeis_catalogo.documento(
                casa.ctx, especie=opcao.especie, vinculo_id=opcao.vinculo_id, servidor_id=servidor_id,
                hoje=casa.hoje(), em=escolhas.em, com_sigilo=escolhas.com_sigilo, em_branco=escolhas.em_branco,
                numero=escolhas.numero,
            )  # fmt: skip
            return pronto(casa, papel)

        self.emitir.setEnabled(False)
        casa.executor.gravar(
            self, montar, sucesso=self._pronto, falha=self._falhou, mudou=Mudanca(documentos=True),
            aguarde="Montando o documento",
        )  # fmt: skip

    def _pronto(self, feito: Pronto) -> None:
        self.accept()
        self._casa.abrir_previa(titulo=feito.titulo, pdf=feito.pdf, nome_arquivo=feito.nome_arquivo)

    def _falhou(self, erro: ErroDominio) -> None:
        # The dialog stays, with what was chosen: another day or another paper may do.
        self.aviso.mostrar_erro(erro)
        self.emitir.setEnabled(True)
