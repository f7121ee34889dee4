"""The list of people: search while typing, filters kept from one day to the next, columns and order to choose."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from ...servicos.tipos import FiltroServidores, LinhaServidor
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.quis_dizer import QuisDizer
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.duplicados import DialogoDuplicados
from ..dialogos.listas import Listas, carregar
from ..dialogos.quadro_epoca import DialogoQuadro
from ..modelos.base import PRIMEIRAS, Ordem
from ..modelos.prazos import numero, quantos
from ..modelos.servidores import ModeloServidores
from ..operacoes import Mudanca
from .servidores_filtro import FiltroDeServidores

_FILTRO = "servidores/filtro"


class TelaServidores(Tela):
    """Everybody in the registry, one row per vínculo."""

    titulo = "Servidores"
    icone = "servidores"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._ordem = Ordem(chave="nome")
        self._manter: int | None = None
        self._com_listas = False
        self._total: int | None = None
        self.modelo = ModeloServidores(casa, self)
        self._montar_acoes()
        self.colunas = botao("&Colunas", TipoBotao.DISCRETO, ao_clicar=self._mostrar_colunas)
        self.filtros = FiltroDeServidores(casa, self.colunas, self)
        self.busca, self.situacao, self.carater = self.filtros.busca, self.filtros.situacao, self.filtros.carater
        self.orgao, self.unidade, self.cargo = self.filtros.orgao, self.filtros.unidade, self.filtros.cargo
        self.quis_dizer = QuisDizer(casa, self.busca, self)
        self.filtros_salvos = self.filtros.salvos
        self.corpo.addWidget(self.filtros)
        self.tabela = Tabela("servidores", casa.preferencias)
        self.tabela.setAccessibleName("Servidores")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Lendo o registro…"))
        self.corpo.addWidget(self.tabela, 1)
        self._ligar()
        self._lembrar()

    def _montar_acoes(self) -> None:
        self.assentar = botao(
            "Assentamento &inicial", ao_clicar=self._assentar, icone="historico",
            dica="Traz para o registro quem já estava em exercício",
        )  # fmt: skip
        self.nomear = botao("Registrar &nomeação", TipoBotao.PRIMARIO, ao_clicar=self._nomear, icone="mais")
        self.mais = botao("&Mais", dica="Como era em outro dia, cadastros repetidos, importar, exportar")
        menu = QMenu(self.mais)
        menu.addAction("O &quadro como era em outro dia…").triggered.connect(self._ver_quadro)
        menu.addAction("Possíveis cadastros &repetidos…").triggered.connect(self._ver_duplicados)
        menu.addAction("I&mportar planilha…").triggered.connect(self._importar)
        menu.addAction("&Exportar a lista…").triggered.connect(self._exportar)
        self.mais.setMenu(menu)
        self.cabecalho.adicionar_acao(self.mais)
        self.cabecalho.adicionar_acao(self.assentar)
        self.cabecalho.adicionar_acao(self.nomear)

    def _ligar(self) -> None:
        self.filtros.alterado.connect(self._refiltrar)
        self.busca.desceu.connect(self.tabela.setFocus)
        self.modelo.ordem_pedida.connect(self._reordenar)
        self.tabela.aberta.connect(self._abrir)

    # ------------------------------------------------------------ filter

    def filtro(self) -> FiltroServidores:
        """Return the filter as it stands."""
        return self.filtros.filtro()

    def _guardar(self) -> None:
        guardado = {c: v for c, v in self.filtros.campos.estado().items() if c != "texto"}
        texto = json.dumps(guardado)
        if texto != self.casa.preferencias.texto(_FILTRO):
            self.casa.preferencias.guardar(_FILTRO, texto)

    def _lembrado(self) -> dict[str, Any]:
        try:
            lido = json.loads(self.casa.preferencias.texto(_FILTRO) or "{}")
        except ValueError:
            return {}
        return lido if isinstance(lido, dict) else {}

    def _lembrar(self) -> None:
        """Put back the filters that need no register; the others wait for theirs."""
        with QSignalBlocker(self.filtros):
            self.filtros.campos.aplicar(self._lembrado())

    def receber(self, **parametros: Any) -> None:
        """Take a text, or a situation, to filter by."""
        self._limpar()
        if "texto" in parametros:
            self.busca.setText(str(parametros["texto"]))
        if parametros.get("situacao"):
            self.situacao.definir(str(parametros["situacao"]))
        if parametros.get("cargo_id"):
            self.cargo.pretender(parametros["cargo_id"])

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.prazos or mudanca.cadastro("cargos", "unidades", "orgaos", "pessoas")

    def recarregar(self) -> None:
        casa, com_listas = self.casa, self._com_listas
        if not com_listas:
            casa.executor.ler(
                self, lambda: carregar(casa.ctx, com_concursos=False), sucesso=self._receber_listas, chave="listas"
            )
        self._ler_ids()
        self._contar()

    def _ler_ids(self) -> None:
        self._manter = self.modelo.id_da_linha(self.tabela.linha_atual())
        # Words are looked for whole: where the first of those found stand is known only when all are.
        self._pedir_ids(None if self.filtro().texto else PRIMEIRAS)

    def _pedir_ids(self, limite: int | None) -> None:
        casa, filtro, ordem, modelo = self.casa, self.filtro(), self._ordem, self.modelo

        def ler() -> tuple[array[int], Sequence[LinhaServidor], bool]:
            from ...servicos import pessoas

            ids = pessoas.ids_servidores(
                casa.ctx, filtro=filtro, ordem=ordem.chave, decrescente=ordem.decrescente, hoje=casa.hoje(),
                limite=limite,
            )  # fmt: skip
            completa = limite is None or len(ids) < limite
            return ids, modelo.primeiras(ids), completa

        casa.executor.ler(self, ler, sucesso=self._receber_ids, chave="ids")

    def _receber_ids(self, lidos: tuple[array[int], Sequence[LinhaServidor], bool]) -> None:
        ids, primeiras, completa = lidos
        if completa and not self.modelo.completa:
            self.modelo.completar(ids)
        else:
            self.modelo.definir_ids(ids, primeiras, completa=completa)
        if completa:
            self._dizer_quantos()
        else:
            self._pedir_ids(None)
        if not ids:
            self._escolher_vazio()
        elif self._manter is not None and self._manter in ids[:2000]:
            self.tabela.ir_para(list(ids[:2000]).index(self._manter))
            self._manter = None
        self.filtros.mostrar_em_uso()

    def _dizer_quantos(self) -> None:
        """Say how many pass, and of how many once that is known: the whole is counted behind."""
        if not self.modelo.completa:
            return
        mostrados = len(self.modelo.ids())
        frase = quantos(mostrados, "vínculo", "vínculos")
        if self._total is not None and self._total != mostrados:
            frase = f"{frase} de {numero(self._total)}"
        self.cabecalho.definir_subtitulo(frase)

    def _contar(self) -> None:
        casa = self.casa

        def contar() -> int:
            from ...servicos import pessoas

            return pessoas.contar_servidores(casa.ctx, filtro=FiltroServidores(), hoje=casa.hoje())

        casa.executor.ler(self, contar, sucesso=self._receber_total, chave="total")

    def _receber_total(self, total: int) -> None:
        self._total = total
        self._dizer_quantos()

    def _escolher_vazio(self) -> None:
        if self.filtro() == FiltroServidores():
            vazio = EstadoVazio(
                "Nenhum servidor no registro",
                "Registre a primeira nomeação ou traga para o registro quem já está em exercício.",
                icone="servidores", acao="Registrar nomeação", ao_acionar=self._nomear,
            )  # fmt: skip
        else:
            vazio = EstadoVazio(
                "Ninguém com esse filtro", "Confira o que foi digitado ou limpe os filtros.",
                icone="busca", acao="Limpar filtros", ao_acionar=self._limpar,
            )  # fmt: skip
        self.tabela.definir_vazio(vazio)
        self.quis_dizer.procurar(vazio)

    def _receber_listas(self, listas: Listas) -> None:
        self._com_listas = True
        self.filtros.oferecer(listas)

    def focar(self) -> None:
        self.busca.setFocus()

    # ------------------------------------------------------------ slots

    @Slot()
    def _refiltrar(self, *_: object) -> None:
        self._guardar()
        self._ler_ids()

    @Slot(object)
    def _reordenar(self, ordem: Ordem) -> None:
        if ordem != self._ordem:
            self._ordem = ordem
            self._ler_ids()

    @Slot()
    def _limpar(self) -> None:
        self.filtros.limpar_tudo()

    @Slot()
    def _mostrar_colunas(self) -> None:
        menu: QMenu = self.tabela.menu_de_colunas()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.colunas.mapToGlobal(self.colunas.rect().bottomLeft()))

    @Slot(int)
    def _abrir(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        if linha is not None:
            self.casa.abrir_ficha(linha.servidor_id)

    @Slot()
    def _exportar(self) -> None:
        self.tabela.abrir_exportacao()

    @Slot()
    def _ver_quadro(self) -> None:
        DialogoQuadro(self.casa, self.window()).open()

    @Slot()
    def _ver_duplicados(self) -> None:
        DialogoDuplicados(self.casa, self.window()).open()

    @Slot()
    def _importar(self) -> None:
        self.casa.navegar("importacoes", especie="servidores")

    @Slot()
    def _nomear(self) -> None:
        self.casa.abrir_ato(tipo="nomeacao")

    @Slot()
    def _assentar(self) -> None:
        self.casa.abrir_ato(tipo="assentamento_inicial")
