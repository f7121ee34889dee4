"""What the registry knows of one person's estágio beyond the dates: evaluators, scores, counters, ways out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ...estatuto import dispositivos as d
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos.estagio import AvaliacaoFeita, DetalheEstagio
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao
from ..componentes.texto import Papel, texto
from ..modelos.estagio import ROTULO_DO_PEDIDO, avaliacao_em_palavras, contador_em_palavras, fora, periodo, porque
from ..tema import Tom
from .memoria import esvaziar


class BlocosEstagio(QWidget):
    """Shows a `DetalheEstagio`; ``ato`` asks for an act, by key, with what is already known of its content."""

    ato = Signal(str, object)

    def __init__(self, pai: QWidget | None = None, *, com_contadores: bool = True) -> None:
        super().__init__(pai)
        self._com_contadores = com_contadores
        self._detalhe: DetalheEstagio | None = None
        self.setProperty("transparente", True)
        self._caixa = QVBoxLayout(self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.setSpacing(4)

    def detalhe(self) -> DetalheEstagio | None:
        """Return what is shown."""
        return self._detalhe

    def mostrar(self, detalhe: DetalheEstagio | None) -> None:
        """Show this, or nothing while it is being read."""
        if detalhe == self._detalhe:
            return
        self._detalhe = detalhe
        esvaziar(self._caixa)
        if detalhe is None:
            return
        self._avaliadores(detalhe)
        self._avaliacoes(detalhe)
        if self._com_contadores:
            self._contadores(detalhe)
        self._saidas(detalhe)

    # ------------------------------------------------------------ sections

    def _avaliadores(self, detalhe: DetalheEstagio) -> None:
        self._secao("Quem avalia", d.ART_27)
        quem = detalhe.avaliadores
        if quem is None:
            self._frase("Ninguém foi designado ainda.", tom=Tom.ATENCAO)
        else:
            numero = f" (ato nº {quem.numero})" if quem.numero else ""
            self._frase(f"{quem.chefe}, desde {formatar_data(quem.desde)}{numero}")
            comissao = ", ".join(quem.comissao)
            self._frase(f"Comissão: {comissao}" if comissao else "Sem comissão designada", papel=Papel.SUAVE)
        if detalhe.resultado is None:
            rotulo = "Designar avaliadores…" if quem is None else "Trocar avaliadores…"
            conhecido = {} if quem is None else {"chefe": quem.chefe, "comissao": "\n".join(quem.comissao)}
            self._caixa.addWidget(self._botao(rotulo, "designacao_avaliadores", conhecido), 0, _A_ESQUERDA)

    def _avaliacoes(self, detalhe: DetalheEstagio) -> None:
        self._secao("Avaliações registradas", d.DECRETO_7899)
        if not detalhe.avaliacoes:
            self._frase("Nenhuma ainda.", papel=Papel.SUAVE)
            return
        caladas = [a for a in detalhe.avaliacoes if not _tem_o_que_dizer(a)]
        for avaliacao in detalhe.avaliacoes:
            if avaliacao not in caladas:
                self._uma_avaliacao(avaliacao, aberta=detalhe.resultado is None)
        if caladas:
            quais = ", ".join(f"{a.numero}ª" for a in caladas)
            self._frase(f"{quais}: satisfatórias, sem notas registradas." if len(caladas) > 1
                        else f"{quais}: satisfatória, sem notas registradas.", papel=Papel.SUAVE)  # fmt: skip

    def _uma_avaliacao(self, avaliacao: AvaliacaoFeita, *, aberta: bool) -> None:
        self._frase(f"{avaliacao.numero}ª, de {formatar_data(avaliacao.data)}")
        tom = None if avaliacao.prevalece else Tom.ATENCAO
        self._frase(avaliacao_em_palavras(avaliacao), papel=Papel.SUAVE, tom=tom)
        if aberta and avaliacao.proximo_ato:
            rotulo = ROTULO_DO_PEDIDO[avaliacao.proximo_ato]
            acao = self._botao(rotulo, avaliacao.proximo_ato, {"numero": avaliacao.numero})
            acao.setAccessibleName(f"{rotulo.rstrip('…')}: {avaliacao.numero}ª avaliação")
            self._caixa.addWidget(acao, 0, _A_ESQUERDA)

    def _contadores(self, detalhe: DetalheEstagio) -> None:
        contadores = detalhe.contadores
        if contadores is None:
            return
        self._secao("Os dois contadores", d.ART_118)
        self._frase(f"Fim do estágio: {contador_em_palavras(contadores.avaliado)}")
        self._frase(f"Efetivo exercício: {contador_em_palavras(contadores.efetivo)}")
        if contadores.depende_de_hoje:
            self._frase("Há ausência sem término: conta-se até hoje.", tom=Tom.ATENCAO)
        if not contadores.ausencias:
            self._frase("Nenhuma ausência registrada.", papel=Papel.SUAVE)
        for ausencia in contadores.ausencias:
            dias = "1 dia" if ausencia.dias == 1 else f"{ausencia.dias} dias"
            self._frase(
                f"{ausencia.rotulo}, {periodo(ausencia)}, {dias}. Efetivo exercício: {fora(ausencia.fora_do_efetivo)}; "
                f"período avaliado: {fora(ausencia.fora_do_avaliado)}."
            )
            self._frase(porque(ausencia), papel=Papel.LEGENDA)

    def _saidas(self, detalhe: DetalheEstagio) -> None:
        if not detalhe.saidas:
            return
        self._secao("Como termina", "")
        for saida in detalhe.saidas:
            self._frase(f"{saida.rotulo}: {saida.texto[:1].lower()}{saida.texto[1:]}")
            self._caixa.addWidget(Citacao(saida.dispositivo, self), 0, _A_ESQUERDA)
            if saida.aconteceu and saida.ato:
                conhecido = {"fundamento": "reprovacao_estagio"}
                self._caixa.addWidget(self._botao("Exonerar de ofício…", saida.ato, conhecido), 0, _A_ESQUERDA)

    # ------------------------------------------------------------ pieces

    def _secao(self, titulo: str, dispositivo: str) -> None:
        if self._caixa.count():
            self._caixa.addSpacing(10)
        self._caixa.addWidget(texto(titulo, Papel.SECAO, pai=self))
        if dispositivo:
            self._caixa.addWidget(Citacao(dispositivo, self), 0, _A_ESQUERDA)

    def _frase(self, conteudo: str, *, papel: Papel = Papel.CORPO, tom: Tom | None = None) -> None:
        self._caixa.addWidget(_copiavel(conteudo, papel, self, tom))

    def _botao(self, rotulo: str, ato: str, conhecido: dict[str, Any]) -> QPushButton:
        acao = botao(rotulo, TipoBotao.DISCRETO, pai=self)
        acao.setProperty("ato", ato)
        acao.setProperty("conhecido", conhecido)
        acao.clicked.connect(self._pedir)
        return acao

    @Slot()
    def _pedir(self) -> None:
        acao = self.sender()
        if acao is not None:
            self.ato.emit(str(acao.property("ato")), acao.property("conhecido") or {})


def _tem_o_que_dizer(avaliacao: AvaliacaoFeita) -> bool:
    """Tell whether more was registered of an evaluation than that it was satisfatória."""
    return bool(
        not avaliacao.satisfatoria or avaliacao.notas or avaliacao.avaliador or avaliacao.ciencia
        or avaliacao.reconsideracao
    )  # fmt: skip


_A_ESQUERDA = Qt.AlignmentFlag.AlignLeft


def _copiavel(conteudo: str, papel: Papel, pai: QWidget, tom: Tom | None) -> QLabel:
    # By mouse only: a stop of the Tab key at every sentence would bury the buttons.
    rotulo = texto(conteudo, papel, quebra=True, tom=tom, pai=pai)
    rotulo.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return rotulo
