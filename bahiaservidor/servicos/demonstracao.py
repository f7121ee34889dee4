"""A plausible registry of invented people, made of acts entered through the services, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Protocol

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.tipos import Carater
from ..registro.banco import Banco
from ..relogio import Relogio, RelogioFixo
from . import abertura
from .contexto import Contexto
from .demonstracao_nomes import Pessoas
from .demonstracao_quadro import Concursos, Lotacao, Quadro, abrir_lista, montar_quadro
from .demonstracao_vidas import AtoInventado, Roteirista
from .massa import LoteEmMassa, registrar_todos
from .massa_concursos import ConcursosEmMassa
from .permissoes import Permissao, exige, trabalho_do_programa
from .redobra import sem_coleta
from .tipos import Cargo, DadosPessoa, Instrumento, PedidoAto, Registrado

Progresso = Callable[[int, int], None]

PRIMEIRO_DIA = date(2005, 1, 1)
ULTIMO_DIA = date(2100, 12, 31)
"""Days for which a demonstration makes sense: its careers reach some years back, all under the statute."""

_ADCT_19 = date(1983, 10, 5)
"""Who was in service five years before the Constitution, without concurso, became estável (ADCT, art. 19)."""

_GRUPO = 120
_GRUPOS_POR_TRANSACAO = 20
PESSOAS_POR_TRANSACAO = _GRUPO * _GRUPOS_POR_TRANSACAO
"""People written together: few commits, and little memory."""

_ANTIGOS, _TEMPORARIOS = 0.5, 0.1
_FASES = ("recente", "media", "antiga", "media", "recente", "media", "antiga")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumo:
    """What was made."""

    servidores: int
    vinculos: int
    atos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Personagem:
    """One person: the act that opens the file and those that follow."""

    abertura: PedidoAto
    seguintes: Sequence[AtoInventado] = field(default=())


def conferir_dia(em: date) -> None:
    """Refuse, with ErroDominio, a day as of which no demonstration can be made."""
    if not PRIMEIRO_DIA <= em <= ULTIMO_DIA:
        raise ErroDominio(
            f"A demonstração vai de {PRIMEIRO_DIA:%d/%m/%Y} a {ULTIMO_DIA:%d/%m/%Y}. Nada foi gravado; "
            "escolha outro dia."
        )


class Registrador(Protocol):
    """Who enters what is invented: in bulk, or the services one act at a time."""

    @property
    def concursos(self) -> Concursos:
        """Who enters contests, lists and candidates."""

    def transacao(self) -> AbstractContextManager[object]:
        """Return what is around some groups of people, whole in the registry when it ends."""

    def registrar(self, pedidos: Sequence[PedidoAto], hoje: date) -> Sequence[Registrado]:
        """Enter acts, in order."""

    def terminar_grupo(self) -> None:
        """Take in that nothing more comes of the people entered."""


class EmMassa:
    """Enters all by a `LoteEmMassa`."""

    def __init__(self, ctx: Contexto) -> None:
        """Take the registry; it is read when the first transaction begins."""
        self._ctx = ctx
        self._lote: LoteEmMassa | None = None
        self._concursos: ConcursosEmMassa | None = None

    @property
    def concursos(self) -> ConcursosEmMassa:
        """Who enters contests, lists and candidates."""
        assert self._concursos is not None
        return self._concursos

    @contextmanager
    def transacao(self) -> Iterator[None]:
        """Write, when it ends well, all that entered in it."""
        with sem_coleta(), self._ctx.banco.escrita() as conexao:
            if self._lote is None:
                self._lote = LoteEmMassa(self._ctx, conexao)
                self._concursos = ConcursosEmMassa(self._lote)
            else:
                self._lote.retomar(conexao)
            with self._lote.inteiro():
                yield

    def registrar(self, pedidos: Sequence[PedidoAto], hoje: date) -> Sequence[Registrado]:
        """Enter acts, in one operation."""
        assert self._lote is not None
        return registrar_todos(self._lote, pedidos, hoje=hoje)

    def terminar_grupo(self) -> None:
        """Begin to write what a group of people left."""
        assert self._lote is not None
        self._lote.adiantar()


@exige(Permissao.CONFIGURAR)
def preencher(
    ctx: Contexto,
    *,
    servidores: int,
    semente: int,
    em: date,
    progresso: Progresso | None = None,
    cancelado: Callable[[], bool] | None = None,
    por: Callable[[Contexto], Registrador] = EmMassa,
) -> Resumo:
    """Fill an empty registry with ``servidores`` invented people as of the day ``em``.

    ErroDominio for a registry that has people already, with nothing changed, or when cancelled: what was entered up to
    then stays, whole.
    """
    conferir_dia(em)
    if abertura.informacao(ctx).servidores:
        raise ErroDominio(
            "Este registro já tem servidores, e a demonstração só preenche um registro vazio. Nada foi gravado; "
            "indique outro arquivo com --banco."
        )
    parado = _parado_em(ctx, em)
    with trabalho_do_programa(parado):
        try:
            return _preencher(parado, servidores, semente, em, progresso, cancelado, por)
        finally:
            ctx.recarregar()


def _preencher(
    parado: Contexto, servidores: int, semente: int, em: date, progresso: Progresso | None,
    cancelado: Callable[[], bool] | None, por: Callable[[Contexto], Registrador],
) -> Resumo:  # fmt: skip
    sorteio = Random(f"{semente}/{servidores}/{em.isoformat()}")
    pessoas = Pessoas(sorteio)
    quadro = montar_quadro(parado, sorteio=sorteio, pessoas=pessoas, em=em, servidores=servidores)
    registrador = por(parado)
    elenco = _Elenco(
        registrador=registrador,
        sorteio=sorteio,
        pessoas=pessoas,
        quadro=quadro,
        em=em,
        roteirista=Roteirista(sorteio=sorteio, em=em, regime=parado.regimes(None, None)),
    )
    feitos = vinculos = atos = 0
    personagens = elenco.todos(servidores)
    parar = False
    while feitos < servidores and not parar:
        with registrador.transacao():
            for _ in range(_GRUPOS_POR_TRANSACAO):
                parar = cancelado is not None and cancelado()
                grupo = [] if parar else list(islice(personagens, _GRUPO))
                if not grupo:
                    break
                novos_atos, novos_vinculos = _registrar(registrador, grupo, pessoas, em)
                atos += novos_atos
                vinculos += novos_vinculos
                feitos += len(grupo)
                if progresso is not None:
                    progresso(feitos, servidores)
    if parar:
        raise ErroDominio(f"A demonstração foi interrompida; {feitos} servidores já registrados continuam no registro.")
    return Resumo(servidores=feitos, vinculos=vinculos, atos=atos)


def _parado_em(ctx: Contexto, em: date) -> Contexto:
    """Return a context over the same registry whose clock is stopped on the day."""
    banco: Banco = ctx.banco
    relogio: Relogio = RelogioFixo(em)
    return Contexto(banco=banco, relogio=relogio, usuario=ctx.usuario, sessao=ctx.sessao)


def _registrar(registrador: Registrador, grupo: Sequence[_Personagem], pessoas: Pessoas, em: date) -> tuple[int, int]:
    """Enter a group of people: first what opens their files, then the rest, two operations in all."""
    abertos = registrador.registrar([p.abertura for p in grupo], em)
    seguintes = [
        PedidoAto(
            tipo=ato.tipo,
            conteudo=ato.conteudo,
            servidor_id=aberto.servidor_id,
            matricula=pessoas.matricula() if com_matricula else None,
            instrumento=_papel(ato.data) if POR_TIPO[ato.tipo].publicado else None,
        )
        for personagem, aberto in zip(grupo, abertos, strict=True)
        for ato, com_matricula in _com_uma_matricula(personagem.seguintes)
    ]
    if seguintes:
        registrador.registrar(seguintes, em)
    registrador.terminar_grupo()
    return len(abertos) + len(seguintes), len(abertos)


@lru_cache(maxsize=4096)
def _papel(dia: date) -> Instrumento:
    """Return the paper of what the Diário Oficial publishes on a day, with its edition."""
    return Instrumento(
        tipo="Portaria",
        numero=f"{(dia.toordinal() * 11) % 9_000 + 1}/{dia.year}",
        data=dia - timedelta(days=1),
        doe_edicao=str(dia.toordinal() - 714_000),
        doe_data=dia,
    )


def _com_uma_matricula(atos: Sequence[AtoInventado]) -> Iterator[tuple[AtoInventado, bool]]:
    """Yield the acts, telling which one brings the matrícula: the first that may."""
    falta = True
    for ato in atos:
        yield ato, ato.com_matricula and falta
        falta = falta and not ato.com_matricula


@dataclass(frozen=True, slots=True, kw_only=True)
class _Elenco:
    """Draws the people, in the order in which their acts must be entered."""

    registrador: Registrador
    sorteio: Random
    pessoas: Pessoas
    quadro: Quadro
    em: date
    roteirista: Roteirista

    def todos(self, servidores: int) -> Iterator[_Personagem]:
        antigos = round(servidores * _ANTIGOS)
        temporarios = round(servidores * _TEMPORARIOS)
        for _ in range(antigos):
            yield self._antigo()
        yield from self._concursados(servidores - antigos - temporarios)
        for _ in range(temporarios):
            yield self._temporario()

    # ------------------------------------------------------------ already in service

    def _antigo(self) -> _Personagem:
        sorteio, em = self.sorteio, self.em
        lotacao, cargo = self._lugar()
        livro_aberto = date(em.year - 3, 1, 2)
        nascimento = em - timedelta(days=sorteio.randint(36 * 366, 75 * 365 + 60))
        primeiro = nascimento + timedelta(days=19 * 366)
        ultimo = min(livro_aberto - timedelta(days=3 * 366 + 30), nascimento + timedelta(days=50 * 365))
        exercicio = primeiro + timedelta(days=sorteio.randint(0, (ultimo - primeiro).days))
        pessoa = self.pessoas.pessoa(nascimento, lotacao.municipio, cargo.escolaridade)
        conteudo = {
            "data": livro_aberto,
            "fonte": "sirh" if sorteio.random() < 0.6 else "rh_bahia",
            "carater": Carater.PERMANENTE,
            "cargo": cargo.id,
            "unidade": lotacao.unidade_id,
            "situacao": "estavel",
            "forma": "estabilizado_adct_19" if exercicio <= _ADCT_19 else "concurso",
            "data_posse": exercicio - timedelta(days=sorteio.randint(0, 20)),
            "data_exercicio": exercicio,
            "estavel_desde": exercicio + timedelta(days=3 * 366),
        }
        abertura_ = PedidoAto(
            tipo="assentamento_inicial", conteudo=conteudo, pessoa=pessoa, matricula=self.pessoas.matricula()
        )
        return _Personagem(abertura=abertura_, seguintes=self.roteirista.antigo(livro_aberto, nascimento))

    # ------------------------------------------------------------ from a concurso

    def _concursados(self, quantos: int) -> Iterator[_Personagem]:
        maior = max(3, min(max(40, quantos // 1000), quantos // 8))
        lista = 0
        while quantos > 0:
            nesta = min(quantos, self.sorteio.randint(min(3, maior), maior))
            yield from self._lista(_FASES[lista % len(_FASES)], nesta)
            quantos -= nesta
            lista += 1

    def _lista(self, fase: str, quantos: int) -> Iterator[_Personagem]:
        sorteio = self.sorteio
        lotacao, cargo = self._lugar()
        homologacao, publicacoes = self._datas(fase)
        pessoas = [
            self.pessoas.pessoa(self._nascimento(homologacao), lotacao.municipio, cargo.escolaridade)
            for _ in range(quantos)
        ]
        espera = [
            self.pessoas.pessoa(self._nascimento(homologacao), lotacao.municipio, cargo.escolaridade)
            for _ in range(sorteio.randint(0, 6))
        ]
        candidatos = abrir_lista(
            self.registrador.concursos, self.quadro, lotacao=lotacao, cargo=cargo, homologacao=homologacao,
            nomeados=pessoas, espera=espera, sorteio=sorteio,
        )  # fmt: skip
        for indice, (pessoa, candidato) in enumerate(zip(pessoas, candidatos, strict=True)):
            publicacao = publicacoes[indice * len(publicacoes) // quantos]
            yield _Personagem(
                abertura=self._nomeacao(pessoa, publicacao, lotacao, cargo, Carater.PERMANENTE, candidato),
                seguintes=self.roteirista.carreira(publicacao, lotacao),
            )

    def _datas(self, fase: str) -> tuple[date, list[date]]:
        """Return the homologação of a concurso and three days on which its people were named, in order."""
        sorteio, em = self.sorteio, self.em
        atras = {"recente": (2, 80), "media": (110, 1150), "antiga": (1180, 1950)}[fase]
        ultima, primeira = sorted(sorteio.sample(range(*atras), 2))
        primeira = min(primeira, ultima + 400)
        dias = [em - timedelta(days=d) for d in (primeira, (primeira + ultima) // 2, ultima)]
        return dias[0] - timedelta(days=sorteio.randint(20, 200)), [self._dia_de_diario(d) for d in dias]

    # ------------------------------------------------------------ cargos temporários

    def _temporario(self) -> _Personagem:
        sorteio = self.sorteio
        lotacao = sorteio.choice(self.quadro.lotacoes)
        cargo = sorteio.choice(self.quadro.temporarios)
        publicacao = self._dia_de_diario(self.em - timedelta(days=sorteio.randint(2, 1700)))
        pessoa = self.pessoas.pessoa(self._nascimento(publicacao), lotacao.municipio, "Superior")
        return _Personagem(
            abertura=self._nomeacao(pessoa, publicacao, lotacao, cargo, Carater.TEMPORARIO, None),
            seguintes=self.roteirista.temporario(publicacao, lotacao),
        )

    # ------------------------------------------------------------ common

    def _nomeacao(
        self,
        pessoa: DadosPessoa,
        publicacao: date,
        lotacao: Lotacao,
        cargo: Cargo,
        carater: Carater,
        candidato: int | None,
    ) -> PedidoAto:
        conteudo = {
            "publicacao": publicacao,
            "carater": carater,
            "cargo": cargo.id,
            "unidade": lotacao.unidade_id,
            "candidato": candidato,
            "autoridade": lotacao.autoridade_id,
            "origem_vaga": self.sorteio.choice(("Criação por lei", "Aposentadoria", "Exoneração", "Falecimento")),
        }
        # The people of a list named on one day are in one decree.
        numero = f"{(publicacao.toordinal() * 7 + lotacao.orgao_id) % 30_000 + 1}/{publicacao.year}"
        papel = Instrumento(
            tipo="Decreto",
            numero=numero,
            data=publicacao - timedelta(days=1),
            autoridade=lotacao.autoridade,
            doe_edicao=str(publicacao.toordinal() - 714_000),
            doe_data=publicacao,
        )
        return PedidoAto(tipo="nomeacao", conteudo=conteudo, pessoa=pessoa, instrumento=papel)

    def _lugar(self) -> tuple[Lotacao, Cargo]:
        lotacao = self.sorteio.choice(self.quadro.lotacoes)
        return lotacao, self.sorteio.choice(self.quadro.cargos[lotacao.orgao_id])

    def _nascimento(self, antes: date) -> date:
        """Return the birth of an adult of the day: 21 to 52 years old."""
        return antes - timedelta(days=self.sorteio.randint(21 * 366, 52 * 365))

    def _dia_de_diario(self, dia: date) -> date:
        """Return the day or the one before: the Diário Oficial comes out from Tuesday to Saturday."""
        while dia.weekday() in (6, 0):
            dia -= timedelta(days=1)
        return dia
