"""A day without expediente: which deadlines it moves, then the declaration; and its revocation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos import dias
from ...servicos.tipos import DiaSemExpediente, Orgao
from ..casa import Casa
from ..componentes.combo import Opcao
from ..modelos.calendario import ESFERAS
from ..operacoes import Mudanca
from .cadastros_base import FALTA
from .cadastros_orgaos import opcoes_de_orgaos
from .movidos import DialogoComPrevia, Gravacao, Previsao, com_prazos

_MUDOU = Mudanca(prazos=True, cadastros=frozenset({"dias"}))


class DialogoDia(DialogoComPrevia[DiaSemExpediente]):
    """Declares a day without expediente, by decree (rule C2): first what moves is listed, then confirmed."""

    ver = "Ver &prazos atingidos"

    def __init__(
        self,
        casa: Casa,
        dia: date | None = None,
        *,
        orgaos: Sequence[Orgao] = (),
        municipios: Sequence[str] = (),
        municipio: str = "",
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(
            casa, "Declarar dia sem expediente", pai,
            explicacao="Ponto facultativo ou suspensão do expediente por decreto. Prazo que vence nesse dia passa ao "
            "dia útil seguinte (art. 259). Meio expediente não conta.",
        )  # fmt: skip
        self.dia = self.data("data", "&Dia", dia, obrigatorio=True)
        self.texto("descricao", "D&escrição", obrigatorio=True, dica="Carnaval, ponto facultativo", limite=120)
        self.texto(
            "fundamento", "&Fundamento", obrigatorio=True, largo=True, dica="Decreto nº 24.001, DOE de 02/02/2026",
            ajuda="O ato que suspendeu o expediente.",
        )  # fmt: skip
        esferas = [Opcao(valor=chave, rotulo=rotulo) for chave, rotulo in ESFERAS.items()]
        self.esfera = self.combo("esfera", "&Vale para", esferas, "estadual", obrigatorio=True)
        self.texto("municipio", "&Município", municipio, obrigatorio=True, sugestoes=municipios)
        primeiro = orgaos[0].id if len(orgaos) == 1 else None
        self.busca("orgao", "Ór&gão", opcoes_de_orgaos(orgaos), primeiro, obrigatorio=True)
        self._trocar_esfera()
        # signals
        self.esfera.alterado.connect(self._trocar_esfera)
        self.dia.alterada.connect(self.voltar)
        for chave in ("municipio", "orgao"):
            self.formulario.campo(chave).textChanged.connect(self.voltar)  # type: ignore[attr-defined]

    @Slot()
    def _trocar_esfera(self) -> None:
        esfera = self.valor("esfera")
        self.formulario.mostrar("municipio", esfera == "municipal")
        self.formulario.mostrar("orgao", esfera == "orgao")
        self.voltar()

    def verificar(self) -> None:
        dia = self.dia.data()
        if dia is not None and dia.weekday() >= 5:
            self.formulario.erro("data", "É fim de semana: já não há expediente.")
        exigido = {"municipal": "municipio", "orgao": "orgao"}.get(self.valor("esfera"), "")
        for chave in ("municipio", "orgao"):
            # A field that another choice hides is not missing.
            if chave != exigido:
                self.formulario.erro(chave, "")
            elif self.valor(chave) in ("", None):
                self.formulario.erro(chave, FALTA)

    def construir(self) -> DiaSemExpediente:
        esfera = self.valor("esfera")
        return DiaSemExpediente(
            data=self.valor("data"), descricao=self.valor("descricao"), fundamento=self.valor("fundamento"),
            esfera=esfera, municipio=self.valor("municipio") if esfera == "municipal" else "",
            orgao_id=self.valor("orgao") if esfera == "orgao" else None,
        )  # fmt: skip

    def pergunta(self) -> object:
        if self.valor("data") is None:
            return None
        dia = self.construir()
        return dia.data, dia.esfera, dia.municipio, dia.orgao_id

    def conferir_pergunta(self) -> bool:
        return self.conferir()

    def previsao(self) -> Previsao:
        ctx, hoje, dia = self.casa.ctx, self.casa.hoje(), self.construir()
        return lambda progresso, limite: dias.prever_dia(ctx, dia=dia, hoje=hoje, limite=limite, progresso=progresso)

    def gravacao_longa(self, valor: DiaSemExpediente) -> Gravacao:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        return lambda progresso: dias.declarar_dia(ctx, dia=valor, hoje=hoje, progresso=progresso)

    def mudanca(self, valor: DiaSemExpediente) -> Mudanca:
        return _MUDOU

    def acao_final(self, quantos: int) -> str:
        return com_prazos("Declarar &o dia", quantos)

    def dizer(self, valor: DiaSemExpediente) -> str:
        return f"{formatar_data(valor.data)} sem expediente."


class DialogoRevogacao(DialogoComPrevia[str]):
    """Revokes a declared day: it stays in the registry, known until now, and open deadlines are computed again."""

    def __init__(self, casa: Casa, dia: DiaSemExpediente, *, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Revogar dia sem expediente", pai, colunas=1, automatica=True, perigo=True,
            explicacao=f"{formatar_data(dia.data)} — {dia.descricao}. O dia volta a ter expediente e os prazos abertos "
            "são recalculados. A declaração continua no registro, como revogada.",
        )  # fmt: skip
        if dia.id is None:
            raise ValueError("dia sem id")
        self._dia = dia
        self._id: int = dia.id
        self.texto_longo(
            "fundamento", "&Fundamento", obrigatorio=True, dica="Decreto nº 24.010, DOE de 06/02/2026, que revogou …"
        )
        self.comecar()

    def pergunta(self) -> object:
        return self._id

    def previsao(self) -> Previsao:
        ctx, hoje, dia_id = self.casa.ctx, self.casa.hoje(), self._id
        return lambda progresso, limite: dias.prever_revogacao(
            ctx, dia_id=dia_id, hoje=hoje, limite=limite, progresso=progresso
        )

    def construir(self) -> str:
        return str(self.valor("fundamento"))

    def gravacao_longa(self, valor: str) -> Gravacao:
        ctx, hoje, dia_id = self.casa.ctx, self.casa.hoje(), self._id
        return lambda progresso: dias.revogar_dia(ctx, dia_id=dia_id, fundamento=valor, hoje=hoje, progresso=progresso)

    def mudanca(self, valor: str) -> Mudanca:
        return _MUDOU

    def acao_final(self, quantos: int) -> str:
        return com_prazos("&Revogar", quantos)

    def dizer(self, valor: str) -> str:
        return f"{formatar_data(self._dia.data)} voltou a ter expediente."
