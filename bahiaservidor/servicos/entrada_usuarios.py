"""Entering with user and password, leaving, locking; what fails is counted, waits, and is in the trail.

Who does not exist costs the same work, waits as long and is told the same as who does.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..registro import configuracao
from ..registro.auditoria import em_uma_linha
from ..registro.conexao import Conexao
from ..registro.consultas import usuarios as consultas
from . import segundo_fator, senhas
from .contexto import Contexto
from .permissoes import NINGUEM, Permissao, Sessao, por_si, sem_pedir
from .usuarios import exige_entrada, palavras_proprias, sessao_da_linha

SEM_ESPERA: Final = 2
"""Failures in a row that cost no wait: fingers slip."""
MAIOR_ESPERA: Final = 300
"""Seconds: the longest wait between two attempts; nobody is locked out for good by somebody else's attempts."""
_ESQUECE: Final = timedelta(days=1)
"""After so long without a failure the count begins again."""

_DESCONHECIDOS: Final = "entrada_desconhecidos"
_LUGARES: Final = 4096
_LOGIN_NA_TRILHA: Final = 6
"""Characters kept of a login that nobody has: it may be a password typed in the wrong field."""
_NEGADO_A_CADA: Final = timedelta(minutes=1)

ERRADOS: Final = "Usuário, senha ou código não conferem. Ninguém entrou; confira e tente de novo."


class ErroDeAcesso(ErroDominio):
    """Nobody entered: user, password or code are wrong, or it is too soon to try again (``espera``, in seconds)."""

    def __init__(self, mensagem: str, *, espera: int = 0) -> None:
        super().__init__(mensagem)
        self.espera = espera


class FaltaCodigo(ErroDeAcesso):
    """The password is right and the second factor was not given yet."""


class FaltaSenhaNova(ErroDeAcesso):
    """The password is right and provisional: a new one has to be chosen to enter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tentativas:
    falhas: int
    ultima: datetime | None


def espera_de(falhas: int) -> int:
    """Return how many seconds to wait after so many failures in a row: 2, 4, 8… up to five minutes."""
    acima = falhas - SEM_ESPERA
    return 0 if acima <= 0 else min(2 ** min(acima, 16), MAIOR_ESPERA)


# ------------------------------------------------------------------ entering


def autenticar(
    ctx: Contexto, *, login: str, senha: str, codigo: str = "", senha_nova: str = "", acao: str = "entrada"
) -> Sessao:
    """Return the session of who gave the right user, password and, having one, second factor.

    The caller goes on as it with ``ctx.entrar``.  A provisional password asks for ``senha_nova``.  Raises ErroDeAcesso
    (FaltaCodigo, FaltaSenhaNova), and ErroDeSenha for a new password that is not accepted.  ``acao`` is what the trail
    calls it: to unlock, or to confirm what another does.
    """
    return _autenticar(ctx, login=login, senha=senha, codigo=codigo, senha_nova=senha_nova, acao=acao)


def confirmar_senha(ctx: Contexto, *, senha: str) -> None:
    """Go on only if this is the password of who is using the program.  Raises ErroDeAcesso; failures count."""
    _autenticar(ctx, login=ctx.sessao.usuario, senha=senha, codigo="", senha_nova="", acao="")


@por_si
def _autenticar(ctx: Contexto, *, login: str, senha: str, codigo: str, senha_nova: str, acao: str) -> Sessao:
    # What no text has, as bytes of another encoding given to a command, is nobody's name nor password.
    login, senha, codigo, senha_nova = (
        dito.encode("utf-8", "replace").decode() for dito in (login, senha[: senhas.MAIOR + 1], codigo, senha_nova)
    )
    login = login.strip().casefold()
    if ctx.banco.somente_leitura:
        with ctx.banco.leitura() as conexao:
            fim = _julgar(ctx, conexao, login, senha, codigo, senha_nova, acao)
    else:
        # The password is judged inside the write: attempts made at once, by any number of programs, are made in turn,
        # and each finds the failures of those before it.
        with ctx.banco.escrita() as conexao:
            fim = _julgar(ctx, conexao, login, senha, codigo, senha_nova, acao)
    if isinstance(fim, ErroDominio):
        raise fim
    return fim


def _julgar(
    ctx: Contexto, conexao: Conexao, login: str, senha: str, codigo: str, senha_nova: str, acao: str
) -> Sessao | ErroDominio:
    """Return the session, or the error to raise after what was counted is kept."""
    agora = ctx.relogio.agora()
    linha = consultas.por_login(conexao, login)
    registro = _Registro(ctx, conexao, linha, login, agora)
    antes = registro.tentativas()
    if falta := registro.falta_esperar(antes):
        registro.recusar("antes do fim da espera", contar=False)
        return ErroDeAcesso(
            f"Houve tentativas erradas demais. Ninguém entrou; espere {_em_palavras(falta)} e tente de novo.",
            espera=falta,
        )
    certa = senhas.confere(linha.senha if linha is not None and linha.ativo else "", senha)
    if not certa or linha is None:
        return registro.errou("usuário ou senha errados")
    novos: dict[str, Any] = {"falhas": 0, "ultima_falha": None}
    detalhe = []
    if linha.totp and acao:
        if not codigo.strip():
            return FaltaCodigo("Falta o código do segundo fator: o do aplicativo, ou um dos de recuperação.")
        aceito = segundo_fator.aceitar(conexao, linha, codigo, agora, grava=registro.grava)
        if aceito is None:
            return registro.errou("código do segundo fator errado ou já usado")
        novos["totp_passo"] = aceito.passo
        detalhe += ["código de recuperação usado"] if aceito.recuperacao else []
    if linha.troca_senha and acao:
        if not senha_nova:
            return FaltaSenhaNova(
                "A senha é provisória. Ninguém entrou ainda; escolha a sua, que só você vai conhecer, e entre."
            )
        if defeito := _defeito_da_nova(ctx, linha, senha, senha_nova):
            return senhas.ErroDeSenha(defeito)
        novos |= {"senha": senhas.resumir(senha_nova), "senha_em": agora, "troca_senha": False}
        detalhe.append("senha escolhida")
    elif senhas.precisa_refazer(linha.senha):
        novos["senha"] = senhas.resumir(senha)
    registro.entrou(novos, acao, "; ".join(detalhe))
    return sessao_da_linha(linha)


def _defeito_da_nova(ctx: Contexto, linha: Any, atual: str, nova: str) -> str:
    if nova == atual:
        return "A senha nova é igual à provisória. Ninguém entrou; escolha outra."
    defeito = senhas.defeito(nova, proprias=palavras_proprias(ctx, linha.login, linha.nome))
    return f"{defeito} Ninguém entrou ainda; uma frase com algumas palavras serve." if defeito else ""


class _Registro:
    """What an attempt leaves: failures counted, rows in the trail; nothing where nothing can be written."""

    def __init__(self, ctx: Contexto, conexao: Conexao, linha: Any, login: str, agora: datetime) -> None:
        self.grava = not ctx.banco.somente_leitura
        self._ctx, self._conexao, self._linha, self._login, self._agora = ctx, conexao, linha, login, agora
        # One place for many logins: from what is kept nobody learns what was typed.
        self._lugar = str(int.from_bytes(hashlib.sha256(login.encode()).digest()[:4], "big") % _LUGARES)
        self._na_memoria = f"{ctx.banco.caminho}:{login}"

    def tentativas(self) -> _Tentativas:
        """Return the failures so far; too old ones no longer count."""
        if not self.grava:
            lidas = _EM_MEMORIA.get(self._na_memoria, _Tentativas(falhas=0, ultima=None))
        elif self._linha is not None:
            lidas = _Tentativas(falhas=self._linha.falhas, ultima=self._linha.ultima_falha)
        else:
            falhas, ultima = self._desconhecidos().get(self._lugar, (0, ""))
            lidas = _Tentativas(falhas=falhas, ultima=datetime.fromisoformat(ultima) if ultima else None)
        if lidas.ultima is not None and self._agora - lidas.ultima > _ESQUECE:
            return _Tentativas(falhas=0, ultima=None)
        return lidas

    def falta_esperar(self, antes: _Tentativas) -> int:
        """Return how many seconds are left to wait.

        When the clock went back the wait is counted from now: it is never longer than it was.
        """
        espera = espera_de(antes.falhas)
        if not espera or antes.ultima is None:
            return 0
        passou = (self._agora - antes.ultima).total_seconds()
        if passou < 0:
            self._guardar(antes.falhas, self._agora)
            self._anotar("altera", "relógio do computador voltou: a espera recomeça agora")
            return espera
        return max(0, -int(-(espera - passou) // 1))

    def errou(self, porque: str) -> ErroDeAcesso:
        """Count a failure and return what is said, the same whatever failed."""
        falhas = self.tentativas().falhas + 1
        self._guardar(falhas, self._agora)
        self.recusar(porque, contar=True)
        espera = espera_de(falhas)
        depois = f" A próxima tentativa pode ser feita em {_em_palavras(espera)}." if espera else ""
        return ErroDeAcesso(ERRADOS + depois, espera=espera)

    def recusar(self, porque: str, *, contar: bool) -> None:
        """Write the refusal in the trail."""
        if contar or self._linha is not None or self.grava:
            self._anotar("entrada recusada", porque)

    def entrou(self, novos: dict[str, Any], acao: str, detalhe: str) -> None:
        """Write what changes with an entry; without ``acao``, only what changed."""
        if not self.grava:
            _EM_MEMORIA.pop(self._na_memoria, None)
            return
        mudou = {campo: valor for campo, valor in novos.items() if getattr(self._linha, campo) != valor}
        if mudou:
            consultas.alterar(self._conexao, self._linha.id, **mudou)
        if acao or mudou:
            consultas.anotar(
                self._conexao, instante=self._agora, quem=self._login, acao=acao or "confirma a senha",
                usuario_id=self._linha.id, detalhe=detalhe,
            )  # fmt: skip

    def _guardar(self, falhas: int, ultima: datetime) -> None:
        if not self.grava:
            _EM_MEMORIA[self._na_memoria] = _Tentativas(falhas=falhas, ultima=ultima)
        elif self._linha is not None:
            consultas.alterar(self._conexao, self._linha.id, falhas=falhas, ultima_falha=ultima)
        else:
            lidos = self._desconhecidos()
            recentes = {
                lugar: dito for lugar, dito in lidos.items()
                if abs(self._agora - datetime.fromisoformat(dito[1])) <= _ESQUECE
            }  # fmt: skip
            recentes[self._lugar] = (falhas, ultima.isoformat())
            configuracao.gravar(self._conexao, _DESCONHECIDOS, json.dumps(recentes))

    def _desconhecidos(self) -> dict[str, tuple[int, str]]:
        try:
            lido = json.loads(configuracao.ler(self._conexao, _DESCONHECIDOS) or "{}")
            return {str(lugar): (int(falhas), str(ultima)) for lugar, (falhas, ultima) in lido.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    def _anotar(self, acao: str, detalhe: str) -> None:
        if not self.grava:
            return
        if self._linha is not None:
            consultas.anotar(
                self._conexao, instante=self._agora, quem=self._login, acao=acao, usuario_id=self._linha.id,
                detalhe=detalhe,
            )  # fmt: skip
            return
        comeco = em_uma_linha(self._login[:_LOGIN_NA_TRILHA])
        mais = "…" if len(self._login) > _LOGIN_NA_TRILHA else ""
        consultas.anotar_outra(
            self._conexao, instante=self._agora, quem="", acao=acao,
            detalhe=f"{detalhe}: não há o usuário “{comeco}{mais}”",
        )  # fmt: skip


_EM_MEMORIA: Final[dict[str, _Tentativas]] = {}
"""Failures over registries that cannot be written: they last as long as the program."""


def _em_palavras(segundos: int) -> str:
    if segundos < 60:
        return "1 segundo" if segundos == 1 else f"{segundos} segundos"
    minutos = -(-segundos // 60)
    return "1 minuto" if minutos == 1 else f"{minutos} minutos"


# ------------------------------------------------------------------ staying


def sair(ctx: Contexto) -> None:
    """Leave: nobody is using the program.  Nothing happens where nobody entered with a password."""
    _deixar(ctx, ctx.sessao, "saída")


def bloquear(ctx: Contexto) -> Sessao:
    """Lock: until somebody enters nothing is allowed.  Returns who was using the program."""
    quem = ctx.sessao
    ctx.entrar(NINGUEM)
    _deixar(ctx, quem, "bloqueio")
    return quem


def desistir(ctx: Contexto, quem: Sessao) -> None:
    """Say in the trail that somebody who gave the right password went no further, and is not using the program."""
    _deixar(ctx, quem, "saída")


@por_si
def _deixar(ctx: Contexto, quem: Sessao, acao: str) -> None:
    if quem.usuario_id is None:
        return
    ctx.entrar(NINGUEM)
    if not ctx.banco.somente_leitura:
        with ctx.banco.escrita() as conexao:
            consultas.anotar(
                conexao, instante=ctx.relogio.agora(), quem=quem.usuario, acao=acao, usuario_id=quem.usuario_id
            )


@por_si
def rever(ctx: Contexto) -> Sessao:
    """Return the session as it should be now: a user may have been changed, deactivated, or created, by another."""
    atual = ctx.sessao
    if atual.usuario_id is None:
        # A single user where users appeared is nobody; where nobody can enter, nobody is the single user no more.
        return NINGUEM if exige_entrada(ctx) else atual
    with ctx.banco.leitura() as conexao:
        linha = consultas.por_id(conexao, atual.usuario_id)
    if linha is None or not linha.ativo or not linha.senha or linha.troca_senha:
        return NINGUEM
    return sessao_da_linha(linha)


class Negados:
    """Puts in the trail what was denied: each thing to each user once a minute, since screens ask again."""

    def __init__(self, ctx: Contexto) -> None:
        self._ctx = ctx
        self._ditos: dict[tuple[str, Permissao], datetime] = {}
        self._esperam: list[tuple[datetime, str, Permissao]] = []

    def anotar(self, permissao: Permissao) -> None:
        """Note that whoever is using the program was denied this."""
        ctx = self._ctx
        if permissao is Permissao.CONSULTAR and not ctx.usuario:
            return  # a screen that reads again behind the page where one enters: nobody was denied anything
        agora, chave = ctx.relogio.agora(), (ctx.usuario, permissao)
        antes = self._ditos.get(chave)
        if antes is not None and timedelta(0) <= agora - antes < _NEGADO_A_CADA:
            return
        self._ditos[chave] = agora
        self._esperam.append((agora, *chave))
        # Inside a transaction it waits for the next time: one service call is one transaction.
        if ctx.banco.somente_leitura or ctx.banco.ocupado_aqui:
            return
        esperam, self._esperam = self._esperam, []
        with sem_pedir(ctx), ctx.banco.escrita() as conexao:
            for instante, quem, negada in esperam:
                consultas.anotar_outra(conexao, instante=instante, quem=quem, acao="acesso negado", detalhe=str(negada))
