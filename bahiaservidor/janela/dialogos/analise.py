"""Beside the form, live: what the law asks, what is missing, what will change, which deadlines open and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...estatuto.atos.base import Requisito
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Analise, PrazoPrevisto
from .. import icones
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao, agrupar
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.texto import Papel, como_dica, texto
from ..tema import Tom, tokens
from ..tons import tom_da_situacao
from .descricao import DescricaoCampo

_AO_LADO = 20
"""Letters of a citation that fit beside a word; a longer one goes below it, or the panel would be cut at the right."""
_FIGURA = {Tom.SUCESSO: "certo", Tom.PERIGO: "erro", Tom.ATENCAO: "atencao", Tom.INFO: "info"}
_PALAVRA = {Tom.SUCESSO: "Atendido", Tom.PERIGO: "Não atendido", Tom.ATENCAO: "Atenção", Tom.INFO: "Ressalvado"}
_MUDANCA = {
    "abre": ("Abre", Tom.INFO), "muda": ("Muda", Tom.ATENCAO), "fecha": ("Encerra", Tom.SUCESSO),
}  # fmt: skip


class LinhaMarcada(QWidget):
    """A small sign, a sentence, and below it a caption: the sign is never alone, its word is read aloud."""

    def __init__(
        self,
        tom: Tom,
        frase: str,
        *,
        legenda: str = "",
        citacao: str = "",
        palavra: str = "",
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(pai)
        self._tom = tom
        self._sinal = QLabel(self)
        self._sinal.setFixedWidth(18)
        self._sinal.setToolTip(como_dica(palavra))
        corpo = QVBoxLayout()
        corpo.setSpacing(1)
        corpo.addWidget(texto(frase, Papel.CORPO, quebra=True, selecionavel=False))
        if legenda or citacao:
            corpo.addWidget(_legenda(legenda, citacao, None if tom is Tom.SUCESSO else tom))
        caixa = QHBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addWidget(self._sinal, 0, Qt.AlignmentFlag.AlignTop)
        caixa.addLayout(corpo, 1)
        self.setAccessibleName(f"{palavra}: {frase} {citacao}".strip(": "))
        self._pintar()

    def _pintar(self) -> None:
        cor, _ = tokens(self).do_tom(self._tom)
        figura = _FIGURA.get(self._tom, "info")
        self._sinal.setPixmap(icones.imagem(figura, 16, cor, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._pintar()


def _legenda(palavra: str, citacao: str, tom: Tom | None) -> QWidget:
    quadro = QWidget()
    ao_lado = len(citacao) <= _AO_LADO
    linha = QBoxLayout(QBoxLayout.Direction.LeftToRight if ao_lado else QBoxLayout.Direction.TopToBottom, quadro)
    linha.setContentsMargins(0, 0, 0, 0)
    linha.setSpacing(2)
    if palavra:
        linha.addWidget(texto(f"{palavra} ·" if citacao and ao_lado else palavra, Papel.LEGENDA, tom=tom))
    linha.addWidget(Citacao(citacao), 0, Qt.AlignmentFlag.AlignLeft)
    linha.addStretch(1)
    return quadro


def linha_requisito(requisito: Requisito, *, reservado: bool = False) -> LinhaMarcada:
    """Return a requirement as a line: its sign, its words, what is missing and the article."""
    if requisito.atendido:
        tom, frase, legenda = Tom.SUCESSO, requisito.descricao, ""
    else:
        tom = Tom.ATENCAO if requisito.aviso else Tom.INFO if reservado else Tom.PERIGO
        frase = requisito.falta or requisito.descricao
        legenda = _PALAVRA[tom]
    return LinhaMarcada(tom, frase, legenda=legenda, citacao=requisito.dispositivo, palavra=_PALAVRA[tom])


def por_conferir(requisito: Requisito, campos: Sequence[DescricaoCampo]) -> bool:
    """Tell whether a requirement is refused only because nobody has checked its documents yet.

    The law does not name the field that a requirement looks at: they share the provision, and the words where several
    fields rest on the same one.
    """
    if requisito.atendido or requisito.aviso or requisito.estrutural:
        return False
    mesmos = [campo for campo in campos if campo.dispositivo and campo.dispositivo == requisito.dispositivo]
    if not mesmos:
        return False
    return (
        len(mesmos) == 1
        or requisito.falta.startswith("Falta")
        or any(requisito.descricao.startswith(campo.rotulo) for campo in mesmos)
    )


class LinhaPrazoPrevisto(QWidget):
    """A deadline that the act opens, moves or ends; the steps of its date on demand."""

    def __init__(self, prazo: PrazoPrevisto, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        palavra, tom = _MUDANCA.get(prazo.mudanca, ("", Tom.NEUTRO))
        nome = f"{prazo.tipo.rotulo} nº {prazo.numero}" if prazo.numero is not None else prazo.tipo.rotulo
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(texto(nome, Papel.CORPO, quebra=True), 1)
        topo.addWidget(Selo(palavra, tom), 0, Qt.AlignmentFlag.AlignTop)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 4)
        caixa.setSpacing(2)
        caixa.addLayout(topo)
        datas = _datas(prazo)
        caixa.addWidget(texto(datas, Papel.SECAO if prazo.mudanca != "fecha" else Papel.SUAVE, quebra=True))
        if prazo.vence is not None and prazo.vence_ultimo is not None and prazo.vence_ultimo != prazo.vence:
            ultimo = f"Último dia possível, na outra leitura: {formatar_data(prazo.vence_ultimo)}"
            caixa.addWidget(texto(ultimo, Papel.LEGENDA, quebra=True))
        self._passos = texto("\n".join(f"• {passo}" for passo in prazo.passos), Papel.LEGENDA, quebra=True)
        self._passos.setVisible(False)
        self._porque = botao("Por quê?", TipoBotao.DISCRETO, icone="porque")
        self._porque.setCheckable(True)
        self._porque.setAccessibleName(f"Por quê? {nome}")
        self._porque.setVisible(bool(prazo.passos))
        self._porque.toggled.connect(self._passos.setVisible)
        em_pe = len(prazo.dispositivo) > _AO_LADO
        razoes = QBoxLayout(QBoxLayout.Direction.TopToBottom if em_pe else QBoxLayout.Direction.LeftToRight)
        razoes.setSpacing(4)
        razoes.addWidget(self._porque, 0, Qt.AlignmentFlag.AlignLeft)
        razoes.addWidget(Citacao(prazo.dispositivo), 0, Qt.AlignmentFlag.AlignLeft)
        razoes.addStretch(1)
        caixa.addLayout(razoes)
        caixa.addWidget(self._passos)
        self.setAccessibleName(f"{palavra} {nome}: {datas}")


def _datas(prazo: PrazoPrevisto) -> str:
    if prazo.vence is None:
        return "Sem data: o prazo está suspenso"
    return formatar_data(prazo.vence)


class PainelAnalise(PainelLateral):
    """Says the verdict first, then why."""

    quer_ressalva = Signal()
    quer_consulta = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__("O que a lei diz", pai, largura=380)
        self._mostrado: object = None
        self.veredito = ""
        self.tom = Tom.INFO
        self.esperar()

    def esperar(self, frase: str = "Preencha os dados: aqui aparecem os requisitos, os efeitos e os prazos.") -> None:
        """Say what to do before there is something to judge."""
        if self._mostrado == frase:
            return
        self._mostrado = frase
        self.limpar()
        self._dizer(frase, Tom.INFO, "")

    def mostrar(self, analise: Analise, faltas: Sequence[str] = (), a_conferir: Sequence[DescricaoCampo] = ()) -> None:
        """Show a verdict; ``faltas`` are labels of fields still empty or unreadable, ``a_conferir`` still unchecked."""
        novo = (analise, tuple(faltas), tuple(a_conferir))
        if self._mostrado == novo:
            return
        self._mostrado = novo
        self.limpar()
        conferir = [r for r in analise.requisitos if por_conferir(r, a_conferir)]
        self._veredito(analise, faltas, conferir)
        self._pendencias(analise, conferir)
        self._mudancas(analise)
        self._prazos(analise.prazos)
        self._atendidos(analise)
        agrupar(self)

    def _dizer(self, frase: str, tom: Tom, dispositivo: str) -> FaixaAviso:
        self.veredito, self.tom = frase, tom
        faixa = FaixaAviso()
        faixa.definir(frase, tom, dispositivo=dispositivo)
        self.corpo.addWidget(faixa)
        return faixa

    def _veredito(self, analise: Analise, faltas: Sequence[str], conferir: Sequence[Requisito]) -> None:
        pendentes = list(faltas) or ["o que está marcado em vermelho" for _ in analise.campos_incompletos[:1]]
        recusa = analise.recusa
        recusados = [r for r in analise.requisitos if r.recusa and r not in conferir]
        if recusa is not None and conferir and not recusados and not pendentes:
            a_conferir = "1 requisito" if len(conferir) == 1 else f"{len(conferir)} requisitos"
            self._dizer(f"Falta conferir {a_conferir}.", Tom.INFO, "")
            return
        if recusa is not None and not recusa.estrutural and recusados and not pendentes:
            recusa = recusados[0]
        if recusa is not None and (recusa.estrutural or not pendentes):
            self._dizer(recusa.falta or recusa.descricao, Tom.PERIGO, recusa.dispositivo)
            if not recusa.estrutural:
                convite = "Se o ato já aconteceu assim, ele entra com ressalva e fica visível na ficha."
                self.corpo.addWidget(texto(convite, Papel.LEGENDA, quebra=True))
                acao = botao("Registrar com ressal&va…", TipoBotao.SECUNDARIO, ao_clicar=self._pedir_ressalva)
                self.corpo.addWidget(acao, 0, Qt.AlignmentFlag.AlignLeft)
            self._oferecer_consulta()
        elif pendentes:
            self._dizer(f"Falta preencher: {_enumerar(pendentes)}.", Tom.INFO, "")
        elif analise.reservas:
            quantos = len(analise.reservas)
            oque = "1 requisito não atendido" if quantos == 1 else f"{quantos} requisitos não atendidos"
            self._dizer(f"Entra com ressalva: {oque}.", Tom.ATENCAO, "")
            self._oferecer_consulta()
        elif analise.avisos:
            self._dizer("A lei admite este ato. Leia os avisos.", Tom.ATENCAO, "")
        else:
            self._dizer("A lei admite este ato.", Tom.SUCESSO, "")

    def _oferecer_consulta(self) -> None:
        acao = botao("Cons&ulta fundamentada…", TipoBotao.DISCRETO, ao_clicar=self._pedir_consulta)
        self.corpo.addWidget(acao, 0, Qt.AlignmentFlag.AlignLeft)

    def _pendencias(self, analise: Analise, conferir: Sequence[Requisito]) -> None:
        """Show what is not met, the gravest first, and what else the registry has to say of the act."""
        pendentes = sorted((r for r in analise.requisitos if not r.atendido), key=_gravidade)
        reservas = set(analise.reservas)
        if pendentes:
            so_avisos = all(r.aviso for r in pendentes)
            self._secao("Requisitos ressalvados e avisos" if reservas else "Avisos" if so_avisos else "O que falta")
        for requisito in pendentes:
            if requisito in conferir and requisito not in reservas:
                linha = LinhaMarcada(
                    Tom.INFO, requisito.descricao, legenda="Por conferir", citacao=requisito.dispositivo,
                    palavra="Por conferir",
                )  # fmt: skip
            else:
                linha = linha_requisito(requisito, reservado=requisito in reservas)
            self.corpo.addWidget(linha)
        ditos = {palavras for r in pendentes for palavras in (r.falta, r.descricao)}
        outros = [aviso for aviso in analise.avisos if aviso not in ditos]
        if outros:
            self._secao("Antes de registrar")
        for aviso in outros:
            self.corpo.addWidget(LinhaMarcada(Tom.ATENCAO, aviso, palavra="Atenção"))

    def _atendidos(self, analise: Analise) -> None:
        atendidos = [r for r in analise.requisitos if r.atendido]
        if atendidos:
            self._secao(f"Requisitos atendidos ({len(atendidos)})")
            for requisito in atendidos:
                self.corpo.addWidget(linha_requisito(requisito))

    def _mudancas(self, analise: Analise) -> None:
        antes, depois = analise.situacao_antes, analise.situacao_depois
        mudou = depois is not None and antes is not depois
        if not (mudou or analise.efeitos):
            return
        self._secao("O que muda")
        if mudou and depois is not None:
            linha = QWidget()
            caixa = QHBoxLayout(linha)
            caixa.setContentsMargins(0, 0, 0, 0)
            caixa.setSpacing(6)
            if antes is not None:
                caixa.addWidget(Selo(antes.rotulo, tom_da_situacao(antes)))
                caixa.addWidget(texto("→", Papel.SUAVE))
            caixa.addWidget(Selo(depois.rotulo, tom_da_situacao(depois)))
            caixa.addStretch(1)
            linha.setAccessibleName(f"De {antes.rotulo} para {depois.rotulo}" if antes else depois.rotulo)
            self.corpo.addWidget(linha)
        for efeito in analise.efeitos:
            self.corpo.addWidget(texto(efeito, Papel.CORPO, quebra=True))

    def _prazos(self, prazos: Sequence[PrazoPrevisto]) -> None:
        mostrados = [prazo for prazo in prazos if prazo.mudanca in _MUDANCA]
        if not mostrados:
            return
        self._secao("Prazos")
        for prazo in mostrados:
            self.corpo.addWidget(LinhaPrazoPrevisto(prazo))

    def _secao(self, titulo: str) -> None:
        rotulo = texto(titulo, Papel.SECAO)
        rotulo.setContentsMargins(0, 8, 0, 0)
        self.corpo.addWidget(rotulo)

    @Slot()
    def _pedir_consulta(self) -> None:
        self.quer_consulta.emit()

    @Slot()
    def _pedir_ressalva(self) -> None:
        self.quer_ressalva.emit()


def _gravidade(requisito: Requisito) -> int:
    if requisito.atendido:
        return 3
    return 2 if requisito.aviso else 0 if requisito.estrutural else 1


def _enumerar(itens: Sequence[str]) -> str:
    """Return the items as a sentence says them, the rest counted when they are many."""
    if len(itens) > 4:
        return f"{', '.join(itens[:3])} e mais {len(itens) - 3}"
    return " e ".join([", ".join(itens[:-1]), itens[-1]]) if len(itens) > 1 else itens[0]
