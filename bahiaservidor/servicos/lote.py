"""Lives held while a transaction enters several acts: read once, projected together at the end.

What a later act asks of the tables (free posts, who was named) needs the projections of the earlier ones: whoever asks
calls ``gravar`` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ..estatuto import dobra
from ..estatuto.atos.base import Ato
from ..estatuto.regime import Regimes
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas
from ..registro.projecoes import VidaCalculada, gravar_vidas
from ..registro.vidas import Leitura, ler_vida, ler_vidas
from .projecao import calcular

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
    _tocadas: dict[int, tuple[VidaCalculada | None, bool]] | None = field(default=None, repr=False)

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

    def supor(self, leitura: Leitura) -> None:
        """Judge on this life instead of the one in the book: what a correction would leave."""
        self._leituras[leitura.servidor_id] = leitura

    def dono(self, vinculo_id: int) -> int | None:
        """Return the person a vínculo belongs to, or None."""
        return self._donos.get(vinculo_id) or consultas.servidor_do_vinculo(self.conexao, vinculo_id)

    def acrescentar(self, leitura: Leitura, ato: Ato) -> VidaCalculada:
        """Add an act to a life and return what it becomes; its rows are written by ``gravar``."""
        atos = (*leitura.atos, ato)
        vida = dobra.dobrar(leitura.nascimento, atos, leitura.transformacoes)
        servidor_id = leitura.servidor_id
        if self._tocadas is not None:
            self._tocadas.setdefault(servidor_id, (self._pendentes.get(servidor_id), servidor_id in self._novas))
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
            # Others take their place, and are not emptied: `tentar` may have to write these again.
            self._pendentes = {}
            self._novas = set()

    @contextmanager
    def tentar(self) -> Iterator[None]:
        """Give a stretch that, when it ends with an error, leaves nothing in the tables or in the batch."""
        pendentes, novas = self._pendentes, self._novas
        tocadas = self._tocadas = {}
        try:
            with self.conexao.begin_nested():
                yield
        except BaseException:
            for servidor_id, (calculada, nova) in tocadas.items():
                self._leituras.pop(servidor_id, None)
                pendentes.pop(servidor_id, None)
                novas.discard(servidor_id)
                if calculada is not None:
                    pendentes[servidor_id] = calculada
                if nova:
                    novas.add(servidor_id)
            self._pendentes, self._novas = pendentes, novas
            raise
        finally:
            self._tocadas = None
