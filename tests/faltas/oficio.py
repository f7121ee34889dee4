"""A clerk's day on a registry in a file, act by act: each thing done is told only after it was confirmed.

Tests of faults run it in processes that they kill, and then ask the registry for all that was told.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, emendas, papeis_catalogo, papeis_emissao, verificacao
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa
from tests.servicos.apoio_importacao import CABECALHO, importar, pessoa
from tests.servicos.cenario import Cenario, cenario

HOJE = date(2026, 3, 2)
ESPECIES = ("ato", "papel", "importacao", "correcao", "cadastro")

PAPEIS = ("ficha_funcional", "certidao_tempo")

Feito = tuple[str, int]
"""What was confirmed: its kind and its number."""


class Oficio(Cenario):
    """The cenário of the other tests, over a file."""

    def __init__(self, ctx: Contexto) -> None:
        self.hoje = HOJE
        self.relogio = RelogioFixo(HOJE, datetime(2026, 3, 2, 12, tzinfo=UTC))
        self.ctx = ctx
        self.orgao = self.unidade = self.cargo = self.lista = 1
        self.temporario = 2
        self.candidatos = []
        #: Where the numbers of who is imported begin: two clerks at once import different people.
        self.inicio = 0

    def fazer(self, sorteio: random.Random, especies: tuple[str, ...] = ESPECIES) -> Feito:
        """Do one thing, drawn by lot among those of these kinds that can be done, and return what was confirmed."""
        especie = sorteio.choice(especies)
        if especie == "papel" and (ids := self.valor(_EM_EXERCICIO)) is not None:
            return "papel", self._papel(int(sorteio.choice(ids.split(","))), sorteio)
        if especie == "importacao":
            return "importacao", self._importacao()
        if especie == "correcao" and (ato := self.valor(_ULTIMO_EXERCICIO)) is not None:
            return "ato", emendas.desfazer(self.ctx, motivo="Digitado errado.", ato_id=ato, hoje=HOJE).atos[0]
        if especie == "cadastro" and (quem := self.valor("SELECT max(id) FROM servidor")) is not None:
            return "entrada", self._cadastro(quem, sorteio)
        return "ato", self._ato()

    def _ato(self) -> int:
        if (servidor := self.valor(_SEM_EXERCICIO)) is not None:
            return self.registrar("exercicio", servidor=servidor, data="2026-02-11").ato_id
        if (servidor := self.valor(_SEM_POSSE)) is not None:
            return self.registrar("posse", servidor=servidor, data="2026-02-10").ato_id
        candidato = self.valor(_A_NOMEAR)
        quem = DadosPessoa(nome=f"Pessoa Nomeada {candidato}", nascimento=date(1990, 1, 1))
        return self.registrar("nomeacao", publicacao="2026-02-03", candidato=candidato, pessoa=quem).ato_id

    def _papel(self, vinculo: int, sorteio: random.Random) -> int:
        servidor = self.valor(f"SELECT servidor_id FROM vinculo WHERE id = {vinculo}")
        papel = papeis_catalogo.documento(
            self.ctx, especie=sorteio.choice(PAPEIS), vinculo_id=vinculo, servidor_id=servidor, hoje=HOJE
        )
        return papeis_emissao.emitir(self.ctx, papel=papel).id

    def _importacao(self) -> int:
        # Nobody twice: names alike on the same day of birth would be taken for one person.
        primeiro = self.inicio + int(self.valor("SELECT coalesce(max(id), 0) FROM servidor")) + 1
        with tempfile.TemporaryDirectory() as pasta:
            linhas = [pessoa(primeiro + n) for n in range(6)]
            return importar(self, Path(pasta), "assentamentos", CABECALHO, linhas)

    def _cadastro(self, servidor: int, sorteio: random.Random) -> int:
        from bahiaservidor.servicos import pessoas

        nome = f"Pessoa Renomeada {sorteio.randrange(1_000_000)}"
        antes = pessoas.pessoa(self.ctx, servidor_id=servidor)
        pessoas.atualizar_pessoa(self.ctx, servidor_id=servidor, dados=_com_nome(antes, nome))
        return int(self.valor(f"SELECT max(id) FROM ato WHERE servidor_id = {servidor} AND tipo = 'cadastro'"))


def _com_nome(dados: DadosPessoa, nome: str) -> DadosPessoa:
    from dataclasses import replace

    return replace(dados, nome=nome)


_A_NOMEAR = (
    "SELECT min(id) FROM candidato WHERE id NOT IN "
    "(SELECT json_extract(conteudo, '$.candidato') FROM ato WHERE tipo = 'nomeacao')"
)
_SEM_POSSE = "SELECT min(servidor_id) FROM vinculo WHERE posse IS NULL AND sem_efeito IS NULL AND exercicio IS NULL"
_SEM_EXERCICIO = "SELECT min(servidor_id) FROM vinculo WHERE posse IS NOT NULL AND exercicio IS NULL"
_EM_EXERCICIO = "SELECT group_concat(id) FROM vinculo WHERE exercicio IS NOT NULL"
_ULTIMO_EXERCICIO = (
    "SELECT a.id FROM ato a JOIN vinculo v ON v.id = a.vinculo_id AND v.exercicio IS NOT NULL "
    "WHERE a.tipo = 'exercicio' ORDER BY a.id DESC LIMIT 1"
)


def preparar(caminho: Path, *, candidatos: int = 40) -> None:
    """Make the registry on which the day is worked."""
    with cenario(hoje=HOJE, candidatos=candidatos) as c:
        c.estagiario(0)
        c.ctx.banco.copiar_para(caminho)


def abrir(caminho: Path) -> Oficio:
    """Open the registry as the program does."""
    relogio = RelogioFixo(HOJE, datetime(2026, 3, 2, 12, tzinfo=UTC))
    return Oficio(abertura.abrir(caminho, relogio=relogio, usuario="teste", criar=False))


@contextmanager
def aberto(caminho: Path) -> Iterator[Oficio]:
    """Give the registry open and close it."""
    oficio = abrir(caminho)
    try:
        yield oficio
    finally:
        abertura.fechar(oficio.ctx)


def perdidos(oficio: Oficio, feitos: list[Feito]) -> list[Feito]:
    """Return what was confirmed and is not in the registry."""
    onde = {"ato": "ato", "entrada": "ato", "papel": "documento_emitido", "importacao": "importacao"}
    return [
        (especie, id_)
        for especie, id_ in feitos
        if not oficio.valor(f"SELECT count(*) FROM {onde[especie]} WHERE id = {id_}")
    ]


def faltas(oficio: Oficio) -> list[str]:
    """Return what `verificar` finds wrong."""
    return [f"{d.objeto}: {d.detalhe}" for d in verificacao.verificar(oficio.ctx).divergencias]
