"""The file of the registry: opening it, reading it, writing it in one transaction at a time.

Readers and the writer have engines of their own: readers cannot write (``query_only``), and the writer begins with
``BEGIN IMMEDIATE``, because a transaction that reads first and writes later fails after somebody else's commit.
"""

from __future__ import annotations

import atexit
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from ..arquivos import REGISTROS
from .arquivo import (
    ErroRegistro,
    Lugar,
    conectar,
    conferir_pasta,
    gravavel,
    modo_de_leitura,
    ocupado,
    traduzir,
    versao_do_esquema,
)
from .dialetos import ESPERA_MS, preparar_conexao
from .quarentena import APARTADAS, Apartada

ESQUEMA = "0011"
"""Version of the schema this program reads and writes: the head of the migrations (a test compares them)."""


MUDOU_REGRAS = "mudou_regras"
"""Mark left on a connection by what may move a deadline: calendar, readings, parameters, a unit's município."""

Conexao = Connection
"""What ``leitura`` and ``escrita`` give: services name it without knowing where it comes from."""


class Banco:
    """A registry in a file, or in memory for simulations and tests.

    ``leitura()`` and ``escrita()`` give a connection with an open transaction, safe from any thread.
    """

    def __init__(
        self,
        *,
        caminho: Path | None,
        leitor: Engine,
        escritor: Engine | None,
        memoria: sqlite3.Connection | None = None,
        lugar: Lugar | None = None,
    ) -> None:
        """Take engines already made: use ``abrir`` or ``temporario``."""
        self.caminho = caminho
        self._leitor = leitor
        self._escritor = escritor
        self._memoria = memoria
        #: Goes up with each committed change of what may move a deadline; who keeps a Regime compares it.
        self.versao_das_regras = 0
        #: People whose book could not be read since this was opened: `quarentena` writes here, and reads.
        self.apartadas: dict[int, Apartada] = {}
        self._lugar = lugar
        for motor in {leitor, escritor or leitor}:
            motor.update_execution_options(**{APARTADAS: self.apartadas})
        if caminho is not None:
            REGISTROS.append(caminho)
        self._trava = threading.Lock()
        self._dono: int | None = None
        self._corrente: Connection | None = None

    @property
    def somente_leitura(self) -> bool:
        """Tell whether the registry was opened without permission to write."""
        return self._escritor is None

    # -------------------------------------------------------------- opening

    @classmethod
    def abrir(cls, caminho: Path, *, migrar: bool = True, criar: bool = True) -> Banco:
        """Open the registry at ``caminho``, creating it when absent and bringing it to this program's version.

        Raises ErroRegistro, with the file as it was: missing folder, folder or file that cannot be written, a file
        that is no registry, a registry of a newer version.
        """
        caminho = caminho.absolute()
        try:
            novo = not caminho.exists()
        except PermissionError as erro:
            raise ErroRegistro(
                f"Não é permitido ler a pasta “{caminho.parent}”: o registro não foi aberto e nada foi feito. "
                "Peça permissão ou indique outro arquivo."
            ) from erro
        except OSError as erro:
            raise ErroRegistro(
                f"O arquivo “{caminho}” não pode ser usado: o nome não serve neste sistema. "
                "Nada foi feito; indique outro."
            ) from erro
        if novo:
            conferir_pasta(caminho, criar=criar)
        elif caminho.is_dir():
            raise ErroRegistro(f"“{caminho}” é uma pasta, não o arquivo de um registro. Indique o arquivo.")
        elif not caminho.is_file():
            raise ErroRegistro(f"“{caminho}” não é um arquivo comum. Nada foi feito; indique o arquivo de um registro.")
        grava = novo or gravavel(caminho)
        versao = None if novo else versao_do_esquema(caminho, grava=grava)
        if versao is not None and versao > ESQUEMA:
            raise ErroRegistro(
                f"O registro “{caminho}” foi gravado por uma versão mais nova do programa (esquema {versao}; este "
                f"programa lê até o {ESQUEMA}). Nada foi alterado; atualize o programa para abri-lo."
            )
        if versao != ESQUEMA and migrar and not grava:
            raise ErroRegistro(
                f"O registro “{caminho}” é de uma versão anterior e está protegido contra gravação, por isso não pôde "
                "ser atualizado. Nada foi alterado; libere a gravação e abra-o de novo."
            )
        banco: Banco | None = None
        try:
            banco = _abrir_arquivo(caminho, grava=grava)
            if versao != ESQUEMA and migrar:
                banco._migrar()
        except BaseException as erro:
            if banco is not None:
                banco.fechar()
            if novo:
                with suppress(OSError):
                    caminho.unlink()
            if isinstance(erro, sqlite3.Error | DBAPIError) and (explicado := traduzir(erro, caminho)) is not erro:
                raise explicado from erro
            raise
        return banco

    @classmethod
    def temporario(cls, copia_de: bytes | Path | None = None) -> Banco:
        """Return a registry in memory: empty, or a copy of a file or of ``serializar()``.  A millisecond."""
        leitor, memoria = _tirar_da_reserva() or _motor_em_memoria()
        if isinstance(copia_de, bytes):
            with closing(sqlite3.connect(":memory:")) as origem:
                # The bytes of a file in WAL say so, and memory has no WAL: the header goes back to the other journal.
                origem.deserialize(copia_de[:18] + b"\x01\x01" + copia_de[20:])
                origem.backup(memoria)
        elif copia_de is not None:
            with closing(conectar(copia_de, "ro")) as origem:
                origem.backup(memoria)
        else:
            cls.modelo_vazio().backup(memoria)
        return cls(caminho=None, leitor=leitor, escritor=leitor, memoria=memoria)

    @classmethod
    def modelo_vazio(cls) -> sqlite3.Connection:
        """Return the migrated empty registry that temporary ones copy, made once per process."""
        global _modelo
        with _trava_do_modelo:
            if _modelo is None:
                motor, memoria = _motor_em_memoria()
                banco = cls(caminho=None, leitor=motor, escritor=motor, memoria=memoria)
                banco._migrar()
                _modelo = memoria
            return _modelo

    def _migrar(self) -> None:
        from .migracao import migrar

        with self.escrita() as conexao:
            migrar(conexao)

    # -------------------------------------------------------------- using

    @contextmanager
    def leitura(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the registry and cannot write."""
        if self._memoria is not None:
            with self._vez_na_memoria(escrita=False) as conexao:
                yield conexao
            return
        with self._explicando(), self._leitor.connect() as conexao, conexao.begin():
            yield conexao

    @contextmanager
    def escrita(self) -> Iterator[Connection]:
        """Give a connection that writes: all of it when the block ends well, nothing otherwise.

        Raises ErroRegistro when the registry is read-only, or another program has been writing for too long.
        """
        if self._escritor is None:
            raise ErroRegistro(
                f"O registro “{self.caminho}” está protegido contra gravação: nada foi gravado. "
                "Abra-o de um lugar onde seja possível gravar."
            )
        if self._dono == threading.get_ident():
            raise RuntimeError("escrita() inside escrita(): one service call is one transaction")
        if self._memoria is not None:
            with self._vez_na_memoria(escrita=True) as conexao:
                yield conexao
            return
        if not self._trava.acquire(timeout=ESPERA_MS / 1000):
            raise ocupado()
        self._dono = threading.get_ident()
        assert self._lugar is not None
        try:
            self._lugar.conferir()
            with self._explicando(), self._escritor.connect() as conexao:
                conexao.info.pop(MUDOU_REGRAS, None)
                with conexao.begin():
                    self._lugar.conferir_companheiro()
                    yield conexao
                    # While it may still be taken back, and after: what went to a file nobody finds was not kept.
                    self._lugar.conferir()
                    self._lugar.conferir_companheiro()
                self._lugar.conferir(grava=False)
                self._ver_regras(conexao)
        finally:
            self._dono = None
            self._trava.release()

    @contextmanager
    def _explicando(self) -> Iterator[None]:
        """Turn what the file or the disk did wrong into a sentence; a defect of ours goes through as it is."""
        try:
            yield
        except (sqlite3.Error, DBAPIError, ValueError) as erro:
            explicado = traduzir(erro, self.caminho)
            if explicado is erro:
                raise
            raise explicado from erro

    @contextmanager
    def _vez_na_memoria(self, *, escrita: bool) -> Iterator[Connection]:
        """Share the only connection of a registry in memory; a reader inside another block joins its transaction."""
        if self._dono == threading.get_ident() and self._corrente is not None:
            yield self._corrente
            return
        assert self._memoria is not None
        with self._trava:
            self._dono = threading.get_ident()
            try:
                with self._leitor.connect() as conexao:
                    self._corrente = conexao
                    conexao.info.pop(MUDOU_REGRAS, None)
                    with conexao.begin():
                        self._memoria.execute(f"PRAGMA query_only = {'OFF' if escrita else 'ON'}")
                        try:
                            yield conexao
                        finally:
                            self._memoria.execute("PRAGMA query_only = OFF")
                    self._ver_regras(conexao)
            finally:
                self._dono = self._corrente = None

    def _ver_regras(self, conexao: Connection) -> None:
        if conexao.info.pop(MUDOU_REGRAS, False):
            self.versao_das_regras += 1

    # -------------------------------------------------------------- copies and closing

    def serializar(self) -> bytes:
        """Return the whole registry as the bytes of a SQLite file."""
        with closing(sqlite3.connect(":memory:")) as copia:
            self._copiar(copia)
            return copia.serialize()

    def copiar_para(self, destino: Path) -> None:
        """Write a copy of the registry in another file, in one step: in small ones it restarts while others write.

        ErroRegistro when the disk refuses it: then nothing of it stays.
        """
        try:
            with self._explicando(), closing(sqlite3.connect(destino)) as copia:
                self._copiar(copia)
        except BaseException:
            with suppress(OSError):
                destino.unlink()  # half a copy is none
            raise

    def _copiar(self, copia: sqlite3.Connection) -> None:
        if self._memoria is not None:
            with self._trava:
                self._memoria.backup(copia)
            return
        assert self.caminho is not None
        with closing(conectar(self.caminho, "ro")) as origem:
            origem.backup(copia, pages=-1)

    def fechar(self) -> None:
        """Close every connection.  The registry in memory is gone."""
        if self._memoria is not None:
            _devolver_a_reserva(self._leitor, self._memoria)
            return
        if self.caminho in REGISTROS:
            REGISTROS.remove(self.caminho)
        self._leitor.dispose()
        if self._escritor is not None:
            self._escritor.dispose()


# ------------------------------------------------------------------ engines


def _motor(abrir_conexao: Callable[[], sqlite3.Connection], inicio: str, *, um_so: bool, tamanho: int = 4) -> Engine:
    if um_so:
        motor = create_engine("sqlite://", creator=abrir_conexao, poolclass=StaticPool)
    else:
        motor = create_engine(
            "sqlite://", creator=abrir_conexao, poolclass=QueuePool, pool_size=tamanho, max_overflow=16
        )
    comecar = partial(_comecar, inicio)
    event.listen(motor, "begin", comecar)
    return motor


def _comecar(inicio: str, conexao: Connection) -> None:
    # The driver's own transactions are off (isolation_level None): each begins here, and as it should.
    conexao.exec_driver_sql(inicio)


def _abrir_arquivo(caminho: Path, *, grava: bool) -> Banco:
    if grava:
        with closing(conectar(caminho, "rwc")) as conexao:
            conexao.execute("PRAGMA journal_mode = WAL")
    modo = "rw" if grava else modo_de_leitura(caminho)
    lugar = Lugar(caminho)

    def abrir_conexao(leitor: bool) -> sqlite3.Connection:
        lugar.conferir(grava=False)
        conexao = conectar(caminho, modo)
        preparar_conexao(conexao, leitor=leitor, duravel=True)
        return conexao

    leitor = _motor(partial(abrir_conexao, True), "BEGIN", um_so=False)
    escritor = _motor(partial(abrir_conexao, False), "BEGIN IMMEDIATE", um_so=False, tamanho=1) if grava else None
    return Banco(caminho=caminho, leitor=leitor, escritor=escritor, lugar=lugar)


def _motor_em_memoria() -> tuple[Engine, sqlite3.Connection]:
    memoria = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    preparar_conexao(memoria, leitor=False, duravel=False)
    return _motor(lambda: memoria, "BEGIN", um_so=True), memoria


_trava_do_modelo = threading.Lock()
_modelo: sqlite3.Connection | None = None
_reserva: list[tuple[Engine, sqlite3.Connection]] = []
"""Engines of closed temporary registries: a new one would compile every statement again."""


def _tirar_da_reserva() -> tuple[Engine, sqlite3.Connection] | None:
    try:
        return _reserva.pop()
    except IndexError:
        return None


def _devolver_a_reserva(motor: Engine, memoria: sqlite3.Connection) -> None:
    if len(_reserva) < 4:
        _reserva.append((motor, memoria))
    else:
        motor.dispose()
        memoria.close()


@atexit.register
def _esvaziar_reserva() -> None:
    global _modelo
    while _reserva:
        motor, memoria = _reserva.pop()
        motor.dispose()
        memoria.close()
    if _modelo is not None:
        _modelo.close()
        _modelo = None
