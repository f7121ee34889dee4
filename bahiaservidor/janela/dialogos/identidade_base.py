"""What the dialogs of identity share: what is asked at the left, what it would change at the right, then confirm."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos.emendas import EmendaRegistrada, PessoaNaPrevia, PreviaIdentidade
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, texto
from ..modelos.emendas import mudanca_da_emenda
from ..tema import Tom
from .mudancas import PainelMudancas

ATRASO_MS = 250
_ESTREITA = 760


def quem_e(pessoa: PessoaNaPrevia) -> str:
    """Return one line that tells a person from a namesake."""
    numero = pessoa.cpf or ""
    partes = [
        pessoa.nome,
        f"CPF {cpf.formatar(numero) if cpf.valido(numero) else numero}" if numero else "sem CPF",
        f"nascimento {formatar_data(pessoa.nascimento)}" if pessoa.nascimento else "",
        _quantos(pessoa.vinculos, "vínculo", "vínculos"),
        _quantos(pessoa.atos, "ato", "atos"),
        _quantos(pessoa.papeis, "papel emitido", "papéis emitidos") if pessoa.papeis else "",
    ]
    return " · ".join(parte for parte in partes if parte)


def _quantos(quantos: int, um: str, varios: str) -> str:
    return f"{quantos} {um if quantos == 1 else varios}"


class DialogoIdentidade(Dialogo):
    """Subclasses fill ``formulario``, say what is previewed and what is written. ``feito`` carries the result."""

    feito = Signal(object)

    def __init__(
        self, casa: Casa, titulo: str, pai: QWidget | None, *, explicacao: str, verbo: str, espera: str,
        rotulo_motivo: str = "&Motivo", ajuda_motivo: str = "",
    ) -> None:  # fmt: skip
        super().__init__(titulo, pai, explicacao=explicacao, largura=980)
        self.casa = casa
        self._espera_frase = espera
        self.previa: PreviaIdentidade | None = None
        self._gravando = False
        self.quem = Formulario(self)
        self.formulario = Formulario(self)
        self.motivo = QPlainTextEdit(self)
        self.motivo.setTabChangesFocus(True)
        self.motivo.setFixedHeight(self.motivo.fontMetrics().height() * 3 + 20)
        self._rotulo_motivo, self._ajuda_motivo = rotulo_motivo, ajuda_motivo
        self.painel = PainelMudancas("O que muda", self)
        self.coluna = QVBoxLayout()
        self.coluna.setSpacing(12)
        self._divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self._divisor.setChildrenCollapsible(False)
        self._divisor.addWidget(self._rolavel())
        self._divisor.addWidget(self.painel)
        self._divisor.setStretchFactor(0, 1)
        self._divisor.setStretchFactor(1, 1)
        self._divisor.setSizes([480, 440])
        self.corpo.addWidget(self._divisor, 1)
        self._relogio = QTimer(self)
        self._relogio.setSingleShot(True)
        self._relogio.setInterval(ATRASO_MS)
        self._cancelar = self.adicionar_botao("&Cancelar")
        self.confirmar = self.adicionar_botao(verbo, TipoBotao.PRIMARIO, ao_clicar=self._confirmar)
        self._relogio.timeout.connect(self.antever)
        self.motivo.textChanged.connect(self.aviso.esconder)
        self.resize(980, 640)

    def _rolavel(self) -> QScrollArea:
        dentro = QWidget()
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 8, 0)
        pilha.setSpacing(16)
        pilha.addWidget(self.quem)
        pilha.addLayout(self.coluna)
        pilha.addWidget(self.formulario)
        pilha.addStretch(1)
        rolagem = rolavel(dentro, self)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setMinimumWidth(320)
        return rolagem

    def montar_motivo(self) -> None:
        """Add the reason, which every one of these asks for; after the other fields."""
        self.formulario.adicionar("motivo", self._rotulo_motivo, self.motivo, obrigatorio=True,
                                  ajuda=self._ajuda_motivo, largo=True)  # fmt: skip

    # ------------------------------------------------------------ for subclasses

    def leitura(self) -> Callable[[], PreviaIdentidade] | None:
        """Return what reads the preview; None while something is missing."""
        raise NotImplementedError

    def gravacao(self) -> Callable[[], EmendaRegistrada]:
        """Return what writes it."""
        raise NotImplementedError

    def conferir(self) -> None:
        """Put errors below the fields. For subclasses."""

    # ------------------------------------------------------------ previewing

    @Slot()
    def mudou(self, *_: object) -> None:
        """Look again, after a burst of changes."""
        self.previa = None
        self._rever()
        self.aviso.esconder()
        self._relogio.start()

    @Slot()
    def antever(self) -> None:
        """Read what would change."""
        ler = self.leitura()
        if ler is None:
            self.casa.executor.cancelar(self, "previa")
            self.painel.limpar()
            self.painel.dizer(self._espera_frase, Tom.INFO)
            self._rever()
            return
        self.casa.executor.ler(self, ler, sucesso=self._receber, falha=self._falhar, chave="previa")

    def _receber(self, previa: PreviaIdentidade) -> None:
        self.previa = previa
        painel = self.painel
        painel.limpar()
        if previa.recusa:
            painel.dizer(previa.recusa, Tom.PERIGO)
        else:
            painel.dizer(self.frase(previa), Tom.SUCESSO)
        painel.avisos(previa.avisos)
        if len(previa.pessoas) > 1:
            painel.secao("Pessoas")
            for pessoa in previa.pessoas:
                painel.corpo.addWidget(texto(quem_e(pessoa), quebra=True, selecionavel=True, pai=painel))
        self.mostrar_campos(previa)
        painel.situacoes(previa.situacoes)
        painel.prazos(previa.prazos)
        self._mostrar_atos(previa)
        painel.pronto()
        self._rever()

    def frase(self, previa: PreviaIdentidade) -> str:
        """Return what is said first of what would be done."""
        return previa.frase

    def mostrar_campos(self, previa: PreviaIdentidade) -> None:
        """Show the data that change."""
        self.painel.campos(previa.campos)

    def _mostrar_atos(self, previa: PreviaIdentidade) -> None:
        if not previa.atos:
            return
        self.painel.secao("Ato que passa" if len(previa.atos) == 1 else "Atos que passam")
        for ato in previa.atos:
            frase = f"{ato.rotulo}, de {formatar_data(ato.data)}"
            self.painel.corpo.addWidget(texto(frase, quebra=True, pai=self.painel))
            for falta in ato.faltas:
                self.painel.corpo.addWidget(texto(f"Lá não caberia: {falta}", Papel.LEGENDA, quebra=True,
                                                  tom=Tom.ATENCAO, pai=self.painel))  # fmt: skip

    def _falhar(self, erro: ErroDominio) -> None:
        self.painel.limpar()
        self.painel.dizer(erro.mensagem, Tom.PERIGO, erro.dispositivo)
        self._rever()

    def _rever(self) -> None:
        previa = self.previa
        self.confirmar.setEnabled(previa is not None and not previa.recusa and not self._gravando)

    # ------------------------------------------------------------ writing

    @Slot()
    def _confirmar(self) -> None:
        if self._gravando or self.previa is None or self.previa.recusa:
            return
        for form in (self.quem, self.formulario):
            form.limpar_erros()
        if not self.motivo.toPlainText().strip():
            self.formulario.erro("motivo", f"Escreva o {self._rotulo_motivo.replace('&', '').lower()}.")
        self.conferir()
        if self.quem.focar_erro() or self.formulario.focar_erro():
            return
        self._gravando = True
        self._rever()
        self.casa.executor.gravar(
            self, self.gravacao(), sucesso=self._gravou, falha=self._recusou, mudou=mudanca_da_emenda,
            aguarde="Registrando",
        )  # fmt: skip

    def _gravou(self, feita: EmendaRegistrada) -> None:
        self._gravando = False
        self.casa.mensagem(feita.mensagem)
        self.feito.emit(feita)
        self.accept()

    def _recusou(self, erro: ErroDominio) -> None:
        self._gravando = False
        self._rever()
        self.aviso.mostrar_erro(erro)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        deitado = event.size().width() >= _ESTREITA
        self._divisor.setOrientation(Qt.Orientation.Horizontal if deitado else Qt.Orientation.Vertical)
