"""What became of each deadline between two photographs: how it came to be in the quarter, and where it went.

Every deadline has one entry and one destiny, so that, line by line,

    pending at the start + due in the quarter and opened before + opened in it + moved in
    - met - met late - prejudicado - resolved by an act - moved out  =  pending at the end.

The end is not what is left over: it is looked up in the photograph of the end, deadline by deadline, and compared with
a count made apart (`conferir`).  What is pending at the start belongs to earlier quarters, or is suspended: it is what
the report of the quarter before left, so that one report continues the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..documentos.relatorio_figuras import contar
from ..documentos.relatorio_modelos import Destino, Entrada, Especie, LinhaRelatorio, Secao, data
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import EstadoPrazo
from .relatorio_item import Chave, Item

_UM_DIA = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pendencia:
    """What is known of a deadline that was pending at the start; the item when the photograph has it."""

    vence: date | None
    vence_ultimo: date | None
    estado: EstadoPrazo
    item: Item | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Everything the reconciliation is made of.

    ``iniciais`` were pending at the start; ``devidos`` were due in the quarter on the photograph of the start (with
    that date); ``vespera`` has the others of the end that already existed at the start; ``finais`` is the photograph of
    the end, of every key of the others and of all that is due in the quarter.  ``passageiros`` opened in it, were due
    in it, and moved on before its end (with the date they had).  ``prorrogados`` are the vínculos with an
    extension of the posse; ``atos`` says the acts that closed, in words.
    """

    inicio: date
    fim: date
    em: date
    orgao_id: int | None
    iniciais: Mapping[Chave, Pendencia]
    devidos: Mapping[Chave, date]
    vespera: Mapping[Chave, Item]
    finais: Mapping[Chave, Item]
    passageiros: Mapping[Chave, date] = field(default_factory=dict)
    prorrogados: Collection[int] = ()
    atos: Mapping[int, str] = field(default_factory=dict)
    do_saldo: bool = False


def conciliar(base: Base, sumidos: Mapping[Chave, Item]) -> list[LinhaRelatorio]:
    """Return one row for each deadline, not yet in order.

    ``sumidos`` describes those of the start that the end no longer has, as far as anything is known of them.
    """
    chaves = dict.fromkeys((*base.iniciais, *base.devidos, *base.finais))
    linhas = []
    for chave in chaves:
        item = base.finais.get(chave)
        entrada, de_onde = _entrada(base, chave, item)
        destino, para_onde = _destino(base, chave, item)
        mostrado = item if item is not None else _do_inicio(base, chave, sumidos)
        linhas.append(_linha(base, chave, mostrado, entrada, destino, [de_onde, para_onde]))
    return linhas


def conferir(linhas: Collection[LinhaRelatorio], pendentes: Collection[Chave]) -> None:
    """Compare what the reconciliation leaves pending with the count made apart.  ErroDominio names what differs."""
    deixados = {linha.chave for linha in linhas if linha.destino is Destino.PENDENTE}
    contados = set(pendentes)
    if deixados == contados and len(linhas) == len({linha.chave for linha in linhas}):
        return
    divergem = sorted(deixados ^ contados)
    nomes = "; ".join(f"{tipo} do registro {id_}, nº {posicao}" for tipo, id_, posicao in divergem[:10])
    mais = f" e mais {len(divergem) - 10}" if len(divergem) > 10 else ""
    raise ErroDominio(
        f"O relatório não fecha: a conciliação deixa {len(deixados)} pendentes e a contagem à parte acha "
        f"{len(contados)}. Divergem: {nomes}{mais}. Nada foi emitido; use Administração › Verificar o registro."
    )


# ------------------------------------------------------------------ how it came


def _entrada(base: Base, chave: Chave, item: Item | None) -> tuple[Entrada, str]:
    if chave in base.iniciais:
        return Entrada.INICIO, ""
    if chave in base.devidos:
        return Entrada.JA_ABERTO, ""
    if chave in base.passageiros:
        return Entrada.ABERTO, ""
    assert item is not None  # only the photograph of the end brings keys that the start does not have
    antes = base.vespera.get(chave)
    if antes is None:
        if item.aberto_em is not None and item.aberto_em < base.inicio:
            return Entrada.RECALCULO, "registrado ou reaberto depois"
        return Entrada.ABERTO, ""
    if base.orgao_id is not None and antes.orgao_id != base.orgao_id:
        return Entrada.RECALCULO, "veio de outro órgão"
    if antes.vence == item.vence:
        palavras = "registrado depois do relatório anterior" if base.do_saldo else "reaberto por correção do registro"
        return Entrada.RECALCULO, palavras
    quando = "estava suspenso" if antes.vence is None else f"vencia em {data(antes.vence)}"
    if _prorrogou(base, chave, antes.vence, item.vence):
        return Entrada.PRORROGACAO, quando
    return Entrada.RECALCULO, quando


def _prorrogou(base: Base, chave: Chave, antes: date | None, depois: date | None) -> bool:
    """Tell whether the date moved by an extension: of the posse (art. 19), of the concurso (art. 14), of the leave."""
    if antes is None or depois is None or depois <= antes:
        return False
    if chave[0] == Especie.POSSE:
        return chave[1] in base.prorrogados
    return chave[0] in (Especie.VALIDADE_CONCURSO, Especie.RETORNO_AFASTAMENTO)


# ------------------------------------------------------------------ where it went


def _destino(base: Base, chave: Chave, item: Item | None) -> tuple[Destino, str]:
    if item is None:
        return Destino.RECALCULO, "deixou de existir por ato ou correção posterior"
    if base.orgao_id is not None and item.orgao_id != base.orgao_id:
        return Destino.RECALCULO, "passou a outro órgão"
    vence = item.vence
    if vence is not None and vence > base.fim:
        antes = base.iniciais[chave].vence if chave in base.iniciais else base.devidos.get(chave)
        antes = antes or base.passageiros.get(chave)
        prorrogou = _prorrogou(base, chave, antes, vence)
        palavras = f"{'prorrogado' if prorrogou else 'recalculado'} para {data(vence)}"
        return Destino.PRORROGACAO if prorrogou else Destino.RECALCULO, palavras
    if item.pendente:
        if vence is None and (item.aberto_em is None or item.aberto_em > base.fim):
            return Destino.RECALCULO, "ficou suspenso depois do trimestre"
        return Destino.PENDENTE, ""
    if vence is not None and vence < base.inicio and chave not in base.iniciais:
        return Destino.RECALCULO, f"recalculado para {data(vence)}"
    return _fechado(base, item)


def _fechado(base: Base, item: Item) -> tuple[Destino, str]:
    if item.estado is EstadoPrazo.VENCIDO:
        ato = base.atos.get(item.fechado_por or 0, "")
        return Destino.RESOLVIDO, f"respondido por {ato}" if ato else ""
    destino = {
        EstadoPrazo.CUMPRIDO: Destino.CUMPRIDO,
        EstadoPrazo.CUMPRIDO_FORA_DO_PRAZO: Destino.FORA_DO_PRAZO,
        EstadoPrazo.PREJUDICADO: Destino.PREJUDICADO,
    }[item.estado]
    if item.chave[0] == Especie.VALIDADE_CONCURSO:
        return destino, "a validade se encerrou"
    return destino, ""


# ------------------------------------------------------------------ the row


def _do_inicio(base: Base, chave: Chave, sumidos: Mapping[Chave, Item]) -> Item:
    """Return what is known of a deadline that the end does not have, with the dates it had at the start."""
    inicial = base.iniciais.get(chave)
    conhecido = (inicial.item if inicial is not None else None) or sumidos.get(chave)
    vence = inicial.vence if inicial is not None else base.devidos.get(chave)
    if conhecido is None:
        conhecido = Item(
            chave, None, "Registro desfeito", None, "", None, "", "", vence, vence, EstadoPrazo.ABERTO, True, None,
            "", None,
        )  # fmt: skip
    if inicial is None:
        return conhecido
    return conhecido._replace(vence=inicial.vence, vence_ultimo=inicial.vence_ultimo, estado=inicial.estado)


def _linha(
    base: Base, chave: Chave, item: Item, entrada: Entrada, destino: Destino, palavras: list[str]
) -> LinhaRelatorio:
    secao = _secao(base, item, destino)
    idade = None
    ultimo = item.vence_ultimo
    if destino is Destino.PENDENTE and item.estado is EstadoPrazo.VENCIDO and ultimo is not None:
        idade = (base.em - ultimo).days
        palavras = [*palavras, f"vencido há {contar(idade, 'dia', 'dias')}"]
    elif ultimo is not None and item.vence is not None and item.vence <= base.fim < ultimo:
        palavras = [*palavras, f"último dia possível no trimestre seguinte, {data(ultimo)}"]
    return LinhaRelatorio(
        chave=chave,
        servidor_id=item.servidor_id,
        especie=_ESPECIES[chave[0]],
        nome=item.nome,
        matricula=item.matricula,
        cargo=item.cargo,
        orgao=item.orgao.strip(),
        unidade=item.unidade,
        vence=item.vence,
        vence_ultimo=ultimo,
        estado=item.estado,
        secao=secao,
        entrada=entrada,
        destino=destino,
        observacao="; ".join(filter(None, palavras)),
        fundamento=item.fundamento,
        idade=idade,
    )


_ESPECIES = {especie.value: especie for especie in Especie}


def _secao(base: Base, item: Item, destino: Destino) -> Secao:
    if destino in (Destino.PRORROGACAO, Destino.RECALCULO):
        return Secao.SAIDAS
    if destino is not Destino.PENDENTE:
        return Secao.PRAZOS
    if item.estado is EstadoPrazo.SUSPENSO:
        return Secao.SUSPENSOS
    if item.estado is EstadoPrazo.ZONA_CINZENTA:
        return Secao.ZONA_CINZENTA
    antigo = item.vence_ultimo is not None and item.vence_ultimo < base.inicio
    return Secao.VENCIDOS if item.estado is EstadoPrazo.VENCIDO and antigo else Secao.PRAZOS
