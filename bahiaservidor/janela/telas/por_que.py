""" "Por quê?": how a date was reached, what the provision says, the other reading, and what can be done about it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.tipos import EstadoPrazo
from ...servicos.tipos import LinhaPrazo, PorQue
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.citacao import Citacao
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.acompanhamento import DialogoAcompanhamento
from ..dialogos.consulta_fundamentada import botao_do_prazo
from ..modelos.prazos import (
    ATO_PROPOSTO,
    ROTULO_DO_REGISTRO,
    ato_do_prazo,
    data_com_dia,
    dica_da_interna,
    falta,
    palavra_do_estado,
    tom_da_linha,
)
from .memoria import Memoria, texto_da_memoria

LARGURA = 320
"""Width of the panel, in logical pixels, before the clerk drags it."""


class PainelPorQue(QFrame):
    """Shows one deadline; `mostrar` reads its memória off the interface's thread."""

    fechado = Signal()

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._prazo: LinhaPrazo | None = None
        self._explicacao: PorQue | None = None
        self.setProperty("superficie", True)
        self.setAccessibleName("Por quê?")
        self.setMinimumWidth(300)

        self._pilha = QStackedLayout(self)
        self._pilha.addWidget(
            EstadoVazio("Por quê?", "Escolha um prazo para ver, passo a passo, como se chegou à data.",
                        icone="prazos", pai=self)
        )  # fmt: skip
        self._pilha.addWidget(self._montar())

    def _montar(self) -> QWidget:
        pagina = QWidget(self)
        self._selo = Selo(pai=pagina)
        self._tipo = texto("", Papel.SECAO, quebra=True, pai=pagina)
        self._nome = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._lotacao = texto("", Papel.LEGENDA, quebra=True, pai=pagina)
        self._vence = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._ultimo = texto("", Papel.SUAVE, quebra=True, pai=pagina)
        self._seguir = texto("Acompanhamento", Papel.SECAO, pai=pagina)
        self._seguido = texto("", Papel.CORPO, quebra=True, selecionavel=True, pai=pagina)
        self._como = texto("Como se chegou à data", Papel.SECAO, pai=pagina)
        self._memoria = Memoria(pagina)
        self._lei = texto("O que diz a lei", Papel.SECAO, pai=pagina)
        self._citacao = Citacao(pai=pagina)
        self._resumo = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._outra = texto("Outra leitura", Papel.SECAO, pai=pagina)
        self._alternativas = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._fim = texto("Como terminou", Papel.SECAO, pai=pagina)
        self._resolvido = texto("", Papel.CORPO, quebra=True, pai=pagina)
        self._aviso = texto("", Papel.SUAVE, quebra=True, pai=pagina)

        linha = QHBoxLayout()
        linha.addWidget(self._selo)
        linha.addStretch(1)
        conteudo = QWidget(pagina)
        corpo = QVBoxLayout(conteudo)
        corpo.setContentsMargins(16, 16, 16, 8)
        corpo.setSpacing(4)
        corpo.addLayout(linha)
        corpo.addWidget(self._tipo)
        corpo.addWidget(self._nome)
        corpo.addWidget(self._lotacao)
        corpo.addSpacing(4)
        corpo.addWidget(self._vence)
        corpo.addWidget(self._ultimo)
        for titulo, valor in (
            (self._seguir, self._seguido),
            (self._como, self._memoria),
            (self._lei, self._resumo),
            (self._outra, self._alternativas),
            (self._fim, self._resolvido),
        ):
            corpo.addSpacing(12)
            corpo.addWidget(titulo)
            if titulo is self._lei:
                corpo.addWidget(self._citacao, 0, Qt.AlignmentFlag.AlignLeft)
            corpo.addWidget(valor)
        corpo.addWidget(self._aviso)
        corpo.addStretch(1)

        rolagem = QScrollArea(pagina)
        rolagem.setWidget(conteudo)
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QFrame.Shape.NoFrame)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setAccessibleName("Memória do prazo escolhido")
        rolagem.setProperty("transparente", True)
        conteudo.setProperty("transparente", True)

        self.acompanhar = botao(
            "Ac&ompanhar…", ao_clicar=self._acompanhar, icone="editar", pai=pagina,
            dica="Responsável, data interna e nota (Ctrl+E na lista)",
        )  # fmt: skip
        self.abrir = botao("Abrir &ficha", ao_clicar=self._abrir_ficha, icone="pessoa", pai=pagina)
        self.registrar = botao("", TipoBotao.PRIMARIO, ao_clicar=self._registrar, pai=pagina)
        self.propor = botao("", ao_clicar=self._propor, pai=pagina,
                            dica="O ato que a lei manda praticar depois do último dia possível")  # fmt: skip
        self.copiar = botao(
            "Cop&iar", TipoBotao.DISCRETO, ao_clicar=self._copiar, icone="copiar",
            dica="Copiar a explicação inteira, para um ofício ou despacho", pai=pagina,
        )  # fmt: skip
        acoes = QVBoxLayout()
        acoes.setContentsMargins(16, 8, 16, 12)
        acoes.setSpacing(8)
        acoes.addWidget(self.registrar)
        acoes.addWidget(self.propor)
        self.consulta = botao_do_prazo(self._casa, self.prazo, pagina)
        # Two to a line: on a low screen the explanation needs the room more than they do.
        for par in ((self.acompanhar, self.abrir), (self.consulta, self.copiar)):
            linha = QHBoxLayout()
            linha.setSpacing(8)
            linha.addWidget(par[0], 1)
            linha.addWidget(par[1], 1 if par[1] is self.abrir else 0)
            acoes.addLayout(linha)

        caixa = QVBoxLayout(pagina)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(0)
        caixa.addWidget(rolagem, 1)
        caixa.addLayout(acoes)
        return pagina

    # ------------------------------------------------------------ showing

    def prazo(self) -> LinhaPrazo | None:
        """Return the deadline shown."""
        return self._prazo

    def explicacao(self) -> PorQue | None:
        """Return the explanation shown, None until it arrives."""
        return self._explicacao

    def aviso(self) -> str:
        """Return what is said in the place of the explanation."""
        return self._aviso.text()

    def mostrar(self, prazo: LinhaPrazo | None) -> None:
        """Show a deadline, or the invitation to choose one."""
        self._prazo = prazo
        self._explicacao = None
        if prazo is None:
            self._casa.executor.cancelar(self, "por_que")
            self._pilha.setCurrentIndex(0)
            return
        hoje = self._casa.hoje()
        self._selo.definir(palavra_do_estado(prazo), tom_da_linha(prazo))
        self._tipo.setText(prazo.rotulo)
        self._nome.setText(prazo.nome)
        self._lotacao.setText(" · ".join(parte for parte in (prazo.cargo, prazo.unidade, prazo.orgao) if parte))
        self._por_datas(prazo, falta(prazo, hoje))
        acompanhado = acompanhamento_em_texto(prazo, hoje)
        self._seguir.setVisible(bool(acompanhado))
        self._seguido.setVisible(bool(acompanhado))
        self._seguido.setText(acompanhado)
        tipo_do_ato = ato_do_prazo(prazo)
        self.registrar.setVisible(tipo_do_ato is not None)
        if tipo_do_ato is not None:
            rotulo = ROTULO_DO_REGISTRO[prazo.tipo]
            self.registrar.setText(rotulo)
            self.registrar.setAccessibleName(rotulo.replace("&", ""))
        # What follows a later exercício depends on the provimento (R3, D3, E5): the file says it, as a proposal.
        primeiro = prazo.estado is EstadoPrazo.VENCIDO and tipo_do_ato is not None and prazo.posicao == 0
        proposto = ATO_PROPOSTO.get(prazo.tipo) if primeiro else None
        self.propor.setVisible(proposto is not None)
        if proposto is not None:
            self.propor.setText(proposto[1])
            self.propor.setAccessibleName(proposto[1].replace("&", ""))
        self._memoria.definir(())
        self._por_secoes(None)
        self._aviso.setText("Lendo a memória…")
        self._aviso.show()
        self._pilha.setCurrentIndex(1)
        self._casa.executor.ler(
            self, partial(_ler, self._casa, prazo.id), sucesso=self._receber, falha=self._falhar, chave="por_que"
        )

    def _por_datas(self, prazo: LinhaPrazo, distancia: str) -> None:
        if prazo.vence is None:
            self._vence.setText("Ainda sem data: depende de um evento que não terminou.")
            self._ultimo.hide()
            return
        self._vence.setText(f"Vence em {data_com_dia(prazo.vence)}" + (f" ({distancia})" if distancia else ""))
        outro = prazo.vence_ultimo is not None and prazo.vence_ultimo != prazo.vence
        self._ultimo.setVisible(outro)
        if outro and prazo.vence_ultimo is not None:
            self._ultimo.setText(f"Último dia em todas as leituras: {data_com_dia(prazo.vence_ultimo)}")

    def _por_secoes(self, porque: PorQue | None) -> None:
        for titulo, valor, ha in (
            (self._como, self._memoria, porque is not None and bool(porque.passos)),
            (self._lei, self._resumo, porque is not None and bool(porque.resumo or porque.dispositivo)),
            (self._outra, self._alternativas, porque is not None and bool(porque.alternativas)),
            (self._fim, self._resolvido, porque is not None and bool(porque.resolvido_por)),
        ):
            titulo.setVisible(ha)
            valor.setVisible(ha)
        if porque is None:
            self._citacao.hide()
        self.copiar.setEnabled(porque is not None)

    def _receber(self, porque: PorQue) -> None:
        self._explicacao = porque
        self._aviso.hide()
        self._memoria.definir(porque.passos)
        self._citacao.definir(porque.dispositivo)
        self._resumo.setText(porque.resumo)
        self._alternativas.setText("\n".join(porque.alternativas))
        self._resolvido.setText(porque.resolvido_por)
        self._por_secoes(porque)

    def _falhar(self, erro: ErroDominio) -> None:
        self._aviso.setText(erro.mensagem)

    # ------------------------------------------------------------ acting

    @Slot()
    def _abrir_ficha(self) -> None:
        if self._prazo is not None:
            self._casa.abrir_ficha(self._prazo.servidor_id)

    @Slot()
    def _acompanhar(self) -> None:
        if self._prazo is not None:
            DialogoAcompanhamento(self._casa, (self._prazo,), self.window()).open()

    @Slot()
    def _propor(self) -> None:
        if self._prazo is not None:
            tipo, _ = ATO_PROPOSTO[self._prazo.tipo]
            self._casa.abrir_ato(servidor_id=self._prazo.servidor_id, vinculo_id=self._prazo.vinculo_id, tipo=tipo)

    @Slot()
    def _registrar(self) -> None:
        self.registrar_ato()

    def registrar_ato(self) -> bool:
        """Open the act that fulfils the deadline shown; False when there is none to register."""
        if self._prazo is None:
            return False
        tipo = ato_do_prazo(self._prazo)
        if tipo is None:
            return False
        self._casa.abrir_ato(servidor_id=self._prazo.servidor_id, vinculo_id=self._prazo.vinculo_id, tipo=tipo)
        return True

    @Slot()
    def _copiar(self) -> None:
        if self._prazo is not None and self._explicacao is not None:
            QGuiApplication.clipboard().setText(explicacao_em_texto(self._prazo, self._explicacao))
            self._casa.mensagem("Explicação copiada.")


def _ler(casa: Casa, prazo_id: int) -> PorQue:
    from ...servicos import agenda

    return agenda.por_que(casa.ctx, prazo_id=prazo_id, hoje=casa.hoje())


def acompanhamento_em_texto(prazo: LinhaPrazo, hoje: date) -> str:
    """Return who follows the deadline, the internal date and the note, a line each; empty when there is nothing."""
    partes = [
        f"Responsável: {prazo.responsavel}" if prazo.responsavel else "",
        dica_da_interna(prazo, hoje) if prazo.data_interna is not None else "",
        prazo.nota,
    ]
    return "\n".join(parte for parte in partes if parte)


def explicacao_em_texto(prazo: LinhaPrazo, porque: PorQue) -> str:
    """Return the whole explanation as plain text, for a letter or an answer by e-mail."""
    partes = [f"{prazo.rotulo} — {prazo.nome}"]
    if prazo.vence is not None:
        partes.append(f"Vence em {data_com_dia(prazo.vence)}. Estado: {palavra_do_estado(prazo)}.")
        if prazo.vence_ultimo is not None and prazo.vence_ultimo != prazo.vence:
            partes.append(f"Último dia em todas as leituras: {data_com_dia(prazo.vence_ultimo)}.")
    partes += ["", "Como se chegou à data:", texto_da_memoria(porque.passos)]
    if porque.resumo:
        partes += ["", f"O que diz a lei ({porque.dispositivo}): {porque.resumo}"]
    if porque.alternativas:
        partes += ["", "Outra leitura:", *porque.alternativas]
    if porque.resolvido_por:
        partes += ["", porque.resolvido_por]
    return "\n".join(partes)
