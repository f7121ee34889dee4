"""Invented careers: what happened to each person up to the day, late people and interrupted lives included.

Dates keep clear of what the law refuses, by margins wider than any holiday; acts after the day simply have not happened
yet, so people stand at every stage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any, Final

from ..estatuto.agil import agil
from ..estatuto.avaliacoes import FATORES
from ..estatuto.contagem import somar_meses
from ..estatuto.prazos import duracao_do_estagio
from ..estatuto.regime import Regime
from ..estatuto.tipos import FimDeMes
from .demonstracao_nomes import MASCULINOS, SOBRENOMES
from .demonstracao_quadro import Lotacao

_ENTIDADES: Final = (
    "Sindicato dos Servidores",
    "Associação dos Servidores do Interior",
    "Sindicato dos Professores",
    "Sindicato dos Trabalhadores da Saúde",
    "Associação dos Auditores",
    "Sindicato dos Engenheiros",
)


def entidade_do_mandato(ordem: int, lugares: int) -> str:
    """Return the entity of the ``ordem``-th invented mandate, from 0: none has more than its ``lugares`` (art. 40)."""
    vez = ordem // lugares
    nome = _ENTIDADES[vez % len(_ENTIDADES)]
    return nome if vez < len(_ENTIDADES) else f"{nome}, seção {vez // len(_ENTIDADES) + 1}"


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class AtoInventado:
    """An act that follows the one that opened the vínculo."""

    tipo: str
    data: date
    conteudo: dict[str, Any]
    com_matricula: bool = False


@dataclass(slots=True)
class Vida:
    """The acts of one person after the opening, gathered in order of cause."""

    em: date
    atos: list[AtoInventado] = field(default_factory=list)
    fim: date | None = None

    def acrescentar(
        self, tipo: str, data: date, /, *, campo: str = "data", matricula: bool = False, **resto: Any
    ) -> bool:
        """Add an act and tell whether it has happened by the day, while the vínculo lasted."""
        if data > self.em or (self.fim is not None and data >= self.fim):
            return False
        self.atos.append(AtoInventado(tipo=tipo, data=data, conteudo={campo: data, **resto}, com_matricula=matricula))
        return True

    def encerrar(self, tipo: str, data: date, /, *, campo: str = "publicacao", **resto: Any) -> None:
        """End the vínculo, if the day has come: what was to happen from then on does not."""
        if data <= self.em:
            self.atos = [ato for ato in self.atos if ato.data < data]
            self.acrescentar(tipo, data, campo=campo, **resto)
            self.fim = data

    def em_ordem(self) -> list[AtoInventado]:
        """Return the acts by date; those of one day keep the order of cause."""
        return sorted(self.atos, key=lambda ato: ato.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roteirista:
    """Writes lives as of a day; one of them for all the lives of a registry, for it counts the union mandates."""

    sorteio: Random
    em: date
    regime: Regime
    mandatos: Iterator[int] = field(default_factory=count)

    def carreira(self, publicacao: date, lotacao: Lotacao) -> list[AtoInventado]:
        """Return what followed a nomeação in caráter permanente."""
        vida = Vida(self.em)
        exercicio = self._ingresso(vida, publicacao, lotacao)
        if exercicio is None:
            return vida.em_ordem()
        reprovado = self.sorteio.random() < 0.02
        self._saida(vida, exercicio, reprovado=reprovado)
        fim = self._estagio(vida, exercicio, reprovado=reprovado)
        if not reprovado:
            self._afastamentos(vida, exercicio, fim)
        return vida.em_ordem()

    def temporario(self, publicacao: date, lotacao: Lotacao) -> list[AtoInventado]:
        """Return what followed a nomeação in caráter temporário."""
        vida = Vida(self.em)
        exercicio = self._ingresso(vida, publicacao, lotacao)
        if exercicio is None:
            return vida.em_ordem()
        if self.sorteio.random() < 0.3:
            vida.encerrar("exoneracao_a_juizo", self._util(exercicio + self._dias(120, 1400)))
        self._ferias(vida, exercicio)
        return vida.em_ordem()

    def antigo(self, desde: date, nascimento: date) -> list[AtoInventado]:
        """Return what followed the opening of the book for who was already in service."""
        vida = Vida(self.em)
        if self._idas_e_voltas(vida, desde, nascimento):
            return vida.em_ordem()
        sorte = self.sorteio.random()
        if sorte < 0.02:
            vida.encerrar("falecimento", desde + self._dias(20, 1000), campo="data")
        elif sorte < 0.04:
            vida.encerrar("exoneracao_a_pedido", self._util(desde + self._dias(20, 1000)))
        self._ferias(vida, desde)
        sorte = self.sorteio.random()
        if sorte < 0.05:
            self._licenca(vida, desde + self._dias(10, 900), "licenca_premio", 90)
        elif sorte < 0.12:
            self._licenca(vida, desde + self._dias(10, 1000), "licenca_saude", self.sorteio.choice((15, 30, 60, 120)))
        elif sorte < 0.13:
            self._licenca(vida, self.em - self._dias(5, 80), "mandato_eletivo", None)
        return vida.em_ordem()

    def _idas_e_voltas(self, vida: Vida, desde: date, nascimento: date) -> bool:
        """Write one of the rarer lives: retired, dismissed, back again, moved, in a union mandate."""
        sorte = self.sorteio.random()
        dia = self._util(desde + self._dias(60, 700))
        volta = self._util(dia + self._dias(150, 400))
        if sorte < 0.02:
            vida.acrescentar("aposentadoria", dia, campo="publicacao", tipo="voluntaria")
        elif sorte < 0.035:
            vida.acrescentar("aposentadoria", dia, campo="publicacao", tipo="invalidez")
            if volta < somar_meses(nascimento, 69 * 12, FimDeMes.DIA_SEGUINTE):
                laudo = volta - timedelta(days=8)
                if vida.acrescentar("reversao", volta, campo="publicacao", laudo=laudo):
                    self._volta_ao_exercicio(vida, volta)
        elif sorte < 0.039:
            vida.acrescentar("demissao", dia, campo="publicacao")
            decisao = volta - timedelta(days=20)
            if vida.acrescentar("reintegracao", volta, campo="publicacao", decisao=decisao):
                self._volta_ao_exercicio(vida, volta)
        elif sorte < 0.055:
            movido = self._util(self.em - self._dias(5, 220))
            if movido > desde and vida.acrescentar("remocao", movido, campo="publicacao", outra_localidade=True):
                self._volta_ao_exercicio(vida, movido)
        elif sorte < 0.06:
            inicio = self._util(self.em - self._dias(30, 700))
            fim = somar_meses(inicio, 36, FimDeMes.DIA_SEGUINTE) - timedelta(days=1)
            if desde < inicio <= self.em:
                # All of them last beyond the day, so who has one keeps its place from the others.
                lugares = self.regime.parametros.inteiro("sindical_lugares", inicio)
                entidade = entidade_do_mandato(next(self.mandatos), lugares)
                vida.acrescentar("mandato_sindical", inicio, campo="inicio", fim=fim, entidade=entidade)
        else:
            return False
        return True

    def _volta_ao_exercicio(self, vida: Vida, publicacao: date) -> None:
        """Add the exercício in time, in most lives: the others are left waiting, or late."""
        if self.sorteio.random() < 0.75:
            vida.acrescentar("exercicio", self._util(publicacao + self._dias(2, 24)))

    # ------------------------------------------------------------ entry

    def _ingresso(self, vida: Vida, publicacao: date, lotacao: Lotacao) -> date | None:
        """Add posse and exercício; return the day of the exercício, or None while there is none."""
        sorte = self.sorteio.random()
        if sorte < 0.05:  # never came: some are declared sem efeito, others are left late
            if self.sorteio.random() < 0.7:
                vida.encerrar("tornar_sem_efeito", self._util(publicacao + self._dias(48, 100)))
            return None
        posse = self._util(publicacao + self._dias(4, 25))
        if sorte < 0.13:
            requerimento = publicacao + self._dias(8, 22)
            decidida = requerimento < self.em - timedelta(days=12)
            deferida = True if decidida else None
            vida.acrescentar("prorrogacao_posse", requerimento, campo="requerimento", deferida=deferida)
            if not decidida:
                return None
            posse = self._util(publicacao + self._dias(33, 54))
        laudo = posse - self._dias(1, 6)
        tomou = vida.acrescentar(
            "posse", posse, autoridade=lotacao.autoridade_id, local=lotacao.municipio,
            laudo_numero=f"{self.sorteio.randint(100, 9999)}/{laudo.year}", laudo_data=laudo,
            declaracao_bens_data=posse, matricula=self.sorteio.random() < 0.35,
        )  # fmt: skip
        if not tomou:
            return None
        if self.sorteio.random() < 0.025:
            if self.sorteio.random() < 0.7:
                vida.encerrar("exoneracao_de_oficio", self._util(posse + self._dias(48, 90)))
            return None
        exercicio = self._util(posse + self._dias(0, 24))
        entrou = vida.acrescentar("exercicio", exercicio, autoridade=lotacao.autoridade_id, matricula=True)
        return exercicio if entrou else None

    def _saida(self, vida: Vida, exercicio: date, *, reprovado: bool) -> None:
        if reprovado:
            return
        sorte = self.sorteio.random()
        if sorte < 0.05:
            vida.encerrar("exoneracao_a_pedido", self._util(exercicio + self._dias(60, 1900)))
        elif sorte < 0.057:
            vida.encerrar("falecimento", exercicio + self._dias(60, 1900), campo="data")

    # ------------------------------------------------------------ estágio probatório

    def _estagio(self, vida: Vida, exercicio: date, *, reprovado: bool) -> date:
        """Add evaluations, submission and homologação; return the end of the estágio, absences apart."""
        meses = duracao_do_estagio(self.regime, exercicio)
        intervalo = self.regime.parametros.inteiro("avaliacao_intervalo_meses", exercicio)
        fim = _mais_meses(exercicio, meses)
        chefe = self._avaliadores(vida, exercicio) if fim >= self.em else ""
        for numero in range(1, meses // intervalo + 1):
            devida = _mais_meses(exercicio, numero * intervalo)
            atraso = self._atraso_da_avaliacao(reprovado=reprovado)
            if atraso is None:
                continue
            satisfatoria = not reprovado or numero < 4
            notas = _notas(devida, satisfatoria=satisfatoria) if chefe else {}
            vida.acrescentar(
                "avaliacao_estagio", devida + timedelta(days=atraso), numero=numero, satisfatoria=satisfatoria,
                avaliador=chefe, **notas,
            )  # fmt: skip
        sorte = self.sorteio.random()
        if sorte < 0.06 and not reprovado:
            return fim  # nobody submitted: late from then on
        submissao = self._util(_mais_meses(fim, -4) - self._dias(-12 if sorte < 0.14 else 8, 40))
        vida.acrescentar("submissao_avaliacao", submissao)
        if reprovado:
            # What was due by the submission must have been evaluated by then.
            homologacao = self._util(fim - self._dias(3, 40))
            if vida.acrescentar("homologacao_estagio", homologacao, resultado="reprovado"):
                vida.encerrar(
                    "exoneracao_de_oficio", self._util(homologacao + self._dias(5, 40)), fundamento="reprovacao_estagio"
                )
        elif self.sorteio.random() < 0.93:
            vida.acrescentar("homologacao_estagio", self._util(fim + self._dias(-30, 25)))
        return fim

    def _avaliadores(self, vida: Vida, exercicio: date) -> str:
        """Add who evaluates, but for one life in ten, and return the boss; by the date, for nothing else to change."""
        dia = exercicio.toordinal()
        nomes = [f"{MASCULINOS[(dia * 7 + n) % len(MASCULINOS)]} {SOBRENOMES[(dia + n) % len(SOBRENOMES)]}"
                 for n in range(4)]  # fmt: skip
        designado = dia % 10 > 0 and vida.acrescentar(
            "designacao_avaliadores", self._util(exercicio + timedelta(days=dia % 20)), chefe=nomes[0],
            comissao="\n".join(nomes[1:]), ato_numero=f"{dia % 300 + 1}/{exercicio.year}",
        )  # fmt: skip
        return nomes[0] if designado else ""

    def _atraso_da_avaliacao(self, *, reprovado: bool) -> int | None:
        """Return how many days after it was due the evaluation was made; None if it was not made."""
        sorte = self.sorteio.random()
        if reprovado or sorte < 0.86:
            return -self.sorteio.randint(0, 12)
        return self.sorteio.randint(3, 45) if sorte < 0.95 else None

    # ------------------------------------------------------------ absences

    def _afastamentos(self, vida: Vida, exercicio: date, fim: date) -> None:
        self._ferias(vida, exercicio)
        sorte = self.sorteio.random()
        inicio = exercicio + self._dias(90, 1500)
        if sorte < 0.08:
            self._licenca(vida, inicio, "licenca_saude", self.sorteio.choice((15, 30, 45, 90)))
        elif sorte < 0.13:
            self._licenca(vida, inicio, "licenca_gestante", 180)
        elif sorte < 0.17:
            self._licenca(vida, inicio, "doenca_familia", self.sorteio.choice((30, 60)))
        elif sorte < 0.19:
            self._licenca(vida, max(inicio, fim - timedelta(days=300)), "interesse_particular", 365)
        elif sorte < 0.2:
            self._licenca(vida, inicio, "suspensao", self.sorteio.choice((5, 15, 30)))
        elif sorte < 0.21:
            self._licenca(vida, self.em - self._dias(10, 60), "acompanhar_conjuge", None, depois_de=exercicio)

    def _ferias(self, vida: Vida, desde: date) -> None:
        """Add the férias of one year in some lives: all of everybody's would hide the rest."""
        if self.sorteio.random() < 0.25:
            self._licenca(vida, desde + self._dias(365, 1100), "ferias", 30)

    def _licenca(
        self, vida: Vida, inicio: date, motivo: str, dias: int | None, *, depois_de: date | None = None
    ) -> None:
        if depois_de is not None and inicio <= depois_de:
            return
        fim = None if dias is None else inicio + timedelta(days=dias - 1)
        vida.acrescentar("afastamento", inicio, campo="inicio", fim=fim, motivo=motivo)

    # ------------------------------------------------------------ days

    def _dias(self, minimo: int, maximo: int) -> timedelta:
        return timedelta(days=self.sorteio.randint(minimo, maximo))

    def _util(self, dia: date) -> date:
        return self.regime.calendario.proximo_util(dia)


def _notas(dia: date, *, satisfatoria: bool) -> dict[str, Any]:
    """Return invented scores from 0 to 10, by the date."""
    base = dia.toordinal()
    return {nome: (7 if satisfatoria else 3) + (base + n) % 4 for n, (nome, _) in enumerate(FATORES)}


def _mais_meses(dia: date, meses: int) -> date:
    return somar_meses(dia, meses, FimDeMes.DIA_SEGUINTE)
