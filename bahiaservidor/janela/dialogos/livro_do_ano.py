"""The book of a kind, órgão and year: the numbers without a paper, and the book printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...servicos.livro_papeis import Lacuna
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..modelos.prazos import quantos
from ..operacoes import Mudanca
from .impressao import Pronto, emitir

COLUNAS_LACUNAS: tuple[Coluna[Lacuna], ...] = (
    Coluna(chave="numeros", rotulo="Números", largura=150, texto=lambda x: x.numeros, ordem=lambda x: x.de, forte=True),
    Coluna(
        chave="motivo", rotulo="Por quê", largura=420, texto=lambda x: x.motivo, estica=True, dica=lambda x: x.motivo
    ),
)


class DialogoLivroDoAno(Dialogo):
    """Choose, see what is missing, issue."""

    def __init__(
        self,
        casa: Casa,
        *,
        especies: Sequence[Opcao],
        orgaos: Sequence[Opcao],
        especie: str | None = None,
        orgao_id: int | None = None,
        ano: int | None = None,
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Livro do ano", pai, largura=720,
            explicacao="Termo de abertura, índice, números sem documento e termo de encerramento dos documentos de uma "
            "espécie, em um ano.",
        )  # fmt: skip
        self._casa = casa
        self.especie = Combo(especies, self)
        self.orgao = Combo(orgaos, self)
        self.ano = CampoNumero(self)
        self.ano.setRange(1900, casa.hoje().year)
        self.ano.setValue(ano or casa.hoje().year)
        if especie is not None:
            self.especie.definir(especie)
        if orgao_id is not None:
            self.orgao.definir(orgao_id)
        self._form = Formulario(self, colunas=3)
        self._form.adicionar("especie", "&Espécie", self.especie)
        self._form.adicionar("orgao", "Ór&gão", self.orgao)
        self._form.adicionar("ano", "&Ano", self.ano)
        self.corpo.addWidget(self._form)
        self.contagem = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self.contagem)
        self.modelo: ModeloLista[Lacuna] = ModeloLista(COLUNAS_LACUNAS, (), self)
        self.tabela = Tabela("livro_lacunas", casa.preferencias, self)
        self.tabela.setAccessibleName("Números sem documento")
        self.tabela.setMinimumHeight(180)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Nenhum número falta", "Cada número até o maior tem o seu documento."))
        linha = QHBoxLayout()
        linha.addWidget(self.tabela)
        self.corpo.addLayout(linha, 1)
        self.fechar = self.adicionar_botao("&Fechar")
        self.emitir = self.adicionar_botao(
            "E&mitir o livro", TipoBotao.PRIMARIO, ao_clicar=self._emitir, icone="documentos"
        )
        # signals
        self.especie.alterado.connect(self._ler)
        self.orgao.alterado.connect(self._ler)
        self.ano.valueChanged.connect(self._ler)
        self._ler()

    @Slot()
    def _ler(self, *_: object) -> None:
        especie, orgao_id, ano = self.especie.valor(), self.orgao.valor(), self.ano.value()
        self.emitir.setEnabled(especie is not None)
        if especie is None:
            self.modelo.definir(())
            return
        casa = self._casa

        def ler() -> tuple[Lacuna, ...]:
            from ...servicos import livro_papeis

            return livro_papeis.lacunas(casa.ctx, especie=especie, orgao_id=orgao_id or 0, ano=ano)

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="lacunas")

    def _mostrar(self, faltam: tuple[Lacuna, ...]) -> None:
        self.aviso.esconder()
        self.modelo.definir(faltam)
        numeros = sum(falta.quantos for falta in faltam)
        self.contagem.setText(
            quantos(numeros, "número sem documento", "números sem documento") + "." if numeros else ""
        )

    @Slot()
    def _emitir(self) -> None:
        especie, orgao_id, ano = self.especie.valor(), self.orgao.valor() or 0, self.ano.value()
        casa = self._casa

        def montar() -> Pronto:
            from ...servicos import livro_papeis

            hoje = casa.hoje()
            return emitir(
                casa, livro_papeis.livro_do_ano(casa.ctx, especie=especie, orgao_id=orgao_id, ano=ano, hoje=hoje)
            )

        casa.executor.gravar(
            self, montar, sucesso=self._ver, falha=self.aviso.mostrar_erro, mudou=Mudanca(documentos=True),
            aguarde="Montando o livro",
        )  # fmt: skip

    def _ver(self, pronto: Pronto) -> None:
        self.accept()  # first: a preview opened over a dialog goes away with it
        self._casa.abrir_previa(titulo=pronto.titulo, pdf=pronto.pdf, nome_arquivo=pronto.nome_arquivo)
