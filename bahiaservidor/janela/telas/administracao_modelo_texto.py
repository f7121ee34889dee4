"""The texts of one paper beside what the órgão made of them, who signs it, its versions."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...estatuto.erros import ErroDominio
from ...servicos.modelos_documento import INSTALACAO, ModeloAjustavel, QuemAssina, TextoAjustavel
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo import perguntar
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.texto import Papel, reestilizar, texto
from ..modelos.documentos import instante_local
from ..operacoes import Mudanca
from ..tema import Tom

_CORRIJA = "Corrija antes de gravar."

_ACENTOS = (
    (re.compile(r"cao\b"), "ção"),
    (re.compile(r"coes\b"), "ções"),
    (re.compile(r"icio\b"), "ício"),
    (re.compile(r"ultimo\b"), "último"),
    (re.compile(r"numero\b"), "número"),
    (re.compile(r"encia\b"), "ência"),
    (re.compile(r"orgao\b"), "órgão"),
)
"""The keys of texts are names without accents; on screen they are words."""

_DE_UMA_VEZ = 2
"""Editors made between two answers of the window."""

_ASSINAM = 2
"""Lines to sign on that the screen edits; more, if kept, stay as they are."""


def rotulo_da_chave(chave: str) -> str:
    """Return the key of a text in words: `aceitacao` is `Aceitação`."""
    palavras = chave.replace("_", " ")
    for padrao, certo in _ACENTOS:
        palavras = padrao.sub(certo, palavras)
    return palavras.capitalize()


class _Campo(QPlainTextEdit):
    """Tab goes to the next field: nobody writes a tab in a paragraph."""

    def __init__(self, escrito: str, nome: str, *, leitura: bool = False) -> None:
        super().__init__(escrito)
        self.setAccessibleName(nome)
        self.setReadOnly(leitura)
        self.setTabChangesFocus(True)
        self._linhas = max(3, min(10, len(escrito) // 30 + 2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def sizeHint(self) -> QSize:
        """Return the room of what it held when it was made: a line does not take the room of a page."""
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._linhas + 18)


class EditorDeTexto(QWidget):
    """One text: as shipped at the left, as adjusted at the right, what it may use and what is wrong below."""

    mudou = Signal()

    def __init__(self, modelo: str, item: TextoAjustavel, pai: QWidget) -> None:
        super().__init__(pai)
        self._modelo, self.item = modelo, item
        self.rotulo = rotulo = rotulo_da_chave(item.chave)
        original = _Campo(item.original.strip(), f"{rotulo}, original", leitura=True)
        self.campo = _Campo((item.ajustado or item.original).strip(), f"{rotulo}, ajustado")
        self.estado = texto("", Papel.LEGENDA, quebra=True)
        campos = ", ".join(f"{{{campo}}}" for campo in item.campos)
        lado = QSplitter(Qt.Orientation.Horizontal)
        lado.setChildrenCollapsible(False)
        for nome, widget in (("Original", original), ("Ajustado", self.campo)):
            coluna = QWidget()
            pilha = QVBoxLayout(coluna)
            pilha.setContentsMargins(0, 0, 0, 0)
            pilha.setSpacing(4)
            pilha.addWidget(texto(nome, Papel.ROTULO))
            pilha.addWidget(widget, 1)
            lado.addWidget(coluna)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 8, 12)
        caixa.setSpacing(4)
        caixa.addWidget(texto(rotulo, Papel.SECAO))
        caixa.addWidget(lado)
        caixa.addWidget(texto(f"Campos: {campos}" if campos else "Sem campos", Papel.LEGENDA, quebra=True))
        caixa.addWidget(self.estado)
        self.campo.textChanged.connect(self._conferir)
        self._conferir()

    def valor(self) -> str:
        """Return what is written."""
        return self.campo.toPlainText().strip()

    def mudado(self) -> bool:
        """Tell whether what is written is not what is kept."""
        return self.valor() != (self.item.ajustado or self.item.original).strip()

    def problema(self) -> str:
        """Return what is wrong, empty when nothing is."""
        from ...servicos import modelos_previa

        return modelos_previa.problema_do_texto(self._modelo, self.item.chave, self.valor())

    @Slot()
    def _conferir(self) -> None:
        from ...servicos import modelos_previa

        problema = self.problema()
        esquecidos = modelos_previa.campos_esquecidos(self._modelo, self.item.chave, self.valor())
        if problema:
            palavras, tom = problema, "perigo"
        elif self.valor() == self.item.original.strip():
            palavras, tom = "", ""
        elif esquecidos:
            palavras, tom = f"Ajustado. Não usa: {', '.join(f'{{{c}}}' for c in esquecidos)}.", "atencao"
        else:
            palavras, tom = "Ajustado.", "info"
        self.estado.setText(palavras)
        self.estado.setVisible(bool(palavras))
        self.estado.setProperty("tom", tom)
        reestilizar(self.estado)
        self.campo.setProperty("erro", bool(problema))
        self.campo.setAccessibleDescription(palavras)
        reestilizar(self.campo)
        self.mudou.emit()


class PaginaModelo(QWidget):
    """The texts of one paper, who signs it, its versions."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self._casa = casa
        self._modelo: ModeloAjustavel | None = None
        self._orgao_id = INSTALACAO
        self._rascunhos: dict[tuple[str, int], tuple[str, dict[str, str]]] = {}
        self.editores: list[EditorDeTexto] = []
        self._faltam: list[TextoAjustavel] = []
        self.versao = texto("", Papel.SUAVE, quebra=True)
        self.titulo = campo_texto(limite=120)
        self.nota = campo_texto(limite=200)
        self._assinam = [[campo_texto(limite=120) for _ in range(3)] for _ in range(_ASSINAM)]
        self._dentro = QWidget()
        self._dentro.setProperty("transparente", True)
        self._pilha = QVBoxLayout(self._dentro)
        self._pilha.setContentsMargins(0, 0, 0, 0)
        self._pilha.setAlignment(Qt.AlignmentFlag.AlignTop)
        rolagem = self.rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QScrollArea.Shape.NoFrame)
        rolagem.setProperty("transparente", True)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setWidget(self._dentro)
        self.aviso = FaixaAviso()
        self.previa = botao("&Prévia", ao_clicar=self._ver, icone="documentos")
        self.restaurar = botao("Re&staurar original…", TipoBotao.DISCRETO, ao_clicar=self._perguntar)
        self.gravar = botao("&Gravar nova versão", TipoBotao.PRIMARIO, ao_clicar=self._gravar, icone="salvar")
        pe = QHBoxLayout()
        pe.setSpacing(8)
        pe.addWidget(self.restaurar)
        pe.addStretch(1)
        pe.addWidget(self.previa)
        pe.addWidget(self.gravar)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(10)
        caixa.addWidget(self.versao)
        caixa.addWidget(rolagem, 1)
        caixa.addWidget(self.aviso)
        caixa.addLayout(pe)

    def mostrar(self, modelo: ModeloAjustavel, orgao_id: int) -> None:
        """Edit these texts."""
        self._guardar_rascunho()
        self._modelo, self._orgao_id = modelo, orgao_id
        self.aviso.esconder()
        while (item := self._pilha.takeAt(0)) is not None:
            if (antigo := item.widget()) is not None:
                antigo.hide()
                antigo.deleteLater()
        herdado = ", herdada da instalação" if modelo.herdado else ""
        self.versao.setText(f"Versão em uso: {modelo.versao}{herdado}. Sai no rodapé do documento.")
        self._pilha.addWidget(self._campos(modelo))
        self.editores = []
        self._faltam = list(modelo.textos)
        self._pilha.addWidget(texto("Versões", Papel.SECAO))
        linhas = [
            f"{v.versao} – {instante_local(v.instante)}, {v.usuario}{': ' + v.nota if v.nota else ''}"
            for v in modelo.historico
        ]
        palavras = "\n".join(linhas) or "Nenhum ajuste: vale o texto do programa."
        self._pilha.addWidget(texto(palavras, Papel.SUAVE, quebra=True, selecionavel=True))
        self.restaurar.setEnabled(bool(modelo.historico) and not modelo.herdado and "." in modelo.versao)
        self._montar()

    @Slot()
    def _montar(self) -> None:
        """Make a few editors at a time: a paper has twenty texts, and the window must answer meanwhile."""
        modelo = self._modelo
        if modelo is None:
            return
        agora, self._faltam = self._faltam[:_DE_UMA_VEZ], self._faltam[_DE_UMA_VEZ:]
        for item in agora:
            editor = EditorDeTexto(modelo.nome, item, self._dentro)
            self._pilha.insertWidget(1 + len(self.editores), editor)
            self.editores.append(editor)
            editor.mudou.connect(self._rever)
        if self._faltam:
            QTimer.singleShot(0, self._montar)
        elif agora:
            self._devolver_rascunho()
        self._rever()

    def _guardar_rascunho(self) -> None:
        """Remember what was written and not kept: one looks at another paper, or at another órgão, and comes back."""
        modelo = self._modelo
        if modelo is None:
            return
        escritos = {e.item.chave: e.valor() for e in self.editores if e.mudado()}
        self._rascunhos.pop((modelo.nome, self._orgao_id), None)
        if escritos:
            self._rascunhos[modelo.nome, self._orgao_id] = (modelo.versao, escritos)

    def _devolver_rascunho(self) -> None:
        modelo = self._modelo
        versao, escritos = self._rascunhos.get((modelo.nome, self._orgao_id) if modelo else ("", 0), ("", {}))
        if modelo is None or versao != modelo.versao:
            return
        for editor in self.editores:
            if editor.item.chave in escritos:
                editor.campo.setPlainText(escritos[editor.item.chave])
        if escritos:
            self.aviso.definir("Há ajustes ainda não gravados neste modelo.", Tom.ATENCAO)

    def _campos(self, modelo: ModeloAjustavel) -> Formulario:
        form = Formulario(colunas=3)
        self.titulo = campo_texto(modelo.titulo, limite=120)
        self.nota = campo_texto(limite=200, dica="Por que o texto mudou")
        form.adicionar("titulo", "&Título do documento", self.titulo, largo=True)
        form.adicionar("nota", "N&ota desta versão", self.nota, largo=True)
        self._assinam = []
        for numero in range(_ASSINAM if modelo.assinavel else 0):
            quem = modelo.assinam[numero] if numero < len(modelo.assinam) else QuemAssina(nome="")
            linha = [campo_texto(valor, limite=120) for valor in (quem.nome, quem.cargo, quem.qualidade)]
            rotulos = (f"Assina ({numero + 1}): nome", "Cargo", "Qualidade")
            if numero == 0:
                form.secao("Quem assina, quando o documento não diz")
            for parte, (rotulo, campo) in enumerate(zip(rotulos, linha, strict=True)):
                form.adicionar(f"assina_{numero}_{parte}", rotulo, campo)
            self._assinam.append(linha)
        return form

    def _quem_assina(self) -> tuple[QuemAssina, ...]:
        modelo = self._modelo
        assert modelo is not None
        escritos = [
            QuemAssina(nome=nome.text().strip(), cargo=cargo.text().strip(), qualidade=qualidade.text().strip())
            for nome, cargo, qualidade in self._assinam
        ]
        return (*(q for q in escritos if q.nome or q.cargo or q.qualidade), *modelo.assinam[_ASSINAM:])

    @Slot()
    def _rever(self) -> None:
        errado = next((editor for editor in self.editores if editor.problema()), None)
        if errado is not None:
            self.aviso.definir(f"{_CORRIJA} {errado.rotulo}: {errado.problema()}", Tom.ATENCAO)
        elif self.aviso.texto().startswith(_CORRIJA):
            self.aviso.esconder()
        pronto = bool(self.editores) and not self._faltam and errado is None
        self.gravar.setEnabled(pronto)
        self.previa.setEnabled(pronto)

    @Slot()
    def _ver(self) -> None:
        modelo, casa = self._modelo, self._casa
        if modelo is None:
            return
        textos, titulo, orgao_id = self._textos(), self.titulo.text(), self._orgao_id

        def montar() -> tuple[str, bytes]:
            from ...servicos import modelos_previa

            return modelos_previa.previa(casa.ctx, nome=modelo.nome, orgao_id=orgao_id, textos=textos, titulo=titulo)

        abrir = partial(abrir_previa, casa, modelo.nome)
        casa.executor.ler(self, montar, sucesso=abrir, falha=self.aviso.mostrar_erro, chave="previa")

    def _textos(self) -> dict[str, str]:
        return {editor.item.chave: editor.valor() for editor in self.editores}

    @Slot()
    def _gravar(self) -> None:
        modelo, casa = self._modelo, self._casa
        if modelo is None:
            return
        proprias = max((v.versao for v in modelo.historico), default=0)
        nome, orgao_id = modelo.nome, self._orgao_id
        textos, titulo, nota, assinam = self._textos(), self.titulo.text(), self.nota.text(), self._quem_assina()

        def gravar() -> int:
            from ...servicos import modelos_documento

            return modelos_documento.gravar(
                casa.ctx, nome=nome, orgao_id=orgao_id, textos=textos, titulo=titulo, nota=nota, assinam=assinam,
                versao=proprias,
            )  # fmt: skip

        self._escrever(gravar, "Gravando o modelo")

    @Slot()
    def _perguntar(self) -> None:
        perguntar(
            self, "Restaurar o texto original?",
            "Os próximos documentos voltam a sair com o texto do programa (ou da instalação). O que já foi emitido não "
            "muda, e os ajustes continuam no histórico.",
            confirmar="&Restaurar", ao_confirmar=self._restaurar,
        )  # fmt: skip

    def _restaurar(self) -> None:
        modelo, casa, orgao_id, nota = self._modelo, self._casa, self._orgao_id, self.nota.text()
        if modelo is None:
            return
        nome = modelo.nome

        def gravar() -> int:
            from ...servicos import modelos_documento

            return modelos_documento.restaurar(casa.ctx, nome=nome, orgao_id=orgao_id, nota=nota)

        self._escrever(gravar, "Restaurando o modelo")

    def _escrever(self, gravar: object, aguarde: str) -> None:
        assert callable(gravar)
        self._casa.executor.gravar(
            self, gravar, sucesso=self._gravou, falha=self._falhou, mudou=Mudanca(cadastros=frozenset({"modelos"})),
            aguarde=aguarde,
        )  # fmt: skip

    def _gravou(self, _versao: int) -> None:
        self.rolagem.setFocus()  # the button was off meanwhile, and had let the keyboard go elsewhere
        self._casa.mensagem("Modelo gravado. O que já foi emitido continua como saiu.")

    def _falhou(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)


def abrir_previa(casa: Casa, nome: str, pronto: tuple[str, bytes]) -> None:
    """Show a paper that was only tried."""
    titulo, pdf = pronto
    casa.abrir_previa(titulo=titulo, pdf=pdf, nome_arquivo=f"previa-{nome.replace('_', '-')}.pdf")
