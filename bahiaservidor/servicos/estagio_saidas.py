"""The ways out of the estágio probatório, as they stand on a day (S4 and S7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..estatuto import dispositivos as d
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.tipos import Desfecho, ResultadoEstagio, TipoPrazo
from ..estatuto.vida import Vinculo
from .frases import enumerar
from .tipos.estagio import Saida


def saidas(vinculo: Vinculo, prazos: Sequence[Prazo], hoje: date) -> tuple[Saida, ...]:
    """Return what an approval and a failure lead to, or what the homologação led to; none without estágio."""
    estabilidade = next((p for p in prazos if p.tipo is TipoPrazo.ESTABILIDADE), None)
    fim = next((p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO), None)
    if estabilidade is None or fim is None:
        return ()
    if vinculo.homologacao is not None:
        return (_acontecida(vinculo, estabilidade, hoje),)
    if not vinculo.vivo:
        encerrado = vinculo.encerrado_em
        em = f" em {formatar_data(encerrado.data)}" if encerrado is not None else ""
        return (
            Saida(rotulo="Estágio interrompido", texto=f"O vínculo terminou{em}, antes da homologação.",
                  dispositivo=d.ART_44, aconteceu=True),
        )  # fmt: skip
    return (_aprovacao(estabilidade, fim, hoje), _reprovacao(vinculo, prazos))


def _acontecida(vinculo: Vinculo, estabilidade: Prazo, hoje: date) -> Saida:
    homologacao = vinculo.homologacao
    assert homologacao is not None
    em = formatar_data(homologacao.fato.data)
    if homologacao.resultado is ResultadoEstagio.REPROVADO:
        if not vinculo.vivo and vinculo.encerrado_em is not None:
            depois = f"O vínculo terminou em {formatar_data(vinculo.encerrado_em.data)}."
            return Saida(rotulo="Reprovado", texto=f"Homologado em {em}. {depois}", dispositivo=d.ART_27,
                         aconteceu=True)  # fmt: skip
        return Saida(
            rotulo="Reprovado", texto=f"Homologado em {em}: propõe-se a exoneração de ofício.", dispositivo=d.ART_27,
            aconteceu=True, ato="exoneracao_de_oficio",
        )  # fmt: skip
    dia = estabilidade.conta_de
    if estabilidade.desfecho is not Desfecho.CUMPRIDO or dia is None:
        texto = f"Homologado em {em}; o vínculo terminou antes da estabilidade."
    elif dia <= hoje:
        texto = f"Homologado em {em}: estável desde {formatar_data(dia)}."
    else:
        texto = f"Homologado em {em}: estável em {formatar_data(dia)}, quando se completa o tempo de efetivo exercício."
    return Saida(rotulo="Aprovado", texto=texto, dispositivo=d.ART_28, aconteceu=True)


def _aprovacao(estabilidade: Prazo, fim: Prazo, hoje: date) -> Saida:
    completa = estabilidade.vence
    if completa is None:
        texto = "A estabilidade fica sem data enquanto houver ausência sem término."
    elif completa < hoje:
        texto = (
            f"O tempo se completou em {formatar_data(completa)}: a estabilidade vem no dia da homologação. "
            "Tempo completo sem homologação: ouvir a PGE."
        )
    else:
        ate = formatar_data(completa)
        texto = f"Homologado até {ate}, é estável em {ate}; homologado depois, no dia da homologação."
        if fim.vence is not None and fim.vence != completa:
            texto += f" O estágio termina em {formatar_data(fim.vence)}: os dois contadores diferem."
    return Saida(rotulo="Se aprovado", texto=texto, dispositivo=d.ART_28, ato="homologacao_estagio")


def _reprovacao(vinculo: Vinculo, prazos: Sequence[Prazo]) -> Saida:
    faltam = []
    if vinculo.submissao is None:
        faltam.append("a submissão à homologação")
    else:
        feitas = {a.numero for a in vinculo.avaliacoes}
        devidas = [
            p.numero
            for p in prazos
            if p.tipo is TipoPrazo.AVALIACAO_SEMESTRAL and p.vence is not None and p.numero is not None
            and p.vence <= vinculo.submissao.data and p.numero not in feitas
        ]  # fmt: skip
        faltam += [f"a {numero}ª avaliação" for numero in devidas]
    pendentes = [
        a.numero
        for a in vinculo.avaliacoes
        for p in (a.reconsideracao, a.recurso)
        if p is not None and p.decisao is None
    ]  # fmt: skip
    faltam += [f"a decisão do pedido contra a {numero}ª avaliação" for numero in dict.fromkeys(pendentes)]
    faltam.append("as decisões do chefe imediato e da comissão")
    return Saida(
        rotulo="Se reprovado",
        texto=f"A homologação exige ainda {enumerar(faltam)}; só depois dela se propõe a exoneração de ofício.",
        dispositivo=f"{d.ART_27}; Súmula 21 do STF",
    )
