"""One row of the dry run: why it does not enter, cell by cell; whom it may be, side by side; what it has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...servicos.tipos.importacao import FaltaNaLinha, LinhaConferida, Parecido
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao, agrupar
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..modelos.importacoes import (
    DUVIDA,
    NOVA,
    PULAR,
    desta_pessoa,
    iguais_a,
    nome_da_coluna,
    palavra_da_escolha,
    resultado,
)
from ..modelos.prazos import data_ou_traco, numero, quantos
from ..tema import Tom


class DetalheLinha(PainelLateral):
    """What is known of the row selected, and the choice when it may be somebody of the registry."""

    escolhida = Signal(str, bool)
    """The choice, empty to take it back, and whether it is for every row in doubt for the same reason."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("Linha", pai, largura=360)
        self.setMinimumHeight(220)
        self.todas: QCheckBox | None = None
        self._cabecalho: tuple[str, ...] = ()
        self.limpar_linha()

    def definir_cabecalho(self, cabecalho: tuple[str, ...]) -> None:
        """Take the headers under which the values of the rows are shown."""
        self._cabecalho = cabecalho

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
        self.corpo.addWidget(texto(linha.resumo, Papel.CORPO, quebra=True, selecionavel=True, pai=self))
        for falta in linha.faltas:
            self.corpo.addWidget(_quadro_da_falta(falta, self))
        for aviso in linha.avisos:
            self.corpo.addWidget(texto(aviso, Papel.CORPO, quebra=True, tom=Tom.ATENCAO, pai=self))
        if escolha:
            self.corpo.addWidget(self._escolha(linha, escolha))
        if linha.parecidos:
            self._mostrar_parecidos(linha, decide=bool(escolha) or linha.resultado == DUVIDA, todas=todas)
        self.corpo.addWidget(self._valores(linha))
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
        self.corpo.addWidget(texto("Quem é?" if decide else "Já no registro", Papel.SECAO, pai=self))
        for posicao, parecido in enumerate(linha.parecidos):
            self.corpo.addWidget(self._quadro_do_parecido(parecido, decide=decide, primeiro=not posicao))
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

    def _quadro_do_parecido(self, parecido: Parecido, *, decide: bool, primeiro: bool) -> QFrame:
        quadro = QFrame(self)
        quadro.setProperty("quadro", True)
        caixa = QVBoxLayout(quadro)
        caixa.setContentsMargins(12, 10, 12, 10)
        caixa.setSpacing(4)
        caixa.addWidget(texto(parecido.nome, Papel.FORTE, quebra=True, selecionavel=True, pai=quadro))
        partes = [f"ficha nº {parecido.servidor_id}"]
        if parecido.cpf:
            partes.append(f"CPF {parecido.cpf}")
        if parecido.nascimento is not None:
            partes.append(f"nasc. {data_ou_traco(parecido.nascimento)}")
        if parecido.matriculas:
            partes.append(f"matrícula {', '.join(parecido.matriculas)}")
        caixa.addWidget(texto(" · ".join(partes), Papel.LEGENDA, quebra=True, selecionavel=True, pai=quadro))
        for rotulo, dados, tom in (
            ("Igual", parecido.iguais, Tom.SUCESSO),
            ("Diferente", parecido.diferentes, Tom.PERIGO),
        ):
            if dados:
                caixa.addWidget(texto(f"{rotulo}: {', '.join(dados)}", quebra=True, tom=tom, pai=quadro))
        if decide:
            rotulo = "É &esta pessoa" if primeiro else "É esta pessoa"
            feito = botao(rotulo, ao_clicar=partial(self._escolher, desta_pessoa(parecido)), pai=quadro)
            feito.setAccessibleName(f"É esta pessoa: {parecido.nome}")
            caixa.addWidget(feito, 0, Qt.AlignmentFlag.AlignLeft)
        return quadro

    def _valores(self, linha: LinhaConferida) -> QWidget:
        """Return what the row has, each value beside its header; the cells refused in red."""
        ruins = {falta.coluna for falta in linha.faltas}
        quadro = QWidget(self)
        grade = QGridLayout(quadro)
        grade.setContentsMargins(0, 8, 0, 0)
        grade.setHorizontalSpacing(12)
        grade.setVerticalSpacing(4)
        grade.addWidget(texto("Na planilha", Papel.SECAO, pai=quadro), 0, 0, 1, 2)
        for posicao in range(min(len(self._cabecalho), len(linha.valores))):
            nome = nome_da_coluna(self._cabecalho, posicao)
            ruim = self._cabecalho[posicao] in ruins
            rotulo: QLabel = texto(nome, Papel.LEGENDA, quebra=True, pai=quadro)
            valor = texto(
                linha.valores[posicao] or "—", quebra=True, selecionavel=True, tom=Tom.PERIGO if ruim else None,
                pai=quadro,
            )  # fmt: skip
            for lado, onde in ((0, rotulo), (1, valor)):
                grade.addWidget(onde, posicao + 1, lado, Qt.AlignmentFlag.AlignTop)
        grade.setColumnStretch(0, 2)
        grade.setColumnStretch(1, 3)
        return quadro

    def _escolher(self, escolha: str, *_: object) -> None:
        self.escolhida.emit(escolha, self.todas is not None and self.todas.isChecked())


def _quadro_da_falta(falta: FaltaNaLinha, pai: QWidget) -> QFrame:
    quadro = QFrame(pai)
    quadro.setProperty("faixa", str(Tom.PERIGO))
    caixa = QVBoxLayout(quadro)
    caixa.setContentsMargins(12, 10, 12, 10)
    caixa.setSpacing(2)
    onde = falta.coluna or falta.campo
    if onde:
        valor = f": “{falta.valor}”" if falta.valor else " (vazia)"
        caixa.addWidget(_na_faixa(f"{onde}{valor}", Papel.FORTE, quadro))
    caixa.addWidget(_na_faixa(falta.motivo, Papel.CORPO, quadro))
    if falta.dispositivo:
        citacao = Citacao("", quadro)
        citacao.definir(falta.dispositivo, faixa=str(Tom.PERIGO))
        caixa.addWidget(citacao, 0, Qt.AlignmentFlag.AlignLeft)
    return quadro


def _na_faixa(dizer: str, papel: Papel, pai: QWidget) -> QLabel:
    rotulo = texto(dizer, papel, quebra=True, selecionavel=True, pai=pai)
    rotulo.setProperty("faixa", str(Tom.PERIGO))
    return rotulo
