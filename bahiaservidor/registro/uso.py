"""Who may write in a registry on the network, or in a folder copied to the cloud: one program at a time.

Whoever opens it first leaves a small file beside it, renewed while it is open; everybody else only reads.  When it is
not renewed for long, whoever sees that may break it; who was stopped finds out before writing again.  No two clocks
are compared: a file is old when the same observer saw it stand still for so long by its own clock.

On a disk of this machine several programs write in turns, and the file, one for each window, only tells them of it.
"""

from __future__ import annotations

import logging
import math
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from ..arquivos import criar_se_ninguem_criou, motivo, regravar_se
from ..relogio import Relogio, fuso_da_bahia
from .arquivo import ErroRegistro
from .lugar import EspecieDeLugar, Lugar
from .lugar_fatos import lugar_do_arquivo
from .ocupante import Ocupante, bytes_de, ler_ocupante, maquina_daqui, ocupante_de, placa_daqui

SUFIXO: Final = ".em-uso"

RENOVAR_S: Final = 30.0
"""Seconds between two renewals."""
OLHAR_S: Final = 10.0
"""Seconds between two looks of who waits."""
VELHA_S: Final = 120.0
"""Seconds standing still after which it is old: four renewals missed."""
VELHA_NA_NUVEM_S: Final = 900.0
"""The same where the file itself takes minutes to be copied."""
_VISTAS: Final = 3
"""Looks that found it the same: one before and one after a night asleep prove nothing."""

_vistos: dict[Path, tuple[tuple[int, ...], float, int]] = {}
"""Files of others: what was last seen of each, since when it stands still, how often it was looked at.

Kept for the whole run: who closes the registry and tries again goes on waiting from where it was.
"""

_diario = logging.getLogger(__name__)


class ErroDeUso(ErroRegistro):
    """Somebody else is writing in the registry, or now is."""


class EstadoDoUso(StrEnum):
    """What this program may do with the registry, and why not."""

    LIVRE = "livre"  # no turn to take: this machine's own disk, or nobody asked to write
    MINHA = "minha"
    DE_OUTRO = "de_outro"
    PARADA = "parada"  # somebody else's, and not renewed
    SOLTA = "solta"  # it was somebody else's, who left
    PERDIDA = "perdida"  # it was this program's, and another took it


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacaoDoUso:
    """What is known now, without asking the disk."""

    estado: EstadoDoUso
    ocupante: Ocupante | None = None
    vizinhos: tuple[Ocupante, ...] = ()


class UsoDoRegistro:
    """One program's part in it.  Safe from any thread."""

    def __init__(
        self, caminho: Path, lugar: Lugar, *, relogio: Relogio, login: str = "",
        monotonico: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.caminho = caminho
        self.lugar = lugar
        self.arquivo = caminho.with_name(caminho.name + SUFIXO)
        self._relogio = relogio
        self._monotonico = monotonico
        self._eu = Ocupante(
            chave=secrets.token_hex(16), login=login, maquina=maquina_daqui(), placa=placa_daqui(), pid=os.getpid()
        )
        self._situacao = SituacaoDoUso(estado=EstadoDoUso.LIVRE)
        self._presenca: Path | None = None
        self._acordar = threading.Event()
        self._fim = False
        self._linha: threading.Thread | None = None
        self._trava = threading.Lock()

    @property
    def situacao(self) -> SituacaoDoUso:
        """What is known now: memory only, for who may not wait."""
        return self._situacao

    # -------------------------------------------------------------- taking

    def tomar(self) -> bool:
        """Take the turn to write, if the place asks for one, and tell whether this program has it.

        Raises ErroDeUso when the folder does not take the file that says so.
        """
        if not self.lugar.de_um_so:
            return True
        with self._trava:
            self._eu = replace(self._eu, desde=self._relogio.agora())
            try:
                minha = criar_se_ninguem_criou(self.arquivo, self._bytes())
            except OSError as erro:
                raise ErroDeUso(
                    f"A pasta de “{self.caminho}” não aceitou o arquivo “{self.arquivo.name}”, que avisa aos outros "
                    f"computadores quem está gravando ({motivo(erro)}). Nada foi alterado; peça permissão de gravação "
                    "na pasta ou copie o registro para o disco deste computador."
                ) from erro
            self._situacao = SituacaoDoUso(estado=EstadoDoUso.MINHA if minha else EstadoDoUso.DE_OUTRO)
        if not minha:
            self.observar()
        return minha

    def acompanhar(self) -> None:
        """Start what renews the file, or looks at somebody else's, while the registry is open."""
        if self._situacao.estado != EstadoDoUso.LIVRE and self._linha is None:
            self._linha = threading.Thread(target=self._correr, name="uso-do-registro", daemon=True)
            self._linha.start()

    def _correr(self) -> None:
        while not self._fim:
            self._acordar.wait(RENOVAR_S if self._situacao.estado == EstadoDoUso.MINHA else OLHAR_S)
            self._acordar.clear()
            if not self._fim:
                self.passo()

    def passo(self) -> None:
        """Renew, or look: what is done now and then.  Never raises: the next write says what is wrong."""
        try:
            if self._situacao.estado == EstadoDoUso.MINHA:
                self.renovar()
            elif self._situacao.estado != EstadoDoUso.PERDIDA:
                self.observar()
        except OSError as erro:
            _diario.warning("a pasta do registro não respondeu: %s", type(erro).__name__)

    def renovar(self) -> None:
        """Say that this program is still here.  OSError when the folder does not answer."""
        with self._trava:
            if self._situacao.estado != EstadoDoUso.MINHA:
                return
            try:
                ainda = regravar_se(self.arquivo, self._bytes(), ainda=self._e_minha)
            except FileNotFoundError:
                # Removed by hand, and by nobody who took it: that would have left another.
                ainda = criar_se_ninguem_criou(self.arquivo, self._bytes())
            if not ainda:
                self._perder()

    def conferir(self) -> None:
        """Go on only if this program still has the turn to write.  ErroDeUso, saying who took it."""
        if not self.lugar.de_um_so:
            return
        if self._situacao.estado == EstadoDoUso.MINHA:
            try:
                visto = ler_ocupante(self.arquivo)
                if visto is None:
                    self.renovar()
                elif visto.chave != self._eu.chave:
                    with self._trava:
                        self._perder()
            except OSError as erro:
                raise ErroDeUso(
                    f"A pasta do registro “{self.caminho}” não respondeu ({motivo(erro)}): nada foi gravado. "
                    "O que está escrito na tela continua nela; confira a rede e tente de novo."
                ) from erro
        if self._situacao.estado != EstadoDoUso.MINHA:
            raise self.recusa()

    def recusa(self) -> ErroDeUso:
        """Return the sentence with which a write is refused."""
        quem = frase_do_ocupante(self._situacao.ocupante)
        if self._situacao.estado == EstadoDoUso.PERDIDA:
            return ErroDeUso(
                f"A gravação neste registro passou para outra pessoa ({quem}), porque este computador ficou muito "
                "tempo sem dar notícia: nada foi gravado. O que está escrito na tela continua nela; combine com essa "
                "pessoa e abra o registro de novo."
            )
        return ErroDeUso(
            f"O registro “{self.caminho}” está aberto para gravação por outra pessoa ({quem}), e nesta pasta só uma "
            "grava por vez: nada foi gravado. Espere que ela feche o registro e tente de novo."
        )

    def no_meio(self) -> ErroDeUso:
        """Return the sentence of a registry that cannot even be read: a write is half done."""
        return ErroDeUso(
            f"Uma gravação de outra pessoa ({frase_do_ocupante(self._situacao.ocupante)}) está no meio, ou foi "
            f"interrompida, e até ser concluída ou desfeita o registro “{self.caminho}” não pode ser lido. Nada foi "
            f"alterado; tente de novo em {math.ceil(self.paciencia / 60)} minutos, que é quando se sabe que parou."
        )

    def _perder(self) -> None:
        with suppress(OSError):
            self._situacao = SituacaoDoUso(estado=EstadoDoUso.PERDIDA, ocupante=ler_ocupante(self.arquivo))
            return
        self._situacao = SituacaoDoUso(estado=EstadoDoUso.PERDIDA)

    # -------------------------------------------------------------- somebody else's

    def observar(self) -> SituacaoDoUso:
        """Look at somebody else's file, and return what is known.  OSError when the folder does not answer."""
        visto = ler_ocupante(self.arquivo)
        agora = self._monotonico()
        with self._trava:
            if visto is None:
                self._situacao = SituacaoDoUso(estado=EstadoDoUso.SOLTA)
                return self._situacao
            marca, desde, vezes = _vistos.get(self.arquivo, ((), agora, 0))
            if marca != visto.marca:
                marca, desde, vezes = visto.marca, agora, 0
            _vistos[self.arquivo] = (marca, desde, vezes + 1)
            parada = visto.morto or (agora - desde >= self.paciencia and vezes + 1 >= _VISTAS)
            estado = EstadoDoUso.PARADA if parada else EstadoDoUso.DE_OUTRO
            self._situacao = SituacaoDoUso(estado=estado, ocupante=visto)
            return self._situacao

    @property
    def paciencia(self) -> float:
        """Seconds standing still after which the file is old, in this place."""
        return VELHA_NA_NUVEM_S if self.lugar.especie == EspecieDeLugar.SINCRONIZADA else VELHA_S

    def aguardar(self, *, dormir: Callable[[float], None] = time.sleep) -> SituacaoDoUso:
        """Look until the file is renewed, goes, or is old, and return what is known."""
        primeira = situacao = self.observar()
        while situacao.estado == EstadoDoUso.DE_OUTRO and situacao.ocupante == primeira.ocupante:
            dormir(min(OLHAR_S, self.paciencia / _VISTAS))
            situacao = self.observar()
        return situacao

    def assumir(self) -> None:
        """Break the file of who stopped renewing it: the next to open the registry takes the turn.

        ErroDeUso when it was renewed meanwhile, or is not known to be old; nothing changed then.
        """
        try:
            situacao = self.observar()
            visto = situacao.ocupante
            if situacao.estado == EstadoDoUso.SOLTA:
                return
            if situacao.estado != EstadoDoUso.PARADA or visto is None or not self._retirar(visto):
                raise ErroDeUso(
                    f"O registro está mesmo em uso ({frase_do_ocupante(self._situacao.ocupante)}): o aviso de quem o "
                    "abriu foi renovado há pouco. Nada foi alterado; espere que ela feche o registro e tente de novo."
                )
        except OSError as erro:
            raise ErroDeUso(
                f"O aviso de quem está usando o registro não pôde ser retirado ({motivo(erro)}). Nada foi alterado; "
                "confira a rede e a permissão na pasta e tente de novo."
            ) from erro
        self._situacao = SituacaoDoUso(estado=EstadoDoUso.SOLTA)

    def _retirar(self, visto: Ocupante) -> bool:
        # Renamed first, then looked at: of two that saw it old, only one finds in its hands what it had seen.
        fora = self.arquivo.with_name(f"{self.arquivo.name}.{secrets.token_hex(4)}")
        try:
            self.arquivo.rename(fora)
        except FileNotFoundError:
            return True
        achado = ler_ocupante(fora)
        if achado is not None and (achado.chave, achado.marca[1:]) != (visto.chave, visto.marca[1:]):
            with suppress(OSError):
                if not self.arquivo.exists():
                    fora.rename(self.arquivo)
            return False
        fora.unlink(missing_ok=True)
        return True

    # -------------------------------------------------------------- this machine's own disk

    def anunciar(self) -> tuple[Ocupante, ...]:
        """Say that a window of this program has the registry open, and return the others of this machine.

        Files left by programs that ended without closing are removed.  A folder that takes no file is no trouble.
        """
        if self.lugar.de_um_so or self._presenca is not None:
            return self._situacao.vizinhos
        vizinhos = []
        for outro in sorted(self.arquivo.parent.glob(_literal(f"{self.arquivo.name}-") + "*")):
            with suppress(OSError):
                ocupante = ler_ocupante(outro)
                if ocupante is not None and ocupante.morto:
                    outro.unlink()
                elif ocupante is not None and ocupante.daqui:
                    vizinhos.append(ocupante)
        self._eu = replace(self._eu, desde=self._relogio.agora())
        presenca = self.arquivo.with_name(f"{self.arquivo.name}-{os.getpid()}-{self._eu.chave[:8]}")
        with suppress(OSError):
            if criar_se_ninguem_criou(presenca, self._bytes()):
                self._presenca = presenca
        self._situacao = replace(self._situacao, vizinhos=tuple(vizinhos))
        return self._situacao.vizinhos

    # -------------------------------------------------------------- both

    def identificar(self, *, nome: str, login: str) -> None:
        """Say who entered; the file says it when it is next renewed, which is at once."""
        self._eu = replace(self._eu, nome=nome, login=login)
        self._acordar.set()

    def soltar(self) -> None:
        """Leave: the file goes, if it is still this program's.  Never raises: at worst it is left to grow old."""
        self._fim = True
        self._acordar.set()
        if self._linha is not None and self._linha is not threading.current_thread():
            self._linha.join(timeout=5)
        with self._trava, suppress(OSError):
            if self._presenca is not None:
                self._presenca.unlink(missing_ok=True)
            if self._situacao.estado == EstadoDoUso.MINHA:
                visto = ler_ocupante(self.arquivo)
                if visto is not None and visto.chave == self._eu.chave:
                    self.arquivo.unlink(missing_ok=True)
        self._situacao = SituacaoDoUso(estado=EstadoDoUso.LIVRE)

    def _bytes(self) -> bytes:
        return bytes_de(self._eu, renovado=self._relogio.agora())

    def _e_minha(self, conteudo: bytes) -> bool:
        return ocupante_de(conteudo).chave == self._eu.chave


@contextmanager
def sozinho(caminho: Path, *, relogio: Relogio, login: str = "") -> Iterator[None]:
    """Keep everybody else from opening a registry to write while its file is replaced, where one at a time writes.

    ErroDeUso, before anything is done, when somebody has it.  On a disk of this machine SQLite's own locks tell.
    """
    uso = UsoDoRegistro(caminho.absolute(), lugar_do_arquivo(caminho), relogio=relogio, login=login)
    if not uso.tomar():
        raise uso.recusa()
    uso.acompanhar()
    try:
        yield
    finally:
        uso.soltar()


def _literal(nome: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in nome)


def frase_do_ocupante(ocupante: Ocupante | None) -> str:
    """Return who, where and since when: “Maria, em PC-3, desde 14:32”; the day too, by whoever asks."""
    if ocupante is None or not (ocupante.quem or ocupante.maquina):
        return "quem, não se sabe"
    partes = [ocupante.quem or "alguém"]
    if ocupante.maquina:
        partes.append(f"neste computador ({ocupante.maquina})" if ocupante.daqui else f"em {ocupante.maquina}")
    if ocupante.desde is not None:
        partes.append(f"desde {instante_em_palavras(ocupante.desde)}")
    return ", ".join(partes)


def instante_em_palavras(instante: datetime) -> str:
    """Return the day and hour in Bahia: 22/11/2026 14:32."""
    return f"{instante.astimezone(fuso_da_bahia()):%d/%m/%Y %H:%M}"
