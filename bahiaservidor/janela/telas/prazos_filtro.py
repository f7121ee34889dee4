"""The bar that filters deadlines: words, kind, state, órgão, unit and period; table and calendar share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...estatuto.contagem import somar_meses
from ...estatuto.tipos import EstadoPrazo, FimDeMes, TipoPrazo
from ...servicos.tipos import FiltroPrazos, Orgao, Unidade
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, ComboBusca, Opcao
from ..componentes.texto import Papel, como_dica, texto
from ..dialogos.campos import estreitar
from ..icones import icone
from ..modelos.prazos import FECHADOS, ORDEM_DOS_ESTADOS
from .fluxo import Fluxo, dobrar
from .prazos_fichas import FichaEstado
from .prazos_filtro_interna import FiltroAcompanhamento


class Periodo(StrEnum):
    """Periods offered by name; OUTRO shows the two dates."""

    TODOS = "todos"
    ATE_ONTEM = "ate_ontem"
    DIAS_7 = "dias_7"
    DIAS_30 = "dias_30"
    DIAS_90 = "dias_90"
    MES = "mes"
    TRIMESTRE = "trimestre"
    ANO = "ano"
    OUTRO = "outro"


_PERIODOS: Final = (
    Opcao(valor=Periodo.TODOS, rotulo="Qualquer data"),
    Opcao(valor=Periodo.ATE_ONTEM, rotulo="Até ontem"),
    Opcao(valor=Periodo.DIAS_7, rotulo="Próximos 7 dias"),
    Opcao(valor=Periodo.DIAS_30, rotulo="Próximos 30 dias"),
    Opcao(valor=Periodo.DIAS_90, rotulo="Próximos 90 dias"),
    Opcao(valor=Periodo.MES, rotulo="Este mês"),
    Opcao(valor=Periodo.TRIMESTRE, rotulo="Este trimestre"),
    Opcao(valor=Periodo.ANO, rotulo="Este ano"),
    Opcao(valor=Periodo.OUTRO, rotulo="De … até …"),
)


_LARGURA_FOLGADA: Final = 900
_LARGURA_DE_UMA_LINHA: Final = 660
"""Pixels that the first row of the bar takes, with every word and with as few as can be read."""

PROXIMOS: Final = (Periodo.DIAS_7, Periodo.DIAS_30, Periodo.DIAS_90)
"""Periods that count the internal date beside the legal one."""


def limites(periodo: Periodo, hoje: date) -> tuple[date | None, date | None]:
    """Return first and last day of a named period, both included; (None, None) for TODOS and OUTRO."""
    if periodo is Periodo.ATE_ONTEM:
        return None, hoje - timedelta(days=1)
    if periodo in PROXIMOS:
        return hoje, hoje + timedelta(days=int(periodo.value.removeprefix("dias_")))
    if periodo is Periodo.MES:
        return limites_do_mes(hoje.year, hoje.month)
    if periodo is Periodo.TRIMESTRE:
        primeiro = 3 * ((hoje.month - 1) // 3) + 1
        return date(hoje.year, primeiro, 1), limites_do_mes(hoje.year, primeiro + 2)[1]
    if periodo is Periodo.ANO:
        return date(hoje.year, 1, 1), date(hoje.year, 12, 31)
    return None, None


def limites_do_mes(ano: int, mes: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    primeiro = date(ano, mes, 1)
    return primeiro, somar_meses(primeiro, 1, FimDeMes.ULTIMO_DIA) - timedelta(days=1)


class EscolhaMultipla(QPushButton):
    """A button with a menu of kinds to tick; nothing ticked means all."""

    alterada = Signal()

    def __init__(self, rotulo: str, opcoes: Sequence[tuple[str, str]], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._rotulo = rotulo
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self._todos = self._menu.addAction("Todos")
        self._todos.triggered.connect(self.limpar)
        self._menu.addSeparator()
        self._acoes: list[QAction] = []
        for chave, palavra in opcoes:
            acao = self._menu.addAction(palavra)
            acao.setCheckable(True)
            acao.setData(chave)
            acao.toggled.connect(self._ao_marcar)
            self._acoes.append(acao)
        self.setMenu(self._menu)
        self._escrever()

    def valores(self) -> tuple[str, ...]:
        """Return the keys ticked."""
        return tuple(str(acao.data()) for acao in self._acoes if acao.isChecked())

    def definir(self, chaves: Sequence[str]) -> None:
        """Tick these and no others, without a signal."""
        for acao in self._acoes:
            with QSignalBlocker(acao):
                acao.setChecked(str(acao.data()) in chaves)
        self._escrever()

    @Slot()
    def limpar(self) -> None:
        """Untick all."""
        if self.valores():
            self.definir(())
            self.alterada.emit()

    @Slot()
    def _ao_marcar(self) -> None:
        self._escrever()
        self.alterada.emit()

    def _escrever(self) -> None:
        marcadas = [acao.text() for acao in self._acoes if acao.isChecked()]
        if not marcadas:
            escolha = "todos"
        elif len(marcadas) == 1:
            escolha = marcadas[0]
        else:
            escolha = f"{len(marcadas)} escolhidos"
        self.setText(f"{self._rotulo}: {escolha}")
        self.setAccessibleName(f"{self._rotulo}: {escolha}")
        self.setToolTip(como_dica("\n".join(marcadas)))


class BarraFiltro(QWidget):
    """Emits ``alterado`` with a `FiltroPrazos` each time the clerk changes something."""

    alterado = Signal(object)

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._unidades: tuple[Unidade, ...] = ()
        self._pelo_ultimo = False
        self.busca = CampoBusca("Nome, matrícula ou CPF", pai=self)
        self.busca.setMinimumWidth(180)
        self.tipos = EscolhaMultipla("Prazo", [(t.value, t.rotulo) for t in TipoPrazo], self)
        self.orgao = ComboBusca(dica="Todos os órgãos", pai=self)
        self.orgao.setAccessibleName("Órgão")
        self.unidade = ComboBusca(dica="Todas as unidades", pai=self)
        self.unidade.setAccessibleName("Unidade")
        for campo in (self.orgao, self.unidade):
            campo.setMinimumWidth(80)
            campo.setClearButtonEnabled(True)
        self.periodo = Combo(_PERIODOS, self)
        self.periodo.setAccessibleName("Período do vencimento")
        estreitar(self.periodo)
        self.periodo.setMinimumWidth(84)
        self.de = CampoData(self, hoje=casa.hoje)
        self.de.setAccessibleName("Vence a partir de")
        self.ate = CampoData(self, hoje=casa.hoje)
        self.ate.setAccessibleName("Vence até")
        self._a = texto("a", Papel.SUAVE, pai=self)
        for data in (self.de, self.ate):
            data.setFixedWidth(132)
        self.limpar = botao("&Limpar", TipoBotao.DISCRETO, ao_clicar=self._ao_limpar, pai=self,
                            dica="Tirar todos os filtros")  # fmt: skip
        self.limpar.setAccessibleName("Limpar os filtros")
        self.pendentes = QCheckBox("Só &pendentes", self)
        self.pendentes.setToolTip("Só os prazos que nenhum ato resolveu ainda")
        self.pendentes.setChecked(True)
        self.acompanhamento = FiltroAcompanhamento(casa, self)
        self.estados = {estado: FichaEstado(estado, self) for estado in ORDEM_DOS_ESTADOS}
        self._montar()
        # signals
        self.busca.buscou.connect(self._emitir)
        self.tipos.alterada.connect(self._emitir)
        self.orgao.alterado.connect(self._ao_trocar_orgao)
        self.unidade.alterado.connect(self._emitir)
        self.periodo.alterado.connect(self._ao_trocar_periodo)
        self.de.alterada.connect(self._emitir)
        self.ate.alterada.connect(self._emitir)
        self.pendentes.toggled.connect(self._emitir)
        self.acompanhamento.alterado.connect(self._emitir)
        for ficha in self.estados.values():
            ficha.toggled.connect(self._ao_marcar_estado)
        self._mostrar_datas()

    def _montar(self) -> None:
        cima = self._cima = QHBoxLayout()
        cima.setSpacing(8)
        quem, onde = QHBoxLayout(), QHBoxLayout()
        quem.addWidget(self.busca, 1)
        quem.addWidget(self.tipos)
        onde.addWidget(self.orgao, 1)
        onde.addWidget(self.unidade, 1)
        onde.addWidget(self.periodo, 1)
        onde.addWidget(self.limpar)
        for metade, parte in ((quem, 3), (onde, 4)):
            metade.setSpacing(8)
            cima.addLayout(metade, parte)
        self._onde = onde
        datas = QWidget(self)
        das_datas = QHBoxLayout(datas)
        das_datas.setContentsMargins(0, 0, 0, 0)
        das_datas.setSpacing(6)
        for widget in (self.de, self._a, self.ate):
            das_datas.addWidget(widget)
        self._datas = datas
        baixo = Fluxo(espaco=6)
        baixo.addWidget(self.pendentes)
        for ficha in self.estados.values():
            baixo.addWidget(ficha)
        baixo.addWidget(self.acompanhamento.responsavel)
        baixo.addWidget(self.acompanhamento.interna)
        baixo.addWidget(datas)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(10)
        caixa.addLayout(cima)
        caixa.addLayout(baixo)
        politica = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        politica.setHeightForWidth(True)
        self.setSizePolicy(politica)

    def acrescentar(self, widget: QWidget) -> None:
        """Put a control at the end of the first row."""
        self._onde.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 200 % there is no room below either: one row, as long as it can be one.
        largura = event.size().width()
        folgada = largura >= _LARGURA_FOLGADA
        self.busca.setMinimumWidth(180 if folgada else 110)
        self.limpar.setText("&Limpar" if folgada else "")
        self.limpar.setIcon(QIcon() if folgada else icone("fechar"))
        dobrar(self._cima, largura=largura, limite=_LARGURA_DE_UMA_LINHA)

    # ------------------------------------------------------------ value

    def filtro(self) -> FiltroPrazos:
        """Return the filter as it stands."""
        periodo = self.periodo.valor()
        if periodo is Periodo.OUTRO:
            de, ate = self.de.data(), self.ate.data()
        else:
            de, ate = limites(periodo, self._casa.hoje())
        # What is to be done in the next days is also what somebody wants done by then.
        proximos = periodo in PROXIMOS
        filtro = FiltroPrazos(
            de=None if proximos else de,
            ate=None if proximos else ate,
            dia_de=de if proximos else None,
            dia_ate=ate if proximos else None,
            estados=tuple(estado for estado, ficha in self.estados.items() if ficha.isChecked()),
            tipos=tuple(TipoPrazo(valor) for valor in self.tipos.valores()),
            orgao_id=self.orgao.valor(),
            unidade_id=self.unidade.valor(),
            texto=self.busca.text().strip(),
            pelo_ultimo=self._pelo_ultimo,
        )
        return self.acompanhamento.aplicar(filtro)

    def so_pendentes(self) -> bool:
        """Tell whether only what no act has resolved is wanted."""
        return self.pendentes.isChecked()

    def definir(self, filtro: FiltroPrazos, *, pendentes: bool = False) -> None:
        """Show a filter that came from elsewhere; emits ``alterado`` once."""
        with QSignalBlocker(self):
            self.pendentes.setChecked(pendentes)
            self.busca.setText(filtro.texto)
            self.tipos.definir([tipo.value for tipo in filtro.tipos])
            self.orgao.pretender(filtro.orgao_id)
            self.unidade.pretender(filtro.unidade_id)
            self.periodo.definir(self._nome_do_periodo(filtro))
            self.de.definir(filtro.de or filtro.dia_de)
            self.ate.definir(filtro.ate or filtro.dia_ate)
            self.acompanhamento.definir(filtro)
            for estado, ficha in self.estados.items():
                ficha.setChecked(estado in filtro.estados)
            self._pelo_ultimo = filtro.pelo_ultimo
            self._mostrar_datas()
        self._emitir()

    def definir_orgaos(self, orgaos: Sequence[Orgao], unidades: Sequence[Unidade]) -> None:
        """Offer these órgãos and units."""
        self._unidades = tuple(unidades)
        antes = self.filtro()
        with QSignalBlocker(self):
            self.orgao.definir_opcoes([Opcao(valor=o.id, rotulo=o.sigla or o.nome, detalhe=o.nome) for o in orgaos])
            self._oferecer_unidades()
        if self.filtro() != antes:
            self._emitir()  # a filter was used before the registers came

    def definir_contagens(self, contagens: Mapping[EstadoPrazo, int]) -> None:
        """Write how many deadlines there are in each state."""
        for estado, ficha in self.estados.items():
            ficha.definir_quantidade(contagens.get(estado, 0))

    # ------------------------------------------------------------ inside

    def _nome_do_periodo(self, filtro: FiltroPrazos) -> Periodo:
        hoje = self._casa.hoje()
        pedido = (filtro.de or filtro.dia_de, filtro.ate or filtro.dia_ate)
        for periodo in Periodo:
            if periodo is not Periodo.OUTRO and limites(periodo, hoje) == pedido:
                return periodo
        return Periodo.OUTRO

    def _mostrar_datas(self) -> None:
        self._datas.setVisible(self.periodo.valor() is Periodo.OUTRO)

    def _oferecer_unidades(self) -> None:
        orgao = self.orgao.valor()
        self.unidade.definir_opcoes(
            [
                Opcao(valor=u.id, rotulo=u.sigla or u.nome, detalhe=u.nome if u.sigla else u.orgao)
                for u in self._unidades
                if orgao is None or u.orgao_id == orgao
            ]
        )

    @Slot()
    def _ao_trocar_orgao(self) -> None:
        with QSignalBlocker(self):
            self._oferecer_unidades()
        self._emitir()

    @Slot()
    def _ao_trocar_periodo(self) -> None:
        periodo = self.periodo.valor()
        if periodo is Periodo.OUTRO and not self.de.text() and not self.ate.text():
            with QSignalBlocker(self):
                de, ate = limites_do_mes(self._casa.hoje().year, self._casa.hoje().month)
                self.de.definir(de)
                self.ate.definir(ate)
        self._mostrar_datas()
        self._emitir()

    @Slot()
    def _ao_marcar_estado(self) -> None:
        if self.pendentes.isChecked() and any(self.estados[estado].isChecked() for estado in FECHADOS):
            # A closed state among "only pending" would show nothing.
            with QSignalBlocker(self.pendentes):
                self.pendentes.setChecked(False)
        self._emitir()

    @Slot()
    def _ao_limpar(self) -> None:
        self.definir(FiltroPrazos(), pendentes=True)
        self.busca.setFocus()

    @Slot()
    def _emitir(self) -> None:
        self.alterado.emit(self.filtro())
