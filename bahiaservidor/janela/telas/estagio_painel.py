"""One person's estágio: the dates, the evaluations one by one, the counters, and the acts that come next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ...estatuto import dispositivos as d
from ...servicos.tipos.estagio import DetalheEstagio, LinhaEstagio
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao
from ..componentes.selo import Selo
from ..componentes.texto import Papel, reestilizar, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.estagio import o_que_falta, portao, proximo_ato, tom_da_falta, tom_do_portao
from ..modelos.prazos import data_com_dia, data_ou_traco, distancia, palavra_do_estado, resolvido, tom_da_linha
from ..tema import Tom
from .estagio_atos import pedir_ato
from .estagio_blocos import BlocosEstagio
from .estagio_marcas import Marcas
from .memoria import esvaziar


class PainelEstagio(QFrame):
    """Shows one `LinhaEstagio` at once, and its `DetalheEstagio` when it has been read."""

    avaliar_pedido = Signal(object)
    """A `LinhaEstagio` to be evaluated."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._linha: LinhaEstagio | None = None
        self.setProperty("superficie", True)
        self.setAccessibleName("Estágio do servidor escolhido")
        self.setMinimumWidth(300)
        self._pilha = QStackedLayout(self)
        self._pilha.addWidget(
            EstadoVazio("Escolha um servidor", "As datas, as avaliações e o próximo ato aparecem aqui.",
                        icone="estagio", pai=self)
        )  # fmt: skip
        self._pilha.addWidget(self._montar())

    def _montar(self) -> QWidget:
        pagina = QWidget(self)
        conteudo = QWidget(pagina)
        conteudo.setProperty("transparente", True)
        self._nome = texto("", Papel.SECAO, quebra=True, pai=conteudo)
        self._lotacao = texto("", Papel.LEGENDA, quebra=True, pai=conteudo)
        self._aviso = FaixaAviso(pai=conteudo)
        self._exercicio = texto("", Papel.CORPO, quebra=True, pai=conteudo)
        self._fim = texto("", Papel.CORPO, quebra=True, pai=conteudo)
        self._marcas = Marcas(conteudo)
        self._avaliacoes = QGridLayout()
        self._avaliacoes.setHorizontalSpacing(8)
        self._avaliacoes.setVerticalSpacing(6)
        self._avaliacoes.setColumnStretch(1, 1)
        self._selo = Selo(pai=conteudo)
        self._submissao = texto("", Papel.CORPO, quebra=True, pai=conteudo)
        self.blocos = BlocosEstagio(conteudo)
        self.blocos.ato.connect(self._pedir)
        linha_selo = QHBoxLayout()
        linha_selo.addWidget(self._selo)
        linha_selo.addStretch(1)

        corpo = QVBoxLayout(conteudo)
        corpo.setContentsMargins(16, 16, 16, 8)
        corpo.setSpacing(4)
        corpo.addWidget(self._nome)
        corpo.addWidget(self._lotacao)
        corpo.addSpacing(6)
        corpo.addWidget(self._aviso)
        corpo.addSpacing(4)
        corpo.addWidget(self._exercicio)
        corpo.addWidget(self._fim)
        corpo.addSpacing(12)
        corpo.addWidget(texto("Avaliações semestrais", Papel.SECAO, pai=conteudo))
        corpo.addWidget(Citacao(d.DECRETO_7899, conteudo), 0, Qt.AlignmentFlag.AlignLeft)
        corpo.addWidget(self._marcas)
        corpo.addLayout(self._avaliacoes)
        corpo.addSpacing(12)
        corpo.addWidget(texto("Submissão à homologação", Papel.SECAO, pai=conteudo))
        corpo.addWidget(Citacao(d.ART_27_PU, conteudo), 0, Qt.AlignmentFlag.AlignLeft)
        corpo.addLayout(linha_selo)
        corpo.addWidget(self._submissao)
        corpo.addSpacing(12)
        corpo.addWidget(self.blocos)
        corpo.addStretch(1)
        self.rolagem = QScrollArea(pagina)
        self.rolagem.setWidget(conteudo)
        self.rolagem.setWidgetResizable(True)
        self.rolagem.setFrameShape(QFrame.Shape.NoFrame)
        self.rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rolagem.setProperty("transparente", True)
        self.rolagem.setAccessibleName("Datas, avaliações e contadores")

        self.avaliar = botao("Registrar &avaliação…", ao_clicar=self._avaliar, pai=pagina)
        self.submeter = botao("&Submeter…", ao_clicar=self._submeter, pai=pagina,
                              dica="Registrar a submissão da avaliação à homologação")  # fmt: skip
        self.homologar = botao("&Homologar…", ao_clicar=self._homologar, pai=pagina)
        self.abrir = botao("Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir, icone="pessoa", pai=pagina)
        acoes = QGridLayout()
        acoes.setContentsMargins(16, 8, 16, 12)
        acoes.setSpacing(8)
        acoes.addWidget(self.avaliar, 0, 0, 1, 2)
        acoes.addWidget(self.submeter, 1, 0)
        acoes.addWidget(self.homologar, 1, 1)
        acoes.addWidget(self.abrir, 2, 0, 1, 2)
        caixa = QVBoxLayout(pagina)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(self.rolagem, 1)
        caixa.addLayout(acoes)
        return pagina

    # ------------------------------------------------------------ showing

    def linha(self) -> LinhaEstagio | None:
        """Return the row shown."""
        return self._linha

    def mostrar(self, linha: LinhaEstagio | None) -> None:
        """Show a person, or the invitation to choose one."""
        if linha is not None and linha == self._linha:
            return
        if self._linha is None or linha is None or linha.vinculo_id != self._linha.vinculo_id:
            self.blocos.mostrar(None)
            self.rolagem.verticalScrollBar().setValue(0)
        self._linha = linha
        self._pilha.setCurrentIndex(0 if linha is None else 1)
        if linha is None:
            return
        hoje = self._casa.hoje()
        self._nome.setText(linha.nome)
        self._lotacao.setText(" · ".join(parte for parte in (linha.cargo, linha.unidade, linha.orgao) if parte))
        self._aviso.definir(o_que_falta(linha, hoje), tom_da_falta(linha))
        self._exercicio.setText(f"Em exercício desde {data_ou_traco(linha.exercicio)}")
        fim = linha.fim.vence
        self._fim.setText(
            "Fim ainda sem data: há ausência sem término." if fim is None
            else f"Fim do estágio: {data_com_dia(fim)} ({distancia(fim, hoje)})"
        )  # fmt: skip
        self._marcas.definir(linha.avaliacoes)
        self._por_avaliacoes(linha)
        self._selo.definir(portao(linha, hoje), tom_do_portao(linha, hoje) or Tom.NEUTRO)
        self._submissao.setText(_do_portao(linha))
        proximo = proximo_ato(linha)
        for chave, acao in (
            ("avaliacao_estagio", self.avaliar),
            ("submissao_avaliacao", self.submeter),
            ("homologacao_estagio", self.homologar),
        ):
            acao.setProperty("tipo", str(TipoBotao.PRIMARIO if chave == proximo else TipoBotao.SECUNDARIO))
            reestilizar(acao)
        self.avaliar.setEnabled(linha.proxima_avaliacao is not None)
        self.submeter.setEnabled(linha.submissao is not None and not linha.submetida)
        # The law asks for the submission first; the dialog says so when it is missing.
        self.homologar.setEnabled(True)

    def mostrar_detalhe(self, detalhe: DetalheEstagio) -> None:
        """Show what was read about the person, if it is still the one on screen."""
        if self._linha is not None and detalhe.vinculo_id == self._linha.vinculo_id:
            self.blocos.mostrar(detalhe)

    def _por_avaliacoes(self, linha: LinhaEstagio) -> None:
        esvaziar(self._avaliacoes)
        for posicao, avaliacao in enumerate(linha.avaliacoes):
            self._avaliacoes.addWidget(texto(f"{avaliacao.numero}ª", Papel.CORPO, pai=self), posicao, 0)
            feita = avaliacao.fechado_em if resolvido(avaliacao) else None
            data = f"{data_ou_traco(avaliacao.vence)}" + (
                f", feita em {data_ou_traco(feita)}" if feita is not None and feita != avaliacao.vence else ""
            )
            self._avaliacoes.addWidget(texto(data, Papel.CORPO, quebra=True, pai=self), posicao, 1)
            selo = Selo(palavra_do_estado(avaliacao), tom_da_linha(avaliacao), self)
            self._avaliacoes.addWidget(selo, posicao, 2, Qt.AlignmentFlag.AlignRight)

    # ------------------------------------------------------------ acting

    @Slot()
    def registrar_proximo(self) -> None:
        """Open what comes next for the person shown."""
        if self._linha is not None:
            self._registrar(proximo_ato(self._linha))

    def _registrar(self, tipo: str) -> None:
        linha = self._linha
        if linha is None:
            return
        if tipo == "avaliacao_estagio":
            self.avaliar_pedido.emit(linha)
        else:
            self._casa.abrir_ato(servidor_id=linha.servidor_id, vinculo_id=linha.vinculo_id, tipo=tipo)

    @Slot(str, object)
    def _pedir(self, tipo: str, conhecido: dict[str, object]) -> None:
        if self._linha is not None:
            pedir_ato(self._casa, self._linha.servidor_id, self._linha.vinculo_id, tipo, conhecido)

    @Slot()
    def _avaliar(self) -> None:
        self._registrar("avaliacao_estagio")

    @Slot()
    def _submeter(self) -> None:
        self._registrar("submissao_avaliacao")

    @Slot()
    def _homologar(self) -> None:
        self._registrar("homologacao_estagio")

    @Slot()
    def _abrir(self) -> None:
        if self._linha is not None:
            self._casa.abrir_ficha(self._linha.servidor_id)


def _do_portao(linha: LinhaEstagio) -> str:
    if linha.submetida:
        return "A avaliação foi submetida; falta a homologação da autoridade."
    if linha.submissao is None or linha.submissao.vence is None:
        return ""
    return f"A avaliação é submetida até {data_com_dia(linha.submissao.vence)}, quatro meses antes do fim do estágio."
