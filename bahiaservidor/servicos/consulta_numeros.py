"""The numbers of the law that a computation used, with the source of each and whether anybody checked it (C12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ..documentos.consulta import DispositivoCitado, NumeroDaLei
from ..estatuto import citacoes
from ..estatuto.dispositivos import A_CONFERIR, RESUMOS
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.parametros import Parametros
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import idade_da_compulsoria
from ..estatuto.tipos import TipoPrazo, TipoProvimento
from .consulta_fatos import Autos, base_do_prazo, regime_do_prazo

_MAIOR_UNIDADE: Final = 20
"""Letters: a longer one explains the number instead of naming its unit."""

_DO_EXERCICIO: Final = {
    TipoProvimento.REVERSAO: "reversao_exercicio_dias",
    TipoProvimento.APROVEITAMENTO: "aproveitamento_exercicio_dias",
}
_DO_ESTAGIO: Final = {
    TipoPrazo.AVALIACAO_SEMESTRAL: ("estagio_meses", "avaliacao_intervalo_meses"),
    TipoPrazo.SUBMISSAO_AVALIACAO: ("estagio_meses", "antecedencia_submissao_meses"),
    TipoPrazo.FIM_ESTAGIO: ("estagio_meses",),
    TipoPrazo.ESTABILIDADE: ("estagio_meses",),
    TipoPrazo.RECONSIDERACAO_AVALIACAO: ("reconsideracao_dias",),
    TipoPrazo.DECISAO_RECONSIDERACAO: ("reconsideracao_decisao_dias",),
    TipoPrazo.RECURSO_AVALIACAO: ("recurso_comissao_dias",),
}


def numeros_do_prazo(autos: Autos, prazo: Prazo) -> tuple[NumeroDaLei, ...]:
    """Return the numbers a deadline was computed with."""
    parametros = regime_do_prazo(autos, prazo).parametros
    return tuple(numero_da_lei(parametros, chave, em) for chave, em in _usados(autos, prazo))


def _usados(autos: Autos, prazo: Prazo) -> Iterator[tuple[str, date]]:
    if prazo.tipo in _DO_ESTAGIO:
        for chave in _DO_ESTAGIO[prazo.tipo]:
            yield chave, prazo.inicio or autos.hoje
        if prazo.tipo is TipoPrazo.ESTABILIDADE and any(i.conta_efetivo for i in autos.vinculo.interrupcoes):
            yield "reintegracao_conta_efetivo", autos.vinculo.interrupcoes[0].inicio
        return
    if prazo.tipo is TipoPrazo.COMPULSORIA:
        assert autos.vida.nascimento is not None
        _, referencia = idade_da_compulsoria(autos.vida.nascimento, autos.vinculo, regime_do_prazo(autos, prazo))
        yield "idade_compulsoria", referencia
        return
    base = base_do_prazo(autos.vinculo, prazo) or autos.hoje
    if prazo.tipo is TipoPrazo.POSSE:
        yield "posse_dias", base
        yield "posse_prorrogacao_dias", base
    elif prazo.tipo is TipoPrazo.APRESENTACAO:
        yield "apresentacao_dias", base
    elif prazo.ordem:
        provimento = autos.vinculo.provimentos[prazo.ordem - 1]
        yield _DO_EXERCICIO.get(provimento.tipo, "exercicio_dias"), base
    else:
        yield "exercicio_dias", base


def numero_da_lei(parametros: Parametros, chave: str, em: date) -> NumeroDaLei:
    """Return a number in force on a day, with its source and who may rely on it."""
    parametro = parametros.parametro(chave)
    datado = parametro.em(em)
    if not datado.confirmado:
        conferencia = f"A confirmar. {datado.observacao}".strip()
    elif datado.conferido_em is not None:
        conferencia = f"Conferido em {formatar_data(datado.conferido_em)}."
    else:
        conferencia = "Conferido."
    valor = "—" if datado.valor is None else str(datado.valor)
    unidade = parametro.unidade.split(" antes ")[0]
    return NumeroDaLei(
        rotulo=parametro.rotulo,
        valor=valor if len(unidade) > _MAIOR_UNIDADE else f"{valor} {unidade}".strip(),
        citacao=datado.citacao or "—",
        conferencia=conferencia,
    )


def dispositivos_citados(textos: Iterator[str]) -> tuple[DispositivoCitado, ...]:
    """Return the provisions that sentences cite, each with our summary, the statute first and in order."""
    achados: dict[str, None] = {}
    for texto in textos:
        for citacao in citacoes.encontrar(texto.replace("\u00a0", " ")):
            achados.update(dict.fromkeys(citacoes.resolver(citacao)))
    return tuple(
        DispositivoCitado(citacao=citacao, resumo=RESUMOS[citacao], a_confirmar=citacao in A_CONFERIR)
        for citacao in sorted(achados, key=citacoes.ordem)
    )
