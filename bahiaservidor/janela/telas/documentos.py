"""Documentos: every paper issued, kept and opened again byte for byte."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ...estatuto.formatos.nomes import sem_acentos
from ...servicos.tipos import DocumentoEmitido
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, Opcao
from ..componentes.filtros_salvos import filtros_da_tela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.conferir_documento import DialogoConferirDocumento
from ..dialogos.livro_do_ano import DialogoLivroDoAno
from ..modelos.prazos import quantos
from ..operacoes import Mudanca
from .documentos_lista import ListaDocumentos
from .documentos_livro import Lidos, PainelDocumento, ler_livro


class TelaDocumentos(Tela):
    """The list, by kind and by words of the title."""

    titulo = "Documentos"
    icone = "documentos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lidos = Lidos(documentos=(), especies={}, livro={})
        self._procurado: int | None = None
        self._especie: str | None = None
        self.cabecalho.definir_subtitulo("Termos e relatórios emitidos, guardados tal como saíram")
        self.processos = botao("&Processos", ao_clicar=self._ver_processos, pai=self,
                               dica="Processos digitais montados e o andamento de cada um")  # fmt: skip
        self.cabecalho.adicionar_acao(self.processos)
        self.busca = CampoBusca("Número, pessoa, matrícula ou palavras do título", pai=self)
        self.especie = Combo((Opcao(valor=None, rotulo="Todas as espécies"),), self)
        self.especie.setAccessibleName("Espécie")
        self.especie.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.especie.setMinimumContentsLength(18)
        self.vazio = EstadoVazio(
            "Nenhum documento emitido",
            "Um termo entra aqui quando é emitido a partir da ficha ou da cerimônia; um relatório, em Relatórios.",
            icone="documentos",
        )
        self.orgao = Combo(self._lidos.orgaos(), self)
        self.orgao.setAccessibleName("Órgão")
        self.ano = Combo(self._lidos.anos(), self)
        self.ano.setAccessibleName("Ano")
        self.filtros_salvos = filtros_da_tela(
            casa, "documentos",
            {"texto": ("Busca", self.busca), "especie": ("Espécie", self.especie), "orgao": ("Órgão", self.orgao),
             "ano": ("Ano", self.ano)},
            self,
        )  # fmt: skip
        self.orgao.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.orgao.setMinimumContentsLength(14)
        self.lista = ListaDocumentos(casa, "documentos", self.vazio, pai=self)
        self.lista.conferencia.hide()  # the whole of it is in the panel at the side
        self.painel = PainelDocumento(casa, self)
        divisor = QSplitter(Qt.Orientation.Horizontal, self)
        divisor.setChildrenCollapsible(False)
        divisor.addWidget(self.lista)
        divisor.addWidget(self.painel)
        divisor.setStretchFactor(0, 1)
        divisor.setSizes([760, 340])
        self.conferir = botao("&Conferir documento…", ao_clicar=self._conferir, icone="certo", pai=self)
        self.livro = botao("&Livro do ano…", TipoBotao.DISCRETO, ao_clicar=self._livro, icone="lista", pai=self)
        self.cabecalho.adicionar_acao(self.livro)
        self.cabecalho.adicionar_acao(self.conferir)
        barra = QHBoxLayout()
        barra.setSpacing(8)
        barra.addWidget(self.busca, 1)
        for combo in (self.especie, self.orgao, self.ano):
            barra.addWidget(combo)
        barra.addWidget(self.filtros_salvos)
        self.corpo.addLayout(barra)
        self.corpo.addWidget(divisor, 1)
        # signals
        self.busca.buscou.connect(self._filtrar)
        for combo in (self.especie, self.orgao, self.ano):
            combo.alterado.connect(self._filtrar)
        self.lista.selecionado.connect(self.painel.mostrar)
        self.painel.abrir.connect(self.lista.abrir_documento)

    def recarregar(self) -> None:
        self.casa.executor.ler(
            self, partial(ler_livro, self.casa), sucesso=self._receber,
            falha=self.lista.aviso.mostrar_erro, chave="lista",
        )  # fmt: skip

    def receber(self, **parametros: Any) -> None:
        """Take ``especie`` and ``documento_id`` to select."""
        self._procurado = parametros.get("documento_id", self._procurado)
        if "especie" in parametros:
            self._especie = parametros["especie"]
            self.especie.definir(self._especie)
        self._filtrar()

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.documentos or mudanca.tudo

    def focar(self) -> None:
        """The words come first."""
        self.busca.setFocus()

    @Slot()
    def _ver_processos(self) -> None:
        self.casa.navegar("processos")

    def _receber(self, lidos: Lidos) -> None:
        self._lidos = lidos
        presentes = {documento.especie for documento in lidos.documentos}
        self.especie.definir_opcoes([Opcao(valor=None, rotulo="Todas as espécies"), *self._especies(presentes)])
        self.orgao.definir_opcoes(lidos.orgaos())
        self.ano.definir_opcoes(lidos.anos())
        self.orgao.setVisible(len(lidos.orgaos()) > 2)
        if self._especie is not None:
            self.especie.definir(self._especie)
            self._especie = None
        self._filtrar()

    @Slot()
    def _filtrar(self) -> None:
        pedacos = sem_acentos(self.busca.text()).casefold().split()
        especie = self.especie.valor()
        achados = tuple(
            d for d in self._lidos.documentos
            if especie in (None, d.especie) and self._no_livro(d) and self._tem(d, pedacos)
        )  # fmt: skip
        if self._lidos.documentos:
            self.vazio.definir(
                "Nenhum documento com este filtro", "Tire a busca ou escolha outra espécie ou outro ano."
            )
        self.lista.definir(achados, self._lidos.especies)
        if self._procurado is not None and achados:
            self.lista.selecionar(self._procurado)
            self._procurado = None
        self.cabecalho.definir_subtitulo(
            f"{quantos(len(achados), 'documento guardado tal como saiu', 'documentos guardados tal como saíram')}"
        )

    def _especies(self, presentes: set[str]) -> list[Opcao]:
        return [Opcao(valor=c, rotulo=r) for c, r in self._lidos.especies.items() if c in presentes]

    def _no_livro(self, documento: DocumentoEmitido) -> bool:
        no = self._lidos.livro.get(documento.id)
        return no is not None and self.orgao.valor() in (None, no.orgao_id) and self.ano.valor() in (None, no.ano)

    def _tem(self, documento: DocumentoEmitido, pedacos: list[str]) -> bool:
        no = self._lidos.livro.get(documento.id)
        quem = f"{no.pessoa} {no.matricula}" if no is not None else ""
        onde = sem_acentos(f"{documento.numero} {documento.titulo} {documento.codigo} {quem}").casefold()
        return all(pedaco in onde for pedaco in pedacos)

    @Slot()
    def _conferir(self) -> None:
        DialogoConferirDocumento(self.casa, self.window()).open()

    @Slot()
    def _livro(self) -> None:
        especies = [o for o in self._especies({d.especie for d in self._lidos.documentos}) if not _por_ordem(o.valor)]
        orgaos = [o for o in self._lidos.orgaos() if o.valor is not None]
        DialogoLivroDoAno(
            self.casa, especies=especies, orgaos=orgaos, especie=self.especie.valor(), orgao_id=self.orgao.valor(),
            ano=self.ano.valor(), pai=self.window(),
        ).open()  # fmt: skip


def _por_ordem(especie: str) -> bool:
    from ...servicos.papeis_emissao import por_ordem

    return por_ordem(especie)
