"""A registry in memory with its órgão, units and cargos, and a few words to write in its book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.canonico import ler
from bahiaservidor.registro import livro, projecoes, vidas
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.registro.conexao import Conexao
from bahiaservidor.registro.papeis_guardados import PapeisGuardados
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, projecao
from bahiaservidor.servicos.contexto import Contexto

HOJE = date(2026, 3, 2)


@cache
def _configurado() -> bytes:
    """Return a registry after its first run, made once for the whole suite."""
    with registro(configurado=False) as ctx:
        abertura.configurar(ctx, orgao="Secretaria da Administração", sigla="saeb", municipio="Salvador")
        return ctx.banco.serializar()


@contextmanager
def registro(*, configurado: bool = True, hoje: date = HOJE) -> Iterator[Contexto]:
    """Give a registry in memory, closed at the end."""
    banco = Banco.temporario(_configurado() if configurado else None)
    ctx = Contexto(banco=banco, relogio=RelogioFixo(hoje), usuario="jacira")
    try:
        yield ctx
    finally:
        abertura.fechar(ctx)


def operacao(ctx: Contexto, conexao: Conexao) -> livro.Operacao:
    """Open an operation at the instant of the registry's clock."""
    return livro.abrir_operacao(conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, descricao="teste")


def pessoa(ctx: Contexto, conexao: Conexao, nome: str = "Jacira d'Ávila", **dados: Any) -> int:
    """Enter a person."""
    conteudo = {"nome": nome, "nascimento": date(1990, 5, 1), **dados}
    return lancar_cadastro(conexao, operacao(ctx, conexao), sujeito_tipo="servidor", conteudo=conteudo)


def ato(
    ctx: Contexto,
    conexao: Conexao,
    servidor_id: int,
    tipo: str,
    *,
    vinculo_id: int | None = None,
    ressalva: Ressalva | None = None,
    **conteudo: Any,
) -> livro.Escrito:
    """Enter an act without judging it: the book takes what it is given."""
    definicao = POR_TIPO[tipo]
    lido = ler(definicao.conteudo, conteudo)
    vinculo = vinculo_id if vinculo_id is not None else livro.novo_id(conexao, "vinculo")
    return livro.lancar(
        conexao,
        operacao(ctx, conexao),
        sujeito_tipo="vinculo",
        sujeito_id=vinculo,
        tipo=tipo,
        conteudo=lido,
        data_legal=definicao.data_de(lido),
        servidor_id=servidor_id,
        vinculo_id=vinculo,
        ressalva=ressalva,
    )


def projetar(ctx: Contexto, conexao: Conexao, *servidores: int) -> frozenset[int]:
    """Write the projections of people from the book."""
    regimes = ctx.regimes_em(conexao)
    lidas = vidas.ler_vidas(conexao, servidores)
    return projecoes.gravar_vidas(conexao, [projecao.calcular(regimes, i, v.vida) for i, v in lidas.items()])


def em_exercicio(ctx: Contexto, nome: str = "Jacira d'Ávila", cpf: str | None = None) -> tuple[int, int]:
    """Enter a person named, sworn in and in exercício; return the person's and the vínculo's ids."""
    with ctx.banco.escrita() as conexao:
        servidor = pessoa(ctx, conexao, nome, cpf=cpf)
        vinculo = livro.novo_id(conexao, "vinculo")
        ato(ctx, conexao, servidor, "nomeacao", vinculo_id=vinculo, publicacao="2025-01-08", cargo=1, unidade=1)
        ato(ctx, conexao, servidor, "posse", vinculo_id=vinculo, data="2025-01-20", laudo_numero="77/2025")
        ato(ctx, conexao, servidor, "exercicio", vinculo_id=vinculo, data="2025-02-03")
        projetar(ctx, conexao, servidor)
    return servidor, vinculo


def estragar_papeis(papeis: PapeisGuardados, comando: str) -> None:
    """Do to the papers what their triggers refuse."""
    conexao = papeis._para_gravar()
    for gatilho in ("bloco_nao_altera", "bloco_nao_apaga"):
        conexao.execute(f"DROP TRIGGER IF EXISTS {gatilho}")
    conexao.execute(comando)
