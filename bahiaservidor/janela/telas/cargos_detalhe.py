"""The panel of one cargo: what the law says of it, what is still in doubt, its posts by unit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Cargo, OcupacaoCargo
from ...servicos.tipos.vagas import QuadroDoCargo
from ..componentes.botao import TipoBotao, botao
from ..componentes.rolagem import rolavel
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..modelos.cargos import No, em_duvida
from ..preferencias import Preferencias
from ..tema import Tom
from .cargos_vagas import PainelLeis, PainelLivres

DUVIDA = "A confirmar: este dado veio de fonte indireta. Confira na lei e marque em Editar."

SEM_LOTACAO = "Sem lotação"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinhaUnidade:
    """Posts of a cargo in a unit; ``criadas`` None when no number is recorded there."""

    unidade: str
    criadas: int | None
    ocupadas: int
    livres: int | None
    reservadas: int = 0


def linhas_por_unidade(ocupacao: OcupacaoCargo) -> list[LinhaUnidade]:
    """Return the posts by unit; who is in a unit without posts of its own uses one of those without lotação."""
    emprestadas = sum(
        max(0, ocupadas - (criadas or 0)) for unidade, criadas, ocupadas in ocupacao.por_unidade
        if unidade not in ("", SEM_LOTACAO)
    )  # fmt: skip
    guardadas = dict(ocupacao.reservadas_por_unidade)
    linhas = []
    for unidade, criadas, ocupadas in ocupacao.por_unidade:
        livres = None if criadas is None else max(0, criadas - ocupadas)
        if livres is not None and unidade in ("", SEM_LOTACAO):
            livres = max(0, livres - emprestadas)
        linhas.append(
            LinhaUnidade(
                unidade=unidade or SEM_LOTACAO, criadas=criadas, ocupadas=ocupadas, livres=livres,
                reservadas=guardadas.get(unidade or SEM_LOTACAO, 0),
            )
        )  # fmt: skip
    return linhas


def _numero(valor: int | None) -> str:
    return "—" if valor is None else str(valor)


COLUNAS_UNIDADES: tuple[Coluna[LinhaUnidade], ...] = (
    Coluna(chave="unidade", rotulo="Unidade", texto=lambda x: x.unidade, largura=150, estica=True),
    Coluna(chave="criadas", rotulo="Criadas", texto=lambda x: _numero(x.criadas), largura=76, direita=True,
           ordem=lambda x: x.criadas),
    Coluna(chave="ocupadas", rotulo="Ocupadas", texto=lambda x: str(x.ocupadas), largura=94, direita=True,
           ordem=lambda x: x.ocupadas),
    Coluna(chave="livres", rotulo="Livres", texto=lambda x: _numero(x.livres), largura=64, direita=True,
           ordem=lambda x: x.livres),
    Coluna(chave="reservadas", rotulo="Reserv.", texto=lambda x: str(x.reservadas), largura=74, direita=True,
           ordem=lambda x: x.reservadas, dica=lambda x: f"{x.reservadas} das livres estão reservadas"),
)  # fmt: skip

_CAMPOS = (
    ("natureza", "Natureza"),
    ("grupo", "Grupo ocupacional"),
    ("categoria", "Categoria funcional"),
    ("carreira", "Carreira"),
    ("simbolo", "Símbolo"),
    ("especialidade", "Especialidade"),
    ("escolaridade", "Escolaridade"),
    ("jornada_semanal", "Jornada semanal"),
    ("niveis", "Classes e referências"),
    ("orgao_tipico", "Órgão típico"),
    ("lei", "Lei que o criou"),
    ("extinto_em", "Extinto em"),
)


def valor_do_campo(cargo: Cargo, campo: str) -> str:
    """Return a field of a cargo in words; empty when nothing is recorded."""
    if campo == "natureza":
        return cargo.natureza.rotulo
    if campo == "extinto_em":
        return formatar_data(cargo.extinto_em) if cargo.extinto_em is not None else ""
    valor = str(getattr(cargo, campo))
    if campo == "jornada_semanal" and valor:
        return f"{valor} horas"
    if campo == "lei" and valor and valor[0].isdigit():
        return f"Lei {valor}"
    return valor


class DetalheCargo(QFrame):
    """Shows one cargo, or the totals of a grupo; says what to do when nothing is chosen."""

    editar = Signal()
    criar_vagas = Signal()
    nomear = Signal()

    def __init__(self, preferencias: Preferencias, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        self.setMinimumWidth(384)
        self.pilha = QStackedWidget(self)
        self.vazio = EstadoVazio("Escolha um cargo", "Aqui aparecem os seus dados e as vagas por unidade.",
                                 icone="cargos")  # fmt: skip
        self.pilha.addWidget(self.vazio)
        self.pilha.addWidget(self._montar(preferencias))
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(1, 1, 1, 1)
        caixa.addWidget(self.pilha)

    def _montar(self, preferencias: Preferencias) -> QWidget:
        dentro = QWidget()
        dentro.setProperty("transparente", True)
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(16, 14, 16, 16)
        pilha.setSpacing(12)
        self.nome = texto("", Papel.SECAO, quebra=True, selecionavel=True, pai=dentro)
        self.selo_extinto = Selo("", Tom.APAGADO, dentro)
        self.selo_duvida = Selo("", Tom.ATENCAO, dentro)
        selos = QHBoxLayout()
        selos.setSpacing(8)
        selos.addWidget(self.selo_extinto)
        selos.addWidget(self.selo_duvida)
        selos.addStretch(1)
        pilha.addWidget(self.nome)
        pilha.addLayout(selos)
        pilha.addLayout(self._montar_numeros(dentro))
        self.sem_limite = texto("", Papel.LEGENDA, quebra=True, pai=dentro)
        pilha.addWidget(self.sem_limite)
        botoes = QHBoxLayout()
        botoes.setSpacing(8)
        self.botao_editar = botao("&Editar…", ao_clicar=self._editar, icone="editar", pai=dentro)
        self.botao_vagas = botao("Criar &vagas…", ao_clicar=self._criar_vagas, icone="mais", pai=dentro)
        self.botao_nomear = botao("No&mear…", TipoBotao.DISCRETO, ao_clicar=self._nomear, pai=dentro)
        for item in (self.botao_editar, self.botao_vagas, self.botao_nomear):
            botoes.addWidget(item)
        botoes.addStretch(1)
        pilha.addLayout(botoes)
        self.livres = PainelLivres(preferencias)
        self.leis = PainelLeis(preferencias)
        self.abas = QTabWidget(dentro)
        self.abas.setDocumentMode(True)
        self.abas.addTab(self._montar_dados(preferencias), "Dados")
        self.abas.addTab(self.livres, "Livres")
        self.abas.addTab(self.leis, "Leis e reservas")
        pilha.addWidget(self.abas, 1)
        pilha.addStretch(0)  # what is left below the totals of a grupo, which has no tabs
        rolagem = rolavel(dentro)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return rolagem

    def _montar_dados(self, preferencias: Preferencias) -> QWidget:
        dentro = QWidget()
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 12, 0, 0)
        pilha.setSpacing(12)
        self.campos = QGridLayout()
        self.campos.setHorizontalSpacing(12)
        self.campos.setVerticalSpacing(8)
        self.campos.setColumnStretch(1, 1)
        self._linhas: dict[str, tuple[QLabel, QLabel, Selo]] = {}
        for numero, (chave, rotulo) in enumerate(_CAMPOS):
            etiqueta = texto(rotulo, Papel.SUAVE, pai=dentro)
            valor = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=dentro)
            selo = Selo("", Tom.ATENCAO, dentro)
            selo.setToolTip(como_dica(DUVIDA))
            self.campos.addWidget(etiqueta, numero, 0, Qt.AlignmentFlag.AlignTop)
            self.campos.addWidget(valor, numero, 1)
            self.campos.addWidget(selo, numero, 2, Qt.AlignmentFlag.AlignTop)
            self._linhas[chave] = (etiqueta, valor, selo)
        pilha.addLayout(self.campos)
        self.titulo_unidades = texto("Vagas por unidade", Papel.SECAO, pai=dentro)
        pilha.addWidget(self.titulo_unidades)
        self.modelo: ModeloLista[LinhaUnidade] = ModeloLista(COLUNAS_UNIDADES, (), self)
        self.unidades = Tabela("cargos_unidades", preferencias, dentro)
        self.unidades.setAccessibleName("Vagas por unidade")
        self.unidades.definir_modelo(self.modelo)
        pilha.addWidget(self.unidades)
        pilha.addStretch(1)
        return dentro

    def _montar_numeros(self, dentro: QWidget) -> QHBoxLayout:
        linha = QHBoxLayout()
        linha.setSpacing(16)
        self.numeros: dict[str, QLabel] = {}
        for chave, rotulo in (
            ("criadas", "Criadas"), ("ocupadas", "Ocupadas"), ("livres", "Livres"), ("reservadas", "Reservadas"),
        ):  # fmt: skip
            coluna = QVBoxLayout()
            coluna.setSpacing(0)
            numero = texto("–", Papel.NUMERO, pai=dentro)
            coluna.addWidget(numero)
            coluna.addWidget(texto(rotulo, Papel.SUAVE, pai=dentro))
            linha.addLayout(coluna)
            self.numeros[chave] = numero
        linha.addStretch(1)
        return linha

    # ------------------------------------------------------------ content

    def limpar(self) -> None:
        """Show what to do."""
        self.pilha.setCurrentIndex(0)

    def filtro_em_palavras(self) -> str:
        """Return whose lists these are, as a file of one says it."""
        return f"cargo: {self.nome.text()}"

    def mostrar_no(self, no: No) -> None:
        """Show the totals of a grupo or categoria."""
        self._por_titulo(no.rotulo, None)
        self._por_numeros(no.criadas, no.ocupadas, no.livres, None)
        self.sem_limite.setText(
            "" if no.criadas is not None else "Há cargos sem o número de vagas registrado: não se soma o que falta."
        )
        self.sem_limite.setVisible(no.criadas is None)
        for item in (self.botao_editar, self.botao_vagas, self.botao_nomear, self.abas):
            item.hide()
        self.pilha.setCurrentIndex(1)

    def mostrar(self, ocupacao: OcupacaoCargo) -> None:
        """Show a cargo."""
        cargo = ocupacao.cargo
        self._por_titulo(cargo.nome, cargo)
        self._por_numeros(ocupacao.criadas, ocupacao.ocupadas, ocupacao.livres, ocupacao.reservadas)
        self.abas.show()
        self.sem_limite.setText(
            "Número de vagas ainda não registrado. Use Criar vagas, com a lei: sem ele o programa não impede nomear "
            "além do que existe (art. 3º)."
        )
        self.sem_limite.setVisible(ocupacao.criadas is None and cargo.extinto_em is None)
        self.botao_editar.show()
        extinto = cargo.extinto_em is not None
        self.botao_vagas.setVisible(not extinto)
        self.botao_nomear.setVisible(not extinto)
        for chave, (etiqueta, valor, selo) in self._linhas.items():
            conteudo = valor_do_campo(cargo, chave)
            duvida = em_duvida(cargo, chave)
            visivel = bool(conteudo) or duvida
            etiqueta.setVisible(visivel)
            valor.setText(conteudo or "não informado")
            valor.setVisible(visivel)
            selo.definir("a confirmar" if duvida else "", Tom.ATENCAO)
        linhas = linhas_por_unidade(ocupacao)
        self.modelo.definir(linhas)
        self.titulo_unidades.setVisible(bool(linhas))
        self.unidades.setVisible(bool(linhas))
        altura = self.unidades.horizontalHeader().height() + 4
        altura += self.unidades.verticalHeader().defaultSectionSize() * min(max(len(linhas), 1), 8)
        self.unidades.setFixedHeight(altura)
        self.pilha.setCurrentIndex(1)

    def _por_titulo(self, nome: str, cargo: Cargo | None) -> None:
        self.nome.setText(nome)
        self.selo_extinto.definir("Extinto" if cargo is not None and cargo.extinto_em is not None else "", Tom.APAGADO)
        duvidas = len(cargo.a_confirmar) if cargo is not None else 0
        palavra = "" if not duvidas else "1 dado a confirmar" if duvidas == 1 else f"{duvidas} dados a confirmar"
        self.selo_duvida.definir(palavra, Tom.ATENCAO)
        self.selo_duvida.setToolTip(como_dica(DUVIDA))

    def mostrar_quadro(self, quadro: QuadroDoCargo, *, extinto: bool) -> None:
        """Show the posts of the cargo: they come a moment after it."""
        self.livres.definir(quadro, extinto=extinto)
        self.leis.definir(quadro, extinto=extinto)
        quantas = sum(v.quantos for v in quadro.vagas_livres)
        self.abas.setTabText(1, f"Livres ({quantas})" if quantas else "Livres")

    def _por_numeros(
        self, criadas: int | None, ocupadas: int | None, livres: int | None, reservadas: int | None
    ) -> None:
        for chave, valor in (
            ("criadas", criadas), ("ocupadas", ocupadas), ("livres", livres), ("reservadas", reservadas),
        ):  # fmt: skip
            self.numeros[chave].setText(_numero(valor))
            self.numeros[chave].setAccessibleName(f"{chave.capitalize()}: {_numero(valor)}")

    @Slot()
    def _editar(self) -> None:
        self.editar.emit()

    @Slot()
    def _criar_vagas(self) -> None:
        self.criar_vagas.emit()

    @Slot()
    def _nomear(self) -> None:
        self.nomear.emit()
