"""Where the registry lives, who is writing in it, what may happen there and what to do instead."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..estatuto.erros import ErroDominio
from ..registro.auditoria import trilhar
from ..registro.copias_em_conflito import copias_em_conflito
from ..registro.uso import frase_do_ocupante
from .contexto import Contexto
from .tipos.lugar import EspecieDeLugar, EstadoDoUso, Explicacao, SituacaoDoLugar

_PREFIRA: Final = (
    "Guarde o registro no disco deste computador, e as cópias de segurança em outro disco ou na rede: cópias podem "
    "ficar em qualquer lugar.",
    "Se várias pessoas precisam gravar ao mesmo tempo, o caminho é um banco de dados num servidor (PostgreSQL), que "
    "uma versão futura do programa vai oferecer.",
)
_PARA_MUDAR: Final = (
    "Feche o programa em todos os computadores.",
    "Copie o arquivo do registro para uma pasta deste computador, fora de pastas da rede e sincronizadas.",
    "Abra a cópia em Registro, Abrir outro registro, confira-a em Administração, Verificação do livro, e só então "
    "guarde o arquivo antigo com outro nome.",
)


def situacao(ctx: Contexto, *, antes: SituacaoDoLugar | None = None) -> SituacaoDoLugar:
    """Return where the registry lives and who has it, from memory: the disk is not asked, and nobody waits.

    ``antes`` gives what only `anunciar` looks for.
    """
    uso = ctx.banco.uso
    if uso is None:
        return SituacaoDoLugar()
    agora = uso.situacao
    return SituacaoDoLugar(
        especie=uso.lugar.especie, nome=uso.lugar.nome, raiz=uso.lugar.raiz, caminho=str(uso.caminho),
        estado=agora.estado, quem=frase_do_ocupante(agora.ocupante) if agora.ocupante is not None else "",
        outras_janelas=tuple(frase_do_ocupante(vizinho) for vizinho in agora.vizinhos),
        copias_em_conflito=antes.copias_em_conflito if antes is not None else (),
    )  # fmt: skip


def anunciar(ctx: Contexto) -> SituacaoDoLugar:
    """Tell the other windows of this machine that one more is open, and return what was found beside the file."""
    uso = ctx.banco.uso
    if uso is None:
        return SituacaoDoLugar()
    uso.anunciar()
    copias = copias_em_conflito(uso.caminho)
    return situacao(ctx, antes=SituacaoDoLugar(copias_em_conflito=copias))


def assumir(ctx: Contexto, *, ao_esperar: Callable[[str], None] | None = None) -> Path:
    """Break the notice of who stopped answering, and return the registry, to be opened again.

    With ``ao_esperar``, which is told how long that may take, it waits until it is known whether they still answer.
    ErroDominio, with nothing changed, when that person is there after all.
    """
    uso = ctx.banco.uso
    if uso is None or not situacao(ctx).de_outro:
        raise ErroDominio("Ninguém mais grava neste registro. Nada foi alterado; siga como estava.")
    if ao_esperar is not None and uso.situacao.estado == EstadoDoUso.DE_OUTRO:
        ao_esperar(
            f"Aberto por {frase_do_ocupante(uso.situacao.ocupante)}. Vendo se ainda dá notícia: até "
            f"{math.ceil(uso.paciencia / 60)} minutos…"
        )
        uso.aguardar()
    uso.assumir()
    return uso.caminho


def anotar_que_assumiu(ctx: Contexto) -> None:
    """Write in the trail that this program took the turn to write from who had stopped answering, if it has it."""
    if not ctx.banco.somente_leitura:
        with ctx.banco.escrita() as conexao:
            trilhar(
                conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="assume", objeto="registro",
                detalhe="a gravação, de um programa que parou de dar notícia",
            )  # fmt: skip


def explicacao(vista: SituacaoDoLugar) -> Explicacao:
    """Return what it means for the registry to live there."""
    if vista.especie == EspecieDeLugar.REDE:
        return Explicacao(
            titulo="O registro está numa pasta da rede",
            frase=f"A pasta é de outro computador: {vista.nome}.",
            partes=(
                ("Como o programa trabalha aqui", (
                    "Uma pessoa grava por vez. Quem abre primeiro grava; os outros consultam, e o programa diz quem é.",
                    "O registro fica sem o log de gravação antecipada (WAL), que não funciona entre computadores, e "
                    "cada gravação espera pelo disco do servidor: é mais lento e mais seguro.",
                )),
                ("O que ainda pode acontecer", (
                    "Se a rede cair durante uma gravação, ela se desfaz inteira na abertura seguinte; o que já estava "
                    "confirmado fica.",
                    "Um servidor de arquivos que não respeita travas pode danificar o registro. Tenha cópias de "
                    "segurança conferidas.",
                )),
                ("O que é melhor", _PREFIRA),
                ("Para mudar o registro de lugar", _PARA_MUDAR),
            ),
        )  # fmt: skip
    if vista.especie == EspecieDeLugar.SINCRONIZADA:
        quem = vista.nome if vista.nome != "nuvem" else "o programa da nuvem"
        return Explicacao(
            titulo=f"O registro está numa pasta sincronizada ({vista.nome})",
            frase=f"A pasta “{vista.raiz}” é copiada para outros computadores por {quem}.",
            partes=(
                ("Como o programa trabalha aqui", (
                    "Uma pessoa grava por vez. O aviso de quem está gravando é também um arquivo, e chega aos outros "
                    "computadores só depois de copiado: antes disso, dois podem gravar sem saber um do outro.",
                    "O registro fica sem o log de gravação antecipada (WAL), que seria copiado fora de hora.",
                )),
                ("O que ainda pode acontecer", (
                    "Se dois computadores gravarem antes de a cópia chegar, ficam dois registros diferentes, um deles "
                    "com “conflito” no nome, e ninguém os junta.",
                    "O arquivo pode ser copiado no meio de uma gravação, e a cópia não serve; ou ser trocado por uma "
                    "cópia antiga.",
                )),
                ("O que é melhor", _PREFIRA),
                ("Para mudar o registro de lugar", _PARA_MUDAR),
            ),
        )  # fmt: skip
    if vista.especie == EspecieDeLugar.REMOVIVEL:
        return Explicacao(
            titulo="O registro está num disco que se retira",
            frase=f"O disco é {vista.nome}.",
            partes=(
                ("O que pode acontecer", (
                    "Retirado durante uma gravação, a gravação se desfaz na abertura seguinte. Feche o programa e use "
                    "“remover com segurança” antes de tirar o disco.",
                    "Um pen drive se perde e gasta com o uso, e quem o acha lê o que há nele.",
                )),
                ("O que é melhor", _PREFIRA[:1]),
            ),
        )  # fmt: skip
    return Explicacao(
        titulo="O registro está no disco deste computador",
        frase="É o melhor lugar: várias janelas e comandos podem gravar, cada um na sua vez, e o que foi confirmado "
        "resiste à falta de luz.",
        partes=(),
    )


def recado(vista: SituacaoDoLugar) -> str:
    """Return why this program only reads, or what it should know before writing; empty when there is nothing to say."""
    quem = vista.quem or "outra pessoa"
    match vista.estado:
        case EstadoDoUso.DE_OUTRO:
            return f"Aberto por {quem}; você está só consultando."
        case EstadoDoUso.PARADA:
            return (
                f"Aberto por {quem}, que parou de dar notícia; você está só consultando. Se essa pessoa já não está "
                "com o registro aberto, assuma a gravação."
            )
        case EstadoDoUso.SOLTA:
            return "Quem gravava fechou o registro: ele já pode ser aberto para gravar."
        case EstadoDoUso.PERDIDA:
            return (
                f"A gravação passou para {quem}: nada mais é gravado por este programa. O que está escrito nas telas "
                "continua nelas; combine com essa pessoa antes de abrir o registro de novo."
            )
        case _:
            return ""
