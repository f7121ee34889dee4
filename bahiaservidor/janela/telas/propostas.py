"""Propostas: the acts that the law suggests because a term lapsed; never applied, prepared by who decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.formatos.nomes import sem_acentos
from ...servicos.tipos import FiltroPrazos, Proposta
from ...servicos.tipos.contraditorio import EXIGEM
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.citacao import Citacao
from ..componentes.combo import Combo, Opcao
from ..componentes.filtros_salvos import filtros_da_tela
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.consulta_fundamentada import consultar_proposta
from ..dialogos.contraditorio import DialogoContraditorio
from ..dialogos.proposta import abrir_proposta
from ..modelos.base import ModeloLista
from ..modelos.prazos import PREPARAR, colunas_propostas, quantos
from ..operacoes import Mudanca

_TODOS: Final = ""
_PRINCIPIO: Final = "O programa só propõe, e só depois do último dia possível: quem decide é a autoridade."


class TelaPropostas(Tela):
    """The whole tray, filtered by act and by words; one click opens the draft."""

    titulo = "Propostas"
    icone = "autoridade"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._todas: tuple[Proposta, ...] = ()
        self._pedido: str | None = None
        self.cabecalho.definir_subtitulo(_PRINCIPIO)
        self.cabecalho.adicionar_acao(botao("&Voltar aos prazos", ao_clicar=self._voltar, icone="prazos", pai=self))
        self.busca = CampoBusca("Nome, ato ou motivo", pai=self)
        self.busca.setMinimumWidth(220)
        self.ato = Combo((Opcao(valor=_TODOS, rotulo="Todos os atos"),), self)
        self.ato.setAccessibleName("Ato proposto")
        self.ato.setMinimumWidth(260)
        self.aviso = FaixaAviso(pai=self)
        self.modelo = ModeloLista(colunas_propostas(casa.hoje), (), self)
        self.tabela = Tabela("propostas", casa.preferencias, self)
        self.tabela.setAccessibleName("Propostas pendentes")
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio("Lendo as propostas…", icone="certo", acao="&Tirar os filtros",
                                 ao_acionar=self._limpar)  # fmt: skip
        self.vazio.botao.hide()
        self.tabela.definir_vazio(self.vazio)
        self.razao = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=self)
        self.citacao = Citacao(pai=self)
        self.ver_prazos = botao("Ver pra&zos", ao_clicar=self._ver_prazos, icone="prazos", pai=self,
                                dica="Os prazos pendentes desta pessoa")  # fmt: skip
        self.ficha = botao("Abrir &ficha", ao_clicar=self._abrir_ficha, icone="pessoa", pai=self)
        self.defesa = botao("&Aviso e defesa…", ao_clicar=self._defesa, pai=self)
        self.consulta = botao("Consulta fundam&entada…", ao_clicar=self._consultar, pai=self)
        self.preparar = botao("&Preparar o ato…", TipoBotao.PRIMARIO, ao_clicar=self._preparar, pai=self,
                              dica="Abrir o ato já preenchido (Enter)")  # fmt: skip
        self._montar()
        # signals
        self.busca.buscou.connect(self._filtrar)
        self.ato.alterado.connect(self._filtrar)
        self.tabela.selecionada.connect(self._habilitar)
        self.tabela.aberta.connect(self._preparar)
        self.tabela.clicked.connect(self._clicar)
        self._habilitar()

    def _montar(self) -> None:
        cima = QHBoxLayout()
        cima.setSpacing(8)
        cima.addWidget(self.busca, 1)
        cima.addWidget(self.ato)
        self.filtros_salvos = filtros_da_tela(
            self.casa, "propostas", {"texto": ("Busca", self.busca), "ato": ("Ato proposto", self.ato)}, self
        )
        cima.addWidget(self.filtros_salvos)
        cima.addStretch(1)
        baixo = QHBoxLayout()
        baixo.setSpacing(8)
        baixo.addWidget(self.citacao)
        baixo.addStretch(1)
        baixo.addWidget(self.ver_prazos)
        baixo.addWidget(self.ficha)
        baixo.addWidget(self.consulta)
        baixo.addWidget(self.defesa)
        baixo.addWidget(self.preparar)
        self.corpo.addLayout(cima)
        self.corpo.addWidget(self.aviso)
        self.corpo.addWidget(self.tabela, 1)
        self.corpo.addWidget(self.razao)
        self.corpo.addLayout(baixo)

    # ------------------------------------------------------------ reading

    def recarregar(self) -> None:
        self.casa.executor.ler(
            self, partial(_ler, self.casa), sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="propostas"
        )

    def receber(self, **parametros: Any) -> None:
        """Take ``ato``: the key of the act to filter by."""
        ato = parametros.get("ato")
        if isinstance(ato, str):
            self._pedido = ato
            self._oferecer()
            self._filtrar()

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.cadastro("cargos", "vagas", "dias", "parametros")

    def focar(self) -> None:
        """The list comes first: Enter prepares."""
        (self.tabela if self.modelo.rowCount() else self.busca).setFocus()

    def atual(self) -> Proposta | None:
        """Return the proposal selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    def _receber(self, propostas: Sequence[Proposta]) -> None:
        self.aviso.esconder()
        self._todas = tuple(propostas)
        self._oferecer()
        self._filtrar()

    def _oferecer(self) -> None:
        contagem = Counter(p.ato for p in self._todas)
        rotulos = {p.ato: p.rotulo for p in self._todas}
        atos = sorted(contagem, key=lambda ato: sem_acentos(rotulos[ato]))
        self.ato.blockSignals(True)
        self.ato.definir_opcoes(
            [
                Opcao(valor=_TODOS, rotulo=f"Todos os atos ({len(self._todas)})"),
                *(Opcao(valor=ato, rotulo=f"{rotulos[ato]} ({contagem[ato]})") for ato in atos),
            ]
        )
        if self._pedido is not None and self._pedido in contagem:
            self.ato.definir(self._pedido)
            self._pedido = None
        self.ato.blockSignals(False)

    @Slot()
    def _filtrar(self) -> None:
        antes = self.atual()
        ato, palavras = self.ato.valor(), _chave(self.busca.text()).split()
        mostradas = [p for p in self._todas if ato in (_TODOS, p.ato) and _tem(p, palavras)]
        self.modelo.definir(mostradas)
        self.tabela.ir_para(self.modelo.posicao(lambda p: p == antes))
        total = quantos(len(self._todas), "proposta pendente", "propostas pendentes")
        mostra = f", {quantos(len(mostradas), 'mostrada', 'mostradas')}" if len(mostradas) < len(self._todas) else ""
        self.cabecalho.definir_subtitulo(f"{total}{mostra}. {_PRINCIPIO}")
        filtrado = bool(self._todas)
        self.vazio.botao.setVisible(filtrado)
        if filtrado:
            self.vazio.definir("Nenhuma proposta com este filtro", "Escolha outro ato ou tire as palavras.")
        else:
            self.vazio.definir("Nenhuma proposta pendente", "Nenhum prazo passou do último dia possível sem o ato.")
        self._habilitar()

    # ------------------------------------------------------------ acting

    @Slot()
    def _habilitar(self, *_: int | QModelIndex) -> None:
        atual = self.atual()
        self.ficha.setEnabled(atual is not None)
        self.consulta.setEnabled(atual is not None)
        self.defesa.setEnabled(atual is not None and atual.ato in EXIGEM)
        self.ver_prazos.setEnabled(atual is not None)
        self.citacao.definir(atual.dispositivo if atual is not None else "")
        self.razao.setText("" if atual is None else f"{atual.rotulo}, {atual.nome}: {atual.razao}")
        sabe = atual is not None and atual.ato in POR_TIPO
        self.preparar.setEnabled(sabe)
        falta = atual is not None and not sabe
        self.preparar.setToolTip(
            "Esta versão ainda não prepara este ato." if falta else "Abrir o ato já preenchido (Enter)"
        )

    @Slot(QModelIndex)
    def _clicar(self, indice: QModelIndex) -> None:
        if self.modelo.colunas[indice.column()].chave == PREPARAR:
            # After the press is over: the dialog would take the release that selects.
            QTimer.singleShot(0, self._preparar)

    @Slot()
    def _preparar(self, *_: int) -> None:
        atual = self.atual()
        if atual is not None and self.preparar.isEnabled():
            abrir_proposta(self.casa, atual)

    @Slot()
    def _abrir_ficha(self) -> None:
        atual = self.atual()
        if atual is not None:
            self.casa.abrir_ficha(atual.servidor_id)

    @Slot()
    def _consultar(self) -> None:
        atual = self.atual()
        if atual is not None:
            consultar_proposta(self.casa, atual, self)

    @Slot()
    def _defesa(self) -> None:
        atual = self.atual()
        if atual is not None:
            DialogoContraditorio(self.casa, self, ato=atual.ato, vinculo_id=atual.vinculo_id).open()

    @Slot()
    def _ver_prazos(self) -> None:
        atual = self.atual()
        if atual is not None:
            self.casa.navegar("prazos", filtro=FiltroPrazos(texto=atual.nome), pendentes=True, vista="tabela")

    @Slot()
    def _limpar(self) -> None:
        self.busca.clear()
        self.ato.definir(_TODOS)
        self._filtrar()

    @Slot()
    def _voltar(self) -> None:
        self.casa.navegar("prazos")


def _tem(proposta: Proposta, palavras: Sequence[str]) -> bool:
    onde = _chave(f"{proposta.nome} {proposta.rotulo} {proposta.razao}")
    return all(palavra in onde for palavra in palavras)


def _chave(texto: str) -> str:
    return sem_acentos(texto).casefold()


def _ler(casa: Casa) -> tuple[Proposta, ...]:
    from ...servicos import agenda

    return agenda.propostas(casa.ctx, hoje=casa.hoje())
