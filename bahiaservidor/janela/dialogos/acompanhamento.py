"""Following deadlines: who is responsible, the internal date, a note; for one deadline or for several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QCompleter, QPlainTextEdit, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ..casa import Casa
from ..componentes.area import area_livre
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.campo_numero import CampoNumero
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.rolagem import rolavel
from ..componentes.texto import Papel, texto
from ..modelos.prazos import data_com_dia, quantos
from ..operacoes import Mudanca

if TYPE_CHECKING:
    from ...servicos.tipos import LinhaPrazo
    from ...servicos.tipos.acompanhamento import Acompanhamento, PedidoAcompanhamento

_NOME: Final = 120
_DIAS_OFERECIDOS: Final = 10
_FORA_DO_FORMULARIO: Final = 260
"""Logical pixels of the dialog around its form, and of the frame of the window."""


class Interna(StrEnum):
    """What to do with the internal date."""

    MANTER = "manter"
    SEM = "sem"
    NO_DIA = "no_dia"
    DIAS_ANTES = "dias_antes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lidos:
    """What the dialog reads: the follow-up of each deadline, and the names already in use."""

    seguidos: tuple[Acompanhamento, ...]
    nomes: tuple[str, ...]


class DialogoAcompanhamento(Dialogo):
    """Of several deadlines only what is ticked changes, and each keeps the rest."""

    def __init__(self, casa: Casa, prazos: Sequence[LinhaPrazo], pai: QWidget | None = None) -> None:
        self._ids = tuple(prazo.id for prazo in prazos)
        self._vinculos = frozenset(prazo.vinculo_id for prazo in prazos)
        self.varios = len(prazos) > 1
        vence = [p.vence for p in prazos if p.vence is not None]
        if self.varios:
            de = f", o primeiro em {formatar_data(min(vence))}" if vence else ""
            explicacao = f"{quantos(len(prazos), 'prazo', 'prazos')}{de}. Só muda o que for marcado."
        else:
            quando = f"vence em {data_com_dia(vence[0])}" if vence else "suspenso, sem vencimento"
            explicacao = f"{prazos[0].rotulo} de {prazos[0].nome}: {quando}." if prazos else ""
        super().__init__("Acompanhar prazos" if self.varios else "Acompanhar o prazo", pai, explicacao=explicacao,
                         largura=520)  # fmt: skip
        self._casa = casa
        self._versoes: dict[int, int] = {}
        self.responsavel = campo_texto(limite=_NOME, dica="Quem cuida deste prazo")
        opcoes = [
            Opcao(valor=Interna.SEM, rotulo="Sem data interna"),
            Opcao(valor=Interna.NO_DIA, rotulo="Num dia"),
            Opcao(valor=Interna.DIAS_ANTES, rotulo="Dias antes do vencimento"),
        ]
        if self.varios:
            opcoes.insert(0, Opcao(valor=Interna.MANTER, rotulo="Deixar como está"))
        self.interna = Combo(opcoes, self)
        self.dia = CampoData(self, hoje=casa.hoje)
        self.dias = CampoNumero(self)
        self.dias.setRange(0, 3660)
        self.dias.setValue(_DIAS_OFERECIDOS)
        self.dias.setSuffix(" dias antes")
        self.nota = QPlainTextEdit(self)
        self.nota.setTabChangesFocus(True)
        self.nota.setPlaceholderText("O que falta, com quem se falou, onde está o processo")
        self.nota.setFixedHeight(self.nota.fontMetrics().height() * 4 + 20)
        self.mudar_responsavel = QCheckBox("Mudar o &responsável", self)
        self.mudar_nota = QCheckBox("Mudar a no&ta", self)
        self._quando = texto("", Papel.LEGENDA, quebra=True, pai=self)
        self._montar()
        self.adicionar_botao("&Cancelar")
        self.gravar = self.adicionar_botao("&Gravar", TipoBotao.PRIMARIO, ao_clicar=self._gravar, padrao=True)
        self.gravar.setEnabled(False)
        # signals
        self.interna.alterado.connect(self._mostrar_data)
        self.mudar_responsavel.toggled.connect(self._habilitar)
        self.mudar_nota.toggled.connect(self._habilitar)
        self._mostrar_data()
        self._habilitar()
        casa.executor.ler(self, self._ler, sucesso=self._receber, falha=self.aviso.mostrar_erro)

    def _montar(self) -> None:
        dentro = QWidget(self)
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(2, 2, 2, 2)
        pilha.setSpacing(12)
        self.formulario = Formulario(dentro, colunas=2)
        self.formulario.adicionar("responsavel", "Res&ponsável", self.responsavel, largo=True)
        self.formulario.adicionar("interna", "&Data interna", self.interna,
                                  ajuda="Antecipa o vencimento legal; nunca o adia.")  # fmt: skip
        # One or the other, in the same place: the form does not move when the choice does.
        quando = QWidget(dentro)
        lado = QVBoxLayout(quando)
        lado.setContentsMargins(0, 0, 0, 0)
        lado.addWidget(self.dia)
        lado.addWidget(self.dias)
        self.formulario.adicionar("quando", "&Quando", quando)
        self.dia.setAccessibleName("Dia da data interna")
        self.dias.setAccessibleName("Dias antes do vencimento")
        self._nota = Formulario(dentro)
        self._nota.adicionar("nota", "&Nota", self.nota)
        for caixa in (self.mudar_responsavel, self.mudar_nota):
            caixa.setVisible(self.varios)
        pilha.addWidget(self.mudar_responsavel)
        pilha.addWidget(self.formulario)
        pilha.addWidget(self.mudar_nota)
        pilha.addWidget(self._nota)
        pilha.addWidget(self._quando)
        pilha.addStretch(1)
        self._quando.hide()
        area = rolavel(dentro, self)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # At 200 % the form is taller than the screen: it scrolls, and the buttons stay.
        livre = area_livre(self).height() - _FORA_DO_FORMULARIO
        area.setMinimumHeight(max(120, min(dentro.sizeHint().height() + 24, livre)))
        self.corpo.addWidget(area, 1)

    # ------------------------------------------------------------ reading

    def _ler(self) -> Lidos:
        from ...servicos import acompanhamento

        casa = self._casa
        seguidos = acompanhamento.ler(casa.ctx, prazo_ids=self._ids, hoje=casa.hoje())
        return Lidos(seguidos=seguidos, nomes=acompanhamento.responsaveis(casa.ctx))

    def _receber(self, lidos: Lidos) -> None:
        self._versoes = {a.prazo_id: a.versao for a in lidos.seguidos}
        completador = QCompleter(list(lidos.nomes), self.responsavel)
        completador.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completador.setFilterMode(Qt.MatchFlag.MatchContains)
        self.responsavel.setCompleter(completador)
        nomes = {a.responsavel for a in lidos.seguidos}
        if len(nomes) == 1:
            self.responsavel.setText(nomes.pop())
        elif nomes:
            self.responsavel.setPlaceholderText("Cada prazo tem o seu")
        if not self.varios and lidos.seguidos:
            self._mostrar_um(lidos.seguidos[0])
        self.gravar.setEnabled(len(lidos.seguidos) == len(self._ids))
        if len(lidos.seguidos) < len(self._ids):
            self.aviso.mostrar_erro(
                ErroDominio("Há prazo escolhido que não existe mais: o registro mudou. Feche e atualize a lista.")
            )
        (self.mudar_responsavel if self.varios else self.responsavel).setFocus()

    def _mostrar_um(self, seguido: Acompanhamento) -> None:
        self.interna.definir(Interna.SEM if seguido.data_interna is None else Interna.NO_DIA)
        self.dia.definir(seguido.data_interna)
        self.nota.setPlainText(seguido.nota)
        if seguido.alterado_em is not None:
            quando = seguido.alterado_em.astimezone(self._casa.relogio.agora().tzinfo)
            self._quando.setText(f"Alterado por {seguido.alterado_por} em {quando:%d/%m/%Y}.")
            self._quando.show()

    # ------------------------------------------------------------ showing

    @Slot()
    def _mostrar_data(self) -> None:
        escolha = self.interna.valor()
        self.dia.setVisible(escolha is Interna.NO_DIA)
        self.dias.setVisible(escolha is Interna.DIAS_ANTES)
        self.formulario.mostrar("quando", escolha in (Interna.NO_DIA, Interna.DIAS_ANTES))
        self.formulario.erro("quando", "")

    @Slot()
    def _habilitar(self) -> None:
        self.responsavel.setEnabled(not self.varios or self.mudar_responsavel.isChecked())
        self.nota.setEnabled(not self.varios or self.mudar_nota.isChecked())
        if self.varios and self.sender() is self.mudar_responsavel and self.mudar_responsavel.isChecked():
            self.responsavel.setFocus()
        elif self.varios and self.sender() is self.mudar_nota and self.mudar_nota.isChecked():
            self.nota.setFocus()

    # ------------------------------------------------------------ writing

    def pedido(self) -> PedidoAcompanhamento | None:
        """Return what the form asks, None while its date is not one."""
        from ...servicos.tipos.acompanhamento import PedidoAcompanhamento

        escolha = self.interna.valor()
        dia = self.dia.data() if escolha is Interna.NO_DIA else None
        if escolha is Interna.NO_DIA and dia is None:
            self.formulario.erro("quando", self.dia.erro() or "Escreva o dia, ou escolha “Sem data interna”.")
            self.dia.setFocus()
            return None
        return PedidoAcompanhamento(
            responsavel=self.responsavel.text() if self.responsavel.isEnabled() else None,
            nota=self.nota.toPlainText() if self.nota.isEnabled() else None,
            data_interna=dia,
            dias_antes=self.dias.value() if escolha is Interna.DIAS_ANTES else None,
            tirar_data=escolha is Interna.SEM,
            versoes=self._versoes,
        )

    @Slot()
    def _gravar(self) -> None:
        pedido = self.pedido()
        if pedido is None:
            return
        self.gravar.setEnabled(False)
        casa, ids = self._casa, self._ids

        def gravar() -> int:
            from ...servicos import acompanhamento

            return acompanhamento.gravar(casa.ctx, prazo_ids=ids, pedido=pedido, hoje=casa.hoje())

        casa.executor.gravar(
            self, gravar, sucesso=self._gravou, falha=self._falhou,
            mudou=Mudanca(prazos=True, vinculos=self._vinculos),
        )  # fmt: skip

    def _gravou(self, mudados: int) -> None:
        if mudados:
            self._casa.mensagem(quantos(mudados, "prazo acompanhado.", "prazos acompanhados."))
        else:
            self._casa.mensagem("Nada mudou no acompanhamento.")
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.gravar.setEnabled(True)
        self.aviso.mostrar_erro(erro)
