"""The list of people: search while typing, filters kept from one day to the next, columns and order to choose."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ...estatuto.tipos import Carater, Situacao
from ...servicos.tipos import FiltroServidores, LinhaServidor
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.combo import Combo, ComboBusca, Opcao
from ..componentes.quis_dizer import QuisDizer
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.vazio import EstadoVazio
from ..dialogos.campos import estreitar
from ..dialogos.duplicados import DialogoDuplicados
from ..dialogos.listas import Listas, carregar
from ..dialogos.quadro_epoca import DialogoQuadro
from ..modelos.base import Ordem
from ..modelos.servidores import ModeloServidores
from ..operacoes import Mudanca

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
        self.modelo = ModeloServidores(casa, self)
        self._montar_acoes()
        self.corpo.addLayout(self._montar_filtros())
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
        self.mais = botao("&Mais", dica="Como era em outro dia, cadastros repetidos, importar")
        menu = QMenu(self.mais)
        menu.addAction("O &quadro como era em outro dia…").triggered.connect(self._ver_quadro)
        menu.addAction("Possíveis cadastros &repetidos…").triggered.connect(self._ver_duplicados)
        menu.addAction("I&mportar planilha…").triggered.connect(self._importar)
        self.mais.setMenu(menu)
        self.cabecalho.adicionar_acao(self.mais)
        self.cabecalho.adicionar_acao(self.assentar)
        self.cabecalho.adicionar_acao(self.nomear)

    def _montar_filtros(self) -> QVBoxLayout:
        self.busca = CampoBusca("Nome, matrícula, CPF, processo, cargo ou unidade")
        self.busca.setMinimumWidth(220)
        self.quis_dizer = QuisDizer(self.casa, self.busca, self)
        situacoes = [Opcao(valor=s.value, rotulo=s.rotulo) for s in Situacao]
        self.situacao = Combo([Opcao(valor=None, rotulo="Toda situação"), *situacoes])
        self.carater = Combo(
            [Opcao(valor=None, rotulo="Todo caráter"), *(Opcao(valor=c.value, rotulo=c.rotulo) for c in Carater)]
        )
        self.orgao = ComboBusca(dica="Órgão")
        self.unidade = ComboBusca(dica="Unidade")
        self.cargo = ComboBusca(dica="Cargo")
        for campo, nome in (
            (self.situacao, "Situação"), (self.carater, "Caráter"), (self.orgao, "Órgão"),
            (self.unidade, "Unidade"), (self.cargo, "Cargo"),
        ):  # fmt: skip
            campo.setMinimumWidth(84)
            campo.setAccessibleName(f"Filtrar por {nome.lower()}")
            campo.setToolTip(f"Filtrar por {nome.lower()}")
        for campo in (self.situacao, self.carater):
            estreitar(campo)
        for linha in (self.orgao, self.unidade, self.cargo):
            linha.setClearButtonEnabled(True)
        self.limpar: QPushButton = botao("&Limpar", TipoBotao.DISCRETO, ao_clicar=self._limpar, icone="fechar")
        self.colunas: QPushButton = botao("&Colunas", TipoBotao.DISCRETO, ao_clicar=self._mostrar_colunas)
        em_cima = QHBoxLayout()
        em_cima.setSpacing(8)
        em_cima.addWidget(self.busca, 1)
        em_cima.addWidget(self.limpar)
        em_cima.addWidget(self.colunas)
        embaixo = QHBoxLayout()
        embaixo.setSpacing(8)
        for campo, peso in (
            (self.situacao, 4), (self.orgao, 4), (self.unidade, 4), (self.cargo, 5), (self.carater, 3),
        ):  # fmt: skip
            embaixo.addWidget(campo, peso)
        caixa = QVBoxLayout()
        caixa.setSpacing(8)
        caixa.addLayout(em_cima)
        caixa.addLayout(embaixo)
        return caixa

    def _ligar(self) -> None:
        self.busca.buscou.connect(self._refiltrar)
        self.busca.desceu.connect(self.tabela.setFocus)
        self.situacao.alterado.connect(self._refiltrar)
        self.carater.alterado.connect(self._refiltrar)
        self.orgao.alterado.connect(self._refiltrar)
        self.unidade.alterado.connect(self._refiltrar)
        self.cargo.alterado.connect(self._refiltrar)
        self.modelo.ordem_pedida.connect(self._reordenar)
        self.tabela.aberta.connect(self._abrir)

    # ------------------------------------------------------------ filter

    def filtro(self) -> FiltroServidores:
        """Return the filter as it stands."""
        situacao, carater = self.situacao.valor(), self.carater.valor()
        return FiltroServidores(
            texto=self.busca.text().strip(),
            situacoes=(Situacao(situacao),) if situacao else (),
            carater=Carater(carater) if carater else None,
            orgao_id=self.orgao.valor(),
            unidade_id=self.unidade.valor(),
            cargo_id=self.cargo.valor(),
        )

    def _guardar(self) -> None:
        guardado = {
            "situacao": self.situacao.valor(), "carater": self.carater.valor(), "orgao": self.orgao.valor(),
            "unidade": self.unidade.valor(), "cargo": self.cargo.valor(),
        }  # fmt: skip
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
        lembrado = self._lembrado()
        for combo, chave in ((self.situacao, "situacao"), (self.carater, "carater")):
            combo.blockSignals(True)
            combo.definir(lembrado.get(chave))
            combo.blockSignals(False)

    def receber(self, **parametros: Any) -> None:
        """Take a text, or a situation, to filter by."""
        self._limpar()
        if "texto" in parametros:
            self.busca.setText(str(parametros["texto"]))
        if parametros.get("situacao"):
            self.situacao.definir(str(parametros["situacao"]))
        if parametros.get("cargo_id"):
            self.cargo.definir(parametros["cargo_id"])

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

    def _ler_ids(self) -> None:
        casa, filtro, ordem, modelo = self.casa, self.filtro(), self._ordem, self.modelo
        atual = self.modelo.id_da_linha(self.tabela.linha_atual())
        self._manter = atual

        def ler() -> tuple[array[int], Sequence[LinhaServidor]]:
            from ...servicos import pessoas

            ids = pessoas.ids_servidores(
                casa.ctx, filtro=filtro, ordem=ordem.chave, decrescente=ordem.decrescente, hoje=casa.hoje()
            )
            return ids, modelo.primeiras(ids)

        casa.executor.ler(self, ler, sucesso=self._receber_ids, chave="ids")

    def _receber_ids(self, lidos: tuple[array[int], Sequence[LinhaServidor]]) -> None:
        ids, primeiras = lidos
        self.modelo.definir_ids(ids, primeiras)
        quantos = f"{len(ids):,}".replace(",", ".")
        self.cabecalho.definir_subtitulo("1 vínculo" if len(ids) == 1 else f"{quantos} vínculos")
        if not ids:
            self._escolher_vazio()
        elif self._manter is not None and self._manter in ids[:2000]:
            self.tabela.ir_para(list(ids[:2000]).index(self._manter))
        self.limpar.setEnabled(self.filtro() != FiltroServidores())

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
        lembrado = self._lembrado()
        for combo, opcoes, chave in (
            (self.orgao, listas.opcoes_orgaos, "orgao"),
            (self.unidade, listas.opcoes_unidades, "unidade"),
            (self.cargo, listas.opcoes_cargos, "cargo"),
        ):
            antes = combo.valor()
            combo.definir_opcoes(opcoes)
            if antes is None:
                combo.definir(lembrado.get(chave))

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
        for combo in (self.situacao, self.carater):
            combo.definir(None)
        for linha in (self.orgao, self.unidade, self.cargo):
            linha.definir(None)
        self.busca.clear()
        self.busca.setFocus()

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
