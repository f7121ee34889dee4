"""The contradiction chosen: what, why with the article, what to do, the acts involved, who acknowledged it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ...estatuto.citacoes import resolver
from ...estatuto.dispositivos import RESUMOS
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos.contradicoes import Contradicao, Especie
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.contradicoes import TOM_DA_GRAVIDADE
from ..modelos.prazos import data_com_dia
from .contradicoes_publicacao import DialogoPublicacao

LARGURA = 340
"""Width of the panel, in logical pixels, before the clerk drags it."""


class _Rolagem(QScrollArea):
    """Scrolls a column of wrapped words: its height is that of the words at the width they really have.

    Qt asks before it knows whether the scroll bar takes part of the width, and would cut the last lines.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ajustar()

    def ajustar(self) -> None:
        """Give the content the height its words need."""
        dentro = self.widget()
        caixa = None if dentro is None else dentro.layout()
        if dentro is not None and caixa is not None:
            caixa.invalidate()
            dentro.setMinimumHeight(caixa.totalHeightForWidth(self.viewport().width()))
            caixa.activate()


class PainelContradicao(QFrame):
    """Shows one contradiction; what it needs comes whole in the row."""

    ciencia_pedida = Signal()
    retirada_pedida = Signal()

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._atual: Contradicao | None = None
        self.setProperty("superficie", True)
        self.setAccessibleName("Contradição escolhida")
        self.setMinimumWidth(300)
        self._pilha = QStackedLayout(self)
        self._pilha.addWidget(
            EstadoVazio("O que há de errado", "Escolha uma contradição para ver a razão, o artigo e o que fazer.",
                        icone="contradicoes", pai=self)
        )  # fmt: skip
        self._pilha.addWidget(self._montar())

    def _montar(self) -> QWidget:
        pagina = QWidget(self)
        self._selo = Selo(pai=pagina)
        self._especie = texto("", Papel.SECAO, quebra=True, pai=pagina)
        self._nome = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=pagina)
        self._cargo = texto("", Papel.LEGENDA, quebra=True, pai=pagina)
        self._desde = texto("", Papel.SUAVE, quebra=True, pai=pagina)
        self._o_que = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=pagina)
        self._por_que = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self.artigo = Citacao(pai=pagina)
        self._lei = texto("", Papel.SUAVE, quebra=True, pai=pagina)
        self._fazer = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._atos = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._ciencia = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=pagina)
        self._titulos: dict[QLabel, QLabel] = {}

        linha = QHBoxLayout()
        linha.addWidget(self._selo)
        linha.addStretch(1)
        conteudo = QWidget(pagina)
        corpo = QVBoxLayout(conteudo)
        corpo.setContentsMargins(16, 16, 16, 8)
        corpo.setSpacing(4)
        corpo.addLayout(linha)
        for widget in (self._especie, self._nome, self._cargo, self._desde):
            corpo.addWidget(widget)
        for titulo, valores in (
            ("O que há", (self._o_que,)),
            ("Por quê", (self._por_que, self._lei)),
            ("O que fazer", (self._fazer,)),
            ("Atos", (self._atos,)),
            ("Ciência", (self._ciencia,)),
        ):
            corpo.addSpacing(12)
            self._titulos[valores[0]] = texto(titulo, Papel.SECAO, pai=pagina)
            corpo.addWidget(self._titulos[valores[0]])
            for valor in valores:
                if valor is self._lei:
                    corpo.addWidget(self.artigo, 0, Qt.AlignmentFlag.AlignLeft)
                corpo.addWidget(valor)
        corpo.addStretch(1)

        self._rolagem = rolagem = _Rolagem(pagina)
        rolagem.setWidget(conteudo)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setAccessibleName("Razão da contradição escolhida")
        rolagem.setProperty("transparente", True)
        conteudo.setProperty("transparente", True)

        self.registrar = botao("Regi&strar o ato…", TipoBotao.PRIMARIO, ao_clicar=self._registrar, pai=pagina)
        self.completar = botao("Completar a &publicação…", TipoBotao.PRIMARIO, ao_clicar=self._completar, pai=pagina)
        self.ciente = botao("Dar &ciência…", ao_clicar=self._pedir_ciencia, icone="certo", pai=pagina,
                            dica="Guardar, com nota, que a contradição é conhecida e pode ficar (Espaço)")  # fmt: skip
        self.retirar = botao("Re&tirar a ciência", ao_clicar=self._pedir_retirada, pai=pagina,
                             dica="A contradição volta a pendente; a nota continua guardada")  # fmt: skip
        self.abrir = botao("Abrir &ficha", ao_clicar=self._abrir_ficha, icone="pessoa", pai=pagina)
        self.outra = botao("Abrir a &outra ficha", ao_clicar=self._abrir_outra, icone="pessoa", pai=pagina)
        self.cargo = botao("Abrir car&go", ao_clicar=self._abrir_cargo, icone="cargos", pai=pagina)
        acoes = QVBoxLayout()
        acoes.setContentsMargins(16, 8, 16, 12)
        acoes.setSpacing(8)
        for acao in (self.registrar, self.completar, self.outra):
            acoes.addWidget(acao)
        embaixo = QHBoxLayout()
        embaixo.setSpacing(8)
        for acao in (self.ciente, self.retirar, self.abrir, self.cargo):
            embaixo.addWidget(acao, 1)
        acoes.addLayout(embaixo)
        caixa = QVBoxLayout(pagina)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(rolagem, 1)
        caixa.addLayout(acoes)
        return pagina

    # ------------------------------------------------------------ showing

    def atual(self) -> Contradicao | None:
        """Return the contradiction shown."""
        return self._atual

    def textos(self) -> str:
        """Return everything that is said, as plain text."""
        partes = (self._o_que, self._por_que, self.artigo, self._lei, self._fazer, self._atos, self._ciencia)
        return "\n".join(p.text() for p in partes if p.text())

    def rotulo_do_nome(self) -> QLabel:
        """Return where the name is."""
        return self._nome

    def rotulos(self) -> tuple[QLabel, ...]:
        """Return the labels that show words now."""
        todos = (self._especie, self._nome, self._o_que, self._por_que, self._lei, self._fazer, self._atos)
        return tuple(rotulo for rotulo in todos if rotulo.isVisible())

    def mostrar(self, contradicao: Contradicao | None) -> None:
        """Show a contradiction, or the invitation to choose one."""
        self._atual = contradicao
        if contradicao is None:
            self._pilha.setCurrentIndex(0)
            return
        c = contradicao
        self._selo.definir(f"Gravidade {c.gravidade.rotulo.lower()}", TOM_DA_GRAVIDADE[c.gravidade])
        self._especie.setText(c.especie.rotulo)
        _por(self._nome, c.nome)
        _por(self._cargo, c.cargo)
        _por(self._desde, f"Desde {data_com_dia(c.desde)}" if c.desde is not None else "")
        self._o_que.setText(c.o_que)
        self._por_que.setText(c.por_que)
        self.artigo.definir(c.dispositivo)
        # The summary of the article is said once: some kinds have no better reason than it.
        _por(self._lei, " ".join(r for r in (RESUMOS[d] for d in resolver(c.dispositivo)) if r != c.por_que))
        self._fazer.setText(c.o_que_fazer)
        self._por_secao(self._atos, "\n".join(ato.frase for ato in c.atos))
        self._por_secao(self._ciencia, _da_ciencia(c))
        self.registrar.setVisible(bool(c.ato_sugerido) and c.servidor_id is not None)
        self.registrar.setText(f"Regi&strar: {c.rotulo_do_ato.lower()}…")
        self.registrar.setAccessibleName(f"Registrar: {c.rotulo_do_ato.lower()}")
        self.completar.setVisible(c.completa_publicacao)
        self.ciente.setVisible(c.ciencia is None)
        self.retirar.setVisible(c.ciencia is not None)
        self.abrir.setVisible(c.servidor_id is not None)
        self.outra.setVisible(c.outro_servidor_id is not None)
        self.cargo.setVisible(c.cargo_id is not None and c.especie is Especie.CARGO_ACIMA_DOS_POSTOS)
        self._pilha.setCurrentIndex(1)
        self._rolagem.ajustar()
        self._rolagem.verticalScrollBar().setValue(0)

    def _por_secao(self, valor: QLabel, conteudo: str) -> None:
        _por(valor, conteudo)
        self._titulos[valor].setVisible(bool(conteudo))

    # ------------------------------------------------------------ acting

    @Slot()
    def _registrar(self) -> None:
        c = self._atual
        if c is not None and c.ato_sugerido:
            self._casa.abrir_ato(servidor_id=c.servidor_id, vinculo_id=c.vinculo_id, tipo=c.ato_sugerido)

    @Slot()
    def _completar(self) -> None:
        if self._atual is not None and self._atual.completa_publicacao:
            DialogoPublicacao(self._casa, self._atual, self.window()).open()

    @Slot()
    def _pedir_ciencia(self) -> None:
        self.ciencia_pedida.emit()

    @Slot()
    def _pedir_retirada(self) -> None:
        self.retirada_pedida.emit()

    @Slot()
    def _abrir_ficha(self) -> None:
        if self._atual is not None and self._atual.servidor_id is not None:
            self._casa.abrir_ficha(self._atual.servidor_id)

    @Slot()
    def _abrir_outra(self) -> None:
        if self._atual is not None and self._atual.outro_servidor_id is not None:
            self._casa.abrir_ficha(self._atual.outro_servidor_id)

    @Slot()
    def _abrir_cargo(self) -> None:
        if self._atual is not None and self._atual.cargo_id is not None:
            self._casa.navegar("cargos", cargo_id=self._atual.cargo_id)


def _por(rotulo: QLabel, conteudo: str) -> None:
    rotulo.setText(conteudo)
    rotulo.setVisible(bool(conteudo))


def _da_ciencia(c: Contradicao) -> str:
    if c.ciencia is None:
        return ""
    return f"{c.ciencia.usuario}, em {formatar_data(c.ciencia.em)}: {c.ciencia.nota}"
