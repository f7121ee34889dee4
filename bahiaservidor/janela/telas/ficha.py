"""The file of one person: who, in what state, what is due next, what can be done; and everything behind it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf, matricula
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import EstadoPrazo, Situacao
from ...servicos.tipos import Ficha, FichaVinculo, LinhaPrazo, Proposta
from ...servicos.tipos.historia import FichaEm
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.barra_epoca import BarraEpoca
from ..componentes.botao import TipoBotao, botao
from ..componentes.selo import Selo
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.escolha_ato import PRINCIPAIS
from ..dialogos.proposta import abrir_proposta
from ..modelos.epoca import fim_do_dia, palavras_da_epoca
from ..modelos.prazos import numero
from ..operacoes import Mudanca
from ..tema import Tom
from ..tons import tom_da_situacao, tom_do_prazo
from .ficha_abas import Lida, TelaComAbas
from .ficha_epoca import PaginaEpoca
from .ficha_mais import MenuDaFicha

_ENCERRADAS = frozenset({Situacao.DESLIGADO, Situacao.NOMEACAO_SEM_EFEITO})

_PENDENTES = frozenset({EstadoPrazo.ABERTO, EstadoPrazo.ZONA_CINZENTA, EstadoPrazo.VENCIDO})


def vinculo_atual(ficha: Ficha) -> FichaVinculo | None:
    """Return the latest vínculo still alive, or the latest of all."""
    vivos = [v for v in ficha.vinculos if v.situacao not in _ENCERRADAS]
    todos = vivos or list(ficha.vinculos)
    return todos[-1] if todos else None


def proximo_prazo(ficha: Ficha) -> LinhaPrazo | None:
    """Return the deadline that asks for something first: it may already have passed."""
    pendentes = [p for p in ficha.prazos if p.estado in _PENDENTES and p.vence is not None]
    return min(pendentes, key=lambda p: p.vence or date.max, default=None)


def distancia(dia: date, hoje: date) -> str:
    """Return how far a day is, in words."""
    dias = (dia - hoje).days
    if dias == 0:
        return "hoje"
    if abs(dias) == 1:
        return "amanhã" if dias > 0 else "ontem"
    return f"em {numero(dias)} dias" if dias > 0 else f"há {numero(-dias)} dias"


class TelaFicha(TelaComAbas):
    """Shown by `Casa.abrir_ficha`."""

    titulo = "Ficha do servidor"
    icone = "pessoa"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.servidor_id: int | None = None
        self._aba_pedida = ""
        self._momento = ""
        self._montar_acoes()
        self.corpo.addLayout(self._montar_estado())
        self.barra_epoca = BarraEpoca(casa.hoje, self)
        self.barra_epoca.hide()
        self.corpo.addWidget(self.barra_epoca)
        self.quarentena = FaixaAviso(pai=self)
        self.corpo.addWidget(self.quarentena)
        self._propostas = QVBoxLayout()
        self._propostas.setSpacing(8)
        self.corpo.addLayout(self._propostas)
        self._paginas = QStackedWidget()
        self._vazio = EstadoVazio(
            "Nenhum servidor aberto", "Escolha um servidor na lista.", icone="pessoa", acao="Ir para Servidores",
            ao_acionar=self._ir_para_lista,
        )  # fmt: skip
        self._paginas.addWidget(self._vazio)
        self._paginas.addWidget(self.abas)
        self.corpo.addWidget(self._paginas, 1)
        # signals
        self.barra_epoca.pedida.connect(self._ler_epoca)
        self.barra_epoca.encerrada.connect(self._sair_da_epoca)

    @cached_property
    def epoca(self) -> PaginaEpoca:
        """The file as on another day."""
        pagina = PaginaEpoca(self.casa)
        self._paginas.addWidget(pagina)
        return pagina

    def _montar_acoes(self) -> None:
        self.voltar = botao("Servidores", TipoBotao.DISCRETO, ao_clicar=self._ir_para_lista, icone="seta_esquerda")
        self.voltar.setToolTip("Voltar à lista (Alt+←)")
        self.registrar = botao("Registrar &ato…", ao_clicar=self._registrar, icone="mais")
        self.principal = botao("", TipoBotao.PRIMARIO, ao_clicar=self._agir)
        self.principal.hide()
        self.registrar.setEnabled(False)
        self.mais = botao("&Mais", dica="Como era em outro dia, mudança de nome, cadastro repetido")
        self.menu = MenuDaFicha(self.casa, self.mais, ver_epoca=self._ver_epoca)
        self.menu.definir(None)
        for widget in (self.voltar, self.mais, self.registrar, self.principal):
            self.cabecalho.adicionar_acao(widget)
        QShortcut(QKeySequence("Alt+Left"), self, self._ir_para_lista)

    def _montar_estado(self) -> QHBoxLayout:
        self.selo = Selo("")
        self.selo_prazo = Selo("")
        self.prazo = texto("", Papel.CORPO)
        self.selo_ressalva = Selo("")
        linha = QHBoxLayout()
        linha.setSpacing(10)
        for widget in (self.selo, self.prazo, self.selo_prazo, self.selo_ressalva):
            linha.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        linha.addStretch(1)
        return linha

    # ------------------------------------------------------------ reading

    def filtro_em_palavras(self) -> str:
        return f"pessoa: {self._lida.ficha.dados.nome}" if self._lida is not None else ""

    def receber(self, **parametros: Any) -> None:
        """Open the file of ``servidor_id``, on the tab ``aba`` when given."""
        novo = parametros.get("servidor_id")
        self._aba_pedida = str(parametros.get("aba") or "")
        if isinstance(novo, int) and novo != self.servidor_id:
            self.servidor_id = novo
            self._lida = None
            self._sair_da_epoca()
            self.recarregar()
        elif self._aba_pedida:
            if self.barra_epoca.momento():
                self._sair_da_epoca()
            self._ir_para_aba(self._aba_pedida)

    def interessa(self, mudanca: Mudanca) -> bool:
        desta = mudanca.tudo or self.servidor_id in mudanca.servidores
        return desta or mudanca.minutas or mudanca.documentos or mudanca.cadastro("dias", "parametros", "pessoas")

    def recarregar(self) -> None:
        if self.servidor_id is None:
            self._paginas.setCurrentWidget(self._vazio)
            return
        casa, servidor_id = self.casa, self.servidor_id

        def ler() -> Lida:
            from ...servicos import minutas, pessoas

            return Lida(
                ficha=pessoas.ficha(casa.ctx, servidor_id=servidor_id, hoje=casa.hoje()),
                minutas=minutas.listar(casa.ctx, servidor_id=servidor_id),
            )

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self._falhou, chave="ficha")

    # ------------------------------------------------------------ as on another day

    @Slot()
    def _ver_epoca(self) -> None:
        self.barra_epoca.show()
        self.barra_epoca.em.setFocus()

    @Slot(object, object)
    def _ler_epoca(self, em: date, sabido: date | None) -> None:
        casa, servidor_id = self.casa, self.servidor_id
        if servidor_id is None:
            return
        conhecido = fim_do_dia(sabido) if sabido is not None else None

        def ler() -> FichaEm:
            from ...servicos import historia

            return historia.ficha_em(casa.ctx, servidor_id=servidor_id, em=em, conhecido_em=conhecido)

        self._momento = palavras_da_epoca(em, sabido)
        casa.executor.ler(self, ler, sucesso=self._mostrar_epoca, falha=self._sem_epoca, chave="epoca")

    def _mostrar_epoca(self, ficha: FichaEm) -> None:
        self.epoca.mostrar(ficha)
        self.barra_epoca.definir_momento(f"{self._momento}. Só para leitura.")
        self._na_epoca(True)

    def _sem_epoca(self, erro: ErroDominio) -> None:
        self.barra_epoca.dizer_erro(erro.mensagem)

    @Slot()
    def _sair_da_epoca(self) -> None:
        self.casa.executor.cancelar(self, "epoca")
        self.barra_epoca.definir_momento("")
        self.barra_epoca.hide()
        self._na_epoca(False)

    def _na_epoca(self, sim: bool) -> None:
        # Of the past one only reads: every way to write goes away with the present.
        self._paginas.setCurrentWidget(self.epoca if sim else self.abas if self._lida is not None else self._vazio)
        for widget in (self.registrar, self.mais):
            widget.setEnabled(not sim and self._lida is not None)
        self.prazo.setVisible(not sim)
        if self._lida is not None and not sim:
            self._mostrar(self._lida)
        elif sim:
            for pedaco in (self.principal, self.selo, self.selo_prazo, self.selo_ressalva):
                pedaco.hide()
            self._mostrar_propostas(())

    def _falhou(self, erro: ErroDominio) -> None:
        self._vazio.definir("A ficha não pôde ser lida", erro.mensagem)
        self._paginas.setCurrentWidget(self._vazio)

    def _mostrar(self, lida: Lida) -> None:
        self._lida = lida
        if self.barra_epoca.momento():
            return
        ficha = lida.ficha
        self.menu.definir(ficha)
        hoje = self.casa.hoje()
        atual = vinculo_atual(ficha)
        self.cabecalho.definir_titulo(ficha.dados.nome_social or ficha.dados.nome)
        self.cabecalho.definir_subtitulo(_identificacao(ficha, atual))
        situacao = atual.situacao if atual is not None else ficha.situacao
        self.selo.definir(situacao.rotulo if situacao is not None else "", tom_da_situacao(situacao))
        self._mostrar_prazo(proximo_prazo(ficha), hoje)
        quantas = len(ficha.ressalvas)
        self.selo_ressalva.definir(
            "" if not quantas else "1 ressalva" if quantas == 1 else f"{quantas} ressalvas", Tom.ATENCAO
        )
        self.selo_ressalva.setToolTip(como_dica("\n".join(ficha.ressalvas)))
        # Of who is in quarantine one only reads: every act would be refused.
        self.quarentena.definir(ficha.quarentena, Tom.PERIGO)
        self.registrar.setEnabled(not ficha.quarentena)
        self.mais.setEnabled(not ficha.quarentena)
        acao = PRINCIPAIS.get(situacao) if situacao is not None and not ficha.quarentena else None
        self.principal.setVisible(acao is not None)
        if acao is not None:
            self.principal.setText(acao[1])
            self.principal.setAccessibleName(acao[1].replace("&", ""))
        self._mostrar_propostas(ficha.propostas)
        self._paginas.setCurrentWidget(self.abas)
        self.definir_nas_abas(lida)
        if self._aba_pedida:
            self._ir_para_aba(self._aba_pedida)
        self.mostrar_aba(self.abas.currentIndex())

    def _mostrar_prazo(self, prazo: LinhaPrazo | None, hoje: date) -> None:
        if prazo is None or prazo.vence is None:
            self.prazo.setText("Nenhum prazo em aberto")
            self.selo_prazo.definir("", Tom.NEUTRO)
            return
        # A deadline past its first reading still stands until the last possible day.
        fim = prazo.vence_ultimo if prazo.estado is EstadoPrazo.ZONA_CINZENTA and prazo.vence_ultimo else prazo.vence
        self.prazo.setText(f"{prazo.rotulo}: {formatar_data(fim)}, {distancia(fim, hoje)}")
        self.selo_prazo.definir(prazo.estado.rotulo, tom_do_prazo(prazo.estado))

    def _mostrar_propostas(self, propostas: tuple[Proposta, ...]) -> None:
        while (item := self._propostas.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for proposta in propostas:
            faixa = _FaixaProposta(self.casa, proposta)
            self._propostas.addWidget(faixa)

    def focar(self) -> None:
        self.abas.tabBar().setFocus()

    def pode_sair(self) -> bool:
        return "dados" not in self.__dict__ or self.dados.pode_sair()

    # ------------------------------------------------------------ slots

    @Slot()
    def _ir_para_lista(self) -> None:
        self.casa.navegar("servidores")

    @Slot()
    def _registrar(self) -> None:
        if self._lida is not None:
            atual = vinculo_atual(self._lida.ficha)
            self.casa.abrir_ato(servidor_id=self.servidor_id, vinculo_id=atual.id if atual is not None else None)

    @Slot()
    def _agir(self) -> None:
        atual = vinculo_atual(self._lida.ficha) if self._lida is not None else None
        acao = PRINCIPAIS.get(atual.situacao) if atual is not None else None
        if atual is not None and acao is not None:
            self.casa.abrir_ato(servidor_id=self.servidor_id, vinculo_id=atual.id, tipo=acao[0])


class _FaixaProposta(FaixaAviso):
    """What the law suggests because a term lapsed; the program never does it by itself."""

    def __init__(self, casa: Casa, proposta: Proposta) -> None:
        super().__init__()
        self._casa = casa
        self._proposta = proposta
        self.definir(proposta.razao, Tom.ATENCAO, dispositivo=proposta.dispositivo)
        self.adicionar_acao(f"{proposta.rotulo}…", self._abrir)

    @Slot()
    def _abrir(self) -> None:
        abrir_proposta(self._casa, self._proposta)


def _identificacao(ficha: Ficha, vinculo: FichaVinculo | None) -> str:
    partes = []
    if vinculo is not None:
        partes.append(f"Matrícula {matricula.formatar(vinculo.matricula)}" if vinculo.matricula else "Sem matrícula")
    numero = ficha.dados.cpf
    if numero:
        partes.append(f"CPF {cpf.formatar(numero) if cpf.valido(numero) else numero}")
    if vinculo is not None:
        partes += [vinculo.cargo, vinculo.unidade]
    return " · ".join(parte for parte in partes if parte)
