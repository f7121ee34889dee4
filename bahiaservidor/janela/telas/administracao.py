"""Administração: órgãos, unidades, autoridades, readings and parameters, verification, the registry itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from ..casa import Casa
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.cadastros_orgaos import DialogoAutoridade, DialogoOrgao, DialogoUnidade
from ..icones import icone
from ..modelos.administracao import (
    COLUNAS_AUTORIDADES,
    COLUNAS_ORGAOS,
    COLUNAS_UNIDADES,
    LinhaAutoridade,
    LinhaOrgao,
    LinhaUnidade,
)
from ..operacoes import Mudanca
from .administracao_acervo import SecaoAcervo
from .administracao_auditoria import SecaoAuditoria
from .administracao_copias import SecaoCopias
from .administracao_leitura import Administrado, ler_administracao
from .administracao_leituras import SecaoLeituras
from .administracao_lugar import SecaoLugar
from .administracao_modelos import SecaoModelos
from .administracao_papeis import SecaoPapeis
from .administracao_parametros import SecaoParametros
from .administracao_secoes import SecaoCadastro, SecaoRegistro, SecaoVerificacao
from .administracao_seguranca import SecaoSeguranca
from .administracao_trilha import SecaoTrilha
from .administracao_usuarios import SecaoUsuarios

SECOES = (
    ("orgaos", "Órgãos", "banco"),
    ("unidades", "Unidades", "unidade"),
    ("autoridades", "Autoridades", "autoridade"),
    ("leituras", "Leituras da lei", "porque"),
    ("parametros", "Parâmetros da lei", "calculadora"),
    ("modelos", "Modelos de documento", "documentos"),
    ("usuarios", "Usuários", "usuario"),
    ("seguranca", "Segurança", "cadeado"),
    ("verificacao", "Verificação do livro", "certo"),
    ("trilha", "Trilha", "historico"),
    ("auditoria", "Auditoria", "busca"),
    ("copias", "Cópias de segurança", "copia"),
    ("papeis", "Papéis guardados e cifra", "lista"),
    ("lugar", "Lugar e uso", "servidores"),
    ("acervo", "Acervo aberto", "exportar"),
    ("registro", "Registro", "info"),
)
"""Key, words and icon of each section, in order."""

GRUPOS = {
    "orgaos": "O órgão", "leituras": "A lei e os documentos", "usuarios": "Quem entra", "verificacao": "Conferência",
    "copias": "O arquivo do registro",
}  # fmt: skip
"""The words above the first section of each group."""

_ALTURA_DA_SECAO = 26
_ALTURA_DO_GRUPO = 23


class _ListaDeSecoes(QListWidget):
    """Home and Page Up would stop on the words above a group, which are not a section."""

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        alvo = super().moveCursor(cursorAction, modifiers)
        if alvo.isValid() and not alvo.flags() & Qt.ItemFlag.ItemIsEnabled:
            return alvo.siblingAtRow(alvo.row() + 1)
        return alvo


class TelaAdministracao(Tela):
    """Sections at the left, the one chosen at the right."""

    titulo = "Administração"
    icone = "administracao"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lido: Administrado | None = None
        self.cabecalho.definir_subtitulo("O que sustenta os atos: órgãos, quem assina, as leituras da lei e o registro")
        self.lista = _ListaDeSecoes(self)
        self.lista.setAccessibleName("Seções da administração")
        self.lista.setIconSize(QSize(18, 18))
        self.lista.setFixedWidth(224)
        self._encher()
        self.pilha = QStackedWidget(self)
        self.orgaos = SecaoCadastro(
            casa, nome="Órgãos", novo="&Novo órgão", colunas=COLUNAS_ORGAOS,
            explicacao="Os órgãos do Estado em que há servidores. Órgão extinto fica, com a data e o sucessor.",
            vazio=EstadoVazio("Nenhum órgão", "Registre primeiro o seu órgão; depois, as unidades.", icone="banco",
                              acao="&Novo órgão", ao_acionar=self.novo_orgao),
        )  # fmt: skip
        self.unidades = SecaoCadastro(
            casa, nome="Unidades", novo="&Nova unidade", colunas=COLUNAS_UNIDADES,
            explicacao="O município da unidade decide quais feriados contam nos prazos de quem trabalha nela.",
            vazio=EstadoVazio("Nenhuma unidade", "Registre as unidades do órgão, cada uma com o seu município.",
                              icone="unidade", acao="&Nova unidade", ao_acionar=self.nova_unidade),
        )  # fmt: skip
        self.autoridades = SecaoCadastro(
            casa, nome="Autoridades", novo="&Nova autoridade", colunas=COLUNAS_AUTORIDADES,
            explicacao="Quem pratica os atos (art. 9º) e quem dá posse (art. 18, incisos I a VI), com a delegação e o "
            "período em que é competente.",
            vazio=EstadoVazio("Nenhuma autoridade", "Registre quem nomeia e quem dá posse: o termo traz o nome, o "
                              "cargo e o inciso do art. 18.", icone="autoridade", acao="&Nova autoridade",
                              ao_acionar=self.nova_autoridade),
        )  # fmt: skip
        self.usuarios = SecaoUsuarios(casa)
        self.leituras = SecaoLeituras(casa)
        self.parametros = SecaoParametros(casa)
        self.modelos = SecaoModelos(casa)
        self.seguranca = SecaoSeguranca(casa)
        self.verificacao = SecaoVerificacao(casa)
        self.papeis = SecaoPapeis(casa)
        self.copias = SecaoCopias(casa)
        self.trilha = SecaoTrilha(casa)
        self.auditoria = SecaoAuditoria(casa)
        self.acervo = SecaoAcervo(casa)
        self.lugar = SecaoLugar(casa)
        self.registro = SecaoRegistro()
        for chave, _, _ in SECOES:
            self.pilha.addWidget(getattr(self, chave))
        linha = QHBoxLayout()
        linha.setSpacing(20)
        linha.addWidget(self.lista)
        linha.addWidget(self.pilha, 1)
        self.corpo.addLayout(linha, 1)
        # signals
        self.lista.currentItemChanged.connect(self._mostrar_secao)
        self.orgaos.novo.connect(self.novo_orgao)
        self.orgaos.editado.connect(self._editar_orgao)
        self.unidades.novo.connect(self.nova_unidade)
        self.unidades.editado.connect(self._editar_unidade)
        self.autoridades.novo.connect(self.nova_autoridade)
        self.autoridades.editado.connect(self._editar_autoridade)
        self.abrir_secao(SECOES[0][0])

    def _encher(self) -> None:
        fonte = self.lista.font()
        fonte.setPointSizeF(fonte.pointSizeF() * 0.88)
        fonte.setBold(True)
        for chave, rotulo, figura in SECOES:
            if chave in GRUPOS:
                titulo = QListWidgetItem(GRUPOS[chave])
                titulo.setFlags(Qt.ItemFlag.NoItemFlags)  # passed over by the arrows and by the mouse
                titulo.setFont(fonte)
                titulo.setSizeHint(QSize(0, _ALTURA_DO_GRUPO))
                titulo.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
                self.lista.addItem(titulo)
            item = QListWidgetItem(icone(figura), rotulo)
            item.setData(Qt.ItemDataRole.UserRole, chave)
            item.setSizeHint(QSize(0, _ALTURA_DA_SECAO))
            self.lista.addItem(item)

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.cadastro(
            "orgaos", "unidades", "autoridades", "parametros", "pessoas", "modelos", "usuarios"
        )

    def recarregar(self) -> None:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        self.casa.executor.ler(self, lambda: ler_administracao(ctx, hoje), sucesso=self._mostrar, chave="tudo")
        self.usuarios.ler()
        self.modelos.ler()
        self.papeis.ler()
        self.auditoria.ler()
        self.acervo.ler()
        self.seguranca.ler()
        self.lugar.ler()
        self.copias.ler()
        self._ler_trilha()

    def receber(self, **parametros: Any) -> None:
        self.abrir_secao(str(parametros.get("secao", "")))
        if isinstance(parametros.get("servidor_id"), int):
            self.trilha.de_quem(parametros["servidor_id"], str(parametros.get("nome", "")))

    def abrir_secao(self, chave: str) -> None:
        """Show a section by key; an unknown one changes nothing."""
        for numero in range(self.lista.count()):
            if chave and self.lista.item(numero).data(Qt.ItemDataRole.UserRole) == chave:
                self.lista.setCurrentRow(numero)

    @Slot(QListWidgetItem)
    def _mostrar_secao(self, item: QListWidgetItem | None, *_: object) -> None:
        chave = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if chave is None:
            return
        self.pilha.setCurrentWidget(getattr(self, chave))
        self._ler_trilha()
        if chave == "auditoria":
            self.auditoria.ler()  # each copy seals

    def _ler_trilha(self) -> None:
        # Read when it is looked at: it grows with all that is done.
        if self.pilha.currentWidget() is self.trilha:
            self.trilha.ler()

    def focar(self) -> None:
        self.lista.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, lido: Administrado) -> None:
        self._lido = lido
        self.orgaos.definir(lido.orgaos)
        self.unidades.definir(lido.unidades)
        self.autoridades.definir(lido.autoridades)
        self.leituras.definir(lido.leituras)
        self.parametros.definir(lido.parametros)
        self.registro.definir(lido.info, lido.tamanho)

    # ------------------------------------------------------------ acting

    @Slot()
    def novo_orgao(self) -> None:
        """Open the dialog of a new órgão."""
        DialogoOrgao(self.casa, orgaos=self._lido.lista_orgaos if self._lido else (), pai=self.window()).open()

    @Slot(object)
    def _editar_orgao(self, linha: LinhaOrgao) -> None:
        orgaos = self._lido.lista_orgaos if self._lido else ()
        DialogoOrgao(self.casa, linha.orgao, orgaos=orgaos, pai=self.window()).open()

    @Slot()
    def nova_unidade(self) -> None:
        """Open the dialog of a new unidade; without an órgão, that of the órgão first."""
        self._abrir_unidade(None)

    @Slot(object)
    def _editar_unidade(self, linha: LinhaUnidade) -> None:
        self._abrir_unidade(linha)

    def _abrir_unidade(self, linha: LinhaUnidade | None) -> None:
        lido = self._lido
        if lido is None or not lido.orgaos:
            self.novo_orgao()
            return
        DialogoUnidade(
            self.casa, linha.unidade if linha is not None else None, orgaos=lido.lista_orgaos,
            unidades=lido.lista_unidades, municipios=lido.municipios, pai=self.window(),
        ).open()  # fmt: skip

    @Slot()
    def nova_autoridade(self) -> None:
        """Open the dialog of a new autoridade."""
        orgaos = self._lido.lista_orgaos if self._lido else ()
        DialogoAutoridade(self.casa, orgaos=orgaos, pai=self.window()).open()

    @Slot(object)
    def _editar_autoridade(self, linha: LinhaAutoridade) -> None:
        orgaos = self._lido.lista_orgaos if self._lido else ()
        DialogoAutoridade(self.casa, linha.autoridade, orgaos=orgaos, pai=self.window()).open()
