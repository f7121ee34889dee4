"""Notice and defence: what was sent, answered and decided, with the proofs; what is missing, as one fills in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos.contraditorio import Defesa, MeioAviso, SituacaoDefesa
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.rolagem import rolavel
from ..componentes.texto import como_dica
from ..operacoes import Mudanca
from ..tema import Tom
from .com_rascunho import DialogoComRascunho

_DATAS = ("aviso_em", "resposta_ate", "resposta_em", "decisao_em")


class DialogoContraditorio(DialogoComRascunho):
    """``guardada`` carries the `Defesa` kept. ``ato`` is the kind of act, with the act annulled after a colon."""

    guardada = Signal(object)

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, ato: str, vinculo_id: int, minuta_id: int | None = None
    ) -> None:
        super().__init__("Aviso e defesa", pai, largura=820)
        self.casa = casa
        self._ato, self._vinculo_id, self._minuta_id = ato, vinculo_id, minuta_id
        self._situacao: SituacaoDefesa | None = None
        self._sugerida = ""
        self.faltas = FaixaAviso(pai=self)
        self.corpo.addWidget(self._montar(), 1)
        self.corpo.addWidget(self.faltas)
        self.cancelar = self.adicionar_botao("&Fechar")
        self.guardar = self.adicionar_botao("&Guardar", TipoBotao.PRIMARIO, ao_clicar=self._guardar, padrao=True)
        self.guardar.setEnabled(False)
        self.resize(820, 720)
        casa.executor.ler(
            self, partial(_ler, casa, ato, vinculo_id), sucesso=self._abrir, falha=self.aviso.mostrar_erro
        )

    def _montar(self) -> QWidget:
        hoje = self.casa.hoje
        self.meio = Combo(
            [Opcao(valor=None, rotulo="Não anotado"), *(Opcao(valor=m, rotulo=m.rotulo) for m in MeioAviso)]
        )
        self.datas = {chave: CampoData(hoje=hoje) for chave in _DATAS}
        self.provas = {chave: Combo([Opcao(valor=None, rotulo="Nenhum")]) for chave in ("aviso", "resposta", "decisao")}
        self.resposta, self.decisao = _longo(), _longo()
        self.autoridade = campo_texto(limite=200)
        self.dispensa = _longo()
        self.form = form = Formulario(colunas=2)
        form.secao("Aviso")
        form.adicionar("aviso_em", "&Aviso feito em", self.datas["aviso_em"])
        form.adicionar("aviso_meio", "&Meio", self.meio)
        form.adicionar("aviso_anexo_id", "&Comprovante do aviso", self.provas["aviso"])
        form.adicionar("resposta_ate", "Responder a&té", self.datas["resposta_ate"])
        form.secao("Resposta")
        form.adicionar(
            "resposta_em", "&Resposta recebida em", self.datas["resposta_em"],
            ajuda="Em branco, depois do último dia do prazo: não houve resposta.",
        )  # fmt: skip
        form.adicionar("resposta_anexo_id", "Com&provante da resposta", self.provas["resposta"])
        form.adicionar("resposta", "Resumo da re&sposta", self.resposta, largo=True)
        form.secao("Decisão")
        form.adicionar("decisao_em", "&Decisão de", self.datas["decisao_em"])
        form.adicionar("decisao_autoridade", "Autoridade &que decidiu", self.autoridade)
        form.adicionar("decisao_anexo_id", "Comprovante da decisã&o", self.provas["decisao"], largo=True)
        form.adicionar("decisao", "Res&umo da decisão", self.decisao, largo=True)
        form.secao("Sem aviso e defesa completos")
        form.adicionar(
            "dispensa", "Fu&ndamento para emitir assim mesmo", self.dispensa, largo=True,
            ajuda="Sai impresso na minuta. Só quando a lei ou decisão permite o ato sem o que falta acima.",
        )  # fmt: skip
        self.meio.alterado.connect(self._mudou)
        for data in self.datas.values():
            data.alterada.connect(self._mudou)
        self.datas["aviso_em"].editingFinished.connect(self._sugerir)
        for prova in self.provas.values():
            prova.alterado.connect(self._mudou)
        for longo in (self.resposta, self.decisao, self.dispensa):
            longo.textChanged.connect(self._mudou)
        self.autoridade.textChanged.connect(self._mudou)
        dentro = QWidget()
        caixa = QVBoxLayout(dentro)
        caixa.setContentsMargins(0, 0, 8, 0)
        caixa.addWidget(form)
        caixa.addStretch(1)
        return rolavel(dentro)

    # ------------------------------------------------------------ reading

    def _abrir(self, situacao: SituacaoDefesa | None) -> None:
        if situacao is None:
            self.aviso.definir("Este ato não depende de aviso e defesa.", Tom.INFO)
            return
        self._situacao = situacao
        defesa = situacao.defesa
        self.definir_titulo(f"Aviso e defesa: {situacao.rotulo.lower()}")
        self.definir_explicacao(f"{situacao.nome}. {situacao.exigencia.razao} ({situacao.exigencia.dispositivo}).")
        arquivos = [Opcao(valor=a.id, rotulo=a.nome, detalhe=a.peca) for a in situacao.anexos]
        for chave, combo in self.provas.items():
            combo.definir_opcoes([Opcao(valor=None, rotulo="Nenhum"), *arquivos])
            combo.definir(getattr(defesa, f"{chave}_anexo_id"))
        sem_arquivo = "" if arquivos else "Nenhum arquivo está anexado a este vínculo."
        for chave in ("aviso_anexo_id", "resposta_anexo_id", "decisao_anexo_id"):
            self.form.erro(chave, "")
            self.form.campo(chave).setToolTip(como_dica(sem_arquivo))
        for chave, campo in self.datas.items():
            campo.definir(getattr(defesa, chave))
        self.meio.definir(defesa.aviso_meio)
        self.resposta.setPlainText(defesa.resposta)
        self.decisao.setPlainText(defesa.decisao)
        self.autoridade.setText(defesa.decisao_autoridade)
        self.dispensa.setPlainText(defesa.dispensa)
        self.guardar.setEnabled(True)
        self._mudou()
        self.datas["aviso_em"].setFocus()
        self.acompanhar()

    def de_quem(self) -> str:
        return f"{self._ato}_{self._vinculo_id}"

    def para_reabrir(self) -> dict[str, Any]:
        return {
            "especie": "contraditorio", "ato": self._ato, "vinculo_id": self._vinculo_id, "minuta_id": self._minuta_id,
        }  # fmt: skip

    # ------------------------------------------------------------ filling in

    def defesa(self) -> Defesa | None:
        """Return what is filled in, None until it was read."""
        if self._situacao is None:
            return None
        return replace(
            self._situacao.defesa,
            minuta_id=self._minuta_id or self._situacao.defesa.minuta_id,
            aviso_meio=self.meio.valor(),
            resposta=self.resposta.toPlainText().strip(),
            decisao=self.decisao.toPlainText().strip(),
            decisao_autoridade=self.autoridade.text().strip(),
            dispensa=self.dispensa.toPlainText().strip(),
            aviso_em=self.datas["aviso_em"].data(),
            resposta_ate=self.datas["resposta_ate"].data(),
            resposta_em=self.datas["resposta_em"].data(),
            decisao_em=self.datas["decisao_em"].data(),
            aviso_anexo_id=self.provas["aviso"].valor(),
            resposta_anexo_id=self.provas["resposta"].valor(),
            decisao_anexo_id=self.provas["decisao"].valor(),
        )

    @Slot()
    def _sugerir(self) -> None:
        """Write the last day to answer that the setting gives, where nobody wrote another."""
        ate, aviso = self.datas["resposta_ate"], self.datas["aviso_em"].data()
        dias = self._situacao.dias if self._situacao is not None else None
        if dias is None or aviso is None or ate.text() not in ("", self._sugerida):
            return
        ate.definir(aviso + timedelta(days=dias))
        self._sugerida = formatar_data(aviso + timedelta(days=dias))

    @Slot()
    def _mudou(self, *_: object) -> None:
        defesa = self.defesa()
        if defesa is None:
            return
        from ...servicos import contraditorio

        faltas = contraditorio.pendencias(defesa, self.casa.hoje())
        self.aviso.esconder()
        if not faltas:
            self.faltas.definir("Aviso, prazo, resposta e decisão estão em ordem.", Tom.SUCESSO)
            return
        quais = "; ".join(faltas)
        if defesa.dispensa:
            self.faltas.definir(f"A minuta sai com o fundamento escrito, e diz o que falta: {quais}.", Tom.ATENCAO)
        else:
            self.faltas.definir(f"A minuta não é emitida enquanto faltar: {quais}.", Tom.ATENCAO)

    # ------------------------------------------------------------ keeping

    @Slot()
    def _guardar(self) -> None:
        defesa = self.defesa()
        if defesa is None:
            return
        erradas = [(chave, campo.erro()) for chave, campo in self.datas.items()]
        for chave, erro in erradas:
            self.form.erro(chave, erro)
        if self.form.focar_erro():
            return
        casa = self.casa

        def gravar() -> Defesa:
            from ...servicos import contraditorio

            return contraditorio.gravar(casa.ctx, defesa=defesa, hoje=casa.hoje())

        self.guardar.setEnabled(False)
        casa.executor.gravar(self, gravar, sucesso=self._guardou, falha=self._falhou, mudou=Mudanca(minutas=True))

    def _guardou(self, defesa: Defesa) -> None:
        self.terminar()
        self.casa.mensagem("Aviso e defesa guardados.")
        self.guardada.emit(defesa)
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.guardar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


def _longo() -> QPlainTextEdit:
    campo = QPlainTextEdit()
    campo.setTabChangesFocus(True)
    campo.setFixedHeight(64)
    return campo


def _ler(casa: Casa, ato: str, vinculo_id: int) -> SituacaoDefesa | None:
    from ...servicos import contraditorio

    return contraditorio.situacao(casa.ctx, ato=ato, vinculo_id=vinculo_id, hoje=casa.hoje())


class FaixaDefesa(FaixaAviso):
    """The strip that says, where an act is prepared, what its notice and defence lack; opens the checklist."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai=pai)
        self._casa = casa
        self._ato = ""
        self._vinculo_id: int | None = None
        self._minuta_id: int | None = None
        self.adicionar_acao("&Aviso e defesa…", self.abrir)

    def definir_ato(self, ato: str, vinculo_id: int | None, minuta_id: int | None = None) -> None:
        """Show where notice and defence of an act stand; hidden for one that needs none."""
        self._ato, self._vinculo_id, self._minuta_id = ato, vinculo_id, minuta_id
        if vinculo_id is None:
            self.esconder()
            return
        self._casa.executor.ler(self, partial(_ler, self._casa, ato, vinculo_id), sucesso=self._mostrar, chave="defesa")

    def _mostrar(self, situacao: SituacaoDefesa | None) -> None:
        if situacao is None:
            self.esconder()
            return
        artigo = situacao.exigencia.dispositivo
        if situacao.completa:
            self.definir("Aviso e defesa completos.", Tom.SUCESSO, dispositivo=artigo)
        elif situacao.defesa.dispensa:
            self.definir(f"Sem aviso e defesa completos: {situacao.defesa.dispensa}", Tom.ATENCAO, dispositivo=artigo)
        else:
            quantas = len(situacao.pendencias)
            mais = f" e mais {quantas - 1}" if quantas > 1 else ""
            self.definir(
                f"Antes deste ato cabem aviso e defesa. Falta: {situacao.pendencias[0]}{mais}. Sem isso a minuta não é "
                "emitida; o ato já publicado se registra mesmo assim.",
                Tom.ATENCAO,
                dispositivo=artigo,
            )

    @Slot()
    def abrir(self) -> None:
        """Open the checklist."""
        if self._vinculo_id is None:
            return
        dialogo = DialogoContraditorio(
            self._casa, self.window(), ato=self._ato, vinculo_id=self._vinculo_id, minuta_id=self._minuta_id
        )
        dialogo.guardada.connect(self._guardou)
        dialogo.open()

    @Slot(object)
    def _guardou(self, _: Defesa) -> None:
        self.definir_ato(self._ato, self._vinculo_id, self._minuta_id)
