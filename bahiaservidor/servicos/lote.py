"""Lives held while a transaction enters several acts: read once, projected together at the end.

What a later act asks of the tables (free posts, who was named) needs the projections of the earlier ones: whoever asks
calls ``gravar`` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ..estatuto import dobra
from ..estatuto.atos.base import Ato
from ..estatuto.copia import replace
from ..estatuto.regime import Regimes
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas
from ..registro.consultas.ficha import unificado_em
from ..registro.projecoes import VidaCalculada, gravar_vidas
from ..registro.vidas import Leitura, ler_vida, ler_vidas
from . import contraditorio, identidade
from .fontes import Fontes
from .gravacao import gravar_papel
from .projecao import calcular
from .tipos import DadosPessoa, Instrumento

_LOTE = 400


@dataclass(slots=True)
class Lote:
    """The lives touched by one transaction."""

    conexao: Conexao
    regimes: Regimes
    _leituras: dict[int, Leitura]
    _donos: dict[int, int]
    _pendentes: dict[int, VidaCalculada]
    _novas: set[int]
    fontes: Fontes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Ask the registry, unless who descends from this answers from elsewhere."""
        self.fontes = Fontes(self)

    @classmethod
    def abrir(cls, conexao: Conexao, regimes: Regimes) -> Lote:
        """Return a batch with nothing in it."""
        return cls(conexao, regimes, {}, {}, {}, set())

    def ler(self, servidor_id: int) -> Leitura:
        """Return the life of a person, with the acts entered in this batch."""
        leitura = self._leituras.get(servidor_id)
        if leitura is None:
            leitura = self._leituras[servidor_id] = ler_vida(self.conexao, servidor_id)
        return leitura

    def trazer(self, servidores: Iterable[int]) -> None:
        """Read the lives of many people at once, which `ler` then has."""
        faltam = [id_ for id_ in servidores if id_ not in self._leituras]
        self._leituras.update(ler_vidas(self.conexao, faltam))

    def supor(self, leitura: Leitura) -> None:
        """Judge on this life instead of the one in the book: what a correction would leave."""
        self._leituras[leitura.servidor_id] = leitura

    def dono(self, vinculo_id: int) -> int | None:
        """Return the person a vínculo belongs to, or None."""
        return self._donos.get(vinculo_id) or consultas.servidor_do_vinculo(self.conexao, vinculo_id)

    # ------------------------------------------------------------ entries: how they are written

    def novo_id(self, sujeito_tipo: str) -> int:
        """Return a number no subject of this kind ever had."""
        return livro.novo_id(self.conexao, sujeito_tipo)

    def papel(self, papel: Instrumento | None) -> livro.InstrumentoGravado | None:
        """Return the paper that carries an act, written now unless the book has it."""
        return gravar_papel(self.conexao, papel)

    def lancar(self, operacao: livro.Operacao, **entrada: Any) -> livro.Escrito:
        """Append an entry to the book, as `livro.lancar`."""
        return livro.lancar(self.conexao, operacao, **entrada)

    def nova_pessoa(self, operacao: livro.Operacao, dados: DadosPessoa) -> int:
        """Enter a new person and return the id."""
        return identidade.criar_pessoa(self.conexao, operacao, dados)

    def unificado_em(self, servidor_id: int) -> int | None:
        """Return the record that this one was merged into, or None."""
        return unificado_em(self.conexao, servidor_id)

    def matricular(self, operacao: livro.Operacao, vinculo_id: int, matricula: str) -> None:
        """Give a vínculo its matrícula."""
        self.gravar()
        identidade.gravar_matricula(self.conexao, operacao, vinculo_id, matricula)

    def ligar_defesa(self, ato: str, vinculo_id: int, ato_id: int) -> None:
        """Say which entered act used the open checklist of notice and defence, if there is one."""
        contraditorio.ligar(self.conexao, ato=ato, vinculo_id=vinculo_id, ato_id=ato_id)

    # ------------------------------------------------------------ lives: what entries make of them

    def acrescentar(self, leitura: Leitura, ato: Ato) -> VidaCalculada:
        """Add an act to a life and return what it becomes; its rows are written by ``gravar``."""
        vida = dobra.acrescentar(leitura.vida, leitura.atos, ato, leitura.transformacoes)
        atos = (*leitura.atos, ato)
        servidor_id = leitura.servidor_id
        self._leituras[servidor_id] = replace(leitura, atos=atos, vida=vida)
        if not leitura.atos and ato.ressalva is None:
            self._novas.add(servidor_id)
        elif ato.ressalva is not None:
            self._novas.discard(servidor_id)
        self._donos.update((vinculo.id, servidor_id) for vinculo in vida.vinculos)
        calculada = self._pendentes[servidor_id] = calcular(self.regimes, servidor_id, vida)
        return calculada

    def refazer(self, servidores: Iterable[int]) -> None:
        """Fold these lives again: something outside their acts changed what they add up to."""
        self.gravar()
        self._leituras.clear()
        ids = list(servidores)
        for inicio in range(0, len(ids), _LOTE):
            for servidor_id, leitura in ler_vidas(self.conexao, ids[inicio : inicio + _LOTE]).items():
                self._pendentes[servidor_id] = calcular(self.regimes, servidor_id, leitura.vida)
            self.gravar()

    def gravar(self) -> None:
        """Write the projections that are waiting."""
        if self._pendentes:
            gravar_vidas(self.conexao, tuple(self._pendentes.values()), self._novas)
            self._pendentes.clear()
            self._novas.clear()

    @contextmanager
    def tentar(self) -> Iterator[None]:
        """Give a stretch that, when it ends with an error, leaves nothing in the tables or in the batch."""
        guardados = dict(self._pendentes), set(self._novas)
        # By name, which `begin_nested` would make up anew, and compile, each time.
        self.conexao.exec_driver_sql("SAVEPOINT tentativa")
        try:
            yield
        except BaseException:
            self.conexao.exec_driver_sql("ROLLBACK TO tentativa")
            # Lives are read again from the book, which has what was entered before.
            self._leituras.clear()
            self._donos.clear()
            self._pendentes, self._novas = guardados
            raise
        finally:
            self.conexao.exec_driver_sql("RELEASE tentativa")
