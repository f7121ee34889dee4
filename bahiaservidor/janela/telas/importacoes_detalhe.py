"""One row of the dry run: why it does not enter, cell by cell; whom it may be, side by side; what it has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...servicos.tipos.importacao import FaltaNaLinha, LinhaConferida, Parecido, PedidoImportacao
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao, agrupar
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..modelos.base import ModeloLista
from ..modelos.importacoes import (
    COLUNAS_VALORES,
    DUVIDA,
    NOVA,
    PULAR,
    RECUSADA,
    Valor,
    comparar,
    iguais_a,
    nome_da_coluna,
    outras_diferencas,
    palavra_da_escolha,
    quem,
    resultado,
)
from ..modelos.prazos import numero, quantos
from ..tema import ALTURA_LINHA, Tom


class DetalheLinha(PainelLateral):
    """What is known of the row selected, and the choice when it may be somebody of the registry."""

    escolhida = Signal(str, bool)
    """The choice, empty to take it back, and whether it is for every row in doubt for the same reason."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("Linha", pai, largura=360)
        self.setMinimumHeight(220)
        self.todas: QCheckBox | None = None
        self._cabecalho: tuple[str, ...] = ()
        self._pedido: PedidoImportacao | None = None
        # Kept from one row to the next: making forty labels for each would hold the arrow keys back.
        self._valores: ModeloLista[Valor] = ModeloLista(COLUNAS_VALORES, (), self)
        self.valores = Tabela("", None, self)
        self.valores.setAccessibleName("Valores da linha")
        self.valores.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.valores.definir_modelo(self._valores)
        self.limpar_linha()

    def limpar(self) -> None:
        """Remove everything from the body but the table of values, which is shown again."""
        self.corpo.removeWidget(self.valores)
        self.valores.hide()
        super().limpar()

    def definir_pedido(self, pedido: PedidoImportacao | None, cabecalho: tuple[str, ...]) -> None:
        """Take the headers under which values are shown, and which column gives what is compared."""
        self._pedido, self._cabecalho = pedido, cabecalho

    def limpar_linha(self) -> None:
        """Say that no row is selected."""
        self.limpar()
        self.todas = None
        self.definir_titulo("Linha")
        self.corpo.addWidget(
            texto("Escolha uma linha para ver os motivos e os valores.", Papel.SUAVE, quebra=True, pai=self)
        )

    def mostrar(self, linha: LinhaConferida, escolha: str, todas: Sequence[LinhaConferida]) -> None:
        """Show a row, what was chosen of it, and, among ``todas``, those that may have the same choice."""
        self.limpar()
        self.todas = None
        self.definir_titulo(f"Linha {numero(linha.numero)}")
        topo = QWidget(self)
        caixa = QHBoxLayout(topo)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(Selo(resultado(linha).palavra, resultado(linha).tom, topo))
        caixa.addStretch(1)
        self.corpo.addWidget(topo)
        if linha.resultado != DUVIDA:
            self.corpo.addWidget(texto(quem(linha), Papel.CORPO, quebra=True, selecionavel=True, pai=self))
        for falta in linha.faltas:
            self.corpo.addWidget(_quadro_da_falta(falta, resultado(linha).tom, self))
        for aviso in linha.avisos:
            self.corpo.addWidget(texto(aviso, Papel.CORPO, quebra=True, tom=Tom.ATENCAO, pai=self))
        if escolha:
            self.corpo.addWidget(self._escolha(linha, escolha))
        if linha.parecidos:
            self._mostrar_parecidos(linha, decide=bool(escolha) or linha.resultado == DUVIDA, todas=todas)
        self._mostrar_valores(linha)
        self.corpo.addWidget(self.valores)
        agrupar(self)

    def _escolha(self, linha: LinhaConferida, escolha: str) -> QWidget:
        feita = QWidget(self)
        caixa = QHBoxLayout(feita)
        caixa.setContentsMargins(0, 0, 0, 0)
        dizer = f"Sua escolha: {palavra_da_escolha(linha, escolha)}."
        caixa.addWidget(texto(dizer, tom=Tom.INFO, quebra=True, pai=feita), 1)
        caixa.addWidget(botao("&Tirar", TipoBotao.DISCRETO, ao_clicar=partial(self._escolher, ""), pai=feita))
        return feita

    def _mostrar_parecidos(self, linha: LinhaConferida, *, decide: bool, todas: Sequence[LinhaConferida]) -> None:
        if not decide:
            self.corpo.addWidget(texto("Já no registro", Papel.SECAO, pai=self))
        for posicao, parecido in enumerate(linha.parecidos):
            self.corpo.addWidget(self._quadro_do_parecido(linha, parecido, decide=decide, primeiro=not posicao))
        if not decide:
            return
        outras = QWidget(self)
        caixa = QHBoxLayout(outras)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(botao("É &outra, nova", ao_clicar=partial(self._escolher, NOVA)))
        caixa.addWidget(botao("&Pular a linha", ao_clicar=partial(self._escolher, PULAR)))
        caixa.addStretch(1)
        self.corpo.addWidget(outras)
        iguais = len(iguais_a(linha, todas))
        if iguais > 1:
            self.todas = QCheckBox(f"O mesmo nas {quantos(iguais, 'dúvida igual', 'dúvidas i&guais')}", self)
            self.todas.setAccessibleName("Fazer a mesma escolha em todas as dúvidas iguais")
            self.todas.setToolTip("As linhas que se parecem com alguém nos mesmos dados")
            self.corpo.addWidget(self.todas)

    def _quadro_do_parecido(self, linha: LinhaConferida, parecido: Parecido, *, decide: bool, primeiro: bool) -> QFrame:
        """Return the row and somebody it looks like, side by side, with the button that says that they are one."""
        quadro = QFrame(self)
        quadro.setProperty("quadro", True)
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(12, 10, 12, 10)
        caixa.setSpacing(6)
        grade = QGridLayout()
        grade.setHorizontalSpacing(12)
        grade.setVerticalSpacing(4)
        ali = f"Linha {numero(parecido.linha)}" if parecido.linha else f"Ficha nº {parecido.servidor_id}"
        for coluna, titulo in ((1, "Planilha"), (2, ali)):
            grade.addWidget(texto(titulo, Papel.ROTULO, pai=quadro), 0, coluna)
            grade.setColumnStretch(coluna, 1)
        comparados = comparar(linha, parecido, self._pedido) if self._pedido is not None else ()
        for posicao, dado in enumerate(comparados, start=1):
            tom = None if dado.igual is None else Tom.SUCESSO if dado.igual else Tom.PERIGO
            rotulo = texto(dado.rotulo, Papel.LEGENDA, pai=quadro)
            aqui = texto(dado.aqui, quebra=True, selecionavel=True, pai=quadro)
            la = texto(dado.ali, quebra=True, selecionavel=True, tom=tom, pai=quadro)
            la.setToolTip(como_dica({True: "Igual", False: "Diferente", None: ""}[dado.igual]))
            la.setAccessibleName(f"{dado.rotulo}: {dado.ali} {la.toolTip()}".strip())
            for coluna, widget in enumerate((rotulo, aqui, la)):
                grade.addWidget(widget, posicao, coluna, Qt.AlignmentFlag.AlignTop)
        caixa.addLayout(grade)
        iguais = f"Igual: {', '.join(parecido.iguais)}." if parecido.iguais else ""
        diferem = [d.rotulo for d in comparados if d.igual is False]
        diferentes = f"Diferente: {', '.join(diferem)}." if diferem else ""
        for dizer in (" ".join(p for p in (iguais, diferentes) if p), *outras_diferencas(parecido)):
            if dizer:
                caixa.addWidget(texto(dizer, Papel.LEGENDA, quebra=True, pai=quadro))
        if decide:
            feito = botao("É &esta pessoa" if primeiro else "É esta pessoa",
                          ao_clicar=partial(self._escolher, parecido.escolha), pai=quadro)  # fmt: skip
            feito.setAccessibleName(f"É esta pessoa: {parecido.nome}")
            caixa.addWidget(feito, 0, Qt.AlignmentFlag.AlignLeft)
        return quadro

    def _mostrar_valores(self, linha: LinhaConferida) -> None:
        """Show what the row has, each value beside its header; the cells refused in red."""
        ruins = {falta.coluna for falta in linha.faltas if linha.resultado == RECUSADA}
        cabecalho = self._cabecalho
        valores = [
            Valor(nome=nome_da_coluna(cabecalho, n), valor=linha.valores[n], ruim=cabecalho[n] in ruins)
            for n in range(min(len(cabecalho), len(linha.valores)))
        ]
        if len(valores) != self._valores.rowCount():
            self.valores.setFixedHeight((len(valores) + 1) * ALTURA_LINHA + 4)
        self._valores.definir(valores)
        self.valores.setVisible(True)

    def _escolher(self, escolha: str, *_: object) -> None:
        self.escolhida.emit(escolha, self.todas is not None and self.todas.isChecked())


def _quadro_da_falta(falta: FaltaNaLinha, tom: Tom, pai: QWidget) -> QFrame:
    quadro = QFrame(pai)
    quadro.setProperty("faixa", str(tom))
    caixa = QVBoxLayout(quadro)
    caixa.setContentsMargins(12, 10, 12, 10)
    caixa.setSpacing(2)
    if falta.coluna:
        valor = f": “{falta.valor}”" if falta.valor else " (vazia)"
        caixa.addWidget(_na_faixa(f"{falta.coluna}{valor}", Papel.FORTE, tom, quadro))
    caixa.addWidget(_na_faixa(falta.motivo, Papel.CORPO, tom, quadro))
    if falta.dispositivo:
        citacao = Citacao("", quadro)
        citacao.definir(falta.dispositivo, faixa=str(tom))
        caixa.addWidget(citacao, 0, Qt.AlignmentFlag.AlignLeft)
    return quadro


def _na_faixa(dizer: str, papel: Papel, tom: Tom, pai: QWidget) -> QLabel:
    rotulo = texto(dizer, papel, quebra=True, selecionavel=True, pai=pai)
    rotulo.setProperty("faixa", str(tom))
    return rotulo
