"""The kinds of paper that come in batches: who may get one, and how it is gathered, read for all at once.

A new kind is a `Fabricante` in the list of `papeis_lote`, which numbers, draws and keeps what it gathers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import papeis_lote as consultas
from .contexto import Contexto
from .minutas import pedido_gravado
from .papeis_acervo import Acervo
from .papeis_emissao import Papel, nome_de_arquivo
from .papeis_fontes import abrir_fontes
from .papeis_termos import (
    TermoReunido,
    exigir_posse,
    papel_por_desenhar,
    ressalvas_do_pedido,
    reunir_exercicio,
    reunir_minuta,
    reunir_posse,
)
from .tipos.lote import Alvo, Destinatario, EspecieDoLote, Falha

if TYPE_CHECKING:
    from ..documentos.termo import Termo

_PEDACO: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reunido:
    """A paper gathered and not yet drawn.

    ``papel`` says how it is filed (its ``pdf`` is empty); ``montar`` gives what is drawn, with the number printed.
    ``a_numerar`` are the minutas, of ``tipo_minuta``, that its issue numbers in sequence.  ``de_varios`` when it is one
    instrument for several: its title says how many, not a number.
    """

    papel: Papel
    montar: Callable[[int | None], Termo] = field(repr=False, compare=False)
    a_numerar: tuple[int, ...] = ()
    tipo_minuta: str = "posse"
    de_varios: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabricante:
    """How a kind is made: who may get it, and what it says for those chosen, in the order chosen."""

    especie: EspecieDoLote
    destinatarios: Callable[[Contexto, Conexao, Alvo, date], Sequence[Destinatario]]
    reunir: Callable[[Contexto, Conexao, Sequence[int], Mapping[str, Any], date], Sequence[Reunido | Falha]]


# ------------------------------------------------------------------ termos


def pessoas_dos_vinculos(
    conexao: Conexao, alvo: Alvo, situacao: Callable[[Any], tuple[str, str]]
) -> tuple[Destinatario, ...]:
    """Return the vínculos of a target; ``situacao`` answers, for a row, its situation and what keeps it out."""
    if alvo.lista_id is not None:
        linhas = consultas.vinculos_da_lista(conexao, alvo.lista_id)
    else:
        linhas = consultas.vinculos_por_id(conexao, alvo.vinculos)
    pessoas = []
    for linha in linhas:
        palavras, impedimento = situacao(linha)
        pessoas.append(
            Destinatario(
                id=linha.vinculo_id,
                nome=linha.nome_social or linha.nome,
                cargo=linha.cargo,
                situacao=palavras,
                classificacao=linha.classificacao,
                impedimento=impedimento,
            )
        )
    return tuple(pessoas)


def _de_posse(_ctx: Contexto, conexao: Conexao, alvo: Alvo, hoje: date) -> Sequence[Destinatario]:
    ids = [p.id for p in pessoas_dos_vinculos(conexao, alvo, lambda _: ("", ""))]
    abertas = consultas.abertas_dos_vinculos(conexao, ids, "posse")

    def situacao(linha: Any) -> tuple[str, str]:
        if linha.posse is not None and linha.posse <= hoje:
            return f"posse em {formatar_data(linha.posse)}", ""
        if linha.vinculo_id in abertas:
            return "minuta para assinatura", ""
        return "sem posse", "Não tem posse registrada nem minuta de posse preparada."

    return pessoas_dos_vinculos(conexao, alvo, situacao)


def _de_exercicio(_ctx: Contexto, conexao: Conexao, alvo: Alvo, _hoje: date) -> Sequence[Destinatario]:
    def situacao(linha: Any) -> tuple[str, str]:
        if linha.exercicio is None:
            return "sem exercício", "Não tem exercício registrado."
        return f"exercício em {formatar_data(linha.exercicio)}", ""

    return pessoas_dos_vinculos(conexao, alvo, situacao)


def por_vinculo(
    ctx: Contexto,
    conexao: Conexao,
    ids: Sequence[int],
    especie: str,
    reunir: Callable[[Acervo, int], Reunido],
) -> list[Reunido | Falha]:
    """Return what ``reunir`` gathers of each vínculo, or why it could not; read some hundreds at a time."""
    feitos: list[Reunido | Falha] = []
    acervo = Acervo(conexao)
    for inicio in range(0, len(ids), _PEDACO):
        pedaco = ids[inicio : inicio + _PEDACO]
        acervo.carregar(pedaco, especie=especie)
        for id_ in pedaco:
            try:
                feitos.append(reunir(acervo, id_))
            except ErroDominio as erro:
                feitos.append(Falha(nome=_nome(acervo, id_), motivo=erro.mensagem))
    return feitos


def _nome(acervo: Acervo, vinculo_id: int) -> str:
    posto = acervo.posto(vinculo_id)
    linha = acervo.pessoa(posto.servidor_id) if posto is not None else None
    return f"vínculo {vinculo_id}" if linha is None else str(linha.nome_social or linha.nome)


def _termos_de_posse(
    ctx: Contexto, conexao: Conexao, ids: Sequence[int], _respostas: Mapping[str, Any], hoje: date
) -> Sequence[Reunido | Falha]:
    regimes = ctx.regimes
    abertas = consultas.abertas_dos_vinculos(conexao, ids, "posse")

    def reunir(acervo: Acervo, id_: int) -> Reunido:
        fontes = abrir_fontes(conexao, regimes, id_, acervo)
        if fontes.vinculo.posse is not None or id_ not in abertas:
            return _do_termo(reunir_posse(fontes, hoje), "termo de posse")
        gravada = consultas_de_minutas.ler(conexao, abertas[id_])
        assert gravada is not None
        exigir_posse(gravada)
        pedido = pedido_gravado(gravada)
        ressalvas = ressalvas_do_pedido(ctx, pedido, hoje)
        return _do_termo(reunir_minuta(fontes, gravada, pedido, ressalvas, ctx.usuario), "termo de posse")

    return por_vinculo(ctx, conexao, ids, "termo_posse", reunir)


def _termos_de_exercicio(
    ctx: Contexto, conexao: Conexao, ids: Sequence[int], _respostas: Mapping[str, Any], hoje: date
) -> Sequence[Reunido | Falha]:
    regimes = ctx.regimes

    def reunir(acervo: Acervo, id_: int) -> Reunido:
        fontes = abrir_fontes(conexao, regimes, id_, acervo)
        return _do_termo(reunir_exercicio(fontes, hoje), "termo de exercicio")

    return por_vinculo(ctx, conexao, ids, "termo_exercicio", reunir)


def _do_termo(termo: TermoReunido, arquivo: str) -> Reunido:
    papel = papel_por_desenhar(termo, nome_de_arquivo(arquivo, termo.nome))
    return Reunido(
        papel=papel,
        montar=partial(_desenho_do_termo, termo),
        a_numerar=_sem_numero(termo),
    )


def _sem_numero(termo: TermoReunido) -> tuple[int, ...]:
    if termo.especie != "minuta_termo_posse" or termo.numero is not None or termo.minuta_id is None:
        return ()
    return (termo.minuta_id,)


def _desenho_do_termo(termo: TermoReunido, numero: int | None) -> Termo:
    from ..documentos.modelos import DadosTermoPosse
    from ..documentos.termo_exercicio_desenho import TermoExercicio
    from ..documentos.termo_posse_desenho import TermoPosse

    pronto = termo if numero is None or numero == termo.numero else termo.numerado(numero)
    if isinstance(pronto.dados, DadosTermoPosse):
        return TermoPosse(pronto.dados, modelo=pronto.modelo, via=None)
    return TermoExercicio(pronto.dados, modelo=pronto.modelo, via=None)


TERMOS: Final = (
    Fabricante(
        especie=EspecieDoLote(chave="termo_posse", rotulo="Termos de posse", de="vinculo"),
        destinatarios=_de_posse,
        reunir=_termos_de_posse,
    ),
    Fabricante(
        especie=EspecieDoLote(chave="termo_exercicio", rotulo="Termos de exercício", de="vinculo"),
        destinatarios=_de_exercicio,
        reunir=_termos_de_exercicio,
    ),
)
"""The kinds of this module, as they are offered."""
