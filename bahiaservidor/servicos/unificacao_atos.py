"""Acts that pass from one file to another: which, what they would do there, entering them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..estatuto.atos import emendas as atos_emendas
from ..estatuto.atos.base import Ato, Sujeito
from ..estatuto.emendas import efetivos, sortes
from ..estatuto.prazos import prazos_da_vida
from ..estatuto.rejulgamento import deixam_de_caber, faltas_do_ato, novas_faltas
from ..estatuto.vida import VidaFuncional
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas import emendas as consultas
from ..registro.vidas import Leitura
from .contexto import Contexto
from .emendas_julgamento import DEPOIS_DE_TUDO, dobrar, sem_os_atos
from .emendas_previa import comparar, situacoes
from .frases import enumerar
from .tipos.emendas import AtoMovido, PreviaIdentidade, SituacaoAlterada


@dataclass(frozen=True, slots=True, kw_only=True)
class Mudanca:
    """What passes: from whom, to whom, which acts (their corrections included), which whole vínculos.

    ``destino`` is the vínculo that takes the acts, None when each keeps its own.
    """

    de: Leitura
    para: Leitura
    atos: tuple[Ato, ...]
    vinculos: tuple[int, ...] = ()
    destino: int | None = None
    recusa: str = ""

    def vinculo_de(self, ato: Ato) -> int | None:
        """Return the vínculo of an act in its new file."""
        if ato.vinculo is None:
            return None
        return ato.vinculo if self.destino is None else self.destino


def planejar(
    de: Leitura, para: Leitura, vinculo: int | None, *, so: Sequence[int] | None = None, destino: int | None = None
) -> Mudanca:
    """Return what passes: every act of the person, those of one vínculo, or ``so`` some, with their corrections.

    What was estornado stays where it is: it never was.
    """
    destinos = sortes(de.atos)
    vivos = [a for a in de.atos if not destinos[a.id].situacao.so_no_livro and a.tipo not in ("estorno", "movimento")]
    if so is None:
        atos = [a for a in vivos if vinculo is None or a.vinculo == vinculo]
        if para.vida.falecimento is not None:
            atos = [a for a in atos if a.tipo != "falecimento"]
        inteiros = dict.fromkeys(a.vinculo for a in atos if a.definicao.sujeito is Sujeito.NOVO_VINCULO)
        return Mudanca(de=de, para=para, atos=tuple(atos), vinculos=tuple(v for v in inteiros if v is not None))
    escolhidos = set(so)
    for ato in vivos:
        if ato.definicao.emenda and ato.conteudo.ato in escolhidos:
            escolhidos.add(ato.id)
    atos = [a for a in vivos if a.id in escolhidos]
    mudanca = Mudanca(de=de, para=para, atos=tuple(atos), destino=destino)
    recusa = ""
    if len({*so} - {a.id for a in atos}) > 0:
        recusa = "Há ato escolhido que não está mais em vigor nesta ficha."
    elif any(a.definicao.sujeito is Sujeito.NOVO_VINCULO for a in atos):
        recusa = "O ato que abre um vínculo só passa com o vínculo inteiro: mova o vínculo."
    elif all(mudanca.vinculo_de(a) == a.vinculo and de.servidor_id == para.servidor_id for a in atos):
        recusa = "Os atos já estão neste vínculo."
    return replace(mudanca, recusa=recusa)


def vindos_de(leitura: Leitura, servidor_id: int) -> tuple[int, ...]:
    """Return the vínculos of a person that came, whole, from another's record in a merge."""
    pares = {
        par.ato
        for ato in leitura.atos
        if isinstance(ato.conteudo, atos_emendas.Movimento) and ato.conteudo.de == servidor_id
        for par in ato.conteudo.pares
    }
    atos = [a for a in efetivos(leitura.atos) if a.id in pares and a.definicao.sujeito is Sujeito.NOVO_VINCULO]
    return tuple(dict.fromkeys(a.vinculo for a in atos if a.vinculo is not None))


def _com_numeros(conteudo: Any, novos: Mapping[int, int]) -> Any:
    """Return the content of a correction that speaks of the acts by their new numbers."""
    mudam: dict[str, Any] = {"ato": novos.get(conteudo.ato, conteudo.ato)}
    for nome in ("caem", "mantidos"):
        if hasattr(conteudo, nome):
            mudam[nome] = tuple(novos.get(id_, id_) for id_ in getattr(conteudo, nome))
    return replace(conteudo, **mudam)


# ------------------------------------------------------------------ before


def prever(ctx: Contexto, mudanca: Mudanca, hoje: date, *, nascimento: date | None = None) -> PreviaIdentidade:
    """Return the deadlines and states that would change, and the acts with what each would fail in the new file."""
    regimes = ctx.regimes
    de, para = mudanca.de, mudanca.para
    mesma = de.servidor_id == para.servidor_id
    quando = nascimento or para.nascimento
    sem = sem_os_atos(de, [a.id for a in mudanca.atos], hoje)
    vindos = _copias(mudanca)
    ficam = sem if mesma else para.atos
    com = (*ficam, *vindos)
    vida_de = dobrar(de, sem)
    vida_para = dobrar(para, com, quando)
    antes = (para.vida,) if mesma else (de.vida, para.vida)
    depois = (vida_para,) if mesma else (vida_de, vida_para)
    numeros = {v.id: v.numero for vida in (*antes, *depois) for v in vida.vinculos}
    return PreviaIdentidade(
        frase="",
        atos=tuple(_movido(ctx, mudanca, ato, copia, com, quando) for ato, copia in zip(
            mudanca.atos, vindos, strict=True) if not ato.definicao.emenda),
        prazos=comparar(
            [p for vida in antes for p in prazos_da_vida(vida, regimes, hoje)],
            [p for vida in depois for p in prazos_da_vida(vida, regimes, hoje)],
            numeros, hoje,
        ),
        situacoes=_situacoes(antes, depois, regimes, numeros, hoje),
        avisos=_avisos(ctx, mudanca, sem, com, quando),
    )  # fmt: skip


def _copias(mudanca: Mudanca) -> tuple[Ato, ...]:
    novos = {ato.id: -1000 - n for n, ato in enumerate(mudanca.atos)}
    conhecidos = {ato.id: ato.registrado_em for ato in efetivos(mudanca.de.atos)}
    return tuple(
        replace(
            ato,
            id=novos[ato.id],
            vinculo=mudanca.vinculo_de(ato),
            sequencia=2 * DEPOIS_DE_TUDO + n,
            conteudo=_com_numeros(ato.conteudo, novos) if ato.definicao.emenda else ato.conteudo,
            registrado_em=conhecidos.get(ato.id, ato.registrado_em),
        )
        for n, ato in enumerate(mudanca.atos)
    )


def _movido(
    ctx: Contexto, mudanca: Mudanca, ato: Ato, copia: Ato, com: Sequence[Ato], nascimento: date | None
) -> AtoMovido:
    vigente = next((a for a in efetivos(mudanca.de.atos) if a.id == ato.id), ato)
    antes = faltas_do_ato(mudanca.de.nascimento, vigente, mudanca.de.atos, ctx.regimes)
    agora = next((a for a in efetivos(com) if a.id == copia.id), copia)
    depois = faltas_do_ato(nascimento, agora, com, ctx.regimes)
    numeros = {v.id: v.numero for v in mudanca.de.vida.vinculos}
    return AtoMovido(
        ato_id=ato.id,
        rotulo=ato.definicao.rotulo,
        data=vigente.data,
        vinculo_numero=numeros.get(ato.vinculo or 0),
        faltas=tuple(f"{f.falta.rstrip('.')} ({f.dispositivo})." for f in novas_faltas(antes, depois)),
    )


def _situacoes(
    antes: Sequence[VidaFuncional],
    depois: Sequence[VidaFuncional],
    regimes: Any,
    numeros: Mapping[int, int],
    hoje: date,
) -> tuple[SituacaoAlterada, ...]:
    velhas = {id_: s for vida in antes for id_, s in situacoes(vida, regimes, hoje).items()}
    novas = {id_: s for vida in depois for id_, s in situacoes(vida, regimes, hoje).items()}
    return tuple(
        SituacaoAlterada(vinculo_id=id_, vinculo_numero=numeros[id_], de=velhas.get(id_), para=novas.get(id_))
        for id_ in {**velhas, **novas}
        if velhas.get(id_) is not novas.get(id_)
    )


def _avisos(
    ctx: Contexto, mudanca: Mudanca, sem: Sequence[Ato], com: Sequence[Ato], nascimento: date | None
) -> tuple[str, ...]:
    de, para = mudanca.de, mudanca.para
    if de.servidor_id == para.servidor_id:
        fichas = [("", para, com, nascimento)]
    else:
        fichas = [(" que fica", de, sem, de.nascimento), (" de destino", para, com, nascimento)]
    avisos = []
    for onde, leitura, depois, quando in fichas:
        achados = deixam_de_caber(leitura.nascimento, leitura.atos, depois, ctx.regimes, nascimento_depois=quando)
        if achados:
            quais = enumerar([f"{x.ato.definicao.rotulo} de {x.ato.data:%d/%m/%Y}" for x in achados])
            avisos.append(f"Na ficha{onde} deixa de caber: {quais}. Fica na caixa de contradições.")
    return tuple(avisos)


# ------------------------------------------------------------------ entering


def lancar_mudanca(
    conexao: Conexao,
    operacao: livro.Operacao,
    mudanca: Mudanca,
    *,
    motivo: str,
    hoje: date,
    unificacao: bool = False,
) -> tuple[int, ...]:
    """Enter the acts in the new file, their estorno in the old one, and in the new one where they came from."""
    de, para = mudanca.de.servidor_id, mudanca.para.servidor_id
    novos: dict[int, int] = {}
    pares = []
    conhecidos = {ato.id: ato.registrado_em for ato in efetivos(mudanca.de.atos)}
    for ato in mudanca.atos:
        novos[ato.id] = _copiar(conexao, operacao, mudanca, ato, novos)
        instante = conhecidos.get(ato.id, ato.registrado_em)
        assert instante is not None
        pares.append(atos_emendas.Par(ato=novos[ato.id], era=ato.id, registrado_em=instante.isoformat()))
    estornos = [_estornar(conexao, operacao, ato.id, motivo, hoje, para) for ato in reversed(mudanca.atos)]
    if not pares and not unificacao:
        return tuple(estornos)
    definicao = atos_emendas.MOVIMENTO
    conteudo = atos_emendas.Movimento(data=hoje, de=de, motivo=motivo, unificacao=unificacao, pares=tuple(pares))
    movimento = livro.lancar(
        conexao, operacao, sujeito_tipo="servidor", sujeito_id=para, tipo=definicao.tipo, versao=definicao.versao,
        conteudo=conteudo, data_legal=hoje, servidor_id=para,
    )  # fmt: skip
    return (*novos.values(), *estornos, movimento.id)


def _copiar(conexao: Conexao, operacao: livro.Operacao, mudanca: Mudanca, ato: Ato, novos: Mapping[int, int]) -> int:
    entrada = livro.ler_entrada(conexao, ato.id)
    assert entrada is not None
    vinculo = mudanca.vinculo_de(ato)
    para = mudanca.para.servidor_id
    papel = None
    if entrada.instrumento_id is not None:
        linha = consultas.instrumento(conexao, entrada.instrumento_id)
        papel = livro.InstrumentoGravado(id=linha.id, hash=linha.hash)
    escrito = livro.lancar(
        conexao, operacao,
        sujeito_tipo="servidor" if vinculo is None else "vinculo",
        sujeito_id=para if vinculo is None else vinculo,
        tipo=entrada.tipo, versao=entrada.versao,
        conteudo=_com_numeros(ato.conteudo, novos) if ato.definicao.emenda else ato.conteudo,
        data_legal=entrada.data_legal, servidor_id=para, vinculo_id=vinculo,
        requisitos=entrada.requisitos_avaliados() if entrada.requisitos is not None else None,
        ressalva=entrada.ressalva, instrumento=papel,
    )  # fmt: skip
    return escrito.id


def _estornar(conexao: Conexao, operacao: livro.Operacao, ato_id: int, motivo: str, hoje: date, para: int) -> int:
    entrada = livro.ler_entrada(conexao, ato_id)
    assert entrada is not None
    definicao = atos_emendas.ESTORNO
    escrito = livro.lancar(
        conexao, operacao, sujeito_tipo=entrada.sujeito_tipo, sujeito_id=entrada.sujeito_id, tipo=definicao.tipo,
        versao=definicao.versao, data_legal=hoje, servidor_id=entrada.servidor_id, vinculo_id=entrada.vinculo_id,
        conteudo=atos_emendas.Estorno(data=hoje, ato=ato_id, motivo=motivo, movido_para=para),
    )  # fmt: skip
    return escrito.id
