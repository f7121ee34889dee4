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
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ..arquivos import REGISTROS
from ..relogio import Relogio, RelogioDoSistema
from . import chaves
from .arquivo import (
    ArquivoAberto,
    ErroRegistro,
    conectar,
    erros,
    gravavel,
    ocupado,
    permitido,
    traduzir,
    versao_do_esquema,
)
from .arquivo_aberto import abrir_arquivo, conferir_caminho
from .dialetos import ESPERA_MS, preparar_conexao
from .jornal import desfazer_interrompida, interrompida
from .lugar_fatos import lugar_do_arquivo
from .motores import devolver_a_reserva, lendo, motor_em_memoria, tirar_da_reserva
from .papeis_guardados import PapeisGuardados, ligar
from .quarentena import APARTADAS, Apartada
from .uso import EstadoDoUso, UsoDoRegistro

ESQUEMA = "0012"
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
        papeis: PapeisGuardados | None = None,
        uso: UsoDoRegistro | None = None,
        aberto: ArquivoAberto | None = None,
    ) -> None:
        """Take engines already made: use ``abrir`` or ``temporario``."""
        self.caminho = caminho
        #: The bytes of papers and scans, which are in a file of their own.
        self.papeis = papeis or PapeisGuardados(None)
        #: Where the file lives and who may write in it; None for a registry in memory.
        self.uso = uso
        self._leitor = leitor
        self._escritor = escritor
        self._memoria = memoria
        #: Goes up with each committed change of what may move a deadline; who keeps a Regime compares it.
        self.versao_das_regras = 0
        #: People whose book could not be read since this was opened: `quarentena` writes here, and reads.
        self.apartadas: dict[int, Apartada] = {}
        self._aberto = aberto
        for motor in {leitor, escritor or leitor}:
            motor.update_execution_options(**{APARTADAS: self.apartadas})
        if caminho is not None:
            REGISTROS.append(caminho)
        self._trava = threading.Lock()
        self._fechado = False
        self._dono: int | None = None
        self._corrente: Connection | None = None
        #: Whether something was written here since it was opened.
        self.gravou = False

    @property
    def somente_leitura(self) -> bool:
        """Tell whether the registry was opened without permission to write."""
        return self._escritor is None

    @property
    def ocupado_aqui(self) -> bool:
        """Tell whether this thread is inside a transaction that another cannot be begun in."""
        return self._dono == threading.get_ident()

    # -------------------------------------------------------------- opening

    @classmethod
    def abrir(
        cls, caminho: Path, *, migrar: bool = True, criar: bool = True, relogio: Relogio | None = None, login: str = "",
        antes_de_migrar: Callable[[str], object] | None = None,
    ) -> Banco:  # fmt: skip
        """Open the registry at ``caminho``, creating it when absent and bringing it to this program's version.

        Where only one may write (`uso.py`) it opens for reading when somebody else has it.  ``antes_de_migrar`` is told
        the version of one that is about to be brought to this one: its errors stop that.  Raises ErroRegistro, with the
        file as it was: missing folder, folder or file that cannot be written, a file that is no registry, a registry of
        a newer version.
        """
        caminho = caminho.absolute()
        novo = conferir_caminho(caminho, criar=criar)
        uso = UsoDoRegistro(caminho, lugar_do_arquivo(caminho), relogio=relogio or RelogioDoSistema(), login=login)
        try:
            grava = (novo or permitido(caminho)) and uso.tomar()
            if grava and not novo and not gravavel(caminho):
                grava = False
                uso.soltar()
            banco = cls._abrir_em_uso(
                caminho, uso, novo=novo, grava=grava, migrar=migrar, antes_de_migrar=antes_de_migrar
            )
        except BaseException as erro:
            if novo:
                with suppress(OSError):
                    caminho.unlink()
            uso.soltar()
            if isinstance(erro, Exception) and isinstance(erro, (*erros(), DBAPIError)):
                explicado = traduzir(erro, caminho)
                if explicado is not erro:
                    raise explicado from erro
            raise
        uso.acompanhar()
        return banco

    @classmethod
    def _abrir_em_uso(
        cls, caminho: Path, uso: UsoDoRegistro, *, novo: bool, grava: bool, migrar: bool,
        antes_de_migrar: Callable[[str], object] | None,
    ) -> Banco:  # fmt: skip
        if not grava and uso.situacao.estado != EstadoDoUso.LIVRE and interrompida(caminho):
            if uso.situacao.estado == EstadoDoUso.DE_OUTRO:
                raise uso.no_meio()
            desfazer_interrompida(caminho)
        versao = None if novo else versao_do_esquema(caminho, grava=grava)
        if versao is not None and versao > ESQUEMA:
            raise ErroRegistro(
                f"O registro “{caminho}” foi gravado por uma versão mais nova do programa (esquema {versao}; este "
                f"programa lê até o {ESQUEMA}). Nada foi alterado; atualize o programa para abri-lo."
            )
        if versao != ESQUEMA and migrar and not grava:
            if uso.situacao.estado != EstadoDoUso.LIVRE:
                raise uso.recusa()
            raise ErroRegistro(
                f"O registro “{caminho}” é de uma versão anterior e está protegido contra gravação, por isso não pôde "
                "ser atualizado. Nada foi alterado; libere a gravação e abra-o de novo."
            )
        if versao not in (None, ESQUEMA) and migrar and antes_de_migrar is not None:
            antes_de_migrar(str(versao))
        feito = abrir_arquivo(caminho, uso.lugar, grava=grava)
        banco = cls(
            caminho=caminho, leitor=feito.leitor, escritor=feito.escritor, papeis=feito.papeis, uso=uso,
            aberto=feito.aberto,
        )  # fmt: skip
        try:
            if versao != ESQUEMA and migrar:
                banco._migrar()
        except BaseException:
            banco.fechar()
            raise
        return banco

    @classmethod
    def temporario(cls, copia_de: bytes | Path | None = None) -> Banco:
        """Return a registry in memory: empty, or a copy of a file or of ``serializar()``.  A millisecond."""
        chave = chaves.da(copia_de) if isinstance(copia_de, Path) else None
        leitor, memoria = (tirar_da_reserva() if chave is None else None) or motor_em_memoria(chave)
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
        return Banco(caminho=None, leitor=leitor, escritor=leitor, memoria=memoria)  # not cls: it is guarded by nobody

    @classmethod
    def modelo_vazio(cls) -> sqlite3.Connection:
        """Return the migrated empty registry that temporary ones copy, made once per process."""
        global _modelo
        with _trava_do_modelo:
            if _modelo is None:
                motor, memoria = motor_em_memoria()
                banco = cls(caminho=None, leitor=motor, escritor=motor, memoria=memoria)
                banco._migrar()
                _modelo = memoria
            return _modelo

    def _migrar(self) -> None:
        from .migracao import migrar

        if self.caminho is not None:
            # Megabytes, before the lock: the migration itself finds them there already.
            with self.leitura() as conexao:
                self.papeis.receber(conexao)
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
        with self._explicando(), lendo(self._leitor, lambda: self._fechado) as conexao:
            ligar(conexao, self.papeis)
            yield conexao

    @contextmanager
    def escrita(self) -> Iterator[Connection]:
        """Give a connection that writes: all of it when the block ends well, nothing otherwise.

        Raises ErroRegistro when the registry is read-only, or another program has been writing for too long.
        """
        if self._escritor is None:
            if self.uso is not None and self.uso.situacao.estado != EstadoDoUso.LIVRE:
                raise self.uso.recusa()
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
        assert self._aberto is not None
        try:
            self._aberto.conferir()
            with self._explicando(), self._escritor.connect() as conexao:
                ligar(conexao, self.papeis)
                conexao.info.pop(MUDOU_REGRAS, None)
                self._conferir_a_vez()
                with conexao.begin():
                    self._aberto.conferir_companheiro()
                    yield conexao
                    self._conferir_a_vez()
                    # While it may still be taken back, and after: what went to a file nobody finds was not kept.
                    self._aberto.conferir()
                    self._aberto.conferir_companheiro()
                self._aberto.conferir(grava=False)
                self.gravou = True
                self._ver_regras(conexao)
        finally:
            self._dono = None
            self._trava.release()

    def _conferir_a_vez(self) -> None:
        if self.uso is not None:
            self.uso.conferir()

    @contextmanager
    def _explicando(self) -> Iterator[None]:
        """Turn what the file or the disk did wrong into a sentence; a defect of ours goes through as it is."""
        try:
            yield
        except Exception as erro:
            explicado = traduzir(erro, self.caminho) if isinstance(erro, (*erros(), DBAPIError, ValueError)) else erro
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
                    ligar(conexao, self.papeis)
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
        """Return the whole registry, which is not an encrypted one, as the bytes of a SQLite file; not its papers."""
        with closing(sqlite3.connect(":memory:")) as copia:
            self._copiar(copia)
            return copia.serialize()

    def copiar_para(self, destino: Path) -> None:
        """Write a copy of the registry in another file, in one step: in small ones it restarts while others write.

        The papers are not in it: `papeis_mudanca.copiar_novos` copies them.  An encrypted one stays so.  ErroRegistro
        when the disk refuses it: then nothing of it stays.
        """
        if self.caminho is not None:
            chaves.herdar(destino, de=self.caminho)
        try:
            with self._explicando(), closing(conectar(destino, "rwc")) as copia:
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

    def espaco_livre(self) -> int:
        """Return how many bytes of the file nothing uses: compacting gives them back to the disk."""
        with self.leitura() as conexao:
            paginas = conexao.exec_driver_sql("PRAGMA freelist_count").scalar_one()
            return int(paginas) * int(conexao.exec_driver_sql("PRAGMA page_size").scalar_one())

    def compactar(self) -> bool:
        """Give the file's free space back to the disk, which needs as much again while it works.  Raises ErroRegistro.

        What was erased is then in no byte of it, unless somebody else still reads its journal: False.  It cannot be
        half done; everybody else waits.
        """
        with self.escrita():
            pass  # refuses one that cannot be written, and waits for who is writing
        if self._memoria is not None:
            with self._trava:
                self._memoria.execute("VACUUM")
            return True
        assert self.caminho is not None
        with self._explicando(), closing(conectar(self.caminho, "rw")) as conexao:
            preparar_conexao(conexao, leitor=False, duravel=True)
            conexao.execute("VACUUM")
            lendo, _, _ = conexao.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not lendo

    def fechar(self) -> None:
        """Close every connection.  The registry in memory is gone."""
        self._fechado = True
        self.papeis.fechar()
        if self._memoria is not None:
            devolver_a_reserva(self._leitor, self._memoria)
            return
        if self.caminho in REGISTROS:
            REGISTROS.remove(self.caminho)
        self._leitor.dispose()
        if self._escritor is not None:
            self._escritor.dispose()
        if self.uso is not None:
            self.uso.soltar()


_trava_do_modelo = threading.Lock()
_modelo: sqlite3.Connection | None = None


@atexit.register
def _fechar_modelo() -> None:
    global _modelo
    if _modelo is not None:
        _modelo.close()
        _modelo = None
