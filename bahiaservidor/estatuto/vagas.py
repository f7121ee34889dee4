"""Where each free post of a cargo comes from: created by law, or left by somebody (arts. 3º and 44; rule N7).

The history of a cargo is walked once: laws give and take posts, people take and leave them.  Who takes a post says
which one, or is taken to have entered in the oldest free one of the unit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from .formatos.nomes import chave_busca
from .tipos import OrigemVaga

CRIACAO, EXTINCAO, REDISTRIBUICAO = "criacao", "extincao", "redistribuicao"

_ORIGENS: Final = {
    "aposentadoria": OrigemVaga.APOSENTADORIA,
    "falecimento": OrigemVaga.FALECIMENTO,
    "exoneracao": OrigemVaga.EXONERACAO,
    "demissao": OrigemVaga.DEMISSAO,
    "tornar_sem_efeito": OrigemVaga.SEM_EFEITO,
    "vacancia_posse_inacumulavel": OrigemVaga.POSSE_INACUMULAVEL,
}

_COM_O_POSTO: Final = ("relotacao", "permuta")
"""Acts that leave every place as full as it was: the post goes along (art. 49), or two people exchange theirs."""


def origem_da_causa(causa: str) -> OrigemVaga:
    """Return the origin of a post from the kind of act that left it (V2)."""
    return next((o for prefixo, o in _ORIGENS.items() if causa.startswith(prefixo)), OrigemVaga.OUTRA)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovimentoPostos:
    """Posts that a law gives (``quantidade`` above zero) or takes away, in a unit or in none."""

    quantidade: int
    desde: date | None = None
    unidade: int | None = None
    lei: str = ""
    especie: str = CRIACAO


@dataclass(frozen=True, slots=True, kw_only=True)
class Passagem:
    """Somebody in a post, up to the day before ``ate``; ``origem`` and ``antes`` are what the nomeação says of it."""

    vinculo: int
    nome: str
    desde: date
    ate: date | None = None
    unidade: int | None = None
    causa: str = ""
    origem: OrigemVaga | None = None
    antes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostoLivre:
    """Free posts of one origin: ``quantos`` created by one law, or one that somebody left on ``desde``.

    ``antes``: whose departure had left it, when the nomeação that followed came to nothing.  ``presumida``: somebody
    entered later without saying in which post, so that this may not be the one that is free.
    """

    origem: OrigemVaga
    quantos: int = 1
    desde: date | None = None
    unidade: int | None = None
    lei: str = ""
    vinculo: int | None = None
    nome: str = ""
    causa: str = ""
    antes: str = ""
    presumida: bool = False


@dataclass(slots=True)
class _Lote:
    """Free posts that cannot be told apart."""

    ordem: tuple[date, int]
    unidade: int | None
    origem: OrigemVaga
    quantos: int
    desde: date | None = None
    lei: str = ""
    vinculo: int | None = None
    nome: str = ""
    causa: str = ""
    antes: str = ""

    def em(self, unidade: int | None, quantos: int = 1) -> _Lote:
        return _Lote(
            ordem=self.ordem, unidade=unidade, origem=self.origem, quantos=quantos, desde=self.desde, lei=self.lei,
            vinculo=self.vinculo, nome=self.nome, causa=self.causa, antes=self.antes,
        )  # fmt: skip


@dataclass(slots=True)
class _Quadro:
    """Free posts by unit, each in order of age; ``faltas`` are people without a post that anybody created.

    ``em_remocao`` and ``com_o_posto``: who left one unit on the way to another; ``reclamados``: posts that a
    reintegração took from their occupants; ``tomados``: what each one in service took.
    """

    com_limite: bool
    livres: dict[int | None, deque[_Lote]] = field(default_factory=dict)
    nomes: dict[str, _Lote] = field(default_factory=dict)
    transito: list[_Lote] = field(default_factory=list)
    faltas: int = 0
    ambigua: date = date.min
    em_remocao: dict[int, int | None] = field(default_factory=dict)
    com_o_posto: set[int] = field(default_factory=set)
    reclamados: list[_Lote] = field(default_factory=list)
    tomados: dict[int, _Lote | None] = field(default_factory=dict)

    def por(self, lote: _Lote) -> None:
        fila = self.livres.setdefault(lote.unidade, deque())
        if fila and lote.ordem < fila[-1].ordem:
            # A place that changed hands keeps its age.
            posicao = next(n for n, outro in enumerate(fila) if lote.ordem < outro.ordem)
            fila.insert(posicao, lote)
        else:
            fila.append(lote)
        if lote.nome:
            self.nomes[chave_busca(lote.nome)] = lote

    def primeiros(self) -> list[_Lote]:
        achados = []
        for fila in self.livres.values():
            while fila and fila[0].quantos == 0:
                fila.popleft()
            if fila:
                achados.append(fila[0])
        return achados

    def da_unidade(self, unidade: int | None) -> _Lote | None:
        """Return the oldest free post of the unit, else one without lotação, else the oldest anywhere."""
        primeiros = self.primeiros()
        por_unidade = {lote.unidade: lote for lote in primeiros}
        achado = por_unidade.get(unidade) or por_unidade.get(None)
        return achado or min(primeiros, key=lambda lote: lote.ordem, default=None)

    def da_origem(self, origem: OrigemVaga, unidade: int | None) -> _Lote | None:
        todos = [lote for fila in self.livres.values() for lote in fila if lote.quantos and lote.origem is origem]
        return min(todos, key=lambda lote: (lote.unidade != unidade, lote.ordem), default=None)


def postos_livres(
    movimentos: Sequence[MovimentoPostos], passagens: Sequence[Passagem], dia: date
) -> tuple[PostoLivre, ...]:
    """Return the free posts on a day, the oldest first within each unit.

    Where no law was recorded (``movimentos`` empty) only posts that somebody left are known.
    """
    quadro = _Quadro(com_limite=bool(movimentos))
    for numero, (quando, ordem, que) in enumerate(_eventos(movimentos, passagens, dia)):
        while quadro.reclamados and quadro.reclamados[0].ordem[0] < quando:
            quadro.por(quadro.reclamados.pop(0))
        if isinstance(que, MovimentoPostos):
            _mover(quadro, que, (quando, numero))
        elif ordem == _ENTRADA:
            _entrar(quadro, que)
        else:
            _sair(quadro, que, (quando, numero))
    for lote in quadro.reclamados:
        quadro.por(lote)
    return tuple(
        PostoLivre(
            origem=x.origem, quantos=x.quantos, desde=x.desde, unidade=x.unidade, lei=x.lei, vinculo=x.vinculo,
            nome=x.nome, causa=x.causa, antes=x.antes, presumida=(x.desde or date.min) < quadro.ambigua,
        )
        for fila in quadro.livres.values()
        for x in fila
        if x.quantos
    )  # fmt: skip


_SAIDA, _ENTRADA = 1, 4


def _eventos(
    movimentos: Sequence[MovimentoPostos], passagens: Sequence[Passagem], dia: date
) -> Iterator[tuple[date, int, MovimentoPostos | Passagem]]:
    """Yield what happened up to the day, in order: on one day posts are created and left before they are taken."""
    eventos: list[tuple[date, int, MovimentoPostos | Passagem]] = []
    for m in movimentos:
        redistribui = m.especie == REDISTRIBUICAO
        ordem = (2 if redistribui else 5) if m.quantidade < 0 else (3 if redistribui else 0)
        eventos.append((m.desde or date.min, ordem, m))
    for p in passagens:
        eventos.append((p.desde, _ENTRADA, p))
        if p.ate is not None:
            # Who enters and leaves on one day enters first.
            eventos.append((p.ate, _SAIDA if p.ate > p.desde else 6, p))
    eventos.sort(key=lambda e: e[:2])
    return (e for e in eventos if e[0] <= dia)


def _mover(quadro: _Quadro, m: MovimentoPostos, ordem: tuple[date, int]) -> None:
    if m.quantidade > 0:
        restam = m.quantidade
        while m.especie == REDISTRIBUICAO and quadro.transito and restam:
            chegou = quadro.transito.pop(0)
            quantos = min(restam, chegou.quantos)
            quadro.por(chegou.em(m.unidade, quantos))
            restam -= quantos
            if chegou.quantos > quantos:
                quadro.transito.insert(0, chegou.em(chegou.unidade, chegou.quantos - quantos))
        # Who is in service without a post takes the new one.
        cobertas = min(quadro.faltas, restam)
        quadro.faltas -= cobertas
        if restam > cobertas:
            quadro.por(
                _Lote(ordem=ordem, unidade=m.unidade, origem=OrigemVaga.CRIACAO, quantos=restam - cobertas,
                      desde=m.desde, lei=m.lei)
            )  # fmt: skip
        return
    for _ in range(-m.quantidade):
        lote = quadro.da_unidade(m.unidade)
        if lote is None:
            quadro.faltas += 1
            continue
        lote.quantos -= 1
        if m.especie == REDISTRIBUICAO:
            quadro.transito.append(lote.em(lote.unidade))


def _entrar(quadro: _Quadro, p: Passagem) -> None:
    if p.vinculo in quadro.com_o_posto:
        quadro.com_o_posto.discard(p.vinculo)
        return
    if quadro.reclamados:
        quadro.tomados[p.vinculo] = quadro.reclamados.pop(0)
        return
    lote = _escolher(quadro, p)
    if lote is None:
        quadro.faltas += 1 if quadro.com_limite else 0
    else:
        lote.quantos -= 1
    if p.vinculo not in quadro.em_remocao:
        quadro.tomados[p.vinculo] = lote
        return
    # The place left in the other unit is free for the reason for which the one taken here was.
    unidade = quadro.em_remocao.pop(p.vinculo)
    if lote is not None:
        quadro.por(lote.em(unidade))
    elif quadro.faltas and quadro.com_limite:
        quadro.faltas -= 1


def _escolher(quadro: _Quadro, p: Passagem) -> _Lote | None:
    """Return the post that the nomeação names, else one of the origin it gives, else the oldest of the unit."""
    lote = quadro.nomes.get(chave_busca(p.antes)) if p.antes else None
    if lote is not None and lote.quantos:
        return lote
    if p.origem is not None:
        achado = quadro.da_origem(p.origem, p.unidade)
        if achado is not None:
            return achado
    primeiros = quadro.primeiros()
    if len(primeiros) > 1 or any(len(quadro.livres[x.unidade]) > 1 for x in primeiros):
        quadro.ambigua = p.desde
    return quadro.da_unidade(p.unidade)


def _sair(quadro: _Quadro, p: Passagem, ordem: tuple[date, int]) -> None:
    if p.causa in _COM_O_POSTO:
        quadro.com_o_posto.add(p.vinculo)
        return
    if p.causa == "remocao":
        quadro.em_remocao[p.vinculo] = p.unidade
        return
    tomado = quadro.tomados.pop(p.vinculo, None)
    if quadro.faltas:
        quadro.faltas -= 1
        return
    origem = origem_da_causa(p.causa)
    antes = ""
    if origem is OrigemVaga.SEM_EFEITO and tomado is not None and tomado.nome:
        antes = f"{tomado.origem.rotulo.lower()} de {tomado.nome}"
    lote = _Lote(
        ordem=ordem, unidade=p.unidade, origem=origem, quantos=1, desde=ordem[0], vinculo=p.vinculo, nome=p.nome,
        causa=p.causa, antes=antes,
    )  # fmt: skip
    if p.causa == "reintegracao":
        quadro.reclamados.append(lote)
    else:
        quadro.por(lote)
