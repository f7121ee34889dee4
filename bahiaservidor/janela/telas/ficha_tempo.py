"""Tab of the timeline: the drawing, its zoom, and in words what is selected."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ...servicos.tipos import Ficha
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao, botao_icone
from ..componentes.citacao import Citacoes
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto
from ..dialogos.emenda import DialogoEmenda
from .ficha_aba import Aba
from .linha_desenho import Ponto, montar
from .linha_do_tempo import LinhaDoTempo

_AJUDA = "Setas percorrem atos e prazos; + e − aproximam e afastam; 0 mostra tudo; Enter abre."


class AbaTempo(Aba):
    """Emits the mark that was opened."""

    aberto = Signal(object)

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.linha = LinhaDoTempo()
        self._ponto: Ponto | None = None
        self.detalhe: QLabel = texto(_AJUDA, Papel.SUAVE, quebra=True, selecionavel=True)
        self.detalhe.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        barra = QHBoxLayout()
        barra.setSpacing(4)
        barra.addWidget(texto("● ato   ◆ prazo em aberto   ▬ período", Papel.LEGENDA))
        barra.addStretch(1)
        barra.addWidget(botao_icone("zoom_menos", "Afastar (−)", ao_clicar=self._afastar))
        barra.addWidget(botao("Mostrar tudo", TipoBotao.DISCRETO, ao_clicar=self.linha.mostrar_tudo, dica="Tecla 0"))
        barra.addWidget(botao_icone("zoom_mais", "Aproximar (+)", ao_clicar=self._aproximar))
        quadro = Painel()
        quadro.corpo.addLayout(barra)
        quadro.corpo.addWidget(self.linha, 1)
        quadro.corpo.addWidget(self.detalhe)
        self.citacoes = Citacoes(pai=self)
        self.corrigir = botao("Corri&gir este ato…", ao_clicar=self._corrigir, icone="editar", pai=self)
        baixo = QHBoxLayout()
        baixo.setSpacing(8)
        baixo.addWidget(self.corrigir)
        baixo.addWidget(self.citacoes, 1)
        baixo.addStretch(0)
        quadro.corpo.addLayout(baixo)
        self.caixa.addWidget(quadro)
        self.caixa.addStretch(1)
        # signals
        self.linha.selecionado.connect(self._dizer)
        self.linha.aberto.connect(self._abrir)

    def mostrar(self, ficha: Ficha) -> None:
        self.linha.definir(
            montar(
                marcas=ficha.marcas,
                periodos=ficha.periodos,
                prazos=ficha.prazos,
                vinculos=tuple((v.numero, v.id, v.cargo) for v in ficha.vinculos),
                hoje=self.casa.hoje(),
            )
        )
        self.linha.setMinimumHeight(min(340, self.linha.altura_do_conteudo()))
        self.linha.setMaximumHeight(self.linha.altura_do_conteudo())
        self._dizer(self.linha.ponto_atual())

    @Slot(object)
    def _dizer(self, ponto: Ponto | None) -> None:
        self.detalhe.setText(ponto.texto if ponto is not None else _AJUDA)
        self.citacoes.definir(ponto.texto if ponto is not None else "")
        self._ponto = ponto
        self.corrigir.setVisible(ponto is not None and ponto.ato_id is not None)

    @Slot(object)
    def _abrir(self, ponto: Ponto) -> None:
        self.aberto.emit(ponto)

    @Slot()
    def _corrigir(self) -> None:
        if self._ponto is not None and self._ponto.ato_id is not None:
            DialogoEmenda(self.casa, self.window(), ato_id=self._ponto.ato_id).open()

    @Slot()
    def _aproximar(self) -> None:
        self.linha.aproximar(1.4)

    @Slot()
    def _afastar(self) -> None:
        self.linha.aproximar(1 / 1.4)
