"""Notice and defence before an act against somebody (CF, art. 5º, inciso LV): the checklist and what it lacks.

It binds what is being prepared: the draft is not issued without it, or without a fundamento.  An act already published
is a fact, and enters the book all the same (rule 0).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import normalizar
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import contraditorio as consultas
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.consultas import provimento as consultas_de_provimento
from .contexto import Contexto
from .frases import enumerar
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos.contraditorio import (
    AMPLA_DEFESA,
    EXIGEM,
    AnexoDoVinculo,
    Defesa,
    Exigencia,
    MeioAviso,
    SituacaoDefesa,
)

PARAMETRO: Final = "defesa_resposta_dias"
"""The term to answer that the registry suggests: a setting, empty until its source is recorded."""

_MENOR_DISPENSA: Final = 3
"""Words a fundamento has at least: one alone explains nothing."""

_NADA: Final = "Nada foi gravado."

Anexos = Callable[[Conexao, int, int], Sequence[consultas.AnexoLido]]
"""Gives the files that may prove a step, of a person and a vínculo."""


def exigencia(ato: str) -> Exigencia | None:
    """Return why a kind of act asks for notice and defence, None when it does not."""
    return EXIGEM.get(ato.partition(":")[0])


def chave_da_anulacao(ato_id: int) -> str:
    """Return how the checklist of an annulment names the act it annuls."""
    return f"anulacao:{ato_id}"


# ------------------------------------------------------------------ reading


@protegida
def situacao(
    ctx: Contexto, *, ato: str, vinculo_id: int, hoje: date, anexos: Anexos = consultas.anexos
) -> SituacaoDefesa | None:
    """Return where notice and defence stand, None for an act that asks for none.  ErroDominio without the vínculo."""
    if exigencia(ato) is None:
        return None
    with ctx.banco.leitura() as conexao:
        return situacao_em(ctx, conexao, ato=ato, vinculo_id=vinculo_id, hoje=hoje, anexos=anexos)


def situacao_em(
    ctx: Contexto, conexao: Conexao, *, ato: str, vinculo_id: int, hoje: date, anexos: Anexos = consultas.anexos
) -> SituacaoDefesa:
    """Return where notice and defence stand, inside an open transaction."""
    porque = exigencia(ato)
    assert porque is not None, ato
    servidor_id = consultas_de_provimento.servidor_do_vinculo(conexao, vinculo_id)
    if servidor_id is None:
        raise ErroDominio("O vínculo não existe mais neste registro. Nada foi alterado; atualize a lista.")
    gravado = consultas.aberto(conexao, vinculo_id, ato)
    defesa = (
        _defesa(gravado) if gravado is not None else Defesa(servidor_id=servidor_id, vinculo_id=vinculo_id, ato=ato)
    )
    return SituacaoDefesa(
        defesa=defesa,
        exigencia=porque,
        nome=consultas_de_pessoas.nomes(conexao, [servidor_id]).get(servidor_id, ""),
        rotulo=POR_TIPO[ato.partition(":")[0]].rotulo,
        pendencias=pendencias(defesa, hoje),
        sem_resposta=sem_resposta(defesa, hoje),
        anexos=tuple(AnexoDoVinculo(**a._asdict()) for a in anexos(conexao, servidor_id, vinculo_id)),
        dias=_dias(ctx, hoje),
    )


def _dias(ctx: Contexto, hoje: date) -> int | None:
    valor = ctx.regimes(None, None).parametros.valor(PARAMETRO, hoje)
    return valor if isinstance(valor, int) else None


def _defesa(gravado: consultas.Gravado) -> Defesa:
    valores = gravado._asdict()
    return Defesa(**{**valores, "aviso_meio": MeioAviso(gravado.aviso_meio) if gravado.aviso_meio else None})


def sem_resposta(defesa: Defesa, hoje: date) -> bool:
    """Tell whether the term to answer ran out without an answer."""
    return defesa.resposta_em is None and defesa.resposta_ate is not None and hoje > defesa.resposta_ate


def pendencias(defesa: Defesa, hoje: date) -> tuple[str, ...]:
    """Return what is missing or out of order, in words, in the order of the steps; empty when complete."""
    return (*_do_aviso(defesa), *_da_resposta(defesa, hoje), *_da_decisao(defesa, hoje))


def _do_aviso(defesa: Defesa) -> Iterator[str]:
    if defesa.aviso_em is None:
        yield "o aviso à pessoa, com a data em que foi feito"
    if defesa.aviso_meio is None:
        yield "o meio pelo qual o aviso foi feito"
    if defesa.aviso_anexo_id is None:
        yield "o comprovante do aviso"
    if defesa.resposta_ate is None:
        yield "o último dia do prazo para responder"


def _da_resposta(defesa: Defesa, hoje: date) -> Iterator[str]:
    aviso, resposta, ate = defesa.aviso_em, defesa.resposta_em, defesa.resposta_ate
    if resposta is None:
        if ate is None:
            yield "a resposta, ou o fim do prazo sem ela"
        elif hoje <= ate:
            yield f"a resposta, ou o fim do prazo para responder, em {formatar_data(ate)}"
        return
    if aviso is not None and resposta < aviso:
        yield f"ordem nas datas: a resposta ({formatar_data(resposta)}) é anterior ao aviso ({formatar_data(aviso)})"
    if not defesa.resposta:
        yield "o resumo da resposta"
    if defesa.resposta_anexo_id is None:
        yield "o comprovante da resposta"


def _da_decisao(defesa: Defesa, hoje: date) -> Iterator[str]:
    decisao, resposta, ate = defesa.decisao_em, defesa.resposta_em, defesa.resposta_ate
    if decisao is None:
        yield "a decisão, com a data"
    else:
        em = formatar_data(decisao)
        if defesa.aviso_em is not None and decisao < defesa.aviso_em:
            yield f"ordem nas datas: a decisão ({em}) é anterior ao aviso ({formatar_data(defesa.aviso_em)})"
        if resposta is not None and decisao < resposta:
            yield f"ordem nas datas: a decisão ({em}) é anterior à resposta ({formatar_data(resposta)})"
        elif resposta is None and ate is not None and decisao <= ate:
            yield f"ordem nas datas: a decisão ({em}) é anterior ao fim do prazo ({formatar_data(ate)}), sem resposta"
    if not defesa.decisao:
        yield "o resumo da decisão"
    if not defesa.decisao_autoridade:
        yield "a autoridade que decidiu"
    if defesa.decisao_anexo_id is None:
        yield "o comprovante da decisão"


# ------------------------------------------------------------------ writing


@exige(Permissao.CORRIGIR_ATO)
def gravar(ctx: Contexto, *, defesa: Defesa, hoje: date) -> Defesa:
    """Keep the checklist and return it as kept; what happens later is added to it.

    ErroDominio, with nothing kept, for a date still to come, a term that ends before the notice, a dispensa without a
    fundamento, an act that asks for no defence, or when somebody else kept it meanwhile.
    """
    if exigencia(defesa.ato) is None:
        raise ErroDominio(f"Este ato não depende de aviso e defesa. {_NADA}")
    limpa = replace(
        defesa,
        resposta=defesa.resposta.strip(),
        decisao=defesa.decisao.strip(),
        decisao_autoridade=normalizar(defesa.decisao_autoridade),
        dispensa=normalizar(defesa.dispensa),
    )
    _conferir(limpa, hoje)
    fora = ("id", "versao", "aviso_meio")
    colunas = {campo.name: getattr(limpa, campo.name) for campo in dataclasses.fields(limpa) if campo.name not in fora}
    colunas["aviso_meio"] = limpa.aviso_meio.value if limpa.aviso_meio is not None else ""
    instante = ctx.relogio.agora()
    with ctx.banco.escrita() as conexao:
        _conferir_anexos(conexao, limpa)
        atual = consultas.aberto(conexao, limpa.vinculo_id, limpa.ato)
        if (atual.id if atual is not None else None) != limpa.id:
            raise _de_outro()
        if atual is None:
            id_ = consultas.inserir(conexao, instante=instante, usuario=ctx.usuario, **colunas)
        else:
            id_ = atual.id
            if not consultas.alterar(conexao, id_, limpa.versao, instante=instante, usuario=ctx.usuario, **colunas):
                raise _de_outro()
        mudados = sorted(nome for nome, valor in colunas.items() if atual is None or getattr(atual, nome) != valor)
        trilhar(
            conexao, instante=instante, usuario=ctx.usuario, acao="grava", objeto="contraditorio", objeto_id=id_,
            detalhe=", ".join(mudados),
        )  # fmt: skip
    return replace(limpa, id=id_, versao=limpa.versao + 1 if atual is not None else 1)


def _conferir(defesa: Defesa, hoje: date) -> None:
    for nome, dia in (
        ("do aviso", defesa.aviso_em), ("da resposta", defesa.resposta_em), ("da decisão", defesa.decisao_em),
    ):  # fmt: skip
        if dia is not None and dia > hoje:
            raise ErroDominio(f"A data {nome} ({formatar_data(dia)}) ainda não chegou. {_NADA} Confira a data.")
    if defesa.aviso_em is not None and defesa.resposta_ate is not None and defesa.resposta_ate <= defesa.aviso_em:
        raise ErroDominio(
            f"O prazo para responder terminaria em {formatar_data(defesa.resposta_ate)}, sem dia nenhum depois do "
            f"aviso ({formatar_data(defesa.aviso_em)}). {_NADA} Confira as datas."
        )
    if defesa.dispensa and len(defesa.dispensa.split()) < _MENOR_DISPENSA:
        raise ErroDominio(
            f"O fundamento de emitir sem o aviso e a defesa completos ({AMPLA_DEFESA}) não diz o bastante. {_NADA} "
            "Escreva a razão e o documento em que está."
        )


def _conferir_anexos(conexao: Conexao, defesa: Defesa) -> None:
    for anexo_id in (defesa.aviso_anexo_id, defesa.resposta_anexo_id, defesa.decisao_anexo_id):
        if anexo_id is not None and consultas.nome_do_anexo(conexao, anexo_id) is None:
            raise ErroDominio(
                f"Um dos comprovantes escolhidos não está mais no registro. {_NADA} Escolha outro arquivo."
            )


def _de_outro() -> ErroDominio:
    return ErroDominio(
        f"Outra pessoa gravou este aviso e defesa enquanto você o editava. {_NADA} Abra-o de novo e refaça a mudança."
    )


# ------------------------------------------------------------------ what issuing asks


def exigir(ctx: Contexto, conexao: Conexao, *, ato: str, vinculo_id: int | None, hoje: date) -> None:
    """Refuse, with ErroDominio naming what is missing, to issue the draft of an act whose checklist is not complete.

    A dispensa with its fundamento is enough; an act that asks for no defence, or about nobody yet, passes.
    """
    if exigencia(ato) is None or vinculo_id is None:
        return
    atual = situacao_em(ctx, conexao, ato=ato, vinculo_id=vinculo_id, hoje=hoje)
    if atual.permite_emitir:
        return
    quantas = len(atual.pendencias)
    quais = (
        enumerar(atual.pendencias[:3]) if quantas <= 3 else f"{'; '.join(atual.pendencias[:3])} e mais {quantas - 3}"
    )
    raise ErroDominio(
        f"{atual.rotulo}: {atual.exigencia.razao.lower()}, e antes cabem aviso e defesa ({AMPLA_DEFESA}). "
        f"Falta: {quais}. Nada foi emitido, e a minuta continua guardada; complete “Aviso e defesa” ou escreva ali o "
        "fundamento da dispensa.",
        dispositivo=AMPLA_DEFESA,
    )


def ligar(conexao: Conexao, *, ato: str, vinculo_id: int | None, ato_id: int) -> None:
    """Say which entered act used the open checklist, if there is one: another act of the kind begins another."""
    if exigencia(ato) is None or vinculo_id is None:
        return
    aberto = consultas.aberto(conexao, vinculo_id, ato)
    if aberto is not None:
        consultas.ligar(conexao, aberto.id, ato_id)
