"""The entry chosen in the Estatuto: its summary, its rules, and the acts, deadlines and numbers that rest on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.dispositivos import ESTATUTO
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.regras_indice import Regra
from ..componentes.botao import TipoBotao, botao
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.texto import Papel, como_dica, texto
from ..modelos.estatuto import Especie, UsoEmAto, Verbete, irmaos
from ..modelos.regras import LinhaParametro
from ..tema import Tom


class PainelVerbete(PainelLateral):
    """Emits the citation or the rule that was asked for in it."""

    pedido = Signal(str)

    def __init__(self, todos: Sequence[Verbete], pai: QWidget | None = None) -> None:
        super().__init__("", pai, largura=400)
        self._todos = todos

    def mostrar(self, verbete: Verbete | None, parametros: Sequence[LinhaParametro]) -> None:
        """Show an entry with the numbers that rest on it."""
        self.limpar()
        self.definir_titulo(verbete.citacao if verbete is not None else "Nenhum dispositivo escolhido")
        if verbete is None:
            return
        regra = verbete.especie is Especie.REGRA
        self._dizer(verbete.norma or ESTATUTO, Papel.LEGENDA)
        self._dizer(verbete.resumo, Papel.CORPO)
        if verbete.a_conferir:
            self.corpo.addWidget(Selo("a confirmar", Tom.ATENCAO, self), 0, Qt.AlignmentFlag.AlignLeft)
            self._dizer(
                "Algum número ou alcance desta regra ainda não foi conferido na norma." if regra else
                "Este resumo ainda não foi conferido no texto da norma: leia-a antes de responder por ele.",
                Papel.LEGENDA,
            )  # fmt: skip
        if regra:
            self._secao("Em que se apoia")
            for citacao in verbete.citacoes:
                self._salto(citacao, citacao)
        else:
            self._irmaos(verbete)
            self._regras(verbete.regras)
        self._prazos(verbete)
        self._numeros(parametros)
        self._atos(verbete)

    # ------------------------------------------------------------ sections

    def _irmaos(self, verbete: Verbete) -> None:
        outros = irmaos(self._todos, verbete)
        if outros:
            self._secao("No mesmo artigo" if verbete.especie is Especie.ARTIGO else "Na mesma norma")
            for outro in outros:
                self._salto(outro.citacao, outro.citacao).setToolTip(como_dica(outro.resumo))

    def _regras(self, regras: Sequence[Regra]) -> None:
        if regras:
            self._secao("Regras que o programa aplica")
            for regra in regras:
                self._salto(f"Regra {regra.id}", regra.id).setToolTip(como_dica(regra.assunto))
                self._dizer(regra.descricao, Papel.SUAVE)

    def _prazos(self, verbete: Verbete) -> None:
        if verbete.prazos:
            self._secao("Prazos que rege")
            for prazo in verbete.prazos:
                self._dizer(f"• {prazo.rotulo}", Papel.CORPO)

    def _numeros(self, parametros: Sequence[LinhaParametro]) -> None:
        if parametros:
            self._secao("Números que se apoiam nele")
            for numero in parametros:
                self.corpo.addWidget(_cartao_numero(numero, self))

    def _atos(self, verbete: Verbete) -> None:
        regra = verbete.especie is Especie.REGRA
        self._secao("Atos que a aplicam" if regra else "Atos que se apoiam nele")
        for uso in verbete.usos:
            self.corpo.addWidget(_cartao_uso(uso, self))
        if not verbete.usos:
            self._dizer(
                "Nenhum requisito de ato a aplica: entra na contagem ou nos efeitos." if regra else
                "Nenhum ato o cita diretamente: entra na contagem dos prazos ou nos efeitos.",
                Papel.SUAVE,
            )  # fmt: skip

    # ------------------------------------------------------------ pieces

    def _secao(self, titulo: str) -> None:
        rotulo = texto(titulo, Papel.SECAO, pai=self)
        rotulo.setContentsMargins(0, 8, 0, 0)
        self.corpo.addWidget(rotulo)

    def _dizer(self, frase: str, papel: Papel) -> None:
        self.corpo.addWidget(texto(frase, papel, quebra=True, selecionavel=papel is Papel.CORPO, pai=self))

    def _salto(self, rotulo: str, destino: str) -> QWidget:
        salto = botao(rotulo, TipoBotao.DISCRETO, ao_clicar=self._saltar, pai=self)
        salto.setProperty("tipo", "citacao")
        salto.setProperty("destino", destino)
        self.corpo.addWidget(salto, 0, Qt.AlignmentFlag.AlignLeft)
        return salto

    @Slot()
    def _saltar(self) -> None:
        origem = self.sender()
        if origem is not None:
            self.pedido.emit(str(origem.property("destino")))


def _cartao(pai: QWidget) -> tuple[QFrame, QVBoxLayout, QHBoxLayout]:
    cartao = QFrame(pai)
    cartao.setProperty("superficie", True)
    linha = QHBoxLayout(cartao)
    linha.setContentsMargins(12, 8, 8, 8)
    palavras = QVBoxLayout()
    palavras.setSpacing(2)
    linha.addLayout(palavras, 1)
    return cartao, palavras, linha


def _cartao_uso(uso: UsoEmAto, pai: QWidget) -> QWidget:
    cartao, palavras, _ = _cartao(pai)
    palavras.addWidget(texto(uso.rotulo, Papel.CORPO, quebra=True, pai=cartao))
    palavras.addWidget(texto(", ".join(uso.por), Papel.LEGENDA, quebra=True, pai=cartao))
    return cartao


def _cartao_numero(numero: LinhaParametro, pai: QWidget) -> QWidget:
    cartao, palavras, linha = _cartao(pai)
    palavras.addWidget(texto(numero.rotulo, Papel.CORPO, quebra=True, pai=cartao))
    desde = f"desde {formatar_data(numero.desde)}" + ("" if numero.vigente else ", não é o de hoje")
    palavras.addWidget(texto(f"{numero.valor}, {desde}", Papel.LEGENDA, quebra=True, pai=cartao))
    if not numero.confirmado:
        linha.addWidget(Selo("a confirmar", Tom.ATENCAO, cartao), 0, Qt.AlignmentFlag.AlignTop)
        if numero.observacao:
            palavras.addWidget(texto(numero.observacao, Papel.LEGENDA, quebra=True, pai=cartao))
    return cartao
