"""The calculator: any start, any rule, with its memória; it reads the calendar and never writes anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ...estatuto.formatos.nomes import sem_acentos
from ...servicos.tipos import Calculo
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_data import CampoData
from ..componentes.campo_numero import CampoNumero
from ..componentes.citacao import Citacao
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario
from ..componentes.painel_lateral import Painel
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.prazos import data_com_dia, distancia
from .memoria import Memoria, texto_da_memoria

_MEDIDAS: Final = {
    "dias": ("Dias corridos, de um fato", "&Quantos dias", 30),
    "publicacao": ("Dias, da publicação no DOE", "&Quantos dias", 30),
    "meses": ("Meses, de data a data", "&Quantos meses", 12),
    "idade": ("Idade completa, do nascimento", "&Quantos anos", 70),
}
"""Rules with a number of the clerk's own: words, label of the number, number offered first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pedido:
    """What is to be calculated."""

    regra: str
    inicio: date
    prorrogado: bool
    municipio: str | None


class TelaCalculadora(Tela):
    """A form at the left, the date and its steps at the right, as one types."""

    titulo = "Calculadora de prazos"
    icone = "calculadora"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._calculo: Calculo | None = None
        self._maximos: dict[str, int] = {}
        self.cabecalho.definir_subtitulo("Qualquer início, qualquer regra. Nada do que se faz aqui entra no registro.")
        self.voltar = botao("&Voltar aos prazos", ao_clicar=self._voltar, icone="prazos", pai=self)
        self.cabecalho.adicionar_acao(self.voltar)
        self.regra = Combo((), self)
        self.regra.setMaxVisibleItems(20)
        self.quantidade = CampoNumero(self)
        self.quantidade.setRange(1, 1)
        self.inicio = CampoData(self, hoje=casa.hoje)
        self.municipio = Combo((Opcao(valor=None, rotulo="Só feriados nacionais e estaduais"),), self)
        self.prorrogado = QCheckBox("&Prorrogado", self)
        self._montar()
        # signals
        self.regra.alterado.connect(self._ao_trocar_regra)
        self.quantidade.valueChanged.connect(self._calcular)
        self.inicio.alterada.connect(self._calcular)
        self.inicio.textChanged.connect(self._dizer_data)
        self.municipio.alterado.connect(self._calcular)
        self.prorrogado.toggled.connect(self._calcular)

    # ------------------------------------------------------------ building

    def _montar(self) -> None:
        esquerda = Painel("O que calcular", self)
        self.formulario = Formulario(esquerda)
        self.formulario.adicionar("regra", "Re&gra", self.regra)
        self.formulario.adicionar("quantidade", "&Quantos", self.quantidade)
        self.formulario.adicionar("inicio", "&Início da contagem", self.inicio,
                                  ajuda="dd/mm/aaaa; H escreve a data de hoje, ↑ e ↓ andam um dia")  # fmt: skip
        self.formulario.adicionar("municipio", "&Município", self.municipio,
                                  ajuda="O vencimento em feriado municipal passa ao dia útil seguinte.")  # fmt: skip
        self.formulario.mostrar("quantidade", False)
        esquerda.corpo.addWidget(self.formulario)
        esquerda.corpo.addWidget(self.prorrogado)
        esquerda.corpo.addStretch(1)
        esquerda.setMinimumWidth(300)

        direita = Painel("Resultado", self)
        self.aviso = FaixaAviso(pai=direita)
        self.vazio = EstadoVazio("Informe a data de início", "O resultado e o passo a passo aparecem aqui.",
                                 icone="calculadora", pai=direita)  # fmt: skip
        self._pagina = QWidget(direita)
        pagina = QVBoxLayout(self._pagina)
        pagina.setContentsMargins(0, 0, 0, 0)
        pagina.setSpacing(4)
        self._regra = texto("", Papel.SUAVE, quebra=True, pai=self._pagina)
        self._citacao = Citacao(pai=self._pagina)
        self._data = texto("", Papel.NUMERO, selecionavel=True, pai=self._pagina)
        self._dia = texto("", Papel.CORPO, quebra=True, pai=self._pagina)
        self._ultimo = texto("", Papel.CORPO, quebra=True, pai=self._pagina)
        self._memoria = Memoria(self._pagina)
        dentro = QWidget(self._pagina)
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 8, 0)
        caixa.addWidget(self._memoria)
        caixa.addStretch(1)
        rolagem = QScrollArea(self._pagina)
        rolagem.setWidget(dentro)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setAccessibleName("Passo a passo")
        for widget in (rolagem, dentro):
            widget.setProperty("transparente", True)
        self.copiar = botao("&Copiar o passo a passo", TipoBotao.DISCRETO, ao_clicar=self._copiar, icone="copiar",
                            pai=self._pagina)  # fmt: skip
        pagina.addWidget(self._regra)
        pagina.addWidget(self._citacao, 0, Qt.AlignmentFlag.AlignLeft)
        pagina.addWidget(self._data)
        pagina.addWidget(self._dia)
        pagina.addWidget(self._ultimo)
        pagina.addSpacing(12)
        pagina.addWidget(texto("Como se chegou à data", Papel.SECAO, pai=self._pagina))
        pagina.addSpacing(4)
        pagina.addWidget(rolagem, 1)
        baixo = QHBoxLayout()
        baixo.addStretch(1)
        baixo.addWidget(self.copiar)
        pagina.addLayout(baixo)
        direita.corpo.addWidget(self.aviso)
        direita.corpo.addWidget(self._pagina, 1)
        direita.corpo.addWidget(self.vazio, 1)
        self._pagina.hide()

        lados = QSplitter(Qt.Orientation.Horizontal, self)
        lados.setChildrenCollapsible(False)
        lados.addWidget(esquerda)
        lados.addWidget(direita)
        lados.setStretchFactor(0, 0)
        lados.setStretchFactor(1, 1)
        lados.setSizes([380, 700])
        self.corpo.addWidget(lados, 1)

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        if not self.regra.count():
            self._oferecer_regras()
        self.casa.executor.ler(self, partial(_municipios, self.casa), sucesso=self._receber_municipios, chave="lugares")
        self._calcular()

    def receber(self, **parametros: Any) -> None:
        """Take ``regra``, ``inicio`` and ``municipio`` to start with."""
        if "regra" in parametros:
            self.regra.definir(parametros["regra"])
        if isinstance(parametros.get("inicio"), date):
            self.inicio.definir(parametros["inicio"])
        if "municipio" in parametros:
            self.municipio.definir(parametros["municipio"])

    def focar(self) -> None:
        """The start comes first: most calculations are of the posse."""
        self.inicio.setFocus()

    def calculo(self) -> Calculo | None:
        """Return the result shown."""
        return self._calculo

    def pedido(self) -> Pedido | None:
        """Return what the form asks, None while there is no date."""
        inicio, regra = self.inicio.data(), self.regra.valor()
        if inicio is None or regra is None:
            return None
        chave = f"{regra}:{self.quantidade.value()}" if regra in _MEDIDAS else str(regra)
        return Pedido(
            regra=chave, inicio=inicio, prorrogado=self.prorrogado.isChecked(), municipio=self.municipio.valor()
        )

    def _oferecer_regras(self) -> None:
        from ...servicos import calculadora

        fixas = [Opcao(valor=c, rotulo=r) for c, r in calculadora.regras() if ":" not in c]
        medidas = [Opcao(valor=c, rotulo=f"{rotulo} (escolha quantos)") for c, (rotulo, _, _) in _MEDIDAS.items()]
        self._maximos = dict(calculadora.MAXIMO)
        self.regra.definir_opcoes([*fixas, *medidas])

    def _receber_municipios(self, municipios: Sequence[str]) -> None:
        self.municipio.definir_opcoes(
            [
                Opcao(valor=None, rotulo="Só feriados nacionais e estaduais"),
                *(Opcao(valor=nome, rotulo=nome) for nome in municipios),
            ]
        )

    # ------------------------------------------------------------ calculating

    @Slot()
    def _ao_trocar_regra(self) -> None:
        medida = _MEDIDAS.get(self.regra.valor())
        self.formulario.mostrar("quantidade", medida is not None)
        if medida is not None:
            self.quantidade.blockSignals(True)
            self.quantidade.setRange(1, self._maximos.get(self.regra.valor(), 1))
            self.quantidade.setValue(medida[2])
            self.quantidade.blockSignals(False)
            self.quantidade.setAccessibleName(medida[1].replace("&", ""))
        self._calcular()

    @Slot()
    def _dizer_data(self) -> None:
        # Only once ten characters are there: half a date is not yet wrong.
        self.formulario.erro("inicio", self.inicio.erro() if len(self.inicio.text()) >= 10 else "")

    @Slot()
    def _calcular(self) -> None:
        pedido = self.pedido()
        if pedido is None:
            self.casa.executor.cancelar(self, "calculo")
            self._mostrar(None)
            self.aviso.esconder()
            return
        self.casa.executor.ler(
            self, partial(_calcular, self.casa, pedido), sucesso=self._receber, falha=self._falhar, chave="calculo"
        )

    def _receber(self, calculo: Calculo) -> None:
        self.aviso.esconder()
        self._mostrar(calculo)

    def _falhar(self, erro: Any) -> None:
        self._mostrar(None)
        self.vazio.hide()
        self.aviso.mostrar_erro(erro)

    def _mostrar(self, calculo: Calculo | None) -> None:
        self._calculo = calculo
        self._pagina.setVisible(calculo is not None)
        self.vazio.setVisible(calculo is None)
        if calculo is None:
            return
        self._regra.setText(calculo.rotulo)
        self._citacao.definir(calculo.dispositivo)
        data, _, dia = data_com_dia(calculo.vence).partition(", ")
        self._data.setText(data)
        self._dia.setText(f"{dia}, {distancia(calculo.vence, self.casa.hoje())}")
        outro = calculo.vence_ultimo != calculo.vence
        self._ultimo.setVisible(outro)
        if outro:
            self._ultimo.setText(f"Último dia em todas as leituras: {data_com_dia(calculo.vence_ultimo)}.")
        self._memoria.definir(calculo.passos)

    @Slot()
    def _copiar(self) -> None:
        if self._calculo is not None:
            QGuiApplication.clipboard().setText(calculo_em_texto(self._calculo))
            self.casa.mensagem("Cálculo copiado.")

    @Slot()
    def _voltar(self) -> None:
        self.casa.navegar("prazos")


def calculo_em_texto(calculo: Calculo) -> str:
    """Return the whole calculation as plain text."""
    partes = [
        f"{calculo.rotulo} ({calculo.dispositivo})",
        f"Início: {data_com_dia(calculo.inicio)}. Vence em {data_com_dia(calculo.vence)}.",
    ]
    if calculo.vence_ultimo != calculo.vence:
        partes.append(f"Último dia em todas as leituras: {data_com_dia(calculo.vence_ultimo)}.")
    return "\n".join([*partes, "", texto_da_memoria(calculo.passos)])


def _calcular(casa: Casa, pedido: Pedido) -> Calculo:
    from ...servicos import calculadora

    return calculadora.calcular(
        casa.ctx, regra=pedido.regra, inicio=pedido.inicio, prorrogado=pedido.prorrogado, municipio=pedido.municipio
    )


def _municipios(casa: Casa) -> tuple[str, ...]:
    from ...servicos import cadastros

    das_unidades = {u.municipio for u in cadastros.unidades(casa.ctx) if u.municipio}
    return tuple(sorted({*casa.ctx.tabela_feriados.municipios(), *das_unidades}, key=sem_acentos))
