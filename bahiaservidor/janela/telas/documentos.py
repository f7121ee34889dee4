"""Documentos: every paper issued, kept and opened again byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...estatuto.formatos.nomes import sem_acentos
from ...servicos.tipos import DocumentoEmitido
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, Opcao
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..modelos.prazos import quantos
from ..operacoes import Mudanca
from .documentos_lista import ListaDocumentos, ler_documentos


class TelaDocumentos(Tela):
    """The list, by kind and by words of the title."""

    titulo = "Documentos"
    icone = "documentos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._todos: tuple[DocumentoEmitido, ...] = ()
        self._especies: Mapping[str, str] = {}
        self._procurado: int | None = None
        self._especie: str | None = None
        self.cabecalho.definir_subtitulo("Termos e relatórios emitidos, guardados tal como saíram")
        self.processos = botao("&Processos", ao_clicar=self._ver_processos, pai=self,
                               dica="Processos digitais montados e o andamento de cada um")  # fmt: skip
        self.cabecalho.adicionar_acao(self.processos)
        self.busca = CampoBusca("Número ou palavras do título", pai=self)
        self.especie = Combo((Opcao(valor=None, rotulo="Todas as espécies"),), self)
        self.especie.setAccessibleName("Espécie")
        self.especie.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.vazio = EstadoVazio(
            "Nenhum documento emitido",
            "Um termo entra aqui quando é emitido a partir da ficha ou da cerimônia; um relatório, em Relatórios.",
            icone="documentos",
        )
        self.lista = ListaDocumentos(casa, "documentos", self.vazio, pai=self)
        barra = QHBoxLayout()
        barra.setSpacing(8)
        barra.addWidget(self.busca, 1)
        barra.addWidget(self.especie)
        self.corpo.addLayout(barra)
        self.corpo.addWidget(self.lista, 1)
        # signals
        self.busca.buscou.connect(self._filtrar)
        self.especie.alterado.connect(self._filtrar)

    def recarregar(self) -> None:
        self.casa.executor.ler(
            self, partial(ler_documentos, self.casa, None), sucesso=self._receber,
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

    def _receber(self, lidos: tuple[tuple[DocumentoEmitido, ...], Mapping[str, str]]) -> None:
        self._todos, self._especies = lidos
        presentes = {documento.especie for documento in self._todos}
        self.especie.definir_opcoes(
            [
                Opcao(valor=None, rotulo="Todas as espécies"),
                *(Opcao(valor=c, rotulo=r) for c, r in self._especies.items() if c in presentes),
            ]
        )
        if self._especie is not None:
            self.especie.definir(self._especie)
            self._especie = None
        self._filtrar()

    @Slot()
    def _filtrar(self) -> None:
        pedacos = sem_acentos(self.busca.text()).casefold().split()
        especie = self.especie.valor()
        achados = tuple(d for d in self._todos if especie in (None, d.especie) and self._tem(d, pedacos))
        if self._todos:
            self.vazio.definir("Nenhum documento com este filtro", "Tire a busca ou escolha outra espécie.")
        self.lista.definir(achados, self._especies)
        if self._procurado is not None and achados:
            self.lista.selecionar(self._procurado)
            self._procurado = None
        self.cabecalho.definir_subtitulo(
            f"{quantos(len(achados), 'documento guardado tal como saiu', 'documentos guardados tal como saíram')}"
        )

    def _tem(self, documento: DocumentoEmitido, pedacos: list[str]) -> bool:
        onde = sem_acentos(f"{documento.numero} {documento.titulo}").casefold()
        return all(pedaco in onde for pedaco in pedacos)
