"""The calculator: any rule from any start, without touching the registry, each result with its steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..estatuto import contagem as c
from ..estatuto import dispositivos as d
from ..estatuto.contagem import Contagem, Passo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import PRIMEIRO_ANO, ULTIMO_ANO
from ..estatuto.regime import Regime
from ..estatuto.tipos import FimDeMes
from .contexto import Contexto
from .tipos import Calculo, PassoMemoria

MAXIMO = {"dias": 20_000, "publicacao": 20_000, "meses": 1_200, "idade": 130}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Regra:
    """A rule of the calculator: what it asks for, and how it counts."""

    rotulo: str
    dispositivo: str
    contar: Callable[[Regime, date, bool], Contagem]
    prorrogavel: bool = False
    impedimento: str = ""


def regras() -> tuple[tuple[str, str], ...]:
    """Return the rules as (key, label), in the order a form lists them.

    Besides these, `calcular` takes `dias:N`, `publicacao:N`, `meses:N` and `idade:N` with any number.
    """
    fixas = ((chave, regra.rotulo) for chave, regra in _FIXAS.items())
    medidas = ((chave, _medida(chave).rotulo) for chave in _MEDIDAS_OFERECIDAS)
    return (*fixas, *medidas)


def calcular(
    ctx: Contexto, *, regra: str, inicio: date, prorrogado: bool = False, municipio: str | None = None
) -> Calculo:
    """Return the end of a term counted from `inicio` by the rule, with its steps.

    `municipio` chooses the municipal holidays; None counts the national and state ones only.  ErroDominio for an
    unknown rule, a start out of range, or an extension that the law does not admit.
    """
    municipio = (municipio or "").strip() or None
    regime = ctx.regime_do_municipio(municipio)
    calculo = calcular_no_regime(regime, regra=regra, inicio=inicio, prorrogado=prorrogado, municipio=municipio)
    if municipio is None or ctx.tabela_feriados.conhece(municipio):
        return calculo
    aviso = f"A tabela não tem feriados municipais de {municipio}: confira o calendário do município."
    return replace(calculo, passos=(*calculo.passos, PassoMemoria(texto=aviso, dispositivo=d.ART_259)))


def calcular_no_regime(
    regime: Regime, *, regra: str, inicio: date, prorrogado: bool = False, municipio: str | None = None
) -> Calculo:
    """Return what `calcular` returns, under the regime given."""
    escolhida = _FIXAS.get(regra) or _medida(regra)
    if not PRIMEIRO_ANO <= inicio.year <= ULTIMO_ANO:
        raise ErroDominio(
            f"O ano {inicio.year} está fora do alcance da calculadora, que vai de {PRIMEIRO_ANO} a {ULTIMO_ANO}. "
            "Nada foi calculado; confira a data."
        )
    if prorrogado and not escolhida.prorrogavel:
        raise ErroDominio(
            f"“{escolhida.rotulo}” não admite prorrogação ({escolhida.dispositivo}). "
            "Nada foi calculado; retire a prorrogação.",
            dispositivo=escolhida.dispositivo,
        )
    contagem = escolhida.contar(regime, inicio, prorrogado)
    passos = [PassoMemoria(texto=p.texto, dispositivo=p.dispositivo) for p in contagem.memoria]
    if not regime.calendario.revisto(contagem.vence_ultimo):
        primeiro, ultimo = regime.calendario.cobertura
        passos.append(
            PassoMemoria(
                texto=f"O ano {contagem.vence_ultimo.year} está fora da tabela revista de feriados ({primeiro} a "
                f"{ultimo}): contaram-se só fins de semana e feriados nacionais fixos.",
                dispositivo=d.ART_259,
            )
        )
    if municipio:
        passos.append(
            PassoMemoria(texto=f"Calendário de {municipio}: feriados nacionais, estaduais e os municipais conhecidos.",
                         dispositivo=d.ART_259)
        )  # fmt: skip
    return Calculo(
        regra=regra,
        rotulo=escolhida.rotulo,
        inicio=inicio,
        vence=contagem.vence,
        vence_ultimo=contagem.vence_ultimo,
        dispositivo=escolhida.dispositivo,
        passos=tuple(passos),
    )


# ---------------------------------------------------------------- the rules


def _acrescimos(regime: Regime, inicio: date, prorrogado: bool) -> tuple[int, ...]:
    return (regime.parametros.inteiro("posse_prorrogacao_dias", inicio),) if prorrogado else ()


def _posse(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    return c.contar_da_publicacao(
        inicio,
        regime.parametros.inteiro("posse_dias", inicio),
        regime.calendario,
        leitura=regime.opcoes.contagem_publicacao,
        dispositivo=d.ART_19,
        acrescimos=_acrescimos(regime, inicio, prorrogado),
    )


def _posse_impedimento(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    dias = regime.parametros.inteiro("posse_dias", inicio)
    descricao = "último dia do impedimento"
    if prorrogado:
        acrescimos = _acrescimos(regime, inicio, prorrogado)
        return c.contar_do_fato_prorrogado(
            inicio, dias, acrescimos, regime.calendario, descricao=descricao, dispositivo=d.ART_19_P1
        )
    return c.contar_do_fato(inicio, dias, regime.calendario, descricao=descricao, dispositivo=d.ART_19_P1)


def _do_fato(chave: str, descricao: str, dispositivo: str) -> Callable[[Regime, date, bool], Contagem]:
    def contar(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
        dias = regime.parametros.inteiro(chave, inicio)
        return c.contar_do_fato(inicio, dias, regime.calendario, descricao=descricao, dispositivo=dispositivo)

    return contar


def _da_publicacao(chave: str, dispositivo: str) -> Callable[[Regime, date, bool], Contagem]:
    def contar(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
        return c.contar_da_publicacao(
            inicio,
            regime.parametros.inteiro(chave, inicio),
            regime.calendario,
            leitura=regime.opcoes.contagem_publicacao,
            dispositivo=dispositivo,
        )

    return contar


def _data_a_data(regime: Regime, inicio: date, meses: int, passos: list[Passo], dispositivo: str) -> date:
    """Return `inicio` plus the months (C6), and say so; name the other reading when the day does not exist."""
    fim = c.somar_meses(inicio, meses, regime.opcoes.fim_de_mes)
    passos.append(Passo("{0} + {1} meses, de data a data = {2}.", (inicio, meses, fim), dispositivo))
    for leitura in FimDeMes:
        outra = c.somar_meses(inicio, meses, leitura)
        if outra != fim:
            passos.append(
                Passo("O dia {0} não existe nesse mês. Na outra leitura ({1}): {2}.",
                      (inicio.day, leitura.rotulo, outra), d.CODIGO_CIVIL_132)
            )  # fmt: skip
    return fim


def _marco(fim: date, passos: list[Passo], dispositivo: str) -> Contagem:
    """Return a milestone: it does not roll (C7)."""
    passos.append(Passo("É duração ou marco: não passa ao dia útil seguinte. Data: {0}.", (fim,), dispositivo))
    return Contagem(vence=fim, vence_ultimo=fim, memoria=tuple(passos))


def _fim_do_estagio(regime: Regime, inicio: date, passos: list[Passo]) -> date:
    datado = regime.parametros.datado("estagio_meses", inicio)
    passos.append(Passo("Entrada em exercício em {0}; duração de {1} meses ({2}).",
                        (inicio, datado.valor, datado.citacao), d.ART_27))  # fmt: skip
    return _data_a_data(regime, inicio, regime.parametros.inteiro("estagio_meses", inicio), passos, d.ART_27)


def _estagio(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    passos: list[Passo] = []
    fim = _fim_do_estagio(regime, inicio, passos)
    texto = "Sem contar ausências que não são efetivo exercício: cada dia delas adia o fim."
    passos.append(Passo(texto, (), d.ART_118))
    return _marco(fim, passos, d.ART_27)


def _avaliacao(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    passos: list[Passo] = []
    total = regime.parametros.inteiro("estagio_meses", inicio)
    intervalo = regime.parametros.inteiro("avaliacao_intervalo_meses", inicio)
    passos.append(Passo("Entrada em exercício em {0}; uma avaliação a cada {1} meses, até {2} meses.",
                        (inicio, intervalo, total), d.DECRETO_7899))  # fmt: skip
    fim = inicio
    for numero, meses in enumerate(range(intervalo, total + 1, intervalo), start=1):
        fim = c.somar_meses(inicio, meses, regime.opcoes.fim_de_mes)
        passos.append(Passo("{0}ª avaliação, aos {1} meses: {2}.", (numero, meses, fim), d.DECRETO_7899))
    return _marco(fim, passos, d.DECRETO_7899)


def _submissao(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    passos: list[Passo] = []
    fim = _fim_do_estagio(regime, inicio, passos)
    meses = regime.parametros.inteiro("antecedencia_submissao_meses", inicio)
    ultimo = c.antecedencia_em_meses(fim, meses, regime.calendario, passos)
    for aviso in regime.parametros.inteiros("alertas_submissao_meses", inicio):
        dia = c.somar_meses(fim, -aviso, FimDeMes.ULTIMO_DIA)
        passos.append(Passo("Aviso aos {0} meses do fim: {1}.", (aviso, dia), d.ART_27_PU))
    return Contagem(vence=ultimo, vence_ultimo=ultimo, memoria=tuple(passos))


def _concurso(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    passos: list[Passo] = [Passo("Homologação em {0}; o último dia da validade se inclui.", (inicio,), d.ART_14)]
    meses = regime.parametros.inteiro("concurso_validade_max_meses", inicio)
    if prorrogado:
        passos.append(Passo("Prorrogado uma vez, por igual período: {0} + {0} meses.", (meses,), d.ART_14))
        meses *= 2
    fim = _data_a_data(regime, inicio, meses, passos, d.ART_14)
    return _marco(fim, passos, d.ART_14)


def _compulsoria(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    setenta = c.aniversario(inicio, 70)
    anos = regime.parametros.inteiro("idade_compulsoria", setenta)
    passos = [Passo("Nascimento em {0}: 70 anos em {1}; nesse dia a idade da compulsória é {2} anos.",
                    (inicio, setenta, anos), d.LC_152)]  # fmt: skip
    fim = c.aniversario(inicio, anos)
    dias = regime.parametros.inteiro("alerta_compulsoria_dias", fim)
    passos.append(Passo("Aviso {0} dias antes: {1}.", (dias, fim - timedelta(days=dias)), d.LC_152))
    return _marco(fim, passos, d.LC_152)


def _interesse_particular(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
    anos = regime.parametros.inteiro("interesse_particular_anos", inicio)
    periodos = 2 if prorrogado else 1
    passos = [Passo("Início em {0}; até {1} anos.", (inicio, anos), d.ART_111)]
    if prorrogado:
        passos.append(Passo("Prorrogada uma vez, por igual período.", (), d.ART_111))
    fim = c.somar_meses(inicio, 12 * anos * periodos, regime.opcoes.fim_de_mes) - c.UM_DIA
    passos.append(Passo("O último dia é a véspera do dia correspondente: {0}.", (fim,), d.ART_111))
    return _marco(fim, passos, d.ART_111)


_FIXAS: dict[str, _Regra] = {
    "posse": _Regra(rotulo="Posse, da publicação da nomeação", dispositivo=d.ART_19, contar=_posse, prorrogavel=True),
    "posse_impedimento": _Regra(
        rotulo="Posse de servidor impedido, do fim do impedimento",
        dispositivo=d.ART_19_P1,
        contar=_posse_impedimento,
        prorrogavel=True,
    ),
    "exercicio": _Regra(
        rotulo="Exercício, da posse",
        dispositivo=d.ART_21_P1,
        contar=_do_fato("exercicio_dias", "data da posse", d.ART_21_P1),
    ),
    "exercicio_impedimento": _Regra(
        rotulo="Exercício de quem está impedido, do fim do impedimento",
        dispositivo=d.ART_21_P2,
        contar=_do_fato("exercicio_dias", "último dia do impedimento", d.ART_21_P2),
    ),
    "exercicio_publicacao": _Regra(
        rotulo="Exercício, da publicação (onde não há posse)",
        dispositivo=d.ART_21_P1,
        contar=_da_publicacao("exercicio_dias", d.ART_21_P1),
    ),
    "apresentacao": _Regra(
        rotulo="Apresentação em outra localidade, da publicação",
        dispositivo="art. 23",
        contar=_da_publicacao("apresentacao_dias", "art. 23"),
    ),
    "estagio": _Regra(rotulo="Fim do estágio probatório, do exercício", dispositivo=d.ART_27, contar=_estagio),
    "avaliacao": _Regra(rotulo="Avaliações do estágio, do exercício", dispositivo=d.DECRETO_7899, contar=_avaliacao),
    "submissao": _Regra(
        rotulo="Submissão à homologação do estágio, do exercício", dispositivo=d.ART_27_PU, contar=_submissao
    ),
    "concurso": _Regra(
        rotulo="Validade do concurso, da homologação", dispositivo=d.ART_14, contar=_concurso, prorrogavel=True
    ),
    "compulsoria": _Regra(rotulo="Aposentadoria compulsória, do nascimento", dispositivo=d.LC_152, contar=_compulsoria),
    "interesse_particular": _Regra(
        rotulo="Licença para interesse particular, do início",
        dispositivo=d.ART_111,
        contar=_interesse_particular,
        prorrogavel=True,
    ),
}

_MEDIDAS_OFERECIDAS = (
    "dias:30", "publicacao:30", "meses:6", "meses:12", "meses:24", "meses:36", "idade:18", "idade:75",
)  # fmt: skip


def _medida(chave: str) -> _Regra:
    """Return the rule `measure:number`; ErroDominio when there is no such rule."""
    medida, _, texto = chave.partition(":")
    numero = int(texto) if texto.isascii() and texto.isdecimal() and len(texto) <= 6 else 0
    if medida not in MAXIMO:
        conhecidas = ", ".join((*_FIXAS, *(f"{nome}:N" for nome in MAXIMO)))
        raise ErroDominio(f"A regra “{chave}” não existe. Use uma destas: {conhecidas}.")
    if not 1 <= numero <= MAXIMO[medida]:
        raise ErroDominio(
            f"A regra “{medida}” pede um número de 1 a {MAXIMO[medida]}, assim: {medida}:30. Nada foi calculado."
        )

    def dias(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
        return c.contar_do_fato(inicio, numero, regime.calendario, descricao="data informada", dispositivo=d.ART_259)

    def publicacao(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
        return c.contar_da_publicacao(
            inicio, numero, regime.calendario, leitura=regime.opcoes.contagem_publicacao, dispositivo=d.ART_259
        )

    def meses(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
        passos: list[Passo] = []
        return _marco(_data_a_data(regime, inicio, numero, passos, d.CODIGO_CIVIL_132), passos, d.CODIGO_CIVIL_132)

    def idade(regime: Regime, inicio: date, prorrogado: bool) -> Contagem:
        dia = c.aniversario(inicio, numero)
        passos = [Passo("Nascimento em {0}: {1} anos completos em {2}.", (inicio, numero, dia), d.CODIGO_CIVIL_132)]
        return Contagem(vence=dia, vence_ultimo=dia, memoria=tuple(passos))

    um = numero == 1
    return {
        "dias": _Regra(
            rotulo="1 dia corrido, de um fato" if um else f"{numero} dias corridos, de um fato",
            dispositivo=d.ART_259,
            contar=dias,
        ),
        "publicacao": _Regra(
            rotulo="1 dia, da publicação" if um else f"{numero} dias, da publicação",
            dispositivo=d.ART_259,
            contar=publicacao,
        ),
        "meses": _Regra(
            rotulo="1 mês, de data a data" if um else f"{numero} meses, de data a data",
            dispositivo=d.CODIGO_CIVIL_132,
            contar=meses,
        ),
        "idade": _Regra(
            rotulo=f"Idade de {numero} ano{'' if um else 's'} completo{'' if um else 's'}",
            dispositivo=d.CODIGO_CIVIL_132,
            contar=idade,
        ),
    }[medida]
