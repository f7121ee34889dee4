"""Lives held while a transaction enters several acts: read once, projected together at the end.

What a later act asks of the tables (free posts, who was named) needs the projections of the earlier ones: whoever asks
calls ``gravar`` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from ..estatuto import dobra
from ..estatuto.atos.base import Ato
from ..estatuto.quadro import SituacaoCargo
from ..estatuto.regime import Regimes
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas
from ..registro.livro import Operacao
from ..registro.projecoes import VidaCalculada, gravar_vidas
from ..registro.vidas import Leitura, ler_vida, ler_vidas
from . import identidade
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
    _matriculas: dict[int, tuple[Operacao, str]] = field(default_factory=dict)
    _cargos: dict[tuple[int, date], SituacaoCargo] = field(default_factory=dict)

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

    def adiantar(self, servidores: Iterable[int]) -> None:
        """Read the lives of many people at once, which `ler` then has."""
        faltam = [id_ for id_ in servidores if id_ not in self._leituras]
        self._leituras.update(ler_vidas(self.conexao, faltam))

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
        self._leituras[servidor_id] = replace(leitura, atos=atos, vida=vida)
        if not leitura.atos and ato.ressalva is None:
            self._novas.add(servidor_id)
        elif ato.ressalva is not None:
            self._novas.discard(servidor_id)
        self._donos.update((vinculo.id, servidor_id) for vinculo in vida.vinculos)
        calculada = self._pendentes[servidor_id] = calcular(self.regimes, servidor_id, vida)
        return calculada

    def dar_matricula(self, operacao: Operacao, vinculo_id: int, texto: str) -> None:
        """Give a vínculo its matrícula, written by ``gravar`` with its row.  ErroDominio as `gravar_matricula`."""
        numero = identidade.conferir_matricula(self.conexao, vinculo_id, texto)
        outro = next((v for v, (_, dada) in self._matriculas.items() if dada == numero and v != vinculo_id), None)
        if outro is not None:
            # Written now, so that the refusal says whose it is.
            self.gravar()
            identidade.conferir_matricula(self.conexao, vinculo_id, texto)
        self._matriculas[vinculo_id] = (operacao, numero)

    def cargo(self, cargo_id: int, dia: date) -> SituacaoCargo | None:
        """Return a cargo as an act of a day finds it.  Only one with posts depends on who is in them."""
        chave = (cargo_id, dia)
        if chave not in self._cargos:
            self.gravar()
            lido = consultas.situacao_do_cargo(self.conexao, cargo_id, dia)
            if lido is None or lido.postos is not None:
                return lido
            self._cargos[chave] = lido
        return self._cargos[chave]

    def refazer(self, servidores: Iterable[int]) -> None:
        """Fold these lives again: something outside their acts changed what they add up to."""
        self.gravar()
        self._leituras.clear()
        self._cargos.clear()
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
        for vinculo_id, (operacao, numero) in self._matriculas.items():
            identidade.lancar_matricula(self.conexao, operacao, vinculo_id, numero)
        self._matriculas.clear()

    @contextmanager
    def tentar(self) -> Iterator[None]:
        """Give a stretch that, when it ends with an error, leaves nothing in the tables or in the batch."""
        guardados = dict(self._pendentes), set(self._novas), dict(self._matriculas)
        try:
            with self.conexao.begin_nested():
                yield
        except BaseException:
            # Lives are read again from the book, which has what was entered before.
            self._leituras.clear()
            self._donos.clear()
            self._pendentes, self._novas, self._matriculas = guardados
            raise
