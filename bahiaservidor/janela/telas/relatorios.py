"""Relatórios: the quarterly report of deadlines, generated, looked at, issued; and those already issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

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
from ..modelos.prazos import quantos
from ..operacoes import Andamento, Mudanca, Tarefa
from ..tema import Tom
from .documentos_lista import Arquivo, ListaDocumentos, ler_documentos, salvar_como
from .prazos import ler_orgaos

if TYPE_CHECKING:
    from ...servicos.papeis_emissao import Papel as PapelEmitido

ESPECIE: Final = "relatorio_trimestral"
_TITULO: Final = "Gerando o relatório trimestral"

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
    atual = (hoje.month - 1) // 3 + 1
    return (hoje.year - 1, 4) if atual == 1 else (hoje.year, atual - 1)


class TelaRelatorios(Tela):
    """The form at the left, the issued ones at the right."""

    titulo = "Relatórios"
    icone = "relatorios"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._tarefa: Tarefa | None = None
        self._papel: PapelEmitido | None = None
        self.cabecalho.definir_subtitulo("Relatório trimestral de prazos: gerar, conferir na tela, emitir e guardar")
        hoje = casa.hoje()
        ano, trimestre = trimestre_anterior(hoje)
        self.ano = CampoNumero(self)
        self.ano.setRange(max(1994, PRIMEIRO_ANO), ULTIMO_ANO)
        self.ano.setValue(ano)
        self.trimestre = Combo(_TRIMESTRES, self)
        self.trimestre.definir(trimestre)
        self.orgao = Combo((Opcao(valor=None, rotulo="Todos os órgãos"),), self)
        self.em = CampoData(self, hoje=casa.hoje)
        self.em.definir(hoje)
        self._montar()
        # signals
        for sinal in (self.ano.valueChanged, self.trimestre.alterado, self.orgao.alterado, self.em.alterada):
            sinal.connect(self._ao_mudar_pedido)
        casa.executor.andamento.connect(self._ao_andar)

    # ------------------------------------------------------------ building

    def _montar(self) -> None:
        esquerda = Painel("Novo relatório", self)
        esquerda.setMinimumWidth(320)
        self.formulario = Formulario(esquerda)
        self.formulario.adicionar("ano", "&Ano", self.ano)
        self.formulario.adicionar("trimestre", "&Trimestre", self.trimestre)
        self.formulario.adicionar("orgao", "&Órgão", self.orgao)
        self.formulario.adicionar("em", "&Situação em", self.em, obrigatorio=True,
                                  ajuda="O estado de cada prazo é o desse dia.")  # fmt: skip
        self.gerar = botao("&Gerar", TipoBotao.PRIMARIO, ao_clicar=self._gerar, icone="relatorios", pai=esquerda)
        self.cancelar = botao("Ca&ncelar", ao_clicar=self._cancelar, pai=esquerda)
        self.barra = QProgressBar(esquerda)
        self.barra.setTextVisible(False)
        self.barra.setAccessibleName("Andamento do relatório")
        self._andamento = texto("", Papel.SUAVE, pai=esquerda)
        self.aviso = FaixaAviso(pai=esquerda)
        self.pronto = texto("", Papel.CORPO, quebra=True, pai=esquerda)
        self.ver = botao("&Ver na tela", ao_clicar=self._ver, pai=esquerda)
        self.salvar = botao("Sa&lvar rascunho…", TipoBotao.DISCRETO, ao_clicar=self._salvar, pai=esquerda)
        self.emitir = botao("&Emitir", TipoBotao.PRIMARIO, ao_clicar=self._emitir, pai=esquerda,
                            dica="Numerar o relatório e guardá-lo, byte a byte")  # fmt: skip
        cima = QHBoxLayout()
        cima.setSpacing(8)
        cima.addWidget(self.gerar)
        cima.addWidget(self.cancelar)
        cima.addStretch(1)
        self._resultado = QWidget(esquerda)
        resultado = QVBoxLayout(self._resultado)
        resultado.setContentsMargins(0, 8, 0, 0)
        resultado.setSpacing(8)
        resultado.addWidget(self.pronto)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self.emitir)
        linha.addWidget(self.ver)
        linha.addWidget(self.salvar)
        linha.addStretch(1)
        resultado.addLayout(linha)
        esquerda.corpo.addWidget(self.formulario)
        esquerda.corpo.addLayout(cima)
        esquerda.corpo.addWidget(self.barra)
        esquerda.corpo.addWidget(self._andamento)
        esquerda.corpo.addWidget(self.aviso)
        esquerda.corpo.addWidget(self._resultado)
        esquerda.corpo.addStretch(1)

        direita = Painel("Relatórios emitidos", self)
        vazio = EstadoVazio(
            "Nenhum relatório emitido", "Gere o do trimestre, confira na tela e emita: ele fica guardado aqui.",
            icone="relatorios",
        )  # fmt: skip
        self.lista = ListaDocumentos(self.casa, "relatorios", vazio, com_especie=False, pai=direita)
        direita.corpo.addWidget(self.lista, 1)
        lados = QSplitter(Qt.Orientation.Horizontal, self)
        lados.setChildrenCollapsible(False)
        # At 200 % the form is taller than the screen: it scrolls rather than squeezing its fields together.
        rolagem = QScrollArea(lados)
        rolagem.setProperty("transparente", True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setWidgetResizable(True)
        rolagem.setMinimumWidth(340)
        rolagem.setWidget(esquerda)
        lados.addWidget(rolagem)
        lados.addWidget(direita)
        lados.setStretchFactor(0, 0)
        lados.setStretchFactor(1, 1)
        lados.setSizes([400, 700])
        self.corpo.addWidget(lados, 1)
        self._por_estado()

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
        return self._papel

    @Slot()
    def _ao_mudar_pedido(self) -> None:
        # A draft of another quarter must not be issued by mistake.
        self._papel = None
        self.formulario.erro("em", "")
        self._por_estado()

    @Slot()
    def _gerar(self) -> None:
        pedido = self.pedido()
        if pedido is None:
            self.formulario.erro("em", self.em.erro() or "Informe a data da situação.")
            self.em.setFocus()
            return
        self._papel = None
        self.aviso.esconder()
        self.barra.setRange(0, 0)
        self._andamento.setText("Lendo os prazos…")
        self._tarefa = self.casa.executor.longa(
            self, partial(_gerar, self.casa, pedido), titulo=_TITULO, sucesso=self._receber_papel,
            falha=self.aviso.mostrar_erro, fim=self._terminar,
        )  # fmt: skip
        self._por_estado()

    @Slot()
    def _cancelar(self) -> None:
        if self._tarefa is not None:
            self._tarefa.cancelar()
            self._tarefa = None
            self.aviso.definir("Relatório cancelado. Nada foi emitido.", Tom.INFO)
            self._por_estado()
            self.gerar.setFocus()

    @Slot(object)
    def _ao_andar(self, andamento: Andamento) -> None:
        if self._tarefa is None:
            return
        if self._tarefa.cancelada:
            # Cancelled from the bottom bar.
            self._cancelar()
        elif andamento.titulo == _TITULO and andamento.total > 0:
            self.barra.setRange(0, andamento.total)
            self.barra.setValue(andamento.feitos)
            self._andamento.setText(f"{andamento.feitos} de {quantos(andamento.total, 'página', 'páginas')}")

    def _receber_papel(self, papel: PapelEmitido) -> None:
        self._papel = papel
        self._tarefa = None
        self.pronto.setText(f"Pronto: {papel.titulo}. Confira na tela e emita.")
        self._por_estado()
        self._ver()

    def _terminar(self) -> None:
        self._tarefa = None
        self._por_estado()

    def _por_estado(self) -> None:
        gerando = self._tarefa is not None
        for widget in (self.barra, self._andamento, self.cancelar):
            widget.setVisible(gerando)
        self.gerar.setEnabled(not gerando)
        self.formulario.setEnabled(not gerando)
        self._resultado.setVisible(self._papel is not None and not gerando)
        self.emitir.setEnabled(True)

    # ------------------------------------------------------------ using the draft

    @Slot()
    def _ver(self) -> None:
        if self._papel is not None:
            self.casa.abrir_previa(
                titulo=self._papel.titulo, pdf=self._papel.pdf, nome_arquivo=self._papel.nome_arquivo
            )

    @Slot()
    def _salvar(self) -> None:
        if self._papel is not None:
            arquivo = Arquivo(titulo=self._papel.titulo, nome=self._papel.nome_arquivo, pdf=self._papel.pdf)
            salvar_como(self, self.casa, arquivo, falha=self.aviso.mostrar_erro)

    @Slot()
    def _emitir(self) -> None:
        if self._papel is None:
            return
        self.emitir.setEnabled(False)
        self.casa.executor.gravar(
            self, partial(_emitir, self.casa, self._papel), sucesso=self._emitido, falha=self._falhar,
            mudou=Mudanca(documentos=True), aguarde="Emitindo o relatório",
        )  # fmt: skip

    def _emitido(self, emitido: tuple[DocumentoEmitido, Arquivo]) -> None:
        documento, arquivo = emitido
        self._papel = None
        self._por_estado()
        ver = partial(self.casa.abrir_previa, titulo=arquivo.titulo, pdf=arquivo.pdf, nome_arquivo=arquivo.nome)
        self.casa.mensagem(f"{documento.titulo}: emitido e guardado.", Acao(texto="Abrir", ao_acionar=ver))

    def _falhar(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        self._por_estado()


def _gerar(
    casa: Casa, pedido: Pedido, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> PapelEmitido:
    from ...servicos import papeis

    return papeis.relatorio_trimestral(
        casa.ctx, ano=pedido.ano, trimestre=pedido.trimestre, orgao_id=pedido.orgao_id, hoje=pedido.em,
        progresso=progresso, cancelado=cancelado,
    )  # fmt: skip


def _emitir(casa: Casa, papel: PapelEmitido) -> tuple[DocumentoEmitido, Arquivo]:
    from ...servicos import papeis_emissao

    documento = papeis_emissao.emitir(casa.ctx, papel=papel)
    pdf = papeis_emissao.bytes_de(casa.ctx, documento_id=documento.id)
    return documento, Arquivo(titulo=documento.titulo, nome=papel.nome_arquivo, pdf=pdf)
