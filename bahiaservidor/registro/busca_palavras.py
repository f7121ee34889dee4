"""Words that somebody meant: those of the index that contain what was typed, sound like it, or are nearly it.

>>> som("Thiago"), som("Tiago")
('tiago', 'tiago')
>>> som("Souza") == som("sousa"), som("Christina") == som("Cristina"), som("Walter") == som("valter")
(True, True, True)
>>> som("Ferraz") == som("Ferras"), som("Jéssica") == som("gecica"), som("Xavier") == som("chavier")
(True, True, True)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, StaticPool, func, select, text

from ..estatuto.formatos.nomes import chave_busca
from . import modelos as m
from .dialetos import eh_sqlite

_TROCAS = (
    (r"ph", "f"), (r"th", "t"), (r"sch", "x"), (r"ch(?=[rl])", "c"), (r"ch|sh", "x"), (r"qu(?=[ei])", "k"),
    (r"gu(?=[ei])", "G"), (r"g(?=[ei])", "j"), (r"c(?=[ei])", "s"), (r"ck|[cq]", "k"), (r"y", "i"), (r"w", "v"),
    (r"z", "s"), (r"h", ""), (r"n(?=[pbfv]|$)", "m"), (r"l$", "u"), (r"(.)\1+", r"\1"),
)  # fmt: skip


@cache
def _trocas() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(padrao), troca) for padrao, troca in _TROCAS)


def som(palavra: str) -> str:
    """Return how a word sounds, roughly, in Portuguese: two spellings of one name give the same."""
    lida = chave_busca(palavra)
    for padrao, troca in _trocas():
        lida = padrao.sub(troca, lida)
    return lida.lower().replace("k", "c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulario:
    """The words of names, cargos and units, each with how many vínculos have it."""

    quantas: Mapping[str, int]
    por_som: Mapping[str, tuple[str, ...]]

    def com_no_meio(self, pedaco: str, limite: int) -> list[str]:
        """Return the commonest words that contain the piece after their first letter."""
        achadas = [palavra for palavra in self.quantas if palavra.find(pedaco, 1) > 0]
        return sorted(achadas, key=self._mais_comum)[:limite]

    def parecidas(self, palavra: str, limite: int) -> list[str]:
        """Return words that sound like this one, then those nearly written so, the likeliest first."""
        iguais = sorted((p for p in self.por_som.get(som(palavra), ()) if p != palavra), key=self._mais_comum)
        return list(dict.fromkeys((*iguais, *self._quase(palavra, limite))))[:limite]

    def comeca(self, pedaco: str) -> bool:
        """Tell whether some word begins so."""
        return any(palavra.startswith(pedaco) for palavra in self.quantas)

    def _quase(self, palavra: str, limite: int) -> Iterator[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        if len(palavra) < 4:
            return  # everything is one letter away from "ana"
        deslizes = 1 if len(palavra) < 6 else 2
        achadas = process.extract(
            palavra, self.quantas.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=deslizes, limit=40
        )
        # Who mistypes seldom mistypes the first letter.
        ordenadas = sorted(achadas, key=lambda a: (a[1], a[0][0] != palavra[0], *self._mais_comum(a[0])))
        yield from (outra for outra, _, _ in ordenadas[:limite] if outra != palavra)

    def _mais_comum(self, palavra: str) -> tuple[int, str]:
        return (-self.quantas[palavra], palavra)


VAZIO = Vocabulario(quantas={}, por_som={})


def vocabulario(conexao: Connection) -> Vocabulario:
    """Return the words of the index: read again, in a quarter of a second for 300,000 people, if the book grew."""
    if not eh_sqlite(conexao):
        return VAZIO
    motor = conexao.engine
    if isinstance(motor.pool, StaticPool):
        return _ler(conexao)  # a registry in memory is small, and another may come in its place
    ultima = int(conexao.execute(select(func.max(m.Operacao.id))).scalar() or 0)
    guardado = _guardados.get(motor)
    if guardado is None or guardado[0] != ultima:
        guardado = _guardados[motor] = (ultima, _ler(conexao))
    return guardado[1]


_guardados: WeakKeyDictionary[Engine, tuple[int, Vocabulario]] = WeakKeyDictionary()


def _ler(conexao: Connection) -> Vocabulario:
    # Figures sort before letters: matrículas and CPFs, which are most of the words, are not walked through.
    linhas = conexao.execute(
        text(
            "SELECT term, sum(doc) FROM busca_pessoa_palavra WHERE term >= 'a' "
            "AND col IN ('nome', 'cargo', 'unidade') GROUP BY term"
        )
    )
    return montar((str(termo), int(quantas)) for termo, quantas in linhas)


def montar(palavras: Iterable[tuple[str, int]]) -> Vocabulario:
    """Return the vocabulary of these words."""
    quantas = dict(palavras)
    por_som: defaultdict[str, list[str]] = defaultdict(list)
    for palavra in quantas:
        por_som[som(palavra)].append(palavra)
    return Vocabulario(quantas=quantas, por_som={s: tuple(p) for s, p in por_som.items()})
