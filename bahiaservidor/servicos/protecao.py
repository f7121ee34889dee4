"""What is hidden from who may not see it: health and disability (LGPD, art. 11), and the CPF.

`protegida` stands on every reading that shows people: whatever it returns, however deep, comes out without them.  What
cannot be masked, as the pages of a paper, is refused.  Days are never hidden: deadlines are counted from them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar, cast

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.formatos import cpf
from ..estatuto.tipos import MotivoAfastamento, TipoAposentadoria
from ..registro import configuracao
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from .permissoes import ErroDePermissao, Permissao, exige

if TYPE_CHECKING:
    from .contexto import Contexto
    from .tipos import DadosPessoa

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C", bound="Contexto")

PROTEGIDO: Final = "[dado protegido]"
AUSENCIA_PROTEGIDA: Final = f"Licença {PROTEGIDO}"
SIGILO: Final = f"{PROTEGIDO} (permissão: {Permissao.VER_SAUDE})"
"""In the place of a value, where there is room to say which permission shows it."""

DE_SAUDE: Final = frozenset(
    {
        MotivoAfastamento.LICENCA_SAUDE,
        MotivoAfastamento.LICENCA_GESTANTE,
        MotivoAfastamento.DOENCA_FAMILIA,
        MotivoAfastamento.ACIDENTE_SERVICO,
    }
)
"""Absences whose kind tells of somebody's health: named only where a print or a permission asks for it."""

_AUSENCIAS: Final = "|".join(sorted((re.escape(m.rotulo) for m in DE_SAUDE), key=len, reverse=True))
_INVALIDEZ: Final = re.escape(TipoAposentadoria.INVALIDEZ.rotulo)
_CPF: Final = re.compile(r"(?<![\d.])\d{3}\.(\d{3})\.(\d{3})-\d{2}(?!\d)")
_ONZE: Final = re.compile(r"\d{11}", re.ASCII)


_ARTIGOS: Final = ("artigo_efetivo", "artigo_avaliado")
_VALORES: Final = frozenset((*DE_SAUDE, TipoAposentadoria.INVALIDEZ))


@cache
def _de_saude() -> re.Pattern[str]:
    return re.compile(f"(?P<ausencia>{_AUSENCIAS})|{_INVALIDEZ}", re.IGNORECASE)


_NO_PAPEL: Final = re.compile(
    rf"{_AUSENCIAS}|{_INVALIDEZ}|incapacidade permanente|por invalidez|não concluiu pela aptidão", re.IGNORECASE
)
"""Words that a page with health data has.  That somebody was found fit, which a termo de posse must say, is none."""


def protegida(
    funcao: Callable[Concatenate[C, P], R],
) -> Callable[Concatenate[C, P], R]:
    """Return the reading with what whoever asks may not see hidden in all it returns."""

    @wraps(funcao)
    def leitura(ctx: C, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return proteger(ctx, funcao(ctx, *args, **kwargs))

    leitura.protegida = True  # type: ignore[attr-defined]
    return leitura


def proteger(ctx: Contexto, valor: R) -> R:
    """Return the value without the health data and the CPFs that whoever is using the program may not see."""
    saude, com_cpf = ctx.pode(Permissao.VER_SAUDE), ctx.pode(Permissao.VER_CPF)
    if saude and com_cpf:
        return valor
    return cast(R, _limpar(valor, not saude, not com_cpf))


def _limpar(valor: Any, saude: bool, com_cpf: bool) -> Any:
    if isinstance(valor, Enum) or valor is None:
        return valor
    if isinstance(valor, str):
        return _texto(valor, saude, com_cpf)
    if isinstance(valor, tuple | list):
        novos = [_limpar(v, saude, com_cpf) for v in valor]
        if all(novo is velho for novo, velho in zip(novos, valor, strict=True)):
            return valor
        # A named tuple, as a row of the registry, takes its values one by one.
        return type(valor)(*novos) if hasattr(valor, "_fields") else type(valor)(novos)
    if isinstance(valor, Mapping):
        return {chave: _limpar(v, saude, com_cpf) for chave, v in valor.items()}
    if dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        mudam = {}
        for campo in dataclasses.fields(valor):
            velho = getattr(valor, campo.name)
            novo = _limpar(velho, saude, com_cpf)
            if novo is not velho and campo.init:
                mudam[campo.name] = novo
        if str(mudam.get("rotulo", "")).startswith(AUSENCIA_PROTEGIDA):
            # The article of a leave names it.
            mudam |= {nome: "" for nome in _ARTIGOS if hasattr(valor, nome)}
        if saude and isinstance(conteudo := getattr(valor, "conteudo", None), Mapping):
            # An act as it was typed: what it says by codes is hidden by field.
            tipo = str(getattr(valor, "tipo", ""))
            mudam["conteudo"] = {c: PROTEGIDO if _do_campo(tipo, c, v) else v for c, v in conteudo.items()}
        return dataclasses.replace(valor, **mudam) if mudam else valor
    return valor


def _texto(texto: str, saude: bool, com_cpf: bool) -> str:
    if saude:
        texto = _de_saude().sub(lambda a: AUSENCIA_PROTEGIDA if a["ausencia"] else PROTEGIDO, texto)
    if com_cpf:
        if _ONZE.fullmatch(texto) and cpf.valido(texto):
            return cpf.mascarar(texto)
        texto = _CPF.sub(lambda a: cpf.MASCARA.format(a[1], a[2]), texto)
    return texto


# ------------------------------------------------------------------ CPF


def mascara_nas_listas(ctx: Contexto, conexao: Conexao) -> bool:
    """Tell whether lists mask the CPF: for who may not see it, or for everybody, as chosen in Administração."""
    return not ctx.pode(Permissao.VER_CPF) or configuracao.ler(conexao, configuracao.MASCARAR_CPF) == "sim"


def listas_mascaram(ctx: Contexto) -> bool:
    """Tell whether lists mask the CPF for everybody."""
    with ctx.banco.leitura() as conexao:
        return configuracao.ler(conexao, configuracao.MASCARAR_CPF) == "sim"


@exige(Permissao.CONFIGURAR)
def mascarar_nas_listas(ctx: Contexto, *, sim: bool) -> None:
    """Choose whether lists mask the CPF for everybody; the file of a person still shows it to who may see it."""
    with ctx.banco.escrita() as conexao:
        configuracao.gravar(conexao, configuracao.MASCARAR_CPF, "sim" if sim else "não")
        trilhar(
            conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="altera", objeto="configuracao",
            detalhe=f"CPF mascarado nas listas: {'sim' if sim else 'não'}",
        )  # fmt: skip


def com_cpf_inteiro(dados: DadosPessoa, *conhecidos: str | None) -> DadosPessoa:
    """Return what a form gives back with the CPF that it was shown masked; one that was typed stays as it is."""
    if dados.cpf is None or not cpf.mascarado(dados.cpf):
        return dados
    for numero in conhecidos:
        if numero and cpf.mascarar(numero) == cpf.mascarar(dados.cpf):
            return dataclasses.replace(dados, cpf=numero)
    return dados


# ------------------------------------------------------------------ health


def campo_sigiloso(tipo: str, campo: str) -> bool:
    """Tell whether a field of an act is kept apart from the book."""
    definicao = POR_TIPO.get(tipo)
    if definicao is None:
        return False
    return any(c.name == campo and c.metadata.get("sigiloso") for c in dataclasses.fields(definicao.conteudo))


def conta_saude(tipo: str, conteudo: Mapping[str, Any]) -> bool:
    """Tell whether what an act says tells of somebody's health."""
    return any(_do_campo(tipo, campo, valor) for campo, valor in conteudo.items())


def _do_campo(tipo: str, campo: str, valor: Any) -> bool:
    return (isinstance(valor, str) and valor in _VALORES) or (bool(valor) and campo_sigiloso(tipo, campo))


def exigir_ver_ato(ctx: Contexto, tipo: str, conteudo: Mapping[str, Any]) -> None:
    """Refuse to hand over an act to be changed, with ErroDePermissao, to who may not see what it says of health."""
    if not ctx.pode(Permissao.VER_SAUDE) and conta_saude(tipo, conteudo):
        ctx.exigir(Permissao.VER_SAUDE)


def papel_protegido(
    funcao: Callable[Concatenate[C, P], R],
) -> Callable[Concatenate[C, P], R]:
    """Return what makes a paper, or its text, refused when it tells of health to who may not see it."""

    @wraps(funcao)
    def papel(ctx: C, /, *args: P.args, **kwargs: P.kwargs) -> R:
        feito = funcao(ctx, *args, **kwargs)
        if isinstance(feito, str):
            exigir_ver_texto(ctx, feito)
        else:
            exigir_ver_papel(ctx, getattr(feito, "pdf", b""))
        return feito

    return papel


def exigir_ver_papel(ctx: Contexto, pdf: bytes) -> None:
    """Refuse a paper whose pages tell of somebody's health to who may not see it.  ErroDePermissao."""
    if ctx.pode(Permissao.VER_SAUDE) or not pdf.startswith(b"%PDF"):
        return
    from ..documentos.pdfium import palavras

    exigir_ver_texto(ctx, palavras(pdf))


def exigir_ver_texto(ctx: Contexto, texto: str | None) -> None:
    """Refuse words that tell of somebody's health, or that could not be read (None), as `exigir_ver_papel`."""
    if ctx.pode(Permissao.VER_SAUDE) or (texto is not None and not _NO_PAPEL.search(texto)):
        return
    try:
        ctx.exigir(Permissao.VER_SAUDE)
    except ErroDePermissao as erro:
        raise ErroDePermissao(
            f"Este documento mostra dados de saúde, e o usuário “{ctx.usuario}” não tem permissão para "
            f"{Permissao.VER_SAUDE}. Nada foi mostrado nem emitido; peça a quem administra os usuários.",
            permissao=Permissao.VER_SAUDE,
        ) from erro
