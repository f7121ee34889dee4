"""Records that may be of one person: each pair with why, to be compared and merged, or left alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...servicos.tipos.emendas import ParDuplicado
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.tabela import Tabela
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..modelos.prazos import data_ou_traco
from .fundir import DialogoFundir

COLUNAS: tuple[Coluna[ParDuplicado], ...] = (
    Coluna(chave="nome", rotulo="Nome", texto=lambda p: p.nome, largura=240, estica=True, forte=True),
    Coluna(chave="outro", rotulo="Outro cadastro", texto=lambda p: p.outro_nome, largura=220),
    Coluna(chave="fichas", rotulo="Fichas", texto=lambda p: f"nº {p.servidor_id} e nº {p.outro_id}", largura=130,
           ordem=lambda p: p.servidor_id),
    Coluna(chave="nascimento", rotulo="Nascimento", largura=112, ordem=lambda p: p.nascimento,
           texto=lambda p: data_ou_traco(p.nascimento)),
    Coluna(chave="razao", rotulo="Por que parecem", texto=lambda p: p.razao, largura=260),
)  # fmt: skip


class DialogoDuplicados(Dialogo):
    """The program only suggests: who knows the people decides."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            "Possíveis cadastros repetidos", pai, largura=980,
            explicacao="Mesmo nome e nada que os distinga. Confira os documentos antes de unificar.",
        )  # fmt: skip
        self.casa = casa
        self.modelo: ModeloLista[ParDuplicado] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("duplicados", casa.preferencias, self)
        self.tabela.setAccessibleName("Possíveis cadastros repetidos")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Procurando…", icone="busca"))
        self.tabela.setMinimumHeight(320)
        self.corpo.addWidget(self.tabela, 1)
        self.ficha = self.adicionar_botao("Abrir &ficha", ao_clicar=self._abrir_ficha, esquerda=True)
        self.adicionar_botao("Fec&har")
        self.comparar = self.adicionar_botao("&Comparar…", TipoBotao.PRIMARIO, ao_clicar=self._comparar)
        self.tabela.selecionada.connect(self._habilitar)
        self.tabela.aberta.connect(self._comparar)
        self._habilitar()
        self._ler()

    @Slot()
    def _ler(self, *_: object) -> None:
        casa = self.casa

        def ler() -> tuple[ParDuplicado, ...]:
            from ...servicos import unificacao

            return unificacao.possiveis_duplicados(casa.ctx)

        casa.executor.ler(self, ler, sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="pares")

    def _receber(self, pares: Sequence[ParDuplicado]) -> None:
        self.modelo.definir(pares)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhum cadastro repetido", "Ninguém tem o nome de outro sem que algo os distinga.",
                        icone="certo")
        )  # fmt: skip
        self.tabela.ir_para(0)
        self._habilitar()

    def atual(self) -> ParDuplicado | None:
        """Return the pair selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _habilitar(self, *_: object) -> None:
        for acao in (self.ficha, self.comparar):
            acao.setEnabled(self.atual() is not None)

    @Slot()
    def _abrir_ficha(self) -> None:
        par = self.atual()
        if par is not None:
            self.accept()
            self.casa.abrir_ficha(par.servidor_id)

    @Slot()
    def _comparar(self, *_: object) -> None:
        par = self.atual()
        if par is not None:
            dialogo = DialogoFundir(self.casa, self, servidor_id=par.servidor_id, outro_id=par.outro_id)
            dialogo.feito.connect(self._ler)
            dialogo.open()
