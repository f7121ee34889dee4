"""Afastamento and retorno: absences of every kind (arts. 22, 26, 101 to 118)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .. import dispositivos as d
from ..agil import agil
from ..ausencias import (
    DE_DIAS_CERTOS,
    LIMITES_DO_ART_113,
    NO_EXTERIOR,
    abonos_excedentes,
    fim_da_permanencia,
    sequencia_anterior,
)
from ..contagem import UM_DIA, dias_entre, rolar, somar_meses
from ..copia import replace
from ..tipos import NAO_SAO_EFETIVO_EXERCICIO, Carater, FimDeMes, MotivoAfastamento, TipoPrazo
from ..vida import Afastamento, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, TipoCampo, aviso, campo, estrutural, requisito


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class ConteudoAfastamento:
    """Content of an absence, both ends included; ``fim`` None while open."""

    inicio: date = campo("Primeiro dia", TipoCampo.DATA)
    fim: date | None = campo("Último dia", TipoCampo.DATA, padrao=None, ajuda="Em branco enquanto não se sabe.")
    motivo: MotivoAfastamento = campo("Motivo", TipoCampo.ESCOLHA, dispositivo=d.ART_118)
    suspende_estagio: bool | None = campo(
        "Suspende o período avaliado do estágio",
        TipoCampo.SIM_NAO_PENDENTE,
        padrao=None,
        ajuda="“A decidir”: como o efetivo exercício (art. 118). Outra escolha pede fundamento.",
        dispositivo=d.ART_27,
    )
    fundamento: str = campo("Fundamento", TipoCampo.TEXTO_LONGO, padrao="")
    autorizacao: str = campo(
        "Autorização do Chefe do Poder",
        TipoCampo.TEXTO,
        padrao="",
        ajuda="Só para missão ou estudo no exterior.",
        dispositivo=d.ART_26,
    )
    ressarcido: bool = campo(
        "Despesas do afastamento no exterior ressarcidas", TipoCampo.SIM_NAO, padrao=False, dispositivo=d.ART_26
    )
    processo: str = campo("Processo SEI", TipoCampo.TEXTO, padrao="")


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class Retorno:
    """Content of a return: the first day back at work."""

    data: date = campo("Primeiro dia de volta", TipoCampo.DATA, dispositivo=d.ART_22)
    desincorporacao: date | None = campo(
        "Data da desincorporação",
        TipoCampo.DATA,
        padrao=None,
        ajuda="Só na volta do serviço militar.",
        dispositivo=d.ART_103,
    )


def _admite(vida: VidaFuncional, vinculo: Vinculo, conteudo: ConteudoAfastamento) -> Requisito | None:
    if conteudo.fim is not None and conteudo.fim < conteudo.inicio:
        return estrutural("E6", "As datas estão em ordem", d.ART_22, "O último dia é anterior ao primeiro.")
    if conteudo.fim is None and conteudo.motivo in DE_DIAS_CERTOS:
        falta = "Falta o último dia: abono e falta se registram com os dias certos."
        return estrutural("S5", "Os dias da ausência são certos", d.ART_118, falta)
    if conteudo.motivo is MotivoAfastamento.MANDATO_SINDICAL:
        falta = "O mandato em entidade sindical tem ato próprio: escolha “Mandato sindical” na lista de atos."
        return estrutural("D4", "O afastamento não tem ato próprio", d.ART_40, falta)
    if vinculo.inicial is not None and vinculo.disponibilidade is None:
        return None if vinculo.vivo else estrutural("E6", "O vínculo existe", d.ART_22, "O vínculo já terminou.")
    if vinculo.em_exercicio_em(conteudo.inicio):
        return None
    # Who took posse and is not at work yet may be impeded too, but not in a vínculo beside the one that is exercised.
    outro = any(v.em_exercicio_em(conteudo.inicio) for v in vida.vinculos)
    if outro or not vinculo.empossado_em(conteudo.inicio):
        falta = "No primeiro dia do afastamento a pessoa não estava investida no cargo deste vínculo."
        return estrutural("E6", "A pessoa estava investida no cargo", d.ART_22, falta)
    return None


def _requisitos(contexto: Contexto, conteudo: ConteudoAfastamento) -> Iterator[Requisito]:
    vinculo = contexto.vinculo
    assert vinculo is not None
    if conteudo.motivo is MotivoAfastamento.INTERESSE_PARTICULAR:
        yield from _interesse_particular(contexto, vinculo, conteudo)
    if conteudo.motivo in NO_EXTERIOR:
        yield from _no_exterior(contexto, vinculo, conteudo)
    if conteudo.motivo in LIMITES_DO_ART_113:
        yield from _do_art_113(contexto, conteudo)
    if conteudo.motivo is MotivoAfastamento.ABONO:
        yield from _abono(contexto, vinculo, conteudo)
    if conteudo.motivo is MotivoAfastamento.AFASTAMENTO_PREVENTIVO:
        yield aviso(
            "S5", "Resultado do processo", d.ART_118_X, False,
            "Se do processo resultar punição maior que a advertência, reveja a contagem destes dias (art. 118, X).",
        )  # fmt: skip
    escolhida = contexto.regime.opcoes.suspende(conteudo.motivo)
    padrao = conteudo.motivo in NAO_SAO_EFETIVO_EXERCICIO if escolhida is None else escolhida
    if conteudo.suspende_estagio is not None and conteudo.suspende_estagio is not padrao:
        yield requisito(
            "S5", "A escolha sobre o período avaliado tem fundamento", d.ART_118, bool(conteudo.fundamento.strip()),
            "Diga por que esta ausência suspende, ou não suspende, o período avaliado do estágio.",
        )  # fmt: skip


def _interesse_particular(contexto: Contexto, vinculo: Vinculo, conteudo: ConteudoAfastamento) -> Iterator[Requisito]:
    fim_de_mes = contexto.regime.opcoes.fim_de_mes
    inicio = conteudo.inicio
    minimo = contexto.parametros.inteiro("interesse_particular_exercicio_meses", inicio)
    if vinculo.exercicio is None:
        yield requisito("V4", "Dois anos de exercício", d.ART_111, False, "Não há exercício registrado neste vínculo.")
        return
    completa = somar_meses(vinculo.exercicio.data, minimo, fim_de_mes)
    yield requisito(
        "V4", f"{minimo // 12} anos de exercício completos", d.ART_111, inicio >= completa,
        f"Os {minimo // 12} anos de exercício só se completam em {completa:%d/%m/%Y}.",
    )  # fmt: skip
    anos = contexto.parametros.inteiro("interesse_particular_anos", inicio)
    yield from _duracao("V4", d.ART_111, conteudo, anos, fim_de_mes)
    intervalo = contexto.parametros.inteiro("interesse_particular_intervalo_meses", inicio)
    anterior = sequencia_anterior(vinculo.afastamentos, (MotivoAfastamento.INTERESSE_PARTICULAR,), inicio)
    if anterior is not None:
        if anterior.fim is not None and inicio == anterior.fim + UM_DIA:
            yield requisito(
                "V4", "É a única prorrogação da licença", d.ART_111, len(anterior.partes) == 1,
                "A licença já foi prorrogada uma vez.",
            )  # fmt: skip
        else:
            livre = None if anterior.fim is None else somar_meses(anterior.fim, intervalo, fim_de_mes)
            yield requisito(
                "V4", f"{intervalo // 12} anos desde o fim da última licença", d.ART_111,
                livre is not None and inicio >= livre,
                "A última licença ainda não terminou." if livre is None
                else f"Nova licença só a partir de {livre:%d/%m/%Y}.",
            )  # fmt: skip
    yield from _permanencia(vinculo, conteudo, repara=True)


def _duracao(
    regra: str, dispositivo: str, conteudo: ConteudoAfastamento, anos: int, fim_de_mes: FimDeMes
) -> Iterator[Requisito]:
    ultimo = somar_meses(conteudo.inicio, anos * 12, fim_de_mes) - UM_DIA
    if conteudo.fim is None:
        yield aviso(
            regra, f"Último dia até {ultimo:%d/%m/%Y}", dispositivo, False,
            f"Sem data de término: o último dia possível é {ultimo:%d/%m/%Y} ({dispositivo}).",
        )  # fmt: skip
        return
    yield requisito(
        regra, f"Duração de até {anos} anos", dispositivo, conteudo.fim <= ultimo,
        f"O último dia possível é {ultimo:%d/%m/%Y}.",
    )  # fmt: skip


def _do_art_113(contexto: Contexto, conteudo: ConteudoAfastamento) -> Iterator[Requisito]:
    """Yield the limit of a short absence, once the installation has recorded it (section 11)."""
    maximo = contexto.parametros.valor(LIMITES_DO_ART_113[conteudo.motivo], conteudo.inicio)
    if not isinstance(maximo, int) or isinstance(maximo, bool):
        return
    ultimo = conteudo.inicio + timedelta(days=maximo - 1)
    yield requisito(
        "S5", f"Até {maximo} {'dia' if maximo == 1 else 'dias'}", d.ART_113,
        conteudo.fim is not None and conteudo.fim <= ultimo,
        f"{conteudo.motivo.rotulo}: o último dia possível é {ultimo:%d/%m/%Y}.",
    )  # fmt: skip


def _abono(contexto: Contexto, vinculo: Vinculo, conteudo: ConteudoAfastamento) -> Iterator[Requisito]:
    assert conteudo.fim is not None
    novo = Afastamento(inicio=conteudo.inicio, fim=conteudo.fim, motivo=conteudo.motivo)
    antes = _total(abonos_excedentes(vinculo.afastamentos, contexto.parametros))
    dias = _total(abonos_excedentes((*vinculo.afastamentos, novo), contexto.parametros)) - antes
    mes, ano = _limites_do_abono(contexto, conteudo)
    quantos = "1 dia de abono passa" if dias == 1 else f"{dias} dias de abono passam"
    yield aviso(
        "S5", "Abonos dentro do limite do mês e do ano", d.ART_118_VIII, dias == 0,
        f"{quantos} de {mes} no mês ou {ano} no ano: o que passa não conta como efetivo exercício "
        "(art. 118, inciso VIII).",
    )  # fmt: skip


def _limites_do_abono(contexto: Contexto, conteudo: ConteudoAfastamento) -> tuple[int, int]:
    """Return how many abonos count in a month and in a year."""
    ler = contexto.parametros.inteiro
    return ler("abonos_mes_maximo", conteudo.inicio), ler("abonos_ano_maximo", conteudo.inicio)


def _total(periodos: list[tuple[date, date]]) -> int:
    return sum(dias_entre(inicio, fim) for inicio, fim in periodos)


def _permanencia(vinculo: Vinculo, conteudo: ConteudoAfastamento, *, repara: bool = False) -> Iterator[Requisito]:
    permanencia = fim_da_permanencia(vinculo.afastamentos, conteudo.inicio)
    if permanencia is not None:
        yield requisito(
            "E8", "Permaneceu o tempo devido depois do afastamento no exterior", d.ART_26,
            conteudo.inicio > permanencia or (repara and conteudo.ressarcido),
            "O afastamento no exterior ainda não terminou." if permanencia == date.max
            else f"Depois do afastamento no exterior deve permanecer até {permanencia:%d/%m/%Y}.",
        )  # fmt: skip


def _no_exterior(contexto: Contexto, vinculo: Vinculo, conteudo: ConteudoAfastamento) -> Iterator[Requisito]:
    inicio = conteudo.inicio
    if vinculo.carater is Carater.TEMPORARIO:
        yield requisito(
            "E8", "Cargo temporário: só missão oficial", d.ART_26,
            conteudo.motivo is MotivoAfastamento.MISSAO_EXTERIOR,
            "Quem ocupa cargo temporário só se afasta para o exterior em missão oficial.",
        )  # fmt: skip
    anterior = sequencia_anterior(vinculo.afastamentos, NO_EXTERIOR, inicio)
    prorroga = anterior is not None and anterior.fim is not None and inicio == anterior.fim + UM_DIA
    chave = "missao_exterior_prorrogacao_anos" if prorroga else "missao_exterior_anos"
    anos = contexto.parametros.inteiro(chave, inicio)
    yield from _duracao("E8", d.ART_26, conteudo, anos, contexto.regime.opcoes.fim_de_mes)
    yield aviso(
        "E8", "Autorizado pelo Chefe do Poder", d.ART_26, bool(conteudo.autorizacao.strip()),
        "Escreva a autorização do Chefe do Poder, de que depende o afastamento para o exterior (art. 26).",
    )  # fmt: skip
    if anterior is None:
        return
    if prorroga:
        yield requisito(
            "E8", "É a única prorrogação do afastamento", d.ART_26, len(anterior.partes) == 1,
            "O afastamento já foi prorrogado uma vez.",
        )  # fmt: skip
    else:
        yield from _permanencia(vinculo, conteudo)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    conteudo: ConteudoAfastamento = ato.conteudo
    fim = conteudo.fim
    encerrado = vinculo.encerrado_em
    if encerrado is not None:
        if conteudo.inicio >= encerrado.data:
            return vida
        if fim is None or fim >= encerrado.data:
            fim = encerrado.data - UM_DIA
    novo = Afastamento(
        inicio=conteudo.inicio,
        fim=fim,
        motivo=conteudo.motivo,
        suspende_estagio=conteudo.suspende_estagio,
        ato=ato.id,
        sequencia=ato.sequencia,
    )
    return vida.com(replace(vinculo, afastamentos=(*vinculo.afastamentos, novo)))


def _efeitos(contexto: Contexto, conteudo: ConteudoAfastamento) -> Iterator[str]:
    if conteudo.motivo in NAO_SAO_EFETIVO_EXERCICIO:
        yield "Os dias não contam como efetivo exercício (art. 118)."
    elif conteudo.motivo is MotivoAfastamento.ABONO:
        mes, ano = _limites_do_abono(contexto, conteudo)
        yield f"Os dias contam como efetivo exercício até {mes} por mês e {ano} por ano (art. 118, inciso VIII)."
    elif conteudo.motivo is MotivoAfastamento.PRISAO:
        yield "Os dias contam como efetivo exercício enquanto não houver condenação (art. 118, inciso IX)."
    else:
        yield "Os dias contam como efetivo exercício (art. 118)."
    if conteudo.motivo is MotivoAfastamento.SERVICO_MILITAR and conteudo.fim is not None:
        ate = _volta_do_servico_militar(contexto, conteudo.fim)
        yield f"Desincorporação em {conteudo.fim:%d/%m/%Y}: a volta ao exercício é até {ate:%d/%m/%Y} (art. 103)."


def cessar(vida: VidaFuncional, alvo: Ato, data: date) -> VidaFuncional:
    """Return the life in which the absence that ``alvo`` recorded ends the day before ``data``."""
    if alvo.vinculo is None:
        return vida
    vinculo = vida.vinculo(alvo.vinculo)
    novos = tuple(
        replace(a, fim=data - UM_DIA) if a.ato == alvo.id and (a.fim is None or a.fim >= data) else a
        for a in vinculo.afastamentos
        if a.ato != alvo.id or a.inicio < data
    )
    return vida.com(replace(vinculo, afastamentos=novos))


DEFINICAO = DefinicaoAto(
    tipo="afastamento",
    traz=TipoPrazo.FIM_ESTAGIO,
    rotulo="Afastamento ou licença",
    registrado="Afastamento registrado",
    dispositivo=d.ART_22,
    conteudo=ConteudoAfastamento,
    campo_data="inicio",
    ordem=50,
    admite=_admite,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
    cessar=cessar,
)


def _admite_retorno(vida: VidaFuncional, vinculo: Vinculo, conteudo: Retorno) -> Requisito | None:
    if any(a.inicio < conteudo.data and _dura_ate(a, conteudo.data) for a in vinculo.afastamentos):
        return None
    return estrutural("E6", "Há afastamento em curso", d.ART_22, "Não há afastamento em curso na véspera do retorno.")


def _volta_do_servico_militar(contexto: Contexto, desincorporacao: date) -> date:
    dias = contexto.parametros.inteiro("servico_militar_retorno_dias", desincorporacao)
    return rolar(desincorporacao + timedelta(days=dias), contexto.regime.calendario)


def _requisitos_do_retorno(contexto: Contexto, conteudo: Retorno) -> Iterator[Requisito]:
    if conteudo.desincorporacao is None:
        return
    ate = _volta_do_servico_militar(contexto, conteudo.desincorporacao)
    yield aviso(
        "V4", f"Volta do serviço militar até {ate:%d/%m/%Y}", d.ART_103, conteudo.data <= ate,
        f"A volta do serviço militar foi possível até {ate:%d/%m/%Y}, 30 dias da desincorporação (art. 103).",
    )  # fmt: skip


def _dura_ate(afastamento: Afastamento, dia: date) -> bool:
    """Tell whether the absence lasts up to the eve of ``dia`` or beyond."""
    return afastamento.fim is None or afastamento.fim >= dia - UM_DIA


def _aplicar_retorno(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    assert ato.vinculo is not None
    vinculo = vida.vinculo(ato.vinculo)
    novos = tuple(
        replace(a, fim=ato.data - UM_DIA)
        if a.sequencia < ato.sequencia and a.inicio < ato.data and _dura_ate(a, ato.data)
        else a
        for a in vinculo.afastamentos
    )
    return vida.com(replace(vinculo, afastamentos=novos))


def _efeitos_retorno(contexto: Contexto, conteudo: Retorno) -> Iterator[str]:
    yield "O afastamento em curso termina na véspera."


RETORNO = DefinicaoAto(
    tipo="retorno",
    traz=TipoPrazo.FIM_ESTAGIO,
    rotulo="Retorno de afastamento",
    registrado="Retorno registrado",
    dispositivo=d.ART_22,
    conteudo=Retorno,
    campo_data="data",
    ordem=45,
    admite=_admite_retorno,
    requisitos=_requisitos_do_retorno,
    aplicar=_aplicar_retorno,
    efeitos=_efeitos_retorno,
)
