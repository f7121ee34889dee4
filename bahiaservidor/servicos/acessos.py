"""Who saw what: noted at once in a file of this machine, and entered in the trail a batch at a time.

What leaves the registry (a list, a paper printed) is noted in the same way.  A registry that is read-only keeps its
notes in the file, and they enter the trail the next time this machine opens it for writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from ..estatuto.erros import ErroDominio
from .acessos_caderno import DANIFICADO, Caderno, Lido, Nota, guardados, ha_guardados, pasta

if TYPE_CHECKING:
    from ..arquivos import ArquivoDeLinhas
    from ..registro.conexao import Conexao
    from .contexto import Contexto

VIU: Final = "consultou"
SAIU: Final = "exportou"
IMPRIMIU: Final = "imprimiu"
TENTOU: Final = "tentou exportar"
TENTOU_IMPORTAR: Final = "tentou importar"
RECOLHEU: Final = "recolheu acessos"
DE_ACESSO: Final = (VIU, SAIU, IMPRIMIU, TENTOU)
"""Actions of the trail that these notes make."""

LOTE: Final = 50
"""Notes that make a batch without waiting for the time of one."""

_MAIOR: Final = 240
_NOTA: Final = re.compile(
    r"^(?P<o_que>.*?)(?:; (?P<vezes>\d+) vezes)?; em (?P<em>\S+?)(?: a (?P<ate>\S+?))?; nota (?P<chave>[0-9a-f]+-\d+)$"
)


@dataclass(slots=True, kw_only=True)
class _Vista:
    nota: Nota
    vezes: int = 1
    ate: datetime


class Acessos:
    """The notes of an open registry that are not in its trail yet.  Safe from any thread."""

    def __init__(self, onde: Path | None = None) -> None:
        """``onde`` is the folder of the file; without it, that of this machine's user."""
        self._onde = onde
        self._trava = Lock()
        self._lote = Lock()
        self._registro: str | None = None
        self._vistas: dict[tuple[str, str, str, int | None, str], _Vista] = {}
        self._caderno: Caderno | None = None

    @property
    def quantas(self) -> int:
        """How many notes wait."""
        return len(self._vistas)

    def anotar(self, ctx: Contexto, acao: str, objeto: str, objeto_id: int | None, o_que: str) -> None:
        """Note it; the same thing seen again by the same user is the same note."""
        from ..registro.auditoria import em_uma_linha

        agora = ctx.relogio.agora()
        chave = (ctx.usuario, acao, objeto, objeto_id, o_que)
        if self._registro is None:
            # Outside the lock: whoever writes the registry may be waiting for it.
            self._registro = _identidade(ctx)
        with self._trava:
            vista = self._vistas.get(chave)
            if vista is not None:
                vista.vezes += 1
                vista.ate = agora
                return
            caderno = self._caderno
            if caderno is None:
                caderno = self._caderno = Caderno(self._onde or pasta(), self._registro, ctx.usuario)
            nota = Nota(
                chave=caderno.proxima_chave(), usuario=ctx.usuario, acao=acao, objeto=objeto, objeto_id=objeto_id,
                o_que=em_uma_linha(o_que)[:_MAIOR], instante=agora,
            )  # fmt: skip
            self._vistas[chave] = _Vista(nota=nota, ate=agora)
            # A disk that takes no more keeps nobody from reading: the note waits in memory for its batch.
            with suppress(OSError):
                caderno.escrever(nota)

    def gravar(self, ctx: Contexto) -> int:
        """Enter the notes in the trail, in one transaction, and return how many.

        A read-only registry keeps them on the disk.  ErroDominio when the registry cannot be written now; nothing is
        lost then.
        """
        with self._lote:
            with self._trava:
                vistas = [(chave, vista.nota, vista.vezes, vista.ate) for chave, vista in self._vistas.items()]
                if self._caderno is not None:
                    self._caderno.garantir()
            if not vistas or ctx.banco.somente_leitura:
                return 0
            with ctx.banco.escrita() as conexao:
                for _, nota, vezes, ate in vistas:
                    _trilhar(conexao, ctx, nota, vezes=vezes, ate=ate)
            with self._trava:
                for chave, *_ in vistas:
                    del self._vistas[chave]
                if not self._vistas and self._caderno is not None:
                    self._caderno.descartar()
        return len(vistas)

    def fechar(self, ctx: Contexto) -> None:
        """Enter what waits, or leave it on the disk when that cannot be."""
        gravar_se_der(ctx)  # busy, or the disk is full: the file has it
        with self._trava:
            if self._caderno is not None:
                self._caderno.fechar()


def anotar(ctx: Contexto, objeto: str, objeto_id: int | None, o_que: str, *, acao: str = VIU) -> None:
    """Note that somebody saw sensitive data, or took it out.

    ``o_que`` names what was shown (“ficha: CPF, Histórico”) and never says it: it is kept for ever.  Nothing is noted
    without somebody (a simulation, a test of the rules).
    """
    if ctx.acessos is not None:
        ctx.acessos.anotar(ctx, acao, objeto, objeto_id, o_que)


def gravar(ctx: Contexto) -> int:
    """Enter in the trail what was noted since the last batch: now and then, at locking, at closing.  See `Acessos`."""
    return ctx.acessos.gravar(ctx) if ctx.acessos is not None else 0


def saiu(ctx: Contexto, objeto: str, objeto_id: int | None, o_que: str, *, acao: str = SAIU) -> None:
    """Write in the trail, now, that something left the registry, after what was seen until then.

    A read-only registry has it in its notes.  ErroDominio when the registry cannot be written now.
    """
    from ..registro.auditoria import trilhar

    if ctx.banco.somente_leitura:
        anotar(ctx, objeto, objeto_id, o_que, acao=acao)
        return
    gravar(ctx)
    with ctx.banco.escrita() as conexao:
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=acao, objeto=objeto, objeto_id=objeto_id,
            detalhe=o_que,
        )  # fmt: skip


def gravar_se_der(ctx: Contexto) -> None:
    """Do what `gravar` does unless somebody else is writing: what waits is in no danger."""
    with suppress(ErroDominio):
        gravar(ctx)


@contextmanager
def tentativa(ctx: Contexto, objeto: str, objeto_id: int | None, o_que: str, *, acao: str = TENTOU) -> Iterator[None]:
    """Leave in the trail that somebody tried to take this out, or to bring it in, and could not."""
    try:
        yield
    except ErroDominio as erro:
        with suppress(ErroDominio):
            saiu(ctx, objeto, objeto_id, f"{o_que}: {_recusa(erro)}", acao=acao)
        raise


def recolher(ctx: Contexto, onde: Path | None = None) -> int:
    """Enter in the trail the notes that earlier runs of this machine left on the disk; return how many.

    None enters twice.  What was altered or cut is said in the trail, and its file is kept beside with another name.
    """
    if ctx.banco.somente_leitura or not ha_guardados(onde):
        return 0
    registro, entraram = _identidade(ctx), 0
    if registro:
        with suppress(ErroDominio):  # busy: at the next opening
            for arquivo, lido in guardados(registro, onde):
                entraram += _recolher(ctx, lido)
                _dar_fim(arquivo, lido)
    return entraram


def _recolher(ctx: Contexto, lido: Lido) -> int:
    from ..registro.auditoria import trilhar
    from ..registro.consultas import trilha

    with ctx.banco.escrita() as conexao:
        ha = {chave_da_nota(d) for d in trilha.notas_da_sessao(conexao, lido.sessao)} if lido.sessao else set()
        novas = [nota for nota in lido.notas if nota.chave not in ha]
        for nota in novas:
            _trilhar(conexao, ctx, nota)
        if novas or lido.problemas:
            ditos = [f"{len(novas)} anotações de uma sessão interrompida ou só de leitura", *lido.problemas]
            if not lido.fechado and not lido.problemas:
                ditos.append("a sessão não chegou ao fim")
            trilhar(
                conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=RECOLHEU, objeto="caderno de acessos",
                detalhe=f"{lido.sessao or 'sem nome'}: {'; '.join(ditos)}"[: 4 * _MAIOR],
            )  # fmt: skip
    return len(novas)


def _dar_fim(arquivo: ArquivoDeLinhas, lido: Lido) -> None:
    arquivo.fechar()
    # Else it is found again at the next opening: what it has is in the trail, and does not enter again.
    with suppress(OSError):
        if lido.problemas:
            lido.caminho.replace(lido.caminho.with_name(lido.caminho.name + DANIFICADO))
        else:
            lido.caminho.unlink()


def _trilhar(
    conexao: Conexao, ctx: Contexto, nota: Nota, *, vezes: int = 1, ate: datetime | None = None
) -> None:  # fmt: skip
    """Write a note in the trail: entered now, and saying when it was seen."""
    from ..registro.auditoria import trilhar

    repetida = f"; {vezes} vezes" if vezes > 1 else ""
    ultima = f" a {_texto(ate)}" if ate is not None and vezes > 1 else ""
    trilhar(
        conexao, instante=ctx.relogio.agora(), usuario=nota.usuario, acao=nota.acao, objeto=nota.objeto,
        objeto_id=nota.objeto_id,
        detalhe=f"{nota.o_que}{repetida}; em {_texto(nota.instante)}{ultima}; nota {nota.chave}",
    )  # fmt: skip


def chave_da_nota(detalhe: str) -> str:
    """Return the key of the note that made a row of the trail, empty for another row."""
    achada = _NOTA.match(detalhe)
    return achada["chave"] if achada is not None else ""


def abrir_detalhe(detalhe: str) -> tuple[str, int, datetime | None, datetime | None]:
    """Return what was seen, how many times, first and last instant; for another row, the detail itself and nothing."""
    achada = _NOTA.match(detalhe)
    if achada is None:
        return detalhe, 1, None, None
    em = datetime.fromisoformat(achada["em"])
    return (
        achada["o_que"],
        int(achada["vezes"] or 1),
        em,
        datetime.fromisoformat(achada["ate"]) if achada["ate"] else em,
    )


def _recusa(erro: ErroDominio) -> str:
    """Return why, without the sentence: it may name somebody."""
    from .permissoes import ErroDePermissao

    return "sem permissão" if isinstance(erro, ErroDePermissao) else "recusada ou interrompida"


def _texto(instante: datetime) -> str:
    return instante.astimezone(UTC).isoformat(timespec="seconds")


def _identidade(ctx: Contexto) -> str:
    from ..registro.consultas import trilha

    with ctx.banco.leitura() as conexao:
        return trilha.identidade(conexao)
