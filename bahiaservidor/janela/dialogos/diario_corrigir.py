"""Correcting an item of a reading: which act, whose, and its fields, with what the law says of it, live."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.atos.base import Ressalva, Sujeito
from ...estatuto.atos.catalogo import POR_TIPO
from ...estatuto.erros import ErroDominio
from ...estatuto.tipos_emendas import FormaEmenda
from ...servicos.tipos import Ficha, LinhaServidor
from ...servicos.tipos.diario import Correcao, ItemDiario, PapelLido
from ...servicos.tipos.emendas import AlvoEmenda
from ...servicos.tipos.importacao import Parecido
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..componentes.texto import Papel, como_dica, texto
from ..modelos.diario import MUDOU_LEITURA
from ..tema import Tom
from . import listas
from .campos import estreitar
from .emenda_pagina import PaginaEmenda
from .listas import Listas
from .pagina_ato import PaginaAto
from .pessoa import CampoPessoa, identificar

_NOVA = -1
_OUTRA = -2
_EMENDAS = frozenset(forma.value for forma in FormaEmenda)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aberto:
    """What a form is built with."""

    item: ItemDiario
    listas: Listas
    atos: tuple[tuple[str, str], ...]
    ficha: Ficha | None = None
    alvo: AlvoEmenda | None = None
    ressalva: Ressalva | None = None


class DialogoCorrigirItem(Dialogo):
    """The text above; act and person; the form of the act dialog. ``guardado`` carries the id of the item."""

    guardado = Signal(int)

    def __init__(
        self, casa: Casa, item: ItemDiario, papel: PapelLido, pai: QWidget | None = None, *, com_ressalva: bool = False
    ) -> None:
        super().__init__(f"Corrigir o item {item.ordem}", pai, largura=1100)
        self.casa = casa
        self.item = item
        self._papel = papel
        self._com_ressalva = com_ressalva
        self._aberto: _Aberto | None = None
        self._mudando = False
        self.pagina: PaginaAto | PaginaEmenda | None = None
        self.trecho = QPlainTextEdit(item.texto)
        self.trecho.setReadOnly(True)
        self.trecho.setProperty("leitura", True)
        self.trecho.setAccessibleName("Trecho do Diário Oficial")
        self.trecho.setTabChangesFocus(True)
        self.trecho.setFixedHeight(self.trecho.fontMetrics().lineSpacing() * 4 + 14)
        self.ato = Combo()
        self.pessoa = Combo()
        self.busca = CampoPessoa(casa)
        self.alvo = Combo()
        for combo in (self.ato, self.pessoa, self.alvo):
            estreitar(combo)
        self._form = Formulario(colunas=2)
        self._form.adicionar("ato", "A&to", self.ato)
        self._form.adicionar("pessoa", "&Pessoa", self.pessoa)
        self._form.adicionar("busca", "Procurar a p&essoa", self.busca, largo=True)
        self._form.adicionar("alvo", "Ato de &que o texto fala", self.alvo, largo=True)
        self._pilha = QStackedWidget()
        espera = QWidget()
        self._espera = texto("Lendo o registro…", Papel.SUAVE)
        QVBoxLayout(espera).addWidget(self._espera, 0, Qt.AlignmentFlag.AlignCenter)
        self._pilha.addWidget(espera)
        self.corpo.addWidget(self.trecho)
        self.corpo.addWidget(self._form)
        self.corpo.addWidget(self._pilha, 1)
        self.adicionar_botao("&Fechar")
        self.guardar = self.adicionar_botao("&Guardar correção", TipoBotao.PRIMARIO, ao_clicar=self._guardar)
        self.guardar.setToolTip("O item fica com estes dados, pendente, até ser confirmado (Ctrl+Enter)")
        self.guardar.setEnabled(False)
        self.resize(1100, 780)
        atalho = QShortcut(QKeySequence("Ctrl+Return"), self)
        # signals
        atalho.activated.connect(self._guardar)
        self.ato.alterado.connect(self._trocou_ato)
        self.pessoa.alterado.connect(self._trocou_pessoa)
        self.alvo.alterado.connect(self._trocou_alvo)
        self.busca.escolhida.connect(self._achou)
        self._preparar_escolhas()
        self._ler(item.tipo, None)

    # ------------------------------------------------------------ reading

    def _preparar_escolhas(self) -> None:
        self._form.mostrar("busca", False)
        self._form.mostrar("alvo", False)

    def _ler(self, tipo: str | None, servidor_id: int | None, alvo_id: int | None = None) -> None:
        casa, item = self.casa, self.item
        outro = tipo if tipo != item.tipo else None
        instrumento = self._papel.instrumento

        def ler() -> _Aberto:
            from ...servicos import diario, emendas, pessoas

            hoje = casa.hoje()
            proposto = item
            if outro is not None or servidor_id is not None:
                proposto = diario.propor(casa.ctx, item_id=item.id, hoje=hoje, tipo=outro, servidor_id=servidor_id)
            quem = servidor_id or proposto.servidor_id
            emenda = proposto.emenda
            alvo = alvo_id or (emenda.ato_id if emenda is not None else 0)
            return _Aberto(
                item=proposto,
                listas=listas.carregar(casa.ctx),
                atos=diario.atos_a_escolher(),
                ficha=pessoas.ficha(casa.ctx, servidor_id=quem, hoje=hoje) if quem is not None else None,
                alvo=emendas.conteudo_atual(casa.ctx, ato_id=alvo) if alvo and emenda is not None else None,
                ressalva=diario.ressalva_sugerida(instrumento),
            )

        self.guardar.setEnabled(False)
        casa.executor.ler(self, ler, sucesso=self._abrir, falha=self.aviso.mostrar_erro, chave="abertura")

    def _abrir(self, aberto: _Aberto) -> None:
        self._aberto = aberto
        self.aviso.esconder()
        item = aberto.item
        self._mudando = True
        self.ato.definir_opcoes(_opcoes_de_ato(aberto.atos, item.alternativas))
        self.ato.definir(item.tipo)
        self.pessoa.definir_opcoes(self._opcoes_de_pessoa(aberto))
        self.pessoa.definir(_NOVA if item.nova_pessoa else aberto.ficha.servidor_id if aberto.ficha else None)
        self.alvo.definir_opcoes(
            [Opcao(valor=None, rotulo="Escolha o ato…")]
            + [
                Opcao(valor=a.ato_id, rotulo=a.frase, detalhe=f"igual: {a.razao}" if a.razao else "")
                for a in item.alvos
            ]
        )
        self.alvo.definir(aberto.alvo.ato_id if aberto.alvo is not None else None)
        self._form.mostrar("alvo", item.tipo in _EMENDAS)
        self._mudando = False
        self._montar_pagina(aberto)

    def _opcoes_de_pessoa(self, aberto: _Aberto) -> list[Opcao]:
        opcoes = [Opcao(valor=None, rotulo="Escolha a pessoa…")]
        opcoes += [Opcao(valor=p.servidor_id, rotulo=p.nome, detalhe=em_uma_linha(p)) for p in aberto.item.pessoas]
        conhecidas = {o.valor for o in opcoes}
        if aberto.ficha is not None and aberto.ficha.servidor_id not in conhecidas:
            opcoes.append(Opcao(valor=aberto.ficha.servidor_id, rotulo=aberto.ficha.dados.nome))
        definicao = POR_TIPO.get(aberto.item.tipo or "")
        if definicao is not None and definicao.sujeito is Sujeito.NOVO_VINCULO:
            opcoes.append(Opcao(valor=_NOVA, rotulo="Pessoa nova, que não está no registro"))
        opcoes.append(Opcao(valor=_OUTRA, rotulo="Procurar outra pessoa…"))
        return opcoes

    def _montar_pagina(self, aberto: _Aberto) -> None:
        self._retirar()
        item = aberto.item
        if item.tipo is None or (item.pedido is None and aberto.alvo is None) or self._sem_pessoa(item):
            self.aviso.definir(_o_que_falta(item, aberto), Tom.INFO)
            self._espera.clear()
            self._pilha.setCurrentIndex(0)
            self.guardar.setEnabled(False)
            return
        pagina = self._do_ato(aberto) if item.pedido is not None else self._da_emenda(aberto)
        self.pagina = pagina
        self._pilha.addWidget(pagina)
        self._pilha.setCurrentWidget(pagina)
        self.guardar.setEnabled(True)
        pagina.analisar()

    def _sem_pessoa(self, item: ItemDiario) -> bool:
        if item.pedido is None or POR_TIPO[item.pedido.tipo].sujeito is Sujeito.CARGO:
            return False
        return self.pessoa.valor() in (None, _OUTRA)

    def _do_ato(self, aberto: _Aberto) -> PaginaAto:
        item = aberto.item
        assert item.pedido is not None
        nova = self.pessoa.valor() == _NOVA
        pagina = PaginaAto(
            self.casa, POR_TIPO[item.pedido.tipo], ficha=None if nova else aberto.ficha, vinculo_id=item.vinculo_id
        )
        if pagina.instrumento is not None:
            # The paper is that of all the acts of the decree, and is corrected with it.
            pagina.instrumento.hide()
        pagina.definir_listas(aberto.listas)
        pedido = item.pedido
        if nova and pedido.pessoa is None:
            from ...servicos.tipos import DadosPessoa

            pedido = replace(pedido, pessoa=DadosPessoa(nome=item.nome))
        pagina.preencher_pedido(pedido)
        if self._com_ressalva and pedido.ressalva is None and aberto.ressalva is not None:
            pagina.ressalva.definir(aberto.ressalva)
            pagina.abrir_ressalva()
        pagina.alterado.connect(self.aviso.esconder)
        pagina.focar_falta()
        return pagina

    def _da_emenda(self, aberto: _Aberto) -> PaginaEmenda:
        assert aberto.alvo is not None
        emenda = aberto.item.emenda
        assert emenda is not None
        pagina = PaginaEmenda(self.casa, aberto.alvo, emenda.forma, aberto.listas)
        if pagina.instrumento is not None:
            pagina.instrumento.hide()
        if pagina.publicacao is not None:
            pagina.publicacao.definir(emenda.publicacao)
        if pagina.efeitos_em is not None:
            pagina.efeitos_em.definir(emenda.efeitos_em)
        if pagina.alcance is not None:
            pagina.alcance.definir(emenda.alcance)
        if pagina.form is not None and emenda.conteudo is not None:
            pagina.form.preencher(emenda.conteudo)
        pagina.motivo.setPlainText(emenda.motivo)
        pagina.alterada.connect(self.aviso.esconder)
        pagina.focar()
        return pagina

    def _retirar(self) -> None:
        if self.pagina is not None:
            self.casa.executor.cancelar(self.pagina)
            self._pilha.removeWidget(self.pagina)
            self.pagina.deleteLater()
            self.pagina = None

    # ------------------------------------------------------------ choosing

    def _quem(self) -> int | None:
        valor = self.pessoa.valor()
        return valor if isinstance(valor, int) and valor > 0 else None

    @Slot()
    def _trocou_ato(self, *_: object) -> None:
        if not self._mudando and self.ato.valor() is not None:
            self._ler(self.ato.valor(), self._quem())

    @Slot()
    def _trocou_pessoa(self, *_: object) -> None:
        if self._mudando:
            return
        valor = self.pessoa.valor()
        self._form.mostrar("busca", valor == _OUTRA)
        if valor == _OUTRA:
            self.busca.setFocus()
        elif valor == _NOVA and self._aberto is not None and self._aberto.item.pedido is not None:
            self._nova_pessoa(self._aberto)
        elif self._quem() is not None:
            self._ler(self.ato.valor(), self._quem())

    def _nova_pessoa(self, aberto: _Aberto) -> None:
        assert aberto.item.pedido is not None
        pedido = replace(aberto.item.pedido, servidor_id=None, vinculo_id=None)
        self._montar_pagina(replace(aberto, item=replace(aberto.item, pedido=pedido, vinculo_id=None)))

    @Slot(object)
    def _achou(self, linha: LinhaServidor) -> None:
        self.busca.setToolTip(como_dica(identificar(linha)))
        self._ler(self.ato.valor(), linha.servidor_id)

    @Slot()
    def _trocou_alvo(self, *_: object) -> None:
        if not self._mudando and self.alvo.valor() is not None:
            self._ler(self.ato.valor(), self._quem(), self.alvo.valor())

    # ------------------------------------------------------------ keeping

    def correcao(self) -> Correcao | None:
        """Return what is on the form."""
        pagina = self.pagina
        if isinstance(pagina, PaginaEmenda):
            return Correcao(emenda=dataclasses.replace(pagina.pedido(), instrumento=None, versao=None))
        if isinstance(pagina, PaginaAto):
            return Correcao(pedido=pagina.pedido())
        return None

    @Slot()
    def _guardar(self) -> None:
        correcao, pagina = self.correcao(), self.pagina
        if correcao is None or not self.guardar.isEnabled():
            return
        if isinstance(pagina, PaginaAto) and pagina.form.erros():
            self.aviso.definir("Corrija o que está em vermelho. Nada foi guardado.", Tom.ATENCAO)
            pagina.focar_falta()
            return
        casa, item = self.casa, self.item

        def gravar() -> Any:
            from ...servicos import diario

            diario.corrigir(casa.ctx, item_id=item.id, versao=item.versao, correcao=correcao)

        self.guardar.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._gravou, falha=self._falhou, mudou=MUDOU_LEITURA)

    def _gravou(self, _: object) -> None:
        self.guardado.emit(self.item.id)
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.guardar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


def em_uma_linha(pessoa: Parecido) -> str:
    """Return what tells a person from a namesake, in one line."""
    from ...estatuto.formatos import cpf, matricula
    from ...estatuto.formatos.datas import formatar_data

    partes = [f"matrícula {matricula.formatar(m)}" for m in pessoa.matriculas]
    partes.append(f"CPF {cpf.formatar(pessoa.cpf)}" if pessoa.cpf else "sem CPF")
    partes.append(f"nasc. {formatar_data(pessoa.nascimento)}" if pessoa.nascimento else "")
    return " · ".join(parte for parte in partes if parte)


def _opcoes_de_ato(atos: Sequence[tuple[str, str]], alternativas: Sequence[str]) -> list[Opcao]:
    rotulos = dict(atos)
    opcoes = [Opcao(valor=None, rotulo="Escolha o ato…")]
    opcoes += [Opcao(valor=t, rotulo=rotulos[t], detalhe="também possível") for t in alternativas if t in rotulos]
    return opcoes + [Opcao(valor=t, rotulo=r) for t, r in atos if t not in alternativas]


def _o_que_falta(item: ItemDiario, aberto: _Aberto) -> str:
    if item.tipo is None:
        return "Diga que ato é, ou feche e descarte o item."
    if aberto.ficha is None:
        definicao = POR_TIPO.get(item.tipo)
        nova = definicao is not None and definicao.sujeito is Sujeito.NOVO_VINCULO
        return f"Escolha a pessoa de que o texto fala{', ou “Pessoa nova”' if nova else ''}."
    if item.alvos:
        return "Escolha o ato do livro de que o texto fala."
    return "Nenhum ato desta espécie está no livro desta pessoa: registre-o antes, ou descarte o item."
