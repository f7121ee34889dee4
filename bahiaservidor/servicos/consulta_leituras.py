"""What the readings that were not adopted would give for one deadline: each computed, none guessed.

They are the named alternatives of the law (publication, end of month, absences that suspend the estágio), the reach of
a republication and the settings still to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from ..estatuto import copia
from ..estatuto import dispositivos as d
from ..estatuto.contagem import contar_da_publicacao, rolar
from ..estatuto.emendas import efetivos
from ..estatuto.parametros import Parametros, ValorDatado
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.regime import Opcoes, Regime, Regimes
from ..estatuto.tipos import (
    NAO_SAO_EFETIVO_EXERCICIO,
    AlcanceRepublicacao,
    ContagemPublicacao,
    EstadoPrazo,
    FimDeMes,
    MotivoAfastamento,
    TipoPrazo,
)
from ..estatuto.vida import VidaFuncional, Vinculo
from .consulta_fatos import Autos, conta_da_publicacao, regime_do_prazo

DO_ESTAGIO: Final = frozenset(
    {TipoPrazo.AVALIACAO_SEMESTRAL, TipoPrazo.SUBMISSAO_AVALIACAO, TipoPrazo.FIM_ESTAGIO, TipoPrazo.ESTABILIDADE}
)
_CONTA_DEMISSAO: Final = "reintegracao_conta_efetivo"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeituraCalculada:
    """A reading, and the deadline as it would be under it."""

    nome: str
    dispositivo: str
    prazo: Prazo
    estado: EstadoPrazo

    def difere_de(self, prazo: Prazo) -> bool:
        """Tell whether the reading moves either end."""
        return (self.prazo.vence, self.prazo.vence_ultimo) != (prazo.vence, prazo.vence_ultimo)


def achar(vida: VidaFuncional, vinculo: Vinculo, prazo: Prazo, regimes: Regimes, hoje: date) -> Prazo | None:
    """Return the same deadline computed with other facts or rules; None when it would not exist."""
    for outro in prazos_do_vinculo(vida, vinculo, regimes, hoje):
        if (outro.tipo, outro.posicao) == (prazo.tipo, prazo.posicao):
            return outro
    return None


def leituras_do_prazo(autos: Autos, prazo: Prazo) -> tuple[LeituraCalculada, ...]:
    """Return the deadline under every reading that was not adopted, those that give the same dates included."""
    return tuple(_leituras(autos, prazo))


def _leituras(autos: Autos, prazo: Prazo) -> Iterator[LeituraCalculada]:
    vida, vinculo, hoje = autos.vida, autos.vinculo, autos.hoje

    def calcular(nome: str, dispositivo: str, regimes: Regimes, outra: VidaFuncional = vida) -> LeituraCalculada | None:
        achado = achar(outra, outra.vinculo(vinculo.id), prazo, regimes, hoje)
        if achado is None:
            return None
        return LeituraCalculada(nome=nome, dispositivo=dispositivo, prazo=achado, estado=achado.estado(hoje))

    candidatas = [
        *(calcular(n, c, r) for n, c, r in _das_regras(autos, prazo)),
        *(calcular(n, d.ART_19, autos.regimes, outra) for n, outra in _das_republicacoes(autos, prazo)),
    ]
    yield from (leitura for leitura in candidatas if leitura is not None)
    yield from _em_cadeia(autos, prazo)


def _em_cadeia(autos: Autos, prazo: Prazo) -> Iterator[LeituraCalculada]:
    """Yield the extended term counted from the end of the first one instead of as one (C9)."""
    publicacao = autos.vinculo.publicacao_vigente
    prorrogado = any(p.deferida for p in autos.vinculo.prorrogacoes)
    if prazo.tipo is not TipoPrazo.POSSE or publicacao is None or prazo.vence_ultimo is None or not prorrogado:
        return
    regime = regime_do_prazo(autos, prazo)
    dias = regime.parametros.inteiro("posse_dias", publicacao.data)
    mais = regime.parametros.inteiro("posse_prorrogacao_dias", publicacao.data)
    fins = {
        nome: rolar(primeiro + timedelta(days=mais), regime.calendario)
        for nome, primeiro in _primeiros_prazos(prazo, publicacao.data, dias, regime)
    }
    if len(set(fins.values())) == 1:
        fins = {"": min(fins.values())}
    for nome, fim in fins.items():
        outro = replace(prazo, vence=fim)
        titulo = f"Prorrogação contada do fim do primeiro prazo{nome}"
        yield LeituraCalculada(nome=titulo, dispositivo=d.ART_19, prazo=outro, estado=outro.estado(autos.hoje))


def _primeiros_prazos(prazo: Prazo, publicacao: date, dias: int, regime: Regime) -> Iterator[tuple[str, date]]:
    if not conta_da_publicacao(prazo):
        assert prazo.inicio is not None
        yield "", rolar(prazo.inicio + timedelta(days=dias), regime.calendario)
        return
    for leitura, nome in ((ContagemPublicacao.LITERAL, "contagem literal"), (ContagemPublicacao.ART_259, d.ART_259_P1)):
        contagem = contar_da_publicacao(publicacao, dias, regime.calendario, leitura=leitura, dispositivo=d.ART_19)
        yield f" ({nome})", contagem.vence


def _das_regras(autos: Autos, prazo: Prazo) -> Iterator[tuple[str, str, Regimes]]:
    adotadas = regime_do_prazo(autos, prazo).opcoes
    regimes = autos.regimes
    if conta_da_publicacao(prazo):
        for contagem in ContagemPublicacao:
            if contagem is not adotadas.contagem_publicacao:
                citacao = d.ART_259_P1 if contagem is ContagemPublicacao.ART_259 else prazo.dispositivo
                nome = "literal" if contagem is ContagemPublicacao.LITERAL else d.ART_259_P1
                yield f"Contagem da publicação: {nome}", citacao, _com(regimes, contagem_publicacao=contagem)
    if prazo.tipo not in DO_ESTAGIO:
        return
    for fim in FimDeMes:
        if fim is not adotadas.fim_de_mes:
            nome = f"Término em dia que não existe no mês: {fim.rotulo}"
            yield nome, d.CODIGO_CIVIL_132, _com(regimes, fim_de_mes=fim)
    if prazo.tipo is not TipoPrazo.ESTABILIDADE:
        for motivo in _motivos(autos.vinculo):
            outras = tuple((m, s) for m, s in adotadas.suspende_estagio if m is not motivo)
            for suspende in _nao_adotadas(adotadas, motivo):
                nome = f"{motivo.rotulo}: {'suspende' if suspende else 'não suspende'} o período avaliado"
                yield nome, d.ART_118, _com(regimes, suspende_estagio=(*outras, (motivo, suspende)))
    elif any(i.conta_efetivo for i in autos.vinculo.interrupcoes):
        nome = "O tempo entre a demissão e a reintegração não conta como efetivo exercício"
        yield nome, d.ART_41, _com_numero(regimes, _CONTA_DEMISSAO, 0)


def _nao_adotadas(adotadas: Opcoes, motivo: MotivoAfastamento) -> tuple[bool, ...]:
    """Return the answers about a kind of absence other than the one in use; of the abono only a part suspends (S5)."""
    em_uso = adotadas.suspende(motivo)
    if em_uso is None and motivo is not MotivoAfastamento.ABONO:
        em_uso = motivo in NAO_SAO_EFETIVO_EXERCICIO
    return tuple(resposta for resposta in (True, False) if resposta is not em_uso)


def _motivos(vinculo: Vinculo) -> tuple[MotivoAfastamento, ...]:
    """Return the kinds of absence about which nobody decided one by one (S5), in order."""
    return tuple(dict.fromkeys(a.motivo for a in vinculo.afastamentos if a.suspende_estagio is None))


def _das_republicacoes(autos: Autos, prazo: Prazo) -> Iterator[tuple[str, VidaFuncional]]:
    """Yield the life with the republication read the other way (C13)."""
    vinculo = autos.vinculo
    if prazo.tipo is not TipoPrazo.POSSE or vinculo.nomeacao is None:
        return
    vida = autos.vida
    if vinculo.publicacao_vigente is not None and vinculo.publicacao_vigente != vinculo.nomeacao:
        primeira = copia.replace(vinculo, publicacao_vigente=vinculo.nomeacao)
        yield "Republicação tida por formal: conta-se da primeira publicação", vida.com(primeira)
    for ato in efetivos(autos.fontes.leitura.atos):
        desta = ato.vinculo == vinculo.id and ato.tipo == "republicacao"
        if desta and ato.conteudo.alcance is AlcanceRepublicacao.FORMAL:
            outra = copia.replace(vinculo, publicacao_vigente=ato.fato, prorrogacoes=())
            yield "Republicação tida por substancial: conta-se da nova publicação", vida.com(outra)


def _com(regimes: Regimes, **opcoes: Any) -> Regimes:
    def outro(unidade: int | None, conhecido_em: datetime | None) -> Regime:
        regime = regimes(unidade, conhecido_em)
        return replace(regime, opcoes=replace(regime.opcoes, **opcoes))

    return outro


def _com_numero(regimes: Regimes, chave: str, valor: int) -> Regimes:
    def outro(unidade: int | None, conhecido_em: datetime | None) -> Regime:
        regime = regimes(unidade, conhecido_em)
        return replace(regime, parametros=_trocado(regime.parametros, chave, valor))

    return outro


def _trocado(parametros: Parametros, chave: str, valor: int) -> Parametros:
    datados: tuple[ValorDatado, ...] = parametros.parametro(chave).valores
    return parametros.com(chave, *(replace(datado, valor=valor) for datado in datados))
