"""What the acts outside the forms of provimento share: who they are for, how they begin, end and cease.

Readaptação, substituição and designação last from a day until another; whatever ends them ends the day before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..contagem import UM_DIA
from ..copia import replace
from ..funcional import RegistroFuncional, encerrar_registros, encurtar, vigentes
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, campo, estrutural


def fora_do_exercicio(vinculo: Vinculo, dia: date, dispositivo: str) -> Requisito | None:
    """Return the structural requirement that the holder was in exercício (even if away) on the day, or None."""
    a_espera = vinculo.aguarda_exercicio and dia >= vinculo.provimentos[-1].fato.data
    if vinculo.em_exercicio_em(dia) and not a_espera:
        return None
    # What was declared on opening the file may have no date of exercício.
    declarado = vinculo.inicial is not None and vinculo.exercicio is None and vinculo.disponibilidade is None
    if declarado and vinculo.vivo and not a_espera:
        return None
    if vinculo.encerrado_em is not None and dia >= vinculo.encerrado_em.data:
        falta = f"O vínculo terminou em {vinculo.encerrado_em.data:%d/%m/%Y}."
    else:
        falta = f"Em {dia:%d/%m/%Y} a pessoa não estava em exercício no cargo deste vínculo."
    return estrutural("0", "A pessoa estava em exercício no cargo", dispositivo, falta)


def fora_de_ordem(inicio: date, fim: date | None, dispositivo: str) -> Requisito | None:
    """Return the structural requirement that the dates are in order, or None."""
    if fim is None or fim >= inicio:
        return None
    return estrutural("0", "As datas estão em ordem", dispositivo, "O último dia é anterior ao primeiro.")


def acrescentar(vida: VidaFuncional, ato: Ato, registro: RegistroFuncional) -> VidaFuncional:
    """Return the life with the record on the act's vínculo, cut by the vacância if there is one."""
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    novos: tuple[RegistroFuncional, ...] = (replace(registro, ato=ato.id, sequencia=ato.sequencia),)
    if vinculo.encerrado_em is not None:
        novos = encerrar_registros(novos, vinculo.encerrado_em.data)
    return vida.com(replace(vinculo, funcional=(*vinculo.funcional, *novos)))


def cessar_registro(vida: VidaFuncional, alvo: Ato, data: date) -> VidaFuncional:
    """Return the life in which what ``alvo`` recorded lasts only up to the day before ``data``."""
    if alvo.vinculo is None:
        return vida
    vinculo = vida.vinculo(alvo.vinculo)
    novos = tuple(
        encurtar(r, data) if r.ato == alvo.id else r for r in vinculo.funcional if r.ato != alvo.id or r.inicio < data
    )
    return vida.com(replace(vinculo, funcional=novos))


# ------------------------------------------------------------------ the acts that end them


@dataclass(frozen=True, slots=True, kw_only=True)
class Cessacao:
    """Content of the act that ends a readaptação, a substituição or a designação."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_22)
    data: date | None = campo(
        "Primeiro dia sem ela", TipoCampo.DATA, padrao=None, ajuda="Em branco: o dia da publicação."
    )
    desde: date | None = campo(
        "Início do que termina", TipoCampo.DATA, padrao=None, ajuda="Em branco: a que está em curso."
    )
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")

    @property
    def primeiro_dia(self) -> date:
        """The first day on which it no longer lasts."""
        return self.data or self.publicacao


def em_curso(
    vinculo: Vinculo, especie: type[RegistroFuncional], conteudo: Cessacao, antes_de: int | None = None
) -> RegistroFuncional | None:
    """Return the record that the act ends: the one that covers its eve, the latest if several do and none was named."""
    achados = [
        r
        for r in vigentes(vinculo.funcional, especie, conteudo.primeiro_dia - UM_DIA)
        if conteudo.desde in (None, r.inicio) and (antes_de is None or r.sequencia < antes_de)
    ]
    return achados[-1] if achados else None


def definir_cessacao(
    especie: type[RegistroFuncional],
    *,
    tipo: str,
    rotulo: str,
    registrado: str,
    dispositivo: str,
    regra: str,
    falta: str,
    ordem: int,
    efeito: str,
    conteudo: type[Cessacao] = Cessacao,
) -> DefinicaoAto:
    """Return the definition of the act that ends records of a kind."""

    def admite(vida: VidaFuncional, vinculo: Vinculo, cessacao: Cessacao) -> Requisito | None:
        if em_curso(vinculo, especie, cessacao) is not None:
            return None
        return estrutural(regra, falta.split(" na véspera")[0].replace("Não há", "Há"), dispositivo, falta)

    def aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
        assert ato.vinculo is not None
        vinculo = vida.vinculo(ato.vinculo)
        alvo = em_curso(vinculo, especie, ato.conteudo, ato.sequencia)
        if alvo is None:
            return vida
        novos = tuple(encurtar(r, ato.conteudo.primeiro_dia) if r is alvo else r for r in vinculo.funcional)
        return vida.com(replace(vinculo, funcional=novos))

    def efeitos(contexto: Contexto, cessacao: Cessacao) -> Iterator[str]:
        yield efeito

    admite_: Callable[[VidaFuncional, Vinculo, Cessacao], Requisito | None] = admite
    return DefinicaoAto(
        tipo=tipo,
        rotulo=rotulo,
        registrado=registrado,
        dispositivo=dispositivo,
        conteudo=conteudo,
        campo_data="publicacao",
        ordem=ordem,
        publicado=True,
        admite=admite_,
        aplicar=aplicar,
        efeitos=efeitos,
    )
