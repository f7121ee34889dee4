"""Steps of a concurso after the list: extension, calls, withdrawals, eliminations, the end of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos import concursos, convocacoes
from ...servicos.tipos import Candidato, Concurso
from ..casa import Casa
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro

MUDOU = Mudanca(cadastros=frozenset({"concursos"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passo:
    """What every step says of itself."""

    em: date | None = None
    ate: date | None = None
    documento: str = ""
    fundamento: str = ""


class _DialogoPasso(DialogoCadastro[Passo]):
    """A date, a document, a ground; subclasses say which service takes them."""

    def mudanca(self, valor: Passo) -> Mudanca:
        return MUDOU

    def construir(self) -> Passo:
        chaves = self.formulario.chaves()
        return Passo(**{c: self.valor(c) for c in ("em", "ate", "documento", "fundamento") if c in chaves})

    def verificar(self) -> None:
        em = self.valor("em") if "em" in self.formulario.chaves() else None
        if em is not None and em > self.casa.hoje():
            self.formulario.erro("em", "Este dia ainda não chegou.")


def _quem(candidato: Candidato) -> tuple[int, str]:
    if candidato.id is None:
        raise ValueError("candidato sem id")
    return candidato.id, f"{candidato.classificacao}º — {candidato.nome}."


class DialogoProrrogacao(_DialogoPasso):
    """The one extension of a concurso."""

    def __init__(self, casa: Casa, concurso: Concurso, *, pai: QWidget | None = None) -> None:
        ate = f" O concurso vale até {formatar_data(concurso.valido_ate)}." if concurso.valido_ate else ""
        super().__init__(
            casa, "Prorrogar concurso", pai, largura=520, colunas=1, acao="&Prorrogar",
            explicacao=f"{concurso.edital}.{ate} A prorrogação é uma só, por mais {concurso.validade_meses} meses, por "
            "ato publicado dentro desse prazo (arts. 12 e 14).",
        )  # fmt: skip
        if concurso.id is None:
            raise ValueError("concurso sem id")
        self._id = concurso.id
        self.data("em", "P&ublicação do ato", casa.hoje(), obrigatorio=True)
        self.texto("documento", "&Ato", "", obrigatorio=True, dica="Portaria nº … de …")

    def gravacao(self, valor: Passo) -> Callable[[], object]:
        ctx, id_, em = self.casa.ctx, self._id, valor.em
        assert em is not None
        return lambda: concursos.prorrogar_concurso(ctx, concurso_id=id_, publicacao=em, ato=valor.documento)

    def dizer(self, valor: Passo) -> str:
        return "Prorrogação registrada."


class DialogoConvocacao(_DialogoPasso):
    """A call: who, when, until when they answer, by which document."""

    def __init__(self, casa: Casa, candidatos: Sequence[Candidato], *, pai: QWidget | None = None) -> None:
        nomes = ", ".join(f"{c.classificacao}º {c.nome}" for c in candidatos[:4])
        resto = f" e mais {len(candidatos) - 4}" if len(candidatos) > 4 else ""
        super().__init__(
            casa, "Convocar candidatos", pai, largura=620, acao=f"&Convocar {len(candidatos)}",
            explicacao=f"{nomes}{resto}. A convocação segue a ordem da lista (art. 12) e não tira a vez de ninguém.",
        )  # fmt: skip
        self._ids = [c.id for c in candidatos if c.id is not None]
        self._quantos = len(candidatos)
        self.data("em", "Con&vocação publicada em", casa.hoje(), obrigatorio=True)
        self.data("ate", "&Prazo até", casa.hoje() + timedelta(days=30), obrigatorio=True)
        self.texto("documento", "&Documento", "", obrigatorio=True, largo=True, dica="Edital de convocação nº …")
        self.texto(
            "fundamento", "&Fora da ordem, por decisão", "", largo=True,
            ajuda="Só quando uma decisão manda convocar antes de quem está à frente: número e data.",
        )  # fmt: skip

    def verificar(self) -> None:
        super().verificar()
        self.ordem_das_datas("em", "ate", "O prazo termina antes da convocação.")

    def gravacao(self, valor: Passo) -> Callable[[], object]:
        ctx, ids, em, ate = self.casa.ctx, self._ids, valor.em, valor.ate
        assert em is not None
        assert ate is not None
        return lambda: convocacoes.convocar(
            ctx, candidatos=ids, em=em, ate=ate, documento=valor.documento, fora_da_ordem=valor.fundamento
        )

    def dizer(self, valor: Passo) -> str:
        ate = formatar_data(valor.ate) if valor.ate else ""
        quem = "1 candidato convocado" if self._quantos == 1 else f"{self._quantos} candidatos convocados"
        return f"{quem}, com prazo até {ate}."


class DialogoDesistencia(_DialogoPasso):
    """A candidate gives up: the order moves on to the next."""

    def __init__(self, casa: Casa, candidato: Candidato, *, pai: QWidget | None = None) -> None:
        self._id, quem = _quem(candidato)
        super().__init__(
            casa, "Registrar desistência", pai, largura=560, acao="&Registrar desistência", perigo=True,
            explicacao=f"{quem} A nomeação passa ao seguinte; a desistência fica no registro, com o fundamento.",
        )  # fmt: skip
        self._candidato = candidato
        self.data("em", "&Data da desistência", casa.hoje(), obrigatorio=True)
        self.texto("documento", "D&ocumento", "", dica="Termo, requerimento ou processo SEI")
        self.texto_longo("fundamento", "&Fundamento", obrigatorio=True, dica="Termo assinado em 12/11/2026 …")

    def gravacao(self, valor: Passo) -> Callable[[], object]:
        ctx, id_ = self.casa.ctx, self._id
        return lambda: convocacoes.registrar_desistencia(
            ctx, candidato_id=id_, fundamento=valor.fundamento, em=valor.em, documento=valor.documento
        )

    def dizer(self, valor: Passo) -> str:
        return f"Desistência de {self._candidato.nome} registrada."


class DialogoEliminacao(_DialogoPasso):
    """A candidate is eliminated: no answer to the call, or a requirement not met."""

    def __init__(self, casa: Casa, candidato: Candidato, *, pai: QWidget | None = None) -> None:
        self._id, quem = _quem(candidato)
        super().__init__(
            casa, "Registrar eliminação", pai, largura=560, acao="&Registrar eliminação", perigo=True,
            explicacao=f"{quem} Quem não atende à convocação ou não cumpre os requisitos do edital deixa a lista por "
            "ato da autoridade.",
        )  # fmt: skip
        self._candidato = candidato
        self.data("em", "&Data", casa.hoje(), obrigatorio=True)
        self.texto("documento", "D&ocumento", "", obrigatorio=True, dica="Ato nº … de …")
        self.texto_longo("fundamento", "&Fundamento", obrigatorio=True, dica="Não atendeu à convocação de …")

    def gravacao(self, valor: Passo) -> Callable[[], object]:
        ctx, id_, em = self.casa.ctx, self._id, valor.em
        assert em is not None
        return lambda: convocacoes.eliminar_candidato(
            ctx, candidato_id=id_, em=em, documento=valor.documento, fundamento=valor.fundamento
        )

    def dizer(self, valor: Passo) -> str:
        return f"Eliminação de {self._candidato.nome} registrada."


class DialogoFimDaLista(_DialogoPasso):
    """A candidate asks for the end of the list."""

    def __init__(self, casa: Casa, candidato: Candidato, *, pai: QWidget | None = None) -> None:
        self._id, quem = _quem(candidato)
        super().__init__(
            casa, "Levar ao fim da lista", pai, largura=560, acao="&Levar ao fim",
            explicacao=f"{quem} Só onde o edital admite: o candidato passa a ser o último, e a classificação de origem "
            "fica guardada.",
        )  # fmt: skip
        self._candidato = candidato
        self.data("em", "&Data do pedido", casa.hoje(), obrigatorio=True)
        self.texto("documento", "&Requerimento", "", obrigatorio=True, dica="Requerimento ou processo SEI")
        self.texto("fundamento", "&Observação", "", largo=True)

    def gravacao(self, valor: Passo) -> Callable[[], object]:
        ctx, id_, em = self.casa.ctx, self._id, valor.em
        assert em is not None
        return lambda: convocacoes.ir_para_o_fim(
            ctx, candidato_id=id_, em=em, documento=valor.documento, fundamento=valor.fundamento
        )

    def dizer(self, valor: Passo) -> str:
        return f"{self._candidato.nome} passou ao fim da lista."


class DialogoVolta(_DialogoPasso):
    """Undo a step wrongly recorded; both entries stay in the book."""

    def __init__(self, casa: Casa, candidato: Candidato, *, pai: QWidget | None = None) -> None:
        self._id, quem = _quem(candidato)
        super().__init__(
            casa, "Desfazer registro", pai, largura=520, colunas=1, acao="&Desfazer",
            explicacao=f"{quem} O candidato volta a esperar a nomeação; o que foi registrado por engano continua no "
            "histórico.",
        )  # fmt: skip
        self._candidato = candidato
        self.texto_longo("fundamento", "&Motivo", obrigatorio=True, dica="O que estava errado")

    def gravacao(self, valor: Passo) -> Callable[[], object]:
        ctx, id_ = self.casa.ctx, self._id
        return lambda: convocacoes.voltar_a_lista(ctx, candidato_id=id_, fundamento=valor.fundamento)

    def dizer(self, valor: Passo) -> str:
        return f"{self._candidato.nome} voltou à lista."
