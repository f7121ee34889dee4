"""What a correction of the book would do, read before it is confirmed: data, states and deadlines, from and to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...servicos.tipos.emendas import CampoAlterado, PontaDoPrazo, PrazoAlterado, SituacaoAlterada
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao, agrupar
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..modelos.emendas import MUDANCA, dia, rotulo_do_prazo, ultimos
from ..tema import Tom
from ..tons import tom_da_situacao


class LinhaPrazoAlterado(QWidget):
    """A deadline that moves, with both dates, its article and its steps."""

    def __init__(self, prazo: PrazoAlterado, *, com_vinculo: bool, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        palavra, tom = MUDANCA.get(prazo.mudanca, (prazo.mudanca.capitalize(), Tom.NEUTRO))
        nome = rotulo_do_prazo(prazo, com_vinculo=com_vinculo)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(texto(nome, Papel.CORPO, quebra=True, pai=self), 1)
        topo.addWidget(Selo(palavra, tom, self), 0, Qt.AlignmentFlag.AlignTop)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 6)
        caixa.setSpacing(2)
        caixa.addLayout(topo)
        frase = _datas(prazo)
        caixa.addWidget(texto(frase, Papel.SECAO, quebra=True, pai=self))
        for linha in (ultimos(prazo), _estados(prazo)):
            if linha:
                caixa.addWidget(texto(linha, Papel.LEGENDA, quebra=True, pai=self))
        passos = texto("\n".join(f"• {p}" for p in prazo.passos), Papel.LEGENDA, quebra=True, pai=self)
        passos.hide()
        porque = botao("Por quê?", TipoBotao.DISCRETO, icone="porque", pai=self)
        porque.setCheckable(True)
        porque.setAccessibleName(f"Por quê? {nome}")
        porque.setVisible(bool(prazo.passos))
        porque.toggled.connect(passos.setVisible)
        razoes = QHBoxLayout()
        razoes.setSpacing(4)
        razoes.addWidget(Citacao(prazo.dispositivo, self))
        razoes.addWidget(porque)
        razoes.addStretch(1)
        caixa.addLayout(razoes)
        caixa.addWidget(passos)
        self.setAccessibleName(f"{palavra} {nome}: {frase}")


def _datas(prazo: PrazoAlterado) -> str:
    if prazo.mudanca == "abre":
        return f"até {dia(prazo.para)}" if prazo.para is not None else "sem data: suspenso"
    if prazo.mudanca == "some":
        return f"era {dia(prazo.de)}"
    if prazo.de == prazo.para:
        return dia(prazo.para)
    return f"{dia(prazo.de)} → {dia(prazo.para)}"


def _estados(prazo: PrazoAlterado) -> str:
    if prazo.estado_de is prazo.estado_para or prazo.estado_para is None:
        return ""
    if prazo.estado_de is None:
        return prazo.estado_para.rotulo
    return f"De {prazo.estado_de.rotulo.lower()} para {prazo.estado_para.rotulo.lower()}"


class PainelMudancas(PainelLateral):
    """Sections of what changes; subclasses and dialogs say the verdict first."""

    def __init__(self, titulo: str = "O que muda", pai: QWidget | None = None) -> None:
        super().__init__(titulo, pai, largura=380)
        self.setMinimumWidth(320)
        self.tom = Tom.INFO
        self.veredito = ""

    def dizer(self, frase: str, tom: Tom, dispositivo: str = "") -> None:
        """Say the verdict in a strip."""
        self.veredito, self.tom = frase, tom
        faixa = FaixaAviso(pai=self)
        faixa.definir(frase, tom, dispositivo=dispositivo)
        self.corpo.addWidget(faixa)

    def avisos(self, frases: Sequence[str]) -> None:
        """Say warnings, each in a strip."""
        for frase in frases:
            self.corpo.addWidget(FaixaAviso(frase, Tom.ATENCAO, self))

    def secao(self, titulo: str) -> None:
        """Start a section."""
        rotulo = texto(titulo, Papel.SECAO, pai=self)
        rotulo.setContentsMargins(0, 8, 0, 0)
        self.corpo.addWidget(rotulo)

    def campos(self, campos: Sequence[CampoAlterado], titulo: str = "O que passa a constar") -> None:
        """Show each datum that changes, from and to."""
        if not campos:
            return
        self.secao(titulo)
        for campo in campos:
            self.corpo.addWidget(texto(campo.rotulo, Papel.LEGENDA, quebra=True, pai=self))
            # Both in full: a clerk compares them with the paper in hand.
            self.corpo.addWidget(texto(f"{campo.de or '—'}  →  {campo.para or '—'}", quebra=True, pai=self))

    def situacoes(self, situacoes: Sequence[SituacaoAlterada]) -> None:
        """Show the states between which each vínculo passes."""
        if not situacoes:
            return
        self.secao("Situação")
        for mudou in situacoes:
            linha = QWidget(self)
            caixa = QHBoxLayout(linha)
            caixa.setContentsMargins(0, 0, 0, 0)
            caixa.setSpacing(6)
            if len(situacoes) > 1:
                caixa.addWidget(texto(f"Vínculo {mudou.vinculo_numero}", Papel.SUAVE, pai=linha))
            de = mudou.de.rotulo if mudou.de is not None else "não existia"
            para = mudou.para.rotulo if mudou.para is not None else "deixa de existir"
            caixa.addWidget(Selo(de, tom_da_situacao(mudou.de), linha))
            caixa.addWidget(texto("→", Papel.SUAVE, pai=linha))
            caixa.addWidget(Selo(para, tom_da_situacao(mudou.para), linha))
            caixa.addStretch(1)
            linha.setAccessibleName(f"De {de} para {para}")
            self.corpo.addWidget(linha)

    def pontas(self, pontas: Sequence[PontaDoPrazo]) -> None:
        """Show where the term ends with each reach of a rectification (C13)."""
        if not pontas:
            return
        self.secao("Onde o prazo termina")
        for ponta in pontas:
            self.corpo.addWidget(texto(f"{ponta.tipo.rotulo}: {ponta.rotulo}", Papel.LEGENDA, quebra=True, pai=self))
            fim = dia(ponta.vence)
            if ponta.vence_ultimo is not None and ponta.vence_ultimo != ponta.vence:
                fim += f" (último dia possível {dia(ponta.vence_ultimo)})"
            self.corpo.addWidget(texto(fim, quebra=True, pai=self))

    def prazos(self, prazos: Sequence[PrazoAlterado]) -> None:
        """Show each deadline that changes; say so when none does."""
        self.secao("Prazos que mudam" if len(prazos) != 1 else "Prazo que muda")
        if not prazos:
            self.corpo.addWidget(texto("Nenhum prazo muda.", Papel.SUAVE, pai=self))
        varios = len({p.vinculo_id for p in prazos}) > 1
        for prazo in prazos:
            self.corpo.addWidget(LinhaPrazoAlterado(prazo, com_vinculo=varios, pai=self))

    def pronto(self) -> None:
        """Finish a filling: links become one stop of the Tab key."""
        agrupar(self)
