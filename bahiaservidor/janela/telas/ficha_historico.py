"""Tab of the book: every entry, who made it and when, why it was accepted, and its hash."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QSplitter, QWidget

from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos_emendas import SituacaoAto
from ...relogio import fuso_da_bahia
from ...servicos.permissoes import Permissao
from ...servicos.tipos import EntradaLivro, Ficha, Instrumento
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.painel_lateral import PainelLateral
from ..componentes.selo import Selo
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.analise import linha_requisito
from ..dialogos.desfazer import DialogoDesfazer, desfazer_operacao
from ..dialogos.emenda import DialogoEmenda
from ..dialogos.expurgo import DialogoExpurgo
from ..dialogos.mover import DialogoMoverAtos
from ..modelos.base import Coluna, ModeloLista
from ..modelos.emendas import TOM_DO_ATO
from ..tema import Tom
from .ficha_aba import Aba
from .fluxo import Fluxo


def registrado_em(entrada: EntradaLivro) -> str:
    """Return the instant of an entry, as clocks in Bahia showed it."""
    return f"{entrada.registrado_em.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"


def _ressalva(entrada: EntradaLivro) -> str:
    """Return why it was registered all the same, for a file."""
    ressalva = entrada.ressalva
    if ressalva is None:
        return ""
    ditos = (ressalva.tipo.rotulo if ressalva.tipo is not None else "", ressalva.numero, ressalva.fundamento)
    return ": ".join(dito for dito in ditos if dito) or "com ressalva"


COLUNAS: tuple[Coluna[EntradaLivro], ...] = (
    Coluna(chave="data", rotulo="Data", largura=98, texto=lambda e: formatar_data(e.data),
           ordem=lambda e: (e.data, e.ato_id)),
    Coluna(chave="ato", rotulo="Ato", largura=200, estica=True, forte=True,
           texto=lambda e: f"{e.rotulo} (com ressalva)" if e.ressalva else e.rotulo,
           desdobra=(
               Coluna(chave="ato", rotulo="Ato", largura=240, texto=lambda e: e.rotulo),
               Coluna(chave="com_ressalva", rotulo="Ressalva", texto=_ressalva),
           )),
    Coluna(chave="situacao", rotulo="Situação", largura=112,
           texto=lambda e: "" if e.situacao is SituacaoAto.VIGENTE else e.situacao.rotulo,
           tom=lambda e: TOM_DO_ATO.get(e.situacao), exporta=lambda e: e.situacao.rotulo),
    Coluna(chave="em", rotulo="Registrado em", largura=150, texto=registrado_em, ordem=lambda e: e.registrado_em),
    Coluna(chave="por", rotulo="Por", largura=128, texto=lambda e: e.registrado_por or "—", oculta=True),
    Coluna(chave="confirmou", rotulo="Confirmado por", largura=140, texto=lambda e: e.confirmada_por, oculta=True),
    Coluna(chave="ressalva", rotulo="Ressalva", largura=110, texto=lambda e: "Com ressalva" if e.ressalva else "",
           tom=lambda e: Tom.ATENCAO if e.ressalva else None, oculta=True, desdobra=()),
)  # fmt: skip


class AbaHistorico(Aba):
    """The latest entry first; its details at the right."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self.so_leitura = casa.ctx.banco.somente_leitura
        self.modelo: ModeloLista[EntradaLivro] = ModeloLista(COLUNAS, (), self)
        self.tabela = Tabela("ficha_livro", casa.preferencias)
        self.tabela.setAccessibleName("Registros no livro")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(EstadoVazio("Nada registrado ainda"))
        self.detalhe = PainelLateral("O que foi registrado", largura=380)
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.setChildrenCollapsible(False)
        divisor.addWidget(self.tabela)
        divisor.addWidget(self.detalhe)
        divisor.setStretchFactor(0, 3)
        divisor.setStretchFactor(1, 2)
        divisor.setSizes([640, 380])
        self.caixa.addWidget(divisor, 1)
        self.desfazer = QAction("&Desfazer este registro", self)
        self.desfazer.triggered.connect(self._desfazer_ja)
        if not self.so_leitura:
            self.tabela.definir_acoes(self.desfazer)
        self.tabela.selecionada.connect(self._selecionou)

    def mostrar(self, ficha: Ficha) -> None:
        atual = self.modelo.linha(self.tabela.linha_atual())
        self.modelo.definir(sorted(ficha.historico, key=lambda e: (e.registrado_em, e.ato_id), reverse=True))
        # Nothing of the file seen before may stay at the right: not of another person, nor of what has gone.
        self.detalhe.limpar()
        self.detalhe.definir_titulo("O que foi registrado")
        if atual is None or not self._selecionar(atual.ato_id):
            self.tabela.ir_para(0)

    def ir_para(self, ato_id: int) -> None:
        """Select an entry."""
        self.mostrar_se_preciso()
        self._selecionar(ato_id)

    def _selecionar(self, ato_id: int) -> bool:
        for posicao, entrada in enumerate(self.modelo.linhas()):
            if entrada.ato_id == ato_id:
                self.tabela.ir_para(posicao)
                return True
        return False

    @Slot(int)
    def _selecionou(self, posicao: int) -> None:
        entrada = self.modelo.linha(posicao)
        self.detalhe.limpar()
        if entrada is None:
            return
        self.detalhe.definir_titulo(f"{entrada.rotulo}, {formatar_data(entrada.data)}")
        corpo = self.detalhe.corpo
        quem = f"Registrado em {registrado_em(entrada)} por {entrada.registrado_por or 'usuário não identificado'}."
        corpo.addWidget(texto(quem, Papel.SUAVE, quebra=True))
        if entrada.confirmada_por:
            confirmou = f"Confirmado por segunda pessoa: {entrada.confirmada_por}."
            corpo.addWidget(texto(confirmou, Papel.SUAVE, quebra=True, selecionavel=True))
        self._corrigir(entrada)
        self._sigilo(entrada)
        if entrada.ressalva is not None:
            r = entrada.ressalva
            selo = Selo("Com ressalva", Tom.ATENCAO)
            corpo.addWidget(selo, 0, Qt.AlignmentFlag.AlignLeft)
            partes = [
                r.tipo.rotulo if r.tipo else "",
                r.numero or "",
                formatar_data(r.data) if r.data else "",
                r.autoridade,
            ]
            corpo.addWidget(texto(" · ".join(p for p in partes if p), quebra=True, selecionavel=True))
            if r.fundamento:
                corpo.addWidget(texto(r.fundamento, Papel.SUAVE, quebra=True, selecionavel=True))
        if entrada.campos:
            self._secao("Conteúdo")
            corpo.addWidget(_tabela_de_campos(entrada.campos))
        if entrada.instrumento is not None and (palavras := _do_instrumento(entrada.instrumento)):
            self._secao("Instrumento")
            corpo.addWidget(texto(palavras, quebra=True, selecionavel=True))
        if entrada.requisitos:
            self._secao("Por que foi aceito")
            for requisito in entrada.requisitos:
                corpo.addWidget(linha_requisito(requisito, reservado=entrada.ressalva is not None))
        self._secao("Conferência do livro")
        codigo = texto(entrada.hash, Papel.LEGENDA, quebra=False, selecionavel=True)
        codigo.setText("\n".join(entrada.hash[i : i + 32] for i in range(0, len(entrada.hash), 32)))
        codigo.setAccessibleName(f"Código da entrada: {entrada.hash}")
        corpo.addWidget(codigo)

    def _corrigir(self, entrada: EntradaLivro) -> None:
        corpo = self.detalhe.corpo
        if entrada.situacao is not SituacaoAto.VIGENTE:
            selo = Selo(entrada.situacao.rotulo, TOM_DO_ATO.get(entrada.situacao, Tom.NEUTRO))
            corpo.addWidget(selo, 0, Qt.AlignmentFlag.AlignLeft)
        for frase in entrada.emendas:
            corpo.addWidget(texto(frase, Papel.CORPO, quebra=True, selecionavel=True))
        em_quarentena = self.ficha is not None and bool(self.ficha.quarentena)
        corrigivel = _corrigivel(entrada) and not em_quarentena
        self.desfazer.setEnabled(corrigivel)
        if self.so_leitura or not corrigivel:
            return
        acoes = Fluxo(espaco=8)
        acoes.addWidget(botao("Corri&gir…", ao_clicar=self._abrir_emenda, icone="editar"))
        acoes.addWidget(botao("Des&fazer…", TipoBotao.DISCRETO, ao_clicar=self._abrir_desfazer))
        acoes.addWidget(botao("&Passar a outra ficha…", TipoBotao.DISCRETO, ao_clicar=self._abrir_mudanca))
        quadro = QWidget()
        quadro.setLayout(acoes)
        acoes.setContentsMargins(0, 0, 0, 0)
        corpo.addWidget(quadro)

    def _sigilo(self, entrada: EntradaLivro) -> None:
        if entrada.expurgo:
            self.detalhe.corpo.addWidget(Selo("Dados expurgados", Tom.NEUTRO), 0, Qt.AlignmentFlag.AlignLeft)
            self.detalhe.corpo.addWidget(texto(entrada.expurgo, quebra=True, selecionavel=True))
        if entrada.com_sigilo and not self.so_leitura and self.casa.ctx.pode(Permissao.EXPURGAR):
            expurgar = botao("Expurgar &dados sigilosos…", TipoBotao.DISCRETO, ao_clicar=self._abrir_expurgo)
            self.detalhe.corpo.addWidget(expurgar, 0, Qt.AlignmentFlag.AlignLeft)

    def atual(self) -> EntradaLivro | None:
        """Return the entry selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    @Slot()
    def _abrir_emenda(self) -> None:
        entrada = self.atual()
        if entrada is not None:
            DialogoEmenda(self.casa, self.window(), ato_id=entrada.ato_id).open()

    @Slot()
    def _abrir_desfazer(self) -> None:
        entrada = self.atual()
        if entrada is not None:
            DialogoDesfazer(self.casa, self.window(), operacao_id=entrada.operacao_id).open()

    @Slot()
    def _desfazer_ja(self) -> None:
        entrada = self.atual()
        if entrada is not None and _corrigivel(entrada):
            desfazer_operacao(self.casa, entrada.operacao_id, self.window())

    @Slot()
    def _abrir_expurgo(self) -> None:
        entrada = self.atual()
        if entrada is not None:
            DialogoExpurgo(self.casa, self.window(), ato_id=entrada.ato_id).open()

    @Slot()
    def _abrir_mudanca(self) -> None:
        entrada = self.atual()
        if entrada is not None and self.ficha is not None:
            DialogoMoverAtos(self.casa, self.window(), ficha=self.ficha, entrada=entrada).open()

    def _secao(self, titulo: str) -> None:
        rotulo = texto(titulo, Papel.SECAO)
        rotulo.setContentsMargins(0, 8, 0, 0)
        self.detalhe.corpo.addWidget(rotulo)


def _corrigivel(entrada: EntradaLivro) -> bool:
    """Data of the record change where they are kept; only acts that hold are corrected."""
    return entrada.situacao.vale and entrada.tipo in POR_TIPO


def _tabela_de_campos(campos: tuple[tuple[str, str], ...]) -> QWidget:
    quadro = QWidget()
    grade = QGridLayout(quadro)
    grade.setContentsMargins(0, 0, 0, 0)
    grade.setHorizontalSpacing(12)
    grade.setVerticalSpacing(6)
    grade.setColumnStretch(0, 2)
    grade.setColumnStretch(1, 3)
    topo = Qt.AlignmentFlag.AlignTop
    for linha, (nome, valor) in enumerate(campos):
        grade.addWidget(texto(nome, Papel.LEGENDA, quebra=True), linha, 0, topo)
        grade.addWidget(texto(valor or "—", quebra=True, selecionavel=True), linha, 1, topo)
    return quadro


def _do_instrumento(papel: Instrumento) -> str:
    partes = [
        f"{papel.tipo} {papel.numero}".strip(),
        f"de {formatar_data(papel.data)}" if papel.data else "",
        papel.autoridade,
    ]
    doe = [
        f"edição {papel.doe_edicao}" if papel.doe_edicao else "",
        formatar_data(papel.doe_data) if papel.doe_data else "",
        f"página {papel.doe_pagina}" if papel.doe_pagina else "",
    ]
    palavras = [" · ".join(p for p in partes if p)]
    if any(doe):
        palavras.append("DOE: " + ", ".join(p for p in doe if p))
    return "\n".join(p for p in palavras if p)
