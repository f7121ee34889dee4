"""Who is next in a concurso, and why: one cargo and polo at a time, the lists called by turns."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...servicos.tipos.chamada import Chamadas, Grupo, Proximo
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import ModeloLista
from ..modelos.proximos import COLUNAS_PROXIMOS
from ..modelos.vagas import antes_da_nomeacao
from ..preferencias import Preferencias
from ..tema import Tom

QUANTOS = 10


def por_extenso(proximo: Proximo) -> str:
    """Return why this is the one, and why each one before it is not."""
    linhas = [proximo.motivo]
    linhas += [f"{p.classificacao}º {p.nome} passou: {p.motivo}." for p in proximo.passados]
    if proximo.aviso:
        linhas.append(proximo.aviso)
    return "\n".join(linhas)


class PainelProximos(QScrollArea):
    """What comes first (art. 38), the warnings, the table in order, and the reason of the row chosen."""

    nomear = Signal(object, int)
    """The `Proximo` whose turn it is, and the cargo."""
    aproveitar = Signal(object, int)
    """The `Disponivel` who comes before any nomeação, and the cargo."""
    quantos_mudou = Signal()

    def __init__(self, preferencias: Preferencias, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("transparente", True)
        dentro = QWidget()
        dentro.setProperty("transparente", True)
        self._chamadas: Chamadas | None = None
        self.grupos = Combo((), dentro)
        self.grupos.setAccessibleName("Cargo, especialidade e polo")
        self.grupos.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.grupos.setMinimumContentsLength(20)
        self.quantos = CampoNumero(dentro)
        self.quantos.setRange(1, 200)
        self.quantos.setValue(QUANTOS)
        self.quantos.setAccessibleName("Quantos mostrar")
        self.quantos.setSuffix(" próximos")
        topo = QHBoxLayout()
        topo.setSpacing(8)
        topo.addWidget(self.grupos, 1)
        topo.addWidget(self.quantos)
        self.antes = FaixaAviso("", Tom.INFO, dentro)
        self.botao_aproveitar = botao("A&proveitar…", TipoBotao.DISCRETO, ao_clicar=self._aproveitar, pai=self.antes)
        self.antes.acoes.addWidget(self.botao_aproveitar)
        self.aviso = FaixaAviso("", Tom.ATENCAO, dentro)
        self.dados = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=dentro)
        self.modelo: ModeloLista[Proximo] = ModeloLista(COLUNAS_PROXIMOS, (), dentro)
        self.tabela = Tabela("concursos_proximos", preferencias, dentro)
        self.tabela.setAccessibleName("Próximos a nomear, na ordem")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(150)
        self.tabela.definir_vazio(
            EstadoVazio("Ninguém por nomear", "Inclua os candidatos nas listas deste cargo.", icone="candidato")
        )
        quadro = QFrame(dentro)
        quadro.setProperty("superficie", True)
        dele = QHBoxLayout(quadro)
        dele.setContentsMargins(16, 10, 12, 10)
        dele.setSpacing(12)
        self.razao = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=quadro)
        self.botao_nomear = botao("&Nomear o próximo…", TipoBotao.PRIMARIO, ao_clicar=self._nomear, pai=quadro)
        dele.addWidget(self.razao, 1)
        dele.addWidget(self.botao_nomear)
        self.quadro = quadro
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 12, 0, 0)
        pilha.setSpacing(10)
        pilha.addLayout(topo)
        pilha.addWidget(self.antes)
        pilha.addWidget(quadro)
        pilha.addWidget(self.tabela, 1)
        pilha.addWidget(self.aviso)
        pilha.addWidget(self.dados)
        self.setWidget(dentro)
        # signals
        self.grupos.alterado.connect(self._mostrar_grupo)
        self.quantos.valueChanged.connect(self._ao_mudar_quantos)
        self.tabela.selecionada.connect(self._ao_escolher)
        self._mostrar_grupo()

    # ------------------------------------------------------------ content

    def limpar(self) -> None:
        """Show nobody while another concurso is read."""
        self._chamadas = None
        self.grupos.definir_opcoes(())
        self._mostrar_grupo()

    def definir(self, chamadas: Chamadas) -> None:
        """Show these, staying on the same group where it is still there."""
        antes = self.grupos.valor()
        self._chamadas = chamadas
        with QSignalBlocker(self.grupos):
            self.grupos.definir_opcoes([Opcao(valor=g.listas, rotulo=g.nome) for g in chamadas.grupos])
            if antes is not None:
                self.grupos.definir(antes)
        self._mostrar_grupo()

    def escolher_lista(self, lista_id: int | None) -> None:
        """Show the group that has a list."""
        for grupo in self._chamadas.grupos if self._chamadas is not None else ():
            if lista_id in grupo.listas and self.grupos.valor() != grupo.listas:
                self.grupos.definir(grupo.listas)

    def grupo(self) -> Grupo | None:
        """Return the group chosen."""
        grupos = self._chamadas.grupos if self._chamadas is not None else ()
        return next((g for g in grupos if g.listas == self.grupos.valor()), grupos[0] if grupos else None)

    @Slot()
    def _mostrar_grupo(self, *_: object) -> None:
        grupo = self.grupo()
        self.grupos.setVisible(grupo is not None)
        self.quantos.setVisible(grupo is not None)
        self.modelo.definir(grupo.proximos if grupo is not None else ())
        self.quadro.setVisible(grupo is not None and bool(grupo.proximos))
        if grupo is None:
            for faixa in (self.antes, self.aviso):
                faixa.esconder()
            self.dados.setText("")
            return
        self._mostrar_antes(grupo)
        impedimento = self._chamadas.impedimento if self._chamadas is not None else ""
        self.aviso.definir("\n".join(p for p in (impedimento, *grupo.avisos) if p), Tom.ATENCAO)
        self.dados.setText(" ".join(self._dados(grupo)))
        self.botao_nomear.setEnabled(not impedimento)
        self.botao_nomear.setToolTip(como_dica(impedimento))
        if grupo.proximos:
            self.tabela.ir_para(0)
            self._ao_escolher(0)

    def _mostrar_antes(self, grupo: Grupo) -> None:
        if not grupo.disponiveis:
            self.antes.esconder()
            return
        self.antes.definir(antes_da_nomeacao(grupo.disponiveis), Tom.INFO, dispositivo="art. 38")

    def _dados(self, grupo: Grupo) -> list[str]:
        nomeados = "1 nomeado" if grupo.nomeados == 1 else f"{grupo.nomeados} nomeados"
        if grupo.livres is None:
            livres = "o número de vagas do cargo não está registrado"
        else:
            livres = "1 vaga livre no cargo" if grupo.livres == 1 else f"{grupo.livres} vagas livres no cargo"
        return [p for p in (f"{nomeados.capitalize()} até agora; {livres}.", grupo.reservadas, grupo.alternancia) if p]

    # ------------------------------------------------------------ choosing and acting

    @Slot(int)
    def _ao_escolher(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        self.razao.setText(por_extenso(linha) if linha is not None else "")

    @Slot()
    def _ao_mudar_quantos(self, *_: int) -> None:
        self.quantos_mudou.emit()

    @Slot()
    def _nomear(self) -> None:
        grupo = self.grupo()
        if grupo is not None and grupo.proximos and self._chamadas is not None and not self._chamadas.impedimento:
            self.nomear.emit(grupo.proximos[0], grupo.cargo_id)

    @Slot()
    def _aproveitar(self) -> None:
        grupo = self.grupo()
        if grupo is not None and grupo.disponiveis:
            self.aproveitar.emit(grupo.disponiveis[0], grupo.cargo_id)
