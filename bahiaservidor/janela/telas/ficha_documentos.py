"""Tab of the papers: termos to print now, papers issued and minutas under way; files received; processes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ...relogio import fuso_da_bahia
from ...servicos.tipos import DocumentoEmitido, Ficha, FichaVinculo, Minuta
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.combo import Opcao
from ..componentes.foco import ligar
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.impressao import imprimir
from ..dialogos.menu_minuta import MenuMinuta
from ..dialogos.segunda_via import DialogoSegundaVia
from ..modelos.base import Coluna, ModeloLista
from ..modelos.minutas import ABERTAS, COLUNAS_MINUTAS
from .documentos_lista import PDF, Arquivo, ler_arquivo, salvar_como
from .ficha_aba import Aba
from .ficha_anexos import QuadroAnexos
from .ficha_emitir import MenuEmitir
from .ficha_processos import QuadroProcessos

COLUNAS: tuple[Coluna[DocumentoEmitido], ...] = (
    Coluna(chave="titulo", rotulo="Documento", largura=280, texto=lambda d: d.titulo, estica=True, forte=True),
    Coluna(chave="numero", rotulo="Número", largura=110, texto=lambda d: d.numero or "—"),
    Coluna(
        chave="emitido_em", rotulo="Emitido em", largura=150, ordem=lambda d: d.emitido_em,
        texto=lambda d: f"{d.emitido_em.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}",
    ),
    Coluna(chave="emitido_por", rotulo="Por", largura=150, texto=lambda d: d.emitido_por or "—"),
    Coluna(chave="hash", rotulo="Código de conferência", largura=200, texto=lambda d: d.hash[:16], oculta=True,
           exporta=lambda d: d.hash),
)  # fmt: skip


class AbaDocumentos(Aba):
    """Enter opens a paper byte for byte as it was issued."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.termo_posse = botao("Termo de &posse", ao_clicar=self._imprimir_posse, icone="imprimir")
        self.termo_exercicio = botao("Termo de &exercício", ao_clicar=self._imprimir_exercicio, icone="imprimir")
        self.via = botao("Reimprimir (&2ª via)…", ao_clicar=self._reimprimir, icone="copia")
        self.emitir = botao("Emitir do&cumento…", icone="documentos")
        self.menu_emitir = MenuEmitir(casa, self.emitir)
        self._nota = texto("", Papel.SUAVE, quebra=True)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        acoes.addWidget(self.termo_posse)
        acoes.addWidget(self.termo_exercicio)
        acoes.addWidget(self.via)
        acoes.addWidget(self.emitir)
        acoes.addWidget(self._nota, 1)
        self.modelo: ModeloLista[DocumentoEmitido] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("ficha_documentos", casa.preferencias)
        self.tabela.setAccessibleName("Documentos emitidos")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Nenhum documento emitido", "O que se emite fica guardado aqui."))
        self.modelo_minutas: ModeloLista[Minuta] = ModeloLista(COLUNAS_MINUTAS, (), self)
        self.tabela_minutas = Tabela("ficha_minutas", casa.preferencias)
        self.tabela_minutas.setAccessibleName("Minutas")
        self.tabela_minutas.definir_modelo(self.modelo_minutas)
        self.minuta = MenuMinuta(casa, self, "Minu&ta")
        self._titulo_minutas = texto("Minutas", Papel.SECAO)
        cabeca_minutas = QHBoxLayout()
        cabeca_minutas.addWidget(self._titulo_minutas, 1)
        cabeca_minutas.addWidget(self.minuta.botao)
        emitidos = QWidget(self)
        caixa = QVBoxLayout(emitidos)
        caixa.setContentsMargins(0, 12, 0, 0)
        caixa.setSpacing(12)
        caixa.addLayout(acoes)
        caixa.addWidget(self.tabela, 3)
        caixa.addLayout(cabeca_minutas)
        caixa.addWidget(self.tabela_minutas, 2)
        self.anexos = QuadroAnexos(casa)
        self.processos = QuadroProcessos(casa)
        self.secoes = QTabWidget(self)
        self.secoes.setDocumentMode(True)
        self.secoes.addTab(emitidos, "Em&itidos")
        self.secoes.addTab(self.anexos, "Anexos")
        self.secoes.addTab(self.processos, "Pr&ocessos")
        self.caixa.addWidget(self.secoes)
        self.tabela.aberta.connect(self._abrir)
        self.tabela_minutas.aberta.connect(self._abrir_minuta)
        self.tabela_minutas.selecionada.connect(self._rever_minuta)
        self.tabela.selecionada.connect(self._rever)
        self.modelo.modelReset.connect(self._rever)
        self._rever()

    def mostrar(self, ficha: Ficha) -> None:
        self.menu_emitir.definir(ficha.servidor_id)
        self.modelo.definir(ficha.documentos)
        self.modelo_minutas.definir(self.minutas)
        self.anexos.definir(ficha.servidor_id)
        vinculos = [Opcao(valor=v.id, rotulo=f"{v.numero}. {v.cargo}") for v in ficha.vinculos]
        self.processos.definir(ficha.servidor_id, vinculos, vinculos[-1].valor if vinculos else None)
        self._titulo_minutas.setVisible(bool(self.minutas))
        self.tabela_minutas.setVisible(bool(self.minutas))
        self.minuta.botao.setVisible(bool(self.minutas))
        self._rever_minuta()
        empossado, em_exercicio = self._vinculos(ficha)
        self.termo_posse.setEnabled(empossado is not None)
        self.termo_exercicio.setEnabled(em_exercicio is not None)
        nota = "O termo de posse sai de uma minuta ou da posse registrada."
        self._nota.setText("" if empossado is not None else nota)

    @staticmethod
    def _vinculos(ficha: Ficha) -> tuple[FichaVinculo | None, FichaVinculo | None]:
        com_posse = [v for v in ficha.vinculos if v.posse is not None]
        com_exercicio = [v for v in ficha.vinculos if v.exercicio is not None]
        return com_posse[-1] if com_posse else None, com_exercicio[-1] if com_exercicio else None

    @Slot()
    def _imprimir_posse(self) -> None:
        vinculo = self._vinculos(self.ficha)[0] if self.ficha is not None else None
        if vinculo is not None:
            imprimir(self.casa, "termo_posse", vinculo_id=vinculo.id)

    @Slot()
    def _imprimir_exercicio(self) -> None:
        vinculo = self._vinculos(self.ficha)[1] if self.ficha is not None else None
        if vinculo is not None:
            imprimir(self.casa, "termo_exercicio", vinculo_id=vinculo.id)

    @Slot()
    def _rever(self, *_: object) -> None:
        atual = self.modelo.linha(self.tabela.linha_atual())
        ligar(self.via, atual is not None and not atual.especie.startswith("segunda_via"), senao=self.tabela)

    @Slot()
    def _reimprimir(self) -> None:
        atual = self.modelo.linha(self.tabela.linha_atual())
        if atual is not None:
            DialogoSegundaVia(self.casa, atual, self.window()).open()

    @Slot(int)
    def _abrir(self, posicao: int) -> None:
        documento = self.modelo.linha(posicao)
        if documento is None:
            return
        casa = self.casa

        def mostrar(arquivo: Arquivo) -> None:
            if documento.midia == PDF:
                casa.abrir_previa(titulo=arquivo.titulo, pdf=arquivo.pdf, nome_arquivo=arquivo.nome)
            else:
                salvar_como(self, casa, arquivo)

        casa.executor.ler(self, partial(ler_arquivo, casa, documento), sucesso=mostrar)

    @Slot()
    def _rever_minuta(self, *_: object) -> None:
        minuta = self.modelo_minutas.linha(self.tabela_minutas.linha_atual())
        self.minuta.definir(() if minuta is None else (minuta,))

    @Slot(int)
    def _abrir_minuta(self, posicao: int) -> None:
        minuta = self.modelo_minutas.linha(posicao)
        if minuta is not None and minuta.estado in ABERTAS:
            self.casa.abrir_ato(minuta_id=minuta.id)
