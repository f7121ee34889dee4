"""Posts of a cargo after they were created: corrected, extinct, moved to another unit, reserved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from ...estatuto.vagas import EXTINCAO
from ...servicos import vagas
from ...servicos.tipos import Cargo, Unidade, Vagas
from ...servicos.tipos.vagas import ReservaPosto
from ..casa import Casa
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro
from .cadastros_orgaos import opcoes_de_unidades

MUDOU = Mudanca(cadastros=frozenset({"vagas", "cargos"}))

MOTIVOS = ("Decisão judicial", "Concurso em andamento", "Aproveitamento em estudo", "Reintegração requerida")


def _id(cargo: Cargo) -> int:
    if cargo.id is None:
        raise ValueError("cargo sem id")
    return cargo.id


class DialogoCorrecaoVagas(DialogoCadastro[Vagas]):
    """An entry of posts, as it should have been written; the book keeps both."""

    def __init__(
        self, casa: Casa, cargo: Cargo, atual: Vagas, *, unidades: Sequence[Unidade], pai: QWidget | None = None
    ) -> None:
        super().__init__(
            casa, "Corrigir postos", pai,
            explicacao=f"{cargo.nome}. Para o que foi mal escrito; a lei que cria ou extingue postos é outro registro.",
        )  # fmt: skip
        self._atual = atual
        self._sinal = -1 if atual.quantidade < 0 else 1
        rotulo = "&Quantidade que sai" if self._sinal < 0 else "&Quantidade"
        self.inteiro("quantidade", rotulo, abs(atual.quantidade), de=0)
        self.data("desde", "A partir d&e", atual.desde)
        self.texto("lei", "&Lei", atual.lei)
        self.texto("ato", "A&to", atual.ato, dica="Decreto nº … de …")
        self.data("publicado_em", "&Publicado em", atual.publicado_em)
        self.busca("unidade", "&Unidade", opcoes_de_unidades(unidades), atual.unidade_id, dica="Em branco: sem lotação")
        self.texto("observacao", "&Observação", atual.observacao, largo=True)

    def construir(self) -> Vagas:
        return replace(
            self._atual, quantidade=self._sinal * self.valor("quantidade"), desde=self.valor("desde"),
            lei=self.valor("lei"), ato=self.valor("ato"), publicado_em=self.valor("publicado_em"),
            unidade_id=self.valor("unidade"), observacao=self.valor("observacao"),
        )  # fmt: skip

    def gravacao(self, valor: Vagas) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: vagas.salvar_vagas(ctx, vagas=valor)

    def mudanca(self, valor: Vagas) -> Mudanca:
        return MUDOU

    def dizer(self, valor: Vagas) -> str:
        return "Postos corrigidos."


class DialogoExtincaoVagas(DialogoCadastro[Vagas]):
    """Posts that a law takes away."""

    def __init__(self, casa: Casa, cargo: Cargo, *, unidades: Sequence[Unidade], pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Extinguir vagas", pai, acao="E&xtinguir", perigo=True,
            explicacao=f"{cargo.nome}. Só se extinguem postos livres: nenhum cargo fica com menos postos do que "
            "ocupantes (art. 3º).",
        )  # fmt: skip
        self._cargo_id = _id(cargo)
        self.quantidade = self.inteiro("quantidade", "&Quantidade", 1, de=1)
        self.data("desde", "A partir d&e", casa.hoje(), obrigatorio=True)
        self.texto("lei", "&Lei que extinguiu", "", obrigatorio=True, dica="Lei 13.200/2014")
        self.texto("ato", "A&to", "", dica="Decreto nº … de …")
        self.busca("unidade", "&Unidade", opcoes_de_unidades(unidades), None, largo=True, dica="Em branco: sem lotação")

    def construir(self) -> Vagas:
        return Vagas(
            cargo_id=self._cargo_id, unidade_id=self.valor("unidade"), quantidade=-self.valor("quantidade"),
            lei=self.valor("lei"), ato=self.valor("ato"), desde=self.valor("desde"), especie=EXTINCAO,
        )  # fmt: skip

    def gravacao(self, valor: Vagas) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: vagas.salvar_vagas(ctx, vagas=valor)

    def mudanca(self, valor: Vagas) -> Mudanca:
        return MUDOU

    def dizer(self, valor: Vagas) -> str:
        return "1 vaga extinta." if valor.quantidade == -1 else f"{-valor.quantidade} vagas extintas."


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferencia:
    """Posts that move from one unit to another."""

    de: int | None
    para: int | None
    quantidade: int
    ato: str
    em: date


class DialogoRedistribuicao(DialogoCadastro[Transferencia]):
    """Free posts change of unit; each keeps where it came from."""

    def __init__(self, casa: Casa, cargo: Cargo, *, unidades: Sequence[Unidade], pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Redistribuir vagas", pai, acao="&Redistribuir",
            explicacao=f"{cargo.nome}. Só mudam de unidade os postos livres; a origem de cada um vai junto.",
        )  # fmt: skip
        self._cargo_id = _id(cargo)
        opcoes = opcoes_de_unidades(unidades)
        self.busca("de", "&De", opcoes, None, largo=True, dica="Em branco: postos sem lotação")
        self.busca("para", "&Para", opcoes, None, largo=True, dica="Em branco: ficam sem lotação")
        self.inteiro("quantidade", "&Quantidade", 1, de=1)
        self.data("em", "A partir d&e", casa.hoje(), obrigatorio=True)
        self.texto("ato", "A&to", "", obrigatorio=True, largo=True, dica="Portaria nº … de …")

    def verificar(self) -> None:
        if self.valor("de") == self.valor("para"):
            self.formulario.erro("para", "É a mesma unidade de onde os postos saem.")

    def construir(self) -> Transferencia:
        return Transferencia(
            de=self.valor("de"), para=self.valor("para"), quantidade=self.valor("quantidade"), ato=self.valor("ato"),
            em=self.valor("em"),
        )  # fmt: skip

    def gravacao(self, valor: Transferencia) -> Callable[[], object]:
        ctx, cargo_id = self.casa.ctx, self._cargo_id
        return lambda: vagas.redistribuir(
            ctx, cargo_id=cargo_id, de=valor.de, para=valor.para, quantidade=valor.quantidade, ato=valor.ato,
            em=valor.em,
        )  # fmt: skip

    def mudanca(self, valor: Transferencia) -> Mudanca:
        return MUDOU

    def dizer(self, valor: Transferencia) -> str:
        return "1 vaga redistribuída." if valor.quantidade == 1 else f"{valor.quantidade} vagas redistribuídas."


class DialogoReserva(DialogoCadastro[ReservaPosto]):
    """Posts kept for something; ended by writing its last day."""

    def __init__(
        self, casa: Casa, cargo: Cargo, reserva: ReservaPosto | None = None, *, unidades: Sequence[Unidade],
        pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            casa, "Editar reserva" if reserva else "Reservar vagas", pai,
            explicacao=f"{cargo.nome}. A vaga reservada continua livre para a lei, mas aparece guardada, com o motivo.",
        )  # fmt: skip
        atual = reserva or ReservaPosto(cargo_id=_id(cargo), desde=casa.hoje())
        self._atual = atual
        self.inteiro("quantidade", "&Quantidade", atual.quantidade, de=1)
        self.texto("motivo", "&Motivo", atual.motivo, obrigatorio=True, sugestoes=MOTIVOS)
        self.texto("documento", "&Documento", atual.documento, obrigatorio=True, largo=True, dica="MS nº …, processo …")
        self.data("desde", "De&sde", atual.desde)
        self.data("ate", "&Até", atual.ate, ajuda="Em branco enquanto dura.")
        self.busca(
            "unidade", "&Unidade", opcoes_de_unidades(unidades), atual.unidade_id, largo=True,
            dica="Em branco: em qualquer unidade",
        )  # fmt: skip

    def verificar(self) -> None:
        self.ordem_das_datas("desde", "ate", "O fim é anterior ao início.")

    def construir(self) -> ReservaPosto:
        return replace(
            self._atual, quantidade=self.valor("quantidade"), motivo=self.valor("motivo"),
            documento=self.valor("documento"), desde=self.valor("desde"), ate=self.valor("ate"),
            unidade_id=self.valor("unidade"),
        )  # fmt: skip

    def gravacao(self, valor: ReservaPosto) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: vagas.salvar_reserva(ctx, reserva=valor)

    def mudanca(self, valor: ReservaPosto) -> Mudanca:
        return MUDOU

    def dizer(self, valor: ReservaPosto) -> str:
        return "Reserva salva."
