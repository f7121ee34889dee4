"""Disponibilidade and aproveitamento (arts. 37 to 39)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import dispositivos as d
from ..copia import replace
from ..prazos import prazo_do_provimento
from ..tipos import TipoPrazo, TipoProvimento
from ..vida import Provimento, VidaFuncional, Vinculo
from .base import (
    Ato,
    Contexto,
    DefinicaoAto,
    Requisito,
    TipoCampo,
    campo,
    estrutural,
    exige_autoridade,
    requisito,
)
from .comuns import antes, empossado, exige_estavel, so_permanente
from .nomeacao import cabe_na_lotacao, ha_posto
from .postos import desocupar, ocupar
from .recomeco import recomecar_exercicio
from .vacancia import encerrar, sem_apresentacao


@dataclass(frozen=True, slots=True, kw_only=True)
class Disponibilidade:
    """Content of the act that puts somebody in disponibilidade."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_37)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aproveitamento:
    """Content of an aproveitamento; ``compativel``: attributions and pay are compatible with the former cargo."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_38)
    cargo: int = campo("Cargo", TipoCampo.CARGO, dispositivo=d.ART_38)
    compativel: bool = campo(
        "Atribuições e vencimentos compatíveis", TipoCampo.SIM_NAO, padrao=True, dispositivo=d.ART_38, conferir=True
    )
    unidade: int | None = campo("Unidade de lotação", TipoCampo.UNIDADE, padrao=None)
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class CassacaoDisponibilidade:
    """Content of the cassação of a disponibilidade."""

    publicacao: date = campo("Publicação no DOE", TipoCampo.DATA, dispositivo=d.ART_39)
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    autoridade: int | None = campo("Autoridade", TipoCampo.AUTORIDADE, padrao=None, dispositivo=d.ART_9)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoencaComprovada:
    """Content of the junta's finding that illness keeps the aproveitado from the exercício."""

    data: date = campo("Data do laudo da junta", TipoCampo.DATA, dispositivo=d.ART_39)
    laudo: str = campo("Número do laudo", TipoCampo.TEXTO, padrao="", sigiloso=True)


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: Disponibilidade) -> Requisito | None:
    falta = empossado(vinculo, conteudo.publicacao, d.ART_37, regra="D1") or so_permanente(vinculo, "D1", d.ART_37)
    if falta is None and vinculo.disponibilidade is not None:
        falta = estrutural(
            "D1", "A pessoa não está em disponibilidade", d.ART_37,
            f"A pessoa está em disponibilidade desde {vinculo.disponibilidade.data:%d/%m/%Y}.",
        )  # fmt: skip
    return falta


def _requisitos(contexto: Contexto, conteudo: Disponibilidade) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    dia = conteudo.publicacao
    if vinculo.excedente is not None and vinculo.excedente.data <= dia:
        yield requisito("D1", "O posto foi tomado por reintegração", d.ART_42_PU, True)
        yield from exige_estavel(contexto, dia, "D1", d.ART_42_PU)
    else:
        cargo = contexto.cargo_atual
        dispensado = cargo is not None and cargo.dispensado(dia)
        nome = cargo.nome if cargo is not None else ""
        yield requisito(
            "D1", "O cargo foi extinto ou declarado desnecessário", d.ART_37, dispensado,
            f"O cargo {nome} não foi extinto nem declarado desnecessário até a data do ato.",
        )  # fmt: skip
        yield from exige_estavel(contexto, dia, "D1", d.ART_37)
    yield from exige_autoridade(contexto, dia, d.ART_9)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if not vinculo.vivo:
        return vida
    provimentos = tuple(replace(p, perdido=ato.fato) if p.pendente else p for p in vinculo.provimentos)
    return vida.com(
        replace(
            desocupar(vinculo, ato.data, ato.tipo),
            disponibilidade=ato.fato,
            excedente=None,
            # Who had not entered into exercício has no longer where to.
            perdas=(*vinculo.perdas, ato.fato) if vinculo.exercicio is None else vinculo.perdas,
            provimentos=provimentos,
            apresentacoes=sem_apresentacao(vinculo, ato.fato),
        )
    )


DEFINICAO = DefinicaoAto(
    tipo="disponibilidade",
    rotulo="Disponibilidade",
    registrado="Disponibilidade registrada",
    dispositivo=d.ART_37,
    conteudo=Disponibilidade,
    campo_data="publicacao",
    ordem=15,
    precisa=frozenset({"autoridade", "cargo_atual"}),
    publicado=True,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=lambda contexto, conteudo: (
        "A pessoa fica em disponibilidade até o aproveitamento em cargo compatível (art. 38).",
    ),
)


def _admite_aproveitamento(vida: VidaFuncional, vinculo: Vinculo, conteudo: Aproveitamento) -> Requisito | None:
    desde = vinculo.disponibilidade or vinculo.excedente
    if not vinculo.vivo or desde is None:
        return estrutural(
            "D2", "A pessoa está em disponibilidade", d.ART_38, "A pessoa não está em disponibilidade neste vínculo."
        )
    if conteudo.publicacao < desde.data:
        return antes("D2", d.ART_38, "à disponibilidade", desde.data)
    return None


def _requisitos_aproveitamento(contexto: Contexto, conteudo: Aproveitamento) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    yield requisito(
        "D2", "O cargo é compatível", d.ART_38, conteudo.compativel,
        "O cargo não tem atribuições e vencimentos compatíveis com os do anterior.",
    )  # fmt: skip
    if vinculo.disponibilidade is None:
        yield from exige_estavel(contexto, conteudo.publicacao, "I3", d.ART_42_PU)
    if contexto.cargo is not None:
        yield from ha_posto(contexto.cargo, conteudo.publicacao)
        yield from cabe_na_lotacao(contexto)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def _aplicar_aproveitamento(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    conteudo: Aproveitamento = ato.conteudo
    if not vinculo.vivo:
        return vida
    return vida.com(
        provido(vinculo, ato, TipoProvimento.APROVEITAMENTO, cargo=conteudo.cargo, unidade=conteudo.unidade)
    )


def provido(vinculo: Vinculo, ato: Ato, tipo: TipoProvimento, *, cargo: int, unidade: int | None = None) -> Vinculo:
    """Return the vínculo in another post, of ``cargo``, with the exercício to enter into."""
    novo = Provimento(tipo=tipo, fato=ato.fato, cargo=cargo, cargo_anterior=vinculo.cargo)
    vinculo = replace(
        desocupar(vinculo, ato.data, ato.tipo),
        disponibilidade=None,
        excedente=None,
        provimentos=(*vinculo.provimentos, novo),
    )
    return ocupar(vinculo, ato.data, cargo=cargo, unidade=unidade)


APROVEITAMENTO = DefinicaoAto(
    tipo="aproveitamento",
    traz=TipoPrazo.EXERCICIO,
    recomecar=recomecar_exercicio,
    rotulo="Aproveitamento",
    registrado="Aproveitamento registrado",
    dispositivo=d.ART_38,
    conteudo=Aproveitamento,
    campo_data="publicacao",
    ordem=16,
    precisa=frozenset({"autoridade", "cargo", "lotacao"}),
    publicado=True,
    admite=_admite_aproveitamento,
    requisitos=_requisitos_aproveitamento,
    aplicar=_aplicar_aproveitamento,
    efeitos=lambda contexto, conteudo: (
        "A pessoa ocupa um posto do cargo e tem prazo para entrar em exercício (art. 39).",
    ),
)


def _admite_cassacao(vida: VidaFuncional, vinculo: Vinculo, conteudo: CassacaoDisponibilidade) -> Requisito | None:
    desde = _desde(vinculo)
    if desde is None:
        return estrutural(
            "D3", "Há disponibilidade ou aproveitamento à espera de exercício", d.ART_39,
            "Não há disponibilidade nem aproveitamento à espera de exercício neste vínculo.",
        )  # fmt: skip
    return antes("D3", d.ART_39, "à disponibilidade", desde) if conteudo.publicacao < desde else None


def _desde(vinculo: Vinculo) -> date | None:
    if not vinculo.vivo:
        return None
    if vinculo.disponibilidade is not None:
        return vinculo.disponibilidade.data
    provimento = vinculo.provimento
    if provimento is not None and provimento.tipo is TipoProvimento.APROVEITAMENTO and provimento.pendente:
        return provimento.fato.data
    return None


def _requisitos_cassacao(contexto: Contexto, conteudo: CassacaoDisponibilidade) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    provimento = vinculo.provimento
    if (
        provimento is None
        or provimento.tipo is not TipoProvimento.APROVEITAMENTO
        or not (provimento.pendente or provimento.sem_efeito is not None)
    ):
        yield requisito(
            "D3", "Há aproveitamento sem exercício no prazo", d.ART_39, False,
            "Não há aproveitamento descumprido; a cassação é a consequência de não entrar em exercício.",
        )  # fmt: skip
    else:
        yield from aproveitamento_descumprido(contexto, vinculo, conteudo.publicacao)
    yield from exige_autoridade(contexto, conteudo.publicacao, d.ART_9)


def aproveitamento_descumprido(contexto: Contexto, vinculo: Vinculo, dia: date) -> Iterator[Requisito]:
    """Yield what D3 asks before its two acts: the term is over, and no junta proved illness."""
    posicao = len(vinculo.provimentos) - 1
    provimento = vinculo.provimentos[posicao]
    prazo = prazo_do_provimento(contexto.vida, vinculo, posicao, lambda unidade, instante: contexto.regime)
    ultimo = prazo.vence_ultimo
    yield requisito(
        "D3", "O prazo do exercício terminou", d.ART_39, ultimo is not None and dia > ultimo,
        "O prazo do exercício está suspenso por impedimento legal." if ultimo is None
        else f"O prazo do exercício vai até {ultimo:%d/%m/%Y}; o ato só cabe depois desse dia.",
    )  # fmt: skip
    yield requisito(
        "D3", "Nenhuma doença foi comprovada em inspeção", d.ART_39, provimento.doenca is None,
        "A junta médica comprovou doença que impede o exercício.",
    )  # fmt: skip


CASSACAO = DefinicaoAto(
    tipo="cassacao_disponibilidade",
    rotulo="Cassação da disponibilidade",
    registrado="Cassação da disponibilidade registrada",
    dispositivo=d.ART_39,
    conteudo=CassacaoDisponibilidade,
    campo_data="publicacao",
    ordem=87,
    precisa=frozenset({"autoridade"}),
    publicado=True,
    admite=_admite_cassacao,
    requisitos=_requisitos_cassacao,
    aplicar=encerrar,
    efeitos=lambda contexto, conteudo: ("O vínculo termina.",),
)


def _admite_doenca(vida: VidaFuncional, vinculo: Vinculo, conteudo: DoencaComprovada) -> Requisito | None:
    provimento = vinculo.provimento
    if provimento is None or provimento.tipo is not TipoProvimento.APROVEITAMENTO or not vinculo.aguarda_exercicio:
        return estrutural(
            "D3", "Há aproveitamento à espera de exercício", d.ART_39, "Não há aproveitamento à espera de exercício."
        )
    if conteudo.data < provimento.fato.data:
        return antes("D3", d.ART_39, "ao aproveitamento", provimento.fato.data)
    return None


def _aplicar_doenca(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    if not vinculo.aguarda_exercicio:
        return vida
    *outros, ultimo = vinculo.provimentos
    return vida.com(replace(vinculo, provimentos=(*outros, replace(ultimo, doenca=ato.fato))))


DOENCA = DefinicaoAto(
    tipo="doenca_no_aproveitamento",
    rotulo="Doença comprovada do aproveitado",
    registrado="Doença comprovada registrada",
    dispositivo=d.ART_39,
    conteudo=DoencaComprovada,
    campo_data="data",
    ordem=44,
    admite=_admite_doenca,
    aplicar=_aplicar_doenca,
    efeitos=lambda contexto, conteudo: (
        "Enquanto durar, não se tornam sem efeito o aproveitamento nem se cassa a disponibilidade (art. 39).",
    ),
)
