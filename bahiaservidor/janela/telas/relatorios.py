"""Relatórios: the quarterly report of deadlines, generated, looked at, issued; and those already issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...documentos.relatorio_modelos import anterior, limites
from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import PRIMEIRO_ANO, ULTIMO_ANO
from ...servicos.tipos import DocumentoEmitido, Orgao, Unidade
from ..casa import Acao, Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_data import CampoData
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario
from ..componentes.painel_lateral import Painel
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.campos import estreitar
from ..operacoes import Andamento, Mudanca, Tarefa
from ..tema import Tom
from .documentos_lista import Arquivo, ler_documentos
from .prazos_leitura import ler_orgaos
from .relatorios_arquivo import ListaRelatorios, emitir_relatorio, salvar_rascunho
from .relatorios_conciliacao import PainelConciliacao

if TYPE_CHECKING:
    from ...servicos.papeis_emissao import Papel as PapelEmitido
    from ...servicos.papeis_relatorio import RelatorioApurado

ESPECIE: Final = "relatorio_trimestral"
_TITULO: Final = "Gerando o relatório trimestral"
_EMITINDO: Final = "Emitindo o relatório trimestral"

_TRIMESTRES: Final = (
    Opcao(valor=1, rotulo="1º trimestre", detalhe="janeiro a março"),
    Opcao(valor=2, rotulo="2º trimestre", detalhe="abril a junho"),
    Opcao(valor=3, rotulo="3º trimestre", detalhe="julho a setembro"),
    Opcao(valor=4, rotulo="4º trimestre", detalhe="outubro a dezembro"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pedido:
    """Which report: quarter, órgão (None: all), and the day whose states it shows."""

    ano: int
    trimestre: int
    orgao_id: int | None
    em: date


def trimestre_anterior(hoje: date) -> tuple[int, int]:
    """Return (year, quarter) of the last quarter that ended: the one usually asked for."""
    return anterior(hoje.year, (hoje.month - 1) // 3 + 1)


class TelaRelatorios(Tela):
    """The form at the left, the issued ones at the right."""

    titulo = "Relatórios"
    icone = "relatorios"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._tarefa: Tarefa | None = None
        self._emitindo, self._parou = False, Event()
        self._apurado: RelatorioApurado | None = None
        self.cabecalho.definir_subtitulo(
            "Relatório trimestral de prazos: apurar, conferir cada número, emitir e guardar"
        )
        hoje = casa.hoje()
        ano, trimestre = trimestre_anterior(hoje)
        self.ano = CampoNumero(self)
        self.ano.setRange(max(1994, PRIMEIRO_ANO), ULTIMO_ANO)
        self.ano.setValue(ano)
        self.trimestre = Combo(_TRIMESTRES, self)
        self.trimestre.definir(trimestre)
        self.orgao = Combo((Opcao(valor=None, rotulo="Todos os órgãos"),), self)
        self.em = CampoData(self, hoje=casa.hoje)
        self.em.definir(self._situacao_padrao())
        self._montar()
        # signals
        for sinal in (self.ano.valueChanged, self.trimestre.alterado):
            sinal.connect(self._ao_mudar_trimestre)
        for sinal in (self.orgao.alterado, self.em.alterada):
            sinal.connect(self._ao_mudar_pedido)
        casa.executor.andamento.connect(self._ao_andar)

    # ------------------------------------------------------------ building

    def _montar(self) -> None:
        novo = self._montar_pedido()
        self._painel = Painel("Conciliação", self)
        self._painel.setMinimumHeight(350)
        self.conciliacao = PainelConciliacao(self.casa, self._painel)
        self._painel.corpo.addWidget(self.conciliacao, 1)
        emitidos = Painel("Relatórios emitidos", self)
        emitidos.setMinimumHeight(240)
        vazio = EstadoVazio(
            "Nenhum relatório emitido", "Gere o do trimestre, confira os números e emita: ele fica guardado aqui."
        )
        self.lista = ListaRelatorios(self.casa, "relatorios", vazio, com_especie=False, pai=emitidos)
        emitidos.corpo.addWidget(self.lista, 1)
        dentro = QWidget()
        dentro.setProperty("transparente", True)
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(novo)
        caixa.addWidget(self._painel, 3)
        caixa.addWidget(emitidos, 2)
        # At 200 % the three do not fit: they scroll rather than being squeezed together.
        rolagem = QScrollArea(self)
        rolagem.setProperty("transparente", True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setWidgetResizable(True)
        rolagem.setWidget(dentro)
        self.corpo.addWidget(rolagem, 1)
        self._por_estado()

    def _montar_pedido(self) -> Painel:
        """Return the form, what it is doing, and what to do with what it gave."""
        painel = Painel("", self)
        self.formulario = Formulario(painel, colunas=4)
        for combo in (self.trimestre, self.orgao):
            estreitar(combo)
        self.formulario.adicionar("ano", "&Ano", self.ano)
        self.formulario.adicionar("trimestre", "Tri&mestre", self.trimestre)
        self.formulario.adicionar("orgao", "&Órgão", self.orgao)
        self.formulario.adicionar("em", "S&ituação em", self.em, obrigatorio=True)
        self.em.setMinimumWidth(132)  # a whole date at 200 %
        self.em.setToolTip("O estado de cada prazo é o desse dia: em geral, o último do trimestre.")
        self.gerar = botao("&Gerar", TipoBotao.PRIMARIO, ao_clicar=self._gerar, icone="relatorios", pai=painel)
        self.cancelar = botao("Ca&ncelar", ao_clicar=self._cancelar, pai=painel)
        self.barra = QProgressBar(painel)
        self.barra.setTextVisible(False)
        self.barra.setAccessibleName("Andamento do relatório")
        self._andamento = texto("", Papel.SUAVE, pai=painel)
        self.aviso = FaixaAviso(pai=painel)
        self.pronto = texto("", Papel.CORPO, quebra=True, pai=painel)
        self.ver = botao("&Ver na tela", ao_clicar=self._ver, pai=painel)
        self.salvar = botao("Sa&lvar rascunho…", TipoBotao.DISCRETO, ao_clicar=self._salvar, pai=painel,
                            dica="Em PDF, planilha ou CSV, sem número")  # fmt: skip
        self.emitir = botao("&Emitir", TipoBotao.PRIMARIO, ao_clicar=self._emitir, pai=painel,
                            dica="Numerar o relatório e guardá-lo em PDF, planilha e CSV")  # fmt: skip
        self._resultado = QWidget(painel)
        resultado = QHBoxLayout(self._resultado)
        resultado.setContentsMargins(0, 0, 0, 0)
        resultado.setSpacing(8)
        for feito in (self.salvar, self.ver, self.emitir):
            resultado.addWidget(feito)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self.gerar)
        linha.addWidget(self.cancelar)
        linha.addWidget(self.barra, 1)
        linha.addWidget(self._andamento)
        linha.addWidget(self.pronto, 1)
        linha.addWidget(self._resultado)
        linha.addStretch(0)
        painel.corpo.addWidget(self.formulario)
        painel.corpo.addLayout(linha)
        painel.corpo.addWidget(self.aviso)
        return painel

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        self.casa.executor.ler(self, partial(ler_orgaos, self.casa), sucesso=self._receber_orgaos, chave="orgaos")
        self.casa.executor.ler(
            self, partial(ler_documentos, self.casa, ESPECIE), sucesso=self._receber_lista,
            falha=self.lista.aviso.mostrar_erro, chave="lista",
        )  # fmt: skip

    def receber(self, **parametros: Any) -> None:
        """Take ``ano`` and ``trimestre``."""
        if "ano" in parametros:
            self.ano.setValue(int(parametros["ano"]))
        if "trimestre" in parametros:
            self.trimestre.definir(parametros["trimestre"])

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.documentos or mudanca.cadastro("orgaos")

    def focar(self) -> None:
        """The quarter comes first."""
        self.trimestre.setFocus()

    def _receber_orgaos(self, registros: tuple[Sequence[Orgao], Sequence[Unidade]]) -> None:
        with QSignalBlocker(self.orgao):
            self.orgao.definir_opcoes(
                [
                    Opcao(valor=None, rotulo="Todos os órgãos"),
                    *(Opcao(valor=o.id, rotulo=o.sigla or o.nome, detalhe=o.nome if o.sigla else "")
                      for o in registros[0]),
                ]
            )  # fmt: skip

    def _receber_lista(self, lidos: tuple[tuple[DocumentoEmitido, ...], Mapping[str, str]]) -> None:
        self.lista.definir(*lidos)

    # ------------------------------------------------------------ generating

    def pedido(self) -> Pedido | None:
        """Return what the form asks for, None while its date is not one."""
        em = self.em.data()
        if em is None:
            return None
        return Pedido(ano=self.ano.value(), trimestre=self.trimestre.valor(), orgao_id=self.orgao.valor(), em=em)

    def papel(self) -> PapelEmitido | None:
        """Return the draft that was generated."""
        return None if self._apurado is None else self._apurado.papel

    def _situacao_padrao(self) -> date:
        """Return the day the report of the quarter asked for is usually of."""
        return min(limites(self.ano.value(), self.trimestre.valor())[1], self.casa.hoje())

    @Slot()
    def _ao_mudar_trimestre(self) -> None:
        with QSignalBlocker(self.em):
            self.em.definir(self._situacao_padrao())
        self._ao_mudar_pedido()

    @Slot()
    def _ao_mudar_pedido(self) -> None:
        # A draft of another quarter must not be issued by mistake.
        self._esquecer()
        self.formulario.erro("em", "")
        self._por_estado()

    @Slot()
    def _gerar(self) -> None:
        pedido = self.pedido()
        if pedido is None:
            self.formulario.erro("em", self.em.erro() or "Informe a data da situação.")
            self.em.setFocus()
            return
        self._esquecer()
        self.aviso.esconder()
        self.barra.setRange(0, 0)
        self._andamento.setText("Lendo os prazos…")
        self._tarefa = self.casa.executor.longa(
            self, partial(_gerar, self.casa, pedido), titulo=_TITULO, sucesso=self._receber,
            falha=self.aviso.mostrar_erro, fim=self._terminar,
        )  # fmt: skip
        self._por_estado()

    @Slot()
    def _cancelar(self) -> None:
        if self._emitindo:
            # Not by dropping the job: what comes of it says whether it was in time.
            self._parou.set()
            self._andamento.setText("Cancelando…")
            self.cancelar.setEnabled(False)
        elif self._tarefa is not None:
            self._tarefa.cancelar()
            self._tarefa = None
            self.aviso.definir("Relatório cancelado. Nada foi emitido.", Tom.INFO)
            self._por_estado()
            self.gerar.setFocus()

    @Slot(object)
    def _ao_andar(self, andamento: Andamento) -> None:
        if self._tarefa is None:
            return
        if self._tarefa.cancelada and self._emitindo:
            # Cancelled from the bottom bar, which drops what comes of it: a write already begun is completed.
            if self._tarefa.terminada:
                self._terminar()
                self.aviso.definir("Emissão interrompida. Confira abaixo se o relatório foi emitido.", Tom.ATENCAO)
        elif self._tarefa.cancelada:
            # Cancelled from the bottom bar.
            self._cancelar()
        elif andamento.titulo in (_TITULO, _EMITINDO) and andamento.total > 0 and not self._parou.is_set():
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)
            self._andamento.setText(f"{100 * andamento.feitos // andamento.total} %")

    def _receber(self, apurado: RelatorioApurado) -> None:
        self._apurado = apurado
        self._tarefa = None
        self.pronto.setText("Pronto. Confira os números e emita." if apurado.figuras.total else "Pronto: nenhum prazo.")
        self._painel.definir_titulo(f"Conciliação do {apurado.dados.periodo}")
        self.conciliacao.mostrar(apurado)
        self._por_estado()
        self.conciliacao.tabela.setFocus()

    def _esquecer(self) -> None:
        if self._apurado is not None:
            self._apurado = None
            self._painel.definir_titulo("Conciliação")
            self.conciliacao.limpar()

    def _terminar(self) -> None:
        self._tarefa, self._emitindo = None, False
        self._parou.clear()
        self._por_estado()

    def _por_estado(self) -> None:
        gerando = self._tarefa is not None
        for widget in (self.barra, self._andamento, self.cancelar):
            widget.setVisible(gerando)
        self.gerar.setEnabled(not gerando)
        self.formulario.setEnabled(not gerando)
        pronto = self._apurado is not None and not gerando
        self._resultado.setVisible(pronto)
        self.pronto.setVisible(pronto)
        self.cancelar.setEnabled(True)

    # ------------------------------------------------------------ using the draft

    @Slot()
    def _ver(self) -> None:
        papel = self.papel()
        if papel is not None:
            self.casa.abrir_previa(titulo=papel.titulo, pdf=papel.pdf, nome_arquivo=papel.nome_arquivo)

    @Slot()
    def _salvar(self) -> None:
        if self._apurado is not None:
            salvar_rascunho(self, self.casa, self._apurado, falha=self.aviso.mostrar_erro)

    @Slot()
    def _emitir(self) -> None:
        papel = self.papel()
        if papel is None:
            return
        self.aviso.esconder()
        self._emitindo = True
        self.barra.setRange(0, 0)
        self._andamento.setText("Emitindo…")
        self._tarefa = self.casa.executor.longa(
            self, partial(emitir_relatorio, self.casa, papel, self._parou), titulo=_EMITINDO, sucesso=self._emitido,
            falha=self._falhar, fim=self._terminar, mudou=Mudanca(documentos=True), escreve=True,
        )  # fmt: skip
        self._por_estado()
        self.cancelar.setFocus()

    def _emitido(self, emitido: tuple[DocumentoEmitido, Arquivo]) -> None:
        documento, arquivo = emitido
        self._esquecer()
        ver = partial(self.casa.abrir_previa, titulo=arquivo.titulo, pdf=arquivo.pdf, nome_arquivo=arquivo.nome)
        self.casa.mensagem(f"{documento.titulo}: emitido e guardado.", Acao(texto="Abrir", ao_acionar=ver))

    def _falhar(self, erro: ErroDominio) -> None:
        if self._parou.is_set():
            self.aviso.definir("Emissão cancelada. Nada foi emitido; o rascunho continua aqui.", Tom.INFO)
        else:
            self.aviso.mostrar_erro(erro)


def _gerar(
    casa: Casa, pedido: Pedido, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> RelatorioApurado:
    from ...servicos import papeis_relatorio

    return papeis_relatorio.relatorio_apurado(
        casa.ctx, ano=pedido.ano, trimestre=pedido.trimestre, orgao_id=pedido.orgao_id, em=pedido.em,
        progresso=progresso, cancelado=cancelado,
    )  # fmt: skip
