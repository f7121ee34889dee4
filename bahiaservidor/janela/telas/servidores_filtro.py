"""The filters of the list of people: what is used every day in sight, the rest one button away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...estatuto.tipos import Carater, Situacao
from ...servicos.tipos import FiltroServidores
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.campo_data import CampoData
from ..componentes.campos_filtro import CampoFiltro, CamposFiltro
from ..componentes.combo import Combo, ComboBusca, Opcao
from ..componentes.filtros_salvos import FiltrosSalvos
from ..componentes.texto import Papel, como_dica, texto
from ..dialogos.campos import estreitar
from ..dialogos.listas import Listas
from .fluxo import Fluxo, dobrar

_LARGURA_DA_DATA = 132
_LARGURA_DE_UMA_LINHA = 640


class FiltroDeServidores(QWidget):
    """Emits ``alterado`` each time the clerk changes something."""

    alterado = Signal()

    def __init__(self, casa: Casa, colunas: QPushButton, pai: QWidget) -> None:
        super().__init__(pai)
        self.busca = CampoBusca("Nome, matrícula, CPF, processo, cargo ou unidade", pai=self)
        self.busca.setMinimumWidth(220)
        situacoes = [Opcao(valor=s.value, rotulo=s.rotulo) for s in Situacao]
        self.situacao = Combo([Opcao(valor=None, rotulo="Toda situação"), *situacoes], self)
        caracteres = [Opcao(valor=c.value, rotulo=c.rotulo) for c in Carater]
        self.carater = Combo([Opcao(valor=None, rotulo="Todo caráter"), *caracteres], self)
        self.orgao = ComboBusca(dica="Órgão", pai=self)
        self.unidade = ComboBusca(dica="Unidade", pai=self)
        self.cargo = ComboBusca(dica="Cargo", pai=self)
        self.nomeacao_de, self.nomeacao_ate, self.exercicio_de, self.exercicio_ate = (
            CampoData(self, hoje=casa.hoje) for _ in range(4)
        )
        self.com_ressalva = QCheckBox("Com &ressalva", self)
        self.com_ressalva.setToolTip("Só quem tem ato registrado com ressalva")
        self.campos = CamposFiltro(
            {
                "texto": CampoFiltro(rotulo="Busca", campo=self.busca),
                "situacao": CampoFiltro(rotulo="Situação", campo=self.situacao),
                "orgao": CampoFiltro(rotulo="Órgão", campo=self.orgao),
                "unidade": CampoFiltro(rotulo="Unidade", campo=self.unidade),
                "cargo": CampoFiltro(rotulo="Cargo", campo=self.cargo),
                "carater": CampoFiltro(rotulo="Caráter", campo=self.carater),
                "nomeacao_de": CampoFiltro(rotulo="Nomeação a partir de", campo=self.nomeacao_de),
                "nomeacao_ate": CampoFiltro(rotulo="Nomeação até", campo=self.nomeacao_ate),
                "exercicio_de": CampoFiltro(rotulo="Exercício a partir de", campo=self.exercicio_de),
                "exercicio_ate": CampoFiltro(rotulo="Exercício até", campo=self.exercicio_ate),
                "com_ressalva": CampoFiltro(rotulo="Com ressalva", campo=self.com_ressalva),
            },
            self,
        )
        self.salvos = FiltrosSalvos(casa, "servidores", self.campos, self)
        self.mais = botao("Mais &filtros", TipoBotao.DISCRETO, pai=self, dica="Períodos e ressalvas")
        self.mais.setCheckable(True)
        self.limpar = botao("&Limpar", TipoBotao.DISCRETO, ao_clicar=self._ao_limpar, icone="fechar", pai=self)
        self._montar(colunas)
        # signals
        self.campos.mudou.connect(self.alterado)
        self.mais.toggled.connect(self._segundos.setVisible)

    def _montar(self, colunas: QPushButton) -> None:
        for campo, nome in (
            (self.situacao, "situação"), (self.carater, "caráter"), (self.orgao, "órgão"),
            (self.unidade, "unidade"), (self.cargo, "cargo"),
        ):  # fmt: skip
            campo.setMinimumWidth(84)
            campo.setAccessibleName(f"Filtrar por {nome}")
            campo.setToolTip(como_dica(f"Filtrar por {nome}"))
        for combo in (self.situacao, self.carater):
            estreitar(combo)
        for linha in (self.orgao, self.unidade, self.cargo):
            linha.setClearButtonEnabled(True)
        em_cima = self._em_cima = QHBoxLayout()
        em_cima.setSpacing(8)
        em_cima.addWidget(self.busca, 1)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        for acao in (self.salvos, self.mais, self.limpar, colunas):
            acoes.addWidget(acao)
        em_cima.addLayout(acoes)
        embaixo = QHBoxLayout()
        embaixo.setSpacing(8)
        for campo, peso in (
            (self.situacao, 4), (self.orgao, 4), (self.unidade, 4), (self.cargo, 5), (self.carater, 3),
        ):  # fmt: skip
            embaixo.addWidget(campo, peso)
        self._segundos = QWidget(self)
        segundos = Fluxo(espaco=8)
        self._segundos.setLayout(segundos)
        segundos.setContentsMargins(0, 0, 0, 0)
        segundos.addWidget(self._periodo("Nomeação de", self.nomeacao_de, self.nomeacao_ate))
        segundos.addWidget(self._periodo("Exercício de", self.exercicio_de, self.exercicio_ate))
        segundos.addWidget(self.com_ressalva)
        self._segundos.hide()
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addLayout(em_cima)
        caixa.addLayout(embaixo)
        caixa.addWidget(self._segundos)

    def _periodo(self, rotulo: str, de: CampoData, ate: CampoData) -> QWidget:
        junto = QWidget(self)
        caixa = QHBoxLayout(junto)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(6)
        caixa.addWidget(texto(rotulo, Papel.SUAVE, pai=junto))
        caixa.addWidget(de)
        caixa.addWidget(texto("a", Papel.SUAVE, pai=junto))
        caixa.addWidget(ate)
        nome = rotulo.removesuffix(" de")
        for campo, quando in ((de, "a partir de"), (ate, "até")):
            campo.setFixedWidth(_LARGURA_DA_DATA)
            campo.setAccessibleName(f"{nome} {quando}")
            campo.setToolTip(como_dica(f"{nome} {quando}"))
        return junto

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        dobrar(self._em_cima, largura=event.size().width(), limite=_LARGURA_DE_UMA_LINHA)

    # ------------------------------------------------------------ value

    def filtro(self) -> FiltroServidores:
        """Return the filter as it stands; a date half typed does not filter yet."""
        situacao, carater = self.situacao.valor(), self.carater.valor()
        return FiltroServidores(
            texto=self.busca.text().strip(),
            situacoes=(Situacao(situacao),) if situacao else (),
            carater=Carater(carater) if carater else None,
            orgao_id=self.orgao.valor(),
            unidade_id=self.unidade.valor(),
            cargo_id=self.cargo.valor(),
            nomeacao_de=self.nomeacao_de.data(),
            nomeacao_ate=self.nomeacao_ate.data(),
            exercicio_de=self.exercicio_de.data(),
            exercicio_ate=self.exercicio_ate.data(),
            com_ressalva=self.com_ressalva.isChecked(),
        )

    def mostrar_em_uso(self) -> None:
        """Keep in sight the filters in use, and offer to clear them."""
        filtra = self.filtro() != FiltroServidores()
        self.limpar.setEnabled(filtra)
        estado = self.campos.estado()
        if any(chave in estado for chave in ("nomeacao_de", "nomeacao_ate", "exercicio_de", "exercicio_ate",
                                             "com_ressalva")):  # fmt: skip
            self.mais.setChecked(True)

    def oferecer(self, listas: Listas) -> None:
        """Offer the registers; what was asked of one before it came is chosen."""
        self.orgao.definir_opcoes(listas.opcoes_orgaos)
        self.unidade.definir_opcoes(listas.opcoes_unidades)
        self.cargo.definir_opcoes(listas.opcoes_cargos)

    @Slot()
    def _ao_limpar(self) -> None:
        self.limpar_tudo()

    def limpar_tudo(self) -> None:
        """Empty every field and go to the search."""
        self.campos.aplicar({})
        self.busca.setFocus()
