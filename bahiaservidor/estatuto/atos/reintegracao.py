"""Reintegração (art. 41), the excedência it causes, and recondução (art. 42)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..copia import replace
from ..tipos import FundamentoReintegracao, TipoPrazo, TipoProvimento
from ..vida import Interrupcao, Ocupacao, Provimento, VidaFuncional, Vinculo
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
)
from .comuns import antes, exige_estavel
from .disponibilidade import provido
from .nomeacao import ha_posto
from .postos import ocupante, ocupar
from .recomeco import recomecar_exercicio


@dataclass(frozen=True, slots=True, kw_only=True)
class Reintegracao:
    """Content of a reintegração; ``decisao`` is the date of the sentence or of the review that annulled the demissão.

    ``sem_posto`` and ``deslocado`` (the vínculo that becomes excedente) are what the registry showed at entry.
    """

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_41)
    fundamento: FundamentoReintegracao = campo(
        "Fundamento", TipoCampo.ESCOLHA, padrao=FundamentoReintegracao.JUDICIAL, dispositivo=d.ART_41
    )
    decisao: date = campo("Data da decisão", TipoCampo.DATA, dispositivo=d.ART_41)
    processo: str = campo("Processo", TipoCampo.TEXTO, padrao="")
    unidade: int | None = campo("Unidade de lotação", TipoCampo.UNIDADE, padrao=None)
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    sem_posto: bool = campo("Cargo extinto", TipoCampo.SIM_NAO, padrao=False, apurado=True)
    deslocado: int | None = campo("Ocupante deslocado", TipoCampo.VINCULO, padrao=None, apurado=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excedencia:
    """Content of the entry that leaves an occupant without post by another's reintegração (I3)."""

    publicacao: date = campo("Publicação da reintegração", TipoCampo.DATA, dispositivo=d.ART_42)
    reintegrado: int = campo("Quem foi reintegrado", TipoCampo.VINCULO, apurado=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconducao:
    """Content of a recondução; ``cargo`` is the former one, found by the registry."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_42)
    unidade: int | None = campo("Unidade de lotação", TipoCampo.UNIDADE, padrao=None)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)
    cargo: int | None = campo("Cargo de origem", TipoCampo.CARGO, padrao=None, apurado=True)


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Reintegracao) -> Requisito | None:
    fim = vinculo.fim
    if fim is None or fim.causa != "demissao":
        return estrutural(
            "I1", "A pessoa foi demitida", d.ART_41, "Não há demissão neste vínculo; só se reintegra quem foi demitido."
        )
    if vida.falecimento is not None and vida.falecimento.data <= conteudo.publicacao:
        return estrutural("I1", "A pessoa está viva", d.ART_41, "Consta o falecimento da pessoa.")
    if conteudo.publicacao <= fim.fato.data:
        return estrutural("I1", "O ato é posterior à demissão", d.ART_41, f"A demissão é de {fim.fato.data:%d/%m/%Y}.")
    if conteudo.decisao > conteudo.publicacao:
        return estrutural("I1", "A decisão não é posterior ao ato", d.ART_41, "A decisão é posterior ao ato.")
    if conteudo.decisao < fim.fato.data:
        return estrutural("I1", "A decisão não é anterior à demissão", d.ART_41, "A decisão é anterior à demissão.")
    return None


def _requisitos(contexto: Contexto, conteudo: Reintegracao) -> Iterator[Requisito]:
    cargo = contexto.cargo_atual
    if cargo is not None and cargo.extinto(conteudo.publicacao):
        yield aviso(
            "I2", "O cargo existe", d.ART_41, False,
            f"O cargo {cargo.nome} está extinto: a pessoa fica em disponibilidade até o aproveitamento.",
        )  # fmt: skip
    elif contexto.ocupante is not None:
        yield aviso(
            "I3", "O posto está livre", d.ART_42, False,
            f"O posto está ocupado: {contexto.ocupante.nome} fica excedente até que se publique o seu ato.",
        )  # fmt: skip
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _completar(contexto: Contexto, conteudo: Reintegracao) -> Reintegracao:
    cargo = contexto.cargo_atual
    extinto = cargo is not None and cargo.extinto(conteudo.publicacao)
    deslocado = None if extinto or contexto.ocupante is None else contexto.ocupante.vinculo
    return replace(conteudo, sem_posto=extinto, deslocado=deslocado)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    conteudo: Reintegracao = ato.conteudo
    morto = vida.falecimento is not None and vida.falecimento.data <= ato.data
    if vinculo.fim is None or morto:
        return vida
    fora = Interrupcao(
        inicio=vinculo.fim.fato.data, fim=None, conta_efetivo=True, causa="demissao", provido_em=ato.data
    )
    provimento = Provimento(
        tipo=TipoProvimento.REINTEGRACAO, fato=ato.fato, cargo=vinculo.cargo, cargo_anterior=vinculo.cargo,
        disponibilidade=conteudo.sem_posto,
    )  # fmt: skip
    vinculo = replace(
        vinculo,
        fim=None,
        provimentos=(*vinculo.provimentos, provimento),
        interrupcoes=(*vinculo.interrupcoes, fora),
        disponibilidade=ato.fato if conteudo.sem_posto else None,
    )
    return vida.com(vinculo if conteudo.sem_posto else ocupar(vinculo, ato.data, unidade=conteudo.unidade))


def _efeitos(contexto: Contexto, conteudo: Reintegracao) -> Iterator[str]:
    apurado = _completar(contexto, conteudo)
    if apurado.sem_posto:
        yield "Com o cargo extinto, a pessoa fica em disponibilidade, sem prazo de exercício, até o aproveitamento."
        return
    yield "A pessoa volta ao cargo e tem prazo para entrar em exercício (art. 21, § 1º)."
    if contexto.ocupante is not None:
        yield f"{contexto.ocupante.nome} deixa o posto e fica excedente (art. 42)."


DEFINICAO = DefinicaoAto(
    tipo="reintegracao",
    traz=TipoPrazo.EXERCICIO,
    recomecar=recomecar_exercicio,
    rotulo="Reintegração",
    registrado="Reintegração registrada",
    dispositivo=d.ART_41,
    conteudo=Reintegracao,
    campo_data="publicacao",
    ordem=16,
    precisa=frozenset({"autoridade", "cargo_atual", "ocupante"}),
    publicado=True,
    completar=_completar,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)


def _aplicar_excedencia(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if not vinculo.vivo or not ocupante(vinculo):
        return vida
    *outras, ultima = vinculo.ocupacoes
    dia = max(ato.data, ultima.desde)
    fechada = replace(ultima, ate=dia, causa=ato.tipo)
    excedente = Ocupacao(cargo=ultima.cargo, unidade=ultima.unidade, desde=dia, excedente=True)
    return vida.com(replace(vinculo, excedente=ato.fato, ocupacoes=(*outras, fechada, excedente)))


def _admite_excedencia(vida: VidaFuncional, vinculo: Vinculo, conteudo: Excedencia) -> Requisito | None:
    if not vinculo.vivo or not ocupante(vinculo):
        return estrutural("I3", "A pessoa ocupa um posto", d.ART_42, "A pessoa não ocupa posto neste vínculo.")
    return None


EXCEDENCIA = DefinicaoAto(
    tipo="excedencia",
    rotulo="Excedência por reintegração do anterior ocupante",
    registrado="Excedência registrada",
    dispositivo=d.ART_42,
    conteudo=Excedencia,
    campo_data="publicacao",
    ordem=14,
    oferecido=False,
    admite=_admite_excedencia,
    aplicar=_aplicar_excedencia,
    efeitos=lambda contexto, conteudo: ("A pessoa não conta nos postos do cargo até que se publique o seu ato.",),
)


def _admite_reconducao(vida: VidaFuncional, vinculo: Vinculo, conteudo: Reconducao) -> Requisito | None:
    if not vinculo.vivo or vinculo.excedente is None:
        return estrutural(
            "K1", "O anterior ocupante foi reintegrado", d.ART_42,
            "Só se reconduz quem perdeu o posto para o anterior ocupante reintegrado.",
        )  # fmt: skip
    if conteudo.publicacao < vinculo.excedente.data:
        return antes("K1", d.ART_42, "à reintegração", vinculo.excedente.data)
    return None


def _requisitos_reconducao(contexto: Contexto, conteudo: Reconducao) -> Iterator[Requisito]:
    yield from exige_estavel(contexto, conteudo.publicacao, "K1", d.ART_42)
    origem = contexto.origem
    if origem is None:
        # There is nowhere to go back to, whatever a ressalva says.
        yield estrutural(
            "I3", "Há cargo anterior na mesma carreira", d.ART_42,
            "Não há cargo anterior da carreira, deixado por posse em cargo inacumulável: ouça a PGE.",
        )  # fmt: skip
    else:
        yield from ha_posto(origem, conteudo.publicacao)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _completar_reconducao(contexto: Contexto, conteudo: Reconducao) -> Reconducao:
    assert contexto.vinculo is not None
    cargo = contexto.origem.id if contexto.origem is not None else contexto.vinculo.cargo
    return replace(conteudo, cargo=cargo)


def _aplicar_reconducao(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    conteudo: Reconducao = ato.conteudo
    if not vinculo.vivo:
        return vida
    cargo = vinculo.cargo if conteudo.cargo is None else conteudo.cargo
    return vida.com(provido(vinculo, ato, TipoProvimento.RECONDUCAO, cargo=cargo, unidade=conteudo.unidade))


def _efeitos_reconducao(contexto: Contexto, conteudo: Reconducao) -> Iterator[str]:
    cargo = "cargo anterior" if contexto.origem is None else f"cargo anterior, {contexto.origem.nome}"
    yield f"A pessoa volta ao {cargo}, no mesmo vínculo, e tem prazo para entrar em exercício (art. 21, § 1º)."


RECONDUCAO = DefinicaoAto(
    tipo="reconducao",
    traz=TipoPrazo.EXERCICIO,
    recomecar=recomecar_exercicio,
    rotulo="Recondução",
    registrado="Recondução registrada",
    dispositivo=d.ART_42,
    conteudo=Reconducao,
    campo_data="publicacao",
    ordem=16,
    precisa=frozenset({"autoridade", "origem"}),
    publicado=True,
    completar=_completar_reconducao,
    admite=_admite_reconducao,
    requisitos=_requisitos_reconducao,
    aplicar=_aplicar_reconducao,
    efeitos=_efeitos_reconducao,
)
