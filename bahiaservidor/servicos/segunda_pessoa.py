"""Acts of high value: which of them a second person confirms, who that may be, and that it is kept with the act.

Whoever enters such an act says so (`marcar`), whatever the way; before the transaction is committed, `concluir` asks
for the second person of all of them, or undoes everything.  What is only rehearsed is never asked.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..registro import configuracao
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import confirmacoes as consultas
from ..registro.consultas import ficha as consultas_da_ficha
from ..registro.guardado import GRAVES
from .permissoes import Permissao, Sessao, exige

if TYPE_CHECKING:
    from .contexto import Contexto

ANULACAO: Final = "anulacao"
REVOGACAO: Final = "revogacao"
UNIFICACAO: Final = "unificacao"
EXPURGO: Final = "expurgo"
RESSALVA: Final = "ressalva_art_36"

ATOS_GRAVES: Final = (
    "tornar_sem_efeito", "exoneracao_de_oficio", "demissao", "cassacao_aposentadoria", "cassacao_disponibilidade",
)  # fmt: skip
"""Acts that ask for the permission to enter acts of high value: they end a vínculo, or what it gave, by force."""

PADRAO: Final = (*ATOS_GRAVES, ANULACAO, UNIFICACAO, EXPURGO, RESSALVA)
"""What a second person confirms where people enter with a password and nobody chose otherwise."""

OPCIONAIS: Final = (
    "exoneracao_a_juizo", "aposentadoria", "disponibilidade", "reversao", "reintegracao", "extincao_cargo", REVOGACAO,
)  # fmt: skip

MARCADOS: Final = frozenset((*PADRAO, *OPCIONAIS))
"""Every kind that may ask for a second person."""

_ROTULOS: Final = {
    ANULACAO: "Anulação de ato",
    REVOGACAO: "Revogação de ato",
    UNIFICACAO: "Unificação e separação de cadastros",
    EXPURGO: "Expurgo de dados sigilosos",
    RESSALVA: "Reversão com a ressalva do art. 36",
}


class FaltaSegundaPessoa(ErroDominio):
    """Somebody else must confirm this; ``atos`` says what, in words.  Nothing was kept.

    ``com_senha`` when who confirms enters user and password; otherwise a name is written.
    """

    pede_confirmacao: Final = True
    """How the window knows it without loading this module."""

    def __init__(self, mensagem: str, *, atos: tuple[str, ...], com_senha: bool) -> None:
        super().__init__(mensagem)
        self.atos = atos
        self.com_senha = com_senha


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmante:
    """Who confirms: the name kept with the act, and whether a password proved it."""

    usuario: str
    com_senha: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EspecieConfirmada:
    """A kind that may ask for a second person, and whether it does."""

    chave: str
    rotulo: str
    ligada: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marca:
    operacao_id: int
    especie: str
    rotulo: str
    servidor_id: int | None
    ato_id: int | None


class _Graves(list[_Marca]):
    """What a transaction entered, kept in its connection; who commits asks it to `concluir`."""

    def concluir(self, ctx: Contexto, conexao: Conexao) -> None:
        """Ask for the second person of all of it, once."""
        concluir(ctx, conexao)


class _Confirmando(threading.local):
    def __init__(self) -> None:
        self.pilha: list[tuple[Contexto, Confirmante]] = []


_confirmando = _Confirmando()


# ------------------------------------------------------------------ the setting


def rotulo_da_especie(chave: str) -> str:
    """Return a kind in words."""
    return _ROTULOS.get(chave) or POR_TIPO[chave].rotulo


def especies(ctx: Contexto) -> tuple[EspecieConfirmada, ...]:
    """Return every kind that may ask for a second person, with what is in use here."""
    with ctx.banco.leitura() as conexao:
        ligadas = _ligadas(conexao)
    return tuple(
        EspecieConfirmada(chave=chave, rotulo=rotulo_da_especie(chave), ligada=chave in ligadas)
        for chave in (*PADRAO, *OPCIONAIS)
    )


@exige(Permissao.CONFIGURAR)
def escolher(ctx: Contexto, *, especies: Collection[str]) -> None:
    """Say which kinds ask for a second person from now on.  ErroDominio for an unknown one."""
    desconhecidas = sorted(set(especies) - {*PADRAO, *OPCIONAIS})
    if desconhecidas:
        raise ErroDominio(f"Não há ato “{desconhecidas[0]}” que peça segunda pessoa. Nada foi alterado.")
    with ctx.banco.escrita() as conexao:
        valor = " ".join(e for e in (*PADRAO, *OPCIONAIS) if e in especies)
        configuracao.gravar(conexao, configuracao.SEGUNDA_PESSOA, valor)
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="altera", objeto="configuracao",
            detalhe=f"segunda pessoa: {valor or 'nenhum ato'}",
        )  # fmt: skip


def _ligadas(conexao: Conexao) -> frozenset[str]:
    escolhidas = configuracao.ler(conexao, configuracao.SEGUNDA_PESSOA)
    if escolhidas is not None:
        return frozenset(escolhidas.split())
    return frozenset(PADRAO) if configuracao.ha_quem_entre(conexao) else frozenset()


# ------------------------------------------------------------------ who confirms


@exige(Permissao.CONSULTAR)
def identificar(ctx: Contexto, *, login: str, senha: str, codigo: str = "") -> Confirmante:
    """Return the second person, who enters own user and password.

    ErroDominio when they are not right, when it is who registers, or when that user may not confirm.
    """
    sessao = _autenticar(ctx, login=login, senha=senha, codigo=codigo)
    if sessao.usuario_id == ctx.sessao.usuario_id:
        raise ErroDominio(
            "Quem confirma deve ser outra pessoa, e não quem registra. Nada foi registrado; peça a outro usuário que "
            "entre com a própria senha."
        )
    if not sessao.pode(Permissao.HOMOLOGAR):
        raise ErroDominio(
            f"O usuário “{sessao.usuario}” não tem permissão para {Permissao.HOMOLOGAR}. Nada foi registrado; peça a "
            "quem tem."
        )
    return Confirmante(usuario=sessao.usuario, com_senha=True)


def _autenticar(ctx: Contexto, *, login: str, senha: str, codigo: str) -> Sessao:
    # Imported when needed: only where people enter with a password is anybody's asked for.
    from .entrada_usuarios import autenticar

    return autenticar(ctx, login=login, senha=senha, codigo=codigo, acao="confirma como segunda pessoa")


def pelo_nome(ctx: Contexto, nome: str) -> Confirmante:
    """Return the second person by the name written, where nobody enters with a password: it proves less.

    ErroDominio without a name, for who registers, and where people have passwords.
    """
    limpo = " ".join(nome.split())
    if ctx.sessao.com_senha:
        raise ErroDominio("Aqui quem confirma entra com o próprio usuário e a própria senha. Nada foi registrado.")
    if not limpo or chave_busca(limpo) == chave_busca(ctx.usuario):
        raise ErroDominio("Escreva o nome de quem confirma, que deve ser outra pessoa. Nada foi registrado.")
    return Confirmante(usuario=limpo, com_senha=False)


@contextmanager
def confirmada_por(ctx: Contexto, quem: Confirmante | None) -> Iterator[None]:
    """Run the block with somebody who confirms what is entered in it; None changes nothing."""
    if quem is None:
        yield
        return
    _confirmando.pilha.append((ctx, quem))
    try:
        yield
    finally:
        _confirmando.pilha.pop()


def _quem_confirma(ctx: Contexto) -> Confirmante | None:
    return next((quem for de, quem in reversed(_confirmando.pilha) if de is ctx), None)


# ------------------------------------------------------------------ what is confirmed


def marcar(
    ctx: Contexto, conexao: Conexao, *, operacao_id: int, especie: str, servidor_id: int | None = None,
    ato_id: int | None = None, rotulo: str = "",
) -> None:  # fmt: skip
    """Say that something of a kind that may ask for a second person was entered in this transaction.

    ErroDePermissao for an act of high value that who registers may not enter.
    """
    if especie in ATOS_GRAVES or especie == ANULACAO:
        ctx.exigir(Permissao.REGISTRAR_ATO_GRAVE)
    if especie in MARCADOS:
        conexao.info.setdefault(GRAVES, _Graves()).append(
            _Marca(
                operacao_id=operacao_id,
                especie=especie,
                rotulo=rotulo or rotulo_da_especie(especie),
                servidor_id=servidor_id,
                ato_id=ato_id,
            )
        )


def concluir(ctx: Contexto, conexao: Conexao) -> None:
    """Keep who confirmed what this transaction entered.  FaltaSegundaPessoa, which undoes it, when nobody did."""
    marcas: list[_Marca] = conexao.info.pop(GRAVES, [])
    if ctx.do_programa:
        return  # cases that are simulated and people that are invented ask nobody
    ligadas = _ligadas(conexao)
    marcas = [marca for marca in marcas if marca.especie in ligadas]
    ficaram = consultas.no_livro(conexao, {m.ato_id for m in marcas if m.ato_id is not None})
    marcas = [marca for marca in marcas if marca.ato_id is None or marca.ato_id in ficaram]
    if not marcas:
        return
    quem = _quem_confirma(ctx)
    if quem is None or quem.com_senha != ctx.sessao.com_senha:
        raise _falta(conexao, marcas, com_senha=ctx.sessao.com_senha)
    instante = ctx.relogio.agora()
    for operacao_id in dict.fromkeys(marca.operacao_id for marca in marcas):
        rotulos = dict.fromkeys(marca.rotulo for marca in marcas if marca.operacao_id == operacao_id)
        motivo = "; ".join(rotulos) + ("" if quem.com_senha else " (nome escrito por quem registrou, sem senha)")
        consultas.gravar(conexao, operacao_id=operacao_id, usuario=quem.usuario, instante=instante, motivo=motivo)
        trilhar(
            conexao, instante=instante, usuario=quem.usuario, acao="confirma", objeto="operacao", objeto_id=operacao_id,
            detalhe=motivo,
        )  # fmt: skip


def _falta(conexao: Conexao, marcas: list[_Marca], *, com_senha: bool) -> FaltaSegundaPessoa:
    atos = tuple(dict.fromkeys(_em_palavras(conexao, marca) for marca in marcas[:50]))
    if len(marcas) > 50:
        atos = (*atos, f"e mais {len(marcas) - 50}")
    o_que = atos[0] if len(atos) == 1 else f"{atos[0]} e mais {len(marcas) - 1}"
    fazer = (
        "peça a quem pode homologar que confirme com o próprio usuário e a própria senha."
        if com_senha
        else "escreva o nome de quem confirma."
    )
    return FaltaSegundaPessoa(
        f"{o_que}: falta a confirmação de uma segunda pessoa, que esta instalação pede para atos de alto valor "
        f"(Administração, Segurança). Nada foi registrado; {fazer}",
        atos=atos,
        com_senha=com_senha,
    )


def _em_palavras(conexao: Conexao, marca: _Marca) -> str:
    linha = consultas_da_ficha.servidor(conexao, marca.servidor_id) if marca.servidor_id is not None else None
    return f"{marca.rotulo}, {linha.nome}" if linha is not None else marca.rotulo
