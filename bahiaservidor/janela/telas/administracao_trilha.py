"""Section of Administração: the trail, filtered by period, user, action, object and person."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...servicos.permissoes import Permissao
from ...servicos.tipos import LinhaServidor
from ...servicos.tipos.trilha import EscolhasDaTrilha, FiltroTrilha, LinhaTrilha
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_data import CampoData
from ..componentes.campos_filtro import CampoFiltro, CamposFiltro
from ..componentes.combo import Combo, Opcao
from ..componentes.rolagem import rolavel
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.campos import estreitar
from ..dialogos.pessoa import CampoPessoa
from ..modelos.base import Ordem
from ..modelos.prazos import quantos
from ..modelos.trilha import ModeloTrilha
from ..tema import Tom
from .fluxo import Fluxo

_TUDO = (
    "Quem fez o quê e quem viu dados protegidos, com a hora da Bahia. Nada se apaga daqui: uma linha é presa à outra."
)

_LARGO = 420
"""Below this width, the filters are worth more than the explanation."""


class SecaoTrilha(QWidget):
    """Read when it is shown; the table reads its rows as they are painted."""

    def __init__(self, casa: Casa) -> None:
        super().__init__()
        self.casa = casa
        self._decrescente = True
        self._servidor_id: int | None = None
        self.de, self.ate = (CampoData(self, hoje=casa.hoje) for _ in range(2))
        self.usuario = Combo([Opcao(valor=None, rotulo="Todo usuário")], self)
        self.acao = Combo([Opcao(valor=None, rotulo="Toda ação")], self)
        self.objeto = Combo([Opcao(valor=None, rotulo="Todo objeto")], self)
        self.pessoa = CampoPessoa(casa, self)
        self.campos = CamposFiltro(
            {
                "de": CampoFiltro(rotulo="De", campo=self.de),
                "ate": CampoFiltro(rotulo="Até", campo=self.ate),
                "usuario": CampoFiltro(rotulo="Usuário", campo=self.usuario),
                "acao": CampoFiltro(rotulo="Ação", campo=self.acao),
                "objeto": CampoFiltro(rotulo="Objeto", campo=self.objeto),
            },
            self,
        )
        self.limpar = botao("&Limpar", TipoBotao.DISCRETO, ao_clicar=self.limpar_filtro, pai=self)
        self.exportar = botao("&Exportar…", ao_clicar=self._exportar, icone="exportar", pai=self)
        self.quantas = texto("", Papel.SUAVE, pai=self)
        self.aviso = FaixaAviso(pai=self)
        self.modelo = ModeloTrilha(casa, self)
        self.tabela = Tabela("trilha", casa.preferencias, self)
        self.tabela.setAccessibleName("Trilha")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Lendo a trilha…"))
        self._dispor()
        self.campos.mudou.connect(self.ler)
        self.pessoa.escolhida.connect(self._escolheu_pessoa)
        self.pessoa.textEdited.connect(self._apagou_pessoa)
        self.modelo.ordem_pedida.connect(self._reordenar)

    def _dispor(self) -> None:
        for data, nome in ((self.de, "De"), (self.ate, "Até")):
            data.setAccessibleName(nome)
            data.setPlaceholderText(f"{nome} dd/mm/aaaa")
        for combo, nome in ((self.usuario, "Usuário"), (self.acao, "Ação"), (self.objeto, "Objeto")):
            combo.setAccessibleName(nome)
            estreitar(combo)
            combo.setMinimumWidth(130)
        self.pessoa.setAccessibleName("Pessoa de quem se trata")
        self.pessoa.setMinimumWidth(200)
        widgets: tuple[QWidget, ...] = (
            self.de, self.ate, self.usuario, self.acao, self.objeto, self.pessoa, self.limpar,
        )  # fmt: skip
        filtros = Fluxo(espaco=8)
        faixa = QWidget(self)
        faixa.setLayout(filtros)
        for widget in widgets:
            filtros.addWidget(widget)
        topo = QHBoxLayout()
        topo.setSpacing(8)
        self.explicacao = texto(_TUDO, Papel.SUAVE, quebra=True, pai=self)
        topo.addWidget(self.explicacao, 1)
        topo.addWidget(self.exportar, 0, Qt.AlignmentFlag.AlignTop)
        # At 200 % on a small screen the filters alone would fill it: the section rolls, and the table keeps its rows.
        dentro = QWidget()
        self.tabela.setMinimumHeight(190)
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addLayout(topo)
        pilha.addWidget(faixa)
        pilha.addWidget(self.aviso)
        pilha.addWidget(self.tabela, 1)
        pilha.addWidget(self.quantas)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(rolavel(dentro))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.explicacao.setVisible(event.size().width() >= _LARGO)

    # ------------------------------------------------------------ filter

    def filtro(self) -> FiltroTrilha:
        """Return the filter as it stands."""
        return FiltroTrilha(
            de=self.de.data(),
            ate=self.ate.data(),
            usuario=self.usuario.valor() or "",
            acoes=(self.acao.valor(),) if self.acao.valor() else (),
            objeto=self.objeto.valor() or "",
            servidor_id=self._servidor_id,
        )

    def filtro_em_palavras(self) -> str:
        """Return the filter as a file of the list says it."""
        pessoa = "de uma pessoa" if self._servidor_id is not None else ""
        return "; ".join(parte for parte in (self.campos.em_palavras(), pessoa) if parte)

    def de_quem(self, servidor_id: int, nome: str) -> None:
        """Show who saw, and who changed, what is about a person."""
        self.campos.aplicar({})
        self.pessoa.setText(nome)
        self._servidor_id = servidor_id
        self.ler()

    @Slot()
    def limpar_filtro(self) -> None:
        """Show everything."""
        self.pessoa.clear()
        self._servidor_id = None
        self.campos.aplicar({})
        self.ler()

    @Slot(object)
    def _escolheu_pessoa(self, linha: LinhaServidor) -> None:
        self._servidor_id = linha.servidor_id
        self.ler()

    @Slot()
    def _apagou_pessoa(self, *_: object) -> None:
        # A name that is being typed again is no longer that of who was chosen.
        if self._servidor_id is not None:
            self._servidor_id = None
            self.ler()

    @Slot(object)
    def _reordenar(self, ordem: Ordem) -> None:
        if ordem.decrescente is not self._decrescente:
            self._decrescente = ordem.decrescente
            self.ler()

    # ------------------------------------------------------------ reading

    @Slot()
    def ler(self) -> None:
        """Read what passes the filter, off the interface's thread."""
        casa, filtro, modelo, decrescente = self.casa, self.filtro(), self.modelo, self._decrescente
        if not casa.ctx.pode(Permissao.VER_TRILHA):
            self._negar()
            return

        def ler() -> tuple[EscolhasDaTrilha, array[int], Sequence[LinhaTrilha]]:
            from ...servicos import trilha

            ids = trilha.ids(casa.ctx, filtro=filtro, decrescente=decrescente)
            return trilha.escolhas(casa.ctx), ids, modelo.primeiras(ids)

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="trilha")

    def _mostrar(self, lido: tuple[EscolhasDaTrilha, array[int], Sequence[LinhaTrilha]]) -> None:
        escolhas, ids, primeiras = lido
        self.aviso.esconder()
        for combo, tudo, opcoes in (
            (self.usuario, "Todo usuário", [(u, u or "Sem nome") for u in escolhas.usuarios]),
            (self.acao, "Toda ação", list(escolhas.acoes)),
            (self.objeto, "Todo objeto", list(escolhas.objetos)),
        ):
            todas = [Opcao(valor=None, rotulo=tudo), *(Opcao(valor=v, rotulo=r) for v, r in opcoes)]
            if tuple(todas) != combo.opcoes():
                combo.definir_opcoes(todas)
        if not ids:
            self.tabela.definir_vazio(self._vazio(escolhas.total))
        self.modelo.definir_ids(ids, primeiras)
        total = quantos(len(ids), "linha", "linhas")
        self.quantas.setText(total if len(ids) == escolhas.total else f"{total} de {escolhas.total}")
        self.exportar.setEnabled(bool(ids))

    def _vazio(self, total: int) -> EstadoVazio:
        if not total:
            comeco = "Ela começa com a primeira consulta ou mudança."
            return EstadoVazio("A trilha está vazia", comeco, icone="historico")
        return EstadoVazio(
            "Nada com esse filtro", "Mude o período, o usuário ou a pessoa.", icone="busca", acao="Limpar filtros",
            ao_acionar=self.limpar_filtro,
        )  # fmt: skip

    def _negar(self) -> None:
        usuario = self.casa.ctx.sessao.usuario
        self.aviso.definir(
            f"O usuário “{usuario}” não tem permissão para {Permissao.VER_TRILHA}. Peça a quem administra os usuários.",
            Tom.ATENCAO,
        )
        self.modelo.definir_ids(array("q"))
        self.tabela.definir_vazio(EstadoVazio("A trilha não é mostrada a este usuário", icone="cadeado"))
        for widget in (self.exportar, self.quantas):
            widget.setEnabled(False)

    @Slot()
    def _exportar(self) -> None:
        self.tabela.abrir_exportacao()
