"""Leituras da lei: each question the law leaves open, its alternatives, the one in use, and every choice made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from ...servicos.regimes import OPCAO_ESTAGIO
from ...servicos.tipos import Alternativa, Escolha, Leitura
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.citacao import Citacao
from ..componentes.combo import Combo, Opcao
from ..componentes.painel_lateral import Painel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..dialogos.regras import DialogoLeitura
from ..modelos.base import ModeloLista
from ..modelos.regras import COLUNAS_ESCOLHAS, quando

_MAIS_LINHAS = 6


class QuadroLeitura(Painel):
    """One question: explanation, a radio for each alternative with what it does, and the way to change it."""

    pedida = Signal(object, object)
    """The `Leitura` and the `Alternativa` to change to."""

    def __init__(self, titulo: str = "", pai: QWidget | None = None) -> None:
        super().__init__(titulo, pai)
        self._leitura: Leitura | None = None
        self._grupo = QButtonGroup(self)
        self._botoes: dict[str, QRadioButton] = {}
        self.explicacao = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.dispositivo = Citacao(pai=self)
        self._alternativas = QVBoxLayout()
        self._alternativas.setSpacing(4)
        self.situacao = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self.ver = botao("Ver o que muda…", ao_clicar=self._pedir, icone="porque", pai=self)
        pe = QHBoxLayout()
        pe.setSpacing(12)
        pe.addWidget(self.situacao, 1)
        pe.addWidget(self.ver, 0, Qt.AlignmentFlag.AlignTop)
        self.corpo.addWidget(self.explicacao)
        self.corpo.addWidget(self.dispositivo, 0, Qt.AlignmentFlag.AlignLeft)
        self.antes = QVBoxLayout()
        self.corpo.addLayout(self.antes)
        self.corpo.addLayout(self._alternativas)
        self.corpo.addLayout(pe)
        self._grupo.idToggled.connect(self._rever)

    def definir(self, leitura: Leitura, *, titulo: bool = True) -> None:
        """Show a question; what was marked and not adopted is forgotten."""
        mesma = self._leitura is not None and self._leitura.chave == leitura.chave
        self._leitura = leitura
        if titulo:
            self.definir_titulo(leitura.titulo)
        self.explicacao.setText(leitura.explicacao)
        self.dispositivo.definir(leitura.dispositivo)
        if not mesma:
            self._montar(leitura)
        self._botoes[leitura.valor].setChecked(True)
        if leitura.escolhida:
            ultima = leitura.escolhas[0]
            self.situacao.setText(
                f"Em uso: {leitura.em_uso.rotulo}. Escolhida por {ultima.usuario} em {quando(ultima.instante)}. "
                f"Fundamento: {ultima.fundamento}"
            )
        else:
            self.situacao.setText(f"Em uso: {leitura.em_uso.rotulo}. É a leitura do programa; ninguém escolheu aqui.")
        self._rever()

    def botao_de(self, valor: str) -> QRadioButton:
        """Return the radio of an alternative."""
        return self._botoes[valor]

    def marcada(self) -> Alternativa | None:
        """Return the alternative marked, in use or not."""
        if self._leitura is None:
            return None
        return next((a for a in self._leitura.alternativas if self._botoes[a.valor].isChecked()), None)

    def _montar(self, leitura: Leitura) -> None:
        while (item := self._alternativas.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for radio in self._botoes.values():
            self._grupo.removeButton(radio)
        self._botoes = {}
        for numero, alternativa in enumerate(leitura.alternativas):
            radio = QRadioButton(alternativa.rotulo.replace("&", "&&"), self)
            radio.setAccessibleName(f"{leitura.titulo}: {alternativa.rotulo}")
            radio.setAccessibleDescription(alternativa.efeito)
            self._grupo.addButton(radio, numero)
            efeito = texto(alternativa.efeito, Papel.LEGENDA, quebra=True, pai=self)
            efeito.setContentsMargins(26, 0, 0, 4)
            self._alternativas.addWidget(radio)
            self._alternativas.addWidget(efeito)
            self._botoes[alternativa.valor] = radio

    @Slot()
    def _rever(self, *_: object) -> None:
        marcada = self.marcada()
        muda = marcada is not None and self._leitura is not None and marcada.valor != self._leitura.valor
        self.ver.setEnabled(muda)
        self.ver.setToolTip("" if muda else "Marque outra leitura para ver que prazos mudariam.")

    @Slot()
    def _pedir(self) -> None:
        marcada = self.marcada()
        if marcada is not None and self._leitura is not None and marcada.valor != self._leitura.valor:
            self.pedida.emit(self._leitura, marcada)


class QuadroAusencias(QuadroLeitura):
    """The question of S5, asked of one kind of absence at a time."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("Que ausências suspendem o período avaliado do estágio", pai)
        self._todas: dict[str, Leitura] = {}
        self.ausencia = Combo((), self)
        self.ausencia.setAccessibleName("Espécie de ausência")
        rotulo = texto("Espécie de ausência", Papel.ROTULO, pai=self)
        rotulo.setBuddy(self.ausencia)
        self.resumo = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self.antes.setSpacing(4)
        self.antes.addWidget(rotulo)
        self.antes.addWidget(self.ausencia)
        self.antes.addWidget(self.resumo)
        self.ausencia.alterado.connect(self._trocar)

    def definir_todas(self, leituras: Sequence[Leitura]) -> None:
        """Show the kinds of absence, staying on the one shown."""
        self._todas = {leitura.chave: leitura for leitura in leituras}
        self.ausencia.definir_opcoes([
            Opcao(valor=x.chave, rotulo=x.titulo, detalhe="" if x.valor == x.padrao else x.em_uso.rotulo)
            for x in leituras
        ])  # fmt: skip
        mudadas = [f"{x.titulo} ({x.em_uso.rotulo.lower()})" for x in leituras if x.valor != x.padrao]
        self.resumo.setText(
            f"Fora do padrão: {'; '.join(mudadas)}." if mudadas else "Todas seguem o efetivo exercício, como no padrão."
        )
        self._trocar()

    @Slot()
    def _trocar(self) -> None:
        leitura = self._todas.get(self.ausencia.valor())
        if leitura is not None:
            self.definir(leitura, titulo=False)


class SecaoLeituras(QScrollArea):
    """Every reading, its history below."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self.casa = casa
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("transparente", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        dentro = QWidget()
        dentro.setProperty("transparente", True)
        self._caixa = QVBoxLayout(dentro)
        self._caixa.setContentsMargins(0, 0, 12, 0)
        self._caixa.setSpacing(12)
        self._caixa.addWidget(texto(
            "Onde a lei admite mais de uma leitura, a escolha é da instalação, com fundamento. Trocar uma leitura move "
            "só os prazos abertos; os que um ato já encerrou ficam como eram conhecidos.",
            Papel.SUAVE, quebra=True, pai=dentro,
        ))  # fmt: skip
        self.quadros: dict[str, QuadroLeitura] = {}
        self.ausencias = QuadroAusencias(dentro)
        self.modelo: ModeloLista[Escolha] = ModeloLista(COLUNAS_ESCOLHAS, (), self)
        self.historico = Painel("Escolhas feitas", dentro)
        self.sem_escolhas = texto("Ninguém escolheu outra leitura: valem as do programa.", Papel.SUAVE, quebra=True,
                                  pai=self.historico)  # fmt: skip
        self.tabela = Tabela("administracao_leituras", casa.preferencias, self.historico)
        self.tabela.setAccessibleName("Escolhas feitas")
        self.tabela.definir_modelo(self.modelo)
        self.historico.corpo.addWidget(self.sem_escolhas)
        self.historico.corpo.addWidget(self.tabela)
        self._caixa.addWidget(self.ausencias)
        self._caixa.addWidget(self.historico)
        self._caixa.addStretch(1)
        self.setWidget(dentro)
        self.ausencias.pedida.connect(self._mudar)

    def definir(self, leituras: Sequence[Leitura]) -> None:
        """Show the readings in use and the choices made."""
        for leitura in leituras:
            if leitura.chave.startswith(OPCAO_ESTAGIO):
                continue
            quadro = self.quadros.get(leitura.chave)
            if quadro is None:
                quadro = self.quadros[leitura.chave] = QuadroLeitura(pai=self.widget())
                quadro.pedida.connect(self._mudar)
                self._caixa.insertWidget(len(self.quadros), quadro)
            quadro.definir(leitura)
        self.ausencias.definir_todas([x for x in leituras if x.chave.startswith(OPCAO_ESTAGIO)])
        escolhas = sorted((e for x in leituras for e in x.escolhas), key=lambda e: e.instante, reverse=True)
        self.modelo.definir(escolhas)
        self.sem_escolhas.setVisible(not escolhas)
        self.tabela.setVisible(bool(escolhas))
        linhas = min(len(escolhas), _MAIS_LINHAS)
        altura = self.tabela.verticalHeader().defaultSectionSize()
        self.tabela.setFixedHeight(altura * (linhas + 1) + 16)

    @Slot(object, object)
    def _mudar(self, leitura: Leitura, alternativa: Alternativa) -> None:
        DialogoLeitura(self.casa, leitura, alternativa, self.window()).open()
