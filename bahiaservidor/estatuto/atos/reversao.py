"""Reversão (arts. 34 to 36): who was retired por invalidez goes back to work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..contagem import aniversario
from ..copia import replace
from ..tipos import TipoAposentadoria, TipoPrazo, TipoProvimento, TipoRessalva
from ..vida import Interrupcao, Provimento, VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    TipoCampo,
    aviso,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)
from .postos import ocupar
from .recomeco import recomecar_exercicio


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversao:
    """Content of a reversão; ``laudo`` is the date of the junta's declaration that the reasons are gone."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_34)
    laudo: date | None = campo("Data do laudo da junta", TipoCampo.DATA, padrao=None, dispositivo=d.ART_34)
    laudo_numero: str = campo("Número do laudo", TipoCampo.TEXTO, padrao="", sigiloso=True)
    unidade: int | None = campo("Unidade de lotação", TipoCampo.UNIDADE, padrao=None)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    sem_posto: bool = campo("Sem posto livre", TipoCampo.SIM_NAO, padrao=False, apurado=True)


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Reversao) -> Requisito | None:
    aposentadoria = vinculo.aposentadoria
    if not vinculo.existe or aposentadoria is None:
        return estrutural("R1", "A pessoa está aposentada", d.ART_34, "Não há aposentadoria neste vínculo.")
    if conteudo.publicacao <= aposentadoria.fato.data:
        return estrutural(
            "R1", "O ato é posterior à aposentadoria", d.ART_34,
            f"A aposentadoria é de {aposentadoria.fato.data:%d/%m/%Y}.",
        )  # fmt: skip
    if conteudo.laudo is not None and conteudo.laudo > conteudo.publicacao:
        return estrutural("R1", "O laudo não é posterior ao ato", d.ART_34, "O laudo da junta é posterior ao ato.")
    return None


def _requisitos(contexto: Contexto, conteudo: Reversao) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    assert vinculo.aposentadoria is not None
    tipo = vinculo.aposentadoria.tipo
    yield requisito(
        "R1", "A aposentadoria foi por invalidez", d.ART_34, tipo is TipoAposentadoria.INVALIDEZ,
        "A espécie da aposentadoria não está registrada." if tipo is None
        else f"A aposentadoria é {tipo.rotulo.lower()}; só reverte quem se aposentou por invalidez.",
    )  # fmt: skip
    yield requisito(
        "R1", "Laudo da junta oficial declara cessados os motivos", d.ART_34, conteudo.laudo is not None,
        "Falta o laudo da junta médica oficial.",
    )  # fmt: skip
    yield from _da_idade(contexto, conteudo)
    cargo = contexto.cargo_atual
    if cargo is not None and not cargo.tem_posto(conteudo.publicacao):
        yield aviso(
            "R2", "Há posto livre no cargo", d.ART_35, False,
            f"O cargo {cargo.nome} não tem posto livre: a pessoa fica em disponibilidade até o aproveitamento.",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _da_idade(contexto: Contexto, conteudo: Reversao) -> Iterator[Requisito]:
    """Yield rule R4: a ressalva of two kinds carries it past the limit, nothing past the age of the compulsória."""
    nascimento = contexto.vida.nascimento
    if nascimento is None:
        # Without it nothing tells whether the age that no ressalva passes was reached.
        yield estrutural(
            "R4", "A data de nascimento é conhecida", d.ART_36,
            "A data de nascimento não está registrada, e dela depende a idade limite.",
        )  # fmt: skip
        return
    dia = conteudo.publicacao
    limite = contexto.parametros.inteiro("idade_limite_reversao", dia)
    completa = aniversario(nascimento, limite)
    nunca = aniversario(nascimento, contexto.parametros.inteiro("idade_compulsoria", dia))
    if dia >= nunca:
        yield estrutural(
            "R4", "Não chegou à idade da aposentadoria compulsória", d.ART_36,
            f"A pessoa chegou em {nunca:%d/%m/%Y} à idade da aposentadoria compulsória: não há reversão, nem com "
            "ressalva.",
        )  # fmt: skip
        return
    yield Requisito(
        regra="R4",
        descricao=f"Não completou {limite} anos",
        dispositivo=d.ART_36,
        atendido=dia < completa,
        falta=""
        if dia < completa
        else f"A pessoa completou {limite} anos em {completa:%d/%m/%Y}; só decisão judicial ou parecer da PGE, "
        "com o nome da segunda pessoa que confirma, permitem registrar a reversão.",
        so_com=(TipoRessalva.DECISAO_JUDICIAL, TipoRessalva.PARECER_PGE),
    )


def _completar(contexto: Contexto, conteudo: Reversao) -> Reversao:
    cargo = contexto.cargo_atual
    return replace(conteudo, sem_posto=cargo is not None and not cargo.tem_posto(conteudo.publicacao))


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    conteudo: Reversao = ato.conteudo
    if vinculo.aposentadoria is None or not vinculo.existe:
        return vida
    fora = Interrupcao(
        inicio=vinculo.aposentadoria.fato.data,
        fim=None,
        conta_efetivo=False,
        causa="aposentadoria",
        provido_em=ato.data,
    )
    provimento = Provimento(
        tipo=TipoProvimento.REVERSAO, fato=ato.fato, cargo=vinculo.cargo, cargo_anterior=vinculo.cargo,
        disponibilidade=conteudo.sem_posto,
    )  # fmt: skip
    vinculo = replace(
        vinculo,
        aposentadoria=None,
        provimentos=(*vinculo.provimentos, provimento),
        interrupcoes=(*vinculo.interrupcoes, fora),
        disponibilidade=ato.fato if conteudo.sem_posto else None,
    )
    return vida.com(vinculo if conteudo.sem_posto else ocupar(vinculo, ato.data, unidade=conteudo.unidade))


def _efeitos(contexto: Contexto, conteudo: Reversao) -> Iterator[str]:
    if _completar(contexto, conteudo).sem_posto:
        yield "Sem posto livre: a pessoa fica em disponibilidade, sem prazo de exercício, até o aproveitamento."
    else:
        yield "A pessoa volta ao cargo e tem prazo para entrar em exercício (art. 34, parágrafo único)."


DEFINICAO = DefinicaoAto(
    tipo="reversao",
    traz=TipoPrazo.EXERCICIO,
    recomecar=recomecar_exercicio,
    rotulo="Reversão",
    registrado="Reversão registrada",
    dispositivo=d.ART_34,
    conteudo=Reversao,
    campo_data="publicacao",
    ordem=16,
    precisa=frozenset({"autoridade", "cargo_atual"}),
    publicado=True,
    completar=_completar,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
