"""The first run: three questions, and the program is usable."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca, normalizar
from .componentes.aviso import FaixaAviso
from .componentes.botao import TipoBotao, botao
from .componentes.dialogo_arquivo import DialogoArquivo
from .componentes.formulario import Formulario, campo_texto
from .componentes.pagina_central import PaginaCentral
from .componentes.texto import Papel, texto

ORGAOS: tuple[tuple[str, str], ...] = (
    ("Secretaria da Administração", "SAEB"),
    ("Secretaria da Educação", "SEC"),
    ("Secretaria da Fazenda", "SEFAZ"),
    ("Secretaria da Saúde", "SESAB"),
    ("Secretaria da Segurança Pública", "SSP"),
    ("Secretaria de Administração Penitenciária e Ressocialização", "SEAP"),
    ("Secretaria de Cultura", "SECULT"),
    ("Secretaria de Desenvolvimento Econômico", "SDE"),
    ("Secretaria de Desenvolvimento Rural", "SDR"),
    ("Secretaria de Infraestrutura", "SEINFRA"),
    ("Secretaria de Justiça e Direitos Humanos", "SJDH"),
    ("Secretaria do Meio Ambiente", "SEMA"),
    ("Secretaria do Planejamento", "SEPLAN"),
    ("Secretaria do Trabalho, Emprego, Renda e Esporte", "SETRE"),
    ("Procuradoria Geral do Estado", "PGE"),
)
"""Offered while one types; any other name can be written."""

MUNICIPIOS = (
    "Salvador", "Feira de Santana", "Vitória da Conquista", "Camaçari", "Itabuna", "Juazeiro", "Lauro de Freitas",
    "Ilhéus", "Jequié", "Teixeira de Freitas", "Barreiras", "Alagoinhas", "Porto Seguro", "Simões Filho",
    "Paulo Afonso", "Eunápolis", "Santo Antônio de Jesus", "Valença", "Candeias", "Guanambi", "Jacobina",
    "Senhor do Bonfim", "Irecê", "Itapetinga", "Brumado", "Bom Jesus da Lapa", "Cruz das Almas", "Itaberaba",
    "Serrinha", "Santo Amaro",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Respostas:
    """The answers of the first run."""

    orgao: str
    sigla: str
    municipio: str
    demonstracao: bool


class PrimeiraExecucao(PaginaCentral):
    """A page with the three questions; emits ``respondida`` and then waits, saying what is being done."""

    respondida = Signal(object)
    """The `Respostas`."""
    restauracao_pedida = Signal(object)
    """The `Path` of an archive to make the registry from."""

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai, largura=600)
        quadro = self.quadro
        self.titulo.setText("Boas-vindas ao bahiaservidor")
        self.frase.setText("Três perguntas e o registro está pronto. Tudo pode ser mudado depois, em Administração.")
        self.orgao = campo_texto(dica="Por exemplo: Secretaria da Educação", limite=200)
        self.sigla = campo_texto(dica="SEC", limite=20)
        self.municipio = campo_texto(dica="Por exemplo: Salvador", limite=80)
        self.vazio = QRadioButton("Começar &vazio, para o trabalho de verdade", quadro)
        self.demonstracao = QRadioButton("Encher com dados de &demonstração, para conhecer o programa", quadro)
        self.aviso = FaixaAviso(pai=quadro)
        self.avanco = QProgressBar(quadro)
        self.avanco.setTextVisible(False)
        self.avanco.setRange(0, 0)
        self.estado = texto("", Papel.LEGENDA, pai=quadro)
        self.restaurar = botao("Restaurar de um &acervo", icone="atualizar", pai=quadro)
        self.restaurar.setToolTip("Faz de novo um registro exportado em Administração, Acervo aberto")
        self.comecar = botao("Co&meçar a usar", TipoBotao.PRIMARIO, ao_clicar=self._responder, pai=quadro)
        self._dispor(quadro)
        self._sugerir()
        menu = QMenu(self.restaurar)
        menu.addAction("De um arquivo &ZIP…").triggered.connect(self._escolher_zip)
        menu.addAction("De uma &pasta…").triggered.connect(self._escolher_pasta)
        self.restaurar.setMenu(menu)
        # signals
        self.orgao.editingFinished.connect(self._completar_sigla)
        for campo in (self.orgao, self.sigla, self.municipio):
            campo.returnPressed.connect(self._ao_enter)

    # ------------------------------------------------------------ build

    def _dispor(self, quadro: QFrame) -> None:
        self.formulario = Formulario(quadro, colunas=1)
        nome = QWidget(quadro)
        linha = QHBoxLayout(nome)
        linha.setContentsMargins(0, 0, 0, 0)
        linha.setSpacing(16)
        primeiro, segundo = Formulario(nome), Formulario(nome)
        self._grupos = {"orgao": primeiro, "sigla": segundo, "municipio": self.formulario}
        primeiro.adicionar("orgao", "1. Em que ó&rgão você trabalha?", self.orgao, obrigatorio=True)
        segundo.adicionar("sigla", "Si&gla", self.sigla)
        segundo.setFixedWidth(120)
        linha.addWidget(primeiro, 1, Qt.AlignmentFlag.AlignTop)
        linha.addWidget(segundo, 0, Qt.AlignmentFlag.AlignTop)
        self.formulario.adicionar(
            "municipio",
            "2. Em que mun&icípio fica a sede?",
            self.municipio,
            obrigatorio=True,
            ajuda="Os feriados municipais contam para os prazos de quem trabalha ali.",
        )
        grupo = QButtonGroup(self)
        grupo.addButton(self.vazio)
        grupo.addButton(self.demonstracao)
        self.vazio.setChecked(True)
        escolha = QVBoxLayout()
        escolha.setSpacing(2)
        escolha.addWidget(texto("3. Como quer começar?", Papel.ROTULO, pai=quadro))
        escolha.addWidget(self.vazio)
        escolha.addWidget(self.demonstracao)
        explicacao = texto(
            "As pessoas da demonstração são inventadas. Para o trabalho de verdade, abra depois outro registro.",
            Papel.LEGENDA,
            quebra=True,
            pai=quadro,
        )
        explicacao.setContentsMargins(32, 0, 0, 0)
        escolha.addWidget(explicacao)
        sozinho = texto(
            "O registro começa para uso por uma só pessoa, sem senha: quem usa este computador abre o registro e faz "
            "tudo. Para várias pessoas, cada uma com a sua senha, crie usuários em Administração.",
            Papel.LEGENDA,
            quebra=True,
            pai=quadro,
        )
        pe = QHBoxLayout()
        pe.addWidget(self.restaurar)
        pe.addStretch(1)
        pe.addWidget(self.comecar)
        dentro = self.dentro
        dentro.addWidget(nome)
        dentro.addWidget(self.formulario)
        dentro.addLayout(escolha)
        dentro.addWidget(sozinho)
        dentro.addWidget(self.aviso)
        dentro.addWidget(self.estado)
        dentro.addWidget(self.avanco)
        dentro.addLayout(pe)
        self.estado.hide()
        self.avanco.hide()

    def _sugerir(self) -> None:
        for campo, nomes in ((self.orgao, [nome for nome, _ in ORGAOS]), (self.municipio, list(MUNICIPIOS))):
            completador = QCompleter(nomes, campo)
            completador.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completador.setFilterMode(Qt.MatchFlag.MatchContains)
            if (lista := completador.popup()) is not None:
                lista.setObjectName("sugestoes")
            campo.setCompleter(completador)

    # ------------------------------------------------------------ answers

    def respostas(self) -> Respostas:
        """Return what is written."""
        return Respostas(
            orgao=_grafia(normalizar(self.orgao.text()), tuple(nome for nome, _ in ORGAOS)),
            sigla=normalizar(self.sigla.text()).upper(),
            municipio=_grafia(normalizar(self.municipio.text()), MUNICIPIOS),
            demonstracao=self.demonstracao.isChecked(),
        )

    def focar(self) -> None:
        """Give the focus to the first question."""
        self.orgao.setFocus()

    def ocupar(self, frase: str) -> None:
        """Say what is being done, and take no more answers; an empty sentence gives the page back."""
        ocupada = bool(frase)
        self.estado.setText(frase)
        self.estado.setVisible(ocupada)
        self.avanco.setRange(0, 0)
        self.avanco.setVisible(ocupada)
        for campo in (
            self.orgao, self.sigla, self.municipio, self.vazio, self.demonstracao, self.comecar, self.restaurar,
        ):  # fmt: skip
            campo.setEnabled(not ocupada)

    def avancar(self, feitos: int, total: int) -> None:
        """Show how far the demonstration data is."""
        self.avanco.setRange(0, max(0, total))
        self.avanco.setValue(feitos)

    @Slot(object)
    def mostrar_erro(self, erro: ErroDominio) -> None:
        """Say why it could not be done; what was written stays."""
        self.ocupar("")
        self.aviso.mostrar_erro(erro)

    @Slot()
    def _escolher_zip(self) -> None:
        self._escolher(QFileDialog.FileMode.ExistingFile, "Acervos em ZIP (*.zip);;Todos os arquivos (*)")

    @Slot()
    def _escolher_pasta(self) -> None:
        self._escolher(QFileDialog.FileMode.Directory, "")

    def _escolher(self, modo: QFileDialog.FileMode, filtro: str) -> None:
        dialogo = DialogoArquivo(self.window(), "Restaurar de um acervo", "", filtro)
        dialogo.setFileMode(modo)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Restaurar")
        dialogo.fileSelected.connect(self._pedir_restauracao)
        dialogo.open()

    @Slot(str)
    def _pedir_restauracao(self, nome: str) -> None:
        self.aviso.esconder()
        self.restauracao_pedida.emit(Path(nome))

    @Slot()
    def _completar_sigla(self) -> None:
        escrito = chave_busca(self.orgao.text())
        achada = next((sigla for nome, sigla in ORGAOS if chave_busca(nome) == escrito), "")
        if achada and not self.sigla.text().strip():
            self.sigla.setText(achada)

    @Slot()
    def _ao_enter(self) -> None:
        # Enter on an open list of suggestions takes the suggestion: it answers nothing yet.
        completadores: list[QCompleter | None] = [campo.completer() for campo in (self.orgao, self.municipio)]
        if not any(c is not None and (lista := c.popup()) is not None and lista.isVisible() for c in completadores):
            self._responder()

    @Slot()
    def _responder(self) -> None:
        self.aviso.esconder()
        respostas = self.respostas()
        faltas: list[QLineEdit] = []
        for chave, campo, valor, falta in (
            ("orgao", self.orgao, respostas.orgao, "Escreva o nome do órgão."),
            ("municipio", self.municipio, respostas.municipio, "Escreva o nome do município."),
        ):
            self._grupos[chave].erro(chave, "" if valor else falta)
            if not valor:
                faltas.append(campo)
        if faltas:
            faltas[0].setFocus()
            return
        self.respondida.emit(respostas)


def _grafia(escrito: str, conhecidos: tuple[str, ...]) -> str:
    """Return the known spelling of what was typed without accents or capitals; other words stay as typed."""
    chave = chave_busca(escrito)
    return next((nome for nome in conhecidos if chave_busca(nome) == chave), escrito)
