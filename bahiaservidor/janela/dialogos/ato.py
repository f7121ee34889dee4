"""The one dialog of all acts: choose the act, fill it in beside what the law says, prepare it or register it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.atos.base import DefinicaoAto, Sujeito
from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import matricula
from ...estatuto.tipos import Situacao
from ...servicos.tipos import Analise, AtoPossivel, Ficha, LinhaServidor, Minuta, PedidoAto, Registrado
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao
from ..componentes.citacao import Citacao
from ..componentes.dialogo import Dialogo
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from ..rascunhos import RETOMADO
from ..tema import Tom
from ..tons import tom_da_situacao
from . import listas
from .ato_rascunho import RascunhoDoAto
from .contraditorio import FaixaDefesa
from .desfazer import acao_de_desfazer, mudanca_do_ato
from .escolha_ato import EscolhaAto
from .impressao import acao_de_imprimir
from .listas import Listas
from .minuta import acao_da_minuta, papel_do_pedido, tem_minuta
from .minuta import ver as ver_minuta
from .pagina_ato import PaginaAto


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abertura:
    """What the dialog reads when it opens."""

    listas: Listas
    ficha: Ficha | None
    atos: tuple[AtoPossivel, ...]
    pedido: PedidoAto | None
    rascunhos: dict[str, Mapping[str, Any]]


class DialogoAto(Dialogo):
    """Opens on the choice of act, or directly on the form when ``tipo`` (or a minuta) is given."""

    registrado = Signal(object)
    """A `Registrado`."""
    preparada = Signal(object)
    """A `Minuta`."""

    def __init__(
        self,
        casa: Casa,
        pai: QWidget | None = None,
        *,
        servidor_id: int | None = None,
        vinculo_id: int | None = None,
        tipo: str | None = None,
        minuta_id: int | None = None,
        pedido: PedidoAto | None = None,
    ) -> None:
        super().__init__("Registrar ato", pai, largura=1100)
        self.casa = self._casa = casa
        self._servidor_id = servidor_id
        self._vinculo_id = vinculo_id
        self._tipo = tipo
        self._minuta_id = minuta_id
        self._inicial = pedido
        self._guardado: PedidoAto | None = None
        self._listas = Listas()
        self._ficha: Ficha | None = None
        self._situacao: Situacao | None = None
        self._com_pessoa = servidor_id is None and minuta_id is None
        self.pagina: PaginaAto | None = None
        self._rascunhos: dict[str, Mapping[str, Any]] = {}
        self._rascunho: RascunhoDoAto | None = None
        self._montar()
        self.resize(1100, 760)
        self._ler()

    def _montar(self) -> None:
        self._nome = texto("", Papel.CORPO)
        self._selo = Selo("")
        self._cabeca = QWidget()
        cabeca = QHBoxLayout(self._cabeca)
        cabeca.setContentsMargins(0, 0, 0, 0)
        cabeca.setSpacing(10)
        cabeca.addWidget(self._nome)
        cabeca.addWidget(self._selo)
        cabeca.addStretch(1)
        self._citacao = Citacao(pai=self)
        self.defesa = FaixaDefesa(self._casa, self)
        self._retomado = FaixaAviso()
        self._retomado.adicionar_acao("&Descartar rascunho", self._descartar_rascunho)
        self._pilha = QStackedWidget()
        self.escolha = EscolhaAto(self._casa, com_pessoa=self._com_pessoa)
        self._espera = QWidget()
        caixa = QVBoxLayout(self._espera)
        caixa.addWidget(texto("Lendo o registro…", Papel.SUAVE), 0, Qt.AlignmentFlag.AlignCenter)
        self._pilha.addWidget(self._espera)
        self._pilha.addWidget(self.escolha)
        self.corpo.addWidget(self._citacao, 0, Qt.AlignmentFlag.AlignLeft)
        self.corpo.addWidget(self._cabeca)
        self.corpo.addWidget(self.defesa)
        self.corpo.addWidget(self._retomado)
        self.corpo.addWidget(self._pilha, 1)
        self.trocar = self.adicionar_botao("&Trocar de ato", TipoBotao.DISCRETO, ao_clicar=self._voltar, esquerda=True)
        self.ver = self.adicionar_botao("&Ver a minuta", TipoBotao.DISCRETO, ao_clicar=self._ver, esquerda=True)
        self.cancelar = self.adicionar_botao("&Fechar")
        self.preparar = self.adicionar_botao("Preparar &minuta", ao_clicar=self._preparar)
        self.continuar = self.adicionar_botao(
            "&Continuar", TipoBotao.PRIMARIO, ao_clicar=self.escolha.avancar, padrao=True
        )
        self.registrar = self.adicionar_botao("&Registrar", TipoBotao.PRIMARIO, ao_clicar=self._registrar)
        self.preparar.setToolTip("Numera e imprime depois; entra no livro só quando for confirmada")
        self.registrar.setToolTip("Para o que já foi assinado ou publicado (Ctrl+Enter)")
        atalho = QShortcut(QKeySequence("Ctrl+Return"), self)
        # signals
        atalho.activated.connect(self._registrar)
        self.escolha.pessoa_escolhida.connect(self._escolheu_pessoa)
        self.escolha.ato_escolhido.connect(self._abrir_tipo)
        self._botoes_da_espera()

    # ------------------------------------------------------------ reading

    def _ler(self) -> None:
        casa, servidor_id, vinculo_id, minuta_id = self._casa, self._servidor_id, self._vinculo_id, self._minuta_id
        inicial = self._inicial

        def ler() -> _Abertura:
            from ...servicos import minutas, pessoas, provimento, rascunhos

            hoje = casa.hoje()
            pedido = minutas.pedido_da_minuta(casa.ctx, minuta_id=minuta_id) if minuta_id is not None else inicial
            quem = pedido.servidor_id if pedido is not None else servidor_id
            vinculo = pedido.vinculo_id if pedido is not None else vinculo_id
            return _Abertura(
                listas=listas.carregar(casa.ctx),
                ficha=pessoas.ficha(casa.ctx, servidor_id=quem, hoje=hoje) if quem is not None else None,
                atos=provimento.atos_possiveis(casa.ctx, servidor_id=quem, vinculo_id=vinculo, hoje=hoje),
                pedido=pedido,
                rascunhos={r.chave: r.conteudo for r in rascunhos.listar(casa.ctx)},
            )

        casa.executor.ler(self, ler, sucesso=self._aberto, falha=self.aviso.mostrar_erro, chave="abertura")

    def _aberto(self, abertura: _Abertura) -> None:
        self._listas = abertura.listas
        self._ficha = abertura.ficha
        self._guardado = abertura.pedido
        self._rascunhos = abertura.rascunhos
        if abertura.pedido is not None:
            self._tipo = abertura.pedido.tipo
            self._servidor_id, self._vinculo_id = abertura.pedido.servidor_id, abertura.pedido.vinculo_id
        self._identificar()
        self.escolha.definir_atos(abertura.atos, situacao=self._situacao)
        definicao = POR_TIPO.get(self._tipo or "")
        if definicao is not None and (self._ficha is not None or definicao.sujeito is Sujeito.NOVO_VINCULO):
            self._abrir_tipo(definicao.tipo)
            return
        self._pilha.setCurrentWidget(self.escolha)
        self._botoes_da_escolha()
        (self.escolha.pessoa if self._com_pessoa and self._ficha is None else self.escolha.lista).setFocus()

    def _identificar(self) -> None:
        ficha = self._ficha
        self._cabeca.setVisible(ficha is not None)
        if ficha is None:
            return
        vinculo = next((v for v in ficha.vinculos if v.id == self._vinculo_id), None)
        vinculo = vinculo or (ficha.vinculos[-1] if ficha.vinculos else None)
        partes = [ficha.dados.nome_social or ficha.dados.nome]
        if vinculo is not None:
            partes += [f"matrícula {matricula.formatar(vinculo.matricula)}" if vinculo.matricula else "", vinculo.cargo]
        frase = " · ".join(parte for parte in partes if parte)
        self._nome.setText(self.fontMetrics().elidedText(frase, Qt.TextElideMode.ElideRight, 820))
        self._nome.setAccessibleName(frase)
        situacao = self._situacao = vinculo.situacao if vinculo is not None else ficha.situacao
        self._selo.definir(situacao.rotulo if situacao is not None else "", tom_da_situacao(situacao))

    @Slot(object)
    def _escolheu_pessoa(self, linha: LinhaServidor) -> None:
        self._servidor_id, self._vinculo_id = linha.servidor_id, linha.id
        self._ler()

    # ------------------------------------------------------------ pages

    @Slot(str)
    def _abrir_tipo(self, tipo: str) -> None:
        definicao: DefinicaoAto = POR_TIPO[tipo]
        self._tipo = tipo
        self._retirar_pagina()
        pagina = PaginaAto(self._casa, definicao, ficha=self._ficha, vinculo_id=self._vinculo_id)
        pagina.definir_listas(self._listas)
        self.pagina = pagina
        self._pilha.addWidget(pagina)
        self._pilha.setCurrentWidget(pagina)
        self.definir_titulo(definicao.rotulo)
        self._citacao.definir(definicao.dispositivo)
        if self._guardado is not None:
            pagina.preencher_pedido(self._guardado)
        self._retomar_rascunho(pagina)
        pagina.alterado.connect(self.aviso.esconder)
        pagina.analisado.connect(self._rever_defesa)
        self._botoes_do_formulario()
        pagina.focar_falta()
        pagina.analisar()

    def _retirar_pagina(self) -> None:
        if self.pagina is not None:
            if self._rascunho is not None:
                self._rascunho.reter(self._rascunhos)
            self._pilha.removeWidget(self.pagina)
            self.pagina.deleteLater()
            self.pagina = None

    @Slot()
    def _voltar(self) -> None:
        self._retirar_pagina()
        self._tipo = None
        self._retomado.esconder()
        self.aviso.esconder()
        self.definir_titulo("Registrar ato")
        self._citacao.definir("")
        self._pilha.setCurrentWidget(self.escolha)
        self._botoes_da_escolha()
        self.escolha.lista.setFocus()

    def _botoes_da_espera(self) -> None:
        for botao in (self.trocar, self.ver, self.preparar, self.registrar, self.continuar):
            botao.setVisible(False)
        self.defesa.esconder()

    def _botoes_da_escolha(self) -> None:
        self._botoes_da_espera()
        self.continuar.setVisible(True)
        self.continuar.setDefault(True)

    def _botoes_do_formulario(self) -> None:
        self._botoes_da_espera()
        self.continuar.setDefault(False)
        self.trocar.setVisible(self._minuta_id is None)
        self.preparar.setVisible(True)
        self.registrar.setVisible(True)
        self.ver.setVisible(tem_minuta(self._tipo or ""))
        if self._minuta_id is not None:
            self.preparar.setText("&Guardar minuta")
            self.registrar.setText("&Confirmar e registrar")

    # ------------------------------------------------------------ drafts

    def _retomar_rascunho(self, pagina: PaginaAto) -> None:
        rascunho = RascunhoDoAto(self._casa, pagina, servidor_id=self._servidor_id, minuta_id=self._minuta_id)
        self._rascunho = rascunho
        if rascunho.comecar(self._rascunhos if self._inicial is None else None):
            self._retomado.definir(RETOMADO, Tom.INFO)
        else:
            self._retomado.esconder()

    @Slot()
    def _descartar_rascunho(self) -> None:
        if self.pagina is None or self._tipo is None or self._rascunho is None:
            return
        self._rascunho.esquecer(self._rascunhos)
        self._rascunho = None
        self._abrir_tipo(self._tipo)

    def reject(self) -> None:
        """Close; an unfinished form is kept."""
        if self._rascunho is not None and self._rascunho.reter(self._rascunhos):
            self._casa.mensagem("Rascunho guardado: abra o mesmo ato para continuar.", tom=Tom.INFO)
        super().reject()

    def _terminou(self) -> None:
        if self._rascunho is not None:
            self._rascunho.esquecer(self._rascunhos)
            self._rascunho = None

    # ------------------------------------------------------------ saving

    def _pronto(self, *, para_registrar: bool) -> PaginaAto | None:
        pagina = self.pagina
        if pagina is None or not self.registrar.isEnabled():
            return None
        faltas = pagina.faltas()
        if faltas and (para_registrar or pagina.form.erros()):
            quais = ", ".join(faltas[:4]) + (f" e mais {len(faltas) - 4}" if len(faltas) > 4 else "")
            self.aviso.definir(f"Falta preencher ou corrigir: {quais}. Nada foi registrado.", Tom.ATENCAO)
            pagina.focar_falta()
            return None
        return pagina

    @Slot()
    def _registrar(self) -> None:
        pagina = self._pronto(para_registrar=True)
        if pagina is None:
            return
        casa, pedido, minuta_id = self._casa, pagina.pedido(), self._minuta_id

        def gravar() -> Registrado:
            from ...servicos import minutas, provimento

            hoje = casa.hoje()
            if minuta_id is not None:
                minutas.atualizar(casa.ctx, minuta_id=minuta_id, pedido=pedido, hoje=hoje)
                return minutas.confirmar(casa.ctx, minuta_id=minuta_id, conteudo=None, hoje=hoje)
            return provimento.registrar(casa.ctx, pedido=pedido, hoje=hoje)

        self._ocupar(True)
        casa.executor.gravar(
            self, gravar, sucesso=self._registrou, falha=self._recusado, mudou=mudanca_do_ato,
            aguarde="Registrando o ato",
        )  # fmt: skip

    def _registrou(self, registrado: Registrado) -> None:
        self._terminou()
        imprimir = acao_de_imprimir(self._casa, registrado.papel, registrado.vinculo_id)
        desfazer = acao_de_desfazer(self._casa, registrado.ato_id, self.parentWidget())
        self._casa.mensagem(registrado.mensagem, imprimir or desfazer, outra=desfazer if imprimir else None)
        self.registrado.emit(registrado)
        self.accept()

    @Slot()
    def _ver(self) -> None:
        if self.pagina is not None:
            pedido = self.pagina.pedido()
            ver_minuta(self._casa, self, partial(papel_do_pedido, self._casa, pedido), self.aviso.mostrar_erro)

    @Slot(object)
    def _rever_defesa(self, analise: Analise) -> None:
        if self.sender() is self.pagina:
            self.defesa.definir_ato(self._tipo or "", analise.vinculo_id, self._minuta_id)

    @Slot()
    def _preparar(self) -> None:
        pagina = self._pronto(para_registrar=False)
        if pagina is None:
            return
        casa, pedido, minuta_id = self._casa, pagina.pedido(), self._minuta_id

        def gravar() -> Minuta:
            from ...servicos import minutas

            hoje = casa.hoje()
            if minuta_id is not None:
                return minutas.atualizar(casa.ctx, minuta_id=minuta_id, pedido=pedido, hoje=hoje)
            return minutas.preparar(casa.ctx, pedido=pedido, hoje=hoje)

        self._ocupar(True)
        casa.executor.gravar(
            self, gravar, sucesso=self._preparou, falha=self._recusado, mudou=Mudanca(minutas=True),
            aguarde="Preparando a minuta",
        )  # fmt: skip

    def _preparou(self, minuta: Minuta) -> None:
        self._terminou()
        feito = "guardada" if self._minuta_id is not None else "preparada"
        self._casa.mensagem(
            f"Minuta de {minuta.rotulo.lower()} {feito}: imprima, assine e confirme depois.",
            acao_da_minuta(self._casa, minuta),
        )
        self.preparada.emit(minuta)
        self.accept()

    def _recusado(self, erro: ErroDominio) -> None:
        self._ocupar(False)
        self.aviso.mostrar_erro(erro)
        casa, servidor_id = self._casa, self._servidor_id
        if servidor_id is None:
            return

        def reler() -> Ficha:
            from ...servicos import pessoas

            return pessoas.ficha(casa.ctx, servidor_id=servidor_id, hoje=casa.hoje())

        # Somebody may have changed the file meanwhile: what is confirmed next is judged against what it is now.
        casa.executor.ler(self, reler, sucesso=self._releu, falha=self.aviso.mostrar_erro, chave="reler")

    def _releu(self, ficha: Ficha) -> None:
        self._ficha = ficha
        self._identificar()
        if self.pagina is not None:
            self.pagina.ficha = ficha
            self.pagina.analisar()

    def _ocupar(self, ocupado: bool) -> None:
        for botao in (self.registrar, self.preparar, self.trocar):
            botao.setEnabled(not ocupado)
