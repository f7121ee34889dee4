"""Assentamento inicial: opens the book for who is already a servidor, on a date and with its source (rule 0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .. import dispositivos as d
from ..agil import agil
from ..contagem import UM_DIA
from ..tipos import Carater, FonteAssentamento, FormaIngresso, SituacaoInicial, TipoAposentadoria, TipoPrazo
from ..vida import Aposentadoria, Fato, Fim, Inicial, Interrupcao, Ocupacao, VidaFuncional, Vinculo
from .base import Ato, Contexto, DefinicaoAto, Requisito, Sujeito, TipoCampo, campo, estrutural, requisito


@agil
@dataclass(frozen=True, slots=True, kw_only=True)
class AssentamentoInicial:
    """Content of the opening entry."""

    data: date = campo("Data do assentamento", TipoCampo.DATA, dispositivo=d.ART_22)
    fonte: FonteAssentamento = campo("Fonte", TipoCampo.ESCOLHA, padrao=FonteAssentamento.PAPEL)
    carater: Carater = campo("Caráter", TipoCampo.ESCOLHA, padrao=Carater.PERMANENTE)
    cargo: int = campo("Cargo", TipoCampo.CARGO)
    unidade: int | None = campo("Unidade de lotação", TipoCampo.UNIDADE, padrao=None)
    situacao: SituacaoInicial = campo("Situação", TipoCampo.ESCOLHA)
    forma: FormaIngresso = campo("Forma de ingresso", TipoCampo.ESCOLHA, padrao=FormaIngresso.CONCURSO)
    data_posse: date | None = campo("Data da posse", TipoCampo.DATA, padrao=None)
    data_exercicio: date | None = campo("Data do exercício", TipoCampo.DATA, padrao=None)
    estavel_desde: date | None = campo("Estável desde", TipoCampo.DATA, padrao=None, dispositivo=d.ART_28)
    dias_contados: int = campo(
        "Dias já contados",
        TipoCampo.INTEIRO,
        padrao=0,
        ajuda="Em estágio: do exercício até a data. Zero, contam-se todos.",
    )
    aposentadoria: TipoAposentadoria | None = campo(
        "Espécie da aposentadoria", TipoCampo.ESCOLHA, padrao=None, ajuda="Só para quem está aposentado."
    )
    observacao: str = campo("Observação", TipoCampo.TEXTO_LONGO, padrao="")


_COM_EXERCICIO = frozenset(
    {SituacaoInicial.EM_EXERCICIO, SituacaoInicial.EM_ESTAGIO_PROBATORIO, SituacaoInicial.ESTAVEL}
)


def _requisitos(contexto: Contexto, conteudo: AssentamentoInicial) -> Iterator[Requisito]:
    if conteudo.situacao is SituacaoInicial.EM_ESTAGIO_PROBATORIO and conteudo.data_exercicio is None:
        yield estrutural(
            "0",
            "A data do exercício é conhecida",
            d.ART_22,
            "Sem a data do exercício não se conta o estágio probatório.",
        )
    datas = [x for x in (conteudo.data_posse, conteudo.data_exercicio, conteudo.data) if x is not None]
    if datas != sorted(datas):
        yield estrutural(
            "0", "As datas estão em ordem", d.ART_22, "Posse, exercício e assentamento não estão em ordem de data."
        )
    if conteudo.estavel_desde is not None and conteudo.estavel_desde > conteudo.data:
        yield estrutural("0", "As datas estão em ordem", d.ART_22, "A estabilidade é posterior ao assentamento.")
    if conteudo.dias_contados < 0:
        yield estrutural("0", "Os dias contados não são negativos", d.ART_22, "Os dias já contados não são negativos.")
    em_estagio = conteudo.situacao in (SituacaoInicial.EM_ESTAGIO_PROBATORIO, SituacaoInicial.ESTAVEL)
    if em_estagio and conteudo.carater is not Carater.PERMANENTE:
        yield estrutural(
            "S1", "O cargo é permanente", d.ART_27, "Só o cargo permanente tem estágio probatório e estabilidade."
        )
    cargo = contexto.cargo
    if cargo is not None:
        yield requisito(
            "N3", "O caráter é o da natureza do cargo", d.ART_11, cargo.natureza is conteudo.carater,
            f"O cargo {cargo.nome} é {cargo.natureza.rotulo.lower()}.",
        )  # fmt: skip
        if cargo.postos is not None and conteudo.situacao in _COM_EXERCICIO:
            yield requisito(
                "N1", "Há posto livre no cargo", d.ART_3, cargo.ocupacao_maxima < cargo.postos,
                f"Os {cargo.postos} postos do cargo {cargo.nome} estão ocupados.",
            )  # fmt: skip


def _nao_contados(c: AssentamentoInicial, causa: str) -> tuple[Interrupcao, ...]:
    """Return, as time out of service just before the entry, the days that its source did not count."""
    if c.data_exercicio is None or not c.dias_contados or c.situacao is not SituacaoInicial.EM_ESTAGIO_PROBATORIO:
        return ()
    faltam = (c.data - c.data_exercicio).days - c.dias_contados
    if faltam <= 0:
        return ()
    inicio = c.data - timedelta(days=faltam)
    return (Interrupcao(inicio=inicio, fim=c.data - UM_DIA, conta_efetivo=False, causa=causa, provido_em=c.data),)


def _aplicar(vida: VidaFuncional, ato: Ato) -> VidaFuncional:
    c: AssentamentoInicial = ato.conteudo
    assert ato.vinculo is not None

    def fato(dia: date | None) -> Fato | None:
        return None if dia is None else Fato(data=dia, ato=ato.id, registrado_em=ato.registrado_em)

    desligado = c.situacao is SituacaoInicial.DESLIGADO
    aposentado = c.situacao is SituacaoInicial.APOSENTADO
    disponivel = c.situacao is SituacaoInicial.EM_DISPONIBILIDADE
    no_posto = not (desligado or aposentado or disponivel)
    return vida.com(
        Vinculo(
            id=ato.vinculo,
            numero=len(vida.vinculos) + 1,
            cargo=c.cargo,
            carater=c.carater,
            unidade=c.unidade,
            nomeacao=None,
            publicacao_vigente=None,
            posse=fato(c.data_posse),
            exercicio=fato(c.data_exercicio),
            fim=Fim(fato=ato.fato, causa=ato.tipo) if desligado else None,
            aposentadoria=Aposentadoria(fato=ato.fato, tipo=c.aposentadoria) if aposentado else None,
            disponibilidade=ato.fato if disponivel else None,
            interrupcoes=_nao_contados(c, ato.tipo),
            ocupacoes=(Ocupacao(cargo=c.cargo, unidade=c.unidade, desde=c.data),) if no_posto else (),
            inicial=Inicial(
                data=c.data,
                situacao=c.situacao,
                forma=c.forma,
                estavel_desde=c.estavel_desde,
                dias_contados=c.dias_contados,
            ),
        )
    )


def _efeitos(contexto: Contexto, conteudo: AssentamentoInicial) -> Iterator[str]:
    yield "Abre o vínculo na data do assentamento; o que for anterior é história e não é julgado."


DEFINICAO = DefinicaoAto(
    tipo="assentamento_inicial",
    traz=TipoPrazo.AVALIACAO_SEMESTRAL,
    rotulo="Assentamento inicial",
    registrado="Assentamento inicial registrado",
    dispositivo=d.ART_22,
    conteudo=AssentamentoInicial,
    campo_data="data",
    ordem=5,
    sujeito=Sujeito.NOVO_VINCULO,
    precisa=frozenset({"cargo"}),
    admite=lambda vida, vinculo, conteudo: None,
    requisitos=_requisitos,
    aplicar=_aplicar,
    efeitos=_efeitos,
)
