"""Promoção (arts. 30 to 33; rule S6): another class or reference of the same cargo.  Not a provimento (N2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..ausencias import dias_que_nao_contam
from ..funcional import Promocao, posicao_na_carreira
from ..prazos import estavel_desde
from ..tipos import Carater, CriterioPromocao, MotivoAfastamento, SituacaoInicial
from ..vida import VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, exige_autoridade, requisito
from .duradouros import acrescentar, cessar_registro, fora_do_exercicio


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoPromocao:
    """Content of a promoção; ``vigencia`` None means from the publication on."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_30)
    vigencia: date | None = campo("Vale desde", TipoCampo.DATA, padrao=None, ajuda="Em branco: desde a publicação.")
    criterio: CriterioPromocao = campo("Critério", TipoCampo.ESCOLHA, dispositivo=d.ART_30)
    classe: str = campo("Nova classe", TipoCampo.TEXTO, padrao="")
    referencia: str = campo("Nova referência", TipoCampo.TEXTO, padrao="")
    autoridade: int | None = campo("Autoridade que promove", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


def _desde(conteudo: ConteudoPromocao) -> date:
    return conteudo.vigencia or conteudo.publicacao


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoPromocao) -> Requisito | None:
    falta = fora_do_exercicio(vinculo, _desde(conteudo), d.ART_30)
    if falta is None or vinculo.disponibilidade is None or not vinculo.existe:
        return falta
    # Who is in disponibilidade holds the cargo: by antiguidade the law itself decides (art. 31).
    return None


def _requisitos(contexto: Contexto, conteudo: ConteudoPromocao) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    dia = _desde(conteudo)
    yield requisito(
        "S6", "O cargo é permanente", d.ART_30, vinculo.permanente,
        f"Só há promoção em cargo permanente, e este é {vinculo.carater.rotulo.lower()}.",
    )  # fmt: skip
    yield requisito(
        "S6", "A nova classe ou referência está escrita", d.ART_30,
        bool(conteudo.classe.strip() or conteudo.referencia.strip()), "Escreva a classe ou a referência.",
    )  # fmt: skip
    yield requisito(
        "S6", "Não está em estágio probatório", d.ART_31, not _em_estagio(contexto, vinculo, dia),
        f"Em {dia:%d/%m/%Y} a pessoa está em estágio probatório.",
    )  # fmt: skip
    yield from _do_exercicio(contexto, vinculo, conteudo, dia)
    atual = posicao_na_carreira(vinculo.funcional, dia)
    repete = atual is not None and (atual.classe, atual.referencia) == (
        conteudo.classe.strip(), conteudo.referencia.strip(),
    )  # fmt: skip
    yield aviso("S6", "A classe ou a referência muda", d.ART_30, not repete, "É a classe e a referência que já tem.")
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _em_estagio(contexto: Contexto, vinculo: Vinculo, dia: date) -> bool:
    if not vinculo.permanente:
        return False
    inicial = vinculo.inicial
    if inicial is not None and inicial.situacao is not SituacaoInicial.EM_ESTAGIO_PROBATORIO:
        return False
    desde = estavel_desde(vinculo, lambda unidade, instante: contexto.regime, dia)
    return desde is None or dia < desde


def _do_exercicio(contexto: Contexto, vinculo: Vinculo, conteudo: ConteudoPromocao, dia: date) -> Iterator[Requisito]:
    """Yield what being away means: nothing by antiguidade; by merecimento only a mandato eletivo is excused."""
    if conteudo.criterio is CriterioPromocao.ANTIGUIDADE:
        return
    motivos = {a.motivo for a in vinculo.afastamentos if a.cobre(dia)}
    fora = any(
        inicio <= dia and (fim is None or dia <= fim)
        for inicio, fim in dias_que_nao_contam(vinculo.afastamentos, contexto.parametros)
    )
    em_mandato = MotivoAfastamento.MANDATO_ELETIVO in motivos
    disponivel = vinculo.disponibilidade is not None and vinculo.disponibilidade.data <= dia
    yield requisito(
        "S6", "Está em efetivo exercício na administração estadual, ou em mandato eletivo", d.ART_31,
        em_mandato or not (fora or disponivel),
        f"Em {dia:%d/%m/%Y} a pessoa está fora do efetivo exercício: por merecimento não se promove, só por "
        "antiguidade.",
    )  # fmt: skip
    yield requisito(
        "S6", "Não está em mandato sindical", d.ART_118_XII, MotivoAfastamento.MANDATO_SINDICAL not in motivos,
        "O tempo de mandato sindical não conta para a promoção por merecimento.",
    )  # fmt: skip
    yield aviso(
        "S6", "Não está à disposição de outro ente", d.ART_31, MotivoAfastamento.A_DISPOSICAO not in motivos,
        "A pessoa está à disposição de outro órgão: confira se é da administração estadual (art. 31).",
    )  # fmt: skip


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    conteudo: ConteudoPromocao = ato.conteudo
    registro = Promocao(
        inicio=_desde(conteudo),
        criterio=conteudo.criterio,
        classe=conteudo.classe.strip(),
        referencia=conteudo.referencia.strip(),
    )
    return acrescentar(vida, ato, registro)


def _efeitos(contexto: Contexto, conteudo: ConteudoPromocao) -> Iterator[str]:
    yield "Muda a classe ou a referência; o cargo continua o mesmo (a promoção não é forma de provimento)."


cessar = cessar_registro

DEFINICAO = DefinicaoAto(
    tipo="promocao",
    para=frozenset({Carater.PERMANENTE}),
    rotulo="Promoção",
    registrado="Promoção registrada",
    dispositivo=d.ART_30,
    conteudo=ConteudoPromocao,
    campo_data="publicacao",
    ordem=64,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
    cessar=cessar,
)
