"""Homologação of many at once: the act of the authority, who can and who cannot with the reason, one confirmation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Instrumento
from ...servicos.tipos.estagio import CandidatoHomologacao, FiltroEstagio, HomologacaoEmLote, Recorte
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.campo_data import CampoData
from ..componentes.combo import ComboBusca
from ..componentes.dialogo import Dialogo, perguntar
from ..componentes.formulario import Formulario
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.estagio import ModeloLote, colunas_lote, motivo
from ..modelos.prazos import quantos
from ..operacoes import Mudanca
from ..tema import Tom
from .listas import Listas, carregar
from .minuta import ver
from .secoes import SecaoInstrumento

if TYPE_CHECKING:
    from ...servicos.papeis import Papel as Papeis

ATRASO_MS = 200
_ESTREITO = 720
"""Below this width the people go under the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Julgados:
    """The verdicts, and the registers when they were read for the first time."""

    candidatos: tuple[CandidatoHomologacao, ...]
    listas: Listas | None


class DialogoLote(Dialogo):
    """Only approvals: a failure asks for the decisions of each person and is entered one by one (S7)."""

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, vinculos: tuple[int, ...] = (),
        filtro: FiltroEstagio | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            "Homologar em lote", pai, largura=1080,
            explicacao="Aprovação de várias pessoas por um só ato da autoridade (art. 27, parágrafo único). "
            "A reprovação depende das decisões sobre cada pessoa e é registrada uma a uma.",
        )  # fmt: skip
        self._casa = casa
        self._vinculos = vinculos
        self._filtro = filtro or FiltroEstagio()
        self._listas = Listas()
        self._com_listas = False
        self._julgado_em: date | None = None
        self._primeira = True
        self.modelo = ModeloLote(colunas_lote(), pai=self)
        self._pilha = QStackedWidget()
        self._pilha.addWidget(self._pagina_escolha())
        self._pilha.addWidget(self._pagina_feito())
        self.corpo.addWidget(self._pilha, 1)
        self.minuta = self.adicionar_botao("&Ver a minuta", TipoBotao.DISCRETO, ao_clicar=self._ver, esquerda=True)
        self.fechar = self.adicionar_botao("&Fechar")
        self.confirmar = self.adicionar_botao("&Homologar", TipoBotao.PRIMARIO, ao_clicar=self._perguntar)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(ATRASO_MS)
        # signals
        self._espera.timeout.connect(self._julgar)
        self.data.alterada.connect(self._julgar_logo)
        self.autoridade.alterado.connect(self._julgar_logo)
        self.modelo.marcou.connect(self._rever)
        self.resize(1080, 720)
        self._rever()
        self._julgar()
        self.data.setFocus()

    # ------------------------------------------------------------ pages

    def _pagina_escolha(self) -> QWidget:
        self.data = CampoData(hoje=self._casa.hoje)
        self.data.definir(self._casa.hoje())
        self.autoridade = ComboBusca(dica="Digite para procurar")
        self.autoridade.setClearButtonEnabled(True)
        self.form = Formulario(colunas=1)
        self.form.adicionar("data", "&Data da homologação (publicação)", self.data, obrigatorio=True)
        self.form.adicionar("autoridade", "&Autoridade", self.autoridade)
        self.instrumento = SecaoInstrumento(hoje=self._casa.hoje)
        lado = QWidget()
        lado.setProperty("transparente", True)
        esquerda = QVBoxLayout(lado)
        esquerda.setContentsMargins(0, 0, 8, 0)
        esquerda.setSpacing(12)
        esquerda.addWidget(self.form)
        esquerda.addWidget(self.instrumento)
        esquerda.addStretch(1)
        rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QScrollArea.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setProperty("transparente", True)
        rolagem.setWidget(lado)
        rolagem.setMinimumWidth(280)

        self.busca = CampoBusca("Nome, cargo ou motivo")
        self.todos = botao("&Marcar todos", TipoBotao.DISCRETO, ao_clicar=self._todos)
        self.nenhum = botao("D&esmarcar", TipoBotao.DISCRETO, ao_clicar=self._nenhum)
        barra = QHBoxLayout()
        barra.setSpacing(8)
        barra.addWidget(self.busca, 1)
        barra.addWidget(self.todos)
        barra.addWidget(self.nenhum)
        self.resumo = texto("", Papel.SUAVE, quebra=True)
        self.tabela = Tabela("estagio_lote", self._casa.preferencias)
        self.tabela.setAccessibleName("Quem pode ser homologado")
        self.tabela.definir_modelo(self.modelo)
        self.vazio = EstadoVazio("Lendo quem pode ser homologado…", icone="estagio")
        self.tabela.definir_vazio(self.vazio)
        self.tabela.aberta.connect(self.modelo.alternar)
        self.busca.buscou.connect(self._filtrar)
        direita = QWidget()
        caixa = QVBoxLayout(direita)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(8)
        caixa.addLayout(barra)
        caixa.addWidget(self.resumo)
        caixa.addWidget(self.tabela, 1)
        direita.setMinimumHeight(260)
        self.divisor = QSplitter(Qt.Orientation.Horizontal)
        self.divisor.setChildrenCollapsible(False)
        self.divisor.setProperty("transparente", True)
        self.divisor.addWidget(rolagem)
        self.divisor.addWidget(direita)
        self.divisor.setStretchFactor(0, 0)
        self.divisor.setStretchFactor(1, 1)
        self.divisor.setSizes([320, 720])
        tudo = QScrollArea()
        tudo.setWidgetResizable(True)
        tudo.setFrameShape(QScrollArea.Shape.NoFrame)
        tudo.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tudo.setProperty("transparente", True)
        tudo.setWidget(self.divisor)
        return tudo

    def _pagina_feito(self) -> QWidget:
        self.feito = texto("", Papel.SECAO, quebra=True)
        self.de_fora = ModeloLote(colunas_lote(), pai=self)
        self.tabela_fora = Tabela("estagio_lote_fora", self._casa.preferencias)
        self.tabela_fora.setAccessibleName("Quem ficou de fora")
        self.tabela_fora.definir_modelo(self.de_fora)
        self.tabela_fora.definir_vazio(EstadoVazio("Ninguém ficou de fora", icone="estagio"))
        pagina = QWidget()
        caixa = QVBoxLayout(pagina)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.feito)
        caixa.addWidget(texto("Quem ficou de fora, e por quê. Nada foi registrado para estas pessoas.", Papel.SUAVE,
                              quebra=True))  # fmt: skip
        caixa.addWidget(self.tabela_fora, 1)
        return pagina

    def resizeEvent(self, event: QResizeEvent) -> None:
        # At 200 %, or on a small screen, the people go under the act, and the page scrolls.
        super().resizeEvent(event)
        estreito = self.width() < _ESTREITO
        self.divisor.setOrientation(Qt.Orientation.Vertical if estreito else Qt.Orientation.Horizontal)
        self.divisor.setMinimumHeight(640 if estreito else 0)

    # ------------------------------------------------------------ judging

    @Slot()
    def _julgar_logo(self, *_: object) -> None:
        self._espera.start()
        self._rever()

    @Slot()
    def _julgar(self) -> None:
        dia = self.data.data()
        if dia is None:
            self._rever()
            return
        casa, vinculos, filtro, autoridade = self._casa, self._vinculos, self._filtro, self.autoridade.valor()
        com_listas = self._com_listas

        def ler() -> _Julgados:
            from ...servicos import estagio, estagio_lote

            hoje = casa.hoje()
            quem = vinculos or tuple(
                estagio.ids_em_estagio(
                    casa.ctx,
                    filtro=FiltroEstagio(
                        recorte=Recorte.A_HOMOLOGAR, orgao_id=filtro.orgao_id, unidade_id=filtro.unidade_id,
                        texto=filtro.texto,
                    ),
                    hoje=hoje,
                )
            )  # fmt: skip
            return _Julgados(
                candidatos=estagio_lote.candidatos(casa.ctx, vinculos=quem, data=dia, autoridade=autoridade, hoje=hoje),
                listas=None if com_listas else carregar(casa.ctx, com_concursos=False),
            )

        casa.executor.ler(self, ler, sucesso=self._recebedor(dia), falha=self._falhou, chave="julgar")

    def _recebedor(self, dia: date) -> Callable[[_Julgados], None]:
        def receber(julgados: _Julgados) -> None:
            self._julgado_em = dia
            self._receber(julgados)

        return receber

    def _receber(self, julgados: _Julgados) -> None:
        if julgados.listas is not None:
            self._com_listas, self._listas = True, julgados.listas
            self.autoridade.definir_opcoes(julgados.listas.opcoes_autoridades)
        antes = [c.id for c in self.modelo.marcados()]
        self.modelo.definir(julgados.candidatos)
        self.modelo.filtrar(self.busca.text())
        if self._primeira:
            # Who has a warning is ticked by the clerk, after reading it.
            self._primeira = False
            antes = [c.id for c in julgados.candidatos if c.pode and not c.avisos]
        self.modelo.marcar(antes)
        self.vazio.definir(
            "Ninguém foi submetido à homologação",
            "Registre primeiro a submissão da avaliação (art. 27, parágrafo único), na tela do estágio.",
        )
        self._rever()

    @Slot()
    def _rever(self, *_: object) -> None:
        todos = self.modelo.todas()
        marcados = len(self.modelo.marcados())
        podem = sum(c.pode for c in todos)
        com_aviso = sum(c.pode and bool(c.avisos) for c in todos)
        partes = [quantos(len(todos), "pessoa", "pessoas"), f"{podem} {'pode' if podem == 1 else 'podem'}"]
        if com_aviso:
            partes.append(f"{com_aviso} com aviso")
        if len(todos) - podem:
            partes.append(f"{len(todos) - podem} não")
        self.resumo.setText(" · ".join(partes) if todos else "")
        pronto = self._julgado_em is not None and self._julgado_em == self.data.data()
        self.confirmar.setText("&Homologar" if not marcados else f"&Homologar {quantos(marcados, 'pessoa', 'pessoas')}")
        self.confirmar.setAccessibleName(self.confirmar.text().replace("&", ""))
        self.confirmar.setEnabled(bool(marcados) and pronto)
        self.minuta.setEnabled(bool(marcados))

    @Slot(str)
    def _filtrar(self, escrito: str) -> None:
        self.modelo.filtrar(escrito)
        self._rever()

    @Slot()
    def _todos(self) -> None:
        self.modelo.marcar_visiveis(True)

    @Slot()
    def _nenhum(self) -> None:
        self.modelo.marcar_visiveis(False)

    @Slot()
    def _ver(self) -> None:
        """Show the one act, with the list of who becomes estável."""
        casa, autoridade = self._casa, self.autoridade.valor()
        vinculos = tuple(c.vinculo_id for c in self.modelo.marcados())
        dia = self.data.data() or casa.hoje()
        instrumento = self.instrumento.instrumento(publicado_em=dia, autoridade="")

        def montar() -> Papeis:
            from ...servicos import estagio_lote, papeis_atos_lote

            pedidos = estagio_lote.pedidos(vinculos, dia, autoridade, instrumento)
            return papeis_atos_lote.minuta_de_pedidos(casa.ctx, pedidos, casa.hoje())

        ver(casa, self, montar, self.aviso.mostrar_erro)

    # ------------------------------------------------------------ confirming

    @Slot()
    def _perguntar(self) -> None:
        dia = self.data.data()
        self.form.erro("data", self.data.erro() if dia is None else "")
        if dia is None or self.instrumento.erros():
            self.aviso.definir("Confira as datas: nada foi registrado.", Tom.ATENCAO)
            return
        quem = self.modelo.marcados()
        com_aviso = [c.nome for c in quem if c.avisos]
        explicacao = (
            f"{quantos(len(quem), 'pessoa aprovada', 'pessoas aprovadas')} em {formatar_data(dia)}, num só ato."
        )
        if com_aviso:
            explicacao += f" Com aviso: {', '.join(com_aviso[:5])}"
            explicacao += f" e mais {len(com_aviso) - 5}." if len(com_aviso) > 5 else "."
        perguntar(self, "Homologar o estágio?", explicacao, confirmar="&Homologar", ao_confirmar=self._homologar)

    def _homologar(self) -> None:
        dia = self.data.data()
        if dia is None:
            return
        casa = self._casa
        vinculos = tuple(c.vinculo_id for c in self.modelo.marcados())
        autoridade = self.autoridade.valor()
        quem = self._listas.autoridade(autoridade)
        papel: Instrumento = self.instrumento.instrumento(
            publicado_em=dia, autoridade=quem.nome if quem is not None else ""
        )

        def gravar(progresso: Any, cancelado: Any) -> HomologacaoEmLote:
            from ...servicos import estagio_lote

            return estagio_lote.homologar_lote(
                casa.ctx, vinculos=vinculos, data=dia, autoridade=autoridade, instrumento=papel, hoje=casa.hoje(),
                progresso=progresso, cancelado=cancelado,
            )  # fmt: skip

        self.confirmar.setEnabled(False)
        casa.executor.longa(
            self, gravar, titulo="Homologando", sucesso=self._homologou, falha=self._falhou, mudou=_mudanca,
            escreve=True,
        )  # fmt: skip

    def _homologou(self, feito: HomologacaoEmLote) -> None:
        frase = quantos(len(feito.registrados), "homologação registrada.", "homologações registradas.")
        self._casa.mensagem(frase)
        if not feito.fora:
            self.accept()
            return
        self.feito.setText(f"{frase} {quantos(len(feito.fora), 'pessoa ficou', 'pessoas ficaram')} de fora.")
        self.de_fora.definir(feito.fora)
        self.feito.setAccessibleDescription("; ".join(f"{c.nome}: {motivo(c)}" for c in feito.fora))
        self._pilha.setCurrentIndex(1)
        self.confirmar.setVisible(False)
        self.fechar.setFocus()

    def _falhou(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        self._rever()


def _mudanca(feito: HomologacaoEmLote) -> Mudanca:
    return Mudanca(
        servidores=frozenset(r.servidor_id for r in feito.registrados),
        vinculos=frozenset(r.vinculo_id for r in feito.registrados),
        prazos=True,
    )
