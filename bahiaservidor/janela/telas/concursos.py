"""Concursos: validity and days left at the left; lists and candidates of the one chosen at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos import cadastros, pessoas, proximos
from ...servicos.contexto import Contexto
from ...servicos.tipos import Candidato, Cargo, Concurso, DadosPessoa, LinhaServidor, Lista, Orgao, PedidoAto
from ...servicos.tipos.chamada import Chamadas, Proximo
from ...servicos.tipos.vagas import Disponivel
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.combo import Combo, Opcao
from ..componentes.importar import BotaoImportar
from ..componentes.rolagem import rolavel
from ..componentes.tabela import Tabela
from ..componentes.tela import Tela
from ..componentes.texto import como_dica
from ..componentes.vazio import EstadoVazio
from ..dialogos.cadastros_concursos import DialogoCandidatos, DialogoConcurso, DialogoLista
from ..dialogos.cadastros_convocacoes import (
    DialogoConvocacao,
    DialogoDesistencia,
    DialogoEliminacao,
    DialogoFimDaLista,
    DialogoProrrogacao,
    DialogoVolta,
)
from ..modelos.base import ModeloLista
from ..modelos.concursos import (
    COLUNAS_CONCURSOS,
    LinhaConcurso,
    linha_de_concurso,
    rotulo_da_lista,
)
from ..operacoes import Mudanca
from .concursos_ficha import FichaConcurso
from .concursos_lista import PainelCandidatos
from .concursos_proximos import PainelProximos

_PASSOS = {"eliminar": DialogoEliminacao, "fim": DialogoFimDaLista, "voltar": DialogoVolta}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lido:
    concursos: tuple[Concurso, ...]
    orgaos: tuple[Orgao, ...]
    cargos: tuple[Cargo, ...]


def _ler(ctx: Contexto) -> _Lido:
    orgaos, cargos = tuple(cadastros.orgaos(ctx)), tuple(cadastros.cargos(ctx))
    return _Lido(concursos=tuple(cadastros.concursos(ctx)), orgaos=orgaos, cargos=cargos)


class TelaConcursos(Tela):
    """Concursos, lists, candidates."""

    titulo = "Concursos"
    icone = "concursos"

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lido: _Lido | None = None
        self._listas: tuple[Lista, ...] = ()
        self._concurso: Concurso | None = None
        self._escolher_concurso: int | None = None
        self._escolher_lista: int | None = None
        self.cabecalho.definir_subtitulo("A nomeação segue a ordem da lista, com o concurso válido (arts. 12 e 14)")
        self.novo = botao(
            "Novo &concurso", TipoBotao.PRIMARIO, ao_clicar=self.novo_concurso, icone="mais",
            dica="Novo concurso (Ctrl+Shift+N)", pai=self,
        )  # fmt: skip
        self.cabecalho.adicionar_acao(BotaoImportar(casa, "concursos", self))
        self.cabecalho.adicionar_acao(self.novo)
        self.divisor = QSplitter(Qt.Orientation.Horizontal, self)
        self.divisor.setChildrenCollapsible(False)
        self.divisor.addWidget(self._montar_lista())
        self.divisor.addWidget(self._montar_detalhe())
        self.divisor.setStretchFactor(1, 1)
        self.divisor.setSizes([340, 760])
        self.pilha = QStackedWidget(self)
        self.vazio = EstadoVazio(
            "Nenhum concurso registrado",
            "Registre o concurso homologado, crie as suas listas (cargo, polo, modalidade) e cole os classificados. "
            "A nomeação para cargo permanente depende disso (art. 12).",
            icone="concursos", acao="Novo &concurso", ao_acionar=self.novo_concurso, pai=self.pilha,
        )  # fmt: skip
        self.pilha.addWidget(self.divisor)
        self.pilha.addWidget(self.vazio)
        self.corpo.addWidget(self.pilha, 1)
        # signals
        self.tabela.selecionada.connect(self._ao_escolher)
        self.tabela.aberta.connect(self._ao_abrir)
        self.seletor.alterado.connect(self._ao_trocar_lista)
        self.candidatos.incluir.connect(self.incluir_candidatos)
        self.candidatos.desistir.connect(self._desistir)
        self.candidatos.convocar.connect(self._convocar)
        self.candidatos.passo.connect(self._dar_passo)
        self.candidatos.nomear.connect(self._nomear)
        self.candidatos.abrir_vinculo.connect(self._abrir_vinculo)
        self.ficha.editar.connect(self.editar_concurso)
        self.ficha.prorrogar.connect(self.prorrogar_concurso)
        self.proximos.nomear.connect(self._nomear_proximo)
        self.proximos.aproveitar.connect(self._aproveitar)
        self.proximos.quantos_mudou.connect(self._ler_proximos)
        atalho = QShortcut(QKeySequence("Ctrl+Shift+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        atalho.activated.connect(self.novo_concurso)

    # ------------------------------------------------------------ parts

    def _montar_lista(self) -> QWidget:
        self.modelo: ModeloLista[LinhaConcurso] = ModeloLista(COLUNAS_CONCURSOS, (), self)
        self.tabela = Tabela("concursos", self.casa.preferencias, self)
        self.tabela.setAccessibleName("Concursos")
        self.tabela.setSelectionMode(Tabela.SelectionMode.SingleSelection)
        self.tabela.setMinimumWidth(260)
        self.tabela.definir_modelo(self.modelo)
        return self.tabela

    def _montar_detalhe(self) -> QWidget:
        lado = QWidget(self)
        pilha = QVBoxLayout(lado)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        self.ficha = FichaConcurso(lado)
        pilha.addWidget(self.ficha)
        self.proximos = PainelProximos(self.casa.preferencias)
        self.abas = QTabWidget(lado)
        self.abas.setDocumentMode(True)
        self.abas.addTab(rolavel(self._montar_aba()), "Candidatos da lista")
        self.abas.addTab(self.proximos, "Quem é o próximo, e por quê")
        pilha.addWidget(self.abas, 1)
        return lado

    def _montar_aba(self) -> QWidget:
        aba = QWidget()
        pilha = QVBoxLayout(aba)
        pilha.setContentsMargins(0, 12, 0, 0)
        pilha.setSpacing(12)
        self.seletor = Combo((), aba)
        self.seletor.setAccessibleName("Lista do concurso")
        self.seletor.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.seletor.setMinimumContentsLength(20)
        self.editar_esta_lista = botao("Editar &lista…", ao_clicar=self.editar_lista, pai=aba)
        self.nova_lista_botao = botao("Nova lis&ta…", ao_clicar=self.nova_lista, icone="mais", pai=aba)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self.seletor, 1)
        linha.addWidget(self.editar_esta_lista)
        linha.addWidget(self.nova_lista_botao)
        pilha.addLayout(linha)
        self.candidatos = PainelCandidatos(self.casa, aba)
        self.sem_lista = EstadoVazio(
            "Concurso sem listas",
            "Crie uma lista para cada cargo, especialidade, polo e modalidade do edital: cada uma tem a sua ordem.",
            icone="lista", acao="Nova lis&ta…", ao_acionar=self.nova_lista,
        )  # fmt: skip
        self.dentro = QStackedWidget(aba)
        self.dentro.addWidget(self.candidatos)
        self.dentro.addWidget(self.sem_lista)
        pilha.addWidget(self.dentro, 1)
        return aba

    # ------------------------------------------------------------ reading

    def interessa(self, mudanca: Mudanca) -> bool:
        return mudanca.livro or mudanca.cadastro("concursos", "orgaos", "cargos", "vagas", "parametros")

    def recarregar(self) -> None:
        ctx = self.casa.ctx
        self.casa.executor.ler(self, lambda: _ler(ctx), sucesso=self._mostrar, chave="concursos")

    def receber(self, **parametros: Any) -> None:
        concurso, lista = parametros.get("concurso_id"), parametros.get("lista_id")
        self._escolher_concurso = concurso if isinstance(concurso, int) else None
        self._escolher_lista = lista if isinstance(lista, int) else None
        if self._lido is not None:
            self._mostrar(self._lido)

    def focar(self) -> None:
        vazio = self._lido is not None and not self.modelo.rowCount()
        (self.vazio.botao if vazio else self.tabela).setFocus()

    def _mostrar(self, lido: _Lido) -> None:
        self._lido = lido
        atual = self._escolher_concurso or (self._concurso.id if self._concurso is not None else None)
        self._escolher_concurso = None
        siglas = {o.id: o.sigla or o.nome for o in lido.orgaos}
        linhas = [linha_de_concurso(c, siglas.get(c.orgao_id, ""), self.casa.hoje()) for c in lido.concursos]
        self.tabela.blockSignals(True)
        self.modelo.definir(linhas)
        self.tabela.blockSignals(False)
        com_foco = self.tabela.hasFocus()
        self.pilha.setCurrentWidget(self.divisor if linhas else self.vazio)
        if com_foco:
            self.focar()
        self.novo.setVisible(bool(linhas))
        if not linhas:
            self._concurso = None
            return
        ordem = [linha.concurso.id for linha in self.modelo.linhas()]
        posicao = ordem.index(atual) if atual in ordem else 0
        self.tabela.blockSignals(True)
        self.tabela.ir_para(posicao)
        self.tabela.blockSignals(False)
        self._ao_escolher(posicao)

    @Slot(int)
    def _ao_escolher(self, posicao: int) -> None:
        linha = self.modelo.linha(posicao)
        if linha is None:
            return
        outro = self._concurso is None or self._concurso.id != linha.concurso.id
        self._concurso = linha.concurso
        self.ficha.mostrar(linha)
        if outro:
            # Nothing of the former one stays on screen while the lists come.
            self._listas = ()
            self.seletor.definir_opcoes(())
            self.candidatos.definir((), "")
            self.proximos.limpar()
        ctx, concurso_id = self.casa.ctx, linha.concurso.id
        if concurso_id is not None:
            self.casa.executor.ler(
                self, lambda: tuple(cadastros.listas(ctx, concurso_id=concurso_id)), sucesso=self._mostrar_listas,
                chave="listas",
            )  # fmt: skip

    def _mostrar_listas(self, listas: tuple[Lista, ...]) -> None:
        self._listas = listas
        antes = self._escolher_lista or self.seletor.valor()
        self._escolher_lista = None
        self.seletor.blockSignals(True)
        self.seletor.definir_opcoes([Opcao(valor=item.id, rotulo=rotulo_da_lista(item)) for item in listas])
        self.seletor.definir(antes)
        self.seletor.blockSignals(False)
        self.seletor.setVisible(bool(listas))
        self.editar_esta_lista.setVisible(bool(listas))
        self.nova_lista_botao.setVisible(bool(listas))
        self.dentro.setCurrentWidget(self.candidatos if listas else self.sem_lista)
        self.abas.setTabEnabled(1, bool(listas))
        self._ler_candidatos()
        self._ler_proximos()

    @Slot()
    def _ler_proximos(self) -> None:
        ctx, hoje, quantos = self.casa.ctx, self.casa.hoje(), self.proximos.quantos.value()
        concurso_id = self._concurso.id if self._concurso is not None else None
        if concurso_id is not None:
            self.casa.executor.ler(
                self, lambda: proximos.proximos(ctx, concurso_id=concurso_id, quantos=quantos, hoje=hoje),
                sucesso=self._mostrar_proximos, chave="proximos",
            )  # fmt: skip

    def _mostrar_proximos(self, chamadas: Chamadas) -> None:
        if self._concurso is not None and chamadas.concurso_id == self._concurso.id:
            self.proximos.definir(chamadas)
            self.proximos.escolher_lista(self.seletor.valor())

    @Slot()
    def _ao_trocar_lista(self, *_: object) -> None:
        self._ler_candidatos()
        self.proximos.escolher_lista(self.seletor.valor())

    def _ler_candidatos(self) -> None:
        ctx, lista_id = self.casa.ctx, self.seletor.valor()
        self.seletor.setToolTip(como_dica(self.seletor.currentText()))
        if lista_id is None:
            self.candidatos.definir((), "")
            return
        self.casa.executor.ler(
            self, lambda: tuple(cadastros.candidatos(ctx, lista_id=lista_id)), sucesso=self._mostrar_candidatos,
            chave="candidatos",
        )  # fmt: skip

    def _mostrar_candidatos(self, candidatos: tuple[Candidato, ...]) -> None:
        self.candidatos.de_que_lista = f"{c.edital if (c := self._concurso) else ''} · {self.seletor.currentText()}"
        self.candidatos.definir(candidatos, self._impedimento())

    def _impedimento(self) -> str:
        concurso = self._concurso
        if concurso is None or concurso.valido_ate is None or concurso.valido_ate >= self.casa.hoje():
            return ""
        return f"O concurso valeu até {formatar_data(concurso.valido_ate)}: não se nomeia mais por ele (art. 12)."

    # ------------------------------------------------------------ acting

    def lista_atual(self) -> Lista | None:
        """Return the list chosen."""
        return next((item for item in self._listas if item.id == self.seletor.valor()), None)

    @Slot()
    def novo_concurso(self) -> None:
        """Open the dialog of a new concurso, and choose it once saved."""
        dialogo = DialogoConcurso(self.casa, orgaos=self._lido.orgaos if self._lido else (), pai=self.window())
        dialogo.salvo.connect(self._concurso_salvo)
        dialogo.open()

    @Slot(object)
    def _concurso_salvo(self, concurso_id: object) -> None:
        self._escolher_concurso = concurso_id if isinstance(concurso_id, int) else None

    @Slot()
    def editar_concurso(self) -> None:
        """Open the dialog of the concurso chosen."""
        if self._concurso is not None and self._lido is not None:
            DialogoConcurso(self.casa, self._concurso, orgaos=self._lido.orgaos, pai=self.window()).open()

    @Slot(int)
    def _ao_abrir(self, posicao: int) -> None:
        self.editar_concurso()

    @Slot()
    def nova_lista(self) -> None:
        """Open the dialog of a new list of the concurso chosen, and choose it once saved."""
        if self._concurso is not None and self._lido is not None:
            dialogo = DialogoLista(self.casa, self._concurso, cargos=self._lido.cargos, pai=self.window())
            dialogo.salvo.connect(self._lista_salva)
            dialogo.open()

    @Slot(object)
    def _lista_salva(self, lista_id: object) -> None:
        self._escolher_lista = lista_id if isinstance(lista_id, int) else None

    @Slot()
    def editar_lista(self) -> None:
        """Open the dialog of the list chosen."""
        lista = self.lista_atual()
        if self._concurso is not None and self._lido is not None and lista is not None:
            DialogoLista(self.casa, self._concurso, lista, cargos=self._lido.cargos, pai=self.window()).open()

    @Slot()
    def incluir_candidatos(self) -> None:
        """Open the paste of candidates."""
        lista = self.lista_atual()
        if lista is not None:
            existentes = [linha.candidato for linha in self.candidatos.modelo.linhas()]
            DialogoCandidatos(self.casa, lista, existentes=existentes, pai=self.window()).open()

    @Slot(object)
    def _desistir(self, candidato: Candidato) -> None:
        DialogoDesistencia(self.casa, candidato, pai=self.window()).open()

    @Slot(object)
    def _convocar(self, candidatos: tuple[Candidato, ...]) -> None:
        DialogoConvocacao(self.casa, candidatos, pai=self.window()).open()

    @Slot(str, object)
    def _dar_passo(self, passo: str, candidato: Candidato) -> None:
        _PASSOS[passo](self.casa, candidato, pai=self.window()).open()

    @Slot()
    def prorrogar_concurso(self) -> None:
        """Open the dialog of the extension of the concurso chosen."""
        if self._concurso is not None:
            DialogoProrrogacao(self.casa, self._concurso, pai=self.window()).open()

    @Slot(object)
    def _nomear(self, candidato: Candidato) -> None:
        lista = self.lista_atual()
        self._abrir_nomeacao(candidato, lista.cargo_id if lista is not None else None)

    @Slot(object, int)
    def _nomear_proximo(self, proximo: Proximo, cargo_id: int) -> None:
        self._abrir_nomeacao(proximo.candidato, cargo_id)

    @Slot(object, int)
    def _aproveitar(self, quem: Disponivel, cargo_id: int) -> None:
        pedido = PedidoAto(
            tipo="aproveitamento", conteudo={"cargo": cargo_id}, servidor_id=quem.servidor_id,
            vinculo_id=quem.vinculo_id,
        )  # fmt: skip
        self.casa.abrir_ato(
            tipo="aproveitamento", servidor_id=quem.servidor_id, vinculo_id=quem.vinculo_id, pedido=pedido
        )

    def _abrir_nomeacao(self, candidato: Candidato, cargo_id: int | None) -> None:
        conteudo = {"candidato": candidato.id, **({"cargo": cargo_id} if cargo_id is not None else {})}
        pessoa = DadosPessoa(nome=candidato.nome, cpf=candidato.cpf, nascimento=candidato.nascimento)
        self.casa.abrir_ato(tipo="nomeacao", pedido=PedidoAto(tipo="nomeacao", conteudo=conteudo, pessoa=pessoa))

    @Slot(int)
    def _abrir_vinculo(self, vinculo_id: int) -> None:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        self.casa.executor.ler(
            self, lambda: tuple(pessoas.linhas_servidores(ctx, ids=[vinculo_id], hoje=hoje)), sucesso=self._abrir_ficha,
            chave="ficha",
        )  # fmt: skip

    def _abrir_ficha(self, linhas: tuple[LinhaServidor, ...]) -> None:
        for linha in linhas:
            self.casa.abrir_ficha(linha.servidor_id)
