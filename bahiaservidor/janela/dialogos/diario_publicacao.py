"""Where a text was published: the edition, its day and page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos import Instrumento
from ...servicos.tipos.diario import PapelLido, Publicacao
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.texto import Papel, texto
from ..modelos.diario import MUDOU_LEITURA
from .secoes import TIPOS_DE_INSTRUMENTO


class CamposPublicacao(QWidget):
    """The three fields."""

    alterado = Signal()

    def __init__(self, *, hoje: Callable[[], date], pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.edicao = campo_texto(limite=30, dica="24.555")
        self.data = CampoData(hoje=hoje)
        self.pagina = campo_texto(limite=30)
        self._form = Formulario(self, colunas=3)
        self._form.adicionar("edicao", "&Edição do DOE", self.edicao)
        self._form.adicionar("data", "&Dia em que circulou", self.data)
        self._form.adicionar("pagina", "&Página", self.pagina)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self._form)
        for linha in (self.edicao, self.data, self.pagina):
            linha.textChanged.connect(self._mudou)
        self.data.editingFinished.connect(self.conferir)

    def publicacao(self) -> Publicacao:
        """Return what is written."""
        return Publicacao(edicao=self.edicao.text().strip(), data=self.data.data(), pagina=self.pagina.text().strip())

    def definir(self, publicacao: Publicacao) -> None:
        """Write what is known."""
        self.edicao.setText(publicacao.edicao)
        self.data.definir(publicacao.data)
        self.pagina.setText(publicacao.pagina)

    @Slot()
    def conferir(self) -> bool:
        """Say below the day what is wrong with it; tell whether nothing is."""
        self._form.erro("data", self.data.erro())
        return not self.data.erro()

    @Slot()
    def _mudou(self) -> None:
        self.alterado.emit()


class DialogoPublicacaoDaLeitura(Dialogo):
    """Edition, day and page of a reading, and the paper of the item chosen."""

    def __init__(
        self, casa: Casa, leitura_id: int, publicacao: Publicacao, papel: PapelLido | None, pai: QWidget | None = None
    ) -> None:
        super().__init__(
            "Publicação e papel", pai, largura=620,
            explicacao="O que os atos deste papel levam para o livro. Depois que um entra, o papel não muda mais.",
        )  # fmt: skip
        self._casa = casa
        self._leitura_id = leitura_id
        self._antes = publicacao
        self._papel = papel
        self.publicacao = CamposPublicacao(hoje=casa.hoje)
        self.publicacao.definir(publicacao)
        self.corpo.addWidget(self.publicacao)
        self._form = Formulario(colunas=2)
        tipos = list(TIPOS_DE_INSTRUMENTO)
        atual = papel.instrumento if papel is not None else Instrumento()
        if atual.tipo not in tipos:
            tipos.append(atual.tipo)
        self.tipo = Combo([Opcao(valor=nome, rotulo=nome) for nome in tipos])
        self.tipo.definir(atual.tipo)
        self.numero = campo_texto(atual.numero, limite=60)
        self.data = CampoData(hoje=casa.hoje)
        self.data.definir(atual.data)
        self.autoridade = campo_texto(atual.autoridade, limite=200)
        if papel is not None:
            self.corpo.addWidget(texto(f"Papel: {papel.rotulo}", Papel.SECAO, quebra=True))
            self._form.adicionar("tipo", "&Tipo", self.tipo)
            self._form.adicionar("numero", "&Número", self.numero)
            self._form.adicionar("data", "D&ata do papel", self.data)
            self._form.adicionar("autoridade", "Quem a&ssina", self.autoridade)
            self.corpo.addWidget(self._form)
        self.adicionar_botao("&Cancelar")
        self.guardar = self.adicionar_botao("&Guardar", TipoBotao.PRIMARIO, ao_clicar=self._guardar, padrao=True)
        self.publicacao.edicao.setFocus()

    @Slot()
    def _guardar(self) -> None:
        if not self.publicacao.conferir() or self.data.erro():
            self._form.erro("data", self.data.erro())
            return
        casa, leitura_id, nova = self._casa, self._leitura_id, self.publicacao.publicacao()
        antes, papel, mudado = self._antes, self._papel, self._instrumento()

        def gravar() -> None:
            from ...servicos import diario

            if nova != antes:
                diario.publicar(casa.ctx, leitura_id=leitura_id, publicacao=nova)
            if papel is not None and mudado is not None:
                diario.corrigir_papel(casa.ctx, leitura_id=leitura_id, papel=papel.indice, instrumento=mudado)

        self.guardar.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._gravou, falha=self._falhou, mudou=MUDOU_LEITURA)

    def _instrumento(self) -> Instrumento | None:
        """Return the paper as corrected, None when nothing of it changed."""
        if self._papel is None:
            return None
        era = self._papel.instrumento
        novo = Instrumento(
            tipo=str(self.tipo.valor()), numero=self.numero.text().strip(), data=self.data.data(),
            autoridade=self.autoridade.text().strip(),
        )  # fmt: skip
        igual = (era.tipo, era.numero, era.data, era.autoridade) == (novo.tipo, novo.numero, novo.data, novo.autoridade)
        return None if igual else novo

    def _gravou(self, _: object) -> None:
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.guardar.setEnabled(True)
        self.aviso.mostrar_erro(erro)
