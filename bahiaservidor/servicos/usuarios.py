"""Users: who enters with a password, what each may do, and passwords given and changed.

Without any, one person works without a password and may do everything.  The first one created is an administrador, and
from then on everybody enters.  Nobody is deleted: what a user did keeps the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import normalizar
from ..registro import configuracao
from ..registro.conexao import Conexao
from ..registro.consultas import usuarios as consultas
from . import senhas
from .contexto import Contexto
from .permissoes import Papel, Permissao, Sessao, exige, por_si
from .tipos.usuarios import SenhaProvisoria, Usuario

MENOR_LOGIN: Final = 3
MAIOR_LOGIN: Final = 40
_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]*[a-z0-9]")
_MAIOR_NOME: Final = 120

MINUTOS_OCIOSO: Final = 10
MENOR_OCIOSO, MAIOR_OCIOSO = 1, 120
_OCIOSO: Final = "bloqueio_minutos"


@por_si
def exige_entrada(ctx: Contexto) -> bool:
    """Tell whether whoever uses this registry has to enter: somebody active has a password."""
    with ctx.banco.leitura() as conexao:
        return configuracao.ha_quem_entre(conexao)


@exige(Permissao.ADMINISTRAR_USUARIOS)
def listar(ctx: Contexto) -> tuple[Usuario, ...]:
    """Return every user, the active ones first, in order of name."""
    with ctx.banco.leitura() as conexao:
        return tuple(usuario_da_linha(linha, codigos=linha.codigos) for linha in consultas.todos(conexao))


def eu(ctx: Contexto) -> Usuario | None:
    """Return who is using the program; None for the single user, or nobody."""
    id_ = ctx.sessao.usuario_id
    if id_ is None:
        return None
    with ctx.banco.leitura() as conexao:
        return next((usuario_da_linha(u, codigos=u.codigos) for u in consultas.todos(conexao) if u.id == id_), None)


# ------------------------------------------------------------------ creating and changing


@exige(Permissao.ADMINISTRAR_USUARIOS)
def criar(
    ctx: Contexto, *, login: str, nome: str, papel: Papel, extras: Iterable[Permissao] = (), senha: str = ""
) -> SenhaProvisoria:
    """Create a user and return the provisional password, made here, to be changed at the first entry.

    The first one chooses the password now (``senha``) and is an administrador: from then on everybody enters.
    ErroDominio, with nobody created: what cannot be a login or a name, one that exists, a first one of another role.
    """
    login, nome = _login(login), _nome(nome)
    primeiro = not exige_entrada(ctx)
    if primeiro:
        if papel is not Papel.ADMINISTRADOR:
            raise ErroDominio(
                "O primeiro usuário precisa ser administrador, porque dali em diante todos entram com senha e só ele "
                "cria os outros. Nada foi criado; escolha o papel administrador."
            )
        senhas.exigir_aceitavel(senha, proprias=palavras_proprias(ctx, login, nome))
    provisoria = "" if primeiro else senhas.provisoria()
    guardada = senhas.resumir(senha if primeiro else provisoria)
    agora = ctx.relogio.agora()
    with ctx.banco.escrita() as conexao:
        if consultas.por_login(conexao, login) is not None:
            raise ErroDominio(f"Já existe o usuário “{login}”. Nada foi criado; escolha outro nome de entrada.")
        if primeiro is configuracao.ha_quem_entre(conexao):
            raise ErroDominio("Outra pessoa acabou de criar um usuário. Nada foi criado; entre com senha e repita.")
        usuario_id = consultas.inserir(
            conexao, login=login, nome=nome, papel=papel.value, permissoes=_em_texto(papel, extras), senha=guardada,
            senha_em=agora, troca_senha=not primeiro, totp="", totp_passo=0, ativo=True, falhas=0, ultima_falha=None,
            criado_em=agora, versao=1,
        )  # fmt: skip
        anotar(ctx, conexao, "cria", usuario_id, "campos: login, nome, papel, permissões, senha")
    return SenhaProvisoria(usuario_id=usuario_id, login=login, nome=nome, senha=provisoria)


@exige(Permissao.ADMINISTRAR_USUARIOS)
def alterar(
    ctx: Contexto, *, usuario_id: int, versao: int, nome: str, papel: Papel, extras: Iterable[Permissao] = ()
) -> None:
    """Change name, role and extra permissions; they hold at the user's next entry, or within a minute.

    ErroDominio when somebody changed it meanwhile (``versao``), or no administrador would be left.
    """
    novos = {"nome": _nome(nome), "papel": papel.value, "permissoes": _em_texto(papel, extras)}
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        if linha.versao != versao:
            raise ErroDominio(
                f"O usuário “{linha.login}” foi alterado por outra pessoa depois de aberto. Nada foi gravado; abra-o "
                "de novo."
            )
        mudaram = [campo for campo, valor in novos.items() if getattr(linha, campo) != valor]
        if not mudaram:
            return
        if linha.papel == Papel.ADMINISTRADOR and papel is not Papel.ADMINISTRADOR:
            _exigir_outro_administrador(conexao, linha)
        mudar(ctx, conexao, linha, "altera", f"campos: {', '.join(mudaram)}", **novos)


@exige(Permissao.ADMINISTRAR_USUARIOS)
def desativar(ctx: Contexto, *, usuario_id: int) -> None:
    """Let a user enter no more; what the user did keeps the name.  ErroDominio for the last administrador."""
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        if linha.ativo:
            if linha.papel == Papel.ADMINISTRADOR:
                _exigir_outro_administrador(conexao, linha)
            mudar(ctx, conexao, linha, "desativa", ativo=False)


@exige(Permissao.ADMINISTRAR_USUARIOS)
def reativar(ctx: Contexto, *, usuario_id: int) -> None:
    """Let a user enter again, with the password there was."""
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        if not linha.ativo:
            mudar(ctx, conexao, linha, "reativa", ativo=True, falhas=0, ultima_falha=None)


# ------------------------------------------------------------------ passwords


@exige(Permissao.ADMINISTRAR_USUARIOS)
def redefinir_senha(ctx: Contexto, *, usuario_id: int) -> SenhaProvisoria:
    """Give a user a new provisional password and return it; the wait after failures ends too."""
    provisoria = senhas.provisoria()
    guardada = senhas.resumir(provisoria)
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        if not configuracao.ha_quem_entre(conexao):
            raise ErroDominio(
                "Ninguém entra com senha neste registro, e a primeira é a de um administrador, escolhida por ele. Nada "
                "foi mudado; use a opção de definir a senha do administrador."
            )
        mudar(
            ctx, conexao, linha, "altera", "campos: senha (provisória)", senha=guardada, troca_senha=True,
            senha_em=ctx.relogio.agora(), falhas=0, ultima_falha=None,
        )  # fmt: skip
    return SenhaProvisoria(usuario_id=usuario_id, login=linha.login, nome=linha.nome, senha=provisoria)


@exige(Permissao.ADMINISTRAR_USUARIOS)
def retomar(ctx: Contexto, *, usuario_id: int, senha: str) -> None:
    """Choose the password of an administrador of a registry where nobody has one: it came from an open archive.

    From then on everybody enters.  ErroDominio where somebody has one already, or for who is not an administrador.
    """
    with ctx.banco.leitura() as conexao:
        linha = existente(conexao, usuario_id)
    senhas.exigir_aceitavel(senha, proprias=palavras_proprias(ctx, linha.login, linha.nome))
    guardada = senhas.resumir(senha)
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        if configuracao.ha_quem_entre(conexao) or linha.papel != Papel.ADMINISTRADOR:
            raise ErroDominio(
                f"A senha de “{linha.login}” não pode ser escolhida assim: já há quem entre com senha, ou não é "
                "administrador. Nada foi mudado; peça uma senha provisória a um administrador."
            )
        mudar(
            ctx, conexao, linha, "altera", "campos: senha", senha=guardada, troca_senha=False, ativo=True,
            senha_em=ctx.relogio.agora(), falhas=0, ultima_falha=None,
        )  # fmt: skip


@exige(Permissao.ADMINISTRAR_USUARIOS)
def desligar_segundo_fator(ctx: Contexto, *, usuario_id: int) -> None:
    """Turn off the second factor of somebody who lost the phone and the codes."""
    apagar_segundo_fator(ctx, usuario_id)


def apagar_segundo_fator(ctx: Contexto, usuario_id: int) -> None:
    """Forget the second factor and the recovery codes of a user."""
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, usuario_id)
        consultas.trocar_codigos(conexao, linha.id, ())
        mudar(ctx, conexao, linha, "desliga o segundo fator", totp="", totp_passo=0)


def palavras_proprias(ctx: Contexto, login: str, nome: str) -> tuple[str, ...]:
    """Return the words that would be tried first for this person: login, name, órgão."""
    with ctx.banco.leitura() as conexao:
        return (login, nome, configuracao.nome_do_orgao(conexao))


# ------------------------------------------------------------------ settings


@por_si
def minutos_ocioso(ctx: Contexto) -> int:
    """Return after how many minutes without use the screen is locked."""
    with ctx.banco.leitura() as conexao:
        guardado = configuracao.ler(conexao, _OCIOSO) or ""
    return int(guardado) if guardado.isdecimal() else MINUTOS_OCIOSO


@exige(Permissao.CONFIGURAR)
def gravar_minutos_ocioso(ctx: Contexto, *, minutos: int) -> None:
    """Set after how many minutes without use the screen is locked, from 1 to 120.  ErroDominio outside them."""
    if not MENOR_OCIOSO <= minutos <= MAIOR_OCIOSO:
        raise ErroDominio(
            f"O bloqueio aceita de {MENOR_OCIOSO} a {MAIOR_OCIOSO} minutos. Nada foi mudado; escolha outro número."
        )
    with ctx.banco.escrita() as conexao:
        configuracao.gravar(conexao, _OCIOSO, str(minutos))
        consultas.anotar_outra(
            conexao, instante=ctx.relogio.agora(), quem=ctx.usuario, acao="altera", detalhe="bloqueio por ociosidade"
        )


@por_si
def receber_do_acervo(ctx: Contexto) -> None:
    """Say in the trail that users came from an open archive, without what they entered with."""
    if ctx.banco.somente_leitura:
        return
    with ctx.banco.escrita() as conexao:
        for linha in consultas.todos(conexao):
            anotar(ctx, conexao, "recebe", linha.id, "veio de um acervo, sem senha nem segundo fator")


# ------------------------------------------------------------------ pieces


def usuario_da_linha(linha: Any, *, codigos: int = 0) -> Usuario:
    """Return a user as stored; permissions that this program does not know are left out."""
    return Usuario(
        id=linha.id, login=linha.login, nome=linha.nome, papel=_papel(linha.papel), extras=_extras(linha.permissoes),
        ativo=linha.ativo, tem_senha=bool(linha.senha), troca_senha=linha.troca_senha, segundo_fator=bool(linha.totp),
        codigos=codigos, falhas=linha.falhas, senha_em=linha.senha_em, criado_em=linha.criado_em, versao=linha.versao,
    )  # fmt: skip


def sessao_da_linha(linha: Any) -> Sessao:
    """Return the session of a user as stored."""
    usuario = usuario_da_linha(linha)
    return Sessao(
        usuario=usuario.login, nome=usuario.nome, usuario_id=usuario.id, papel=usuario.papel,
        permissoes=usuario.permissoes,
    )  # fmt: skip


def _papel(texto: str) -> Papel:
    try:
        return Papel(texto)
    except ValueError:
        return Papel.CONSULTA  # written by another program: the least


def _extras(texto: str) -> frozenset[Permissao]:
    return frozenset(Permissao[nome] for nome in texto.split() if nome in Permissao.__members__)


def _em_texto(papel: Papel, extras: Iterable[Permissao]) -> str:
    from .permissoes import PERMISSOES_DO_PAPEL

    return " ".join(sorted(p.name for p in set(extras) - PERMISSOES_DO_PAPEL[papel]))


def _login(texto: str) -> str:
    login = texto.strip().casefold()
    if not MENOR_LOGIN <= len(login) <= MAIOR_LOGIN or not _LOGIN.fullmatch(login):
        raise ErroDominio(
            f"O nome de entrada tem de {MENOR_LOGIN} a {MAIOR_LOGIN} letras sem acento e algarismos, com ponto, hífen "
            "ou sublinhado no meio (maria.souza). Nada foi criado; escreva outro."
        )
    return login


def _nome(texto: str) -> str:
    nome = normalizar(texto)
    if not nome or len(nome) > _MAIOR_NOME or not nome.isprintable():
        raise ErroDominio(
            f"O nome da pessoa é preciso e tem até {_MAIOR_NOME} caracteres. Nada foi gravado; escreva-o."
        )
    return nome


def existente(conexao: Conexao, usuario_id: int) -> Any:
    """Return the row of a user.  ErroDominio when there is none."""
    linha = consultas.por_id(conexao, usuario_id)
    if linha is None:
        raise ErroDominio("Este usuário não existe mais. Nada foi mudado; leia a lista de novo.")
    return linha


def _exigir_outro_administrador(conexao: Conexao, linha: Any) -> None:
    if not consultas.administradores(conexao, Papel.ADMINISTRADOR, fora=linha.id):
        raise ErroDominio(
            f"“{linha.login}” é o único administrador que pode entrar, e sem ele ninguém administraria os usuários. "
            "Nada foi mudado; dê antes o papel de administrador a outra pessoa."
        )


def mudar(ctx: Contexto, conexao: Conexao, linha: Any, acao: str, detalhe: str = "", /, **valores: Any) -> None:
    """Write these values of a user, and in the trail what was done."""
    consultas.alterar(conexao, linha.id, versao=linha.versao + 1, **valores)
    anotar(ctx, conexao, acao, linha.id, detalhe)


def anotar(ctx: Contexto, conexao: Conexao, acao: str, usuario_id: int, detalhe: str = "") -> None:
    """Write in the trail what whoever is using the program did to a user."""
    consultas.anotar(
        conexao, instante=ctx.relogio.agora(), quem=ctx.usuario, acao=acao, usuario_id=usuario_id, detalhe=detalhe
    )
