"""Second step of an import: which column gives each field."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ...estatuto.formatos.nomes import chave_busca
from ...estatuto.tipos import FonteAssentamento
from ...servicos.tipos.importacao import ArquivoLido, CampoImportado, EspecieImportacao, PedidoImportacao
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.campo_busca import CampoBusca
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.lado_a_lado import LadoALado
from ..componentes.painel_lateral import Painel
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, texto
from ..dialogos.importacao_leitura import MapaProposto, propor
from ..modelos.importacoes import nome_da_coluna
from ..modelos.prazos import quantos
from ..tema import Tom
from .importacoes_campo import LinhaCampo, opcoes_de_colunas

_FONTES: Final = tuple(Opcao(valor=fonte.rotulo, rotulo=fonte.rotulo) for fonte in FonteAssentamento)

_POR_VEZ: Final = 2
_POR_GRADE: Final = 8
_VAO: Final = 12
_MUITOS: Final = 12
"""Fields from which they are searched."""

Escolhas = dict[str, int | str | None]
"""Field -> number of the column, a fixed text for every row, or nothing."""


class PaginaColunas(QWidget):
    """The fields of the kind at the left; whence the data come, and what stays unused, at the right."""

    mudou = Signal()

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._de: tuple[str, str, tuple[str, ...]] | None = None
        self._guardadas: Escolhas = {}
        self._lido: ArquivoLido | None = None
        self._campos: tuple[CampoImportado, ...] = ()
        self._opcoes: list[Opcao] = []
        self._valores: Escolhas = {}
        self._focar_logo = False
        self._erro_da_data = ""
        self._contadas = False
        self._proposto: MapaProposto | None = None
        self._assenta = False
        self.linhas: list[LinhaCampo] = []
        self.aviso = FaixaAviso(pai=self)
        self.lembrado = FaixaAviso(pai=self)
        self.campos = Painel("", self)
        self.busca = CampoBusca("Procurar um dado", pai=self.campos)
        self.busca.setMaximumWidth(260)
        self.campos.cabecalho.addWidget(self.busca)
        quadro = QWidget()
        self._quadro = QVBoxLayout(quadro)
        self._quadro.setContentsMargins(0, 0, 0, 0)
        self._quadro.setSpacing(_VAO)
        self._quadro.addStretch(1)
        self._grades: list[tuple[QWidget, QGridLayout]] = []
        # The fields scroll by themselves: what is missing and what is left over stays in sight beside them.
        area = rolavel(quadro, self.campos)
        area.setMinimumHeight(260)
        self.campos.corpo.addWidget(area, 1)
        # A kind may have a hundred fields: each tick of the clock makes a few rows, and nobody waits for them.
        self._relogio = QTimer(self)
        self._relogio.setInterval(0)
        self._por_fazer: list[CampoImportado] = []
        partes = LadoALado((self.campos, self._montar_lado()), (7, 3), minimo=700)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.lembrado)
        caixa.addWidget(self.aviso)
        caixa.addWidget(rolavel(partes, self), 1)
        # signals
        self._relogio.timeout.connect(self._montar_linhas)
        self.busca.buscou.connect(self._procurar)
        self.fonte.textChanged.connect(self._rever)
        self.sistema.alterado.connect(self._rever)
        self.data.textChanged.connect(self._rever)

    def _montar_lado(self) -> QWidget:
        lado = QWidget(self)
        pilha = QVBoxLayout(lado)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        self.origem = Painel("De onde vêm os dados", lado)
        self.form = Formulario(self.origem)
        self.fonte = campo_texto(limite=200, dica="Por exemplo: SIRH, 03/11/2026", pai=self.origem)
        self.sistema = Combo([Opcao(valor="", rotulo="Escolha…"), *_FONTES], self.origem)
        self.data = CampoData(self.origem, hoje=self._casa.hoje)
        self.form.adicionar("fonte", "F&onte", self.fonte, ajuda="Fica anotada na lista de importações.")
        self.form.adicionar("sistema", "F&onte", self.sistema, obrigatorio=True,
                            ajuda="Onde o órgão tinha os dados, se a planilha não o disser em cada linha.")  # fmt: skip
        self.form.adicionar("data", "Situação &em", self.data, obrigatorio=True,
                            ajuda="O dia em que os dados valem, se a planilha não o disser em cada linha.")  # fmt: skip
        self.origem.corpo.addWidget(self.form)
        self.sobram = Painel("Colunas não usadas", lado)
        self.nao_usadas = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self.sobram)
        self.sobram.corpo.addWidget(self.nao_usadas)
        pilha.addWidget(self.origem)
        pilha.addWidget(self.sobram)
        pilha.addStretch(1)
        return lado

    # ------------------------------------------------------------ coming to it

    def preparar(self, especie: EspecieImportacao, lido: ArquivoLido, guardadas: Escolhas | None = None) -> None:
        """Show the fields of a kind against a file; ``guardadas`` are choices of a draft, which win over any proposal.

        What was chosen stays while kind, file and headers are the same.
        """
        de = (especie.chave, lido.nome, lido.cabecalho)
        self._lido = lido
        if de == self._de and guardadas is None:
            return
        self._de = de
        self._guardadas = guardadas or {}
        self._assenta = any(campo.chave == "fonte" for campo in especie.campos)
        for chave in ("sistema", "data"):
            self.form.mostrar(chave, self._assenta)
        self.form.mostrar("fonte", not self._assenta)
        self._campos = especie.campos
        self._opcoes = opcoes_de_colunas(lido)
        self._proposto = None
        self._valores = {}
        self._tirar_linhas()
        self.busca.clear()
        self.campos.definir_titulo(f"{especie.rotulo}: de que coluna vem cada dado")
        self.lembrado.esconder()
        self._casa.executor.ler(
            self, partial(propor, self._casa, especie.chave, lido.cabecalho), sucesso=self._receber,
            falha=self.aviso.mostrar_erro, chave="mapa",
        )  # fmt: skip
        self._rever()

    def esquecer(self) -> None:
        """Forget the choices: the next file begins anew."""
        self._casa.executor.cancelar(self, "mapa")
        self._de = None
        self._guardadas = {}
        self.definir_origem("", "")

    def definir_origem(self, fonte: str, data: str) -> None:
        """Write where the data come from and of what day they are."""
        self.fonte.setText(fonte)
        self.sistema.definir(fonte if any(o.valor == fonte for o in _FONTES) else "")
        self.data.setText(data)

    def origem_escrita(self) -> str:
        """Return where the data come from."""
        return str(self.sistema.valor()) if self._assenta else self.fonte.text().strip()

    def focar(self) -> None:
        """What is missing comes first."""
        faltam = [linha for linha in self.linhas if self._falta(linha.campo)]
        self._focar_logo = not any(linha.coluna.isVisibleTo(self) for linha in self.linhas)
        for linha in (*faltam, *self.linhas)[:1]:
            linha.coluna.setFocus()

    def montando(self) -> bool:
        """Tell whether there are rows still to be made."""
        return self._proposto is None or bool(self._por_fazer)

    def _receber(self, proposto: MapaProposto) -> None:
        self._proposto = proposto
        self._valores = {**proposto.mapa, **self._guardadas}
        if proposto.lembrado:
            self.lembrado.definir("As colunas foram escolhidas como na última planilha com este cabeçalho.", Tom.INFO)
        # What must be given, then what was found in the file: at the end of a hundred fields nobody would look.
        self._por_fazer = sorted(
            self._campos, key=lambda c: (not c.obrigatorio, self._valores.get(c.chave) is None)
        )  # fmt: skip
        self.busca.setVisible(len(self._campos) > _MUITOS)
        self._relogio.start()
        self._rever()

    @Slot()
    def _montar_linhas(self) -> None:
        """Make the next rows."""
        for _ in range(min(_POR_VEZ, len(self._por_fazer))):
            campo = self._por_fazer.pop(0)
            linha = LinhaCampo(campo, self._do_arquivo(), self._opcoes, *self._grade())
            linha.definir(self._valores.get(campo.chave))
            linha.marcar(self._falta(campo))
            if not self._procurado(campo):
                linha.mostrar(False)
            if self.linhas:
                QWidget.setTabOrder(self.linhas[-1].coluna, linha.coluna)
            linha.alterado.connect(self._escolheu)
            self.linhas.append(linha)
        if not self._por_fazer:
            self._relogio.stop()
        if self._grades and (len(self.linhas) % _POR_GRADE == 0 or not self._por_fazer):
            self._grades[-1][0].setVisible(any(self._procurado(linha.campo) for linha in self.linhas[-_POR_GRADE:]))
            if self._focar_logo:
                self.focar()

    def _grade(self) -> tuple[QWidget, QGridLayout]:
        """Return where the next row goes: a grid of few rows, so that a new one does not lay out all the others."""
        if len(self.linhas) % _POR_GRADE == 0:
            dentro = QWidget()
            dentro.hide()  # until it is whole: a row that comes would squeeze those above it
            grade = QGridLayout(dentro)
            grade.setContentsMargins(0, 0, 8, 0)
            grade.setHorizontalSpacing(16)
            grade.setVerticalSpacing(_VAO)
            for coluna, peso in enumerate((10, 9, 8)):
                grade.setColumnStretch(coluna, peso)
            self._quadro.insertWidget(len(self._grades), dentro)
            self._grades.append((dentro, grade))
        return self._grades[-1]

    def _tirar_linhas(self) -> None:
        self._relogio.stop()
        self._por_fazer = []
        self.linhas = []
        for dentro, _ in self._grades:
            dentro.hide()
            dentro.deleteLater()
        self._grades = []

    def _do_arquivo(self) -> ArquivoLido:
        assert self._lido is not None
        return self._lido

    def _procurado(self, campo: CampoImportado) -> bool:
        onde = chave_busca(" ".join((campo.rotulo, campo.ajuda, *campo.sinonimos)))
        return all(palavra in onde for palavra in chave_busca(self.busca.text()).split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the search goes to what was found, not to the next page.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.busca.hasFocus():
            event.accept()
            achadas = [linha for linha in self.linhas if self._procurado(linha.campo)]
            for linha in achadas[:1]:
                linha.coluna.setFocus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _procurar(self, *_: object) -> None:
        for posicao, linha in enumerate(self.linhas):
            linha.mostrar(self._procurado(linha.campo))
            if posicao % _POR_GRADE == 0:
                destas = self.linhas[posicao : posicao + _POR_GRADE]
                linha.quadro.setVisible(any(self._procurado(outra.campo) for outra in destas))

    # ------------------------------------------------------------ answers

    def escolhas(self) -> Escolhas:
        """Return what was chosen for each field."""
        return dict(self._valores)

    def escolher(self, chave: str, valor: int | str | None) -> None:
        """Choose the column, or the value in every row, of a field."""
        self._valores[chave] = valor
        for linha in self.linhas:
            if linha.campo.chave == chave:
                linha.definir(valor)
        self._rever()

    @Slot(object)
    def _escolheu(self, linha: LinhaCampo) -> None:
        self._valores[linha.campo.chave] = linha.valor()
        self._rever()

    def _falta(self, campo: CampoImportado) -> bool:
        """Tell whether it is required and nothing gives it, or a fixed value was asked for and not written."""
        valor = self._valores.get(campo.chave)
        return valor == "" or (valor is None and campo.obrigatorio)

    def completar(self, pedido: PedidoImportacao) -> PedidoImportacao:
        """Return the request with the map, the fixed values, the source and the day."""
        escolhas = self.escolhas()
        return replace(
            pedido,
            mapa={campo: valor for campo, valor in escolhas.items() if isinstance(valor, int)},
            fixos={campo: valor for campo, valor in escolhas.items() if isinstance(valor, str)},
            fonte=self.origem_escrita(),
            data=self.data.data() if self._assenta else None,
        )

    def falta(self) -> str:
        """Return what is still to be done before the next step, empty when nothing is."""
        if self._proposto is None:
            return "Procurando as colunas…"
        faltam = [campo.rotulo for campo in self._campos if self._falta(campo)]
        if faltam:
            return f"{'Falta a coluna' if len(faltam) == 1 else 'Faltam as colunas'} de: {', '.join(faltam)}."
        if not self._assenta:
            return ""
        escolhas = self.escolhas()
        if not self.sistema.valor() and escolhas.get("fonte") is None:
            return "Falta a fonte dos dados: em uma coluna, ou uma só para a planilha toda."
        if self.data.data() is None and escolhas.get("data") is None:
            return (
                self.data.erro() or "Falta o dia em que os dados valem: em uma coluna, ou um só para a planilha toda."
            )
        return self.data.erro()

    @Slot()
    def _rever(self, *_: object) -> None:
        for linha in self.linhas:
            linha.marcar(self._falta(linha.campo))
        erro = self.data.erro() if len(self.data.text()) >= 8 else ""
        if erro != self._erro_da_data:
            self._erro_da_data = erro
            self.form.erro("data", erro)
        self._dizer()
        self._listar_sobras()
        self.mudou.emit()

    def _dizer(self) -> None:
        falta = self.falta()
        usos: dict[int, list[str]] = {}
        for campo in self._campos:
            valor = self._valores.get(campo.chave)
            if isinstance(valor, int):
                usos.setdefault(valor, []).append(campo.rotulo)
        repetidas = [
            f"A coluna “{nome_da_coluna(self._lido.cabecalho, coluna)}” dá {' e '.join(campos)}: confira."
            for coluna, campos in usos.items()
            if len(campos) > 1 and self._lido is not None
        ]
        ditos = [falta] if falta and self._proposto is not None else []
        dizer = "\n".join([*ditos, *repetidas])
        if dizer != self.aviso.texto():
            self.aviso.definir(dizer, Tom.ATENCAO)

    def _listar_sobras(self) -> None:
        if self._lido is None:
            return
        usadas = set(self._valores.values())
        sobram = [nome_da_coluna(self._lido.cabecalho, n) for n in range(len(self._lido.cabecalho)) if n not in usadas]
        if self.nao_usadas.text() == ", ".join(sobram) and self._contadas:
            return
        self._contadas = True
        self.sobram.definir_titulo(
            quantos(len(sobram), "coluna não usada", "colunas não usadas") if sobram else "Todas as colunas são usadas"
        )
        self.nao_usadas.setText(", ".join(sobram))
        self.nao_usadas.setVisible(bool(sobram))
        self.nao_usadas.setAlignment(Qt.AlignmentFlag.AlignTop)
