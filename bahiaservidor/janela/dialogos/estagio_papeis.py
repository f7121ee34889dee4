"""Papers of the estágio for many people: forms, notices to each chefia, one notice for each unit; one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.estagio import FiltroEstagio
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario
from ..modelos.prazos import quantos
from ..operacoes import Mudanca, Tarefa
from ..tema import Tom
from .emissao import folha, pronto
from .impressao import Pronto

if TYPE_CHECKING:
    from ...servicos.papeis_pessoa import PapelDoLote

FORMULARIOS, AVISOS, UNIDADES = "formularios", "avisos", "unidades"
_DIAS_A_FRENTE = 30
_MOSTRADOS = 3


def quem_ficou_de_fora(fora: Sequence[tuple[str, str]]) -> str:
    """Return who stayed out, gathered by reason, with the first names of each."""
    por_motivo: dict[str, list[str]] = {}
    for nome, motivo in fora:
        por_motivo.setdefault(motivo, []).append(nome)
    partes = []
    for motivo, nomes in por_motivo.items():
        resto = len(nomes) - _MOSTRADOS
        ditos = ", ".join(nomes[:_MOSTRADOS]) + (f" e mais {resto}" if resto > 0 else "")
        ficaram = quantos(len(nomes), "pessoa ficou", "pessoas ficaram")
        partes.append(f"{ficaram} de fora ({ditos}): {motivo[:1].lower()}{motivo[1:]}")
    return " ".join(partes)


def _escopos(vinculos: tuple[int, ...], atual: tuple[int, str] | None) -> list[Opcao]:
    opcoes = [Opcao(valor=(), rotulo="Toda a lista, como está filtrada")]
    if atual is not None:
        opcoes.append(Opcao(valor=(atual[0],), rotulo=f"Só {atual[1]}"))
    if len(vinculos) > 1:
        opcoes.insert(0, Opcao(valor=vinculos, rotulo=f"As {len(vinculos)} pessoas selecionadas"))
    return opcoes


class DialogoPapeisEstagio(Dialogo):
    """Of who is selected, of the one person on screen, or of everybody in the list as filtered."""

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, vinculos: tuple[int, ...] = (),
        atual: tuple[int, str] | None = None, filtro: FiltroEstagio | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            "Formulários e avisos do estágio", pai, largura=560,
            explicacao="Sai um só arquivo, numerado e guardado (art. 27).",
        )  # fmt: skip
        self._casa = casa
        self._filtro = filtro or FiltroEstagio()
        self._tarefa: Tarefa | None = None
        self.papel = Combo(
            [
                Opcao(valor=FORMULARIOS, rotulo="Formulários de avaliação"),
                Opcao(valor=AVISOS, rotulo="Avisos a cada chefia"),
                Opcao(valor=UNIDADES, rotulo="Um aviso por unidade, com a relação"),
            ],
            self,
        )
        self.quem = Combo(_escopos(vinculos, atual), self)
        # A long name is cut in the field and whole in its list: it does not push the others out of the dialog.
        self.quem.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.quem.setMinimumContentsLength(24)
        numeros = [Opcao(valor=None, rotulo="A próxima de cada pessoa")]
        numeros += [Opcao(valor=n, rotulo=f"{n}ª avaliação") for n in range(1, 7)]
        self.numero = Combo(numeros, self)
        self.branco = QCheckBox("Em &branco, sem as notas registradas", self)
        self.de = CampoData(self, hoje=casa.hoje)
        self.ate = CampoData(self, hoje=casa.hoje)
        self.ate.definir(casa.hoje() + timedelta(days=_DIAS_A_FRENTE))
        self.form = Formulario(self, colunas=2)
        self.form.adicionar("papel", "&O que imprimir", self.papel, largo=True)
        self.form.adicionar("quem", "De &quem", self.quem, largo=True)
        self.form.adicionar("numero", "A&valiação", self.numero, largo=True)
        self.form.adicionar("de", "Devidas &desde", self.de, ajuda="Em branco, entram também as já vencidas.")
        self.form.adicionar("ate", "&Até", self.ate)
        self.corpo.addWidget(folha(self.form, self.branco), 1)
        self.fechar = self.adicionar_botao("&Fechar")
        self.emitir = self.adicionar_botao("&Emitir", TipoBotao.PRIMARIO, ao_clicar=self._emitir, padrao=True)
        # signals
        self.papel.alterado.connect(self._rever)
        self._rever()
        self.resize(560, 540)
        self.papel.setFocus()

    @Slot()
    def _rever(self, *_: object) -> None:
        formularios = self.papel.valor() == FORMULARIOS
        self.numero.setEnabled(formularios)
        self.branco.setEnabled(formularios)
        self.de.setEnabled(not formularios)
        self.ate.setEnabled(not formularios)

    def _conferir(self) -> bool:
        if self.papel.valor() == FORMULARIOS:
            return True
        certo = True
        for chave, campo in (("de", self.de), ("ate", self.ate)):
            if campo.erro():
                self.form.erro(chave, campo.erro())
                certo = False
        de, ate = self.de.data(), self.ate.data()
        if certo and ate is None:
            self.form.erro("ate", "Informe até que dia.")
            return False
        if certo and de is not None and ate is not None and de > ate:
            self.form.erro("de", "O começo é posterior ao fim.")
            return False
        return certo

    @Slot()
    def _emitir(self) -> None:
        if not self._conferir():
            return
        casa, vinculos, filtro = self._casa, self.quem.valor() or (), self._filtro
        papel, numero, branco = self.papel.valor(), self.numero.valor(), self.branco.isChecked()
        de, ate = self.de.data(), self.ate.data() or casa.hoje()

        def montar(progresso: Any, cancelado: Any) -> tuple[Pronto, PapelDoLote]:
            from ...servicos import estagio, papeis_estagio_lote

            hoje = casa.hoje()
            ids = vinculos or tuple(estagio.ids_em_estagio(casa.ctx, filtro=filtro, hoje=hoje))
            comuns: dict[str, Any] = {
                "vinculos": ids, "hoje": hoje, "progresso": progresso, "cancelado": cancelado,
            }  # fmt: skip
            if papel == FORMULARIOS:
                lote = papeis_estagio_lote.formularios_avaliacao(casa.ctx, numero=numero, em_branco=branco, **comuns)
            elif papel == AVISOS:
                lote = papeis_estagio_lote.avisos_devidos(casa.ctx, de=de, ate=ate, **comuns)
            else:
                lote = papeis_estagio_lote.avisos_das_unidades(casa.ctx, de=de, ate=ate, **comuns)
            return pronto(casa, lote.papel), lote

        self.aviso.esconder()
        self.emitir.setEnabled(False)
        self._tarefa = casa.executor.longa(
            self, montar, titulo="Montando os papéis do estágio", sucesso=self._pronto, falha=self._falhou,
            fim=self._acabou, escreve=True, mudou=Mudanca(documentos=True),
        )  # fmt: skip

    def _pronto(self, feito: tuple[Pronto, PapelDoLote]) -> None:
        papel, lote = feito
        if not lote.fora:
            self.accept()  # first: a preview opened over a dialog goes away with it
        self._casa.abrir_previa(titulo=papel.titulo, pdf=papel.pdf, nome_arquivo=papel.nome_arquivo)
        if not lote.fora:
            return
        # Who stayed out is said here, where the list can be read; the papers are already on screen.
        self.aviso.definir(quem_ficou_de_fora(lote.fora), Tom.ATENCAO)

    def _falhou(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)

    def _acabou(self) -> None:
        self._tarefa = None
        self.emitir.setEnabled(True)

    def done(self, resultado: int) -> None:
        """Stop what is being made when the dialog is closed: nothing is kept."""
        if self._tarefa is not None:
            self._tarefa.cancelar()
        super().done(resultado)
