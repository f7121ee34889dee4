"""Which papers there are about a person, whether each applies and why not, and the way to each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..estatuto.erros import ErroDominio
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro.conexao import Conexao
from ..registro.consultas import ficha as consultas
from ..registro.vidas import ler_vida
from . import papeis_certidao, papeis_comunicacao, papeis_declaracoes, papeis_estagio, papeis_ficha
from . import papeis_pessoa as comum
from .contexto import Contexto
from .papeis_emissao import Papel, nome_da_especie
from .papeis_fontes import abrir_fontes
from .permissoes import Permissao, exige
from .protecao import papel_protegido, protegida

FICHA: Final = papeis_ficha.ESPECIE
CERTIDAO: Final = "certidao_tempo"
COMUNICACAO: Final = "comunicacao_exercicio"
DO_ESTAGIO: Final = (papeis_estagio.AVISO, papeis_estagio.AVISO_SUBMISSAO, papeis_estagio.FORMULARIO)
DA_POSSE: Final = (*papeis_declaracoes.DECLARACOES, papeis_declaracoes.CONJUNTO)
DA_PESSOA: Final = (FICHA, CERTIDAO)
TODAS: Final = (*DA_PESSOA, *DA_POSSE, COMUNICACAO, *DO_ESTAGIO)
"""Every paper of this catalogue, in the order a menu lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpcaoDocumento:
    """One paper that may be issued about a person; ``motivo`` says why not, empty when it may.

    ``vinculo_id`` is None for a paper about the whole person of who has no vínculo.
    """

    especie: str
    rotulo: str
    vinculo_id: int | None
    vinculo: str
    motivo: str = ""

    @property
    def pode(self) -> bool:
        """Tell whether it applies."""
        return not self.motivo


@protegida
def opcoes(ctx: Contexto, *, servidor_id: int, hoje: date) -> tuple[OpcaoDocumento, ...]:
    """Return every paper about a person: those of the person, then those of each vínculo, the latest first."""
    with ctx.banco.leitura() as conexao:
        vida = ler_vida(conexao, servidor_id).vida
        cargos = consultas.nomes(conexao, "cargo", {v.cargo for v in vida.vinculos}) if vida.vinculos else {}
        achadas = list(_da_pessoa(conexao, servidor_id, vida))
        for vinculo in sorted(vida.vinculos, key=lambda v: v.numero, reverse=True):
            nome = f"{vinculo.numero}º vínculo: {cargos.get(vinculo.cargo, '')}"
            for especie in (*DA_POSSE, COMUNICACAO, *DO_ESTAGIO):
                motivo = _motivo(ctx, especie, vida, vinculo, hoje)
                achadas.append(_opcao(especie, vinculo.id, nome, motivo))
    return tuple(achadas)


def _da_pessoa(conexao: Conexao, servidor_id: int, vida: VidaFuncional) -> Iterator[OpcaoDocumento]:
    ultimo = vida.vinculos[-1].id if vida.vinculos else None
    yield _opcao(FICHA, ultimo, "", papeis_ficha.impedimento(conexao, servidor_id))
    yield _opcao(CERTIDAO, ultimo, "", papeis_certidao.impedimento(vida))


def _opcao(especie: str, vinculo_id: int | None, vinculo: str, motivo: str) -> OpcaoDocumento:
    return OpcaoDocumento(
        especie=especie,
        rotulo=nome_da_especie(especie),
        vinculo_id=vinculo_id,
        vinculo=vinculo,
        motivo=f"{motivo[:1].upper()}{motivo[1:]}.".replace("..", ".") if motivo else "",
    )


def _motivo(ctx: Contexto, especie: str, vida: VidaFuncional, vinculo: Vinculo, hoje: date) -> str:
    if especie in DA_POSSE:
        return papeis_declaracoes.impedimento(especie, vinculo)
    if especie == COMUNICACAO:
        return papeis_comunicacao.impedimento(vida, vinculo, ctx.regimes, hoje)
    return papeis_estagio.impedimento(especie, vida, vinculo, ctx.regimes, hoje)


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def documento(
    ctx: Contexto,
    *,
    especie: str,
    vinculo_id: int | None = None,
    servidor_id: int | None = None,
    hoje: date,
    em: date | None = None,
    com_sigilo: bool = False,
    em_branco: bool = False,
    numero: int | None = None,
) -> Papel:
    """Return a paper of the catalogue, to see and to issue.

    The ficha asks for ``servidor_id``; the others for ``vinculo_id``.  ``em`` is the day it is of (today by default);
    ``numero`` the evaluation; ``em_branco`` a form without what is registered.  ErroDominio where it does not apply.
    """
    if especie == FICHA:
        dono = servidor_id if servidor_id is not None else _dono(ctx, vinculo_id or 0)
        return papeis_ficha.ficha_funcional(ctx, servidor_id=dono, com_sigilo=com_sigilo, hoje=hoje, em=em)
    if especie not in TODAS:
        conhecidas = ", ".join(TODAS)
        raise ErroDominio(f"Não há documento “{especie}”. Nada foi emitido; os que há são: {conhecidas}.")
    if vinculo_id is None:
        raise comum.nao_se_aplica("a pessoa não tem vínculo registrado")
    if especie == CERTIDAO:
        return papeis_certidao.certidao_tempo(ctx, vinculo_id=vinculo_id, hoje=hoje, em=em)
    if especie == COMUNICACAO:
        return papeis_comunicacao.comunicacao_exercicio(ctx, vinculo_id=vinculo_id, hoje=hoje, em=em)
    if especie == papeis_declaracoes.CONJUNTO:
        return papeis_declaracoes.declaracoes_posse(ctx, vinculo_id=vinculo_id, hoje=hoje, em=em)
    if especie in papeis_declaracoes.DECLARACOES:
        return papeis_declaracoes.declaracao(
            ctx, especie=especie, vinculo_id=vinculo_id, em_branco=em_branco, hoje=hoje, em=em
        )
    if especie == papeis_estagio.FORMULARIO:
        return papeis_estagio.formulario_avaliacao(
            ctx, vinculo_id=vinculo_id, numero=numero, em_branco=em_branco, hoje=hoje, em=em
        )
    if especie == papeis_estagio.AVISO_SUBMISSAO:
        return papeis_estagio.aviso_submissao(ctx, vinculo_id=vinculo_id, hoje=hoje, em=em)
    return papeis_estagio.aviso_avaliacao(ctx, vinculo_id=vinculo_id, numero=numero, hoje=hoje, em=em)


def _dono(ctx: Contexto, vinculo_id: int) -> int:
    with ctx.banco.leitura() as conexao:
        return abrir_fontes(conexao, ctx.regimes, vinculo_id).posto.servidor_id
