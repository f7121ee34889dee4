"""The bytes of papers and scans, in a file of their own beside the registry.

They are most of what there is to keep and never change: apart, a copy of the registry is small, and a copy of the
papers is only what is new.  Bytes are on the disk *before* the row that names them is: a transaction of the registry
that is taken back leaves bytes that nothing names, which harm nobody.  The two files are never written in one
transaction, since two files in WAL are not committed as one.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection

from . import chaves
from .arquivo import ErroRegistro, conectar, erros, gravavel, modo_de_leitura, traduzir
from .dialetos import FUNCAO_DO_PROGRAMA, MARCA_DOS_PAPEIS, preparar_conexao

_NA_CONEXAO: Final = "papeis"
_LOTE: Final = 500
_BYTES: Final = 8_000_000
"""How many keys are asked about, and how many bytes written, at once."""

_RECUSA: Final = "SELECT RAISE(ABORT, 'Os papéis guardados não se alteram nem se apagam.')"
_ESQUEMA: Final = (
    "CREATE TABLE bloco (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, tamanho INTEGER NOT NULL, "
    "conteudo BLOB NOT NULL)",
    f"CREATE TRIGGER bloco_nao_altera BEFORE UPDATE ON bloco BEGIN {_RECUSA}; END",
    f"CREATE TRIGGER bloco_nao_apaga BEFORE DELETE ON bloco BEGIN {_RECUSA}; END",
    "CREATE TRIGGER bloco_nao_troca BEFORE INSERT ON bloco "
    f"WHEN EXISTS (SELECT 1 FROM bloco WHERE hash = NEW.hash OR id = NEW.id) BEGIN {_RECUSA}; END",
    f"CREATE TRIGGER bloco_so_programa BEFORE INSERT ON bloco BEGIN SELECT {FUNCAO_DO_PROGRAMA}(); END",
    f"PRAGMA application_id = {MARCA_DOS_PAPEIS}",
)


class PapelAusente(ErroRegistro):
    """The registry names a paper whose bytes are not in the file of papers."""


class Conferido(NamedTuple):
    """What a check of the bytes read, and the keys of those that are not what was kept."""

    conferidos: int
    estragados: tuple[str, ...]


def caminho_dos_papeis(registro: Path) -> Path:
    """Return where the papers of a registry are: ``registro.papeis.sqlite3`` beside ``registro.sqlite3``.

    Those of an encrypted one have another name, so that changing from one form to the other is one rename.
    """
    como = "papeis" if chaves.da(registro) is None else "papeis-cifrados"
    return registro.with_name(f"{registro.stem}.{como}.sqlite3")


class PapeisGuardados:
    """The papers of one registry.  Safe from any thread; the file is made when the first paper is kept.

    ``identidade`` is a number that registry and papers share, so that one is never taken for another's; 0 for none.
    """

    def __init__(
        self,
        caminho: Path | None,
        *,
        identidade: int = 0,
        somente_leitura: bool = False,
        por_jornal: Callable[[sqlite3.Connection], object] | None = None,
    ) -> None:
        """Take the file, None for memory; ``por_jornal`` sets another journal than WAL where it cannot be.

        Raises ErroRegistro when it is of another registry, or no such file."""
        self.caminho = caminho
        self._identidade = identidade
        self._somente_leitura = somente_leitura
        self._escritor: sqlite3.Connection | None = None
        self._livres: list[sqlite3.Connection] = []
        self._trava = threading.RLock()
        self._modo = ""
        self._por_jornal = por_jornal or _em_wal
        if caminho is not None and caminho.exists():
            self._somente_leitura = somente_leitura or not gravavel(caminho)
            with self._lendo():
                pass

    @property
    def existe(self) -> bool:
        """Tell whether there is a file: there is none until a paper is kept, or when it was lost."""
        return self._escritor is not None if self.caminho is None else self.caminho.exists()

    # -------------------------------------------------------------- writing

    def guardar(self, blocos: Mapping[str, bytes]) -> int:
        """Keep bytes under their keys, on the disk when it returns; those kept already stay.  Return how many are new.

        Raises ErroRegistro, with nothing kept.
        """
        if self._somente_leitura:
            raise ErroRegistro(
                f"O arquivo de papéis “{self.caminho}” está protegido contra gravação: nada foi gravado. Libere a "
                "gravação e repita a operação."
            )
        with self._trava, self._explicando():
            conexao = self._para_gravar()
            conexao.execute("BEGIN IMMEDIATE")
            try:
                presentes = _presentes(conexao, blocos.keys())
                novos = [(h, len(dados), dados) for h, dados in blocos.items() if h not in presentes]
                conexao.executemany("INSERT INTO bloco (hash, tamanho, conteudo) VALUES (?, ?, ?)", novos)
                conexao.execute("COMMIT")
            except BaseException:
                with suppress(*erros()):
                    conexao.execute("ROLLBACK")
                raise
        return len(novos)

    def _para_gravar(self) -> sqlite3.Connection:
        if self._escritor is not None:
            # Somebody may have moved the file away: what is written in it would be in nobody's registry.
            if self.caminho is None or self.caminho.exists():
                return self._escritor
            self.fechar()
        if self.caminho is None:
            conexao = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        else:
            conexao = conectar(self.caminho, "rwc")
        preparar_conexao(conexao, leitor=False, duravel=self.caminho is not None)
        if self.caminho is not None:
            self._por_jornal(conexao)
        try:
            self._criar(conexao)
        except BaseException:
            conexao.close()
            raise
        self._escritor = conexao
        return conexao

    def _criar(self, conexao: sqlite3.Connection) -> None:
        conexao.execute("BEGIN IMMEDIATE")
        if _vazio(conexao):
            for comando in _ESQUEMA:
                conexao.execute(comando)
        self._exigir_meu(conexao)
        if conexao.execute("PRAGMA user_version").fetchone() == (0,):
            conexao.execute(f"PRAGMA user_version = {self._identidade}")
        conexao.execute("COMMIT")

    def _exigir_meu(self, conexao: sqlite3.Connection) -> None:
        (marca,) = conexao.execute("PRAGMA application_id").fetchone()
        (identidade,) = conexao.execute("PRAGMA user_version").fetchone()
        if marca != MARCA_DOS_PAPEIS:
            if _vazio(conexao):
                return
            raise ErroRegistro(
                f"“{self.caminho}” não é um arquivo de papéis, e é esse o nome que ele teria ao lado do registro. Nada "
                "foi alterado; mude o arquivo de lugar e abra o registro de novo."
            )
        if identidade not in (0, self._identidade) and not (self._somente_leitura and self._identidade == 0):
            raise ErroRegistro(
                f"O arquivo de papéis “{self.caminho}” é de outro registro. Nada foi alterado; mude-o de lugar, ponha "
                "ali o arquivo deste registro (há um em cada cópia de segurança) e abra o registro de novo."
            )

    # -------------------------------------------------------------- reading

    @contextmanager
    def _lendo(self) -> Iterator[sqlite3.Connection | None]:
        """Give a connection that reads, None when there is no file."""
        if self.caminho is None:
            with self._trava:
                yield self._escritor
            return
        if not self.caminho.exists():
            while self._livres:
                self._livres.pop().close()
            yield None
            return
        with self._explicando():
            try:
                conexao = self._livres.pop()
            except IndexError:
                nova = self._nova(self.caminho)
                if nova is None:
                    yield None
                    return
                conexao = nova
            try:
                yield conexao
            except BaseException:
                conexao.close()
                raise
            self._livres.append(conexao)

    def _nova(self, caminho: Path) -> sqlite3.Connection | None:
        """Return one more connection, None when the machine stopped while the file was being made."""
        conexao = conectar(caminho, self._modo or self._achar_modo(caminho))
        try:
            preparar_conexao(conexao, leitor=True, duravel=True)
            self._exigir_meu(conexao)
            if _vazio(conexao):
                conexao.close()
                return None
        except BaseException:
            conexao.close()
            raise
        return conexao

    def _achar_modo(self, caminho: Path) -> str:
        self._modo = modo_de_leitura(caminho) if self._somente_leitura else "rw"
        return self._modo

    @contextmanager
    def _explicando(self) -> Iterator[None]:
        try:
            yield
        except Exception as erro:
            # UnicodeDecodeError: of a schema whose text is damaged.
            conhecido = isinstance(erro, (*erros(), UnicodeDecodeError))
            explicado = traduzir(erro, self.caminho) if conhecido else erro
            if explicado is erro:
                raise
            raise explicado from erro

    def ler(self, hash_: str) -> bytes | None:
        """Return the bytes kept under a key, None when they are not here."""
        with self._lendo() as conexao:
            linha = None if conexao is None else _uma(conexao, "SELECT conteudo FROM bloco WHERE hash = ?", hash_)
        return None if linha is None else bytes(linha[0])

    def exigir(self, hash_: str) -> bytes:
        """Return the bytes kept under a key.  Raises PapelAusente, which says where to get them back."""
        dados = self.ler(hash_)
        if dados is None:
            raise PapelAusente(self.ausencia())
        return dados

    def ausencia(self) -> str:
        """Return what is said of a paper whose bytes are missing."""
        onde = f"“{self.caminho}”" if self.caminho is not None else "a memória"
        falta = "este documento não está lá" if self.existe else "esse arquivo não está ali"
        return (
            f"Os bytes deste documento ficam no arquivo de papéis {onde}, e {falta}. O que o registro diz dele "
            "continua certo e nada foi alterado; devolva-o ao lugar (há um em cada cópia de segurança) e repita."
        )

    def tamanho(self, hash_: str) -> int | None:
        """Return how many bytes are kept under a key, None when they are not here."""
        with self._lendo() as conexao:
            linha = None if conexao is None else _uma(conexao, "SELECT tamanho FROM bloco WHERE hash = ?", hash_)
        return None if linha is None else int(linha[0])

    def tem(self, hashes: Collection[str]) -> set[str]:
        """Return which of these keys are here."""
        with self._lendo() as conexao:
            return set() if conexao is None else _presentes(conexao, hashes)

    def novos_desde(self, ultimo: int = 0) -> list[tuple[int, str]]:
        """Return number and key of what was kept after a number, in order: numbers never change nor come again."""
        with self._lendo() as conexao:
            if conexao is None:
                return []
            return conexao.execute("SELECT id, hash FROM bloco WHERE id > ? ORDER BY id", (ultimo,)).fetchall()

    def hashes(self) -> set[str]:
        """Return every key kept."""
        return {hash_ for _, hash_ in self.novos_desde()}

    def contar(self) -> tuple[int, int]:
        """Return how many there are and how many bytes they have."""
        with self._lendo() as conexao:
            if conexao is None:
                return 0, 0
            quantos, tamanho = conexao.execute("SELECT count(*), coalesce(sum(tamanho), 0) FROM bloco").fetchone()
            return quantos, tamanho

    def conferir(self, *, amostra: int | None = None, progresso: Callable[[int, int], None] | None = None) -> Conferido:
        """Return how many bytes were held against their keys, all or a sample drawn by lot, and which do not match."""
        numeros = self.novos_desde()
        if amostra is not None and amostra < len(numeros):
            numeros = sorted(random.SystemRandom().sample(numeros, amostra))
        estragados = []
        for feitos, (_, hash_) in enumerate(numeros, start=1):
            try:
                dados = self.ler(hash_)
            except ErroRegistro:  # a page that cannot be read
                dados = None
            if dados is None or hashlib.sha256(dados).hexdigest() != hash_:
                estragados.append(hash_)
            if progresso is not None:
                progresso(feitos, len(numeros))
        return Conferido(len(numeros), tuple(estragados))

    # -------------------------------------------------------------- moving and closing

    def receber(self, antigos: Connection) -> None:
        """Keep what a registry of a version that had the bytes in itself still has, and read it all back.

        What is here already stays: interrupted, it goes on where it was.  Bytes that were damaged in the registry are
        kept as they are.  Raises ErroRegistro when something did not arrive as it was.
        """
        colunas = {linha.name for linha in antigos.exec_driver_sql("PRAGMA table_info(arquivo)")}
        if "conteudo" not in colunas:
            return
        todos = list(antigos.exec_driver_sql("SELECT hash FROM arquivo ORDER BY rowid").scalars())
        aqui = self.tem(todos)
        for lote in em_lotes((hash_, _antigo(antigos, hash_)) for hash_ in todos if hash_ not in aqui):
            self.guardar(lote)
            if any(self.ler(hash_) != dados for hash_, dados in lote.items()):
                raise self._nao_chegou()
        if len(self.tem(todos)) != len(todos):
            raise self._nao_chegou()

    def _nao_chegou(self) -> ErroRegistro:
        return ErroRegistro(
            f"Nem todos os papéis chegaram inteiros ao arquivo “{self.caminho}”. O registro continua como era, com "
            "todos eles; confira o disco e abra-o de novo."
        )

    @property
    def identidade(self) -> int:
        """The number shared with the registry; 0 for none."""
        return self._identidade

    def fechar(self) -> None:
        """Close every connection: those kept in memory are gone."""
        with self._trava:
            for conexao in (*self._livres, *([] if self._escritor is None else [self._escritor])):
                conexao.close()
            self._livres.clear()
            self._escritor = None


# ------------------------------------------------------------------ the papers of a connection


def ligar(conexao: Connection, papeis: PapeisGuardados) -> None:
    """Say which papers go with the registry of a connection."""
    conexao.info[_NA_CONEXAO] = papeis


def de(conexao: Connection) -> PapeisGuardados:
    """Return the papers of the registry that a connection is of."""
    papeis = conexao.info[_NA_CONEXAO]
    assert isinstance(papeis, PapeisGuardados)
    return papeis


# ------------------------------------------------------------------ inside


def _antigo(antigos: Connection, hash_: str) -> bytes:
    consulta = "SELECT conteudo FROM arquivo WHERE hash = ?"
    return bytes(antigos.exec_driver_sql(consulta, (hash_,)).scalar_one())


def _em_wal(conexao: sqlite3.Connection) -> None:
    conexao.execute("PRAGMA journal_mode = WAL")


def _vazio(conexao: sqlite3.Connection) -> bool:
    return conexao.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _uma(conexao: sqlite3.Connection, consulta: str, hash_: str) -> tuple[bytes] | tuple[int] | None:
    linha: tuple[bytes] | tuple[int] | None = conexao.execute(consulta, (hash_,)).fetchone()
    return linha


def _presentes(conexao: sqlite3.Connection, hashes: Collection[str]) -> set[str]:
    todos = list(hashes)
    achados: set[str] = set()
    for inicio in range(0, len(todos), _LOTE):
        lote = todos[inicio : inicio + _LOTE]
        lugares = ", ".join("?" * len(lote))
        achados.update(h for (h,) in conexao.execute(f"SELECT hash FROM bloco WHERE hash IN ({lugares})", lote))
    return achados


def em_lotes(fonte: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Yield what comes in groups of a few megabytes."""
    lote: dict[str, bytes] = {}
    tamanho = 0
    for hash_, dados in fonte:
        lote[hash_] = dados
        tamanho += len(dados)
        if tamanho >= _BYTES or len(lote) >= _LOTE:
            yield lote
            lote, tamanho = {}, 0
    if lote:
        yield lote
