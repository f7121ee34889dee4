"""What the clerk decides of the items of a reading: confirm, correct, discard, reopen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.diario import Confirmados, ItemDiario, LeituraAberta, SituacaoItem, ordens_em_palavras
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.dialogo import perguntar
from ..componentes.tabela import Tabela
from ..dialogos.desfazer import acao_de_desfazer
from ..dialogos.diario_corrigir import DialogoCorrigirItem
from ..dialogos.diario_descartar import DialogoDescartar
from ..dialogos.diario_publicacao import DialogoPublicacaoDaLeitura
from ..modelos.base import ModeloLista
from ..modelos.diario import MUDOU_LEITURA, mudanca_da_confirmacao
from ..modelos.prazos import quantos
from ..tema import Tom
from .diario_detalhe import DetalheItem


class Pagina(Protocol):
    """What is asked of the page: what it shows, what is selected in it, where it goes next."""

    procurado: int | None
    aviso: FaixaAviso
    modelo: ModeloLista[ItemDiario]
    tabela: Tabela
    detalhe: DetalheItem
    prontos: QPushButton

    def aberta(self) -> LeituraAberta | None: ...
    def receber(self, aberta: LeituraAberta) -> None: ...
    def atual(self) -> ItemDiario | None: ...
    def selecionados(self) -> list[ItemDiario]: ...


class Decisoes(QObject):
    """Acts on what is selected in the page, and tells it where to go next; ``dono`` is the page, as a widget."""

    def __init__(self, casa: Casa, pagina: Pagina, dono: QWidget) -> None:
        super().__init__(dono)
        self._casa = casa
        self._pagina = pagina
        self._dono = dono
        self._confirmando: frozenset[int] = frozenset()

    def _prontos(self) -> tuple[ItemDiario, ...]:
        aberta = self._pagina.aberta()
        return aberta.prontos if aberta is not None else ()

    @Slot()
    def confirmar(self) -> None:
        """Confirm the items selected, with those they depend on."""
        itens = [i for i in self._pagina.selecionados() if i.situacao.pendente]
        presos = [i for i in itens if not i.situacao.confirmavel]
        if presos:
            self._dizer_preso(presos[0])
            return
        aberta = self._pagina.aberta()
        if not itens or aberta is None:
            return
        ordens = {i.ordem for i in itens}
        precisos = {ordem for item in itens for ordem in item.depende} - ordens
        antes = [i for i in aberta.itens if i.ordem in precisos and i.situacao.pendente]
        repetidos = [i for i in itens if i.situacao is SituacaoItem.REPETIDO]
        todos = (*antes, *itens)
        if repetidos:
            self._perguntar("Registrar de novo?", f"{repetidos[0].duvidas[0]} Confirmar registra outro ato.", todos,
                            repetidos=True)  # fmt: skip
        elif antes:
            quais = ordens_em_palavras([i.ordem for i in antes])
            quem = "o item" if len(antes) == 1 else "os itens"
            self._perguntar("Confirmar juntos?", f"Este ato só cabe com {quem} {quais} antes dele.", todos)
        elif len(itens) > 1:
            self._perguntar("Confirmar os escolhidos?", f"{len(itens)} atos entram no livro, todos ou nenhum.", todos)
        else:
            self._gravar(todos)

    def _dizer_preso(self, item: ItemDiario) -> None:
        razao = item.pendencia
        self._pagina.aviso.definir(
            f"O item {item.ordem} ainda não pode ser confirmado. {razao} Corrija-o (F2) ou descarte-o (Del).",
            Tom.ATENCAO,
        )

    @Slot()
    def confirmar_prontos(self) -> None:
        """Ask, and confirm everything that has nothing missing or doubtful."""
        prontos = self._prontos()
        if not prontos:
            return
        papeis = len({i.papel for i in prontos})
        quantas = quantos(len(prontos), "ato entra no livro", "atos entram no livro")
        onde = "num só papel" if papeis == 1 else f"em {papeis} papéis"
        self._perguntar("Confirmar todos os prontos?", f"{quantas}, {onde}: todos ou nenhum.", prontos)

    def _perguntar(self, titulo: str, explicacao: str, itens: Sequence[ItemDiario], *, repetidos: bool = False) -> None:
        perguntar(
            self._dono, titulo, explicacao, confirmar="&Confirmar",
            ao_confirmar=partial(self._gravar, tuple(itens), repetidos=repetidos),
        )  # fmt: skip

    def _gravar(self, itens: Sequence[ItemDiario], *, repetidos: bool = False) -> None:
        ids = tuple(i.id for i in itens)
        self._pagina.procurado = self._proximo(itens)
        self._confirmando = frozenset(ids)
        self._pagina.detalhe.confirmar.setEnabled(False)
        self._pagina.prontos.setEnabled(False)
        self._pagina.aviso.esconder()
        self._casa.executor.gravar(
            self._dono, partial(_confirmar, self._casa, ids, repetidos), sucesso=self._confirmou,
            falha=self._nao_confirmou, mudou=mudanca_da_confirmacao, aguarde="Registrando os atos do Diário Oficial",
        )  # fmt: skip

    def _proximo(self, itens: Sequence[ItemDiario]) -> int | None:
        """Return the first item still pending after those, or before them."""
        ordens = {i.ordem for i in itens}
        ultima = max(ordens)
        linhas = [i for i in self._pagina.modelo.linhas() if i.situacao.pendente and i.ordem not in ordens]
        depois = [i.ordem for i in linhas if i.ordem > ultima]
        return next(iter(depois or [i.ordem for i in linhas]), None)

    def _confirmou(self, feito: Confirmados) -> None:
        aberta = self._pagina.aberta()
        if aberta is not None:
            # Said at once; the reading that is already on its way judges the others again.
            itens = tuple(
                replace(i, situacao=SituacaoItem.CONFIRMADO) if i.id in self._confirmando else i for i in aberta.itens
            )
            self._pagina.receber(replace(aberta, itens=itens))
        um_so = len(feito.atos) == 1
        frase = " ".join((feito.mensagem, *feito.avisos[:1])) if um_so else feito.mensagem
        self._casa.mensagem(frase, acao_de_desfazer(self._casa, feito.atos[0], self._dono) if um_so else None)
        self._pagina.tabela.setFocus()

    def _nao_confirmou(self, erro: ErroDominio) -> None:
        self._pagina.procurado = None
        self._pagina.aviso.mostrar_erro(erro)
        atual = self._pagina.atual()
        self._pagina.detalhe.confirmar.setEnabled(atual is not None and atual.situacao.confirmavel)
        self._pagina.prontos.setEnabled(bool(self._prontos()))

    @Slot()
    def corrigir_atual(self) -> None:
        """Open the form of the item selected."""
        self.corrigir(False)

    @Slot(bool)
    def corrigir(self, com_ressalva: bool) -> None:
        """Open the form of the item selected, with the ressalva already written if asked for."""
        atual, aberta = self._pagina.atual(), self._pagina.aberta()
        if atual is None or aberta is None or not atual.situacao.pendente:
            return
        papel = next(p for p in aberta.papeis if p.indice == atual.papel)
        DialogoCorrigirItem(self._casa, atual, papel, self._dono.window(), com_ressalva=com_ressalva).open()

    @Slot()
    def descartar(self) -> None:
        """Ask why the items selected are left out."""
        itens = [i for i in self._pagina.selecionados() if i.situacao.pendente]
        if itens:
            self._pagina.procurado = None
            dialogo = DialogoDescartar(self._casa, itens, self._dono.window())
            dialogo.descartados.connect(self._descartou)
            dialogo.open()

    @Slot(int)
    def _descartou(self, _: int) -> None:
        itens = self._pagina.selecionados()
        self._pagina.procurado = self._proximo(itens) if itens else None
        self._pagina.tabela.setFocus()

    @Slot()
    def reabrir(self) -> None:
        """Make the items selected pending again."""
        ids = tuple(i.id for i in self._pagina.selecionados() if not i.situacao.pendente)
        if ids:
            self._casa.executor.gravar(
                self._dono,
                partial(_reabrir, self._casa, ids),
                falha=self._pagina.aviso.mostrar_erro,
                mudou=MUDOU_LEITURA,
            )

    @Slot(int)
    def escolher_pessoa(self, servidor_id: int) -> None:
        """Say whom the item selected is about."""
        atual = self._pagina.atual()
        if atual is not None:
            self._casa.executor.gravar(
                self._dono, partial(_escolher_pessoa, self._casa, atual, servidor_id),
                falha=self._pagina.aviso.mostrar_erro, mudou=MUDOU_LEITURA,
            )  # fmt: skip
            self._pagina.tabela.setFocus()

    @Slot()
    def abrir_publicacao(self) -> None:
        """Open the edition of the reading and the paper of the item selected."""
        aberta, atual = self._pagina.aberta(), self._pagina.atual()
        if aberta is None:
            return
        papel = next((p for p in aberta.papeis if atual is not None and p.indice == atual.papel), None)
        DialogoPublicacaoDaLeitura(
            self._casa, aberta.leitura.id, aberta.leitura.publicacao, papel or next(iter(aberta.papeis), None),
            self._dono.window(),
        ).open()  # fmt: skip


def _confirmar(casa: Casa, ids: tuple[int, ...], repetidos: bool) -> Confirmados:
    from ...servicos import diario

    return diario.confirmar(casa.ctx, itens=ids, hoje=casa.hoje(), repetidos=repetidos)


def _reabrir(casa: Casa, ids: tuple[int, ...]) -> int:
    from ...servicos import diario

    return diario.reabrir(casa.ctx, itens=ids)


def _escolher_pessoa(casa: Casa, item: ItemDiario, servidor_id: int) -> None:
    from ...servicos import diario

    diario.escolher_pessoa(casa.ctx, item_id=item.id, versao=item.versao, servidor_id=servidor_id)
