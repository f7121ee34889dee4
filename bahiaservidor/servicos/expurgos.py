"""Erasing health and third-party data of an act (LGPD, arts. 16 and 18, VI): why, who, what stays, what copies have.

The act stays in the book and the book still verifies; what was erased cannot be had back from this registry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..registro import expurgo
from ..registro.conexao import Conexao
from ..relogio import fuso_da_bahia
from . import segunda_pessoa
from .contexto import Contexto
from .frases import enumerar
from .permissoes import Permissao, exige

_DATA: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MENOR, _MAIOR = 10, 400
"""Letters of a reason."""

COPIAS = (
    "As cópias de segurança e os acervos exportados antes deste momento ainda têm estes dados. Faça agora uma cópia "
    "nova e apague as antigas, ou espere que o rodízio das cópias as descarte; apague também as que estão em outro "
    "disco ou com outras pessoas."
)
"""What is said of copies, before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Previsto:
    """What would be erased: acts, and fields in words; ``frase`` says it with what stays."""

    atos: tuple[int, ...]
    campos: tuple[str, ...]
    frase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feito:
    """What was erased; ``servidor_id`` is whose file to read again."""

    servidor_id: int | None
    mensagem: str


@exige(Permissao.EXPURGAR)
def previsto(ctx: Contexto, *, ato_id: int) -> Previsto:
    """Return what erasing would take.  ErroDominio for an act that keeps nothing apart."""
    with ctx.banco.leitura() as conexao:
        alvos = _alvos(conexao, ato_id)
        papeis, anexos = expurgo.papeis_que_podem_repetir(conexao, ato_id)
    campos = tuple(dict.fromkeys(rotulo for alvo in alvos for rotulo in rotulos(alvo.tipo, alvo.campos)))
    frase = f"Serão apagados, {_atos(alvos)}: {enumerar(campos)}. O ato continua no livro, e o livro, íntegro."
    if papeis or anexos:
        frase += (
            f" Os documentos emitidos ({papeis}) e os anexos ({anexos}) da pessoa ficam como estão: se trazem os "
            "mesmos dados, continuam a trazê-los."
        )
    return Previsto(atos=tuple(alvo.ato_id for alvo in alvos), campos=campos, frase=f"{frase} {COPIAS}")


@exige(Permissao.EXPURGAR)
def expurgar(ctx: Contexto, *, ato_id: int, motivo: str, fundamento: str) -> Feito:
    """Erase what an act and its corrections keep apart, for good.

    ErroDominio, with nothing erased, without a reason or a legal basis, or for an act that keeps nothing apart.
    """
    motivo, fundamento = _limpo(motivo, "o motivo"), _limpo(fundamento, "o fundamento legal")
    with ctx.banco.escrita() as conexao:
        alvos = _alvos(conexao, ato_id)
        ditos = _ditos(conexao, alvos)
        _nao_repete(ditos, f"{motivo} {fundamento}")
        operacao = ctx.operacao(conexao, "Expurgo de dados sigilosos")
        segunda_pessoa.marcar(
            ctx,
            conexao,
            operacao_id=operacao.id,
            especie=segunda_pessoa.EXPURGO,
            servidor_id=alvos[0].servidor_id,
            ato_id=ato_id,
        )
        for alvo in alvos:
            expurgo.expurgar(
                conexao, alvo, instante=ctx.relogio.agora(), usuario=ctx.usuario, fundamento=fundamento, motivo=motivo
            )
        # A word or a date alone is in the forms of others too.
        proprios = {dito for dito in ditos if re.search(r"[\d\s]", dito) and not _DATA.fullmatch(dito)}
        repetiam = expurgo.apagar_repetidos(conexao, proprios, servidor_id=alvos[0].servidor_id)
    try:
        limpo = ctx.banco.compactar()
    except ErroDominio:
        limpo = False  # no room for it, or another program is writing: what was erased is erased
    mensagem = f"Apagados os dados sigilosos {_atos(alvos)}."
    if repetiam:
        mensagem += f" Formulários e minutas por terminar que os repetiam, com o campo esvaziado: {repetiam}."
    if not limpo:
        mensagem += (
            " O arquivo estava em uso por outro programa, e os bytes antigos podem ficar no arquivo -wal ao lado dele "
            "até que todos o fechem."
        )
    return Feito(servidor_id=alvos[0].servidor_id, mensagem=f"{mensagem} {COPIAS}")


def rotulos(tipo: str, campos: tuple[str, ...]) -> tuple[str, ...]:
    """Return fields of a kind of act in the words of its form."""
    definicao = POR_TIPO.get(tipo)
    ditos = {}
    if definicao is not None:
        fields = getattr(definicao.conteudo, "__dataclass_fields__", {})
        ditos = {nome: str(campo.metadata.get("rotulo", nome)).lower() for nome, campo in fields.items()}
    return tuple(ditos.get(nome, nome) for nome in campos)


def expurgo_em_palavras(feito: expurgo.Expurgado | None, tipo: str) -> str:
    """Return what is shown in the place of what was erased of an act of a kind; empty when nothing was."""
    if feito is None:
        return ""
    quando = f"{feito.instante.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"
    campos = enumerar(rotulos(tipo, feito.campos))
    return (
        f"Dados sigilosos ({campos}) expurgados em {quando} por {feito.usuario or 'usuário não identificado'}. "
        f"Fundamento: {feito.fundamento.rstrip('.')}. Motivo: {feito.motivo.rstrip('.')}."
    )


def _alvos(conexao: Conexao, ato_id: int) -> list[expurgo.Sigiloso]:
    alvos = expurgo.sigilosos(conexao, ato_id)
    if not alvos:
        raise ErroDominio(
            f"O ato {ato_id} não guarda dado sigiloso: não há o que expurgar, ou já foi expurgado. Nada foi apagado; "
            "confira o ato no Histórico da ficha."
        )
    return alvos


def _atos(alvos: list[expurgo.Sigiloso]) -> str:
    numeros = [str(alvo.ato_id) for alvo in alvos]
    return f"do ato {numeros[0]}" if len(numeros) == 1 else f"dos atos {enumerar(numeros)} (o ato e as correções dele)"


def _limpo(texto: str, nome: str) -> str:
    texto = " ".join(texto.split())
    if not _MENOR <= len(texto) <= _MAIOR:
        raise ErroDominio(
            f"Escreva {nome} do expurgo, com {_MENOR} a {_MAIOR} letras. Nada foi apagado; escreva e repita."
        )
    return texto


def _ditos(conexao: Conexao, alvos: list[expurgo.Sigiloso]) -> set[str]:
    """Return the texts to be erased that are long enough to be known where they are repeated."""
    return {valor for valor in expurgo.valores(conexao, [alvo.ato_id for alvo in alvos]) if len(valor) > 3}


def _nao_repete(ditos: set[str], texto: str) -> None:
    """Refuse a reason that quotes what is to be erased: it is kept for ever."""
    if any(dito.casefold() in texto.casefold() for dito in ditos):
        raise ErroDominio(
            "O motivo ou o fundamento repete o dado que se quer apagar, e ficaria guardado para sempre. Nada foi "
            "apagado; escreva-o sem o dado."
        )
