"""Where copies go, how many stay, and whether they are encrypted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.copias_ajustes import Ajustes
from ...servicos.copias_cifra import AVISO
from ...servicos.copias_geracoes import Geracoes
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_arquivo import CampoArquivo
from ..componentes.campo_numero import CampoNumero
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..componentes.texto import Papel, texto
from ..copias_pedidos import MUDOU_COPIAS

_NUMEROS = (
    ("horas", "&Horas", 0, 168, "a última de cada hora"),
    ("dias", "&Dias", 1, 366, "a última de cada dia"),
    ("semanas", "&Semanas", 0, 260, "a última de cada semana"),
    ("meses", "&Meses", 0, 600, "a última de cada mês"),
)


class DialogoAjustesCopias(Dialogo):
    """Destinations, generations, alert."""

    def __init__(self, casa: Casa, ajustes: Ajustes, pai: QWidget | None = None) -> None:
        super().__init__(
            "Ajustes das cópias de segurança", pai, largura=620,
            explicacao="As cópias são feitas ao fechar o programa, uma vez por dia, antes de atualizar o registro e "
            "antes de cada importação. Um segundo destino, em outro disco, protege de perder o computador.",
        )  # fmt: skip
        self._casa, self._ajustes = casa, ajustes
        self.destino = CampoArquivo("Pasta das cópias", pasta=True)
        self.destino.linha.setPlaceholderText("A pasta copias, ao lado do registro")
        self.destino.definir(ajustes.destino)
        self.segundo = CampoArquivo("Segunda pasta das cópias", pasta=True)
        self.segundo.linha.setPlaceholderText("Nenhum: indique uma pasta de outro disco")
        self.segundo.definir(ajustes.segundo)
        form = Formulario(self, colunas=4)
        form.adicionar("destino", "&Primeiro destino", self.destino, largo=True)
        form.adicionar("segundo", "S&egundo destino", self.segundo, largo=True)
        self.numeros: dict[str, CampoNumero] = {}
        for chave, rotulo, menor, maior, ajuda in _NUMEROS:
            campo = CampoNumero(self)
            campo.setRange(menor, maior)
            campo.setValue(getattr(ajustes.geracoes, chave))
            self.numeros[chave] = campo
            form.adicionar(chave, rotulo, campo, ajuda=ajuda)
        self.alerta = CampoNumero(self)
        self.alerta.setRange(1, 60)
        self.alerta.setSuffix(" dias")
        self.alerta.setValue(ajustes.dias_de_alerta)
        form.adicionar("alerta", "&Alertar depois de", self.alerta)
        self.corpo.addWidget(form)
        self.corpo.addWidget(
            texto(
                "A última provada, as três últimas a pedido, as três de antes de uma importação e as três de antes de "
                "uma atualização ficam sempre. Papéis e digitalizações copiados nunca se apagam.",
                Papel.LEGENDA, quebra=True, pai=self,
            )
        )  # fmt: skip
        self.corpo.addStretch(1)
        self.adicionar_botao("&Cancelar")
        self.gravar = self.adicionar_botao("&Gravar", TipoBotao.PRIMARIO, ao_clicar=self._gravar, padrao=True)
        self.destino.setFocus()

    def ajustes(self) -> Ajustes:
        """Return what the fields say."""
        return replace(
            self._ajustes,
            destino=self.destino.text(),
            segundo=self.segundo.text(),
            geracoes=Geracoes(**{chave: campo.value() for chave, campo in self.numeros.items()}),
            dias_de_alerta=self.alerta.value(),
        )

    @Slot()
    def _gravar(self) -> None:
        casa, novos = self._casa, self.ajustes()

        def gravar() -> None:
            from ...servicos import copias_ajustes

            copias_ajustes.gravar(casa.ctx, ajustes=novos)

        self.gravar.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._gravou, falha=self._falhou, mudou=MUDOU_COPIAS)

    def _gravou(self, _: None) -> None:
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.gravar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


def campo_frase(pai: QWidget) -> QLineEdit:
    """Return a line for a passphrase, hidden while it is typed."""
    campo = QLineEdit(pai)
    campo.setEchoMode(QLineEdit.EchoMode.Password)
    campo.setMaxLength(256)
    return campo


class DialogoCifrarCopias(Dialogo):
    """Asks for the passphrase twice, after saying what losing it means."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            "Cifrar as cópias", pai, largura=520,
            explicacao="As próximas cópias só se abrem com uma frase. Elas são arquivos do formato age, que outros "
            "programas também abrem com a mesma frase.",
        )  # fmt: skip
        self._casa = casa
        self.frase, self.outra = campo_frase(self), campo_frase(self)
        self.mostrar = QCheckBox("&Mostrar o que se escreve", self)
        self.entendi = QCheckBox("&Guardei a frase fora deste computador", self)
        self.formulario = Formulario(self)
        self.formulario.adicionar(
            "frase", "&Frase", self.frase, obrigatorio=True,
            ajuda="15 caracteres ou mais; por exemplo, quatro palavras sem relação",
        )  # fmt: skip
        self.formulario.adicionar("outra", "A frase, de &novo", self.outra, obrigatorio=True)
        self.corpo.addWidget(texto(AVISO, Papel.FORTE, quebra=True, pai=self))
        self.corpo.addWidget(self.formulario)
        marcas = QHBoxLayout()
        marcas.setSpacing(16)
        marcas.addWidget(self.mostrar)
        marcas.addWidget(self.entendi)
        marcas.addStretch(1)
        self.corpo.addLayout(marcas)
        self.corpo.addWidget(
            texto("As cópias já feitas continuam abertas; as que não quiser assim, apague da pasta.", Papel.LEGENDA,
                  quebra=True, pai=self)
        )  # fmt: skip
        self.adicionar_botao("&Cancelar")
        self.cifrar = self.adicionar_botao("Ci&frar as próximas", TipoBotao.PRIMARIO, ao_clicar=self._cifrar)
        self.mostrar.toggled.connect(self._mostrar)
        self.frase.setFocus()

    @Slot(bool)
    def _mostrar(self, sim: bool) -> None:
        modo = QLineEdit.EchoMode.Normal if sim else QLineEdit.EchoMode.Password
        self.frase.setEchoMode(modo)
        self.outra.setEchoMode(modo)

    @Slot()
    def _cifrar(self) -> None:
        casa, frase = self._casa, self.frase.text()
        self.formulario.limpar_erros()
        if frase != self.outra.text():
            self.formulario.erro("outra", "Não é igual à primeira.")
            self.formulario.focar_erro()
            return
        if not self.entendi.isChecked():
            self.aviso.mostrar_erro(ErroDominio("Guarde a frase fora deste computador e marque que a guardou."))
            return

        def cifrar() -> None:
            from ...servicos import copias

            copias.cifrar(casa.ctx, frase=frase)

        self.cifrar.setEnabled(False)
        casa.executor.gravar(
            self, cifrar, sucesso=self._cifrou, falha=self._falhou, mudou=MUDOU_COPIAS, aguarde="Criando a chave"
        )

    def _cifrou(self, _: None) -> None:
        self._casa.mensagem("As próximas cópias saem cifradas. A chave, que a frase abre, vai ao lado delas.")
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.cifrar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


class DialogoFrase(Dialogo):
    """Asks for the passphrase of a copy, and hands it over."""

    def __init__(self, nome: str, ao_dizer: Callable[[str], None], pai: QWidget | None = None) -> None:
        super().__init__("Frase da cópia cifrada", pai, explicacao=nome, largura=460)
        self._ao_dizer = ao_dizer
        self.frase = campo_frase(self)
        form = Formulario(self)
        form.adicionar("frase", "&Frase", self.frase, obrigatorio=True)
        self.corpo.addWidget(form)
        self.adicionar_botao("&Cancelar")
        self.abrir = self.adicionar_botao("&Abrir", TipoBotao.PRIMARIO, ao_clicar=self._abrir, padrao=True)
        self.frase.setFocus()

    @Slot()
    def _abrir(self) -> None:
        frase, dizer = self.frase.text(), self._ao_dizer
        if frase:
            self.accept()
            dizer(frase)
