"""One's own account: the password, the second factor, the recovery codes; each asks the present password first."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from ..estatuto.erros import ErroDominio
from ..registro import configuracao
from ..registro.consultas import usuarios as consultas
from . import entrada_usuarios, senhas
from . import segundo_fator as fator
from .contexto import Contexto
from .permissoes import Permissao, exige
from .tipos.usuarios import Inscricao
from .usuarios import anotar, apagar_segundo_fator, existente, mudar, palavras_proprias

_COMO_USAR: Final = "Cada um entra uma só vez no lugar do código do telefone. Guarde-os longe do computador."


@exige(Permissao.CONSULTAR)
def trocar_senha(ctx: Contexto, *, atual: str, nova: str) -> None:
    """Change the password of who is using the program.  ErroDominio, with it as it was: wrong, or one not accepted."""
    linha = exigir_a_propria(ctx, atual)
    if atual == nova:
        raise senhas.ErroDeSenha("A senha nova é igual à atual. A senha não foi mudada; escolha outra.")
    senhas.exigir_aceitavel(nova, proprias=palavras_proprias(ctx, linha.login, linha.nome))
    guardada = senhas.resumir(nova)
    with ctx.banco.escrita() as conexao:
        mudar(
            ctx, conexao, existente(conexao, linha.id), "altera", "campos: senha", senha=guardada, troca_senha=False,
            senha_em=ctx.relogio.agora(),
        )  # fmt: skip


def exigir_a_propria(ctx: Contexto, senha: str) -> Any:
    """Return the row of who is using the program, if this is the password; a wrong one counts as a failed entry."""
    if ctx.sessao.usuario_id is None:
        raise ErroDominio(
            "Este registro é usado por uma só pessoa, sem senha, ou ninguém entrou. Nada foi mudado; crie antes um "
            "usuário em Administração, Usuários."
        )
    entrada_usuarios.confirmar_senha(ctx, senha=senha)
    with ctx.banco.leitura() as conexao:
        return existente(conexao, ctx.sessao.usuario_id)


def propor_segundo_fator(ctx: Contexto) -> Inscricao:
    """Return a new secret for who is using the program, to be confirmed with a code.  Nothing is written."""
    import pyotp
    import segno

    segredo = pyotp.random_base32()
    endereco = pyotp.TOTP(segredo).provisioning_uri(name=ctx.usuario, issuer_name=fator.EMISSOR)
    desenho = io.BytesIO()
    segno.make(endereco, error="m").save(desenho, kind="png", scale=5, border=4)
    return Inscricao(segredo=segredo, endereco=endereco, qr=desenho.getvalue())


@exige(Permissao.CONSULTAR)
def ligar_segundo_fator(ctx: Contexto, *, segredo: str, codigo: str, senha: str) -> tuple[str, ...]:
    """Turn the second factor on and return the recovery codes, shown this once.

    ErroDominio, with everything as it was: a wrong password, or a code that is not of this secret.
    """
    linha = exigir_a_propria(ctx, senha)
    agora = ctx.relogio.agora()
    passo = fator.passo_do_codigo(segredo, codigo, agora, depois_de=0)
    if passo is None:
        raise ErroDominio(
            "O código não é o deste segredo neste instante. O segundo fator não foi ligado; confira a hora do "
            "computador e a do telefone, e digite o código que o aplicativo mostra agora."
        )
    codigos = fator.novos_codigos()
    with ctx.banco.escrita() as conexao:
        linha = existente(conexao, linha.id)
        consultas.trocar_codigos(conexao, linha.id, [fator.hash_do_codigo(linha.id, c) for c in codigos])
        mudar(ctx, conexao, linha, "liga o segundo fator", totp=segredo, totp_passo=passo)
    return codigos


@exige(Permissao.CONSULTAR)
def desligar_segundo_fator(ctx: Contexto, *, senha: str) -> None:
    """Turn off the second factor of who is using the program.  ErroDominio for a wrong password."""
    apagar_segundo_fator(ctx, exigir_a_propria(ctx, senha).id)


@exige(Permissao.CONSULTAR)
def trocar_codigos(ctx: Contexto, *, senha: str) -> tuple[str, ...]:
    """Return new recovery codes, shown this once; those there were serve no more.  ErroDominio for a wrong password."""
    linha = exigir_a_propria(ctx, senha)
    if not linha.totp:
        raise ErroDominio("O segundo fator não está ligado: não há códigos de recuperação. Ligue-o antes.")
    codigos = fator.novos_codigos()
    with ctx.banco.escrita() as conexao:
        consultas.trocar_codigos(conexao, linha.id, [fator.hash_do_codigo(linha.id, c) for c in codigos])
        anotar(ctx, conexao, "altera", linha.id, "campos: códigos de recuperação")
    return codigos


def folha_dos_codigos(ctx: Contexto, codigos: Sequence[str]) -> bytes:
    """Return the recovery codes as a PDF to print."""
    from ..documentos import peca as papel
    from ..documentos import peca_pdf
    from ..documentos.modelos import OrgaoEmissor

    with ctx.banco.leitura() as conexao:
        orgao = configuracao.nome_do_orgao(conexao)
    linhas = [(str(n), codigo, "") for n, codigo in enumerate(codigos, start=1)]
    return peca_pdf.gerar(
        papel.Peca(
            chave="codigos_recuperacao", titulo="Códigos de recuperação", assunto=ctx.usuario, numerada=False,
            orgao=OrgaoEmissor(nome=orgao),
            grupos=[
                [papel.Texto(texto=f"Usuário {ctx.usuario}, no {fator.EMISSOR}. {_COMO_USAR}")],
                [papel.Tabela(colunas=("Nº", "Código", "Usado em"), linhas=linhas, pesos=(0.4, 3, 1.4))],
            ],
        )
    )  # fmt: skip


def texto_dos_codigos(ctx: Contexto, codigos: Sequence[str]) -> str:
    """Return the recovery codes as they are printed and saved."""
    linhas = [f"{n:2}. {codigo}" for n, codigo in enumerate(codigos, start=1)]
    return "\n".join(
        [
            f"Códigos de recuperação de {ctx.usuario} no {fator.EMISSOR}",
            "",
            _COMO_USAR,
            "",
            *linhas,
            "",
        ]
    )
