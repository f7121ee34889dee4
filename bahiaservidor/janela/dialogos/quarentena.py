"""Who is in quarantine: which entry, what is wrong with it, what to do; the file of each, and trying again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.formatos.datas import formatar_data
from ...relogio import fuso_da_bahia
from ...servicos.quarentena import Atualizacao, EmQuarentena, atualizar, listar
from ..casa import Casa
from ..componentes.dialogo import Dialogo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..operacoes import Mudanca

COLUNAS: tuple[Coluna[EmQuarentena], ...] = (
    Coluna(chave="nome", rotulo="Pessoa", largura=240, estica=True, forte=True, texto=lambda p: p.nome),
    Coluna(chave="entrada", rotulo="Entrada", largura=84, texto=lambda p: str(p.ato_id or "—"),
           ordem=lambda p: p.ato_id or 0),
    Coluna(chave="motivo", rotulo="O que há de errado", largura=330, texto=lambda p: p.motivo),
    Coluna(chave="desde", rotulo="Desde", largura=100,
           texto=lambda p: formatar_data(p.desde.astimezone(fuso_da_bahia()).date()) if p.desde else "agora",
           ordem=lambda p: p.desde.timestamp() if p.desde else 0.0),
)  # fmt: skip


class DialogoQuarentena(Dialogo):
    """The list, read again each time something is tried."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(
            "Pessoas em quarentena", pai, largura=860,
            explicacao="O livro destas pessoas tem uma entrada que este programa não consegue ler. Elas ficam fora das "
            "listas de prazos e dos relatórios, e não recebem atos; as outras pessoas não são afetadas. Em geral a "
            "entrada foi gravada por uma versão mais nova do programa, ou o arquivo se danificou: atualize o programa "
            "ou restaure uma cópia de segurança. Lida de novo, a pessoa sai da quarentena sozinha.",
        )  # fmt: skip
        self.casa = casa
        self.modelo: ModeloLista[EmQuarentena] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("quarentena", casa.preferencias, self)
        self.tabela.setAccessibleName("Pessoas em quarentena")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Ninguém em quarentena", "Todo o livro pode ser lido.", icone="certo"))
        self.tabela.setMinimumHeight(180)
        self.frase = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self)
        self.corpo.addWidget(self.tabela, 1)
        self.corpo.addWidget(self.frase)
        self.ficha = self.adicionar_botao("Abrir &ficha", ao_clicar=self._abrir_ficha, esquerda=True)
        self.de_novo = self.adicionar_botao("&Ler de novo", ao_clicar=self._tentar)
        self.adicionar_botao("Fec&har")
        self._escolher(-1)
        # signals
        self.tabela.selecionada.connect(self._escolher)
        self.tabela.aberta.connect(self._abrir)
        self._ler()

    def _ler(self) -> None:
        ler = partial(listar, self.casa.ctx)
        self.casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="lista")

    def _mostrar(self, linhas: tuple[EmQuarentena, ...]) -> None:
        self.modelo.definir(linhas)
        self.tabela.ir_para(0)
        if not linhas:
            self._escolher(-1)

    @Slot(int)
    def _escolher(self, posicao: int) -> None:
        pessoa = self.modelo.linha(posicao)
        self.frase.setText(pessoa.frase if pessoa is not None else "")
        self.ficha.setEnabled(pessoa is not None)

    @Slot()
    def _abrir_ficha(self) -> None:
        self._abrir(self.tabela.linha_atual())

    @Slot(int)
    def _abrir(self, posicao: int) -> None:
        pessoa = self.modelo.linha(posicao)
        if pessoa is not None:
            self.casa.abrir_ficha(pessoa.servidor_id)
            self.accept()

    @Slot()
    def _tentar(self) -> None:
        self.de_novo.setEnabled(False)
        self.aviso.esconder()
        self.casa.executor.gravar(
            self, partial(atualizar, self.casa.ctx), sucesso=self._tentou, falha=self.aviso.mostrar_erro,
            fim=self._terminou, mudou=Mudanca(tudo=True), aguarde="Lendo o livro de novo…",
        )  # fmt: skip

    def _tentou(self, feito: Atualizacao) -> None:
        saidas = len(feito.liberadas)
        if saidas:
            self.casa.mensagem("1 pessoa saiu da quarentena." if saidas == 1 else f"{saidas} saíram da quarentena.")
        else:
            self.aviso.definir("O livro foi lido de novo, e ninguém saiu da quarentena.")
        self._ler()

    def _terminou(self) -> None:
        self.de_novo.setEnabled(True)
